"""The playground's state: what may be chosen, and what a choice means.

The mirror of the first part of ``playground_state.mjs``. A state is a
dictionary of plain values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

State = dict[str, Any]
Point = tuple[float, float, float]

CHOICES: dict[str, tuple] = {
    "data": (
        "circle",
        "xor",
        "gaussian",
        "spiral",
        "clouds",
        "arms",
        "plane",
        "multi_gaussian",
        "yours",
    ),
    "features": ("x1", "x2", "x1sq", "x2sq", "x1x2", "sinx1", "sinx2"),
    "activation": ("tanh", "relu", "sigmoid", "identity", "leaky_relu", "elu"),
    "rate": (1e-5, 1e-4, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
    "optimizer": ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"),
    "loss": (
        "auto",
        "quadratic_cost",
        "mean_squared_error",
        "mean_absolute_error",
        "huber",
        "crossentropy",
        "hinge",
    ),
    "regularization": ("none", "l1", "l2"),
    "strength": (0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
    "kind": ("classes", "numbers"),
}
DEFAULTS: State = {
    "data": "circle",
    "noise": 0,
    "share": 50,
    "batch": 10,
    "features": ["x1", "x2"],
    "hidden": [4, 2],
    "activation": "tanh",
    "rate": 0.03,
    "optimizer": "sgd",
    "loss": "auto",
    "regularization": "none",
    "strength": 0,
    "seed": 0,
    "start": 0,
    "epoch": 0,
    "kind": "classes",
    "points": [],
    "weights": [],
}
# what the arguments of `playground` are called, where it is not the field
_ARGUMENTS = {
    "share": "train_share",
    "batch": "batch_size",
    "rate": "learning_rate",
}
MOST_POINTS = 500
LIMITS = {
    "noise": (0, 50),
    "share": (10, 90),
    "batch": (1, 30),
    "seed": (0, 999_999),
    "start": (0, 999_999),
    "epoch": (0, 999_999_999),
}


def task_of(state: Mapping[str, Any]) -> str:
    """What the network has to say: "two" or "three" classes, "numbers".

    >>> task_of(DEFAULTS | {"data": "arms"})
    'three'
    """
    data = state["data"]
    if data in ("plane", "multi_gaussian"):
        return "numbers"
    if data in ("clouds", "arms"):
        return "three"
    if data != "yours":
        return "two"
    if state["kind"] == "numbers":
        return "numbers"
    third = any(label == 2 for _, _, label in state["points"])
    return "three" if third else "two"


def network_end(task: str, loss: str) -> tuple[str, str, str]:
    """The loss, the last activation and the form of the targets.

    >>> network_end("two", "crossentropy")
    ('binary_crossentropy', 'sigmoid', 'bits')
    """
    squared = loss
    if loss in ("auto", "crossentropy", "hinge"):
        squared = "quadratic_cost"
    if task == "numbers":
        return squared, "identity", "numbers"
    if loss == "hinge":
        return loss, "identity", "signs"
    crossed = loss == "crossentropy" or (loss == "auto" and task == "three")
    if task == "three":
        name = "categorical_crossentropy" if crossed else loss
        return name, "softmax", "one-hot"
    if crossed:
        return "binary_crossentropy", "sigmoid", "bits"
    return squared, "tanh", "signs"


def network_sizes(state: Mapping[str, Any]) -> list[int]:
    """The widths of the layers, from the inputs to the outputs."""
    outputs = 3 if task_of(state) == "three" else 1
    return [len(state["features"]), *state["hidden"], outputs]


def count_parameters(sizes: Sequence[int]) -> int:
    """The number of weights and biases of a dense network.

    >>> count_parameters([2, 4, 2, 1])
    25
    """
    pairs = zip(sizes[:-1], sizes[1:], strict=True)
    return sum((d + 1) * m for d, m in pairs)


# --- values ------------------------------------------------------------------


def check_state(state: Mapping[str, Any]) -> State:
    """The state with every field checked, and the fields with each other.

    Raises:
        ValueError: if a value is none of those that the playground knows.
    """
    checked = {name: check_field(name, v) for name, v in state.items()}
    full = DEFAULTS | checked
    labels = {label for _, _, label in full["points"]}
    if full["kind"] == "classes" and not labels <= {0, 1, 2}:
        raise ValueError(
            "playground: the classes of the points must be 0, 1 or 2, got "
            f"{sorted(labels)[:5]}."
        )
    expected = count_parameters(network_sizes(full))
    if full["weights"] and len(full["weights"]) != expected:
        raise ValueError(
            f"playground: this network has {expected} weights and biases, "
            f"got {len(full['weights'])}. Leave them out, or take them from "
            "a network of the same layers and features."
        )
    return full


def check_field(name: str, value: Any) -> Any:
    """One field of a state, if it is a possible value."""
    if name == "features":
        return _features(value)
    if name == "hidden":
        return _hidden(value)
    if name in LIMITS:
        return _whole(name, value)
    if name in CHOICES:
        if isinstance(value, bool) or value not in CHOICES[name]:
            shown = ", ".join(map(str, CHOICES[name]))
            raise ValueError(
                f"playground: {_ARGUMENTS.get(name, name)} must be one of "
                f"{shown}, got {value!r}."
            )
        return CHOICES[name][CHOICES[name].index(value)]
    return list(value)


def _whole(name: str, value: Any) -> int:
    low, high = LIMITS[name]
    fits = isinstance(value, int) and not isinstance(value, bool)
    if not fits or not low <= value <= high:
        raise ValueError(
            f"playground: {_ARGUMENTS.get(name, name)} must be a whole "
            f"number from {low} to {high}, got {value!r}."
        )
    return value


def _features(value: Sequence[str]) -> list[str]:
    names = [value] if isinstance(value, str) else list(value)
    found = [name for name in CHOICES["features"] if name in names]
    if not found or len(found) != len(names):
        raise ValueError(
            f"playground: features must be some of "
            f"{', '.join(CHOICES['features'])}, got {names}."
        )
    return found


def _hidden(value: Sequence[int]) -> list[int]:
    widths = list(value) if isinstance(value, Sequence) else [value]
    if len(widths) > 6 or any(
        isinstance(m, bool) or m not in range(1, 9) for m in widths
    ):
        raise ValueError(
            "playground: hidden must hold at most 6 layers of 1 to 8 units, "
            f"for example (4, 2), got {value!r}."
        )
    return widths
