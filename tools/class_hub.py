"""Start the hub of a class on this computer, and visit it as students do.

    python tools/class_hub.py FOLDER student …
        start it, print its address and password; Ctrl-C ends it

The hub is deploy/hub/trial_config.py: the real configuration with one
password and one account of the system for all.
"""

from __future__ import annotations

import importlib.util
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests

ROOT = Path(__file__).parents[1]
HUB = ROOT / "deploy" / "hub"
PATIENCE = 120.0  # seconds until a server has to be there


def missing() -> str:
    """Why the hub cannot run here, or nothing."""
    if importlib.util.find_spec("jupyterhub") is None:
        return "JupyterHub is missing: type make requirements, then make book"
    proxy = ROOT / "node_modules" / ".bin" / "configurable-http-proxy"
    return "" if proxy.exists() else "the hub's proxy is missing: type npm ci"


@dataclass
class Hub:
    """A running hub.

    Attributes:
        folder: the class's folder.
        address: where it answers.
        password: the one of all students.
        process: the hub's own.
    """

    folder: Path
    address: str
    password: str
    process: subprocess.Popen[bytes]

    def home(self, student: str) -> Path:
        """The folder that the student's JupyterLab shows."""
        return self.folder / "home" / student

    def log(self) -> str:
        """What the hub and the servers have said."""
        return (self.folder / "hub" / "log").read_text(errors="replace")


@contextmanager
def running(folder: Path, students: list[str]) -> Iterator[Hub]:
    """Start a hub for these students; end it and all it started.

    Raises:
        RuntimeError: it ended by itself or does not answer; with its log.
    """
    prepare(folder, students)
    ports = free_ports(3)
    password = secrets.token_urlsafe(12)
    environment = os.environ | {
        "CLASS_FOLDER": str(folder),
        "CLASS_PORTS": " ".join(map(str, ports)),
        "CLASS_PASSWORD": password,
    }
    command = ["-m", "jupyterhub", "-f", str(HUB / "trial_config.py")]
    with (folder / "hub" / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=folder / "hub",
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    hub = Hub(folder, f"http://127.0.0.1:{ports[0]}", password, process)
    try:
        wait(lambda: answers(hub), "the hub to answer", hub)
        yield hub
    finally:
        end(process)


def prepare(folder: Path, students: list[str]) -> None:
    """Make the class's folders and the students' homes."""
    script = [sys.executable, str(HUB / "prepare.py"), str(folder)]
    subprocess.run(script, check=True, capture_output=True)
    (folder / "students.txt").write_text("\n".join(students) + "\n")
    for student in students:
        # all have one account here, so nbgrader must be told who is who
        settings = folder / "home" / student / ".jupyter/nbgrader_config.py"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(
            f"c = get_config()\nc.CourseDirectory.student_id = {student!r}\n"
        )


def as_teacher(folder: Path, *words: str) -> str:
    """Type a command in the course's folder, as in a terminal of the hub.

    Raises:
        RuntimeError: it failed; with what it said.
    """
    programs = Path(sys.executable).parent
    done = subprocess.run(
        [programs / words[0], *words[1:]],
        cwd=folder / "course",
        env=os.environ
        | {
            "CLASS_FOLDER": str(folder),
            "JUPYTER_CONFIG_PATH": str(HUB),
            "PATH": f"{programs}:{os.environ['PATH']}",
        },
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}:\n{done.stdout}{done.stderr}")
    return done.stdout


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses at this moment."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [here.getsockname()[1] for here in sockets]
    for here in sockets:
        here.close()
    return ports


def answers(hub: Hub) -> bool:
    """Tell whether the hub is there."""
    if hub.process.poll() is not None:
        raise RuntimeError(f"The hub has ended:\n{hub.log()}")
    try:
        return requests.get(f"{hub.address}/hub/api", timeout=5).ok
    except requests.ConnectionError:
        return False


def wait(done: Callable[[], bool], what: str, hub: Hub) -> None:
    """Ask until it is done."""
    end_of_patience = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end_of_patience:
            raise RuntimeError(f"Waited in vain for {what}:\n{hub.log()}")
        time.sleep(0.1)


def end(process: subprocess.Popen[bytes]) -> None:
    """Let the hub stop its servers and its proxy; then make sure."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@dataclass
class Student:
    """Somebody with a browser: logs in, opens a server, works with files."""

    hub: Hub
    name: str
    web: requests.Session = field(default_factory=requests.Session)

    def log_in(self) -> None:
        """Fill in the form; then ask for a token, as other programs do."""
        form = f"{self.hub.address}/hub/login"
        self.web.get(form, timeout=PATIENCE).raise_for_status()
        words = {
            "username": self.name,
            "password": self.hub.password,
            "_xsrf": self._xsrf(),
        }
        self.web.post(form, data=words, timeout=PATIENCE).raise_for_status()
        self.web.get(f"{self.hub.address}/hub/home", timeout=PATIENCE)
        answer = self._ask_hub("POST", "tokens")
        self.web.headers["Authorization"] = f"token {answer['token']}"

    def _xsrf(self) -> str:
        found = [c.value for c in self.web.cookies if c.name == "_xsrf"]
        return str(found[-1])

    def _ask_hub(self, method: str, path: str) -> dict:
        address = f"{self.hub.address}/hub/api/users/{self.name}/{path}"
        answer = self.web.request(
            method,
            address.rstrip("/"),
            headers={"X-XSRFToken": self._xsrf()},
            timeout=PATIENCE,
        )
        answer.raise_for_status()
        return answer.json() if answer.content else {}

    def start_server(self) -> None:
        """Open the student's own JupyterLab and wait until it is there."""
        self._ask_hub("POST", "server")
        wait(self._is_ready, f"the server of {self.name}", self.hub)

    def _is_ready(self) -> bool:
        return bool(self._ask_hub("GET", "")["server"])

    def ask(self, method: str, path: str, **words: object) -> dict:
        """Send JSON to the student's server: its answer."""
        answer = self.web.request(
            method,
            f"{self.hub.address}/user/{self.name}/{path}",
            data=json.dumps(words) if words else None,
            timeout=PATIENCE,
        )
        answer.raise_for_status()
        return answer.json()


def main(words: list[str]) -> int:
    """The command; its exit code."""
    if len(words) < 2 or missing():
        print(missing() or __doc__, file=sys.stderr)
        return 2
    folder, *students = words
    with running(Path(folder).resolve(), students) as hub:
        print(f"{hub.address}   {' or '.join(students)}   {hub.password}")
        try:
            hub.process.wait()
        except KeyboardInterrupt:
            print("\nThe hub is closing.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
