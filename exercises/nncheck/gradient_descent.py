"""The graded exercises of the chapter on gradient descent.

from nncheck import gradient_descent as ex

ex.sgd.check(sgd)
"""

from nncheck.engine import Exercise
from nncheck.specs.gradient_descent.adagrad import EXERCISE as Adagrad
from nncheck.specs.gradient_descent.adam import EXERCISE as Adam
from nncheck.specs.gradient_descent.by_hand import EXERCISE as by_hand
from nncheck.specs.gradient_descent.descent import (
    EXERCISE as gradient_descent,
)
from nncheck.specs.gradient_descent.momentum import EXERCISE as Momentum
from nncheck.specs.gradient_descent.rmsprop import EXERCISE as RMSprop
from nncheck.specs.gradient_descent.sgd import EXERCISE as sgd
from nncheck.specs.gradient_descent.stability import (
    EXERCISE as max_stable_eta,
)
from nncheck.specs.gradient_descent.tuning import (
    EXERCISE as find_learning_rate,
)
from nncheck.specs.gradient_descent.updates import EXERCISE as updates_per_run

EXERCISES: tuple[Exercise, ...] = (
    by_hand,
    gradient_descent,
    max_stable_eta,
    find_learning_rate,
    updates_per_run,
    sgd,
    Momentum,
    Adagrad,
    RMSprop,
    Adam,
)
