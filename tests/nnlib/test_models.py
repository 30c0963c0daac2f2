"""Sequential: one training step by hand, and what fit promises."""

import copy
import pickle

import numpy as np
import pytest

from nnlib import (
    ELU,
    SGD,
    Absolute,
    BinaryCrossentropy,
    CategoricalCrossentropy,
    Dense,
    Hinge,
    Identity,
    LambdaCallback,
    Layer,
    LeakyReLU,
    MeanSquaredError,
    QuadraticCost,
    RandomNormal,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    SparseCategoricalCrossentropy,
    Step,
    Tanh,
    gradient_check,
    losses,
    minibatches,
    one_hot,
)

rng = np.random.default_rng(0)
X = rng.normal(size=(60, 4))
LABELS = (X[:, 0] > 0).astype(int) + (X[:, 1] > 0)
TARGETS = one_hot(LABELS, 3)
BITS = (X[:, :1] * X[:, 1:2] > 0).astype(float)


def classifier(seed=0, dtype=np.float64, last=True):
    layers = [Dense(4, 8), Tanh(), Dense(8, 3)]
    return Sequential(
        [*layers, Softmax()] if last else layers, rng=seed, dtype=dtype
    )


def compiled(seed=0, dtype=np.float64):
    model = classifier(seed, dtype)
    loss = "sparse_categorical_crossentropy"
    model.compile("rmsprop", loss, ["accuracy"])
    return model


def test_one_neuron_by_hand():
    # w = .5, b = .1, x = 2, target 1, sigmoid, half the squared error.
    # z = .5 * 2 + .1 = 1.1;  a = sigmoid(1.1) = .750260
    # E = (a - 1)² / 2 = .031185;  dE/da = a - 1 = -.249740
    # da/dz = a (1 - a) = .187370;  delta = -.046794
    # dE/dw = delta * 2 = -.093587;  dE/db = delta
    model = Sequential([Dense(1, 1), Sigmoid()], rng=0)
    model.set_weights([[[0.5]], [0.1]])
    loss, x, y = QuadraticCost(), np.array([[2.0]]), np.array([[1.0]])
    a = model.forward(x, training=True)
    assert a[0, 0] == pytest.approx(0.750260, abs=5e-7)
    assert loss(y, a) == pytest.approx(0.031185, abs=5e-7)
    model.backward(loss.gradient(y, a))
    dw, db = model.grads
    assert dw[0, 0] == pytest.approx(-0.093587, abs=5e-7)
    assert db[0] == pytest.approx(-0.046794, abs=5e-7)
    # dE/dx = delta * w = -.023397
    grad = loss.gradient(y, a)
    for layer in reversed(model.layers):
        grad = layer.backward(grad)
    assert grad[0, 0] == pytest.approx(-0.023397, abs=5e-7)


def test_a_2_2_1_network_by_hand():
    # x = (1, .5), target 1, sigmoids, no biases.
    # h = sigmoid(1 * .1 + .5 * .2, 1 * .3 + .5 * .4) = sigmoid(.2, .5)
    #   = (.549834, .622459)
    # o = sigmoid(.5 * .549834 + .6 * .622459) = sigmoid(.648392) = .656648
    # E = (o - 1)² / 2 = .058945
    # delta_o = (o - 1) o (1 - o) = -.077413
    # dW2 = delta_o h = (-.042564, -.048186)
    # delta_h = delta_o (.5, .6) h (1 - h) = (-.009580, -.010915)
    # dW1 = x^T delta_h
    model = Sequential(
        [
            Dense(2, 2, use_bias=False),
            Sigmoid(),
            Dense(2, 1, use_bias=False),
            Sigmoid(),
        ]
    )
    model.set_weights([[[0.1, 0.3], [0.2, 0.4]], [[0.5], [0.6]]])
    loss, y = QuadraticCost(), [[1.0]]
    o = model.forward([[1.0, 0.5]], training=True)
    np.testing.assert_allclose(
        model.layers[1].outputs, [[0.549834, 0.622459]], atol=5e-7
    )
    assert o[0, 0] == pytest.approx(0.656648, abs=5e-7)
    assert loss(y, o) == pytest.approx(0.058945, abs=5e-7)
    model.backward(loss.gradient(y, o))
    dW1, dW2 = model.grads
    np.testing.assert_allclose(dW2, [[-0.042564], [-0.048186]], atol=5e-7)
    np.testing.assert_allclose(
        dW1, [[-0.009580, -0.010915], [-0.004790, -0.005458]], atol=5e-7
    )
    # one step of rate 10 adds ten times the negative gradient
    SGD(10.0).step(model.params, model.grads)
    np.testing.assert_allclose(
        model.params[1], [[0.92564], [1.08186]], atol=5e-6
    )


def test_a_3_3_4_1_network_by_hand():
    # x = (1, 2, 3), all weights of the layers .1, .2, .3, no biases:
    # .1 * 6 = .6 → .64566; .2 * 3 * .64566 = .38739 → .59566;
    # .3 * 4 * .59566 = .71479 → .67146
    model = Sequential(
        [
            Dense(3, 3),
            Sigmoid(),
            Dense(3, 4),
            Sigmoid(),
            Dense(4, 1),
            Sigmoid(),
        ]
    )
    for i, value in zip((0, 2, 4), (0.1, 0.2, 0.3), strict=True):
        W = model.layers[i].params["W"]
        model.layers[i].params["W"] = np.full(W.shape, value)
    y = model.predict([[1, 2, 3]])
    np.testing.assert_allclose(model.layers[1].outputs, 0.64566, atol=5e-6)
    np.testing.assert_allclose(model.layers[3].outputs, 0.59566, atol=5e-6)
    assert y[0, 0] == pytest.approx(0.67146, abs=5e-6)


@pytest.mark.parametrize(
    ("sizes", "count"),
    [
        ([4, 5, 5, 3], 73),  # 20 + 25 + 15 weights, 5 + 5 + 3 biases
        ([3, 3, 4, 1], 33),
        ([4, 5, 1], 31),
        ([2, 3, 1], 13),
        ([4, 3, 3], 27),
        ([784, 10], 7850),
        ([784, 15, 10], 11935),
        ([784, 30, 10], 23860),
        ([784, 100, 10], 79510),
        ([784, 512, 10], 407050),
        ([4096, 1], 4097),
    ],
)
def test_count_params(sizes, count):
    pairs = zip(sizes[:-1], sizes[1:], strict=True)
    model = Sequential([Dense(d, m) for d, m in pairs])
    assert model.count_params() == count
    assert model.flat_params.size == model.flat_grads.size == count
    assert model.summary().total == count


def test_hand_built_networks_for_xor_and_a_triangle():
    # NAND (-2, -2; 3) and OR (2, 2; -1), then AND (2, 2; -3)
    xor = Sequential([Dense(2, 2), Step(), Dense(2, 1), Step()])
    xor.set_weights([[[-2, 2], [-2, 2]], [3, -1], [[2], [2]], [-3]])
    inputs = [[0, 0], [0, 1], [1, 0], [1, 1]]
    np.testing.assert_array_equal(xor(inputs), [[0], [1], [1], [0]])
    # x > 0, y > 0, x + y < 1; all three: the sum exceeds 2.5
    triangle = Sequential([Dense(2, 3), Step(), Dense(3, 1), Step()])
    W1 = [[1, 0, -1], [0, 1, -1]]
    triangle.set_weights([W1, [0, 0, 1], np.ones((3, 1)), [-2.5]])
    points = np.random.default_rng(0).uniform(-1, 2, size=(20_000, 2))
    inside = (points > 0).all(axis=1) & (points.sum(axis=1) < 1)
    np.testing.assert_array_equal(triangle(points)[:, 0], inside)


HIDDEN = [
    Identity,
    Sigmoid,
    Tanh,
    ReLU,
    LeakyReLU,
    ELU,
    Absolute,
    Softmax,
]
ENDS = [
    (Identity, "mse", X[:, :3]),
    (Tanh, "quadratic_cost", X[:, :3]),
    (Identity, "mae", X[:, :3]),
    (Identity, "huber", X[:, :3]),
    (Identity, "hinge", 2 * TARGETS - 1),
    (Sigmoid, "binary_crossentropy", TARGETS),
    (Softmax, "categorical_crossentropy", TARGETS),
    (Softmax, "sparse_categorical_crossentropy", LABELS),
    (Identity, BinaryCrossentropy(from_logits=True), TARGETS),
    (Identity, CategoricalCrossentropy(from_logits=True), TARGETS),
    (Identity, SparseCategoricalCrossentropy(from_logits=True), LABELS),
]


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda h: h.__name__)
@pytest.mark.parametrize(("last", "loss", "y"), ENDS)
def test_gradients_of_every_combination(hidden, last, loss, y):
    model = Sequential([Dense(4, 5), hidden(), Dense(5, 3), last()], rng=3)
    report = gradient_check(model, losses.get(loss), X[:6], y[:6])
    assert report.passed, report


@pytest.mark.parametrize(("last", "loss", "y"), ENDS[5:8])
def test_fused_gradient_is_that_of_the_two_parts(last, loss, y):
    model = Sequential([Dense(4, 5), Tanh(), Dense(5, 3), last()], rng=3)
    model.compile(SGD(0.1), loss)
    outputs = model.forward(X, training=True)
    value = model.loss(y, outputs)
    model.backward(model.loss.gradient(y, outputs))
    apart = model.flat_grads.copy()
    assert model.train_on_batch(X, y)["loss"] == pytest.approx(value)
    np.testing.assert_allclose(model.flat_grads, apart, atol=1e-15)


@pytest.mark.parametrize(
    ("last", "loss", "y"),
    [
        (Softmax, "sparse_categorical_crossentropy", np.array([0, 1])),
        (Softmax, "categorical_crossentropy", np.eye(2)),
        (Sigmoid, "binary_crossentropy", np.eye(2)),
    ],
)
def test_fusing_survives_scores_of_thousands(last, loss, y):
    model = Sequential([Dense(1, 2), last()])
    model.set_weights([[[-1e4, 1e4]], [0, 0]])
    model.compile(SGD(1.0), loss, ["accuracy"])
    result = model.train_on_batch(np.ones((2, 1)), y)
    # the first example is wrong by a score of 20,000
    assert result["loss"] == pytest.approx(1e4)
    assert np.isfinite(model.flat_params).all()
    assert np.abs(model.flat_grads).max() == pytest.approx(0.5)


def test_layers_hold_views_of_the_flat_vectors():
    model = compiled()
    for arrays, flat in [
        (model.params, model.flat_params),
        (model.grads, model.flat_grads),
    ]:
        assert sum(a.size for a in arrays) == flat.size
        assert all(np.shares_memory(a, flat) for a in arrays)
    model.layers[0].params["W"] = np.full((4, 8), 7.0)
    np.testing.assert_array_equal(model.flat_params[:32], 7)
    model.layers[0].params["W"] += 1
    np.testing.assert_array_equal(model.flat_params[:32], 8)
    model.layers[0].build(rng=1)
    assert np.shares_memory(model.params[0], model.flat_params)


def test_fit_is_the_loop_of_the_book():
    by_fit, by_hand = classifier(last=False), classifier(last=False)
    loss = SparseCategoricalCrossentropy(from_logits=True)
    by_fit.compile(SGD(0.5, momentum=0.9), loss)
    by_fit.fit(X, LABELS, epochs=3, batch_size=16, rng=5)

    optimizer, shuffler = SGD(0.5, momentum=0.9), np.random.default_rng(5)
    for _ in range(3):
        for X_batch, y_batch in minibatches(X, LABELS, 16, rng=shuffler):
            y_pred = by_hand.forward(X_batch, training=True)
            by_hand.backward(loss.gradient(y_batch, y_pred))
            optimizer.step(by_hand.params, by_hand.grads)
    np.testing.assert_allclose(
        by_hand.flat_params, by_fit.flat_params, atol=1e-14
    )


def test_history_holds_running_means_and_values_at_the_end():
    model, twin = compiled(), compiled()
    history = model.fit(
        X,
        LABELS,
        epochs=2,
        batch_size=25,
        shuffle=False,
        validation_data=(X[:9], LABELS[:9]),
    )
    losses_, hits = [], []
    for i in (0, 25, 50):  # 25 + 25 + 10 rows
        rows = slice(i, i + 25)
        result = twin.train_on_batch(X[rows], LABELS[rows])
        losses_.append(result["loss"])
        hits.append(result["accuracy"])
    weights = [25, 25, 10]
    record = history.history
    assert list(record) == ["loss", "accuracy", "val_loss", "val_accuracy"]
    assert record["loss"][0] == pytest.approx(
        np.average(losses_, weights=weights)
    )
    assert record["accuracy"][0] == pytest.approx(
        np.average(hits, weights=weights)
    )
    final = model.evaluate(X[:9], LABELS[:9])
    assert record["val_loss"][1] == final["loss"]
    assert record["val_accuracy"][1] == final["accuracy"]
    assert history.epoch == [0, 1]


def test_it_learns():
    model = classifier()
    model.compile(SGD(0.5), "sparse_categorical_crossentropy", ["accuracy"])
    model.fit(X, LABELS, epochs=100, batch_size=10, rng=0)
    assert model.evaluate(X, LABELS)["accuracy"] > 0.95


def test_evaluate_is_the_loss_of_the_predictions():
    model = compiled()
    many = np.tile(X, (20, 1))  # more than one chunk
    labels = np.tile(LABELS, 20)
    result = model.evaluate(many, labels)
    assert list(result) == ["loss", "accuracy"]
    expected = SparseCategoricalCrossentropy()(labels, model.predict(many))
    assert result["loss"] == pytest.approx(expected)
    hits = model.predict(many).argmax(axis=1) == labels
    assert result["accuracy"] == pytest.approx(hits.mean())
    assert model.predict(many).shape == (1200, 3)
    assert model.predict(np.zeros((0, 4))).shape == (0, 3)


def test_metrics_see_probabilities_and_may_be_functions():
    seen = []

    def largest(y_true, y_pred):
        seen.append(y_pred)
        return y_pred.max()

    model = Sequential([Dense(4, 1)], rng=0)
    loss = BinaryCrossentropy(from_logits=True)
    model.compile("sgd", loss, ["accuracy", largest])
    result = model.evaluate(10 * X, BITS)
    assert list(result) == ["loss", "accuracy", "largest"]
    assert 0 <= seen[0].min() <= seen[0].max() <= 1
    predicted = model.predict(10 * X) >= 0  # a score of 0 is even odds
    assert result["accuracy"] == pytest.approx((predicted == BITS).mean())


def test_equal_rng_equal_run():
    runs = []
    for _ in range(2):
        model = compiled()
        model.fit(X, LABELS, epochs=2, rng=4)
        runs.append(model.flat_params.copy())
    np.testing.assert_array_equal(*runs)
    model = compiled()
    model.fit(X, LABELS, epochs=2, rng=5)
    assert not np.array_equal(model.flat_params, runs[0])


def test_the_global_random_state_is_untouched():
    # the legacy interface, to see that nobody uses it
    before = np.random.get_state()  # noqa: NPY002
    compiled(seed=None).fit(X, LABELS, epochs=1, rng=None)
    after = np.random.get_state()  # noqa: NPY002
    assert before[0] == after[0]
    np.testing.assert_array_equal(before[1], after[1])
    assert before[2:] == after[2:]


def test_a_generator_given_twice_moves_on():
    generator = np.random.default_rng(0)
    first, second = classifier(generator), classifier(generator)
    assert not np.array_equal(first.flat_params, second.flat_params)


def test_fit_leaves_the_data_of_the_caller():
    data, labels = X.copy(), LABELS.copy()
    data.flags.writeable = labels.flags.writeable = False
    compiled().fit(data, labels, epochs=1, validation_split=0.2)
    np.testing.assert_array_equal(data, X)


def test_lists_and_integers_are_welcome():
    model = Sequential([Dense(2, 1), Sigmoid()], rng=0)
    model.compile("sgd", "binary_crossentropy", ["accuracy"])
    X_list, y_list = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [1]]
    model.fit(X_list, y_list, epochs=2)
    assert model.predict(X_list).shape == (4, 1)
    assert set(model.evaluate(X_list, y_list)) == {"loss", "accuracy"}


def test_fit_goes_on_where_it_was():
    at_once, in_parts = compiled(), compiled()
    at_once.fit(X, LABELS, epochs=4, shuffle=False)
    for _ in range(2):
        history = in_parts.fit(X, LABELS, epochs=2, shuffle=False)
    np.testing.assert_array_equal(at_once.flat_params, in_parts.flat_params)
    assert len(history.history["loss"]) == 2


def test_batches_of_all_rows_are_plain_gradient_descent():
    one, two = compiled(), compiled()
    one.fit(X, LABELS, epochs=3, batch_size=60)
    two.fit(X, LABELS, epochs=3, batch_size=1000, shuffle=False)
    np.testing.assert_array_equal(one.flat_params, two.flat_params)


def test_validation_split_takes_the_last_rows():
    seen = {}

    class Spy(Sequential):
        def evaluate(self, X, y):
            seen["X"] = X
            return super().evaluate(X, y)

    model = Spy([Dense(4, 3), Softmax()], rng=0)
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(X, LABELS, epochs=1, validation_split=0.25)
    np.testing.assert_array_equal(seen["X"], X[45:])


def test_float32_throughout():
    model = compiled(dtype=np.float32)
    history = model.fit(X, LABELS, epochs=3, rng=0, validation_split=0.2)
    assert model.flat_params.dtype == np.float32
    assert all(g.dtype == np.float32 for g in model.grads)
    assert model.optimizer.memory.dtype == np.float32
    assert model.predict(X).dtype == np.float32
    assert type(history.history["loss"][0]) is float
    double = compiled()
    double.fit(X, LABELS, epochs=3, rng=0, validation_split=0.2)
    # the same draws, rounded
    np.testing.assert_allclose(
        model.flat_params, double.flat_params, atol=1e-4
    )


def test_ctrl_c_keeps_what_was_learned(capsys):
    def press(batch, logs):
        if len(record) == 2:
            raise KeyboardInterrupt

    record, ended = [], []
    model = compiled()
    history = model.fit(
        X,
        LABELS,
        epochs=10,
        callbacks=[
            LambdaCallback(
                on_batch_end=press,
                on_epoch_end=lambda epoch, logs: record.append(epoch),
                on_train_end=lambda: ended.append(True),
            )
        ],
        rng=0,
    )
    assert history.interrupted
    assert history.epoch == [0, 1]
    assert len(history.history["loss"]) == 2
    assert ended == [True]
    assert "Interrupted: History(2 epochs, loss" in capsys.readouterr().out
    assert np.isfinite(model.evaluate(X, LABELS)["loss"])
    model.fit(X, LABELS, epochs=1, rng=0)


def test_an_error_in_a_callback_is_not_swallowed():
    ended = []

    def fail(epoch, logs):
        raise ZeroDivisionError

    callback = LambdaCallback(
        on_epoch_end=fail, on_train_end=lambda: ended.append(True)
    )
    with pytest.raises(ZeroDivisionError):
        compiled().fit(X, LABELS, epochs=1, callbacks=[callback])
    assert ended == [True]


def test_summary():
    assert repr(classifier().summary()) == (
        "Layer        Output shape  Parameters\n"
        "─────────────────────────────────────\n"
        "Dense(4, 8)  (n, 8)                40\n"
        "Tanh()       (n, 8)                 0\n"
        "Dense(8, 3)  (n, 3)                27\n"
        "Softmax()    (n, 3)                 0\n"
        "─────────────────────────────────────\n"
        "Total: 67 parameters"
    )
    assert Sequential([ReLU()]).summary().rows == [("ReLU()", "(n, d)", 0)]


def test_repr():
    model = Sequential([Dense(2, 1), Sigmoid()])
    assert repr(model) == "Sequential([Dense(2, 1), Sigmoid()])"


def test_weights_come_and_go_as_copies():
    model = compiled()
    weights = model.get_weights()
    assert [w.shape for w in weights] == [(4, 8), (8,), (8, 3), (3,)]
    before = model.flat_params.copy()
    weights[0][...] = 0
    np.testing.assert_array_equal(model.flat_params, before)
    other = classifier(seed=1)
    other.set_weights(model.get_weights())
    np.testing.assert_array_equal(other.predict(X), model.predict(X))


@pytest.mark.parametrize(
    "clone",
    [copy.deepcopy, copy.copy, lambda m: pickle.loads(pickle.dumps(m))],
    ids=["deepcopy", "copy", "pickle"],
)
def test_a_copy_learns_on_its_own(clone):
    model = compiled()
    model.fit(X, LABELS, epochs=1, rng=0)
    twin = clone(model)
    np.testing.assert_array_equal(twin.predict(X), model.predict(X))
    before = model.predict(X)
    twin.fit(X, LABELS, epochs=1, rng=1)
    assert not np.array_equal(twin.predict(X), before)
    np.testing.assert_array_equal(model.predict(X), before)
    model.fit(X, LABELS, epochs=1, rng=1)
    # the optimizer's memory was copied as well
    np.testing.assert_array_equal(twin.predict(X), model.predict(X))


def test_a_layer_of_ones_own():
    class Double(Layer):
        def forward(self, X, *, training=False):
            return 2 * X

        def backward(self, grad_output):
            return 2 * grad_output

    model = Sequential([Double(), Dense(4, 3), Double()], rng=0)
    assert gradient_check(model, MeanSquaredError(), X, TARGETS).passed
    model.compile("sgd", "mse")
    model.fit(X, TARGETS, epochs=1)
    assert gradient_check(model, MeanSquaredError(), X, TARGETS).passed


def test_nielsens_first_network_can_be_said():
    normal = RandomNormal(1.0)
    sizes = {"weight_initializer": normal, "bias_initializer": normal}
    model = Sequential(
        [Dense(4, 30, **sizes), Sigmoid(), Dense(30, 3, **sizes), Sigmoid()],
        rng=0,
    )
    assert model.layers[0].params["b"].std() == pytest.approx(1, abs=0.3)
    model.compile(SGD(3.0), "quadratic_cost", ["accuracy"])
    history = model.fit(X, TARGETS, epochs=60, batch_size=10, rng=0)
    assert history.history["accuracy"][-1] > 0.95


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


def test_hinge_reports_accuracy_on_signs():
    model = Sequential([Dense(4, 3)], rng=0)
    model.compile("sgd", Hinge(), ["accuracy"])
    result = model.evaluate(X, 2 * TARGETS - 1)
    hits = model.predict(X).argmax(axis=1) == LABELS
    assert result["accuracy"] == pytest.approx(hits.mean())
