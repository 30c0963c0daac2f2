"""How long nnlib takes, beside the frameworks that are installed.

    python benchmarks/speed.py [--rounds 7] [--only W1 W3] [--dry]

`requirements-bench.txt` lists the frameworks and says how to install them.

Every contender works in a process of its own, which stays alive: in each
round all of them do the same work once, one after the other, so that a slow
moment of the machine hits all alike. The first round is not counted (some
compile in it). Each keeps to the workload's number of cores, where the system
allows it; elsewhere it is only told a number of threads. Written down are the
medians, and their ratios to nnlib's: a ratio above 1 is slower than nnlib.
Times depend on the machine, ratios much less. A contender that is not
installed is left out, and named.

    W1-W4  time of the workloads in `_peers/_workloads.py`
    W5     peak memory of the process that did W1
    W6     what `import nnlib` costs beyond `import numpy`

The results go to `results/speed.json` and, as a picture, `results/speed.png`.
Denormal numbers are left as the hardware treats them (not flushed to zero);
flushing would change PyTorch's time in W1.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results" / "speed.json"
sys.path.insert(0, str(HERE))

# the name in the results, the module, and what its process needs to be told
CONTENDERS = {
    "nnlib": ("nnlib_", {}),
    "PyTorch": ("torch_eager", {}),
    "PyTorch, compiled": ("torch_compiled", {}),
    "JAX, jit": ("jax_jit", {}),
    "Keras on JAX": ("keras_", {"KERAS_BACKEND": "jax"}),
    "Keras on TensorFlow": ("keras_", {"KERAS_BACKEND": "tensorflow"}),
    "scikit-learn": ("sklearn_", {}),
    "classic script": ("classic", {}),
    "floor": ("floor", {}),
}
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
IMPORTS = ("import numpy", "import nnlib")
PAUSE = 0.5  # seconds; a BLAS lets its threads spin a while for more work


class Missing(Exception):
    """A contender is not installed, or cannot do a workload."""


class Worker:
    """A process that does one workload with one contender, when asked."""

    def __init__(self, contender: str, workload: str, threads: int):
        module, settings = CONTENDERS[contender]
        limits = dict.fromkeys(THREADS, str(threads))
        xla = f"--xla_cpu_multi_thread_eigen={str(threads > 1).lower()}"
        quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "_peers", module, workload, str(threads)],
            cwd=HERE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={
                **os.environ,
                "XLA_FLAGS": xla,
                **limits,
                **quiet,
                **settings,
            },
        )
        self.read()  # until it is ready

    def read(self) -> dict:
        """The next answer; what the libraries print is skipped."""
        for line in self.process.stdout:
            if line.startswith("answer "):
                answer = json.loads(line.removeprefix("answer "))
                if "missing" in answer:
                    self.close()
                    raise Missing(answer["missing"])
                return answer
        raise Missing("its process ended")

    def once(self) -> dict:
        """Do the work once; how long it took, and the peak memory."""
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return self.read()

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.communicate()  # closes the pipes, too


def compete(name: str, threads: int, rounds: int) -> dict[str, dict]:
    """All contenders do one workload, in turns."""
    workers, results = {}, {}
    for contender in CONTENDERS:
        try:
            workers[contender] = Worker(contender, name, threads)
            workers[contender].once()  # warm up
        except Missing as reason:
            workers.pop(contender, None)
            results[contender] = {"missing": str(reason)}
    times: dict[str, list[float]] = {c: [] for c in workers}
    memory = {}
    for _ in range(rounds):
        for contender, worker in workers.items():
            time.sleep(PAUSE)  # until the last one's threads are asleep
            answer = worker.once()
            times[contender].append(answer["seconds"])
            memory[contender] = answer["megabytes"]
    for contender, worker in workers.items():
        worker.close()
        results[contender] = {
            "seconds": round(statistics.median(times[contender]), 5),
            "fastest": round(min(times[contender]), 5),
            "megabytes": round(memory[contender]),
        }
    return {c: results[c] for c in CONTENDERS}


def with_ratios(results: dict[str, dict], key: str = "seconds") -> dict:
    """Each median relative to nnlib's."""
    for result in results.values():
        if key in result:
            result["ratio"] = round(result[key] / results["nnlib"][key], 2)
    return results


def import_times(rounds: int) -> dict[str, float]:
    """Seconds that a fresh Python takes for each import, in turns."""
    times: dict[str, list[float]] = {line: [] for line in IMPORTS}
    for _ in range(rounds + 1):
        for line in IMPORTS:
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", line], check=True)
            times[line].append(time.perf_counter() - start)
    return {
        line: round(statistics.median(values[1:]), 3)
        for line, values in times.items()
    }


def measure(only: list[str], rounds: int) -> dict:
    """All results."""
    from _peers._workloads import WORKLOADS
    from _setting import setting

    done = {"rounds": rounds, **setting(), "workloads": {}}
    for name, workload in WORKLOADS.items():
        if only and name not in only:
            continue
        print(f"{name}: {workload.title}", flush=True)
        results = with_ratios(compete(name, workload.threads, rounds))
        done["workloads"][name] = {
            "title": workload.title,
            "threads": workload.threads,
            "results": results,
        }
        print(table(results), flush=True)
    if not only:
        done["imports"] = import_times(rounds)
    return done


def table(results: dict[str, dict]) -> str:
    """The results of a workload, to read while the next one runs."""
    lines = []
    for contender, result in results.items():
        text = result.get("missing")
        if text is None:
            text = f"{result['seconds']:9.3f} s  {result['ratio']:6.2f}"
            text += f"  {result['megabytes']:6.0f} MB"
        lines.append(f"  {contender:22}{text}")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, store."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--dry", action="store_true", help="store nothing")
    chosen = parser.parse_args()
    done = measure(chosen.only, chosen.rounds)
    if chosen.only or chosen.dry:
        return
    from _bars import plot

    part = RESULTS.with_suffix(".part")
    part.write_text(json.dumps(done, indent=1) + "\n", encoding="utf-8")
    part.replace(RESULTS)
    plot(done, RESULTS.with_suffix(".png"))
    print(f"Written: {RESULTS.relative_to(HERE.parent).as_posix()}")


if __name__ == "__main__":
    main()
