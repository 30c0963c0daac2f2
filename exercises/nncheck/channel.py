"""The lines that a child process writes, in bounded number and length."""

import contextlib
import os
import queue
import threading
from typing import IO

LINE = 20_000_000  # bytes of one event
EVENTS = 100_000_000  # bytes of all events
# values in all events: each becomes an object, far larger than its text
VALUES, SEPARATORS = 1_000_000, (b",", b"[", b"{")
CHUNK = 1 << 16
FLUSH = 1.0  # seconds to wait for the end of the events of a dead child


class Channel:
    """The lines that a child writes, as they come.

    A thread reads them, no more than the limits allow: a process that the
    notebook left behind may hold the other end for ever.
    """

    def __init__(self, file: IO[bytes], token: str):
        self.file, self.token = file, token.encode()
        self.lines: queue.Queue[bytes | None] = queue.Queue()
        self.too_much = self.closed = False
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        number, rest, total = self.file.fileno(), bytearray(), 0
        values = 0
        with contextlib.suppress(OSError):
            while not self.closed and (data := os.read(number, CHUNK)):
                total += len(data)
                values += sum(map(data.count, SEPARATORS))
                rest += data
                if len(rest) > LINE or total > EVENTS or values > VALUES:
                    self.too_much = True
                    break
                if b"\n" in data:
                    *lines, rest = rest.split(b"\n")
                    self._keep(lines)
        self.lines.put(None)

    def _keep(self, lines: list[bytearray]) -> None:
        for line in lines:
            if line.startswith(self.token):
                self.lines.put(bytes(line[len(self.token) :]))

    def next(self, seconds: float) -> bytes | None:
        """The next line of the child's own, or None at the end.

        Raises:
            queue.Empty: silence.
        """
        return self.lines.get(timeout=seconds)

    def close(self) -> None:
        """Read no more."""
        self.thread.join(FLUSH)
        self.closed = True
        self.file.close()
