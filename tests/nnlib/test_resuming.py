"""Training that goes on from a saved model, exactly where it was."""

import copy
import io
import json
import warnings

import numpy as np
import pytest

from nnlib import (
    L1,
    L1L2,
    L2,
    SGD,
    Adagrad,
    Adam,
    BatchNormalization,
    CategoricalCrossentropy,
    CosineDecay,
    Dense,
    Dropout,
    ExponentialDecay,
    Huber,
    MeanSquaredError,
    ReLU,
    RMSprop,
    Sequential,
    Softmax,
    accuracy,
    one_hot,
)

rng = np.random.default_rng(0)
X = rng.normal(size=(50, 4))
LABELS = (X[:, 0] > 0).astype(int) + (X[:, 1] > 0)

OPTIMIZERS = {
    "sgd": lambda: SGD(0.1),
    "momentum": lambda: SGD(0.1, momentum=0.9, clipvalue=0.5),
    "nesterov": lambda: SGD(0.1, momentum=0.9, nesterov=True),
    "adagrad": lambda: Adagrad(0.1, clipnorm=1.0),
    "rmsprop": lambda: RMSprop(ExponentialDecay(0.01, 10, 0.9)),
    "adam": lambda: Adam(CosineDecay(0.05, 40, 0.1), weight_decay=0.01),
}


def compiled(optimizer, dtype=np.float64):
    model = Sequential(
        [
            Dense(4, 8, kernel_regularizer=L2(0.01), use_bias=False),
            BatchNormalization(8, momentum=0.8),
            ReLU(),
            Dropout(0.3),
            Dense(8, 8, kernel_regularizer=L1L2(l1=1e-3), max_norm=1.5),
            Dropout(0.1),
            Dense(8, 3, kernel_regularizer=L1(1e-3)),
            Softmax(),
        ],
        rng=1,
        dtype=dtype,
    )
    loss = "sparse_categorical_crossentropy"
    model.compile(optimizer, loss, ["accuracy"])
    return model


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_three_epochs_and_three_are_six(tmp_path, name, dtype):
    at_once = compiled(OPTIMIZERS[name](), dtype)
    six = at_once.fit(X, LABELS, epochs=6, batch_size=12, rng=7).history

    first, order = (
        compiled(OPTIMIZERS[name](), dtype),
        np.random.default_rng(7),
    )
    one = first.fit(X, LABELS, epochs=3, batch_size=12, rng=order).history
    first.save(tmp_path / "model.npz")
    second = Sequential.load(tmp_path / "model.npz")
    two = second.fit(X, LABELS, epochs=3, batch_size=12, rng=order).history

    assert repr(second) == repr(at_once)
    for a, b in zip(second.get_weights(), at_once.get_weights(), strict=True):
        assert a.dtype == dtype
        np.testing.assert_array_equal(a, b)
    for key, values in six.items():
        assert one[key] + two[key] == values
    assert second.evaluate(X, LABELS) == at_once.evaluate(X, LABELS)


def test_saving_changes_nothing(tmp_path):
    watched, alone = compiled("adam"), compiled("adam")
    order = [np.random.default_rng(0), np.random.default_rng(0)]
    for _ in range(3):
        watched.fit(X, LABELS, epochs=1, rng=order[0])
        watched.save(tmp_path / "model.npz")
        alone.fit(X, LABELS, epochs=1, rng=order[1])
    np.testing.assert_array_equal(watched.flat_params, alone.flat_params)


def test_the_file_says_how_the_model_is_compiled(tmp_path):
    model = compiled(Adam(ExponentialDecay(0.01, 10, 0.9), clipnorm=2.0))
    model.fit(X, LABELS, epochs=1, batch_size=10)
    model.save(tmp_path / "model.npz")
    with np.load(tmp_path / "model.npz", allow_pickle=False) as file:
        assert sorted(file) == ["architecture", "memory", "state", "weights"]
        assert file["memory"].shape == (2, model.count_params())
        assert file["state"].shape == (16,)
        text = json.loads(str(file["architecture"]))
    training = text["training"]
    assert training["metrics"] == ["accuracy"]
    assert training["iterations"] == 5
    assert training["loss"]["config"] == {"from_logits": False}
    config = training["optimizer"]["config"]
    assert config["clipnorm"] == 2.0
    assert config["learning_rate"] == {
        "schedule": "ExponentialDecay",
        "config": {
            "initial_learning_rate": 0.01,
            "decay_steps": 10,
            "decay_rate": 0.9,
        },
    }


def test_a_model_that_was_not_compiled_is_not_when_loaded(tmp_path):
    Sequential([Dense(2, 1)], rng=0).save(tmp_path / "m.npz")
    with pytest.raises(RuntimeError, match="fit needs a loss and an optim"):
        Sequential.load(tmp_path / "m.npz").fit(X, LABELS, epochs=1)


def test_the_loss_keeps_its_arguments(tmp_path):
    for loss in (Huber(delta=0.3), CategoricalCrossentropy(from_logits=True)):
        model = Sequential([Dense(4, 3)], rng=0)
        model.compile("sgd", loss)
        model.save(tmp_path / "m.npz")
        again = Sequential.load(tmp_path / "m.npz")
        assert repr(again.loss) == repr(loss)
        y = one_hot(LABELS, 3)
        assert again.evaluate(X, y) == model.evaluate(X, y)


class Mine(MeanSquaredError):
    """A loss that is not nnlib's."""


def largest(y_true, y_pred):
    return y_pred.max()


@pytest.mark.parametrize(
    ("optimizer", "loss", "metrics", "missing"),
    [
        (SGD(lambda t: 0.1), "mse", [], "the function <lambda>"),
        ("adam", Mine(), [], "the loss Mine"),
        ("adam", "mse", [largest], "the metric largest"),
        (SGD(np.sqrt), Mine(), [accuracy, largest], "sqrt, .*Mine, .*largest"),
    ],
)
def test_what_a_file_cannot_hold_is_named(
    tmp_path, optimizer, loss, metrics, missing
):
    model = Sequential([Dense(4, 3)], rng=0)
    model.compile(optimizer, loss, metrics)
    y = one_hot(LABELS, 3)
    model.train_on_batch(X, y)
    with pytest.warns(
        UserWarning, match=f"save: .*{missing} will be missing. After loading"
    ):
        model.save(tmp_path / "m.npz")
    again = Sequential.load(tmp_path / "m.npz")
    np.testing.assert_array_equal(again.predict(X), model.predict(X))
    lost = copy.deepcopy(model.optimizer)
    again.compile(again.optimizer or lost, again.loss or loss, metrics)
    model.train_on_batch(X, y)
    again.train_on_batch(X, y)
    np.testing.assert_array_equal(again.predict(X), model.predict(X))


def test_the_warning_points_at_the_line_that_saves(tmp_path):
    model = Sequential([Dense(4, 3)], rng=0)
    model.compile("sgd", "mse", [largest])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model.save(tmp_path / "m.npz")
    assert caught[0].filename == __file__


def test_a_regularizer_of_ones_own_cannot_be_saved(tmp_path):
    class Other(L2):
        pass

    model = Sequential([Dense(2, 1, kernel_regularizer=Other(0.1))])
    with pytest.raises(
        ValueError,
        match="save knows the parts of nnlib; the regularizer Other is not",
    ):
        model.save(tmp_path / "m.npz")


def damaged(tmp_path, change):
    """A saved file, changed by `change(description, arrays)`."""
    model = compiled("adam")
    model.train_on_batch(X, LABELS)
    path = tmp_path / "m.npz"
    model.save(path)
    with np.load(path) as file:
        arrays = dict(file)
    description = json.loads(str(arrays.pop("architecture")))
    change(description, arrays)
    buffer = io.BytesIO()
    text = np.array(json.dumps(description))
    np.savez(buffer, architecture=text, **arrays)
    path.write_bytes(buffer.getvalue())
    return path


def optimizer_is(name, **config):
    def change(description, arrays):
        entry = {"optimizer": name, "config": config}
        description["training"]["optimizer"] = entry

    return change


def place(*keys, value):
    def change(description, arrays):
        for key in keys[:-1]:
            description = description[key]
        description[keys[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda d, a: a.pop("state"), "state"),
        (
            lambda d, a: a.update(state=a["state"][:-1]),
            "16 running averages and it holds float64 values of shape",
        ),
        (
            lambda d, a: a.update(memory=a["memory"][:1]),
            r"need 2 x \d+ optimizer memory and it holds float64 values",
        ),
        (
            lambda d, a: a.update(memory=a["memory"].astype(int)),
            "it mixes float64 and int64",
        ),
        (
            lambda d, a: a.update(memory=a["memory"].astype(np.float32)),
            "it mixes float32 and float64",
        ),
        (lambda d, a: d["layers"][3].pop("rng"), "rng"),
        (place("layers", 3, "rng", value="0"), "dict"),
        (
            place("layers", 3, "rng", "bit_generator", value="MT19937"),
            "PCG64",
        ),
        (place("layers", 3, "rng", "state", "state", value=-1), ""),
        (place("layers", 3, "config", "rate", value=2), "rate must be in"),
        (optimizer_is("Optimizer"), "optimizer 'Optimizer' is unknown"),
        (optimizer_is("Lion"), "optimizer 'Lion' is unknown"),
        (optimizer_is("SGD", speed=3), "speed"),
        (optimizer_is("SGD", learning_rate=-3), "learning_rate must be"),
        (
            optimizer_is(
                "SGD", learning_rate={"schedule": "os", "config": {}}
            ),
            "schedule 'os' is unknown",
        ),
        (
            optimizer_is("SGD", learning_rate={"module": "os", "config": {}}),
            "lacks 'schedule'",
        ),
        (
            optimizer_is("SGD", learning_rate={"layer": "ReLU", "config": {}}),
            "lacks 'schedule'",
        ),
        (place("training", "iterations", value=-1), "-1 steps cannot be"),
        (place("training", "iterations", value=2.5), "integer"),
        (place("training", "loss", "loss", value="get"), "'get' is unknown"),
        (place("training", "loss", "loss", value="Hinge"), "no arguments"),
        (
            place("training", "metrics", value=["eval"]),
            "metrics .* is unknown",
        ),
        (place("training", value=[1]), "another form .'list' object"),
    ],
)
def test_damaged_files_are_refused(tmp_path, change, reason):
    path = damaged(tmp_path, change)
    with pytest.raises(
        ValueError, match="damaged, or not a model saved by.*" + reason
    ):
        Sequential.load(path)


def test_the_file_is_whole_without_the_change(tmp_path):
    path = damaged(tmp_path, lambda description, arrays: None)
    assert Sequential.load(path).optimizer.iterations == 1
