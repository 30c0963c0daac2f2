"""A small book in place of the real one."""

from __future__ import annotations

from cover import cover
from edition import Edition
from epub import navigation
from epub_package import Entry
from epub_pages import page

EDITION = Edition("A Small Book", "Its authors", "2026", "0.1", 1_700_000_000)
LONG = "A heading that is too long for one line of a page of this size, really"
ONE = f"""<section id="one"><h1>{LONG}</h1>
<section id="first"><h2>First</h2>
<details class="admonition hide above-input"><summary>Show</summary>
<pre>hidden = 1</pre></details>
<details class="sd-dropdown"><summary>Answer</summary><p>Open.</p></details>
<p>See <a href="two.xhtml#second">there</a>, <a href="#first">here</a>,
<a href="two.xhtml">that page</a>, and
<a class="reference external" href="https://numpy.org">NumPy</a>.
The text says id="x".</p><pre>{"wide " * 60}</pre></section></section>"""
TWO = """<section id="two"><h1>Two</h1><section id="second"><h2>Second</h2>
<p>The end.</p></section></section>"""
INDEX = """<section class="index"><h1>Index</h1><h2>E</h2><ul><li>
<a href="book/two.xhtml#second">end</a></li></ul></section>"""
COVER = '<section class="cover"><img src="_images/cover.png" /></section>'
SECOND = Entry("Second", "book/two.xhtml#second")
TOC = [
    Entry(LONG, "book/one.xhtml", [Entry("First", "book/one.xhtml#first")]),
    Entry("Part", children=[Entry("Two", "book/two.xhtml", [SECOND])]),
    Entry("Index", "genindex.xhtml"),
]


def files() -> dict[str, bytes]:
    """Return the files of the small book, as in an EPUB."""
    pages = {
        "cover.xhtml": page("Cover", COVER, up=""),
        "title.xhtml": page("A Small Book", "<h1>A Small Book</h1>", up=""),
        "nav.xhtml": navigation(TOC),
        "book/one.xhtml": page(LONG, ONE),
        "book/two.xhtml": page("Two", TWO),
        "genindex.xhtml": page("Index", INDEX, up=""),
        "_static/pygments.css": "",
        "_static/epub.css": "",
    }
    made = {name: text.encode() for name, text in pages.items()}
    return made | {"_images/cover.png": cover(EDITION)}
