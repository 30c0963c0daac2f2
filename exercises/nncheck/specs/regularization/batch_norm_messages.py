"""What is said about wrong answers to the exercise BatchNormalization."""

from nncheck.engine import Misconception
from nncheck.specs.regularization import batch_norm_mistakes as wrong
from nncheck.specs.regularization.sections import BATCH, FOLLOWS


def _wrong(answer, message, hint, section=BATCH):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        wrong.BatchInUse,
        "In use you measure the batch that comes in. An answer must not "
        "depend on who else is in the batch; and one example alone would "
        "always become β.",
        "What does your layer make of a single example in use?",
        FOLLOWS,
    ),
    _wrong(
        wrong.LearnsInUse,
        "Your running averages go on changing in use. They come from the "
        "training batches alone.",
        "Call the layer twice in use. Should the second answer differ?",
        FOLLOWS,
    ),
    _wrong(
        wrong.RunningInTraining,
        "In training you normalize with the running averages. There the "
        "batch itself is measured, in every step.",
        "Which mean has your output in training?",
    ),
    _wrong(
        wrong.OneTooFew,
        "Your variance is divided by m − 1. In this book it is the mean of "
        "the squares, with m.",
        "What does the argument `ddof` of `var` do?",
    ),
    _wrong(
        wrong.RunningOneTooFew,
        "Your running variance is fed with a variance divided by m − 1, as "
        "in PyTorch. In this book it is the one that normalizes the batch.",
        "How many different variances does one batch have here?",
    ),
    _wrong(
        wrong.EachExample,
        "You normalize each example over its units. That is another method; "
        "here each *unit* is normalized over the examples of the batch.",
        "Which axis counts the examples?",
    ),
    _wrong(
        wrong.OneForAll,
        "You take one mean and one variance for the whole table. Every unit "
        "is treated for itself.",
        "How many means does a batch with d units have?",
    ),
    _wrong(
        wrong.EpsilonOutside,
        "You add ε to the standard deviation. In the book it is added to "
        "the variance, under the root.",
        "What stands under the root in the formula of x̂?",
    ),
    _wrong(
        wrong.EpsilonForgotten,
        "You leave ε out. A unit that is the same for the whole batch "
        "would be divided by 0.",
        "What stands under the root in the formula of x̂?",
    ),
    _wrong(
        wrong.OverVariance,
        "You divide by the variance; it is the standard deviation, its "
        "root, that brings the spread to 1.",
        "Which spread has your output if γ is 1?",
    ),
    _wrong(
        wrong.NoGammaNoBeta,
        "Your output is x̂. The two learned numbers of each unit have no "
        "effect.",
        "Set `layer.gamma` to 10. What should change?",
    ),
    _wrong(
        wrong.NoGammaInUse,
        "In use you leave γ and β out. They belong to the layer as weights "
        "do.",
        "Set `layer.gamma` to 10. What should change in use?",
    ),
    _wrong(
        wrong.ShiftedFirst,
        "You add β before you multiply by γ. Then β is not the mean of the "
        "output.",
        "Which mean should the output have if β is 5 and γ is 2?",
    ),
    _wrong(
        wrong.MomentumSwapped,
        "You exchange the two parts of the running average: `momentum` is "
        "how much of the *old* value stays, as in Keras.",
        "With momentum 0.9, how much should one batch change?",
        FOLLOWS,
    ),
    _wrong(
        wrong.LastBatch,
        "You keep the statistics of the last batch. An average over many "
        "is steadier.",
        "What should two batches with the means 0 and 10 leave?",
        FOLLOWS,
    ),
    _wrong(
        wrong.NeverNoted,
        "Your running averages stay what they were at the start.",
        "When does the layer see the numbers that it needs in use?",
        FOLLOWS,
    ),
    _wrong(
        wrong.RunningSpread,
        "You average standard deviations where variances are asked for.",
        "What stands under the root in the formula of x̂?",
        FOLLOWS,
    ),
    _wrong(
        wrong.GammaZero,
        "Your γ starts at 0, so that the layer hands on nothing at all. At "
        "the start it should hand on x̂ itself.",
        "For which γ and β is the output x̂?",
    ),
    _wrong(
        wrong.VarianceFromZero,
        "Your running variance starts at 0. It starts at 1, so that an "
        "untrained layer changes next to nothing.",
        "What does a layer do in use that never saw a batch?",
        FOLLOWS,
    ),
)
