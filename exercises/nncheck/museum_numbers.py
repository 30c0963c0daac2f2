"""The bug museum: programs that go wrong in arrays and numbers.

from nncheck import museum_numbers as ex

ex.squared_distances.predict("a")
ex.squared_distances.reveal()
ex.squared_distances.check(squared_distances)
"""

from nncheck.engine import Exercise
from nncheck.exhibit import Exhibit
from nncheck.specs.museum.predictions import predictions_of
from nncheck.specs.museum_numbers.best_weights import EXERCISE as best_weights
from nncheck.specs.museum_numbers.center import EXERCISE as center
from nncheck.specs.museum_numbers.output_loss import EXERCISE as output_loss
from nncheck.specs.museum_numbers.row_softmax import EXERCISE as row_softmax
from nncheck.specs.museum_numbers.shuffled import EXERCISE as shuffled
from nncheck.specs.museum_numbers.squared_distances import (
    EXERCISE as squared_distances,
)
from nncheck.specs.museum_numbers.surprise import EXERCISE as surprise
from nncheck.specs.museum_numbers.walk import EXERCISE as walk

EXHIBITS: tuple[Exhibit, ...] = (
    squared_distances,
    row_softmax,
    output_loss,
    surprise,
    walk,
    center,
    best_weights,
    shuffled,
)
predictions = predictions_of("museum_numbers", EXHIBITS)

EXERCISES: tuple[Exercise, ...] = (*EXHIBITS, predictions)
