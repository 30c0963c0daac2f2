"""The clinic: logs of networks that do not learn, to be diagnosed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets
import numpy as np
import traitlets

from nnlib.widgets._base import Explorable, View, dropdown
from nnlib.widgets._clinic_runs import stored
from nnlib.widgets._clinic_words import CASES, CURES, DIAGNOSES

HEALTHY = "a healthy run"
OPEN = "choose …"
EPOCHS = 12


def _patients() -> list[dict[str, Any]]:
    """The logs and words of all patients, the healthy one first."""
    logs = stored()
    listed = [{"name": HEALTHY, **logs["healthy"]}]
    kinds, cures = list(DIAGNOSES), list(CURES)
    for letter, (name, case) in zip("ABCDEFG", CASES.items(), strict=True):
        listed.append(
            {
                "name": f"patient {letter}",
                **logs[name],
                "diagnosis": kinds.index(case.diagnosis) + 1,
                "cure": cures.index(case.cure) + 1,
                "looks": case.looks,
                "because": case.because,
                "proof": case.proof,
                "notes": case.notes,
            }
        )
    return listed


class Clinic(View):
    """The log of one training run, a diagnosis and a cure.

    Book: Training.
    """

    _module = Path(__file__).with_name("clinic.mjs")
    _style = Path(__file__).with_name("clinic.css")
    _shown = ("patient", "diagnosis", "cure")

    _patients: traitlets.List = traitlets.List().tag(sync=True)
    _diagnoses: traitlets.List = traitlets.List().tag(sync=True)
    _cures: traitlets.List = traitlets.List().tag(sync=True)
    _patient = traitlets.Int(0, min=0).tag(sync=True)
    _diagnosis = traitlets.Int(0, min=0).tag(sync=True)
    _cure = traitlets.Int(0, min=0).tag(sync=True)

    @property
    def patient(self) -> str:
        """Whose log is shown, by name; may be set."""
        return self._patients[self._patient]["name"]

    @patient.setter
    def patient(self, name: str) -> None:
        names = [each["name"] for each in self._patients]
        self._patient = _index(name, names, "patient")

    @property
    def diagnosis(self) -> str:
        """The chosen diagnosis, "" while there is none; may be set."""
        return ["", *DIAGNOSES][self._diagnosis]

    @diagnosis.setter
    def diagnosis(self, name: str) -> None:
        self._diagnosis = _index(name, ["", *DIAGNOSES], "diagnosis")

    @property
    def cure(self) -> str:
        """The chosen cure, "" while there is none; may be set."""
        return ["", *CURES][self._cure]

    @cure.setter
    def cure(self, name: str) -> None:
        self._cure = _index(name, ["", *CURES], "cure")

    def verdict(self) -> str:
        """What the clinic says to diagnosis and cure."""
        who = self._patients[self._patient]
        if "diagnosis" not in who:
            return (
                "This run has no fault. Remember what its curves look like, "
                "then choose a patient."
            )
        if not self._diagnosis:
            return "What is wrong with this run? Choose a diagnosis."
        notes = who["notes"]
        if self._diagnosis != who["diagnosis"]:
            sign = DIAGNOSES[self.diagnosis] + " " + who["looks"]
            return "That is not it. " + notes.get(self.diagnosis, sign)
        if not self._cure:
            return f"Right. {who['because']} Now choose a cure."
        if self._cure != who["cure"]:
            effect = notes.get(self.cure, CURES[self.cure])
            return f"The diagnosis is right, the cure is not. {effect}"
        return f"Cured. {who['because']} {who['proof']}"

    def log(self) -> dict[str, Any]:
        """The log that is shown: before the cure, or after it."""
        who = self._patients[self._patient]
        cured = self.verdict().startswith("Cured.")
        return who["after" if cured else "before"]

    def summary(self) -> str:
        log = self.log()
        shown = {
            name: (log[name][0], log[name][-1])
            for name in ("loss", "val_loss")
        }
        (a, b), (c, d) = shown.values()
        return (
            f"loss {a:.3g} to {b:.3g} in training, {c:.3g} to {d:.3g} in "
            f"validation; {log['val_accuracy'][-1]:.0%} right".replace(
                "%", " %"
            )
        )

    def draw(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        figure, log = ax.figure, self.log()
        ax.remove()  # four panels take its place
        panels = figure.subplots(2, 2).flat
        epochs = np.arange(1, EPOCHS + 1)
        for name, mark in (("train", "o-"), ("validation", "s--")):
            values = log["loss" if name == "train" else "val_loss"]
            panels[0].plot(
                epochs, values, mark, ms=3, label=name, color=COLORS[name]
            )
        panels[0].set_title("loss", fontsize=11)
        panels[0].set_yscale("log" if max(log["val_loss"]) > 20 else "linear")
        panels[0].legend(fontsize=8)
        for panel, key in ((panels[1], "gradients"), (panels[2], "updates")):
            for layer, values in enumerate(log[key], start=1):
                drawn = [value or np.nan for value in values]
                panel.plot(epochs, drawn, label=f"layer {layer}")
            panel.set_yscale("log")
            panel.set_title(
                {
                    "gradients": "length of the gradient",
                    "updates": "update / weights",
                }[key],
                fontsize=11,
            )
        panels[1].legend(fontsize=8)
        panels[3].bar(range(10), log["answers"], color=COLORS["validation"])
        panels[3].set_title("answers, by digit", fontsize=11)
        figure.suptitle(self.patient, fontsize=12)


def clinic(
    patient: str = HEALTHY, *, diagnosis: str = "", cure: str = ""
) -> Explorable:
    """Seven training runs with one fault each, and a healthy one.

    All of them are real runs of nnlib on 1,000 digits, 784-32-32-10 units,
    12 epochs. The gradients and updates are those of the last batch of each
    epoch, histograms and answers those for the validation digits.

    What to try: look at the healthy run first. Then, for each patient, say
    what is wrong *and by which curve you know it*, before you open the list
    of diagnoses.

    Args:
        patient: "a healthy run", or "patient A" to "patient G".
        diagnosis: one of the list, or "" for none yet.
        cure: one of the list, or "" for none yet.

    Raises:
        ValueError: for names that are not in the lists.

    >>> clinic("patient A")
    clinic(patient='patient A', diagnosis='', cure='')
    loss 2.34 to 2.14 in training, 2.32 to 2.15 in validation; 30 % right

    Book: Training.
    """
    view = Clinic(
        _patients=_patients(),
        _diagnoses=list(map(list, DIAGNOSES.items())),
        _cures=list(map(list, CURES.items())),
    )
    view.patient, view.diagnosis, view.cure = patient, diagnosis, cure
    names = [each["name"] for each in view._patients]
    controls: dict[str, ipywidgets.Widget] = {
        "_patient": dropdown("log of", names, view._patient),
        "_diagnosis": dropdown(
            "diagnosis", [OPEN, *DIAGNOSES], view._diagnosis
        ),
        "_cure": dropdown("cure", [OPEN, *CURES], view._cure),
    }
    for control in controls.values():
        control.style.description_width = "5em"  # room for the long names
    return Explorable("clinic", view, controls)


def _index(name: str, names: list[str], kind: str) -> int:
    if name not in names:
        known = ", ".join(repr(each) for each in names if each)
        raise ValueError(f"clinic has no {kind} {name!r}; choose {known}.")
    return names.index(name)
