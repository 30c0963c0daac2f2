"""Serve the built book to this machine alone, until Ctrl-C."""

from __future__ import annotations

import os
import sys
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PREFERRED_PORT = 8017  # a steady address keeps what the browser remembers


class Quiet(SimpleHTTPRequestHandler):
    """A file server that is silent and right about the types of scripts."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".svg": "image/svg+xml",
        ".woff2": "font/woff2",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the address is all a reader needs to see."""

    def end_headers(self) -> None:
        """Never let a browser show yesterday's build."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


class LocalServer(ThreadingHTTPServer):
    """A server that takes no port that another one listens on."""

    allow_reuse_address = os.name != "nt"  # Windows would share the port


def server_for(folder: Path) -> ThreadingHTTPServer:
    """Return a server of `folder` on the loopback, on a free port."""
    handler = partial(Quiet, directory=str(folder))
    for port in (PREFERRED_PORT, 0):
        try:
            return LocalServer(("127.0.0.1", port), handler)
        except OSError:
            continue  # taken: let the system choose
    raise OSError("no free port on 127.0.0.1")


def greeting(port: int) -> str:
    """What the reader is told; browsers keep a memory for each port.

    >>> greeting(PREFERRED_PORT)
    'The book is at http://127.0.0.1:8017/ (Ctrl-C ends it)'
    """
    said = f"The book is at http://127.0.0.1:{port}/ (Ctrl-C ends it)"
    if port == PREFERRED_PORT:
        return said
    return (
        f"Port {PREFERRED_PORT} is taken, perhaps by another `make book`; "
        "what the book remembers of you at that address it does not know "
        f"here.\n{said}"
    )


def has_desktop() -> bool:
    """Tell whether there is a screen on which a browser could open."""
    if sys.platform in ("win32", "darwin"):
        return not os.environ.get("CI")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def serve(folder: Path) -> None:
    """Serve `folder`, print the address, and open it on a desktop."""
    with server_for(folder) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        print(greeting(server.server_port), flush=True)
        if has_desktop():
            webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("\nGood-bye.")
