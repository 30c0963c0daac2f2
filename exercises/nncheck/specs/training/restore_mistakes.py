"""What is said to the wrong answers to the exercise fit_best."""

from nncheck.engine import Misconception
from nncheck.specs.training import restore_wrong as wrong
from nncheck.specs.training.sections import WATCH


def _wrong(answer, message, hint):
    return Misconception(answer, message, WATCH, hint)


_TALLY = "Write below each loss how many epochs in a row brought nothing."
_KEPT = "Print what you keep now, train one more epoch, and print it again."
_ASK = "After your function has returned, what does `val_loss()` say?"

MISCONCEPTIONS = (
    _wrong(
        wrong.kept_no_copy,
        "You report the best loss, but the weights are those of the last "
        "epoch. Either what you keep is no copy and goes on changing with "
        "them, or it does not find its way back into their arrays.",
        _KEPT,
    ),
    _wrong(
        wrong.loss_of_the_last,
        "The weights are the best ones, but the loss that you return is that "
        "of the last epoch.",
        _ASK,
    ),
    _wrong(
        wrong.last_weights_and_loss,
        "You stop in time, but weights and loss are those of the last epoch. "
        "The best moment was before.",
        _ASK,
    ),
    _wrong(
        wrong.restored_only_if_stopped,
        "You put the best weights back only if the patience ran out. The "
        "epochs may run out first, and the best may have been before.",
        "Ten epochs, the best is number 8, patience 5: which weights remain?",
    ),
    _wrong(
        wrong.one_epoch_late,
        "You train one epoch too many: with a patience of 3 the third epoch "
        "in a row without progress is the last one.",
        _TALLY,
    ),
    _wrong(
        wrong.one_epoch_early,
        "You stop one epoch too early: with a patience of 3 there may be "
        "three epochs in a row without progress.",
        _TALLY,
    ),
    _wrong(
        wrong.never_stopped,
        "You train all epochs, whatever the patience, and find a later best. "
        "The point of stopping is to save them.",
        "What does `patience` do in your code?",
    ),
    _wrong(
        wrong.never_reset,
        "You count the bad epochs of the whole run. Each new best wipes the "
        "count off.",
        _TALLY,
    ),
    _wrong(
        wrong.training_watched,
        "You judge by what `train_epoch` returns, the training loss. It goes "
        "on falling while the network learns by heart.",
        "Which of the two functions looks at data that were not trained on?",
    ),
    _wrong(
        wrong.training_loss_reported,
        "You choose by the validation loss, but report the training loss.",
        _ASK,
    ),
    _wrong(
        wrong.worst_kept,
        "You keep the weights with the largest loss.",
        "Is a good loss high or low?",
    ),
    _wrong(
        wrong.judged_too_early,
        "You ask for the loss before the epoch and keep the weights after "
        "it: loss and weights do not belong together.",
        _ASK,
    ),
    _wrong(
        wrong.start_restored,
        "At the end the weights are where they began: all training is undone.",
        "When do you make your copy?",
    ),
    _wrong(
        wrong.before_the_best,
        "You keep the weights from before the best epoch: your copy is made "
        "too early in the round.",
        _ASK,
    ),
    _wrong(
        wrong.first_array_only,
        "You restore one array. The others are still those of the last "
        "epoch, and such a network has never been judged.",
        "How many arrays are in `weights`?",
    ),
    _wrong(
        wrong.weights_returned,
        "You return the best weights. They should be in the arrays of "
        "`weights` at the end, and the best loss is what is returned.",
        "Who holds on to the arrays in `weights`: your function, or the "
        "network?",
    ),
    _wrong(
        wrong.epoch_returned,
        "You return the number of the best epoch. Asked for is its loss.",
        _ASK,
    ),
)
