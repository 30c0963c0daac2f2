"""Wrong answers to the exercise Model."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.mnist.model_answers import Model
from nncheck.specs.mnist.sections import LIBRARY, TRAINING


class Trainer(Model):
    """A right model in pieces, each of which a mistake replaces."""

    training = True

    def update(self, X, y):
        outputs = self.network.forward(X, training=self.training)
        self.network.backward(self.loss.gradient(y, outputs))
        self.optimizer.step(self.network.params, self.network.grads)
        return self.measured(y, outputs)

    def measured(self, y, outputs):
        right = np.mean(outputs.argmax(axis=1) == y)
        return np.array([self.loss(y, outputs), right])

    def batches(self, X, y, m):
        return [(X[i : i + m], y[i : i + m]) for i in range(0, len(X), m)]

    def epoch(self, X, y, m):
        steps = [(len(a), self.update(a, b)) for a, b in self.batches(X, y, m)]
        return sum(n * values for n, values in steps) / sum(
            n for n, _ in steps
        )

    def fit(self, X, y, epochs, batch_size):
        entries = [self.epoch(X, y, batch_size) for _ in range(epochs)]
        return self.history(entries)

    def history(self, entries):
        losses, accuracies = np.array(entries).T
        return {"loss": losses, "accuracy": accuracies}


class MetricsNotReset(Trainer):
    def fit(self, X, y, epochs, batch_size):
        entries, total, seen = [], 0, 0
        for _ in range(epochs):
            total = total + len(X) * self.epoch(X, y, batch_size)
            seen += len(X)
            entries.append(total / seen)
        return self.history(entries)


class SumsNotReset(Trainer):
    def fit(self, X, y, epochs, batch_size):
        entries, total = [], 0
        for _ in range(epochs):
            total = total + self.epoch(X, y, batch_size)
            entries.append(total)
        return self.history(entries)


class EvaluatesInTraining(Trainer):
    def evaluate(self, X, y):
        outputs = self.network.forward(X, training=True)
        loss, accuracy = self.measured(y, outputs)
        return {"loss": loss, "accuracy": accuracy}


class NeverTrainingMode(Trainer):
    training = False


class OptimizerIgnored(Trainer):
    def compile(self, optimizer, loss):
        from nnlib.optimizers import SGD

        self.optimizer, self.loss = SGD(learning_rate=0.01), loss


class ArgumentsExchanged(Trainer):
    def compile(self, optimizer, loss):
        self.optimizer, self.loss = loss, optimizer


class LossIgnored(Trainer):
    def compile(self, optimizer, loss):
        from nnlib.losses import SparseCategoricalCrossentropy

        self.optimizer, self.loss = optimizer, SparseCategoricalCrossentropy()


class EvaluationLearns(Trainer):
    def evaluate(self, X, y):
        loss, accuracy = self.update(X, y)
        return {"loss": loss, "accuracy": accuracy}


class MeanOfBatchMeans(Trainer):
    def epoch(self, X, y, m):
        return np.mean(
            [self.update(a, b) for a, b in self.batches(X, y, m)], axis=0
        )


class LastBatchOnly(Trainer):
    def epoch(self, X, y, m):
        return [self.update(a, b) for a, b in self.batches(X, y, m)][-1]


class MeasuredAfterTheUpdate(Trainer):
    def update(self, X, y):
        super().update(X, y)
        return self.measured(y, self.network.forward(X))


class MeasuredAfterTheEpoch(Trainer):
    def epoch(self, X, y, m):
        super().epoch(X, y, m)
        return self.measured(y, self.network.forward(X))


class TailForgotten(Trainer):
    def batches(self, X, y, m):
        return super().batches(X, y, m)[: max(len(X) // m, 1)]


class OneBatch(Trainer):
    def batches(self, X, y, m):
        return [(X, y)]


class NoUpdate(Trainer):
    def update(self, X, y):
        outputs = self.network.forward(X, training=True)
        self.network.backward(self.loss.gradient(y, outputs))
        return self.measured(y, outputs)


class StepBeforeBackward(Trainer):
    def update(self, X, y):
        outputs = self.network.forward(X, training=True)
        self.optimizer.step(self.network.params, self.network.grads)
        self.network.backward(self.loss.gradient(y, outputs))
        return self.measured(y, outputs)


class OneEpoch(Trainer):
    def fit(self, X, y, epochs, batch_size):
        return super().fit(X, y, 1, batch_size)


class OnlyTheLastEpoch(Trainer):
    def history(self, entries):
        loss, accuracy = entries[-1]
        return {"loss": loss, "accuracy": accuracy}


class HistoryGoesOn(Trainer):
    def __init__(self, network):
        super().__init__(network)
        self.entries = []

    def history(self, entries):
        self.entries += entries
        return super().history(self.entries)


class InPercent(Trainer):
    def measured(self, y, outputs):
        return super().measured(y, outputs) * [1, 100]

    def evaluate(self, X, y):
        loss, accuracy = self.measured(y, self.network.forward(X))
        return {"loss": loss, "accuracy": accuracy}


class LeftToTheLibrary(Model):
    def compile(self, optimizer, loss):
        self.network.compile(optimizer, loss, metrics=["accuracy"])


def _wrong(answer, message, hint, section=TRAINING):
    return Misconception(answer, message, section, hint)


_BY_HAND = "Two batches of 4 samples and one of 1: what is the mean of all 9?"

MISCONCEPTIONS = (
    _wrong(
        MetricsNotReset,
        "The first epoch is right; from the second on your means still "
        "contain all epochs before. The numbers lag behind, and a network "
        "that has long learned looks poor.",
        "Where do the sums begin again from 0?",
        LIBRARY,
    ),
    _wrong(
        SumsNotReset,
        "The first epoch is right; from the second on you add each epoch to "
        "the ones before, so accuracies rise above 1.",
        "Where do the sums begin again from 0?",
        LIBRARY,
    ),
    _wrong(
        EvaluatesInTraining,
        "`evaluate` runs the network in training mode. Layers such as "
        "dropout then play their games with the test data, too.",
        "In which of your methods does the network learn?",
        LIBRARY,
    ),
    _wrong(
        NeverTrainingMode,
        "`fit` does not tell the layers that they are learning. Layers such "
        "as dropout then do nothing at all.",
        "Which argument of `forward` says what the pass is for?",
        LIBRARY,
    ),
    _wrong(
        OptimizerIgnored,
        "Your model learns with an optimizer of its own and ignores the one "
        "that `compile` was given.",
        "What happens if you compile with a learning rate of 0?",
        LIBRARY,
    ),
    _wrong(
        ArgumentsExchanged,
        "You take the two arguments of `compile` for each other: first comes "
        "the optimizer, then the loss.",
        "Which of the two can be called with labels and outputs?",
        LIBRARY,
    ),
    _wrong(
        LossIgnored,
        "Your model has a loss of its own and ignores the one that `compile` "
        "was given. With a network that ends in scores it goes wrong.",
        "Where does your code use the second argument of `compile`?",
        LIBRARY,
    ),
    _wrong(
        EvaluationLearns,
        "`evaluate` changes the weights: the model learns from the test "
        "data. Measuring must leave everything as it is.",
        "Call `evaluate` twice. Do you get the same?",
        LIBRARY,
    ),
    _wrong(
        MeanOfBatchMeans,
        "You average the means of the batches as if all were equally large. "
        "A smaller last batch then counts for too much.",
        _BY_HAND,
    ),
    _wrong(
        LastBatchOnly,
        "You report the last batch of each epoch. Asked for is the mean "
        "over all samples of the epoch.",
        _BY_HAND,
    ),
    _wrong(
        MeasuredAfterTheUpdate,
        "You measure each batch after the network has learned from it, with "
        "a second forward pass. Asked for are the outputs that the update "
        "is made from: they come at no extra cost.",
        "How many forward passes does a batch take?",
    ),
    _wrong(
        MeasuredAfterTheEpoch,
        "You measure once, at the end of the epoch. What `fit` reports are "
        "running means, gathered while the weights change.",
        "How many forward passes does an epoch take?",
        LIBRARY,
    ),
    _wrong(
        TailForgotten,
        "The last batch is left out when it is smaller than the others.",
        "9 samples in batches of 4: how many updates?",
    ),
    _wrong(
        OneBatch,
        "You take all samples at once, whatever `batch_size` says.",
        "9 samples in batches of 4: how many updates?",
    ),
    _wrong(
        NoUpdate,
        "The gradients are there, but the weights never move.",
        "Who turns gradients into new weights?",
    ),
    _wrong(
        StepBeforeBackward,
        "You update before the gradients of this batch are known, so each "
        "step uses those of the batch before.",
        "In which order do forward, backward and the update come?",
    ),
    _wrong(
        OneEpoch,
        "You go through the data once, whatever `epochs` says.",
        "How long should the lists in the history be?",
    ),
    _wrong(
        OnlyTheLastEpoch,
        "You report the last epoch only. The history is a list with an entry "
        "for each.",
        "What is needed to draw the curve of the loss?",
        LIBRARY,
    ),
    _wrong(
        HistoryGoesOn,
        "The second call of `fit` returns the epochs of the first as well. "
        "Each call has a history of its own; only the weights go on.",
        "Where is your history made, and how often?",
        LIBRARY,
    ),
    _wrong(
        InPercent,
        "Your accuracy is in percent. Here it is a share, from 0 to 1.",
        "What is the largest accuracy there can be?",
    ),
    _wrong(
        LeftToTheLibrary,
        "You leave the work to methods of the network. The one that you are "
        "given can go forward and backward, and no more: the rest is yours.",
        "Which loop does the library's `fit` hide?",
        LIBRARY,
    ),
)
