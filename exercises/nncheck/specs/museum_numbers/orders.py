"""What became of the samples that were put in a new order."""

import numpy as np

from nncheck.compare import Complaint, show

EXPECTED = "each input once, with its label, in a new order"
SHAPELESS = ("no pair", "no numbers", "other shapes")


def finding(X, y, value):
    """What became of the samples, in a few words; "" if all is well."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        return "no pair"
    X_new, y_new = (np.asarray(part) for part in value)
    if X_new.dtype.kind not in "biuf" or y_new.dtype.kind not in "biuf":
        return "no numbers"
    if X_new.shape[1:] != X.shape[1:] or X_new.shape[:1] != y_new.shape:
        return "other shapes"
    labels = {tuple(row): label for row, label in zip(X, y, strict=True)}
    came = [tuple(row) for row in X_new]
    if not set(came) <= set(labels):
        return "other samples"
    if len(came) < len(X):
        return "samples are missing"
    if len(set(came)) < len(X):
        return "samples come several times"
    pairs = zip(came, y_new, strict=True)
    if any(labels[row] != label for row, label in pairs):
        moved = not np.array_equal(y, y_new)
        return (
            "foreign labels" if moved else "foreign labels, in the old order"
        )
    if np.array_equal(X, X_new):
        return "the old order"
    return "the reversed order" if np.array_equal(X[::-1], X_new) else ""


def judge(X, y):
    """The samples are as they should be."""

    def look(observation):
        found = finding(X, y, observation.value)
        if not found:
            return None
        if found in SHAPELESS:
            found = show(observation.value)
        return Complaint(f"gave {found}", EXPECTED)

    return look
