"""The ways in which a learner's answer is tried, one module a chapter.

Every module here registers its drivers when this package is imported.

Whoever writes a driver has to know that it runs beside the learner's code,
which can change it and everything that it writes down. So points rest on two
kinds of facts alone: on what the answer gives for inputs that it could not
know, which the judge compares or computes with, and on what a keeper counts
in the judge's process (see ``apart``). What else a driver notes is worth a
sentence to the learner, and may cost an honest answer points, but hiding it
earns no more than a line of honest code would:

- that an argument was changed in place: a copy of it costs one line;
- NumPy's warnings: ``np.errstate`` silences them, and is a right answer;
- ready-made products in ``by_hand``: ``np.asarray`` makes plain arrays;
- the same from a generator of the same seed: an answer that is repeated for
  the same state of the generator is a right answer;
- that a network has its weights back: a copy costs one line;
- the epochs of ``training_run``: the program itself says how many.
"""

import importlib
import pkgutil

from nncheck.drivers.registry import DRIVERS

__all__ = ["DRIVERS"]

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
