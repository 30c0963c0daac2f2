"""The package as a whole: light to import, and exporting what is its own."""

import copy
import subprocess
import sys
from types import ModuleType

import numpy as np
import pytest

import nnlib
from nnlib import _validation


def test_import_loads_numpy_and_nothing_heavier():
    code = (
        "import sys, nnlib; "
        "heavy = {'matplotlib', 'ipywidgets', 'anywidget', 'IPython', "
        "'tqdm', 'pooch', 'scipy', 'sklearn', 'pandas', 'mlxtend', "
        "'nnlib._saving', 'nnlib.viz', 'nnlib.widgets', 'nnlib.datasets'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == "[]"


MODULES = [
    thing
    for name in nnlib.__all__
    if isinstance(thing := getattr(nnlib, name), ModuleType)
]
# what calls return, and what callbacks are told with
NOT_AT_THE_TOP = {"EpochPrinter", "GradientReport", "Logs", "PerceptronStep"}


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__)
def test_all_holds_what_is_public_in_the_modules(module):
    public = {name for name in module.__all__ if name not in NOT_AT_THE_TOP}
    if module is nnlib.callbacks:  # its verbs are for the training
        public = {name for name in public if name[0].isupper()}
    assert public <= set(nnlib.__all__)


def test_all_holds_nothing_of_others():
    assert len(MODULES) == 16
    for name in nnlib.__all__:
        thing = getattr(nnlib, name)
        home = getattr(thing, "__module__", None) or thing.__name__
        assert home.split(".")[0] == "nnlib", name


def test_dir_offers_what_is_ours_loaded_or_not():
    code = "import nnlib; print(*dir(nnlib))"
    offered = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True
    ).stdout.split()
    late = {"Dashboard", "datasets", "viz", "widgets"}
    assert set(offered) == late | set(nnlib.__all__)


def test_modules_that_are_loaded_when_named():
    assert nnlib.Dashboard is nnlib.viz.Dashboard
    assert nnlib.datasets.__name__ == "nnlib.datasets"
    with pytest.raises(AttributeError, match="no attribute 'tensorflow'"):
        nnlib.tensorflow  # noqa: B018


@pytest.mark.parametrize("name", nnlib.__all__)
def test_everything_public_says_what_it_is(name):
    text = getattr(nnlib, name).__doc__
    assert text
    assert len(text.splitlines()[0]) <= 79


@pytest.mark.parametrize("rng", [np.int64(3), 3, np.random.default_rng(3)])
def test_rng_may_be_an_int_or_a_generator(rng):
    rng = copy.deepcopy(rng)  # the test may run again
    draw = _validation.as_generator(rng).random()
    assert draw == np.random.default_rng(3).random()


def test_rng_none_is_fresh():
    draws = {_validation.as_generator(None).random() for _ in range(3)}
    assert len(draws) == 3


@pytest.mark.parametrize(
    ("rng", "error", "message"),
    [
        (-1, ValueError, "rng must not be negative, got -1"),
        (True, TypeError, "got bool"),
        (0.5, TypeError, "got float. Use rng=0 or rng=np.random.default_rng"),
        (np.random, TypeError, "got module"),
    ],
)
def test_other_rngs_are_refused(rng, error, message):
    with pytest.raises(error, match=message):
        _validation.as_generator(rng)


def test_where_the_first_bad_value_stands():
    for values, place in [
        (np.array([1.0, np.inf]), "1 infinite value, first at row 1. Clean"),
        (np.full((2, 2), np.nan), "4 NaN values, first at row 0, column 0."),
        (np.full((1, 1, 1), np.nan), "first at index 0, index 0, index 0."),
    ]:
        with pytest.raises(ValueError, match=place):
            _validation.check_finite(values, "f", "X")
    _validation.check_finite(np.array([1, 2]), "f", "X")
    # finite, though their sum is not
    _validation.check_finite(np.full(9, 3e38, np.float32), "f", "X")
