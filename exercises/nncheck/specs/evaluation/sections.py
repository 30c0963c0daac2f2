"""Where the chapter on evaluation explains what."""

from nncheck.engine import Section


def _section(title: str) -> Section:
    return Section("evaluation", title)


SILENT = _section("Ninety-four percent")
COUNTS = _section("Four counts")
THRESHOLD = _section("The threshold")
AREA = _section("The area under the curve")
LEAK = _section("A test that flatters")
FOLDS = _section("Every sample tested once")
GAPS = _section("What an error says")
MISMATCH = _section("When the new data are different")
