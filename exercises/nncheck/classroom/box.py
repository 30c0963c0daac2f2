"""The box: bubblewrap shuts the notebook's code in.

No network, no files but the system's programs, Python and the drivers of
the answers, no other processes, no rights, bounded memory, disk and time.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import nncheck
import nnlib
from nncheck import process
from nncheck.classroom import control_group, seccomp
from nncheck.classroom.memory import files, is_above
from nncheck.sandbox import Cage, Limits

HOME = "/box/home"
LIBRARY = "/box/library"
DISK = 128 * 2**20  # bytes in each of the folders that can be written
PROCESSES, OPEN_FILES, ALL_FILES = 64, 128, 20_000
WRITABLE = ("/tmp", HOME, "/dev/shm")
# of nncheck, the box holds what runs answers, and nothing that knows them
NEEDED = ("__init__.py", "child.py", "codec.py", "observe.py", "drivers")
FIRST_UID = 1_000_000_000  # nobody's
REFUSES = (
    "A notebook is a program, and this one is a stranger's: without a box it "
    "could read your files, change the grades and use your network. If you "
    "would lend these students your computer, unlocked, say so: "
    "--unboxed 'I trust these students'."
)


class NoBox(RuntimeError):
    """Notebooks cannot be boxed here; the text says what to do."""


class Box(Cage):
    """A cage of bubblewrap for one child at a time."""

    def __init__(self, limits: Limits):
        self.limit = int(limits.memory * 2**30)
        self.process: subprocess.Popen | None = None

    def launch(self, folder: Path) -> subprocess.Popen:
        """Start a child; the folder outside stays empty."""
        python = [sys.executable, "-s", "-B", "-m", "nncheck.child"]
        self.process = start(
            python, stderr=subprocess.DEVNULL, memory=self.limit
        )
        return self.process

    def resources(self, limits: Limits) -> dict[str, int]:
        """The limits of every process in the box."""
        return super().resources(limits) | {
            "FSIZE": DISK,
            "NPROC": PROCESSES,
            "NOFILE": OPEN_FILES,
        }

    def guard(self) -> str:
        """Whether the processes in the box use too much together."""
        if self.process and is_above(self.limit, self.process.pid):
            return "its processes together used too much memory"
        if self.process and files(self.process.pid, WRITABLE) > ALL_FILES:
            return "it made too many files"
        return ""


def start(
    program: list[str], stderr: int, memory: int = 2**32
) -> subprocess.Popen:
    """Start a program in a new box, with pipes to it and from it.

    Args:
        program: its words.
        stderr: where it complains to.
        memory: bytes of all that runs in the box, if the system can say so.
    """
    with tempfile.TemporaryFile() as file:
        file.write(seccomp.program())
        file.seek(0)
        words = command(program, seccomp_file=file.fileno())
        group = control_group.around(memory + len(WRITABLE) * DISK, PROCESSES)
        known = control_group.environment() if group else {}
        return subprocess.Popen(
            group + words,
            # the box can read its first process
            env={"PATH": os.defpath, **known},
            pass_fds=[file.fileno()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            start_new_session=True,
        )


def command(program: list[str], seccomp_file: int | None) -> list[str]:
    """The command line of bubblewrap around a program."""
    words = ["bwrap", "--die-with-parent", "--new-session"]
    words += [
        "--unshare-pid",
        "--unshare-net",
        "--unshare-ipc",
        "--unshare-uts",
    ]
    words += ["--unshare-cgroup-try", "--hostname", "box", "--cap-drop", "ALL"]
    words += _files()
    for name, value in _environment().items():
        words += ["--setenv", name, value]
    words += ["--chdir", HOME]
    if seccomp_file is not None and seccomp.program():
        words += ["--seccomp", str(seccomp_file)]
    if os.geteuid() != 0:
        return [*words, "--unshare-user", "--disable-userns", "--", *program]
    # root's rights to enter folders while it is made, then a user of its own
    user = str(FIRST_UID + os.getpid())
    words += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--"]
    words += ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"]
    return [*words, "--no-new-privs", *program]


def _files() -> list[str]:
    words = ["--ro-bind", "/usr", "/usr"]
    for name in ("bin", "sbin", "lib", "lib32", "lib64"):
        path = Path("/", name)
        if path.is_symlink():
            words += ["--symlink", os.readlink(path), str(path)]
        elif path.is_dir():
            words += ["--ro-bind", str(path), str(path)]
    for name in ("ld.so.cache", "alternatives", "localtime"):
        words += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    words += ["--proc", "/proc", "--dev", "/dev"]
    for folder in WRITABLE:
        words += ["--perms", "1777", "--size", str(DISK), "--tmpfs", folder]
    for folder in _pythons():
        words += _bind(Path(folder), Path(folder))
    words += _library()
    for path in _secrets():
        words += ["--size", "4096", "--tmpfs", str(path)]
        words += ["--remount-ro", str(path)]
    return [*words, "--remount-ro", "/dev", "--remount-ro", "/"]


def _pythons() -> list[str]:
    """The folders of this Python and of its virtual environment."""
    found = {str(Path(p).resolve()) for p in (sys.base_prefix, sys.prefix)}
    found.add(sys.prefix)
    return sorted(f for f in found if not Path(f).is_relative_to("/usr"))


def _library() -> list[str]:
    """nnlib, and the harmless half of nncheck."""
    words: list[str] = []
    ours = _folder(nncheck)
    pairs = [(ours / name, f"nncheck/{name}") for name in NEEDED]
    pairs.append((_folder(nnlib), "nnlib"))
    for source, target in pairs:
        words += _bind(source, Path(LIBRARY, target))
    return words


def _bind(source: Path, target: Path) -> list[str]:
    """Show a file or folder; the folders above it can be entered."""
    words: list[str] = []
    for parent in reversed(target.parents[:-1]):
        words += ["--dir", str(parent)]
    return [*words, "--ro-bind", str(source), str(target)]


def _folder(package: object) -> Path:
    return Path(str(getattr(package, "__file__", ""))).resolve().parent


def _secrets() -> list[Path]:
    """Folders that the box must not show, where it otherwise would.

    The specs lie beside Python when the package is installed, and a
    teacher may keep everything under one of the visible folders.
    """
    visible = ["/usr", *_pythons()]
    hidden = {_folder(nncheck), Path.home(), Path.cwd()}
    if (_folder(nncheck).parent / "release").is_dir():
        hidden.add(_folder(nncheck).parent)  # the project itself
    return sorted(
        path
        for path in hidden
        if any(path.is_relative_to(folder) for folder in visible)
        and not any(Path(folder).is_relative_to(path) for folder in visible)
    )


def _environment() -> dict[str, str]:
    bound = process.settings(Path(HOME))
    return bound | {
        "HOME": HOME,
        "USER": "box",
        "LOGNAME": "box",
        "LANG": "C.UTF-8",
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "PYTHONPATH": LIBRARY,
        "PYTHONHASHSEED": "0",  # a set has the same order every time
        "TMPDIR": "/tmp",
    }


@cache
def check() -> None:
    """Try the box once in every process.

    Raises:
        NoBox: there is none, in words that say what to do.
    """
    if not sys.platform.startswith("linux"):
        raise NoBox(
            "The box for the students' notebooks needs Linux. On Windows, "
            f"use WSL2; on macOS, a virtual machine with Linux. {REFUSES}"
        )
    if shutil.which("bwrap") is None:
        raise NoBox(
            "The box for the students' notebooks needs bubblewrap. Type: "
            f"sudo apt-get install bubblewrap. {REFUSES}"
        )
    tried = start(
        [sys.executable, "-s", "-c", "import numpy, nncheck.child"],
        stderr=subprocess.STDOUT,
    )
    said = tried.communicate(timeout=60)[0].decode(errors="replace").strip()
    if tried.returncode:
        raise NoBox(_why(said or f"exit code {tried.returncode}"))


def _why(said: str) -> str:
    words = f"The box cannot be made here; bubblewrap says: {said[-600:]}. "
    if "Unknown option" in said:
        words += "It is too old: version 0.8 or newer is needed. "
    elif "amespace" in said or "uid map" in said:
        words += (
            "This system lets ordinary users make no namespaces: ask whoever "
            "runs it to allow bwrap (sysctl kernel.unprivileged_userns_clone, "
            "or an AppArmor profile for bwrap on newer Ubuntus; a container "
            "must allow user namespaces). "
        )
    elif "ermission denied" in said:
        words += (
            "Python and the book's package must be readable for every user. "
        )
    return words + REFUSES
