"""What a network refuses to be made of."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from nnlib.layers import Layer


def check_dtype(dtype: Any) -> np.dtype:
    """float32 or float64."""
    try:
        checked = np.dtype(dtype)
    except TypeError:
        checked = None
    if checked not in (np.float32, np.float64):
        raise ValueError(
            "Sequential: dtype must be np.float64 or np.float32, "
            f"got {dtype if checked is None else checked}."
        )
    return checked


def check_layers(layers: Any) -> list[Layer]:
    """The layers as a list whose widths fit and which nobody else uses."""
    if isinstance(layers, Iterable) and not isinstance(layers, str):
        layers = list(layers)
    if not isinstance(layers, list) or not layers:
        raise ValueError(
            f"Sequential expects a list of layers, got {layers!r}. "
            "For example: Sequential([Dense(2, 1), Sigmoid()])."
        )
    features = None
    for i, layer in enumerate(layers):
        if not isinstance(layer, Layer):
            hint = ""
            if isinstance(layer, type):
                hint = f" Write {layer.__name__}(…), with parentheses."
            elif isinstance(layer, list | tuple):
                hint = " All layers stand in one list, without inner lists."
            elif hasattr(layer, "layers"):
                hint = " Take its layers: [*model.layers, Dense(…)]."
            elif isinstance(layer, str) or callable(layer):
                hint = " Use a layer object, such as Sigmoid() or ReLU()."
            elif isinstance(layer, int):
                hint = f" Write Dense({layer}, number of units)."
            raise TypeError(
                f"Sequential: layer {i} is not a Layer but {layer!r}.{hint}"
            )
        if layer.in_model or any(layer is other for other in layers[:i]):
            raise ValueError(
                f"Sequential: layer {i}, {layer!r}, is already part of a "
                "model. Each layer has one place; make a new one."
            )
        try:
            features = layer.output_features(features)
        except ValueError as error:
            raise ValueError(f"Sequential: layer {i}: {error}") from None
    return list(layers)
