"""The graded exercises of the chapter on activations.

from nncheck import activations as ex

ex.sigmoid.check(sigmoid)
"""

from nncheck.engine import Exercise
from nncheck.specs.activations.by_hand import EXERCISE as slopes_by_hand
from nncheck.specs.activations.elu import EXERCISE as ELU
from nncheck.specs.activations.from_output import (
    EXERCISE as sigmoid_prime_from_output,
)
from nncheck.specs.activations.leaky_relu import EXERCISE as LeakyReLU
from nncheck.specs.activations.output import EXERCISE as output_activations
from nncheck.specs.activations.sigmoid import EXERCISE as sigmoid
from nncheck.specs.activations.sigmoid_prime import EXERCISE as sigmoid_prime
from nncheck.specs.activations.softmax import EXERCISE as softmax
from nncheck.specs.activations.softmax_backward import (
    EXERCISE as softmax_backward,
)

EXERCISES: tuple[Exercise, ...] = (
    slopes_by_hand,
    sigmoid,
    sigmoid_prime,
    sigmoid_prime_from_output,
    LeakyReLU,
    ELU,
    softmax,
    softmax_backward,
    output_activations,
)
