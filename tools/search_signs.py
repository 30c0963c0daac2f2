r"""Local Sphinx extension: the search knows the signs of formulas by name.

A formula is found by the words of its TeX, ``\sigma`` or ``\hat y``; a reader
who copies σ or ŷ from a page means the same. So the signs are spelled out,
in the index as in what is searched for.
"""

from __future__ import annotations

import json
import re
import string
import unicodedata

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

GREEK = "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΦΨΩ"
OTHERS = {"∇": "nabla", "∂": "partial", "∑": "sum", "∏": "prod", "√": "sqrt"}


def greek(letter: str) -> str:
    """The name of a Greek letter in TeX.

    >>> greek("σ"), greek("Δ"), greek("λ")
    ('sigma', 'delta', 'lambda')
    """
    name = unicodedata.name(letter).rpartition(" ")[2].lower()
    return name.replace("lamda", "lambda")  # Unicode's spelling


def hats() -> dict[str, str]:
    """The letters with a hat that Unicode has, as in ŷ.

    >>> hats()["ŷ"]
    'hat y'
    """
    both = {
        unicodedata.normalize("NFC", f"{letter}\u0302"): f"hat {letter}"
        for letter in string.ascii_letters
    }
    return {one: name for one, name in both.items() if len(one) == 1}


SIGNS = {letter: greek(letter) for letter in GREEK} | hats() | OTHERS
ANY = re.compile(f"[{''.join(SIGNS)}]")

# What every object of JavaScript inherits, "constructor" say, is left out: the
# search takes it for an entry of its tables and ends in an error.
SPLITTER = f"""
const SIGNS = {json.dumps(SIGNS, ensure_ascii=False)};
function splitQuery(query) {{
  return query.normalize("NFC")
    .replace(/[{"".join(SIGNS)}]/gu, (sign) => ` ${{SIGNS[sign]}} `)
    .split(/[^\\p{{Letter}}\\p{{Number}}_\\p{{Emoji_Presentation}}]+/gu)
    .filter((term) => term && !(term in {{}}));
}}
"""


class EnglishWithSigns(SearchEnglish):
    """English, with signs in place of which their names stand."""

    js_splitter_code = SPLITTER

    def split(self, input: str) -> list[str]:
        """The words of a text.

        >>> EnglishWithSigns({}).split("a = σ(z), ŷ")
        ['a', 'sigma', 'z', 'hat', 'y']
        """
        text = unicodedata.normalize("NFC", input)
        return super().split(ANY.sub(lambda m: f" {SIGNS[m[0]]} ", text))


def setup(app: Sphinx) -> dict[str, object]:
    """Let the search of the book read as this class does."""
    app.add_search_language(EnglishWithSigns)
    return {
        "version": "1",
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
