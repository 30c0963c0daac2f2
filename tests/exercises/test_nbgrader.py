"""nbgrader's own pipeline gives the points that `check` gives."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

import exercises as tool
from nncheck import catalog

pytestmark = [
    pytest.mark.slow,
    # nbgrader and SQLAlchemy warn about themselves
    pytest.mark.filterwarnings("ignore"),
]

MISTAKES = {
    "tensors": {
        "rotate": (
            "def rotate(X, degrees):\n"
            "    a = np.deg2rad(degrees)\n"
            "    c, s = np.cos(a), np.sin(a)\n"
            "    return X @ np.array([[c, -s], [s, c]])"
        ),
        "memory_bytes": (
            "def memory_bytes(shape, dtype):\n"
            "    n = np.prod(shape, dtype=np.int32)\n"
            "    n = int(n) * np.dtype(dtype).itemsize\n"
            "    return n, n / 1e6, n / 2**20"
        ),
    },
    "perceptron": {
        "step": "def step(z):\n    return (np.asarray(z) >= 0).astype(int)",
        "signed_distance": (
            "def signed_distance(w, b, X):\n    return X @ w + b"
        ),
    },
    "backpropagation": {
        "graph_gradients": (
            "def graph_gradients(edges, size):\n"
            "    grads = np.eye(size)[-1]\n"
            "    for source, target, slope in edges[::-1]:\n"
            "        grads[source] = slope * grads[target]\n"
            "    return grads"
        ),
        "numerical_gradient": (
            "def numerical_gradient(f, x, h):\n"
            "    nudges = h * np.eye(x.size).reshape(-1, *x.shape)\n"
            "    slopes = [(f(x + e) - f(x - e)) / (2 * h) for e in nudges]\n"
            "    return np.array(slopes)"
        ),
    },
    "multilayer_perceptron": {
        "num_params": (
            "def num_params(sizes):\n"
            "    return sum(d * m + 1 for d, m in zip(sizes, sizes[1:]))"
        ),
        "forward": (
            "def forward(params, X, activations):\n"
            "    return [X, activations[0](X @ params[0] + params[1])]"
        ),
    },
    "losses": {
        "regression_loss": (
            "def regression_loss(kind, y_true, y_pred):\n"
            "    r = y_pred - y_true\n"
            "    if kind == 'mean_squared_error':\n"
            "        return np.mean(r**2), 2 * r / r.size\n"
            "    if kind == 'quadratic_cost':\n"
            "        return np.sum(r**2) / 2 / len(r), r / len(r)\n"
            "    return np.mean(abs(r)), np.sign(r) / r.size"
        ),
        "cross_entropy": (
            "def cross_entropy(y_true, y_pred):\n"
            "    p = np.maximum(y_pred, 1e-12)\n"
            "    return -np.sum(y_true * np.log2(p)) / len(p)"
        ),
    },
    "gradient_descent": {
        "gradient_descent": (
            "def gradient_descent(grad, x0, eta, n):\n"
            "    path = [x0]\n"
            "    for _ in range(n):\n"
            "        path.append(eta * grad(path[-1]))\n"
            "    return np.array(path)"
        ),
        "updates_per_run": (
            "def updates_per_run(n, batch_size, epochs):\n"
            "    return n // batch_size * epochs"
        ),
    },
    "mnist": {
        "prepare": (
            "def prepare(X, y):\n"
            "    return X.reshape(len(X), 784).astype(float), np.eye(10)[y]"
        ),
        "train": "def train(*args):\n    raise NotImplementedError",
    },
    "activations": {
        "sigmoid": "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))",
        "softmax_backward": (
            "def softmax_backward(S, dA):\n    return S * (1 - S) * dA"
        ),
    },
    "preparation": {
        "whiten": (
            "def whiten(X, mean, U, variances, epsilon):\n"
            "    own = X - X.mean(axis=0)\n"
            "    return own @ U / np.sqrt(variances + epsilon)"
        ),
        "signal_flow": (
            "def signal_flow(sizes, spreads):\n"
            "    n, s = np.array(sizes), np.array(spreads)\n"
            "    up = np.cumprod(np.sqrt(n[:-1] / 2) * s)\n"
            "    return up, up / up[-1]"
        ),
    },
    "regularization": {
        "penalized_step": (
            "def penalized_step(W, b, grad_W, grad_b, rate, l1, l2):\n"
            "    W = W - rate * grad_W - l2 * W - l1 * np.sign(W)\n"
            "    return W, b - rate * grad_b"
        ),
        "batch_norm_backward": (
            "def batch_norm_backward(X, gamma, grad_output, epsilon):\n"
            "    root = np.sqrt(X.var(axis=0) + epsilon)\n"
            "    x_hat = (X - X.mean(axis=0)) / root\n"
            "    grad_gamma = (grad_output * x_hat).sum(axis=0)\n"
            "    return (\n"
            "        gamma * grad_output / root,\n"
            "        grad_gamma,\n"
            "        grad_output.sum(axis=0),\n"
            "    )"
        ),
    },
    "evaluation": {
        "precision_recall_f1": (
            "def precision_recall_f1(y_true, y_pred):\n"
            "    hits = np.sum(y_true * y_pred)\n"
            "    p, r = hits / np.sum(y_pred), hits / np.sum(y_true)\n"
            "    return p, r, (p + r) / 2"
        ),
        "k_folds": (
            "def k_folds(n, k, rng):\n"
            "    order, size = rng.permutation(n), n // k\n"
            "    parts = [order[i * size:(i + 1) * size] for i in range(k)]\n"
            "    return [(np.setdiff1d(order, p), p) for p in parts]"
        ),
    },
    "training": {
        "random_search": (
            "def random_search(fit, score, low, high, n_trials, rng):\n"
            "    rates = rng.uniform(low, high, n_trials)\n"
            "    losses = [score(fit(r), 'validation') for r in rates]\n"
            "    return rates[np.argmin(losses)], min(losses)"
        ),
        "early_stopping": (
            "def early_stopping(history, monitor, patience, mode):\n"
            "    values = [-v if mode == 'max' else v\n"
            "              for v in history[monitor]]\n"
            "    best = 0\n"
            "    for epoch, value in enumerate(values):\n"
            "        if value < values[best]:\n"
            "            best = epoch\n"
            "        if epoch - best >= patience:\n"
            "            return epoch, best\n"
            "    return len(values) - 1, best"
        ),
    },
    "museum_backward": {
        "line_step": (
            "def line_step(X, y, w, b, rate):\n"
            "    error = X @ w + b - y\n"
            "    w = w - 2 * rate * X.T @ error\n"
            "    return w, b - 2 * rate * error.sum()"
        ),
    },
    "museum_numbers": {
        "walk": (
            "def walk(start, steepness, rate, steps):\n"
            "    path = [start.copy()]\n"
            "    for _ in range(steps):\n"
            "        start -= rate * steepness * start\n"
            "        path.append(start)\n"
            "    return np.array(path)"
        ),
    },
    "museum_training": {
        "hold_out": (
            "def hold_out(X, y, n_test, seed):\n"
            "    return X[:-n_test], y[:-n_test], X[-n_test:], y[-n_test:]"
        ),
    },
}
POINTS = {
    "tensors": {"rotate": 0, "memory_bytes": 1.5},
    "perceptron": {"step": 0.5, "signed_distance": 0},
    "backpropagation": {"graph_gradients": 0, "numerical_gradient": 2},
    "multilayer_perceptron": {"num_params": 0.5, "forward": 1},
    "losses": {"regression_loss": 3, "cross_entropy": 1},
    "gradient_descent": {"gradient_descent": 0, "updates_per_run": 0.5},
    "mnist": {"prepare": 2, "train": 0},
    "activations": {"sigmoid": 2, "softmax_backward": 0},
    "preparation": {"whiten": 2, "signal_flow": 2},
    "regularization": {"penalized_step": 0.5, "batch_norm_backward": 1},
    "evaluation": {"precision_recall_f1": 2, "k_folds": 1.5},
    "training": {"random_search": 3, "early_stopping": 3},
    "museum_backward": {"line_step": 0},
    "museum_numbers": {"walk": 0},
    "museum_training": {"hold_out": 0},
}


def submit(root: Path, page: str, student: str, notebook: bytes) -> None:
    folder = root / "submitted" / student / page
    folder.mkdir(parents=True)
    (folder / f"{page}.ipynb").write_bytes(notebook)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """An empty course with the exercises as sources, and its API."""
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    # nbgrader starts the program alembic by its name
    programs = str(Path(sys.executable).parent)
    path = os.pathsep.join([programs, os.environ.get("PATH", "")])
    monkeypatch.setenv("PATH", path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    tool.main(["--course", str(tmp_path)])
    config = Config()
    config.CourseDirectory.root = str(tmp_path)
    config.CourseDirectory.course_id = "book"
    config.Execute.timeout = 120
    return NbGraderAPI(config=config)


@pytest.mark.parametrize("page", catalog.PAGES)
def test_nbgrader_gives_the_same_points(
    page, course, tmp_path, replace, recording
):
    from nbgrader.api import Gradebook

    done = course.generate_assignment(page)
    assert done["success"], done["log"]
    made = tmp_path / "release" / page / f"{page}.ipynb"
    committed = tool.RELEASE / f"{page}.ipynb"
    same = [
        [cell["source"] for cell in json.loads(path.read_text())["cells"]]
        for path in (made, committed)
    ]
    assert same[0] == same[1]

    source = tmp_path / "source" / page / f"{page}.ipynb"
    submit(tmp_path, page, "reference", source.read_bytes())
    submit(tmp_path, page, "blank", committed.read_bytes())
    mistaken = json.loads(source.read_text())
    for name, code in MISTAKES[page].items():
        replace(mistaken, name, code)
    submit(tmp_path, page, "mistaken", json.dumps(mistaken).encode())

    exercises = catalog.exercises(page)
    full = {e.name: e.points for e in exercises}
    expected = {
        "reference": full,
        "blank": dict.fromkeys(full, 0),
        "mistaken": full | POINTS[page],
    }
    for student in expected:
        done = course.autograde(page, student)
        assert done["success"], (done["error"], done["log"])
    with Gradebook(course.coursedir.db_url) as gradebook:
        for student, points in expected.items():
            grades = gradebook.find_submission_notebook(
                page, page, student
            ).grades
            found = {
                grade.name.removesuffix("_check"): grade.score
                for grade in grades
            }
            assert found == points, student
            assert not any(grade.needs_manual_grade for grade in grades)
    assert not recording.parent.exists()  # a class is nobody's own results
    shutil.rmtree(tmp_path / "submitted")
