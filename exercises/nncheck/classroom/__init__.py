"""The teacher's side: grade the notebooks of a class, safely."""
