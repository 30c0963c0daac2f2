"""What became of the samples that were divided into two parts."""

import numpy as np

from nncheck.compare import Complaint, show

EXPECTED = "each sample once, in one of the parts, with every class in both"
SHAPELESS = ("no four arrays", "no numbers", "other shapes")


def finding(X, y, n_test, value):
    """What is wrong with the parts, in a few words; "" if nothing is."""
    if not isinstance(value, list | tuple) or len(value) != 4:
        return "no four arrays"
    parts = [np.asarray(part) for part in value]
    if any(part.dtype.kind not in "biuf" for part in parts):
        return "no numbers"
    if [part.ndim for part in parts] != [2, 1, 2, 1]:
        return "other shapes"
    X_train, y_train, X_test, y_test = parts
    if len(X_train) != len(y_train) or len(X_test) != len(y_test):
        return "other shapes"
    rows = [[tuple(row) for row in part] for part in (X_train, X_test)]
    return (
        _strangers(X, y, rows, (y_train, y_test))
        or _double(rows, len(y), n_test)
        or _one_sided(X, y, parts)
    )


def _strangers(X, y, rows, targets):
    """Samples that were not given, and labels of others."""
    labels = {tuple(row): label for row, label in zip(X, y, strict=True)}
    for part, found in zip(rows, targets, strict=True):
        if not set(part) <= set(labels):
            return "other samples"
        if [labels[row] for row in part] != found.tolist():
            return "foreign labels"
    return ""


def _double(rows, n, n_test):
    """Samples that come twice, or not at all."""
    trained, tested = rows
    if len(set(trained)) < len(trained):
        return "samples that come several times"
    if set(trained) & set(tested):
        return "test samples among the training samples"
    if len(tested) != n_test:
        return f"{len(tested)} samples for testing"
    if len(set(trained) | set(tested)) < n:
        return "parts that lack samples"
    return ""


def _one_sided(X, y, parts):
    """Classes that are in one part only."""
    X_train, y_train, _, y_test = parts
    missing = set(y.tolist()) - set(y_train.tolist())
    if missing:
        moved = not np.array_equal(X_train, X[: len(X_train)])
        order = ", in a new order" if moved and min(missing) > 0 else ""
        return f"a training set without class {min(missing):g}{order}"
    absent = set(y.tolist()) - set(y_test.tolist())
    return "a test set that lacks a class" if absent else ""


def judge(X, y, n_test):
    """The parts are as they should be."""

    def look(observation):
        found = finding(X, y, n_test, observation.value)
        if not found:
            return None
        if found in SHAPELESS:
            found = show(observation.value)
        return Complaint(f"gave {found}", EXPECTED)

    return look
