"""An excerpt of a class report, on answers made up from the specs' corpus."""

import random

from nncheck import catalog
from nncheck.classroom.course import GRADED, Outcome
from nncheck.classroom.report import ClassReport, class_report
from nncheck.engine import Exercise, Verdict

SEED, RIGHT, SHOWN = 7, 0.45, 5


def answered(exercise: Exercise, chance: random.Random) -> Verdict:
    """The verdict on an answer by chance: often right, or a known mistake."""
    answer = exercise.reference
    if chance.random() > RIGHT:
        mistakes = exercise.misconceptions
        # a few mistakes are common and the others rare, as in a real class
        weights = [1 / rank**2 for rank in range(1, len(mistakes) + 1)]
        answer = chance.choices(mistakes, weights)[0].answer
    return exercise.check(answer, seed=SEED)


def outcome(page: str, student: str, chance: random.Random) -> Outcome:
    """What a made-up student has handed in."""
    verdicts = [answered(e, chance) for e in catalog.exercises(page)]
    return Outcome(
        student,
        page,
        GRADED,
        points=sum(verdict.points for verdict in verdicts),
        out_of=sum(verdict.out_of for verdict in verdicts),
        report={"exercises": [verdict.to_json() for verdict in verdicts]},
    )


def made_up(page: str, students: int) -> ClassReport:
    """The report of a class that does not exist."""
    chance = random.Random(SEED)
    names = [f"student{number}" for number in range(students)]
    return class_report(page, [outcome(page, n, chance) for n in names])


def report_table(page: str, students: int) -> str:
    """The rows at the top of such a report."""
    report = made_up(page, students)
    rows = ["| exercise, and how many | what they seem to think |"]
    rows.append("|---|---|")
    for name, mistake in report.again[:SHOWN]:
        said = " ".join(mistake.message.split()).replace("|", "\\|")
        section = f"{{ref}}`ch-{mistake.section.page}`"
        read = f"Read {section}, “{mistake.section.title}”."
        rows.append(f"| `{name}`, {mistake.count} | {said} {read} |")
    mean = f"{report.mean:.1f} of {report.out_of:g}"
    return "\n".join(rows) + f"\n\nThe mean is {mean} points.\n"
