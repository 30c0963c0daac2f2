"""rotate(X, degrees): points in rows, turned counterclockwise."""

import numpy as np

from nncheck.engine import Exercise, Misconception, Part
from nncheck.specs.tensors.arrays import array_probe
from nncheck.specs.tensors.sections import PLANE


def rotate(X, degrees):
    """The points, one a row, turned about the origin."""
    angle = np.deg2rad(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    return X @ np.array([[cos, sin], [-sin, cos]])


# ------------------------------------------------------- other right answers


def with_columns(X, degrees):
    t = degrees / 180 * np.pi
    R = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
    return (R @ X.T).T


def point_by_point(X, degrees):
    t = np.radians(degrees)
    turned = []
    for x, y in X:
        turned.append(
            [x * np.cos(t) - y * np.sin(t), x * np.sin(t) + y * np.cos(t)]
        )
    return np.array(turned, dtype=np.float32)


def with_complex_numbers(X, degrees):
    z = (X[:, 0] + 1j * X[:, 1]) * np.exp(1j * np.pi * degrees / 180)
    return np.stack([z.real, z.imag], axis=1)


def with_polar_coordinates(X, degrees):
    length = np.hypot(X[:, 0], X[:, 1])
    angle = np.arctan2(X[:, 1], X[:, 0]) + degrees * np.pi / 180
    return np.column_stack([length * np.cos(angle), length * np.sin(angle)])


# --------------------------------------------------------------- wrong answers


def _matrix(angle):
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, -sin], [sin, cos]])  # for columns


def clockwise(X, degrees):
    return X @ _matrix(np.deg2rad(degrees))


def takes_radians(X, degrees):
    return X @ _matrix(degrees).T


def radians_and_clockwise(X, degrees):
    return X @ _matrix(degrees)


def from_the_left(X, degrees):
    return _matrix(np.deg2rad(degrees)) @ X


def points_in_columns(X, degrees):
    return _matrix(np.deg2rad(degrees)) @ X.T


def converted_twice(X, degrees):
    return X @ _matrix(np.deg2rad(np.deg2rad(degrees))).T


def mirrored(X, degrees):
    angle = np.deg2rad(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    return X @ np.array([[cos, sin], [sin, -cos]])


def without_minus(X, degrees):
    angle = np.deg2rad(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    return X @ np.array([[cos, sin], [sin, cos]])


def sine_and_cosine_exchanged(X, degrees):
    angle = np.deg2rad(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    return X @ np.array([[sin, cos], [-cos, sin]])


def about_their_center(X, degrees):
    center = X.mean(axis=0)
    return (X - center) @ _matrix(np.deg2rad(degrees)).T + center


def entry_by_entry(X, degrees):
    angle = np.deg2rad(degrees)
    return X * np.array([np.cos(angle), np.sin(angle)])


def in_place(X, degrees):
    t = np.deg2rad(degrees)
    X[:, 0] = X[:, 0] * np.cos(t) - X[:, 1] * np.sin(t)
    X[:, 1] = X[:, 0] * np.sin(t) + X[:, 1] * np.cos(t)
    return X


# --------------------------------------------------------------------- probes


def _degrees(rng):
    return int(rng.integers(20, 70))


def _points(rng, n):
    return np.round(rng.uniform(0.5, 3, size=(n, 2)), 1) * [1, -1] + [0, 0.1]


def _axes(rng):
    first, second = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    return [
        array_probe(rotate, first, _degrees(rng)),
        array_probe(rotate, second, _degrees(rng)),
        array_probe(rotate, first, -_degrees(rng)),
    ]


def _shapes(rng):
    return [
        array_probe(rotate, _points(rng, 2), _degrees(rng)),
        array_probe(rotate, _points(rng, 3), 30),
        array_probe(rotate, _points(rng, 5), 100 + _degrees(rng)),
    ]


def _wrong(answer, message, hint):
    return Misconception(answer, message, PLANE, hint)


EXERCISE = Exercise(
    page="tensors",
    name="rotate",
    title="Turning points",
    minutes=5,
    section=PLANE,
    reference=rotate,
    alternatives=(
        with_columns,
        point_by_point,
        with_complex_numbers,
        with_polar_coordinates,
    ),
    arguments=("X", "degrees"),
    parts=(
        Part("single points on the axes", 1, _axes),
        Part("several points at once", 1, _shapes),
    ),
    hints=(
        "A matrix is known once you know where (1, 0) and (0, 1) go. Draw "
        "both for a turn of 30 degrees.",
        "Points are rows and stand at the left of the matrix. Then (1, 0) "
        "picks out its first row: what has to stand there?",
        "`np.cos` and `np.sin` want radians; `np.deg2rad` makes them. After "
        "a small turn to the left (1, 0) lies a little *above* the axis: "
        "check the sign there.",
    ),
    misconceptions=(
        _wrong(
            clockwise,
            "You turn the wrong way. The matrix is that of points in "
            "columns; here points are rows and stand at the left.",
            "To which point does your matrix send (1, 0), turned by 30°?",
        ),
        _wrong(
            takes_radians,
            "You take the degrees for radians. A full turn is 360 degrees, "
            "or 2π radians.",
            "What is `np.sin(90)`?",
        ),
        _wrong(
            radians_and_clockwise,
            "Two things at once: the degrees are taken for radians, and the "
            "matrix turns the wrong way.",
            "Mend the unit first, then look where (1, 0) goes.",
        ),
        _wrong(
            from_the_left,
            "You put the matrix at the left of the points. That is for "
            "points in columns: with two points it mixes one with the other, "
            "and with three the shapes do not even fit.",
            "(2, 2) times (3, 2): does that go?",
        ),
        _wrong(
            points_in_columns,
            "The points are turned rightly, but they come out as columns. "
            "Asked for is one point a row, as they came in.",
            "What shape has X, and what shape has your result?",
        ),
        _wrong(
            converted_twice,
            "The angle is converted to radians twice, so almost nothing "
            "turns.",
            "Print the angle that goes into the cosine.",
        ),
        _wrong(
            mirrored,
            "Your matrix mirrors the plane: (0, 1) comes out on the other "
            "side.",
            "Where does (0, 1) go in a turn by 90°?",
        ),
        _wrong(
            without_minus,
            "A minus is missing. Turned to the left, (0, 1) gets a negative "
            "first coordinate.",
            "Where does (0, 1) go in a turn by 90°?",
        ),
        _wrong(
            sine_and_cosine_exchanged,
            "Sine and cosine are exchanged. For a turn by 0 degrees nothing "
            "may move.",
            "What is your matrix for an angle of 0?",
        ),
        _wrong(
            about_their_center,
            "You turn the points about their own center. Asked for is a turn "
            "about the origin; a single point moves, too.",
            "Which point stays where it is?",
        ),
        _wrong(
            entry_by_entry,
            "You multiply entry by entry, so each coordinate is only "
            "stretched. In a turn both old coordinates go into each new one.",
            "What does `*` do with two arrays, and what does `@`?",
        ),
        _wrong(
            in_place,
            "You overwrite the first coordinate and then compute the second "
            "from the new one. Besides, the caller's points are gone.",
            "Which x does the second line of the computation need?",
        ),
    ),
)
