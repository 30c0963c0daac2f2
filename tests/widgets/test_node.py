"""Node's own tests, and the modules as the browser gets them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from nncheck.quiz import Quiz
from tests.widgets.node import kinds_of_render

pytestmark = pytest.mark.node

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", ["views", "quiz"])
def test_in_node(name):
    done = subprocess.run(
        ["node", "--test", str(HERE / f"{name}.test.mjs")],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# pass 0" not in done.stdout


def test_the_module_of_the_quiz_loads_alone_and_can_render(tmp_path):
    sources = {"quiz": Quiz._esm}
    assert kinds_of_render(sources, tmp_path) == {"quiz": "function"}
