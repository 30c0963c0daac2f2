"""The playground's Python side: values, errors, what nnlib does with it."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from traitlets import TraitError

from nnlib.widgets import playground
from nnlib.widgets._playground_state import CHOICES
from nnlib.widgets._playground_view import LABELS
from tests.widgets.checks import (
    controls_are_linked,
    shows_view_text_and_picture,
    state_is_plain_data,
    tells_its_values,
)


def test_text_form_is_the_state_in_two_lines():
    text = repr(playground("xor", hidden=[3]))
    first, second = text.splitlines()
    assert first == (
        "playground(data='xor', features=['x1', 'x2'], hidden=[3])"
    )
    assert re.fullmatch(
        r"2-3-1 network, epoch 0: train loss 0\.\d{3}, test loss 0\.\d{3}",
        second,
    )


@pytest.mark.parametrize("data", CHOICES["data"][:-1])
def test_every_data_set_has_a_still_picture(data):
    box = playground(data)
    tells_its_values(box, "playground")
    shows_view_text_and_picture(box, 120_000)


def test_every_control_is_linked_named_and_in_step():
    box = playground(learning_rate=0.3, noise=15, optimizer="adam")
    assert len(box.links) == 9
    controls_are_linked(box)
    assert box.sliders["_rate"].value == "0.3"
    assert box.sliders["_optimizer"].value == "Adam"


def test_lists_have_a_name_for_every_choice():
    for name, labels in LABELS.items():
        assert len(labels) == len(CHOICES[name]) == len(set(labels))


def test_the_points_and_the_style_are_stored():
    box = playground(X=[[0, 1], [1, 0], [2, 2]], y=[0, 1, 2])
    state_is_plain_data(box)
    state = box.view.get_state()
    assert json.loads(json.dumps(state["points"])) == box.view.points
    assert ".nn-pg-stage" in state["_css"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"data": "moons"}, "data must be one of circle, xor, .* got 'moons'"),
        ({"noise": 60}, "noise must be a whole number from 0 to 50, got 60"),
        ({"noise": 2.5}, "noise must be a whole number .* got 2.5"),
        (
            {"train_share": 100},
            "train_share must be .* from 10 to 90, got 100",
        ),
        ({"batch_size": True}, "batch_size must be .* from 1 to 30, got True"),
        ({"features": []}, "features must be some of x1, x2, x1sq"),
        ({"features": ["x3"]}, r"got \['x3'\]"),
        ({"hidden": [9]}, "at most 6 layers of 1 to 8 units"),
        ({"hidden": [2] * 7}, "at most 6 layers of 1 to 8 units"),
        ({"hidden": 9}, r"for example \(4, 2\), got 9"),
        ({"activation": "ReLU"}, "activation must be one of tanh, relu"),
        (
            {"learning_rate": 0.02},
            "learning_rate must be one of 1e-05, .* got 0.02",
        ),
        ({"optimizer": "Adam"}, "optimizer must be one of sgd, momentum"),
        ({"loss": "mse"}, "loss must be one of auto, quadratic_cost"),
        ({"regularization": None}, "must be one of none, l1, l2, got None"),
        ({"strength": 5}, "strength must be one of 0, 0.001"),
        ({"X": [[1, 2]]}, "needs both X and y, or neither"),
        ({"X": [[1, 2]], "y": [1]}, r"2 to 500 points .* X of shape \(1, 2\)"),
        ({"X": [[1, 2], [3, 4]], "y": [1, 1]}, "all labels are 1"),
        ({"X": [[1, 2, 3]] * 2, "y": [1, 0]}, r"shape \(n, 2\)"),
        ({"X": [[1, np.nan]] * 2, "y": [1, 0]}, "2 NaN values"),
        ({"link": "https://a.example/"}, "the link must end in"),
        ({"link": "#playground?data=x"}, "data must be one of"),
        ({"link": "#playground?weights=AAAAAAAA8D8"}, "has 25 weights"),
        ({"name": "two words"}, "name must be one word"),
    ],
)
def test_errors_teach(arguments, message):
    with pytest.raises(ValueError, match=message):
        playground(**arguments)


def test_traits_refuse_what_the_picture_cannot_show():
    view = playground().view
    with pytest.raises(TraitError):
        view.data = "moons"
    with pytest.raises(TraitError):
        view.noise = 51
    with pytest.raises(ValueError, match="at most 6 layers"):
        view.hidden = [9]
    assert (view.data, view.noise, view.hidden) == ("circle", 0, [4, 2])


def test_model_has_the_view_s_weights_and_settings():
    view = playground(
        "arms", activation="relu", regularization="l2", strength=0.03
    ).view
    model = view.model()
    assert [type(layer).__name__ for layer in model.layers] == [
        "Dense",
        "ReLU",
        "Dense",
        "ReLU",
        "Dense",
        "Softmax",
    ]
    assert model.count_params() == 2 * 4 + 4 + 4 * 2 + 2 + 2 * 3 + 3
    assert model.penalty() > 0
    (X, y), (X_test, y_test) = view.data_set()
    assert X.shape == (250, 2) and y.shape == (250, 3)
    assert X_test.shape == (250, 2) and y_test.sum() == 250


def test_a_model_trained_by_hand_is_shown():
    view = playground("gaussian").view
    model, ((X, y), test) = view.model(), view.data_set()
    before = view.losses()["test"]
    model.fit(X, y, epochs=5, batch_size=10, rng=0, verbose=0)
    view.show(model, epochs=5)
    assert view.epoch == 5 and view.weights == model.flat_params.tolist()
    assert view.losses()["test"] == pytest.approx(
        model.evaluate(*test)["loss"]
    )
    assert view.losses()["test"] < before / 3
    assert "epoch=5&" in view.link


def test_a_model_of_another_shape_or_without_numbers_is_refused():
    view, other = playground().view, playground(hidden=[3]).view
    with pytest.raises(ValueError, match=r"25 parameters, .* got 13\. Begin"):
        view.show(other.model())
    model = view.model()
    model.flat_params[3] = np.inf
    with pytest.raises(ValueError, match="smaller learning rate"):
        view.show(model)


def test_training_tells_every_observer():
    view, heard = playground().view, []
    view.observe(lambda change: heard.append(change["name"]), ["weights"])
    losses = view.train(2)
    assert heard == ["weights"] and view.epoch == 2
    assert losses == view.losses()


def test_weights_that_no_longer_fit_are_forgotten():
    view = playground().view
    view.train(1)
    view.noise = 20
    assert len(view.weights) == 25
    view.hidden = [4, 3]
    assert (view.weights, view.epoch) == ([], 0)
    assert view.model().count_params() == 31


def test_own_arrays_become_own_data():
    box = playground(X=[[0, 1], [1, 0], [2, 2]], y=[5, 7, 9])
    assert box.view.data == "yours" and box.view.kind == "classes"
    assert box.view.points == [[0, 1, 0], [1, 0, 1], [2, 2, 2]]
    assert len(box.view.model().layers[-2].params["b"]) == 3
    X = np.linspace(0, 100, 20)
    box = playground(X=np.column_stack([X, X]), y=X)
    assert box.view.kind == "numbers"
    assert np.ptp(box.view.points, axis=0).tolist() == [10, 10, 2]
