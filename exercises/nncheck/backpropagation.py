"""The graded exercises of the chapter on backpropagation.

from nncheck import backpropagation as ex

ex.backward.check(backward)
"""

from nncheck.engine import Exercise
from nncheck.specs.backpropagation.backward import EXERCISE as backward
from nncheck.specs.backpropagation.by_hand import EXERCISE as by_hand
from nncheck.specs.backpropagation.checking import EXERCISE as gradient_check
from nncheck.specs.backpropagation.graph import EXERCISE as graph_gradients
from nncheck.specs.backpropagation.numerical import (
    EXERCISE as numerical_gradient,
)
from nncheck.specs.backpropagation.step import EXERCISE as train_step

EXERCISES: tuple[Exercise, ...] = (
    by_hand,
    graph_gradients,
    backward,
    numerical_gradient,
    gradient_check,
    train_step,
)
