"""The specs of the exercises on the bug museum."""
