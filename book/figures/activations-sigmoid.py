"""The sigmoid, with its derivative, for the cheat sheet."""

from _curves import thumbnail

from nnlib.activations import sigmoid, sigmoid_prime

thumbnail(__file__, sigmoid, sigmoid_prime)
