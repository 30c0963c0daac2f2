"""What a copy takes along, and what it leaves behind."""

import copy
import pickle

import numpy as np
import pytest

from nnlib import SGD, Dense, Sequential


def test_a_copied_model_takes_no_new_names_either():
    model = Sequential([Dense(2, 1)], rng=0)
    for params in (
        copy.deepcopy(model).layers[0].params,
        copy.deepcopy(model.layers[0].params),
    ):
        with pytest.raises(ValueError, match="there is no 'V' here; the nam"):
            params["V"] = np.zeros(3)
    alone = Dense(2, 1)
    alone.build(rng=0)
    copied = copy.deepcopy(alone).params
    copied["V"] = np.zeros(3)  # a layer of no model stays open
    assert set(copied) == {"W", "b", "V"}


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda o: o])
def test_an_optimizer_does_not_carry_the_weights_it_moved(copied):
    w = np.zeros(10_000)
    optimizer = SGD()
    optimizer.step([w], [np.ones_like(w)])
    # 80,000 bytes are the weights, as many the gradient
    assert len(pickle.dumps(copied(optimizer))) < 1_000
