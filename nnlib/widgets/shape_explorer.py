"""What shape has A + B, A * B, np.dot(A, B) or A @ B, and why?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import ipywidgets
import traitlets

from nnlib.widgets._base import Explorable, View, dropdown

OPERATIONS = ("+", "*", "dot", "@")
_FORMS = ("A + B", "A * B", "np.dot(A, B)", "A @ B")
_BOX = {"boxstyle": "round,pad=0.5"}
Shape = tuple[int, ...]


class Column(NamedTuple):
    """An axis of A, the axis of B that it meets, and what comes of them.

    `kind` is "pair" (must agree, or be 1), "sum" (must agree, and vanish) or
    "pass" (alone, handed on). A size is None where there is no such axis;
    in a pair, a missing axis counts as 1.
    """

    kind: str
    a: int | None
    b: int | None

    @property
    def fits(self) -> bool:
        """Whether the two sizes may meet."""
        if self.kind == "pass" or self.a == self.b:
            return True
        return self.kind == "pair" and not {1, None}.isdisjoint(self[1:])

    @property
    def size(self) -> int | None:
        """The size of the axis in the result; None if there is none."""
        if self.kind == "sum":
            return None
        return self.b if self.a in (1, None) and self.b is not None else self.a


def columns(operation: str, a: Shape, b: Shape) -> list[Column]:
    """Which axis of A meets which of B; the result's axes, left to right.

    >>> [c.size for c in columns("@", (32, 784), (784, 10))]
    [32, None, 10]
    """
    if operation in ("+", "*"):
        return _paired(a, b)
    if not a or not b:
        return [Column("pass", n, None) for n in a or b]
    lead = [Column("pass", n, None) for n in a[:-1]]
    # b is (..., k, m), or (k,) alone; k is the side it shares with a
    before, shared, after = b[:-2], b[-2:][0], b[1:][-1:]
    end = [Column("sum", a[-1], shared)]
    end += [Column("pass", None, n) for n in after]
    if operation == "dot":
        return lead + [Column("pass", None, n) for n in before] + end
    return _paired(a[:-2], before) + lead[-1:] + end


def _paired(a: Shape, b: Shape) -> list[Column]:
    n = max(len(a), len(b))
    left, right = (None,) * (n - len(a)), (None,) * (n - len(b))
    both = zip((*left, *a), (*right, *b), strict=True)
    return [Column("pair", *sizes) for sizes in both]


def result_shape(operation: str, a: Shape, b: Shape) -> Shape | None:
    """The shape that NumPy's operation gives, or None where it raises.

    >>> result_shape("+", (32, 10), (10,)), result_shape("@", (2, 3), (2, 3))
    ((32, 10), None)
    """
    if operation == "@" and not (a and b):
        return None
    met = columns(operation, a, b)
    if not all(column.fits for column in met):
        return None
    return tuple(c.size for c in met if c.size is not None)


def parse_shape(text: str) -> Shape:
    """A shape from the text that Python prints for it, or a shorter one.

    Raises:
        ValueError: when the text is no shape.

    >>> parse_shape("(32, 10)"), parse_shape("32"), parse_shape("()")
    ((32, 10), (32,), ())
    """
    bare = text.strip()
    if bare[:1] + bare[-1:] in ("()", "[]") and len(bare) > 1:
        bare = bare[1:-1]
    parts = bare.replace(",", " ").split()
    if not all(p.isascii() and p.isdigit() for p in parts) or len(parts) > 5:
        raise ValueError(
            f"shape_explorer expects shapes such as (32, 10), up to five "
            f"whole numbers, got {text!r}"
        )
    return tuple(int(part) for part in parts)


class ShapeExplorer(View):
    """Two shapes, an operation, and how NumPy lines up their axes.

    `left` and `right` are texts, as the reader types them; `seen` is how many
    steps are uncovered.

    Book: Tensors.
    """

    _module = Path(__file__).with_name("shape_explorer.mjs")
    _style = Path(__file__).with_name("shape_explorer.css")
    _shown = ("left", "right", "operation")

    left = traitlets.Unicode().tag(sync=True)
    right = traitlets.Unicode().tag(sync=True)
    seen = traitlets.Int(0, min=0).tag(sync=True)
    _chosen = traitlets.Int(0, min=0, max=3).tag(sync=True)

    @property
    def operation(self) -> str:
        """The operation: "+", "*", "dot" or "@"."""
        return OPERATIONS[self._chosen]

    @operation.setter
    def operation(self, sign: str) -> None:
        self._chosen = _index(sign)

    @property
    def shape(self) -> Shape | None:
        """The shape of the result; None where NumPy raises an error."""
        return result_shape(self.operation, *self._shapes())

    def _shapes(self) -> tuple[Shape, Shape]:
        return parse_shape(self.left), parse_shape(self.right)

    def summary(self) -> str:
        try:
            found = self.shape
        except ValueError as error:
            return str(error)
        form = _FORMS[self._chosen]
        if found is None:
            return f"{form} raises a ValueError: the shapes do not fit"
        return f"{form} has the shape {found}"

    def draw(self, ax: Any) -> None:
        ax.set_axis_off()
        ax.set_title(self.summary())
        try:
            shapes = self._shapes()
        except ValueError:
            return
        met = columns(self.operation, *shapes)
        ax.set(xlim=(-2.6, max(len(met), 4)), ylim=(-3.2, 0.7))
        names = ("A", "B", _FORMS[self._chosen])
        for row, name in enumerate(names):
            ax.text(-0.7, -1.25 * row, name, ha="right", va="center")
        for i, column in enumerate(met):
            _draw_column(ax, i, column)


def _draw_column(ax: Any, i: int, column: Column) -> None:
    from nnlib.viz.style import COLORS, tint

    fills = {
        "pair": tint(COLORS["class_1"], 0.15),
        "sum": tint(COLORS["class_0"], 0.2),
        "pass": COLORS["paper"],
    }
    look = {"ha": "center", "va": "center", "fontsize": 14}
    for row, size in enumerate((column.a, column.b)):
        if size is None and column.kind != "pair":
            continue
        dashes = "--" if size is None else "-"
        box = {"fc": fills[column.kind], "ls": dashes, **_BOX}
        ax.text(i, -1.25 * row, str(size or 1), bbox=box, **look)
    if not column.fits:
        ax.text(i, -2.5, "✗", color=COLORS["negative"], **look)
    elif column.size is not None:
        box = {"fc": COLORS["panel"], **_BOX}
        ax.text(i, -2.5, str(column.size), bbox=box, **look)


def shape_explorer(
    left: str | Sequence[int] = (32, 10),
    right: str | Sequence[int] = (10,),
    operation: str = "+",
    *,
    seen: int = 0,
) -> Explorable:
    """Two text boxes for shapes, an operation, and the rule step by step.

    What to try: predict the result's shape before each *Next step*. Type
    (32,) and (32, 1) for a sum: how many numbers come out? Find two shapes
    for which A + B works and A @ B does not, and two for which it is the
    other way around. Then give `dot` and `@` two shapes with four axes each.

    Args:
        left: the shape of A, as numbers or as text.
        right: the shape of B.
        operation: "+", "*", "dot" or "@".
        seen: how many steps are uncovered at the start.

    Raises:
        ValueError: for text that is no shape, or an unknown operation.

    >>> shape_explorer((32, 784), (784, 10), "@")
    shape_explorer(left='(32, 784)', right='(784, 10)', operation='@')
    A @ B has the shape (32, 10)

    Book: Tensors.
    """
    view = ShapeExplorer(
        left=_as_text(left),
        right=_as_text(right),
        seen=seen,
        _chosen=_index(operation),
    )
    controls = {
        "left": _text_box("shape of A", view.left),
        "right": _text_box("shape of B", view.right),
        "_chosen": dropdown("operation", _FORMS, view._chosen),
    }
    return Explorable("shape_explorer", view, controls)


def _as_text(shape: str | Sequence[int]) -> str:
    text = shape if isinstance(shape, str) else str(tuple(shape))
    return str(parse_shape(text))


def _index(operation: str) -> int:
    if operation not in OPERATIONS:
        raise ValueError(
            f"shape_explorer knows no operation {operation!r}; "
            f"choose one of {', '.join(OPERATIONS)}"
        )
    return OPERATIONS.index(operation)


def _text_box(label: str, value: str) -> ipywidgets.Text:
    return ipywidgets.Text(
        value=value,
        description=label,
        style={"description_width": "6.5em"},
    )
