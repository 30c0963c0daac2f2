"""Wrong answers to the exercise architectures, and what is said about them."""

from nncheck.engine import Misconception
from nncheck.specs.multilayer_perceptron.architectures_answers import (
    architectures,
)
from nncheck.specs.multilayer_perceptron.sections import CHOICES, LAYERS, MYTHS


def _wrong(task, name, sizes, activation, message, hint, section=CHOICES):
    def answer():
        return architectures() | {task: (sizes, activation)}

    answer.__name__ = f"{task.replace('-', '_')}_{name}"
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "price",
        "in_a_sigmoid",
        [4, 8, 1],
        "sigmoid",
        "A sigmoid says nothing above 1, so your network could never name a "
        "price such as 345.",
        "Which numbers may the answer be?",
    ),
    _wrong(
        "price",
        "in_a_softmax",
        [4, 8, 1],
        "softmax",
        "The softmax makes probabilities that add up to 1. With a single "
        "output it always says 1, whatever comes in.",
        "Which numbers may the answer be?",
    ),
    _wrong(
        "price",
        "one_output_per_feature",
        [4, 8, 4],
        "identity",
        "Your network gives four numbers. Four go in, and one price is to "
        "come out.",
        "How many numbers does the question ask for?",
    ),
    _wrong(
        "spam",
        "without_a_bend",
        [57, 16, 1],
        "identity",
        "Without a bend at the end the answer may be −3 or 7. That is no "
        "probability.",
        "Which numbers can a probability be?",
    ),
    _wrong(
        "spam",
        "softmax_of_one",
        [57, 16, 1],
        "softmax",
        "The softmax shares out 1 among the outputs. With a single output it "
        "always says 1: everything is spam.",
        "What do the outputs of a softmax add up to?",
    ),
    _wrong(
        "spam",
        "two_sigmoids",
        [57, 16, 2],
        "sigmoid",
        "Two sigmoids answer two questions apart: an email could be spam at "
        "90 % and no spam at 80 %. There is one question here.",
        "If you know the probability of yes, what is that of no?",
    ),
    _wrong(
        "spam",
        "takes_one_number",
        [1, 16, 1],
        "sigmoid",
        "Your network takes one number. An email is one *sample*, but it is "
        "described by more than one feature.",
        "How many numbers describe one email?",
        LAYERS,
    ),
    _wrong(
        "digit",
        "as_one_number",
        [784, 32, 1],
        "identity",
        "Your network answers with one number, as if a 7 were more than a 2 "
        "and a 4 lay between 3 and 5 in shape. A digit is a name.",
        "What would your network say if it wavered between a 1 and a 7?",
    ),
    _wrong(
        "digit",
        "as_bits",
        [784, 32, 4],
        "sigmoid",
        "Four bits can name ten digits, but a stroke has nothing to say "
        "about “the second bit is 1”. Asked for is a probability for each "
        "class.",
        "What can a hidden feature vote for?",
    ),
    _wrong(
        "digit",
        "ten_sigmoids",
        [784, 32, 10],
        "sigmoid",
        "Ten sigmoids answer ten questions apart, and their answers need not "
        "add up to 1. An image shows exactly one of the ten digits.",
        "Which function turns ten scores into ten probabilities that belong "
        "together?",
    ),
    _wrong(
        "digit",
        "scores_alone",
        [784, 32, 10],
        "identity",
        "Ten scores without a bend can be compared, but they are no "
        "probabilities.",
        "Which function turns ten scores into ten probabilities that belong "
        "together?",
    ),
    _wrong(
        "digit",
        "rows_as_inputs",
        [28, 32, 10],
        "softmax",
        "Your network takes 28 numbers, one row of the image. A sample is "
        "the whole image, and every pixel is a feature.",
        "How many pixels has an image?",
        LAYERS,
    ),
    _wrong(
        "half-plane",
        "with_a_hidden_layer",
        [2, 1, 1],
        "sigmoid",
        "A hidden unit draws one line, but your output unit can draw that "
        "line by itself.",
        "What can a single neuron do?",
    ),
    _wrong(
        "half-plane",
        "with_two_hidden_units",
        [2, 2, 1],
        "sigmoid",
        "Two lines for one straight border: your network is larger than it "
        "need be.",
        "What can a single neuron do?",
    ),
    _wrong(
        "strip",
        "one_line",
        [2, 1],
        "sigmoid",
        "A single neuron has one straight border. The strip has two.",
        "How many lines must be drawn, and by which units?",
    ),
    _wrong(
        "strip",
        "one_hidden_unit",
        [2, 1, 1],
        "sigmoid",
        "One hidden unit is one line. The output unit sees only this one "
        "answer, so it can draw no second.",
        "How many borders has the strip?",
    ),
    _wrong(
        "strip",
        "closed_at_the_ends",
        [2, 4, 1],
        "sigmoid",
        "Four lines make a box. The strip has no ends.",
        "How many borders has the strip?",
    ),
    _wrong(
        "strip",
        "one_too_many",
        [2, 3, 1],
        "sigmoid",
        "Three lines work, but one of them has nothing to do.",
        "How many borders has the strip?",
    ),
    _wrong(
        "disk",
        "two_lines",
        [2, 2, 1],
        "sigmoid",
        "Two lines make a strip or a wedge. Both run out to infinity "
        "somewhere.",
        "Lay two pencils on the table. Can they enclose a coin?",
    ),
    _wrong(
        "disk",
        "a_box",
        [2, 4, 1],
        "sigmoid",
        "Four lines enclose it, but there is a closed figure with fewer "
        "sides.",
        "Which closed figure has the fewest straight sides?",
    ),
    _wrong(
        "disk",
        "no_hidden_layer",
        [2, 1],
        "sigmoid",
        "A single neuron cuts the plane in two; it encloses nothing.",
        "What is the border of one neuron's region?",
    ),
    _wrong(
        "disk",
        "two_hidden_layers",
        [2, 3, 3, 1],
        "sigmoid",
        "Your second hidden layer is not needed: what the first one says can "
        "be put together by the output unit.",
        "What did the chapter's triangle need besides its three lines?",
        MYTHS,
    ),
)
