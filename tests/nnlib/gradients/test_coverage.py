"""Every operation with a gradient is checked in each of three ways."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import gradient_coverage
from nnlib import layers

ROOT = Path(__file__).parents[3]


def test_nothing_is_missing():
    ran = subprocess.run(
        [sys.executable, "tools/gradient_coverage.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Nothing is missing." in ran.stdout
    for kind, names in gradient_coverage.operations().items():
        assert f"\n{kind}\n" in ran.stdout
        for name in names:
            assert f"  {name} " in ran.stdout


def full():
    kinds = gradient_coverage.operations().values()
    return Counter(
        {
            (name, method): 1
            for name in [n for k in kinds for n in k]
            + [gradient_coverage.NETWORKS]
            for method in gradient_coverage.METHODS
        }
    )


@pytest.mark.parametrize(
    ("op", "method"),
    [
        ("Dropout", "PyTorch"),
        ("L1L2", "differences"),
        ("Hinge", "properties"),
        ("logsumexp", "PyTorch"),
        (gradient_coverage.NETWORKS, "properties"),
    ],
)
def test_a_missing_check_would_be_named(op, method):
    checks = full()
    assert gradient_coverage.missing(checks) == []
    del checks[op, method]
    lacking = f"{op} is not checked by {method}"
    assert gradient_coverage.missing(checks) == [lacking]
    assert gradient_coverage.table(checks).count("missing") == 1


def test_a_new_layer_would_be_named(monkeypatch):
    checks = full()
    monkeypatch.setattr(layers, "__all__", [*layers.__all__, "Maxout"])
    assert gradient_coverage.missing(checks) == [
        f"Maxout is not checked by {method}"
        for method in gradient_coverage.METHODS
    ]
