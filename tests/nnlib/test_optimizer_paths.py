"""Optimizers along whole paths: by hand, by documented formulas, by peers.

Conventions on which libraries differ, and what nnlib does:

- epsilon: added to the root, as in PyTorch. Keras adds it under the root in
  Adagrad and RMSprop, and in Adam to the root before its correction. With a
  negligible epsilon all are the same.
- start of Adagrad: 0, as in PyTorch; Keras starts from 0.1.
- weight decay: apart from the gradient, as in Keras and PyTorch's AdamW.
  PyTorch's SGD, RMSprop and Adam add it to the gradient; that is the same
  for SGD without momentum alone.
- clipnorm: the norm of all gradients together, as in PyTorch and in Keras's
  global_clipnorm; Keras's clipnorm takes each array by itself.
- momentum: the learning rate is inside the velocity, as in Keras; PyTorch
  multiplies the velocity by it. The same while the rate is constant.
"""

import copy

import numpy as np
import pytest

from nnlib import SGD, Adagrad, Adam, InverseTimeDecay, RMSprop

STEPS = 10
TINY = 1e-14  # an epsilon that nobody can see
RATE = 0.0625  # exact in every precision


def start():
    """Parameters of four shapes, a single number among them."""
    rng = np.random.default_rng(0)
    return [rng.normal(size=shape) for shape in [(2, 3), (4,), (1, 1), ()]]


def gradients(params):
    """A curved, coupled landscape, so that every error would grow."""
    total = sum(float(w.sum()) for w in params)
    return [
        np.asarray(np.sin(w) + (k + 0.5) * w + 0.1 * total)
        for k, w in enumerate(params)
    ]


def path(optimizer, steps=STEPS):
    """All parameters after each step, one row a step."""
    params, rows = start(), []
    for _ in range(steps):
        optimizer.step(params, gradients(params))
        rows.append(np.concatenate([w.ravel() for w in params]))
    return np.array(rows)


# -------------------------------------------------- two steps with a pencil

# w = (1, 2) and b = 3; gradients (2, -1) and .5, then (1, 1) and -.5;
# learning rate .1
PENCIL = {
    # 1 - .2, 2 + .1, 3 - .05; then - .1, - .1, + .05
    "sgd": (SGD(0.1), [0.8, 2.1, 2.95], [0.7, 2.0, 3.0]),
    # v = -.2, .1, -.05; then .9 * -.2 - .1 = -.28, .09 - .1 = -.01,
    # -.045 + .05 = .005
    "momentum": (
        SGD(0.1, momentum=0.9),
        [0.8, 2.1, 2.95],
        [0.52, 2.09, 2.955],
    ),
    # the same v; steps .9 v - .1 g: -.38, .19, -.095;
    # then -.252 - .1 = -.352, -.009 - .1 = -.109, .0045 + .05 = .0545
    "nesterov": (
        SGD(0.1, momentum=0.9, nesterov=True),
        [0.62, 2.19, 2.905],
        [0.268, 2.081, 2.9595],
    ),
    # s = g²: the first step is .1 in the direction of the sign. Then
    # s = 5, 2, .5 and steps .1 / √5 = .0447214, .1 / √2 = .0707107,
    # -.05 / √.5 = -.0707107
    "adagrad": (
        Adagrad(0.1),
        [0.9, 2.1, 2.9],
        [0.8552786, 2.0292893, 2.9707107],
    ),
    # s = .1 g²: the first step is .1 / √.1 = .3162278. Then s = .36 + .1 =
    # .46, .09 + .1 = .19, .0225 + .025 = .0475 and steps .1 / √.46 =
    # .1474420, .1 / √.19 = .2294157, -.05 / √.0475 = -.2294157
    "rmsprop": (
        RMSprop(0.1),
        [0.6837722, 2.3162278, 2.6837722],
        [0.5363303, 2.0868121, 2.9131879],
    ),
    # m̂ = g, ŝ = g²: the first step is .1. Then m = .9 * .2 + .1 = .28, .01,
    # -.005, over 1 - .81 = .19: 1.4736842, .0526316, -.0263158; and s =
    # .004996, .001999, .00049975, over .001999: 2.4992496, 1, .25;
    # steps .1 * 1.4736842 / 1.5809015 = .0932180, .0052632, -.0052632
    "adam": (
        Adam(0.1),
        [0.9, 2.1, 2.9],
        [0.8067820, 2.0947368, 2.9052632],
    ),
}


@pytest.mark.parametrize("name", PENCIL)
def test_two_steps_by_hand(name):
    optimizer, first, second = copy.deepcopy(PENCIL[name])
    params = [np.array([1.0, 2.0]), np.array([[3.0]])]
    optimizer.step(params, [np.array([2.0, -1.0]), np.array([[0.5]])])
    np.testing.assert_allclose(np.append(*params), first, atol=6e-8)
    optimizer.step(params, [np.array([1.0, 1.0]), np.array([[-0.5]])])
    np.testing.assert_allclose(np.append(*params), second, atol=6e-8)


# ------------------------------------------- the update as Keras documents it


class Documented:
    """Keras's documented update of one parameter, entry by entry."""

    def __init__(self, rule, rate=RATE, epsilon=TINY, weight_decay=0.0):
        self.rule, self.rate = rule, rate
        self.epsilon, self.weight_decay = epsilon, weight_decay
        self.memories, self.t = {}, 0

    def step(self, params, grads):
        self.t += 1
        rate = self.rate(self.t - 1) if callable(self.rate) else self.rate
        for k, (w, g) in enumerate(zip(params, grads, strict=True)):
            memory = self.memories.setdefault(k, [np.zeros(w.shape)] * 2)
            w -= rate * self.weight_decay * w
            change, memory = self.rule(g, memory, rate, self.t, self.epsilon)
            self.memories[k] = memory
            w += change


def sgd(g, memory, rate, t, epsilon):
    return -rate * g, memory


def momentum(g, memory, rate, t, epsilon):
    velocity = 0.9 * memory[0] - rate * g
    return velocity, [velocity, 0]


def nesterov(g, memory, rate, t, epsilon):
    velocity = 0.9 * memory[0] - rate * g
    return 0.9 * velocity - rate * g, [velocity, 0]


def adagrad(g, memory, rate, t, epsilon):
    accumulator = memory[0] + g**2  # from 0; Keras's default is 0.1
    return -rate * g / np.sqrt(accumulator + epsilon), [accumulator, 0]


def rmsprop(g, memory, rate, t, epsilon):
    velocity = 0.9 * memory[0] + 0.1 * g**2
    return -rate * g / np.sqrt(velocity + epsilon), [velocity, 0]


def adam(g, memory, rate, t, epsilon):
    m = 0.9 * memory[0] + 0.1 * g
    v = 0.999 * memory[1] + 0.001 * g**2
    alpha = rate * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    return -alpha * m / (np.sqrt(v) + epsilon), [m, v]


DOCUMENTED = {
    "sgd": (sgd, SGD, {}),
    "momentum": (momentum, SGD, {"momentum": 0.9}),
    "nesterov": (nesterov, SGD, {"momentum": 0.9, "nesterov": True}),
    "adagrad": (adagrad, Adagrad, {"epsilon": TINY}),
    "rmsprop": (rmsprop, RMSprop, {"epsilon": TINY}),
    "adam": (adam, Adam, {"epsilon": TINY}),
}


@pytest.mark.parametrize("decay", [0.0, 0.2])
@pytest.mark.parametrize("name", DOCUMENTED)
def test_ten_steps_as_keras_documents_them(name, decay):
    rule, make, options = DOCUMENTED[name]
    mine = path(make(RATE, weight_decay=decay, **options))
    theirs = path(Documented(rule, weight_decay=decay))
    np.testing.assert_allclose(mine, theirs, rtol=0, atol=1e-12)
    assert np.ptp(mine, axis=0).min() > 0.01  # they all moved


@pytest.mark.parametrize("name", DOCUMENTED)
def test_ten_steps_with_a_schedule_as_keras_documents_them(name):
    rule, make, options = DOCUMENTED[name]
    schedule = InverseTimeDecay(0.1, decay_steps=2, decay_rate=1.0)
    mine = path(make(schedule, **options))
    theirs = path(Documented(rule, schedule))
    np.testing.assert_allclose(mine, theirs, rtol=0, atol=1e-12)


def test_an_epsilon_that_can_be_seen_is_added_to_the_root():
    # g = 3 and ε = 1: Adagrad √9 + 1 = 4, so the step is 3/4 of the rate;
    # under the root it would be 3 / √10 = .949. RMSprop: √.9 + 1 = 1.948683,
    # 3 / 1.948683 = 1.539501. Adam: m̂ = 3, √ŝ = 3, again 3/4; added before
    # the correction it would be 3 √.001 / (√.009 + 1) = .0866
    expected = {Adagrad: 0.75, RMSprop: 1.539501, Adam: 0.75}
    for make, size in expected.items():
        w = np.zeros(1)
        make(1.0, epsilon=1.0).step([w], [np.array([3.0])])
        assert w[0] == pytest.approx(-size, abs=5e-7)


# Keras may round settings to float32, so these are sums of powers of 2
KERAS = {
    "sgd": (SGD, {}),
    "momentum": (SGD, {"momentum": 0.875}),
    "nesterov": (SGD, {"momentum": 0.875, "nesterov": True}),
    "adagrad": (Adagrad, {"epsilon": 2.0**-50}),
    "rmsprop": (RMSprop, {"rho": 0.875, "epsilon": 2.0**-50}),
    "adam": (
        Adam,
        {"beta_1": 0.875, "beta_2": 1 - 2.0**-10, "epsilon": 2.0**-50},
    ),
}


@pytest.mark.peer
@pytest.mark.filterwarnings("ignore:__array__ implementation")  # in Keras
@pytest.mark.parametrize("name", KERAS)
def test_ten_steps_with_keras(name, monkeypatch):
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    keras = pytest.importorskip("keras", reason="Keras is not installed")
    if keras.backend.backend() == "jax":
        pytest.skip("Keras on JAX computes in float32")
    make, options = KERAS[name]
    extra = {"initial_accumulator_value": 0.0} if make is Adagrad else {}
    for common in ({}, {"weight_decay": 0.25}, {"clipvalue": 0.5}):
        other = getattr(keras.optimizers, make.__name__)(
            RATE, **options, **extra, **common
        )
        variables = [keras.Variable(w, dtype="float64") for w in start()]
        params, mine = start(), make(RATE, **options, **common)
        for _ in range(STEPS):
            grads = gradients(params)
            mine.step(params, grads)
            tensors = [keras.ops.convert_to_tensor(g) for g in grads]
            other.apply(tensors, variables)
            for w, v in zip(params, variables, strict=True):
                theirs = keras.ops.convert_to_numpy(v)
                np.testing.assert_allclose(w, theirs, rtol=0, atol=1e-12)


# ------------------------------------------------------------- with PyTorch

# (nnlib's optimizer, the name of PyTorch's and its arguments)
PEERS = {
    "sgd": (SGD(RATE), "SGD", {}),
    "momentum": (SGD(RATE, momentum=0.9), "SGD", {"momentum": 0.9}),
    "nesterov": (
        SGD(RATE, momentum=0.9, nesterov=True),
        "SGD",
        {"momentum": 0.9, "nesterov": True},
    ),
    "sgd with decay": (
        SGD(RATE, weight_decay=0.2),
        "SGD",
        {"weight_decay": 0.2},
    ),
    "adagrad": (Adagrad(RATE, epsilon=0.01), "Adagrad", {"eps": 0.01}),
    "rmsprop": (
        RMSprop(RATE, rho=0.8, epsilon=0.01),
        "RMSprop",
        {"alpha": 0.8, "eps": 0.01},
    ),
    "adam": (
        Adam(RATE, beta_1=0.8, beta_2=0.95, epsilon=0.01),
        "Adam",
        {"betas": (0.8, 0.95), "eps": 0.01},
    ),
    "adam with decay": (
        Adam(RATE, weight_decay=0.2, epsilon=0.01),
        "AdamW",
        {"weight_decay": 0.2, "eps": 0.01},
    ),
}


def torch_path(name, options, prepare=None):
    """What `path` returns, by PyTorch; `prepare` clips the gradients."""
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    params = [torch.tensor(w, requires_grad=True) for w in start()]
    optimizer = getattr(torch.optim, name)(params, lr=RATE, **options)
    rows = []
    for _ in range(STEPS):
        grads = gradients([p.detach().numpy() for p in params])
        for p, g in zip(params, grads, strict=True):
            p.grad = torch.tensor(g)
        if prepare:
            prepare(torch.nn.utils, params)
        optimizer.step()
        rows.append(np.concatenate([p.detach().ravel() for p in params]))
    return np.array(rows)


@pytest.mark.peer
@pytest.mark.parametrize("name", PEERS)
def test_ten_steps_with_pytorch(name):
    optimizer, other, options = PEERS[name]
    theirs = torch_path(other, options)
    np.testing.assert_allclose(path(optimizer), theirs, rtol=0, atol=1e-12)


@pytest.mark.peer
def test_clipping_with_pytorch():
    theirs = torch_path(
        "SGD", {}, lambda u, params: u.clip_grad_value_(params, 0.5)
    )
    mine = path(SGD(RATE, clipvalue=0.5))
    np.testing.assert_allclose(mine, theirs, rtol=0, atol=1e-12)
    # PyTorch adds 1e-6 to the norm that it divides by
    theirs = torch_path(
        "SGD", {}, lambda u, params: u.clip_grad_norm_(params, 0.5)
    )
    mine = path(SGD(RATE, clipnorm=0.5))
    np.testing.assert_allclose(mine, theirs, rtol=0, atol=1e-5)


# ----------------------------------------------------- what holds everywhere


@pytest.mark.parametrize("name", DOCUMENTED)
def test_each_parameter_has_a_memory_of_its_own(name):
    # moving two together is moving each by itself
    _, make, options = DOCUMENTED[name]
    rng = np.random.default_rng(1)
    together = [np.zeros((2, 2)), np.zeros(3)]
    alone = [np.zeros((2, 2)), np.zeros(3)]
    one, each = make(0.1, **options), [make(0.1, **options) for _ in alone]
    for _ in range(STEPS):
        grads = [rng.normal(size=w.shape) * s for w, s in zip(alone, (1, 9))]  # noqa: B905
        one.step(together, grads)
        for optimizer, w, g in zip(each, alone, grads, strict=True):
            optimizer.step([w], [g])
    for a, b in zip(together, alone, strict=True):
        np.testing.assert_array_equal(a, b)


def test_clipping_by_norm_keeps_the_direction_of_the_whole():
    # (3, 4) has length 5: clipped to 1 it is (.6, .8); by value it is (1, 1)
    for clip, expected in [
        ({"clipnorm": 1.0}, [-0.6, -0.8]),
        ({"clipvalue": 1.0}, [-1.0, -1.0]),
    ]:
        w = np.zeros(2)
        SGD(1.0, **clip).step([w], [np.array([3.0, 4.0])])
        np.testing.assert_allclose(w, expected)


# ------------------------------------------------------ landscapes of the book


def ravine_after(optimizer, steps=300):
    """The value of (w1² + 100 w2²) / 2 after steps from (10, 1)."""
    w = np.array([10.0, 1.0])
    for _ in range(steps):
        optimizer.step([w], [w * [1, 100]])
    return (w**2 @ [1, 100]) / 2


def test_the_ravine():
    # plain: 10 * .99**300 = .4904, .4904² / 2 = .1203
    assert ravine_after(SGD(0.01)) == pytest.approx(0.1203, abs=5e-5)
    heavy = ravine_after(SGD(0.01, momentum=0.9))
    assert heavy == pytest.approx(1.8e-12, rel=0.03)
    # the form v ← β v + (1 - β) g, w ← w - η v goes the way of the heavy
    # ball with the rate η (1 - β): .0773 here, and the same again with
    # η = .01 / (1 - .9)
    average = ravine_after(SGD(0.01 * (1 - 0.9), momentum=0.9))
    assert average == pytest.approx(0.0773, abs=5e-5)


def test_the_largest_stable_rate_of_the_ravine():
    # curvature 100: stable below 2 / 100 = .02
    assert ravine_after(SGD(0.0199), 3000) < 1e-6
    assert ravine_after(SGD(0.0201), 3000) > 1e6


@pytest.mark.parametrize(
    ("momentum", "bottom"),
    [(0, 1.347), (0.5, 1.347), (0.8, 1.347), (0.9, 1.347), (0.95, -1.473)],
)
def test_the_double_well(momentum, bottom):
    # x⁴ - 4 x² + x has the slope 4 x³ - 8 x + 1: at 1.347, 9.776 - 10.776
    # + 1 = 0; at -1.473, -12.784 + 11.784 + 1 = 0. From 2, momentum .95
    # rolls over the hill into the deeper well.
    x, optimizer = np.array([2.0]), SGD(0.01, momentum=momentum)
    for _ in range(3000):
        optimizer.step([x], [4 * x**3 - 8 * x + 1])
    assert x[0] == pytest.approx(bottom, abs=5e-4)
    value = (x**4 - 4 * x**2 + x)[0]
    expected = -2.6186 if bottom > 0 else -5.4442
    assert value == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_extreme_gradients_leave_finite_parameters(name):
    # squares of 1e150 are near the end of float64; of 1e-200 below its start
    _, make, options = DOCUMENTED[name]
    options = {k: v for k, v in options.items() if k != "epsilon"}
    w = np.zeros(4)
    optimizer = make(0.01, **options)
    for _ in range(STEPS):
        optimizer.step([w], [np.array([1e150, -1e150, 1e-200, 0.0])])
    assert np.isfinite(w).all()
    assert abs(w[3]) < 1e-15
