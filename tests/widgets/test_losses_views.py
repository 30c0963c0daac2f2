"""The explorables of the losses: values, errors, and the browser's numbers."""

from __future__ import annotations

import numpy as np
import pytest
from traitlets import TraitError

from nnlib import widgets
from nnlib.gradcheck import numerical_gradient
from nnlib.losses import (
    BinaryCrossentropy,
    Huber,
    MeanAbsoluteError,
    MeanSquaredError,
)
from nnlib.optimizers import SGD
from nnlib.widgets.outlier import huber_fit
from nnlib.widgets.weight_knob import MAX_STEPS, TOO_FAR
from tests.widgets.checks import agree
from tests.widgets.node import call

LOSSES = {"squared": MeanSquaredError(), "absolute": MeanAbsoluteError()}


# the weight's knob


def knob_task(measure, w, rate, steps, x=0.3, y=0.8):
    return {
        "measure": measure,
        "w": w,
        "learningRate": rate,
        "steps": steps,
        "x": x,
        "y": y,
        "maxSteps": MAX_STEPS,
    }


@pytest.mark.node
@pytest.mark.parametrize("measure", LOSSES)
def test_prediction_loss_and_slope_of_a_weight(measure):
    weights = [-1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 51.5]
    got = call(
        "weight_knob",
        "judgeWeight",
        *[[measure, w, 0.3, 0.8] for w in weights],
    )
    for w, seen in zip(weights, got, strict=True):
        loss = LOSSES[measure]
        agree(seen["prediction"], 0.3 * w)
        agree(seen["residual"], 0.3 * w - 0.8)
        agree(seen["loss"], loss([0.8], [0.3 * w]))
        slope = numerical_gradient(
            lambda v, loss=loss: loss([0.8], v * 0.3), np.array([w])
        )
        assert seen["slope"] == pytest.approx(slope[0], abs=1e-7)


@pytest.mark.node
@pytest.mark.parametrize("measure", LOSSES)
@pytest.mark.parametrize("rate", [0.3, 1.0, 5.5, 11.0, 11.5])
def test_fifty_steps_of_descent(measure, rate):
    optimizer, w, expected = SGD(learning_rate=rate), np.array([0.0]), [0.0]
    for _ in range(50):
        gradient = LOSSES[measure].gradient([0.8], w * 0.3) * 0.3
        optimizer.step([w], [gradient])
        expected.append(float(w[0]))
    (got,) = call(
        "weight_knob", "descendKnob", [knob_task(measure, 0.0, rate, 50)]
    )
    agree(got["trail"], expected)
    view = widgets.weight_knob(
        learning_rate=rate, error=measure, steps=50
    ).view
    agree(view.trail, expected)


@pytest.mark.node
def test_the_known_walks():
    tasks = [("squared", 1.0), ("absolute", 1.0), ("squared", 12.0)]
    got = call(
        "weight_knob",
        "descendKnob",
        *[[knob_task(m, 0.0, rate, 60)] for m, rate in tasks],
    )
    settled, hopping, lost = got
    assert settled["trail"][-1] == pytest.approx(2.66665, abs=5e-6)
    agree(hopping["trail"][8:], [2.4, 2.7] * 26 + [2.4])
    assert abs(lost["trail"][-1]) > TOO_FAR and lost["done"]
    assert len(lost["trail"]) < 60
    view = widgets.weight_knob(learning_rate=12.0, steps=60).view
    agree(view.trail, lost["trail"])


@pytest.mark.node
def test_a_run_ends_after_sixty_steps():
    (got,) = call(
        "weight_knob", "descendKnob", [knob_task("squared", 0.0, 1.0, 999)]
    )
    assert len(got["trail"]) == 61 and got["done"]
    assert len(widgets.weight_knob(steps=999).view.trail) == 61


@pytest.mark.node
def test_the_picture_grows_with_the_trail():
    near, far = call(
        "weight_knob", "knobRange", [[0.0, 2.0], 0.3, 0.8], [[0, 99], 0.3, 0.8]
    )
    agree(near, [-4 / 3, 20 / 3])
    assert far[0] < 0 and far[1] >= 99
    agree(sum(far) / 2, 8 / 3)


@pytest.mark.node
def test_the_knob_tells_its_calculation_and_its_end():
    (lines,) = call(
        "weight_knob", "knobCalculation", ["squared", 0, 1, 0.3, 0.8]
    )
    assert lines == [
        "ŷ = w · x = 0 · 0.3 = 0;  ŷ − y = −0.8",
        "error (−0.8)² = 0.64",
        "slope 2 · (−0.8) · 0.3 = −0.48",
        "next w = 0 − 1 · (−0.48) = 0.48",
    ]
    (lines,) = call(
        "weight_knob", "knobCalculation", ["absolute", 3, 1, 0.3, 0.8]
    )
    assert lines[1:3] == ["error |0.1| = 0.1", "slope sign(0.1) · 0.3 = 0.3"]
    task = knob_task("squared", 0.0, 12.0, 60)
    (run,) = call("weight_knob", "descendKnob", [task])
    (told,) = call("weight_knob", "describeKnob", [task, run])
    assert told.endswith("It flies apart, and is stopped here.")
    (told,) = call(
        "weight_knob",
        "describeKnob",
        [task, {"trail": [0, 5.76, -0.92], "done": False}],
    )
    assert "2 steps" in told and "Farther from 2.667" in told


def test_the_knob_refuses_what_it_cannot_show():
    with pytest.raises(ValueError, match="no error 'cubic'; choose one of sq"):
        widgets.weight_knob(error="cubic")
    with pytest.raises(ValueError, match=r"weight_knob: x must be .* got 0"):
        widgets.weight_knob(x=0)
    with pytest.raises(TraitError, match=r"learning_rate must .* got -1"):
        widgets.weight_knob(learning_rate=-1)
    with pytest.raises(TraitError, match="w must be a finite number"):
        widgets.weight_knob(float("nan"))


def test_another_error_starts_the_descent_anew():
    view = widgets.weight_knob(steps=9).view
    view.error = "absolute"
    assert (view.error, view.steps, view.trail) == ("absolute", 0, [0.0])


def test_another_example():
    box = widgets.weight_knob(1.0, x=2.0, y=3.0, steps=1, learning_rate=0.125)
    agree(box.view.trail, [1.0, 1.5])  # rate 1 / (2 x²): one step arrives
    assert (box.sliders["w"].min, box.sliders["w"].max) == (0, 3)


# probabilities


@pytest.mark.node
def test_three_measures_of_four_photos():
    rng = np.random.default_rng(0)
    tries = [rng.random(4).round(2).tolist() for _ in range(20)]
    tries += [[0.5] * 4, [0.0, 1.0, 0.0, 1.0], [1.0, 1.0, 0.0, 0.0]]
    y = [1, 1, 0, 0]
    got = call("probability_losses", "judgePhotos", *[[p, y] for p in tries])
    for p, seen in zip(tries, got, strict=True):
        view = widgets.probability_losses(*p).view
        mine = view.measures
        agree(seen["crossEntropy"], mine["cross-entropy"])
        agree(seen["brier"], mine["Brier score"])
        agree(seen["accuracy"], mine["accuracy"])
        for photo, label, prob in zip(seen["photos"], y, p, strict=True):
            agree(photo["crossEntropy"], BinaryCrossentropy()([label], [prob]))
            assert photo["right"] == ((prob >= 0.5) == bool(label))


def test_accuracy_may_rise_while_the_loss_gets_worse():
    shrugs = widgets.probability_losses(0.5, 0.5, 0.5, 0.5).view.measures
    sure = widgets.probability_losses(0.55, 0.55, 0.45, 0.99).view.measures
    assert sure["accuracy"] > shrugs["accuracy"]
    assert sure["cross-entropy"] > 2 * shrugs["cross-entropy"]


@pytest.mark.node
def test_a_certain_denial_is_explained():
    told = call(
        "probability_losses",
        "describePhotos",
        [[0.5, 0.9, 0.1, 1.0], [1, 1, 0, 0]],
        [[0.5, 0.9, 0.1, 0.4], [1, 1, 0, 0]],
    )
    assert "3 photos of 4 right" in told[0] and "infinite" in told[0]
    assert "4 photos of 4 right" in told[1] and "infinite" not in told[1]


@pytest.mark.parametrize("value", [-0.1, 1.5, float("nan"), "1"])
def test_probabilities_lie_between_0_and_1(value):
    with pytest.raises(TraitError, match="p2 must be .* from 0 to 1, got"):
        widgets.probability_losses(0.5, value)


# the outlier


def samples():
    rng = np.random.default_rng(1)
    lists = [rng.uniform(0, 100, n).round(1).tolist() for n in (2, 3, 4, 5, 8)]
    return [*lists, [1.0, 2, 3, 4, 100], [1.0, 2, 3, 4, 5], [7.0, 7, 7]]


@pytest.mark.node
def test_the_three_fits():
    cases = [(v, d) for v in samples() for d in (0.5, 1.0, 7.3, 20.0, 80.0)]
    got = call("outlier", "fitConstants", *[list(case) for case in cases])
    for (values, delta), fits in zip(cases, got, strict=True):
        expected = [np.mean(values), np.median(values)]
        expected.append(huber_fit(values, delta))
        agree([fit["c"] for fit in fits], expected)
        for fit, c in zip(fits, expected, strict=True):
            off = np.abs(np.array(values) - c)
            agree(
                [fit["offOthers"], fit["offLast"]], [off[:-1].mean(), off[-1]]
            )


@pytest.mark.parametrize("delta", [0.5, 1.0, 7.3, 20.0, 80.0])
def test_no_other_constant_has_less_huber_loss(delta):
    for values in samples():
        loss, c = Huber(delta), huber_fit(values, delta)
        here = loss(values, np.full(len(values), c))
        for other in np.linspace(0, 100, 401):
            there = loss(values, np.full(len(values), other))
            assert there >= here - 1e-12


def test_the_huber_fit_travels_from_the_median_to_the_mean():
    values = [1, 2, 3, 4, 100]
    deltas = [0.5, 2, 5, 10, 40, 80, 200]
    fits = [huber_fit(values, d) for d in deltas]
    agree(fits, [3, 3, 3.75, 5, 12.5, 22, 22])
    assert widgets.outlier(100.0, 10.0).view.fits == {
        "mean": 22.0,
        "median": 3.0,
        "Huber": 5.0,
    }


@pytest.mark.node
def test_the_drawn_curves_are_the_losses():
    values, c = [1, 2, 3, 4, 60], 8.5
    kinds = {"squared": MeanSquaredError(), "absolute": MeanAbsoluteError()}
    kinds["huber"] = Huber(5.0)
    got = call(
        "outlier", "costOfConstant", *[[k, values, c, 5.0] for k in kinds]
    )
    agree(got, [loss(values, np.full(5, c)) for loss in kinds.values()])


@pytest.mark.parametrize(
    ("others", "message"),
    [
        ([], "list of at least one number"),
        ([[1, 2]], r"got shape \(1, 2\)"),
        ([1, np.nan], "1 NaN value"),
        ([1, 500], "from 0 to 105, got others from 1 to 500"),
    ],
)
def test_prices_that_cannot_be_shown(others, message):
    with pytest.raises(ValueError, match=message):
        widgets.outlier(others=others)


def test_the_outlier_stays_in_the_picture():
    with pytest.raises(TraitError, match="value must be .* from 0 to 105"):
        widgets.outlier(200.0)
    with pytest.raises(TraitError, match="delta must be .* got 0"):
        widgets.outlier(5.0, 0)
