"""hold_out: sorted labels, and a test set cut off at the end."""

from functools import partial

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Pairs
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_training.parts import EXPECTED, finding, judge
from nncheck.specs.museum_training.sections import FLATTERS, SPLIT_FIRST


def hold_out(X, y, n_test, seed):
    """Samples for training and for testing: X_train, y_train, X_test, y_test.

    X: shape (n, d). y: labels, shape (n,), as the data set has them: class
    after class. n_test: how many samples are for testing.
    """
    n_train = len(y) - n_test
    X_train, y_train = X[:n_train], y[:n_train]
    X_test, y_test = X[n_train:], y[n_train:]
    return X_train, y_train, X_test, y_test


COUNT = "n_train = len(y) - n_test"
TRAIN = "X_train, y_train = X[:n_train], y[:n_train]"
TEST = "X_test, y_test = X[n_train:], y[n_train:]"
DRAW = "order = np.random.default_rng(seed).permutation(len(y))"
MOVE = "X, y = X[order], y[order]"
right = edit(hold_out, "right", (COUNT, f"{DRAW}\n    {MOVE}\n    {COUNT}"))


# ------------------------------------------------------- other right answers


def chosen_by_mask(X, y, n_test, seed):
    rng = np.random.default_rng(seed)
    mask = np.zeros(len(y), dtype=bool)
    mask[rng.choice(len(y), size=n_test, replace=False)] = True
    return X[~mask], y[~mask], X[mask], y[mask]


def one_by_one(X, y, n_test, seed):
    rng = np.random.default_rng(seed)
    rest = list(range(len(y)))
    test: list[int] = []
    while len(test) < n_test:
        test.append(rest.pop(int(rng.integers(len(rest)))))
    parts = [X[rest], y[rest], X[test], y[test]]
    return [np.array(part) for part in parts]


def through_nnlib(X, y, n_test, seed):
    from nnlib import train_test_split

    X_train, X_test, y_train, y_test = train_test_split(
        X, y, test_size=n_test / len(y), rng=seed, stratify=y
    )
    return X_train, y_train, X_test, y_test


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=SPLIT_FIRST):
    return wrong(hold_out, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: the data are sorted by class, and the test "
        "set is cut off at the end, where there is only the last class.",
        "Which labels does the test set hold, and which the training set?",
    ),
    _wrong(
        "cut_off_at_the_beginning",
        [
            (TRAIN, "X_train, y_train = X[n_test:], y[n_test:]"),
            (TEST, "X_test, y_test = X[:n_test], y[:n_test]"),
        ],
        "You cut at the other end. Now it is the first class that is only in "
        "the test set.",
        "Where in a sorted list would a cut be fair?",
    ),
    _wrong(
        "shuffled_afterwards",
        [
            (
                TEST,
                f"{TEST}\n"
                "    rng = np.random.default_rng(seed)\n"
                "    order = rng.permutation(n_train)\n"
                "    X_train, y_train = X_train[order], y_train[order]\n"
                "    order = rng.permutation(n_test)\n"
                "    X_test, y_test = X_test[order], y_test[order]",
            )
        ],
        "You shuffle each part after the cut. The parts themselves stay what "
        "they were.",
        "Which has to come first, the shuffle or the cut?",
    ),
    _wrong(
        "shuffled_apart",
        [
            (
                COUNT,
                "rng = np.random.default_rng(seed)\n"
                "    X, y = rng.permutation(X), rng.permutation(y)\n"
                f"    {COUNT}",
            )
        ],
        "All classes are in both parts now, but inputs and labels were "
        "shuffled each in an order of its own.",
        "Which label did the first input have before, and which one now?",
    ),
    _wrong(
        "test_samples_in_training",
        [
            (COUNT, f"{DRAW}\n    {MOVE}\n    {COUNT}"),
            (TRAIN, "X_train, y_train = X, y"),
        ],
        "The test set is drawn fairly, but its samples are also in the "
        "training set.",
        "How many samples are in both parts?",
        FLATTERS,
    ),
    _wrong(
        "drawn_with_replacement",
        [
            (
                COUNT,
                "order = np.random.default_rng(seed).integers("
                f"len(y), size=len(y))\n    {MOVE}\n    {COUNT}",
            )
        ],
        "You draw each place by itself, so some samples come several times, "
        "some of them in both parts, and others not at all.",
        "How many different samples come out?",
        FLATTERS,
    ),
    _wrong(
        "parts_swapped",
        [
            (COUNT, f"{DRAW}\n    {MOVE}\n    {COUNT}"),
            (
                "return X_train, y_train, X_test, y_test",
                "return X_test, y_test, X_train, y_train",
            ),
        ],
        "The shuffle is right, but the parts come back in the wrong order: "
        "testing first.",
        "How many samples should the first two arrays have?",
    ),
)


# ---------------------------------------------------------------- the symptom


def _sorted_data(rng, sizes=(20, 20, 20)):
    y = np.repeat(np.arange(len(sizes)), sizes)
    return rng.normal(size=(len(y), 2)).round(3) + 3 * y[:, None], y


def four_parts(program, X, y):
    return program(X, y, len(y) // 3, 0)


def _class_missing(program, bench):
    X, y = _sorted_data(np.random.default_rng(0))
    parts = bench.call(program, X, y)
    if len(parts) == 2:
        return False  # nothing is held out
    return set(np.asarray(parts[1]).tolist()) != set(y.tolist())


def measured():
    X, y = _sorted_data(np.random.default_rng(0))
    told = []
    for program in (hold_out, right):
        X_train, y_train, X_test, y_test = program(X, y, 20, 0)
        classes = np.unique(y_train)
        centers = np.array(
            [X_train[y_train == k].mean(axis=0) for k in classes]
        )
        scores = []
        for points, labels in ((X_train, y_train), (X_test, y_test)):
            gaps = ((points[:, None] - centers) ** 2).sum(axis=2)
            hits = classes[gaps.argmin(axis=1)] == labels
            scores.append(f"{100 * hits.mean():.0f} %")
        told.append(" and ".join(scores))
    return (
        "three classes of twenty samples, answered by the nearest class "
        f"mean. Right on training and test samples: {told[0]}; with the "
        f"repaired program {told[1]}."
    )


def _probes(rng):
    probes = []
    for d in (1, 2):
        X, y = _sorted_data(rng)
        X, n_test = X[:, :d] + rng.normal(size=(60, 1)), 21
        seed = int(rng.integers(1000))
        probes.append(
            Probe(
                (X, y, n_test, seed),
                words=f"hold_out for 60 samples, n_test=21, seed={seed}",
                judge=judge(X, y, n_test),
                expects=EXPECTED,
                symptom=partial(finding, X, y, n_test),
            )
        )
    return probes


EXERCISE = Exhibit(
    page="museum_training",
    name="hold_out",
    title="A part for testing",
    minutes=4,
    section=SPLIT_FIRST,
    reference=right,
    alternatives=(chosen_by_mask, one_by_one, through_nnlib),
    arguments=("X", "y", "n_test", "seed"),
    refuses={
        "float32": "samples are moved, not computed: they come back as they "
        "were",
    },
    parts=(Part("the repaired split", 2, _probes),),
    hints=(
        "Take six samples with the labels 0, 0, 1, 1, 2, 2 and hold out two.",
        "The argument `seed` is not used yet.",
    ),
    misconceptions=MISCONCEPTIONS,
    program=hold_out,
    bug="the sorted labels that were not shuffled",
    symptom="b",
    choices=(
        Choice(
            "Too good: the test accuracy is above the training accuracy.",
            "That would be a leak; here no sample is in both parts.",
        ),
        Choice(
            "Good on the training samples, at or near 0 % on the test "
            "samples.",
            "The test set holds a class that the training set does not have. "
            "Nobody can answer what he has never heard of.",
        ),
        Choice(
            "Guessing on both parts.",
            "Each input still has its own label, so the training samples can "
            "be learned.",
        ),
        Choice(
            "An error: the parts have different numbers of samples.",
            "They should.",
        ),
    ),
    measured=measured,
    detector=Detector("a class is missing in training", Pairs, _class_missing),
    bench=Pairs(four_parts),
)
