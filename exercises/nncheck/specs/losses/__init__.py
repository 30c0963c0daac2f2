"""The specs of the exercises on losses."""
