"""What holds when an argument is left out: the values that are promised."""

import math

import numpy as np
import pytest

from nnlib import (
    activations,
    initializers,
    layers,
    losses,
    optimizers,
    regularizers,
    schedules,
)

COMMON = {"weight_decay": 0.0, "clipnorm": None, "clipvalue": None}
DEFAULTS = [
    (
        lambda: optimizers.SGD(),
        {**COMMON, "learning_rate": 0.01, "momentum": 0, "nesterov": False},
    ),
    (
        lambda: optimizers.Adagrad(),
        {**COMMON, "learning_rate": 0.01, "epsilon": 1e-8},
    ),
    (
        lambda: optimizers.RMSprop(),
        {**COMMON, "learning_rate": 0.001, "rho": 0.9, "epsilon": 1e-8},
    ),
    (
        lambda: optimizers.Adam(),
        {
            **COMMON,
            **{"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999},
            "epsilon": 1e-8,
        },
    ),
    (
        lambda: schedules.CosineDecay(0.1, 5),
        {
            **{"initial_learning_rate": 0.1, "decay_steps": 5, "alpha": 0},
            **{"warmup_target": None, "warmup_steps": 0},
        },
    ),
    (lambda: losses.Huber(), {"delta": 1}),
    (lambda: losses.BinaryCrossentropy(), {"from_logits": False}),
    (lambda: losses.CategoricalCrossentropy(), {"from_logits": False}),
    (lambda: losses.SparseCategoricalCrossentropy(), {"from_logits": False}),
    (lambda: regularizers.L1(), {"l1": 0.01}),
    (lambda: regularizers.L2(), {"l2": 0.01}),
    (lambda: regularizers.L1L2(), {"l1": 0, "l2": 0}),
    (lambda: layers.LeakyReLU(), {"negative_slope": 0.01}),
    (lambda: layers.ELU(), {"alpha": 1}),
    (
        lambda: layers.BatchNormalization(3),
        {"num_features": 3, "momentum": 0.9, "epsilon": 1e-5},
    ),
    (lambda: layers.Dense(2, 3), {"in_features": 2, "out_features": 3}),
    (lambda: layers.Dropout(0.5), {"rate": 0.5}),
]


@pytest.mark.parametrize(("make", "expected"), DEFAULTS)
def test_what_is_left_out(make, expected):
    assert make().config() == expected


def test_first_weights_by_default():
    assert vars(initializers.RandomNormal()) == {"stddev": 0.01}
    assert vars(initializers.SparseNormal(3)) == {"k": 3, "stddev": 1.0}
    layer = layers.Dense(2, 3)
    made = layer.weight_initializer, layer.bias_initializer
    assert list(map(repr, made)) == ["GlorotUniform()", "Zeros()"]
    assert layer.kernel_regularizer is layer.max_norm is None
    assert layer.use_bias


def test_slopes_by_default():
    assert activations.leaky_relu(-1.0) == -0.01
    assert activations.leaky_relu_prime(-1.0) == 0.01
    assert activations.elu(-1e4) == -1
    assert activations.elu_prime(-1.0) == pytest.approx(math.exp(-1))


@pytest.mark.parametrize("rate", [0.9, 0.99])
def test_a_layer_alone_is_not_in_training_unless_told(rate):
    X = np.arange(6.0).reshape(3, 2)
    dropout = layers.Dropout(rate)
    dropout.build(rng=0)
    assert dropout.forward(X) is X
    assert dropout(X) is X
    normalization = layers.BatchNormalization(2)
    normalization.build(rng=0)
    for forward in (normalization.forward, normalization):
        # mean 0 and variance 1 are where the running averages start
        np.testing.assert_allclose(forward(X), X / math.sqrt(1 + 1e-5))


def test_the_few_weights_of_a_unit_differ():
    weights = initializers.SparseNormal(3)((20, 50), rng=0)
    for column in weights.T:
        assert len(np.unique(column)) == 4  # three numbers, and 0


def test_a_unit_has_as_many_weights_as_inputs():
    draw = initializers.SparseNormal(3)
    assert np.count_nonzero(draw((5, 2), rng=0)) == 6
    with pytest.raises(ValueError, match="at least 3 rows .*got shape .2, 5."):
        draw((2, 5), rng=0)
