"""The copy of the project that the mistakes are planted in."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from pathlib import Path

from mutation_places import functions_that_count, leave_out_the_rest
from mutation_subjects import Subject

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("exercises", "nnlib", "tools", "benchmarks", "conftest.py")


def make_copy(subject: Subject, folder: Path) -> None:
    """Copy the files of the project as they are now, with mutmut's settings.

    mutmut imports from the top of the copy, so a package that lies deeper
    goes there, too.
    """
    forget_all_but_results(subject, folder)
    command = "git ls-files -z --cached --others --exclude-standard"
    listed = subprocess.run(
        command.split(), cwd=ROOT, capture_output=True, check=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    package = folder / Path(subject.package).name
    if package != folder / subject.package:
        shutil.move(folder / subject.package, package)
        (folder / subject.package).symlink_to(package)
    with (folder / "pyproject.toml").open("a", encoding="utf8") as file:
        file.write(settings(subject))
    if subject.only_judges:
        leave_the_rest(package)


def forget_all_but_results(subject: Subject, folder: Path) -> None:
    """Leave of an older copy only the mutants and how they fared."""
    package = Path(subject.package).name
    mutants, aside = folder / "mutants" / package, folder.with_suffix(".kept")
    shutil.rmtree(aside, ignore_errors=True)
    if mutants.is_dir() and not os.environ.get("FRESH"):
        mutants.rename(aside)
    shutil.rmtree(folder, ignore_errors=True)
    if aside.is_dir():
        mutants.parent.mkdir(parents=True)
        aside.rename(mutants)
        for file in mutants.rglob("*"):
            if file.suffix not in (".py", ".meta", ".spans", ""):
                file.unlink()  # mutmut would keep the old one


def settings(subject: Subject) -> str:
    """Return mutmut's section of pyproject.toml."""
    package = Path(subject.package).name
    words = {
        "source_paths": [package],
        "only_mutate": [f"{package}/{name}" for name in subject.modules],
        "also_copy": [name for name in PACKAGES if name != package],
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-n0"],
        "pytest_add_cli_args_test_selection": list(subject.tests),
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in words.items()]
    lines += ["track_dependencies = false", ""]
    return "\n".join(["", "[tool.mutmut]", *lines])


def leave_the_rest(package: Path) -> None:
    """Mark the copied specs: only judges and right answers are mutated."""
    functions = functions_that_count()
    for file in package.glob("specs/*/*.py"):
        times = file.stat()
        module = ".".join(
            file.relative_to(package.parent).with_suffix("").parts
        )
        leave_out_the_rest(file, {f for m, f in functions if m == module})
        # mutmut plants anew what is younger than its mutants
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def generate(jobs: int) -> None:
    """Write every mutant into the folder that we stand in."""
    from mutmut import __main__ as mutmut

    os.makedirs("mutants", exist_ok=True)
    with contextlib.redirect_stdout(None):
        mutmut.copy_src_dir()
        mutmut.copy_also_copy_files()
        mutmut.create_mutants(jobs)
