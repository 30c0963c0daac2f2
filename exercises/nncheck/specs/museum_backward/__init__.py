"""The exhibits of the bug museum's hall of bugs on the way back."""
