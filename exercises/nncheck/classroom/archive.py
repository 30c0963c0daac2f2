"""Read what was handed in, from a folder or a zip, without unpacking it.

Nothing is written under a name that somebody else chose, no link is
followed, and nothing is read but notebooks and zips, none beyond its limit:
what is refused is told.
"""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

FILE = 20_000_000  # bytes of one file
TOTAL = 20_000_000_000  # bytes of everything that is read
ENTRIES = 50_000
DEPTH = 3  # zips in zips
# of one zip that a student handed in, with all zips in it
UNPACKED = 50_000_000  # bytes of its notebooks
NAMES = 20_000
# of other ways zipfile unpacks all at once, however much it is
USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ALONE = "hand in the notebook alone"
SKIPPED = {"__MACOSX", ".ipynb_checkpoints", ".git", "__pycache__"}
# what a damaged, encrypted or made-up zip may raise
BROKEN: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
)


class TooMuch(Exception):
    """One student's zip holds more than anybody's homework."""


class BadArchive(ValueError):
    """Nothing can be taken in; the text says why and what to do."""


@dataclass(frozen=True)
class Entry:
    """A file that was handed in.

    Attributes:
        parts: its path below the folder or zip.
        content: its bytes; None if it is refused, or no notebook.
        time: when it was changed, in seconds.
        refused: why, in words.
    """

    parts: tuple[str, ...]
    content: bytes | None = None
    time: float = 0.0
    refused: str = ""

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.parts[-1]

    @property
    def is_notebook(self) -> bool:
        """Whether it is called one."""
        return self.name.lower().endswith(".ipynb")

    @property
    def is_zip(self) -> bool:
        """Whether there may be notebooks in it."""
        return self.name.lower().endswith(".zip")


class Reader:
    """Reads entries and keeps account of how much it was.

    Too much of everything ends the reading; too much in one student's zip
    is this student's affair.
    """

    def __init__(self) -> None:
        self.bytes = self.entries = 0  # of everything
        self.unpacked = self.names = 0  # of one student's zip

    def read(self, source: Path) -> Iterator[Entry]:
        """All files below a folder, or in a zip.

        Raises:
            BadArchive: there is no such thing, or it is a bomb.
        """
        if source.is_dir():
            yield from self._folder(source)
        elif zipfile.is_zipfile(source):
            with zipfile.ZipFile(source) as archive:
                yield from self._zip(archive, (), 1)
        elif source.exists():
            raise BadArchive(
                f"{source} is neither a folder nor a zip file. Name the "
                "folder with the notebooks, or the zip of your LMS."
            )
        else:
            raise BadArchive(
                f"There is no {source}. Check the name and the folder."
            )

    def _folder(self, top: Path) -> Iterator[Entry]:
        for folder, folders, files in os.walk(top):
            folders[:] = sorted(f for f in folders if not _is_noise((f,)))
            for name in sorted(files):
                path = Path(folder, name)
                parts = path.relative_to(top).parts
                if not _is_noise(parts):
                    yield from self._file(path, parts)
            for name in folders:
                if Path(folder, name).is_symlink():
                    parts = Path(folder, name).relative_to(top).parts
                    yield Entry(parts, refused="is a link")

    def _file(self, path: Path, parts: tuple[str, ...]) -> Iterator[Entry]:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            yield Entry(parts, refused="is a link or no ordinary file")
            return
        entry = Entry(parts, time=status.st_mtime)
        yield from self._entry(entry, lambda: path.open("rb"), 1)

    def _zip(
        self, archive: zipfile.ZipFile, above: tuple[str, ...], depth: int
    ) -> Iterator[Entry]:
        for info in archive.infolist():
            name = _name_of(info).replace("\\", "/")
            inner = PurePosixPath(name).parts
            parts = above + inner
            if name.endswith("/") or not inner or _is_noise(parts):
                continue
            if ".." in parts or name.startswith("/") or ":" in parts[0]:
                yield Entry(parts, refused="has a path that leads outside")
            elif stat.S_ISLNK(info.external_attr >> 16):
                yield Entry(parts, refused="is a link")
            else:
                yield from self._packed(archive, info, parts, depth)

    def _packed(
        self,
        archive: zipfile.ZipFile,
        info: zipfile.ZipInfo,
        parts: tuple[str, ...],
        depth: int,
    ) -> Iterator[Entry]:
        try:
            time = datetime(*info.date_time).timestamp()
        except BROKEN:
            time = 0.0
        entry = Entry(parts, time=time)
        if info.compress_type not in USUAL:
            words = "is packed in an unusual way: zip it again"
            yield replace(entry, refused=words)
            return
        yield from self._entry(entry, lambda: archive.open(info), depth)

    def _entry(
        self, entry: Entry, opened: Callable[[], IO[bytes]], depth: int
    ) -> Iterator[Entry]:
        self._count(depth, names=1)
        if not (entry.is_notebook or entry.is_zip):
            yield entry
            return
        try:
            with opened() as file:
                content = file.read(FILE + 1)
        except BROKEN as error:
            yield replace(entry, refused=f"cannot be unpacked ({error})")
            return
        self._count(depth, size=len(content))
        if len(content) > FILE:
            words = f"is larger than {FILE / 1e6:g} MB: clear the outputs"
            yield replace(entry, refused=words)
        elif entry.is_notebook:
            yield replace(entry, content=content)
        elif depth >= DEPTH:
            yield replace(entry, refused="is a zip in a zip in a zip")
        else:
            yield from self._handed_in(entry, content, depth)

    def _count(self, depth: int, names: int = 0, size: int = 0) -> None:
        if depth > 1:
            self.names += names
            self.unpacked += size
            if self.unpacked > UNPACKED or self.names > NAMES:
                raise TooMuch
            return
        self.entries += names
        self.bytes += size
        if self.bytes > TOTAL or self.entries > ENTRIES:
            raise BadArchive(
                f"More than {ENTRIES:,} files or {TOTAL / 1e9:g} GB: this is "
                "no class's homework. Take in smaller pieces."
            )

    def _handed_in(
        self, entry: Entry, content: bytes, depth: int
    ) -> Iterator[Entry]:
        """What is in a zip in the zip, or in the folder."""
        if depth > 1:
            yield from self._nested(entry, content, depth)
            return
        self.unpacked = self.names = 0
        try:
            # nothing of it is kept if it is too much
            yield from list(self._nested(entry, content, depth))
        except TooMuch:
            words = (
                f"unpacks to more than {UNPACKED / 1e6:g} MB of notebooks or "
                f"{NAMES:,} files: {ALONE}"
            )
            yield replace(entry, refused=words)

    def _nested(
        self, entry: Entry, content: bytes, depth: int
    ) -> Iterator[Entry]:
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN as error:
            yield replace(entry, refused=f"is no readable zip ({error})")
            return
        inside = (*entry.parts[:-1], entry.name[:-4])
        with archive:
            yield from self._zip(archive, inside, depth + 1)


def _name_of(info: zipfile.ZipInfo) -> str:
    """The name; many programs write UTF-8 and do not say so."""
    says_utf8 = info.flag_bits & 0x800
    if says_utf8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _is_noise(parts: tuple[str, ...]) -> bool:
    return parts[-1].startswith(".") or any(part in SKIPPED for part in parts)
