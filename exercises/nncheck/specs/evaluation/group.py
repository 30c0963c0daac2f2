"""group_split(groups, n_test, rng): what belongs together stays together."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.evaluation.group_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    group_split,
)
from nncheck.specs.evaluation.sections import LEAK

FORM = "the pair (train, test) of row numbers"


class Split:
    """What three splits show about the function that made them."""

    def __init__(self, value, groups, n_test):
        self.groups, self.n_test = np.asarray(groups), n_test
        splits = [value[name] for name in ("first", "second", "again")]
        self.train, self.test = splits[0]
        texts = [
            repr([np.sort(p).tolist() for p in split]) for split in splits
        ]
        self.varies, self.repeats = texts[0] != texts[1], texts[0] == texts[2]

    @property
    def masks(self):
        return self.train.dtype.kind == "b" or self.test.dtype.kind == "b"

    @property
    def in_range(self):
        n = len(self.groups)
        both = np.concatenate([self.train, self.test])
        whole = both.dtype.kind in "iu" or not len(both)
        return whole and bool(np.all((both >= 0) & (both < n)))

    @property
    def together(self):
        """Every row number that was given, in order."""
        return sorted(np.concatenate([self.train, self.test]).tolist())

    @property
    def complete(self):
        return self.together == list(range(len(self.groups)))

    @property
    def shared(self):
        """The groups on both sides."""
        sides = self.groups[self.train], self.groups[self.test]
        return np.intersect1d(*sides)

    @property
    def in_test(self):
        return np.unique(self.groups[self.test])

    def symptom(self):
        """What is seen of it, whatever the luck of the draw."""
        if self.masks or not self.in_range:
            return {"masks": self.masks, "test": len(self.test)}
        given, names = self.together, np.unique(self.groups)
        shared = len(self.shared) > 0
        return {
            "repeated": len(set(given)) < len(given),
            "lost": len(set(given)) < len(self.groups),
            "shared": shared,
            "groups in test": 0 if shared else len(self.in_test),
            "rows for groups": len(self.test) == self.n_test,
            "one of each": len(self.test) == len(self.in_test),
            "first": np.array_equal(self.in_test, names[: self.n_test]),
            "last": np.array_equal(self.in_test, names[-self.n_test :]),
            "varies": self.varies,
            "repeats": self.repeats,
        }


def _rows(split):
    if split.masks:
        return Complaint("gave arrays of True and False", "row numbers")
    if not split.in_range:
        n = len(split.groups)
        return Complaint(
            f"gave test rows {show(split.test)}",
            f"row numbers from 0 to {n - 1}",
        )
    if not split.complete:
        given = split.together
        came = f"gave {len(set(given))} of the {len(split.groups)} rows"
        if len(set(given)) < len(given):
            came += ", some of them more than once"
        return Complaint(came, "every row exactly once")
    return None


def _apart(split):
    if split.masks or not split.in_range:
        return _rows(split)
    if len(split.shared):
        return Complaint(
            f"put rows of group {show(split.shared[0])} on both sides",
            "all rows of a group on one side",
        )
    if len(split.in_test) != split.n_test:
        return Complaint(
            f"put {len(split.in_test)} groups into the test",
            f"{split.n_test} groups there",
        )
    return None


def _random(split):
    if not split.repeats:
        came = "gave another split with a generator of the same seed"
        return Complaint(came, "the same, as all chance comes from `rng`")
    if not split.varies:
        came = "gave the same split twice with one generator"
        return Complaint(came, "another split, since the generator goes on")
    return None


def _groups(rng, n_groups):
    """Shuffled names of groups of one to five rows."""
    names = rng.choice(np.arange(100, 1000), n_groups, replace=False)
    sizes = rng.permutation(np.resize([2, 3, 5, 1, 4], n_groups))
    return rng.permutation(np.repeat(names, sizes))


def _probes(judge_split, *cases):
    def probes(rng):
        return [
            _probe(rng, _groups(rng, n), n_test, judge_split)
            for n, n_test in cases
        ]

    return probes


def _probe(rng, groups, n_test, judge_split):
    def judge(observation):
        return judge_split(Split(observation.value, groups, n_test))

    def symptom(value):
        return Split(value, groups, n_test).symptom()

    return Probe(
        (groups, n_test, int(rng.integers(1_000_000))),
        words=f"group_split(groups, {n_test}, rng) with {len(groups)} rows "
        f"of {len(np.unique(groups))} groups",
        judge=judge,
        expects=FORM,
        symptom=symptom,
    )


EXERCISE = Exercise(
    page="evaluation",
    name="group_split",
    title="Twins on one side",
    minutes=5,
    section=LEAK,
    reference=group_split,
    alternatives=ALTERNATIVES,
    arguments=("groups", "n_test", "rng"),
    driver="group_rows",
    parts=(
        Part("every row on one side", 1, _probes(_rows, (9, 4), (16, 7))),
        Part(
            "whole groups, as many as asked",
            1.5,
            _probes(_apart, (9, 4), (24, 14), (30, 22)),
        ),
        Part(
            "by chance, from `rng` alone",
            0.5,
            # so many groups that luck does not repeat itself
            _probes(_random, (24, 10), (30, 13)),
        ),
    ),
    hints=(
        "Draw *groups*, not rows. Which groups are there? `np.unique` lists "
        "each of them once.",
        "`rng.choice(names, 3, replace=False)` draws three different names.",
        "Then go through the rows: does a row's group belong to those that "
        "were drawn? `np.isin` answers for all rows at once, and "
        "`np.flatnonzero` turns answers into row numbers.",
    ),
    misconceptions=MISCONCEPTIONS,
)
