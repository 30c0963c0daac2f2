"""One contender at work: `python -m _peers MODULE WORKLOAD CORES`.

It keeps to so many cores, where the system lets it, prepares, says that it is
ready, and then does the work once for every line that comes in. Answers are
lines that begin with "answer".
"""

import importlib
import json
import os
import resource
import sys
import time

# before any library starts its threads: some work on a second core whatever
# number of threads they are told, for example while Python fetches a batch
if hasattr(os, "sched_setaffinity"):
    cores = sorted(os.sched_getaffinity(0))[: int(sys.argv.pop())]
    os.sched_setaffinity(0, cores)
else:
    sys.argv.pop()

from _peers._workloads import WORKLOADS, Unsupported


def answer(**values) -> None:
    """Tell the benchmark something."""
    print("answer", json.dumps(values), flush=True)


def attempt(action, *arguments):
    """The result, or None after an answer that says what is missing."""
    try:
        return action(*arguments)
    except ImportError as error:
        answer(missing=f"not installed ({error.name})")
    except Unsupported as error:
        answer(missing=str(error))
    except Exception as error:  # whatever another library raises
        print(repr(error), file=sys.stderr)
        answer(missing=f"failed: {type(error).__name__}")
    sys.exit(0)


def timed(run) -> None:
    """Do the work; tell the time it took and the peak memory so far."""
    start = time.perf_counter()
    attempt(run)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer(seconds=seconds, megabytes=peak / 1024)


def prepare(module: str, workload: str):
    """What is to be timed."""
    contender = importlib.import_module(f"_peers.{module}")
    return contender.prepare(WORKLOADS[workload])


run = attempt(prepare, *sys.argv[1:])
answer(ready=True)
for _ in sys.stdin:
    timed(run)
