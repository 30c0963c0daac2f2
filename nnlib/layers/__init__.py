"""Layers, the building blocks of a network."""

from nnlib.layers.activation import (
    ELU,
    Absolute,
    Identity,
    LeakyReLU,
    ReLU,
    Sigmoid,
    Softmax,
    Step,
    Tanh,
)
from nnlib.layers.base import Layer
from nnlib.layers.dense import Dense
from nnlib.layers.regularization import BatchNormalization, Dropout

__all__ = [
    "ELU",
    "Absolute",
    "BatchNormalization",
    "Dense",
    "Dropout",
    "Identity",
    "Layer",
    "LeakyReLU",
    "ReLU",
    "Sigmoid",
    "Softmax",
    "Step",
    "Tanh",
]
