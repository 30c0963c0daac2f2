"""BatchNormalization: the layer's way up, in training and in use."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.observe import observe
from nncheck.specs.regularization.batch_norm_answers import (
    ALTERNATIVES,
    BatchNormalization,
)
from nncheck.specs.regularization.batch_norm_messages import MISCONCEPTIONS
from nncheck.specs.regularization.sections import BATCH

NAMES = {
    "training": "the output in training",
    "running_mean": "running_mean",
    "running_variance": "running_variance",
    "use": "the output in use",
}


def batch(rng, m, d):
    """Values of d units, with means and spreads of their own."""
    means, spreads = rng.uniform(-4, 4, d), rng.uniform(1, 3, d)
    return np.round(means + spreads * rng.normal(size=(m, d)), 1)


def _reference(args):
    from nncheck.drivers import DRIVERS

    return observe(BatchNormalization, DRIVERS["batch_norm"], args).value


def _probe(args, keys):
    want = _reference(args)

    def judge(observation):
        value = observation.value
        if not isinstance(value, dict):
            return Complaint(f"gave {show(value)}", NAMES[keys[0]])
        for key in keys:
            wrong = compare(want[key], value[key], 1e-4)
            if wrong:
                came = f"{wrong.came} for {NAMES[key]}"
                return Complaint(came, wrong.expected)
        return None

    settings, gamma, beta, batches, X = args
    given = ", ".join(f"{k}={v:g}" for k, v in settings.items())
    learned = ""
    if gamma is not None:
        learned = f", gamma = {show(gamma)}, beta = {show(beta)}"
    seen = f"{len(batches)} batches" if len(batches) > 1 else "a batch"
    if np.size(batches[-1]) <= 12:
        seen += f", the last {show(batches[-1])}"
    if "use" in keys:
        seen += f"; in use {show(X)}"
    return Probe(
        args,
        words=f"BatchNormalization({given}){learned}, trained on {seen}",
        judge=judge,
        expects=f"{NAMES[keys[0]]}: {show(want[keys[0]])}",
        symptom=lambda value: [value[key] for key in keys],
    )


def _settings(rng, d):
    momentum = round(float(rng.uniform(0.6, 0.8)), 2)
    epsilon = round(float(rng.uniform(0.1, 0.4)), 2)
    return {"num_features": d, "momentum": momentum, "epsilon": epsilon}


def _learned(rng, d):
    gamma = np.round(rng.uniform(1.5, 3, d) * rng.choice([-1, 1], d), 1)
    return gamma, np.round(rng.uniform(1, 2, d), 1)


def _probes(keys, counts, fresh):
    def probes(rng):
        made = []
        for count, (m, d) in zip(counts, ((3, 2), (6, 2)), strict=True):
            start = (None, None) if fresh and m == 3 else _learned(rng, d)
            batches = [batch(rng, m, d) for _ in range(count)]
            X = batch(rng, 2, d)
            args = (_settings(rng, d), *start, batches, X)
            made.append(_probe(args, keys))
        return made

    return probes


EXERCISE = Exercise(
    page="regularization",
    name="BatchNormalization",
    title="Batch normalization, forward",
    minutes=8,
    section=BATCH,
    reference=BatchNormalization,
    alternatives=ALTERNATIVES,
    arguments=("settings", "gamma", "beta", "batches", "X"),
    driver="batch_norm",
    parts=(
        Part("the output in training", 2, _probes(["training"], (1, 2), True)),
        Part(
            "the running averages",
            1.5,
            _probes(["running_mean", "running_variance"], (1, 3), False),
        ),
        Part("the output in use", 1.5, _probes(["use"], (1, 3), False)),
    ),
    hints=(
        "In training and in use the same formula is applied; only mean and "
        "variance come from different places. Choose them first.",
        "Mean and variance of each unit run over the examples, along "
        "`axis=0`. Where does ε stand in the formula of x̂?",
        "Running averages start at mean 0 and variance 1. Each training "
        "batch leaves the part `momentum` of the old value.",
    ),
    misconceptions=MISCONCEPTIONS,
)
