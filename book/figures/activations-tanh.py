"""The hyperbolic tangent, with its derivative, for the cheat sheet."""

from _curves import thumbnail

from nnlib.activations import tanh, tanh_prime

thumbnail(__file__, tanh, tanh_prime)
