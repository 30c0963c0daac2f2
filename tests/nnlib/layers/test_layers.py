"""Layers: forward by hand, backward by differences, messages."""

import re

import numpy as np
import pytest

from nnlib import Sequential, layers
from nnlib.gradcheck import numerical_gradient
from nnlib.layers import (
    ELU,
    Absolute,
    Dense,
    Identity,
    Layer,
    LeakyReLU,
    ReLU,
    Sigmoid,
    Softmax,
    Step,
    Tanh,
)

ACTIVATIONS = [
    Identity(),
    Step(),
    Sigmoid(),
    Tanh(),
    ReLU(),
    LeakyReLU(),
    LeakyReLU(negative_slope=1.7),
    ELU(),
    ELU(alpha=0.5),
    Absolute(),
    Softmax(),
]


def built(in_features, out_features, **options):
    layer = Dense(in_features, out_features, **options)
    layer.build(rng=0)
    return layer


def batch(n, d):
    # away from 0, where some activations have a kink
    X = np.random.default_rng(1).uniform(0.1, 2, size=(n, d))
    return X * np.random.default_rng(2).choice([-1, 1], size=(n, d))


@pytest.mark.parametrize("n", [1, 5])
@pytest.mark.parametrize(
    "layer",
    [*ACTIVATIONS, built(3, 4), built(3, 4, use_bias=False)],
    ids=repr,
)
def test_backward_is_the_slope(layer, n):
    X = batch(n, 3)
    above = batch(n, layer.forward(X).shape[1])  # dL/d(output)

    def loss(_):
        return np.sum(above * layer.forward(X))

    layer.forward(X)
    dX = layer.backward(above)
    grads = {name: g.copy() for name, g in layer.grads.items()}
    np.testing.assert_allclose(dX, numerical_gradient(loss, X), atol=1e-9)
    for name, w in layer.params.items():
        expected = numerical_gradient(loss, w)
        np.testing.assert_allclose(grads[name], expected, atol=1e-9)
        layer.grads[name][...] = 0
    layer.forward(X)
    layer.fill_grads(above)
    for name, g in layer.grads.items():
        np.testing.assert_array_equal(g, grads[name])


def test_dense_by_hand():
    layer = Dense(2, 2)
    layer.build(rng=0)
    layer.params["W"] = [[1, 2], [3, 4]]
    layer.params["b"] = [10, 20]
    # (1, 1) → 1 + 3 + 10 = 14, 2 + 4 + 20 = 26; (0, 2) → 6 + 10, 8 + 20
    Z = layer.forward(np.array([[1, 1], [0, 2]]))
    np.testing.assert_array_equal(Z, [[14, 26], [16, 28]])
    # dX = d @ W.T: (1, 0) → (1, 3); (0, 1) → (2, 4)
    dX = layer.backward(np.array([[1.0, 0], [0, 1]]))
    np.testing.assert_array_equal(dX, [[1, 3], [2, 4]])
    # dW = X.T @ d = [[1, 0], [1, 2]]; db = the sum over the rows
    np.testing.assert_array_equal(layer.grads["W"], [[1, 0], [1, 2]])
    np.testing.assert_array_equal(layer.grads["b"], [1, 1])


def test_the_two_layouts_agree():
    # rows and X W + b here; columns and W x + b elsewhere
    net = [built(3, 3), Sigmoid(), built(3, 4), Sigmoid(), built(4, 1)]
    X = batch(5, 3)
    rows, columns = X, X.T
    for layer in net:
        rows = layer.forward(rows)
        if layer.params:
            columns = (
                layer.params["W"].T @ columns + layer.params["b"][:, None]
            )
        else:
            columns = 1 / (1 + np.exp(-columns))
    np.testing.assert_allclose(columns.T, rows)


def test_a_dense_layer_treats_each_row_alone():
    layer, X = built(3, 2), batch(6, 3)
    order = [4, 2, 0, 5, 1, 3]
    np.testing.assert_allclose(
        layer.forward(X[order]), layer.forward(X)[order]
    )
    np.testing.assert_allclose(layer.forward(X[2:3]), layer.forward(X)[2:3])


def test_build_draws_what_the_initializers_say():
    layer = Dense(
        3, 2, weight_initializer="zeros", bias_initializer=lambda s, r: [7, 8]
    )
    layer.build(rng=0)
    np.testing.assert_array_equal(layer.params["W"], np.zeros((3, 2)))
    np.testing.assert_array_equal(layer.params["b"], [7, 8])
    np.testing.assert_array_equal(
        built(3, 2).params["W"], built(3, 2).params["W"]
    )


def test_building_again_draws_again():
    layer = built(3, 2)
    before = layer.params["W"]
    layer.build(rng=1)
    assert layer.params["W"] is before
    assert not np.array_equal(before, built(3, 2).params["W"])


def test_float32_stays_float32():
    layer = Dense(3, 2)
    layer.build(rng=0, dtype=np.float32)
    out = layer.forward(batch(4, 3))
    assert out.dtype == np.float32
    assert layer.backward(np.ones((4, 2))).dtype == np.float32
    assert layer.grads["W"].dtype == np.float32
    X = batch(4, 3).astype(np.float32)
    for activation in ACTIVATIONS:
        out = activation.forward(X)
        assert out.dtype == np.float32, activation
        assert activation.backward(np.ones_like(out)).dtype == np.float32


@pytest.mark.parametrize("layer", [*ACTIVATIONS, built(3, 3)], ids=repr)
def test_arguments_stay_what_they_were(layer):
    X = batch(4, 3)
    before = X.copy()
    above = layer.forward(X) * 0 + 1
    layer.backward(above)
    np.testing.assert_array_equal(X, before)
    np.testing.assert_array_equal(above, 1)


def test_layers_are_callable():
    np.testing.assert_array_equal(ReLU()(np.array([[-1.0, 2.0]])), [[0, 2]])


def test_a_called_layer_is_not_in_training_unless_told():
    class Attentive(Identity):
        def forward(self, X, *, training=False):
            return training

    assert Attentive()(X=1) is False
    assert Attentive()(1, training=True) is True


def test_width_of_the_output():
    assert Dense(3, 5).output_features(None) == 5
    assert ReLU().output_features(7) == 7


def test_repr_builds_the_layer_again():
    denses = [
        Dense(3, 4),
        Dense(3, 4, use_bias=False),
        Dense(3, 4, use_bias=False, max_norm=2.0),
    ]
    for layer in [*ACTIVATIONS, *denses]:
        again = eval(repr(layer), vars(layers))
        assert type(again) is type(layer)
        assert again.config() == layer.config()


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: built(2, 3).forward(np.zeros(2)),
            ValueError,
            r"Dense expects a batch of shape \(n, 2\), got one example of "
            r"shape \(2,\). Add a batch axis: x\[None, :\].",
        ),
        (
            lambda: built(784, 3).forward(np.zeros((5, 28, 28))),
            ValueError,
            r"shape \(n, 784\), got \(5, 28, 28\). Flatten each example: "
            r"X.reshape\(len\(X\), -1\)",
        ),
        (
            lambda: built(2, 3).forward(np.zeros((2, 5))),
            ValueError,
            r"got \(2, 5\). Samples are rows; did you mean X.T\?",
        ),
        (
            lambda: built(1, 3).forward(np.zeros(5)),
            ValueError,
            r"got \(5,\). Make it a column: X\[:, None\]",
        ),
        (
            lambda: built(2, 3).forward(np.zeros((5, 4))),
            ValueError,
            r"got \(5, 4\). Check the number of features",
        ),
        (
            lambda: Dense(2, 3).forward(np.zeros((1, 2))),
            RuntimeError,
            r"Dense\(2, 3\) has no weights yet. Call layer.build\(rng=0\), "
            "or make it part of a Sequential.$",
        ),
        (
            lambda: built(2, 3).backward(np.zeros((1, 3))),
            RuntimeError,
            r"Dense\(2, 3\): backward needs .* Call forward\(X\) first",
        ),
        (
            lambda: ReLU().backward(np.zeros((1, 3))),
            RuntimeError,
            r"ReLU\(\): backward needs the values of a forward pass. Call "
            r"forward\(X\) first.$",
        ),
        (
            lambda: Dense(0, 3),
            ValueError,
            "Dense: in_features must be at least 1, got 0",
        ),
        (
            lambda: Dense(3, 2.5),
            TypeError,
            "Dense: out_features must be a whole number, got 2.5",
        ),
        (
            lambda: Dense(3, 2, weight_initializer="xavier"),
            ValueError,
            "unknown initializer 'xavier'.\nKnown: glorot_normal",
        ),
        (
            lambda: built(3, 2, weight_initializer=lambda s, r: np.ones(2)),
            ValueError,
            r"initializer of W returned shape \(2,\), expected \(3, 2\)",
        ),
        (
            lambda: LeakyReLU("steep"),
            TypeError,
            "LeakyReLU: negative_slope must be a number, got 'steep'",
        ),
        (
            lambda: Softmax().forward(np.zeros(3)),
            ValueError,
            r"Softmax expects a batch of shape \(n, d\), got one example",
        ),
    ],
)
def test_errors_teach(call, error, message):
    with pytest.raises(error, match=message):
        call()


@pytest.mark.parametrize("layer", [built(3, 3), ReLU(), Softmax()], ids=repr)
def test_a_gradient_of_another_shape_is_refused(layer):
    layer.forward(batch(4, 3))
    with pytest.raises(
        ValueError,
        match=re.escape(repr(layer)) + ": backward got a gradient of shape "
        r"\(3, 4\), but the last "
        r"output had shape \(4, 3\). A gradient has the shape of what it "
        "differentiates by.$",
    ):
        layer.backward(np.zeros((3, 4)))


def test_an_unknown_parameter_is_named_beside_the_known_ones():
    with pytest.raises(KeyError, match="there is no 'V', only 'W', 'b'"):
        built(2, 3).params["V"]
    with pytest.raises(RuntimeError, match="layer part of a Sequential.$"):
        Dense(2, 3).params["W"]
    in_model = Sequential([Dense(2, 3), ReLU()]).layers[1]
    with pytest.raises(ValueError, match="the names are none.$"):
        in_model.params["W"] = np.zeros(1)


def test_a_layer_without_weights_costs_nothing():
    assert Layer().penalty() == 0


def test_a_gradient_takes_the_precision_of_the_batch():
    layer = ReLU()
    layer.forward(np.ones((2, 3), np.float32))
    assert layer.backward(np.ones((2, 3))).dtype == np.float32


def test_biases_are_drawn_by_the_given_generator():
    drawn = [built(2, 50, bias_initializer="glorot_uniform") for _ in "ab"]
    first, second = (layer.params["b"] for layer in drawn)
    np.testing.assert_array_equal(first, second)


def test_repr_of_a_layer_of_ones_own():
    class Scaled(Layer):
        def config(self):
            return {"by": 2, "shifted": True}

    assert repr(Scaled()) == "Scaled(by=2, shifted=True)"


def test_a_batch_that_is_no_array_of_numbers_is_called_X():
    with pytest.raises((TypeError, ValueError), match="^X "):
        ReLU().forward("three")


def test_assigning_weights_of_another_shape_is_refused():
    layer = built(2, 3)
    with pytest.raises(
        ValueError,
        match=r"'b' has shape \(3,\), got values of shape \(2,\). Check it "
        r"with values.shape; perhaps values.T fits.$",
    ):
        layer.params["b"] = [1, 2]


@pytest.mark.parametrize(
    ("call", "missing"),
    [
        (lambda: Layer().forward(np.zeros((1, 1))), "Layer needs a forward"),
        (lambda: Layer().backward(np.zeros((1, 1))), "Layer needs a backward"),
        (
            lambda: layers.activation.Activation().forward(np.zeros((1, 1))),
            "Activation needs a function",
        ),
        (
            lambda: layers.activation.Activation().derivative(0, 0),
            "Activation needs a derivative",
        ),
    ],
)
def test_base_classes_say_what_is_missing(call, missing):
    with pytest.raises(NotImplementedError, match=missing):
        call()


class Forgetful(Layer):
    def __init__(self, factor):
        self.factor = factor

    def forward(self, X, *, training=False):
        return self.factor * self.received(X)


@pytest.mark.parametrize(
    "use",
    [lambda layer: Sequential([layer]), lambda layer: layer.build(rng=0)],
    ids=["in a model", "alone"],
)
def test_a_layer_that_forgot_its_base_class_is_told(use):
    layer = Forgetful(2)
    layer.draw = lambda rng: {"W": np.zeros(2)}
    with pytest.raises(
        AttributeError, match=r"Begin Forgetful.__init__ with super\(\)"
    ):
        use(layer)


def test_other_missing_names_are_only_missing():
    with pytest.raises(AttributeError, match="no attribute 'weights'$"):
        Dense(2, 1).weights  # noqa: B018
    assert not hasattr(Dense(2, 1), "weights")
