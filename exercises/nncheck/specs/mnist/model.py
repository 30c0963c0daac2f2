"""Model: compile, fit and evaluate, as `Sequential` promises them."""

import numpy as np

from nncheck.drivers.mnist import WEIGHTS_AFTER
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.mnist.model_answers import ALTERNATIVES, Model
from nncheck.specs.mnist.model_messages import MISCONCEPTIONS
from nncheck.specs.mnist.sections import LIBRARY

SGD = {"optimizer": "sgd", "learning_rate": 0.5}

EXPECTS = {
    "evaluate": "a dictionary with loss and accuracy",
    "history": "a dictionary of two lists, loss and accuracy",
    "weights": "as many updates as there are batches",
}


def _data(rng, n):
    """Samples of three classes, all of which occur."""
    X = np.round(rng.normal(size=(n, 2)), 2)
    return X, rng.permutation(np.arange(n) % 3)


def _probe(rng, ask, n, *epochs, batch_size=4, scores=False, **changes):
    plan = {
        "seed": int(rng.integers(1_000)),
        "epochs": list(epochs),
        "batch_size": batch_size,
        "scores": scores,
        **SGD,
        **changes,
    }
    loss = "; from_logits=True" if scores else ""
    settings = f"{plan['optimizer']}, {plan['learning_rate']:g}{loss}"
    steps = [f"fit(epochs={k}, batch_size={batch_size})" for k in epochs]
    steps.append(f"evaluate on {n} samples" if ask == "evaluate" else ask)
    words = f"Model compiled with ({settings}): {', '.join(steps)}"
    if ask != "evaluate":
        words += f" for {n} samples"
    return Probe(
        (plan, ask, *_data(rng, n)),
        words,
        expects=EXPECTS[ask],
        symptom=_symptom,
    )


def _symptom(value):
    """All but the numbers in weights that `evaluate` may have changed."""
    return {k: v for k, v in value.items() if k != WEIGHTS_AFTER}


def _evaluate(rng):
    return [_probe(rng, "evaluate", 5), _probe(rng, "evaluate", 9)]


def _one_epoch(rng):
    return [
        _probe(rng, "weights", 6, 1, batch_size=6),
        _probe(rng, "weights", 8, 1),
        _probe(rng, "weights", 9, 2),
        _probe(rng, "history", 8, 1),
        _probe(rng, "evaluate", 7, 2),
    ]


def _history(rng):
    return [
        _probe(rng, "history", 9, 3),
        _probe(rng, "history", 13, 2, 3, batch_size=5),
    ]


def _compiled(rng):
    rate = round(float(rng.uniform(0.1, 0.3)), 2)
    return [
        _probe(rng, "weights", 8, 2, learning_rate=rate),
        _probe(rng, "weights", 8, 1, 1, optimizer="adam", learning_rate=0.1),
        _probe(rng, "history", 8, 2, scores=True),
        _probe(rng, "evaluate", 9, scores=True),
    ]


EXERCISE = Exercise(
    page="mnist",
    name="Model",
    title="A Sequential of your own",
    minutes=9,
    section=LIBRARY,
    reference=Model,
    alternatives=ALTERNATIVES,
    driver="built_model",
    parts=(
        Part("`evaluate`", 1, _evaluate),
        Part("the updates of an epoch", 1, _one_epoch),
        Part("the history of several epochs", 1, _history),
        Part("what `compile` was given is used", 1, _compiled),
    ),
    hints=(
        "Begin with `evaluate`: one forward pass, not for training, then the "
        "loss and the share of rows whose largest output is at the label.",
        "A batch takes five steps: forward, measure, the gradient of the "
        "loss, backward, update. The chapter's own loop has them all; here "
        "each is a call of the network, the loss or the optimizer.",
        "For the means, keep two sums per epoch: the loss of a batch times "
        "its number of samples, and the number of right answers. Divide both "
        "by the number of samples when the epoch is over.",
    ),
    misconceptions=MISCONCEPTIONS,
)
