"""The exercises of the MNIST chapter."""
