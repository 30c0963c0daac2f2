"""Right answers to the exercise random_search."""

import math

import numpy as np


def random_search(fit, score, low, high, n_trials, rng):
    """The best of n log-uniform learning rates, and its validation loss."""
    best_rate, best_loss = None, np.inf
    for _ in range(n_trials):
        rate = low * (high / low) ** rng.random()
        loss = score(fit(rate), "validation")
        if loss < best_loss:
            best_rate, best_loss = rate, loss
    return best_rate, best_loss


# ------------------------------------------------------- other right answers


def all_rates_at_once(fit, score, low, high, n_trials, rng):
    rates = np.exp(rng.uniform(np.log(low), np.log(high), n_trials))
    losses = [score(fit(rate), "validation") for rate in rates]
    best = int(np.argmin(losses))
    return rates[best], losses[best]


def powers_of_ten(fit, score, low, high, n_trials, rng):
    trials: list = []
    while len(trials) < n_trials:
        exponent = rng.uniform(math.log10(low), math.log10(high))
        network = fit(10**exponent)
        trials.append((score(network, "validation"), 10**exponent))
    loss, rate = min(trials)
    return [rate, loss]


def with_the_sampler(fit, score, low, high, n_trials, rng):
    from nnlib.model_selection import LogUniform

    sampler = LogUniform(low, high)
    losses = {}
    for _ in range(n_trials):
        rate = sampler.sample(rng)
        losses[rate] = score(fit(rate), "validation")
    return np.array(min(losses.items(), key=lambda pair: pair[1]))


ALTERNATIVES = (all_rates_at_once, powers_of_ten, with_the_sampler)
