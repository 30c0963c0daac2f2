"""Wrong answers to the exercise BatchNormalization."""

import numpy as np

from nncheck.specs.regularization.batch_norm_answers import BatchNormalization


class _Pieces(BatchNormalization):
    """The same layer with the pieces that the wrong answers change."""

    def forward(self, X, training=False):
        mean, variance = self.running_mean, self.running_variance
        if training:
            mean, variance = self.measure(X)
            self.note(X, mean, variance)
        return self.finish(self.normalize(X, mean, variance), training)

    def measure(self, X):
        return X.mean(axis=0), X.var(axis=0)

    def note(self, X, mean, variance):
        self.running_mean = self.average(self.running_mean, mean)
        self.running_variance = self.average(self.running_variance, variance)

    def average(self, old, new):
        return self.momentum * old + (1 - self.momentum) * new

    def normalize(self, X, mean, variance):
        return (X - mean) / np.sqrt(variance + self.epsilon)

    def finish(self, x_hat, training):
        return self.gamma * x_hat + self.beta


class BatchInUse(_Pieces):
    def forward(self, X, training=False):
        if training:
            return super().forward(X, training)
        return self.finish(self.normalize(X, *self.measure(X)), training)


class LearnsInUse(_Pieces):
    def forward(self, X, training=False):
        output = super().forward(X, training)
        if not training:
            self.note(X, *self.measure(X))
        return output


class RunningInTraining(_Pieces):
    def forward(self, X, training=False):
        if training:
            self.note(X, *self.measure(X))
        return super().forward(X)


class OneTooFew(_Pieces):
    def measure(self, X):
        return X.mean(axis=0), X.var(axis=0, ddof=1)


class RunningOneTooFew(_Pieces):
    def note(self, X, mean, variance):
        super().note(X, mean, X.var(axis=0, ddof=1))


class EachExample(_Pieces):
    def forward(self, X, training=False):
        if not training:
            return super().forward(X)
        self.note(X, *self.measure(X))
        mean, variance = X.mean(axis=1), X.var(axis=1)
        x_hat = self.normalize(X, mean[:, None], variance[:, None])
        return self.finish(x_hat, training)


class OneForAll(_Pieces):
    def measure(self, X):
        ones = np.ones(X.shape[1])
        return X.mean() * ones, X.var() * ones


class EpsilonOutside(_Pieces):
    def normalize(self, X, mean, variance):
        return (X - mean) / (np.sqrt(variance) + self.epsilon)


class EpsilonForgotten(_Pieces):
    def normalize(self, X, mean, variance):
        return (X - mean) / np.sqrt(variance)


class OverVariance(_Pieces):
    def normalize(self, X, mean, variance):
        return (X - mean) / (variance + self.epsilon)


class NoGammaNoBeta(_Pieces):
    def finish(self, x_hat, training):
        return x_hat


class NoGammaInUse(_Pieces):
    def finish(self, x_hat, training):
        return self.gamma * x_hat + self.beta if training else x_hat


class ShiftedFirst(_Pieces):
    def finish(self, x_hat, training):
        return self.gamma * (x_hat + self.beta)


class MomentumSwapped(_Pieces):
    def average(self, old, new):
        return (1 - self.momentum) * old + self.momentum * new


class LastBatch(_Pieces):
    def average(self, old, new):
        return new


class NeverNoted(_Pieces):
    def note(self, X, mean, variance):
        pass


class RunningSpread(_Pieces):
    def note(self, X, mean, variance):
        super().note(X, mean, np.sqrt(variance))


class GammaZero(_Pieces):
    def __init__(self, num_features, momentum=0.9, epsilon=1e-5):
        super().__init__(num_features, momentum, epsilon)
        self.gamma = np.zeros(num_features)


class VarianceFromZero(_Pieces):
    def __init__(self, num_features, momentum=0.9, epsilon=1e-5):
        super().__init__(num_features, momentum, epsilon)
        self.running_variance = np.zeros(num_features)
