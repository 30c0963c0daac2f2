"""What is said about wrong answers to the exercise cross_entropy."""

from nncheck.engine import Misconception
from nncheck.specs.losses import cross_entropy_mistakes as wrong
from nncheck.specs.losses.sections import SURE


def _wrong(answer, message, hint):
    return Misconception(answer, message, SURE, hint)


MISCONCEPTIONS = (
    _wrong(
        wrong.in_bits,
        "You took the logarithm of base 2, so your charges are in bits. In "
        "this book `log` is the natural logarithm.",
        "What do `np.log` and `np.log2` give for 4?",
    ),
    _wrong(
        wrong.base_ten,
        "You took the logarithm of base 10. In this book `log` is the "
        "natural logarithm.",
        "What do `np.log` and `np.log10` give for 4?",
    ),
    _wrong(
        wrong.over_all_entries,
        "You averaged over every entry of the table, the zeros of the "
        "one-hot rows among them. The loss is the mean over the samples.",
        "How many photos are there, and how many entries?",
    ),
    _wrong(
        wrong.over_the_classes,
        "You add up the columns and average over the classes. Add up each "
        "row, one sample, and average over the samples.",
        "Which axis counts the samples? The sum runs along the other one.",
    ),
    _wrong(
        wrong.one_charge_per_sample,
        "You give one charge per sample. The cost is one number: their mean.",
        "What is still to be done with the n charges?",
    ),
    _wrong(
        wrong.charges_added,
        "You add up the charges of the samples. Then twice as many samples "
        "cost twice as much; the loss is their mean.",
        "What should the loss be if every sample occurs twice?",
    ),
    _wrong(
        wrong.no_minus,
        "Your loss is negative. The logarithm of a probability is negative "
        "or 0; a charge is positive or 0.",
        "What turns a likelihood that should be large into a loss that "
        "should be small?",
    ),
    _wrong(
        wrong.log_of_the_mean,
        "You averaged the probabilities and charged the average. Each "
        "sample is charged by itself.",
        "Which comes first, the logarithm or the mean?",
    ),
    _wrong(
        wrong.distance_to_one,
        "You charge what is missing from 1 to the probability. The "
        "cross-entropy charges by the logarithm.",
        "Which of the two makes a certain denial very expensive?",
    ),
    _wrong(
        wrong.the_surest_class,
        "You charge the largest probability of each row, whatever the "
        "truth. Being sure of nonsense would be rewarded.",
        "Where in your code does `y_true` choose the class?",
    ),
    _wrong(
        wrong.with_binary_terms,
        "You also charge the other classes, through 1 − p. That is the "
        "binary cross-entropy, for several yes-or-no questions; here the "
        "probabilities of a row sum to 1, and the true class alone counts.",
        "How many terms of a row survive the product with one-hot y?",
    ),
    _wrong(
        wrong.one_hot_only,
        "One-hot targets work. Integer labels do not: they are places, not "
        "weights, and must not be multiplied with.",
        "What does `y_true.ndim` say for either kind of targets?",
    ),
    _wrong(
        wrong.labels_only,
        "Integer labels work, one-hot targets do not.",
        "What does `y_true.ndim` say for either kind of targets?",
    ),
    _wrong(
        wrong.width_of_this_batch,
        "You make the labels one-hot with as many columns as the largest "
        "label of this batch needs. A batch without the last class still "
        "has as many classes as `y_pred` has columns.",
        "Photos of two dogs, three classes: which shape do your one-hot "
        "targets have?",
    ),
    _wrong(
        wrong.log_of_zero_in_the_table,
        "Your table contains 0 · log 0, which is `nan`, wherever a wrong "
        "class got the probability 0; one such entry spoils the sum.",
        "Evaluate `0 * np.log(0.0)` in a cell of its own.",
    ),
    _wrong(
        wrong.log_of_zero,
        "A truth with the probability 0 makes your loss infinite, and from "
        "there no step leads back. Put a tiny floor under p.",
        "What is the loss if p cannot be less than 1e-12?",
    ),
    _wrong(
        wrong.zeros_left_out,
        "Where the truth got the probability 0, you charge nothing. That "
        "is the worst mistake of all, and it should be the dearest.",
        "What do you charge for p = 0.001? And for 0?",
    ),
    _wrong(
        wrong.floor_too_high,
        "Your floor under the probabilities is so high that a certain "
        "denial of the truth is cheap.",
        "Below which p do two different answers cost the same with you?",
    ),
    _wrong(
        wrong.floor_in_place,
        "You put the floor under the caller's own array. The probabilities "
        "that come in belong to the caller.",
        "Print `y_pred` before and after a call.",
    ),
    _wrong(
        wrong.adds_a_millionth,
        "You add a small number to p. Then every p is shifted, and a "
        "certain, right answer costs less than nothing.",
        "What is your loss for p = 1? What would a floor do there?",
    ),
    _wrong(
        wrong.adds_more,
        "You add a number to p that shows in the fifth digit of every "
        "loss. Only a p of 0 needs help.",
        "What is your loss for p = 1? What would a floor do there?",
    ),
)
