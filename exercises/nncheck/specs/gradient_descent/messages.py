"""What several exercises on optimizers say: the message and the hint."""

EPSILON_INSIDE = (
    "ε stands under the root; in the book it stands beside it.",
    "How far do the two differ if s = 0 and ε = 0.01?",
)
WHERE_IS_THE_MINUS = "Where does the minus of gradient descent enter?"
CLIMBS = ("You add the step, which leads uphill.", WHERE_IS_THE_MINUS)
MOVES_A_COPY = (
    "The arrays come out as they went in. `w = …` gives the name w to a new "
    "array; the caller still holds the old one.",
    "Which operators change an array in place?",
)
ONE_MEMORY = (
    "All parameters share one memory, so that each slows the others down.",
    "How many memories does a network with four arrays need, and of which "
    "shapes?",
)
OLD_MEMORY = (
    "You step before the memory has taken in the current gradient, so that "
    "the first step divides by ε alone.",
    "What is in the memory when the first division happens?",
)
WHOSE_STEPS = (
    "In the ravine: whose steps should be slowed, the steep weight's or the "
    "flat one's?"
)
FIRST_STEP = "How long should the first step be, whatever the gradient is?"
SETTLES = "Under a constant gradient, what should the memory settle at?"
ONE_ARRAY = (
    "All points of your path are one and the same array: it is changed in "
    "place, and the list holds it many times.",
    "Append an array to a list, change the array, print the list.",
)
