"""Make the folders of a class and lay out its notebooks.

    python deploy/hub/prepare.py /srv/class --teacher ada

The folder gets: `course` (nbgrader's course folder, for the teacher's eyes),
`exchange` (where notebooks are handed out and in), `hub` (what the hub
remembers), and the lists of names `students.txt` and `teachers.txt`, which
are yours to fill. What is there already stays as it is.
"""

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

RELEASE = Path(__file__).parents[2] / "exercises" / "release"
OWNER_ONLY, EVERYBODY = 0o700, 0o777


def folder(path: Path, mode: int) -> Path:
    """A folder with these permissions, whatever the umask."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(mode)
    return path


def lay_out(course: Path) -> list[str]:
    """Copy the notebooks to where nbgrader hands them out from: the new."""
    new = []
    for notebook in sorted(RELEASE.glob("*.ipynb")):
        target = course / "release" / notebook.stem / notebook.name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(notebook, target)
            new.append(notebook.stem)
    return new


def prepare(root: Path, teacher: str) -> list[str]:
    """Make everything that is missing: the chapters that were added."""
    root.mkdir(parents=True, exist_ok=True)
    folder(root / "hub", OWNER_ONLY)
    # nbgrader's exchange has to be writable by all; what students hand in
    # lies below it, in a folder whose contents they cannot list
    folder(root / "exchange", EVERYBODY)
    course = folder(root / "course", OWNER_ONLY)
    new = lay_out(course)
    for name, text in (("students.txt", ""), ("teachers.txt", teacher)):
        if not (root / name).exists():
            (root / name).write_text(f"{text}\n" if text else "")
    return new


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="for example /srv/class")
    parser.add_argument("--teacher", default="", help="a user's name")
    options = parser.parse_args(arguments)
    new = prepare(options.folder, options.teacher)
    print(f"{options.folder}: {len(new)} chapters laid out.")
    print(f"Write the students' names into {options.folder}/students.txt.")
    if options.teacher:
        shutil.chown(options.folder / "course", options.teacher)
    return 0


if __name__ == "__main__":
    sys.exit(main())
