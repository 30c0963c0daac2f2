"""Colors as people with a color-vision deficiency see them, and how far
apart two colors are."""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

# Machado, Oliveira and Fernandes: A physiologically-based model for simulation
# of color vision deficiency (2009), the matrices for a whole deficiency
# (severity 1.0); they act on linear RGB
DEFICIENCIES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# from linear RGB (sRGB primaries) to XYZ, relative to white D65
XYZ = (
    (0.412391, 0.357584, 0.180481),
    (0.212639, 0.715169, 0.072192),
    (0.019331, 0.119195, 0.950532),
)
WHITE = (0.950456, 1.0, 1.089058)
Vector = tuple[float, float, float]


def linear(code: str) -> Vector:
    """The linear RGB of a color such as `#0072B2`.

    >>> linear("#ff0000")
    (1.0, 0.0, 0.0)
    """
    code = code.lstrip("#")
    parts = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
        for v in parts
    )
    return red, green, blue


def times(matrix: tuple[Vector, ...], v: Vector) -> Vector:
    """A matrix times a vector."""
    x, y, z = (sum(m * p for m, p in zip(r, v, strict=True)) for r in matrix)
    return x, y, z


def seen(code: str, deficiency: str) -> Vector:
    """The linear RGB in which a color is seen; `""` is common vision."""
    rgb = linear(code)
    if deficiency:
        rgb = times(DEFICIENCIES[deficiency], rgb)
    red, green, blue = (min(1.0, max(0.0, v)) for v in rgb)
    return red, green, blue


def lab(rgb: Vector) -> Vector:
    """CIELAB of a linear RGB."""
    x, y, z = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
        for t in (p / w for p, w in zip(times(XYZ, rgb), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Vector, two: Vector) -> float:
    """The color difference CIEDE2000 of two colors in CIELAB."""
    (l1, a1, b1), (l2, a2, b2) = one, two
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 1 + 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    c1, c2 = hypot(g * a1, b1), hypot(g * a2, b2)
    h1, h2 = (degrees(atan2(b, g * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    bend = (lightness - 50) ** 2
    dl = (l2 - l1) / (1 + 0.015 * bend / sqrt(20 + bend))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * t)
    twist = 60 * exp(-(((hue - 275) / 25) ** 2))
    mix = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(twist))
    return sqrt(dl**2 + dc**2 + dh**2 + mix * dc * dh)


def apart(one: str, two: str, deficiency: str) -> float:
    """How far apart two colors are seen."""
    return difference(lab(seen(one, deficiency)), lab(seen(two, deficiency)))


def contrast(one: str, two: str) -> float:
    """The contrast of two colors, as WCAG 2 counts it: from 1 to 21.

    >>> contrast("#ffffff", "#ffffff")
    1.0
    """
    shares = XYZ[1]  # of red, green, blue in the luminance
    low, high = sorted(
        sum(s * p for s, p in zip(shares, linear(code), strict=True))
        for code in (one, two)
    )
    return (high + 0.05) / (low + 0.05)
