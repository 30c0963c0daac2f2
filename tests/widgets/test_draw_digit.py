"""Draw a digit: the Python side, and that the page computes the same."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pytest
import traitlets

from nnlib import Dense, Dropout, ReLU, Sequential, Softmax, widgets
from nnlib.datasets import load_mnist, normalize_digit
from nnlib.layers import BatchNormalization, Identity, Sigmoid, Tanh
from nnlib.widgets import _digit_network as network
from nnlib.widgets._digit_view import describe
from nnlib.widgets._drawings import PAD, rasterize, stored_drawings
from tests.widgets.checks import (
    controls_are_linked,
    picture_repeats,
    shows_view_text_and_picture,
    state_is_plain_data,
)
from tests.widgets.node import WIDGETS, call

RESULTS = WIDGETS.parents[1] / "benchmarks" / "results" / "digit_pad.json"
FILE = WIDGETS / network.FILE


def drawings():
    """Many drawings: nothing, dots, lines, corners, huge, random, stored."""
    rng = np.random.default_rng(0)
    some = {
        "empty": [],
        "one dot": [[[56, 56]]],
        "dot in the corner": [[[0, 0]]],
        "dot outside the middle of a pixel": [[[3.25, 109.75]]],
        "upright": [[[56, 10], [56, 100]]],
        "level": [[[3, 112], [110, 112]]],
        "off-corner": [[[100, 100], [111, 108], [104, 112]]],
        "whole pad": [[[0, 0], [112, 112]], [[112, 0], [0, 112]]],
        "two dots": [[[10, 10]], [[100, 30]]],
        "a point twice": [[[20, 20], [20, 20], [60, 30]]],
        "far from its center": [[[5, 5], [5, 100]], [[100, 50]]],
    }
    for k in range(25):
        strokes = []
        for _ in range(rng.integers(1, 4)):
            n = int(rng.integers(1, 30))
            walk = rng.uniform(0, PAD, 2) + rng.normal(0, 9, (n, 2)).cumsum(0)
            strokes.append((walk.clip(0, PAD) * 4).round() / 4)
        some[f"random {k}"] = [stroke.tolist() for stroke in strokes]
    for digit, strokes in enumerate(stored_drawings()):
        some[f"stored {digit}"] = strokes
    return some


PENS = (2.0, 3.5, 6.0, 12.0)
CASES = [
    (name, strokes, PENS[k % len(PENS)])
    for k, (name, strokes) in enumerate(drawings().items())
]
MANY = [(f"{name}, pen {p}", s, p) for name, s, _ in CASES[:11] for p in PENS]


@pytest.fixture(scope="module")
def full_mnist():
    return load_mnist("full")


def packed_network(activation=ReLU, hidden=(12,), rng=3):
    """A small untrained network, rounded to 31 steps."""
    layers, d = [], 784
    for m in hidden:
        layers += [Dense(d, m), activation()]
        d = m
    model = Sequential([*layers, Dense(d, 10), Softmax()], rng=rng)
    generator = np.random.default_rng(rng)
    for layer in model.layers:
        if isinstance(layer, Dense):
            layer.params["b"] = generator.normal(size=layer.params["b"].shape)
    return network.pack(model)["layers"]


# --- pixels: the page and Python agree ------------------------------------


@pytest.mark.node
def test_ink_and_images_are_the_same():
    cases = [*CASES, *MANY]
    inks = call("digit", "rasterize", *([s, p] for _, s, p in cases))
    images = call("digit", "normalizeDigit", *([ink, PAD] for ink in inks))
    for (name, strokes, pen), ink, image in zip(
        cases, inks, images, strict=True
    ):
        ours = rasterize(strokes, pen)
        np.testing.assert_allclose(ink, ours.ravel(), atol=1e-12, err_msg=name)
        np.testing.assert_allclose(
            image, normalize_digit(ours).ravel(), atol=1e-9, err_msg=name
        )


@pytest.mark.node
def test_photographs_of_any_shape_are_the_same():
    rng = np.random.default_rng(5)
    cases = []
    for shape in [(1, 1), (7, 3), (20, 20), (28, 28), (150, 40), (33, 200)]:
        image = rng.random(shape) * (rng.random(shape) < 0.4)
        cases.append(image)
    found = call(
        "digit",
        "normalizeDigit",
        *([i.ravel().tolist(), i.shape[1]] for i in cases),
    )
    for image, theirs in zip(cases, found, strict=True):
        ours = normalize_digit(image).ravel()
        np.testing.assert_allclose(theirs, ours, atol=1e-9)


# --- the network: the page and nnlib agree --------------------------------


@pytest.mark.node
@pytest.mark.parametrize(
    ("activation", "hidden"),
    [
        (ReLU, (12,)),
        (ReLU, (9, 7)),
        (Sigmoid, (8,)),
        (Tanh, (5, 6)),
        (Identity, (4,)),
    ],
)
def test_forward_pass_and_evidence_are_the_same(activation, hidden):
    packed = packed_network(activation, hidden)
    layers = network.unpack({"layers": packed})
    cases = CASES[::4]
    found = call(
        "digit", "readDrawing", *([s, p, packed, 4, 9] for _, s, p in cases)
    )
    for (_, strokes, pen), theirs in zip(cases, found, strict=True):
        x = normalize_digit(rasterize(strokes, pen)).ravel()
        hidden_outputs = network.forward(layers, x[None])[0][0]
        pairs = {
            "image": x,
            "hidden": hidden_outputs,
            "answer": network.probabilities(layers, x[None])[0],
            "evidence": network.evidence(layers, x, 4, 9),
        }
        for name, ours in pairs.items():
            np.testing.assert_allclose(
                theirs[name], ours, rtol=1e-9, atol=1e-9, err_msg=name
            )


@pytest.mark.node
def test_the_shipped_network_answers_as_nnlib_does():
    packed = network.shipped()["layers"]
    layers = network.unpack({"layers": packed})
    model = as_model(layers)
    cases = CASES[-10:]
    found = call(
        "digit", "readDrawing", *([s, p, packed, 3, 8] for _, s, p in cases)
    )
    for (_, strokes, pen), theirs in zip(cases, found, strict=True):
        x = normalize_digit(rasterize(strokes, pen)).reshape(1, 784)
        np.testing.assert_allclose(
            theirs["answer"], model.predict(x)[0], rtol=0, atol=1e-9
        )


def as_model(layers):
    """The unpacked network as a Sequential of nnlib."""
    parts = []
    for W, _, activation in layers:
        kind = {"relu": ReLU, "softmax": Softmax}[activation]
        parts += [Dense(*W.shape), kind()]
    model = Sequential(parts, rng=0)
    model.set_weights([array for W, b, _ in layers for array in (W, b)])
    return model


@pytest.mark.node
def test_the_mean_digits_are_the_same():
    packed = network.shipped()
    [found] = call("digit", "meanDigits", [packed["means"]])
    means = network.mean_digits(packed)
    np.testing.assert_allclose(found, means, atol=1e-12)
    margin = ~network.unpack(packed)[0].W.any(axis=1)
    assert 200 < margin.sum() < 300 and means[:, margin].max() == 0


@pytest.mark.node
def test_words_are_the_same():
    rng = np.random.default_rng(2)
    cases = [
        (p, True, m)
        for p in rng.dirichlet(np.ones(10), 12)
        for m in (-1, 3, 8)
    ]
    tie = np.array([0.1] * 10)
    sure = np.eye(10)[8]
    cases += [
        (tie, True, -1),
        (sure, True, 8),
        (sure, False, 8),
        (np.array([]), True, -1),
    ]
    found = call(
        "digit", "describeAnswer", *([list(p), d, m] for p, d, m in cases)
    )
    assert found == [describe(*case) for case in cases]


@pytest.mark.node
def test_the_sum_of_the_evidence_can_be_checked_by_the_reader():
    [text] = call(
        "digit",
        "describeEvidence",
        [[1.5, -2.25, 0, 0.5], [0, 1, 0.5], 1, 2, True],
    )
    assert text == (
        "Score of the 1 minus score of the 2: blue ink +2.0, orange ink −2.3, "
        "the biases +0.8, together +0.5. So the 1 is ahead of the 2."
    )


@pytest.mark.node
def test_turning_there_and_back_keeps_the_drawing():
    strokes = stored_drawings()[3]
    [there] = call("digit", "turned", [strokes, 30])
    [back] = call("digit", "turned", [there, -30])
    for old, new, moved in zip(strokes, back, there, strict=True):
        # the box of the turned drawing has another middle: a shift remains
        gap = np.array(new) - np.array(old)
        np.testing.assert_allclose(gap - gap[0], 0, atol=0.05)
        assert np.abs(np.array(moved) - np.array(old)).max() > 5
    [edge] = call("digit", "turned", [[[[0, 0], [112, 112]]], 45])
    assert np.min(edge) >= 0 and np.max(edge) <= PAD


@pytest.mark.node
def test_the_pen_goes_on_and_starts_anew():
    one = [[[1, 1]]]
    near, far, fresh = call(
        "digit_pad", "extended", [one, 1.25, 1], [one, 5, 1], [[], 5, 1]
    )
    assert near == one
    assert far == [[[1, 1], [5, 1]]]
    assert fresh == [[[5, 1]]]
    assert call("digit_pad", "strokePath", [[[1, 2]]]) == ["M1 2L1 2"]


# --- what the numbers mean -------------------------------------------------


@cache
def box(digit):
    return widgets.draw_digit(digit)


@pytest.mark.parametrize("digit", range(10))
def test_the_stored_drawings_are_read_right(digit):
    view = box(digit).view
    assert view.answer().argmax() == digit
    assert view.answer().max() > 0.8
    assert view.answer().sum() == pytest.approx(1)


def test_place_and_size_make_no_difference():
    small = [
        [[x / 4 + 80, y / 4 + 3] for x, y in s] for s in stored_drawings()[5]
    ]
    view = widgets.draw_digit(strokes=small, pen=2.0).view
    whole = widgets.draw_digit(5, pen=8.0).view
    assert view.answer().argmax() == whole.answer().argmax() == 5
    moved = [
        [[x + 20, y + 8] for x, y in stroke] for stroke in stored_drawings()[5]
    ]
    moved_view = widgets.draw_digit(strokes=moved).view
    np.testing.assert_allclose(
        moved_view.image(), box(5).view.image(), atol=1e-12
    )


def test_evidence_and_biases_add_up_to_the_gap():
    view = box(4).view
    *hidden, last = view._network
    plain = [*hidden, last._replace(activation="identity")]
    outputs = network.forward(plain, view.pixels())
    # what the same linear piece of the network says to an empty image
    a = np.zeros(784)
    for (W, b, _), output in zip(hidden, outputs[:-1], strict=True):
        a = (a @ W + b) * (output[0] > 0)
    empty = a @ last.W + last.b
    scores = outputs[-1][0]
    total = view.evidence(4, 9).sum() + empty[4] - empty[9]
    assert total == pytest.approx(scores[4] - scores[9], abs=1e-9)


def test_evidence_is_the_derivative_times_the_ink():
    packed = packed_network(Tanh, (6, 5))
    layers = network.unpack({"layers": packed})
    plain = [*layers[:-1], layers[-1]._replace(activation="identity")]
    x = box(2).view.pixels()[0]

    def gap(x):
        scores = network.forward(plain, x[None])[-1][0]
        return scores[2] - scores[7]

    shares = network.evidence(layers, x, 2, 7)
    for i in np.flatnonzero(x)[::9]:
        nudge = 1e-5 * np.eye(784)[i]
        slope = (gap(x + nudge) - gap(x - nudge)) / 2e-5
        assert shares[i] == pytest.approx(slope * x[i], abs=1e-7)


# --- the file that ships with the page -------------------------------------


def test_the_file_is_small_and_complete():
    assert FILE.stat().st_size <= 500_000
    stored = json.loads(FILE.read_text(encoding="utf8"))
    assert set(stored) == {"layers", "means"}
    shapes = [each["shape"] for each in stored["layers"]]
    assert shapes[0][0] == 784 and shapes[-1][1] == 10
    for (_, m), (d, _) in zip(shapes[:-1], shapes[1:], strict=True):
        assert m == d
    for each in stored["layers"]:
        d, m = each["shape"]
        assert each["type"] == "letters" and len(each["weights"]) == d * m
        assert set(each["weights"]) <= set(network.LETTERS)
        numbers = network._numbers(each).reshape(d, m)
        assert np.abs(numbers).max(axis=0).tolist() == [network.LARGEST] * m
        assert len(each["scale"]) == len(each["bias"]) == m
        assert min(each["scale"]) > 0
    assert network.mean_digits(stored).shape == (10, 784)


@pytest.mark.mnist
def test_the_shipped_network_reads_98_5_percent(full_mnist):
    (X, y), (X_test, y_test) = full_mnist
    stored = network.shipped()
    answers = network.forward(network.unpack(stored), X_test)[-1]
    right = int(np.sum(answers.argmax(axis=1) == y_test))
    results = json.loads(RESULTS.read_text(encoding="utf8"))
    assert right == results["final"]["test_correct_rounded"] >= 9850
    means = np.stack([X[y == digit].mean(axis=0) for digit in range(10)])
    assert (
        np.abs(means - network.mean_digits(stored)).max()
        <= 0.501 / network.MEAN_STEPS
    )


@pytest.mark.parametrize("activation", [ReLU, Sigmoid, Tanh])
def test_rounding_keeps_each_weight_within_half_a_step(activation):
    model = Sequential(
        [Dense(784, 6), activation(), Dense(6, 10), Softmax()], rng=1
    )
    packed = network.pack(model)
    pairs = zip(network.unpack(packed), model.layers[::2], strict=True)
    for layer, dense in pairs:
        W = dense.params["W"]
        step = np.abs(W).max(axis=0) / network.LARGEST
        assert (np.abs(layer.W - W) <= 0.5005 * step).all()


def test_float_weights_are_sent_as_they_are():
    for dtype in (np.float32, np.float64):
        model = Sequential(
            [Dense(784, 3), ReLU(), Dense(3, 10), Softmax()],
            rng=0,
            dtype=dtype,
        )
        layers = network.dense_layers(model)
        back = network.unpack(
            {"layers": [network.pack_float(x) for x in layers]}
        )
        for ours, theirs in zip(layers, back, strict=True):
            np.testing.assert_array_equal(ours.W, theirs.W)
            np.testing.assert_array_equal(ours.b, theirs.b)


# --- a reader's own model ---------------------------------------------------


def test_own_network_is_sent_to_the_page():
    model = Sequential(
        [Dense(784, 20), ReLU(), Dropout(0.3), Dense(20, 10), Softmax()], rng=0
    )
    own = widgets.draw_digit(3, model=model)
    np.testing.assert_allclose(
        own.view.answer(), model.predict(own.view.pixels())[0], atol=1e-12
    )
    assert own.view.hidden_units == own.sliders["unit"].max + 1 == 20
    assert own.view.hidden().shape == (20,)


def test_scores_without_softmax_become_probabilities():
    model = Sequential([Dense(784, 10)], rng=0)
    own = widgets.draw_digit(3, model=model)
    assert own.view.answer().sum() == pytest.approx(1)
    assert "unit" not in own.sliders


def test_other_models_answer_in_python():
    model = Sequential(
        [
            Dense(784, 8),
            BatchNormalization(8),
            ReLU(),
            Dense(8, 10),
            Softmax(),
        ],
        rng=0,
    )
    own = widgets.draw_digit(3, model=model)
    assert own.view._layers == [] and "unit" not in own.sliders
    expected = model.predict(own.view.pixels())[0]
    np.testing.assert_allclose(own.view.answer(), expected, atol=1e-12)
    own.view.strokes = stored_drawings()[8]  # as the browser sets it
    other = model.predict(own.view.pixels())[0]
    np.testing.assert_allclose(own.view._answer, other, atol=1e-12)
    assert not np.allclose(expected, other)
    with pytest.raises(ValueError, match="Ask the model itself"):
        own.view.hidden()
    with pytest.raises(ValueError, match="Ask the model itself"):
        own.view.evidence(1, 2)


def test_a_function_is_a_model_too():
    own = widgets.draw_digit(1, model=lambda x: np.full((1, 10), 0.1))
    assert own.view.answer().tolist() == [0.1] * 10
    assert own._repr_mimebundle_()["image/png"].startswith("iVBOR")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"digit": 10}, "digit must be a whole number from 0 to 9, got 10"),
        ({"digit": True}, "got True"),
        ({"meant": "3"}, "meant must be .* got '3'"),
        ({"digit": 3, "strokes": [[[1, 1]]]}, "digit or strokes, not both"),
        ({"model": "mine"}, "a Sequential, an object .* got str"),
        (
            {"model": Sequential([Dense(5, 10), Softmax()], rng=0)},
            "784 pixels and have ten outputs, got 5 inputs",
        ),
        ({"model": lambda x: [0.5, 0.5]}, r"ten probabilities, got .*\(2,\)"),
    ],
)
def test_bad_arguments_are_refused_in_words(arguments, message):
    with pytest.raises(ValueError, match=message):
        widgets.draw_digit(**arguments)


@pytest.mark.parametrize(
    "strokes",
    [
        [[]],
        [[[1, 2, 3]]],
        [[[1, 113]]],
        [[[-1, 5]]],
        [[[np.nan, 1]]],
        [5],
        [["ab"]],
    ],
)
def test_strokes_must_be_points_on_the_pad(strokes):
    view = widgets.draw_digit().view
    with pytest.raises(traitlets.TraitError, match="from 0 to 112"):
        view.strokes = strokes


# --- as every explorable ----------------------------------------------------


def test_python_gets_the_pixels():
    view = box(7).view
    assert view.image().shape == (28, 28) and view.pixels().shape == (1, 784)
    np.testing.assert_array_equal(view.pixels().ravel(), view.image().ravel())
    empty = widgets.draw_digit().view
    assert not empty.pixels().any()
    assert empty.summary() == "The pad is empty: draw a digit."


def test_text_form_and_picture():
    shown = widgets.draw_digit(4, meant=9)
    text = repr(shown)
    assert text.startswith(
        "draw_digit(pen=6.0, meant=9)\nThe network reads a 4 ("
    )
    assert text.endswith("You meant a 9.") and "0x" not in text
    shows_view_text_and_picture(shown)
    picture_repeats(shown, widgets.draw_digit(4, meant=9))


def test_controls_are_linked_and_the_state_is_plain_data():
    shown = box(0)
    assert set(shown.sliders) == {"pen", "unit"}
    controls_are_linked(shown)
    state_is_plain_data(shown)


@pytest.mark.node
def test_a_turned_6_is_read_as_the_chapter_says():
    strokes, answers = stored_drawings()[6], []
    for _ in range(4):
        [strokes] = call("digit", "turned", [strokes, 15])
        answers.append(widgets.draw_digit(strokes=strokes).view.answer())
    assert answers[1].argmax() == 6
    assert answers[3].argmax() == 5
    assert round(100 * answers[3].max()) == 99
