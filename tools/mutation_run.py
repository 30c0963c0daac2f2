"""Plant the chosen mistakes one by one, each in a warm copy of a process.

    python mutation_run.py JOBS OPTIONS-OF-PYTEST < names

pytest collects once, a first run finds which tests reach which function and
what each costs, and every mutant gets a fork of this process, where only the
tests that reach it run, the most special first, until one fails. It runs in
the folder that mutation.py made; mutmut keeps the results there.
"""

from __future__ import annotations

import math
import os
import resource
import signal
import sys
from collections import defaultdict
from collections.abc import Sequence
from time import process_time

import pytest
from mutmut.configuration import config
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.utils.file_utils import setup_source_paths, walk_mutatable_files

from mutation_survey import Survey

CAUGHT, SURVIVED, NO_TESTS = 1, 0, 33  # as mutmut writes them
PATIENCE = 20  # times as long as without a mistake,
GRACE = 2  # and so many seconds more
ENOUGH = 2  # seconds of tests; a mutant that outlives them has survived
LONGEST = 600  # seconds by the clock for one mutant, whatever it does
MEMORY = 8 << 30  # bytes; a mistake may ask for any shape


class Planter:
    """A plugin of pytest that runs the tests once for every mutant.

    Args:
        names: the mutants, as mutmut calls them.
        jobs: how many to try at once.
    """

    def __init__(self, names: Sequence[str], jobs: int) -> None:
        self.names = names
        self.jobs = jobs
        self.done = 0
        self.failed = False
        self.reached: dict[str, list[pytest.Item]] = defaultdict(list)
        self.cost: dict[str, float] = {}
        self.running: dict[int, str] = {}
        self.results = Results()
        self.notes = Survey(walk_mutatable_files())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember that something failed."""
        self.failed |= report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all tests as they are, then those of each mutant."""
        if session.testsfailed:
            raise session.Interrupted("the tests cannot be collected")
        self.survey(session.items)
        for name in self.names:
            tests = self.reached[name.partition("__mutmut_")[0]]
            if not tests:
                self.results.put(name, NO_TESTS)
                continue
            while len(self.running) >= self.jobs:
                self.wait()
            self.running[self.fork(name, tests)] = name
        while self.running:
            self.wait()
        return True

    def survey(self, items: list[pytest.Item]) -> None:
        """Find what each test reaches and costs; all must pass.

        What was found for a file of tests holds until it or the mutated
        package changes.
        """
        set_mutant_under_test("stats")
        state()._stats.clear()
        notes = self.notes
        new = [i for i in items if not notes.know(i.nodeid, i.path)]
        for item, following in zip(new, [*new[1:], None], strict=False):
            start = process_time()
            run(item, following)
            if self.failed:
                raise pytest.Session.Failed(f"{item.nodeid} fails unmutated")
            notes.put(item.nodeid, process_time() - start, state()._stats)
            state()._stats.clear()
        set_mutant_under_test("")
        notes.save()
        self.cost = {item.nodeid: notes.cost(item.nodeid) for item in items}
        # a test that reaches little is about just that: it fails first
        for item in sorted(items, key=lambda i: notes.breadth(i.nodeid)):
            for function in notes.functions(item.nodeid):
                self.reached[function].append(item)
        cost = sum(self.cost.values())
        print(f"\n{len(items)} tests, {cost:.0f} s; {len(self.names)} mutants")

    def fork(self, name: str, tests: list[pytest.Item]) -> int:
        """Begin with one mutant; return the number of its process."""
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            return pid
        code = CAUGHT
        try:
            code = self.try_mutant(name, tests)
        finally:
            os._exit(code)

    def try_mutant(self, name: str, tests: list[pytest.Item]) -> int:
        """Run tests until one fails, in a process of its own."""
        tests[0].config.pluginmanager.unregister(name="terminalreporter")
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(LONGEST)
        set_mutant_under_test(name)
        for item, following in zip(tests, [*tests[1:], None], strict=True):
            seconds = GRACE + PATIENCE * self.cost[item.nodeid]
            end = math.ceil(process_time() + seconds)
            resource.setrlimit(
                resource.RLIMIT_CPU, (end, resource.RLIM_INFINITY)
            )
            run(item, following)
            if self.failed:
                return CAUGHT
            if process_time() > ENOUGH:  # zero was when we were forked
                break
        return SURVIVED

    def wait(self) -> None:
        """Wait for the next mutant to end and note how."""
        pid, status = os.wait()
        if pid in self.running:
            code = os.waitstatus_to_exitcode(status)
            code = -signal.SIGXCPU if code == -signal.SIGALRM else code
            self.results.put(self.running.pop(pid), code)
            self.done += 1
            if self.done % 50 == 0:
                print(f"{self.done} of {len(self.names)} mutants tried")


def run(item: pytest.Item, following: pytest.Item | None) -> None:
    """Run one test as pytest does, with the fixtures of the following."""
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


class Results:
    """The files in which mutmut keeps how each mutant fared."""

    def __init__(self) -> None:
        self.files: dict[str, SourceFileMutationData] = {}
        for path in walk_mutatable_files():
            data = SourceFileMutationData(path=path)
            data.load()
            data.meta_path = data.meta_path.absolute()
            for name in data.exit_code_by_key:
                self.files[name] = data

    def put(self, name: str, code: int) -> None:
        """Note a result; it is kept even if we are stopped now."""
        self.files[name].exit_code_by_key[name] = code
        self.files[name].save()


def main(words: list[str]) -> int:
    """Run pytest with our plugin, where the mutants lie."""
    planter = Planter(sys.stdin.read().split(), int(words[0]))
    options = config().pytest_add_cli_args
    options += config().pytest_add_cli_args_test_selection + words[1:]
    setup_source_paths()
    os.chdir("mutants")
    return pytest.main(["--rootdir=.", "-q", *options], plugins=[planter])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
