"""squared_distances: bytes that run over."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Images
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_numbers.sections import ARROWS, DTYPE, ENTRIES


def squared_distances(images, image):
    """The squared distance of an image to each of several: shape (n,).

    images: n images in rows, as bytes, shape (n, d).
    image: one image, as bytes, shape (d,).
    """
    distances = np.zeros(len(images))
    for i, other in enumerate(images):
        difference = other - image
        distances[i] = np.sum(difference**2)
    return distances


DIFFERENCE, SQUARES = "other - image", "np.sum(difference**2)"
right = edit(
    squared_distances, "right", (DIFFERENCE, "other.astype(float) - image")
)


# ------------------------------------------------------- other right answers


def all_at_once(images, image):
    difference = images.astype(np.int64) - image.astype(np.int64)
    return (difference**2).sum(axis=1)


def pixel_by_pixel(images, image):
    return np.array(
        [
            sum(
                (int(p) - int(q)) ** 2 for p, q in zip(row, image, strict=True)
            )
            for row in images
        ]
    )


def in_float32(images, image):
    difference = np.float32(images) - np.float32(image)
    return np.linalg.norm(difference, axis=1) ** 2


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=DTYPE):
    return wrong(squared_distances, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: the difference of two bytes is a byte, and "
        "a byte that falls below 0 goes on at 255.",
        "What is `np.uint8(3) - np.uint8(5)`, and what is its square?",
    ),
    _wrong(
        "converted_too_late",
        [(SQUARES, "np.sum(difference.astype(float) ** 2)")],
        "You convert the difference, but it was taken between bytes: −2 has "
        "become 254 before you look.",
        "In which line does the first number go below 0?",
    ),
    _wrong(
        "sixteen_bits",
        [(DIFFERENCE, "other.astype(np.int16) - image.astype(np.int16)")],
        "The differences are right now, but their squares go up to 65,025, "
        "and 16 bits with a sign end at 32,767.",
        "What is the largest square that can occur?",
    ),
    _wrong(
        "absolute_differences",
        [
            (DIFFERENCE, "other.astype(float) - image"),
            (SQUARES, "np.sum(np.abs(difference))"),
        ],
        "The overflow is gone, but you add up absolute differences; the "
        "task asks for squares.",
        "How far apart are a black and a white pixel, squared?",
        ARROWS,
    ),
    _wrong(
        "root_taken",
        [
            (DIFFERENCE, "other.astype(float) - image"),
            (SQUARES, "np.sqrt(np.sum(difference**2))"),
        ],
        "The overflow is gone, but you take the square root; the task asks "
        "for the squared distance.",
        "Which of the two has 65,025 for one pixel, black against white?",
        ARROWS,
    ),
    _wrong(
        "scaled",
        [(DIFFERENCE, "other / 255 - image / 255")],
        "The overflow is gone, but the unit has changed: you measure in "
        "parts of white. The caller still thinks in bytes.",
        "How far apart are a black and a white pixel, squared?",
        ENTRIES,
    ),
    _wrong(
        "averaged",
        [
            (DIFFERENCE, "other.astype(float) - image"),
            (SQUARES, "np.mean(difference**2)"),
        ],
        "The overflow is gone, but you average over the pixels; the squared "
        "distance is their sum.",
        "What is the distance of two images of two pixels each?",
        ARROWS,
    ),
)


# ---------------------------------------------------------------- the symptom


def _black_is_near_white(program, bench):
    white = np.full(4, 255, dtype=np.uint8)
    gray = np.full(4, 120, dtype=np.uint8)
    black = np.zeros(4, dtype=np.uint8)
    far, near = program(np.array([black, gray]), white)
    return far < near


def measured():
    white = np.full(784, 255, dtype=np.uint8)
    others = np.array([0, 250, 120], dtype=np.uint8)[:, None] * np.ones(
        784, dtype=np.uint8
    )
    found = [f"{d:,.0f}" for d in squared_distances(others, white)]
    true = [f"{d:,.0f}" for d in right(others, white)]
    return (
        f"a white image is {found[0]} away from a black one, {found[1]} from "
        f"one that is almost white, {found[2]} from a gray one. The true "
        f"numbers are {true[0]}, {true[1]} and {true[2]}."
    )


def _probes(rng):
    probes = []
    for n, d in ((1, 1), (1, 2), (2, 3), (3, 4)):
        images = rng.integers(256, size=(n, d)).astype(np.uint8)
        image = rng.integers(256, size=d).astype(np.uint8)
        images[0, 0], image[0] = rng.integers(0, 40), rng.integers(225, 256)
        probes.append(Probe((images, image)))
    return probes


EXERCISE = Exhibit(
    page="museum_numbers",
    name="squared_distances",
    title="Which image is nearest?",
    minutes=4,
    section=DTYPE,
    reference=right,
    alternatives=(all_at_once, pixel_by_pixel, in_float32),
    arguments=("images", "image"),
    parts=(Part("the repaired distances", 2, _probes),),
    hints=(
        "Compare one black pixel with one white pixel, by hand and with the "
        "program.",
        "Print the dtype of every array in the loop.",
    ),
    misconceptions=MISCONCEPTIONS,
    program=squared_distances,
    bug="the integer overflow of pixels",
    symptom="b",
    choices=(
        Choice(
            "Python stops with an `OverflowError`.",
            "Python's own integers have no end, and NumPy's arrays run over "
            "in silence.",
        ),
        Choice(
            "No error; a white image is nearer to black than to gray.",
            "0 − 255 is 1 in bytes, and squares are taken modulo 256, too. "
            "Large differences may look small.",
        ),
        Choice(
            "Some distances are negative.",
            "Bytes without a sign never are, and that is the trouble.",
        ),
        Choice(
            "All distances are right, but stored as bytes: none above 255.",
            "The sum is taken in a larger type; only differences and squares "
            "run over.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "black is nearer to white than gray", Images, _black_is_near_white
    ),
    bench=Images(),
)
