"""The specs of the exercises on regularization."""
