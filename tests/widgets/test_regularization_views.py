"""The explorables on dropout and on penalties."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from traitlets import TraitError

from nnlib import SGD
from nnlib.widgets._random import Mulberry32
from nnlib.widgets.dropout_masks import HIDDEN, KINDS, MOST
from nnlib.widgets.dropout_masks import dropout_masks as make_masks
from nnlib.widgets.penalty_paths import penalty_paths as make_paths
from tests.widgets.checks import agree
from tests.widgets.node import call

node = pytest.mark.node


# --- dropout --------------------------------------------------------------

STATES = list(product([0.0, 0.2, 0.5, 0.9], KINDS, [0, 7]))


@node
def test_outputs_as_in_the_library():
    views = [
        make_masks(rate, kind, masks=25, seed=seed).view
        for rate, kind, seed in STATES
    ]
    layers, x = views[0]._layers, views[0]._x
    tasks = [
        [layers, x, {"rate": r, "kind": k, "seed": s, "count": 25}]
        for r, k, s in STATES
    ]
    for view, got in zip(
        views, call("dropout_masks", "maskedOutputs", *tasks), strict=True
    ):
        drawn = view.outputs()
        agree(got["outputs"], drawn)
        agree(got["means"], np.cumsum(drawn) / np.arange(1, 26))


@node
def test_means_over_all_masks_and_the_network_in_use():
    cases = list(product([0.0, 0.2, 0.5, 0.9], KINDS))
    views = [make_masks(rate, kind).view for rate, kind in cases]
    tasks = [[v._layers, v._x, v.rate, v.kind] for v in views]
    exact = call("dropout_masks", "exactMean", *tasks)
    used = call("dropout_masks", "usedOutput", *tasks)
    agree(exact, [view.exact_mean() for view in views])
    agree(used, [view.in_use() for view in views])


@node
def test_masks_of_both_sides():
    (theirs,) = call("dropout_masks", "drawMasks", [list(HIDDEN), 0.3, 5, 40])
    random = Mulberry32(5)
    for first, second in theirs:
        mine = [int(random() >= 0.3) for _ in range(sum(HIDDEN))]
        assert first + second == mine
    assert call("dropout_masks", "MOST", []) == [MOST]


def test_the_mean_of_masks_tends_to_the_mean_of_all():
    view = make_masks(masks=MOST).view
    drawn = view.outputs()
    error = drawn.std() / np.sqrt(len(drawn))
    assert abs(drawn.mean() - view.exact_mean()) < 4 * error


def test_which_kinds_keep_use_near_the_mean():
    for rate in (0.1, 0.3, 0.5):
        gap = {}
        for kind in KINDS:
            view = make_masks(rate, kind).view
            exact = view.exact_mean()
            gap[kind] = abs(view.in_use() - exact) / exact
        assert gap["inverted"] < 0.1 and gap["vanilla"] < 0.1
        assert gap["forgotten"] > 1.5 * max(gap["inverted"], 0.04)
    nothing = make_masks(0.0, masks=3).view
    agree(nothing.outputs(), [nothing.in_use()] * 3)


def test_forgotten_is_vanilla_in_training_and_inverted_in_use():
    views = [make_masks(0.5, kind).view for kind in KINDS]
    assert views[0].in_use() == views[2].in_use()
    assert views[1].exact_mean() == views[2].exact_mean()


@node
def test_the_sentence_on_masks():
    view = make_masks().view
    state = {"exact": 1.455, "used": 1.35, "kept": 4, "units": 9}
    before, after = call(
        "dropout_masks",
        "describe",
        [state | {"outputs": [], "means": []}],
        [state | {"outputs": [2.0, 1.0], "means": [2.0, 1.5]}],
    )
    assert before.startswith("No mask drawn yet. The mean over all 512 masks")
    assert "Mask 2 keeps 4 of 9 units: output 1, mean so far 1.5" in after
    assert "gives 1.35, 7\u00a0% away" in after
    assert "1.45 over all; in use 1.35" in view.summary()


def test_choosing_a_kind_by_name():
    view = make_masks().view
    view.kind = "vanilla"
    assert view.kind == "vanilla"
    with pytest.raises(ValueError, match="no kind 'inverse'; choose one of"):
        make_masks(kind="inverse")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"rate": 1.0}, "rate must be .* from 0 to 0.9, got 1"),
        ({"rate": float("nan")}, "rate must be a finite number"),
        ({"masks": 401}, "masks"),
        ({"seed": -1}, "seed"),
    ],
)
def test_masks_that_cannot_be_drawn(values, message):
    with pytest.raises(TraitError, match=message):
        make_masks(**values)


# --- penalties ------------------------------------------------------------

PATHS = list(
    product(["L1", "L2"], [0, 0.05, 0.5, 0.9, 2], [-1, 0, 0.1, 0.7, 1.5])
)


def of(kind, strength, second):
    return make_paths(kind, strength, second=second).view


@node
def test_optima_as_in_python():
    views = [of(*case) for case in PATHS]
    tasks = [
        [v._curvature, v.minimum.tolist(), v.kind, v.strength] for v in views
    ]
    mine = [view.optimum() for view in views]
    got = call("penalty_paths", "optimum", *tasks)
    agree(got, mine)
    assert [[v == 0 for v in w] for w in got] == [
        (w == 0).tolist() for w in mine
    ]
    losses = [[v._curvature, v.minimum.tolist(), [0.3, -2]] for v in views]
    agree(
        call("penalty_paths", "lossAt", *losses),
        [view.loss([0.3, -2]) for view in views],
    )


@pytest.mark.parametrize("case", PATHS)
def test_nothing_can_be_lowered_at_the_optimum(case):
    view = of(*case)
    w = view.optimum()
    slope = np.array(view._curvature) @ (w - view.minimum)
    pull = view.regularizer.gradient(w)
    at_zero = (w == 0) & (view.kind == "L1")
    agree((slope + pull)[~at_zero], 0)
    assert (np.abs(slope[at_zero]) <= view.strength + 1e-12).all()


@pytest.mark.parametrize("kind", ["L1", "L2"])
def test_gradient_descent_arrives_there(kind):
    view = of(kind, 0.9, 0.7)
    w, optimizer = np.array([0.5, -0.5]), SGD(0.01)
    for _ in range(3000):
        slope = np.array(view._curvature) @ (w - view.minimum)
        optimizer.step([w], [slope + view.regularizer.gradient(w)])
    # L1 jumps across the kink by no more than a step
    np.testing.assert_allclose(w, view.optimum(), atol=0.02)


@node
def test_contours_have_one_level_and_touch():
    rng = np.random.default_rng(0)
    for kind in ("L1", "L2"):
        view = of(kind, 0.6, 0.7)
        H, c = view._curvature, view.minimum.tolist()
        (points,) = call("penalty_paths", "ellipse", [H, c, 1.3])
        agree([view.loss(p) for p in points], 0.5 * 1.3**2)
        w = view.optimum()
        (ball,) = call("penalty_paths", "penaltyContour", [kind, w.tolist()])
        size = (
            np.abs(ball).sum(1)
            if kind == "L1"
            else np.hypot(*np.array(ball).T)
        )
        agree(size, np.abs(w).sum() if kind == "L1" else np.hypot(*w))
        # no point within the penalty's contour has less loss
        inside = rng.uniform(-2, 2, (4000, 2))
        norm = np.abs(inside).sum(1) if kind == "L1" else np.hypot(*inside.T)
        inside = inside[norm <= size[0]]
        assert min(view.loss(p) for p in inside) >= view.loss(w) - 1e-12


@node
def test_the_way_goes_to_zero_under_l1_and_stays():
    for kind in ("L1", "L2"):
        view = of(kind, 1, 0.7)
        (way,) = call(
            "penalty_paths",
            "trace",
            [view._curvature, view.minimum.tolist(), kind, 2],
        )
        zero = np.array(way)[:, 1] == 0
        assert zero.any() == (kind == "L1")
        assert (np.diff(zero.astype(int)) >= 0).all()


@node
def test_the_sentence_on_penalties():
    said = call(
        "penalty_paths",
        "describe",
        ["L1", 0.9, [1.3, 0]],
        ["L2", 0.9, [1.1, 0.5]],
        ["L1", 2, [0, 0]],
    )
    for text, words in zip(
        said,
        ["w₂ is exactly 0", "No weight is 0", "Both weights are exactly 0"],
        strict=True,
    ):
        assert words in text


def test_choosing_a_penalty_by_name():
    view = make_paths().view
    view.kind = "L2"
    assert repr(view.regularizer) == "L2(l2=0.5)"
    with pytest.raises(ValueError, match="no kind 'l1'; choose one of L1, L2"):
        make_paths("l1")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"strength": -0.1}, "strength must be .* from 0 to 2, got -0.1"),
        ({"second": 3}, "second must be .* from -1 to 1.5, got 3"),
    ],
)
def test_penalties_that_cannot_be_drawn(values, message):
    with pytest.raises(TraitError, match=message):
        make_paths(**values)
