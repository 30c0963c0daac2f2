"""Parameters: arrays by name that stay the views they are in a model."""

import copy
import pickle

import numpy as np
import pytest

from nnlib import Dense, Sequential


def model():
    return Sequential([Dense(2, 1)], rng=0)


NEW = {"W": [[5.0], [6.0]], "b": [7.0]}


def update(params):
    params.update(NEW)


def update_by_name(params):
    params.update(**NEW)


def join(params):
    params |= NEW


@pytest.mark.parametrize("assign", [update, update_by_name, join])
def test_many_at_once_are_copied_into_the_model(assign):
    network = model()
    params = network.layers[0].params
    assign(params)
    np.testing.assert_array_equal(network.flat_params, [5, 6, 7])
    assert network.predict([[1.0, 1.0]]) == 18  # 5 + 6 + 7
    # and what moves the one vector still moves what the layer uses
    network.flat_params[:] = 1
    assert network.predict([[1.0, 1.0]]) == 3


def test_an_unknown_name_among_many_is_refused():
    with pytest.raises(ValueError, match="there is no 'w' here"):
        model().layers[0].params.update(w=[[1.0], [2.0]])


@pytest.mark.parametrize(
    "take",
    [lambda params: params.pop("W"), lambda params: params.__delitem__("W")],
    ids=["pop", "del"],
)
def test_what_a_model_computes_with_stays(take):
    network = model()
    with pytest.raises(
        TypeError, match=r"'W' belongs to .*\['W'\]\[\.\.\.\] = 0"
    ):
        take(network.layers[0].params)
    assert network.predict([[0.0, 0.0]]) == 0


def test_a_layer_of_no_model_stays_open():
    layer = Dense(2, 1)
    layer.build(rng=0)
    layer.params.update(V=np.ones(3))
    np.testing.assert_array_equal(layer.params.pop("V"), np.ones(3))
    assert layer.params.pop("V", None) is None
    assert set(layer.params) == {"W", "b"}


@pytest.mark.parametrize(
    "copied", [copy.deepcopy, lambda o: pickle.loads(pickle.dumps(o))]
)
def test_a_copy_is_a_model_of_its_own(copied):
    network = model()
    twin = copied(network)
    twin.layers[0].params.update(NEW)
    np.testing.assert_array_equal(twin.flat_params, [5, 6, 7])
    assert not np.array_equal(network.flat_params, twin.flat_params)
