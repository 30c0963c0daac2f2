"""Every number a constructor takes: its range, and who complains of it."""

import math

import numpy as np
import pytest

from nnlib import (
    Sequential,
    activations,
    initializers,
    layers,
    losses,
    optimizers,
    regularizers,
    schedules,
    training,
)

DECAY = {"initial_learning_rate": 0.1, "decay_steps": 5, "decay_rate": 0.5}
COSINE = {"initial_learning_rate": 0.1, "decay_steps": 5}
WARM = {**COSINE, "warmup_target": 0.2, "warmup_steps": 3}
DECAYS = (
    schedules.StepDecay,
    schedules.ExponentialDecay,
    schedules.InverseTimeDecay,
)
OPTIMIZERS = (
    optimizers.SGD,
    optimizers.Adagrad,
    optimizers.RMSprop,
    optimizers.Adam,
)
# class, argument, the other arguments, its range and a value to try
NUMBERS = [
    *((o, "learning_rate", {}, "(0, inf)", 1.1) for o in OPTIMIZERS),
    *((o, "weight_decay", {}, "[0, inf)", 1.1) for o in OPTIMIZERS),
    *((o, "clipnorm", {}, "(0, inf)", 1.1) for o in OPTIMIZERS),
    *((o, "clipvalue", {}, "(0, inf)", 1.1) for o in OPTIMIZERS),
    *((o, "epsilon", {}, "(0, inf)", 1.1) for o in OPTIMIZERS[1:]),
    (optimizers.SGD, "momentum", {}, "[0, 1)", 0.9),
    (optimizers.RMSprop, "rho", {}, "[0, 1)", 0.8),
    (optimizers.Adam, "beta_1", {}, "[0, 1)", 0.8),
    (optimizers.Adam, "beta_2", {}, "[0, 1)", 0.99),
    *((d, "initial_learning_rate", DECAY, "(0, inf)", 2) for d in DECAYS),
    *((d, "decay_rate", DECAY, "(0, inf)", 2) for d in DECAYS),
    (schedules.CosineDecay, "initial_learning_rate", COSINE, "(0, inf)", 2),
    (schedules.CosineDecay, "initial_learning_rate", WARM, "[0, inf)", 2),
    (schedules.CosineDecay, "alpha", COSINE, "[0, inf)", 0.1),
    (schedules.CosineDecay, "warmup_target", WARM, "(0, inf)", 0.3),
    (losses.Huber, "delta", {}, "(0, inf)", 1.5),
    (initializers.RandomNormal, "stddev", {}, "[0, inf)", 1.5),
    (initializers.SparseNormal, "stddev", {"k": 2}, "[0, inf)", 1.5),
    (initializers.Constant, "value", {}, "(-inf, inf)", -1.5),
    (regularizers.L1, "l1", {}, "[0, inf)", 1.5),
    (regularizers.L2, "l2", {}, "[0, inf)", 1.5),
    (regularizers.L1L2, "l1", {}, "[0, inf)", 1.5),
    (regularizers.L1L2, "l2", {}, "[0, inf)", 1.5),
    (layers.LeakyReLU, "negative_slope", {}, "(-inf, inf)", -1.5),
    (layers.ELU, "alpha", {}, "(-inf, inf)", -1.5),
    (layers.Dropout, "rate", {}, "[0, 1)", 0.4),
    (layers.BatchNormalization, "momentum", {"num_features": 1}, "[0, 1)", 0),
    (
        layers.BatchNormalization,
        "epsilon",
        {"num_features": 1},
        "(0, inf)",
        1.5,
    ),
    (
        layers.Dense,
        "max_norm",
        {"in_features": 1, "out_features": 1},
        "(0, inf)",
        1.5,
    ),
]
COUNTS = [
    (layers.Dense, "in_features", {"out_features": 1}),
    (layers.Dense, "out_features", {"in_features": 1}),
    (layers.BatchNormalization, "num_features", {}),
    (initializers.SparseNormal, "k", {}),
    *((d, "decay_steps", DECAY) for d in DECAYS),
    (schedules.CosineDecay, "decay_steps", COSINE),
    (training.updates_per_run, "n", {"batch_size": 1, "epochs": 1}),
    (training.updates_per_run, "batch_size", {"n": 1, "epochs": 1}),
    (training.updates_per_run, "epochs", {"n": 1, "batch_size": 1}),
    (training.minibatches, "batch_size", {"X": [1], "y": [1], "rng": 0}),
]


def of(cases):
    return [
        pytest.param(*case, id=f"{case[0].__name__}-{case[1]}-{number}")
        for number, case in enumerate(cases)
    ]


def complaint(kind, make, arguments):
    with pytest.raises(kind) as error:
        make(**arguments)
    return str(error.value)


@pytest.mark.parametrize(
    ("make", "name", "others", "bounds", "good"), of(NUMBERS)
)
def test_a_number_has_its_range(make, name, others, bounds, good):
    low, high = map(float, bounds[1:-1].split(", "))
    start = f"{make.__name__}: {name} must be "
    said = complaint(TypeError, make, {**others, name: "much"})
    assert said.startswith(start + "a number, got 'much'. For example: ")
    example = float(said.rsplit(" ", 1)[1].rstrip("."))
    make(**{**others, name: example})  # what we suggest is right
    refused = [low - 1, high, high + 1, math.inf, -math.inf, math.nan]
    refused += [low] if bounds[0] == "(" else []
    for value in refused:
        said = complaint(ValueError, make, {**others, name: value})
        assert said.startswith(f"{start}in {bounds}, got {value}. For")
    for value in [good, *([low] if bounds[0] == "[" else [])]:
        kept = getattr(make(**{**others, name: value}), name)
        assert kept == value
        assert type(kept) is float


@pytest.mark.parametrize(("make", "name", "others"), of(COUNTS))
def test_a_count_is_a_whole_number_from_one(make, name, others):
    start = f"{make.__name__}: {name} must be "
    said = complaint(TypeError, make, {**others, name: 2.5})
    assert said == f"{start}a whole number, got 2.5. Use 2."
    said = complaint(ValueError, make, {**others, name: 0})
    assert said == f"{start}at least 1, got 0. Use 1 or more."
    make(**{**others, name: np.int64(1)})


def test_the_steps_of_a_warm_up_are_counted():
    make, start = schedules.CosineDecay, "CosineDecay: warmup_steps must be "
    said = complaint(TypeError, make, {**WARM, "warmup_steps": 2.5})
    assert said == f"{start}a whole number, got 2.5. Use 2."
    said = complaint(ValueError, make, {**WARM, "warmup_steps": -1})
    assert said == f"{start}at least 1, got -1. Use 1 or more."


@pytest.mark.parametrize(
    "function", ["softmax", "log_softmax", "logsumexp", "softmax_jacobian"]
)
def test_functions_of_scores_name_themselves(function):
    call = getattr(activations, function)
    name = "s" if function == "softmax_jacobian" else "Z"
    said = complaint(TypeError, call, {name: ["a"]})
    assert said.startswith(f"{function} must hold numbers, got dtype <U1")
    said = complaint(ValueError, call, {name: 3.0})
    assert said.startswith(f"{function} works along an axis")
    said = complaint(ValueError, call, {name: []})
    assert said.startswith(f"{function}: shape (0,) has no scores along axis")


@pytest.mark.parametrize(
    ("module", "kind"),
    [
        (initializers, "initializer"),
        (losses, "loss"),
        (optimizers, "optimizer"),
        (regularizers, "regularizer"),
    ],
)
def test_what_has_no_such_name_is_told_its_kind(module, kind):
    known = sorted(module.ALIASES)
    with pytest.raises(ValueError) as error:
        module.get("unheard of")
    start = f"unknown {kind} 'unheard of'."
    assert str(error.value) == f"{start}\nKnown: {', '.join(known)}."
    with pytest.raises(TypeError, match=f"^{kind} must be a name or an obj"):
        module.get(3)
    for name, made in module.ALIASES.items():
        assert type(module.get(name)) is made
        assert type(module.get(name.upper())) is made


LOSSES = [
    *(losses.MeanSquaredError(), losses.QuadraticCost(), losses.Huber()),
    *(losses.MeanAbsoluteError(), losses.Hinge()),
    losses.BinaryCrossentropy(),
    losses.CategoricalCrossentropy(),
]


@pytest.mark.parametrize("loss", LOSSES, ids=repr)
@pytest.mark.parametrize("part", ["__call__", "gradient"])
def test_a_loss_says_which_of_the_two_is_wrong(loss, part):
    ask = getattr(loss, part)
    with pytest.raises(TypeError, match="^y_pred must hold numbers, got dty"):
        ask([[1, 0]], [["a", "b"]])
    with pytest.raises(TypeError, match="^y_true must hold numbers, got dty"):
        ask([["a", "b"]], [[1.0, 0.0]])


def test_labels_need_predictions_that_are_numbers():
    with pytest.raises(TypeError, match="^y_pred must hold numbers, got dty"):
        losses.SparseCategoricalCrossentropy()([0], [["a", "b"]])


PENALTIES = [regularizers.L1(), regularizers.L2(), regularizers.L1L2(1, 1)]


@pytest.mark.parametrize("penalty", PENALTIES, ids=repr)
def test_a_penalty_is_on_numbers(penalty):
    for ask in (penalty, penalty.gradient):
        with pytest.raises(TypeError, match="^W must hold numbers, got dtype"):
            ask([["a"]])


def test_the_shape_of_first_weights_is_counted():
    for shape, got in (((2, 0), 0), ((-1,), -1)):
        with pytest.raises(ValueError) as error:
            initializers.Zeros()(shape, rng=0)
        text = f"shape {shape!r}: each number must be at least 1, got {got}."
        assert str(error.value).startswith(text)
    with pytest.raises(TypeError) as error:
        initializers.Zeros()(3, rng=0)
    assert str(error.value) == (
        "an initializer needs a shape such as (2, 3), got 3. "
        "For the biases of 3 units write (3,)."
    )
    assert initializers.Zeros()([2, 3], rng=0).shape == (2, 3)


def test_a_parameter_is_made_of_numbers():
    layer = layers.Dense(1, 1)
    layer.build(rng=0)
    with pytest.raises(TypeError, match="^parameter 'W' must hold numbers, g"):
        layer.params["W"] = [["a"]]


@pytest.mark.parametrize(
    "layer",
    [
        layers.Dense(3, 2),
        layers.Dense(3, 2, use_bias=False),
        layers.BatchNormalization(3),
        layers.ReLU(),
    ],
    ids=repr,
)
def test_the_shapes_that_are_announced_are_those_that_come(layer):
    announced = layer.param_shapes()
    layer.build(rng=0)
    assert announced == {name: w.shape for name, w in layer.params.items()}
    assert announced == {name: g.shape for name, g in layer.grads.items()}


def test_a_step_names_the_type_that_is_wrong():
    w, g = np.zeros(2), np.zeros(2)
    step = optimizers.SGD().step
    cases = [
        ([np.zeros(2, int)], [g], "params[0] is int64. Use"),
        ([[0.0, 0.0]], [g], "params[0] is list. Use"),
        ([w, w], [g, g + 1j], "grads[1] is complex128. Use"),
        ([w], [[0.0, 0.0]], "grads[0] is list. Use"),
    ]
    for params, grads, said in cases:
        with pytest.raises(TypeError) as error:
            step(params, grads)
        assert said in str(error.value)


def test_a_step_moves_lists_of_arrays():
    w = np.zeros(2)
    for arguments in ((w, [w]), ([w], w)):
        with pytest.raises(TypeError) as error:
            optimizers.SGD().step(*arguments)
        assert str(error.value) == (
            "step expects lists of arrays, got a bare array. "
            "Put it in a list: optimizer.step([w], [grad])."
        )


@pytest.mark.parametrize("loss", LOSSES[:4], ids=repr)
def test_unsigned_numbers_do_not_wrap_around(loss):
    y_true, y_pred = np.array([[3, 0]], "u1"), np.array([[1, 4]], "u1")
    as_floats = y_true.astype(float), y_pred.astype(float)
    assert loss(y_true, y_pred) == loss(*as_floats)  # 1 - 3 is not 254
    slope = loss.gradient(y_true, y_pred)
    np.testing.assert_array_equal(slope, loss.gradient(*as_floats))


def test_a_batch_that_is_too_small_is_told_the_largest_that_fits():
    model = Sequential([layers.BatchNormalization(1)], rng=0)
    model.compile(optimizer="sgd", loss="mse")
    X = np.arange(4.0)[:, None]
    # 4 rows are 3 and 1, but 2 and 2
    with pytest.raises(ValueError, match="Use batch_size=2.$"):
        model.fit(X, X, epochs=1, batch_size=3, verbose=0)
