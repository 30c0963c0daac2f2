"""The graded exercises of the perceptron chapter.

from nncheck import perceptron as ex

ex.step.check(step)
"""

from nncheck.engine import Exercise
from nncheck.specs.perceptron.distance import EXERCISE as signed_distance
from nncheck.specs.perceptron.gates import EXERCISE as gates
from nncheck.specs.perceptron.half_adder import EXERCISE as half_adder
from nncheck.specs.perceptron.learning import EXERCISE as Perceptron
from nncheck.specs.perceptron.step import EXERCISE as step

EXERCISES: tuple[Exercise, ...] = (
    step,
    gates,
    signed_distance,
    Perceptron,
    half_adder,
)
