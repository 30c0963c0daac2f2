"""The graded exercises of the chapter on evaluation.

from nncheck import evaluation as ex

ex.roc_auc.check(roc_auc)
"""

from nncheck.engine import Exercise
from nncheck.specs.evaluation.auc import EXERCISE as roc_auc
from nncheck.specs.evaluation.by_hand import EXERCISE as filter_by_hand
from nncheck.specs.evaluation.cross import EXERCISE as cross_validate
from nncheck.specs.evaluation.folds import EXERCISE as k_folds
from nncheck.specs.evaluation.gaps import EXERCISE as error_gaps
from nncheck.specs.evaluation.group import EXERCISE as group_split
from nncheck.specs.evaluation.measures import EXERCISE as precision_recall_f1

EXERCISES: tuple[Exercise, ...] = (
    filter_by_hand,
    precision_recall_f1,
    roc_auc,
    group_split,
    k_folds,
    cross_validate,
    error_gaps,
)
