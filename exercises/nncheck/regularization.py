"""The graded exercises of the chapter on regularization.

from nncheck import regularization as ex

ex.max_norm.check(max_norm)
"""

from nncheck.engine import Exercise
from nncheck.specs.regularization.batch_norm import (
    EXERCISE as BatchNormalization,
)
from nncheck.specs.regularization.batch_norm_backward import (
    EXERCISE as batch_norm_backward,
)
from nncheck.specs.regularization.dropout import EXERCISE as Dropout
from nncheck.specs.regularization.max_norm import EXERCISE as max_norm
from nncheck.specs.regularization.penalties import EXERCISE as penalized_step
from nncheck.specs.regularization.shrink import EXERCISE as best_weight

EXERCISES: tuple[Exercise, ...] = (
    penalized_step,
    best_weight,
    max_norm,
    Dropout,
    BatchNormalization,
    batch_norm_backward,
)
