"""The graded exercises of the MNIST chapter.

from nncheck import mnist as ex

ex.prepare.check(prepare)
"""

from nncheck.engine import Exercise
from nncheck.specs.mnist.confusion import EXERCISE as confusion_matrix
from nncheck.specs.mnist.darkness import EXERCISE as darkness_classifier
from nncheck.specs.mnist.idx import EXERCISE as load_idx
from nncheck.specs.mnist.model import EXERCISE as Model
from nncheck.specs.mnist.preparation import EXERCISE as prepare
from nncheck.specs.mnist.training import EXERCISE as train

EXERCISES: tuple[Exercise, ...] = (
    load_idx,
    prepare,
    darkness_classifier,
    confusion_matrix,
    train,
    Model,
)
