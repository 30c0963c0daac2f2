"""regression_loss: three losses of numbers, each with its gradient."""

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.losses.pairs import (
    GRADIENT,
    VALUE,
    no_pair,
    pair,
    pair_probe,
)
from nncheck.specs.losses.regression_answers import (
    ALTERNATIVES,
    MAE,
    MSE,
    QUADRATIC,
    regression_loss,
)
from nncheck.specs.losses.regression_messages import MISCONCEPTIONS
from nncheck.specs.losses.sections import FLATS


def _batch(rng, n, m):
    """Targets and predictions on a grid of halves, one residual 0."""
    y_true = rng.integers(-6, 7, size=(n, m)) / 2
    r = rng.choice([-1, 1], (n, m)) * rng.integers(1, 7, size=(n, m)) / 2
    # both signs and different sizes occur; one prediction is exact
    r.flat[:3] = rng.permutation([1.5, -2.5, 3.5])
    r.flat[-1] = 0
    return y_true, y_true + r


def _probes(kind, place):
    return lambda rng: [
        pair_probe(regression_loss, (kind, *_batch(rng, n, m)), place)
        for n, m in ((4, 1), (2, 3), (3, 2))
    ]


def _refuses(kind, y_true, y_pred):
    def judge(observation):
        failure = observation.failure
        if failure is None:
            came = f"gave {show(observation.value)}"
            return Complaint(came, "a refusal (`raise`): the shapes differ")
        if failure.kind == "ValueError":
            return None
        text = f" ({failure.text})" if failure.text else ""
        return Complaint(f"raised {failure.kind}{text}", "a ValueError")

    return Probe(
        (kind, y_true, y_pred),
        words=f"regression_loss({kind!r}, y_true of shape {y_true.shape}, "
        f"y_pred of shape {y_pred.shape})",
        judge=judge,
        may_fail=True,
        symptom=lambda value: "nothing" if value is None else "accepted",
    )


def _accepts(kind, y_true, y_pred):
    """No refusal, whatever the values (other parts look at them)."""

    def judge(observation):
        value = observation.value
        return None if pair(value) else no_pair(value)

    return Probe(
        (kind, y_true, y_pred),
        judge=judge,
        expects="the pair (loss, gradient)",
        symptom=lambda value: "accepted" if pair(value) else value,
    )


def _shapes(rng):
    probes = []
    for kind in (MSE, QUADRATIC, MAE):
        y_true, y_pred = _batch(rng, 3, 1)
        # a function that refuses everything has not understood much
        probes.append(_accepts(kind, y_true, y_pred))
        probes.append(_refuses(kind, y_true[:, 0], y_pred))
    y_true, y_pred = _batch(rng, 2, 3)
    return [*probes, _refuses(MSE, y_true[:1], y_pred)]


EXERCISE = Exercise(
    page="losses",
    name="regression_loss",
    title="Three losses and their slopes",
    minutes=8,
    section=FLATS,
    reference=regression_loss,
    alternatives=ALTERNATIVES,
    arguments=("kind", "y_true", "y_pred"),
    parts=(
        Part("the mean squared error", 0.5, _probes(MSE, VALUE)),
        Part("its gradient", 0.5, _probes(MSE, GRADIENT)),
        Part("the quadratic cost", 0.5, _probes(QUADRATIC, VALUE)),
        Part("the quadratic cost's gradient", 0.5, _probes(QUADRATIC, 1)),
        Part("the mean absolute error", 0.5, _probes(MAE, VALUE)),
        Part("the mean absolute error's gradient", 0.5, _probes(MAE, 1)),
        Part("shapes that do not fit are refused", 1, _shapes),
    ),
    hints=(
        "All three begin with the residual. Compute it once, then treat "
        "the three names one after the other.",
        "Count what each mean runs over: all entries, or the samples (rows) "
        "alone? The gradient divides by the same number.",
        "Nudge one entry of `y_pred` by 0.001 in a cell of its own: by how "
        "much does your value change, and what does your gradient say?",
        "Before anything else compare `y_true.shape` with `y_pred.shape`; "
        "what is to happen if they differ is a statement beginning with "
        "`raise`.",
    ),
    misconceptions=MISCONCEPTIONS,
)
