"""Numbers that the chapters quote, redone by the library.

Each comes with the arithmetic, so that a pencil and a table of exp can check
it. Those of one function alone are tested with that function.
"""

import numpy as np
import pytest

from nnlib import (
    SGD,
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Dense,
    GlorotUniform,
    HeNormal,
    LecunNormal,
    LogUniform,
    MeanAbsoluteError,
    MeanSquaredError,
    RandomNormal,
    Sequential,
    Sigmoid,
    Uniform,
    activations,
    numerical_gradient,
)


def dense(W, b=None, *more):
    """A network of one Dense with these weights, and what comes after it."""
    W = np.array(W, dtype=float)
    model = Sequential([Dense(*W.shape, use_bias=b is not None), *more])
    model.set_weights([W] if b is None else [W, b])
    return model


@pytest.mark.parametrize(
    ("c", "expected"),
    # 1 / (1 + exp(-c/2)): exp(-.5) = .6065, exp(-2.5) = .0821,
    # exp(-10) = 4.5e-5, exp(-50) = 2e-22
    [(1, 0.622), (5, 0.924), (20, 0.99995), (100, 1.0)],
)
def test_a_sharper_sigmoid_is_nearly_a_step(c, expected):
    # z = 2 - 1.5 = .5 becomes c z; at z = 1.5 - 1.5 = 0 nothing sharpens
    neuron = dense([[c * 1.0]], [c * -1.5], Sigmoid())
    outputs = neuron.predict([[2.0], [1.5]])[:, 0]
    assert outputs[0] == pytest.approx(expected, abs=5e-4)
    assert outputs[1] == 0.5


def test_a_small_change_of_the_weights_makes_a_small_change():
    # z = .5 - 2 + .2 = -1.3; slope σ(-1.3) σ(1.3) = .214165 * .785835
    # = .168298; Δz = .01 * 1 - .02 * 2 + .005 = -.025
    # predicted: .168298 * -.025 = -.004207; then σ(-1.325) = .209988
    neuron = dense([[0.5], [-1.0]], [0.2], Sigmoid())
    x = np.array([[1.0, 2.0]])
    before = neuron.forward(x)[0, 0]
    neuron.backward(np.ones((1, 1)))
    changes = [np.array([[0.01], [-0.02]]), np.array([0.005])]
    pairs = zip(neuron.grads, changes, strict=True)
    predicted = sum(np.vdot(g, change) for g, change in pairs)
    assert predicted == pytest.approx(-0.004207, abs=5e-7)
    for w, change in zip(neuron.params, changes, strict=True):
        w += change
    actual = neuron.forward(x)[0, 0] - before
    assert actual == pytest.approx(-0.004177, abs=5e-7)


def test_ten_digits_in_four_bits():
    # weight 10 where the digit's code has a 1, bias -5. The right input is
    # .99 or more, each other one below .01:
    # a 1-bit gets at least 9.9 - 5 = 4.9, σ(4.9) = .9926;
    # a 0-bit at most 5 inputs of .01 * 10 - 5 = -4.5, σ(-4.5) = .0110
    bits = np.array([[d >> k & 1 for k in range(4)] for d in range(10)])
    assert bits.sum(axis=0).tolist() == [5, 4, 4, 2]
    layer = dense(10 * bits, np.full(4, -5.0), Sigmoid())
    high = layer.predict(0.99 * np.eye(10))[bits == 1]
    assert high.min() == pytest.approx(0.9926, abs=5e-5)
    low = layer.predict(0.99 * np.eye(10) + 0.01 * (1 - np.eye(10)))
    assert low[bits == 0].max() == pytest.approx(0.0110, abs=5e-5)


def test_two_dense_layers_are_one():
    # (X W1 + b1) W2 + b2 = X (W1 W2) + (b1 W2 + b2); with (1, 2):
    # (7, 10) + (1, 0) = (8, 10), then 8 - 10 + 1 = -1
    W1, b1 = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, 0.0])
    W2, b2 = np.array([[1.0], [-1.0]]), np.array([1.0])
    two = Sequential([Dense(2, 2), Dense(2, 1)])
    two.set_weights([W1, b1, W2, b2])
    one = dense(W1 @ W2, b1 @ W2 + b2)
    x = [[1.0, 2.0]]
    assert two.predict(x) == one.predict(x) == [[-1.0]]


@pytest.mark.parametrize(
    ("temperature", "expected"),
    # exp(.1) = 1.1052, exp(.2) = 1.2214: 1 / 3.3266, 1.1052 / 3.3266, …;
    # exp(-10) = 4.5e-5 beside 1
    [(10, [0.3006, 0.3322, 0.3672]), (0.1, [0, 0, 1])],
)
def test_temperature(temperature, expected):
    s = activations.softmax(np.array([1.0, 2, 3]) / temperature)
    np.testing.assert_allclose(s, expected, atol=6e-5)


def test_the_slope_of_a_slope():
    # σ(3) = .952574, so σ'(3) = .952574 * .047426 = .045177; to apply σ'
    # to the output is the mistake: σ(.9526) (1 - σ(.9526)) = .2009
    assert activations.sigmoid_prime(3) == pytest.approx(0.0452, abs=5e-5)
    mistaken = activations.sigmoid_prime(activations.sigmoid(3))
    assert mistaken == pytest.approx(0.201, abs=5e-4)


def test_a_linear_unit_learns_a_line():
    # 21 points from -1 to 1: the mean of x² is 2 (.01 + … + 1) / 21
    # = 7.7 / 21 = .366667. Gradient 2 * .366667 (w - 4) = -2.933333 at 0;
    # each step of .5 leaves 1 - .366667 = .633333 of it
    x = np.linspace(-1, 1, 21)[:, None]
    unit = dense([[0.0]])
    unit.compile(SGD(0.5), "mse")
    gradients = []
    for _ in range(60):
        unit.train_on_batch(x, 4 * x)
        gradients.append(unit.grads[0][0, 0])
    expected = [-2.933333 * 0.6333333**t for t in range(3)]
    assert gradients[:3] == pytest.approx(expected, abs=2e-6)
    assert expected[1:] == pytest.approx([-1.858, -1.177], abs=5e-4)
    assert abs(gradients[-1]) < 1e-11
    assert unit.params[0][0, 0] == pytest.approx(4)


def test_cross_entropy_in_bits():
    # log2(1 / .3) = 1.737, log2(1 / .5) = 1; nats are bits times log 2
    for p, bits in [(0.3, 1.737), (0.5, 1.0)]:
        nats = CategoricalCrossentropy()([[0, 1]], [[1 - p, p]])
        assert nats / np.log(2) == pytest.approx(bits, abs=5e-4)


def walk(loss, rate, steps):
    """Where the weight w of the neuron 0.3 w goes from 0, target 0.8."""
    w, optimizer, path = np.zeros(1), SGD(rate), []
    for _ in range(steps):
        optimizer.step([w], [0.3 * loss.gradient([0.8], 0.3 * w)])
        path.append(w[0])
    return path


def test_absolute_error_never_settles():
    # slope ±.3: 0, .3, …, 2.7 is past the tip 8/3, back to 2.4, and so on
    path = walk(MeanAbsoluteError(), rate=1, steps=40)
    assert path[:9] == pytest.approx(np.arange(1, 10) * 0.3)
    assert sorted({round(w, 9) for w in path[8:]}) == [2.4, 2.7]


def test_squared_error_settles_below_a_rate():
    # slope 2 * .3 (.3 w - .8) = .18 (w - 8/3): each step of rate 1 leaves
    # .82 of the way, 8/3 (1 - .82⁶⁰) = 2.66665; at rate 2 / .18 = 11.11
    # it is -1 times the way, forever
    squared = MeanSquaredError()
    path = walk(squared, rate=1, steps=60)
    assert path[-1] == pytest.approx(2.66665, abs=5e-6)
    # the way to the minimum that is left: |1 - .18 * 11.1| = .998
    assert abs(walk(squared, 11.1, 4000)[-1] - 8 / 3) < 0.01
    # and .18 * 11.12 - 1 = 1.0016, which grows
    assert abs(walk(squared, 11.12, 4000)[-1] - 8 / 3) > 1000


def test_momentum_runs_ten_times_as_fast():
    # v ← .9 v - η g comes to rest at v = -η g / (1 - .9) = -10 η g
    w, optimizer = np.zeros(1), SGD(0.01, momentum=0.9)
    for _ in range(200):
        before = w.copy()
        optimizer.step([w], [np.ones(1)])
    assert w - before == pytest.approx(-0.1)


def test_differences_ask_twice_for_each_parameter():
    # forward twice for each of 814,100 / 2 = 407,050 parameters: here 2 * 6
    asked = []
    numerical_gradient(
        lambda x: asked.append(x.copy()) or x.sum(), np.zeros((2, 3))
    )
    assert len(asked) == 12


def test_the_variance_of_a_sum():
    # s = Σ w x over 256 inputs: Var(s) = 256 Var(w); 1 for Var(w) = 1/256.
    # 4,000 sums: the variance is known to about √(2 / 4000) = 2 %
    x = np.random.default_rng(0).normal(size=(1, 256))
    x *= 16 / np.linalg.norm(x)  # the mean of x² is 1
    for initializer, variance in [
        (RandomNormal(1.0), 256),
        (LecunNormal(), 1),
    ]:
        sums = x @ initializer((256, 4000), rng=1)
        assert sums.var() == pytest.approx(variance, rel=0.1)


def test_the_variances_for_784_inputs():
    # Glorot 2 / (784 + 512) = .001543; He √(2 / 784) = .0505
    W = GlorotUniform()((784, 512), rng=0)
    assert W.var() == pytest.approx(0.001543, rel=0.02)
    W = HeNormal()((784, 512), rng=0)
    assert W.std() == pytest.approx(0.0505, rel=0.02)


def test_relu_halves_the_second_moment():
    # half of a symmetric density is cut away: the mean of max(0, z)² is 1/2
    z = np.random.default_rng(0).normal(size=100_000)
    assert (activations.relu(z) ** 2).mean() == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    ("weight", "depth", "expected"),
    # .5⁵⁰ = 2⁻⁵⁰ = 8.9e-16; .9¹⁰⁰ = e^-10.54 = 2.7e-5; and so on
    [
        (0.5, 50, 8.9e-16),
        (1.5, 50, 6.4e8),
        (0.9, 100, 2.7e-5),
        (1.1, 100, 1.4e4),
    ],
)
def test_a_gradient_is_a_product_over_the_depth(weight, depth, expected):
    layers = [Dense(1, 1, use_bias=False) for _ in range(depth)]
    model = Sequential(layers)
    model.set_weights([[[weight]]] * depth)
    model.forward([[1.0]])
    gradient = np.ones((1, 1))
    for layer in reversed(layers):
        gradient = layer.backward(gradient)
    assert gradient[0, 0] == pytest.approx(expected, rel=0.02)


def test_ten_sigmoids_at_their_steepest():
    # at z = 0 each sigmoid hands down a quarter: .25¹⁰ = 9.5e-7
    layers = [Sigmoid() for _ in range(10)]
    gradient = np.ones((1, 1))
    for layer in layers:
        layer.forward(np.zeros((1, 1)))
        gradient = layer.backward(gradient)
    assert gradient[0, 0] == pytest.approx(9.5e-7, rel=0.01)


@pytest.mark.parametrize(
    ("sampler", "share"),
    # (.1 - .01) / (.1 - .0001) = .901; one power of ten of three = 1/3
    [(Uniform(1e-4, 1e-1), 0.901), (LogUniform(1e-4, 1e-1), 1 / 3)],
    ids=repr,
)
def test_how_many_learning_rates_are_above_a_hundredth(sampler, share):
    rng = np.random.default_rng(0)
    drawn = np.array([sampler.sample(rng) for _ in range(4000)])
    assert (drawn > 0.01).mean() == pytest.approx(share, abs=0.03)


def test_naive_and_stable_loss_of_a_score_of_a_thousand():
    # max(f, 0) - f y + log(1 + exp(-|f|)): 1000 for the wrong side of
    # either label, 0 for the right one
    loss = BinaryCrossentropy(from_logits=True)
    assert loss([[0]], [[1000.0]]) == loss([[1]], [[-1000.0]]) == 1000
    assert loss([[1]], [[1000.0]]) == loss([[0]], [[-1000.0]]) == 0
