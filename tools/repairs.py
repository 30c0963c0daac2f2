"""What is wrong with the theme's pages, and the cure of each fault.

The theme has a few faults that a setting cannot cure. Each `Repair` names
one, says why it matters, and mends it in the HTML.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Repair:
    """One fault of the built pages and its cure.

    Args:
        name: what the cure does, for the report.
        reason: why the page is wrong without it.
        pattern: the faulty HTML.
        replacement: what stands there instead (`re.sub` syntax).
        needs: the repair is expected to find something only in a build
            with a page that contains this pattern.
    """

    name: str
    reason: str
    pattern: re.Pattern[str]
    replacement: str
    needs: re.Pattern[str] = re.compile("")


VIEW = r'<script type="application/vnd\.jupyter\.widget-view\+json">'

# what stands in for a storage that the browser refuses: it forgets with the
# page, and says so to the reader's memory (tools/memory/store.mjs)
STAND_IN = """\
try { localStorage; sessionStorage; } catch {
      for (const name of ["localStorage", "sessionStorage"]) {
        const kept = new Map();
        Object.defineProperty(window, name, { configurable: true, value: {
          refused: true,
          getItem: (key) => kept.get(key) ?? null,
          setItem: (key, text) => { kept.set(key, String(text)); },
          removeItem: (key) => { kept.delete(key); },
        } });
      }
    }
    """

REPAIRS = (
    Repair(
        name="let a page live without storage",
        reason="where the browser refuses it, the theme's scripts end in an "
        "error, and the light stays on",
        pattern=re.compile(
            r'(<script data-cfasync="false">\s*)'
            r"(?=document\.documentElement\.dataset\.mode)"
        ),
        replacement=rf"\1{STAND_IN}",
    ),
    Repair(
        name="download the source of a page",
        reason="a browser that knows its type shows it in a tab, and a "
        "notebook is a page of JSON there",
        pattern=re.compile(
            r'<a href="([^"]*)"(?= target="_blank"\s+class="'
            r"btn btn-sm btn-download-source-button)"
        ),
        replacement=r'<a href="\1" download',
        needs=re.compile("btn-download-source-button"),
    ),
    Repair(
        name="leave out fontawesome.js",
        reason="1.5 MB that redraw icons which the style sheet already shows "
        "with the theme's own web font, and that break the Play widget",
        pattern=re.compile(
            r"<!-- So that users can add custom icons -->\s*"
            r'<script defer src="[^"]*fontawesome\.js[^"]*"></script>\s*'
        ),
        replacement="",
    ),
    Repair(
        name="name the search button by its text",
        reason='its label "Search" hides the visible "Search Ctrl+K" '
        "(WCAG 2.5.3, label in name)",
        pattern=re.compile(
            r'(<button class="btn search-button-field[^>]*?)'
            r' aria-label="Search"'
        ),
        replacement=r"\1",
    ),
    Repair(
        name="name the summaries of hidden cells by their text",
        reason='their label "Toggle hidden content" hides the visible "Show '
        'code cell source" (WCAG 2.5.3)',
        pattern=re.compile(r'<summary aria-label="Toggle hidden content">'),
        replacement="<summary>",
        needs=re.compile(r'<details class="hide '),
    ),
    Repair(
        name="silence the icons of the theme switch",
        reason="each of the three has a title, which is read as visible text "
        "of a button with another name (WCAG 2.5.3)",
        pattern=re.compile(
            r'<i class="(theme-switch [^"]*)"( data-mode="\w+")\s+'
            r'title="[^"]*"></i>'
        ),
        replacement=r'<i class="\1"\2 aria-hidden="true"></i>',
    ),
    Repair(
        name="hide decorative icons from screen readers",
        reason="they are letters of a private alphabet, and some screen "
        "readers read them out",
        pattern=re.compile(r'<(i|span) class="(fa-[^"]*|fas [^"]*)">'),
        replacement=r'<\1 class="\2" aria-hidden="true">',
    ),
    Repair(
        name="make the side bar a landmark",
        reason="the book's title and the search button would lie outside "
        "every landmark",
        pattern=re.compile(r'<div id="pst-primary-sidebar" class="([^"]*)">'),
        replacement=r'<div id="pst-primary-sidebar" class="\1"'
        r' role="complementary" aria-label="Book">',
    ),
    Repair(
        name="make the references a list of items",
        reason="their role doc-biblioentry is deprecated, and no item of the "
        "list in which it stands",
        pattern=re.compile(r' role="doc-biblioentry"'),
        replacement=' role="listitem"',
        needs=re.compile(r'class="citation-list"'),
    ),
    Repair(
        name="say that a view needs JavaScript",
        reason="without it an interactive figure leaves nothing behind; the "
        "still picture for print is shown instead where there is one",
        pattern=re.compile(
            rf"({VIEW}[^<]*</script>)(?!<noscript>)",
        ),
        replacement=r'\1<noscript><p class="widget-error">This figure has '
        r"controls and needs JavaScript.</p><style>.print-only"
        r"{display:block!important}.cell_output{min-height:0!important}"
        r"</style></noscript>",
        needs=re.compile(VIEW),
    ),
)


def repair(html: str, repairs: Iterable[Repair] = REPAIRS) -> str:
    """The page with every fault mended; mending it again changes nothing.

    >>> repair('<i class="fa-solid fa-bars"></i>')
    '<i class="fa-solid fa-bars" aria-hidden="true"></i>'
    """
    for one in repairs:
        html = one.pattern.sub(one.replacement, html)
    return html


def idle(pages: Iterable[str], repairs: Iterable[Repair] = REPAIRS):
    """The repairs that find nothing to mend in any page, though they should.

    Args:
        pages: the HTML of the pages as the theme wrote them.
        repairs: the repairs to ask.
    """
    repairs = tuple(repairs)
    needed: Counter[str] = Counter()
    used: Counter[str] = Counter()
    for html in pages:
        for one in repairs:
            needed[one.name] += one.needs.search(html) is not None
            used[one.name] += one.pattern.search(html) is not None
    return [r for r in repairs if needed[r.name] and not used[r.name]]
