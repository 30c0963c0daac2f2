"""Draws intro-journey.svg: from one neuron to ten numbers for a digit."""

import pathlib

BLUE, ORANGE, INK, GREY = "#0072B2", "#D55E00", "#222222", "#8A8A8A"
TEXT = 'font-family="system-ui, sans-serif" font-size="15"'


def line(x1, y1, x2, y2, color=GREY, width=1.4):
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" '
        f'stroke="{color}" stroke-width="{width:g}"/>'
    )


def circle(x, y, r, fill, stroke="none"):
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="1.6"/>'
    )


def square(x, y, size, fill):
    half = size / 2
    return (
        f'<rect x="{x - half:g}" y="{y - half:g}" width="{size:g}" '
        f'height="{size:g}" fill="{fill}"/>'
    )


def text(x, y, words, anchor="middle", color=INK):
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{color}" '
        f"{TEXT}>{words}</text>"
    )


def one_neuron():
    """Two groups of points and the line one neuron draws."""
    dots = [(40, 90), (62, 130), (48, 165), (90, 172), (84, 106)]
    squares = [(140, 60), (172, 92), (130, 100), (182, 140), (150, 130)]
    yield line(30, 215, 205, 215, INK)
    yield line(30, 215, 30, 40, INK)
    yield line(76, 46, 146, 212, INK, 2.6)
    yield from (circle(x, y, 6.5, BLUE) for x, y in dots)
    yield from (square(x, y, 12, ORANGE) for x, y in squares)
    yield text(118, 246, "one neuron: one line")


def layers():
    """A small network, every unit joined to every unit of the next layer."""
    columns = [
        [(270, 70 + 40 * i) for i in range(4)],
        [(345, 50 + 40 * i) for i in range(5)],
        [(420, 90 + 40 * i) for i in range(3)],
    ]
    for left, right in zip(columns, columns[1:], strict=False):
        yield from (line(*a, *b, GREY, 1) for a in left for b in right)
    for column in columns:
        yield from (circle(x, y, 11, "#FFFFFF", INK) for x, y in column)
    yield text(345, 246, "many neurons in layers")


THREE = [
    "..###...",
    ".#...#..",
    ".....#..",
    "...##...",
    ".....##.",
    "......#.",
    ".#...##.",
    "..###...",
]


def digit():
    """A coarse handwritten 3 and the ten outputs it causes."""
    for row, pixels in enumerate(THREE):
        for column, pixel in enumerate(pixels):
            if pixel == "#":
                yield square(491 + 13 * column, 86 + 13 * row, 12, INK)
    yield (
        '<rect x="480" y="70" width="112" height="122" fill="none" '
        f'stroke="{GREY}" stroke-width="1.4"/>'
    )
    outputs = [2, 1, 6, 78, 1, 12, 1, 3, 20, 5]
    for value, width in enumerate(outputs):
        y = 48 + 18 * value
        yield text(628, y + 5, str(value))
        color = ORANGE if value == 3 else BLUE
        yield (
            f'<rect x="642" y="{y - 6}" width="{width}" height="12" '
            f'fill="{color}"/>'
        )
    yield text(605, 246, "784 pixels in, 10 numbers out")


def draw():
    body = "\n".join([*one_neuron(), *layers(), *digit()])
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 260" '
        f'width="740" height="260" role="img">\n{body}\n</svg>\n'
    )


if __name__ == "__main__":
    path = pathlib.Path(__file__).with_suffix(".svg")
    path.write_text(draw(), encoding="utf8")
