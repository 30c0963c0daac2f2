"""The sections of the book that treat the bugs of this hall."""

from nncheck.verdict import Section

FAR = Section("gradient_descent", "How far?")
RATES = Section("training", "One network, five rates")
CLINIC = Section("training", "The clinic")
DIE = Section("activations", "Units that die")
SATURATION = Section("activations", "Saturation")
BEND = Section("multilayer_perceptron", "Why there must be a bend")
LARGE = Section("preparation", "How large should they be?")
SPLIT_FIRST = Section("preparation", "Split first, fit second")
EQUAL = Section("preparation", "All weights equal")
FLATTERS = Section("evaluation", "A test that flatters")
DROPOUT = Section("regularization", "Switch units off")
MEAN = Section("regularization", "The mean of many networks")
BATCHNORM = Section("regularization", "Batch normalization")
