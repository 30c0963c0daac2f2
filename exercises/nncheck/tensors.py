"""The graded exercises of the chapter on tensors.

from nncheck import tensors as ex

ex.memory_bytes.check(memory_bytes)
"""

from nncheck.engine import Exercise
from nncheck.specs.tensors.batches import EXERCISE as iter_minibatches
from nncheck.specs.tensors.broadcast import EXERCISE as broadcast_shape
from nncheck.specs.tensors.channels import EXERCISE as to_channels_first
from nncheck.specs.tensors.layer import EXERCISE as naive_layer
from nncheck.specs.tensors.matmul import EXERCISE as naive_matmul
from nncheck.specs.tensors.memory import EXERCISE as memory_bytes
from nncheck.specs.tensors.rotation import EXERCISE as rotate

EXERCISES: tuple[Exercise, ...] = (
    memory_bytes,
    iter_minibatches,
    broadcast_shape,
    naive_matmul,
    to_channels_first,
    rotate,
    naive_layer,
)
