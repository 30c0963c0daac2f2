"""train: fit a network to real digits, and tell the truth about it."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.mnist.digits import blurred, split
from nncheck.specs.mnist.sections import TRAINING
from nncheck.specs.mnist.training_answers import ALTERNATIVES, train
from nncheck.specs.mnist.training_mistakes import MISCONCEPTIONS

FLOOR = 0.87  # of 1,000 test digits after 4,000 training digits
LEAK_FLOOR = 0.70  # with 1,000 training digits only
TRICKED = 0.30  # share of false labels that nobody can guess
CHANCE = 0.30
NEW = 0.30  # share of the test digits whose labels are not told
GAP = 0.25  # in accuracy, which no honest test and new digits have


def share(one, other):
    """How many labels agree; None if the shapes differ."""
    if not isinstance(one, np.ndarray) or one.shape != other.shape:
        return None
    return float(np.mean(one == other))


def report(value, given, y_train):
    """What the reported accuracy is: of the test, of the training, …"""
    accuracy = value["accuracy"]
    if isinstance(accuracy, np.ndarray) and accuracy.size == 1:
        accuracy = accuracy.item()
    if isinstance(accuracy, bool) or not isinstance(accuracy, int | float):
        return "other"
    meanings = {
        "test": given,
        "train": share(value["train"], y_train),
        "percent": 100 * given,
        "errors": 1 - given,
    }
    for name, meant in meanings.items():
        if meant is not None and abs(accuracy - meant) <= 0.002:
            return name
    return "other"


class Trial:
    """One training run: its data, what is true, and how to judge it."""

    def __init__(self, rng, n, *, sort=False, trick=False):
        x_train, y_train, x, y = split(rng, n)
        if sort:
            order = np.argsort(y_train, kind="stable")
            x_train, y_train = x_train[order], y_train[order]
        self.x_train, self.y_train = x_train, y_train
        k = round(len(x) * (1 - NEW))
        self.x_test, self.truth = x[:k], y[:k]
        self.x_new, self.y_new = blurred(x[k:], rng), y[k:]
        self.tricked = trick
        # what the answer is told of the test images, and what they are
        self.y_test = self.truth
        if trick:
            self.y_test = (self.truth + rng.integers(1, 10)) % 10
        self.seed = int(rng.integers(1_000))

    @property
    def args(self):
        data = (self.x_train, self.y_train, self.x_test, self.y_test)
        return *data, self.seed, self.x_new

    def right(self, value):
        """The share of test and new digits that are read as what they are."""
        test, new = self.shares(value)
        return None if None in (test, new) else (1 - NEW) * test + NEW * new

    def shares(self, value):
        """The share of test digits, and that of new ones, that are right."""
        return share(value["test"], self.truth), share(
            value["new"], self.y_new
        )

    def symptom(self, value):
        """What can be told about an answer from this run, in one word."""
        right = self.right(value)
        if right is None:
            return "no labels"
        given = share(value["test"], self.y_test)
        own = share(value["train"], self.y_train)
        if self.tricked:
            return "good" if given < TRICKED else "tricked"
        told = report(value, given, self.y_train)
        if len(np.unique(value["test"])) == 1:
            return f"always the same, {told}"
        if right < CHANCE:
            return f"chance, {told}"
        if right < FLOOR:
            return f"poor, {told}"
        upside = own is not None and right > own + 0.03
        return f"{'upside down' if upside else 'good'}, {told}"


def _labels_came(value, n):
    came = value["test"]
    shape = f"shape {came.shape}" if hasattr(came, "shape") else show(came)
    return Complaint(
        f"gave a predict whose answers have {shape}",
        f"{n} labels, shape ({n},)",
    )


def _learns(trial, floor, what):
    def judge(observation):
        right = trial.right(observation.value)
        if right is None:
            return _labels_came(observation.value, len(trial.truth))
        _, new = trial.shares(observation.value)
        if right >= floor and new < floor - GAP:
            return Complaint(
                f"reads {100 * new:.1f} % of the digits whose labels it was "
                "not told",
                f"about {100 * floor:.0f} %, as of the others",
            )
        if right >= floor:
            return None
        return Complaint(
            f"reads {100 * right:.1f} % of the test digits",
            f"at least {100 * floor:.0f} %",
        )

    return _probe(trial, judge, what)


def _tells(trial, what):
    def judge(observation):
        value = observation.value
        given = share(value["test"], trial.y_test)
        if given is None:
            return _labels_came(value, len(trial.y_test))
        _, new = trial.shares(value)
        if new is None or given > new + GAP:
            return Complaint(
                f"reads {100 * given:.0f} % of the digits whose labels it "
                "was told, and hardly any others",
                "a network that reads both alike",
            )
        if report(value, given, trial.y_train) == "test":
            return None
        return Complaint(
            f"reports the accuracy {show(value['accuracy'])}",
            f"{given:.3f}, the share of right answers on the test digits",
        )

    return _probe(trial, judge, what)


def _not_tricked(trial, what):
    def judge(observation):
        complaint = _learns(trial, LEAK_FLOOR, what).judge(observation)
        given = share(observation.value["test"], trial.y_test)
        if complaint is None or given is None or given < TRICKED:
            return complaint
        return Complaint(
            f"gives {100 * given:.0f} % of the test digits the false label "
            "that only the test set told it",
            "a network that knows the training digits alone",
        )

    return _probe(trial, judge, what)


def _probe(trial, judge, what):
    return Probe(
        trial.args,
        words=f"train with {what}, seed={trial.seed}",
        judge=judge,
        expects="the pair (predict, accuracy)",
        symptom=trial.symptom,
    )


def _first(rng):
    return [_learns(Trial(rng, 4000), FLOOR, "4,000 digits")]


def _second(rng):
    return [_tells(Trial(rng, 4000), "4,000 digits")]


def _false_labels(rng):
    trial = Trial(rng, 1000, trick=True)
    return [_not_tricked(trial, "1,000 digits and false test labels")]


def _sorted(rng):
    trial = Trial(rng, 4000, sort=True)
    return [_learns(trial, FLOOR, "4,000 digits sorted by class")]


EXERCISE = Exercise(
    page="mnist",
    name="train",
    title="Training on real digits",
    minutes=7,
    section=TRAINING,
    reference=train,
    alternatives=ALTERNATIVES,
    arguments=("x_train", "y_train", "x_test", "y_test", "seed"),
    driver="train_digits",
    limit=20.0,
    slow=True,
    parts=(
        Part("it learns to read", 1, _first),
        Part("it reports the accuracy on the test digits", 1, _second),
        Part("it does not peek at the test labels", 2, _false_labels),
        Part("it copes with digits sorted by class", 1, _sorted),
    ),
    hints=(
        "Four lines are enough: build, compile, fit, evaluate. The section "
        "“The same network with nnlib” has them all.",
        "`predict` must give labels. `model.predict` gives ten numbers per "
        "digit: which of them names the label?",
        "Ten epochs with batches of 32 suffice. `fit` shuffles by itself; "
        "with a loop of your own, draw a new order in each epoch.",
    ),
    misconceptions=MISCONCEPTIONS,
)
