"""The explorable of the threshold: values, errors, the browser's numbers."""

from __future__ import annotations

import numpy as np
import pytest
from traitlets import TraitError

from nnlib import widgets
from nnlib.metrics import (
    accuracy,
    confusion_matrix,
    f1_score,
    precision,
    recall,
    roc_auc,
    roc_curve,
)
from tests.widgets.checks import agree
from tests.widgets.node import call

# the browser's numbers


def samples():
    """Labels and scores: spread out, with few values, all equal, tiny."""
    rng = np.random.default_rng(0)
    for n, decimals in ((7, 1), (60, 3), (200, 1), (300, 0)):
        y = (rng.random(n) < 0.3).astype(int)
        y[:2] = 0, 1
        yield y, (rng.normal(size=n) + 1.5 * y).round(decimals)
    yield np.array([0, 1, 1, 0]), np.full(4, 0.4)
    yield np.array([0, 0, 1, 1]), np.array([0.1, 0.4, 0.35, 0.8])
    yield (
        np.array([0, 0, 1, 1, 0, 1]),
        np.array([0.1, 0.4, 0.35, 0.8] + 2 * [0.4]),
    )


SAMPLES = list(samples())


@pytest.mark.node
def test_the_curve_and_its_area_with_ties():
    curves = call(
        "threshold", "rocOf", *[[y.tolist(), s.tolist()] for y, s in SAMPLES]
    )
    areas = call("threshold", "areaUnder", *[[c] for c in curves])
    for (y, s), curve, area in zip(SAMPLES, curves, areas, strict=True):
        fpr, tpr, thresholds = roc_curve(y, s)
        agree(curve["fpr"], fpr)
        agree(curve["tpr"], tpr)
        assert curve["thresholds"][0] == "Infinity"
        agree(curve["thresholds"][1:], thresholds[1:])
        agree(area, roc_auc(y, s))
    agree(areas[-2:], [0.75, 2 / 3])


@pytest.mark.node
@pytest.mark.parametrize("i", range(len(SAMPLES)))
def test_hundreds_of_thresholds(i):
    # every score itself, the gaps between, beyond both ends
    y, s = SAMPLES[i]
    grid = np.linspace(s.min() - 1, s.max() + 1, 150)
    ts = np.unique(np.concatenate([s, grid, s + 1e-7, s - 1e-7]))
    data = [y.tolist(), s.tolist()]
    got = call(
        "threshold",
        "judgeThreshold",
        *[[*data, t, y.mean()] for t in ts.tolist()],
    )
    for t, seen in zip(ts, got, strict=True):
        called = (s >= t).astype(int)
        C = confusion_matrix(y, called, num_classes=2) * 1000 / len(y)
        agree([[seen["tn"], seen["fp"]], [seen["fn"], seen["tp"]]], C)
        agree(seen["accuracy"], accuracy(y, called))
        agree(seen["precision"], precision(y, called))
        agree(seen["recall"], recall(y, called))
        agree(seen["f1"], f1_score(y, called))


@pytest.mark.node
@pytest.mark.parametrize("copies", [(1, 9), (4, 1), (3, 2)])
def test_another_share_is_like_copying_examples_of_one_class(copies):
    y, s = SAMPLES[1]
    times = np.where(y == 1, *copies)
    y_many, s_many = np.repeat(y, times), np.repeat(s, times)
    ts = np.linspace(s.min() - 0.1, s.max() + 0.1, 60)
    got = call(
        "threshold",
        "judgeThreshold",
        *[[y.tolist(), s.tolist(), t, y_many.mean()] for t in ts.tolist()],
    )
    for t, seen in zip(ts, got, strict=True):
        called = (s_many >= t).astype(int)
        agree(seen["accuracy"], accuracy(y_many, called))
        agree(seen["precision"], precision(y_many, called))
        agree(seen["recall"], recall(y_many, called))
        agree(seen["f1"], f1_score(y_many, called))
        view = widgets.threshold(t, y_many.mean(), y_true=y, y_score=s).view
        for name in ("tp", "fp", "fn", "tn", "accuracy", "precision", "f1"):
            agree(seen[name], view.measures[name])


@pytest.mark.node
def test_the_hills_are_the_scores():
    _, s = SAMPLES[1]
    (got,) = call("threshold", "histogram", [s.tolist(), [-4, 5], 40])
    expected, _ = np.histogram(s, np.linspace(-4, 5, 41))
    agree(got, expected / len(s))


@pytest.mark.node
def test_the_sentence():
    data = [[0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]]
    judged = call(
        "threshold", "judgeThreshold", *[[*data, t, 0.06] for t in (0.38, 2)]
    )
    some, none = call(
        "threshold",
        "describeThreshold",
        [judged[0], 0.38, 0.06],
        [judged[1], 2, 0.06],
    )
    assert some.startswith("Threshold 0.38: of 1000 examples, 60 of them")
    assert "it calls 500, of which 30 are positive; 30 are missed" in some
    assert "Accuracy 0.5, and 0.94 for always saying no." in some
    assert "calls nothing" in none and "60 are missed" in none


# the Python side


def test_the_worked_example():
    # 60 of 1,000 are positive; 40 of them and 10 others are called
    y = np.repeat([1, 0], [60, 940])
    s = np.concatenate(
        [np.repeat([1, 0], [40, 20]), np.repeat([1, 0], [10, 930])]
    )
    view = widgets.threshold(1, y_true=y, y_score=s).view
    seen = {k: round(v, 3) for k, v in view.measures.items()}
    assert [seen[k] for k in ("tp", "fp", "fn", "tn")] == [40, 10, 20, 930]
    assert (seen["accuracy"], seen["precision"]) == (0.97, 0.8)
    assert (seen["recall"], seen["f1"]) == (0.667, 0.727)


def test_the_share_changes_precision_and_neither_rate_nor_area():
    few, many = (widgets.threshold(0.5, share).view for share in (0.05, 0.5))
    assert few.rates == many.rates and few.auc == many.auc
    assert few.measures["precision"] < many.measures["precision"] - 0.2


def test_without_a_share_it_is_that_of_the_data():
    box = widgets.threshold(y_true=[0, 0, 0, 1], y_score=[1, 2, 3, 4])
    assert box.view.share == 0.25 == box.sliders["share"].value


def test_the_slider_passes_all_scores():
    for y, s in SAMPLES:
        slider = widgets.threshold(y_true=y, y_score=s).sliders["threshold"]
        assert slider.min <= s.min() and slider.max > s.max()
        assert 10 <= round((slider.max - slider.min) / slider.step) <= 500


def test_a_column_of_scores_will_do():
    y, s = SAMPLES[0]
    flat = widgets.threshold(y_true=y, y_score=s).view
    column = widgets.threshold(y_true=y[:, None], y_score=s[:, None]).view
    assert flat.measures == column.measures


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"y_true": [0, 1]}, "y_score is missing. Pass both"),
        ({"y_score": [0, 1]}, "y_true is missing. Pass both"),
        ({"y_true": [1, 1], "y_score": [0, 1]}, "holds only class 1"),
        ({"y_true": [0, 1], "y_score": [0, 1, 2]}, "y_score 3"),
        ({"y_true": [0, 1], "y_score": [0, np.nan]}, "1 NaN value"),
        ({"y_true": [0, 2], "y_score": [0, 1]}, "labels must be 0 and 1"),
    ],
)
def test_scores_that_cannot_be_judged(given, message):
    with pytest.raises(ValueError, match=message):
        widgets.threshold(**given)


def test_values_out_of_range():
    with pytest.raises(TraitError, match="share must be .* from 0.01 to 0.99"):
        widgets.threshold(0.0, 1.5)
    with pytest.raises(TraitError, match="threshold must be a finite number"):
        widgets.threshold(float("nan"))
