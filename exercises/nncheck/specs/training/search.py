"""random_search: rates drawn on the scale that matters."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.drivers.training import Sealed
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.evaluation.tables import number
from nncheck.specs.training.search_answers import ALTERNATIVES, random_search
from nncheck.specs.training.search_mistakes import MISCONCEPTIONS
from nncheck.specs.training.sections import SEARCH

MANY = 300  # draws from which a distribution is read
FORM = "the pair (best rate, its validation loss)"


class Search:
    """What three searches show about the function that made them."""

    def __init__(self, value, low, high, n_trials, best_rate):
        first = value["first"]
        self.n, self.low, self.high = n_trials, low, high
        self.result = first["result"]
        self.tried = np.asarray(first["tried"], dtype=float)
        self.looks = first["test looks"]
        again = [
            np.array_equal(self.tried, value[name]["tried"])
            for name in ("twin", "other")
            if name in value
        ]
        self.repeats, different = again or (True, False)
        self.varies = not different
        sealed = Sealed(low, high, best_rate)
        self.losses = {
            data: np.asarray(sealed.loss(self.tried, data))
            for data in sealed.goals
        }

    @property
    def pair(self):
        """The two numbers that were returned, or None."""
        if not isinstance(self.result, list) or len(self.result) != 2:
            if not isinstance(self.result, np.ndarray):
                return None
            if self.result.shape != (2,):
                return None
        numbers = [number(value) for value in self.result]
        return None if None in numbers else numbers

    @property
    def outside(self):
        """The tried rates outside of the range."""
        slack = 1 + 1e-6
        out = (self.tried < self.low / slack) | (
            self.tried > self.high * slack
        )
        return self.tried[out]

    @property
    def equidistant(self):
        """Whether the draws are no draws, but the points of a grid."""
        if len(self.tried) < 3 or not np.all(self.tried > 0):
            return False
        return bool(np.ptp(np.diff(np.sort(np.log(self.tried)))) < 1e-6)

    @property
    def shares(self):
        """The shares of the draws in three equal parts of the scale."""
        if not len(self.tried):
            return [0.0, 0.0, 0.0]
        rates = np.maximum(self.tried, 1e-300)
        place = np.log(rates / self.low) / np.log(self.high / self.low)
        thirds = [place < 1 / 3, (place >= 1 / 3) & (place < 2 / 3)]
        thirds.append(place >= 2 / 3)
        return [float(np.mean(third)) for third in thirds]

    def chosen(self):
        """By what the returned rate seems to be chosen."""
        pair = self.pair
        if pair is None or not len(self.tried):
            return "nothing"
        rows = {d: self.tried[v.argmin()] for d, v in self.losses.items()}
        rows["worst"] = self.tried[self.losses["validation"].argmax()]
        rows["last"] = self.tried[-1]
        for name in ("validation", "test", "train", "worst", "last"):
            if compare(float(rows[name]), pair[0]) is None:
                return name
        return "other"

    def reported(self):
        """Which of the losses the second number is."""
        pair = self.pair
        if pair is None or not len(self.tried):
            return "nothing"
        at = np.abs(self.tried - pair[0]).argmin()
        for name, losses in self.losses.items():
            if compare(float(losses[at]), pair[1]) is None:
                return name
        return "other"

    def symptom(self):
        """What is seen of it, whatever the luck of the draw."""
        found = {
            "n": len(self.tried) - self.n,
            "different": min(len(set(self.tried.tolist())), 12),
            "outside": len(self.outside) > 0,
            "equidistant": self.equidistant,
            "chosen": self.chosen(),
            "reported": self.reported(),
            "looks": self.looks,
            "repeats": self.repeats,
            "varies": self.varies,
        }
        if self.n >= MANY:
            low, middle, top = self.shares
            found["lean"] = (low > 0.6, middle > 0.5, top > 0.6)
        return found


def _trials(search):
    if len(search.tried) != search.n:
        n = len(search.tried)
        came = f"trained {n} network{'s' * (n != 1)}"
        return Complaint(came, f"{search.n} trainings, one for each trial")
    different = len(set(search.tried.tolist()))
    if different < search.n:
        came = f"tried {different} different rates in {search.n} trials"
        return Complaint(came, "a new rate for each trial")
    if not search.repeats:
        came = "tried other rates with a generator of the same seed"
        return Complaint(came, "the same, as all chance comes from `rng`")
    if not search.varies:
        came = "tried the same rates with a generator of another seed"
        return Complaint(came, "rates drawn by `rng`")
    return None


def _scale(search):
    if not len(search.tried):
        return Complaint("trained nothing", f"{search.n} trainings")
    if len(search.outside):
        return Complaint(
            f"tried the rate {show(float(search.outside[0]))}",
            f"rates from {search.low:g} to {search.high:g}",
        )
    if not all(0.2 < share < 0.47 for share in search.shares):
        cuts = np.geomspace(search.low, search.high, 4)[1:3]
        shares = ", ".join(f"{share:.0%}" for share in search.shares)
        return Complaint(
            f"drew {shares} of the rates below {cuts[0]:.2g}, up to "
            f"{cuts[1]:.2g}, and above",
            "about a third in each, as each spans the same factor",
        )
    return None


def _best(search):
    if search.pair is None:
        value = search.result
        asks = " (is there a `return`?)" if value is None else ""
        return Complaint(f"gave {show(value)}{asks}", FORM)
    if not len(search.tried):
        return Complaint("trained nothing", f"{search.n} trainings")
    losses = search.losses["validation"]
    want = [float(search.tried[losses.argmin()]), float(losses.min())]
    for name, w, got in zip(("rate", "loss"), want, search.pair, strict=True):
        if compare(w, got, 1e-6 if name == "rate" else 1e-5):
            came = f"gave the {name} {show(got)}"
            return Complaint(came, f"{show(w)}, the best on validation data")
    return None


def _seal(search):
    if not len(search.tried) or search.pair is None:
        return _best(search)
    if search.looks:
        times = "once" if search.looks == 1 else f"{search.looks} times"
        came = f"looked at the test data {times}"
        return Complaint(came, "no look: the envelope stays sealed")
    return None


def _probe(rng, n_trials, judge_search):
    low = float(10.0 ** rng.integers(-6, -3))
    high = low * float(10.0 ** rng.integers(3, 5))
    best = float(low * (high / low) ** rng.uniform(0.25, 0.4))
    settings = (low, high, n_trials, best)

    def judge(observation):
        return judge_search(Search(observation.value, *settings))

    def symptom(value):
        return Search(value, *settings).symptom()

    return Probe(
        (low, high, n_trials, int(rng.integers(1_000_000)), best),
        words=f"random_search(fit, score, {low:g}, {high:g}, {n_trials}, rng)",
        judge=judge,
        expects=FORM,
        symptom=symptom,
    )


def _probes(judge_search, *sizes):
    return lambda rng: [_probe(rng, n, judge_search) for n in sizes]


EXERCISE = Exercise(
    page="training",
    name="random_search",
    title="Let chance search",
    minutes=7,
    section=SEARCH,
    reference=random_search,
    alternatives=ALTERNATIVES,
    arguments=("fit", "score", "low", "high", "n_trials", "rng"),
    driver="search",
    parts=(
        Part("a new rate for each trial", 1, _probes(_trials, 9, 12)),
        Part("each power of ten alike", 1, _probes(_scale, MANY)),
        Part("the best on validation data", 1, _probes(_best, 9, 20, 40)),
        Part("the test data stay sealed", 1, _probes(_seal, 9, 20)),
    ),
    hints=(
        "The skeleton first: a loop over the trials that draws a rate, "
        "trains, asks for the validation loss, and remembers the best pair "
        "so far.",
        "Which quantity shall be spread evenly: the rate, or its logarithm?",
        "The chapter gives the rate as a function of u, and u is what "
        "`rng.random()` returns.",
    ),
    misconceptions=MISCONCEPTIONS,
)
