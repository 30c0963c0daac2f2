"""Sequential: wrong calls are answered before anything is changed."""

import numpy as np
import pytest

from nnlib import (
    Dense,
    ReLU,
    Sequential,
    SparseCategoricalCrossentropy,
)
from tests.nnlib.small_models import LABELS, TARGETS, X, classifier, compiled


def shared():
    layer = Dense(2, 2)
    return [layer, ReLU(), layer]


def again():
    layers = [Dense(2, 2)]
    Sequential(layers)
    return layers


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda: Sequential([]),
            ValueError,
            r"expects a list of layers, got \[\]. For example: Sequential\(\[",
        ),
        (
            lambda: Sequential(ReLU()),
            ValueError,
            "Sequential expects a list of layers",
        ),
        (
            lambda: Sequential([Dense(2, 2), ReLU]),
            TypeError,
            r"layer 1 is not a Layer but .* Write ReLU\(…\), with parenthes",
        ),
        (
            lambda: Sequential(["relu"]),
            TypeError,
            "layer 0 is not a Layer but 'relu'",
        ),
        (
            lambda: Sequential([Dense(4, 8), ReLU(), Dense(9, 2)]),
            ValueError,
            r"layer 2: Dense\(9, 2\) expects 9 features, but the layers "
            r"before it give 8. Use Dense\(8, 2\)",
        ),
        (
            lambda: Sequential(shared()),
            ValueError,
            r"layer 2, Dense\(2, 2\), is already part of a model",
        ),
        (
            lambda: Sequential(again()),
            ValueError,
            r"layer 0, Dense\(2, 2\), is already part of a model. .* new one",
        ),
        (
            lambda: Sequential([ReLU()], dtype=int),
            ValueError,
            "dtype must be np.float64 or np.float32, got int64",
        ),
        (
            lambda: Sequential([ReLU()], rng="zero"),
            TypeError,
            "rng must be an int, a numpy Generator or None, got str",
        ),
        (
            lambda: classifier().fit(X, LABELS, epochs=1),
            RuntimeError,
            r"fit needs a loss and an optimizer. First call model.compile\(",
        ),
        (
            lambda: classifier().evaluate(X, LABELS),
            RuntimeError,
            "evaluate needs a loss",
        ),
        (
            lambda: classifier().compile("sgd", "mse", "accuracy"),
            TypeError,
            r"metrics is a list: metrics=\['accuracy'\]",
        ),
        (
            lambda: classifier().compile("sgd", "mse", ["acuracy"]),
            ValueError,
            r"unknown metric 'acuracy'. Did you mean 'accuracy'\?",
        ),
        (
            lambda: classifier(last=False).compile(
                "sgd", "categorical_crossentropy"
            ),
            ValueError,
            r"expects probabilities, but the model ends in Dense\(8, 3\). Add "
            r"Softmax\(\), or use CategoricalCrossentropy\(from_logits=True\)",
        ),
        (
            lambda: classifier().compile(
                "sgd", SparseCategoricalCrossentropy(from_logits=True)
            ),
            ValueError,
            r"ends in Softmax\(\) and SparseCategoricalCrossentropy has from_"
            r"logits=True, which applies softmax again",
        ),
        (
            lambda: compiled().fit(X, LABELS[:-1], epochs=1),
            ValueError,
            "fit: X has 60 rows and y has 59",
        ),
        (
            lambda: compiled().fit(X[:0], LABELS[:0], epochs=1),
            ValueError,
            "fit: X has no rows",
        ),
        (
            lambda: compiled().fit(X, LABELS, epochs=0),
            ValueError,
            "fit: epochs must be at least 1, got 0",
        ),
        (
            lambda: compiled().fit(X, LABELS, epochs=1, batch_size=2.5),
            TypeError,
            "fit: batch_size must be a whole number, got 2.5",
        ),
        (
            lambda: compiled().fit(X, LABELS, epochs=1, verbose="loud"),
            ValueError,
            'verbose must be "auto", 0',
        ),
        (
            lambda: compiled().fit(X, TARGETS, epochs=1),
            ValueError,
            r"got one-hot targets of shape \(60, 3\). Use Categorical",
        ),
        (
            lambda: compiled().fit(X, LABELS + 1, epochs=1),
            ValueError,
            "label 3 is out of range; 3 outputs allow the labels 0 to 2",
        ),
        (
            lambda: compiled().fit(X.T, LABELS[:4], epochs=1),
            ValueError,
            r"Dense expects a batch of shape \(n, 4\), got \(4, 60\). .* X.T",
        ),
        (
            lambda: compiled().fit(
                X, LABELS, epochs=1, validation_data=(X, LABELS[:-1])
            ),
            ValueError,
            "fit: X has 60 rows and y has 59",
        ),
        (
            lambda: compiled().fit(X, LABELS, epochs=1, validation_split=1.0),
            ValueError,
            r"validation_split must be in \[0, 1\), got 1",
        ),
        (
            lambda: compiled().fit(
                X, LABELS, epochs=1, validation_split=0.001
            ),
            ValueError,
            "validation_split=0.001 of 60 rows leaves none to train on or",
        ),
        (
            lambda: compiled().fit(
                X,
                LABELS,
                epochs=1,
                validation_split=0.1,
                validation_data=(X, LABELS),
            ),
            ValueError,
            "fit: give validation_data or validation_split, not both",
        ),
        (
            lambda: compiled().predict(X[0]),
            ValueError,
            r"got one example of shape \(4,\). Add a batch axis: x\[None, :\]",
        ),
        (
            lambda: compiled().set_weights([np.zeros((4, 8))]),
            ValueError,
            r"set_weights expects arrays of the shapes \[\(4, 8\), \(8,\)",
        ),
    ],
)
def test_errors_teach(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_missing_values_are_found_before_training():
    holes = X.copy()
    holes[17, 3] = holes[20, 0] = holes[21, 1] = np.nan
    model = compiled()
    before = model.flat_params.copy()
    with pytest.raises(
        ValueError,
        match="fit: X contains 3 NaN values, first at row 17, column 3. "
        "Clean or impute them first.",
    ):
        model.fit(holes, LABELS, epochs=1)
    np.testing.assert_array_equal(model.flat_params, before)
    regression = Sequential([Dense(4, 1)])
    regression.compile("sgd", "mse")
    y = X[:, :1].copy()
    y[5, 0] = np.inf
    with pytest.raises(
        ValueError, match="fit: y contains 1 infinite value, first at row 5"
    ):
        regression.fit(X, y, epochs=1)


def test_a_wrong_label_is_found_before_training():
    model, labels = compiled(), LABELS.copy()
    labels[-1] = 9
    before = model.flat_params.copy()
    with pytest.raises(ValueError, match="label 9 is out of range"):
        model.fit(X, labels, epochs=1, batch_size=10, shuffle=False)
    np.testing.assert_array_equal(model.flat_params, before)
