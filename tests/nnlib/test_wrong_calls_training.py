"""Calls that somebody who comes from another library would type."""

from __future__ import annotations

import contextlib
import re

import numpy as np
import pytest

from nnlib import SGD, Adam, Dense, MeanSquaredError, ReLU, Sequential
from nnlib.callbacks import LambdaCallback

X, Y = np.ones((4, 2)), np.ones((4, 1))


def model(dtype=np.float64):
    made = Sequential([Dense(2, 3), ReLU(), Dense(3, 1)], rng=0, dtype=dtype)
    made.compile("sgd", "mse")
    return made


def read_only():
    array = np.ones(3)
    array.setflags(write=False)
    return array


CALLS = [
    (lambda: SGD(lr=0.1), "SGD has no argument 'lr'. Use learning_rate."),
    (lambda: Adam(betas=(0.9, 0.999)), "Use beta_1 and beta_2."),
    (lambda: Adam(amsgrad=True), "help(Adam) lists its arguments."),
    (lambda: SGD(0.1, 0.9, "no"), "nesterov must be True or False"),
    (lambda: SGD(lambda: 0.1), "Write it as lambda t: 0.1 / (1 + t)"),
    (
        lambda: SGD().step([read_only()], [np.ones(3)]),
        "params[0] is read-only. Use a copy",
    ),
    (
        lambda: model().compile("mse", "sgd"),
        "the optimizer comes first, then the loss; got the loss 'mse'. "
        "Write compile(\"sgd\", 'mse').",
    ),
    (
        lambda: model().compile(MeanSquaredError(), "sgd"),
        "the optimizer comes first",
    ),
    (lambda: model().compile(["sgd"], "mse"), "Known names: adagrad"),
    (
        lambda: model().fit(X, [[1], [1, 2]] * 2, epochs=1),
        "y has rows of different lengths",
    ),
    (
        lambda: model().fit(np.ma.masked_less(X, 0.3), Y, epochs=1),
        "X is a masked array, and its mask would be forgotten",
    ),
    (
        lambda: model().fit(X, np.ma.masked_less(Y, 0.3), epochs=1),
        "y is a masked array",
    ),
    (
        lambda: model(np.float32).fit(X * 1e39, Y, epochs=1),
        "X has values beyond 3.4e+38, the largest float32",
    ),
    (
        lambda: model(np.float32).fit(X, Y * 1e39, epochs=1),
        "y has values beyond 3.4e+38, the largest float32",
    ),
    (
        lambda: model().fit(X, Y, epochs=1, shuffle="no"),
        "shuffle must be True or False, got 'no'",
    ),
    (lambda: model().set_weights(3), "expects a list of arrays, got int"),
    (
        lambda: model().set_weights(model()),
        "got Sequential. Use what get_weights returned.",
    ),
    (lambda: Sequential([[Dense(2, 3)]]), "without inner lists"),
    (
        lambda: Sequential(Dense(2, 3), ReLU()),
        "Sequential takes 1 argument without a name, got 2. "
        "Put all into one list",
    ),
    (
        lambda: Dense(2, 3, activation="relu"),
        "Dense has no argument 'activation'. Put it behind, as a layer",
    ),
    (lambda: Dense(units=3), "Give both widths"),
    (
        lambda: Dense(2, 3, dropout=0.5),
        "Dense has no argument 'dropout'. help(Dense) lists its arguments.",
    ),
    (
        lambda: model().fit(X, Y, epochs=1, workers=2),
        "fit has no argument 'workers'. help(Sequential.fit) lists",
    ),
    (lambda: Dense(2, 3, "he_normal"), "Dense takes 2 arguments without a"),
    (
        lambda: model().fit(X, Y, 5),
        "fit takes 2 arguments without a name, got 3. Name what follows",
    ),
    (lambda: model().fit(X, Y, epochs=1, random_state=0), "Use rng."),
    (lambda: Sequential([model(), ReLU()]), "[*model.layers, Dense(…)]"),
]


@pytest.mark.parametrize(("call", "message"), CALLS)
def test_the_message_says_what_to_type(call, message):
    with pytest.raises((TypeError, ValueError), match=re.escape(message)):
        call()


def test_infinity_in_float64_is_still_called_so():
    with pytest.raises(ValueError, match="X contains 8 infinite values"):
        model(np.float32).fit(X * np.inf, Y, epochs=1)


def test_a_refused_step_is_not_counted():
    optimizer = SGD(0.1, momentum=0.9)
    with pytest.raises(ValueError, match="read-only"):
        optimizer.step([read_only()], [np.ones(3)])
    assert optimizer.iterations == 0


def test_a_schedule_of_any_kind_is_taken():
    class Half:
        def __call__(self, step):
            return 0.5

    for schedule in (Half(), lambda *t: 0.5, np.cos):
        SGD(schedule).step([np.ones(1)], [np.ones(1)])


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_an_error_at_the_beginning_ends_what_has_begun(error):
    heard = []

    def fail():
        raise error

    first = LambdaCallback(
        on_train_begin=lambda: heard.append("begin"),
        on_train_end=lambda: heard.append("end"),
    )
    never = LambdaCallback(
        on_train_begin=fail, on_train_end=lambda: heard.append("never")
    )
    net = model()
    with contextlib.suppress(ZeroDivisionError):
        net.fit(X, Y, epochs=1, callbacks=[first, never], verbose=0)
    assert heard == ["begin", "end"]


def test_layers_check_again_after_any_end(monkeypatch):
    import nnlib.training

    def interrupt(*_):
        raise KeyboardInterrupt

    net = model()
    monkeypatch.setattr(nnlib.training, "_one_epoch", interrupt)
    assert net.fit(X, Y, epochs=1, verbose=0).interrupted
    assert not any(layer.trusting for layer in net.layers)
