"""The views of backpropagation compute what nnlib computes, and explain it."""

from __future__ import annotations

import json
import math
import re

import numpy as np
import pytest
from traitlets import TraitError

from nnlib import (
    CategoricalCrossentropy,
    Dense,
    QuadraticCost,
    Sequential,
    Sigmoid,
    Softmax,
    widgets,
)
from nnlib.widgets._graphs import NETS, calculate
from nnlib.widgets.difference_step import CASES
from tests.widgets.checks import agree
from tests.widgets.node import call

BY_NAME = {net["name"]: net for net in NETS}
node = pytest.mark.node


def drawn(net, rng):
    """Random numbers for every input, weight and target of a network."""
    return {
        n["name"]: float(
            rng.uniform() if n["kind"] == "target" else rng.uniform(-3, 3)
        )
        for n in net["nodes"]
        if n["op"] == "number"
    }


def cases(count=20):
    rng = np.random.default_rng(6)
    return [(net, drawn(net, rng)) for net in NETS for _ in range(count)]


# --- values and gradients -------------------------------------------------


@node
def test_values_and_gradients_are_those_of_value():
    todo = cases()
    got = call("backprop_graph", "finished", *[list(case) for case in todo])
    for (net, numbers), theirs in zip(todo, got, strict=True):
        mine = calculate(net, numbers)
        for name, value in mine.items():
            agree(theirs["values"][name], value.data)
        fixed = {n["name"] for n in net["nodes"] if n.get("kind") == "target"}
        assert set(theirs["grads"]) == set(mine) - fixed
        for name, grad in theirs["grads"].items():
            agree(grad, mine[name].grad)


def layers_of(net, v):
    """The gradients of the same network made of layers, by name."""
    X = np.array([[v.get("x1", v.get("x")), v.get("x2", 0.0)]])
    W1 = [[v["w11"], v["w12"]], [v["w21"], v["w22"]]]
    if net["name"] == "2-2-1":
        W2, Y = [[v["v1"]], [v["v2"]]], np.array([[v["y"]]])
        names = [["v1"], ["v2"]]
    else:
        W2 = [[v["v11"], v["v12"]], [v["v21"], v["v22"]]]
        Y = np.array([[v.get("y1", 1.0), v.get("y2", 0.0)]])
        names = [["v11", "v12"], ["v21", "v22"]]
    soft = "softmax" in net["name"]
    last, loss = (
        (Softmax(), CategoricalCrossentropy())
        if soft
        else (Sigmoid(), QuadraticCost())
    )
    hidden = Dense(2, 2, use_bias=False)
    out = Dense(2, len(names[0]), use_bias=False)
    model = Sequential([hidden, Sigmoid(), out, last], rng=0)
    model.set_weights([W1, W2])
    output = model.forward(X)
    grad = loss.gradient(Y, output)
    for layer in reversed(model.layers):
        grad = layer.backward(grad)
    found = dict(zip(sum(names, []), out.grads["W"].ravel(), strict=True))
    first = ["w11", "w12", "w21", "w22"]
    found |= dict(zip(first, hidden.grads["W"].ravel(), strict=True))
    found |= dict(zip(["x1", "x2"], grad[0], strict=True))
    return loss(Y, output), found


@node
def test_gradients_are_those_of_the_layers():
    todo = [case for case in cases() if case[0]["name"].startswith("2-2-")]
    assert len(todo) == 60
    got = call("backprop_graph", "finished", *[list(case) for case in todo])
    for (net, numbers), theirs in zip(todo, got, strict=True):
        loss, grads = layers_of(net, numbers)
        agree(theirs["values"]["E"], loss)
        for name, grad in grads.items():
            agree(theirs["grads"][name], grad)


@node
def test_one_neuron_is_a_layer_too():
    net = BY_NAME["one neuron"]
    v = drawn(net, np.random.default_rng(1))
    model = Sequential([Dense(1, 1), Sigmoid()], rng=0)
    model.set_weights([[[v["w"]]], [v["b"]]])
    loss, Y = QuadraticCost(), np.array([[v["y"]]])
    model.backward(loss.gradient(Y, model.forward(np.array([[v["x"]]]))))
    (theirs,) = call("backprop_graph", "finished", [net, v])
    agree(theirs["grads"]["w"], model.grads[0][0, 0])
    agree(theirs["grads"]["b"], model.grads[1][0])


@node
def test_the_routes_add_up_to_the_gradient():
    for net, numbers in cases(3):
        names = [n["name"] for n in net["nodes"] if n.get("kind") != "target"]
        products = call(
            "backprop_graph",
            "routeProducts",
            *[[net, numbers, name] for name in names],
        )
        values = calculate(net, numbers)
        for name, each in zip(names, products, strict=True):
            agree(sum(each), values[name].grad)


@node
def test_how_many_routes():
    asked = [("2-2-1", "w11", 1), ("2-2-1", "x1", 2), ("2-2-2", "w11", 2)]
    asked += [("2-2-2", "x1", 4), ("2-2-2 with softmax", "w11", 2)]
    asked += [("one weight, used twice", "w", 2), ("one neuron", "b", 1)]
    got = call(
        "backprop_graph", "routes", *[[BY_NAME[n], v] for n, v, _ in asked]
    )
    assert [len(each) for each in got] == [count for *_, count in asked]


@node
def test_every_step_brings_what_was_asked_for():
    for net in NETS:
        (steps,) = call("backprop_graph", "schedule", [net])
        order = [step["pass"] for step in steps]
        forward = order.index("start")
        assert order == (
            ["forward"] * forward
            + ["start"]
            + ["backward"] * (len(steps) - forward - 1)
        )
        states = call(
            "backprop_words",
            "stateAt",
            *[[net, {}, done] for done in range(len(steps) + 1)],
        )
        wanted = call(
            "backprop_answers", "wanted", *[[net, s] for s in states[:-1]]
        )
        for step, number, after in zip(steps, wanted, states[1:], strict=True):
            if step["pass"] == "forward":
                agree(number, after["values"][step["to"]])
            else:
                name = step.get("from", step["to"])
                agree(number, after["grads"][name])
        # no node hands its gradient on before all of it has arrived
        for step, before in zip(steps, states[:-1], strict=True):
            if step["pass"] == "backward":
                assert before["awaited"][step["to"]]["grad"] == 0
        last = states[-1]["awaited"].values()
        assert all(a == {"value": 0, "grad": 0} for a in last)


@node
def test_the_numbers_of_the_chapter():
    (one,) = call("backprop_graph", "finished", [BY_NAME["one neuron"], {}])
    expected = {"w": -0.093587, "b": -0.046794, "x": -0.023397, "a": -0.24974}
    for name, grad in expected.items():
        assert one["grads"][name] == pytest.approx(grad, abs=6e-7)
    (net,) = call("backprop_graph", "finished", [BY_NAME["2-2-1"], {}])
    expected = {"w11": -0.00958, "w12": -0.010915, "w21": -0.00479}
    expected |= {"w22": -0.005458, "v1": -0.042564, "v2": -0.048186}
    expected |= {"z3": -0.077413, "z1": -0.00958, "z2": -0.010915}
    for name, grad in expected.items():
        assert net["grads"][name] == pytest.approx(grad, abs=6e-7)
    assert net["values"]["o"] == pytest.approx(0.656648, abs=6e-7)


# --- words ----------------------------------------------------------------


def said(name, done, numbers=None):
    """The lines of the last step, and the whole chain of its node."""
    net = BY_NAME[name]
    (state,) = call("backprop_words", "stateAt", [net, numbers or {}, done])
    (lines,) = call("backprop_words", "calculation", [net, state])
    last = state["steps"][done - 1]
    (chain,) = call(
        "backprop_words", "chainLines", [net, state, last.get("from", "E")]
    )
    return lines, chain


@node
def test_the_chain_rule_is_written_with_its_numbers():
    lines, chain = said("one neuron", 9)
    assert lines == [
        "Back along z → w: ∂z/∂w = x = 2",
        "∂E/∂w = ∂E/∂z · ∂z/∂w = (−0.046794)·2 = −0.093587",
    ]
    assert chain == [
        "∂E/∂w = ∂E/∂a · ∂a/∂z · ∂z/∂w",
        "= (−0.24974)·0.18737·2 = −0.093587",
    ]


@node
def test_two_routes_are_written_as_a_sum():
    lines, chain = said("one weight, used twice", 13)
    assert lines[-1] == "∂E/∂w = −0.061439 + (−0.017066) = −0.078505"
    assert [line.split(":")[0] for line in chain] == [
        "Route 1 of 2, w → z₁ → h → z₂ → o → E",
        "Route 2 of 2, w → z₂ → o → E",
        "Sum",
    ]
    assert chain[-1].endswith("= −0.078505")


def everything_said(net, numbers):
    """All lines of all steps, and the whole chain of every node."""
    (steps,) = call("backprop_graph", "schedule", [net])
    done = range(1, len(steps) + 1)
    states = call(
        "backprop_words", "stateAt", *[[net, numbers, d] for d in done]
    )
    lines = call("backprop_words", "calculation", *[[net, s] for s in states])
    ends = [[net, states[-1], step.get("from")] for step in steps]
    back = [end for end in ends if isinstance(end[-1], str)]
    chains = call("backprop_words", "chainLines", *back)
    return sum([*lines, *chains], [])


@node
def test_all_the_written_products_are_right():
    number = r"\(?(−?[\d.]+)\)?"
    checked = 0
    for net, numbers in cases(1):
        for line in everything_said(net, numbers):
            found = re.search(rf"((?:{number}·)+{number}) = (−?[\d.]+)$", line)
            if not found:
                continue
            factors = re.findall(r"-?[\d.]+", found[1].replace("−", "-"))
            product = math.prod(float(f) for f in factors)
            shown = float(found[len(found.groups())].replace("−", "-"))
            assert product == pytest.approx(shown, rel=2e-3, abs=2e-5)
            checked += 1
    assert checked > 150


# --- the reader's answers -------------------------------------------------


def judged(name, done, answer, numbers=None):
    net = BY_NAME[name]
    (state,) = call("backprop_words", "stateAt", [net, numbers or {}, done])
    (verdict,) = call("backprop_answers", "judgeAnswer", [net, state, answer])
    return verdict["right"], verdict["text"]


@node
@pytest.mark.parametrize(
    ("done", "answer", "right", "text"),
    [
        (8, -0.0936, True, "Right: −0.093587."),
        (8, -0.0918, True, "Right"),  # within 2 %
        (8, -0.09, False, "Not quite: it is −0.093587."),
        (8, 0.0936, False, "wrong sign"),
        (8, 2, False, "local derivative alone"),
        (8, -0.0468, False, "That is ∂E/∂z; multiply"),
        (8, 1.953, False, "multiplied, not added"),
        (6, -0.1874, False, "a(1 − a), not a"),
        (1, 0.1, False, "the new term alone"),
        (2, 1.1, False, "sum before the sigmoid"),
        (3, 0.06237, False, "factor ½ is missing"),
        (4, 1, True, "Right: 1."),
    ],
)
def test_answers_are_judged_and_explained(done, answer, right, text):
    verdict, said = judged("one neuron", done, answer)
    assert verdict is right
    assert text in said


@node
def test_an_answer_that_forgets_the_first_route_is_told_so():
    right, text = judged("one weight, used twice", 12, -0.017066)
    assert not right and "add it to what had arrived" in text


@node
def test_numbers_are_read_as_people_type_them():
    texts = ["-0.5", "−0.5", " -0,5 ", "-.5", "-5e-1"]
    assert call("backprop_answers", "parsed", *[[t] for t in texts]) == (
        [-0.5] * 5
    )
    bad = ["", "abc", "1.2.3", "--1", "1/2"]
    assert call("backprop_answers", "parsed", *[[t] for t in bad]) == (
        ["NaN"] * 5
    )


# --- the Python side ------------------------------------------------------


def test_the_network_is_chosen_by_name():
    view = widgets.backprop_stepper("2-2-1", numbers={"x1": 2}, done=5).view
    assert view.values["x1"].data == 2
    view.network = "one neuron"
    assert (view.network, view.done, view.numbers) == ("one neuron", 0, {})
    assert view.values["w"].grad == pytest.approx(-0.093587, abs=6e-7)
    with pytest.raises(ValueError, match="no network '3-3'; choose one of"):
        widgets.backprop_stepper("3-3")
    with pytest.raises(ValueError, match="choose one of one neuron, 2-2-1"):
        view.network = "xor"


def test_numbers_of_the_network_are_checked():
    with pytest.raises(ValueError, match="2-2-1 has no number 'w'; it has x1"):
        widgets.backprop_stepper(numbers={"w": 1})
    with pytest.raises(TraitError, match="x1 must be a number from -3 to 3"):
        widgets.backprop_stepper(numbers={"x1": 9})
    with pytest.raises(TraitError, match="y must be .* from 0 to 1, got -1"):
        widgets.backprop_stepper(numbers={"y": -1})
    view = widgets.backprop_stepper().view
    for bad in (float("nan"), "1", True):
        with pytest.raises(TraitError, match="w11 must be a number"):
            view.numbers = {"w11": bad}
    with pytest.raises(TraitError, match="there is no number 'z1'"):
        view.numbers = {"z1": 1.0}


def test_the_networks_are_plain_data_that_fits_the_drawing():
    json.dumps(NETS)
    for net in NETS:
        places = [tuple(n["at"]) for n in net["nodes"]]
        assert len(set(places)) == len(places)
        for i, (x, y) in enumerate(places):
            assert 56 <= x <= 424 and y >= 23
            for u, v in places[:i]:  # boxes of 112 by 46 do not overlap
                assert abs(x - u) >= 112 or abs(y - v) >= 46


# --- the tangent and the step ---------------------------------------------


@node
def test_the_tangent_has_the_slope_of_value():
    rng = np.random.default_rng(3)
    names = ["w11", "w12", "w21", "w22", "v1", "v2"]
    todo = [(n, rng.uniform(-8, 8), rng.uniform()) for n in names * 5]
    net = BY_NAME["2-2-1"]
    got = call("tangent_weight", "slopes", *[[net, *task] for task in todo])
    for (name, value, target), theirs in zip(todo, got, strict=True):
        view = widgets.tangent_weight(name, value, target).view
        loss, slope = view.loss_and_slope()
        agree([theirs["loss"], theirs["backprop"]], [loss, slope])
        assert theirs["difference"] == pytest.approx(slope, abs=1e-8)


@node
def test_the_drawn_loss_is_the_loss():
    view = widgets.tangent_weight("v1", target=0.65).view
    (curve,) = call(
        "tangent_weight", "lossCurve", [BY_NAME["2-2-1"], "v1", 0.65]
    )
    agree([e for _, e in curve], [view.loss_and_slope(w)[0] for w, _ in curve])


def test_the_weight_is_chosen_by_name():
    view = widgets.tangent_weight("w11", value=3).view
    view.weight = "v2"
    assert (view.weight, view.value) == ("v2", 0.6)
    with pytest.raises(ValueError, match="no weight 'w3'; choose one of w11"):
        widgets.tangent_weight("w3")
    with pytest.raises(TraitError, match="value must be .* from -8 to 8"):
        widgets.tangent_weight(value=9)


@node
def test_difference_quotients_agree():
    net = BY_NAME["2-2-1"]
    steps = [10.0**p for p in range(-13, 1)]
    for k, case in enumerate(CASES):
        got = call(
            "difference_step", "quotients", *[[k, h, net] for h in steps]
        )
        for h, theirs in zip(steps, got, strict=True):
            agree(theirs["exact"], case.slope)
            mine = widgets.difference_step(h, case.name).view.errors()
            # two machines may round f differently in its last digit
            size = 1e-15 * max(1, abs(case.f(case.at)))
            noise = max(1e-9, 2 * size / h)
            pairs = (theirs["forwardError"], theirs["centralError"])
            assert pairs == pytest.approx(mine, abs=noise)


def test_the_v_of_the_chapter():
    errors = {h: widgets.difference_step(h).view.errors() for h in (0.1, 1e-7)}
    assert errors[0.1] == pytest.approx((1.4e-1, 2.7e-3), rel=0.04)
    assert errors[1e-7][0] == pytest.approx(1.5e-7, rel=0.05)
    best = widgets.difference_step(1e-5).view.errors()[1]
    worst = widgets.difference_step(1e-12).view.errors()[1]
    assert best < 1e-10 < 1e-6 < worst
    kink = widgets.difference_step(0.1, "ReLU at 0.001").view.errors()
    assert kink[1] == pytest.approx(0.495)


@node
def test_good_digits():
    errors = [0, 2.9e-11, 1.4e-1, 4e-4, 3.0]
    got = call("difference_step", "goodDigits", *[[e] for e in errors])
    assert got == [12, 10, 0, 3, 0]


def test_function_and_step_are_checked():
    with pytest.raises(ValueError, match="no function 'sin'; choose one of"):
        widgets.difference_step(function="sin")
    with pytest.raises(TraitError, match="h must be a finite number from"):
        widgets.difference_step(h=0)
    view = widgets.difference_step().view
    view.function = "ReLU at 0.001"
    assert view.function == "ReLU at 0.001"
