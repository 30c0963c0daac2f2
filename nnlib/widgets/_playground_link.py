"""The link that holds a state of the playground, written and read.

The mirror of the second part of ``playground_state.mjs``. A link may come
from anybody, so that every field is checked.
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nnlib.widgets._playground_state import (
    DEFAULTS,
    LIMITS,
    MOST_POINTS,
    State,
    check_state,
)


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
