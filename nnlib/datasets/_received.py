"""The bytes of a download, kept so that a broken transfer can go on."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl


class Received:
    """What has arrived so far: in memory, and in a file for the next try.

    The file is a convenience. When it cannot be opened or written (no
    rights, full disk) or another process is writing it, memory goes on
    alone, and nothing is kept.

    Args:
        path: the file to continue and to write; None for memory alone.

    Attributes:
        content: all bytes from the first one on.
    """

    def __init__(self, path: Path | None = None):
        self.content = bytearray()
        self.path = path
        self._file: BinaryIO | None = None
        if path is not None:
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                self._file = _open_alone(path)
        if self._file is not None:
            self.content += self._file.read()

    def write(self, data: bytes) -> None:
        """Append bytes."""
        self.content += data
        if self._file is not None:
            try:
                self._file.write(data)
                self._file.flush()  # safe even if the process is killed now
            except OSError:  # the disk is full: what is there is of no use
                self._drop_file()

    def flush(self) -> None:
        """Nothing to do: every write is flushed at once."""

    def start_over(self) -> None:
        """Forget all bytes."""
        self.content.clear()
        if self._file is not None:
            self._file.seek(0)
            self._file.truncate()

    def close(self) -> None:
        """Keep the bytes for the next try, if there are any."""
        if self._file is not None:
            self._file.close()
            if not self.content:
                self._drop_file()

    def move_to(self, target: Path) -> None:
        """The file, now complete, gets its name: there whole or not at all."""
        if self._file is not None and self.path is not None:
            # a file that is open cannot be moved everywhere
            self._file.close()
            with suppress(OSError):
                os.replace(self.path, target)

    def _drop_file(self) -> None:
        if self._file is not None and self.path is not None:
            for give_up in (self._file.close, self.path.unlink):
                with suppress(OSError):
                    give_up()
            self._file = None


def _open_alone(path: Path) -> BinaryIO | None:
    """The file, open to read and append; None if another process has it."""
    file = open(path, "a+b")  # noqa: SIM115
    file.seek(0)
    if sys.platform == "win32":  # the checksum stands guard alone
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # between opening and locking it may have got its final name
        if os.path.samestat(os.fstat(file.fileno()), path.stat()):
            return file
    except OSError:
        pass
    file.close()
    return None
