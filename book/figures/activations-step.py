"""The step, with its derivative, for the cheat sheet."""

from _curves import thumbnail

from nnlib.activations import step, step_prime

thumbnail(__file__, step, step_prime, breaks=[0])
