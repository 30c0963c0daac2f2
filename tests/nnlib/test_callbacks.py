"""Callbacks: who is told what, and what is printed."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from nnlib import (
    Callback,
    Dense,
    History,
    LambdaCallback,
    ProgressBar,
    Sequential,
    callbacks,
)

X = np.random.default_rng(0).normal(size=(10, 2))
y = X[:, :1]


def model():
    network = Sequential([Dense(2, 1)], rng=0)
    network.compile("sgd", "mse")
    return network


class Diary(Callback):
    def __init__(self):
        self.lines = []

    def on_train_begin(self):
        self.lines.append(("begin", dict(self.params)))

    def on_epoch_begin(self, epoch):
        self.lines.append(("epoch", epoch))

    def on_batch_end(self, batch, logs):
        self.lines.append(("batch", batch, list(logs)))

    def on_epoch_end(self, epoch, logs):
        self.lines.append(("done", epoch, list(logs)))

    def on_train_end(self):
        self.lines.append(("end", self.model))


def test_every_hook_in_its_order():
    diary, network = Diary(), model()
    network.fit(
        X,
        y,
        epochs=2,
        batch_size=6,
        validation_data=(X, y),
        callbacks=[Callback(), diary],
    )
    one_epoch = [
        [
            ("epoch", e),
            ("batch", 0, ["loss"]),
            ("batch", 1, ["loss"]),
            ("done", e, ["loss", "val_loss"]),
        ]
        for e in (0, 1)
    ]
    assert diary.lines == [
        ("begin", {"epochs": 2, "steps": 2}),
        *one_epoch[0],
        *one_epoch[1],
        ("end", network),
    ]


def test_a_callback_may_stop_the_training():
    def enough(epoch, logs):
        network.stop_training = epoch == 2

    network = model()
    stop = LambdaCallback(on_epoch_end=enough)
    assert network.fit(X, y, epochs=9, callbacks=[stop]).epoch == [0, 1, 2]
    # and the next fit starts afresh
    assert network.fit(X, y, epochs=2).epoch == [0, 1]


def test_running_means_at_the_end_of_each_batch():
    seen = []
    network, twin = model(), model()
    network.fit(
        X,
        y,
        epochs=1,
        batch_size=8,
        shuffle=False,
        callbacks=[
            LambdaCallback(on_batch_end=lambda b, logs: seen.append(logs))
        ],
    )
    first = twin.train_on_batch(X[:8], y[:8])["loss"]
    second = twin.train_on_batch(X[8:], y[8:])["loss"]
    assert seen[0]["loss"] == pytest.approx(first)
    assert seen[1]["loss"] == pytest.approx((8 * first + 2 * second) / 10)


def test_history_repr():
    history = model().fit(X, y, epochs=3)
    loss = history.history["loss"][-1]
    assert repr(history) == f"History(3 epochs, loss {loss:.4f})"
    assert repr(History()) == "History(0 epochs)"


def test_lambda_callback_knows_its_hooks():
    with pytest.raises(
        TypeError,
        match="no hook 'on_epoch'. Hooks: on_batch_end, on_epoch_begin",
    ):
        LambdaCallback(on_epoch=print)


def test_verbose_2_prints_lines_that_every_run_repeats(capsys):
    outputs = []
    for _ in range(2):
        model().fit(X, y, epochs=10, rng=0, verbose=2, validation_split=0.2)
        outputs.append(capsys.readouterr())
    assert outputs[0] == outputs[1]
    lines = outputs[0].out.splitlines()
    assert len(lines) == 10
    assert lines[0].startswith("epoch  1/10  loss ")
    assert lines[9].startswith("epoch 10/10  loss ")
    assert "  val_loss " in lines[0]
    assert outputs[0].err == ""


@pytest.mark.parametrize("verbose", ["auto", 0])
def test_nothing_is_printed_where_nobody_watches(capsys, verbose):
    model().fit(X, y, epochs=2, verbose=verbose)
    captured = capsys.readouterr()
    assert captured.out == captured.err == ""


def test_verbose_1_shows_a_bar(capsys):
    model().fit(X, y, epochs=2, batch_size=5, verbose=1)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "epoch 2/2: 100%" in captured.err
    assert "4/4" in captured.err
    assert "loss=" in captured.err


def on_a_terminal(monkeypatch, yes):
    monkeypatch.setattr(
        sys, "stderr", SimpleNamespace(isatty=lambda: yes), raising=True
    )


def in_a_notebook(monkeypatch, **kernel):
    shell = SimpleNamespace(kernel=SimpleNamespace(**kernel))
    ipython = SimpleNamespace(get_ipython=lambda: shell)
    monkeypatch.setitem(sys.modules, "IPython", ipython)


def test_auto_on_a_terminal_and_in_a_pipe(monkeypatch):
    monkeypatch.delitem(sys.modules, "IPython", raising=False)
    on_a_terminal(monkeypatch, True)
    (bar,) = callbacks.for_verbose("auto")
    assert isinstance(bar, ProgressBar)
    on_a_terminal(monkeypatch, False)
    assert callbacks.for_verbose("auto") == []
    monkeypatch.setattr(sys, "stderr", None)
    assert callbacks.for_verbose("auto") == []


@pytest.mark.parametrize("terminal", [True, False])
def test_auto_in_a_notebook_asks_whether_it_is_live(monkeypatch, terminal):
    on_a_terminal(monkeypatch, terminal)
    in_a_notebook(monkeypatch, _allow_stdin=True)
    assert callbacks.someone_watches()
    in_a_notebook(monkeypatch, _allow_stdin=False)  # run by a program
    assert not callbacks.someone_watches()
    in_a_notebook(monkeypatch)
    assert not callbacks.someone_watches()


def test_auto_in_a_plain_ipython_shell_is_as_on_the_terminal(monkeypatch):
    ipython = SimpleNamespace(get_ipython=lambda: SimpleNamespace())
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    on_a_terminal(monkeypatch, True)
    assert callbacks.someone_watches()


def test_an_executed_notebook_stores_no_bar():
    nbclient = pytest.importorskip("nbclient", reason="needs nbclient")
    nbformat = pytest.importorskip("nbformat", reason="needs nbformat")
    code = (
        "import numpy as np\n"
        "from nnlib import Dense, Sequential\n"
        "m = Sequential([Dense(1, 1)], rng=0)\n"
        "m.compile('sgd', 'mse')\n"
        "x = np.ones((4, 1))\n"
        "h = m.fit(x, x, epochs=2)\n"
        "m.fit(x, x, epochs=1, verbose=2);"
    )
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code)]
    )
    nbclient.NotebookClient(notebook, kernel_name="python3").execute()
    (output,) = notebook.cells[0].outputs
    assert output["name"] == "stdout"
    assert output["text"].startswith("epoch 1/1  loss ")


def test_a_callback_outside_of_a_list():
    with pytest.raises(
        TypeError, match=r"callbacks is a list: callbacks=\[LambdaCallback"
    ):
        model().fit(X, y, epochs=1, callbacks=LambdaCallback())


def test_what_is_no_callback():
    with pytest.raises(TypeError, match=r"Write LambdaCallback\(…\), with"):
        model().fit(X, y, epochs=1, callbacks=[LambdaCallback])
    with pytest.raises(TypeError, match="not a Callback. Wrap a function in"):
        model().fit(X, y, epochs=1, callbacks=[print])


def test_those_that_add_to_the_logs_are_told_first():
    class Adder(Callback):
        adds_to_logs = True

    a, b, first, second = Callback(), Callback(), Adder(), Adder()
    history = History()
    order = callbacks.in_order([a, first, b, second], [history])
    assert order == [first, second, history, a, b]
