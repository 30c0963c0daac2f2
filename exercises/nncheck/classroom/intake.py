"""Sort what was handed in by student, into nbgrader's folders."""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from nncheck.classroom.archive import BadArchive, Entry, Reader
from nncheck.classroom.course import FAILED, RETURNED, Course

MOODLE = re.compile(r"^(?P<who>.+?_\d+)_assignsubmission_")
CANVAS = re.compile(
    r"^(?P<who>[^_]+)(_LATE)?_(?P<id>\d+)_(\d+_.+|(text|link)\.html)$", re.I
)
BLACKBOARD = re.compile(
    r"^.+?_(?P<who>.+)_attempt_(?P<time>\d{4}(-\d\d){5})(_.+|\.txt|)$"
)
ILIAS = re.compile(r"^(?P<time>\d{14})_")  # where it keeps the time
LISTS = (".csv", ".xls", ".xlsx")  # of the class, beside the students' work
AGAIN = re.compile(r"(?:-| \()(\d+)\)?$")  # name-1.ipynb, name (2).ipynb
WRAPPERS = ("submitted", "submissions")
LONGEST = 100  # characters of a student's name,
BYTES = 180  # which a file system counts in UTF-8


@dataclass(frozen=True)
class Problem:
    """A student whose work cannot be graded as it is.

    Attributes:
        student: who.
        status: ``RETURNED`` to the student, or ``FAILED``: a question to
            the teacher.
        reason: the words.
    """

    student: str
    status: str
    reason: str


def take_in(source: Path, course: Course) -> list[Problem]:
    """Copy everybody's notebook to ``submitted/<student>/<page>``.

    Returns:
        The students who have handed in something else.

    Raises:
        BadArchive: there is nothing to take in.
    """
    by_student = defaultdict(list)
    entries = _works(list(Reader().read(source)), course.page)
    for entry in entries:
        by_student[student_of(entry, course.page)].append(entry)
    if not by_student:
        raise BadArchive(f"{source} is empty: no notebook to grade.")
    problems = []
    for student, theirs in sorted(by_student.items()):
        choice = choose(student, theirs, course.page)
        if isinstance(choice, Problem):
            problems.append(choice)
        else:
            _write(course, student, choice.content or b"")
    return problems


def student_of(entry: Entry, page: str) -> str:
    """Who handed it in, as the name of a folder.

    >>> def who(path):
    ...     return student_of(Entry(tuple(path.split("/"))), "mnist")
    >>> who("Ann Lee_4711_assignsubmission_file_/x.ipynb")
    'Ann Lee_4711'
    >>> who("leeann_LATE_4711_99_mnist-1.ipynb"), who("ann/mnist/a.ipynb")
    ('leeann_4711', 'ann')
    >>> who("ann_mnist.ipynb"), who("ann.ipynb")
    ('ann', 'ann')
    >>> who("Week 1_leeann_attempt_2026-11-20-10-11-12_mnist.ipynb")
    'leeann'
    """
    first = entry.parts[0]
    if found := MOODLE.match(first):
        return folder_name(found["who"])
    if found := CANVAS.match(first):
        return folder_name(f"{found['who']}_{found['id']}")
    if found := BLACKBOARD.match(first):
        return folder_name(found["who"])
    if len(entry.parts) > 1:
        return folder_name(first)
    stem = Path(first).stem
    short = re.sub(rf"[ _-]*{page}[ _-]*", "", stem, flags=re.I)
    return folder_name(short or stem)


def folder_name(words: str) -> str:
    """A harmless name for a folder; different words, different names.

    >>> folder_name("Zoë O'Neil")
    "Zoë O'Neil"
    >>> folder_name("../../etc/passwd")
    'etc_passwd-3754d6'
    """
    name = unicodedata.normalize("NFC", words)
    name = re.sub(r"[^\w .@+'-]", "_", name).strip(" ._-")[:LONGEST]
    name = name.encode()[:BYTES].decode(errors="ignore")
    if name and name == words:
        return name
    # half characters stand for bytes of an older encoding: all differ
    data = words.encode(errors="surrogatepass")
    mark = hashlib.sha256(data).hexdigest()[:6]
    return f"{name or 'student'}-{mark}"


def _works(entries: list[Entry], page: str) -> list[Entry]:
    """The students' work, without folders and lists around everybody's."""
    while first := _wrapper(entries, page):
        entries = [
            replace(e, parts=e.parts[1:]) if _is_in(first, e) else e
            for e in entries
        ]
    if any(len(e.parts) > 1 for e in entries if e.is_notebook):
        entries = [e for e in entries if len(e.parts) > 1 or not _is_list(e)]
    return entries


def _wrapper(entries: list[Entry], page: str) -> str:
    """The folder around everybody's work, or nothing."""
    works = [e.parts for e in entries if e.is_notebook]
    works = works or [e.parts for e in entries]
    firsts = {e.parts[0] for e in entries if len(e.parts) > 1}
    if len(firsts) != 1 or any(len(parts) == 1 for parts in works):
        return ""
    first = firsts.pop()
    if first.lower() in WRAPPERS or all(_is_lms(parts[1]) for parts in works):
        return first
    if _is_lms(first) or not all(
        len(parts) > 2 and parts[1] != page for parts in works
    ):
        return ""
    # what lies beside a student's only folder belongs to the same student
    beside = (e for e in entries if _is_in(first, e) and len(e.parts) == 2)
    several = len({parts[1] for parts in works}) > 1
    return first if several or all(map(_is_list, beside)) else ""


def _is_in(folder: str, entry: Entry) -> bool:
    return len(entry.parts) > 1 and entry.parts[0] == folder


def _is_list(entry: Entry) -> bool:
    return entry.name.lower().endswith(LISTS)


def _is_lms(name: str) -> bool:
    return any(form.match(name) for form in (MOODLE, CANVAS, BLACKBOARD))


def choose(student: str, entries: list[Entry], page: str) -> Entry | Problem:
    """The notebook that counts: the newest of those for the chapter."""
    refused = [e for e in entries if e.refused]
    notebooks = [e for e in entries if not e.refused and e.is_notebook]
    named = [e for e in notebooks if page in e.name.lower().replace(" ", "_")]
    inside = [e for e in notebooks if page in e.parts[:-1]]
    found = sorted(inside or named or notebooks, key=_age)
    newer = [e for e in refused if not found or _age(e) > _age(found[-1])]
    if newer or not found:
        return _nothing(student, entries, newer)
    newest = [e for e in found if _age(e) == _age(found[-1])]
    if len({e.content for e in newest}) > 1:
        names = _names(newest)
        words = f"Which one counts? Equally new are {names}. Keep one of them."
        return Problem(student, FAILED, words)
    return found[-1]


def _nothing(
    student: str, entries: list[Entry], refused: list[Entry]
) -> Problem:
    if refused:
        words = "; ".join(f"{_names([e])} {e.refused}" for e in refused[:5])
        return Problem(student, RETURNED, f"Nothing was graded: {words}.")
    words = f"No notebook (*.ipynb) was handed in, but {_names(entries)}."
    return Problem(student, RETURNED, words)


def _age(entry: Entry) -> tuple[str, float, int]:
    stamp = BLACKBOARD.match(entry.parts[0]) or ILIAS.match(entry.name)
    told = stamp["time"].replace("-", "") if stamp else ""
    found = AGAIN.search(Path(entry.name).stem)
    return told, entry.time, int(found[1][:6]) if found else 0


def _names(entries: Iterable[Entry]) -> str:
    return ", ".join(sorted({"/".join(e.parts)[:200] for e in entries})[:5])


def _write(course: Course, student: str, content: bytes) -> None:
    folder = course.submission(student)
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.ipynb"):
        if path.name != f"{course.page}.ipynb":
            path.rename(path.with_suffix(".ipynb.before"))
    target = folder / f"{course.page}.ipynb"
    if target.is_file() and target.read_bytes() == content:
        return
    handle, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(name, target)
