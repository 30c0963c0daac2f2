"""sgd: mini-batch descent on a linear model, with every step kept."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.gradient_descent.sections import BATCHES
from nncheck.specs.gradient_descent.sgd_answers import ALTERNATIVES, sgd
from nncheck.specs.gradient_descent.sgd_mistakes import MISCONCEPTIONS

FAR = 1e9  # no right path leads there


class Trial:
    """One run: its data and settings, and what can be told of a path."""

    def __init__(self, X, y, w, rate, m, epochs, seed):
        self.X, self.y, self.w = X, y, w
        self.rate, self.m, self.epochs, self.seed = rate, m, epochs, seed
        self.updates = -(-len(X) // m) * epochs

    @property
    def args(self):
        settings = (self.rate, self.m, self.epochs, self.seed)
        return self.X, self.y, self.w, *settings

    @property
    def reference(self):
        rng = np.random.default_rng(self.seed)
        settings = (self.rate, self.m, self.epochs, rng)
        return sgd(self.X, self.y, self.w, *settings)

    def malformed(self, value):
        """The complaint about a path of the wrong shape, or None."""
        path, shape = value["path"], (self.updates + 1, len(self.w))
        if isinstance(path, np.ndarray) and path.shape == shape:
            return None
        came = show(path)
        if isinstance(path, np.ndarray):
            came = f"a path of shape {path.shape}"
        return Complaint(
            f"gave {came}",
            f"the start and {self.updates} updates, shape {shape}",
        )

    def probe(self, what, judge, symptom, expects):
        return Probe(
            self.args,
            words=f"sgd with {what}, batch_size={self.m}, "
            f"epochs={self.epochs}",
            judge=lambda seen: self.malformed(seen.value) or judge(seen.value),
            expects=expects,
            symptom=lambda value: [np.shape(value["path"]), symptom(value)],
        )

    def factors(self, value):
        """How long each step is, in units of the true one where it is."""
        path = value["path"]
        if self.malformed(value):
            return "malformed"
        if not np.isfinite(path).all() or np.abs(path).max() > FAR:
            return "far away"
        found = []
        for here, there in zip(path[:-1], path[1:], strict=True):
            slope = 2 * self.X.T @ (self.X @ here - self.y) / len(self.X)
            right, step = -self.rate * slope, there - here
            if right @ right < 1e-12:
                return "arrived"
            factor = right @ step / (right @ right)
            straight = np.allclose(step, factor * right, atol=1e-4)
            if not straight:
                return "askew"
            found.append(round(float(factor), 3))
        return found


def _same_path(trial, what):
    """A run whose path does not depend on the order."""
    want = trial.reference

    def judge(value):
        for t, (right, w) in enumerate(zip(want, value["path"], strict=True)):
            complaint = compare(right, w)
            if complaint:
                when = f"after update {t}" if t else "as the start"
                return Complaint(f"{complaint.came} {when}", show(right))
        return None

    expects = "the weights before and after every update"
    return trial.probe(what, judge, trial.factors, expects)


def _data(rng, n, d):
    X = np.round(rng.normal(size=(n, d)), 2)
    X[:d] += 2 * np.eye(d)
    return X, np.round(rng.normal(size=n) + 3, 2)


def _seed(rng):
    return int(rng.integers(1_000_000))


def _all_at_once(rng):
    X, y = _data(rng, 4, 2)
    w, seed = np.array([1.0, -1.0]), _seed(rng)
    twice = np.vstack([X, X]), np.append(y, y)
    return [
        _same_path(Trial(X, y, w, 0.05, 4, 3, seed), "4 samples"),
        _same_path(Trial(X, y, w, 0.05, 9, 2, seed), "4 samples"),
        _same_path(Trial(*twice, w, 0.05, 8, 2, seed), "8 samples"),
    ]


def _batches(rng):
    row, target = np.round(rng.uniform(0.5, 1.5, 2), 1), 5.0
    probes = []
    for n, m in ((5, 2), (6, 3), (7, 4)):
        X, y = np.tile(row, (n, 1)), np.full(n, target)
        trial = Trial(X, y, np.zeros(2), 0.05, m, 2, _seed(rng))
        probes.append(_same_path(trial, f"{n} equal samples"))
    return probes


def _order(trial, what):
    """Rate 0.5 and samples x = 1: each update lands on its batch's mean."""
    each = trial.updates // trial.epochs

    def epochs(value):
        return np.round(value["path"][1:, 0], 3).reshape(-1, each)

    def symptom(value):
        if trial.malformed(value):
            return "malformed"
        rows = epochs(value)
        if not _explained(rows, trial):
            return "steps that no batch explains"
        file = trial.y.reshape(each, -1).mean(axis=1)
        if not np.isclose(rows.sum(axis=1), file.sum(), atol=0.01).all():
            return "not every sample once"
        if np.isclose(rows, file, atol=0.01).all():
            return "the order of the file in every epoch"
        if (rows == rows[0]).all():
            return "the same order in every epoch"
        if (np.sort(rows) == np.sort(rows[0])).all() and trial.m > 1:
            return "the same batches in every epoch"
        return "new orders"

    def judge(value):
        found = symptom(value)
        if found == "new orders":
            return None
        return Complaint(
            f"made {found}" if "steps" in found else f"used {found}",
            "every sample once, in a new order every epoch",
        )

    return trial.probe(what, judge, symptom, "a new order every epoch")


def _explained(values, trial):
    """Whether each value is the mean of m targets, repeats allowed."""
    picks = np.indices((len(trial.y),) * trial.m).reshape(trial.m, -1)
    means = trial.y[picks].mean(axis=0)
    gap = np.abs(values[..., None] - means).min(axis=-1)
    return bool((gap < 0.01).all())


def _shuffled(rng):
    # sums of different powers of two tell which samples were in a batch
    y = 2.0 ** np.arange(8)
    alone = Trial(np.ones((8, 1)), y, np.zeros(1), 0.5, 1, 3, _seed(rng))
    pairs = Trial(np.ones((8, 1)), y, np.zeros(1), 0.5, 2, 5, _seed(rng))
    return [
        _order(alone, "8 samples, one at a time"),
        _order(pairs, "8 samples in pairs"),
    ]


def _at_the_goal(trial):
    def stays(value):
        if trial.malformed(value):
            return False
        return bool(np.allclose(value["path"], trial.w, atol=1e-4))

    def judge(value):
        if stays(value):
            return None
        end = show(value["path"][-1])
        return Complaint(
            f"left the best weights {show(trial.w)}, where all errors are 0, "
            f"and came to {end}",
            "no step, because all gradients are 0 there",
        )

    what = "6 samples and weights that fit them exactly"
    return trial.probe(what, judge, stays, "weights that stay")


def _repeated(trial):
    def same(value):
        return bool(compare(value["path"], value["again"]) is None)

    def judge(value):
        if same(value):
            return None
        return Complaint(
            "took another path the second time with an equal `rng`",
            "the same path",
        )

    return trial.probe("6 samples, twice", judge, same, "equal paths")


def _repeatable(rng):
    X, y = _data(rng, 6, 2)
    w = np.round(rng.uniform(1, 3, size=2), 1)
    return [
        _at_the_goal(Trial(X, X @ w, w, 0.05, 2, 3, _seed(rng))),
        _repeated(Trial(X, y, w, 0.05, 1, 3, _seed(rng))),
    ]


EXERCISE = Exercise(
    page="gradient_descent",
    name="sgd",
    title="Mini-batch descent",
    minutes=7,
    section=BATCHES,
    reference=sgd,
    alternatives=ALTERNATIVES,
    arguments=("X", "y", "w", "learning_rate", "batch_size", "epochs", "rng"),
    driver="sgd",
    limit=5.0,
    parts=(
        Part("all samples in one batch", 1, _all_at_once),
        Part("smaller batches and the rest", 1, _batches),
        Part("a new order in every epoch", 1, _shuffled),
        Part("targets that go with their samples, and `rng`", 1, _repeatable),
    ),
    hints=(
        "Begin with one batch of all samples: predict, error, gradient, "
        "step. The first part of the check asks for no more.",
        "`rng.permutation(n)` gives the numbers 0 to n − 1 in a random order. "
        "Draw them at the start of an epoch and cut them into batches.",
        "A slice that reaches over the end simply ends there, so the last "
        "batch needs no case of its own, except that it has fewer samples.",
        "`X[rows]` and `y[rows]` take the same samples of both arrays.",
    ),
    misconceptions=MISCONCEPTIONS,
)
