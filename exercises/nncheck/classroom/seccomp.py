"""A filter of system calls for the box, as the kernel reads it.

What the namespaces leave open is closed here: memory that no limit counts,
sockets that no network namespace holds, namespaces inside the box, and the
kernel's corners that exercises never enter.
"""

import platform
import struct
from collections.abc import Iterator

EPERM, ENOSYS, EAFNOSUPPORT = 1, 38, 97
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16  # offsets in seccomp_data
NAMESPACES = 0x7E020000  # all CLONE_NEW* flags
FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6: all in a namespace
OTHER_ABI = 0x40000000  # x32 and whatever else is not the machine's own

# the same numbers on every architecture
COMMON = {
    "io_uring": (425, 426, 427),
    "mounts": (428, 429, 430, 431, 432, 433, 442),
    "memfd_secret": (447,),
    "pidfd_getfd": (438,),
}
CLONE3 = 435
MACHINES: dict[str, dict] = {
    "x86_64": {
        "architecture": 0xC000003E,
        "clone": 56,
        "socket": 41,
        "denied": {
            "ptrace and other processes": (101, 310, 311, 312),
            "memfd_create, userfaultfd": (319, 323),
            "perf_event_open, bpf": (298, 321),
            "keys": (248, 249, 250),
            "mounts": (155, 161, 165, 166),
            "unshare, setns": (272, 308),
            "handles": (303, 304),
            "kernel and modules": (175, 176, 246, 313, 320),
            "shared memory and queues": (29, 30, 31, 64, 67, 68, 240),
            "personality, quotactl, swapon, reboot": (135, 179, 167, 169),
        },
    },
    "aarch64": {
        "architecture": 0xC00000B7,
        "clone": 220,
        "socket": 198,
        "denied": {
            "ptrace and other processes": (117, 270, 271, 272),
            "memfd_create, userfaultfd": (279, 282),
            "perf_event_open, bpf": (241, 280),
            "keys": (217, 218, 219),
            "mounts": (39, 40, 41, 51),
            "unshare, setns": (97, 268),
            "handles": (264, 265),
            "kernel and modules": (104, 105, 106, 273, 294),
            "shared memory and queues": (180, 186, 190, 194, 195, 196, 197),
            "personality, quotactl, swapon, reboot": (92, 60, 224, 142),
        },
    },
}


def program(machine: str = "") -> bytes:
    """The filter for a machine, empty where its calls are not known.

    >>> len(program("x86_64")) % 8
    0
    >>> program("riscv64")
    b''
    """
    calls = MACHINES.get(machine or platform.machine())
    return b"".join(_instructions(calls)) if calls else b""


def _instructions(calls: dict) -> Iterator[bytes]:
    yield _do(LOAD, ARCHITECTURE)
    yield _do(EQUAL, calls["architecture"], then=1)
    yield _do(RETURN, ERRNO | ENOSYS)
    yield _do(LOAD, NUMBER)
    yield from _when(AT_LEAST, OTHER_ABI, ENOSYS)
    yield from _when(EQUAL, CLONE3, ENOSYS)  # its caller falls back to clone
    for group in (*calls["denied"].values(), *COMMON.values()):
        for number in group:
            yield from _when(EQUAL, number, EPERM)
    yield _do(EQUAL, calls["clone"], otherwise=4)
    yield _do(LOAD, FIRST_ARGUMENT)
    yield from _when(ANY_BIT, NAMESPACES, EPERM)
    yield _do(RETURN, ALLOW)
    yield _do(EQUAL, calls["socket"], otherwise=len(FAMILIES) + 2)
    yield _do(LOAD, FIRST_ARGUMENT)
    for i, family in enumerate(FAMILIES):
        yield _do(EQUAL, family, then=len(FAMILIES) - i)
    yield _do(RETURN, ERRNO | EAFNOSUPPORT)
    yield _do(RETURN, ALLOW)


def _when(test: int, value: int, error: int) -> Iterator[bytes]:
    yield _do(test, value, otherwise=1)
    yield _do(RETURN, ERRNO | error)


def _do(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    """One instruction: code, jumps if true and if false, operand."""
    return struct.pack("=HBBI", code, then, otherwise, value)
