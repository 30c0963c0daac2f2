"""The clinic: its logs are real, its words are right, both sides agree."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from nnlib.widgets._clinic_runs import (
    PROGRAMS,
    TANH,
    digits,
    stored,
    train,
    training_digits,
)
from nnlib.widgets._clinic_words import CASES, CURES, DIAGNOSES
from nnlib.widgets.clinic import clinic as make_clinic
from tests.widgets.checks import (
    controls_are_linked,
    picture_repeats,
    shows_view_text_and_picture,
)
from tests.widgets.node import call

node = pytest.mark.node
PATIENTS = [f"patient {letter}" for letter in "ABCDEFG"]
CURVES = ("loss", "val_loss", "accuracy", "val_accuracy")


# --- pictures, links, names ----------------------------------------------


@pytest.mark.parametrize("patient", PATIENTS)
def test_every_patient_has_a_picture(patient):
    box = make_clinic(patient)
    shows_view_text_and_picture(box, 90_000)
    picture_repeats(box, make_clinic(patient))


def test_chosen_words_are_linked():
    box = make_clinic("patient C", diagnosis="overfitting", cure="dropout")
    assert len(box.links) == 3
    controls_are_linked(box)


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="no patient 'patient Z'; .* A'"):
        make_clinic("patient Z")
    with pytest.raises(ValueError, match="no diagnosis 'flu'; .*too high"):
        make_clinic(diagnosis="flu")
    with pytest.raises(ValueError, match="no cure 'tea'; .*'dropout'"):
        make_clinic(cure="tea")


# --- the words ------------------------------------------------------------


def test_each_patient_has_one_diagnosis_and_one_cure_of_its_own():
    assert set(CASES) == set(PROGRAMS)
    kinds = [case.diagnosis for case in CASES.values()]
    cures = [case.cure for case in CASES.values()]
    assert len(set(kinds)) == len(set(cures)) == 7
    assert set(kinds) < set(DIAGNOSES) and set(cures) < set(CURES)
    for case in CASES.values():
        assert set(case.notes) <= set(DIAGNOSES) | set(CURES)
        assert not {case.diagnosis, case.cure} & set(case.notes)


@pytest.mark.parametrize(
    ("patient", "case"),
    list(zip(PATIENTS, CASES.values(), strict=True)),
    ids=list(CASES),
)
def test_verdicts(patient, case):
    view = make_clinic(patient).view
    assert "Choose a diagnosis" in view.verdict()
    for diagnosis, cure in product(DIAGNOSES, ["", *CURES]):
        view.diagnosis, view.cure = diagnosis, cure
        text = view.verdict()
        if diagnosis != case.diagnosis:
            assert text.startswith("That is not it. ")
            assert case.because not in text  # nothing is given away
        elif not cure:
            assert text == f"Right. {case.because} Now choose a cure."
        elif cure != case.cure:
            assert text.startswith("The diagnosis is right, the cure is not.")
            assert case.proof not in text
        else:
            assert text == f"Cured. {case.because} {case.proof}"
            assert view.log() == view._patients[view._patient]["after"]


def test_the_healthy_run_needs_nothing():
    view = make_clinic(diagnosis="overfitting").view
    assert view.verdict().startswith("This run has no fault.")


@node
def test_the_browser_says_the_same():
    view = make_clinic().view
    mine, tasks = [], []
    for p, d, c in product(
        range(8), range(len(DIAGNOSES) + 1), range(len(CURES) + 1)
    ):
        view._patient, view._diagnosis, view._cure = p, d, c
        mine.append(view.verdict())
        tasks.append([p, d, c])
    who = view._patients
    light = [
        {k: v for k, v in each.items() if k not in ("before", "after")}
        for each in who
    ]
    theirs = call(
        "clinic",
        "verdict",
        *[[light[p], view._diagnoses, view._cures, d, c] for p, d, c in tasks],
    )
    assert theirs == mine


# --- the logs -------------------------------------------------------------


def test_only_training_digits_are_used():
    parts = digits()
    assert [len(y) for _, y in parts.values()] == [1000, 500, 1000]
    rows = [set(map(bytes, X)) for X, _ in parts.values()]
    assert not rows[0] & rows[1] and not rows[0] & rows[2]
    leaky = set(map(bytes, training_digits(PROGRAMS["leak"][0])[0]))
    assert rows[1] < leaky and not rows[2] & leaky


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_stored_log_is_a_run_of_the_library(name):
    again, kept = train(PROGRAMS[name][0]), stored()[name]["before"]
    # a high rate amplifies the last bit, in which two machines differ
    epochs = 2 if name == "rate too high" else 12
    for key in CURVES:
        np.testing.assert_allclose(
            again[key][:epochs], kept[key][:epochs], rtol=5e-3, atol=2e-3
        )
    for key in ("gradients", "updates"):
        for mine, theirs in zip(again[key], kept[key], strict=True):
            np.testing.assert_allclose(
                mine[:epochs], theirs[:epochs], rtol=0.02, atol=1e-12
            )
    for mine, theirs in zip(again["outputs"], kept["outputs"], strict=True):
        assert abs(mine["zeros"] - theirs["zeros"]) < 0.03


def test_the_cured_logs_are_runs_as_well():
    logs = stored()
    for name, (_, well) in PROGRAMS.items():
        source = "saturated start" if well is TANH else "healthy"
        assert logs[name]["after"] == logs[source]["after"]
    for name in ("rate too low", "saturated start"):
        again, kept = train(PROGRAMS[name][1]), logs[name]["after"]
        for key in CURVES:
            np.testing.assert_allclose(
                again[key], kept[key], rtol=5e-3, atol=3e-3
            )


def ill(name):
    return stored()[name]["before"]


def test_every_fault_shows_the_sign_that_the_words_name():
    well = stored()["healthy"]["after"]
    assert 0.88 < well["val_accuracy"][-1] < 0.91
    assert f"{well['later']:.0%}" == "87%"

    low = ill("rate too low")
    assert max(map(max, low["updates"])) < 3e-4
    assert low["gradients"][0][0] > 0.5 * well["gradients"][0][0]
    assert low["loss"] == sorted(low["loss"], reverse=True)

    dead = ill("dead ReLU")
    assert not np.any(dead["gradients"][:2]) and dead["gradients"][2][0] > 0
    assert [out["dead"] for out in dead["outputs"]] == [32, 32]
    np.testing.assert_allclose(dead["loss"], np.log(10), atol=0.01)

    high = ill("rate too high")
    steps = np.diff(high["val_loss"]) / high["val_loss"][:-1]
    assert (steps > 0.2).sum() >= 3 and (steps < -0.2).sum() >= 3
    assert 0.03 < np.mean([u[-1] for u in high["updates"]]) < 0.08
    assert high["outputs"][0]["dead"] == 15
    assert sum(out["dead"] for out in well["outputs"]) == 1

    saturated = ill("saturated start")
    assert 0.7 < saturated["outputs"][0]["ends"] < 0.8
    assert max(saturated["updates"][0]) < 1e-3 < 5e-3
    assert min(saturated["updates"][2]) > 5e-3
    assert f"{saturated['later']:.0%}" == "57%"
    assert f"{stored()['saturated start']['after']['later']:.0%}" == "88%"

    leak = ill("leak")
    assert leak["val_accuracy"][-1] > 0.985 and f"{leak['later']:.0%}" == "88%"
    assert (np.array(leak["val_loss"]) < leak["loss"])[1:].sum() >= 3

    order = ill("sorted")
    assert order["accuracy"][0] > 0.5 and order["val_accuracy"][0] < 0.2
    assert order["answers"][8:] == [177, 127]
    assert sum(order["answers"][2:5]) < 5

    bytes_ = ill("scaling")
    assert bytes_["loss"] == well["loss"]
    assert min(bytes_["val_loss"]) > 60
    assert bytes_["val_accuracy"][-1] >= well["val_accuracy"][-1] - 0.01
    assert (
        bytes_["outputs"][0]["high"] > 1000 > 14 > well["outputs"][1]["high"]
    )


# --- the page -------------------------------------------------------------


@node
def test_axes_and_curves():
    assert call("clinic", "farApart", [[0.1, 19]], [[0.1, 60]]) == [
        False,
        True,
    ]
    assert call("clinic", "decades", [[0.02, 3]], [[0, 0]], [[1, 1]]) == [
        [-2, 1],
        [-1, 0],
        [0, 1],
    ]
    assert call("clinic", "pieces", [[1, 0, 100], True], [[0, 2], False]) == [
        [[[1, 0]], [[3, 2]]],
        [[[1, 0], [2, 2]]],
    ]


@node
def test_names_stand_apart_and_above_the_axis():
    assert call(
        "clinic",
        "stacked",
        [[10, 12, 60], 16, 160],
        [[159, 160, 160], 16, 160],
        [[50, 150, 155], 16, 160],
    ) == [[10, 26, 60], [128, 144, 160], [50, 144, 160]]


@node
def test_curves_and_histograms_in_words():
    assert call("clinic", "curveInWords", ["training", [2, 1, 1.5]]) == [
        "training from 2 to 1.5, rising in 1 of 2 epochs"
    ]
    assert call("clinic", "curveInWords", ["layer 1", [0, 0]]) == [
        "layer 1 exactly 0 throughout"
    ]
    out = {"low": 0.1, "high": 7.36, "zeros": 0.333, "dead": 0, "ends": 0.4}
    assert call("clinic", "outputsInWords", [out, 1]) == [
        "layer 1: from 0.1 to 7.36, 33 % exactly 0, 0 of 32 units always 0"
    ]
