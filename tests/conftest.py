"""Fixtures that several folders of tests share."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from make import BUILD

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def built_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the HTML book, built once for all workers.

    The build is strict: a dangling reference, a missing picture or any other
    warning fails every test that asks for it.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "alone")
    base = ROOT / "build" / "tested-book"
    base.mkdir(parents=True, exist_ok=True)
    done = base / "result.json"
    with FileLock(base / "lock"):
        old = json.loads(done.read_text("utf8")) if done.exists() else {}
        if run == "alone" or old.get("run") != run:
            old = {"run": run, **build_into(base)}
            done.write_text(json.dumps(old), encoding="utf8")
    if old["code"]:
        pytest.fail(f"the book does not build:\n{old['text']}", pytrace=False)
    return base / "_build" / "html"


def build_into(base: Path) -> dict[str, object]:
    """Build the book below `base`; return the exit code and what was said."""
    shutil.rmtree(base / "_build", ignore_errors=True)
    # the very command of `make book`, from the environment of this Python
    program, *words = [*BUILD, "-q", "--path-output", str(base)]
    program = str(Path(sys.executable).with_name(program))
    ran = subprocess.run(
        [program, *words], cwd=ROOT, capture_output=True, text=True
    )
    return {"code": ran.returncode, "text": (ran.stdout + ran.stderr)[-6000:]}
