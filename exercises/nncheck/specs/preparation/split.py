"""prepare_split(X, y, n_test, rng): split first, fit second."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.preparation.sections import SPLIT
from nncheck.specs.preparation.split_answers import (
    ALTERNATIVES,
    prepare_split,
)
from nncheck.specs.preparation.split_mistakes import MISCONCEPTIONS

FORM = "four arrays: X_train, X_test, y_train, y_test"


def _scaled(part, by, ddof=0):
    with np.errstate(all="ignore"):  # samples drawn twice may be all equal
        return (part - by.mean(axis=0)) / by.std(axis=0, ddof=ddof)


def _form(value, X):
    """ "right", or what is wrong with the arrays as such."""
    if not isinstance(value, list) or len(value) != 4:
        return "no four arrays"
    shapes = [np.shape(part) for part in value]
    if [len(shape) for shape in shapes] != [2, 2, 1, 1]:
        return "gave arrays of the shapes " + ", ".join(map(str, shapes))
    for i, name in enumerate(("train", "test")):
        if shapes[i][1] != X.shape[1] or shapes[i][0] != shapes[i + 2][0]:
            return (
                f"gave X_{name} of shape {shapes[i]} and y_{name} of shape "
                f"{shapes[i + 2]}"
            )
    return "right"


def _source(part, candidates):
    """Which of the candidates the array is, by name."""
    for name, candidate in candidates.items():
        if np.allclose(part, candidate, rtol=1e-4, atol=1e-4):
            return name
    # a column that is scaled in any other way still rises with the samples'
    raw = candidates["nobody"]
    columns = zip(part.T, raw.T, strict=True)
    with np.errstate(all="ignore"):
        alike = [abs(np.corrcoef(a, b)[0, 1]) > 0.9999 for a, b in columns]
    return "something else" if all(alike) else "none of its samples"


def findings(value, X, y, n_test):
    """What one split is like, in a few words each.

    Every label is another number, so the labels tell the rows.
    """
    form = _form(value, X)
    if form != "right":
        # which numbers of samples came is a matter of chance
        return {"form": [np.ndim(part) for part in value]}
    X_train, X_test, y_train, y_test = (
        np.asarray(part, dtype=float) for part in value
    )
    place = {float(label): i for i, label in enumerate(y)}
    train, test = ([place.get(v, -1) for v in p] for p in (y_train, y_test))
    found: dict = {"form": "right", "sizes": (len(train), len(test))}
    together = sorted(train + test)
    found["once"] = together == list(range(len(y)))
    found["again"] = max(len(p) - len(set(p)) for p in (train, test)) > 0
    if -1 in together or len(train) < 2 or len(test) < 2:
        return found
    n = len(y)
    blocks = {(0, n_test): "first", (n - n_test, n): "last"}
    found["rows"] = next(
        (k for b, k in blocks.items() if sorted(test) == list(range(*b))),
        "mixed",
    )
    for name, part, rows in (
        ("train", X_train, train),
        ("test", X_test, test),
    ):
        candidates = {
            "the training part": _scaled(X[rows], X[train]),
            "all samples": _scaled(X[rows], X),
            "the test part": _scaled(X[rows], X[test]),
            "the training part with n − 1": _scaled(X[rows], X[train], ddof=1),
            "nobody": X[rows],
        }
        found[name] = _source(part, candidates)
    return found


def _kind(value):
    if isinstance(value, list):
        return f"{len(value)} values"
    return show(value)


def _once(found, X, y, n_test):
    sizes = (len(y) - n_test, n_test)
    if found["sizes"] != sizes:
        return Complaint(
            f"gave parts of {found['sizes'][0]} and {found['sizes'][1]}",
            f"{sizes[0]} samples for training, {sizes[1]} for the test",
        )
    if not found["once"]:
        came = "gave some samples more than once and others never"
        return Complaint(came, "every sample in exactly one part")
    return None


def _random(found, seen):
    if found.get("rows") in ("first", "last"):
        came = f"took the {found['rows']} rows for the test"
        return Complaint(came, "rows that are drawn at random")
    if not seen["repeats"]:
        came = "gave other parts with a generator of the same seed"
        return Complaint(came, "the same, as all randomness is from rng")
    if not seen["varies"]:
        came = "gave the same parts twice with one generator"
        return Complaint(came, "other parts, since the generator goes on")
    return None


def _standardized(found):
    for name in ("train", "test"):
        source = found.get(name, "none of its samples")
        if source == "none of its samples":
            return Complaint(
                f"gave X_{name} whose rows are not the samples of y_{name}",
                "each label beside its own sample",
            )
        if source != "the training part":
            return Complaint(
                f"gave X_{name} standardized by the statistics of {source}",
                "those of the training part",
            )
    return None


def _look(value, X, y, n_test):
    """The findings on three calls: same generator twice, same seed again."""
    if not isinstance(value, dict):
        return None
    calls = [value.get(key) for key in ("first", "second", "again")]
    found = findings(calls[0], X, y, n_test)
    if found["form"] != "right":
        return found, {}
    # one draw may happen to be a block, two will not
    if findings(calls[1], X, y, n_test).get("rows") != found.get("rows"):
        found["rows"] = "mixed"
    first, second, again = (show_all(call) for call in calls)
    return found, {"repeats": first == again, "varies": first != second}


def show_all(value):
    """A value as text that is equal only for equal values."""
    return repr([np.asarray(part).tolist() for part in value])


def _probes(judge_found):
    def probes(rng):
        made = []
        for n, d, n_test in ((18, 2, 4), (24, 3, 6)):
            X = np.round(rng.normal(rng.uniform(3, 9, d), 2, (n, d)), 1)
            y = np.cumsum(rng.integers(1, 9, n))
            seed = int(rng.integers(1_000_000))
            made.append(_probe(X, y, n_test, seed, judge_found))
        return made

    return probes


def _probe(X, y, n_test, seed, judge_found):
    def judge(observation):
        found, seen = _look(observation.value, X, y, n_test)
        if found["form"] != "right":
            value = observation.value["first"]
            form = _form(value, X)
            came = form if form[:4] == "gave" else f"gave {_kind(value)}"
            return Complaint(came, FORM)
        return judge_found(found, seen, X, y, n_test)

    def symptom(value):
        return list(_look(value, X, y, n_test))

    return Probe(
        (X, y, n_test, seed, True),
        words=f"prepare_split(X, y, {n_test}, rng) with {len(X)} samples",
        judge=judge,
        expects=FORM,
        symptom=symptom,
    )


EXERCISE = Exercise(
    page="preparation",
    name="prepare_split",
    title="Split first, fit second",
    minutes=5,
    section=SPLIT,
    reference=prepare_split,
    alternatives=ALTERNATIVES,
    arguments=("X", "y", "n_test"),
    driver="with_generator",
    parts=(
        Part(
            "every sample in one part",
            1,
            _probes(lambda found, seen, *data: _once(found, *data)),
        ),
        Part(
            "at random, by `rng`",
            1,
            _probes(lambda found, seen, *data: _random(found, seen)),
        ),
        Part(
            "standardized by the training part",
            2,
            _probes(lambda found, seen, *data: _standardized(found)),
        ),
    ),
    hints=(
        "Shuffle *row numbers*, not the arrays. With one list of row numbers "
        "you can pick from both arrays, and they stay together.",
        "`rng.permutation(n)` gives the numbers 0 to n − 1 in random order. "
        "Some of them are for the test, the others for training.",
        "First make the two parts. Then measure mean and spread on one of "
        "them, and use them on both.",
    ),
    misconceptions=MISCONCEPTIONS,
)
