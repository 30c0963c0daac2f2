"""Values and gradients against PyTorch's, an independent implementation."""

import numpy as np
import pytest

from nnlib import Dense, Sequential, losses
from tests.nnlib.gradients.operations import (
    ELEMENTWISE,
    ENDS,
    LAYERS,
    LOSSES,
    REGULARIZERS,
    ROWWISE,
    Trial,
    off_the_kinks,
    spread,
)

pytestmark = pytest.mark.peer


@pytest.fixture(scope="module")
def peer():
    """The functions of PyTorch, or a skipped test that says why."""
    pytest.importorskip("torch", reason="PyTorch is not installed")
    from tests.nnlib.gradients import pytorch

    return pytorch


def assert_same(mine, theirs):
    """Agreement to 1e-9, relative to the largest entry."""
    theirs = np.zeros(mine.shape) if theirs is None else theirs.numpy()
    scale = max(1.0, float(np.abs(theirs).max(initial=0)))
    np.testing.assert_allclose(mine, theirs, rtol=1e-9, atol=1e-9 * scale)


@pytest.mark.parametrize("n", [1, 5])
@pytest.mark.parametrize("op", LAYERS)
def test_layer(op, n, peer):
    trial = Trial(op, 3, 4)
    n = max(n, trial.layer.min_batch if trial.training else 1)
    rng = np.random.default_rng(n)
    X = spread(off_the_kinks(rng, n, 3))
    out = trial.forward(X)
    above = off_the_kinks(rng, *out.shape)
    mine = trial.gradients(X, above)

    layer = trial.layer
    x = peer.tensor(X)
    w = {name: peer.tensor(a) for name, a in layer.params.items()}
    other = peer.layer_in_torch(layer, x, w, trial.training)
    assert_same(out, other.detach())
    cost = (peer.torch.tensor(above) * other).sum()
    if "W" in w:
        regularizer = layer.kernel_regularizer
        cost = cost + peer.regularizer_in_torch(regularizer, w["W"])
    if cost.requires_grad:
        cost.backward()
    for name, place in {"X": x, **w}.items():
        assert_same(mine[name], place.grad)


def test_running_averages(peer):
    # PyTorch's momentum is the part that is new, its running variance that
    # of m - 1 degrees of freedom
    trial = Trial("BatchNormalization", 3, 3)
    layer, X = trial.layer, np.random.default_rng(0).normal(size=(6, 3))
    mean, variance = (
        peer.torch.tensor(layer.state[name])
        for name in ("running_mean", "running_variance")
    )
    start = variance.clone()
    layer.forward(X, training=True)
    peer.F.batch_norm(
        peer.torch.tensor(X), mean, variance, training=True, momentum=0.1
    )
    assert_same(layer.state["running_mean"], mean)
    with_m = 0.9 * start + (variance - 0.9 * start) * 5 / 6
    assert_same(layer.state["running_variance"], with_m)


@pytest.mark.parametrize("op", ELEMENTWISE)
def test_elementwise_activation(op, peer):
    f, prime = ELEMENTWISE[op]
    torch, F = peer.torch, peer.F
    others = {
        "identity": lambda z: z,
        "step": lambda z: torch.heaviside(z.detach(), torch.zeros(1).double()),
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": F.relu,
        "leaky_relu": F.leaky_relu,
        "elu": F.elu,
        "absolute": torch.abs,
    }
    # from saturation to saturation, and past the kinks
    z = np.concatenate(
        [off_the_kinks(np.random.default_rng(0), 20), [-30, 30]]
    )
    x = peer.tensor(z)
    other = others[op](x)
    assert_same(f(z), other.detach())
    if other.requires_grad:
        other.sum().backward()
    assert_same(prime(z), x.grad)


@pytest.mark.parametrize("op", ROWWISE)
def test_rowwise_activation(op, peer):
    f, jacobian = ROWWISE[op]
    torch, F = peer.torch, peer.F
    other = {
        "softmax": lambda z: F.softmax(z, dim=0),
        "log_softmax": lambda z: F.log_softmax(z, dim=0),
        "logsumexp": lambda z: torch.logsumexp(z, dim=0),
    }[op]
    z = np.random.default_rng(0).normal(size=6) * 5
    x = torch.tensor(z)
    assert_same(f(z), other(x))
    assert_same(jacobian(z), torch.autograd.functional.jacobian(other, x))


@pytest.mark.parametrize("shape", [(1, 1), (1, 4), (5, 3)])
@pytest.mark.parametrize("op", LOSSES)
def test_loss(op, shape, peer):
    loss, targets, predictions = LOSSES[op]
    n, k = shape
    if "Categorical" in op:
        k = max(k, 2)
    rng = np.random.default_rng(7)
    y_true, y_pred = targets(rng, n, k), predictions(rng, n, k)
    y = peer.tensor(y_pred)
    other = peer.loss_in_torch(loss, y_true, y)
    other.backward()
    assert_same(np.array(loss(y_true, y_pred)), other.detach())
    assert_same(loss.gradient(y_true, y_pred), y.grad)


@pytest.mark.parametrize("op", REGULARIZERS)
def test_regularizer(op, peer):
    W = np.random.default_rng(0).normal(size=(4, 3))
    W[1, 1] = 0  # the kink: both take 0
    w = peer.tensor(W)
    other = peer.regularizer_in_torch(REGULARIZERS[op], w)
    other.backward()
    assert_same(np.array(REGULARIZERS[op](W)), other.detach())
    assert_same(REGULARIZERS[op].gradient(W), w.grad)


@pytest.mark.parametrize("penalty", [None, *REGULARIZERS.values()], ids=repr)
@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("hidden", LAYERS)
def test_network(hidden, end, penalty, peer):
    # as `fit` computes it: fused where the end allows it
    last, loss, targets = ENDS[end]
    rng = np.random.default_rng(11)
    first = Dense(3, 4, kernel_regularizer=penalty)
    model = Sequential(
        [first, LAYERS[hidden](4, 4), Dense(4, 2), last()], rng=rng
    )
    X, y = rng.normal(size=(5, 3)), targets(rng, 5, 2)
    weights = [
        {name: peer.tensor(w) for name, w in layer.params.items()}
        for layer in model.layers
    ]
    model.compile("sgd", loss)
    value = model.train_on_batch(X, y)["loss"]

    A, cost = peer.torch.tensor(X), 0.0
    for layer, w in zip(model.layers, weights, strict=True):
        A = peer.layer_in_torch(layer, A, w, training=True)
        if "W" in w:
            regularizer = layer.kernel_regularizer
            cost = cost + peer.regularizer_in_torch(regularizer, w["W"])
    cost = cost + peer.loss_in_torch(losses.get(loss), y, A)
    cost.backward()
    assert_same(np.array(value), cost.detach())
    for layer, w in zip(model.layers, weights, strict=True):
        for name, place in w.items():
            assert_same(layer.grads[name], place.grad)
