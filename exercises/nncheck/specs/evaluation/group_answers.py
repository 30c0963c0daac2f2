"""Right and wrong answers to the exercise group_split."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.evaluation.sections import LEAK


def group_split(groups, n_test, rng):
    """Row numbers for training and test; no group is on both sides."""
    drawn = rng.choice(np.unique(groups), n_test, replace=False)
    for_test = np.isin(groups, drawn)
    return np.flatnonzero(~for_test), np.flatnonzero(for_test)


# ------------------------------------------------------- other right answers


def with_lists(groups, n_test, rng):
    names = sorted(set(groups.tolist()))
    rng.shuffle(names)
    held_out = set(names[-n_test:])
    train: list = []
    test: list = []
    for row, group in enumerate(groups.tolist()):
        (test if group in held_out else train).append(row)
    return train, test


def by_numbers_of_groups(groups, n_test, rng):
    names, number = np.unique(groups, return_inverse=True)
    place = rng.permutation(len(names))[number]
    order = np.argsort(place)
    n = int(np.sum(place < n_test))
    return order[n:], order[:n]


def one_number_each(groups, n_test, rng):
    names = np.unique(groups)
    luck = dict(zip(names.tolist(), rng.random(len(names)), strict=True))
    limit = np.sort(list(luck.values()))[n_test]
    test = {i for i, g in enumerate(groups.tolist()) if luck[g] < limit}
    return set(range(len(groups))) - test, test


ALTERNATIVES = (with_lists, by_numbers_of_groups, one_number_each)


# --------------------------------------------------------------- wrong answers


def _sides(groups, drawn):
    for_test = np.isin(groups, drawn)
    return np.flatnonzero(~for_test), np.flatnonzero(for_test)


def rows_shuffled(groups, n_test, rng):
    order = rng.permutation(len(groups))
    return order[n_test:], order[:n_test]


def share_of_rows(groups, n_test, rng):
    n = round(n_test / len(np.unique(groups)) * len(groups))
    order = rng.permutation(len(groups))
    return order[n:], order[:n]


def sorted_and_cut(groups, n_test, rng):
    n = round(n_test / len(np.unique(groups)) * len(groups))
    order = np.argsort(groups, kind="stable")
    return order[:-n], order[-n:]


def first_groups(groups, n_test, rng):
    return _sides(groups, np.unique(groups)[:n_test])


def last_groups(groups, n_test, rng):
    return _sides(groups, np.unique(groups)[-n_test:])


def names_for_rows(groups, n_test, rng):
    names = rng.permutation(np.unique(groups))
    return names[n_test:], names[:n_test]


def one_row_of_each(groups, n_test, rng):
    drawn = rng.choice(np.unique(groups), n_test, replace=False)
    test = [int(np.flatnonzero(groups == name)[0]) for name in drawn]
    return np.setdiff1d(np.arange(len(groups)), test), test


def twins_thrown_away(groups, n_test, rng):
    drawn = rng.choice(np.unique(groups), n_test, replace=False)
    test = [int(np.flatnonzero(groups == name)[0]) for name in drawn]
    return _sides(groups, drawn)[0], test


def drawn_from_rows(groups, n_test, rng):
    return _sides(groups, rng.choice(groups, n_test, replace=False))


def put_back(groups, n_test, rng):
    # n_test balls are drawn, and each goes back into the urn
    return _sides(groups, rng.choice(np.unique(groups), n_test))


def numbers_for_names(groups, n_test, rng):
    drawn = rng.permutation(len(np.unique(groups)))[:n_test]
    return _sides(groups, drawn)


def sides_exchanged(groups, n_test, rng):
    return group_split(groups, n_test, rng)[::-1]


def masks_for_rows(groups, n_test, rng):
    drawn = rng.choice(np.unique(groups), n_test, replace=False)
    for_test = np.isin(groups, drawn)
    return ~for_test, for_test


def own_seed(groups, n_test, rng):
    return group_split(groups, n_test, np.random.default_rng(0))


def own_generator(groups, n_test, rng):
    return group_split(groups, n_test, np.random.default_rng())


def _wrong(answer, message, hint):
    return Misconception(answer, message, LEAK, hint)


_TWINS = "Two pictures of one patient: can they come to different sides?"

MISCONCEPTIONS = (
    _wrong(
        rows_shuffled,
        "You deal out rows, and as many as groups were asked for. Pictures "
        "of one patient come to both sides, and the test asks for what was "
        "learned by heart.",
        _TWINS,
    ),
    _wrong(
        share_of_rows,
        "You deal out rows. Pictures of one patient come to both sides, and "
        "the test asks for what was learned by heart.",
        _TWINS,
    ),
    _wrong(
        sorted_and_cut,
        "You sort the rows by group and cut at a number of rows. The cut "
        "goes through a group, and chance has no part in it.",
        "Where would you have to cut so that no group is divided?",
    ),
    _wrong(
        first_groups,
        "Your test has the groups with the smallest names. Names are often "
        "given in order of time or place, and then the test is special.",
        "Call it twice with the same `rng`. Should the same patients be "
        "tested?",
    ),
    _wrong(
        last_groups,
        "Your test has the groups with the largest names. Names are often "
        "given in order of time or place, and then the test is special.",
        "Call it twice with the same `rng`. Should the same patients be "
        "tested?",
    ),
    _wrong(
        names_for_rows,
        "You return the names of the groups. Asked for are the numbers of "
        "their rows.",
        "What do you get from `X[train]` with what you return?",
    ),
    _wrong(
        one_row_of_each,
        "You test one row of each group that was drawn and train on its "
        "other rows: exactly the twins that should be kept apart.",
        _TWINS,
    ),
    _wrong(
        twins_thrown_away,
        "You test one row of each group that was drawn; its other rows are "
        "lost. Nobody sees them, on either side.",
        "How many rows do your two parts have together?",
    ),
    _wrong(
        drawn_from_rows,
        "You draw groups from the column of all rows. A group with many rows "
        "is drawn more often, even twice, so that too few groups come.",
        "How can every group be in the urn exactly once?",
    ),
    _wrong(
        put_back,
        "You draw each group from all groups, as if it were put back. Some "
        "are drawn twice, so that too few groups come.",
        "How often may the same name be drawn?",
    ),
    _wrong(
        numbers_for_names,
        "You draw numbers from 0 on, as if the groups were called so. Names "
        "may be anything, and hardly a row is found.",
        "What are the groups called in your example?",
    ),
    _wrong(
        sides_exchanged,
        "The two parts have changed places: training comes first.",
        "How many groups are in your second part?",
    ),
    _wrong(
        masks_for_rows,
        "You return arrays of True and False. They would serve as well, but "
        "asked for are row numbers, as `KFold` gives them.",
        "Which function gives the places of the True entries?",
    ),
    _wrong(
        own_seed,
        "Your generator has a fixed seed, so `rng` has no effect: the same "
        "split, every time.",
        "Call it twice with the same `rng`. Should the splits be equal?",
    ),
    _wrong(
        own_generator,
        "You draw from a generator of your own, not from `rng`: nobody can "
        "repeat your split.",
        "Call it twice with `np.random.default_rng(0)`. Same split?",
    ),
)
