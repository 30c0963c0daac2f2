"""IDX, the file format of MNIST: a header of a few integers, then bytes.

All integers are big-endian, four bytes each: the magic number (2051 for
images, 2049 for labels), the number of items, and for images the number of
rows and of columns. The pixels or labels follow, one byte each.
"""

import gzip
import os
import zlib

import numpy as np

from nnlib._validation import as_path

IMAGES = 2051  # 0x0803: unsigned bytes (08), 3 axes
LABELS = 2049  # 0x0801: unsigned bytes (08), 1 axis
AXES = {IMAGES: 3, LABELS: 1}


def read_idx(path: str | os.PathLike[str]) -> np.ndarray:
    """The images ``(n, rows, columns)`` or labels ``(n,)`` of an IDX file.

    Args:
        path: the file, plain or compressed with gzip (told apart by the
            content, not by the name).

    Shapes:
        uint8, ``(n, rows, columns)`` for magic 2051, ``(n,)`` for 2049.

    Raises:
        FileNotFoundError: when there is no such file.
        ValueError: when the file is damaged or not IDX; the message says
            what was found and what was expected.

    Example:
        >>> import pathlib, struct, tempfile
        >>> folder = tempfile.TemporaryDirectory()
        >>> path = pathlib.Path(folder.name, "labels-idx1-ubyte")
        >>> _ = path.write_bytes(struct.pack(">2I3B", 2049, 3, 5, 0, 4))
        >>> read_idx(path)
        array([5, 0, 4], dtype=uint8)
        >>> folder.cleanup()

    Book: MNIST.
    Source: LeCun, Cortes and Burges, The MNIST database of handwritten
    digits.
    """
    path = as_path(path, "read_idx", "train-labels-idx1-ubyte.gz")
    if not path.is_file():
        raise FileNotFoundError(
            f"read_idx: there is no file {path}. Check the folder and the "
            "name, for example train-labels-idx1-ubyte.gz."
        )
    return parse_idx(decompress(path.read_bytes(), path.name), path.name)


def decompress(content: bytes, name: str) -> bytes:
    """The content without its gzip wrapper, if it has one."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return gzip.decompress(content)
    except EOFError as error:
        raise ValueError(
            f"{name} is truncated: its gzip stream stops after "
            f"{len(content):,} bytes, before the end mark. Delete it and "
            "download it again."
        ) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise ValueError(
            f"{name} is damaged: its gzip stream does not decompress "
            f"({error}). Delete it and download it again."
        ) from error


def parse_idx(content: bytes, name: str) -> np.ndarray:
    """The array in the bytes of an uncompressed IDX file."""
    axes = AXES[_checked_magic(content, name)]
    start = 4 * (1 + axes)
    if len(content) < start:
        raise ValueError(
            f"{name} is truncated: it ends within its header, after "
            f"{len(content)} of {start} bytes. Download it again."
        )
    shape = tuple(np.frombuffer(content, ">u4", axes, offset=4).tolist())
    expected = start + int(np.prod(shape, dtype=object))
    if len(content) != expected:
        problem = "truncated" if len(content) < expected else "too long"
        raise ValueError(
            f"{name} is {problem}: its header announces shape {shape}, "
            f"{expected:,} bytes in all with the {start} of the header; it "
            f"has {len(content):,}. Download it again."
        )
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape)


def _checked_magic(content: bytes, name: str) -> int:
    first = content[:4]
    magic = int.from_bytes(first, "big")
    if magic in AXES:
        return magic
    wanted = (
        f"expected the magic number {IMAGES} (images) or {LABELS} (labels)"
    )
    if len(first) < 4:
        found = f"it has only {len(first)} bytes"
    elif first[:1] == b"<":
        found = (
            f"it starts with {first!r}, like a web page that was saved "
            "under this name"
        )
    elif int.from_bytes(first, "little") in AXES:
        found = (
            f"it starts with {magic}, which is the magic number with its "
            "four bytes reversed: IDX integers are big-endian"
        )
    else:
        found = f"it starts with {magic}"
    raise ValueError(
        f"{name} is not an IDX file of MNIST: {wanted}; {found}. "
        "Download it again."
    )
