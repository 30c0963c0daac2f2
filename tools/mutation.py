"""How many small mistakes, planted one by one, do the tests notice?

Runs mutmut on a copy of the project, never on the project itself, and prints
the score of every module and the mutants that survived:

    python tools/mutation.py engine            # one of the subjects below
    python tools/mutation.py core/losses       # one of its modules
    python tools/mutation.py specs/perceptron  # one of its chapters

A mutant counts as caught when a test fails or no longer ends. Survivors that
change nothing a reader or a caller could see are listed, each with the
reason, in tools/mutation_equivalents.yml; they count as survivors in the
first score and are left out of the second.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from mutation_places import functions_that_count, leave_out_the_rest
from mutation_score import read_mutants, report

ROOT = Path(__file__).resolve().parents[1]
COPIES = ROOT / "build" / "mutation"
PACKAGES = ("exercises", "nnlib", "tools", "benchmarks", "conftest.py")


@dataclass(frozen=True)
class Subject:
    """What is mutated, and the tests that should notice.

    Attributes:
        package: the folder that is copied to the top and imported there.
        modules: patterns of the files to mutate, below the package.
        tests: test files and options of pytest.
        only_judges: of the specs, only judges and right answers.
    """

    package: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]
    only_judges: bool = False

    def narrowed(self, name: str) -> Subject:
        """Return the part with one module, or one chapter's specs."""
        if self.only_judges:
            tests = (*self.tests, "-k", f"[{name}-")
            return replace(self, modules=(f"specs/{name}/*.py",), tests=tests)
        modules = [
            m for m in self.modules if m.split("/")[0].split(".")[0] == name
        ]
        if not modules:
            sys.exit(f"No module {name}; there are: {', '.join(self.modules)}")
        return replace(self, modules=tuple(modules))


SUBJECTS = {
    "engine": Subject(
        "exercises/nncheck",
        (
            "engine.py",
            "diagnosis.py",
            "compare.py",
            "codec.py",
            "observe.py",
            "words.py",
            "verdict.py",
            "drivers/registry.py",
        ),
        tuple(
            f"tests/exercises/test_{name}.py"
            for name in ("engine", "codec", "compare", "diagnosis", "observe")
        ),
    ),
    "specs": Subject(
        "exercises/nncheck",
        ("specs/*/*.py",),
        ("tools/corpus_anew.py", "-o", "python_files=corpus_anew.py"),
        only_judges=True,
    ),
    "core": Subject(
        "nnlib",
        (
            "losses.py",
            "activations.py",
            "layers/*.py",
            "optimizers.py",
            "initializers.py",
            "regularizers.py",
            "schedules.py",
            "training.py",
        ),
        (
            *("tests/nnlib/layers", "tests/nnlib/gradients"),
            *(
                f"tests/nnlib/test_{name}.py"
                for name in (
                    "activations",
                    "behavior",
                    "hot_path",
                    "initializers",
                    "losses",
                    "models",
                    "optimizer_paths",
                    "optimizers",
                    "regularizers",
                    "schedules",
                    "training",
                    "wrong_calls",
                )
            ),
            *("-m", "not slow and not mnist and not peer"),
            *("--deselect", "tests/nnlib/gradients/test_coverage.py"),
        ),
    ),
}


def make_copy(subject: Subject, folder: Path) -> None:
    """Copy the files of the project as they are now, with mutmut's settings.

    mutmut imports from the top of the copy, so a package that lies deeper
    goes there, too.
    """
    shutil.rmtree(folder, ignore_errors=True)
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
        module = ".".join(
            file.relative_to(package.parent).with_suffix("").parts
        )
        leave_out_the_rest(file, {f for m, f in functions if m == module})


def run(subject: Subject, folder: Path, children: str) -> int:
    """Mutate, test and report; return 0 when the score is high enough."""
    make_copy(subject, folder)
    if subject.only_judges:
        leave_the_rest(folder / Path(subject.package).name)
    os.chdir(folder)  # mutmut reads its settings where it stands
    mutmut = [sys.executable, "-m", "mutmut", "run"]
    ran = subprocess.run([*mutmut, "--max-children", children])
    if ran.returncode:
        return ran.returncode
    return 0 if report(read_mutants(), not subject.only_judges) else 1


def main(words: list[str]) -> int:
    """Run one subject."""
    name, _, part = words[0].partition("/") if words else ("", "", "")
    if name not in SUBJECTS:
        print(f"Which subject? NAME= one of: {', '.join(SUBJECTS)}")
        return 2
    if importlib.util.find_spec("mutmut") is None:
        print(
            "mutmut is not installed. Type\n"
            ".venv/bin/pip install -r requirements-mutation.txt"
        )
        return 2
    subject = SUBJECTS[name].narrowed(part) if part else SUBJECTS[name]
    folder = COPIES / "-".join(filter(None, (name, part)))
    return run(subject, folder, os.environ.get("JOBS", "2"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
