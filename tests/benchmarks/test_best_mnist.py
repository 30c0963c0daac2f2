"""The best recipe: its pictures, its result file, and its beginning again."""

from __future__ import annotations

import dataclasses
import importlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from nnlib.datasets import load_mnist

FOLDER = Path(__file__).parents[2] / "benchmarks"


def load_scripts():
    """The modules of the recipe; `benchmarks/` is no package."""
    sys.path.insert(0, str(FOLDER))
    try:
        names = "_augment", "_recipe_runs", "best_mnist"
        return [importlib.import_module(name) for name in names]
    finally:
        sys.path.remove(str(FOLDER))


augment, runs, best = load_scripts()
STORED = json.loads(best.RESULTS.read_text(encoding="utf-8"))
Distortion = augment.Distortion


@pytest.fixture
def X(rng):
    """Seven pictures of noise inside a broad margin of paper."""
    pictures = np.zeros((7, 28, 28), dtype=np.float32)
    pictures[:, 6:22, 6:22] = rng.random((7, 16, 16))
    return pictures.reshape(7, 784)


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def shifted(X, down, right):
    """`X` with every pixel read `down` and `right` of its place."""
    n = len(X)
    full = np.full((n, 28, 28), 1, np.float32)
    return augment.move(X.reshape(n, 28, 28), down * full, right * full)


@pytest.mark.parametrize("n", [0, 1, 7, augment.CHUNK + 1])
def test_distorted_pictures_are_pictures(n, rng):
    X = rng.random((n, 784)).astype(np.float32)
    before = X.copy()
    Y = best.BEST.distortion.distort(X, rng=1)
    assert Y.shape == (n, 784)
    assert Y.dtype == np.float32
    assert np.all((Y >= 0) & (Y <= 1))
    assert np.array_equal(X, before)
    assert not n or not np.allclose(Y, X, atol=0.1)


def test_no_strength_no_change(X):
    assert np.array_equal(Distortion().distort(X, rng=0), X)


@pytest.mark.parametrize(("down", "right"), [(2, -3), (-1, 0), (5, 6)])
def test_a_shift_by_whole_pixels_is_exact(X, down, right):
    pictures = X.reshape(7, 28, 28)
    # reading further down moves the picture up
    expected = np.roll(pictures, (-down, -right), axis=(1, 2))
    assert np.array_equal(shifted(X, down, right), expected)


@pytest.mark.parametrize("far", [28, -28, 29, -1000, 1e6])
def test_paper_lies_all_around(far):
    ink = np.ones((2, 784), dtype=np.float32)
    assert not shifted(ink, far, 0).any()
    assert not shifted(ink, 0, far).any()


def test_paper_begins_at_the_edge():
    ink = np.ones((1, 784), dtype=np.float32)
    up, left = shifted(ink, 1, 0), shifted(ink, 0, 1)
    assert up[:, :27].all() and not up[:, 27].any()
    assert left[:, :, :27].all() and not left[:, :, 27].any()
    assert np.all(shifted(ink, -0.25, 0)[:, 0] == 0.75)


def test_between_two_pixels_the_grey_is_their_mean(X):
    half = (shifted(X, 0, 0) + shifted(X, 1, 0)) / 2
    np.testing.assert_allclose(shifted(X, 0.5, 0), half, atol=1e-6)
    # a quarter of the way right, three quarters down: four pixels
    four = [shifted(X, r, c) for r in (0, 1) for c in (0, 1)]
    parts = [0.25 * 0.75, 0.25 * 0.25, 0.75 * 0.75, 0.75 * 0.25]
    mixed = sum(p * f for p, f in zip(parts, four, strict=True))
    np.testing.assert_allclose(shifted(X, 0.75, 0.25), mixed, atol=1e-6)


def places(distortion, rng, n=50):
    """Where pixels come from, measured from the middle, and were before."""
    down, right = distortion.draw(n, rng)
    r, c = np.mgrid[:28, :28] - 13.5
    return r, c, r + down, c + right


def test_turns_keep_the_distance_from_the_middle(rng):
    r, c, r_old, c_old = places(Distortion(turn=90), rng)
    np.testing.assert_allclose(
        np.hypot(r_old, c_old),
        np.broadcast_to(np.hypot(r, c), r_old.shape),
        rtol=1e-5,
    )
    angle = np.arctan2(r_old * c - c_old * r, r_old * r + c_old * c)
    spread = np.ptp(angle, axis=(1, 2))  # one angle for a whole picture
    assert spread.max() < 1e-4
    assert np.pi / 4 < np.abs(angle).max() <= np.pi / 2 + 1e-4


def test_zoom_slant_and_shift_do_what_they_say(rng):
    r, c, r_old, c_old = places(Distortion(zoom=0.2), rng)
    for ratio in (r_old / r, c_old / c):
        assert np.ptp(ratio, axis=(1, 2)).max() < 1e-5
        assert 0.8 <= ratio.min() < 0.85 and 1.15 < ratio.max() <= 1.2
    r, c, r_old, c_old = places(Distortion(slant=0.3), rng)
    assert np.allclose(r_old, r)
    slant = (c_old - c) / r
    assert np.ptp(slant, axis=(1, 2)).max() < 1e-5
    assert 0.25 < np.abs(slant).max() <= 0.3 + 1e-6
    r, c, r_old, c_old = places(Distortion(shift=2), rng)
    for moved in (r_old - r, c_old - c):
        assert np.ptp(moved, axis=(1, 2)).max() < 1e-5
        assert -2 <= moved.min() < -1.5 and 1.5 < moved.max() <= 2


def test_smooth_noise_is_normal_and_smooth(rng):
    width = 4.0
    fields = augment.smooth_noise(20_000, width, rng)
    assert fields.shape == (20_000, 28, 28)
    np.testing.assert_allclose(fields.mean(axis=0), 0, atol=0.04)
    np.testing.assert_allclose(fields.std(axis=0), 1, atol=0.03)
    # white noise under a Gaussian of width w: correlation exp(-d² / 4w²)
    for d in (1, 4, 8):
        together = np.mean(fields[:, 0, 0] * fields[:, 0, d])
        expected = np.exp(-(d**2) / (4 * width**2))
        assert together == pytest.approx(expected, abs=0.04)


def test_elastic_is_the_standard_deviation_in_pixels(rng):
    down, right = Distortion(elastic=1.5).draw(2000, rng)
    assert down.std() == pytest.approx(1.5, rel=0.03)
    assert right.std() == pytest.approx(1.5, rel=0.03)
    assert abs(np.corrcoef(down.ravel(), right.ravel())[0, 1]) < 0.03


def test_equal_generators_give_equal_pictures(X):
    distort = best.BEST.distortion.distort
    once = distort(X, rng=3)
    assert np.array_equal(once, distort(X, rng=np.random.default_rng(3)))
    assert not np.array_equal(once, distort(X, rng=4))
    rng = np.random.default_rng(3)
    assert not np.array_equal(distort(X, rng), distort(X, rng))


def toy_data(n=300):
    """Ten spots of light on dark images: learned in an instant."""
    rng = np.random.default_rng(1)
    y = np.tile(np.arange(10), n // 10)
    X = np.zeros((n, 28, 28), dtype=np.float32)
    for row, label in enumerate(y):
        r, c = 4 + 8 * (label // 4), 3 + 6 * (label % 4)
        X[row, r : r + 4, c : c + 4] = 0.5 + rng.random((4, 4)) / 2
    return X.reshape(n, 784), y


@pytest.fixture
def toy(monkeypatch, tmp_path):
    """A tiny recipe; results go where nobody looks."""
    monkeypatch.setattr(best, "NUM_TRAIN", 250)
    monkeypatch.setattr(best, "RESULTS", tmp_path / "best.json")
    distortion = Distortion(shift=1.0, elastic=0.3)
    return best.Recipe(
        "toy", distortion, hidden=(32,), batch_size=25, epochs=15
    )


def untimed(done):
    return {k: v for k, v in done.items() if "seconds" not in k}


@pytest.mark.parametrize(
    "change",
    [{}, {"dropout": 0.2}, {"momentum": 0.9, "learning_rate": 0.1}],
)
def test_a_recipe_learns_and_repeats_itself(toy, change, capsys):
    recipe = dataclasses.replace(toy, **change)
    done = best.validate(recipe, toy_data())
    assert done["report"][-1]["validation_correct"] >= 48  # of 50
    assert untimed(best.validate(recipe, toy_data())) == untimed(done)
    short = best.validate(recipe, toy_data(), epochs=2)
    assert short["report"] == done["report"][:2]
    other = dataclasses.replace(recipe, seed=1)
    assert best.validate(other, toy_data())["report"] != done["report"]
    lines = best.RESULTS.with_suffix(".log").read_text(encoding="utf-8")
    assert lines == capsys.readouterr().out
    assert lines.startswith("toy: epoch 1, running_loss ")


def test_the_rate_falls_to_zero(toy):
    for n in (250, 260):
        rate = best.optimizer(toy, n).learning_rate
        last = 15 * -(-n // 25)
        assert rate(0) == 0.001
        assert rate(last - 1) > 0
        assert rate(last) == 0


def test_validation_never_sees_the_test_images(toy, monkeypatch):
    X, y = toy_data()
    monkeypatch.setattr(best, "RECIPES", {"toy": toy})
    monkeypatch.setattr(best, "BEST", toy)

    def call(test, *words):
        given = (X, y), test
        monkeypatch.setattr(best, "load_mnist", lambda subset: given)
        monkeypatch.setattr(sys, "argv", ["best_mnist.py", *words])
        best.main()
        return runs.stored(best.RESULTS)

    validated = call((np.array([]), None), "--validate")
    assert list(validated["validation"]) == ["toy"]
    assert validated["final"] is None
    done = call((X, y))
    assert done["validation"] == validated["validation"]
    assert done["final"]["test_correct"] >= 290  # of 300
    assert "validation_correct" not in done["final"]["report"][0]
    written = json.loads(best.RESULTS.read_text(encoding="utf-8"))
    assert list(written) == list(STORED)


def test_results_belong_to_the_recipes_of_the_script():
    validated = STORED["validation"]
    assert list(validated) == list(best.RECIPES)
    assert STORED["choice"] == best.CHOICE
    assert STORED["tolerance"] == best.TOLERANCE
    stored = [*validated.items(), (best.BEST.name, STORED["final"])]
    for name, run in stored:
        settings = json.loads(
            json.dumps(dataclasses.asdict(best.RECIPES[name]))
        )
        assert run.items() >= settings.items()
        epochs = [numbers["epoch"] for numbers in run["report"]]
        assert epochs == list(range(1, 1 + run["epochs"]))


def test_the_log_tells_the_same():
    log = best.RESULTS.with_suffix(".log").read_text(encoding="utf-8")
    told = [*STORED["validation"].items()]
    told.append((f"final {best.BEST.name}", STORED["final"]))
    for label, run in told:
        for numbers in run["report"]:
            words = ", ".join(f"{k} {v}" for k, v in numbers.items())
            assert f"{label}: {words}, wall_seconds " in log
    assert f"test_correct {STORED['final']['test_correct']}\n" in log


def test_the_best_recipe_is_the_best_and_holds_its_promise():
    last = {
        name: run["report"][-1]["validation_correct"]
        for name, run in STORED["validation"].items()
    }
    assert max(last, key=last.get) == best.BEST.name
    assert STORED["final"]["test_correct"] >= 9920
    assert STORED["final"]["wall_seconds"] <= 15 * 60
    assert STORED["final"]["cpu_seconds"] <= 2 * 15 * 60  # of two cores


@pytest.mark.mnist
@pytest.mark.slow
def test_first_epoch_again(monkeypatch, tmp_path):
    monkeypatch.setattr(best, "RESULTS", tmp_path / "best.json")
    (X, y), _ = load_mnist("full")
    again = best.validate(best.BEST, (X.astype(np.float32), y), epochs=1)
    now = again["report"][0]
    then = STORED["validation"][best.BEST.name]["report"][0]
    gap = abs(now["validation_correct"] - then["validation_correct"])
    assert gap <= STORED["tolerance"]["validation_correct"]
    assert now["running_loss"] == pytest.approx(
        then["running_loss"], rel=STORED["tolerance"]["running_loss"]
    )
