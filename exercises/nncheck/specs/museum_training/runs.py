"""Training runs: their data, how they are judged, what is seen in them."""

from dataclasses import replace

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Probe
from nncheck.specs.museum.benches import Runs

TARGET = 0.06  # of the variance of the targets
NEW_TARGET = 3 * TARGET  # for new samples, some of them far out
EPOCHS = 20  # as the program counts them, which is advice and no proof


def wave(rng):
    """Inputs of two features and a target that bends."""
    X = rng.normal(size=(200, 2))
    y = 2 + np.tanh(2 * X[:, 0]) + 0.5 * X[:, 1]
    return X, y[:, None]


def share(value, y, what="outputs"):
    """The mean squared error as a share of the targets' variance."""
    outputs = value[what]
    if not isinstance(outputs, np.ndarray) or outputs.shape != y.shape:
        return None
    with np.errstate(all="ignore"):
        return float(np.mean((outputs - y) ** 2) / y.var())


def is_straight(X, outputs):
    """Whether the outputs are a linear function of the inputs."""
    X = np.column_stack([X, np.ones(len(X))])
    line = X @ np.linalg.lstsq(X, outputs, rcond=None)[0]
    return np.allclose(line, outputs, atol=1e-3 * outputs.std())


def dead(value):
    """Whether every hidden unit gives 0 for every sample."""
    return bool(np.all(value["hidden"] == 0))


def saturated(value):
    """Whether nearly all hidden outputs are −1 or 1."""
    size = np.abs(value["hidden"])
    return bool(np.all(size <= 1) and np.mean(size > 0.99) > 0.9)


def leapt(value):
    """Whether the loss went up at once, far above any variance."""
    losses = np.array(value["losses"])
    return not np.isfinite(losses).all() or losses.max() > 100


def swings(value):
    """Whether the loss rises again and again."""
    losses = value["losses"]
    return sum(b > a for a, b in zip(losses, losses[1:], strict=False)) >= 5


def portrait(value, X, y):
    """What can be told about a run, in a few words."""
    count, ratio = len(value["losses"]), share(value, y)
    if count == 0:
        return "untrained"
    if count > EPOCHS:
        return "too many epochs"
    if ratio is None:
        return "other shapes"
    if ratio <= TARGET:
        return "good"
    if count < 5:
        return "too few epochs"
    if not np.isfinite(ratio):
        return "a leap"
    return _at_the_end(value, X, y, ratio)


def _at_the_end(value, X, y, ratio):
    """What the hidden units and the outputs are like after a poor run."""
    hidden, outputs = value["hidden"], value["outputs"]
    if saturated(value):
        return "saturated"
    if np.isin(hidden, (0, 1)).all() and np.any(hidden):
        return "steps"
    if leapt(value):
        return "a leap"
    if dead(value):
        return "dead"
    if np.mean((hidden < 0.01) | (hidden > 0.99)) > 0.9 and hidden.min() >= 0:
        return "asleep" if hidden.max() < 0.5 else "on or off"
    if ratio > 2:
        return "swings" if swings(value) else "far away"
    if outputs.std() < 0.2 * y.std():
        return "one answer"
    if is_straight(X, outputs):
        return "straight"
    return "near" if ratio < 0.25 else "partly"


def seen(misconceptions, portraits):
    """The wrong answers with their portraits, so that none has to run."""
    return tuple(
        replace(wrong, symptoms=(portraits[wrong.name],))
        for wrong in misconceptions
    )


def judge(y, y_new):
    """The outputs fit, also for new samples, after few enough epochs."""

    def look(observation):
        value = observation.value
        ratio, losses = share(value, y), value["losses"]
        if len(losses) > EPOCHS:
            return Complaint(
                f"trained for {len(losses)} epochs", f"{EPOCHS} at most"
            )
        if ratio is None:
            return Complaint(
                f"gave outputs {show(value['outputs'])}",
                f"outputs of shape {y.shape}",
            )
        new = share(value, y_new, "new")
        if ratio <= TARGET and (new is None or not new <= NEW_TARGET):
            return Complaint(
                "fits the samples that it was given, and no new ones",
                f"an error of at most {100 * NEW_TARGET:.0f} % there, too",
            )
        if ratio <= TARGET:
            return None
        size = f"{100 * ratio:.3g} %" if np.isfinite(ratio) else f"{ratio}"
        return Complaint(
            f"left an error of {size} of the targets' variance",
            f"at most {100 * TARGET:.0f} %",
        )

    return look


def probes(name):
    """A run of the program, on new data."""

    def make(rng):
        X, y = wave(rng)
        seed = int(rng.integers(1000))
        X_new, y_new = wave(rng)
        return [
            Probe(
                (X, y, seed, X_new),
                words=f"{name} on 200 samples, seed={seed}",
                judge=judge(y, y_new),
                expects="the pair (model, losses)",
                symptom=lambda value: portrait(value, X, y),
            )
        ]

    return make


BENCH = Runs(wave)


def story(program, seed=0):
    """The losses of the first, second and last epoch, and the error."""
    value = BENCH.run(program, seed)
    losses = value["losses"]
    first, second, last = (f"{losses[i]:.3g}" for i in (0, 1, -1))
    ratio = share(value, value["y"])
    return (
        f"the loss of the epochs 1, 2 and {len(losses)} is {first}, {second} "
        f"and {last}; the variance of the targets is {value['y'].var():.2f}",
        value,
        ratio,
    )
