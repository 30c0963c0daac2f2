"""Ctrl-C at any line of the training loop, in a layer as in the optimizer."""

import linecache
import sys

import numpy as np
import pytest

from nnlib import (
    SGD,
    BatchNormalization,
    Dense,
    Dropout,
    EarlyStopping,
    Sequential,
    Tanh,
)

RNG = np.random.default_rng(0)
X = RNG.normal(size=(23, 3))
Y = RNG.normal(size=(23, 2))
FIT = {"batch_size": 7, "validation_split": 0.2, "rng": 0, "verbose": 0}


def net(kind):
    extra = [BatchNormalization(4), Dropout(0.3)] if kind == "layers" else []
    model = Sequential([Dense(3, 4), *extra, Tanh(), Dense(4, 2)], rng=1)
    model.compile(SGD(0.1, momentum=0.9, clipnorm=1.0), "mse")
    return model


class Lines:
    """Counts the lines of nnlib inside the training loop; may press Ctrl-C."""

    def __init__(self, limit=None):
        self.count, self.limit, self.inside = 0, limit, False

    def __call__(self, frame, event, argument):
        module = frame.f_globals.get("__name__", "")
        name = frame.f_code.co_name
        if module == "nnlib.training" and name == "run":
            line = linecache.getline(frame.f_code.co_filename, frame.f_lineno)
            # what stands in its `finally` is the answer to Ctrl-C itself
            self.inside = event != "return" and "trust(False)" not in line
        # two lists grow one after the other in a record: not between them
        if not self.inside or not module.startswith("nnlib."):
            return self
        if event == "line" and module != "nnlib.callbacks.records":
            self.count += 1
            if self.count == self.limit:
                raise KeyboardInterrupt
        return self

    def watch(self, model):
        """A fit of two epochs under these eyes."""
        before = sys.gettrace()
        sys.settrace(self)
        try:
            return model.fit(
                X, Y, epochs=2, callbacks=[EarlyStopping("val_loss")], **FIT
            )
        finally:
            sys.settrace(before)


@pytest.mark.parametrize("kind", ["plan", "layers"])
def test_at_any_line(kind, tmp_path):
    lines = Lines()
    assert not lines.watch(net(kind)).interrupted
    assert lines.count > 150
    for limit in range(1, lines.count + 1, 5):
        model = net(kind)
        history = Lines(limit).watch(model)
        assert history.interrupted
        lengths = {len(values) for values in history.history.values()}
        assert lengths <= {len(history.epoch)}
        assert np.isfinite(model.flat_params).all()
        # the layers check again what they get
        with pytest.raises(ValueError, match="Dense expects a batch"):
            model.layers[-1].forward(X)
        assert not model.fit(X, Y, epochs=1, **FIT).interrupted
    path = tmp_path / "model.npz"
    model.save(path)
    again = Sequential.load(path)
    np.testing.assert_array_equal(again.predict(X), model.predict(X))
