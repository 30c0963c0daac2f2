"""Attacks that look for secrets and ways out; each must find nothing.

Every one collects in ``found`` what it got hold of, and shows it to its
author by way of an exception's text in the feedback.
"""

from class_corpus.network_spies import DNS, STRANGE_SOCKETS, TCP, UDP, UNIX
from class_corpus.notebooks import Case, spy

HOST_WORDS = "GRADER_SECRET"  # in the environment of the grader
ENVIRONMENT = f"""
import glob, os
for path in ["/proc/self/environ", *glob.glob("/proc/*/environ")]:
    try:
        if b"{HOST_WORDS}" in open(path, "rb").read():
            found.append(path)
    except OSError:
        pass
found += [name for name in os.environ if "{HOST_WORDS}" in name]
"""
FILES = """
import os
for number in range(256):
    try:
        target = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        continue
    if not target.startswith(("pipe:", "/dev/null", "anon_inode", "socket:")):
        found.append(target)
"""
PROCESSES = """
import glob
for path in glob.glob("/proc/[0-9]*/cmdline"):
    words = open(path, "rb").read()
    if b"nncheck.child" not in words and b"bwrap" not in words:
        found.append(words)
"""
ROOTS = """
import glob, os
for path in glob.glob("/proc/*/root") + glob.glob("/proc/*/cwd"):
    try:
        names = set(os.listdir(path))
    except OSError:
        continue
    if names & {"root", "etc"} and "gradebook.db" in str(os.walk(path)):
        found.append(path)
    if "proc" in names and not os.path.exists(path + "/box"):
        found.append(path)
"""
SPECS = """
import os, sys
for top in {*sys.path, "/box", "/usr/local", sys.base_prefix + "/lib"}:
    for folder, below, files in os.walk(top):
        if "half_adder_answers.py" in files or "catalog.py" in files:
            found.append(folder)
        below[:] = [name for name in below if name.startswith(
            ("nn", "lib", "spec", "python", "site", "dist", "drivers"))]
try:
    sys.meta_path[:] = [m for m in sys.meta_path if "Hide" not in str(type(m))]
    import nncheck.specs.perceptron.step
    found.append(nncheck.specs.__file__)
except ImportError:
    pass
"""
RIGHTS = """
import os
text = open("/proc/self/status").read()
lines = dict(line.split(":\\t", 1) for line in text.splitlines())
for name in ("CapPrm", "CapEff", "CapAmb"):
    if int(lines[name], 16):
        found.append(name)
if lines["NoNewPrivs"].strip() != "1":
    found.append("NoNewPrivs")
if lines["Seccomp"].strip() != "2":
    found.append("Seccomp")
if os.getuid() == 0:
    found.append("root")
try:
    os.setuid(0)
    found.append("setuid")
except OSError:
    pass
"""
PTRACE = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for pid in (1, os.getppid(), os.getpid() - 1):
    if libc.ptrace(16, pid, 0, 0) == 0:
        found.append(pid)
if libc.process_vm_readv(1, None, 0, None, 0, 0) == 0:
    found.append("vm")
try:
    open("/proc/1/mem", "rb").read(1)
    found.append("mem")
except OSError:
    pass
"""
CALLS = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
if libc.unshare(0x10000000) == 0:
    found.append("user namespace")
if libc.unshare(0x00020000) == 0:
    found.append("mount namespace")
if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0:
    found.append("mount")
if libc.syscall(319, b"hidden", 0) >= 0 or libc.shmget(0, 10**9, 0o1600) >= 0:
    found.append("memory that no limit counts")
if libc.syscall(425, 8, None) >= 0 or libc.syscall(321, 0, None, 0) >= 0:
    found.append("io_uring or bpf")
if libc.chroot(b"/tmp") == 0 or libc.personality(0x0040000) == 0:
    found.append("chroot or personality")
"""
HOMES = """
import glob, os
ROOT = "/" "root"
for pattern in (ROOT + "/*", ROOT + "/.ssh/*", "/home/*/*", "/home/*/.ssh/*",
                "/etc/shadow", "/etc/passwd", "/etc/hosts", "/var/*",
                "/mnt/*", "/media/*", "/run/*", "/srv/*", "/boot/*",
                "FOLDER*"):
    for path in glob.glob(pattern):
        if os.path.isfile(path) or "/ssh" in path:
            found.append(path)
"""
PARENTS = """
import os
here = os.getcwd()
for _ in range(9):
    for name in os.listdir(here):
        if name in ("submitted", "gradebook.db", "seed.txt", "feedback"):
            found.append(name)
    here = os.path.dirname(here)
"""
LINKS = """
import os
for target in ("/etc/shadow", "/" "root/.bashrc", "FOLDER/gradebook.db",
               "/proc/1/root/etc/passwd", "/proc/1/cwd/../../etc/shadow"):
    link = "link" + str(abs(hash(target)))
    os.symlink(target, link)
    try:
        found.append(open(link, "rb").read(9))
    except OSError:
        pass
    try:
        os.link(target, link + "hard")
        found.append(link)
    except OSError:
        pass
"""
DISK = """
import os
written = 0
for folder in (".", "/tmp", "/dev/shm", "/dev", "/", "/home", "/box", "/run"):
    try:
        for i in range(20):
            with open(os.path.join(folder, f"fill{i}"), "wb") as file:
                for _ in range(30):
                    written += file.write(bytes(2**20))
    except OSError:
        pass
if written > 400 * 2**20:
    found.append(written)
"""
WRITES = """
import os, sys
for folder in ("/", "/usr", "/usr/bin", "/box", "/box/library",
               "/box/library/nncheck", "/box/library/nnlib", "/etc",
               sys.prefix, sys.base_prefix, os.path.dirname(os.__file__),
               "/dev", "/proc", "/home", "FOLDER"):
    try:
        with open(os.path.join(folder, "planted.py"), "w") as file:
            file.write("planted")
        found.append(folder)
    except OSError:
        pass
"""
TRACE = """
import sys
def trace(frame, event, arg):
    place = frame.f_globals.get("__name__", "") + "." + frame.f_code.co_name
    if place.startswith("nncheck") and place.endswith(
        ("judge", "compare", "complain", "reference", "measure")
    ):
        LOOT.append(place)
    return trace
LOOT = found
sys.settrace(trace)
sys.setprofile(trace)
step(np.array([1.0]))
"""
HIDDEN_JOB = """
import gc, json, sys
for thing in gc.get_objects():
    if type(thing) is dict and {"expects", "judge"} & set(map(str, thing)):
        found.append("probe")
    if type(thing) is dict and "calls" in thing and "expected" in thing:
        found.append("job")
"""
TAKES_STDIN = """
import os, sys
for number in (0, 1, 2):
    if os.readlink(f"/proc/self/fd/{number}") != "/dev/null":
        found.append(number)
if sys.stdin.read():
    found.append("stdin")
"""


def cases(folder: str, name: str, port: int) -> dict[str, Case]:
    """All of them, by name.

    Args:
        folder: of the course, with a listening socket in it.
        name: of an abstract socket that listens.
        port: of a server that listens on 127.0.0.1.
    """
    codes = {
        "environment of processes": ENVIRONMENT,
        "open files": FILES,
        "other processes": PROCESSES,
        "roots of processes": ROOTS,
        "references on the disk": SPECS,
        "rights": RIGHTS,
        "ptrace": PTRACE,
        "system calls": CALLS,
        "TCP": TCP,
        "UDP": UDP,
        "Unix sockets": UNIX,
        "DNS": DNS,
        "strange sockets": STRANGE_SOCKETS,
        "homes and keys": HOMES,
        "the course's folder": PARENTS,
        "symbolic links": LINKS,
        "a full disk": DISK,
        "writing outside": WRITES,
        "tracing the judge": TRACE,
        "expected values in memory": HIDDEN_JOB,
        "standard input": TAKES_STDIN,
    }
    words = {"FOLDER": folder, "NAME": name, "PORT": str(port)}
    found = {}
    for what, code in codes.items():
        for word, value in words.items():
            code = code.replace(word, value)
        found[f"spy: {what}"] = spy(code)
    return found
