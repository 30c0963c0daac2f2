"""The repository as a whole: its size, its secrets, its tools, its imports."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from environment import environment
from make import CHECKS, VERBS

ROOT = Path(__file__).parents[1]
LARGEST = 3_000_000
TEXT = {
    "",
    ".bib",
    ".cfg",
    ".css",
    ".in",
    ".ini",
    ".ipynb",
    ".js",
    ".json",
    ".md",
    ".mjs",
    ".mplstyle",
    ".py",
    ".sh",
    ".svg",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
}
# written so that this file does not match itself
FORBIDDEN = {
    "a note to self": r"\bTO" r"DO\b|\bFIX" r"ME\b|\bX" r"XX\b",
    "a path of one machine": r"(?<![\w.])/(?:ro" r"ot|wo" r"rk|farm)/",
    # jovyan is the user of every Jupyter image
    "a home folder": r"(?<![\w.])/(?:ho" r"me|Us" r"ers)/(?!jovyan\b)\w",
    "a package registry": r"registry\.npm"
    r"js|py"
    r"pi\.org|files\.python"
    r"hosted|npm"
    r"mirror|--index"
    r"-url|--find"
    r"-links",
}

BASE64 = re.compile(r"[A-Za-z0-9+/]{200,}")


def tracked() -> list[Path]:
    """Return the files of the repository that are ours."""
    git = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        ROOT / name
        for name in git.stdout.splitlines()
        if (ROOT / name).is_file()
    ]


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Return the files of the repository, or skip outside of git."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: the files cannot be listed")
    return tracked()


def test_no_file_is_large(files: list[Path]) -> None:
    assert [p for p in files if p.stat().st_size > LARGEST] == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_contains(what: str, files: list[Path]) -> None:
    found = []
    for path in files:
        if path.suffix not in TEXT or "vendor" in path.parts:
            continue
        text = path.read_text("utf8", errors="ignore")
        text = BASE64.sub("", text)  # a picture may spell anything
        if hit := re.search(FORBIDDEN[what], text):
            line = text.count("\n", 0, hit.start()) + 1
            found.append(f"{path.relative_to(ROOT)}:{line}: {hit[0]!r}")
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a note to self", "# TO" + "DO later"),
        ("a path of one machine", "open('/wo" + "rk/main/x')"),
        ("a home folder", "/ho" + "me/ada/x"),
        ("a package registry", "https://py" + "pi.org/simple"),
    ],
)
def test_forbidden_text_would_be_found(what: str, text: str) -> None:
    assert re.search(FORBIDDEN[what], text)


@pytest.mark.slow
@pytest.mark.parametrize("name", CHECKS)
def test_tool_has_no_complaint(name: str) -> None:
    program, *words = CHECKS[name]
    ran = subprocess.run(
        [Path(sys.executable).with_name(program), *words],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, f"\n{ran.stdout}{ran.stderr}"


def test_nnlib_loads_nothing_heavy() -> None:
    code = "import sys, nnlib; print(*sorted(sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    loaded = set(ran.stdout.split())
    assert "nnlib" in loaded and "numpy" in loaded
    heavy = {"matplotlib", "ipywidgets", "anywidget", "IPython", "sklearn"}
    heavy |= {"mlxtend", "scipy", "pandas", "pooch", "tensorboardX"}
    assert loaded & heavy == set()


def test_every_verb_is_in_the_makefile_and_explained() -> None:
    makefile = (ROOT / "Makefile").read_text("utf8")
    listed = re.search(r"VERBS := (.*?)\n\n", makefile, re.DOTALL)
    assert listed
    names = listed[1].replace("\\", " ").split()
    assert sorted([*names, "help"]) == sorted(VERBS)
    assert [name for name, verb in VERBS.items() if not verb.__doc__] == []


@pytest.mark.parametrize(
    "script",
    sorted(ROOT.glob("book/figures/[!_]*.py")),
    ids=lambda path: path.stem,
)
def test_diagram_is_what_its_script_draws(
    script: Path, tmp_path: Path
) -> None:
    for path in script.parent.glob("*.py"):
        shutil.copy(path, tmp_path)
    subprocess.run(
        [sys.executable, tmp_path / script.name], cwd=tmp_path, check=True
    )
    drawn = (tmp_path / script.name).with_suffix(".svg")
    assert drawn.read_bytes() == script.with_suffix(".svg").read_bytes()


def test_every_package_is_in_the_wheel():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    listed = settings["tool"]["setuptools"]["packages"]
    found = [
        ".".join(init.parent.relative_to(top).parts)
        for top, name in ((ROOT, "nnlib"), (ROOT / "exercises", "nncheck"))
        for init in (top / name).rglob("__init__.py")
    ]
    assert len(found) > 20
    assert sorted(listed) == sorted(found)
