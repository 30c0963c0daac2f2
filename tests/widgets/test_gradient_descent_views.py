"""Descent, race, batches and averages: the browser's numbers are nnlib's."""

from __future__ import annotations

import numpy as np
import pytest
from traitlets import TraitError

from nnlib import (
    SGD,
    Adagrad,
    Adam,
    MeanSquaredError,
    RMSprop,
    ewma,
    numerical_gradient,
    widgets,
)
from nnlib.widgets._base import picture
from nnlib.widgets._surfaces import NAMES, SURFACES
from nnlib.widgets._walks import RATES, walk
from nnlib.widgets.batch_path import BOX, SIZES, line_gradient, petals
from nnlib.widgets.descent import MAX_STEPS, Descent
from nnlib.widgets.moving_average import temperatures
from nnlib.widgets.optimizer_race import RUNNERS, TRACKS
from tests.widgets.checks import agree
from tests.widgets.node import call

node = pytest.mark.node


def points_in(surface, n, rng):
    low, high = np.array(surface.box).T
    return [rng.uniform(low, high) for _ in range(n)]


@pytest.fixture
def rng():
    return np.random.default_rng(5)


# --- the surfaces ----------------------------------------------------------


@pytest.mark.parametrize("surface", SURFACES, ids=NAMES)
def test_gradients_and_curvatures_by_finite_differences(surface, rng):
    for w in points_in(surface, 20, rng):
        slope = numerical_gradient(lambda v: float(surface.value(v)), w)
        agree(surface.gradient(w), slope, 1e-6)
        for j in range(len(w)):
            by = np.eye(len(w))[j] * 1e-5
            change = surface.gradient(w + by) - surface.gradient(w - by)
            agree(np.asarray(surface.hessian(w))[j], change / 2e-5, 1e-6)


@pytest.mark.parametrize("surface", SURFACES, ids=NAMES)
def test_the_minima_are_minima_and_all_of_them(surface, rng):
    minima = surface.minima()
    for w in minima:
        agree(surface.gradient(w), np.zeros(len(w)))
        assert np.linalg.eigvalsh(np.asarray(surface.hessian(w)))[0] > 0
    values = [surface.value(w) for w in minima]
    assert values == sorted(values)
    # small steps downhill from anywhere end in one that is listed
    for start in points_in(surface, 30, rng):
        rule = SGD(1 / max(surface.curvature(w) for w in minima) / 4)
        end = walk(surface, start, rule, 4000)[-1]
        if np.linalg.norm(surface.gradient(end)) < 1e-6:
            assert min(np.linalg.norm(end - w) for w in minima) < 1e-2


@node
@pytest.mark.parametrize("surface", SURFACES, ids=NAMES)
def test_both_sides_have_the_same_surfaces(surface, rng):
    tries = points_in(surface, 25, rng)
    asked = [[surface.key, w.tolist()] for w in tries]
    agree(
        call("surfaces", "surfaceValue", *asked),
        [float(surface.value(w)) for w in tries],
    )
    agree(
        call("surfaces", "surfaceGradient", *asked),
        [surface.gradient(w) for w in tries],
    )
    agree(
        call("surfaces", "surfaceCurvature", *asked),
        [surface.curvature(w) for w in tries],
    )


# --- the walks -------------------------------------------------------------


@node
@pytest.mark.parametrize("momentum", [0.0, 0.9])
@pytest.mark.parametrize("surface", SURFACES, ids=NAMES)
def test_fifty_steps_of_descent(surface, momentum):
    rate = 0.3 / surface.curvature(surface.minima()[0])
    (got,) = call(
        "descent",
        "descend",
        [surface.key, list(surface.start), rate, momentum, 50],
    )
    rule = SGD(rate, momentum=momentum)
    expected = walk(surface, surface.start, rule, 50)
    assert len(expected) == 51 and not got["diverged"]
    agree(got["points"], expected)
    agree(got["losses"], [surface.value(w) for w in expected])
    assert np.abs(np.diff(expected, axis=0)).max() > 1e-3


@node
@pytest.mark.parametrize("surface", TRACKS, ids=lambda s: s.name)
def test_fifty_steps_of_every_runner(surface):
    settings = {"rate": 0.01, "adaptiveRate": 0.02, "momentum": 0.8}
    (walks,) = call(
        "optimizer_race",
        "race",
        [surface.key, list(surface.start), settings, list(RUNNERS), 50],
    )
    rules = {
        "sgd": SGD(0.01),
        "momentum": SGD(0.01, momentum=0.8),
        "nesterov": SGD(0.01, momentum=0.8, nesterov=True),
        "adagrad": Adagrad(0.02),
        "rmsprop": RMSprop(0.02),
        "adam": Adam(0.02),
    }
    assert [each["look"] for each in walks] == list(rules)
    for each, rule in zip(walks, rules.values(), strict=True):
        agree(each["points"], walk(surface, surface.start, rule, 50))


@node
def test_both_sides_give_up_a_diverged_walk_at_the_same_step():
    ravine = SURFACES[NAMES.index("ravine")]
    (got,) = call(
        "descent", "descend", ["ravine", [10.0, 1.0], 0.03, 0.0, 200]
    )
    expected = walk(ravine, (10.0, 1.0), SGD(0.03), 200)
    assert got["diverged"] and len(expected) < 100
    agree(got["points"], expected)


@node
@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("name", ["parabola", "ravine"])
def test_the_marked_limit_is_where_stability_ends(name, momentum):
    surface = SURFACES[NAMES.index(name)]
    kappa = surface.curvature(surface.minima()[0])
    (limit,) = call("descent", "stabilityLimit", [kappa, momentum])
    assert limit == pytest.approx(2 * (1 + momentum) / kappa)
    ends = [
        np.abs(
            walk(
                surface,
                surface.start,
                SGD(limit * factor, momentum=momentum),
                2000,
            )[-1]
        ).max()
        for factor in (0.99, 1.01)
    ]
    assert ends[0] < 1e-3 and ends[1] > 1e3


@node
def test_the_state_of_a_walk_in_words():
    packed = {s.name: s.packed() for s in SURFACES}

    def told(name, start, rate, momentum, steps):
        surface = packed[name]
        (run,) = call(
            "descent",
            "descend",
            [surface["key"], start, rate, momentum, steps],
        )
        return call("descent", "describe", [surface, run, rate, momentum])[0]

    assert told("parabola", [1.0], 0.1, 0.0, 0) == (
        "Start at w = 1: loss 1, slope 2. "
        "η = 0.1 is below the limit 1 of the minimum nearby."
    )
    assert told("parabola", [1.0], 1.0, 0.0, 3) == (
        "Step 3: w = −1, loss 1, slope −2. "
        "η = 1 is exactly the limit 1 of the minimum nearby."
    )
    assert "Diverged: after" in told("parabola", [1.0], 1.5, 0.0, 200)
    assert "is above the limit 0.02" in told(
        "ravine", [10.0, 1.0], 0.021, 0.0, 5
    )
    local = told("double well", [2.0], 0.01, 0.9, 200)
    assert "in a local minimum, not the lowest: w = 1.347" in local
    lowest = told("double well", [2.0], 0.05, 0.0, 200)
    assert "at rest" in lowest.lower()
    ridge = told("saddle", [2.0, 0.0], 0.1, 0.0, 200)
    assert "though this is no minimum" in ridge


@node
def test_the_race_in_words():
    ravine = TRACKS[1].packed()
    assert ravine["name"] == "ravine"
    settings = {"rate": 0.03, "adaptiveRate": 0.1, "momentum": 0.9}
    (walks,) = call(
        "optimizer_race",
        "race",
        ["ravine", [10, 1], settings, ["sgd", "momentum"], 300],
    )
    (text,) = call("optimizer_race", "describe", [ravine, walks, 300])
    assert text.startswith("Step 300: momentum leads with loss")
    assert text.endswith("Diverged: SGD.")
    (nobody,) = call("optimizer_race", "describe", [ravine, [], 5])
    assert nobody.startswith("Nobody runs.")


@node
def test_short_numbers():
    tries = [0, 0.5, -2.25, 1e-7, 123456789.0, 0.00123, -3e-5]
    got = call("walks", "shortNumber", *[[v] for v in tries])
    assert got == ["0", "0.5", "−2.25", "1.0e−7", "1.2e8", "0.0012", "−3.0e−5"]
    assert call("walks", "powerOfTen", [-12], [3]) == ["10⁻¹²", "10³"]


# --- the pictures ----------------------------------------------------------


@node
def test_from_straight_above_the_landscape_is_the_map(rng):
    tries = rng.uniform(-1, 1, size=(10, 3)).tolist()
    got = call("landscape", "project", *[[p, 0, 90] for p in tries])
    agree(got, [[x, y] for x, y, _ in tries])
    # turning is a rotation: lengths in the ground plane stay
    turned = np.array(
        call("landscape", "project", *[[p, 37, 90] for p in tries])
    )
    agree(np.linalg.norm(turned, axis=1), np.linalg.norm(got, axis=1))
    # from the side, a higher point is drawn higher
    low, high = call(
        "landscape", "project", [[0, 0, 0], 20, 0], [[0, 0, 1], 20, 0]
    )
    assert high[1] > low[1] and high[0] == low[0]


@node
@pytest.mark.parametrize("turn", [-135, -40, 10, 95, 180])
def test_cells_behind_are_drawn_first(turn):
    (cells,) = call("landscape", "backToFront", [6, turn])
    assert sorted(map(tuple, cells)) == [
        (i, j) for i in range(6) for j in range(6)
    ]
    angle = np.radians(turn)
    place = {tuple(cell): k for k, cell in enumerate(cells)}
    for i, j in place:
        for ni, nj in ((i + 1, j), (i, j + 1)):
            if (ni, nj) in place:
                away = (ni - i) * np.sin(angle) + (nj - j) * np.cos(angle)
                if abs(away) > 1e-9:
                    first = place[ni, nj] < place[i, j]
                    assert first == (away > 0)


@node
@pytest.mark.parametrize("turn", [-135, -40, 10, 95])
def test_the_names_stand_on_the_near_sides(turn):
    ((x, y),) = call("landscape", "nearSides", [turn])
    angle = np.radians(turn)
    assert x * np.sin(angle) < 0 and y * np.cos(angle) < 0


@node
def test_contour_levels_leave_equal_areas():
    box = [[-3, 3], [-3, 3]]
    (rows,) = call("contours", "heights", ["bowl", box, 61, 41])
    x, y = np.meshgrid(np.linspace(-3, 3, 61), np.linspace(-3, 3, 41))
    agree(rows, x**2 + y**2)
    (levels,) = call("contours", "contourLevels", [rows, 10])
    bands = call(
        "contours", "bandOf", *[[v, levels] for v in np.ravel(rows)[::7]]
    )
    counts = np.bincount(bands, minlength=10)
    assert len(counts) == 10 and counts.min() > 0.6 * counts.mean()


# --- the batches -----------------------------------------------------------


@node
@pytest.mark.parametrize("size", SIZES)
def test_the_path_of_every_batch_size(size):
    box = widgets.batch_path(
        size, learning_rate=0.05, seen=min(50 * size, 3000)
    )
    view = box.view
    x, y = petals()
    (got,) = call(
        "batch_path",
        "fitLine",
        [
            view._data
            | {
                "learningRate": 0.05,
                "batchSize": size,
                "seen": view.seen,
            }
        ],
    )
    path = view.path
    assert len(path) > 15
    agree(got["points"], path)
    updates_per_epoch = -(-150 // size)
    full = [k for k, seen in enumerate(got["at"]) if seen and seen % 150 == 0]
    wanted = [updates_per_epoch * k for k in range(1, len(full) + 1)]
    assert full == wanted


@node
def test_the_losses_and_gradients_of_a_batch(rng):
    x, y = petals()
    rows = rng.choice(150, size=20, replace=False)
    for w, b in rng.normal(size=(5, 2)):
        (value,) = call(
            "batch_path", "lineLoss", [[w, b], x.tolist(), y.tolist()]
        )
        agree(value, MeanSquaredError()(y, w * x + b))
        (slope,) = call(
            "batch_path",
            "lineGradient",
            [[w, b], x.tolist(), y.tolist(), rows.tolist()],
        )
        params = [np.array([w]), np.array([b])]
        mine = np.concatenate(line_gradient(params, x[rows], y[rows]))
        agree(slope, mine)
        by_differences = numerical_gradient(
            lambda v: np.mean((v[0] * x[rows] + v[1] - y[rows]) ** 2),
            np.array([w, b]),
        )
        agree(mine, by_differences, 1e-6)


@node
def test_going_back_undoes_one_update():
    for size in (1, 7, 32, 150):
        seen, stops = 0, [0]
        for _ in range(30):
            (batch,) = call("batch_path", "nextBatch", [seen, 150, size])
            seen += batch
            stops.append(seen)
        for before, after in zip(stops, stops[1:], strict=False):
            (back,) = call("batch_path", "lastBatch", [after, 150, size])
            assert after - back == before


def test_the_best_line_and_its_map():
    view = widgets.batch_path().view
    w, b = view._data["best"]
    gradient = line_gradient([np.array([w]), np.array([b])], *petals())
    agree(np.concatenate(gradient), [0, 0])
    assert BOX[0][0] < w < BOX[0][1] and BOX[1][0] < b < BOX[1][1]
    orders = view._data["orders"]
    assert all(sorted(order) == list(range(150)) for order in orders)


# --- the averages ----------------------------------------------------------


@node
@pytest.mark.parametrize("corrected", [True, False])
@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9, 0.98, 0.99])
def test_the_averages(beta, corrected):
    values = temperatures()
    (got,) = call(
        "moving_average", "movingAverage", [values.tolist(), beta, corrected]
    )
    agree(got, ewma(values, beta, bias_correction=corrected))


@node
def test_the_bars_are_the_weights_of_the_average():
    (shares,) = call("moving_average", "memory", [0.9, 200])
    assert sum(shares) == pytest.approx(1)
    agree(shares[:3], [0.1, 0.09, 0.081])
    (text,) = call("moving_average", "describe", [[20.0, 21.0], 0.9])
    assert "about 1/(1 − β) = 10 days" in text
    assert "20 °C measured, 2 without the correction, 20 with it" in text


# --- the Python side -------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_surface_can_be_chosen_and_drawn(name):
    view = widgets.descent(name, seen=7).view
    assert (view.surface, len(view.path)) == (name, 8)
    assert picture(view)
    view.surface = "parabola"
    assert (view.seen, view.start) == (0, (1.0,))


def test_a_diverged_walk_can_be_drawn():
    box = widgets.descent("ravine", learning_rate=3.0, seen=MAX_STEPS)
    assert len(box.view.path) < 20
    assert picture(box.view)
    race = widgets.optimizer_race(learning_rate=3.0, seen=300)
    assert picture(race.view)
    batches = widgets.batch_path(1, learning_rate=0.4, seen=3000)
    assert picture(batches.view)


def test_a_rate_of_the_readers_own_is_on_the_slider():
    box = widgets.descent(learning_rate=0.137)
    assert box.view.learning_rate == 0.137
    assert box.sliders["_rate"].options[box.view._rate] == "0.137"
    assert len(box.view._rates) == len(RATES) + 1
    race = widgets.optimizer_race(learning_rate=0.2, seen=3)
    assert race.view.rule("nesterov").learning_rate == 0.2
    assert race.view.rule("adam").learning_rate == 0.1


@pytest.mark.parametrize(
    ("build", "error", "message"),
    [
        (
            lambda: widgets.descent("hill"),
            ValueError,
            "no surface 'hill'; choose one of 'parabola', 'double well'",
        ),
        (
            lambda: widgets.descent("ravine", start=[1.0]),
            ValueError,
            r"the ravine has 2 weights, and start has shape \(1,\)",
        ),
        (
            lambda: widgets.descent(start=[1, 2]),
            ValueError,
            r"has 1 weight, .* For example: start=\[2.0\]",
        ),
        (
            lambda: widgets.descent(learning_rate=0),
            ValueError,
            r"descent: learning_rate must be in \(0, inf\), got 0",
        ),
        (
            lambda: widgets.descent(momentum=1.0),
            TraitError,
            "momentum must be a finite number from 0 to 0.99, got 1",
        ),
        (lambda: widgets.descent(seen=201), TraitError, "seen"),
        (
            lambda: widgets.optimizer_race("parabola"),
            ValueError,
            "optimizer_race knows no surface 'parabola'",
        ),
        (
            lambda: widgets.optimizer_race(runners=["adamw"]),
            ValueError,
            "no runner 'adamw'; choose from 'sgd', 'momentum'",
        ),
        (
            lambda: widgets.batch_path(33),
            ValueError,
            "batch_size must be one of 1, 2, 5, .* got 33",
        ),
        (
            lambda: widgets.moving_average(values=[1.0]),
            ValueError,
            r"at least 2 numbers, got shape \(1,\)",
        ),
        (
            lambda: widgets.moving_average(values=[1.0, np.nan]),
            ValueError,
            "1 NaN value",
        ),
        (
            lambda: widgets.moving_average(values=[-5.0, 5.0]),
            ValueError,
            "got -5 to 5. Add a constant",
        ),
        (
            lambda: widgets.moving_average(1.0),
            TraitError,
            "beta must be a finite number from 0 to 0.99, got 1",
        ),
    ],
)
def test_wrong_calls_are_answered(build, error, message):
    with pytest.raises(error, match=message):
        build()


def test_the_class_has_no_place_in_the_page():
    assert "path" not in Descent().get_state()
