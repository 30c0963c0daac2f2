"""LayerStatistics, and the event files of TensorBoard read back."""

import sys

import numpy as np
import pytest

from nnlib import (
    SGD,
    BatchNormalization,
    Dense,
    Dropout,
    LayerStatistics,
    MetricCallback,
    ReLU,
    Sequential,
    TensorBoard,
)

X = np.random.default_rng(0).normal(size=(10, 2))
y = X @ [[1.0], [2.0]]


def model(optimizer="adam"):
    network = Sequential(
        [
            Dense(2, 4),
            BatchNormalization(4),
            ReLU(),
            Dropout(0.5),
            Dense(4, 1),
        ],
        rng=0,
    )
    network.compile(optimizer, "mse")
    return network


@pytest.mark.parametrize("batch_size", [5, 10])
def test_numbers_of_the_last_update(batch_size):
    network, inside = model(SGD(0.25)), LayerStatistics()
    fit = {"batch_size": batch_size, "shuffle": False}
    network.fit(X, y, epochs=2, callbacks=[inside], **fit)
    assert list(inside.gradient_norms) == [
        "1 Dense",
        "2 BatchNormalization",
        "5 Dense",
    ]
    assert inside.update_ratios.keys() == inside.gradient_norms.keys()
    # once more, up to the last update
    twin = model(SGD(0.25))
    twin.fit(X, y, epochs=1, **fit)
    for start in range(0, 10 - batch_size, batch_size):
        rows = slice(start, start + batch_size)
        twin.train_on_batch(X[rows], y[rows])
    before = twin.layers[0].params["W"].copy(), twin.layers[0].params["b"]
    size = np.sqrt((before[0] ** 2).sum() + (before[1] ** 2).sum())
    twin.train_on_batch(X[-batch_size:], y[-batch_size:])
    grads = twin.layers[0].grads
    norm = np.sqrt((grads["W"] ** 2).sum() + (grads["b"] ** 2).sum())
    norms, ratios = inside.gradient_norms, inside.update_ratios
    assert len(norms["1 Dense"]) == len(ratios["1 Dense"]) == 2
    assert norms["1 Dense"][-1] == pytest.approx(norm)
    assert ratios["1 Dense"][-1] == pytest.approx(0.25 * norm / size)
    assert inside.learning_rates == [0.25, 0.25]


def test_looking_changes_nothing():
    with_it, without = model(), model()
    callbacks = [LayerStatistics(X[:3])]
    for network, listeners in [(with_it, callbacks), (without, [])]:
        network.fit(X, y, epochs=3, batch_size=5, rng=0, callbacks=listeners)
    for a, b in zip(with_it.get_weights(), without.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_outputs_are_those_of_the_trained_network():
    network, inside = model(), LayerStatistics(X[:7])
    network.fit(
        X,
        y,
        epochs=2,
        batch_size=5,
        validation_data=(X, y),
        callbacks=[inside],
    )
    np.testing.assert_array_equal(
        inside.outputs["5 Dense"], network.predict(X[:7])
    )
    # dropout is off
    np.testing.assert_array_equal(
        inside.outputs["4 Dropout"], inside.outputs["3 ReLU"]
    )
    assert set(inside.weights) == {
        "1 Dense W",
        "1 Dense b",
        "2 BatchNormalization gamma",
        "2 BatchNormalization beta",
        "5 Dense W",
        "5 Dense b",
    }
    kept = inside.weights["5 Dense W"].copy()
    network.flat_params[...] = 0
    np.testing.assert_array_equal(inside.weights["5 Dense W"], kept)


def test_without_a_sample_it_is_the_last_batch():
    network, inside = model(), LayerStatistics()
    network.fit(
        X,
        y,
        epochs=1,
        batch_size=7,
        shuffle=False,
        validation_data=(X[:2], y[:2]),
        callbacks=[inside],
    )
    np.testing.assert_allclose(
        inside.outputs["5 Dense"], network.predict(X[7:]), rtol=1e-12
    )


def test_a_batch_of_many_rows_is_looked_at_in_part():
    many = np.tile(X, (40, 1))
    inside = LayerStatistics()
    model().fit(
        many, many[:, :1], epochs=1, batch_size=400, callbacks=[inside]
    )
    assert inside.outputs["1 Dense"].shape == (256, 4)


def test_each_fit_begins_anew():
    inside = LayerStatistics()
    for _ in range(2):
        model().fit(X, y, epochs=3, callbacks=[inside])
    assert len(inside.gradient_norms["1 Dense"]) == 3


def test_weights_that_are_all_zero():
    network, inside = Sequential([Dense(2, 1)], rng=0), LayerStatistics()
    network.compile("sgd", "mse")
    network.flat_params[...] = 0
    network.fit(X, y * 0, epochs=1, callbacks=[inside])
    assert inside.update_ratios["1 Dense"] == [0.0]


def test_without_tensorboardx_the_message_says_what_to_type(
    monkeypatch, tmp_path
):
    monkeypatch.setitem(sys.modules, "tensorboardX", None)
    with pytest.raises(
        ImportError, match=r'Type: pip install "nnlib\[tensorboard\]"'
    ):
        TensorBoard(tmp_path)


class Writer:
    """Stands in for the writer of tensorboardX: notes what it is told."""

    made = []

    def __init__(self, folder):
        self.folder, self.lines = folder, []
        self.flushed = self.closed = 0
        Writer.made.append(self)

    def add_scalar(self, tag, value, step):
        self.lines.append((tag, step))

    def add_histogram(self, tag, values, step):
        assert np.isfinite(values).all()
        self.lines.append((tag, step))

    def flush(self):
        self.flushed += 1

    def close(self):
        self.closed += 1


@pytest.fixture
def writers(monkeypatch):
    module = type(sys)("tensorboardX")
    module.SummaryWriter = Writer
    monkeypatch.setitem(sys.modules, "tensorboardX", module)
    monkeypatch.setattr(Writer, "made", [])
    return Writer.made


def test_what_the_writer_is_told(writers, tmp_path):
    board = TensorBoard(tmp_path / "run", histogram_freq=2)
    model().fit(X, y, epochs=3, validation_data=(X, y), callbacks=[board])
    train, validation = writers
    assert train.folder.endswith("train")
    assert validation.folder.endswith("validation")
    assert validation.lines == [("loss", 0), ("loss", 1), ("loss", 2)]
    assert ("learning_rate", 2) in train.lines
    assert ("gradient_norm/1_Dense", 2) in train.lines
    assert ("update_ratio/5_Dense", 2) in train.lines
    steps = [s for tag, s in train.lines if tag == "weights/1_Dense_W"]
    assert steps == [0, 2]
    assert (train.flushed, train.closed, validation.closed) == (3, 1, 1)


def test_files_are_closed_when_an_error_ends_the_training(writers, tmp_path):
    def fail(model):
        if len(writers) == 1:
            raise ZeroDivisionError
        return 1.0

    callbacks = [TensorBoard(tmp_path), MetricCallback("m", fail)]
    with pytest.raises(ZeroDivisionError):
        model().fit(X, y, epochs=3, callbacks=callbacks)
    assert [writer.closed for writer in writers] == [1]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_run_that_blows_up_is_still_written(writers, tmp_path):
    network = model(SGD(1e200))
    network.fit(X, y, epochs=5, callbacks=[TensorBoard(tmp_path)])
    assert ("loss", 4) in writers[0].lines
    # no histogram of what is not finite
    assert ("weights/1_Dense_W", 4) not in writers[0].lines


def test_bad_histogram_freq(writers, tmp_path):
    with pytest.raises(ValueError, match="histogram_freq must be at least 1"):
        TensorBoard(tmp_path, histogram_freq=0)


@pytest.mark.peer
@pytest.mark.filterwarnings("default")  # of other packages, at their import
def test_event_files_read_back_with_tensorboard(tmp_path):
    why = "needs tensorboardX and tensorboard (requirements-parity.txt)"
    pytest.importorskip("tensorboardX", reason=why)
    reader = pytest.importorskip(
        "tensorboard.backend.event_processing.event_accumulator", reason=why
    )
    network, board = model(), TensorBoard(tmp_path)
    size = MetricCallback("val_size", lambda m: np.abs(m.flat_params).max())
    history = network.fit(
        X,
        y,
        epochs=3,
        batch_size=5,
        rng=0,
        validation_data=(X, y),
        callbacks=[board, size],
    )

    def scalars(part, tag):
        events = reader.EventAccumulator(str(tmp_path / part))
        found = events.Reload().Scalars(tag)
        assert [event.step for event in found] == [0, 1, 2]
        return [event.value for event in found]

    for part, tag, expected in [
        ("train", "loss", history.history["loss"]),
        ("validation", "loss", history.history["val_loss"]),
        ("validation", "size", history.history["val_size"]),
        ("train", "learning_rate", [0.001] * 3),
        ("train", "gradient_norm/1_Dense", board.gradient_norms["1 Dense"]),
        ("train", "update_ratio/5_Dense", board.update_ratios["5 Dense"]),
    ]:
        np.testing.assert_allclose(scalars(part, tag), expected, rtol=1e-6)

    everything = {"histograms": 0}  # without it, a sample of them
    events = reader.EventAccumulator(str(tmp_path / "train"), everything)
    events.Reload()
    *_, last = events.Histograms("weights/1_Dense_W")
    W = network.layers[0].params["W"]
    assert last.step == 2
    assert last.histogram_value.num == W.size
    assert last.histogram_value.sum == pytest.approx(W.sum())
    assert last.histogram_value.max == pytest.approx(W.max())
    assert len(events.Histograms("outputs/3_ReLU")) == 3
