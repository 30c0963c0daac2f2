"""The diagram of a matrix product, with the shared side made visible."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from nnlib.viz.neurons import as_text, sheet
from nnlib.viz.style import COLORS, tint

GAP = 0.6


def draw_matrix_product(
    X: np.ndarray,
    Y: np.ndarray,
    *,
    names: tuple[str, str, str] = ("X", "Y", "XY"),
    entry: tuple[int, int] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The product ``X @ Y``: X at the left of the result, Y above it.

    So placed, the row of X and the column of Y that make an entry of the
    result meet in it, and the side they share is seen to be equally long.

    Args:
        X: the left matrix.
        Y: the right matrix.
        names: what to call X, Y and the product.
        entry: (row, column) of the product, whose makers are shaded.
        ax: where to draw; a new figure without it.

    Shapes:
        X ``(p, q)``, Y ``(q, r)``, at most 8 rows or columns each.

    Raises:
        ValueError: when the shapes do not fit, are too large to draw, or the
            product has no such entry.

    Example:
        >>> ax = draw_matrix_product([[3, 4, 2]], [[13], [8], [6]])
        >>> ax.texts[-1].get_text()
        '83'

    Book: Tensors.
    """
    X, Y = np.asarray(X), np.asarray(Y)
    _check_product(X, Y, entry)
    (p, q), r = X.shape, Y.shape[1]
    xlim, ylim = (-q - GAP - 0.5, r + 0.5), (-p - 0.7, q + GAP + 0.8)
    ax = sheet(xlim, ylim, ax, largest=0.55)
    row, column = entry if entry is not None else (None, None)
    _draw_matrix(ax, X, (-q - GAP, 0), names[0], shaded=(row, None))
    _draw_matrix(ax, Y, (0, q + GAP), names[1], shaded=(None, column))
    _draw_matrix(ax, X @ Y, (0, 0), names[2], shaded=(row, column))
    return ax


def _check_product(X, Y, entry) -> None:
    if X.ndim != 2 or Y.ndim != 2 or X.shape[1] != Y.shape[0]:
        raise ValueError(
            f"draw_matrix_product: shapes {X.shape} and {Y.shape} do not "
            "fit; expected (p, q) and (q, r)."
        )
    if max(*X.shape, *Y.shape) > 8:
        raise ValueError(
            f"draw_matrix_product: shapes {X.shape} and {Y.shape} are too "
            "large to read; at most 8 rows or columns."
        )
    p, r = len(X), Y.shape[1]
    if entry is not None and not (
        entry[0] in range(p) and entry[1] in range(r)
    ):
        raise ValueError(
            f"draw_matrix_product: there is no entry {entry} in a product of "
            f"shape {(p, r)}; rows and columns count from 0."
        )


def _draw_matrix(ax, matrix, corner, name, shaded) -> None:
    """Boxes with numbers, from the upper left corner, under the name."""
    left, top = corner
    rows, columns = matrix.shape
    title = f"{name}  ({rows}, {columns})"
    below = top == 0  # X and the product stand lowest
    ax.text(
        left,
        top - rows - 0.12 if below else top + 0.12,
        title,
        va="top" if below else "bottom",
        color=COLORS["muted"],
    )
    for (i, j), value in np.ndenumerate(matrix):
        lit = shaded != (None, None) and all(
            wanted is None or wanted == index
            for wanted, index in zip(shaded, (i, j), strict=True)
        )
        color = tint(COLORS["model"], 0.3) if lit else COLORS["panel"]
        place = (left + j, top - i - 1)
        ax.add_patch(
            Rectangle(place, 1, 1, facecolor=color, edgecolor="white", lw=2)
        )
        ax.text(
            left + j + 0.5,
            top - i - 0.5,
            as_text(value),
            ha="center",
            va="center",
        )
