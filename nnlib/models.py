"""Sequential: a stack of layers that learns, predicts and can be saved."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nnlib import _fit_checks, losses, optimizers, training
from nnlib import callbacks as callbacks_
from nnlib import metrics as metrics_
from nnlib._hints import FIT, hints
from nnlib._network import Network
from nnlib._plan import Plan, possible
from nnlib._validation import (
    Array,
    as_array,
    as_dtype,
    as_generator,
    check_finite,
    check_flag,
    check_positive_int,
    check_same_length,
)
from nnlib.callbacks import Callback, History
from nnlib.layers import Layer
from nnlib.losses.crossentropy import Crossentropy

__all__ = ["Sequential"]


class Sequential(Network):
    """A network: layers applied one after the other.

    Args:
        layers: the layers, first to last.
        rng: an int or a Generator that draws the weights; None draws fresh
            entropy.
        dtype: np.float64, or np.float32 for speed.

    >>> from nnlib.layers import Dense, ReLU, Softmax
    >>> model = Sequential([Dense(4, 8), ReLU(), Dense(8, 3), Softmax()])
    >>> model.count_params()
    67
    >>> model.predict(np.zeros((5, 4))).shape
    (5, 3)

    Book: MNIST.
    """

    @hints(1, "Put all into one list: Sequential([Dense(2, 1), …]).", {})
    def __init__(
        self,
        layers: Sequence[Layer],
        *,
        rng: int | np.random.Generator | None = None,
        dtype: Any = np.float64,
    ):
        super().__init__(layers, rng=rng, dtype=dtype)
        self.stop_training = False

    def compile(
        self,
        optimizer: str | optimizers.Optimizer,
        loss: str | losses.Loss,
        metrics: Sequence[str | Callable] = (),
    ) -> None:
        """Choose how to learn. Call it before `fit` and `evaluate`.

        A last Softmax or Sigmoid and its cross-entropy become one: the loss
        is then computed from the scores before it, and log(0) cannot happen.

        Args:
            optimizer: a name such as "rmsprop", or an object.
            loss: a name such as "mse", or an object.
            metrics: "accuracy", or functions of (y_true, y_pred).
        """
        _fit_checks.check_compile(optimizer, metrics)
        self.optimizer = optimizers.get(optimizer)
        self.loss = losses.get(loss)
        self.metrics = dict(metrics_.get(metric) for metric in metrics)
        self._trained, self._trained_loss = self.layers, self.loss
        if isinstance(self.loss, Crossentropy):
            last = self.layers[-1]
            fused = _fit_checks.FUSED.get(type(last)) is self.loss.activation
            _fit_checks.check_output(last, self.loss, fused)
            if fused:
                self._trained = self.layers[:-1]
                self._trained_loss = type(self.loss)(from_logits=True)

    def train_on_batch(self, X: Array, y: Array) -> dict[str, float]:
        """One update of the parameters; the loss and metrics before it."""
        self._check_compiled("train_on_batch")
        scores = self._up(self._trained, X, training=True)
        loss, gradient = self._trained_loss.with_gradient(y, scores)
        loss += self.penalty()
        self._down(self._trained, gradient)
        self.optimizer.step([self.flat_params], [self.flat_grads])
        self.constrain()
        return {"loss": loss, **self._measure(y, scores)}

    def can_be_planned(self) -> bool:
        """Whether all layers in training, and the loss, are known to Plan."""
        loss = self._trained_loss
        known = getattr(losses, type(loss).__name__, None) is type(loss)
        return known and possible(self._trained)

    def plan(self, inputs: Array) -> Plan:
        """The training step for batches in this array.

        Shapes:
            inputs: (n, d), of the model's dtype.
        """
        return Plan(self._trained, inputs)

    def targets(self, y: Array) -> Array:
        """What a plan compares the scores with."""
        return self._trained_loss.targets(y, self.dtype)

    def train_by_plan(
        self, plan: Plan, y: Array, given: Array | None = None
    ) -> dict[str, float]:
        """What `train_on_batch` does, for the batch in `plan.inputs`.

        Args:
            y: its targets, as `targets` returns them; not checked again.
            given: the same as `fit` was given them, which metrics see.
        """
        scores = plan.go_up()
        loss = self._trained_loss.fill_gradient(y, scores, plan.gradient)
        logs = {"loss": loss}
        if self.metrics:
            logs |= self._measure(y if given is None else given, scores)
        plan.go_down()  # and overwrite the scores
        self.optimizer.step([self.flat_params], [self.flat_grads])
        return logs

    def _measure(self, y: Array, scores: Array) -> dict[str, float]:
        if not self.metrics:
            return {}
        loss = self._trained_loss
        from_logits = getattr(loss, "from_logits", False)
        y_pred = loss.activation(scores) if from_logits else scores
        return {name: float(f(y, y_pred)) for name, f in self.metrics.items()}

    @hints(2, "Name what follows X and y: fit(X, y, epochs=5).", FIT)
    def fit(
        self,
        X: ArrayLike,
        y: ArrayLike,
        *,
        epochs: int,
        batch_size: int = 32,
        validation_data: tuple[ArrayLike, ArrayLike] | None = None,
        validation_split: float = 0.0,
        callbacks: Sequence[Callback] = (),
        shuffle: bool = True,
        rng: int | np.random.Generator | None = None,
        verbose: str | int = "auto",
    ) -> History:
        """Train on (X, y) and return the History of losses and metrics.

        The training loss and metrics are running means over the epoch, while
        the parameters change; the `val_` ones are those at its end. A loss
        includes the penalties of the regularizers. Ctrl-C ends the training,
        keeps the model and returns the history so far.

        Args:
            X: samples, one a row. Never changed.
            y: targets, as the loss wants them.
            epochs: passes over the data.
            batch_size: rows for one update.
            validation_data: (X_val, y_val), looked at after each epoch.
            validation_split: instead, this last fraction of the rows, taken
                before any shuffling.
            callbacks: objects that listen.
            shuffle: a new order of the rows in each epoch.
            rng: an int or a Generator for that order.
            verbose: 0 silent, 1 a bar, 2 a line for each epoch; "auto" a bar
                if somebody watches.
        """
        self._check_compiled("fit")
        shuffle = check_flag(shuffle, "fit", "shuffle")
        epochs = check_positive_int(epochs, "fit", "epochs")
        batch_size = check_positive_int(batch_size, "fit", "batch_size")
        X, y = self._check_data(X, y, "fit")
        if validation_split:
            X, y, validation_data = _fit_checks.split(
                X, y, validation_split, validation_data
            )
        elif validation_data is not None:
            X_val, y_val = _fit_checks.pair(validation_data)
            validation_data = self._check_data(X_val, y_val, "fit")
        history = History()
        shown = callbacks_.for_verbose(verbose)
        listeners = callbacks_.in_order(callbacks, [history, *shown])
        try:
            training.run(
                self,
                X,
                y,
                epochs=epochs,
                batch_size=batch_size,
                rng=as_generator(rng) if shuffle else None,
                validation_data=validation_data,
                callbacks=listeners,
            )
        except KeyboardInterrupt:
            self.trust(False)  # it may have come in the middle of this
            history.interrupted = True
            if verbose != 0:
                print(f"Interrupted: {history!r}. The model stays usable.")
        return history

    def evaluate(self, X: ArrayLike, y: ArrayLike) -> dict[str, float]:
        """The loss and the metrics on (X, y), by name.

        The loss includes the penalties of the regularizers, as in `fit`.

        Shapes:
            X: (n, d).
        """
        self._check_compiled("evaluate")
        X, y = self._check_data(X, y, "evaluate")
        scores = self._in_chunks(self._trained, X)
        values = {"loss": self._trained_loss(y, scores) + self.penalty()}
        return values | self._measure(y, scores)

    def _check_compiled(self, who: str) -> None:
        if self.optimizer is None or self.loss is None:
            raise RuntimeError(
                f"{who} needs a loss and an optimizer. First call "
                'model.compile(optimizer="sgd", loss="mse"), for example.'
            )

    def _check_data(
        self, X: ArrayLike, y: ArrayLike, who: str
    ) -> tuple[Array, Array]:
        X, y = as_dtype(X, self.dtype), as_array(y, "y")
        check_same_length(X, y, who)
        self._check_rows(X)
        check_finite(X, who, "X")
        if y.dtype.kind == "f":
            y = as_dtype(y, self.dtype, "y")
            check_finite(y, who, "y")
        # all targets against outputs of the right shape, before any update
        one = self._up(self._trained, X[:1], training=False)
        outputs = np.broadcast_to(np.zeros_like(one), (len(X), *one.shape[1:]))
        self._trained_loss.check(y, outputs)
        return X, y
