"""Right and wrong answers to the exercise k_folds."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.evaluation.sections import FOLDS


def k_folds(n, k, rng):
    """k pairs (training rows, validation rows)."""
    parts = np.array_split(rng.permutation(n), k)
    return [
        (np.concatenate(parts[:i] + parts[i + 1 :]), parts[i])
        for i in range(k)
    ]


# ------------------------------------------------------- other right answers


def dealt_like_cards(n, k, rng):
    rows = list(range(n))
    rng.shuffle(rows)
    pairs = []
    for i in range(k):
        val = rows[i::k]
        pairs.append(([row for row in rows if row not in val], val))
    return pairs


def one_at_a_time(n, k, rng):
    fold_of = rng.permutation(np.arange(n) % k)
    for fold in range(k):
        yield np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)


def with_sets(n, k, rng):
    order, everything, start = rng.permutation(n), set(range(n)), 0
    pairs = []
    for i in range(k):
        stop = start + n // k + (i < n % k)
        held_out = set(order[start:stop].tolist())
        pairs.append([everything - held_out, held_out])
        start = stop
    return tuple(pairs)


def with_nnlib(n, k, rng):
    from nnlib.model_selection import KFold

    return list(KFold(k, shuffle=True, rng=rng).split(range(n)))


ALTERNATIVES = (dealt_like_cards, one_at_a_time, with_sets, with_nnlib)


# --------------------------------------------------------------- wrong answers


def _pairs(parts):
    return [
        (np.concatenate([q for q in parts if q is not p]), p) for p in parts
    ]


def remainder_dropped(n, k, rng):
    order, size = rng.permutation(n), n // k
    return _pairs([order[i * size : (i + 1) * size] for i in range(k)])


def remainder_never_validates(n, k, rng):
    order, size = rng.permutation(n), n // k
    parts = [order[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(order, part), part) for part in parts]


def remainder_in_the_last(n, k, rng):
    order, size = rng.permutation(n), n // k
    cuts = [i * size for i in range(1, k)]
    return _pairs(np.split(order, cuts))


def rounded_up(n, k, rng):
    order, size = rng.permutation(n), -(-n // k)
    return _pairs([order[i * size : (i + 1) * size] for i in range(k)])


def drawn_anew(n, k, rng):
    pairs = []
    for i in range(k):
        order, size = rng.permutation(n), n // k + (i < n % k)
        pairs.append((order[size:], order[:size]))
    return pairs


def not_shuffled(n, k, rng):
    return _pairs(np.array_split(np.arange(n), k))


def shuffled_inside(n, k, rng):
    parts = np.array_split(np.arange(n), k)
    return _pairs([rng.permutation(part) for part in parts])


def trained_on_everything(n, k, rng):
    order = rng.permutation(n)
    return [(order, part) for part in np.array_split(order, k)]


def sides_exchanged(n, k, rng):
    return [(val, train) for train, val in k_folds(n, k, rng)]


def trained_on_the_next(n, k, rng):
    parts = np.array_split(rng.permutation(n), k)
    return [(parts[(i + 1) % k], parts[i]) for i in range(k)]


def one_fold_only(n, k, rng):
    return k_folds(n, k, rng)[:1]


def one_row_at_a_time(n, k, rng):
    return k_folds(n, n, rng)


def counted_from_one(n, k, rng):
    pairs = k_folds(n, k, rng)
    return [(train + 1, val + 1) for train, val in pairs]


def folds_without_training(n, k, rng):
    return np.array_split(rng.permutation(n), k)


def own_seed(n, k, rng):
    return k_folds(n, k, np.random.default_rng(0))


def own_generator(n, k, rng):
    return k_folds(n, k, np.random.default_rng())


def _wrong(answer, message, hint):
    return Misconception(answer, message, FOLDS, hint)


_TEN = "Deal ten cards to three players. How many does each of them get?"
_SORTED = "What is in each fold if the samples are sorted by class?"
_SAME = "Call it twice with `np.random.default_rng(0)`. Same folds?"

MISCONCEPTIONS = (
    _wrong(
        remainder_dropped,
        "Rows are lost where n is no multiple of k: the division rounds "
        "down, and the rest is in no part at all.",
        _TEN,
    ),
    _wrong(
        remainder_never_validates,
        "Where n is no multiple of k, the rest is in every training part "
        "and never validates.",
        _TEN,
    ),
    _wrong(
        remainder_in_the_last,
        "The whole rest goes to the last fold, which may become nearly "
        "twice as large as the others.",
        _TEN,
    ),
    _wrong(
        rounded_up,
        "You round the size of a fold up; for the last fold little or "
        "nothing is left.",
        _TEN,
    ),
    _wrong(
        drawn_anew,
        "You shuffle anew for every fold. Some rows validate twice and "
        "others never.",
        "In how many of your folds does row 0 validate?",
    ),
    _wrong(
        not_shuffled,
        "Your folds are pieces of the table as it stands; `rng` is not used.",
        _SORTED,
    ),
    _wrong(
        shuffled_inside,
        "You cut first and shuffle inside of each piece. The folds still "
        "consist of neighbors.",
        _SORTED,
    ),
    _wrong(
        trained_on_everything,
        "Your training part holds all rows, those of the fold as well: the "
        "model is asked what it has learned by heart.",
        "Which rows may a model not see that is judged by this fold?",
    ),
    _wrong(
        sides_exchanged,
        "The two parts of each pair have changed places: training comes "
        "first.",
        "Which of your two parts is the larger one?",
    ),
    _wrong(
        trained_on_the_next,
        "You train on a single other fold. All the rest is meant for "
        "training: data are scarce, or nobody would cross-validate.",
        "With k = 10, which share of the rows do you train on?",
    ),
    _wrong(
        one_fold_only,
        "You return a single pair: an ordinary split. Every fold has its "
        "turn.",
        "Is there a `return` inside of your loop?",
    ),
    _wrong(
        one_row_at_a_time,
        "Each of your folds is a single row. That is cross-validation with "
        "k = n; asked for are k folds.",
        "How many models would have to be trained with your pairs?",
    ),
    _wrong(
        counted_from_one,
        "Your row numbers run from 1 to n. The first row of an array has "
        "the number 0.",
        "What happens with `X[n]`?",
    ),
    _wrong(
        folds_without_training,
        "You return the folds alone. Each needs the rows to train on beside "
        "it.",
        "For `for train, val in ...` to work, what must each entry be?",
    ),
    _wrong(
        own_seed,
        "Your generator has a fixed seed, so `rng` has no effect: the same "
        "folds, every time.",
        "Call it twice with the same `rng`. Should the folds be equal?",
    ),
    _wrong(
        own_generator,
        "You shuffle with a generator of your own, not with `rng`: nobody "
        "can repeat your folds.",
        _SAME,
    ),
)
