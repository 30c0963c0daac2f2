"""Files that are whole or not there: written beside their place and moved."""

import os
import tempfile
from pathlib import Path

import numpy as np

from nnlib._validation import Array


def write_arrays(path: Path, arrays: dict[str, Array]) -> None:
    """Write an `.npz` file; what was there stays until that is whole."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".npz.part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    """The permissions that new files do without."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
