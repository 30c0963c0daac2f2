"""The learner's commands: ``nncheck status``, ``export`` and ``import``."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from nncheck import records
from nncheck.notebook import Note
from nncheck.overview import Overview, overview
from nncheck.record_file import BadFile, better, from_json, to_json
from nncheck.results import Records

COMMANDS = ("status", "export", "import")
DONE, FAILED = 0, 2


class Trouble(Exception):
    """What could not be done, and why."""


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands; the exit code."""
    options = parser().parse_args(arguments)
    try:
        options.run(options)
    except Trouble as trouble:
        print(f"nncheck: {trouble}", file=sys.stderr)
        return FAILED
    return DONE


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="nncheck")
    commands = top.add_subparsers(required=True)
    words = "points by chapter, the best results, and what to do next"
    command = commands.add_parser("status", description=words)
    command.add_argument("--json", action="store_true", help="print JSON")
    command.set_defaults(run=_status)
    words = "write the best results to a file (JSON), or to - for the screen"
    command = commands.add_parser("export", description=words)
    command.add_argument("file")
    command.set_defaults(run=_export)
    words = "take over what is better in an exported file; - reads the input"
    command = commands.add_parser("import", description=words)
    command.add_argument("file")
    command.set_defaults(run=_import)
    return top


def status() -> Overview | Note:
    """Where the learner stands, to be shown in a notebook."""
    try:
        return overview(_load())
    except Trouble as trouble:
        return Note("Your results cannot be shown", str(trouble))


def _status(options: argparse.Namespace) -> None:
    standing = overview(_load())
    if options.json:
        print(json.dumps(standing.to_json(), indent=1))
    else:
        print(standing)


def _export(options: argparse.Namespace) -> None:
    text = json.dumps(to_json(_load()), indent=1) + "\n"
    if options.file == "-":
        sys.stdout.write(text)
        return
    try:
        with open(options.file, "x", encoding="utf8") as file:
            file.write(text)
    except FileExistsError:
        raise Trouble(
            f"{options.file} exists and is left as it is. Give another name."
        ) from None
    except OSError as error:
        raise Trouble(f"{options.file} cannot be written: {error}") from None
    print(f"Written: {options.file}")


def _import(options: argparse.Namespace) -> None:
    try:
        if options.file == "-":
            text: str | bytes = sys.stdin.read()
        else:
            text = Path(options.file).read_bytes()
        theirs = from_json(text)
    except (OSError, ValueError) as error:
        raise Trouble(f"{options.file} cannot be read: {error}") from None
    except BadFile as error:
        raise Trouble(
            f"{options.file} is no file of results: {error}. Nothing was "
            "taken over."
        ) from None
    new = better(theirs, _load_or_begin())
    if new:
        try:
            said = records.save(
                *(kind.values() for kind in vars(new).values())
            )
            records.tell_once(said)
        except Exception as error:
            raise Trouble(
                f"Nothing was taken over: {records.why(error)}"
            ) from None
    print(
        f"Taken over: {len(new.exercises)} of {len(theirs.exercises)} "
        f"exercises, {len(new.quiz)} of {len(theirs.quiz)} questions, "
        f"{len(new.predictions)} of {len(theirs.predictions)} predictions; "
        "the others were known, or are better here."
    )


def _load_or_begin() -> Records:
    """The results so far; none if the file is damaged (saving moves it)."""
    try:
        return _load()
    except Trouble as trouble:
        if type(trouble.__context__).__name__ != "Damaged":
            raise
        return Records()


def _load() -> Records:
    try:
        return records.load()
    except Exception as error:  # whatever it is, one sentence
        raise Trouble(
            f"Your results cannot be read: {records.why(error)}"
        ) from None
