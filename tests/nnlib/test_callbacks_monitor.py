"""EarlyStopping and ModelCheckpoint, by scripted logs and in tiny runs."""

import math

import numpy as np
import pytest

from nnlib import (
    BatchNormalization,
    Dense,
    Dropout,
    EarlyStopping,
    LambdaCallback,
    MetricCallback,
    ModelCheckpoint,
    Sequential,
)

LOSSES = [0.9, 0.7, 0.6, 0.55, 0.56, 0.54, 0.57, 0.58, 0.59]

X = np.random.default_rng(0).normal(size=(12, 2))
y = X @ [[1.0], [2.0]]


def small_model():
    model = Sequential(
        [Dense(2, 3), BatchNormalization(3), Dropout(0.2), Dense(3, 1)], rng=0
    )
    model.compile("adam", "mse")
    return model


def play(callback, values, name="val_loss"):
    """Tell a callback scripted values; the epoch at which it stops."""
    model = callback.model = small_model()
    callback.on_train_begin()
    for epoch, value in enumerate(values):
        for w in model.get_weights():
            w += 1  # a copy: nothing must come of it
        model.flat_params[...] = epoch
        model.layers[1].state["running_mean"][...] = epoch
        callback.on_epoch_end(epoch, {"loss": 1.0, name: value})
        if model.stop_training:
            break
    callback.on_train_end()
    return epoch


def script(values, name="val_loss"):
    """A callback that gives the model one value after the other."""
    values = iter(values)
    return MetricCallback(name, lambda model: next(values))


def test_the_example_of_the_book_stops_at_8_with_the_best_at_5():
    stop = EarlyStopping(monitor="val_loss", patience=3)
    assert play(stop, LOSSES) == 8
    assert (stop.stopped_epoch, stop.best_epoch, stop.best) == (8, 5, 0.54)


@pytest.mark.parametrize(("patience", "stopped"), [(1, 4), (2, None)])
def test_patience_counts_epochs_in_a_row(patience, stopped):
    stop = EarlyStopping(patience=patience)
    play(stop, LOSSES[:7])
    assert stop.stopped_epoch == stopped


def test_best_weights_and_running_averages_come_back_as_a_copy():
    stop = EarlyStopping(patience=3)
    play(stop, LOSSES)
    assert (stop.model.flat_params == 5).all()
    assert (stop.model.layers[1].state["running_mean"] == 5).all()
    # and the copy is not tied to the model
    stop.model.flat_params[...] = 7
    assert all((w != 7).all() for w in stop.best_weights)


def test_they_come_back_also_when_nothing_stopped_it():
    stop = EarlyStopping(patience=99)
    play(stop, LOSSES)
    assert stop.stopped_epoch is None
    assert (stop.model.flat_params == 5).all()


def test_or_stay_if_told_so():
    stop = EarlyStopping(patience=3, restore_best_weights=False)
    play(stop, LOSSES)
    assert stop.best_epoch == 5
    assert (stop.model.flat_params == 8).all()


@pytest.mark.parametrize(
    ("monitor", "mode", "best"),
    [
        ("val_loss", "auto", 1),
        ("val_accuracy", "auto", 2),
        ("val_roc_auc", "auto", 2),
        ("f1_score", "auto", 2),
        ("val_mean_squared_error", "auto", 1),
        ("anything", "min", 1),
        ("anything", "max", 2),
        ("val_loss", "max", 2),
    ],
)
def test_modes(monitor, mode, best):
    stop = EarlyStopping(monitor, mode=mode, patience=9)
    play(stop, [0.5, 0.4, 0.6], name=monitor)
    assert stop.best_epoch == best


def test_min_delta_is_what_an_epoch_must_bring():
    stop = EarlyStopping(patience=2, min_delta=0.125)
    assert play(stop, [1.0, 0.95, 0.875, 0.5]) == 2
    assert stop.best_epoch == 0  # exactly min_delta is not enough
    stop = EarlyStopping(patience=3, min_delta=0.125)
    play(stop, [1.0, 0.95, 0.875, 0.5])
    assert stop.best_epoch == 3


def test_nan_is_no_improvement_and_may_be_all_there_is():
    stop = EarlyStopping(patience=2)
    assert play(stop, [math.nan] * 5) == 1
    assert stop.best_epoch is None
    assert (stop.model.flat_params == 1).all()
    stop = EarlyStopping(patience=2)
    play(stop, [0.5, math.nan, math.nan, math.nan])
    assert (stop.best_epoch, stop.stopped_epoch) == (0, 2)
    stop = EarlyStopping(patience=2)
    play(stop, [np.float64(math.inf), np.float64(math.inf)])
    assert stop.best_epoch is None


def test_each_fit_begins_anew():
    stop = EarlyStopping(patience=1)
    play(stop, [0.1, 0.2])
    play(stop, [0.9, 0.8])
    assert (stop.best_epoch, stop.best, stop.stopped_epoch) == (1, 0.8, None)


def test_in_fit_the_model_is_that_of_the_best_epoch():
    states = []
    model = small_model()
    stop = EarlyStopping("val_score", mode="min", patience=3)
    remember = LambdaCallback(
        on_epoch_end=lambda epoch, logs: states.append(model.get_weights())
    )
    history = model.fit(
        X,
        y,
        epochs=20,
        batch_size=6,
        rng=0,
        callbacks=[stop, remember, script(LOSSES, "val_score")],
    )
    assert history.epoch == list(range(9))
    for now, best in zip(model.get_weights(), states[5], strict=True):
        np.testing.assert_array_equal(now, best)
    assert not np.array_equal(states[5][0], states[8][0])


def test_ctrl_c_also_brings_the_best_back(capsys):
    def press(epoch):
        if epoch == 4:
            raise KeyboardInterrupt

    model, states = small_model(), []
    history = model.fit(
        X,
        y,
        epochs=20,
        batch_size=6,
        rng=0,
        callbacks=[
            script([0.3, 0.2, 0.4, 0.5]),
            EarlyStopping(patience=9),
            LambdaCallback(
                on_epoch_begin=press,
                on_epoch_end=lambda e, logs: states.append(
                    model.get_weights()
                ),
            ),
        ],
    )
    assert history.interrupted
    assert history.history["val_loss"] == [0.3, 0.2, 0.4, 0.5]
    for now, best in zip(model.get_weights(), states[1], strict=True):
        np.testing.assert_array_equal(now, best)
    assert "Interrupted" in capsys.readouterr().out


def test_an_unknown_name_lists_those_there_are():
    with pytest.raises(
        ValueError,
        match="EarlyStopping: there is no 'val_loss' in the logs, only "
        "'loss'. Give fit validation_data or validation_split.",
    ):
        small_model().fit(X, y, epochs=1, callbacks=[EarlyStopping()])
    with pytest.raises(ValueError, match="Did you mean 'val_loss'?"):
        play(EarlyStopping("vall_loss"), [1.0])
    with pytest.raises(ValueError, match="only 'loss', 'val_loss'. Metrics"):
        play(EarlyStopping("accuracy"), [1.0])


@pytest.mark.parametrize("kind", [EarlyStopping, ModelCheckpoint])
def test_bad_arguments_of_both(kind):
    first = ["m.npz"] if kind is ModelCheckpoint else []
    best = {"save_best_only": True} if first else {}
    with pytest.raises(ValueError, match="mode must be \"min\".*got 'up'"):
        kind(*first, mode="up")
    with pytest.raises(ValueError, match='does not tell.*Add mode="min"'):
        kind(*first, "val_temperature", **best)
    with pytest.raises(ValueError, match="does not tell"):
        kind(*first, "error_score", **best)  # it says both
    with pytest.raises(TypeError, match="monitor is a name.*got 3"):
        kind(*first, 3)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"patience": 0}, ValueError, "patience must be at least 1, got 0"),
        ({"patience": 2.5}, TypeError, "patience must be a whole number"),
        ({"min_delta": -0.1}, ValueError, "min_delta must be in"),
        ({"min_delta": "a"}, TypeError, "min_delta must be a number"),
    ],
)
def test_bad_arguments_of_early_stopping(arguments, error, message):
    with pytest.raises(error, match=f"EarlyStopping: {message}"):
        EarlyStopping(**arguments)


def test_checkpoint_writes_every_epoch_under_a_name_of_its_own(tmp_path):
    name = tmp_path / "runs" / "{epoch:02d}-{val_loss:.2f}.npz"
    play(ModelCheckpoint(name), [0.9, 0.25])
    assert sorted(p.name for p in (tmp_path / "runs").iterdir()) == [
        "01-0.90.npz",
        "02-0.25.npz",
    ]
    loaded = Sequential.load(tmp_path / "runs" / "01-0.90.npz")
    assert (loaded.flat_params == 0).all()


def test_checkpoint_of_the_best_only(tmp_path):
    path = tmp_path / "best.npz"
    keep = ModelCheckpoint(path, save_best_only=True)
    play(keep, LOSSES)
    loaded = Sequential.load(path)
    assert (loaded.flat_params == 5).all()
    assert (loaded.layers[1].state["running_mean"] == 5).all()
    assert (keep.saved, keep.best, keep.best_epoch) == (path, 0.54, 5)
    # a second run with the same object does not overwrite a better model
    play(keep, [0.8, 0.7])
    assert (Sequential.load(path).flat_params == 5).all()


def test_checkpoint_by_accuracy(tmp_path):
    path = tmp_path / "best.npz"
    keep = ModelCheckpoint(path, "val_accuracy", save_best_only=True)
    play(keep, [0.5, 0.9, 0.8], name="val_accuracy")
    assert (Sequential.load(path).flat_params == 1).all()


def test_without_best_only_the_monitor_does_not_matter(tmp_path):
    path = tmp_path / "last.npz"
    play(ModelCheckpoint(path, "no_such_thing"), [1, 2])
    assert (Sequential.load(path).flat_params == 1).all()


def test_training_goes_on_from_a_checkpoint(tmp_path):
    path = tmp_path / "{epoch}.npz"
    whole = small_model()
    whole.fit(X, y, epochs=4, shuffle=False, callbacks=[ModelCheckpoint(path)])
    resumed = Sequential.load(tmp_path / "2.npz")
    resumed.fit(X, y, epochs=2, shuffle=False)
    np.testing.assert_array_equal(resumed.flat_params, whole.flat_params)


def test_a_failed_write_leaves_the_old_checkpoint_whole(tmp_path, monkeypatch):
    path = tmp_path / "best.npz"
    keep = ModelCheckpoint(path)
    play(keep, [1.0])
    old = path.read_bytes()

    def interrupted(file, **arrays):
        file.write(b"half a file")
        raise KeyboardInterrupt

    monkeypatch.setattr(np, "savez", interrupted)
    with pytest.raises(KeyboardInterrupt):
        play(keep, [1.0])
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


def test_bad_paths(tmp_path):
    with pytest.raises(
        ValueError, match='a path ending in ".npz", got "a.h5"'
    ):
        ModelCheckpoint("a.h5")
    keep = ModelCheckpoint(tmp_path / "{epoch}-{val_lss}.npz")
    with pytest.raises(
        ValueError,
        match="ModelCheckpoint: there is no 'val_lss' in the logs, only "
        "'loss', 'val_loss', 'epoch'. Did you mean 'val_loss'?",
    ):
        play(keep, [1.0])
    for name in ("{epoch", "{}", "{epoch:s}", "{epoch.x}"):
        with pytest.raises(ValueError, match="cannot fill in.*epoch:02d"):
            play(ModelCheckpoint(tmp_path / f"{name}.npz"), [1.0])
    assert list(tmp_path.iterdir()) == []


def test_the_best_has_to_be_in_the_logs(tmp_path):
    keep = ModelCheckpoint(tmp_path / "m.npz", "val_acc", save_best_only=True)
    with pytest.raises(ValueError, match="there is no 'val_acc' in the logs"):
        play(keep, [1.0])
