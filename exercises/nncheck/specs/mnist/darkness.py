"""darkness_classifier: read digits by the amount of their ink alone."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.mnist.darkness_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    darkness_classifier,
)
from nncheck.specs.mnist.digits import pile
from nncheck.specs.mnist.sections import BASELINES


def _judge(place, name, args):
    scaled = (args[0] / 255, args[1], args[2] / 255, args[3])
    want = darkness_classifier(*scaled)[place]

    def judge(observation):
        value = observation.value
        if not isinstance(value, list) or len(value) != 2:
            came = f"gave {show(value)}"
            return Complaint(came, "the pair answers, accuracy")
        wrong = compare(want, value[place])
        if wrong is None:
            return None
        return Complaint(f"{wrong.came} as {name}", wrong.expected)

    return judge


def _probes(data, call):
    """Both parts probe with the same data; each looks at one result."""

    def probe(args, place, name):
        def symptom(value):
            if isinstance(value, list) and len(value) == 2:
                return value[place]
            alone = np.shape(value) == args[3].shape
            return "answers" if alone else ["no pair", value]

        judge = _judge(place, name, args)
        expects = f"{name} for {len(args[2])} images"
        return Probe(args, call, judge, expects, symptom=symptom)

    def probes(rng):
        args = data(rng)
        return [probe(args, 0, "answers"), probe(args, 1, "accuracy")]

    return probes


def made_up(rng):
    """Thirty small images with more ink in some classes, twelve to test."""
    level = rng.permutation(np.linspace(3, 200, 10)).astype(int)
    width = np.minimum(np.minimum(level, 255 - level), 35)

    def draw(y):
        noise = rng.integers(-width[y], width[y] + 1, size=(16, len(y)))
        return (level[y] + noise).T.astype(np.uint8)

    y_train = rng.permutation(np.repeat(np.arange(10), 3))
    y_test = rng.permutation(10)
    # an empty and a full image tell mixed-up units apart
    extremes = np.repeat(np.array([[0], [255]], dtype=np.uint8), 16, axis=1)
    x_test = np.vstack([draw(y_test), extremes])
    y_test = np.append(y_test, [level.argmin(), level.argmax()])
    return draw(y_train), y_train, x_test, y_test


def real(rng):
    """The 5,000 digits, split as `load_mnist` splits them."""
    X, y = pile()
    return X[:4000], y[:4000], X[4000:], y[4000:]


EXERCISE = Exercise(
    page="mnist",
    name="darkness_classifier",
    title="Reading digits by their ink",
    minutes=6,
    section=BASELINES,
    reference=darkness_classifier,
    alternatives=ALTERNATIVES,
    driver="digits",
    limit=20.0,
    parts=(
        Part(
            "thirty made-up images",
            2,
            _probes(made_up, "darkness_classifier on small images"),
        ),
        Part(
            "the 5,000 real digits",
            1,
            _probes(real, "darkness_classifier on the 5,000 digits"),
        ),
    ),
    hints=(
        "Measure first: one number per training image, its ink. Then one "
        "number per digit: the average ink of its images.",
        "`x_train[y_train == 3]` are the training images of the digit 3. "
        "Measure the test images in the same unit as the training images.",
        "For each test image you need ten distances, one per digit. "
        "`ink[:, None] - means` makes the whole table; what is left is to "
        "find the smallest distance in each row.",
    ),
    misconceptions=MISCONCEPTIONS,
)
