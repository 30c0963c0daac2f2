"""What can be mutated, in whole or in part, and the tests of each."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from mutation_score import Mutant


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

    def part(self, name: str) -> Part:
        """Return one module, or one chapter's specs, or all."""
        package = Path(self.package).name
        if self.only_judges:
            tests = ("-k", f"[{name}-") if name else ()
            return Part(self, (f"{package}/specs/{name or '*'}/*.py",), tests)
        modules = [
            m
            for m in self.modules
            if name in ("", m.split("/")[0].split(".")[0])
        ]
        if not modules:
            sys.exit(f"No module {name}; there are: {', '.join(self.modules)}")
        return Part(self, tuple(f"{package}/{m}" for m in modules))


@dataclass(frozen=True)
class Part:
    """What to try of a subject.

    Attributes:
        subject: the whole.
        files: patterns of its files, from the top of the copy.
        tests: options of pytest that leave out tests of other parts.
    """

    subject: Subject
    files: tuple[str, ...]
    tests: tuple[str, ...] = ()

    def stratum(self, mutant: Mutant) -> str:
        """Return the module of a mutant, or the chapter of a spec."""
        path = Path(mutant.module)
        return str(path.parent if self.subject.only_judges else path)


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
            "losses/*.py",
            "activations.py",
            "_softmax.py",
            "layers/*.py",
            "optimizers/*.py",
            "initializers.py",
            "_initializer.py",
            "regularizers.py",
            "schedules.py",
            "training.py",
        ),
        (
            "tests/nnlib",
            *("--ignore", "tests/nnlib/viz"),
            *("--ignore", "tests/nnlib/datasets"),
            # it knows the training loop by its name, which mutmut changes
            *("--ignore", "tests/nnlib/test_interrupts.py"),
            *("-m", "not slow and not mnist and not peer and not node"),
            *("--deselect", "tests/nnlib/gradients/test_coverage.py"),
            *("--hypothesis-profile", "brief"),
        ),
    ),
}
