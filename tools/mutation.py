"""How many small mistakes, planted one by one, do the tests notice?

Runs mutmut on a copy of the project, never on the project itself, and prints
the score of every module and the mutants that survived:

    python tools/mutation.py engine            # one of the subjects below
    python tools/mutation.py core/losses       # one of its modules
    python tools/mutation.py specs/perceptron  # one of its chapters

With SAMPLE=400 in the environment it tries about that many. What was found is
kept in build/mutation: a larger sample, or all, goes on from there, and what
survived is tried again. FRESH=1 forgets it.

A mutant counts as caught when a test fails or no longer ends. Survivors that
change nothing a reader or a caller could see are listed, each with the
reason, in tools/mutation_equivalents.yml; they count as survivors in the
first score and are left out of the second.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from mutation_copy import ROOT, generate, make_copy
from mutation_sample import draw, rank
from mutation_score import read_mutants, report
from mutation_subjects import SUBJECTS, Part

COPIES = ROOT / "build" / "mutation"


def run(part: Part, folder: Path, jobs: int, size: int) -> int:
    """Mutate, test and report; return 0 when the score is high enough."""
    subject = part.subject
    make_copy(subject, folder)
    os.chdir(folder)  # mutmut reads its settings where it stands
    generate(jobs)
    mutants = read_mutants(part.files)
    if subject.only_judges:
        mutants = [mutant for mutant in mutants if not mutant.is_text]
    chosen = mutants
    if size:
        chosen = draw(mutants, size, part.stratum, lambda m: m.name)
    names = [m.name for m in chosen if not m.is_caught and not m.is_known]
    print(f"{len(mutants)} mutants, {len(chosen)} chosen, {len(names)} to try")
    try:
        failed = plant(part, names, jobs) if names else 0
    except KeyboardInterrupt:
        failed = 0  # what was tried until now is a sample, too
    if failed:
        return failed
    sizes = Counter(map(part.stratum, mutants))
    drawn = {mutant.name for mutant in chosen}
    tried = [m for m in read_mutants(part.files) if m.name in drawn]
    return 0 if report(tried, sizes, part.stratum) else 1


def plant(part: Part, names: list[str], jobs: int) -> int:
    """Try mutants in a process of their own; return its exit code."""
    return subprocess.run(
        [
            *(sys.executable, Path(__file__).with_name("mutation_run.py")),
            *(str(jobs), *part.tests),
        ],
        # as if by chance: what is done when we are stopped is a sample, too
        input="\n".join(sorted(names, key=rank)),
        text=True,
    ).returncode


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
    jobs = int(os.environ.get("JOBS", "2"))
    size = int(os.environ.get("SAMPLE", "0"))
    return run(SUBJECTS[name].part(part), COPIES / name, jobs, size)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
