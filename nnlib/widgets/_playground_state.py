"""The playground's state: what may be chosen, and the link that holds it.

The mirror of ``playground_state.mjs``. A state is a dictionary of plain
values; a link may come from anybody, so that every field is checked.
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Callable, Mapping, Sequence
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


# --- links -------------------------------------------------------------------


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text):
        raise ValueError(f"{text[:20]!r} is not a whole number")
    return int(text)


def _choice(text: str) -> float | str:
    return float(text) if re.fullmatch(r"[\d.]{1,9}", text) else text


def pack(numbers: Sequence[float]) -> str:
    """Numbers as the letters of their bytes (base64url of float64)."""
    data = struct.pack(f"<{len(numbers)}d", *numbers)
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def unpack(text: str) -> list[float]:
    """The numbers that `pack` wrote.

    >>> unpack(pack([0.1, -2.0]))
    [0.1, -2.0]
    """
    if re.fullmatch(r"[\w-]*", text, re.ASCII) and len(text) % 4 != 1:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        if len(data) % 8 == 0:
            numbers = list(struct.unpack(f"<{len(data) // 8}d", data))
            if all(abs(v) < 1e12 for v in numbers):
                return numbers
    raise ValueError("the numbers are damaged")


def _triples(text: str) -> list[list[float]]:
    form = r"-?\d{1,4}(\.\d{1,6})?"
    rows = [row.split(",") for row in text.split(";")] if text else []
    fits = all(
        len(row) == 3
        and all(re.fullmatch(form, v, re.ASCII) for v in row)
        and all(abs(float(v)) <= 6 for v in row)
        for row in rows
    )
    if len(rows) > MOST_POINTS or not fits:
        raise ValueError(f"expected at most {MOST_POINTS} points x1,x2,label")
    return [[float(v) for v in row] for row in rows]


def shortest(value: float) -> str:
    """A number without needless zeros, as the browser writes it.

    >>> shortest(2.0), shortest(1e-05), shortest(-0.25)
    ('2', '0.00001', '-0.25')
    """
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _print_points(points: Sequence[Sequence[float]]) -> str:
    return ";".join(",".join(map(shortest, point)) for point in points)


def _widths(text: str) -> list[int]:
    return [_number(m) for m in text.split(".")] if text else []


_Codec = tuple[Callable[[str], Any], Callable[[Any], str]]
_CODECS: dict[str, _Codec] = {
    "features": (lambda text: text.split("."), ".".join),
    "hidden": (_widths, lambda hidden: ".".join(map(str, hidden))),
    "rate": (_choice, shortest),
    "strength": (_choice, shortest),
    "points": (_triples, _print_points),
    "weights": (unpack, pack),
}


def write_link(state: Mapping[str, Any], name: str = "playground") -> str:
    """The whole state as the part of a link after "#"."""
    fields = []
    for key in DEFAULTS:
        number = (_number, str) if key in LIMITS else (_choice, str)
        _, show = _CODECS.get(key, number)
        if key not in ("points", "weights") or state[key]:
            fields.append(f"{key}={show(state[key])}")
    return f"{name}?{'&'.join(fields)}"


def read_link(link: str, name: str = "playground") -> State:
    """The state that a link holds, every field checked.

    Args:
        link: an address that the playground's button copied, or its part
            after "#".

    Raises:
        ValueError: if the link holds no state, or an impossible one.
    """
    text = link.rsplit("#", 1)[-1]
    if not text.startswith(f"{name}?"):
        raise ValueError(
            f'playground: the link must end in "#{name}?data=…", got '
            f"{link[:60]!r}. Copy it with the button “Link to this state”."
        )
    state = {}
    for field in text[len(name) + 1 :].split("&"):
        key, _, value = field.partition("=")
        if key not in DEFAULTS:
            raise ValueError(f"playground: unknown field {key[:20]!r} in link")
        number = (_number, str) if key in LIMITS else (_choice, str)
        read, _ = _CODECS.get(key, number)
        try:
            state[key] = read(value)
        except ValueError as error:
            raise ValueError(
                f"playground: the field {key} of the link: {error}."
            ) from None
    return check_state(state)
