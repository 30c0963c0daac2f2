"""What holds for every test: one BLAS thread, no screen, honest skips.

A test that needs something a reader may not have carries a marker (`node`,
`npm`, `browser`, `java`, `mnist`). It is skipped, with the reason, when that
is missing; with NNLIB_STRICT=1, as in continuous integration, a skipped test
is a failure.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
# whoever runs the tests may have results of their own: no check is recorded,
# neither here nor in the kernels, browsers and programs that tests start
os.environ["NNCHECK_RECORD"] = "off"
os.environ.pop("NNCHECK_DATA_DIR", None)

import matplotlib  # noqa: E402  after the number of threads is set

matplotlib.use("Agg")

ROOT = Path(__file__).parent
STRICT = os.environ.get("NNLIB_STRICT") == "1"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


@cache
def missing_node() -> str:
    """Return why tests in Node cannot run, or nothing."""
    node = shutil.which("node")
    if not node:
        return "Node is not installed"
    asked = subprocess.run([node, "--version"], capture_output=True, text=True)
    version = asked.stdout.strip()
    if int(version.lstrip("v").split(".")[0]) < 20:
        return f"Node 20 or newer is needed, this is {version}"
    return ""


@cache
def missing_npm() -> str:
    """Return why tests with packages of npm cannot run, or nothing."""
    if not missing_node() and not (ROOT / "node_modules").is_dir():
        return "the packages of package.json are missing: type npm ci"
    return missing_node()


@cache
def missing_browser() -> str:
    """Return why tests in a browser cannot run, or nothing."""
    named = os.environ.get("CHROMIUM")
    if not named and not any(map(shutil.which, CHROMIUM)):
        return "Chromium is not installed"
    return missing_npm()


@cache
def missing_java() -> str:
    """Return why the checker of EPUBs cannot run, or nothing."""
    return "" if shutil.which("java") else "Java is not installed"


@cache
def missing_mnist() -> str:
    """Return why tests on all of MNIST cannot run, or nothing."""
    folder = os.environ.get("NNLIB_DATA_DIR", "")
    if not folder:
        return "NNLIB_DATA_DIR does not say where the MNIST files are"
    if not Path(folder).is_dir():
        return f"NNLIB_DATA_DIR names {folder}, which is no folder"
    return ""


NEEDS: dict[str, Callable[[], str]] = {
    "node": missing_node,
    "npm": missing_npm,
    "browser": missing_browser,
    "java": missing_java,
    "mnist": missing_mnist,
}


@pytest.fixture(autouse=True)
def no_figure_left() -> Iterator[None]:
    """Close every figure and forget every style after a test or doctest."""
    with matplotlib.rc_context():
        yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Look for tests and examples in tests, not in the helpers beside them."""
    inside = ROOT / "tests" in collection_path.parents
    helper = collection_path.suffix == ".py" and inside
    is_test = collection_path.name.startswith(("test_", "conftest"))
    return True if helper and not is_test else None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a marked test, with the reason, when what it needs is missing."""
    for name, why in NEEDS.items():
        reason = why() if item.get_closest_marker(name) else ""
        if reason:
            pytest.skip(reason)


@pytest.hookimpl(tryfirst=True)  # before the workers look at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file in one worker; begin with those that take longest."""
    for item in items:
        # a notebook's cells belong together; so do the tests of one page
        if not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(str(item.path)))
    slow = {
        item.path
        for item in items
        if item.get_closest_marker("slow") or item.path.suffix == ".ipynb"
    }
    items.sort(key=lambda item: item.path not in slow)


def is_excused(item: pytest.Item) -> bool:
    """Tell whether a test may be skipped even under NNLIB_STRICT=1."""
    # nobody has to own a copy of the MNIST files
    return bool(item.get_closest_marker("mnist") and missing_mnist())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo
) -> Iterator[None]:
    """Under NNLIB_STRICT=1, turn a skipped test into a failed one."""
    report = yield
    skipped = report.skipped and not hasattr(report, "wasxfail")
    if STRICT and skipped and not is_excused(item):
        report.outcome = "failed"
        report.longrepr = f"skipped under NNLIB_STRICT: {report.longrepr}"
    return report
