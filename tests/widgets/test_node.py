"""Node's own tests, and the modules as the browser gets them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from nncheck.quiz import Quiz
from nnlib.widgets.gate_builder import GateBuilder
from nnlib.widgets.perceptron_stepper import PerceptronStepper
from nnlib.widgets.separating_line import SeparatingLine
from nnlib.widgets.sharpen import Sharpen

pytestmark = pytest.mark.node

HERE = Path(__file__).parent
VIEWS = [GateBuilder, PerceptronStepper, Quiz, SeparatingLine, Sharpen]


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


def test_each_inlined_module_loads_alone_and_can_render(tmp_path):
    names = []
    for view in VIEWS:
        source = getattr(view, "_esm")  # noqa: B009  a class's own text
        names.append(tmp_path / f"{view.__name__}.mjs")
        names[-1].write_text(source, encoding="utf8")
    script = "".join(
        f"if (typeof (await import({path.as_uri()!r})).default.render "
        f"!== 'function') throw new Error({path.name!r});\n"
        for path in names
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
