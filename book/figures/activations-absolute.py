"""The absolute value, with its derivative, for the cheat sheet."""

from _curves import thumbnail

from nnlib.activations import absolute, absolute_prime

thumbnail(__file__, absolute, absolute_prime, breaks=[0])
