"""The explorables on whitening and on initialization."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from traitlets import TraitError

from nnlib import PCA, Whitening
from nnlib.initializers import GlorotNormal, HeNormal, LecunNormal
from nnlib.widgets.initialization_lab import (
    ACTIVATIONS,
    DEEPEST,
    EXAMPLES,
    SCHEMES,
    UNITS,
    normals,
    size,
)
from nnlib.widgets.initialization_lab import initialization_lab as make_lab
from nnlib.widgets.whitening import whitening as make_whitening
from tests.widgets.checks import agree
from tests.widgets.node import call

node = pytest.mark.node


def same_to_nine_digits(got, expected):
    """Numbers may be tiny here: compare with the size of the array."""
    got, expected = np.asarray(got), np.asarray(expected)
    largest = np.abs(expected).max()
    assert np.abs(got - expected).max() <= 1e-9 * largest


# --- whitening ------------------------------------------------------------

CLOUDS = list(
    product([1e-6, 1e-5, 0.03, 10], [0.02, 0.6, 2], [-90, -35, 0, 45, 90])
)


def seen(epsilon, thin, tilt):
    """The Python side and the arguments of the browser, in one state."""
    view = make_whitening(epsilon, thin=thin, tilt=tilt).view
    shape = {
        "long": view._long,
        "center": view._center,
        "thin": thin,
        "tilt": tilt,
    }
    return view, [view._base, shape]


@node
def test_whitening_as_in_the_library():
    views, clouds = zip(*[seen(*case) for case in CLOUDS], strict=True)
    raw = call("whitening", "cloud", *clouds)
    tasks = [[X, view.epsilon] for X, view in zip(raw, views, strict=True)]
    for view, got in zip(
        views, call("whitening", "stages", *tasks), strict=True
    ):
        for name, X in view.stages().items():
            agree(got[name], X)
        fitted = PCA().fit(view.data)
        agree(got["mean"], fitted.mean)
        agree(got["variance"], fitted.explained_variance)
        agree(got["directions"], fitted.components.T)


@node
def test_whitening_of_any_points():
    rng = np.random.default_rng(1)
    sets = [
        rng.normal(size=(30, 2)) @ rng.normal(size=(2, 2)) for _ in "." * 50
    ]
    line = np.outer(rng.normal(size=20), [3.0, -4.0]) + [1, 2]
    tasks = [[X.tolist(), 1e-5] for X in [*sets, line]]
    *got, flat = call("whitening", "stages", *tasks)
    for X, theirs in zip(sets, got, strict=True):
        agree(theirs["whitened"], Whitening().fit_transform(X))
    assert flat["variance"][1] == 0  # zero but for rounding is zero
    assert PCA().fit(line).explained_variance[1] == 0


@node
def test_the_eigenvalues_of_the_chapter():
    view, cloud = seen(1e-5, np.sqrt(0.389), 30)
    (X,) = call("whitening", "cloud", cloud)
    (got,) = call("whitening", "stages", [X, view.epsilon])
    np.testing.assert_allclose(got["variance"], [5.506, 0.389])
    (identity,) = call("whitening", "covarianceOf", [got["whitened"]])
    np.testing.assert_allclose(identity, [1, 0, 1], atol=1e-4)
    assert not np.allclose(identity, [1, 0, 1], atol=1e-6)


@node
def test_the_sentence_on_whitening_tells_the_cases_apart():
    for thin, epsilon, words in [
        (0.6, 1e-5, "counts as much as the long one"),
        (0.02, 1e-5, "counts as much as the long one"),
        (0.1, 0.03, "holds the thin direction back"),
        (0.02, 0.1, "noise and stays small"),
    ]:
        _, cloud = seen(epsilon, thin, 30)
        (X,) = call("whitening", "cloud", cloud)
        (stages,) = call("whitening", "stages", [X, epsilon])
        (text,) = call("whitening", "describe", [stages, epsilon])
        assert words in text


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"epsilon": 0}, "epsilon must be .* from 1e-06 to 10, got 0"),
        ({"thin": float("nan")}, "thin must be a finite number"),
        ({"tilt": 200}, "tilt must be .* from -90 to 90, got 200"),
    ],
)
def test_clouds_that_cannot_be_drawn(values, message):
    with pytest.raises(TraitError, match=message):
        make_whitening(**values)


# --- the lab --------------------------------------------------------------


def test_schemes_are_those_of_the_library():
    square = (UNITS, UNITS)
    for name, scheme in [("1/√n", LecunNormal()), ("√(2/n)", HeNormal())]:
        drawn = scheme(square, rng=0)
        base = np.random.default_rng(0).standard_normal(square)
        np.testing.assert_allclose(drawn, base * SCHEMES[name])
    # with as many outputs as inputs, Glorot's rule is LeCun's
    np.testing.assert_allclose(
        GlorotNormal()(square, rng=0), LecunNormal()(square, rng=0)
    )


def test_the_drawn_numbers_are_normal_and_repeat():
    drawn = normals(3, 200_000)
    assert abs(drawn.mean()) < 0.01 and abs(drawn.std() - 1) < 0.01
    assert abs(np.mean(drawn**4) - 3) < 0.06
    assert abs(np.mean(np.abs(drawn) < 1) - 0.6827) < 0.005
    assert abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < 0.01
    np.testing.assert_array_equal(drawn[:1000], normals(3, 1000))
    assert not np.allclose(drawn[:1000], normals(4, 1000))


@node
def test_the_browser_draws_the_same_numbers():
    for seed, theirs in zip(
        (0, 7, 2**32 - 1),
        call(
            "initialization_lab",
            "normals",
            *[[s, 5000] for s in (0, 7, 2**32 - 1)],
        ),
        strict=True,
    ):
        agree(list(theirs.values()), normals(seed, 5000))


@node
def test_both_sides_know_the_same_schemes():
    (theirs,) = call("initialization_lab", "SCALES", [])
    agree(theirs, list(SCHEMES.values()))
    assert call("initialization_lab", "UNITS", []) == [UNITS]
    assert call("initialization_lab", "EXAMPLES", []) == [EXAMPLES]


def lab_cases():
    """Scheme, depth, gain and seed of networks that both sides compute."""
    for scheme in SCHEMES:
        # with weights of size 1 a tanh network is chaotic: each layer
        # multiplies the last bit, in which two machines differ, by about
        # two, and after 20 layers nine digits are no longer the same
        deepest = 12 if scheme == "1" else DEEPEST
        yield from [(scheme, 1, 1.0, 0), (scheme, 10, 1.0, 4)]
        yield from [(scheme, deepest, 1.0, 9), (scheme, 10, 1.5, 9)]


@node
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_forward_and_backward_as_in_the_library(activation):
    cases = list(lab_cases())
    tasks = [
        {
            "seed": seed,
            "scale": gain * SCHEMES[scheme],
            "activation": list(ACTIVATIONS).index(activation),
            "depth": depth,
        }
        for scheme, depth, gain, seed in cases
    ]
    got = call("initialization_lab", "lab", *[[task] for task in tasks])
    for (scheme, depth, gain, seed), theirs in zip(cases, got, strict=True):
        view = make_lab(
            scheme, activation, depth=depth, gain=gain, seed=seed
        ).view
        activations, deltas = view.flow()
        assert len(theirs["activations"]) == len(activations) == depth
        for mine, other in zip(
            activations, theirs["activations"], strict=True
        ):
            same_to_nine_digits(other, mine.ravel())
        for mine, other in zip(deltas, theirs["deltas"], strict=True):
            same_to_nine_digits(other, mine.ravel())


@node
def test_spread_size_and_histogram():
    rng = np.random.default_rng(0)
    values = rng.normal(size=500)
    values[::7] = 0
    (spread,) = call("initialization_lab", "spread", [values.tolist()])
    (rms,) = call("initialization_lab", "size", [values.tolist()])
    agree([spread, rms], [values.std(), size(values)])
    (counts,) = call(
        "initialization_lab", "histogram", [values.tolist(), [-4, 4], 16]
    )
    kept = values[values != 0]
    assert counts == np.histogram(kept, 16, (-4, 4))[0].tolist()
    (beyond,) = call(
        "initialization_lab", "histogram", [[9, -9, 0], [0, 4], 4]
    )
    assert beyond == [1, 0, 0, 1]


@node
def test_short_numbers():
    numbers = [0, 1, 0.23, 0.012, 130, 1.1e-8, 2.7e10, 0.009]
    assert call("initialization_lab", "short", *[[v] for v in numbers]) == [
        "0", "1", "0.23", "0.012", "130", "1.1·10⁻⁸", "2.7·10¹⁰", "9.0·10⁻³",
    ]  # fmt: skip


@node
def test_the_sentence_tells_vanishing_from_exploding():
    told = call(
        "initialization_lab",
        "describe",
        [[0.1, 1e-8], [1e-12, 1]],
        [[1, 1], [900, 1]],
        [[0.6, 0.2], [0.3, 1]],
        [[0, 0], [0, 1]],
    )
    words = [
        "it vanishes",
        "it explodes",
        "it arrives",
        "nothing can be learned",
    ]
    for text, word in zip(told, words, strict=True):
        assert word in text


def test_what_the_lab_shows():
    spreads = {}
    for scheme, activation in product(SCHEMES, ACTIVATIONS):
        view = make_lab(scheme, activation).view
        activations, deltas = view.flow()
        spreads[scheme, activation] = (
            activations[-1].std(),
            size(deltas[0]) / (size(deltas[-1]) or 1),
        )
    assert spreads["zeros", "tanh"] == (0, 0)
    assert spreads["0.01", "tanh"][0] < 1e-8
    assert spreads["1", "ReLU"][0] > 1e6
    assert spreads["1", "tanh"][1] > 100
    assert 0.1 < spreads["1/√n", "tanh"][1] < 1
    assert 0.3 < spreads["√(2/n)", "ReLU"][1] < 3
    assert spreads["1/√n", "sigmoid"][1] < 1e-4


def test_choosing_by_name():
    view = make_lab().view
    view.scheme, view.activation = "√(2/n)", "ReLU"
    assert (view.scheme, view.activation) == ("√(2/n)", "ReLU")
    with pytest.raises(
        ValueError, match="no scheme 'he'; choose one of zeros"
    ):
        make_lab("he")
    with pytest.raises(ValueError, match="no activation 'relu'; .* ReLU"):
        view.activation = "relu"


@pytest.mark.parametrize("depth", [0, 21])
def test_depths_out_of_reach(depth):
    with pytest.raises(TraitError, match="depth"):
        make_lab(depth=depth)


def test_gain_out_of_range():
    with pytest.raises(TraitError, match="gain must be .* from 0.5 to 2"):
        make_lab(gain=3)
