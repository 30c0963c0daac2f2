"""The playground's browser side computes what nnlib computes, to 1e-9."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest

from nnlib.widgets import playground
from nnlib.widgets._playground_data import (
    feature_batch,
    own_points,
    split_points,
    start_weights,
)
from nnlib.widgets._playground_link import read_link, write_link
from nnlib.widgets._playground_state import (
    CHOICES,
    DEFAULTS,
    network_end,
    network_sizes,
    task_of,
)
from nnlib.widgets._playground_view import Playground
from nnlib.widgets._random import Mulberry32
from tests.widgets.checks import agree
from tests.widgets.node import call

pytestmark = pytest.mark.node

OWN = [[-1.5, 2, 0], [2.25, -3, 1], [0, 0.5, 1], [4, 4, 0], [-3, -3, 1]]
THREE = [*OWN, [1, -1, 2], [2, 2, 2]]


def view_of(**fields) -> Playground:
    view = Playground()
    view.set_state(DEFAULTS | fields)
    return view


# --- random numbers, points, features ------------------------------------


@pytest.mark.parametrize("seed", [0, 1, 12345, 999_999, 2**32 - 1])
def test_both_draw_the_same_random_numbers(seed):
    (got,) = call("random", "randomSample", [seed, 300])
    random = Mulberry32(seed)
    assert got["uniform"] == [random() for _ in range(300)]
    agree(got["normal"], [random.normal() for _ in range(300)])
    assert got["order"] == random.order(300)


def test_random_numbers_are_spread_as_they_should_be():
    random = Mulberry32(7)
    uniform = np.array([random() for _ in range(20_000)])
    counts, _ = np.histogram(uniform, bins=20, range=(0, 1))
    assert ((counts - 1000) ** 2 / 1000).sum() < 43.8  # chi², 19 df, 0.1 %
    normal = np.array([random.normal() for _ in range(20_000)])
    assert abs(normal.mean()) < 0.025 and abs(normal.std() - 1) < 0.02
    assert sorted(random.order(50)) == list(range(50))


def states_of_data():
    for data, noise in product(CHOICES["data"], [0, 35]):
        points = OWN if data == "yours" else []
        fields = {"data": data, "noise": noise, "points": points}
        yield DEFAULTS | fields | {"seed": noise + 3, "share": 10 + noise}


def test_both_make_the_same_points():
    states = list(states_of_data())
    for state, got in zip(
        states,
        call("playground_data", "playgroundPoints", *[[s] for s in states]),
        strict=True,
    ):
        train, test = split_points(state)
        agree(got["train"], train)
        agree(np.reshape(got["test"], (-1, 3)), np.reshape(test, (-1, 3)))
        if state["data"] != "yours":
            assert len(train) == 5 * state["share"]
            assert len(train) + len(test) == 500


def test_a_point_of_ones_own_is_always_trained_on():
    for seed in range(20):
        state = DEFAULTS | {"data": "yours", "points": OWN[:1], "seed": seed}
        assert split_points(state | {"share": 10})[0] == OWN[:1]


def test_both_tell_the_same_features():
    X = np.random.default_rng(0).uniform(-6, 6, (30, 2))
    names = list(CHOICES["features"])
    (got,) = call("playground_data", "featureBatch", [X.tolist(), names])
    flat = [got[str(i)] for i in range(30 * len(names))]
    agree(flat, feature_batch(X, names).ravel())


def test_first_weights():
    (got,) = call("playground_data", "startWeights", [[2, 4, 2, 1], 5])
    assert got == start_weights([2, 4, 2, 1], 5)
    weights = np.array(got)
    assert (weights == 0.1).sum() == 7
    assert np.abs(weights).max() <= 0.5


def test_the_shape_of_the_data_is_that_of_the_formulas():
    def points(data):
        train, test = split_points(DEFAULTS | {"data": data})
        table = np.array(train + test)
        return table[:, :2], table[:, 2]

    X, y = points("circle")
    radius = np.hypot(*X.T)
    assert (radius[y == 1] < 2.5).all() and (radius[y == 0] > 3.5).all()
    X, y = points("xor")
    assert ((X[:, 0] * X[:, 1] < 0) == (y == 1)).all()
    assert np.abs(X).min() >= 0.3
    X, y = points("plane")
    agree(y, X.sum(axis=1) / 10)
    X, y = points("spiral")
    assert np.hypot(*X.T).max() < 5 and (y == 0).sum() == 250
    for data in ("clouds", "arms"):
        assert set(points(data)[1]) == {0, 1, 2}


# --- training -----------------------------------------------------------


def compare_training(states, epochs):
    runs = call(
        "playground_model", "playgroundRun", *[[s, epochs] for s in states]
    )
    for state, got in zip(states, runs, strict=True):
        view = view_of(**state)
        before = view.model().flat_params.copy()
        losses = view.train(epochs)
        assert got["sizes"] == network_sizes(state)
        assert got["epoch"] == view.epoch == epochs
        agree(got["params"], view.weights)
        agree(got["losses"]["train"]["loss"], losses["train"])
        if "test" in losses:
            agree(got["losses"]["test"]["loss"], losses["test"])
        assert not np.allclose(before, view.weights)


def test_fifty_steps_with_every_optimizer_and_penalty():
    cases = product(CHOICES["optimizer"], CHOICES["regularization"])
    compare_training(
        [
            DEFAULTS | {"optimizer": o, "regularization": r, "strength": 0.01}
            for o, r in cases
        ],
        epochs=2,
    )


def test_fifty_steps_with_every_loss_for_every_task():
    cases = product(CHOICES["loss"], ["circle", "clouds", "multi_gaussian"])
    states = [DEFAULTS | {"loss": loss, "data": d} for loss, d in cases]
    compare_training(states, epochs=2)


def test_fifty_steps_with_every_activation_and_depth():
    cases = [
        *[(name, [4, 2]) for name in CHOICES["activation"]],
        ("tanh", []),
        ("tanh", [1]),
        ("relu", [8] * 6),
    ]
    states = [
        DEFAULTS
        | {"activation": name, "hidden": hidden, "data": "spiral"}
        | {"features": list(CHOICES["features"]), "batch": 7, "share": 70}
        for name, hidden in cases
    ]
    compare_training(states, epochs=2)


def test_own_points_train_alike():
    numbers = [[a, b, 0.1 * a] for a, b, _ in OWN]
    own = {"data": "yours", "share": 60, "optimizer": "adam"}
    compare_training(
        [
            DEFAULTS | own | {"points": OWN},
            DEFAULTS | own | {"points": THREE, "loss": "hinge"},
            DEFAULTS | own | {"points": numbers, "kind": "numbers"},
        ],
        epochs=50,
    )


def test_the_page_and_the_notebook_take_turns():
    state = DEFAULTS | {"data": "gaussian", "noise": 20}
    (whole,) = call("playground_model", "playgroundRun", [state, 6])
    view = view_of(**state)
    view.train(2)
    (page,) = call("playground_model", "playgroundRun", [view.state(), 2])
    view.set_state(view.state() | {"weights": page["params"], "epoch": 4})
    view.train(2)
    agree(view.weights, whole["params"])


def test_the_syllabus_spiral_and_circle_are_learned():
    tasks = [
        DEFAULTS,
        DEFAULTS
        | {"data": "spiral", "features": list(CHOICES["features"])}
        | {"hidden": [8], "rate": 0.1},
        DEFAULTS | {"hidden": []},
    ]
    runs = call(
        "playground_model", "playgroundRun", *[[s, 400] for s in tasks]
    )
    right = [run["losses"]["test"]["right"] for run in runs]
    assert right[0] > 0.99 and right[1] > 0.95
    assert right[2] < 0.7  # a line cannot enclose a disk
    assert runs[0]["losses"]["test"]["loss"] < 0.01


def test_weights_beyond_all_bounds_stop_the_training():
    state = DEFAULTS | {"data": "plane", "activation": "relu", "rate": 10}
    (run,) = call("playground_model", "playgroundRun", [state, 50])
    assert run["overflowed"] and run["epoch"] < 50


def test_nothing_to_train_on():
    state = DEFAULTS | {"data": "yours"}
    (run,) = call("playground_model", "playgroundRun", [state, 3])
    assert run["epoch"] == 0 and run["losses"]["train"]["loss"] is None
    with pytest.raises(ValueError, match="no points to train on"):
        view_of(data="yours").train()


# --- the numbers of one update ------------------------------------------


@pytest.mark.parametrize("optimizer", CHOICES["optimizer"])
def test_the_written_update_is_the_one_that_happened(optimizer):
    state = DEFAULTS | {"optimizer": optimizer, "regularization": "l2"}
    (run,) = call(
        "playground_model", "playgroundRun", [state | {"strength": 0.1}, 2]
    )
    r = run["record"]
    assert (r["batch"], r["batches"], r["epoch"], r["n"]) == (25, 25, 2, 10)
    assert r["t"] == 50 and r["index"] == 0
    g, rate, t = r["gradient"], r["rate"], r["t"]
    agree(r["penalty"], 0.1 * r["before"])
    agree(r["after"], run["params"][0])
    old, now = r["remembered"], r["memory"]
    if optimizer == "sgd":
        step = -rate * g
    elif optimizer in ("momentum", "nesterov"):
        v = 0.9 * old[0] - rate * g
        agree(now[0], v)
        step = v if optimizer == "momentum" else 0.9 * v - rate * g
    elif optimizer in ("adagrad", "rmsprop"):
        decay, weight = (1, 1) if optimizer == "adagrad" else (0.9, 0.1)
        agree(now[0], decay * old[0] + weight * g * g)
        step = -rate * g / (math.sqrt(now[0]) + 1e-8)
    else:
        agree(now[0], 0.9 * old[0] + 0.1 * g)
        agree(now[1], 0.999 * old[1] + 0.001 * g * g)
        m, s = now[0] / (1 - 0.9**t), now[1] / (1 - 0.999**t)
        step = -rate * m / (math.sqrt(s) + 1e-8)
    agree(r["after"], r["before"] + step)
    (lines,) = call("playground_update", "updateLines", [r, False, "l2"])
    assert lines[0] == "Epoch 2, mini-batch 25 of 25 (mean over 10 points):"
    assert lines[1].startswith("g = ∂L/∂w + λ w = ")
    (last,) = call("playground_update", "digits", [r["after"], 6])
    assert lines[-1].startswith("w ← w ") and lines[-1].endswith(last)


def test_digits():
    values = [0, 1.5, -0.25, 3.1e-7, 12345.678, -2e9]
    assert call("playground_update", "digits", *[[v] for v in values]) == [
        "0",
        "1.5",
        "−0.25",
        "3.10e−7",
        "12350",
        "−2.00e+9",
    ]


# --- links ------------------------------------------------------------------


def linked_states():
    yield DEFAULTS
    yield DEFAULTS | {
        "data": "arms",
        "noise": 50,
        "share": 90,
        "batch": 1,
        "features": list(CHOICES["features"]),
        "hidden": [],
        "rate": 1e-5,
        "strength": 0.003,
        "regularization": "l1",
        "optimizer": "nesterov",
        "loss": "crossentropy",
        "activation": "leaky_relu",
        "seed": 999_999,
        "start": 17,
    }
    yield view_of(data="yours", points=OWN, rate=10).state()
    trained = view_of(hidden=[3], optimizer="adam")
    trained.train(3)
    yield trained.state()


def test_a_link_holds_the_whole_state_on_both_sides():
    states = list(linked_states())
    written = call("playground_state", "writeLink", *[[s] for s in states])
    assert written == [write_link(state) for state in states]
    read = call("playground_state", "readLink", *[[link] for link in written])
    for state, link, got in zip(states, written, read, strict=True):
        assert got == {"state": state, "problems": []}
        assert read_link(link) == state
        assert read_link(f"https://book.example/page.html#{link}") == state


def test_the_browser_links_what_it_trained():
    view = view_of(data="xor")
    view.train(2)
    assert read_link(view.link)["weights"] == view.weights  # bit by bit
    other = playground(link=view.link)
    assert repr(other) == repr(playground(link=other.view.link))
    agree(other.view.losses()["test"], view.losses()["test"])


HOSTILE = {
    "noise=700": "noise must be a whole number from 0 to 50, got “700”",
    "batch=1e1": "batch must be a whole number from 1 to 30",
    "hidden=9": "hidden must be at most 6 numbers from 1 to 8",
    "hidden=1.1.1.1.1.1.1": "hidden must be at most 6",
    "features=": "features must be some of x1",
    "features=x1.constructor": "features must be some of x1",
    "activation=__proto__": "activation must be one of tanh",
    "__proto__=1": "unknown field “__proto__”",
    "toString=1": "unknown field “toString”",
    "weights=%%%": "weights must be numbers packed by",
    "weights=AAAA": "weights must be numbers packed by",
    "weights=AAAAAAAA-H8": "weights must be numbers packed by",  # NaN
    "weights=AAAAAAAA8D8": "has 25 weights and biases, the link 1",
    "points=1,2": "points must be at most 500 points",
    "points=1,2,99": "points must be at most 500 points",
    "points=1,2,<img>": "points must be at most 500 points",
    "points=1,2,3": "the classes of the points must be 0, 1 or 2",
    "points=" + "1,2,0;" * 500 + "1,2,0": "points must be at most 500",
    "data=circle" + "&" * 100_001: "more than 100000 letters",
}


@pytest.mark.parametrize("field", HOSTILE, ids=lambda text: text[:24])
def test_a_strangers_link_does_no_harm(field):
    (got,) = call("playground_state", "readLink", [f"playground?{field}"])
    assert HOSTILE[field] in got["problems"][0]
    assert got["state"] == DEFAULTS
    with pytest.raises(ValueError, match="playground: "):
        read_link(f"playground?{field}")


def test_links_of_other_things_are_left_alone():
    texts = ["", "#", "#ch-losses", "#playground", "#other?data=xor"]
    got = call("playground_state", "readLink", *[[text] for text in texts])
    assert got == [None] * len(texts)
    (named,) = call("playground_state", "readLink", ["x?data=xor", "x"])
    assert named["state"]["data"] == "xor"


def test_both_offer_the_same_and_mean_the_same():
    choices, defaults = (
        call("playground_state", name, [])[0]
        for name in ("PLAYGROUND_CHOICES", "PLAYGROUND_DEFAULTS")
    )
    assert choices == {name: list(v) for name, v in CHOICES.items()}
    assert defaults == DEFAULTS
    cases = list(product(["two", "three", "numbers"], CHOICES["loss"]))
    ends = call("playground_state", "networkEnd", *[list(c) for c in cases])
    for case, end in zip(cases, ends, strict=True):
        assert tuple(
            end[k] for k in ("loss", "activation", "targets")
        ) == network_end(*case)
    states = [*states_of_data(), DEFAULTS | {"data": "yours", "points": THREE}]
    tasks = call("playground_state", "taskOf", *[[s] for s in states])
    assert tasks == [task_of(state) for state in states]


# --- points of one's own ----------------------------------------------------


def parse(text):
    return call("playground_csv", "parsePoints", [text])[0]


@pytest.mark.parametrize(
    "text",
    [
        "1,2,a\n3,-4,b\n",
        "x1,x2,label\n1,2,a\n3,-4,b",
        "1;2;a\r\n3;-4;b\r\n\r\n",
        "1\t2\ta\n3\t-4\tb",
        "  1 2 a \n  3 -4 b ",
        '"1","2","a"\n3,-4,"b"',
        "1,0; 2,0; a\n3,0; -4,0; b",
        "1e0,2.,0\n+3,-4.0,1",
    ],
)
def test_the_usual_ways_to_write_a_table(text):
    got = parse(text)
    assert got["points"] == [[1, 2, 0], [3, -4, 1]]
    assert got["kind"] == "classes"
    assert got["notes"][0].startswith("2 points read. Classes: ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "nothing to read. Each line needs three columns"),
        ("1,2\n3,4", "Line 1, “1,2”, has 2 columns. Each line needs three"),
        ("1,2,a\n3,4", "Line 2, “3,4”, has 2 columns"),
        ("1,2,a\n3,x,b", "Line 2: x2 is “x”, which is not a number"),
        ("1,2,a\n,2,b", "Line 2: x1 is “”, which is not a number"),
        ("1,2,a\n1,NaN,b", "x2 is “NaN”, which is not a number"),
        ("1,2,a\n1e999,2,b", "x1 is “1e999”, which is not a number"),
        ("1,2,a\n1,2,", "Line 2, “1,2,”, has no label"),
        ("1,2,a", "One line is not enough"),
        ("1,2,a\n1,3,a", "All labels are “a”. A network learns from the"),
        ("1,2,a\n1,2,b\n1,2,c\n1,2,d", "4 classes (a, b, c, d, …) and room"),
        (
            "1,2,0\n" * 300 + "1,3,1\n" * 300,
            "600 points are more than the 500",
        ),
    ],
)
def test_errors_say_what_is_wrong_and_what_to_write(text, message):
    with pytest.raises(RuntimeError) as error:
        parse(text)
    assert message in str(error.value)


def test_what_does_not_fit_is_scaled_and_said():
    got = parse("0,150,0\n50,160,1\n100,200,1")
    assert got["points"] == [[-5, -5, 0], [0, -3, 1], [5, 5, 1]]
    assert "x1 runs from 0 to 100 and is scaled to −5 to 5." in got["notes"]
    got = parse("1,1,10\n2,2,20\n3,3,30\n4,4,50")
    assert got["kind"] == "numbers"
    assert [p[2] for p in got["points"]] == [-1, -0.5, 0, 1]


def test_arrays_and_pasted_tables_become_the_same_points():
    rng = np.random.default_rng(0)
    for X, y in [
        (rng.normal(size=(40, 2)), rng.integers(0, 3, 40) + 4),
        (rng.normal(size=(40, 2)) * 50 + 100, rng.integers(0, 2, 40)),
        (rng.normal(size=(40, 2)), rng.normal(size=40) * 30),
    ]:
        rows = zip(X.tolist(), y.tolist(), strict=True)
        text = "\n".join(f"{a!r},{b!r},{label!r}" for (a, b), label in rows)
        got, (points, kind) = parse(text), own_points(X, y)
        assert got["kind"] == kind
        np.testing.assert_allclose(got["points"], points, atol=1.01e-3)


def test_pen_and_eraser():
    (more,) = call("playground_plane", "added", [OWN, [9, 0.12345], 2])
    assert more == [*OWN, [5.9, 0.12, 2]]
    full = [[0, 0, 0]] * 500
    assert call("playground_plane", "added", [full, [1, 1, 1]])[0] == full
    (fewer,) = call("playground_plane", "erased", [OWN, [0.2, 0.3]])
    assert fewer == [p for p in OWN if p != [0, 0.5, 1]]


# --- the picture's plan -----------------------------------------------------


@pytest.mark.parametrize(
    ("width", "upright"),
    [(300, True), (358, True), (560, True), (380, False), (640, False)],
)
def test_units_lie_inside_the_picture_and_do_not_touch(width, upright):
    shapes = [[2, 1], [7, 4, 2, 1], [2, *[8] * 6, 3], [2, 8, 1, 8, 1]]
    for sizes in shapes:
        (plan,) = call(
            "playground_stage", "stagePlaces", [sizes, width, upright]
        )
        spots = np.array(
            [(p["x"], p["y"]) for row in plan["nodes"] for p in row]
        )
        half = plan["side"] / 2
        assert spots.min() >= half
        assert spots[:, 0].max() <= width - half
        assert spots[:, 1].max() <= plan["height"] - half
        gaps = np.abs(spots[:, None] - spots[None]).max(axis=2) * 1.0
        np.fill_diagonal(gaps, np.inf)
        assert gaps.min() >= plan["side"] + 1
        assert len(plan["heads"]) == len(sizes) - 2
