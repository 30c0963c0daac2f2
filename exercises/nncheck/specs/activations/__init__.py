"""The specs of the exercises on activations."""
