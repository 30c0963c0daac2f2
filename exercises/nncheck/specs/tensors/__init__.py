"""The specs of the exercises on tensors."""
