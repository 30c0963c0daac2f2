"""Finding, checking and fetching the four files of the full MNIST."""

import hashlib
import io
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np

from nnlib.datasets.idx import decompress, parse_idx

MIRRORS = (
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://raw.githubusercontent.com/fgnt/mnist/master/",
)
TIMEOUT = (5, 30)  # seconds to connect, seconds without a byte
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
    content = download(file)
    if cache:
        with suppress(OSError):  # a cache is a convenience, not a duty
            write_atomically(cache_folder() / f"{file.name}.gz", content)
    return checked_array(content, file, file.name)


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


def download(file: MnistFile) -> bytes:
    """The file as the first mirror that works sends it, already checked.

    Everything stays in memory until the checksum is right: a broken
    transfer leaves nothing behind that could be taken for the whole.
    """
    import pooch

    fetch = pooch.HTTPDownloader(timeout=TIMEOUT)
    failures = []
    for mirror in MIRRORS:
        url = f"{mirror}{file.name}.gz"
        buffer = io.BytesIO()
        try:
            fetch(url, buffer, None)
            checked_array(buffer.getvalue(), file, url)
        except (OSError, ValueError) as error:
            failures.append(f"  {url}\n    {error}")
        else:
            return buffer.getvalue()
    raise FileNotFoundError(
        f"load_mnist: the file {file.name} is missing, and no mirror could "
        f"deliver it. Put {file.name}.gz into {cache_folder()}, or into a "
        "folder of your choice and type load_mnist('full', "
        f"data_dir='that folder') or set {VARIABLE}. The 5,000 digits of "
        "load_mnist() work without any download. What was tried:\n"
        + "\n".join(failures)
    )


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
