"""The command ``nncheck class``: grade everything that was handed in."""

import argparse
import json
import os
import secrets
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from nncheck.catalog import PAGES
from nncheck.classroom import box, control_group, page, workers
from nncheck.classroom.archive import BadArchive
from nncheck.classroom.course import GRADED, Course, Outcome
from nncheck.classroom.feedback import write_feedback
from nncheck.classroom.formgrader import write_copies
from nncheck.classroom.gradebook import NoGradebook, grades
from nncheck.classroom.intake import Problem, take_in
from nncheck.classroom.report import class_report
from nncheck.classroom.report_page import report_page, share_page
from nncheck.classroom.sharing import shareable
from nncheck.classroom.table import as_csv
from nncheck.classroom.work import as_of_today, fingerprint, without_points
from nncheck.limit_options import add_limits, chosen_limits

TRUST = "I trust these students"
DONE, UNFINISHED, STOPPED, INTERRUPTED = 0, 1, 2, 130
SEED_FILE = "seed.txt"


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    options = argparse.ArgumentParser(
        prog="nncheck class",
        description="Grade the notebooks of a class, each in a box of its "
        "own. Start it again after an interruption: nothing is graded twice.",
        epilog="Exit code: 0 when every notebook was graded or returned with "
        "a reason; 1 when one needs you; 2 when nothing could be graded; 130 "
        "after Ctrl-C.",
    )
    options.add_argument(
        "submissions",
        nargs="?",
        help="a folder, or the zip of an LMS (Moodle, Canvas, Blackboard, "
        "Ilias); without it, what is in the course's folder already",
    )
    options.add_argument("--chapter", choices=PAGES, required=True)
    options.add_argument(
        "--course",
        default="course",
        help="nbgrader's folder for the class (default: %(default)s)",
    )
    options.add_argument(
        "--gradebook",
        default="",
        metavar="URL",
        help="an SQLAlchemy URL (default: gradebook.db in the course)",
    )
    options.add_argument(
        "--workers",
        type=int,
        default=max(1, (os.cpu_count() or 2) - 1),
        help="notebooks at a time (default: %(default)s)",
    )
    options.add_argument(
        "--scheduler", default="", metavar="URL", help="of a Dask cluster"
    )
    options.add_argument(
        "--seed",
        default="",
        help="the secret of the class; by default the course keeps one in "
        f"{SEED_FILE}",
    )
    options.add_argument(
        "--book", default="", metavar="URL", help="where your book is online"
    )
    add_limits(options)
    options.add_argument(
        "--unboxed",
        metavar="WORDS",
        help=f"run the notebooks with your own rights; WORDS: '{TRUST}'",
    )
    return options


class Refused(RuntimeError):
    """The command will not do this; the text says why."""


def main(arguments: Sequence[str]) -> int:
    """Grade the class on the command line; the exit code."""
    options = parser().parse_args(arguments)
    try:
        return run(options)
    except KeyboardInterrupt:
        print(
            "\nnncheck: stopped. What is graded is kept; the same command "
            "goes on with the rest.",
            file=sys.stderr,
        )
        return INTERRUPTED
    except (
        BadArchive,
        NoGradebook,
        Refused,
        box.NoBox,
        workers.Stopped,
    ) as error:
        print(f"nncheck: {error}", file=sys.stderr)
        return STOPPED


def run(options: argparse.Namespace) -> int:
    """Take in, grade, write the pages and tables; the exit code."""
    course = course_of(options)
    if not course.unboxed:
        box.check()
        print(f"Box: {control_group.told()}.")
    problems = []
    if options.submissions:
        problems = take_in(Path(options.submissions), course)
    students = handed_in(course, problems)
    if not students and not problems:
        raise Refused(
            f"Nobody has handed in {course.page}: name the folder or the zip "
            "with the notebooks."
        )
    book = grades(course)
    for problem in problems:
        book.keep(outcome_of(course, problem))
    grade(course, students, options.workers, options.scheduler)
    known = book.all_known(course.page)
    outcomes = [as_of_today(course, known[who]) for who in sorted(known)]
    write_all(course, outcomes, options.book)
    return tell(course, outcomes)


def course_of(options: argparse.Namespace) -> Course:
    """The course that the options describe, with its secret seed."""
    if options.unboxed is not None and options.unboxed != TRUST:
        raise Refused(f"To run without a box, type: --unboxed '{TRUST}'")
    folder = Path(options.course).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    limits = chosen_limits(options)
    return Course(
        folder=str(folder),
        page=options.chapter,
        gradebook=options.gradebook,
        seed=options.seed or secret_of(folder),
        unboxed=options.unboxed is not None,
        cell=limits.cell,
        total=limits.total,
        memory=limits.memory,
    )


def secret_of(folder: Path) -> str:
    """The seed that the course keeps; made up the first time."""
    path = folder / SEED_FILE
    with tempfile.TemporaryDirectory(dir=folder) as empty:
        made = Path(empty, SEED_FILE)
        made.touch(mode=0o600)
        made.write_text(secrets.token_hex(16) + "\n")
        try:  # the first of several graders makes it, at once and whole
            os.link(made, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            made.replace(path)
    return path.read_text().strip()


def handed_in(course: Course, problems: Sequence[Problem]) -> list[str]:
    """Whose notebooks there are to grade."""
    unclear = {problem.student for problem in problems}
    folders = Path(course.folder, "submitted").glob(f"*/{course.page}")
    return sorted({f.parent.name for f in folders} - unclear)


def outcome_of(course: Course, problem: Problem) -> Outcome:
    """What becomes of a student without a clear notebook."""
    found = without_points(
        course, problem.student, problem.status, problem.reason
    )
    mark = fingerprint(course, problem.reason.encode())
    return replace(found, fingerprint=mark)


def grade(
    course: Course, students: Sequence[str], count: int, scheduler: str = ""
) -> None:
    """Grade with so many workers, or on a cluster, and a bar."""
    # forked workers and a thread that watches the bar do not go together
    tqdm.monitor_interval = 0
    bar = tqdm(total=len(students), desc=course.page, unit="notebook")
    with bar:
        if scheduler:
            from nncheck.classroom.cluster import grade_at  # needs Dask

            grade_at(scheduler, course, students, lambda _: bar.update())
        else:
            workers.grade_all(course, students, count, lambda _: bar.update())


def write_all(course: Course, outcomes: Sequence[Outcome], book: str) -> None:
    """The students' pages, the table and the reports."""
    folder = Path(course.folder)
    write_copies(course, outcomes)
    for outcome in outcomes:
        write_feedback(course, outcome, book)
    page.write(
        folder / f"grades-{course.page}.csv", as_csv(course.page, outcomes)
    )
    report = class_report(course.page, outcomes)
    name = f"report-{course.page}"
    page.write(folder / f"{name}.html", report_page(report, outcomes, book))
    page.write(folder / f"{name}.json", _json(report.to_json()))
    to_share = shareable(report)
    if to_share is not None:
        text = share_page(to_share, book)
        page.write(folder / f"{name}-to-share.html", text)
        page.write(folder / f"{name}-to-share.json", _json(to_share))


def _json(data: object) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def tell(course: Course, outcomes: Sequence[Outcome]) -> int:
    """Say what became of everybody; the exit code."""
    counts = class_report(course.page, outcomes).status
    words = ", ".join(f"{n} {status}" for status, n in counts.items())
    print(f"{len(outcomes)} handed in: {words}.")
    for outcome in outcomes:
        if outcome.status != GRADED:
            reason = " ".join(outcome.reason.split())
            line = f"  {outcome.student}: {outcome.status}: {reason}"
            print("".join(c if c.isprintable() else "?" for c in line))
    folder = Path(course.folder)
    print(f"Table:    {folder / f'grades-{course.page}.csv'}")
    print(f"Report:   {folder / f'report-{course.page}.html'}")
    print(f"Feedback: {folder / 'feedback'}")
    return UNFINISHED if counts["failed"] else DONE
