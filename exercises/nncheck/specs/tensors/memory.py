"""memory_bytes(shape, dtype): what a tensor weighs, in three units."""

from nncheck.compare import compare
from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.tensors import memory_answers as answers
from nncheck.specs.tensors.arrays import as_list
from nncheck.specs.tensors.sections import TYPES, WEIGHT


def _probe(shape, dtype):
    want = list(answers.memory_bytes(shape, dtype))

    def judge(seen):
        return compare(want, as_list(seen.value))

    words = f"memory_bytes({shape}, {dtype!r})"
    return Probe((shape, dtype), words, judge, "3 values", symptom=as_list)


def _small(rng):
    rows, columns = (int(k) for k in rng.integers(3, 9, size=2))
    # 184 rows of 5,000: large enough for the units to differ
    many = int(rng.integers(150, 200))
    return [
        _probe((rows,), "uint8"),
        _probe((rows, columns), "float64"),
        _probe((many, 5_000, 2), "float32"),
        _probe((60_000, 28, 28), "uint8"),
    ]


def _scalar(rng):
    dtype = str(rng.choice(["uint8", "float32", "float64"]))
    return [_probe((), dtype)]


def _large(rng):
    messages = 1_000 * int(rng.integers(900, 1_100))
    return [
        _probe((messages, 280, 128), "uint8"),
        _probe((4, 240, 144, 256, 3), "float32"),
        # more than any machine can address
        _probe((1_000 * messages, 280, 128), "float64"),
    ]


def _wrong(answer, message, hint, section=WEIGHT):
    return Misconception(answer, message, section, hint)


_UNITS = "1,000,000 and 1,048,576: which of them is M, which Mi?"

EXERCISE = Exercise(
    page="tensors",
    name="memory_bytes",
    title="What data weigh",
    minutes=5,
    section=WEIGHT,
    reference=answers.memory_bytes,
    alternatives=(answers.with_loop, answers.from_strides, answers.with_numpy),
    arguments=("shape", "dtype"),
    driver="shapes",
    parts=(
        Part("tensors of one, two and three axes", 1, _small),
        Part("a single number, which has the empty shape", 0.5, _scalar),
        Part("more than fits into your computer", 0.5, _large),
    ),
    hints=(
        "How many entries has a table of 3 rows and 4 columns? And a stack "
        "of 5 such tables?",
        "The name of a dtype ends in its number of *bits*. NumPy knows the "
        "bytes: look at `np.dtype('float32').itemsize`.",
        "`math.prod` multiplies the numbers of a tuple, however many they "
        "are. What does it say for the empty tuple? The two other units are "
        "divisions of the first.",
    ),
    misconceptions=(
        _wrong(
            answers.counts_entries,
            "You count the entries. An entry takes one byte only if the "
            "dtype is uint8.",
            "How many bytes has one float32?",
        ),
        _wrong(
            answers.counts_bits,
            "The number in the name of a dtype counts bits, so you are a "
            "factor of eight too high.",
            "How many bits make a byte?",
            TYPES,
        ),
        _wrong(
            answers.always_eight,
            "You take eight bytes for every entry, whatever the dtype says.",
            "What is `np.dtype('uint8').itemsize`?",
            TYPES,
        ),
        _wrong(
            answers.always_four,
            "You take four bytes for every entry, whatever the dtype says.",
            "What is `np.dtype('uint8').itemsize`?",
            TYPES,
        ),
        _wrong(
            answers.sums_sizes,
            "You add the sizes of the axes. A table of 3 rows and 4 columns "
            "has more than 7 entries.",
            "Draw the table and count its cells.",
        ),
        _wrong(
            answers.nothing_for_a_scalar,
            "A scalar has the empty shape, but it is a number all the same, "
            "and somebody has to keep it. A product without factors is not 0.",
            "What is left of 2 · 3 if you take away the 3, and then the 2?",
        ),
        _wrong(
            answers.only_the_first_axis,
            "You take the first size only, which is the number of samples. "
            "A sample has many entries.",
            "How many numbers is one picture of 28 by 28 pixels?",
        ),
        _wrong(
            answers.in_32_bits,
            "Small tensors are right, the large one is not: your product was "
            "kept in 32 bits and went around past 2³¹, without a warning.",
            "What is the largest int32? Python's own integers have no such "
            "end.",
            TYPES,
        ),
        _wrong(
            answers.units_exchanged,
            "The bytes are right; the last two values are exchanged. A "
            "mebibyte is the larger unit, so you need fewer of them.",
            _UNITS,
        ),
        _wrong(
            answers.always_1024,
            "The bytes and the MiB are right. What you give as MB is in MiB "
            "again: a megabyte is a plain million.",
            _UNITS,
        ),
        _wrong(
            answers.always_1000,
            "The bytes and the MB are right. What you give as MiB is in MB "
            "again.",
            _UNITS,
        ),
        _wrong(
            answers.mixed_factors,
            "Your MiB divide once by 1000 and once by 1024, which is "
            "neither unit.",
            _UNITS,
        ),
        _wrong(
            answers.kilo_and_kibi,
            "You divided once: these are kB and KiB, a thousand times too "
            "many.",
            "How many thousands are a million?",
        ),
        _wrong(
            answers.rounded,
            "You rounded to two digits. Small tensors then weigh nothing at "
            "all; leave the rounding to whoever prints the number.",
            "What do you give for a tensor of five bytes?",
        ),
    ),
)
