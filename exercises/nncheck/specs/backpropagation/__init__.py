"""The specs of the exercises on backpropagation."""
