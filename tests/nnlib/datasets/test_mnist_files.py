"""Where the full set is looked for, and how it is fetched and refused.

The downloads come from a server on this machine, with small files in the
place of the real ones.
"""

import gzip
import hashlib
import io
import os
import struct
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import numpy as np
import pytest

from nnlib.datasets import _mnist_files, _received, load_mnist
from nnlib.datasets._mnist_files import FILES, MnistFile, download, find_file
from nnlib.datasets._received import Received

PLAIN = {
    "train-images-idx3-ubyte": struct.pack(">4I", 2051, 3, 2, 2)
    + bytes([0, 51, 102, 255, *range(8)]),
    "train-labels-idx1-ubyte": struct.pack(">2I", 2049, 3) + bytes([5, 0, 4]),
    "t10k-images-idx3-ubyte": struct.pack(">4I", 2051, 1, 2, 2) + bytes(4),
    "t10k-labels-idx1-ubyte": struct.pack(">2I", 2049, 1) + bytes([7]),
}
PACKED = {name: gzip.compress(text) for name, text in PLAIN.items()}
SMALL = tuple(
    MnistFile(name, hashlib.sha256(content).hexdigest())
    for name, content in PLAIN.items()
)
LABELS = SMALL[1]
unix = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no locks of this kind"
)


class Mirror(BaseHTTPRequestHandler):
    """Answers /<mood>/<file>.gz, and Range requests for the rest of it.

    Moods: good; no_range (always sends all); short (stops after 10 bytes);
    altered, cut and page (whole answers, but not the file); gone (404).
    """

    def do_GET(self):
        _, mood, name = self.path.split("/")
        wanted = self.headers.get("Range")
        self.server.asked.append(self.path)
        self.server.ranges.append(wanted)
        body = PACKED[name.removesuffix(".gz")]
        if mood == "altered":
            body = gzip.compress(PLAIN[name.removesuffix(".gz")][:-1] + b"!")
        if mood == "cut":
            body = body[:-5]
        if mood == "page":
            body = b"<html>Please log in</html>"
        start = 0
        if wanted and mood != "no_range":
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        status = 404 if mood == "gone" else 206 if start else 200
        if start >= len(body):
            status, start = 416, len(body)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        # the connection breaks before the announced length is reached
        stop = start + 10 if mood == "short" else len(body)
        self.wfile.write(body[start:stop])

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Mirror)
    server.asked, server.ranges = [], []
    thread = Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}
    )
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def cache_dir(tmp_path):
    return tmp_path / "cache" / "nnlib"


@pytest.fixture
def world(monkeypatch, server, cache_dir):
    """Small files, an own cache, and mirrors of the given moods."""
    monkeypatch.setattr(_mnist_files, "FILES", SMALL)
    monkeypatch.setattr(_mnist_files, "CHUNK", 5)  # as small as the files
    monkeypatch.setattr("nnlib.datasets.mnist.FILES", SMALL)
    monkeypatch.setattr(_mnist_files, "cache_folder", lambda: cache_dir)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv("NNLIB_DATA_DIR", raising=False)

    def mirrors(*moods):
        root = f"http://127.0.0.1:{server.server_port}"
        addresses = tuple(f"{root}/{mood}/" for mood in moods)
        monkeypatch.setattr(_mnist_files, "MIRRORS", addresses)

    mirrors()
    return mirrors


def put(folder, contents, suffix=""):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / f"{name}{suffix}").write_bytes(content)
    return folder


def test_the_checksums_are_those_of_four_different_files():
    assert [file.name for file in FILES] == list(PLAIN)
    assert len({file.sha256 for file in FILES}) == 4
    assert all(len(file.sha256) == 64 for file in FILES)
    assert all(url.endswith("/") for url in _mnist_files.MIRRORS)
    assert len(_mnist_files.MIRRORS) >= 2


def test_the_whole_set_from_a_mirror_and_then_from_the_cache(
    world, server, cache_dir
):
    world("good")
    (x_train, y_train), (x_test, y_test) = load_mnist("full")
    assert x_train.shape == (3, 4) and x_test.shape == (1, 4)
    assert x_train[0].tolist() == [0, 0.2, 0.4, 1]
    assert y_train.tolist() == [5, 0, 4] and y_test.tolist() == [7]
    assert len(server.asked) == 4
    assert sorted(os.listdir(cache_dir)) == sorted(f"{n}.gz" for n in PLAIN)
    world()  # no mirror any more
    again = load_mnist("full")
    assert np.array_equal(again[0][0], x_train)
    assert len(server.asked) == 4


@pytest.mark.parametrize("mood", ["gone", "altered", "cut", "page", "short"])
def test_the_next_mirror_takes_over(world, server, cache_dir, mood):
    world(mood, "good")
    assert find_file(LABELS).tolist() == [5, 0, 4]
    assert [path.split("/")[1] for path in server.asked] == [mood, "good"]
    (kept,) = cache_dir.iterdir()
    assert gzip.decompress(kept.read_bytes()) == PLAIN[LABELS.name]


def test_an_unreachable_mirror_is_left_for_the_next(world, monkeypatch):
    world("good")
    # nobody listens at port 9
    two = ("http://127.0.0.1:9/", *_mnist_files.MIRRORS)
    monkeypatch.setattr(_mnist_files, "MIRRORS", two)
    assert find_file(LABELS).tolist() == [5, 0, 4]


@pytest.mark.parametrize("mood", ["gone", "altered", "cut", "page"])
def test_a_failed_download_leaves_nothing_behind(world, cache_dir, mood):
    world(mood)
    with pytest.raises(FileNotFoundError):
        find_file(LABELS)
    assert list(cache_dir.iterdir()) == []


@pytest.fixture
def part(cache_dir):
    """Writes the beginning of a download, as an earlier try left it."""
    cache_dir.mkdir(parents=True)
    path = cache_dir / f"{LABELS.name}.gz.part"

    def write(content):
        path.write_bytes(content)
        return path

    return write


def kept(cache_dir):
    return {path.name: path.read_bytes() for path in cache_dir.iterdir()}


WHOLE = {f"{LABELS.name}.gz": PACKED[LABELS.name]}


def test_a_second_try_asks_for_the_rest_only(world, server, cache_dir):
    world("short")
    with pytest.raises(FileNotFoundError):
        find_file(LABELS)
    # what came is kept, under a name that nobody takes for the whole
    first_ten = PACKED[LABELS.name][:10]
    assert kept(cache_dir) == {f"{LABELS.name}.gz.part": first_ten}
    with pytest.raises(FileNotFoundError):  # ten more
        find_file(LABELS)
    world("good")
    assert find_file(LABELS).tolist() == [5, 0, 4]
    assert server.ranges == [None, "bytes=10-", "bytes=20-"]
    assert kept(cache_dir) == WHOLE


def test_the_next_mirror_goes_on_where_the_first_broke_off(
    world, server, cache_dir
):
    world("short", "good")
    assert find_file(LABELS, cache=False).tolist() == [5, 0, 4]
    assert server.ranges == [None, "bytes=10-"]
    assert not cache_dir.exists()


def test_a_server_that_ignores_range_sends_all_again(
    world, server, cache_dir, part
):
    world("no_range")
    part(PACKED[LABELS.name][:10])
    assert find_file(LABELS).tolist() == [5, 0, 4]
    assert server.ranges == ["bytes=10-"]
    assert kept(cache_dir) == WHOLE


@pytest.mark.parametrize("beginning", [b"<html>", b"x" * 1000])
def test_a_wrong_beginning_is_dropped(
    world, server, cache_dir, part, beginning
):
    """The whole fails its checksum, or there is no such rest (416)."""
    world("good")
    part(beginning)
    assert find_file(LABELS).tolist() == [5, 0, 4]
    assert server.ranges == [f"bytes={len(beginning)}-", None]
    assert kept(cache_dir) == WHOLE


def test_an_error_of_the_server_does_not_cost_the_beginning(
    world, server, cache_dir, part
):
    world("gone", "good")
    part(PACKED[LABELS.name][:10])
    assert find_file(LABELS).tolist() == [5, 0, 4]
    assert server.ranges == ["bytes=10-", "bytes=10-"]


def test_a_complete_part_needs_no_server(world, server, cache_dir, part):
    part(PACKED[LABELS.name])
    assert find_file(LABELS).tolist() == [5, 0, 4]
    assert server.asked == []
    assert kept(cache_dir) == WHOLE


@unix
def test_two_at_once_do_not_write_into_one_file(world, cache_dir, part):
    world("good")
    first = Received(part(PACKED[LABELS.name][:10]))
    assert find_file(LABELS).tolist() == [5, 0, 4]  # in memory alone
    assert bytes(first.content) == PACKED[LABELS.name][:10]
    first.close()
    assert kept(cache_dir) == {
        f"{LABELS.name}.gz.part": PACKED[LABELS.name][:10]
    }


@unix
def test_a_file_that_was_moved_before_the_lock_is_left_alone(
    tmp_path, monkeypatch
):
    path, target = tmp_path / "digits.gz.part", tmp_path / "digits.gz"
    path.write_bytes(b"whole")

    class Slow:
        LOCK_EX = LOCK_NB = 0

        @staticmethod
        def flock(file, how):
            os.replace(path, target)

    monkeypatch.setattr(_received, "fcntl", Slow)
    late = Received(path)
    late.write(b"more")
    late.close()
    assert target.read_bytes() == b"whole"


def test_a_full_disk_is_no_obstacle(world, cache_dir, monkeypatch):
    class Full(io.BytesIO):
        def write(self, data):
            raise OSError("No space left on device")

    world("good")
    monkeypatch.setattr(_received, "_open_alone", lambda path: Full())
    assert find_file(LABELS).tolist() == [5, 0, 4]
    assert list(cache_dir.iterdir()) == []


def test_when_no_mirror_delivers_the_error_says_what_to_do(world, cache_dir):
    world("gone", "altered")
    with pytest.raises(FileNotFoundError) as caught:
        load_mnist("full")
    text = str(caught.value)
    assert "file train-images-idx3-ubyte is missing" in text
    assert f"Put train-images-idx3-ubyte.gz into {cache_dir}" in text
    assert "NNLIB_DATA_DIR" in text and "data_dir=" in text
    assert "load_mnist() work without any download" in text
    assert "404" in text and "SHA-256" in text


def test_nothing_is_kept_without_a_cache(world, server, cache_dir):
    world("good")
    put(cache_dir, PLAIN)
    find_file(LABELS, cache=False)
    assert len(server.asked) == 1  # the cache was not looked at
    assert sorted(os.listdir(cache_dir)) == sorted(PLAIN)


def test_a_cache_that_cannot_be_written_is_no_obstacle(world, cache_dir):
    world("good")
    cache_dir.parent.mkdir()
    cache_dir.write_text("a file where the folder should be")
    assert find_file(LABELS).tolist() == [5, 0, 4]


def test_a_move_that_fails_costs_nothing(world, server, monkeypatch):
    def fail(*arguments):
        raise OSError("the disk went away")

    world("good")
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", fail)
        assert find_file(LABELS).tolist() == [5, 0, 4]
    assert find_file(LABELS).tolist() == [5, 0, 4]
    assert len(server.asked) == 1  # the second time from the part


@pytest.mark.parametrize(
    ("contents", "suffix"), [(PLAIN, ""), (PACKED, ".gz")]
)
def test_data_dir_takes_plain_and_packed_files(
    world, server, tmp_path, contents, suffix
):
    folder = put(tmp_path / "mine", contents, suffix)
    (_, y_train), _ = load_mnist("full", data_dir=folder)
    assert y_train.tolist() == [5, 0, 4]
    assert load_mnist("full", data_dir=str(folder))[1][1].tolist() == [7]
    assert server.asked == []


def test_data_dir_then_variable_then_cache_then_mirror(
    world, server, tmp_path, monkeypatch, cache_dir
):
    """Each place holds an altered file, so the error names who was asked."""
    world("altered")
    broken = {LABELS.name: PLAIN[LABELS.name][:-1] + b"!"}
    order = [tmp_path / "mine", tmp_path / "variable", cache_dir]
    for folder in order:
        put(folder, broken)
    monkeypatch.setenv("NNLIB_DATA_DIR", str(order[1]))
    for folder in order:
        path = folder / LABELS.name
        with pytest.raises(ValueError) as caught:
            find_file(LABELS, data_dir=order[0])
        assert str(path) in str(caught.value)
        path.unlink()
    assert server.asked == []
    with pytest.raises(FileNotFoundError):
        find_file(LABELS, data_dir=order[0])
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda plain: plain[:-1] + b"!", "SHA-256 .* expected [0-9a-f]{64}"),
        (lambda plain: plain[:-1], "truncated: its header"),
        (lambda plain: gzip.compress(plain)[:-3], "truncated: its gzip"),
    ],
)
def test_a_damaged_own_file_is_refused_by_its_name(
    world, server, tmp_path, change, text
):
    world("good")
    changed = {LABELS.name: change(PLAIN[LABELS.name])}
    folder = put(tmp_path / "mine", changed)
    with pytest.raises(ValueError, match=text) as caught:
        find_file(LABELS, data_dir=folder)
    assert str(folder / LABELS.name) in str(caught.value)
    assert server.asked == []  # not quietly replaced by another


def test_images_under_the_name_of_labels_are_refused(world, tmp_path):
    images = PLAIN["t10k-images-idx3-ubyte"]
    folder = put(tmp_path / "mine", {LABELS.name: images})
    with pytest.raises(ValueError, match="is not the train-labels"):
        find_file(LABELS, data_dir=folder)


@pytest.mark.parametrize("by", ["argument", "variable"])
def test_a_folder_that_does_not_exist_is_an_error(
    world, tmp_path, monkeypatch, by
):
    missing = tmp_path / "typo"
    data_dir = missing if by == "argument" else None
    if by == "variable":
        monkeypatch.setenv("NNLIB_DATA_DIR", str(missing))
    with pytest.raises(NotADirectoryError, match="not a folder") as caught:
        load_mnist("full", data_dir=data_dir)
    named = "data_dir=" if by == "argument" else "variable NNLIB_DATA_DIR"
    assert named in str(caught.value)


def test_the_answer_is_checked_before_it_is_given(world):
    world("altered", "good")
    assert download(LABELS, Received()).tolist() == [5, 0, 4]
