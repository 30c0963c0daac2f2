"""Right answers to the exercise Model."""

import numpy as np


class Model:
    """A network with an optimizer and a loss: it learns and is measured."""

    def __init__(self, network):
        self.network = network

    def compile(self, optimizer, loss):
        self.optimizer, self.loss = optimizer, loss

    def fit(self, X, y, epochs, batch_size):
        losses, accuracies = [], []
        for _ in range(epochs):
            loss = right = 0
            for start in range(0, len(X), batch_size):
                rows = slice(start, start + batch_size)
                outputs = self.network.forward(X[rows], training=True)
                loss += self.loss(y[rows], outputs) * len(outputs)
                right += np.sum(outputs.argmax(axis=1) == y[rows])
                self.network.backward(self.loss.gradient(y[rows], outputs))
                self.optimizer.step(self.network.params, self.network.grads)
            losses.append(loss / len(X))
            accuracies.append(right / len(X))
        return {"loss": losses, "accuracy": accuracies}

    def evaluate(self, X, y):
        outputs = self.network.forward(X)
        return {
            "loss": self.loss(y, outputs),
            "accuracy": np.mean(outputs.argmax(axis=1) == y),
        }


# ------------------------------------------------------- other right answers


class WithLibraryMetrics(Model):
    """The running means and the accuracy are the library's."""

    def fit(self, X, y, epochs, batch_size):
        from nnlib.metrics import accuracy
        from nnlib.training import RunningMeans

        losses, accuracies = [], []
        for _ in range(epochs):
            means = RunningMeans()
            for i in range(-(-len(X) // batch_size)):
                batch = X[i * batch_size :][:batch_size]
                labels = y[i * batch_size :][:batch_size]
                p = self.network(batch, training=True)
                values = {"l": self.loss(labels, p), "a": accuracy(labels, p)}
                means.add(values, len(batch))
                self.network.backward(self.loss.gradient(labels, p))
                self.optimizer.step(self.network.params, self.network.grads)
            losses.append(means.logs()["l"])
            accuracies.append(means.logs()["a"])
        return {"accuracy": np.array(accuracies), "loss": np.array(losses)}


class MeasuringAtTheEnd(Model):
    """All outputs of an epoch are kept and measured together."""

    def one_epoch(self, X, y, batch_size):
        kept = []
        cuts = range(batch_size, len(X), batch_size)
        for part, labels in zip(
            np.split(X, cuts), np.split(y, cuts), strict=True
        ):
            kept.append(self.network.forward(part, True).copy())
            self.network.backward(self.loss.gradient(labels, kept[-1]))
            self.optimizer.step(self.network.params, self.network.grads)
        return self.measure(np.concatenate(kept), y)

    def measure(self, outputs, y):
        hits = [
            int(np.argmax(row) == label)
            for row, label in zip(outputs, y, strict=True)
        ]
        return {"loss": self.loss(y, outputs), "accuracy": sum(hits) / len(y)}

    def fit(self, X, y, epochs, batch_size):
        reports = [self.one_epoch(X, y, batch_size) for _ in range(epochs)]
        names = ("loss", "accuracy")
        return {name: [report[name] for report in reports] for name in names}

    def evaluate(self, X, y):
        return self.measure(self.network.predict(X), y)


class SampleBySample(Model):
    """Evaluation goes through the samples one by one."""

    def evaluate(self, X, y):
        total, right = 0.0, 0
        for x, label in zip(X, y, strict=True):
            output = self.network.forward(x[None], training=False)
            total += self.loss(np.array([label]), output)
            right += output[0].argmax() == label
        return {"accuracy": np.float32(right / len(X)), "loss": total / len(X)}


ALTERNATIVES = (WithLibraryMetrics, MeasuringAtTheEnd, SampleBySample)
