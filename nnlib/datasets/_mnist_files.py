"""Finding, checking and fetching the four files of the full MNIST."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from nnlib.datasets._received import Received
from nnlib.datasets.idx import decompress, parse_idx

MIRRORS = (
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://raw.githubusercontent.com/fgnt/mnist/master/",
)
TIMEOUT = (5, 30)  # seconds to connect, seconds without a byte
CHUNK = 2**14  # bytes; of a chunk that breaks off nothing is kept
VARIABLE = "NNLIB_DATA_DIR"


class MnistFile(NamedTuple):
    """One of the four files and the SHA-256 of its content, unzipped."""

    name: str
    sha256: str


FILES = (
    MnistFile(
        "train-images-idx3-ubyte",
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    ),
    MnistFile(
        "train-labels-idx1-ubyte",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    ),
    MnistFile(
        "t10k-images-idx3-ubyte",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    ),
    MnistFile(
        "t10k-labels-idx1-ubyte",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ),
)


def find_file(
    file: MnistFile,
    *,
    data_dir: str | os.PathLike[str] | None = None,
    cache: bool = True,
) -> np.ndarray:
    """The array in one file, from the first place that has it."""
    for folder in _folders(data_dir, cache):
        for path in (folder / f"{file.name}.gz", folder / file.name):
            if path.is_file():
                return checked_array(path.read_bytes(), file, path)
    target = cache_folder() / f"{file.name}.gz"
    part = target.with_name(f"{target.name}.part") if cache else None
    received = Received(part)
    try:
        array = download(file, received)
        received.move_to(target)
    finally:
        received.close()
    return array


def _folders(
    data_dir: str | os.PathLike[str] | None, cache: bool
) -> list[Path]:
    """Where to look, in this order; a named folder must exist."""
    folders = []
    for source, value in (
        (f"data_dir={str(data_dir)!r}", data_dir),
        (f"the environment variable {VARIABLE}", os.environ.get(VARIABLE)),
    ):
        if not value:
            continue
        folder = Path(value).expanduser()
        if not folder.is_dir():
            raise NotADirectoryError(
                f"load_mnist: {source} points to {folder}, which is not a "
                f"folder. Name the folder that holds {FILES[0].name}.gz and "
                "its three companions, or leave it out."
            )
        folders.append(folder)
    return [*folders, cache_folder()] if cache else folders


def cache_folder() -> Path:
    """The user's own cache folder for nnlib; it may not exist yet."""
    import pooch

    return Path(pooch.os_cache("nnlib"))


def checked_array(
    content: bytes, file: MnistFile, origin: str | Path
) -> np.ndarray:
    """The array in these bytes, refused unless the checksum is right."""
    plain = decompress(content, str(origin))
    array = parse_idx(plain, str(origin))
    found = hashlib.sha256(plain).hexdigest()
    if found != file.sha256:
        raise ValueError(
            f"{origin} is not the {file.name} of MNIST: the SHA-256 sum of "
            f"its decompressed content is {found}, expected {file.sha256}. "
            "It was altered, or it is another data set under this name. "
            "Delete it, and it will be downloaded again."
        )
    return array


def download(file: MnistFile, received: Received) -> np.ndarray:
    """The array in the file that the first mirror that works sends.

    Args:
        file: which of the four.
        received: what earlier tries have got. Every mirror is asked for the
            rest only; a transfer that breaks off leaves here what came.
    """
    origin = f"{file.name}.gz, as received"
    with suppress(ValueError):  # perhaps only the last step was missing
        return checked_array(bytes(received.content), file, origin)
    failures = []
    for mirror in MIRRORS:
        url = f"{mirror}{file.name}.gz"
        try:
            return _continue(url, file, received)
        except (OSError, ValueError) as error:
            failures.append(f"  {url}\n    {error}")
    raise FileNotFoundError(
        f"load_mnist: the file {file.name} is missing, and no mirror could "
        f"deliver it. Put {file.name}.gz into {cache_folder()}, or into a "
        "folder of your choice and type load_mnist('full', "
        f"data_dir='that folder') or set {VARIABLE}. The 5,000 digits of "
        "load_mnist() work without any download. What was tried:\n"
        + "\n".join(failures)
    )


def _continue(url: str, file: MnistFile, received: Received) -> np.ndarray:
    """The array, after fetching from one address what is still missing."""
    resumed = len(received.content) > 0
    try:
        _fetch_rest(url, received)
        try:
            return checked_array(bytes(received.content), file, url)
        except ValueError:  # complete and wrong: nothing of it is of use
            received.start_over()
            raise
    except (OSError, ValueError):
        if resumed and not received.content:
            return _continue(url, file, received)  # once, from the first byte
        raise


def _fetch_rest(url: str, received: Received) -> None:
    """Append what the server sends from the first missing byte on."""
    import pooch

    def look(response: Any, **_: Any) -> None:
        # 200: this server sends all, whatever it was asked for;
        # 416: it has no bytes beyond ours, so that ours are not this file
        if response.status_code in (200, 416):
            received.start_over()

    # identity: the positions must count the bytes of the file itself
    headers = {"Accept-Encoding": "identity"}
    if received.content:
        headers["Range"] = f"bytes={len(received.content)}-"
    fetch = pooch.HTTPDownloader(
        chunk_size=CHUNK,
        timeout=TIMEOUT,
        headers=headers,
        hooks={"response": look},
    )
    fetch(url, received, None)
