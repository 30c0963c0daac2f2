"""Leaky ReLU with a leak of 0.1, so that it is seen, and its derivative."""

from functools import partial

from _curves import thumbnail

from nnlib.activations import leaky_relu, leaky_relu_prime

leaky = partial(leaky_relu, negative_slope=0.1)
slope = partial(leaky_relu_prime, negative_slope=0.1)
thumbnail(__file__, leaky, slope, breaks=[0])
