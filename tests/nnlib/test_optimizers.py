"""Optimizers: paths on parabolas, worked out by hand or by the formula."""

import numpy as np
import pytest

from nnlib import optimizers
from nnlib.optimizers import SGD, Adagrad, Adam, RMSprop, _blocks

EVERY = [
    lambda: SGD(0.1),
    lambda: SGD(0.1, momentum=0.9),
    lambda: SGD(0.1, momentum=0.9, nesterov=True),
    lambda: Adagrad(0.1),
    lambda: RMSprop(0.1),
    lambda: Adam(0.1),
]
NAMES = ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"]
every = pytest.mark.parametrize("make", EVERY, ids=NAMES)


def descend(optimizer, gradient, start, steps):
    """The points visited, the start included."""
    w = np.array(start, dtype=float)
    path = [w.copy()]
    for _ in range(steps):
        optimizer.step([w], [gradient(w)])
        path.append(w.copy())
    return np.array(path)


def ravine(w):
    """The gradient of (w1² + 100 w2²) / 2."""
    return w * [1, 100]


def ravine_value(w):
    return (w**2 @ [1, 100]) / 2


@pytest.mark.parametrize(
    ("rate", "path"),
    # w² has the gradient 2 w: each step multiplies w by 1 - 2 rate
    [
        (0.1, [0.8, 0.64, 0.512, 0.4096, 0.32768]),
        (0.5, [0, 0, 0, 0, 0]),
        (0.9, [-0.8, 0.64, -0.512, 0.4096, -0.32768]),
        (1.0, [-1, 1, -1, 1, -1]),
        (1.1, [-1.2, 1.44, -1.728, 2.0736, -2.48832]),
    ],
)
def test_gradient_descent_on_a_parabola(rate, path):
    points = descend(SGD(rate), lambda w: 2 * w, [1.0], 5)
    np.testing.assert_allclose(points[1:, 0], path, atol=1e-15)


def test_descends_to_a_minimum_that_is_not_zero():
    # (w - 3)²: "w = rate * gradient" would end at -0.75
    w = descend(SGD(0.1), lambda w: 2 * (w - 3), [0.0], 100)[-1]
    assert w == pytest.approx(3)


def test_a_ravine():
    # 300 steps of 0.01 from (10, 1): the first coordinate shrinks by 0.99
    # a step, 10 * 0.99**300 = 0.490, the second vanishes: 0.490² / 2 = .1203
    last = descend(SGD(0.01), ravine, [10, 1], 300)[-1]
    assert ravine_value(last) == pytest.approx(0.1203, abs=5e-5)
    last = descend(SGD(0.01, momentum=0.9), ravine, [10, 1], 300)[-1]
    assert ravine_value(last) == pytest.approx(1.8e-12, rel=0.05)


def test_heavy_ball_by_hand():
    # w² from 1, rate 0.1, momentum 0.9.
    # v = -0.1 * 2 = -0.2, w = 0.8
    # v = 0.9 * -0.2 - 0.1 * 1.6 = -0.34, w = 0.46
    # v = 0.9 * -0.34 - 0.1 * 0.92 = -0.398, w = 0.062
    path = descend(SGD(0.1, momentum=0.9), lambda w: 2 * w, [1.0], 3)
    np.testing.assert_allclose(path[1:, 0], [0.8, 0.46, 0.062])


def test_nesterov_takes_the_gradient_at_the_look_ahead_point():
    rate, mu = 0.01, 0.9
    w, v = np.array([10.0, 1.0]), np.zeros(2)
    ahead = [w.copy()]
    for _ in range(300):
        v = mu * v - rate * ravine(w + mu * v)
        w = w + v
        ahead.append(w + mu * v)
    # the value after 300 steps of the textbook form
    assert ravine_value(w) == pytest.approx(6.3e-14, rel=0.05)
    optimizer = SGD(rate, momentum=mu, nesterov=True)
    path = descend(optimizer, ravine, [10, 1], 300)
    np.testing.assert_allclose(path, ahead, atol=1e-12)


def test_first_steps_of_the_adaptive_optimizers():
    gradients = np.array([1e-4, 1.0, 1e4])
    steps = {}
    for make in (Adam, RMSprop, Adagrad):
        w = np.zeros(3)
        make(learning_rate=0.001).step([w], [gradients])
        steps[make] = -w
    # Adam: m̂ / √ŝ = g / |g|. RMSprop: g / √(0.1 g²) = 3.162.
    np.testing.assert_allclose(steps[Adam], 0.001, rtol=2e-4)
    np.testing.assert_allclose(steps[RMSprop], 0.003162, rtol=1e-3)
    np.testing.assert_allclose(steps[Adagrad], 0.001, rtol=2e-4)


def test_adagrad_slows_with_the_root_of_time():
    # constant gradient 1: s = t, so the t-th step is rate / √t
    optimizer, w, sizes = Adagrad(1.0), np.zeros(1), []
    for _ in range(1000):
        before = w.copy()
        optimizer.step([w], [np.ones(1)])
        sizes.append((before - w)[0])
    expected = [1, 0.316228, 0.1, 0.0316228]
    np.testing.assert_allclose(
        [sizes[t - 1] for t in (1, 10, 100, 1000)], expected, rtol=1e-5
    )


def formula(name, gradients):
    """The sum of all steps by the textbook formula, rate 0.1."""
    w = m = s = 0.0
    for t, g in enumerate(gradients, start=1):
        if name == "sgd":
            w -= 0.1 * g
        elif name == "momentum":
            m = 0.9 * m - 0.1 * g
            w += m
        elif name == "nesterov":
            m = 0.9 * m - 0.1 * g
            w += 0.9 * m - 0.1 * g
        elif name == "adagrad":
            s += g**2
            w -= 0.1 * g / (s**0.5 + 1e-8)
        elif name == "rmsprop":
            s = 0.9 * s + 0.1 * g**2
            w -= 0.1 * g / (s**0.5 + 1e-8)
        elif name == "adam":
            m = 0.9 * m + 0.1 * g
            s = 0.999 * s + 0.001 * g**2
            m_hat, s_hat = m / (1 - 0.9**t), s / (1 - 0.999**t)
            w -= 0.1 * m_hat / (s_hat**0.5 + 1e-8)
    return w


@pytest.mark.parametrize(
    ("make", "name"), list(zip(EVERY, NAMES, strict=True)), ids=NAMES
)
def test_five_steps_on_two_arrays_follow_the_formula(make, name):
    rng = np.random.default_rng(0)
    params = [np.zeros((2, 3)), np.zeros(4)]
    history = [[rng.normal(size=w.shape) for w in params] for _ in range(5)]
    optimizer = make()
    for grads in history:
        optimizer.step(params, grads)
    assert optimizer.iterations == 5
    for k, w in enumerate(params):
        for i in np.ndindex(w.shape):
            expected = formula(name, [grads[k][i] for grads in history])
            assert w[i] == pytest.approx(expected, abs=1e-12)


@every
def test_many_arrays_are_one_long_vector(make, monkeypatch):
    # also when the vector is cut into blocks, and by turns
    monkeypatch.setattr(_blocks, "BLOCK", 7)
    rng = np.random.default_rng(1)
    vector, grads = rng.normal(size=31), rng.normal(size=31)
    parts = [vector[:24].reshape(4, 6).copy(), vector[24:].copy()]
    part_grads = [grads[:24].reshape(4, 6), grads[24:]]
    as_parts, as_vector = make(), make()
    for _ in range(4):
        as_parts.step(parts, part_grads)
        as_vector.step([vector], [grads])
    joined = np.concatenate([p.ravel() for p in parts])
    np.testing.assert_array_equal(joined, vector)
    as_parts.step([vector], [grads])
    as_vector.step(parts, part_grads)
    joined = np.concatenate([p.ravel() for p in parts])
    np.testing.assert_array_equal(joined, vector)


@every
def test_arrays_of_any_layout_are_moved_in_place(make, monkeypatch):
    monkeypatch.setattr(_blocks, "BLOCK", 4)
    rng = np.random.default_rng(2)
    start, g = rng.normal(size=(3, 5)), rng.normal(size=(3, 5))
    plain, fortran = start.copy(), np.asfortranarray(start)
    every_other = np.zeros((3, 10))[:, ::2]
    every_other[...] = start
    number, g0 = np.array(start[0, 0]), np.array(g[0, 0])
    for w, grad in [
        (plain, g),
        (fortran, g),
        (every_other, g),
        (number, g0),
    ]:
        optimizer = make()
        optimizer.step([w], [grad])
        optimizer.step([w], [grad])
    np.testing.assert_array_equal(fortran, plain)
    np.testing.assert_array_equal(every_other, plain)
    assert number == plain[0, 0]


@every
def test_gradients_stay_and_float32_stays(make):
    w = np.ones(3, dtype=np.float32)
    g = np.array([1, 2, 3], dtype=np.float32)
    for clip in ({}, {"clipnorm": 0.5}, {"clipvalue": 0.5}):
        optimizer = make()
        for name, value in clip.items():
            setattr(optimizer, name, value)
        optimizer.step([w], [g])
        assert optimizer.memory.dtype == np.float32
    np.testing.assert_array_equal(g, [1, 2, 3])
    assert w.dtype == np.float32


@every
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_finds_the_bottom_of_a_bowl(make, seed):
    bottom = np.random.default_rng(seed).normal(size=3)
    optimizer = make()
    if not isinstance(optimizer, Adagrad):  # it slows by itself
        optimizer.learning_rate = lambda t: 0.3 * 0.98**t
    else:
        optimizer.learning_rate = 1.0
    w = descend(optimizer, lambda w: w - bottom, [0, 0, 0], 400)[-1]
    np.testing.assert_allclose(w, bottom, atol=0.01)


def test_clipnorm_scales_all_arrays_by_one_factor():
    # (3, 0) and (4): the norm of both together is 5
    params, grads = [np.zeros(2), np.zeros(1)], [[3.0, 0.0], [4.0]]
    SGD(1.0, clipnorm=1.0).step(params, [np.array(g) for g in grads])
    np.testing.assert_allclose(params[0], [-0.6, 0])
    np.testing.assert_allclose(params[1], [-0.8])


def test_clipnorm_leaves_small_and_zero_gradients():
    w = np.zeros(2)
    SGD(1.0, clipnorm=10.0).step([w], [np.array([3.0, 4.0])])
    np.testing.assert_array_equal(w, [-3, -4])
    SGD(1.0, clipnorm=1.0).step([w], [np.zeros(2)])
    np.testing.assert_array_equal(w, [-3, -4])


def test_clipvalue_cuts_each_entry():
    w = np.zeros(3)
    SGD(1.0, clipvalue=1.0).step([w], [np.array([3.0, -4.0, 0.5])])
    np.testing.assert_array_equal(w, [-1, 1, -0.5])


def test_weight_decay_by_hand():
    # no gradient, rate .01, decay .1: (1 - .001)**100 = .9048
    w, optimizer = np.ones(1), SGD(0.01, weight_decay=0.1)
    for _ in range(100):
        optimizer.step([w], [np.zeros(1)])
    assert w[0] == pytest.approx(0.9048, abs=5e-5)


def test_learning_rate_may_be_a_schedule():
    # 0.2 / (1 + t): 0.2, 0.1, 0.0667, …; the gradient is 1
    optimizer, w = SGD(lambda t: 0.2 / (1 + t)), np.zeros(1)
    for expected in (-0.2, -0.3, -0.3667):
        optimizer.step([w], [np.ones(1)])
        assert w[0] == pytest.approx(expected, abs=5e-5)
    assert optimizer.current_learning_rate() == pytest.approx(0.05)


def test_an_unused_weight_leaves_no_denormal_numbers():
    # they make arithmetic slow, and after 2,000 zeros would be everywhere
    for make in (RMSprop, Adam):
        optimizer = make(beta_2=0.9) if make is Adam else make()
        w = np.ones(4, dtype=np.float32)
        optimizer.step([w], [np.ones(4, dtype=np.float32)])
        before = w.copy()
        for _ in range(2000):
            optimizer.step([w], [np.zeros(4, dtype=np.float32)])
        tiny = np.finfo(np.float32).tiny
        assert (np.abs(optimizer.memory) >= tiny).all()
        if make is RMSprop:
            np.testing.assert_array_equal(w, before)


@pytest.mark.parametrize(
    ("name", "optimizer"), list(optimizers.ALIASES.items())
)
def test_aliases(name, optimizer):
    assert type(optimizers.get(name)) is optimizer
    made = optimizer()
    assert optimizers.get(made) is made


def test_repr():
    assert repr(SGD(0.5)) == "SGD(learning_rate=0.5)"
    assert repr(SGD(3.0)) == "SGD(learning_rate=3)"
    assert repr(Adam(np.sqrt)) == "Adam(learning_rate=<ufunc 'sqrt'>)"


def step_twice(first, second):
    optimizer = SGD(0.1, momentum=0.9)
    for w in (first, second):
        optimizer.step([w], [w])


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: SGD(learning_rate=-1),
            ValueError,
            r"SGD: learning_rate must be in \(0, inf\), got -1",
        ),
        (
            lambda: SGD(learning_rate="fast"),
            TypeError,
            "SGD: learning_rate must be a number, got 'fast'",
        ),
        (
            lambda: SGD(momentum=1),
            ValueError,
            r"SGD: momentum must be in \[0, 1\), got 1",
        ),
        (
            lambda: SGD(nesterov=True),
            ValueError,
            "SGD: nesterov=True needs momentum > 0",
        ),
        (
            lambda: RMSprop(rho=1.5),
            ValueError,
            r"RMSprop: rho must be in \[0, 1\), got 1.5",
        ),
        (
            lambda: Adam(clipnorm=1.0, clipvalue=1.0),
            ValueError,
            "Adam: give clipnorm or clipvalue, not both",
        ),
        (
            lambda: Adam(clipnorm=0),
            ValueError,
            r"Adam: clipnorm must be in \(0, inf\), got 0",
        ),
        (
            lambda: SGD().step(np.zeros(2), np.zeros(2)),
            TypeError,
            r"lists of arrays, got a bare array. .* optimizer.step\(\[w\]",
        ),
        (
            lambda: SGD().step([np.zeros(2)], []),
            ValueError,
            "one gradient for each parameter, got 1 parameters and 0 grad",
        ),
        (
            lambda: SGD().step([], []),
            ValueError,
            "got 0 parameters and 0 gradients",
        ),
        (
            lambda: SGD().step([1.0], [1.0]),
            TypeError,
            r"params\[0\] is float. Use np.array\(value, dtype=float\)",
        ),
        (
            lambda: SGD().step([np.array([1, 2])], [np.zeros(2)]),
            TypeError,
            r"params\[0\] is int64",
        ),
        (
            lambda: SGD().step([np.zeros((2, 1))], [np.zeros(2)]),
            ValueError,
            r"params\[0\] has shape \(2, 1\) and its gradient \(2,\). A grad",
        ),
        (
            lambda: step_twice(np.zeros(3), np.zeros(4)),
            ValueError,
            "this SGD has been moving 3 parameters and got 4. Use a new opt",
        ),
        (
            lambda: optimizers.get("Addam"),
            ValueError,
            r"unknown optimizer 'Addam'. Did you mean 'adam'\?",
        ),
        (
            lambda: optimizers.get(Adam),
            TypeError,
            r"optimizer must be a name or .* a class. Write Adam\(\)",
        ),
        (
            lambda: optimizers.Optimizer(0.1).step([np.ones(1)], [np.ones(1)]),
            NotImplementedError,
            "Optimizer needs an update",
        ),
    ],
)
def test_errors_teach(call, error, message):
    with pytest.raises(error, match=message):
        call()
