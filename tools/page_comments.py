"""Local Sphinx extension: comments below each page, off unless they are set.

The setting `giscus` of _config.yml holds what https://giscus.app asks for:
`repo`, `repo_id`, `category`, `category_id`. The comments are then kept in
the discussions of that repository, and the page loads giscus.app. Empty, the
page holds nothing of it. (Jupyter Book's own sphinx-comments knows no giscus,
and looks for `div.section`, which Sphinx no longer writes.)
"""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.application import Sphinx

WANTED = ("repo", "repo_id", "category", "category_id")
CHOSEN = {
    "mapping": "pathname",
    "strict": "1",
    "reactions-enabled": "0",
    "emit-metadata": "0",
    "input-position": "top",
    "theme": "preferred_color_scheme",
    "lang": "en",
    "loading": "lazy",
}


def comments(settings: dict[str, str]) -> str:
    """The HTML of the comments, or nothing without settings."""
    if not settings:
        return ""
    missing = [name for name in WANTED if not settings.get(name)]
    if missing:
        raise ValueError(
            f"giscus in _config.yml lacks {', '.join(missing)}: "
            "https://giscus.app shows all four for your repository"
        )
    data = {name.replace("_", "-"): settings[name] for name in WANTED} | CHOSEN
    words = " ".join(f'data-{k}="{escape(v)}"' for k, v in data.items())
    return (
        '<section class="comments d-print-none" aria-label="Comments">'
        f'<script src="https://giscus.app/client.js" {words} '
        'crossorigin="anonymous" async></script></section>'
    )


def add_comments(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict,
    doctree: nodes.document | None,
) -> None:
    """Hand them to the foot of a page (Sphinx event `html-page-context`)."""
    if doctree is not None and app.builder.name == "html":
        context["comments"] = comments(app.config.giscus)


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the comments to a build."""
    app.add_config_value("giscus", {}, "html")
    app.connect("html-page-context", add_comments)
    return {
        "version": "1",
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
