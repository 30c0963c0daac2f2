"""The sections of the book that treat the bugs of this hall."""

from nncheck.verdict import Section

DTYPE = Section("tensors", "Rank, shape, dtype")
CUTTING = Section("tensors", "Cutting")
BROADCAST = Section("tensors", "Different shapes: broadcasting")
ENTRIES = Section("tensors", "Entry by entry")
SURE = Section("losses", "How sure were you?")
ARROWS = Section("losses", "Two arrows that miss")
SOFTMAX = Section("activations", "One of many: softmax")
DOWN = Section("gradient_descent", "Which way is down?")
BATCHES = Section("gradient_descent", "One sample, some, or all?")
STOP = Section("regularization", "Stop in time")
