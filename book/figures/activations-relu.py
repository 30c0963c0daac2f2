"""The rectified linear unit, with its derivative, for the cheat sheet."""

from _curves import thumbnail

from nnlib.activations import relu, relu_prime

thumbnail(__file__, relu, relu_prime, breaks=[0])
