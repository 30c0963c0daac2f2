"""Sequential: what fit, evaluate, copies and the text forms promise."""

import copy
import pickle

import numpy as np
import pytest

from nnlib import (
    SGD,
    BinaryCrossentropy,
    Dense,
    Hinge,
    LambdaCallback,
    Layer,
    MeanSquaredError,
    RandomNormal,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    SparseCategoricalCrossentropy,
    gradient_check,
    minibatches,
)
from tests.nnlib.small_models import (
    BITS,
    LABELS,
    TARGETS,
    X,
    classifier,
    compiled,
)


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


def test_hinge_reports_accuracy_on_signs():
    model = Sequential([Dense(4, 3)], rng=0)
    model.compile("sgd", Hinge(), ["accuracy"])
    result = model.evaluate(X, 2 * TARGETS - 1)
    hits = model.predict(X).argmax(axis=1) == LABELS
    assert result["accuracy"] == pytest.approx(hits.mean())
