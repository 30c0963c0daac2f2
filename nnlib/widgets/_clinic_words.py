"""What the clinic says: diagnoses with their signs, cures, explanations."""

from __future__ import annotations

from dataclasses import dataclass, field

#: Each diagnosis, and the sign by which one would know it.
DIAGNOSES = {
    "learning rate too high": (
        "With a rate too high the loss leaps up and down, and each update "
        "changes the weights by several percent."
    ),
    "learning rate too low": (
        "With a rate too low everything moves the right way, evenly, and "
        "hardly at all: the updates are far below 1/1000 of the weights in "
        "every layer."
    ),
    "dead ReLU units": (
        "Dead units give 0 for every digit, and the gradients of the layers "
        "below them are exactly 0."
    ),
    "saturated start": (
        "Saturated tanh units sit at the ends of their histogram, −1 and 1, "
        "and the layers below them hardly move."
    ),
    "validation data among the training data": (
        "A leak looks good: validation goes wherever training goes, and "
        "there is no gap at the end."
    ),
    "classes in order, not shuffled": (
        "Batches sorted by class let the network forget: training looks "
        "well, validation is bad from the first epoch, and the answers lean "
        "to the classes seen last."
    ),
    "validation data prepared differently": (
        "Then training is healthy, and the outputs for the validation "
        "digits have a size that training never showed."
    ),
    "overfitting": (
        "With overfitting validation first gets better and later worse, "
        "while training goes on improving."
    ),
    "network too small": (
        "A network too small comes to rest at a loss well above 0, in "
        "training and validation alike, with healthy gradients."
    ),
}

#: Each cure, and why it is none when it is chosen for the wrong patient.
CURES = {
    "a fifth of the learning rate": (
        "A smaller rate shortens the updates and leaves the gradients as "
        "they are."
    ),
    "a hundred times the learning rate": (
        "A larger rate lengthens the updates; where gradients are wrong or "
        "0, it lengthens nothing good."
    ),
    "start the biases at 0": "The biases did start at 0 here.",
    "spread of the weights by the fan-in": (
        "The weights of this network did start with the spread that their "
        "fan-in asks for."
    ),
    "take the copies out of the training data": (
        "No digit is in both sets here."
    ),
    "shuffle before every epoch": "The digits are shuffled already.",
    "divide the validation pixels by 255, too": (
        "The pixels of both sets lie between 0 and 1 already."
    ),
    "train longer": "More of the same program keeps its fault.",
    "dropout": (
        "Dropout can narrow an honest gap between training and validation. "
        "The trouble here is another one."
    ),
    "a larger network": "More units would have the same trouble.",
}


@dataclass(frozen=True)
class Case:
    """What is true of one patient.

    `looks` is said after a wrong diagnosis, `because` after the right one,
    `proof` after the cure; `notes` are answers to a choice that deserves
    one of its own.
    """

    diagnosis: str
    cure: str
    looks: str
    because: str
    proof: str
    notes: dict[str, str] = field(default_factory=dict)


CASES = {
    "rate too low": Case(
        "learning rate too low",
        "a hundred times the learning rate",
        "Here both losses fall together along a nearly straight line. How "
        "long are the updates, compared with the weights?",
        "The gradients are as large as in the healthy run, but an update "
        "changes the weights by 2 parts in 10,000 or less. Nothing is wrong "
        "with the direction, only with the stride.",
        "The same network now reads 87 % of digits that came later.",
        {
            "network too small": (
                "After 12 epochs the loss is still falling, as fast as at "
                "the start. A network that is too small has come to rest."
            ),
            "train longer": (
                "It would arrive, about a hundred times later. There is a "
                "cheaper way to take longer strides."
            ),
        },
    ),
    "dead ReLU": Case(
        "dead ReLU units",
        "start the biases at 0",
        "Here the loss does not move at all. Look at the gradients of layers "
        "1 and 2, and at what the hidden layers put out.",
        "Not one hidden unit answers any digit with more than 0, so the "
        "gradients of layers 1 and 2 are exactly 0 and not merely small. "
        "Only the output's bias learns how frequent each digit is, and the "
        "loss stays at log 10 = 2.303. Somebody had started the biases at "
        '−2, to make the units "sparse".',
        "With biases from 0 the units live.",
        {
            "learning rate too low": (
                "With a low rate the updates are small. In layers 1 and 2 "
                "they are exactly 0, at any rate."
            ),
            "a hundred times the learning rate": (
                "A hundred times 0 is 0: the rate multiplies the gradient."
            ),
        },
    ),
    "leak": Case(
        "validation data among the training data",
        "take the copies out of the training data",
        "Is this log not too good? Compare the gap between training and "
        "validation with that of the healthy run.",
        "A network of this size, trained on 1,000 digits, gets about 89 % "
        "of new ones right; this one claims 99 %, and its validation loss "
        "is at times below the training loss, which was measured while it "
        "still learned. All 500 validation digits are among the training "
        "digits. On digits that came later it is right in 88 % of cases.",
        "The gap is back, and now the number is to be believed.",
        {
            "overfitting": (
                "An overfitted network shows a gap. Here is none, after 12 "
                "epochs on 1,000 digits, and that is what is suspicious."
            ),
        },
    ),
    "rate too high": Case(
        "learning rate too high",
        "a fifth of the learning rate",
        "Here the validation loss leaps up and down, by a fifth and more from "
        "one epoch to the next. How long are the updates?",
        "Each update changes the weights by about 5 %, many times as much "
        "as in the healthy run, and both losses leap. The long steps have "
        "also thrown 15 of the 32 units of layer 1 to where they answer "
        "nothing any more.",
        "With a rate of 0.1 instead of 0.5 the loss falls quietly, and only "
        "1 unit of 64 is dead.",
        {
            "dead ReLU units": (
                "15 of 32 units in layer 1 are dead indeed, but that is a "
                "consequence: the others have healthy gradients, and the "
                "loss leaps. What threw them there?"
            ),
            "overfitting": (
                "The training loss rises and falls as well, and an "
                "overfitted network has a low one."
            ),
            "start the biases at 0": (
                "The biases did start at 0; the long steps drove them away."
            ),
        },
    ),
    "sorted": Case(
        "classes in order, not shuffled",
        "shuffle before every epoch",
        "Here training looks well from the first epoch, and validation is "
        "near guessing. Which digits does the network answer, and which "
        "never?",
        "Of 500 answers 177 are an 8 and 127 a 9, and hardly any a 2, 3 or "
        "4. Each epoch shows all zeros first and all nines last; while one "
        "digit is learned, the earlier ones are forgotten, and the training "
        "loss, measured on the way, notices nothing.",
        "With shuffled digits each batch asks for all classes.",
        {
            "overfitting": (
                "Overfitting comes late. Here validation is bad from the "
                "first epoch, when nothing can have been memorized yet."
            ),
            "validation data prepared differently": (
                "That would spoil validation from the first epoch as well. "
                "But the outputs have the size they have in the healthy "
                "run. Look at the answers."
            ),
        },
    ),
    "saturated start": Case(
        "saturated start",
        "spread of the weights by the fan-in",
        "This network has tanh units. Where do their outputs lie, and which "
        "layer moves, which does not?",
        "Three quarters of the outputs of layer 1 are beyond ±0.99, where "
        "tanh is flat. The last layer learns, with updates of 1 %; the "
        "first changes by less than 1/1000 at a time and stays about as "
        "random as it was. The weights had a spread of 1.",
        "From Glorot's spread the same network reads 88 % of later digits "
        "instead of 57 %.",
        {
            "learning rate too low": (
                "The updates of layer 1 are short, but those of layer 3 are "
                "not: a low rate would make all of them short."
            ),
            "a hundred times the learning rate": (
                "Layer 3 already moves by 1 % per update; it would leap, "
                "and layer 1 would still sit where tanh is flat."
            ),
        },
    ),
    "scaling": Case(
        "validation data prepared differently",
        "divide the validation pixels by 255, too",
        "Here training is as in the healthy run, and validation is just as "
        "often right, but its loss is beyond 60. How large are the outputs "
        "of the hidden layers for validation digits?",
        "The outputs for validation digits reach thousands, where a healthy "
        "network's reach ten: the pixels were divided by 255 for training "
        "and left as bytes for validation. ReLU passes the factor on almost "
        "unchanged, so most answers stay right, with absurd certainty, and "
        "the few wrong ones cost a fortune.",
        "One function that prepares both sets, and the loss is that of the "
        "healthy run.",
        {
            "overfitting": (
                "Overfitting makes a network too sure of itself, but not at "
                "once: this loss is above 60 after the first epoch."
            ),
            "dropout": (
                "It would change training, which is healthy, and not what "
                "is done to the validation digits."
            ),
        },
    ),
}
