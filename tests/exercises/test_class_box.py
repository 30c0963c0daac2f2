"""The box itself, the command around it, and what is said without one."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from class_corpus.machine_attacks import SPLIT_MEMORY  # noqa: E402
from class_corpus.notebooks import (  # noqa: E402
    FULL,
    RIGHT,
    data,
    solved,
    with_step,
)
from class_tools import need_box  # noqa: E402

from nncheck import cli  # noqa: E402
from nncheck.classroom import (  # noqa: E402
    box,
    command,
    control_group,
    seccomp,
)
from nncheck.grading import grade_notebook  # noqa: E402
from nncheck.sandbox import Limits  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")  # nbgrader's own
ROOT = Path(__file__).parents[2]


def inside(code: str) -> str:
    """What a program prints in the box."""
    need_box()
    process = box.start([sys.executable, "-c", code], stderr=subprocess.STDOUT)
    said = process.communicate(timeout=60)[0].decode()
    assert process.returncode == 0, said
    return said.strip()


def test_the_box_holds_what_runs_answers_and_nothing_that_knows_them():
    code = "import os\nfor _, d, f in os.walk('/box'): print(*d, *f)"
    words = set(inside(code).split())
    assert {"child.py", "codec.py", "observe.py", "perceptron.py"} <= words
    assert not words & {"specs", "catalog.py", "engine.py", "diagnosis.py"}
    assert not any(word.endswith("_answers.py") for word in words)


def test_an_installed_package_is_hidden_too(monkeypatch, tmp_path):
    need_box()
    package = tmp_path / "venv" / "lib" / "nncheck"
    package.mkdir(parents=True)
    (package / "secret.py").write_text("reference = 1")
    monkeypatch.setattr(box, "_pythons", lambda: [str(tmp_path / "venv")])
    real = box._folder
    fake = {box.nncheck: package}
    monkeypatch.setattr(box, "_folder", lambda p: fake.get(p) or real(p))
    assert package in box._secrets()
    words = box._files()
    assert words[words.index(str(package)) - 1] == "--tmpfs"


def test_processes_together_get_no_more_memory_than_one(tmp_path):
    need_box()
    path = tmp_path / "bomb.ipynb"
    path.write_bytes(data(with_step(RIGHT + SPLIT_MEMORY)))
    limits = Limits(cell=90.0, total=120.0, memory=1.0, grace=30.0)
    report = grade_notebook(path, seed=1, limits=limits, cage=box.Box(limits))
    assert report.points == FULL - 2
    assert any("together used too much memory" in n for n in report.notes)


def test_the_filter_ends_in_an_instruction_for_every_machine():
    for machine in seccomp.MACHINES:
        words = seccomp.program(machine)
        assert len(words) % 8 == 0
        assert words[-8:] == seccomp._do(seccomp.RETURN, seccomp.ALLOW)
    numbers = [
        n
        for group in seccomp.MACHINES["x86_64"]["denied"].values()
        for n in group
    ]
    assert len(numbers) == len(set(numbers))


@pytest.fixture
def no_memory_of_the_box():
    box.check.cache_clear()
    yield
    box.check.cache_clear()


def test_without_bubblewrap_it_says_what_to_type(
    no_memory_of_the_box, monkeypatch, tmp_path, capsys
):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    (tmp_path / "in").mkdir()
    words = ["class", str(tmp_path / "in"), "--chapter", "perceptron"]
    words += ["--course", str(tmp_path / "course")]
    assert cli.main(words) == command.STOPPED
    said = capsys.readouterr().err
    assert "apt-get install bubblewrap" in said
    assert "--unboxed 'I trust these students'" in said


def test_elsewhere_than_on_linux_it_says_where_to_go(
    no_memory_of_the_box, monkeypatch
):
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(box.NoBox, match="needs Linux"):
        box.check()


def test_trust_has_to_be_said_in_full(tmp_path, capsys):
    words = ["class", "--chapter", "perceptron", "--unboxed", "yes"]
    words += ["--course", str(tmp_path)]
    assert cli.main(words) == command.STOPPED
    assert "type: --unboxed 'I trust these" in capsys.readouterr().err


def test_graders_that_start_together_agree_on_the_secret(
    tmp_path, monkeypatch
):
    faster = []

    def token(_) -> str:
        monkeypatch.undo()
        faster.append(command.secret_of(tmp_path))
        return "mine"

    monkeypatch.setattr(command.secrets, "token_hex", token)
    assert [command.secret_of(tmp_path)] == faster
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_empty_course_says_what_is_missing(tmp_path, capsys):
    need_box()
    words = ["class", "--chapter", "mnist", "--course", str(tmp_path)]
    assert cli.main(words) == command.STOPPED
    assert "Nobody has handed in mnist" in capsys.readouterr().err


@pytest.mark.slow
def test_the_command_writes_everything_and_the_same_again(tmp_path, capsys):
    need_box()
    for who, content in {
        "ann": data(solved()),
        "bob": data(with_step("def step(z):\n    return object()")),
        "eve": b"no notebook",
    }.items():
        (tmp_path / "in" / who).mkdir(parents=True)
        (tmp_path / "in" / who / "x.ipynb").write_bytes(content)
    written = []
    for course in ("one", "two"):
        words = ["class", str(tmp_path / "in"), "--chapter", "perceptron"]
        words += ["--course", str(tmp_path / course), "--seed", "s"]
        assert cli.main([*words, "--workers", "2"]) == command.DONE
        files = sorted((tmp_path / course).rglob("*.*ml"))
        files += sorted((tmp_path / course).glob("*.csv"))
        files += sorted((tmp_path / course).glob("*.json"))
        written.append([path.read_bytes() for path in files])
    assert written[0] == written[1]
    assert len(written[0]) == 3 + 1 + 2
    said = capsys.readouterr().out
    assert "3 handed in: 2 graded, 1 returned, 0 failed." in said
    assert "eve: returned: perceptron.ipynb is no notebook" in said
    assert cli.main(["class", "--chapter", "perceptron", *words[-4:]]) == 0
    assert "3 handed in" in capsys.readouterr().out


@pytest.mark.slow
def test_solved_notebooks_of_all_chapters_score_full_in_the_box(
    solved_notebooks, save
):
    need_box()
    for page, notebook in solved_notebooks.items():
        report = grade_notebook(
            save(notebook, f"{page}.ipynb"), seed=1, cage=box.Box(Limits())
        )
        assert report.points == report.out_of, page


ORDINARY = """
import sys
sys.path[:0] = [{tests!r}, {tools!r}]
from class_corpus.notebooks import data, solved
from pathlib import Path
from nncheck.classroom import box
from nncheck.grading import grade_notebook
from nncheck.sandbox import Limits
box.check()
path = Path("/tmp/right.ipynb")
path.write_bytes(data(solved()))
print(grade_notebook(path, seed=1, cage=box.Box(Limits())).points)
code = "print(*[l for l in open('/proc/self/status') if l[:3] == 'Cap'])"
code += "\\nprint(open('/proc/1/environ').read())"
process = box.start([sys.executable, "-c", code], None)
print(process.communicate()[0].decode())
cage = box.Box(Limits())
box.ALL_FILES = 300
code = "import os; [os.mknod(f'/tmp/{{k}}') for k in range(400)]; print(1)"
words = [sys.executable, "-c", code + "; input()"]
process = cage.process = box.start(words, None)
process.stdout.readline()
print("ended, because", cage.guard())
process.communicate()
"""


@pytest.mark.slow
def test_an_ordinary_user_gets_the_same_box():
    """Where the tests are root's, they become somebody else for once."""
    need_box()
    code = ORDINARY.format(
        tests=str(Path(__file__).parent), tools=str(ROOT / "tools")
    )
    words = [sys.executable, "-c", code]
    if os.geteuid() == 0:
        words = [*_as_nobody(), *words]
    begin = time.monotonic()
    done = subprocess.run(words, capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, done.stderr
    assert f"{FULL}\n" in done.stdout, time.monotonic() - begin
    assert "CapEff:\t0000000000000000" in done.stdout
    assert "PATH=/bin:/usr/bin\0" in done.stdout  # and nothing else
    assert "PYTEST_CURRENT_TEST" not in done.stdout
    assert "ended, because it made too many files" in done.stdout


def _as_nobody() -> list[str]:
    """Folders of root's that Python lies in are opened for this program."""
    words = ["bwrap", "--dev-bind", "/", "/", "--tmpfs", "/tmp"]
    words += ["--chmod", "1777", "/tmp"]
    if Path(sys.base_prefix).is_relative_to("/root"):
        words += ["--perms", "0755", "--tmpfs", "/root"]
        words += box._bind(Path(sys.base_prefix), Path(sys.base_prefix))
    for folder in (ROOT, Path(sys.prefix)):
        if folder.is_relative_to("/tmp"):
            words += box._bind(folder, folder)
    user = "65534"
    drop = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"]
    caps = ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    return [*words, *caps, "--", *drop]


STAND_IN = """#!/bin/sh
echo "$@" >> "{log}"
while [ "$1" != "--" ]; do shift; done
shift
exec "$@"
"""


def test_where_systemd_gives_control_groups_every_box_has_one(
    tmp_path, monkeypatch
):
    need_box()
    log, program = tmp_path / "log", tmp_path / "systemd-run"
    program.write_text(STAND_IN.format(log=log))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/of-the-teacher")
    control_group.is_available.cache_clear()
    try:
        assert control_group.told() == control_group.WITH
        said = inside("import os; print(dict(os.environ))")
    finally:
        control_group.is_available.cache_clear()
    asked = log.read_text().splitlines()[-1]
    folders = len(box.WRITABLE) * box.DISK
    assert f"MemoryMax={2**32 + folders} " in asked
    assert "MemorySwapMax=0 " in asked
    assert f"TasksMax={box.PROCESSES + control_group.SPARE} " in asked
    assert ("--user" in asked) == (os.geteuid() != 0)
    assert "of-the-teacher" not in said


def test_without_systemd_there_are_no_groups_and_that_is_said(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    control_group.is_available.cache_clear()
    try:
        assert control_group.around(2**30, 10) == []
        assert "five times a second" in control_group.told()
    finally:
        control_group.is_available.cache_clear()
