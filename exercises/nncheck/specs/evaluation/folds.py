"""k_folds(n, k, rng): every row validates exactly once."""

import numpy as np

from nncheck.compare import Complaint
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.evaluation.folds_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    k_folds,
)
from nncheck.specs.evaluation.sections import FOLDS


class Dealt:
    """What the pairs of row numbers show about the function."""

    def __init__(self, value, n, k):
        self.n, self.k = n, k
        self.pairs = value["first"]
        sides = {
            name: [np.sort(val).tolist() for _, val in value[name]]
            for name in value
        }
        self.validation = sides["first"]
        self.varies = sides["second"] != self.validation
        self.repeats = sides["again"] == self.validation

    @property
    def sizes(self):
        return sorted(map(len, self.validation), reverse=True)

    @property
    def wanted(self):
        rest = self.n % self.k
        size = self.n // self.k
        return [size + 1] * rest + [size] * (self.k - rest)

    @property
    def tested(self):
        """All rows that validate, as often as they do."""
        return sorted(row for part in self.validation for row in part)

    @property
    def strange(self):
        """Row numbers that are none."""
        rows = {row for pair in self.pairs for part in pair for row in part}
        return sorted(row for row in rows if row not in range(self.n))

    @property
    def seen(self):
        """Whether a row of a fold is in its training part, too."""
        return any(len(np.intersect1d(*pair)) for pair in self.pairs)

    @property
    def trained(self):
        """Whether each training part is all the rest."""
        rows = set(range(self.n))
        return all(
            len(train) == self.n - len(val)
            and set(train.tolist()) == rows - set(val.tolist())
            for train, val in self.pairs
        )

    @property
    def runs(self):
        """Whether every fold is a run of neighbors."""
        return all(np.all(np.diff(part) == 1) for part in self.validation)

    def symptom(self):
        """What is seen of it, whatever the luck of the draw."""
        tested = self.tested
        return {
            "sizes": self.sizes,
            "repeated": len(set(tested)) < len(tested),
            "lost": len(set(tested)) < self.n,
            "strange": bool(self.strange),
            "seen": self.seen,
            "trained": self.trained,
            "training": [len(train) for train, _ in self.pairs],
            "runs": self.runs,
            "runs in order": self.runs
            and all(np.all(np.diff(val) > 0) for _, val in self.pairs),
            "varies": self.varies,
            "repeats": self.repeats,
        }


def _once(dealt):
    if len(dealt.pairs) != dealt.k:
        return Complaint(f"gave {len(dealt.pairs)} pairs", f"{dealt.k} pairs")
    if dealt.strange:
        came = f"gave the row number {dealt.strange[-1]:g}"
        return Complaint(came, f"numbers from 0 to {dealt.n - 1}")
    tested = dealt.tested
    once = len(set(tested))
    if once < dealt.n or len(tested) > dealt.n:
        twice = ", some more than once" if len(tested) > once else ""
        came = f"let {once} of {dealt.n} rows validate{twice}"
        return Complaint(came, "every row exactly once")
    return None


def _sizes(dealt):
    if not dealt.sizes:
        return _once(dealt)
    if dealt.sizes != dealt.wanted:
        have, want = (
            ", ".join(map(str, sizes))
            for sizes in (dealt.sizes[:8], dealt.wanted)
        )
        return Complaint(f"gave folds of {have} rows", f"folds of {want}")
    return None


def _rest(dealt):
    if dealt.strange or not dealt.pairs:
        return _once(dealt)
    if dealt.seen:
        came = "trained on rows that validate in the same pair"
        return Complaint(came, "two parts without a common row")
    if not dealt.trained:
        sizes = ", ".join(str(len(train)) for train, _ in dealt.pairs[:6])
        return Complaint(
            f"gave training parts of {sizes} rows",
            "in each pair all rows that do not validate there",
        )
    return None


def _chance(dealt):
    if len(dealt.pairs) != dealt.k:
        return _once(dealt)
    if dealt.runs:
        came = "gave folds of rows that stand next to each other"
        return Complaint(came, "rows dealt out at random")
    if not dealt.repeats:
        came = "gave other folds with a generator of the same seed"
        return Complaint(came, "the same, as all chance comes from `rng`")
    if not dealt.varies:
        came = "gave the same folds twice with one generator"
        return Complaint(came, "other folds, since the generator goes on")
    return None


def _probe(judge_dealt, rng, n, k):
    def judge(observation):
        return judge_dealt(Dealt(observation.value, n, k))

    def symptom(value):
        return Dealt(value, n, k).symptom()

    return Probe(
        (n, k, int(rng.integers(1_000_000))),
        words=f"k_folds({n}, {k}, rng)",
        judge=judge,
        expects=f"{k} pairs (train, val) of row numbers",
        symptom=symptom,
    )


def _probes(judge_dealt, *cases):
    def probes(rng):
        k = int(rng.integers(5, 7))
        more = [(k * int(rng.integers(3, 5)) + k - 2, k)]
        return [_probe(judge_dealt, rng, *case) for case in (*cases, *more)]

    return probes


EXERCISE = Exercise(
    page="evaluation",
    name="k_folds",
    title="Every sample tested once",
    minutes=6,
    section=FOLDS,
    reference=k_folds,
    alternatives=ALTERNATIVES,
    arguments=("n", "k", "rng"),
    driver="folds",
    parts=(
        Part("every row validates once", 1, _probes(_once, (10, 3), (12, 4))),
        Part("folds as equal as can be", 1, _probes(_sizes, (10, 3), (11, 4))),
        Part("training on all the rest", 1, _probes(_rest, (10, 3), (20, 5))),
        Part(
            "dealt out by `rng` alone", 0.5, _probes(_chance, (20, 3), (24, 4))
        ),
    ),
    hints=(
        "Shuffle the numbers 0 to n − 1 *once*, then cut the row of numbers "
        "into k pieces. Each piece validates once.",
        "Ten numbers in three pieces are 4, 3 and 3. `np.array_split` cuts "
        "like this, and `order[i::k]` deals like cards.",
        "What is left for training when one piece is taken away? "
        "`np.setdiff1d` or `np.concatenate` of the other pieces tells.",
    ),
    misconceptions=MISCONCEPTIONS,
)
