"""Which gradient has been checked by which method: a table, from the tests.

    python tools/gradient_coverage.py

Nothing is listed by hand. The operations are the public names of nnlib's
layers, losses, activations and regularizers; the checks are what pytest
collects from the files `METHODS` names, by the parameter `op` of each test.
The exit code is 1 if an operation lacks a method.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections import Counter
from pathlib import Path

import pytest

from nnlib import activations, layers, losses, regularizers

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "nnlib" / "gradients"
METHODS = {
    "differences": "test_differences.py",
    "properties": "test_properties.py",
    "PyTorch": "test_pytorch.py",
}
Checks = Counter[tuple[str, str]]  # (operation, method) -> number of tests
NETWORKS = "(networks of all these)"


def operations() -> dict[str, list[str]]:
    """Return the public operations that have a gradient, by kind."""
    bases = {"Layer", "Loss", "Regularizer"}
    kinds = {
        "layers": layers,
        "activations": activations,
        "losses": losses,
        "regularizers": regularizers,
    }
    return {
        kind: [
            name
            for name in module.__all__
            if name not in bases and not name.endswith(("_prime", "_jacobian"))
        ]
        for kind, module in kinds.items()
    }


class Collector:
    """A plugin of pytest that counts the tests of each operation."""

    def __init__(self) -> None:
        self.checks: Checks = Counter()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Note what pytest has found."""
        methods = {file: method for method, file in METHODS.items()}
        for item in items:
            method = methods[item.path.name]
            called = getattr(item, "callspec", None)
            op = called.params.get("op") if called else None
            if op:
                # "Huber(0.3)" is a check of Huber
                self.checks[op.split("(")[0], method] += 1
            elif item.name.startswith("test_network"):
                self.checks[NETWORKS, method] += 1


def collect() -> Checks:
    """Return how many tests there are of each operation by each method."""
    collector, said = Collector(), io.StringIO()
    files = [str(FOLDER / name) for name in METHODS.values()]
    with contextlib.redirect_stdout(said):
        code = pytest.main(
            ["--collect-only", "-q", "-p", "no:cacheprovider", *files],
            plugins=[collector],
        )
    if code:
        sys.exit(said.getvalue())
    return collector.checks


def missing(checks: Checks) -> list[str]:
    """Return what lacks a method, in words."""
    everything = [op for ops in operations().values() for op in ops]
    return [
        f"{op} is not checked by {method}"
        for op in (*everything, NETWORKS)
        for method in METHODS
        if not checks[op, method]
    ]


def table(checks: Checks) -> str:
    """Return the report: a row for each operation, a column a method."""
    kinds = operations() | {"combinations": [NETWORKS]}
    width = max(len(op) for ops in kinds.values() for op in ops) + 2
    lines = [" " * width + "".join(f"{name:>13}" for name in METHODS)]
    for kind, ops in kinds.items():
        lines += ["", kind]
        for op in ops:
            counts = [checks[op, method] for method in METHODS]
            cells = "".join(f"{n if n else 'missing':>13}" for n in counts)
            lines.append(f"  {op:{width - 2}}{cells}")
    return "\n".join(lines)


def main() -> int:
    """Print the table; return 1 if something is missing."""
    checks = collect()
    print(table(checks))
    lacking = missing(checks)
    print("\n" + ("\n".join(lacking) or "Nothing is missing."))
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
