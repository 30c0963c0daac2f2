"""A layer as matrices: a box for each, with its shape."""

from _svg import BLUE, GRAY, GREEN, INK, ORANGE, Sheet

CELL = 22
sheet = Sheet(680, 330)


def matrix(x, middle, rows, columns, name, shape, color, lit=()) -> float:
    """Draw a matrix whose left side is at ``x``; return its right side."""
    top = middle - rows * CELL / 2
    for r in range(rows):
        for c in range(columns):
            on = ("row", r) in lit or ("column", c) in lit
            if ("row", r) in lit and ("column", 99) in lit:
                on = False
            sheet.add(
                "rect",
                x=x + c * CELL,
                y=top + r * CELL,
                width=CELL,
                height=CELL,
                fill=("#cfe3ee" if on else "white"),
                stroke=color,
                stroke_width=1.4,
            )
    center = x + columns * CELL / 2
    sheet.text(center, top - 12, name, size=19, color=color)
    sheet.text(center, top + rows * CELL + 24, shape, size=15, color=GRAY)
    return x + columns * CELL


def one(x, middle, rows, columns, r, c, color) -> None:
    """Fill one entry of a matrix."""
    top = middle - rows * CELL / 2
    sheet.add(
        "rect",
        x=x + c * CELL,
        y=top + r * CELL,
        width=CELL,
        height=CELL,
        fill="#cfe3ee",
        stroke=color,
        stroke_width=2.6,
    )


M = 165
end = matrix(30, M, 7, 3, "A⁽¹⁾", "(n, 3)", ORANGE, [("row", 2)])
sheet.text(end + 24, M + 7, "@", size=22, color=INK)
end = matrix(end + 48, M, 3, 4, "W⁽²⁾", "(3, 4)", BLUE, [("column", 3)])
sheet.text(end + 24, M + 7, "+", size=24, color=INK)
end = matrix(end + 48, M, 1, 4, "b⁽²⁾", "(4,)", BLUE, [("column", 3)])
sheet.text(end + 24, M + 7, "=", size=24, color=INK)
start = end + 48
end = matrix(start, M, 7, 4, "Z⁽²⁾", "(n, 4)", GREEN)
one(start, M, 7, 4, 2, 3, GREEN)
sheet.arrow(end + 12, M, end + 62, M, color=INK)
sheet.text(end + 36, M - 10, "g", size=19, color=INK)
matrix(end + 74, M, 7, 4, "A⁽²⁾", "(n, 4)", ORANGE)
sheet.text(
    340,
    316,
    "row: one sample · column of W: the weights of one unit",
    size=15,
    color=GRAY,
)
sheet.save(__file__)
