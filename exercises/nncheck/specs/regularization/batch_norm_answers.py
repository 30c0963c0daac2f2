"""Right answers to the exercise BatchNormalization."""

import numpy as np


class BatchNormalization:
    """Standardizes each unit over the batch; in use, by running averages."""

    def __init__(self, num_features, momentum=0.9, epsilon=1e-5):
        self.momentum, self.epsilon = momentum, epsilon
        self.gamma, self.beta = np.ones(num_features), np.zeros(num_features)
        self.running_mean = np.zeros(num_features)
        self.running_variance = np.ones(num_features)

    def forward(self, X, training=False):
        mean, variance = self.running_mean, self.running_variance
        if training:
            mean, variance = X.mean(axis=0), X.var(axis=0)
            k = self.momentum
            self.running_mean = k * self.running_mean + (1 - k) * mean
            self.running_variance = (
                k * self.running_variance + (1 - k) * variance
            )
        x_hat = (X - mean) / np.sqrt(variance + self.epsilon)
        return self.gamma * x_hat + self.beta


# ------------------------------------------------------- other right answers


class UnitByUnit(BatchNormalization):
    def forward(self, X, training=False):
        m = len(X)
        output = np.empty(X.shape)
        for j in range(X.shape[1]):
            mean, variance = self.running_mean[j], self.running_variance[j]
            if training:
                mean = sum(X[:, j]) / m
                variance = sum((x - mean) ** 2 for x in X[:, j]) / m
                self.running_mean[j] += (1 - self.momentum) * (
                    mean - self.running_mean[j]
                )
                self.running_variance[j] += (1 - self.momentum) * (
                    variance - self.running_variance[j]
                )
            root = (variance + self.epsilon) ** 0.5
            for i in range(m):
                x_hat = (X[i, j] - mean) / root
                output[i, j] = self.gamma[j] * x_hat + self.beta[j]
        return output


class ScaleAndShift(BatchNormalization):
    def forward(self, X, training=False):
        if training:
            seen = np.stack(
                [np.mean(X, 0), np.mean(X**2, 0) - np.mean(X, 0) ** 2]
            )
            old = np.stack([self.running_mean, self.running_variance])
            new = old - (1 - self.momentum) * (old - seen)
            self.running_mean, self.running_variance = new
        else:
            seen = np.stack([self.running_mean, self.running_variance])
        scale = self.gamma * (seen[1] + self.epsilon) ** -0.5
        return X * scale + (self.beta - seen[0] * scale)


class SinglePrecision(BatchNormalization):
    def forward(self, X, training=False):
        X = X.astype(np.float32)
        if not training:
            root = np.sqrt(self.running_variance + self.epsilon)
            x_hat = (X - self.running_mean) / root
            return (self.gamma * x_hat + self.beta).astype(np.float32)
        mean, variance = X.mean(axis=0), X.var(axis=0)
        for name, value in (("mean", mean), ("variance", variance)):
            average = getattr(self, f"running_{name}") * self.momentum
            average = average + (1 - self.momentum) * value
            setattr(self, f"running_{name}", average.astype(np.float32))
        return self.gamma * (X - mean) / (variance + self.epsilon) ** 0.5 + (
            self.beta
        )


class FromTheLibrary:
    def __init__(self, num_features, momentum=0.9, epsilon=1e-5):
        from nnlib import BatchNormalization as Library

        self.layer = Library(num_features, momentum=momentum, epsilon=epsilon)
        self.layer.build(rng=0)
        self.gamma, self.beta = self.layer.params.values()

    @property
    def running_mean(self):
        return self.layer.state["running_mean"]

    @property
    def running_variance(self):
        return self.layer.state["running_variance"]

    def forward(self, X, training=False):
        self.layer.params["gamma"][:] = self.gamma
        self.layer.params["beta"][:] = self.beta
        return self.layer.forward(X, training=training)


ALTERNATIVES = (UnitByUnit, ScaleAndShift, SinglePrecision, FromTheLibrary)
