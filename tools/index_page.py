"""The index at the end of the printed editions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag

INDEX = "genindex"  # what Sphinx calls it
LINK = re.compile(r'(<a [^>]*href="#([^"]*)"[^>]*>)(.*?)</a>', re.DOTALL)


def tidy(soup: Tag) -> None:
    """Make each letter one list, where Sphinx makes a table of columns.

    >>> soup = BeautifulSoup('<h2>A</h2><table class="genindextable"><tr>'
    ...     '<td><ul><li>a</li></ul></td><td><ul><li>b</li></ul></td>'
    ...     '</tr></table>', "html.parser")
    >>> tidy(soup)
    >>> print(soup)
    <section class="index"><h2>A</h2><ul><li>a</li><li>b</li></ul></section>
    """
    new = BeautifulSoup("", "html.parser")
    for box in soup.select(".genindex-jumpbox"):
        box.decompose()
    for table in soup.select("table.genindextable"):
        whole = new.new_tag("ul")
        for column in table.select("td > ul"):
            whole.extend(column.find_all("li", recursive=False))
        table.replace_with(whole)
    section = new.new_tag("section", attrs={"class": "index"})
    section.extend(list(soup.contents))
    soup.append(section)


def numbered(html: str, numbers: Mapping[str, int]) -> str:
    """The index with the number of the page behind each entry.

    >>> numbered('<a href="#losses--mse">loss</a>', {"losses--mse": 7})
    '<a href="#losses--mse">loss <span class="number">7</span></a>'
    """

    def number(found: re.Match[str]) -> str:
        start, place, text = found.groups()
        known = numbers.get(place, 0)
        return f'{start}{text} <span class="number">{known}</span></a>'

    return LINK.sub(number, html)
