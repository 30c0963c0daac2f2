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

__all__ = [
    "ELU",
    "Absolute",
    "Dense",
    "Identity",
    "Layer",
    "LeakyReLU",
    "ReLU",
    "Sigmoid",
    "Softmax",
    "Step",
    "Tanh",
]
