"""Where and with what something was measured, as far as it matters."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("numpy", "torch", "jax", "keras", "tensorflow-cpu", "scikit-learn")
CPUINFO = Path("/proc/cpuinfo")


def setting() -> dict:
    """The processor, its cores, the day, and the versions."""
    return {
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0)),
        "date": datetime.now(UTC).date().isoformat(),
        "flush_denormals": False,
        "versions": versions(),
    }


def processor() -> str:
    """What the processor calls itself; no machine is named."""
    if CPUINFO.exists():
        for line in CPUINFO.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return "unknown"


def versions() -> dict[str, str]:
    """Of what is installed."""
    found = {"python": ".".join(map(str, sys.version_info[:2]))}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
