"""What every exercise asks, and what it tells to wrong answers.

    python tools/transcripts.py [page …]    write tests/exercises/transcripts
    python tools/transcripts.py --check     is that what they say now?

The calls and the messages of one seed, as the learner reads them. A change
of a spec that changes a word or a number of them shows here, and whoever
changes it reads it before it is kept. Exercises that train for seconds are
left out.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from nncheck import catalog
from nncheck.diagnosis import Grading
from nncheck.engine import Answer, Exercise
from nncheck.observe import observe_all
from nncheck.words import call_words
from strange_answers import PLAIN, returning

FOLDER = Path(__file__).parents[1] / "tests" / "exercises" / "transcripts"
SEED = 0
POWER = re.compile(r"-?\d(?:\.\d+)?e([+-])\d+")

Transcript = dict[str, dict]


def transcript(exercise: Exercise) -> Transcript:
    """What is asked, part by part, and what wrong answers are told."""
    return {
        "asked": asked(exercise),
        "returns": {
            name: told(exercise, returning(value, exercise))
            for name, value in PLAIN.items()
        },
        "told": {
            wrong.name: told(exercise, wrong.answer)
            for wrong in exercise.misconceptions
        },
    }


def asked(exercise: Exercise) -> dict[str, list[str]]:
    """The probes of each part: the call, and what is expected in words."""
    calls: dict[str, list[str]] = {}
    for part, probe in Grading(exercise, SEED).items:
        words = probe.words or call_words(exercise, probe.args)
        if probe.judge or probe.expects:
            words += f" → {probe.expects}"
        calls.setdefault(f"{part.name} ({part.points:g})", []).append(words)
    return calls


def told(exercise: Exercise, answer: Answer) -> list[str]:
    """The lines of the verdict on an answer."""
    grading = Grading(exercise, SEED)
    verdict = grading.verdict(
        lambda calls: observe_all(
            answer, grading.driver, calls, exercise.limit
        )
    )
    return [without_noise(line) for line in verdict.text.splitlines()]


def without_noise(text: str) -> str:
    """Leave out digits that are rounding errors, or have exploded.

    These differ from machine to machine.

    >>> without_noise("gave 1.14e-10; expected 2.5, not 4.63e+03")
    'gave (tiny); expected 2.5, not (huge)'
    """
    return POWER.sub(
        lambda found: "(tiny)" if found[1] == "-" else "(huge)", text
    )


def page_transcript(page: str) -> Transcript:
    """The transcripts of a page's exercises that do not train for long."""
    return {
        exercise.name: transcript(exercise)
        for exercise in catalog.exercises(page)
        if not exercise.slow
    }


def read(page: str) -> Transcript:
    """What was written down for a page."""
    path = FOLDER / f"{page}.json"
    if not path.is_file():
        return {}
    return json.loads(path.read_text("utf8"))


def write(page: str, found: Transcript) -> None:
    """Write down the transcripts of a page, all or nothing."""
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    new = FOLDER / f".{page}.json"
    new.write_text(text, "utf8")
    new.replace(FOLDER / f"{page}.json")


def main(words: Sequence[str]) -> int:
    """Write the transcripts, or tell which ones have changed."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("pages", nargs="*", metavar="page")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(words)
    changed = []
    for page in options.pages or catalog.PAGES:
        found = page_transcript(page)
        if found != read(page):
            changed.append(page)
            if not options.check:
                write(page, found)
    print("changed:" if changed else "nothing changed", *changed)
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
