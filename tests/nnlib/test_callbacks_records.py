"""CSVLogger: a table that survives whatever ends the training."""

import csv
import math

import numpy as np
import pytest

from nnlib import CSVLogger, Dense, LambdaCallback, Sequential

X = np.random.default_rng(0).normal(size=(10, 2))
y = X[:, :1]


def model():
    network = Sequential([Dense(2, 1)], rng=0)
    network.compile("sgd", "mse")
    return network


def read(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def play(log, rows):
    log.on_train_begin()
    for epoch, logs in enumerate(rows):
        log.on_epoch_end(epoch, logs)
    log.on_train_end()


def test_values_are_the_same_floats_when_read_back(tmp_path):
    path = tmp_path / "runs" / "log.csv"
    history = model().fit(
        X,
        y,
        epochs=4,
        validation_split=0.2,
        rng=0,
        callbacks=[CSVLogger(path)],
    )
    rows = read(path)
    assert [int(row["epoch"]) for row in rows] == history.epoch
    for name, values in history.history.items():
        assert [float(row[name]) for row in rows] == values


def test_odd_values_and_names_round_trip(tmp_path):
    path = tmp_path / "log.csv"
    values = [math.inf, -math.inf, 5e-324, 0.1 + 0.2, np.float32(0.1)]
    play(CSVLogger(path), [{'a "b", c': v, "n": math.nan} for v in values])
    rows = read(path)
    assert [float(row['a "b", c']) for row in rows] == values
    assert all(math.isnan(float(row["n"])) for row in rows)


def test_each_line_is_in_the_file_when_its_epoch_ends(tmp_path):
    path, seen = tmp_path / "log.csv", []

    def look(epoch, logs):
        seen.append(len(path.read_text().splitlines()))

    model().fit(
        X,
        y,
        epochs=3,
        callbacks=[CSVLogger(path), LambdaCallback(on_epoch_end=look)],
    )
    assert seen == [2, 3, 4]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_whatever_ends_the_training_the_table_is_whole(tmp_path, error):
    path = tmp_path / "log.csv"

    def press(epoch):
        if epoch == 3:
            raise error

    callbacks = [CSVLogger(path), LambdaCallback(on_epoch_begin=press)]
    arguments = {"epochs": 9, "callbacks": callbacks, "verbose": 0}
    if error is KeyboardInterrupt:
        history = model().fit(X, y, **arguments)
        assert history.interrupted
        losses = [float(row["loss"]) for row in read(path)]
        assert losses == history.history["loss"]
    else:
        with pytest.raises(error):
            model().fit(X, y, **arguments)
    assert [row["epoch"] for row in read(path)] == ["0", "1", "2"]
    assert path.read_text().endswith("\n")


def test_a_new_run_replaces_the_file_and_append_goes_on(tmp_path):
    path = tmp_path / "log.csv"
    play(CSVLogger(path), [{"loss": 1.0}, {"loss": 2.0}])
    play(CSVLogger(path), [{"loss": 3.0}])
    play(CSVLogger(path, append=True), [{"loss": 4.0}])
    text = path.read_text()
    assert text == "epoch,loss\n0,3.0\n0,4.0\n"


def test_append_begins_a_file_that_is_not_there_or_empty(tmp_path):
    for name in ("new.csv", "empty.csv"):
        path = tmp_path / name
        if name == "empty.csv":
            path.touch()
        play(CSVLogger(path, append=True), [{"loss": 4.0}])
        assert path.read_text() == "epoch,loss\n0,4.0\n"


def test_columns_are_matched_by_name(tmp_path):
    path = tmp_path / "log.csv"
    play(CSVLogger(path), [{"a": 1.0, "b": 2.0}])
    play(CSVLogger(path, append=True), [{"b": 4.0, "a": 3.0}])
    assert path.read_text().splitlines()[-1] == "0,3.0,4.0"


def test_other_columns_are_refused(tmp_path):
    path = tmp_path / "log.csv"
    play(CSVLogger(path), [{"loss": 1.0}])
    with pytest.raises(
        ValueError,
        match="has the columns epoch, loss, and this run gives epoch, loss, "
        "accuracy. Use another path, or append=False",
    ):
        play(CSVLogger(path, append=True), [{"loss": 1.0, "accuracy": 0.5}])
    assert path.read_text() == "epoch,loss\n0,1.0\n"


def test_one_object_in_two_fits(tmp_path):
    path = tmp_path / "log.csv"
    log = CSVLogger(path)
    play(log, [{"loss": 1.0}])
    play(log, [{"accuracy": 0.5}])
    assert path.read_text() == "epoch,accuracy\n0,0.5\n"
