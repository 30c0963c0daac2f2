"""The graded exercises of the chapter on the multilayer perceptron.

from nncheck import multilayer_perceptron as ex

ex.num_params.check(num_params)
"""

from nncheck.engine import Exercise
from nncheck.specs.multilayer_perceptron.architectures import (
    EXERCISE as architectures,
)
from nncheck.specs.multilayer_perceptron.bits import EXERCISE as digit_bits
from nncheck.specs.multilayer_perceptron.collapse import EXERCISE as collapse
from nncheck.specs.multilayer_perceptron.count import EXERCISE as num_params
from nncheck.specs.multilayer_perceptron.forward import EXERCISE as forward
from nncheck.specs.multilayer_perceptron.step_nets import EXERCISE as step_nets
from nncheck.specs.multilayer_perceptron.unit import EXERCISE as unit_output

EXERCISES: tuple[Exercise, ...] = (
    step_nets,
    num_params,
    unit_output,
    forward,
    collapse,
    digit_bits,
    architectures,
)
