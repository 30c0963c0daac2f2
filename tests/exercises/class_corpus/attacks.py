"""Attacks on the verdict, the grader, the machine and the teacher's pages."""

from class_corpus import machine_attacks, page_attacks, verdict_attacks
from class_corpus.notebooks import Case


def cases(marker: str) -> dict[str, Case]:
    """All of them, by name; ``marker``: a file that must not appear."""
    found = verdict_attacks.cases() | machine_attacks.cases()
    found |= page_attacks.cases()
    mark = marker.encode()
    return {
        f"attack: {name}": Case(
            case.content.replace(b"MARKER", mark),
            case.points,
            case.words,
            case.never,
            case.status,
            case.file,
        )
        for name, case in found.items()
    }
