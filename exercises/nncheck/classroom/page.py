"""The frame of the pages for students and teachers, and what escapes text.

A page needs nothing but itself. It contains words that strangers wrote:
all of them go through ``text`` or ``marked``, and a policy forbids scripts
in case one was forgotten.
"""

import html
import os
import re
import tempfile
import unicodedata
from pathlib import Path

STYLE = """
:root { color-scheme: light dark; --ink: #1c1e21; --paper: #fff;
  --soft: #5c6370; --line: #d5d9de; --field: #f3f5f7; --link: #0b57a4;
  --good: #00694c; --bad: #a63e00; --bar: #0072b2; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb;
  --paper: #16181c; --soft: #a4abb5; --line: #3a3f47; --field: #22252b;
  --link: #8ec7ff; --good: #5fd3ac; --bad: #ffa872; --bar: #56b4e9; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 4rem;
  font: 1rem/1.55 system-ui, sans-serif; color: var(--ink);
  background: var(--paper); overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p { margin: .5rem 0; }
a { color: var(--link); }
code { font: .9em/1.4 ui-monospace, monospace; background: var(--field);
  border-radius: 3px; padding: .1em .3em; unicode-bidi: isolate; }
bdi { unicode-bidi: isolate; }
.soft { color: var(--soft); }
.full { color: var(--good); } .less { color: var(--bad); }
article { border-left: 4px solid var(--line); padding: 0 0 0 1rem; }
article.full { border-color: var(--good); color: inherit; }
article.less { border-color: var(--bad); color: inherit; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem;
  text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; white-space: nowrap;
  overflow-wrap: normal; font-variant-numeric: tabular-nums; }
.word { white-space: nowrap; overflow-wrap: normal; }
.bar { background: var(--bar); height: .9rem; border-radius: 2px;
  margin-top: .3rem; }
td.wide { width: 55%; }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(title: str, body: str) -> str:
    """A whole page; the title is text, the body HTML."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{text(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def text(words: str) -> str:
    r"""Text as HTML: markup, controls and turned directions become visible.

    >>> text("<b>" + chr(0x202E) + "\x00 &")
    '&lt;b&gt;\ufffd\ufffd &amp;'
    """
    seen = "".join(map(_visible, words))
    return html.escape(seen)


def _visible(character: str) -> str:
    if character in "\n\t":
        return character
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs")
    return "\N{REPLACEMENT CHARACTER}" if hidden else character


def marked(words: str) -> str:
    """Text in which `words` between back-ticks become code.

    >>> marked("`f(1)` gave <script>")
    '<code>f(1)</code> gave &lt;script&gt;'
    """
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", text(words))


def link(book: str, page: str, anchor: str, words: str) -> str:
    """A link to a section of the book, or its words without a book."""
    if not book:
        return text(words)
    target = f"{book.rstrip('/')}/book/{page}.html#{anchor}"
    return f'<a href="{html.escape(target)}">{text(words)}</a>'


def write(path: Path, content: str) -> None:
    """Write a file as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode("utf-8", errors="replace")
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.chmod(name, 0o644)
    os.replace(name, path)
