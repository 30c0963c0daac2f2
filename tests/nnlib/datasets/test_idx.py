"""read_idx reads what is right and says what is wrong with the rest."""

import gzip
import struct

import numpy as np
import pytest

from nnlib.datasets import read_idx

IMAGES = struct.pack(">4I", 2051, 2, 3, 4) + bytes(range(24))
LABELS = struct.pack(">2I", 2049, 3) + bytes([5, 0, 200])


@pytest.fixture
def write(tmp_path):
    def writer(content, name="train-labels-idx1-ubyte"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return writer


@pytest.mark.parametrize("wrap", [bytes, gzip.compress])
def test_images_in_reading_order(write, wrap):
    images = read_idx(write(wrap(IMAGES)))
    assert images.dtype == np.uint8
    assert np.array_equal(images, np.arange(24).reshape(2, 3, 4))


@pytest.mark.parametrize("wrap", [bytes, gzip.compress])
def test_labels_are_unsigned(write, wrap):
    assert read_idx(str(write(wrap(LABELS)))).tolist() == [5, 0, 200]


def test_the_name_does_not_decide_whether_it_is_gzip(write):
    assert len(read_idx(write(gzip.compress(LABELS), "labels"))) == 3
    assert len(read_idx(write(LABELS, "labels.gz"))) == 3


def test_no_images_at_all(write):
    empty = struct.pack(">4I", 2051, 0, 28, 28)
    assert read_idx(write(empty)).shape == (0, 28, 28)


PACKED = gzip.compress(IMAGES, mtime=0)
FLIPPED = PACKED[:20] + bytes([PACKED[20] ^ 255]) + PACKED[21:]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "only 0 bytes"),
        (b"\x00\x00\x08", "only 3 bytes"),
        (struct.pack("<2I", 2049, 3) + bytes(3), "bytes reversed.*big-endian"),
        (struct.pack(">2I", 2050, 3) + bytes(3), "it starts with 2050"),
        (b"<!DOCTYPE html>", "web page"),
        (struct.pack(">2I", 2051, 2), "ends within its header, after 8 of 16"),
        (LABELS[:-1], r"truncated: .*shape \(3,\), 11 bytes .*it has 10"),
        (LABELS + b"\0", r"too long: .*shape \(3,\), 11 bytes .*it has 12"),
        (IMAGES[:-4], r"truncated: .*shape \(2, 3, 4\), 40 bytes"),
        (
            struct.pack(">4I", 2051, *[2**32 - 1] * 3),
            "truncated: .*4294967295, 4294967295",
        ),
        (PACKED[:-9], "truncated: its gzip stream stops"),
        (FLIPPED, "damaged: its gzip stream does not decompress"),
        (PACKED[:-8] + bytes(8), "damaged: its gzip .*CRC"),
    ],
)
def test_every_damage_has_its_own_message(write, content, text):
    path = write(content)
    with pytest.raises(ValueError, match=text) as caught:
        read_idx(path)
    assert "train-labels-idx1-ubyte" in str(caught.value)
    assert "ownload it again" in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="no file .*nowhere"):
        read_idx(tmp_path / "nowhere")
