"""The browser's activation functions are nnlib's, to 1e-9."""

from __future__ import annotations

import re

import numpy as np
import pytest

from nnlib import activations
from tests.widgets.node import WIDGETS, call

pytestmark = pytest.mark.node

Z = [
    *(-10_000.0, -1000.0, -745.2, -35.5, -3.0, -1.0, -0.25, -1e-9, -1e-300),
    0.0,
    *(1e-300, 1e-9, 0.25, 0.5, 1.0, 3.0, 35.5, 709.8, 1000.0, 10_000.0),
]
SCORES = [
    [1.0, 2.0, 3.0],
    [1001.0, 1002.0, 1003.0],
    [1000.0, -1000.0, 0.0, 999.0],
    [0.0, 0.0],
    [-10_000.0, 10_000.0],
    [-745.0, -746.0, -747.0],
    [7.0],
]
PLAIN = ["identity", "tanh", "relu", "leaky_relu", "elu", "absolute"]


def camel(name):
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name)


def agree(got, expected):
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    "name",
    [*PLAIN, *(f"{n}_prime" for n in [*PLAIN, "step", "sigmoid"])],
)
def test_functions_and_derivatives(name):
    expected = getattr(activations, name)(Z)
    agree(call("activations", camel(name), *[[z] for z in Z]), expected)


@pytest.mark.parametrize("parameter", [-0.5, 0.0, 0.1, 1.0, 3.0])
@pytest.mark.parametrize(
    "name", ["leaky_relu", "leaky_relu_prime", "elu", "elu_prime"]
)
def test_the_parameter(name, parameter):
    expected = getattr(activations, name)(Z, parameter)
    got = call("activations", camel(name), *[[z, parameter] for z in Z])
    agree(got, expected)


def test_the_kinks():
    kinks = {
        "step_prime": 0,
        "relu_prime": 0,
        "absolute_prime": 0,
        "leaky_relu_prime": 1,
        "elu_prime": 1,
    }
    for name, slope in kinks.items():
        assert call("activations", camel(name), [0]) == [slope]
        assert getattr(activations, name)(0) == slope
    # where its parameter is not 1, elu has the left side's slope at 0
    assert call("activations", "eluPrime", [0, 0.5]) == [0.5]
    assert activations.elu_prime(0, 0.5) == 0.5


@pytest.mark.parametrize("name", ["softmax", "log_softmax", "logsumexp"])
def test_functions_of_a_row(name):
    got = call("activations", camel(name), *[[z] for z in SCORES])
    for mine, z in zip(got, SCORES, strict=True):
        agree(mine, getattr(activations, name)(z))


def test_softmax_jacobian():
    rows = [activations.softmax(z) for z in SCORES]
    got = call("activations", "softmaxJacobian", *[[s.tolist()] for s in rows])
    for mine, s in zip(got, rows, strict=True):
        agree(mine, activations.softmax_jacobian(s))


def test_nothing_of_the_library_is_missing():
    sources = [
        (WIDGETS / file).read_text("utf8")
        for file in ("activations.mjs", "kit.mjs")
    ]
    exported = set(
        re.findall(
            r"^export (?:const|function) (\w+)", "\n".join(sources), re.M
        )
    )
    assert {camel(name) for name in activations.__all__} <= exported
