"""The exponential linear unit, with its derivative, for the cheat sheet."""

from _curves import thumbnail

from nnlib.activations import elu, elu_prime

thumbnail(__file__, elu, elu_prime)
