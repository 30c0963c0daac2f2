"""The graded exercises of the chapter on training.

from nncheck import training as ex

ex.early_stopping.check(early_stopping)
"""

from nncheck.engine import Exercise
from nncheck.specs.training.by_hand import EXERCISE as plan_by_hand
from nncheck.specs.training.full import EXERCISE as loss_and_gradients
from nncheck.specs.training.ratio import EXERCISE as update_ratio
from nncheck.specs.training.restore import EXERCISE as fit_best
from nncheck.specs.training.search import EXERCISE as random_search
from nncheck.specs.training.stopping import EXERCISE as early_stopping

EXERCISES: tuple[Exercise, ...] = (
    plan_by_hand,
    random_search,
    early_stopping,
    fit_best,
    update_ratio,
    loss_and_gradients,
)
