"""A PostgreSQL server of the tests' own, on a socket in a folder."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from class_tools import program

NOBODY = 65534
PATIENCE = 60.0


def need_postgres() -> None:
    """Skip the test without PostgreSQL; with NNLIB_STRICT it fails."""
    if not (program("initdb") and program("postgres")):
        pytest.skip("PostgreSQL is not installed")


def _as_ordinary_user(words: list[str]) -> list[str]:
    if os.geteuid() != 0:
        return words
    user = str(NOBODY)  # PostgreSQL does not run as root
    drop = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"]
    return [*drop, *words]


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server; the URL of an empty database."""
    folder = Path(tempfile.mkdtemp(prefix="nnpg-"))
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    words = [program("initdb"), "-D", str(folder / "data"), "-U", "teacher"]
    words += ["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"]
    subprocess.run(
        _as_ordinary_user(words), check=True, stdout=subprocess.DEVNULL
    )
    words = [program("postgres"), "-D", str(folder / "data"), "-F"]
    words += ["-k", str(folder), "-c", "listen_addresses="]
    with subprocess.Popen(
        _as_ordinary_user(words),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait(folder)
            yield f"postgresql+psycopg://teacher@/postgres?host={folder}"
        finally:
            process.send_signal(signal.SIGINT)  # waits for no client
            process.wait(PATIENCE)
            shutil.rmtree(folder, ignore_errors=True)


def _wait(folder: Path) -> None:
    import psycopg

    end = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(
                host=str(folder), user="teacher", dbname="postgres"
            ).close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
