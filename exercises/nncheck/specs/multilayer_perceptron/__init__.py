"""The specs of the exercises on the multi-layer perceptron."""
