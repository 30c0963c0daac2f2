"""The sections of the book that treat the bugs of this hall."""

from nncheck.verdict import Section

DOWN = Section("gradient_descent", "Which way is down?")
BATCHES = Section("gradient_descent", "One sample, some, or all?")
LAYER = Section("backpropagation", "A layer at a time")
ROUTES = Section("backpropagation", "Where routes meet, add")
BUGS = Section("backpropagation", "Four bugs, and what they look like")
NEURON = Section("backpropagation", "One neuron by hand")
SLOPE = Section("activations", "Learning goes through the slope")
SURE = Section("losses", "From scores to the slope, in one step")
SMALL = Section("regularization", "Keep the weights small")
