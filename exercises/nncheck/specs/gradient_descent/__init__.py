"""The specs of the exercises on gradient descent."""
