"""What the learner hears of each wrong answer to the exercise Model."""

from nncheck.engine import Misconception
from nncheck.specs.mnist import model_mistakes as mistakes
from nncheck.specs.mnist.sections import LIBRARY, TRAINING


def _wrong(answer, message, hint, section=TRAINING):
    return Misconception(answer, message, section, hint)


_BY_HAND = "Two batches of 4 samples and one of 1: what is the mean of all 9?"

MISCONCEPTIONS = (
    _wrong(
        mistakes.MetricsNotReset,
        "The first epoch is right; from the second on your means still "
        "contain all epochs before. The numbers lag behind, and a network "
        "that has long learned looks poor.",
        "Where do the sums begin again from 0?",
        LIBRARY,
    ),
    _wrong(
        mistakes.SumsNotReset,
        "The first epoch is right; from the second on you add each epoch to "
        "the ones before, so accuracies rise above 1.",
        "Where do the sums begin again from 0?",
        LIBRARY,
    ),
    _wrong(
        mistakes.EvaluatesInTraining,
        "`evaluate` runs the network in training mode. Layers such as "
        "dropout then play their games with the test data, too.",
        "In which of your methods does the network learn?",
        LIBRARY,
    ),
    _wrong(
        mistakes.NeverTrainingMode,
        "`fit` does not tell the layers that they are learning. Layers such "
        "as dropout then do nothing at all.",
        "Which argument of `forward` says what the pass is for?",
        LIBRARY,
    ),
    _wrong(
        mistakes.OptimizerIgnored,
        "Your model learns with an optimizer of its own and ignores the one "
        "that `compile` was given.",
        "What happens if you compile with a learning rate of 0?",
        LIBRARY,
    ),
    _wrong(
        mistakes.ArgumentsExchanged,
        "You take the two arguments of `compile` for each other: first comes "
        "the optimizer, then the loss.",
        "Which of the two can be called with labels and outputs?",
        LIBRARY,
    ),
    _wrong(
        mistakes.LossIgnored,
        "Your model has a loss of its own and ignores the one that `compile` "
        "was given. With a network that ends in scores it goes wrong.",
        "Where does your code use the second argument of `compile`?",
        LIBRARY,
    ),
    _wrong(
        mistakes.EvaluationLearns,
        "`evaluate` changes the weights: the model learns from the test "
        "data. Measuring must leave everything as it is.",
        "Call `evaluate` twice. Do you get the same?",
        LIBRARY,
    ),
    _wrong(
        mistakes.MeanOfBatchMeans,
        "You average the means of the batches as if all were equally large. "
        "A smaller last batch then counts for too much.",
        _BY_HAND,
    ),
    _wrong(
        mistakes.LastBatchOnly,
        "You report the last batch of each epoch. Asked for is the mean "
        "over all samples of the epoch.",
        _BY_HAND,
    ),
    _wrong(
        mistakes.MeasuredAfterTheUpdate,
        "You measure each batch after the network has learned from it, with "
        "a second forward pass. Asked for are the outputs that the update "
        "is made from: they come at no extra cost.",
        "How many forward passes does a batch take?",
    ),
    _wrong(
        mistakes.MeasuredAfterTheEpoch,
        "You measure once, at the end of the epoch. What `fit` reports are "
        "running means, gathered while the weights change.",
        "How many forward passes does an epoch take?",
        LIBRARY,
    ),
    _wrong(
        mistakes.TailForgotten,
        "The last batch is left out when it is smaller than the others.",
        "9 samples in batches of 4: how many updates?",
    ),
    _wrong(
        mistakes.OneBatch,
        "You take all samples at once, whatever `batch_size` says.",
        "9 samples in batches of 4: how many updates?",
    ),
    _wrong(
        mistakes.NoUpdate,
        "The gradients are there, but the weights never move.",
        "Who turns gradients into new weights?",
    ),
    _wrong(
        mistakes.StepBeforeBackward,
        "You update before the gradients of this batch are known, so each "
        "step uses those of the batch before.",
        "In which order do forward, backward and the update come?",
    ),
    _wrong(
        mistakes.OneEpoch,
        "You go through the data once, whatever `epochs` says.",
        "How long should the lists in the history be?",
    ),
    _wrong(
        mistakes.OnlyTheLastEpoch,
        "You report the last epoch only. The history is a list with an entry "
        "for each.",
        "What is needed to draw the curve of the loss?",
        LIBRARY,
    ),
    _wrong(
        mistakes.HistoryGoesOn,
        "The second call of `fit` returns the epochs of the first as well. "
        "Each call has a history of its own; only the weights go on.",
        "Where is your history made, and how often?",
        LIBRARY,
    ),
    _wrong(
        mistakes.InPercent,
        "Your accuracy is in percent. Here it is a share, from 0 to 1.",
        "What is the largest accuracy there can be?",
    ),
    _wrong(
        mistakes.LeftToTheLibrary,
        "You leave the work to methods of the network. The one that you are "
        "given can go forward and backward, and no more: the rest is yours.",
        "Which loop does the library's `fit` hide?",
        LIBRARY,
    ),
)
