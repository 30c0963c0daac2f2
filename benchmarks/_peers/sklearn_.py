"""scikit-learn's MLPClassifier and MLPRegressor.

They know neither RMSprop (Adam stands in for it, which does a little more)
nor a squared error of sigmoid outputs (the regressor's are linear).
"""

import warnings

from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor

NAMES = {"relu": "relu", "sigmoid": "logistic", "tanh": "tanh"}


def prepare(workload):
    """`fit` for a number of epochs, or `predict_proba`."""
    X, y = workload.data()
    softmax = workload.output == "softmax"
    if not softmax:
        y = workload.one_hot(y)
    make = MLPClassifier if softmax else MLPRegressor
    model = make(
        hidden_layer_sizes=workload.sizes[1:-1],
        activation=NAMES[workload.activation],
        solver="adam" if workload.optimizer == "rmsprop" else "sgd",
        momentum=0.0,
        alpha=0.0,
        # the regressor's linear outputs would explode at a rate of 3
        learning_rate_init=min(workload.learning_rate, 0.03),
        batch_size=min(workload.batch_size, 512),
        max_iter=1 if workload.kind == "predict" else workload.epochs,
        tol=0.0,
        n_iter_no_change=1_000_000,
        random_state=0,
    )

    def train():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(X, y.ravel() if y.shape[1:] == (1,) else y)

    if workload.kind == "train":
        return train
    train()
    return lambda: model.predict_proba(X)
