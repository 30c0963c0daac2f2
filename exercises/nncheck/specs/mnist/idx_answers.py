"""Right and wrong answers to the exercise load_idx."""

import struct

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.mnist.sections import DATA

IMAGES, LABELS = 2051, 2049


def load_idx(content):
    """The images (n, rows, columns) or labels (n,) in an IDX file."""
    axes = {2051: 3, 2049: 1}.get(int.from_bytes(content[:4], "big"))
    if axes is None:
        raise ValueError("no IDX file of images or labels")
    start = 4 + 4 * axes
    shape = np.frombuffer(content[4:start], ">u4").astype(int)
    if len(content) != start + np.prod(shape):
        raise ValueError("the header announces another number of bytes")
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape)


# ------------------------------------------------------- other right answers


def with_struct(content):
    (magic,) = struct.unpack_from(">i", content)
    if magic == 2049:
        (n,) = struct.unpack_from(">i", content, 4)
        data, shape = content[8:], (n,)
    elif magic == 2051:
        shape = struct.unpack_from(">iii", content, 4)
        data = content[16:]
    else:
        raise ValueError(f"magic number {magic}")
    if len(data) != int(np.prod(shape)):
        raise ValueError(f"{len(data)} bytes for {shape}")
    return np.array(list(data), dtype=np.uint8).reshape(shape)


def by_dimension_byte(content):
    if content[:3] != b"\x00\x00\x08" or content[3] not in (1, 3):
        raise ValueError("bad magic number")
    ends = range(4, 4 + 4 * content[3], 4)
    shape = [int.from_bytes(content[i : i + 4], "big") for i in ends]
    pixels = np.frombuffer(content[4 + 4 * len(shape) :], dtype="B")
    return pixels.copy().reshape(shape)  # reshape raises on a wrong size


def as_larger_integers(content):
    return with_struct(content).astype(np.int64)


# --------------------------------------------------------------- wrong answers


def _parse(content, *, check_size=True):
    magic = struct.unpack_from(">I", content)[0]
    if magic not in (IMAGES, LABELS):
        raise ValueError("bad magic number")
    axes = 3 if magic == IMAGES else 1
    shape = struct.unpack_from(">" + axes * "I", content, 4)
    data = np.frombuffer(content[4 + 4 * axes :], np.uint8)
    if check_size and len(data) != np.prod(shape):
        raise ValueError("wrong number of bytes")
    return data, shape


def little_endian(content):
    header = np.frombuffer(content[:4], "<u4")
    if header[0] not in (IMAGES, LABELS):
        raise ValueError("bad magic number")
    return load_idx(content)


def header_as_pixels(content):
    load_idx(content)  # the checks are right
    _, shape = _parse(content)
    return np.frombuffer(content, np.uint8)[: np.prod(shape)].reshape(shape)


def sixteen_bytes_always(content):
    load_idx(content)
    _, shape = _parse(content)
    data = np.frombuffer(content[16:], np.uint8)
    return data if len(shape) == 1 else data.reshape(shape)


def eight_bytes_always(content):
    load_idx(content)
    _, shape = _parse(content)
    data = np.frombuffer(content[8:], np.uint8)
    return data[: np.prod(shape)].reshape(shape)


def signed_bytes(content):
    return load_idx(content).view(np.int8)


def images_and_labels_swapped(content):
    magic, n = struct.unpack_from(">2I", content)
    if magic == IMAGES:
        return np.frombuffer(content, np.uint8, count=n, offset=8)
    if magic != LABELS:
        raise ValueError("bad magic number")
    raise ValueError("an image needs three sizes")


def column_first(content):
    data, shape = _parse(content)
    return data.reshape(shape, order="F")


def rows_and_columns_exchanged(content):
    data, shape = _parse(content)
    return data.reshape(shape[0], *shape[:0:-1])


def flat_images(content):
    data, shape = _parse(content)
    return data.reshape(shape[0], -1) if len(shape) > 1 else data


def short_files_pass(content):
    data, shape = _parse(content, check_size=False)
    rest = shape[1:]
    size = int(np.prod(rest))
    whole = len(data) // size
    return data[: whole * size].reshape(-1, *rest)[: shape[0]]


def any_magic_passes(content):
    if int.from_bytes(content[:4], "big") == LABELS:
        return load_idx(content)
    return load_idx(struct.pack(">I", IMAGES) + content[4:])


def always_28_by_28(content):
    data, shape = _parse(content)
    return data.reshape(-1, 28, 28) if len(shape) > 1 else data


# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint):
    return Misconception(answer, message, DATA, hint)


ALTERNATIVES = (with_struct, by_dimension_byte, as_larger_integers)

MISCONCEPTIONS = (
    _wrong(
        little_endian,
        "Your reader refuses files that are in order. Perhaps it reads "
        "the integers from the wrong end: in these files the most "
        "significant byte comes first (big-endian).",
        "What does `list(content[:4])` show? Which byte is the largest "
        "part of 2051?",
    ),
    _wrong(
        images_and_labels_swapped,
        "You take images for labels and labels for images: 2051 belongs "
        "to images, 2049 to labels.",
        "How many sizes does each kind of file announce?",
    ),
    _wrong(
        header_as_pixels,
        "You read from the very first byte, so the header appears as "
        "data and everything is shifted.",
        "How many bytes long is the header of each kind of file?",
    ),
    _wrong(
        sixteen_bytes_always,
        "Images are right, but of a file of labels you skip 16 bytes, as "
        "if it had the longer header of the images.",
        "How many integers stand before the labels?",
    ),
    _wrong(
        eight_bytes_always,
        "Labels are right, but of a file of images you skip only 8 "
        "bytes, so the sizes of the images appear as pixels.",
        "How many integers stand before the pixels?",
    ),
    _wrong(
        signed_bytes,
        "Bytes above 127 come out negative: you read them as signed numbers.",
        "Which NumPy type holds 0 to 255?",
    ),
    _wrong(
        column_first,
        "You fill the array along the wrong axis. The pixels come image "
        "by image, row by row.",
        "Which index changes fastest from byte to byte?",
    ),
    _wrong(
        rows_and_columns_exchanged,
        "Rows and columns are exchanged. With 28 by 28 pixels nobody "
        "notices from the shape, but every digit is scrambled or lies on "
        "its side.",
        "In which order do the sizes stand in the header?",
    ),
    _wrong(
        flat_images,
        "You return each image as one row. Here the images keep their "
        "two axes; flattening comes with the next exercise.",
        "Which three sizes does the header announce?",
    ),
    _wrong(
        always_28_by_28,
        "You take 28 by 28 for granted. The header tells the size; a "
        "reader that believes it can read other files too.",
        "Which three sizes does the header announce?",
    ),
    _wrong(
        short_files_pass,
        "A file that stops early is read as if it were whole. A "
        "truncated download would silently lose images.",
        "How many bytes does the header announce, and how many are there?",
    ),
    _wrong(
        any_magic_passes,
        "You read on whatever the first integer is, and take an unknown "
        "file for images.",
        "What should happen if a web page was saved under this name?",
    ),
)
