"""Models as `.npz` files: the architecture as JSON, the weights as one array.

Nothing is pickled, so opening a stranger's model runs no code. A file is
written beside its place and then moved there: it is whole or not there.
"""

import json
import math
import os
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nnlib import layers as layers_
from nnlib._validation import Array
from nnlib.layers import Layer

FORMAT = 1
DTYPES = (np.dtype(np.float64), np.dtype(np.float32))


def save(
    path: str | os.PathLike, layers: Sequence[Layer], weights: Array
) -> None:
    """Write layers and weights to `path`, which ends in .npz."""
    path = Path(path)
    if path.suffix != ".npz":
        raise ValueError(f'save: use a path ending in ".npz", got "{path}".')
    description = json.dumps(
        {"format": FORMAT, "layers": [_describe(layer) for layer in layers]}
    )
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".npz.part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                architecture=np.array(description),
                weights=weights,
            )
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def load(path: str | os.PathLike) -> tuple[list[Layer], Array]:
    """The layers and the weights in a file that `save` wrote."""
    try:
        with open(path, "rb") as raw, np.load(raw, allow_pickle=False) as file:
            description = json.loads(str(file["architecture"][()]))
            weights = file["weights"]
        if description["format"] != FORMAT:
            raise ValueError(f"format {description['format']} is unknown")
        layers = [_rebuild(entry) for entry in description["layers"]]
        expected = _count_weights(layers)
    except _UNREADABLE as error:
        raise _damaged(path, error) from None
    if weights.shape != (expected,) or weights.dtype not in DTYPES:
        raise _damaged(
            path,
            f"its layers need {expected} weights and it holds "
            f"{weights.dtype} values of shape {weights.shape}",
        )
    return layers, weights


_UNREADABLE = (
    ValueError,  # pickled, bad JSON, bad array header
    KeyError,
    TypeError,
    AttributeError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # an unknown compression
    MemoryError,  # a header that promises too much
    RecursionError,  # JSON nested without end
)


def _describe(layer: Layer) -> dict[str, Any]:
    name = type(layer).__name__
    if getattr(layers_, name, None) is not type(layer):
        raise ValueError(
            f"save knows the layers of nnlib; {name} is not one of them. "
            "Keep model.get_weights() with np.savez instead."
        )
    return {"layer": name, "config": layer.config()}


def _rebuild(entry: dict[str, Any]) -> Layer:
    name = entry["layer"]
    if name not in layers_.__all__ or name == "Layer":
        raise ValueError(f"layer {name!r} is unknown")
    return getattr(layers_, name)(**entry["config"])


def _count_weights(layers: Sequence[Layer]) -> int:
    """The parameters these layers need, if one fits on the other."""
    features, count = None, 0
    for layer in layers:
        features = layer.output_features(features)
        shapes = layer.param_shapes().values()
        count += sum(math.prod(shape) for shape in shapes)
    return count


def _damaged(path: str | os.PathLike, reason: object) -> ValueError:
    return ValueError(
        f'"{path}" is damaged, or not a model saved by Sequential.save: '
        f"{reason}."
    )


def _umask() -> int:
    """The permissions that new files do without."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
