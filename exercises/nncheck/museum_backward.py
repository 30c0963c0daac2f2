"""The bug museum: programs that go wrong on the way back.

from nncheck import museum_backward as ex

ex.line_step.predict("a")
ex.line_step.reveal()
ex.line_step.check(line_step)
"""

from nncheck.engine import Exercise
from nncheck.exhibit import Exhibit
from nncheck.specs.museum.predictions import predictions_of
from nncheck.specs.museum_backward.decay_step import EXERCISE as decay_step
from nncheck.specs.museum_backward.deep_step import EXERCISE as deep_step
from nncheck.specs.museum_backward.line_step import EXERCISE as line_step
from nncheck.specs.museum_backward.logistic_step import (
    EXERCISE as logistic_step,
)
from nncheck.specs.museum_backward.network_step import EXERCISE as network_step
from nncheck.specs.museum_backward.run_epoch import EXERCISE as run_epoch
from nncheck.specs.museum_backward.sigmoid_step import EXERCISE as sigmoid_step

EXHIBITS: tuple[Exhibit, ...] = (
    line_step,
    run_epoch,
    logistic_step,
    network_step,
    deep_step,
    sigmoid_step,
    decay_step,
)
predictions = predictions_of("museum_backward", EXHIBITS)

EXERCISES: tuple[Exercise, ...] = (*EXHIBITS, predictions)
