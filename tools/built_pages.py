"""What a built page must be: whole, self-contained, described."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from notebook_files import ROOT, STATE, VIEW

# what a browser fetches by itself, as opposed to links a reader may follow
FETCHED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}
LINK_FETCHES = {"stylesheet", "icon", "preload", "modulepreload", "preconnect"}
FILE_NAME = re.compile(r"^\S+\.(png|svg|jpe?g|gif|webp)$", re.IGNORECASE)
STYLE_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"](.+?)['\"]")
SCRIPT_URL = re.compile(
    r"(?:import\s*\(?|from\s*|fetch\(|\.src\s*=\s*|URL\s*=\s*)\s*"
    r"[\"'`]((?:https?:)?//[^\"'`]+)"
)
FAILURES = ("nbsphinx error", "Traceback (most recent call last)", "ERROR:")


@dataclass
class Page:
    """One HTML file of the built book."""

    path: Path
    root: Path

    @cached_property
    def html(self) -> str:
        """The text of the file."""
        return self.path.read_text("utf8")

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The parsed file."""
        return BeautifulSoup(self.html, "html.parser")

    @property
    def is_written(self) -> bool:
        """Whether the page has prose of ours (search and index have none)."""
        return self.soup.find("article") is not None and "/" in self.name

    @property
    def name(self) -> str:
        """The page as the address bar shows it."""
        return self.path.relative_to(self.root).as_posix()

    def address(self, url: str) -> Path | None:
        """Return the file that a relative address means, or None."""
        parts = urlsplit(url)
        if parts.scheme or parts.netloc or not parts.path:
            return None
        return (self.path.parent / unquote(parts.path)).resolve()


def is_outside(url: str) -> bool:
    """Tell whether fetching `url` leaves the book."""
    parts = urlsplit(url.strip())
    return bool(parts.netloc) or parts.scheme in ("http", "https", "ftp")


def fetched(page: Page) -> Iterator[tuple[str, str]]:
    """Yield every address that the page loads by itself, with its element."""
    for tag in page.soup.find_all([*FETCHED, "link", "style"]):
        if tag.name == "link":
            if LINK_FETCHES & set(tag.get("rel") or []):
                yield "link", str(tag.get("href", ""))
        elif tag.name == "style":
            for found in STYLE_URL.finditer(tag.get_text()):
                yield "style", found[1] or found[2]
        elif url := tag.get(FETCHED[tag.name]):
            yield tag.name, str(url)


def outside_fetches(page: Page) -> Iterator[str]:
    """Nothing a page loads comes from elsewhere."""
    for element, url in fetched(page):
        if is_outside(url):
            yield f"{element} loads {url}"
    for script in page.soup.find_all("script", src=False):
        if script.get("type") in (None, "", "text/javascript", "module"):
            for url in SCRIPT_URL.findall(script.get_text()):
                yield f"an inline script loads {url}"


def missing_files(page: Page) -> Iterator[str]:
    """Every file the page loads, and every page it links to, is there."""
    for element, url in fetched(page):
        target = page.address(url)
        if target and not target.exists():
            yield f"{element} loads {url}, which is not in the book"
    for link in page.soup.find_all("a", href=True):
        target = page.address(str(link["href"]))
        if target and not target.exists():
            yield f"a link leads to {link['href']}, which is not in the book"


def dangling_anchors(page: Page) -> Iterator[str]:
    """A link into the same page finds its place."""
    ids = {tag["id"] for tag in page.soup.find_all(id=True)}
    for link in page.soup.find_all("a", href=re.compile("^#.")):
        if unquote(str(link["href"])[1:]) not in ids:
            yield f"a link leads to {link['href']}, which is not on the page"


def bad_alt_texts(page: Page) -> Iterator[str]:
    """Every picture says what it shows, and not what its file is called."""
    for image in page.soup.find_all("img"):
        alt = image.get("alt")
        if alt == "" and image.find_parent("article") is None:
            continue  # decoration in the frame around the article
        if not alt or FILE_NAME.match(str(alt).strip()):
            yield f"the picture {image.get('src')} has the alt text {alt!r}"


def dead_widgets(page: Page) -> Iterator[str]:
    """Every widget view of the page finds its model in the page's state."""
    models: set[str] = set()
    for tag in page.soup.find_all("script", type=STATE):
        models |= set(json.loads(tag.get_text())["state"])
    for tag in page.soup.find_all("script", type=VIEW):
        wanted = json.loads(tag.get_text())["model_id"]
        if wanted not in models:
            yield f"the widget {wanted} has no state on the page"


def failures_in_text(page: Page) -> Iterator[str]:
    """No tool left its complaint in the article, and no machine its path."""
    article = page.soup.find("article")
    text = article.get_text(" ") if article else ""
    for words in FAILURES:
        if words in text:
            yield f"the article says {words!r}"
    for path in (str(ROOT), str(Path.home())):
        if len(path) > 1 and path in page.html:
            yield f"the page names the folder {path}"
    for tag in page.soup.select(".problematic, .system-message"):
        yield f"an unresolved reference: {tag.get_text()[:80]!r}"


def undescribed(page: Page) -> Iterator[str]:
    """A page has a title, a language, and a sentence for search engines."""
    if page.soup.find("meta", attrs={"http-equiv": "Refresh"}):
        return  # sends the reader on to the first page
    title = page.soup.title.get_text().strip() if page.soup.title else ""
    if not title:
        yield "no title"
    if not page.soup.html or page.soup.html.get("lang") != "en":
        yield "no language"
    found = page.soup.find("meta", attrs={"name": "description"})
    length = len(str(found.get("content", ""))) if found else 0
    if page.is_written and length not in range(50, 201):
        yield f"a description of {length} characters, not 50 to 200"


def titles(page: Page) -> Iterator[str]:
    """A written page has exactly one heading of the first level."""
    count = len(page.soup.select("article h1"))
    if page.is_written and count != 1:
        yield f"{count} headings of the first level"


RULES = [
    outside_fetches,
    missing_files,
    dangling_anchors,
    bad_alt_texts,
    dead_widgets,
    failures_in_text,
    undescribed,
    titles,
]


def pages_of(root: Path) -> list[Page]:
    """Return every page of a built book that a reader can meet."""
    pages = [Page(path, root) for path in sorted(root.rglob("*.html"))]
    # the theme keeps templates of its own among the static files
    return [page for page in pages if not page.name.startswith("_static/")]


def outside_in_styles(root: Path) -> Iterator[str]:
    """No style sheet loads a font, a picture or a sheet from elsewhere."""
    for path in sorted(root.rglob("*.css")):
        for found in STYLE_URL.finditer(path.read_text("utf8")):
            url = found[1] or found[2]
            if is_outside(url):
                yield f"{path.relative_to(root)} loads {url}"
