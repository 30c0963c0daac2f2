"""All callbacks in one training: they agree, disturb nothing, and survive."""

import csv

import numpy as np
import pytest

from nnlib import (
    SGD,
    BatchNormalization,
    Callback,
    CSVLogger,
    Dense,
    Dropout,
    EarlyStopping,
    InverseTimeDecay,
    LayerStatistics,
    LearningRateScheduler,
    MetricCallback,
    ModelCheckpoint,
    Sequential,
    Softmax,
    Tanh,
    TensorBoard,
    roc_auc,
)
from nnlib.callbacks import tensorboard
from nnlib.viz import Dashboard

RNG = np.random.default_rng(0)
X = RNG.normal(size=(53, 4))
y = (X[:, 0] + 0.5 * RNG.normal(size=53) > 0).astype(int)
# 53 rows: 42 to train on, in batches of 9 and one of 6, and 11 to validate
FIT = {"epochs": 4, "batch_size": 9, "validation_split": 0.2, "verbose": 0}
NAMES = ["loss", "accuracy", "val_loss", "val_accuracy"]


class Writer:
    """Stands for the one of tensorboardX, which a reader may not have."""

    def __init__(self, folder):
        self.scalars = WRITTEN.setdefault(folder.rsplit("/", 1)[1], {})

    def add_scalar(self, tag, value, step):
        self.scalars.setdefault(tag, []).append((step, value))

    def add_histogram(self, tag, values, step):
        assert np.isfinite(values).all()

    def flush(self):
        pass

    def close(self):
        pass


WRITTEN = {}


@pytest.fixture(autouse=True)
def fake_writer(monkeypatch):
    monkeypatch.setattr(tensorboard, "_import_writer", lambda: Writer)
    WRITTEN.clear()


def net(kind="plain", rate=0.1):
    extra = [BatchNormalization(6), Dropout(0.3)] if kind == "noisy" else []
    model = Sequential(
        [Dense(4, 6), *extra, Tanh(), Dense(6, 2), Softmax()], rng=1
    )
    loss = "sparse_categorical_crossentropy"
    model.compile(SGD(rate, 0.9, clipnorm=1.0), loss, ["accuracy"])
    return model


def halves(epoch):
    return 0.1 / 2**epoch


def listeners(folder):
    scores = MetricCallback(
        "val_auc", lambda t, p: roc_auc(t, p[:, 1]), (X[42:], y[42:])
    )
    # those that need numbers of others stand before these on purpose
    return {
        "stop": EarlyStopping("val_auc", patience=50),
        "best": ModelCheckpoint(
            folder / "best.npz", "val_auc", save_best_only=True
        ),
        "each": ModelCheckpoint(folder / "{epoch}-{val_auc:.3f}.npz"),
        "log": CSVLogger(folder / "log.csv"),
        "board": TensorBoard(folder / "board", sample=X[:5]),
        "dashboard": Dashboard(X[:7]),
        "inside": LayerStatistics(),
        "scores": scores,
        "rate": LearningRateScheduler(halves),
    }


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", ["plain", "noisy"])
def test_all_records_hold_the_same_numbers(tmp_path, kind):
    model, told = net(kind), listeners(tmp_path)
    history = model.fit(X, y, callbacks=list(told.values()), rng=0, **FIT)
    numbers = history.history
    assert sorted(numbers) == sorted([*NAMES, "learning_rate", "val_auc"])
    assert numbers["learning_rate"] == [halves(epoch) for epoch in range(4)]
    rows = rows_of(told["log"].path)
    for name, values in numbers.items():
        assert [float(row[name]) for row in rows] == values
        part = "validation" if name.startswith("val_") else "train"
        written = WRITTEN[part][name.removeprefix("val_")]
        assert written == list(enumerate(values))
    assert told["dashboard"].history.history == numbers
    assert told["inside"].gradient_norms == told["board"].gradient_norms
    assert len(told["dashboard"].draw().axes) == 8


@pytest.mark.parametrize("kind", ["plain", "noisy"])
def test_listening_changes_nothing(tmp_path, kind):
    watched, alone = net(kind), net(kind)
    told = listeners(tmp_path)
    told.pop("stop")  # it would bring the best weights back
    seen = watched.fit(X, y, callbacks=list(told.values()), rng=0, **FIT)
    rate = LearningRateScheduler(halves)
    unseen = alone.fit(X, y, callbacks=[rate], rng=0, **FIT)
    for name in NAMES:
        assert seen.history[name] == unseen.history[name]
    np.testing.assert_array_equal(watched.flat_params, alone.flat_params)


def test_the_model_ends_as_its_best_checkpoint(tmp_path):
    model, told = net("noisy"), listeners(tmp_path)
    history = model.fit(X, y, callbacks=list(told.values()), rng=0, **FIT)
    best = Sequential.load(told["best"].saved)
    np.testing.assert_array_equal(model.predict(X), best.predict(X))
    areas = history.history["val_auc"]
    assert told["stop"].best_epoch == int(np.argmax(areas))
    names = {path.name for path in tmp_path.glob("[1-4]-*.npz")}
    assert names == {f"{i}-{area:.3f}.npz" for i, area in enumerate(areas, 1)}


def test_the_same_callbacks_begin_anew_in_a_second_fit(tmp_path):
    model, told = net(), listeners(tmp_path)
    callbacks = list(told.values())
    model.fit(X, y, callbacks=callbacks, rng=0, **FIT)
    again = model.fit(X, y, callbacks=callbacks, rng=0, **FIT)
    assert again.epoch == [0, 1, 2, 3]
    assert again.history["learning_rate"][0] == 0.1
    assert len(rows_of(told["log"].path)) == 4
    assert told["dashboard"].history.history == again.history
    norms = told["inside"].gradient_norms.values()
    assert {len(values) for values in norms} == {4}


@pytest.mark.parametrize("kind", ["plain", "noisy"])
def test_a_checkpoint_in_the_middle_of_a_schedule_goes_on(tmp_path, kind):
    whole = net(kind, InverseTimeDecay(0.1, 5, 0.5))
    keep = ModelCheckpoint(tmp_path / "{epoch}.npz")
    rng = np.random.default_rng(3)
    history = whole.fit(X, y, callbacks=[keep], rng=rng, **FIT)
    half = Sequential.load(tmp_path / "2.npz")
    assert half.optimizer.iterations == 10
    rng = np.random.default_rng(3)
    for _ in range(2):  # the orders of the first two epochs
        rng.permutation(42)
    rest = half.fit(X, y, rng=rng, **(FIT | {"epochs": 2}))
    for name, values in rest.history.items():
        assert values == history.history[name][2:]
    np.testing.assert_array_equal(half.flat_params, whole.flat_params)


class CtrlC(Callback):
    """Presses Ctrl-C when one hook is called for the second time."""

    def __init__(self, hook):
        self.calls = 0
        setattr(self, hook, self.press)

    def press(self, *args):
        self.calls += 1
        if self.calls == 2:
            raise KeyboardInterrupt


@pytest.mark.parametrize("place", [0, 5, 9])
@pytest.mark.parametrize(
    "hook", ["on_epoch_begin", "on_batch_end", "on_epoch_end"]
)
def test_ctrl_c_at_any_hook_leaves_all_whole(tmp_path, hook, place):
    model, told = net("noisy"), listeners(tmp_path)
    callbacks = list(told.values())
    callbacks.insert(place, CtrlC(hook))
    history = model.fit(X, y, callbacks=callbacks, rng=0, **FIT)
    assert history.interrupted
    done = 0 if hook == "on_batch_end" else 1 + (hook == "on_epoch_end")
    assert len(history.epoch) == done
    assert {len(values) for values in history.history.values()} <= {done}
    if done and hook == "on_epoch_begin":
        assert len(rows_of(told["log"].path)) == done
        best = Sequential.load(told["best"].saved)
        np.testing.assert_array_equal(model.predict(X), best.predict(X))
    # and it is checked, trained, saved and loaded as before
    with pytest.raises(ValueError, match="Dense expects a batch"):
        model.layers[-2].forward(X)
    assert not model.fit(X, y, rng=0, **FIT).interrupted
    model.save(tmp_path / "later.npz")
    later = Sequential.load(tmp_path / "later.npz")
    np.testing.assert_array_equal(later.predict(X), model.predict(X))
