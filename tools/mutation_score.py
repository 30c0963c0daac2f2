"""Read what mutmut found in the folder it ran in, and print the score."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import yaml

EQUIVALENTS = Path(__file__).with_name("mutation_equivalents.yml")
LEAST = 90.0  # percent
CAUGHT = ("killed", "timeout")


@dataclass(frozen=True)
class Mutant:
    """One planted mistake: where, what, and how the tests took it."""

    module: str
    name: str
    status: str
    before: str
    after: str

    @property
    def is_caught(self) -> bool:
        """Whether a test failed or no longer ended."""
        return self.status in CAUGHT

    @property
    def is_text(self) -> bool:
        """Whether only the letters of a text differ."""
        one, other = (
            line.replace("XX", "").lower()
            for line in (self.before, self.after)
        )
        return one == other

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same when other lines change."""
        return self.module, self.before, self.after


def read_mutants() -> list[Mutant]:
    """Return all mutants of the folder that we stand in."""
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.mutation.diff_apply import get_diff_for_mutant
    from mutmut.stats import status_by_exit_code
    from mutmut.utils.file_utils import walk_mutatable_files

    mutants = []
    for path in sorted(walk_mutatable_files()):
        data = SourceFileMutationData(path=path)
        data.load()
        for name, code in data.exit_code_by_key.items():
            status = status_by_exit_code[code]
            lines = changed(get_diff_for_mutant(name, path=path))
            mutants.append(Mutant(str(path), name, status, *lines))
    return mutants


def changed(diff: str) -> tuple[str, str]:
    """Return the lines that a unified diff takes away and those it puts.

    >>> changed("--- a\\n+++ a\\n@@ -1 +1 @@\\n-x = 1\\n+x = None")
    ('x = 1', 'x = None')
    """
    lines = diff.splitlines()[2:]
    taken, put = (
        " / ".join(line[1:].strip() for line in lines if line[0] == sign)
        for sign in "-+"
    )
    return taken, put


def known_equivalents() -> dict[tuple[str, str, str], str]:
    """Return the reason for every survivor that changes nothing."""
    entries = yaml.safe_load(EQUIVALENTS.read_text("utf8")) or []
    return {
        (entry["module"], entry["before"], after): entry["why"]
        for entry in entries
        for after in entry["after"]
    }


def percent(part: int, whole: int) -> str:
    """Return a share as in ``92.3 %``."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def report(mutants: list[Mutant], texts: bool) -> bool:
    """Print survivors and scores; tell whether the score is high enough.

    Args:
        mutants: what was found.
        texts: whether mutants that change a text alone count.
    """
    if not texts:
        left_out = sum(mutant.is_text for mutant in mutants)
        mutants = [mutant for mutant in mutants if not mutant.is_text]
        print(f"{left_out} mutants of mere texts are left out.")
    reasons = known_equivalents()
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant in mutants:
        equivalent = not mutant.is_caught and mutant.key in reasons
        status = "equivalent" if equivalent else mutant.status
        for module in (mutant.module, "all"):
            rows[module][status] += 1
        if not mutant.is_caught and not equivalent:
            print(f"{mutant.status}: {mutant.name}")
            print(f"  - {mutant.before}\n  + {mutant.after}")
    rows["all"] = rows.pop("all", Counter())  # the sum comes last
    print_table(rows)
    caught, whole, equal = sums(rows["all"])
    return bool(whole) and 100 * caught >= LEAST * (whole - equal)


def sums(row: Counter[str]) -> tuple[int, int, int]:
    """Return how many were caught, how many there are, how many are equal."""
    return (
        sum(row[status] for status in CAUGHT),
        sum(row.values()),
        row["equivalent"],
    )


def print_table(rows: dict[str, Counter[str]]) -> None:
    """Print one line for every module."""
    names = ("killed", "timeout", "survived", "no tests", "equivalent")
    head = "".join(f"{name:>11}" for name in (*names, "other", "score"))
    print(f"\n{'':36}{head}   without equivalents")
    for module, row in rows.items():
        caught, whole, equal = sums(row)
        other = whole - sum(row[name] for name in names)
        numbers = [*(row[name] for name in names), other]
        print(
            f"{module:36}"
            + "".join(f"{number:11}" for number in numbers)
            + f"{percent(caught, whole):>11}"
            + f"{percent(caught, whole - equal):>12}"
        )
