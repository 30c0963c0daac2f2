"""What the three halls of the bug museum share."""
