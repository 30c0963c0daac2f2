"""What to say to the wrong answers to the exercise forward."""

from nncheck.engine import Misconception
from nncheck.specs.multilayer_perceptron import forward_wrong as wrong
from nncheck.specs.multilayer_perceptron.sections import (
    BEND,
    LAYERS,
    LAYOUT,
    MYTHS,
    PRODUCT,
)


def _wrong(answer, message, hint, section=PRODUCT):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        wrong.bias_down_the_columns,
        "The bias is laid along the samples instead of the units. It has one "
        "entry per unit, that is per column, and each row gets all of it.",
        "What are the shapes of the product and of b? Along which axis do "
        "they fit?",
    ),
    _wrong(
        wrong.bent_input,
        "Your layers bend first and then sum, so the inputs are bent and the "
        "output is not. It is the other way round: sum, then bend.",
        "Read the formula of the composition from the inside out: what "
        "happens to x first?",
        MYTHS,
    ),
    _wrong(
        wrong.bent_at_both_ends,
        "You bend the inputs before the first layer. They go in as they are.",
        "What does the input layer compute?",
        MYTHS,
    ),
    _wrong(
        wrong.output_not_bent,
        "The last layer has no activation in your pass. It has one like the "
        "others; where the output shall be unbounded, its function is the "
        "identity, and that comes in `activations`.",
        "How long is `activations` for a network of two layers?",
        MYTHS,
    ),
    _wrong(
        wrong.only_the_output_bent,
        "The hidden layers do not bend. Then they melt into one layer, and "
        "you could leave them out.",
        "Count the calls of activation functions in your loop.",
        BEND,
    ),
    _wrong(
        wrong.never_bent,
        "These are sums and nothing but sums: the activation functions are "
        "never called, and so all layers melt into one.",
        "Where do you use `activations`?",
        BEND,
    ),
    _wrong(
        wrong.first_activation_everywhere,
        "You use the first activation function for every layer. Each layer "
        "has its own.",
        "Which index runs along with the layers?",
    ),
    _wrong(
        wrong.no_bias,
        "The biases are missing: every boundary of a unit goes through the "
        "origin of its inputs.",
        "What comes out if all inputs are 0?",
    ),
    _wrong(
        wrong.bias_after_the_bend,
        "The bias comes after the bend. It belongs to the sum, where it "
        "shifts the line.",
        "Which parentheses does the activation function go around?",
    ),
    _wrong(
        wrong.one_bias_for_all,
        "You add the same bias to all units of a layer. Each unit has its "
        "own.",
        "What is the shape of b?",
        LAYERS,
    ),
    _wrong(
        wrong.weights_transposed,
        "You turned W round. That is the layout of other books and of "
        "PyTorch; here the source comes first, and rows of samples need no "
        "turning.",
        "Write the shapes of both factors side by side.",
        LAYOUT,
    ),
    _wrong(
        wrong.batch_transposed,
        "You turned the batch round, so the product sums over the samples "
        "and mixes them. It should sum over the features.",
        "Write the shapes of both factors side by side.",
        LAYOUT,
    ),
    _wrong(
        wrong.always_from_the_inputs,
        "Every layer of yours takes the inputs X again. A layer takes what "
        "the layer before it gave.",
        "Which variable stands at the left of your product in the second "
        "turn of the loop?",
    ),
    _wrong(
        wrong.element_by_element,
        "You multiply element by element. A unit needs the sum over all "
        "inputs: a matrix product.",
        "Which shape should (5, 3) times (3, 2) give?",
    ),
    _wrong(
        wrong.bias_subtracted,
        "The biases have the wrong sign. (A *threshold* would be subtracted; "
        "the bias is its negative.)",
        "What should a unit with a large positive bias do?",
    ),
    _wrong(
        wrong.always_the_sigmoid,
        "You bend every layer with the sigmoid. Which function a layer has "
        "is said by `activations`.",
        "What should your function do if the caller passes `[tanh]`?",
    ),
    _wrong(
        wrong.params_taken_for_pairs,
        "You read `params` as a list of pairs. Weights and biases stand in "
        "it one after the other, and an array that is unpacked falls into "
        "its rows.",
        "What is `params[1]` for a network of two layers?",
    ),
    _wrong(
        wrong.output_alone,
        "You return the output alone. Asked for is the list of all "
        "activations, from the inputs to the output: training will need "
        "them.",
        "Where do the values of the hidden layers go in your loop?",
    ),
    _wrong(
        wrong.without_the_inputs,
        "The inputs are missing at the beginning of your list. They count "
        "as layer 0.",
        "How many entries has the list for a network of two layers?",
    ),
    _wrong(
        wrong.sums_kept,
        "Your list holds the sums Z. Asked for are the activations: what "
        "the functions made of the sums.",
        "At which moment do you append to the list: before the bend or "
        "behind it?",
    ),
    _wrong(
        wrong.samples_in_columns,
        "Your samples stand in columns, as in other books. Here they are "
        "rows, in the inputs and in every layer.",
        "Which axis of the last entry counts the samples?",
        LAYOUT,
    ),
    _wrong(
        wrong.first_sample_alone,
        "Only the first sample goes through. Samples are the rows of X, and "
        "one product serves them all.",
        "How many rows should the output have?",
    ),
    _wrong(
        wrong.stops_after_one_layer,
        "You stop after the first layer.",
        "Where does your `return` stand: in the loop or behind it?",
    ),
    _wrong(
        wrong.uses_up_the_params,
        "You take weights and biases *out* of the list `params`. It is the "
        "caller's network, and afterwards it is empty.",
        "Call your function twice with the same `params`. What happens?",
    ),
    _wrong(
        wrong.written_over_the_inputs,
        "You write each layer's values into X. The caller's data are lost, "
        "the entries of your list are all the same array, and as soon as a "
        "layer has another width nothing fits any more.",
        "Let each layer make a new array.",
    ),
    _wrong(
        wrong.the_same_array_again,
        "All layers are written into one array, so the entries of your list "
        "are the same at the end; and nothing fits as soon as a layer has "
        "another width.",
        "Let each layer make a new array.",
    ),
)
