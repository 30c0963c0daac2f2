"""Saved models: a round trip, and files that are not what they should be."""

import io
import json
import os
import zipfile

import numpy as np
import pytest

from nnlib import ELU, Dense, Layer, LeakyReLU, ReLU, Sequential, Softmax

X = np.random.default_rng(0).normal(size=(5, 4))


def model(dtype=np.float64):
    return Sequential(
        [
            Dense(4, 6),
            LeakyReLU(0.2),
            Dense(6, 6, use_bias=False),
            ELU(alpha=0.5),
            Dense(6, 3),
            Softmax(),
        ],
        rng=0,
        dtype=dtype,
    )


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_round_trip(tmp_path, dtype):
    first, path = model(dtype), tmp_path / "model.npz"
    first.save(path)
    second = Sequential.load(str(path))
    assert repr(second) == repr(first)
    assert second.dtype == dtype
    np.testing.assert_array_equal(second.predict(X), first.predict(X))
    second.compile("sgd", "sparse_categorical_crossentropy")
    second.fit(X, [0, 1, 2, 0, 1], epochs=1)
    assert not np.array_equal(second.predict(X), first.predict(X))


def test_the_file_is_plain(tmp_path):
    path = tmp_path / "model.npz"
    model().save(path)
    with np.load(path, allow_pickle=False) as file:
        assert sorted(file) == ["architecture", "weights"]
        architecture = json.loads(str(file["architecture"]))
    assert architecture["layers"][1] == {
        "layer": "LeakyReLU",
        "config": {"negative_slope": 0.2},
    }


def test_a_failed_save_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "model.npz"
    model().save(path)
    before = path.read_bytes()

    def full_disk(file, **arrays):
        file.write(b"half a fi")
        raise OSError("No space left on device")

    monkeypatch.setattr(np, "savez", full_disk)
    with pytest.raises(OSError, match="No space left"):
        model().save(path)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["model.npz"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of Unix")
def test_the_file_has_the_usual_permissions(tmp_path):
    path, usual = tmp_path / "model.npz", tmp_path / "usual"
    model().save(path)
    usual.touch()
    assert path.stat().st_mode == usual.stat().st_mode


def test_save_wants_npz_and_known_layers(tmp_path):
    with pytest.raises(ValueError, match='path ending in ".npz", got'):
        model().save(tmp_path / "model.h5")

    class Mine(Layer):
        pass

    with pytest.raises(ValueError, match="Mine is not one of them. Keep mod"):
        Sequential([Mine()]).save(tmp_path / "model.npz")
    assert os.listdir(tmp_path) == []


def test_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        Sequential.load(tmp_path / "nothing.npz")


def archive(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def described(layers, weights, form=1):
    text = json.dumps({"format": form, "layers": layers})
    return archive(architecture=np.array(text), weights=weights)


def whole():
    layers = [
        {"layer": "Dense", "config": {"in_features": 2, "out_features": 1}}
    ]
    return layers, np.zeros(3)


def npy():
    file = io.BytesIO()
    np.save(file, np.zeros(3))
    return file.getvalue()


def pickled():
    file = io.BytesIO()
    objects = np.array([{"a": 1}], dtype=object)
    np.savez(file, architecture=objects, weights=objects)
    return file.getvalue()


def other_zip():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as bundle:
        bundle.writestr("readme.txt", "hello")
    return file.getvalue()


def flipped():
    content = bytearray(described(*whole()))
    # the text is stored as four bytes a character
    place = content.find("format".encode("utf-32-le"))
    assert place > 0
    content[place : place + 8] = bytes(8)
    return bytes(content)


layers, weights = whole()
huge = [
    {"layer": "Dense", "config": {"in_features": 10**9, "out_features": 10**9}}
]
misfit = [
    {"layer": "Dense", "config": {"in_features": 2, "out_features": 1}},
    {"layer": "Dense", "config": {"in_features": 2, "out_features": 1}},
]


# named, because the bytes of an archive hold the time it was made
REFUSED = {
    "empty": (b"", "No data left in file"),
    "garbage": (b"garbage", ""),
    "cut": (described(*whole())[:-30], ""),
    "flipped": (flipped(), ""),
    "no archive": (npy(), "a single array, written by np.save"),
    "pickled": (pickled(), "Python objects"),
    "other archive": (
        other_zip(),
        "architecture is not a file in the archive",
    ),
    "half a text": (archive(architecture=np.array("{"), weights=weights), ""),
    "no layers": (archive(architecture=np.array("[]"), weights=weights), ""),
    "deep": (
        archive(architecture=np.array("[" * 100_000), weights=weights),
        "recursion",
    ),
    "newer form": (
        described(layers, weights, form=99),
        "format 99 is unknown",
    ),
    "unknown layer": (
        described([{"layer": "Conv2D", "config": {}}], weights),
        "layer 'Conv2D' is unknown",
    ),
    "base class": (
        described([{"layer": "Layer", "config": {}}], weights),
        "layer 'Layer' is unknown",
    ),
    "unknown argument": (
        described([{"layer": "Dense", "config": {"units": 3}}], weights),
        "Dense has no argument 'units'",
    ),
    "too many weights": (
        described(layers, np.zeros(4)),
        r"need 3 weights and it holds float64 values of shape \(4,\)",
    ),
    "integers": (
        described(layers, np.zeros(3, dtype=int)),
        "holds int64 values",
    ),
    "half precision": (
        described(layers, np.zeros(3, dtype=np.float16)),
        "holds float16",
    ),
    "huge": (described(huge, weights), "need 1000000001000000000 weights"),
    "misfit": (
        described(misfit, np.zeros(6)),
        "expects 2 features, but",
    ),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_damaged_and_foreign_files_are_refused(tmp_path, content, reason):
    path = tmp_path / "model.npz"
    path.write_bytes(content)
    with pytest.raises(
        ValueError,
        match=r'model.npz" is damaged, or not a model saved by.*' + reason,
    ):
        Sequential.load(path)


def test_no_code_of_the_file_is_run(tmp_path):
    class Evil:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "hacked"),)

    path = tmp_path / "model.npz"
    objects = np.array([Evil()], dtype=object)
    np.savez(path, architecture=objects, weights=objects)
    with pytest.raises(ValueError, match="damaged"):
        Sequential.load(path)
    assert os.listdir(tmp_path) == ["model.npz"]


def test_a_model_of_relu_alone_can_be_saved(tmp_path):
    Sequential([ReLU()]).save(tmp_path / "m.npz")
    assert Sequential.load(tmp_path / "m.npz").count_params() == 0
