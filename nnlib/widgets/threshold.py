"""The threshold of a score: what it finds, what it calls by mistake."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import traitlets
from numpy.typing import ArrayLike

from nnlib._validation import Array
from nnlib.metrics import confusion_matrix, roc_auc, roc_curve
from nnlib.widgets._base import Explorable, Number, View, float_slider

OF = 1000  # the table counts in thousand examples
BINS = 40
LOW_SHARE, HIGH_SHARE = 0.01, 0.99
EACH, SEED = 100, 3  # the made-up scores


class Threshold(View):
    """Scores of two classes, a threshold, and what follows from it.

    Book: Evaluation.
    """

    _module = Path(__file__).with_name("threshold.mjs")
    _style = Path(__file__).with_name("threshold.css")
    _shown = ("threshold", "share")

    threshold = Number(0.0)
    share = Number(0.5, min=LOW_SHARE, max=HIGH_SHARE)
    _truth: traitlets.List = traitlets.List().tag(sync=True)
    _scores: traitlets.List = traitlets.List().tag(sync=True)
    _limits: traitlets.List = traitlets.List().tag(sync=True)
    _step = traitlets.Float(0.1).tag(sync=True)

    @property
    def rates(self) -> tuple[float, float]:
        """(true positive rate, false positive rate) at the threshold."""
        called = np.array(self._scores) >= self.threshold
        C = confusion_matrix(self._truth, called.astype(int), num_classes=2)
        return C[1, 1] / C[1].sum(), C[0, 1] / C[0].sum()

    @property
    def measures(self) -> dict[str, float]:
        """Counts among 1,000 examples with this share of positives."""
        tpr, fpr = self.rates
        yes, no = OF * self.share, OF * (1 - self.share)
        tp, fp = tpr * yes, fpr * no
        called, fn = tp + fp, yes - tp
        return {
            "tp": tp,
            "fp": fp,
            "fn": fn,
            "tn": no - fp,
            "accuracy": (tp + no - fp) / OF,
            "precision": tp / called if called else 0.0,
            "recall": tpr,
            "f1": tp / (tp + (fp + fn) / 2),
        }

    @property
    def auc(self) -> float:
        """The area under the ROC curve; no threshold plays a part."""
        return roc_auc(self._truth, self._scores)

    def summary(self) -> str:
        names = ("accuracy", "precision", "recall", "f1")
        told = [f"{name} {self.measures[name]:.3f}" for name in names]
        return ", ".join([*told, f"AUC {self.auc:.3f}"])

    def draw(self, ax: Any) -> None:
        figure = ax.figure
        ax.remove()  # two panels take its place
        left, right = figure.subplots(1, 2)
        self._draw_scores(left)
        self._draw_curve(right)
        figure.suptitle(self.summary(), size=9)

    def _draw_scores(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        scores, truth = np.array(self._scores), np.array(self._truth)
        low, high = self._limits
        edges = np.linspace(low, high, BINS + 1)
        for k, sign in ((1, 1), (0, -1)):
            heights, _ = np.histogram(scores[truth == k], edges)
            heights = sign * heights / np.sum(truth == k)
            ax.stairs(heights, edges, fill=True, color=COLORS[f"class_{k}"])
        ax.axvline(self.threshold, color=COLORS["ink"])
        ax.set(xlabel="score", yticks=[], title="positive up, negative down")

    def _draw_curve(self, ax: Any) -> None:
        from nnlib.viz.style import COLORS

        fpr, tpr, _ = roc_curve(self._truth, self._scores)
        ax.plot(fpr, tpr, color=COLORS["model"])
        ax.plot([0, 1], [0, 1], "--", color=COLORS["muted"])
        here_tpr, here_fpr = self.rates
        ax.plot(here_fpr, here_tpr, "o", ms=8, color=COLORS["highlight"])
        ax.set(xlabel="false positive rate", ylabel="true positive rate")


def threshold(
    threshold: float = 0.0,
    share: float | None = None,
    *,
    y_true: ArrayLike | None = None,
    y_score: ArrayLike | None = None,
) -> Explorable:
    """The scores of a detector, its ROC curve, and a threshold to move.

    What to try: where must the threshold be to miss nothing, and what does
    that cost? Find the threshold of the best F1, then that of the best
    accuracy. Then change the share of positives: which numbers move, and
    which cannot?

    Args:
        threshold: scores of at least this are called positive.
        share: the share of positives among the 1,000 examples of the table,
            from 0.01 to 0.99; without it, that of the data.
        y_true: labels 0 and 1; without scores, 200 made-up ones.
        y_score: a score for each example, higher for class 1.

    Raises:
        ValueError: for scores and labels that have no ROC curve, or when
            only one of the two is given.
        TraitError: for a threshold or a share out of its range.

    >>> threshold(0.5, y_true=[0, 0, 1, 1], y_score=[0.1, 0.4, 0.35, 0.8])
    threshold(threshold=0.5, share=0.5)
    accuracy 0.750, precision 1.000, recall 0.500, f1 0.667, AUC 0.750

    Book: Evaluation.
    """
    truth, scores = _data(y_true, y_score)
    low, high, step = _axis(scores)
    if share is None:
        share = float(np.clip(truth.mean(), LOW_SHARE, HIGH_SHARE))
    view = Threshold(
        threshold=threshold,
        share=share,
        _truth=truth.tolist(),
        _scores=scores.tolist(),
        _limits=[low, high],
        _step=step,
    )
    controls = {
        "threshold": float_slider(
            "threshold", view, "threshold", low, high, step
        ),
        "share": float_slider(
            "share positive", view, "share", LOW_SHARE, HIGH_SHARE, 0.01
        ),
    }
    return Explorable("threshold", view, controls)


def _data(
    y_true: ArrayLike | None, y_score: ArrayLike | None
) -> tuple[Array, Array]:
    if (y_true is None) != (y_score is None):
        missing = "y_true" if y_true is None else "y_score"
        raise ValueError(
            f"threshold: {missing} is missing. Pass both y_true and y_score, "
            "or neither for made-up scores."
        )
    if y_true is None or y_score is None:
        rng = np.random.default_rng(SEED)
        y_true = np.repeat([0, 1], EACH)
        y_score = (rng.normal(size=2 * EACH) + 2 * y_true - 1).round(2)
    roc_curve(y_true, y_score)  # says what is wrong with them
    scores = np.asarray(y_score, dtype=float).ravel()
    return np.asarray(y_true).ravel().astype(int), scores


def _axis(scores: Array) -> tuple[float, float, float]:
    """(low, high, step): a round axis that begins below and ends above all.

    >>> _axis(np.array([0.02, 0.97]))
    (0.0, 1.0, 0.01)
    >>> _axis(np.array([-7.3, 4.1]))
    (-8.0, 5.0, 0.1)
    """
    spread = float(np.ptp(scores)) or 1.0
    decimals = 2 - round(math.log10(spread))
    unit = 10.0 ** (1 - decimals)
    low = math.floor(scores.min() / unit) * unit
    high = (math.floor(scores.max() / unit) + 1) * unit
    step = 10.0**-decimals
    return round(low, decimals), round(high, decimals), round(step, decimals)
