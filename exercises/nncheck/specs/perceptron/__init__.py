"""The exercises of the perceptron chapter."""
