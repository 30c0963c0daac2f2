"""initialize(n_in, n_out, scheme, rng): weights of the right spread."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.preparation.initialize_answers import (
    ALTERNATIVES,
    MISCONCEPTIONS,
    initialize,
)
from nncheck.specs.preparation.sections import SPREAD

CLOSE = 0.03  # relative: how well a sample's spread must fit


def variances(n_in, n_out):
    """The variances that may have been meant, by name."""
    whole = n_in + n_out
    return {
        "1 / n_in": 1 / n_in,
        "2 / n_in": 2 / n_in,
        "4 / n_in": 4 / n_in,
        "1 / n_out": 1 / n_out,
        "2 / n_out": 2 / n_out,
        "2 / (n_in + n_out)": 2 / whole,
        "6 / (n_in + n_out)": 6 / whole,
        "2/3 / (n_in + n_out)": 2 / whole / 3,
        "1 / n_in²": 1 / n_in**2,
        "4 / n_in²": 4 / n_in**2,
        "1": 1,
        "1/3": 1 / 3,
    }


WANTED = {
    "lecun": "1 / n_in",
    "he": "2 / n_in",
    "glorot": "2 / (n_in + n_out)",
}


def describe(W, n_in, n_out):
    """What a drawn matrix is like: shape, center, spread, distribution."""
    W = np.asarray(W, dtype=float)
    if W.ndim != 2 or W.size < 1000 or not np.isfinite(W).all():
        return {"form": "other"}
    size = np.sqrt(np.mean(W**2)) or 1.0
    found = {"form": "right", "shape": W.shape}
    found["centered"] = bool(abs(W.mean()) < 0.05 * size)
    spread = W.std()
    found["variance"] = next(
        (
            name
            for name, variance in variances(n_in, n_out).items()
            if abs(spread / np.sqrt(variance) - 1) < CLOSE
        ),
        float(f"{spread:.1g}"),
    )
    # the mean fourth power tells the distributions apart
    tails = np.mean((W - W.mean()) ** 4) / max(spread**4, 1e-300)
    kinds = {"uniform": 1.8, "normal": 3.0}
    found["kind"] = next(
        (kind for kind, tail in kinds.items() if abs(tails - tail) < 0.5),
        "other",
    )
    return found


def _judge(n_in, n_out, scheme):
    kind = "uniform" if scheme == "glorot" else "normal"
    name = WANTED[scheme]
    spread = np.sqrt(variances(n_in, n_out)[name])

    def judge(observation):
        W = observation.value["first"]
        found = describe(W, n_in, n_out)
        shape = found.get("shape", np.shape(W))
        if found["form"] == "other" or shape != (n_in, n_out):
            came = f"an array of shape {shape}" if len(shape) == 2 else show(W)
            return Complaint(
                f"gave {came}", f"numbers of shape {(n_in, n_out)}"
            )
        if not found["centered"]:
            came = f"gave weights with the mean {np.mean(W):.3g}"
            return Complaint(came, "a mean near 0")
        if found["variance"] != name:
            came = f"gave weights with the standard deviation {np.std(W):.4g}"
            return Complaint(came, f"one within 3 % of {spread:.4g}")
        if found["kind"] != kind:
            came = f"gave weights that are not {kind}ly distributed"
            return Complaint(came, f"{kind} numbers")
        return None

    return judge


def _by_rng(value):
    calls = [np.asarray(value[key]) for key in ("first", "second", "again")]
    first, second, again = calls
    return {
        "repeats": np.array_equal(first, again),
        "varies": not np.array_equal(first, second),
        "equal": bool(np.ptp(first) == 0),
    }


def _judge_rng(observation):
    seen = _by_rng(observation.value)
    if not seen["repeats"]:
        came = "gave other weights with a generator of the same seed"
        return Complaint(came, "the same, as all randomness is from rng")
    if not seen["varies"]:
        came = "gave the same weights twice with one generator"
        return Complaint(came, "other weights, since the generator goes on")
    return None


def _scheme(rng, scheme):
    n_in = int(rng.integers(150, 180))
    n_out = int(0.65 * n_in)
    return Probe(
        (n_in, n_out, scheme, int(rng.integers(1_000_000)), False),
        words=f'initialize({n_in}, {n_out}, "{scheme}", rng)',
        judge=_judge(n_in, n_out, scheme),
        expects=f"an array of shape {(n_in, n_out)}",
        symptom=lambda value: describe(value["first"], n_in, n_out),
    )


def _repeated(rng):
    n_in, n_out = int(rng.integers(3, 9)), int(rng.integers(10, 20))
    return Probe(
        (n_in, n_out, "he", int(rng.integers(1_000_000)), True),
        words=f'initialize({n_in}, {n_out}, "he", rng), called three times',
        judge=_judge_rng,
        expects=f"an array of shape {(n_in, n_out)}",
        symptom=_by_rng,
    )


def _part(scheme, points):
    words = f'the scheme "{scheme}"'
    return Part(words, points, lambda rng: [_scheme(rng, scheme)])


EXERCISE = Exercise(
    page="preparation",
    name="initialize",
    title="Weights of the right size",
    minutes=5,
    section=SPREAD,
    reference=initialize,
    alternatives=ALTERNATIVES,
    arguments=("n_in", "n_out", "scheme"),
    driver="with_generator",
    parts=(
        _part("lecun", 1),
        _part("he", 1),
        _part("glorot", 1.5),
        Part("drawn from `rng`", 0.5, lambda rng: [_repeated(rng)]),
    ),
    hints=(
        "Write down the variance for each scheme first. What does "
        "`rng.normal` want to know, the variance or its root?",
        "`rng.normal(mean, standard_deviation, shape)` and "
        "`rng.uniform(low, high, shape)` draw whole matrices.",
        "Numbers that are uniform within ±a have the variance a²/3. For "
        "which a is that the variance of `glorot`?",
    ),
    misconceptions=MISCONCEPTIONS,
)
