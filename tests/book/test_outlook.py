"""The outlook names all it should, and its numbers and claims hold."""

from __future__ import annotations

import re

import numpy as np
import pytest

from nnlib import SGD, Dense, ReLU, Sequential, Softmax, datasets
from nnlib.preprocessing import PCA
from notebook_files import ROOT

PAGE = (ROOT / "book" / "outlook.md").read_text("utf8")
TEXT = " ".join(re.sub(r"[*_`]", "", PAGE).split()).lower()

# What lies beyond the book's scope and deserves a word, area by area.
NAMED = {
    "convolutional nets": """
        convolution | 2-D | 3-D | filter | parameter sharing |
        local connectivity | pooling | ImageDataGenerator |
        data augmentation | training with a generator | multi-GPU | AlexNet |
        object detection | ImageNet | CIFAR-10 | residual""",
    "transfer learning": """
        transfer learning | pretrained | feature extraction | fine-tuning |
        how similar the source is to the target""",
    "recurrent nets": """
        recurrent neuron | LSTM | stateful | stateless |
        backpropagation through time | time series | price of a stock |
        flow of a river | ARIMA | ARIMAX | differences | lagged | seizures""",
    "language": """
        bag of words | stemming | lemmatization | stop words | count |
        TF-IDF | embedding | GloVe | 1-D convolution | sentiment analysis |
        document classification""",
    "sequence to sequence": """
        encoder | decoder | words or characters | teacher forcing |
        attention | translate | BLEU | chat | transformer""",
    "reinforcement learning": """
        reinforcement learning | Markov decision process | Q-learning |
        deep Q network | replay memory | exploration | exploitation |
        online learning | Keras-RL | OpenAI's Gym | CartPole |
        Lunar Lander | DeepMind""",
    "generative adversarial nets": """
        generative adversarial network | DCGAN | generator | discriminator |
        stack the two | stability | mode collapse | digits like MNIST's |
        those of CIFAR-10""",
    "other learning set-ups": """
        autoencoder | end-to-end | recognizes faces | two stages |
        multi-task learning | ranking | support vector machine |
        random forest""",
    "deployment and hardware": """
        GPU | CUDA | cuDNN | AWS | GCP | clouds | automatic gradients |
        TensorFlow | Keras | PyTorch | Theano""",
}


@pytest.mark.parametrize("area", NAMED)
def test_everything_beyond_the_scope_is_named(area: str) -> None:
    names = [" ".join(n.split()).lower() for n in NAMED[area].split("|")]
    assert [name for name in names if name not in TEXT] == []


def test_the_page_is_a_read_and_not_a_catalogue() -> None:
    prose = re.sub(r"^---.*?^---|```.*?```", "", PAGE, flags=re.S | re.M)
    assert 2_000 <= len(prose.split()) <= 3_500
    assert not re.search(r"^\s*[-*] ", prose, re.M), "no list of points"


def test_a_convolution_is_a_dense_layer_with_shared_weights() -> None:
    rng = np.random.default_rng(0)
    filter_ = rng.normal(size=3)
    W = np.zeros((8, 6))
    for unit in range(6):
        W[unit : unit + 3, unit] = filter_
    layer = Dense(8, 6)
    layer.build(np.random.default_rng(0), np.float64)
    assert layer.params["W"].size == 48
    assert (np.count_nonzero(W), np.unique(W[W != 0]).size) == (18, 3)
    layer.params["W"][...] = W
    X = rng.normal(size=(5, 8))
    slid = [np.correlate(x, filter_, mode="valid") for x in X]
    np.testing.assert_allclose(layer.forward(X), slid)
    # the gradient of the filter: that of its entries in W, added up
    layer.forward(X, training=True)
    layer.backward(np.ones((5, 6)))
    band = [np.diag(layer.grads["W"], -k)[:6].sum() for k in range(3)]
    each = [X[:, k : k + 6].sum() for k in range(3)]
    np.testing.assert_allclose(band, each)


def test_the_sizes_of_a_layer_on_a_picture() -> None:
    assert (28 - 3 + 1) ** 2 == 26**2
    assert f"{28 * 28 * 26 * 26:,}" == "529,984"
    assert "529,984 weights; a filter has nine" in PAGE


def moved(X: np.ndarray, right: int, down: int = 0) -> np.ndarray:
    """The pictures moved; the digits' margins go around."""
    pictures = X.reshape(-1, 28, 28)
    return np.roll(pictures, (down, right), (1, 2)).reshape(X.shape)


def reader(X: np.ndarray, y: np.ndarray) -> Sequential:
    """The network 784-30-10, trained for five epochs."""
    start = "lecun_normal"
    layers = [
        Dense(784, 30, weight_initializer=start),
        ReLU(),
        Dense(30, 10, weight_initializer=start),
        Softmax(),
    ]
    model = Sequential(layers, rng=0)
    loss = "sparse_categorical_crossentropy"
    model.compile(SGD(0.1), loss, metrics=["accuracy"])
    model.fit(X, y, epochs=5, batch_size=10, rng=0, verbose=0)
    return model


def test_three_pixels_to_the_right() -> None:
    (X, y), (X_test, y_test) = datasets.load_mnist()
    score = reader(X, y).evaluate(X_test, y_test)["accuracy"]
    assert score == pytest.approx(0.92, abs=0.02)
    shifted = moved(X_test, 3)
    blind = reader(X, y).evaluate(shifted, y_test)["accuracy"]
    assert 0.40 < blind < 0.50
    places = [(0, 0), (-3, 0), (3, 0), (0, -3), (0, 3)]
    more = np.concatenate([moved(X, *place) for place in places])
    model = reader(more, np.tile(y, 5))
    score = model.evaluate(shifted, y_test)["accuracy"]
    assert 0.86 < score < 0.92


def test_an_embedding_is_a_row_of_a_matrix() -> None:
    W = np.random.default_rng(0).normal(size=(7, 3))
    np.testing.assert_array_equal(np.eye(7)[4] @ W, W[4])


def test_a_linear_autoencoder_cannot_beat_pca() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 6)) @ rng.normal(size=(6, 6))
    pca = PCA(2).fit(X)
    best = ((pca.inverse_transform(pca.transform(X)) - X) ** 2).mean()
    model = Sequential([Dense(6, 2), Dense(2, 6)], rng=0)
    model.compile("adam", "mse")
    model.fit(X, X, epochs=300, rng=0, verbose=0)
    loss = model.evaluate(X, X)["loss"]
    assert best * (1 - 1e-9) <= loss < 1.2 * best
