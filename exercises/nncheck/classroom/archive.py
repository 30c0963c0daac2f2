"""Read what was handed in, from a folder or a zip, without unpacking it.

Nothing is written under a name that somebody else chose, no link is
followed, and no file is read beyond its limit: what is refused is told.
"""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

FILE = 20_000_000  # bytes of one file
TOTAL = 20_000_000_000  # bytes of everything that is read
ENTRIES = 50_000
DEPTH = 3  # zips in zips
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


class BadArchive(ValueError):
    """Nothing can be taken in; the text says why and what to do."""


@dataclass(frozen=True)
class Entry:
    """A file that was handed in.

    Attributes:
        parts: its path below the folder or zip.
        content: its bytes; None if it is refused.
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


class Reader:
    """Reads entries and keeps account of how much it was."""

    def __init__(self) -> None:
        self.bytes = self.entries = 0

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
        with path.open("rb") as file:
            content = file.read(FILE + 1)
        yield from self._entry(parts, content, status.st_mtime, 1)

    def _zip(
        self, archive: zipfile.ZipFile, above: tuple[str, ...], depth: int
    ) -> Iterator[Entry]:
        for info in archive.infolist():
            name = info.filename.replace("\\", "/")
            parts = above + PurePosixPath(name).parts
            if info.is_dir() or not parts or _is_noise(parts):
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
            with archive.open(info) as file:
                content = file.read(FILE + 1)
            time = datetime(*info.date_time).timestamp()
        except BROKEN as error:
            yield Entry(parts, refused=f"cannot be unpacked ({error})")
            return
        yield from self._entry(parts, content, time, depth)

    def _entry(
        self, parts: tuple[str, ...], content: bytes, time: float, depth: int
    ) -> Iterator[Entry]:
        self.bytes += len(content)
        self.entries += 1
        if self.bytes > TOTAL or self.entries > ENTRIES:
            raise BadArchive(
                f"More than {ENTRIES:,} files or {TOTAL / 1e9:g} GB: this is "
                "no class's homework. Take in smaller pieces."
            )
        if len(content) > FILE:
            words = f"is larger than {FILE / 1e6:g} MB: clear the outputs"
            yield Entry(parts, refused=words)
        elif not parts[-1].lower().endswith(".zip"):
            yield Entry(parts, content, time)
        elif depth >= DEPTH:
            yield Entry(parts, refused="is a zip in a zip in a zip")
        else:
            yield from self._nested(parts, content, depth)

    def _nested(
        self, parts: tuple[str, ...], content: bytes, depth: int
    ) -> Iterator[Entry]:
        inside = (*parts[:-1], parts[-1][:-4])
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
        except BROKEN as error:
            yield Entry(parts, refused=f"is no readable zip ({error})")
            return
        with archive:
            yield from self._zip(archive, inside, depth + 1)


def _is_noise(parts: tuple[str, ...]) -> bool:
    return parts[-1].startswith(".") or any(part in SKIPPED for part in parts)
