"""gradient_check(model, loss, X, Y): how far is backpropagation off?"""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.drivers.backpropagation import check_network
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.backpropagation.checking_answers import (
    ALTERNATIVES,
    gradient_check,
)
from nncheck.specs.backpropagation.checking_mistakes import MISCONCEPTIONS
from nncheck.specs.backpropagation.sections import CHECK

GOOD, WRONG = 3e-7, 1e-4  # below, what nudging leaves; above, a bug
BUGS = ("bias mean", "half the weights", "sign", "no slope")
NAMES = ("W1", "b1", "W2", "b2")


def _errors(value):
    """The four errors as an array, or None."""
    if not isinstance(value, dict) or "errors" not in value:
        return None
    errors = value["errors"]
    if isinstance(errors, list) and len(errors) == 4:
        numbers = [
            float(e)
            for e in errors
            if isinstance(e, int | float | np.ndarray)
            and np.ndim(e) == 0
            and not isinstance(e, bool)
        ]
        return np.array(numbers) if len(numbers) == 4 else None
    if isinstance(errors, np.ndarray) and errors.shape == (4,):
        return errors.astype(float) if errors.dtype.kind in "fiu" else None
    return None


def _tidy(errors):
    """The errors without the noise of nudging."""
    return np.where(np.abs(errors) < GOOD, 0.0, errors)


def _in_words(error):
    return "almost 0" if error < GOOD else f"{error:.3g}"


def _restored(value, weights):
    """Whether the model has the weights that it had before."""
    pairs = zip(value["weights"], weights, strict=True)
    return all(np.array_equal(now, before) for now, before in pairs)


def _judge(want, weights):
    def judge(observation):
        value = observation.value
        errors = _errors(value)
        if errors is None:
            came = value.get("errors") if isinstance(value, dict) else value
            return Complaint(
                f"gave {show(came)}",
                "four relative errors, for W1, b1, W2 and b2",
            )
        for name, w, e in zip(NAMES, _tidy(want), _tidy(errors), strict=True):
            if not abs(e - w) <= 1e-3 * w:
                came = f"gave the error {e:.3g} for {name}"
                return Complaint(came, f"{_in_words(w)} there")
        if not _restored(value, weights):
            return Complaint(
                "left other weights in the model than it found there",
                "a model that is exactly what it was",
            )
        return None

    return judge


def _symptom(weights):
    def symptom(value):
        errors = _errors(value)
        if errors is None:
            return value
        between = (errors >= GOOD) & (errors < WRONG)
        errors = np.where(between, -1.0, _tidy(errors))
        return {"errors": errors, "restored": _restored(value, weights)}

    return symptom


def _verdicts(weights):
    """With dropout the sizes of wrong errors are a matter of chance."""

    def symptom(value):
        errors = _errors(value)
        if errors is None or errors[:-1].max() < WRONG:  # the bug is in b2
            return _symptom(weights)(value)
        return (errors >= WRONG).astype(int)

    return symptom


def _network(rng, activation="tanh", dropout=0.0):
    sizes = (3, 4, 2)
    shapes = [(3, 4), (4,), (4, 2), (2,)]
    weights = [rng.normal(size=shape) * 0.7 for shape in shapes]
    return {
        "sizes": list(sizes),
        "weights": weights,
        "activation": activation,
        "dropout": dropout,
        "bug": "",
    }


def _probe(rng, network, symptom=_symptom):
    n = 5
    X, Y = rng.normal(size=(n, 3)), np.eye(2)[rng.integers(0, 2, n)]
    bug = f"the bug “{network['bug']}”" if network["bug"] else "no bug"
    has = [bug]
    if network["dropout"]:
        has.append(f"Dropout({network['dropout']})")
    if network["weights"][1].max() < -9:
        has.append("dead units")
    call = f"gradient_check on a 3-4-2 network with {', '.join(has)}"
    want = _errors(check_network(gradient_check, network, X, Y))
    return Probe(
        (network, X, Y),
        words=call,
        judge=_judge(want, network["weights"]),
        expects="four relative errors",
        exact_failure=False,
        symptom=symptom(network["weights"]),
    )


def _plain(rng):
    return [_probe(rng, _network(rng) | {"bug": bug}) for bug in ("", *BUGS)]


def _nothing_to_compare(rng):
    network = _network(rng, "relu") | {"bug": "bias mean"}
    network["weights"][1] -= 50.0  # no unit ever fires
    return [_probe(rng, network)]


def _with_dropout(rng):
    network = _network(rng, dropout=0.5) | {"bug": "bias mean"}
    return [_probe(rng, network, _verdicts)]


EXERCISE = Exercise(
    page="backpropagation",
    name="gradient_check",
    title="A check for gradients",
    minutes=6,
    section=CHECK,
    reference=gradient_check,
    alternatives=ALTERNATIVES,
    arguments=("model", "loss", "X", "Y"),
    driver="check_network",
    parts=(
        Part("right and wrong gradients", 2, _plain),
        Part("gradients that are all zero", 1, _nothing_to_compare),
        Part("a network with dropout", 1, _with_dropout),
    ),
    hints=(
        "Three steps: let the network compute its gradients, find the same "
        "slopes by nudging, compare array by array.",
        "`numerical_gradient` wants a function of the array that it nudges. "
        "The arrays in `model.params` are the model's own: nudge one, and "
        "`model.forward` computes with it.",
        "The loss to be nudged is one number: that of the targets and of "
        "what the model answers now. Let your function ignore its argument.",
        "When may the sum of the two lengths be 0, and what does the book "
        "say the error is then?",
    ),
    misconceptions=MISCONCEPTIONS,
)
