"""The command ``nncheck``: grade finished notebooks."""

import argparse
import csv
import json
import os
import sys
import textwrap
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TextIO

from nncheck import records
from nncheck.catalog import PAGES
from nncheck.engine import Verdict
from nncheck.grading import Report, grade_notebook
from nncheck.learner import COMMANDS
from nncheck.learner import main as run_command
from nncheck.limit_options import add_limits, chosen_limits
from nncheck.notebook_file import NotGradable

GRADED, PIPE_CLOSED, NOT_GRADABLE = 0, 1, 2


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    options = argparse.ArgumentParser(
        prog="nncheck",
        description="Grade notebooks of the book's exercises.",
        epilog="Exit code: 0 when every notebook was graded, whatever the "
        "score; 2 when one could not be graded. Your own results: nncheck "
        "status, nncheck export FILE, nncheck import FILE. A whole class: "
        "nncheck class --help.",
    )
    options.add_argument("notebooks", nargs="+", metavar="notebook.ipynb")
    options.add_argument(
        "--chapter", choices=PAGES, help="by default the notebook tells"
    )
    options.add_argument(
        "--seed", type=int, help="repeats the random probes of a report"
    )
    add_limits(options)
    options.add_argument(
        "--record",
        action="store_true",
        help="the notebooks are mine: keep the results for nncheck status",
    )
    form = options.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--csv", action="store_true", help="print CSV")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Grade the notebooks on the command line; the exit code."""
    if arguments is None:
        return _as_program(sys.argv[1:])
    if arguments and arguments[0] in COMMANDS:
        return run_command(arguments)
    if arguments and arguments[0] == "class":
        return _class(arguments[1:])
    options = parser().parse_args(arguments)
    limits = chosen_limits(options)
    reports, code = [], GRADED
    for notebook in options.notebooks:
        try:
            report = grade_notebook(
                notebook,
                page=options.chapter,
                seed=options.seed,
                limits=limits,
            )
        except NotGradable as error:
            code = NOT_GRADABLE
            print(f"nncheck: {error}", file=sys.stderr)
            continue
        reports.append(report)
        if options.record:
            _record(report)
        if not (options.json or options.csv):
            print(as_text(report))
    if options.json:
        print(json.dumps([report.to_json() for report in reports], indent=1))
    if options.csv:
        write_csv(reports, sys.stdout)
    return code


def _class(arguments: Sequence[str]) -> int:
    """What only teachers wait for, and need more packages for."""
    try:
        from nncheck.classroom import command
    except ModuleNotFoundError as error:
        print(
            f"nncheck: Grading a class needs nbgrader (there is no "
            f"{error.name}). Type: pip install nbgrader",
            file=sys.stderr,
        )
        return NOT_GRADABLE
    return command.main(arguments)


def _as_program(arguments: Sequence[str]) -> int:
    """Do it without the tracebacks of a terminal or a pipe."""
    _print_what_can_be_printed()
    try:
        code = main(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # `| head` has read enough; at its end Python would flush once more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED


def _print_what_can_be_printed() -> None:
    """Let a terminal without ✓ show a question mark, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _record(report: Report) -> None:
    """Keep a learner's own results; what goes wrong is one sentence."""
    said = records.keep(report.page, report.verdicts)
    if not records.is_on():
        said = "Nothing was recorded: recording is switched off."
    if said:
        print(f"nncheck: {said}", file=sys.stderr)


def as_text(report: Report) -> str:
    """The report for a terminal."""
    width = max(len(verdict.exercise) for verdict in report.verdicts)
    lines = [report.notebook, ""]
    for verdict in report.verdicts:
        mark = "✓" if verdict.full else "✗"
        score = f"{verdict.points:g} of {verdict.out_of:g}"
        lines.append(f"{mark} {verdict.exercise:<{width}}  {score}")
    lines += ["", f"Score: {report.points:g} of {report.out_of:g} points"]
    for verdict in report.verdicts:
        lines += _paragraphs(verdict)
    if report.notes:
        lines += ["", *(_fill(f"Note: {note}") for note in report.notes)]
    return "\n".join(lines) + "\n"


def _paragraphs(verdict: Verdict) -> list[str]:
    if not verdict.feedback:
        return []
    lines = ["", verdict.exercise]
    lines += [_fill(item.text, "  ") for item in verdict.feedback]
    if verdict.was_probed:
        lines.append(f"  (To repeat these probes: --seed {verdict.seed})")
    return lines


def _fill(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text,
        width=79,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def write_csv(reports: Sequence[Report], stream: TextIO) -> None:
    """One row an exercise and notebook."""
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(
        ["notebook", "chapter", "exercise", "points", "out_of", "state"]
        + ["misconceptions", "seed"]
    )
    for report in reports:
        for verdict in report.verdicts:
            found = [item.misconception for item in verdict.feedback]
            table.writerow(
                [
                    report.notebook,
                    report.page,
                    verdict.exercise,
                    f"{verdict.points:g}",
                    f"{verdict.out_of:g}",
                    verdict.state,
                    " ".join(name for name in found if name),
                    verdict.seed,
                ]
            )


if __name__ == "__main__":
    sys.exit(main())
