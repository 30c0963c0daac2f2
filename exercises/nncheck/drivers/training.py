"""How the answers of the exercises on training are tried."""

from typing import Any

import numpy as np

from nncheck.drivers.registry import driver, need_callable
from nncheck.observe import Refusal

MOST_TRIALS = 5_000
MOST_EPOCHS = 500
FEW = 100  # trials; up to here a search is repeated


class Network:
    """What `fit` returns: only `score` can read it."""

    def __init__(self, learning_rate: float):
        self._learning_rate = learning_rate


class Sealed:
    """Trainings that are counted, and looks at data that are noted.

    The validation loss is least at `best_rate`; on the test data it would be
    another rate.
    """

    def __init__(self, low: float, high: float, best_rate: float):
        self.goals = {
            "train": high,
            "validation": best_rate,
            "test": low * high / best_rate,
        }
        self.tried: list[float] = []
        self.looks: list[str] = []

    def fit(self, learning_rate: Any) -> Network:
        """Train with this rate."""
        if len(self.tried) == MOST_TRIALS:
            raise Refusal(f"asked for more than {MOST_TRIALS:,} trainings")
        self.tried.append(float(learning_rate))
        return Network(self.tried[-1])

    def score(self, network: Any, data: Any) -> float:
        """The loss of a network on one of the three parts."""
        if not isinstance(network, Network):
            kind = type(network).__name__
            raise Refusal(f"gave `score` a {kind}, not what `fit` returned")
        if not isinstance(data, str) or data not in self.goals:
            raise Refusal(f"asked `score` for {data!r}, which does not exist")
        self.looks.append(data)
        return float(self.loss(network._learning_rate, data))

    def loss(self, rate: Any, data: str) -> Any:
        """The loss of networks that were trained with these rates."""
        rate = np.asarray(rate)
        away = np.abs(np.log(np.where(rate > 0, rate, 1) / self.goals[data]))
        # a network with a rate of 0 or less learns nothing
        return np.where(rate > 0, 0.1 + away, 99.0)


@driver
def search(
    target: Any,
    low: float,
    high: float,
    n_trials: int,
    seed: int,
    best_rate: float,
) -> dict:
    """Search; short ones again, with a twin of the generator and another."""
    need_callable(target)
    found = {}
    starts = {"first": seed, "twin": seed, "other": seed + 1}
    if n_trials > FEW:
        starts = {"first": seed}  # such a search is about the draws
    for name, start in starts.items():
        sealed = Sealed(low, high, best_rate)
        rng = np.random.default_rng(start)
        result = target(sealed.fit, sealed.score, low, high, n_trials, rng)
        found[name] = {
            "result": list(result) if isinstance(result, tuple) else result,
            "tried": np.array(sealed.tried),
            "test looks": sealed.looks.count("test"),
        }
    return found


@driver
def train_with_patience(
    target: Any,
    weights: list,
    curve: Any,
    training_curve: Any,
    epochs: int,
    patience: int,
) -> dict:
    """Train on a fixed fate: epoch i adds 1 to all weights, in place.

    `curve` holds the validation losses after each number of epochs, from 0.
    """
    need_callable(target)
    own = [np.array(w, dtype=float) for w in weights]
    start = [w.copy() for w in own]
    trained, judged = 0, 0

    def age() -> int:
        """How many epochs the present weights have behind them."""
        ages = {
            float(np.round(value, 6))
            for now, before in zip(own, start, strict=True)
            for value in (now - before).flat
        }
        if len(ages) != 1 or not 0 <= min(ages) < len(curve):
            raise Refusal("mixed the weights of different epochs")
        return int(min(ages))

    def train_epoch() -> float:
        nonlocal trained
        if trained == min(MOST_EPOCHS, len(curve) - 1):
            raise Refusal(f"trained for more than {epochs} epochs")
        trained += 1
        for w in own:
            w += 1.0
        return float(training_curve[trained])

    def val_loss() -> float:
        nonlocal judged
        judged += 1
        return float(curve[age()])

    result = target(own, train_epoch, val_loss, epochs, patience)
    return {
        "result": result,
        "kept": age(),
        "trained": trained,
        "judged": judged,
    }
