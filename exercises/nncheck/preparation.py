"""The graded exercises of the chapter on data and initialization.

from nncheck import preparation as ex

ex.StandardScaler.check(StandardScaler)
"""

from nncheck.engine import Exercise
from nncheck.specs.preparation.clipping import EXERCISE as clip_by_global_norm
from nncheck.specs.preparation.flow import EXERCISE as signal_flow
from nncheck.specs.preparation.initialize import EXERCISE as initialize
from nncheck.specs.preparation.pca import EXERCISE as pca
from nncheck.specs.preparation.scaler import EXERCISE as StandardScaler
from nncheck.specs.preparation.split import EXERCISE as prepare_split
from nncheck.specs.preparation.whiten import EXERCISE as whiten
from nncheck.specs.preparation.zeros import EXERCISE as what_moves

EXERCISES: tuple[Exercise, ...] = (
    StandardScaler,
    pca,
    whiten,
    prepare_split,
    what_moves,
    initialize,
    signal_flow,
    clip_by_global_norm,
)
