"""The specs of the exercises on training."""
