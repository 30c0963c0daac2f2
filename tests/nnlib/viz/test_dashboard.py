"""The dashboard: its panels, and when it is shown where."""

import subprocess
import sys
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pytest

import nnlib
from nnlib import (
    SGD,
    Dense,
    LambdaCallback,
    LearningRateScheduler,
    MetricCallback,
    ReLU,
    Sequential,
)
from nnlib.viz import Dashboard, dashboard

X = np.random.default_rng(0).normal(size=(10, 2))
y = (X[:, :1] > 0).astype(float)


def trained(*callbacks, epochs=2, optimizer="sgd", **fit):
    board = Dashboard(X[:4], seconds=0)
    model = Sequential([Dense(2, 3), ReLU(), Dense(3, 1)], rng=0)
    model.compile(optimizer, "mse", metrics=["accuracy"])
    model.fit(X, y, epochs=epochs, rng=0, callbacks=[board, *callbacks], **fit)
    return board


def panels(board):
    return {ax.get_label(): ax for ax in board.draw().axes}


def test_its_panels_show_the_numbers_of_the_run():
    board = trained(validation_data=(X, y))
    found = panels(board)
    assert list(found) == [
        "loss",
        "accuracy",
        "gradient norm",
        "update / weights",
        "outputs",
        "weights",
    ]
    training, validation = found["loss"].lines
    assert training.get_ydata().tolist() == board.history.history["loss"]
    assert validation.get_ydata().tolist() == board.history.history["val_loss"]
    norms = found["gradient norm"].lines[1].get_ydata()
    assert norms.tolist() == board.gradient_norms["3 Dense"]
    rows = [t.get_text() for t in found["outputs"].get_yticklabels()]
    assert rows == ["1 Dense", "2 ReLU", "3 Dense"]


def test_a_changing_learning_rate_has_a_panel_and_a_metric_alone_too():
    board = trained(
        LearningRateScheduler(lambda epoch: 0.1 / (1 + epoch)),
        MetricCallback("val_auc", lambda model: 0.75),
    )
    found = panels(board)
    rates = found["learning rate"].lines[0].get_ydata()
    assert list(rates) == [0.1, 0.05]
    (line,) = found["val_auc"].lines
    assert line.get_ydata().tolist() == [0.75, 0.75]
    assert [t.get_text() for t in found["val_auc"].texts] == ["validation"]


def test_the_title_says_where_the_training_stands():
    figure = trained(epochs=3).draw()
    assert figure.get_suptitle() == "After epoch 3 of 3, learning rate 0.01"


def test_two_runs_give_the_same_picture():
    pictures = [trained()._repr_png_() for _ in range(2)]
    assert pictures[0].startswith(b"\x89PNG")
    assert pictures[0] == pictures[1]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_run_that_blows_up_can_be_drawn():
    board = trained(epochs=4, optimizer=SGD(1e200), validation_data=(X, y))
    assert not np.isfinite(board.history.history["loss"][-1])
    assert board._repr_png_().startswith(b"\x89PNG")


def test_a_network_without_weights_can_be_drawn():
    board = Dashboard()
    model = Sequential([ReLU()])
    model.compile("sgd", "mse")
    # what fit tells, without the updates that need weights
    board.model, board.params = model, {"epochs": 1, "steps": 1}
    board.on_train_begin()
    board.on_epoch_begin(0)
    model.forward(X, training=True)
    board.on_batch_end(0, {})
    board.on_epoch_end(0, {"loss": 1.0})
    assert list(panels(board)) == ["loss", "outputs"]


def test_before_the_first_epoch():
    board = Dashboard()
    assert repr(board) == "Dashboard(0 epochs)"
    assert board._repr_png_() is None
    with pytest.raises(RuntimeError, match="no epoch is recorded yet. Hand"):
        board.draw()
    with pytest.raises(ValueError, match="Dashboard: seconds must be in"):
        Dashboard(seconds=-1)


def test_no_figure_is_left_to_pyplot():
    use = dict(plt.rcParams)
    trained().draw()
    assert plt.get_fignums() == []
    assert dict(plt.rcParams) == use


def test_nothing_is_shown_in_a_script(capsys):
    board = trained()
    assert capsys.readouterr().out == ""
    assert repr(board).startswith("Dashboard(2 epochs, loss ")


class Shown:
    """Stands in for IPython's display: notes what it is given."""

    def __init__(self, monkeypatch, live):
        self.first, self.updates = [], []
        shell = SimpleNamespace(kernel=SimpleNamespace(_allow_stdin=live))
        ipython = SimpleNamespace(get_ipython=lambda: shell)
        monkeypatch.setitem(sys.modules, "IPython", ipython)
        monkeypatch.setitem(
            sys.modules,
            "IPython.display",
            SimpleNamespace(display=self.display),
        )

    def display(self, what, display_id):
        assert display_id is True
        self.first.append(len(what.history.epoch))
        return SimpleNamespace(
            update=lambda what: self.updates.append(len(what.history.epoch))
        )


def test_a_watched_notebook_is_redrawn_in_one_place(monkeypatch):
    shown = Shown(monkeypatch, live=True)
    trained(epochs=3, verbose=0)
    assert shown.first == [1]
    assert shown.updates == [2, 3, 3]


def test_not_more_often_than_told(monkeypatch):
    shown = Shown(monkeypatch, live=True)
    now = iter(range(100))
    monkeypatch.setattr(dashboard.time, "monotonic", lambda: next(now))
    board = Dashboard(seconds=2.5)
    model = Sequential([Dense(2, 1)], rng=0)
    model.compile("sgd", "mse")
    model.fit(X, y, epochs=6, verbose=0, callbacks=[board])
    assert shown.first == [1]  # asked at 0, drawn at 1
    assert shown.updates == [4, 6]  # asked at 2, 3, 4: drawn at 5; 6, 7


def test_an_executed_notebook_gets_one_figure_at_the_end(monkeypatch):
    shown = Shown(monkeypatch, live=False)
    trained(epochs=3)
    assert (shown.first, shown.updates) == ([3], [])


def test_ctrl_c_leaves_the_figure_so_far(monkeypatch):
    shown = Shown(monkeypatch, live=False)

    def press(epoch):
        if epoch == 2:
            raise KeyboardInterrupt

    board = trained(LambdaCallback(on_epoch_begin=press), epochs=9, verbose=0)
    assert shown.first == [2]
    assert board.draw().get_suptitle().startswith("After epoch 2 of 9")
    board = trained(
        LambdaCallback(on_epoch_begin=lambda e: press(2)), epochs=9, verbose=0
    )
    assert shown.first == [2]  # there is nothing yet to show


def test_it_is_found_in_nnlib_and_loaded_only_then():
    assert nnlib.Dashboard is Dashboard
    code = (
        "import sys, nnlib; assert 'matplotlib' not in sys.modules; "
        "nnlib.Dashboard; assert 'matplotlib' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.slow
def test_the_stored_output_of_a_real_notebook():
    nbclient = pytest.importorskip("nbclient", reason="needs nbclient")
    nbformat = pytest.importorskip("nbformat", reason="needs nbformat")
    code = (
        "import numpy as np\n"
        "from nnlib import Dashboard, Dense, Sequential\n"
        "m = Sequential([Dense(1, 1)], rng=0)\n"
        "m.compile('sgd', 'mse')\n"
        "x = np.ones((4, 1))\n"
        "h = m.fit(x, x, epochs=2, callbacks=[Dashboard()])"
    )
    stored = []
    for _ in range(2):
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(code)]
        )
        nbclient.NotebookClient(notebook, kernel_name="python3").execute()
        (output,) = notebook.cells[0].outputs
        assert output["output_type"] == "display_data"
        stored.append(output["data"])
    assert stored[0]["text/plain"].startswith("Dashboard(2 epochs, loss ")
    assert stored[0]["image/png"].startswith("iVBOR")
    assert stored[0] == stored[1]
