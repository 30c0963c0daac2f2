"""Every explorable as the tests make it: its chapter and its arguments."""

from __future__ import annotations

from typing import Any

from nnlib import widgets
from nnlib.widgets._base import Explorable

CHAPTERS = {  # the name of the chapter in "Book: …" of the docstring
    "Tensors": ("shape_explorer", "plane_map", "loop_race"),
    "Perceptron": (
        "separating_line",
        "perceptron_stepper",
        "sharpen",
        "gate_builder",
    ),
    "Multi-layer perceptron": ("three_lines", "forward_pass", "playground"),
    "Activations": ("activation_explorer", "softmax_bars", "dying_relu"),
    "Losses": ("weight_knob", "probability_losses", "outlier"),
    "Gradient descent": (
        "descent",
        "optimizer_race",
        "batch_path",
        "moving_average",
    ),
    "Backpropagation": (
        "backprop_stepper",
        "tangent_weight",
        "difference_step",
    ),
    "MNIST": ("draw_digit", "learning_curves", "hidden_size"),
    "Data and initialization": ("whitening", "initialization_lab"),
    "Regularization": ("dropout_masks", "penalty_paths"),
    "Evaluation": ("threshold",),
    "Training": ("clinic",),
}
CHAPTER_OF = {
    name: chapter for chapter, names in CHAPTERS.items() for name in names
}


def history(*losses: float) -> dict[str, list[float]]:
    """What `fit` recorded in a run with these losses."""
    curve, share = list(losses), [0.5 for _ in losses]
    return {
        "loss": curve,
        "val_loss": curve,
        "accuracy": share,
        "val_accuracy": share,
    }


def errors(*percent: float) -> dict[str, list[float]]:
    """The errors of a run, the same in training and in validation."""
    return {"train": list(percent), "val": list(percent)}


# those that show runs are made with some; the others need no argument
ARGUMENTS: dict[str, dict[str, Any]] = {
    "learning_curves": {
        "histories": {"0.1": history(2.0, 1.0), "1": history(2.31, 2.3, 2.3)},
        "name": "rate",
        "chosen": "1",
    },
    "hidden_size": {
        "runs": {
            16: [errors(9, 5), errors(8, 4)],
            4: [errors(30, 20), errors(40, 25)],
        },
        "chosen": 16,
    },
}


def make(name: str, **values: Any) -> Explorable:
    """The explorable of that name, with as few arguments as it can have."""
    return getattr(widgets, name)(**ARGUMENTS.get(name, {}), **values)
