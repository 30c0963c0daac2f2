"""The little markup of the quizzes: `code`, *stress* and $formula$.

A text is cut into pieces, each with the form that needs no MathJax, so that
the page, the notebook, print and a terminal show the same words.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from typing import TypedDict

_PIECE = re.compile(r"`([^`]+)`|\$([^$]+)\$|(?<![\w*])\*([^*\s][^*]*)\*")
_KINDS = ("code", "math", "stress")

_SIGNS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "Delta": "Δ",
    "epsilon": "ε", "eta": "η", "theta": "θ", "lambda": "λ", "mu": "μ",
    "sigma": "σ", "partial": "∂", "nabla": "∇", "sum": "∑", "infty": "∞",
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠",
    "approx": "≈", "cdot": "·", "times": "×", "pm": "±", "odot": "⊙",
    "to": "→", "rightarrow": "→", "leftarrow": "←", "in": "∈", "mid": "|",
    "dots": "…", "ldots": "…", "lVert": "‖", "rVert": "‖", "log": "log ",
    "exp": "exp ", "max": "max ", "min": "min ", "left": "", "right": "",
    "quad": "  ", "qquad": "    ", "mathbb": "", "mathrm": "", "text": "",
    "operatorname": "", "kappa": "κ", "rho": "ρ", "varepsilon": "ε",
    "lceil": "⌈", "rceil": "⌉", "sqrt": "√",
}  # fmt: skip
_MARKS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303"}
_UP = str.maketrans("0123456789+-()nTL", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿᵀᴸ")
_DOWN = str.maketrans("0123456789+-()aeijknx", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑᵢⱼₖₙₓ")


class Piece(TypedDict):
    """A run of text of one kind; ``plain`` is how it looks without MathJax."""

    kind: str
    text: str
    plain: str


def plain_math(tex: str) -> str:
    r"""A short TeX formula written with Unicode signs.

    Raises:
        ValueError: for a command that has no plain form here.

    >>> plain_math(r"w \leftarrow w + \eta\,e\,x_1")
    'w ← w + η e x₁'
    >>> plain_math(r"\hat y = \frac{1}{2}")
    'ŷ = 1/2'
    """
    s = re.sub(r"\\[,;:! ]", " ", tex)
    s = re.sub(r"\\frac\{([^{}]+)\}\{([^{}]+)\}", _fraction, s)
    for name, mark in _MARKS.items():
        s = re.sub(rf"\\{name}\s*\{{?(\w)\}}?", rf"\1{mark}", s)
    s = re.sub(r"\\([A-Za-z]+)\s?", _sign, s)
    s = re.sub(r"\^\{?([^{}\s]+?)\}|\^(\S)", _script("^", _UP), s)
    s = re.sub(r"_\{?([^{}\s]+?)\}|_(\S)", _script("_", _DOWN), s)
    s = re.sub(r"[{}]", "", s.replace("\\", ""))
    s = re.sub(r" +", " ", s.replace("-", "−")).strip()
    return unicodedata.normalize("NFC", s)


def pieces(source: str) -> list[Piece]:
    r"""A text cut into plain, ``code``, ``math`` and ``stress`` pieces.

    >>> [p["kind"] for p in pieces(r"`step(0)` is $H(0)=0$.")]
    ['code', 'text', 'math', 'text']
    """
    found: list[Piece] = []
    at = 0
    for match in _PIECE.finditer(source):
        if match.start() > at:
            found.append(_plain("text", source[at : match.start()]))
        kind = _KINDS[(match.lastindex or 1) - 1]
        found.append(_plain(kind, match[match.lastindex or 1]))
        at = match.end()
    if at < len(source):
        found.append(_plain("text", source[at:]))
    return found


def as_plain(parts: list[Piece]) -> str:
    """The pieces as one line of plain text."""
    return "".join(part["plain"] for part in parts)


def as_html(parts: list[Piece]) -> str:
    """The pieces as HTML that needs neither images nor MathJax."""
    tags = {"code": "code", "stress": "em", "math": "i"}
    out = []
    for part in parts:
        text = html.escape(part["plain"])
        tag = tags.get(part["kind"])
        out.append(f"<{tag}>{text}</{tag}>" if tag else text)
    return "".join(out)


def _plain(kind: str, text: str) -> Piece:
    plain = plain_math(text) if kind == "math" else text
    return {"kind": kind, "text": text, "plain": plain}


def _fraction(match: re.Match[str]) -> str:
    parts = (
        f"({p})" if re.search(r"[\s+\-]", p.strip()) else p.strip()
        for p in match.groups()
    )
    return "/".join(parts)


def _sign(match: re.Match[str]) -> str:
    name = match[1]
    if name not in _SIGNS:
        raise ValueError(
            f"the formula command \\{name} has no plain form, which print "
            "and JupyterLab need; write the formula without it, or add the "
            "sign to _SIGNS in nncheck/quiz_text.py"
        )
    space = " " if match[0].endswith(" ") else ""
    return _SIGNS[name] + space


def _script(
    mark: str, table: dict[int, int]
) -> Callable[[re.Match[str]], str]:
    def replace(match: re.Match[str]) -> str:
        body = match[1] or match[2]
        if all(ord(c) in table for c in body):
            return body.translate(table)
        return f"{mark}{body}" if len(body) == 1 else f"{mark}({body})"

    return replace
