"""The graded exercises of the losses chapter.

from nncheck import losses as ex

ex.cross_entropy.check(cross_entropy)
"""

from nncheck.engine import Exercise
from nncheck.specs.losses.best_constant import EXERCISE as best_constant
from nncheck.specs.losses.by_hand import EXERCISE as by_hand
from nncheck.specs.losses.cross_entropy import EXERCISE as cross_entropy
from nncheck.specs.losses.logits import EXERCISE as bce_with_logits
from nncheck.specs.losses.regression import EXERCISE as regression_loss
from nncheck.specs.losses.softmax import EXERCISE as softmax_cross_entropy
from nncheck.specs.losses.trail import EXERCISE as trail

EXERCISES: tuple[Exercise, ...] = (
    by_hand,
    regression_loss,
    trail,
    best_constant,
    cross_entropy,
    softmax_cross_entropy,
    bce_with_logits,
)
