"""The exhibits of the bug museum's hall of bugs in training and testing."""
