"""LearningRateScheduler and MetricCallback: numbers added to the logs."""

import numpy as np
import pytest

from nnlib import (
    SGD,
    CSVLogger,
    Dense,
    EarlyStopping,
    ExponentialDecay,
    LambdaCallback,
    LearningRateScheduler,
    MetricCallback,
    Sequential,
    Sigmoid,
    roc_auc,
)

X = np.random.default_rng(0).normal(size=(20, 2))
y = (X[:, :1] > 0).astype(int)


def model(optimizer="sgd"):
    network = Sequential([Dense(2, 1), Sigmoid()], rng=0)
    network.compile(optimizer, "binary_crossentropy")
    return network


def rates(schedule, epochs=3, start=0.5):
    """The learning rates that updates were made with, one an epoch."""
    network, seen = model(SGD(start)), []
    history = network.fit(
        X,
        y,
        epochs=epochs,
        batch_size=20,
        callbacks=[
            LambdaCallback(
                on_batch_end=lambda batch, logs: seen.append(
                    network.optimizer.current_learning_rate()
                )
            ),
            LearningRateScheduler(schedule),
        ],
    )
    assert history.history["learning_rate"] == seen
    return seen


def test_a_schedule_of_the_epoch():
    assert rates(lambda epoch: 0.1 / (1 + epoch)) == [0.1, 0.05, 0.1 / 3]


def test_a_schedule_of_the_epoch_and_the_rate_before():
    assert rates(lambda epoch, lr: lr / 2) == [0.25, 0.125, 0.0625]


def test_other_callables():
    assert rates([0.3, 0.2, 0.1].__getitem__) == [0.3, 0.2, 0.1]
    decay = ExponentialDecay(0.5, decay_steps=1, decay_rate=0.5)
    assert rates(decay) == [0.5, 0.25, 0.125]
    assert rates(lambda epoch: np.float32(0.5)) == [0.5] * 3


def test_the_rate_is_that_of_the_updates():
    network = model()
    halve = LearningRateScheduler(lambda epoch: 0.0)
    before = network.get_weights()
    network.fit(X, y, epochs=2, callbacks=[halve])
    for w, same in zip(network.get_weights(), before, strict=True):
        np.testing.assert_array_equal(w, same)


def test_an_error_inside_the_schedule_is_not_hidden():
    def broken(epoch, rate):
        raise TypeError("inside")

    with pytest.raises(TypeError, match="^inside$"):
        rates(broken)


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (None, TypeError, "learning rate of epoch 0 must be a number"),
        (-0.1, ValueError, "learning rate of epoch 0 must be in"),
        (np.nan, ValueError, "must be in"),
        ("0.1", TypeError, "got '0.1'"),
    ],
)
def test_rates_that_are_none(value, error, message):
    with pytest.raises(error, match=f"LearningRateScheduler: .*{message}"):
        rates(lambda epoch: value)


def test_bad_schedules():
    for schedule in (0.1, lambda: 0.1, lambda a, b, c: 0.1):
        with pytest.raises(TypeError, match=r"function of \(epoch\) or of"):
            LearningRateScheduler(schedule)
    network = model(SGD(ExponentialDecay(0.1, 10, 0.5)))
    with pytest.raises(ValueError, match="follows a schedule already, Expon"):
        network.fit(
            X, y, epochs=1, callbacks=[LearningRateScheduler(lambda e: 0.1)]
        )


def test_a_metric_of_validation_data():
    network = model()
    auc = MetricCallback("val_auc", roc_auc, (X, y))
    history = network.fit(X, y, epochs=3, rng=0, callbacks=[auc])
    assert len(history.history["val_auc"]) == 3
    assert history.history["val_auc"][-1] == roc_auc(y, network.predict(X))


def test_a_metric_of_the_model():
    network = model()
    size = MetricCallback("size", lambda m: np.abs(m.flat_params).max())
    history = network.fit(X, y, epochs=2, rng=0, callbacks=[size])
    assert history.history["size"][-1] == np.abs(network.flat_params).max()
    assert type(history.history["size"][0]) is float


def test_everybody_sees_it_wherever_it_stands(tmp_path, capsys):
    values = iter([0.5, 0.9, 0.8, 0.7, 0.6])
    path = tmp_path / "log.csv"
    stop = EarlyStopping("val_auc", patience=2)
    seen = []
    history = model().fit(
        X,
        y,
        epochs=9,
        verbose=2,
        callbacks=[
            stop,
            CSVLogger(path),
            LambdaCallback(on_epoch_end=lambda e, logs: seen.append(logs)),
            MetricCallback("val_auc", lambda m: next(values)),
        ],
    )
    assert history.history["val_auc"] == [0.5, 0.9, 0.8, 0.7]
    assert (stop.best_epoch, stop.stopped_epoch) == (1, 3)
    assert path.read_text().startswith("epoch,loss,val_auc\n")
    assert all("val_auc" in logs for logs in seen)
    assert "val_auc 0.9000" in capsys.readouterr().out


def test_one_metric_may_use_another():
    double = LambdaCallback(
        on_epoch_end=lambda epoch, logs: logs.update(b=2 * logs["a"])
    )
    double.adds_to_logs = True
    history = model().fit(
        X,
        y,
        epochs=1,
        callbacks=[MetricCallback("a", lambda m: 3), double],
    )
    assert (history.history["a"], history.history["b"]) == ([3.0], [6.0])


@pytest.mark.parametrize("value", [None, "0.5", [0.5, 0.6], np.ones(2), 1j])
def test_a_metric_is_one_number(value):
    bad = MetricCallback("bad", lambda m: value)
    with pytest.raises(TypeError, match="'bad' must be one number"):
        model().fit(X, y, epochs=1, callbacks=[bad])


def test_a_name_that_is_taken():
    again = MetricCallback("loss", lambda m: 1.0)
    with pytest.raises(ValueError, match="'loss' is in the logs already"):
        model().fit(X, y, epochs=1, callbacks=[again])


def test_bad_metrics():
    with pytest.raises(TypeError, match="the name comes first, got <func"):
        MetricCallback(roc_auc, "auc")
    with pytest.raises(TypeError, match=r"one of \(model\), got <function"):
        MetricCallback("auc", roc_auc)
    with pytest.raises(TypeError, match=r"one of \(y_true, y_score\)"):
        MetricCallback("auc", lambda m: 0.0, (X, y))
    with pytest.raises(TypeError, match=r"must be the pair \(X, y\)"):
        MetricCallback("auc", roc_auc, X)
    with pytest.raises(ValueError, match="X has 20 rows and y has 19"):
        MetricCallback("auc", roc_auc, (X, y[1:]))
