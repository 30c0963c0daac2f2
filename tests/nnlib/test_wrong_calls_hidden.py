"""Wrong calls that look right: nothing fails at the place of the mistake.

A word where True or False belongs counts as True, a generator is empty at the
second look, a bad sample is noticed an epoch later inside NumPy. Each row is
the call, the kind of the error, and two pieces of its message: what came, and
what was expected or is to be typed.
"""

from pathlib import Path

import numpy as np
import pytest

from nnlib import (
    SGD,
    CSVLogger,
    Dense,
    EarlyStopping,
    KFold,
    LambdaCallback,
    LayerStatistics,
    LogUniform,
    MetricCallback,
    ModelCheckpoint,
    ReLU,
    Sequential,
    SparseCategoricalCrossentropy,
    TensorBoard,
    datasets,
    grid_search,
    random_search,
    train_test_split,
    train_val_test_split,
)
from nnlib.viz import Dashboard

X = np.arange(16.0).reshape(8, 2) / 16
y = X[:, :1]
LABELS = np.arange(8) % 2


def net():
    model = Sequential([Dense(2, 3), ReLU(), Dense(3, 1)], rng=0)
    model.compile("sgd", "mse")
    return model


def fit(*callbacks):
    return net().fit(X, y, epochs=1, callbacks=callbacks, verbose=0)


def drawn_by(initializer):
    return Sequential([Dense(2, 3, weight_initializer=initializer)], rng=0)


def build(rate, rng):
    model = Sequential([Dense(2, 1)], rng=rng)
    model.compile(SGD(rate), "mse")
    return model


def search(space, **how):
    return grid_search(build, space, (X, y), (X, y), rng=0, **how)


WORDS = {
    "a word for use_bias": (
        lambda: Dense(2, 3, use_bias="no"),
        ("Dense: use_bias must be True or False", "'no'"),
    ),
    "a word for restore_best_weights": (
        lambda: EarlyStopping(restore_best_weights="no"),
        ("restore_best_weights must be True or False", "'no'"),
    ),
    "a word for save_best_only": (
        lambda: ModelCheckpoint("m.npz", save_best_only="no"),
        ("save_best_only must be True or False", "'no'"),
    ),
    "a mode for append": (
        lambda: CSVLogger("log.csv", append="w"),
        ("append must be True or False", "'w'"),
    ),
    "a word for shuffle": (
        lambda: KFold(3, shuffle="no"),
        ("KFold: shuffle must be True or False", "'no'"),
    ),
    "a number for shuffle": (
        lambda: KFold(3, shuffle=1),
        ("KFold: shuffle must be True or False", "1"),
    ),
    "a word for the cache": (
        lambda: datasets.load_mnist("full", cache="no"),
        ("load_mnist: cache must be True or False", "'no'"),
    ),
    "a word for the rng of the folds": (
        lambda: KFold(3, shuffle=True, rng="seed"),
        ("got str", "rng=0"),
    ),
}

PATHS = {
    "a checkpoint without a file": (
        lambda: ModelCheckpoint(None),
        ("ModelCheckpoint: path must be a file name", '"model.npz"'),
    ),
    "event files without a folder": (
        lambda: TensorBoard(None),
        ("TensorBoard: path must be a file name", '"runs/1"'),
    ),
    "a number for the folder of the digits": (
        lambda: datasets.load_mnist("full", data_dir=3),
        ("load_mnist: path must be a file name, got 3", '"mnist"'),
    ),
    "digits without a file": (
        lambda: datasets.read_idx(None),
        ("read_idx: path must be a file name", "train-labels"),
    ),
}

CALLBACKS = {
    "a hook that takes too little": (
        lambda: LambdaCallback(on_epoch_end=lambda logs: None),
        ("on_epoch_end must be a function of (epoch, logs)", "<function"),
    ),
    "a hook that takes too much": (
        lambda: LambdaCallback(on_train_begin=lambda logs: None),
        ("on_train_begin must be a function of ()", "<function"),
    ),
    "a sample of a word": (
        lambda: LayerStatistics("validation"),
        ("LayerStatistics: sample must hold numbers", "<U10"),
    ),
    "a sample of None": (
        lambda: LayerStatistics([[None, None]]),
        ("LayerStatistics: sample must hold numbers", "object"),
    ),
}

SAMPLES = {
    "a sample that is one number": (
        lambda: LayerStatistics(3.0),
        ("one a row, got an array of shape ()", "X_val[:100]"),
    ),
    "a sample without rows": (
        lambda: LayerStatistics(X[:0]),
        ("one a row, got an array of shape (0, 2)", "X_val[:100]"),
    ),
    "a pair for a sample": (
        lambda: Dashboard((X, y)),
        ("Dashboard: sample has rows of different lengths", "equal"),
    ),
    "a sample of another width": (
        lambda: fit(LayerStatistics(np.zeros((3, 5)))),
        ("(n, 2), got (3, 5)", "number of features"),
    ),
    "one example for a sample": (
        lambda: fit(Dashboard(X[0])),
        ("one example of shape (2,)", "x[None, :]"),
    ),
}

INITIALIZERS = {
    "first weights that are NaN": (
        lambda: drawn_by(lambda shape, rng: np.full(shape, np.nan)),
        ("Dense(2, 3): the first W contains 6 NaN values", "row 0"),
    ),
    "first weights that are infinite": (
        lambda: drawn_by(lambda shape, rng: np.full(shape, np.inf)),
        ("Dense(2, 3): the first W contains 6 infinite values", "row 0"),
    ),
}

ORDER = {
    "scores before labels, as in PyTorch": (
        lambda: SparseCategoricalCrossentropy()([[0.2, 0.8]] * 3, [1, 0, 1]),
        ("got (3,). Are these the labels?", "first: (y_true, y_pred)"),
    ),
}

POINTS = {
    "centers of different dimensions": (
        lambda: datasets.make_blobs(9, centers=[[1, 2], [3]], rng=0),
        ("make_blobs: centers has rows of different lengths", "equal"),
    ),
    "a center that is NaN": (
        lambda: datasets.make_blobs(9, centers=[[1, np.nan]], rng=0),
        ("make_blobs: centers contains 1 NaN", "row 0, column 1"),
    ),
    "a margin that keeps nobody": (
        lambda: datasets.make_squad(50, margin=100, rng=0),
        ("margin=100 leaves none of 50 players", "such as 0.3"),
    ),
}

SPLITS = {
    "train_test_split says its own name": (
        lambda: train_test_split(X, LABELS, test_size=2, rng=0),
        ("train_test_split: test_size must be in (0, 1)", "got 2"),
    ),
    "train_val_test_split says its own name": (
        lambda: train_val_test_split(X, LABELS, val_size=0, rng=0),
        ("train_val_test_split: val_size must be in (0, 1)", "got 0"),
    ),
}

SEARCHES = {
    "classes that cannot be put in order": (
        lambda: train_test_split(X, LABELS, rng=0, stratify=[None, "a"] * 4),
        ("cannot be put in order", "a number or a word"),
    ),
    "a metric that is no name": (
        lambda: search({"rate": [0.1]}, metric=3),
        ("metric must be a name, got 3", '"accuracy"'),
    ),
    "settings by number": (
        lambda: search({1: [0.1]}),
        ("names each setting by a word, got 1", "'learning_rate'"),
    ),
    "a bare number in an array": (
        lambda: search({"rate": np.array(0.1)}),
        ("space['rate'] must be a list of values", "array(0.1)"),
    ),
    "a distribution without parentheses": (
        lambda: random_search(
            build, {"rate": LogUniform}, (X, y), (X, y), n_trials=2, rng=0
        ),
        ("space['rate'] is the class LogUniform", "LogUniform(…)"),
    ),
    "the same in a grid": (
        lambda: search({"rate": LogUniform}),
        ("space['rate'] is the class LogUniform", "LogUniform(…)"),
    ),
    "first weights that are words": (
        lambda: drawn_by(lambda shape, rng: np.full(shape, "a")),
        ("the first W of Dense(2, 3) must hold numbers", "<U1"),
    ),
}

CALLS = [
    pytest.param(call, kind, pieces, id=name)
    for table, kind in [
        (WORDS, TypeError),
        (PATHS, TypeError),
        (CALLBACKS, TypeError),
        (SAMPLES, ValueError),
        (INITIALIZERS, ValueError),
        (ORDER, ValueError),
        (POINTS, ValueError),
        (SPLITS, ValueError),
        (SEARCHES, TypeError),
    ]
    for name, (call, pieces) in table.items()
]


@pytest.mark.parametrize("call, kind, pieces", CALLS)
def test_it_is_refused_where_it_happens(call, kind, pieces):
    with pytest.raises(kind) as caught:
        call()
    for piece in pieces:
        assert piece in str(caught.value)


def test_callbacks_from_a_generator_are_told():
    seen = []
    note = LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append(epoch))
    net().fit(X, y, epochs=2, callbacks=(c for c in [note]), verbose=0)
    assert seen == [0, 1]


@pytest.mark.parametrize(
    "write",
    [CSVLogger, lambda path: net().save(path / "model.npz")],
    ids=["a log", "a model"],
)
def test_a_folder_is_no_file(tmp_path: Path, write):
    (tmp_path / "model.npz").mkdir()
    with pytest.raises(IsADirectoryError, match="is a folder. Name a file in"):
        write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["model.npz"]


def test_a_log_is_not_appended_to_a_picture(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(b"\x89PNG\xff\x00")
    with pytest.raises(ValueError, match="is not a table of text to go on"):
        fit(CSVLogger(path, append=True))
    assert path.read_bytes() == b"\x89PNG\xff\x00"


def test_an_empty_name_is_shown_as_it_was_typed():
    with pytest.raises(ValueError, match='ending in ".npz", got ""'):
        net().save("")


def test_a_metric_says_which_names_are_taken():
    again = MetricCallback("loss", lambda model: 1.0)
    with pytest.raises(ValueError, match="which hold 'loss'. Choose another"):
        fit(again)
