"""Mutation testing of a small project, from the copy to the score."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

pytestmark = pytest.mark.peer

FILES = {
    "pyproject.toml": "[tool.pytest.ini_options]\n",
    "sums/__init__.py": "",
    "sums/add.py": """\
        def add(a, b):
            return a + b


        def forgotten(a):
            return a + 1


        def endless(n):
            while n > 0:
                n -= 1
            return n


        def doubled(a):
            return 2 * a
        """,
    "tests/test_add.py": """\
        from sums.add import add, doubled, endless


        def test_add():
            assert add(2, 3) == 5


        def test_endless():
            assert endless(3) == 0


        def test_doubled():
            doubled(3)  # and looks at nothing
        """,
}
RUN = """\
import sys
from pathlib import Path

import mutation
import mutation_copy
from mutation_subjects import Part, Subject

project = mutation_copy.ROOT = Path(sys.argv[1])
subject = Subject("sums", ("add.py",), ("tests",))
size = int(sys.argv[2])
mutation.run(subject.part(""), project / "build" / "sums", 2, size)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    pytest.importorskip("mutmut")
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(textwrap.dedent(text))
    (tmp_path / ".gitignore").write_text("build")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


def measure(project: Path, size: int = 0) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", RUN, str(project), str(size)],
        cwd=Path(__file__).parents[1] / "tools",
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_what_is_noticed_and_what_is_not(project: Path) -> None:
    said = measure(project)
    # a + b becomes a - b
    assert "sums.add.x_add__mutmut_1" not in said
    assert "no tests: sums.add.x_forgotten__mutmut_1" in said
    assert "survived: sums.add.x_doubled__mutmut_1" in said
    *_, last = said.splitlines()
    name, killed, timeout, survived, unmet, *_ = last.split()
    assert name == "all"
    assert int(killed) >= 2
    assert int(timeout) >= 1  # n -= 1 becomes n += 1
    assert (int(survived), int(unmet)) == (2, 2)
    assert "sample" not in said


def test_what_was_found_is_kept_and_survivors_are_tried_again(
    project: Path,
) -> None:
    first = measure(project, size=3)
    assert "3 chosen, 3 to try" in first
    assert "This is a sample: 3 of " in first
    found = project / "build" / "sums" / "mutants" / "sums" / "add.py.meta"
    before = found.read_text()
    file = project / "tests" / "test_add.py"
    file.write_text(
        file.read_text().replace("doubled(3)  #", "assert doubled(3) == 6  #")
        + "\n\ndef test_forgotten():\n"
        "    from sums.add import forgotten\n\n"
        "    assert forgotten(1) == 2\n"
    )
    second = measure(project)
    assert "survived" not in second.partition("killed")[0]
    assert second.splitlines()[-1].split()[-2:] == ["100.0", "%"]
    assert found.read_text() != before
