"""The bug museum: programs that go wrong in training and testing.

from nncheck import museum_training as ex

ex.fit_wave.predict("a")
ex.fit_wave.reveal()
ex.fit_wave.check(fit_wave)
"""

from nncheck.engine import Exercise
from nncheck.exhibit import Exhibit
from nncheck.specs.museum.predictions import predictions_of
from nncheck.specs.museum_training.coin_score import EXERCISE as coin_score
from nncheck.specs.museum_training.fit_curves import EXERCISE as fit_curves
from nncheck.specs.museum_training.fit_hinges import EXERCISE as fit_hinges
from nncheck.specs.museum_training.fit_valley import EXERCISE as fit_valley
from nncheck.specs.museum_training.fit_wave import EXERCISE as fit_wave
from nncheck.specs.museum_training.hold_out import EXERCISE as hold_out
from nncheck.specs.museum_training.predict_normalized import (
    EXERCISE as predict_normalized,
)
from nncheck.specs.museum_training.predict_thinned import (
    EXERCISE as predict_thinned,
)

EXHIBITS: tuple[Exhibit, ...] = (
    fit_wave,
    fit_valley,
    fit_hinges,
    fit_curves,
    hold_out,
    coin_score,
    predict_thinned,
    predict_normalized,
)
predictions = predictions_of("museum_training", EXHIBITS)

EXERCISES: tuple[Exercise, ...] = (*EXHIBITS, predictions)
