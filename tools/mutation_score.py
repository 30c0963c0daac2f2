"""Read what mutmut found in the folder it ran in, and print the score."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import yaml

from mutation_sample import weighted, wilson

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
    def is_known(self) -> bool:
        """Whether it is on the list of those that change nothing."""
        return self.key in known_equivalents()

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same when other lines change."""
        return self.module, self.before, self.after


def read_mutants(files: Sequence[str]) -> list[Mutant]:
    """Return the mutants in files of the folder that we stand in."""
    from mutmut.mutation.data import MutantLineSpans, SourceFileMutationData
    from mutmut.stats import status_by_exit_code
    from mutmut.utils.file_utils import walk_mutatable_files

    mutants = []
    for path in sorted(walk_mutatable_files()):
        if not any(fnmatch(str(path), file) for file in files):
            continue
        data = SourceFileMutationData(path=path)
        data.load()
        if not data.exit_code_by_key:
            continue
        spans = MutantLineSpans.load(path).span_by_function_name
        lines = (Path("mutants") / path).read_text("utf8").splitlines()
        for name, code in data.exit_code_by_key.items():
            function = name.rpartition(".")[2]
            original = function.partition("__mutmut_")[0] + "__mutmut_orig"
            before, after = (
                [line.replace(f, plain(f)) for line in lines[first - 1 : last]]
                for f in (original, function)
                for first, last in [(spans[f].start, spans[f].end)]
            )
            status = status_by_exit_code[code]
            mutants.append(
                Mutant(str(path), name, status, *changed(before, after))
            )
    return mutants


def plain(function: str) -> str:
    """Return the name of a function of which mutmut made one of its own.

    >>> plain("x_mean__mutmut_1"), plain("xǁDenseǁforward__mutmut_orig")
    ('mean', 'forward')
    """
    name = function.partition("__mutmut_")[0]
    return name.split("ǁ")[-1] if "ǁ" in name else name.removeprefix("x_")


def changed(before: list[str], after: list[str]) -> tuple[str, str]:
    """Return the lines that a mutant takes away and those it puts instead.

    >>> changed(["x = 1", "return x"], ["x = None", "return x"])
    ('x = 1', 'x = None')
    """
    lines = list(unified_diff(before, after, n=0, lineterm=""))[2:]
    taken, put = (
        " / ".join(line[1:].strip() for line in lines if line[0] == sign)
        for sign in "-+"
    )
    return taken, put


@cache
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


def report(
    mutants: list[Mutant],
    sizes: Mapping[str, int],
    stratum: Callable[[Mutant], str],
) -> bool:
    """Print survivors and scores; tell whether the score is high enough.

    Args:
        mutants: those that were tried.
        sizes: how many mutants each module has.
        stratum: the module of a mutant.
    """
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant in mutants:
        status = mutant.status
        if status == "not checked":  # we were stopped
            continue
        if not mutant.is_caught:
            if mutant.is_known:
                status = "equivalent"
            else:
                print(f"{mutant.status}: {mutant.name}")
                print(f"  - {mutant.before}\n  + {mutant.after}")
        rows[stratum(mutant)][status] += 1
    total = sum(rows.values(), Counter())
    print_table({**rows, "all": total})
    caught, whole, equal = sums(total)
    if 0 < whole < sum(sizes.values()):
        print_estimate(rows, sizes)
    return bool(whole) and 100 * caught >= LEAST * (whole - equal)


def print_estimate(
    rows: Mapping[str, Counter[str]], sizes: Mapping[str, int]
) -> None:
    """Say what a sample tells about all mutants."""
    drawn = sum(sum(row.values()) for row in rows.values())
    print(f"\nThis is a sample: {drawn} of {sum(sizes.values())} mutants.")
    groups = [(sizes[name], *sums(row)) for name, row in rows.items()]
    raw = [(size, whole, hits) for size, hits, whole, _ in groups]
    for words, strata in (
        ("The score of all of them is about", raw),
        (
            "and without equivalents",
            [(s, w - equal, c) for s, c, w, equal in groups],
        ),
    ):
        share, worth = weighted(strata)
        low, high = wilson(share, worth)
        print(
            f"{words} {100 * share:.1f} % "
            f"(95 % interval {100 * low:.1f} to {100 * high:.1f} %)"
        )


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
