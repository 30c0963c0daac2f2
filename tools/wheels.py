"""Packs an installed Python package into a wheel again, offline.

pip keeps no wheel of what it installed; a wheel is the package's files with
the list of them, and both are in the environment. Modules that mypyc has
compiled only to make them quicker stay Python: their source is beside them.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.metadata import Distribution, distribution
from pathlib import Path, PurePosixPath

from epub_package import archive

WHEEL = b"""\
Wheel-Version: 1.0
Generator: tools/wheels.py
Root-Is-Purelib: true
Tag: py3-none-any
"""
COMPILED = (".so", ".pyd")
INSTALLERS = {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"}


def files(package: Distribution) -> dict[str, bytes]:
    """The files that came with a package, by their names in the wheel.

    Raises:
        ValueError: if a part of it is compiled and has no Python source.
    """
    found: dict[str, bytes] = {}
    for path in package.files or ():
        name = PurePosixPath(path)
        made_here = "__pycache__" in name.parts or (
            name.parent.suffix == ".dist-info" and name.name in INSTALLERS
        )
        # what lies outside, such as scripts, is nothing to import
        if not made_here and ".." not in name.parts:
            found[name.as_posix()] = Path(str(path.locate())).read_bytes()
    for part in [part for part in found if part.endswith(COMPILED)]:
        source = part.partition(".")[0] + ".py"
        if source not in found and "__mypyc." not in part:
            raise ValueError(
                f"{package.name} has a compiled part, {part}; only pure "
                "Python can be packed for the browser"
            )
        del found[part]
    return found


def record(found: dict[str, bytes], info: str) -> bytes:
    """The list of files that a wheel must hold."""
    lines = []
    for name, data in sorted(found.items()):
        digest = hashlib.sha256(data).digest()
        text = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        lines.append(f"{name},sha256={text},{len(data)}")
    lines.append(f"{info}/RECORD,,")
    return ("\n".join(lines) + "\n").encode()


def wheel_of(name: str, folder: Path) -> Path:
    """Write the wheel of an installed package into a folder.

    Args:
        name: of the package, as pip knows it.
        folder: where the wheel goes.

    Raises:
        ValueError: if the package is not pure Python.
    """
    package = distribution(name)
    found = files(package)
    (info,) = {p.split("/")[0] for p in found if ".dist-info/" in p}
    found[f"{info}/WHEEL"] = WHEEL
    found[f"{info}/RECORD"] = record(found, info)
    stem = info.removesuffix(".dist-info")
    path = folder / f"{stem}-py3-none-any.whl"
    archive(path, found)
    return path
