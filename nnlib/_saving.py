"""Models as `.npz` files: the architecture as JSON, the numbers as arrays.

Nothing is pickled, so opening a stranger's model runs no code.

It holds all that training needs to go on exactly: the weights, the running
averages, the generators of dropout, and of a compiled model the optimizer
with its memory, the loss and the metrics.
"""

import json
import math
import operator
import os
import warnings
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nnlib._files import write_arrays
from nnlib._parts import NotAPart, describe, metric, rebuild
from nnlib._validation import Array, as_path
from nnlib.layers import Layer

FORMAT = 1
DTYPES = (np.dtype(np.float64), np.dtype(np.float32))
ARRAYS = ("weights", "state", "memory")

Arrays = dict[str, Array]


def save(path: str | os.PathLike, model: Any) -> None:
    """Write a model to `path`, which ends in .npz."""
    given, path = path, as_path(path, "save", "model.npz")
    if path.suffix != ".npz":
        raise ValueError(f'save: use a path ending in ".npz", got "{given}".')
    if path.is_dir():
        raise IsADirectoryError(
            f'save: "{path}" is a folder. Name a file in it: '
            f'"{path / "model.npz"}".'
        )
    if not path.parent.is_dir():
        raise FileNotFoundError(
            f'save: there is no folder "{path.parent}". Make it first: '
            f"os.makedirs({str(path.parent)!r})."
        )
    arrays = {"weights": model.flat_params}
    if state := _state(model.layers):
        arrays["state"] = np.concatenate([a.ravel() for a in state])
    description = {
        "format": FORMAT,
        "layers": [_describe_layer(layer) for layer in model.layers],
        "training": _describe_training(model, arrays),
    }
    arrays["architecture"] = np.array(json.dumps(description))
    write_arrays(path, arrays)


def load(path: str | os.PathLike, make: Any) -> Any:
    """The model, of the class `make`, in a file that `save` wrote."""
    path = as_path(path, "load", "model.npz")
    if not path.is_file():
        raise FileNotFoundError(
            f'load: there is no file "{path}". Check the folder and the name; '
            'a model is written by model.save("model.npz").'
        )
    try:
        description, arrays = _read(path)
        if description["format"] != FORMAT:
            raise ValueError(f"format {description['format']} is unknown")
        entries = description["layers"]
        layers = [rebuild(entry, "layer") for entry in entries]
        weights = arrays["weights"]
        _check_array(weights, "weights", _count_weights(layers))
        types = {array.dtype.name for array in arrays.values()}
        if len(types) > 1:
            raise ValueError(f"it mixes {' and '.join(sorted(types))}")
        model = make(layers, rng=0, dtype=weights.dtype)
        model.flat_params[...] = weights
        _restore_state(model.layers, entries, arrays)
        _restore_training(model, description.get("training", {}), arrays)
    except _UNREADABLE as error:
        reason = _reason(error)
        raise ValueError(
            f'"{path}" is damaged, or not a model saved by Sequential.save: '
            f'{reason}. Write it anew with model.save("model.npz").'
        ) from None
    return model


def _read(path: Path) -> tuple[Any, Arrays]:
    """The description and the arrays in a file; neither is checked yet."""
    with open(path, "rb") as raw:
        file = np.load(raw, allow_pickle=False)
        if isinstance(file, np.ndarray):
            raise ValueError("it is a single array, written by np.save")
        with file:
            description = json.loads(str(file["architecture"][()]))
            return description, {n: file[n] for n in ARRAYS if n in file}


def _reason(error: Exception) -> str:
    """What is wrong with a file, after an error while it was read."""
    reason = str(error).rstrip(".")
    if "pickle" in reason:  # numpy's advice here would be a dangerous one
        return "it is no .npz file, or holds Python objects (a pickle)"
    if isinstance(error, KeyError) and "archive" not in reason:
        return f"it lacks {reason}"
    if isinstance(error, TypeError | AttributeError):
        return f"its description has another form ({reason})"
    return reason


_UNREADABLE = (
    ValueError,  # pickled, bad JSON, bad array header
    KeyError,
    TypeError,
    AttributeError,
    EOFError,
    OverflowError,  # a number that no generator could have
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # an unknown compression
    MemoryError,  # a header that promises too much
    RecursionError,  # JSON nested without end
)


def _describe_layer(layer: Layer) -> dict[str, Any]:
    try:
        entry = describe(layer, "layer")
    except NotAPart as error:
        raise ValueError(
            f"save knows the parts of nnlib; {error} is not one of them. "
            "Keep model.get_weights() with np.savez instead."
        ) from None
    if layer.rng is not None:
        entry["rng"] = layer.rng.bit_generator.state
    return entry


def _count_weights(layers: Sequence[Layer]) -> int:
    """The parameters these layers need, if one fits on the other."""
    features, count = None, 0
    for layer in layers:
        features = layer.output_features(features)
        shapes = layer.param_shapes().values()
        count += sum(math.prod(shape) for shape in shapes)
    return count


def _state(layers: Sequence[Layer]) -> list[Array]:
    return [array for layer in layers for array in layer.state.values()]


def _restore_state(
    layers: Sequence[Layer], entries: list[dict[str, Any]], arrays: Arrays
) -> None:
    """Running averages and generators, where they were."""
    for layer, entry in zip(layers, entries, strict=True):
        if layer.rng is not None:
            layer.rng.bit_generator.state = entry["rng"]
    state = _state(layers)
    if state:
        size = sum(array.size for array in state)
        _check_array(arrays["state"], "running averages", size)
    start = 0
    for array in state:
        values = arrays["state"][start : start + array.size]
        array[...] = values.reshape(array.shape)
        start += array.size


def _describe_training(model: Any, arrays: Arrays) -> dict[str, Any]:
    """How the model is compiled; the optimizer's memory goes to `arrays`."""
    if model.optimizer is None or model.loss is None:
        return {}
    found: dict[str, Any] = {}
    missing = []
    for kind, part in [("optimizer", model.optimizer), ("loss", model.loss)]:
        try:
            found[kind] = describe(part, kind)
        except NotAPart as error:
            missing.append(str(error))
    if "optimizer" in found:
        found["iterations"] = model.optimizer.iterations
        if model.optimizer.memory is not None:
            arrays["memory"] = model.optimizer.memory
    functions = model.metrics.items()
    found["metrics"] = [name for name, f in functions if f is metric(name)]
    missing += [
        f"the metric {name}" for name, f in functions if f is not metric(name)
    ]
    if missing:
        warnings.warn(
            "save: a file can name the parts of nnlib only; "
            f"{', '.join(missing)} will be missing. After loading call "
            "compile with it, and with the model's own optimizer and loss.",
            stacklevel=4,
        )
    return found


def _restore_training(
    model: Any, found: dict[str, Any], arrays: Arrays
) -> None:
    """Compile the model as it was, the optimizer in the middle of its way."""
    optimizer = loss = None
    if entry := found.get("optimizer"):
        optimizer = rebuild(entry, "optimizer")
        optimizer.iterations = operator.index(found["iterations"])
        if optimizer.iterations < 0:
            raise ValueError(f"{optimizer.iterations} steps cannot be")
        if "memory" in arrays:
            memory, size = arrays["memory"], model.flat_params.size
            _check_array(memory, "optimizer memory", optimizer.slots, size)
            optimizer.memory = memory
    if entry := found.get("loss"):
        loss = rebuild(entry, "loss")
    if optimizer is None or loss is None:
        model.optimizer, model.loss = optimizer, loss
        return
    model.compile(optimizer, loss)
    model.metrics = {name: metric(name) for name in found["metrics"]}
    if None in model.metrics.values():
        raise ValueError(f"one of the metrics {found['metrics']} is unknown")


def _check_array(array: Array, what: str, *shape: int) -> None:
    if array.shape != shape or array.dtype not in DTYPES:
        expected = " x ".join(str(size) for size in shape)
        raise ValueError(
            f"its layers need {expected} {what} and it holds "
            f"{array.dtype} values of shape {array.shape}"
        )
