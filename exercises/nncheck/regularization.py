"""The graded exercises of the chapter on regularization.

from nncheck import regularization as ex

ex.max_norm.check(max_norm)
"""

from nncheck.engine import Exercise
from nncheck.specs.regularization.max_norm import EXERCISE as max_norm
from nncheck.specs.regularization.penalties import EXERCISE as penalized_step
from nncheck.specs.regularization.shrink import EXERCISE as best_weight

EXERCISES: tuple[Exercise, ...] = (
    penalized_step,
    best_weight,
    max_norm,
)
