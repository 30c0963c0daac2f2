"""The identity, with its derivative, for the cheat sheet."""

from _curves import thumbnail

from nnlib.activations import identity, identity_prime

thumbnail(__file__, identity, identity_prime)
