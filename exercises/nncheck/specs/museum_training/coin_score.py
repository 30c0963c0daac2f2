"""coin_score: the test samples have a say in what is learned."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Scores
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_training.sections import FLATTERS, SPLIT_FIRST


def coin_score(X_train, y_train, X_test, y_test):
    """The accuracy on the test samples of a simple classifier.

    It keeps the 10 columns in which the two classes differ most, and takes
    a sample for the class, 0 or 1, whose mean is nearer.
    """
    X = np.concatenate([X_train, X_test])
    y = np.concatenate([y_train, y_test])
    gap = X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0)
    best = np.argsort(-np.abs(gap))[:10]
    zero = X_train[y_train == 0].mean(axis=0)[best]
    one = X_train[y_train == 1].mean(axis=0)[best]
    to_zero = ((X_test[:, best] - zero) ** 2).sum(axis=1)
    to_one = ((X_test[:, best] - one) ** 2).sum(axis=1)
    return np.mean((to_one < to_zero) == y_test)


ALL_X = "X = np.concatenate([X_train, X_test])"
ALL_Y = "y = np.concatenate([y_train, y_test])"
RANK = "-np.abs(gap)"
right = edit(
    coin_score, "right", (ALL_X, "X = X_train"), (ALL_Y, "y = y_train")
)


# ------------------------------------------------------- other right answers


def with_loops(X_train, y_train, X_test, y_test):
    means = [X_train[y_train == k].mean(axis=0) for k in (0, 1)]
    gaps = [
        (abs(a - b), j) for j, (a, b) in enumerate(zip(*means, strict=True))
    ]
    best = [j for _, j in sorted(gaps, reverse=True)[:10]]
    hits = 0
    for x, label in zip(X_test, y_test, strict=True):
        far = [sum((x[j] - mean[j]) ** 2 for j in best) for mean in means]
        hits += int(far[1] < far[0]) == label
    return hits / len(y_test)


def columns_cut_first(X_train, y_train, X_test, y_test):
    zero, one = (X_train[y_train == k].mean(axis=0) for k in (0, 1))
    best = np.argpartition(np.abs(one - zero), -10)[-10:]
    # nearer to one means: on that side of the middle
    side = (X_test - (zero + one) / 2)[:, best] @ (one - zero)[best]
    return float(((side > 0) == (y_test == 1)).mean())


threshold = edit(
    coin_score,
    "threshold",
    (ALL_X, "X, y = X_train, y_train"),
    (f"    {ALL_Y}\n", ""),
    (
        "np.argsort(-np.abs(gap))[:10]",
        "np.abs(gap) >= np.sort(np.abs(gap))[-10]",
    ),
)


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=SPLIT_FIRST):
    return wrong(coin_score, name, changes, message, section, hint)


GOOD = [(ALL_X, "X = X_train"), (ALL_Y, "y = y_train")]
MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: the columns are chosen with the test "
        "samples and their labels, so the answers have been seen before the "
        "test.",
        "Give it labels that are tossed coins. Which accuracy is possible?",
    ),
    _wrong(
        "chosen_by_the_test",
        [(ALL_X, "X = X_test"), (ALL_Y, "y = y_test")],
        "Now the test samples alone choose the columns: the leak is larger "
        "than before.",
        "Which samples may have a say before the test?",
    ),
    _wrong(
        "scored_on_training",
        [
            *GOOD,
            ("(X_test[:, best] - zero)", "(X_train[:, best] - zero)"),
            ("(X_test[:, best] - one)", "(X_train[:, best] - one)"),
            ("== y_test", "== y_train"),
        ],
        "The choice is clean now, but you report the accuracy on the "
        "training samples.",
        "Which samples tell how well new ones will be answered?",
        FLATTERS,
    ),
    _wrong(
        "means_of_all",
        [
            ("gap = X[y == 1]", "gap = X_train[y_train == 1]"),
            ("- X[y == 0]", "- X_train[y_train == 0]"),
            ("zero = X_train[y_train == 0]", "zero = X[y == 0]"),
            ("one = X_train[y_train == 1]", "one = X[y == 1]"),
        ],
        "The columns are chosen by the training samples now, but the means "
        "of the classes are taken from all samples.",
        "How many places in the program learn something from data?",
    ),
    _wrong(
        "no_choice",
        [(RANK, "0 * gap")],
        "You take the first ten columns, whatever they say. Choosing is "
        "fine; it is a question of which samples choose.",
        "In which columns do the classes differ most, among the training "
        "samples?",
    ),
    _wrong(
        "worst_columns",
        [*GOOD, (RANK, "np.abs(gap)")],
        "The training samples choose, but you keep the columns in which the "
        "classes differ least.",
        "Does `argsort` begin with the smallest or the largest?",
    ),
    _wrong(
        "error_rate",
        [
            *GOOD,
            (
                "np.mean((to_one < to_zero) == y_test)",
                "np.mean((to_one < to_zero) != y_test)",
            ),
        ],
        "The choice is clean now, but you return the share of mistakes.",
        "What is the accuracy of somebody who is always right?",
        FLATTERS,
    ),
)


# ---------------------------------------------------------------- the symptom


def coins(rng, n=40, columns=300):
    """Noise, and labels that were tossed."""
    X = rng.normal(size=(n, columns))
    return X, rng.permutation(np.arange(n) % 2)


def _better_than_possible(program, bench):
    rng = np.random.default_rng(0)
    scores = [program(*coins(rng), *coins(rng)) for _ in range(20)]
    return np.mean(scores) > 0.6


def measured():
    rng = np.random.default_rng(0)
    data = [(*coins(rng), *coins(rng)) for _ in range(50)]
    means = [
        100 * np.mean([program(*parts) for parts in data])
        for program in (coin_score, right)
    ]
    return (
        f"labels tossed like coins, 50 data sets: on average the program "
        f"reports {means[0]:.0f} % on the test samples, the repaired one "
        f"{means[1]:.0f} %."
    )


def _probes(rng):
    probes = []
    for _ in range(3):
        parts = *coins(rng, 30, 40), *coins(rng, 30, 40)
        for X, y in (parts[:2], parts[2:]):
            X[:, :5] += 0.5 * y[:, None]
        words = "coin_score on 30 training and 30 test samples"
        probes.append(Probe(parts, words=words))
    return probes


EXERCISE = Exhibit(
    page="museum_training",
    name="coin_score",
    title="Many columns, ten to keep",
    minutes=5,
    section=FLATTERS,
    reference=right,
    alternatives=(with_loops, columns_cut_first, threshold),
    arguments=("X_train", "y_train", "X_test", "y_test"),
    parts=(Part("the repaired score", 2, _probes),),
    hints=(
        "Toss the labels. Then nobody can be right in more than half of the "
        "cases, on average.",
        "Underline every line that reads `X_test` or `y_test`, and ask of "
        "each one: is this already the test?",
    ),
    misconceptions=MISCONCEPTIONS,
    program=coin_score,
    bug="the leaked test data",
    symptom="c",
    choices=(
        Choice(
            "The accuracy is lower than it should be.",
            "More samples make a better choice, and this choice was even "
            "made for the very samples that are tested.",
        ),
        Choice(
            "An error: X and X_train have different lengths.",
            "The columns are the same for both, and only columns are passed "
            "on.",
        ),
        Choice(
            "With labels that are tossed coins it is right in well over half "
            "of the cases.",
            "Among many columns some fit the test labels by chance. They "
            "were chosen for it, and on new samples they are worth nothing.",
        ),
        Choice(
            "With tossed labels it is right in half of the cases, as it "
            "should be.",
            "That is what an honest program reports.",
        ),
    ),
    measured=measured,
    detector=Detector("it can guess coins", Scores, _better_than_possible),
    bench=Scores(),
)
