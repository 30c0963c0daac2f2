"""The specs of the exercises on data and initialization."""
