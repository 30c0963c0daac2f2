"""Local Sphinx extension: what other sites show of a page that is shared.

With the address of the published book (`html: baseurl` of _config.yml) every
page names its canonical address, and sphinxext-opengraph adds the tags and
draws the picture of its social card. Without it there is no address to name,
and no byte is added.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx

DESCRIPTION = re.compile(r'<meta content="([^"]*)" name="description"')


def share_description(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict,
    doctree: nodes.document | None,
) -> None:
    """Share the page's own title and description, not its first words.

    (Sphinx event `html-page-context`, before the tags are made.)
    """
    found = DESCRIPTION.search(context.get("metatags", ""))
    if found and doctree is not None:
        context["meta"] = {
            **(context.get("meta") or {}),
            "og:title": app.env.titles[pagename].astext(),
            "og:description": found[1],
        }


def check_address(app: Sphinx, config: object) -> None:
    """Give the tags the address of the book (Sphinx event `config-inited`)."""
    address = app.config.html_baseurl
    if not re.fullmatch(r"https?://\S+/", address):
        raise ValueError(
            f"baseurl in _config.yml is {address!r}, expected the address of "
            'the built pages with a slash at its end: "https://…/book/"'
        )
    app.config.ogp_site_url = address


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the tags to a build, when the book has an address."""
    if app.config.html_baseurl:
        app.setup_extension("sphinxext.opengraph")
        app.connect("config-inited", check_address)
        app.connect("html-page-context", share_description, priority=400)
    return {
        "version": "1",
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
