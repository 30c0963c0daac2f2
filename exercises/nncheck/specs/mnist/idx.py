"""load_idx(content): the arrays inside the files of MNIST."""

import struct

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.mnist.idx_answers import (
    ALTERNATIVES,
    IMAGES,
    LABELS,
    MISCONCEPTIONS,
    load_idx,
)
from nncheck.specs.mnist.sections import DATA


def images_file(X):
    """The bytes of an IDX file of images."""
    return struct.pack(">4I", IMAGES, *X.shape) + X.tobytes()


def labels_file(y):
    """The bytes of an IDX file of labels."""
    return struct.pack(">2I", LABELS, len(y)) + y.tobytes()


def _labels(rng):
    y = rng.integers(0, 10, size=int(rng.integers(9, 13)), dtype=np.uint8)
    words = f"load_idx on a file with {len(y)} labels"
    return [Probe((labels_file(y),), words=words, exact_failure=False)]


def _images(rng):
    n, rows, columns = int(rng.integers(3, 5)), 3, int(rng.integers(4, 6))
    X = rng.integers(0, 256, size=(n, rows, columns), dtype=np.uint8)
    X[0, 0, 0] = 200  # a byte beyond 127
    words = f"load_idx on a file with images of shape {X.shape}"
    return [Probe((images_file(X),), words=words, exact_failure=False)]


def _refuses(content, what):
    def judge(observation):
        failure = observation.failure
        if failure is None:
            return Complaint(
                f"gave {show(observation.value)}", f"a ValueError: {what}"
            )
        if failure.kind in ("ValueError", "OSError", "error"):
            return None  # error: what the module struct raises
        return Complaint(
            f"raised {failure.kind} ({failure.text})", "a ValueError"
        )

    return Probe(
        (content,),
        words=f"load_idx on a damaged file ({what})",
        judge=judge,
        may_fail=True,
        symptom=lambda value: "accepted",
    )


def _damaged(rng):
    X = rng.integers(0, 256, size=(4, 3, 5), dtype=np.uint8)
    y = rng.integers(0, 10, size=9, dtype=np.uint8)
    cut = int(rng.integers(2, 7))
    web_page = b"<html><body>404</body></html>"
    # a reader that refuses everything has not understood much
    good = [*_labels(rng), *_images(rng)]
    return [
        *good,
        _refuses(labels_file(y)[:-cut], f"{cut} labels are missing"),
        _refuses(images_file(X)[:-cut], f"{cut} bytes are missing"),
        _refuses(
            struct.pack(">4I", 2052, *X.shape) + X.tobytes(),
            "the magic number is 2052",
        ),
        _refuses(web_page, "a web page with the name of a data file"),
    ]


EXERCISE = Exercise(
    page="mnist",
    name="load_idx",
    title="Reading a file of images",
    minutes=7,
    section=DATA,
    reference=load_idx,
    alternatives=ALTERNATIVES,
    arguments=("content",),
    parts=(
        Part("a file of labels", 1, _labels),
        Part("a file of images", 2, _images),
        Part("damaged files are refused, good ones are not", 1, _damaged),
    ),
    hints=(
        "Look at the first bytes with `list(content[:8])`. Which number "
        "does `int.from_bytes(content[:4], 'big')` give?",
        "The magic number says how many integers follow it: one for labels, "
        "three for images. Where, then, do the data begin?",
        "`np.frombuffer(…, np.uint8, offset=…)` reads the rest. How many "
        "values must there be, and what if there are others?",
    ),
    misconceptions=MISCONCEPTIONS,
)
