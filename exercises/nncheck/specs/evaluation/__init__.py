"""The specs of the exercises on evaluation."""
