"""The views of the chapter on tensors, held against NumPy and nnlib."""

from __future__ import annotations

import numpy as np
import pytest
from traitlets import TraitError

from nnlib import Dense, ReLU, widgets
from nnlib.widgets.shape_explorer import parse_shape, result_shape
from tests.widgets.node import call

NUMPY = {"+": np.add, "*": np.multiply, "dot": np.dot, "@": np.matmul}


# --- shape_explorer: the rules are NumPy's --------------------------------


def random_pairs(count, seed):
    """Pairs of shapes, about half of which fit one operation or another."""
    rng = np.random.default_rng(seed)
    sizes = [0, 1, 2, 3, 4]
    chances = [0.03, 0.27, 0.3, 0.25, 0.15]
    for _ in range(count):
        ranks = rng.integers(0, 5, 2)
        yield [
            tuple(int(v) for v in rng.choice(sizes, rank, p=chances))
            for rank in ranks
        ]


def asked_of_numpy(operation, a, b):
    """The shape that NumPy gives and None, or None and its message."""
    try:
        return NUMPY[operation](np.zeros(a), np.zeros(b)).shape, None
    except ValueError as error:
        return None, str(error).strip()


CASES = [
    (operation, *pair)
    for seed, operation in enumerate(NUMPY)
    for pair in random_pairs(500, seed)
]


@pytest.mark.node
def test_shapes_and_errors_are_numpys():
    found = call("shape_explorer", "explain", *[list(c) for c in CASES])
    outcomes = {operation: [0, 0] for operation in NUMPY}
    for (operation, a, b), got in zip(CASES, found, strict=True):
        shape, message = asked_of_numpy(operation, a, b)
        case = f"{a} {operation} {b}"
        assert got["shape"] == (None if shape is None else [*shape]), case
        assert got["error"] == message, case
        outcomes[operation][shape is None] += 1
    for operation, (fit, misfit) in outcomes.items():
        assert min(fit, misfit) > 60, f"{operation}: {fit} fit, {misfit} not"


def test_shapes_in_python_are_numpys():
    for operation, a, b in CASES:
        expected = asked_of_numpy(operation, a, b)[0]
        assert result_shape(operation, a, b) == expected, (operation, a, b)


@pytest.mark.node
def test_every_axis_falls_down_its_own_column():
    found = call("shape_explorer", "explain", *[list(c) for c in CASES])
    for (operation, a, b), got in zip(CASES, found, strict=True):
        if not got["columns"]:
            assert operation == "@" or (a, b) == ((), ())
            continue
        for name, shape in (("A", a), ("B", b)):
            sizes = [
                column[name.lower()]
                for column in got["columns"]
                if column.get("missing") != name
                and column[name.lower()] is not None
            ]
            assert tuple(sizes) == shape  # in the operand's own order
        if got["shape"] is not None:
            out = [c["out"] for c in got["columns"] if c["kind"] != "sum"]
            assert out == got["shape"]
            looked_at = [step["column"] for step in got["steps"]]
            assert sorted(looked_at[:-1]) == list(range(len(got["columns"])))


@pytest.mark.node
def test_cures_work():
    proposed = call("shape_explorer", "cure", *[list(c) for c in CASES])
    tried = set()
    for (operation, a, b), code in zip(CASES, proposed, strict=True):
        if code is None or asked_of_numpy(operation, a, b)[1] is None:
            continue
        eval(code, {"A": np.zeros(a), "B": np.zeros(b)})  # must not raise
        tried.add((operation, code))
    assert tried >= {
        ("+", "A + B[:, None]"),
        ("+", "A[:, None] + B"),
        ("*", "A * B.T"),
        ("@", "A @ B.T"),
        ("@", "A.T @ B"),
        ("dot", "A.dot(B.T)"),
    }


READABLE = {
    "(32, 10)": [32, 10],
    " ( 32 ,10 ) ": [32, 10],
    "32, 10": [32, 10],
    "32 10": [32, 10],
    "(10,)": [10],
    "(10)": [10],
    "10": [10],
    "[2, 3]": [2, 3],
    "()": [],
    "": [],
    "(0, 3)": [0, 3],
}
UNREADABLE = ["(a, b)", "(-1, 2)", "(2.5,)", "(3", "1 2 3 4 5 6", "()()"]


@pytest.mark.node
def test_reading_a_shape():
    texts = [*READABLE, *UNREADABLE, "(3,,4)", "(12345678,)"]
    got = call("shape_explorer", "parseShape", *[[text] for text in texts])
    for text, found in zip(texts, got, strict=True):
        assert found.get("shape") == READABLE.get(text), text
        assert ("problem" in found) == (text not in READABLE)
    for text, shape in READABLE.items():
        assert list(parse_shape(text)) == shape
    for text in UNREADABLE:
        with pytest.raises(ValueError, match="expects shapes such as"):
            parse_shape(text)


@pytest.mark.node
def test_the_words_teach():
    def told(operation, a, b):
        return call("shape_explorer", "explain", [operation, a, b])[0]

    labels = told("+", [32], [32, 1])
    assert (
        "(32, 32): 1,024 numbers. Every entry" in labels["steps"][-1]["text"]
    )
    reused = told("+", [32, 10], [10])["steps"]
    assert "10 and 10 agree" in reused[0]["text"]
    assert "B is reused for all 32 of A" in reused[1]["text"]
    layer = told("@", [32, 784], [784, 10])["steps"]
    assert "784 and 784 agree" in layer[0]["text"]
    assert layer[-1]["text"].startswith("The result has shape (32, 10)")
    wrong = told("+", [32, 10], [32])
    assert wrong["steps"][-1]["text"].endswith(
        "A + B[:, None] would fit; is it what you mean?"
    )
    scalar = told("@", [], [3])
    assert "at least one axis on each side" in scalar["steps"][0]["text"]


def test_shape_explorer_in_python():
    box = widgets.shape_explorer((2, 3, 4), "(4, 5)", "@")
    assert box.view.shape == (2, 3, 5)
    box.view.operation = "+"
    assert box.view.shape is None
    assert box.view.summary().startswith("A + B raises a ValueError")
    box.view.left = "(2, x)"  # what a reader may type
    assert "got '(2, x)'" in box.view.summary()
    with pytest.raises(ValueError, match="no operation '/'; choose one of"):
        widgets.shape_explorer(operation="/")
    with pytest.raises(ValueError, match="expects shapes such as"):
        widgets.shape_explorer("two")
    with pytest.raises(TraitError):
        box.view.seen = -1


# --- plane_map: it is a dense layer ---------------------------------------


def settings(rng):
    """What the sliders may be set to."""
    angle = rng.uniform(-180, 180)
    scale_x, scale_y, shear = rng.uniform(-2, 2, 3)
    return {
        "angle": angle,
        "scale_x": scale_x,
        "scale_y": scale_y,
        "shear": shear,
    }


def dense_layer(W, b, bent):
    """The same map as nnlib's layers."""
    layer = Dense(2, 2)
    layer.build(rng=0)
    layer.params["W"][:], layer.params["b"][:] = W, b
    relu = ReLU()
    return lambda X: (
        relu.forward(layer.forward(X)) if bent else layer.forward(X)
    )


@pytest.mark.node
@pytest.mark.parametrize("bent", [False, True])
def test_the_map_is_a_dense_layer(bent):
    rng = np.random.default_rng(5)
    X = rng.normal(size=(40, 2)) * 2
    for _ in range(20):
        given, b = settings(rng), rng.uniform(-2, 2, 2)
        view = widgets.plane_map(
            **given, shift_x=b[0], shift_y=b[1], relu=bent
        ).view
        (W,) = call("plane_map", "planeMatrix", [*given.values()])
        (got,) = call("plane_map", "mapped", [X.tolist(), W, [*b], bent])
        np.testing.assert_allclose(W, view.W, atol=1e-9)
        expected = dense_layer(W, b, bent)(X)
        np.testing.assert_allclose(got, expected, atol=1e-9)
        np.testing.assert_allclose(view(X), expected, atol=1e-9)
        (area,) = call("plane_map", "determinant", [W])
        assert area == pytest.approx(np.linalg.det(view.W), abs=1e-9)


def test_the_order_is_scale_shear_turn():
    view = widgets.plane_map(angle=90, scale_x=2, shear=1).view
    # (1, 1) -> scaled (2, 1) -> sheared (3, 1) -> turned (-1, 3)
    np.testing.assert_allclose(view([[1, 1]]), [[-1, 3]], atol=1e-12)
    view.relu = True
    np.testing.assert_allclose(view([[1, 1]]), [[0, 3]], atol=1e-12)


@pytest.mark.node
def test_the_plane_in_words():
    plane = [[2, 0], [0, -1]], [0.5, 0]
    (text,) = call("plane_map", "describe", [*plane, True])
    assert text == (
        "(0, 0) goes to (0.5, 0), (1, 0) to (2.5, 0), (0, 1) to (0.5, −1). "
        "Areas are multiplied by −2; the sign says that the plane is turned "
        "over. Then relu sets every negative coordinate to 0."
    )
    (flat,) = call("plane_map", "describe", [[[1, 0], [0, 0]], [0, 0], False])
    assert "falls onto a line" in flat


def test_plane_map_refuses_what_it_cannot_show():
    with pytest.raises(TraitError, match="angle must be .* from -180 to 180"):
        widgets.plane_map(angle=200)
    with pytest.raises(TraitError, match="shear must be a finite number"):
        widgets.plane_map(shear=float("nan"))
    with pytest.raises(ValueError, match="needs both X and y, or neither"):
        widgets.plane_map(X=[[0, 0]])
    with pytest.raises(ValueError, match=r"batch of shape \(n, 2\)"):
        widgets.plane_map(X=[[0, 0, 0]], y=[1])
    own = widgets.plane_map(X=[[0, 1], [2, 3]], y=[0, 1])
    assert own.view._points == [[0, 1], [2, 3]]


# --- loop_race: the same numbers four times -------------------------------


@pytest.mark.node
@pytest.mark.parametrize("n", [1, 7, 64, 65])
def test_the_four_loops_agree_with_numpy(n):
    flat = [call("loop_race", "filled", [n, seed])[0] for seed in (1, 2)]
    A, B = (
        np.array([m[str(i)] for i in range(n * n)]).reshape(n, n) for m in flat
    )
    assert np.abs(A).max() <= 1
    (nested,) = call("loop_race", "nestedProduct", [A.tolist(), B.tolist()])
    np.testing.assert_allclose(nested, A @ B, atol=1e-9)
    # typed arrays do not travel as JSON: the page compares them itself
    assert call("loop_race", "disagreement", [n])[0] < 1e-9
    plain = [A.ravel().tolist(), B.ravel().tolist(), n]
    for way in ("flatProduct", "rowwiseProduct", "blockedProduct"):
        (got,) = call("loop_race", way, plain)
        got = [got[str(i)] for i in range(n * n)]
        np.testing.assert_allclose(got, (A @ B).ravel(), atol=1e-9)


@pytest.mark.node
def test_times_are_medians_and_told_as_ratios():
    assert call("loop_race", "median", [[5, 1, 9, 2, 3]]) == [3]
    names = ["loop", "rows", "blocks"]
    (text,) = call("loop_race", "describe", [names, [30.0, 12.0, 10.0]])
    assert "“blocks” was the fastest; “loop” took 3.0 times" in text


def test_no_time_is_stored():
    view = widgets.loop_race(64).view
    own = {name for name in view.trait_names(sync=True) if name[0] != "_"}
    assert own - set(widgets.loop_race.__globals__["View"].class_traits()) == {
        "n"
    }
    with pytest.raises(TraitError):
        widgets.loop_race(1000)
