"""Wrong answers to the exercise Model."""

import numpy as np

from nncheck.specs.mnist.model_answers import Model


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
