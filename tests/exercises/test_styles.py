"""Right answers are right in any style: float32, lists, a warning."""

import functools
import inspect
import warnings

import numpy as np
import pytest

from nncheck import catalog
from nncheck.diagnosis import Grading
from nncheck.observe import observe_all

EXERCISES = [e for page in catalog.PAGES for e in catalog.exercises(page)]
SEEDS = (0, 1)


def rounded(value):
    """Numbers as float32 would hold them."""
    return value.astype(np.float32) if value.dtype.kind == "f" else value


def listed(value):
    """Arrays as plain lists."""
    return value.tolist() if value.ndim else value


def warned(value):
    """The value, with a RuntimeWarning of NumPy's on the way."""
    np.log(np.zeros(2))
    warnings.warn("overflow encountered", RuntimeWarning, stacklevel=2)
    return value


STYLES = {"float32": rounded, "lists": listed, "warning": warned}


def through(change, value):
    """The value with every array in it changed."""
    if isinstance(value, np.ndarray | np.generic):
        return change(value)
    if type(value) is float:
        # a plain number stays one, but for its digits
        return float(change(np.float64(value)))
    if type(value) in (list, tuple):
        return type(value)(through(change, item) for item in value)
    if type(value) is dict:
        return {key: through(change, item) for key, item in value.items()}
    return value


def wrapped(function, change):
    @functools.wraps(function)
    def answer(*args, **kwargs):
        return through(change, function(*args, **kwargs))

    return answer


def in_style(reference, change):
    """The reference, its results in another style."""
    if not inspect.isclass(reference):
        return wrapped(reference, change)
    methods = {
        name: wrapped(method, change)
        for name, method in inspect.getmembers(reference, inspect.isfunction)
        if not name.startswith("_")
    }
    return type(reference.__name__, (reference,), methods)


def grade(exercise, answer, seed):
    grading = Grading(exercise, seed)
    return grading.verdict(
        lambda calls: observe_all(
            answer, grading.driver, calls, exercise.limit
        )
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "exercise",
    [
        pytest.param(
            e,
            id=f"{e.page}.{e.name}",
            marks=[pytest.mark.slow] if e.slow else [],
        )
        for e in EXERCISES
    ],
)
def test_right_answers_earn_every_point_in_any_style(exercise, style):
    answer = in_style(exercise.reference, STYLES[style])
    for seed in SEEDS[:1] if exercise.slow else SEEDS:
        verdict = grade(exercise, answer, seed)
        # a style that is refused for a reason must not be accepted either
        assert verdict.full == (style not in exercise.refuses), verdict.text


def test_reasons_are_given_for_known_styles_only():
    refusing = [e for e in EXERCISES if e.refuses]
    assert 0 < len(refusing) < len(EXERCISES) / 10
    for exercise in refusing:
        assert exercise.refuses.keys() <= STYLES.keys()
        assert all(len(why) > 20 for why in exercise.refuses.values())


def test_lists_that_are_no_arrays_are_still_refused():
    (step,) = [e for e in EXERCISES if e.name == "step"]

    def ragged(z):
        return [[0], [1, 0]]

    def words(z):
        return ["no"] * np.size(z)

    for answer in (ragged, words):
        verdict = grade(step, answer, seed=0)
        assert verdict.points == 0
        assert "gave a list or tuple: (" in verdict.text
