"""Right and wrong answers to the exercise half_adder."""

from nncheck.engine import Misconception
from nncheck.specs.perceptron.sections import ADDER, GATES


def half_adder(x1, x2, nand):
    """The bits (sum, carry) of x1 + x2."""
    n = nand(x1, x2)
    return nand(nand(x1, n), nand(x2, n)), nand(n, n)


# ------------------------------------------------------- other right answers


def named_steps(x1, x2, nand):
    not_both = nand(x1, x2)
    only_first = nand(not_both, x1)
    only_second = nand(not_both, x2)
    total = nand(only_second, only_first)
    carry = nand(not_both, not_both)
    return [total, carry]


def with_helpers(x1, x2, nand):
    def invert(x):
        return nand(x, x)

    not_both = nand(x1, x2)
    ends = [nand(x, not_both) for x in (x1, x2)]
    return nand(*ends), invert(not_both)


def with_a_counter(a, b, gate):
    calls = [0]

    def counted(p, q):
        calls[0] += 1
        return gate(p, q)

    n = counted(a, b)
    return counted(counted(b, n), counted(a, n)), counted(n, n)


# --------------------------------------------------------------- wrong answers


def xor_operator(x1, x2, nand):
    return x1 ^ x2, x1 & x2


def arithmetic(x1, x2, nand):
    total = x1 + x2
    return total % 2, total // 2


def case_by_case(x1, x2, nand):
    if x1 == x2:
        return 0, x1
    return 1, 0


def words(x1, x2, nand):
    both = x1 and x2
    return (x1 or x2) and not both, both


def carry_not_negated(x1, x2, nand):
    n = nand(x1, x2)
    return nand(nand(x1, n), nand(x2, n)), n


def exchanged(x1, x2, nand):
    n = nand(x1, x2)
    return nand(n, n), nand(nand(x1, n), nand(x2, n))


def sum_is_or(x1, x2, nand):
    n = nand(x1, x2)
    return nand(nand(x1, x1), nand(x2, x2)), nand(n, n)


def sum_is_nand(x1, x2, nand):
    n = nand(x1, x2)
    return n, nand(n, n)


def sum_negated(x1, x2, nand):
    n = nand(x1, x2)
    total = nand(nand(x1, n), nand(x2, n))
    return nand(total, total), nand(n, n)


def half_a_sum(x1, x2, nand):
    n = nand(x1, x2)
    return nand(x1, n), nand(n, n)


def nothing_shared(x1, x2, nand):
    n = nand(x1, x2)
    again = nand(x1, x2)  # the sixth gate: one too many
    return nand(nand(x1, n), nand(x2, n)), nand(n, again)


def sum_alone(x1, x2, nand):
    n = nand(x1, x2)
    return nand(nand(x1, n), nand(x2, n))


# ------------------------------------------------------------ what to say


ALTERNATIVES = (named_steps, with_helpers, with_a_counter)

MISCONCEPTIONS = (
    Misconception(
        xor_operator,
        "You let Python's bit operators do the work. Build the adder "
        "from the gate you are given.",
        ADDER,
        "Which column of the truth table does the first `nand` give?",
    ),
    Misconception(
        arithmetic,
        "You added with Python's +. The point is to add without being "
        "able to add.",
        ADDER,
        "Draw the circuit first, then write one line per gate.",
    ),
    Misconception(
        case_by_case,
        "You compared the inputs. A circuit cannot look at its wires; it "
        "only connects them.",
        ADDER,
        "Draw the circuit first, then write one line per gate.",
    ),
    Misconception(
        words,
        "Python's `and`, `or` and `not` decide in your place. Only the "
        "gate `nand` may.",
        GATES,
        "How does a single `nand` turn a signal round?",
    ),
    Misconception(
        carry_not_negated,
        "Your carry is the output of the first gate, which is 0 exactly "
        "when both bits are 1. The carry is the opposite.",
        ADDER,
        "How does a `nand` turn a signal round?",
    ),
    Misconception(
        exchanged,
        "Both bits are right, but in the wrong order: first the sum, "
        "then the carry.",
        ADDER,
        "What should 1 + 0 give?",
    ),
    Misconception(
        sum_is_or,
        "Your sum is the gate OR. For 1 + 1 the sum bit is 0, the rest "
        "goes into the carry.",
        ADDER,
        "The first gate knows when both bits are 1. Let it take part.",
    ),
    Misconception(
        sum_is_nand,
        "Your sum is the output of the first gate. It gives 1 for 0 + 0 "
        "as well.",
        ADDER,
        "In which rows should the sum be 1? Which gates are missing?",
    ),
    Misconception(
        sum_negated,
        "Your sum bit is turned round: one gate too many.",
        ADDER,
        "Compare the column of your last gate but one with the sum.",
    ),
    Misconception(
        half_a_sum,
        "You stopped one gate early: your sum treats the two inputs "
        "differently, although x1 + x2 = x2 + x1.",
        ADDER,
        "Do for x2 what you did for x1, then join the two wires.",
    ),
    Misconception(
        nothing_shared,
        "Both bits are right, with more gates than necessary: the same "
        "NAND is built several times.",
        ADDER,
        "A wire may go to several places. Which one can you use again?",
    ),
    Misconception(
        sum_alone,
        "You return the sum alone; the carry is missing.",
        ADDER,
        "How is a pair returned in Python?",
    ),
)
