"""Right and wrong answers to the exercise initialize."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.preparation.sections import BACK, SPREAD


def initialize(n_in, n_out, scheme, rng):
    """Weights of shape (n_in, n_out) whose spread fits the scheme."""
    shape = (n_in, n_out)
    if scheme == "lecun":
        return rng.normal(0, np.sqrt(1 / n_in), shape)
    if scheme == "he":
        return rng.normal(0, np.sqrt(2 / n_in), shape)
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, shape)


# ------------------------------------------------------- other right answers


def scaled_afterwards(n_in, n_out, scheme, rng):
    if scheme == "glorot":
        unit = 2 * rng.random((n_in, n_out)) - 1
        return unit * (6 / (n_in + n_out)) ** 0.5
    gain = {"lecun": 1, "he": 2}[scheme]
    W = rng.standard_normal((n_in, n_out), dtype=np.float32)
    return W / np.sqrt(np.float32(n_in / gain))


def unit_by_unit(n_in, n_out, scheme, rng):
    units = []
    for _ in range(n_out):
        if scheme == "glorot":
            variance = 2 / (n_in + n_out)
            a = (3 * variance) ** 0.5
            units.append([float(rng.uniform(-a, a)) for _ in range(n_in)])
        else:
            variance = {"he": 2.0, "lecun": 1.0}[scheme] / n_in
            units.append(rng.normal(scale=variance**0.5, size=n_in))
    return np.array(units).T


def from_the_library(n_in, n_out, scheme, rng):
    from nnlib.initializers import GlorotUniform, HeNormal, LecunNormal

    kinds = {"lecun": LecunNormal, "he": HeNormal, "glorot": GlorotUniform}
    return kinds[scheme]()((n_in, n_out), rng)


ALTERNATIVES = (scaled_afterwards, unit_by_unit, from_the_library)


# --------------------------------------------------------------- wrong answers


def _drawn(variances, uniform=("glorot",)):
    """An answer with other variances: scheme -> variance of (n_in, n_out)."""

    def answer(n_in, n_out, scheme, rng):
        if scheme not in variances:
            return initialize(n_in, n_out, scheme, rng)
        spread = np.sqrt(variances[scheme](n_in, n_out))
        if scheme in uniform:
            limit = np.sqrt(3) * spread
            return rng.uniform(-limit, limit, (n_in, n_out))
        return rng.normal(0, spread, (n_in, n_out))

    return answer


def _named(name, answer):
    answer.__name__ = name
    return answer


outputs_counted = _named(
    "outputs_counted",
    _drawn({"lecun": lambda n, m: 1 / m, "he": lambda n, m: 2 / m}),
)
no_root = _named(
    "no_root",
    _drawn(
        {"lecun": lambda n, m: 1 / n**2, "he": lambda n, m: (2 / n) ** 2},
    ),
)
root_of_two_forgotten = _named(
    "root_of_two_forgotten", _drawn({"he": lambda n, m: 4 / n})
)
he_like_lecun = _named("he_like_lecun", _drawn({"he": lambda n, m: 1 / n}))
lecun_like_he = _named("lecun_like_he", _drawn({"lecun": lambda n, m: 2 / n}))
limit_as_spread = _named(
    "limit_as_spread", _drawn({"glorot": lambda n, m: 6 / (n + m)}, ())
)
spread_as_limit = _named(
    "spread_as_limit", _drawn({"glorot": lambda n, m: 2 / (n + m) / 3})
)
glorot_by_inputs = _named(
    "glorot_by_inputs", _drawn({"glorot": lambda n, m: 2 / n})
)
glorot_normal = _named(
    "glorot_normal", _drawn({"glorot": lambda n, m: 2 / (n + m)}, ())
)


def not_scaled(n_in, n_out, scheme, rng):
    if scheme == "glorot":
        return rng.uniform(-1, 1, (n_in, n_out))
    return rng.normal(size=(n_in, n_out))


def above_zero_only(n_in, n_out, scheme, rng):
    return np.abs(initialize(n_in, n_out, scheme, rng))


def from_zero_to_limit(n_in, n_out, scheme, rng):
    if scheme == "glorot":
        limit = np.sqrt(6 / (n_in + n_out))
        return limit * rng.random((n_in, n_out))
    return initialize(n_in, n_out, scheme, rng)


def outputs_in_rows(n_in, n_out, scheme, rng):
    return initialize(n_in, n_out, scheme, rng).T


def own_seed(n_in, n_out, scheme, rng):
    return initialize(n_in, n_out, scheme, np.random.default_rng(0))


def own_generator(n_in, n_out, scheme, rng):
    return initialize(n_in, n_out, scheme, np.random.default_rng())


def _wrong(answer, message, hint, section=SPREAD):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        outputs_counted,
        "You count the outputs of the layer. What makes a unit's sum large "
        "is the number of its summands, the inputs.",
        "How many numbers does one unit add up?",
    ),
    _wrong(
        no_root,
        "You use the variance of the weights as their spread. `normal` takes "
        "the standard deviation, its root.",
        "Which variance has a normal number of standard deviation 0.1?",
    ),
    _wrong(
        root_of_two_forgotten,
        "For ReLU you doubled the standard deviation; it is the variance "
        "that is doubled.",
        "If a spread is doubled, by what does its variance grow?",
    ),
    _wrong(
        he_like_lecun,
        "Your weights for ReLU have the spread that is right for tanh. ReLU "
        "throws half of the mean square away.",
        "By what factor does the variance have to make up for the half?",
    ),
    _wrong(
        lecun_like_he,
        "Your weights for `lecun` have the doubled variance, which is meant "
        "for ReLU.",
        "With which variance does a linear layer keep the size of signals?",
    ),
    _wrong(
        limit_as_spread,
        "For `glorot` you drew normal numbers whose standard deviation is "
        "the limit. It is the end of an interval, and uniform numbers are "
        "asked for.",
        "What is the standard deviation of numbers uniform within ±a?",
        BACK,
    ),
    _wrong(
        spread_as_limit,
        "For `glorot` you took the standard deviation as the limit of the "
        "interval. Uniform numbers are closer together than their limits.",
        "What is the standard deviation of numbers uniform within ±a?",
        BACK,
    ),
    _wrong(
        glorot_by_inputs,
        "For `glorot` you count the inputs only; it is the compromise "
        "between the way up and the way down.",
        "Which number counts for the signals, which for the gradients?",
        BACK,
    ),
    _wrong(
        glorot_normal,
        "The variance of your `glorot` is right, but the numbers are normal; "
        "asked for are uniform ones.",
        "What do you see in a histogram of uniform numbers?",
        BACK,
    ),
    _wrong(
        not_scaled,
        "Your weights have the spread 1, or go to ±1, whatever the number "
        "of inputs. In ten layers that makes hundreds of millions.",
        "How large is a sum of 100 such weights, typically?",
    ),
    _wrong(
        above_zero_only,
        "All your weights are positive. They must be as often negative, or "
        "every sum is large.",
        "What is the mean of your weights?",
    ),
    _wrong(
        from_zero_to_limit,
        "Your `glorot` weights run from 0 to the limit; half of them "
        "should be negative.",
        "What is the mean of your weights?",
        BACK,
    ),
    _wrong(
        outputs_in_rows,
        "Your matrix has the shape (n_out, n_in). In this book W[i, j] leads "
        "from input i to output j.",
        "Which shape must W have, so that (n, n_in) times W is (n, n_out)?",
    ),
    _wrong(
        own_seed,
        "Your generator has a fixed seed, so `rng` has no effect: two layers "
        "of one size would get the same weights.",
        "Call it twice with the same `rng`. Should the weights be equal?",
    ),
    _wrong(
        own_generator,
        "You draw from a generator of your own, not from `rng`: nobody can "
        "repeat your start.",
        "Call it twice with `np.random.default_rng(0)`. Same weights?",
    ),
)
