"""How the answers of the exercises on training are tried."""

from typing import Any

import numpy as np

from nncheck.drivers.apart import Ask, kept_by, one_number
from nncheck.drivers.registry import need_callable
from nncheck.observe import Refusal

MOST_TRIALS = 5_000
MOST_EPOCHS = 500
FEW = 100  # trials; up to here a search is repeated
SEARCHES = ("first", "twin", "other")


class Network:
    """What `fit` returns: only `score` can read it."""

    def __init__(self, number: int):
        self._number = number


class Sealed:
    """The losses of networks that were trained with some rate.

    The validation loss is least at `best_rate`; on the test data it would be
    another rate.
    """

    def __init__(self, low: float, high: float, best_rate: float):
        self.goals = {
            "train": high,
            "validation": best_rate,
            "test": low * high / best_rate,
        }

    def loss(self, rate: Any, data: str) -> Any:
        """The loss of networks that were trained with these rates."""
        rate = np.asarray(rate)
        away = np.abs(np.log(np.where(rate > 0, rate, 1) / self.goals[data]))
        # a network with a rate of 0 or less learns nothing
        return np.where(rate > 0, 0.1 + away, 99.0)


class Trials:
    """Trainings that are counted, and looks at data that are noted."""

    def __init__(
        self, low: float, high: float, n_trials: int, seed: int, best: float
    ):
        self.given = (low, high, n_trials, seed)
        self.sealed = Sealed(low, high, best)
        self.tried: list[list[float]] = []
        self.looks: list[int] = []

    def answer(self, question: str, *data: Any) -> Any:
        """Begin a search, train a network, or score one."""
        if question == "begin" and len(self.tried) < len(SEARCHES):
            self.tried.append([])
            self.looks.append(0)
            return None
        if question == "fit" and self.tried:
            return self.fit(one_number(data))
        if question == "score" and self.tried and len(data) == 2:
            return self.score(*data)
        raise Refusal("asked for something that does not exist")

    def fit(self, rate: float) -> int:
        """Train with this rate: the number of the network."""
        tried = self.tried[-1]
        if len(tried) == MOST_TRIALS:
            raise Refusal(f"asked for more than {MOST_TRIALS:,} trainings")
        tried.append(rate)
        return len(tried) - 1

    def score(self, number: int, data: Any) -> float:
        """The loss of a network on one of the three parts."""
        if not isinstance(data, str) or data not in self.sealed.goals:
            raise Refusal(f"asked `score` for {data!r}, which does not exist")
        self.looks[-1] += data == "test"
        return float(self.sealed.loss(self.tried[-1][number], data))

    def witness(self, results: Any) -> dict:
        """The result of each search, and what it tried."""
        return {
            name: {"result": result, "tried": np.array(tried), "test looks": n}
            for name, result, tried, n in zip(
                SEARCHES, results, self.tried, self.looks, strict=False
            )
        }


@kept_by(Trials)
def search(
    target: Any, ask: Ask, low: float, high: float, n_trials: int, seed: int
) -> list:
    """Search; short ones again, with a twin of the generator and another."""
    need_callable(target)

    def fit(learning_rate: Any) -> Network:
        return Network(ask("fit", float(learning_rate)))

    def score(network: Any, data: Any) -> float:
        if not isinstance(network, Network):
            kind = type(network).__name__
            raise Refusal(f"gave `score` a {kind}, not what `fit` returned")
        return ask("score", network._number, data)

    results = []
    # a long search is about the draws, and is made once
    for start in (seed, seed, seed + 1)[: 1 if n_trials > FEW else None]:
        ask("begin")
        rng = np.random.default_rng(start)
        results.append(target(fit, score, low, high, n_trials, rng))
    return results


class Fate:
    """The weights after each epoch, which nobody knows before.

    The curves hold the losses after each number of epochs, from 0.
    """

    def __init__(
        self,
        weights: list,
        curve: np.ndarray,
        training_curve: np.ndarray,
        epochs: int,
        patience: int,
        secret: int,
    ):
        self.given = (weights, epochs, patience)
        self.curve, self.training_curve = curve, training_curve
        self.epochs, self.trained, self.judged = epochs, 0, 0
        rng = np.random.default_rng(secret)
        self.stages = [[np.array(w, dtype=float) for w in weights]]
        for _ in range(len(curve)):
            steps = [rng.uniform(0.5, 1.5, w.shape) for w in self.stages[0]]
            last = self.stages[-1]
            stage = [w + step for w, step in zip(last, steps, strict=True)]
            self.stages.append(stage)

    def answer(self, question: str, weights: Any) -> Any:
        """Train these weights for an epoch, or judge them."""
        if question == "train":
            return self.train(weights)
        self.judged += 1
        return float(self.curve[self.age(weights)])

    def train(self, weights: Any) -> list:
        """The training loss and the weights after one more epoch."""
        if self.trained == min(MOST_EPOCHS, len(self.curve) - 1):
            raise Refusal(f"trained for more than {self.epochs} epochs")
        self.trained += 1
        after = [
            self.stages[age + 1][i] for i, age in enumerate(self.ages(weights))
        ]
        return [float(self.training_curve[self.trained]), after]

    def ages(self, weights: Any) -> list[int]:
        """How many epochs each array has behind it."""
        found = [
            age
            for i in range(len(self.stages[0]))
            for age, stage in enumerate(self.stages[:-1])
            if _is_same(stage[i], weights[i])
        ]
        if len(found) != len(self.stages[0]):
            raise Refusal("mixed the weights of different epochs")
        return found

    def age(self, weights: Any) -> int:
        """How many epochs the weights have behind them."""
        ages = set(self.ages(weights))
        if len(ages) != 1:
            raise Refusal("mixed the weights of different epochs")
        return ages.pop()

    def witness(self, value: Any) -> dict:
        """What came back, and which weights were left behind."""
        result, weights = value
        return {
            "result": result,
            "kept": self.age(weights),
            "trained": self.trained,
            "judged": self.judged,
        }


def _is_same(one: np.ndarray, other: Any) -> bool:
    same_shape = isinstance(other, np.ndarray) and one.shape == other.shape
    return same_shape and np.allclose(one, other, rtol=0, atol=1e-5)


@kept_by(Fate)
def train_with_patience(
    target: Any, ask: Ask, weights: list, epochs: int, patience: int
) -> list:
    """Train; each epoch changes the weights in place."""
    need_callable(target)
    own = [np.array(w, dtype=float) for w in weights]

    def train_epoch() -> float:
        loss, after = ask("train", own)
        for w, values in zip(own, after, strict=True):
            w[...] = values
        return loss

    def val_loss() -> float:
        return ask("judge", own)

    return [target(own, train_epoch, val_loss, epochs, patience), own]
