"""Value: derivatives by hand, by differences and by PyTorch."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nnlib import Value, numerical_gradient

close = pytest.approx


def test_one_neuron_by_hand():
    w, b, x = Value(0.5, "w"), Value(0.1, "b"), Value(2.0, "x")
    a = (w * x + b).sigmoid()  # z = 0.5 * 2 + 0.1 = 1.1
    E = (a - 1) ** 2 / 2
    E.backward()
    # a = 1 / (1 + e^-1.1) = .750260;  E = (.750260 - 1)^2 / 2 = .031185
    assert a.data == close(0.750260, abs=5e-7)
    assert E.data == close(0.031185, abs=5e-7)
    # dE/da = a - 1 = -.249740;  da/dz = a (1 - a) = .187370
    assert a.grad == close(-0.249740, abs=5e-7)
    # dE/dz = -.249740 * .187370 = -.046794; then times x, 1 and w
    assert w.grad == close(-0.093587, abs=1e-6)
    assert b.grad == close(-0.046794, abs=1e-6)
    assert x.grad == close(-0.023397, abs=1e-6)


def two_two_one():
    """The network 2-2-1 without biases, x = (1, .5), y = 1."""
    x = [Value(1.0), Value(0.5)]
    W1 = [[Value(0.1), Value(0.3)], [Value(0.2), Value(0.4)]]
    W2 = [Value(0.5), Value(0.6)]
    h = [sum(x[i] * W1[i][j] for i in (0, 1)).sigmoid() for j in (0, 1)]
    o = (h[0] * W2[0] + h[1] * W2[1]).sigmoid()
    return W1, W2, h, o, (o - 1) ** 2 * 0.5


def test_a_network_by_hand():
    W1, W2, h, o, E = two_two_one()
    E.backward()
    # z = (1 * .1 + .5 * .2, 1 * .3 + .5 * .4) = (.2, .5)
    assert [v.data for v in h] == close([0.549834, 0.622459], abs=5e-7)
    # .5 * .549834 + .6 * .622459 = .648392, its sigmoid .656648
    assert o.data == close(0.656648, abs=5e-7)
    assert E.data == close(0.058945, abs=5e-7)  # (.656648 - 1)^2 / 2
    # delta_o = (o - 1) o (1 - o) = -.343352 * .225461 = -.077413
    # grad W2 = delta_o h
    assert [v.grad for v in W2] == close([-0.042564, -0.048186], abs=1e-6)
    # delta_h = delta_o W2 h (1 - h) = (-.009580, -.010915)
    # grad W1 = x_i delta_h_j
    grads = [[v.grad for v in row] for row in W1]
    assert grads[0] == close([-0.009580, -0.010915], abs=1e-6)
    assert grads[1] == close([-0.004790, -0.005458], abs=1e-6)


def test_a_step_downhill():
    W1, W2, *_, E = two_two_one()
    E.backward()
    squares = 0.0
    for w in (*W1[0], *W1[1], *W2):
        squares += w.grad**2
        w.data -= 0.01 * w.grad
    # .0018117 + .0023219 (W2) + .0000918 + .0001191 + .0000229 + .0000298
    assert squares == close(0.0043972, abs=1e-6)
    # the loss fell by about 0.01 |grad|^2
    h = [W1[0][j] * 1 + W1[1][j] * 0.5 for j in (0, 1)]
    o = (h[0].sigmoid() * W2[0] + h[1].sigmoid() * W2[1]).sigmoid()
    after = (o - 1) ** 2 * 0.5
    assert E.data - after.data == close(0.01 * squares, rel=0.01)


def test_a_value_on_two_routes_gets_the_sum():
    # f = 2 w * 3 w = 6 w^2: one route alone gives 2 * 3 w = 6 w, the sum 12 w
    w = Value(5.0)
    f = (2 * w) * (3 * w)
    f.backward()
    assert f.data == 150
    assert w.grad == 60
    # the same input twice in one operation: (w + w)' = 2, (w * w)' = 2 w
    for build, slope in ((lambda v: v + v, 2), (lambda v: v * v, 10)):
        v = Value(5.0)
        build(v).backward()
        assert v.grad == slope


def test_routes_that_meet_late_are_added_before_going_on():
    # u = w^2;  f = u + u^2 = w^2 + w^4;  f' = 2 w + 4 w^3 = 36 at w = 2
    w = Value(2.0)
    u = w**2
    f = u + u * u
    f.backward()
    assert u.grad == 1 + 2 * 4
    assert w.grad == 36


def test_gradients_of_several_results_add_up():
    w = Value(3.0)
    shared = w * 2
    first, second = shared + 1, shared * shared
    first.backward()
    assert w.grad == 2
    second.backward()  # (2 w)^2 = 4 w^2, derivative 8 w = 24
    assert w.grad == 2 + 24
    assert shared.grad == 1 + 2 * 6


def test_zero_grad_makes_ready_for_the_next_time():
    w = Value(3.0)
    f = w * w
    f.backward()
    f.zero_grad()
    assert w.grad == f.grad == 0
    f.backward()
    assert w.grad == 6 and f.grad == 1


def test_derivatives_are_those_of_the_forward_pass():
    """A parameter that is changed in between does not disturb them."""
    w = Value(3.0)
    f = w * w
    w.data = 100.0
    f.backward()
    assert w.grad == 6


OPERATIONS = {
    "+": (lambda a, b: a + b, lambda a, b: (1, 1)),
    "-": (lambda a, b: a - b, lambda a, b: (1, -1)),
    "*": (lambda a, b: a * b, lambda a, b: (b, a)),
    "/": (lambda a, b: a / b, lambda a, b: (1 / b, -a / b**2)),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_two_inputs_and_plain_numbers_on_either_side(name):
    operate, slopes = OPERATIONS[name]
    a, b = Value(6.0), Value(1.5)
    both = operate(a, b)
    both.backward()
    assert both.data == operate(6.0, 1.5)
    assert (a.grad, b.grad) == slopes(6.0, 1.5)
    a, b = Value(6.0), Value(1.5)
    right, left = operate(a, 1.5), operate(6, b)
    assert right.data == left.data == both.data
    right.backward()
    left.backward()
    assert (a.grad, b.grad) == slopes(6.0, 1.5)


UNARY = {
    "neg": (lambda v: -v, lambda x: -x),
    "exp": (Value.exp, math.exp),
    "log": (Value.log, math.log),
    "tanh": (Value.tanh, math.tanh),
    "relu": (Value.relu, lambda x: max(x, 0.0)),
    "sigmoid": (Value.sigmoid, lambda x: 1 / (1 + math.exp(-x))),
    "**3": (lambda v: v**3, lambda x: x**3),
    "**-2": (lambda v: v**-2, lambda x: x**-2),
    "**0.5": (lambda v: v**0.5, lambda x: x**0.5),
    "**0": (lambda v: v**0, lambda x: 1.0),
}


@pytest.mark.parametrize("name", UNARY)
@given(x=st.floats(0.05, 3), sign=st.sampled_from([1, -1]))
def test_one_input_by_differences(name, x, sign):
    operate, function = UNARY[name]
    x = x if name in ("log", "**0.5") else sign * x
    v = Value(x)
    result = operate(v)
    result.backward()
    assert result.operation == name
    assert result.data == close(function(x), rel=1e-12)
    h = 1e-6 * abs(x)
    difference = (function(x + h) - function(x - h)) / (2 * h)
    assert v.grad == close(difference, rel=1e-6, abs=1e-8)


def test_kinks_and_extremes():
    v = Value(0.0)
    v.relu().backward()
    assert v.grad == 0  # a convention
    for x in (-1e4, 1e4):
        for name in ("sigmoid", "tanh", "relu"):
            v = Value(x)
            getattr(v, name)().backward()
            assert math.isfinite(v.grad)
    assert Value(1e4).sigmoid().data == 1
    assert Value(-1e4).sigmoid().data == 0
    zero = Value(0.0)
    (zero**1 + zero**0 + zero**2).backward()
    assert zero.grad == 1


def tangle(a, b, c):
    """Every operation at once, on routes that split and meet."""
    u = (a * b - c).tanh() + (a / (b * b + 1)).sigmoid()
    v = (u.relu() + 0.5) ** 1.5 * (-c).exp()
    w = (v * v + 1).log() - 2 / (1 + u * u)
    return 3 - w * a + b * u


numbers = st.floats(-2, 2, allow_subnormal=False)


@given(numbers, numbers, numbers)
def test_a_tangle_by_differences(a, b, c):
    point = np.array([a, b, c])
    values = [Value(x) for x in point]
    f = tangle(*values)
    kink = (values[0] * values[1] - values[2]).tanh() + (
        values[0] / (values[1] ** 2 + 1)
    ).sigmoid()
    assume(abs(kink.data) > 1e-3)  # differences across a kink say nothing
    f.backward()
    numerical = numerical_gradient(
        lambda x: tangle(*map(Value, x)).data, point
    )
    assert [v.grad for v in values] == close(numerical, rel=1e-5, abs=1e-7)


@pytest.mark.peer
def test_the_same_as_pytorch():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    rng = np.random.default_rng(0)

    def methods(a, b, c):  # the tangle in PyTorch's names
        u = torch.tanh(a * b - c) + torch.sigmoid(a / (b * b + 1))
        v = (torch.relu(u) + 0.5) ** 1.5 * torch.exp(-c)
        w = torch.log(v * v + 1) - 2 / (1 + u * u)
        return 3 - w * a + b * u

    for point in rng.normal(size=(50, 3)):
        mine = [Value(x) for x in point]
        theirs = [
            torch.tensor(x, dtype=torch.float64, requires_grad=True)
            for x in point
        ]
        f, g = tangle(*mine), methods(*theirs)
        f.backward()
        g.backward()
        assert f.data == close(g.item(), rel=1e-12)
        expected = [t.grad.item() for t in theirs]
        assert [v.grad for v in mine] == close(expected, rel=1e-9, abs=1e-12)


def test_a_long_sum_does_not_exceed_the_recursion_limit():
    x = Value(1.0)
    total = x
    for _ in range(20_000):
        total = total + x
    total.backward()
    assert x.grad == total.data == 20_001


def test_numpy_numbers_and_arrays_of_values():
    v = Value(np.float32(0.5))
    assert type(v.data) is float
    assert type(np.float64(2) * v) is Value
    assert Value(np.array(2)).data == 2
    x = np.array([Value(1.0), Value(2.0)])
    w = np.array([Value(3.0), Value(4.0)])
    (x @ w).backward()  # 1 * 3 + 2 * 4
    assert [v.grad for v in x] == [3, 4]
    assert [v.data for v in np.array([1.0, 2.0]) * v] == [0.5, 1]


def test_graph_in_plain_lists():
    w, x = Value(3.0, "w"), Value(2.0, "x")
    f = (w * x).relu()
    f.label = "f"
    f.backward()
    assert f.graph() == {
        "nodes": [
            {"label": "w", "operation": "", "data": 3.0, "grad": 2.0},
            {"label": "x", "operation": "", "data": 2.0, "grad": 3.0},
            {"label": "", "operation": "*", "data": 6.0, "grad": 1.0},
            {"label": "f", "operation": "relu", "data": 6.0, "grad": 1.0},
        ],
        "edges": [
            {"source": 0, "target": 2, "slope": 2.0},
            {"source": 1, "target": 2, "slope": 3.0},
            {"source": 2, "target": 3, "slope": 1.0},
        ],
    }
    square = (w * w).graph()
    assert [e["source"] for e in square["edges"]] == [0, 0]
    assert repr(w) == "Value(3, 'w')" and repr(w * x) == "Value(6)"


def test_graph_lists_inputs_before_results():
    for edge in two_two_one()[-1].graph()["edges"]:
        assert edge["source"] < edge["target"]


def again():
    f = Value(2.0) * 3
    f.backward()
    f.backward()


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (again, RuntimeError, r"already called on Value\(6\).*second time"),
        (
            lambda: Value([1.0, 2.0]),
            TypeError,
            r"one number, got an array of shape \(2,\). Make one of each",
        ),
        (lambda: Value("2"), TypeError, "data must be a number, got '2'"),
        (lambda: Value(1) + None, TypeError, "must be a number, got None"),
        (lambda: Value(math.nan), ValueError, "got nan"),
        (
            lambda: Value(2) ** Value(3),
            TypeError,
            r"must be a plain number. For a positive base write \(b \* a.log",
        ),
        (
            lambda: 2 ** Value(3),
            TypeError,
            r"Write \(v \* math.log\(2\)\).exp\(\)",
        ),
        (lambda: Value(2) ** "3", TypeError, "exponent must be a number"),
        (
            lambda: Value(-8) ** (1 / 3),
            ValueError,
            r"Value\(-8\) \*\* 0.333333 is not a real number",
        ),
        (
            lambda: Value(0) ** 0.5,
            ZeroDivisionError,
            "at 0 the derivative of this power is infinite",
        ),
        (lambda: Value(0) ** -1, ZeroDivisionError, "infinite"),
        (lambda: Value(1) / 0, ZeroDivisionError, "division by zero"),
        (lambda: 1 / Value(0), ZeroDivisionError, "division by zero"),
        (lambda: Value(0).log(), ValueError, "only positive numbers"),
        (lambda: Value(1000).exp(), OverflowError, "exp of Value.1000.: the"),
        (lambda: Value(1e200) ** 2, OverflowError, "larger than any float"),
        (lambda: Value(1e200) * 1e200, OverflowError, "Scale the numbers"),
        (lambda: Value(1e-320).log(), OverflowError, "its derivative"),
    ],
)
def test_errors_teach(call, error, message):
    with pytest.raises(error, match=message):
        call()
