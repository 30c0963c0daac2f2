"""The explorables of the chapter on activations: numbers, words, links."""

from __future__ import annotations

import numpy as np
import pytest
from traitlets import TraitError

from nnlib import activations, widgets
from nnlib.losses import MeanSquaredError
from nnlib.optimizers import SGD
from nnlib.widgets.activation_explorer import NAMES
from nnlib.widgets.dying_relu import POINTS, UNITS, dead_units
from tests.widgets.checks import agree
from tests.widgets.node import call

Z = np.round(np.arange(-5, 5.001, 0.25), 2)
WITH_ALPHA = ("leaky ReLU", "ELU")


def function_of(name, suffix, alpha):
    function = getattr(activations, NAMES[name] + suffix)
    more = (alpha,) if name in WITH_ALPHA else ()
    return lambda z: function(z, *more)


# --- Python: values and errors -----------------------------------------


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("activation_explorer", {"z": 6}, "z must be .* from -5 to 5, got 6"),
        ("activation_explorer", {"alpha": -1}, "alpha must be .* from 0 to 2"),
        ("softmax_bars", {"temperature": 0}, "from 0.1 to 10, got 0"),
        ("softmax_bars", {"z3": 1000}, "z3 must be .* from -5 to 5"),
        ("dying_relu", {"learning_rate": 3}, "from 0.01 to 2, got 3"),
        ("dying_relu", {"bias": -2.5}, "bias must be .* from -2 to 1"),
        ("dying_relu", {"seed": 20}, "seed.* 19"),
        ("dying_relu", {"steps": 301}, "steps.* 300"),
    ],
)
def test_numbers_must_stay_in_their_range(name, values, message):
    with pytest.raises(TraitError, match=message):
        getattr(widgets, name)(**values)


def test_functions_are_chosen_by_name():
    view = widgets.activation_explorer("tanh", z=0.0).view
    assert (view.name, view.value, view.slope) == ("tanh", 0.0, 1.0)
    view.name = "leaky ReLU"
    view.z, view.alpha = -2.0, 0.01
    assert view.value == pytest.approx(-0.02)
    with pytest.raises(ValueError, match="no function 'swish'; choose one"):
        widgets.activation_explorer("swish")


def test_the_softmax_view_answers_in_numbers():
    view = widgets.softmax_bars(1, 2, 3).view
    agree(view.probabilities.round(6), [0.090031, 0.244728, 0.665241])
    view.temperature = 10.0
    agree(view.probabilities.round(4), [0.3006, 0.3322, 0.3672])
    agree(view.jacobian.sum(axis=1), np.zeros(3))


def test_the_dead_are_counted_after_each_step():
    view = widgets.dying_relu(learning_rate=0.5, seed=0, steps=150).view
    model, dead = view.train()
    assert len(dead) == 151
    X = np.linspace(-1, 1, POINTS)[:, None]
    assert dead[-1] == dead_units(model, X)
    assert f"{dead[-1]} of 16" in view.summary()
    # a dead unit stays where it is: its parameters never change again
    hidden = model.layers[0]
    asleep = (hidden.forward(X) <= 0).all(axis=0)
    before = hidden.params["W"].copy()
    view.steps = 300
    after = view.train()[0].layers[0].params["W"]
    assert 0 < asleep.sum() < UNITS
    assert (before[:, asleep] == after[:, asleep]).all()
    assert not np.isclose(before[:, ~asleep], after[:, ~asleep]).all()


# --- JavaScript: the same numbers -----------------------------------------


@pytest.mark.node
@pytest.mark.parametrize("name", NAMES)
def test_explorer_value_and_slope(name):
    chosen = list(NAMES).index(name)
    for alpha in (0.0, 0.002, 0.1, 1.0, 2.0):
        got = call(
            "activation_explorer",
            "measure",
            *[[chosen, float(z), alpha] for z in Z],
        )
        value = function_of(name, "", alpha)(Z)
        slope = function_of(name, "_prime", alpha)(Z)
        agree([each["value"] for each in got], value)
        agree([each["slope"] for each in got], slope)


@pytest.mark.node
@pytest.mark.parametrize("name", NAMES)
def test_explorer_curves_and_tangent(name):
    chosen = list(NAMES).index(name)
    f, slope = function_of(name, "", 0.5), function_of(name, "_prime", 0.5)
    for of, expected in (("value", f), ("slope", slope)):
        (pieces,) = call("activation_explorer", "curves", [chosen, of, 0.5])
        points = np.concatenate(pieces)
        agree(points[:, 1], expected(points[:, 0]))
        assert (points[0, 0], points[-1, 0]) == (-5, 5)
    (ends,) = call("activation_explorer", "tangent", [chosen, -1.25, 0.5])
    (z0, a0), (z1, a1) = ends
    assert z0 < -1.25 < z1
    agree((a1 - a0) / (z1 - z0), slope(-1.25))
    agree((a0 + a1) / 2, f(-1.25))


@pytest.mark.node
def test_explorer_breaks_the_curve_only_where_it_breaks():
    broken = {
        (name, of, alpha): len(
            call(
                "activation_explorer",
                "curves",
                [list(NAMES).index(name), of, alpha],
            )[0]
        )
        == 2
        for name in ("step", "sigmoid", "ReLU", "leaky ReLU", "ELU")
        for of in ("value", "slope")
        for alpha in (0.5, 1.0)
    }
    assert {key for key, value in broken.items() if value} == {
        ("step", "value", 0.5),
        ("step", "value", 1.0),
        ("ReLU", "slope", 0.5),
        ("ReLU", "slope", 1.0),
        ("leaky ReLU", "slope", 0.5),
        ("ELU", "slope", 0.5),
    }


@pytest.mark.node
def test_explorer_names_are_the_same_on_both_sides():
    (theirs,) = call("activation_explorer", "FUNCTIONS", [])
    assert [each["name"] for each in theirs] == list(NAMES)
    with_parameter = {f["name"] for f in theirs if f.get("parameter")}
    assert with_parameter == set(WITH_ALPHA)


@pytest.mark.node
def test_explorer_words():
    index = list(NAMES).index
    cases = {
        ("sigmoid", 0.0): "multiplied by 0.25 on its way back",
        ("sigmoid", 5.0): "Almost no slope",
        ("ReLU", -1.0): "No slope: no gradient passes",
        ("ReLU", 0.0): "A kink",
        ("ReLU", 2.0): "Slope 1: the gradient passes unchanged",
        ("step", 0.0): "The step jumps here",
        ("absolute", -1.0): "with its sign turned",
        ("leaky ReLU", -2.0): "g(z) = −0.2, g′(z) = 0.1",
    }
    texts = call(
        "activation_explorer",
        "describe",
        *[[index(name), z, 0.1] for name, z in cases],
    )
    for text, part in zip(texts, cases.values(), strict=True):
        assert part in text


@pytest.mark.node
@pytest.mark.parametrize("temperature", [0.1, 1.0, 10.0])
@pytest.mark.parametrize("z", [[1.0, 2.0, 3.0], [-5.0, 5.0, 0.0], [0.0] * 3])
def test_softmax_bars(z, temperature):
    scaled = np.array(z) / temperature
    s = activations.softmax(scaled)
    (got,) = call("softmax_bars", "probabilities", [z, temperature])
    agree(got, s)
    (got,) = call("softmax_bars", "jacobian", [z, temperature])
    agree(got, activations.softmax_jacobian(s) / temperature)
    # and that is the derivative by the scores, the temperature included
    for j, shift in enumerate(np.eye(3) * 1e-6):
        up = activations.softmax((z + shift) / temperature)
        down = activations.softmax((z - shift) / temperature)
        column = (up - down) / 2e-6
        np.testing.assert_allclose(np.array(got)[:, j], column, atol=1e-8)
    (smooth,) = call("softmax_bars", "smoothMaximum", [z, temperature])
    agree(smooth, temperature * activations.logsumexp(scaled))
    assert smooth >= max(z) - 1e-12


@pytest.mark.node
def test_softmax_bars_print_signs():
    texts = call("softmax_bars", "plus", [0.08], [-0.06], [0.0001], [-0.0001])
    assert texts == ["+0.080", "−0.060", "0", "0"]


def library_run(view, steps):
    """What nnlib does in so many full-batch steps, parameter by parameter."""
    X = np.linspace(-1, 1, POINTS)[:, None]
    y, model = np.abs(X), view.network()
    loss, optimizer = MeanSquaredError(), SGD(view.learning_rate)
    nets, losses = [flat(model)], []
    for _ in range(steps):
        y_pred = model.forward(X, training=True)
        losses.append(loss(y, y_pred))
        model.backward(loss.gradient(y, y_pred))
        optimizer.step(model.params, model.grads)
        nets.append(flat(model))
    losses.append(loss(y, model.predict(X)))
    return np.array(nets), losses


def flat(model):
    hidden, out = model.layers[0].params, model.layers[2].params
    parts = [hidden["W"], hidden["b"], out["W"], out["b"]]
    return np.concatenate([part.ravel() for part in parts])


def setting(view):
    return {
        "weights": view._weights[view.seed],
        "bias": view.bias,
        "points": POINTS,
    }


@pytest.mark.node
@pytest.mark.parametrize(
    ("rate", "bias"), [(0.05, 0.0), (0.5, 0.0), (2.0, 0.0), (0.1, -1.0)]
)
def test_fifty_training_steps_in_the_page(rate, bias):
    view = widgets.dying_relu(learning_rate=rate, bias=bias, steps=50).view
    (got,) = call("dying_relu", "trained", [setting(view), rate, 50])
    nets, losses = library_run(view, 50)
    # JSON has no sign of a float on 1e30: say it
    agree(np.array(got["nets"], dtype=float), nets)
    agree(np.array(got["losses"], dtype=float), losses)
    assert got["dead"] == view.train()[1]
    assert len(got["nets"]) == 51


@pytest.mark.node
def test_the_page_and_the_library_count_the_same_dead():
    counts = []
    for seed in range(6):
        view = widgets.dying_relu(learning_rate=0.5, seed=seed).view
        (got,) = call("dying_relu", "trained", [setting(view), 0.5, 300])
        assert len(got["dead"]) == 301
        assert got["dead"][-1] == view.train()[1][-1]
        counts.append(got["dead"][-1])
    assert len(set(counts)) > 1 and max(counts) > 8


@pytest.mark.node
def test_dying_relu_gradients_are_the_library_gradients():
    view = widgets.dying_relu(seed=7, bias=-0.3).view
    model, loss = view.network(), MeanSquaredError()
    X = np.linspace(-1, 1, POINTS)[:, None]
    y_pred = model.forward(X, training=True)
    model.backward(loss.gradient(np.abs(X), y_pred))
    # one step of size 1 shows the whole gradient
    (got,) = call("dying_relu", "trained", [setting(view), 1.0, 1])
    before, after = np.array(got["nets"])
    hidden, out = model.layers[0].grads, model.layers[2].grads
    parts = [hidden["W"], hidden["b"], out["W"], out["b"]]
    agree(before - after, np.concatenate([p.ravel() for p in parts]))


@pytest.mark.node
@pytest.mark.parametrize("bias", [-2.0, -1.0, 0.0, 0.5, 1.0])
def test_the_sliders_cannot_make_nan(bias):
    # beyond a rate of 1 the loss grows and grows, but stays a number
    views = [widgets.dying_relu(bias=bias, seed=seed).view for seed in (0, 9)]
    tasks = [
        [setting(view), rate, 300] for view in views for rate in (0.5, 1, 2)
    ]
    for got in call("dying_relu", "trained", *tasks):
        assert np.isfinite([float(v) for v in got["nets"][-1]]).all()
        assert np.isfinite([float(v) for v in got["losses"]]).all()


@pytest.mark.node
def test_dying_relu_draws_what_a_unit_gives():
    rng = np.random.default_rng(5)
    units = [(0.0, 0.5), (0.0, 3.0), *rng.normal(size=(40, 2)) * 2]
    bends = call(
        "dying_relu", "bend", *[[float(w), float(b)] for w, b in units]
    )
    x = np.linspace(-1, 1, 401)
    for (w, b), corners in zip(units, bends, strict=True):
        drawn = np.interp(x, *np.array(corners).T)
        agree(drawn, np.minimum(2, activations.relu(w * x + b)))


@pytest.mark.node
def test_dying_relu_draws_the_whole_count():
    dead = [0, 0, 3, 3, 3, 5, 6, 6, 6]
    (corners,) = call("dying_relu", "toll", [dead])
    steps, counts = np.array(corners).T
    agree(np.interp(range(9), steps, counts), dead)
    assert len(corners) < 9


@pytest.mark.node
def test_explorer_says_when_alpha_is_idle():
    index = list(NAMES).index
    with_, without = call(
        "activation_explorer",
        "idle",
        [index("ELU"), 0.3],
        [index("tanh"), 0.3],
    )
    assert with_ == ""
    assert "α = 0.3 plays no part: tanh has no parameter." in without


@pytest.mark.node
def test_dying_relu_words_for_losses():
    texts = call("dying_relu", "lossText", [0.0837], [2e5], [1e287])
    assert texts == [
        "0.0837",
        "more than a thousand",
        "more than a million",
    ]
