"""best_weight(c, strength, penalty): where a penalized parabola is lowest."""

import numpy as np

from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.regularization.sections import ZERO


def best_weight(c, strength, penalty):
    """The w with the least ½(w − c)² plus penalty."""
    c = np.asarray(c)
    if penalty == "L2":
        return c / (1 + strength)
    return np.sign(c) * np.maximum(np.abs(c) - strength, 0)


# ------------------------------------------------------- other right answers


def case_by_case(c, strength, penalty):
    best = np.zeros(np.shape(c))
    for i, value in np.ndenumerate(c):
        if penalty == "L2":
            best[i] = value / (1 + strength)
        elif value > strength:
            best[i] = value - strength
        elif value < -strength:
            best[i] = value + strength
    return best


def minus_the_clipped(c, strength, penalty):
    c = np.array(c, dtype=np.float32)
    if penalty == "L1":
        return c - np.clip(c, -strength, strength)
    return c - c * np.float32(strength / (1 + strength))


def with_where(c, strength, penalty):
    inside = np.abs(c) <= strength
    soft = np.where(inside, 0, c - strength * np.sign(c))
    return {"L1": soft, "L2": np.multiply(c, 1 / (1 + strength))}[penalty]


# --------------------------------------------------------------- wrong answers


def _l1(formula):
    def answer(c, strength, penalty):
        if penalty == "L2":
            return best_weight(c, strength, penalty)
        return formula(np.asarray(c), strength)

    return answer


def _l2(formula):
    def answer(c, strength, penalty):
        if penalty == "L1":
            return best_weight(c, strength, penalty)
        return formula(np.asarray(c), strength)

    return answer


def _named(name, answer):
    answer.__name__ = name
    return answer


crosses_zero = _named("crosses_zero", _l1(lambda c, s: c - s * np.sign(c)))
hard_threshold = _named(
    "hard_threshold", _l1(lambda c, s: np.where(np.abs(c) > s, c, 0))
)
negative_lost = _named("negative_lost", _l1(lambda c, s: np.maximum(c - s, 0)))
sign_lost = _named("sign_lost", _l1(lambda c, s: np.maximum(np.abs(c) - s, 0)))
moved_alike = _named("moved_alike", _l1(lambda c, s: c - s))
half_threshold = _named(
    "half_threshold",
    _l1(lambda c, s: np.sign(c) * np.maximum(np.abs(c) - s / 2, 0)),
)
doubled = _named("doubled", _l2(lambda c, s: c / (1 + 2 * s)))
halved = _named("halved", _l2(lambda c, s: c / (1 + s / 2)))
one_step = _named("one_step", _l2(lambda c, s: c * (1 - s)))
over_strength = _named("over_strength", _l2(lambda c, s: c / s))


def kinds_swapped(c, strength, penalty):
    return best_weight(c, strength, {"L1": "L2", "L2": "L1"}[penalty])


def always_l2(c, strength, penalty):
    return best_weight(c, strength, "L2")


def no_penalty(c, strength, penalty):
    return np.array(c)


# --------------------------------------------------------------------- probes


def _places(rng, strength):
    """Places left, inside and right of the interval that L1 empties."""
    factors = np.array([-2.5, -0.6, 0, 0.4, 1.7])
    return np.round(strength * factors * rng.uniform(0.9, 1.1, 5), 2)


def _probes(penalty):
    def probes(rng):
        # at ½ two of the wrong answers agree
        strength = round(float(rng.uniform(0.6, 0.9)), 2)
        c = round(float(rng.uniform(2, 3)), 1)
        return [
            Probe((c, strength, penalty)),
            Probe((_places(rng, strength), strength, penalty)),
        ]

    return probes


def _wrong(answer, message, hint):
    return Misconception(answer, message, ZERO, hint)


EXERCISE = Exercise(
    page="regularization",
    name="best_weight",
    title="Why zero, exactly",
    minutes=5,
    section=ZERO,
    reference=best_weight,
    alternatives=(case_by_case, minus_the_clipped, with_where),
    arguments=("c", "strength", "penalty"),
    parts=(
        Part("L2", 1, _probes("L2")),
        Part("L1", 1, _probes("L1")),
    ),
    hints=(
        "Differentiate ½(w − c)² plus the penalty by w, set the slope to 0 "
        "and solve for w, on paper.",
        "For L1 solve it twice, once for w > 0 and once for w < 0. When does "
        "the solution contradict the sign that you assumed?",
        "When neither of the two cases holds, the lowest place is the kink "
        "between them.",
    ),
    misconceptions=(
        _wrong(
            kinds_swapped,
            "You have exchanged L1 and L2.",
            "Which of the two sends weights to exactly 0?",
        ),
        _wrong(
            always_l2,
            "Under L1 you shrink by a share, as under L2. Then no weight "
            "would ever become 0.",
            "What is the derivative of λ|w| for w > 0?",
        ),
        _wrong(
            no_penalty,
            "You give c itself, the place that is best without a penalty.",
            "In which direction does the penalty pull?",
        ),
        _wrong(
            crosses_zero,
            "For a small c your L1 jumps over zero to the other side. There "
            "the penalty would pull it back.",
            "For c = 0.1 and λ = 0.5, what does the cost say at your w and "
            "at 0?",
        ),
        _wrong(
            hard_threshold,
            "Your L1 sets the small ones to 0 and leaves the others as they "
            "are. The penalty pulls them as well.",
            "What is the slope of the whole cost at w = c?",
        ),
        _wrong(
            negative_lost,
            "Your L1 sends every negative c to 0. The penalty is symmetric.",
            "What should −2 become if 2 becomes 1.5?",
        ),
        _wrong(
            sign_lost,
            "Your L1 loses the signs: a negative c gets a positive w.",
            "What should −2 become if 2 becomes 1.5?",
        ),
        _wrong(
            moved_alike,
            "Your L1 moves every c to the left. A negative weight is pulled "
            "to the right, toward 0.",
            "What should −2 become if 2 becomes 1.5?",
        ),
        _wrong(
            half_threshold,
            "Your L1 pulls by half of its strength. The ½ belongs to the "
            "parabola and to L2; the penalty here is λ|w|.",
            "What is the derivative of λ|w| for w > 0?",
        ),
        _wrong(
            doubled,
            "Your L2 has a 2 from the derivative that the ½ cancels.",
            "What is the derivative of ½λw²?",
        ),
        _wrong(
            halved,
            "Your L2 keeps the ½ of the penalty; the 2 of the derivative "
            "cancels it.",
            "What is the derivative of ½λw²?",
        ),
        _wrong(
            one_step,
            "Your L2 takes the share λ away, as one step of weight decay "
            "does. For λ = 1 nothing would be left.",
            "Where is the slope of the whole cost 0? Solve for w.",
        ),
        _wrong(
            over_strength,
            "Your L2 divides by λ alone: without a penalty it would divide "
            "by 0.",
            "What should come out for λ = 0?",
        ),
    ),
)
