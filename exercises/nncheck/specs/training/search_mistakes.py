"""Wrong answers to the exercise random_search."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.training.search_answers import random_search
from nncheck.specs.training.sections import SEARCH


def _draw(low, high, n_trials, rng):
    return [low * (high / low) ** rng.random() for _ in range(n_trials)]


def _best_of(fit, score, rates, data="validation"):
    trials = [(score(fit(rate), data), rate) for rate in rates]
    loss, rate = min(trials)
    return rate, loss


def uniform_on_the_line(fit, score, low, high, n_trials, rng):
    return _best_of(fit, score, rng.uniform(low, high, n_trials))


def exponential_of_the_rate(fit, score, low, high, n_trials, rng):
    return _best_of(fit, score, np.exp(rng.uniform(low, high, n_trials)))


def bases_mixed(fit, score, low, high, n_trials, rng):
    exponents = rng.uniform(np.log(low), np.log(high), n_trials)
    return _best_of(fit, score, 10.0**exponents)


def whole_powers_only(fit, score, low, high, n_trials, rng):
    first, last = np.rint(np.log10([low, high])).astype(int)
    exponents = rng.integers(first, last + 1, n_trials)
    return _best_of(fit, score, 10.0**exponents)


def around_the_middle(fit, score, low, high, n_trials, rng):
    middle, width = np.log(low * high) / 2, np.log(high / low)
    draws = rng.normal(middle, width / 8, n_trials)
    return _best_of(fit, score, np.clip(np.exp(draws), low, high))


def grid_for_chance(fit, score, low, high, n_trials, rng):
    return _best_of(fit, score, np.geomspace(low, high, n_trials))


def same_seed_for_all(fit, score, low, high, n_trials, rng):
    seed = int(rng.integers(1_000_000))
    rates = [
        low * (high / low) ** np.random.default_rng(seed).random()
        for _ in range(n_trials)
    ]
    return _best_of(fit, score, rates)


def chosen_by_the_test(fit, score, low, high, n_trials, rng):
    rates = _draw(low, high, n_trials, rng)
    return _best_of(fit, score, rates, "test")


def chosen_by_training(fit, score, low, high, n_trials, rng):
    rates = _draw(low, high, n_trials, rng)
    return _best_of(fit, score, rates, "train")


def test_loss_reported(fit, score, low, high, n_trials, rng):
    trials = [(rate, fit(rate)) for rate in _draw(low, high, n_trials, rng)]
    losses = [score(network, "validation") for _, network in trials]
    rate, network = trials[int(np.argmin(losses))]
    return rate, score(network, "test")


def test_watched(fit, score, low, high, n_trials, rng):
    trials = []
    for rate in _draw(low, high, n_trials, rng):
        network = fit(rate)
        trials.append((score(network, "validation"), rate))
        score(network, "test")
    return min(trials)[::-1]


def worst_of_all(fit, score, low, high, n_trials, rng):
    rates = _draw(low, high, n_trials, rng)
    trials = [(score(fit(rate), "validation"), rate) for rate in rates]
    return max(trials)[::-1]


def last_of_all(fit, score, low, high, n_trials, rng):
    for rate in _draw(low, high, n_trials, rng):
        loss = score(fit(rate), "validation")
    return rate, loss


def trained_twice(fit, score, low, high, n_trials, rng):
    rate, _ = random_search(fit, score, low, high, n_trials, rng)
    return rate, score(fit(rate), "validation")


def one_trial_less(fit, score, low, high, n_trials, rng):
    return random_search(fit, score, low, high, n_trials - 1, rng)


def pair_exchanged(fit, score, low, high, n_trials, rng):
    return random_search(fit, score, low, high, n_trials, rng)[::-1]


def rate_alone(fit, score, low, high, n_trials, rng):
    return random_search(fit, score, low, high, n_trials, rng)[0]


def own_seed(fit, score, low, high, n_trials, rng):
    own = np.random.default_rng(0)
    return random_search(fit, score, low, high, n_trials, own)


def own_generator(fit, score, low, high, n_trials, rng):
    own = np.random.default_rng()
    return random_search(fit, score, low, high, n_trials, own)


def _wrong(answer, message, hint):
    return Misconception(answer, message, SEARCH, hint)


_DECADES = "Which share of your draws lies in the last power of ten?"
_SEAL = "What is the test data's word worth once a choice was made by it?"
_BEST = "Is a good loss high or low, and on which data?"

MISCONCEPTIONS = (
    _wrong(
        uniform_on_the_line,
        "You draw the rate uniformly. Nine tenths of the draws then lie in "
        "the last power of ten, and small rates are hardly ever tried.",
        _DECADES,
    ),
    _wrong(
        exponential_of_the_rate,
        "You draw between the two rates and take the exponential of that. "
        "Before it can be undone, the logarithm of both ends is missing.",
        "What is exp(0.001)?",
    ),
    _wrong(
        bases_mixed,
        "You mix two bases: the natural logarithm on the way there, powers "
        "of ten on the way back.",
        "What do you get from your two steps if you begin with 0.1?",
    ),
    _wrong(
        whole_powers_only,
        "You draw whole exponents, so that only powers of ten are tried. "
        "Between them the best rate may lie, and trials repeat each other.",
        "How many different rates are among your draws?",
    ),
    _wrong(
        around_the_middle,
        "Your draws crowd around the middle of the range. You search because "
        "you do *not* know where the good rates are.",
        "Which share of your draws lies in the first power of ten?",
    ),
    _wrong(
        grid_for_chance,
        "Your rates stand at equal distances, with any generator. With one "
        "setting this is fine; asked for is a search by chance.",
        "What does `rng` do in your code?",
    ),
    _wrong(
        same_seed_for_all,
        "Every trial makes a generator of the same seed, so the same rate is "
        "tried again and again.",
        "Print the rates that you try.",
    ),
    _wrong(
        chosen_by_the_test,
        "You choose by the test loss. It was to tell at the end, once, what "
        "the chosen one is worth; now it cannot.",
        _SEAL,
    ),
    _wrong(
        chosen_by_training,
        "You choose by the training loss. The winner is the one that learned "
        "the training data best, by heart if need be.",
        _BEST,
    ),
    _wrong(
        test_loss_reported,
        "You choose by validation data, but then open the envelope to report "
        "the test loss. A search is hardly ever the last; leave it sealed.",
        _SEAL,
    ),
    _wrong(
        test_watched,
        "You look at the test loss of every trial. Even if no line of code "
        "uses it, somebody will.",
        _SEAL,
    ),
    _wrong(
        worst_of_all,
        "You keep the trial with the largest loss.",
        _BEST,
    ),
    _wrong(
        last_of_all,
        "You return the last trial, good or bad.",
        "What must be remembered from round to round?",
    ),
    _wrong(
        trained_twice,
        "You train the winner once more to ask for its loss. Trainings are "
        "what a search has to save.",
        "Where in your loop was this loss known already?",
    ),
    _wrong(
        one_trial_less,
        "You make one trial less than asked for.",
        "How many numbers are in `range(1, 5)`?",
    ),
    _wrong(
        pair_exchanged,
        "Rate and loss have changed places: the rate comes first.",
        "Read the docstring's last line.",
    ),
    _wrong(
        rate_alone,
        "You return the rate alone. Its validation loss belongs with it.",
        "Read the docstring's last line.",
    ),
    _wrong(
        own_seed,
        "Your generator has a fixed seed, so `rng` has no effect: the same "
        "rates, every time.",
        "What does `rng` do in your code?",
    ),
    _wrong(
        own_generator,
        "You draw from a generator of your own, not from `rng`: nobody can "
        "repeat your search.",
        "Run it twice with `np.random.default_rng(0)`. Same rates?",
    ),
)
