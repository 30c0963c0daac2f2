"""Built pages made light: drawn formulas, one style sheet, scripts aside."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import lean_later
from lean_formulas import draw, formulas, put
from lean_pages import STYLE, out_of_the_way, with_style, write_style
from lean_styles import bundle, words

SPAN = '<span class="math notranslate nohighlight">\\({}\\)</span>'
PAGE = (
    '<head><script defer="defer" '
    'src="../_static/vendor/mathjax/startup.js?v=4"></script></head><p>'
    + SPAN.format("a &lt; b")
    + '</p><div class="math notranslate nohighlight" id="eq">\n'
    '<span class="eqno">(1)<a href="#eq">#</a></span>\\[x^2\\]</div>'
)


def test_every_formula_is_found_once() -> None:
    assert formulas([PAGE, PAGE]) == [("a < b", False), ("x^2", True)]


@pytest.mark.npm
def test_formulas_are_drawn_and_readable_and_the_number_stays() -> None:
    drawn = draw(formulas([PAGE]), {})
    page = put(PAGE, drawn)
    assert page.count("<mjx-container ") == 2
    assert page.count("<mjx-assistive-mml ") == 2
    assert page.count("font-size: 117.6%") == 2  # as tall as the text
    assert "<mi>a</mi><mo>&lt;</mo><mi>b</mi>" in page
    assert '<span class="eqno">(1)<a href="#eq">#</a></span><mjx' in page
    assert "\\(" not in page and "\\[" not in page
    assert 'nohighlight" data-tex="a &lt; b"><mjx' in page
    assert 'nohighlight" id="eq" data-tex="x^2">' in page
    assert 'src="../_static/later.js"' in page and "startup.js" not in page
    assert "mjx-c.mjx-c1D465.TEX-I::before" in drawn.css


def fonts(css: str) -> dict[str, set[str]]:
    """The letters of each font that a style sheet holds."""
    face = r'font-family: ([\w-]+);src: url\("data:font/woff;base64,([^"]+)"'
    held = {}
    for family, packed in re.findall(face, css):
        with TTFont(BytesIO(b64decode(packed))) as font:
            held[family] = set(map(chr, font.getBestCmap() or ()))
    return held


@pytest.mark.npm
def test_the_style_holds_the_letters_of_the_formulas_and_no_others() -> None:
    cases = r"\begin{cases}1\\2\\3\\4\\5\end{cases}"
    css = draw([("x + \\mathbb R", False), (cases, True)], {}).css
    held = fonts(css)
    assert held["MJXTEX-I"] == {"x"}
    assert set("12345+") <= held["MJXTEX"] and "6" not in held["MJXTEX"]
    assert "R" in held["MJXTEX-A"] and "S" not in held["MJXTEX-A"]
    assert set("⎧⎨⎩⎪") <= held["MJXTEX-S4"]  # the parts of a tall brace
    assert "MJXZERO" in held and "MJXTEX-FR" not in held
    assert "url(" in css and ".woff" not in css


@pytest.mark.npm
def test_a_faulty_formula_shows_its_error() -> None:
    html = draw([("\\nosuch", False)], {}).html["\\nosuch", False]
    assert "mjx-mtext" in html or "mjx-merror" in html


QUIZ = (
    '<body><script type="application/vnd.jupyter.widget-state+json">'
    '{"state": {"a": {"_questions": [{"question": [{"kind": "text", "text": '
    '"For "}, {"kind": "math", "text": "a < b"}]}]}}}</script></body>'
)


@pytest.mark.npm
def test_a_page_holds_the_formulas_of_its_quiz() -> None:
    wanted = lean_later.keys([QUIZ])
    assert wanted == {("a < b", False)}
    page = lean_later.put(QUIZ, draw(sorted(wanted), {}).html)
    script = re.search(r'id="drawn-formulas">(.*?)</script></body>', page)
    assert script
    table = json.loads(script[1])
    assert table["a < b"].startswith("<mjx-container")
    assert "<mi>a</mi><mo>&lt;</mo><mi>b</mi>" in table["a < b"]


def test_the_page_of_the_cards_holds_their_formulas() -> None:
    page = '<body><script src="../_static/book_details.js"></script></body>'
    found = lean_later.asked(page)
    assert len(found) > 50 and "z = 0" in found
    assert lean_later.asked("<body></body>") == []
    assert lean_later.put("<body></body>", {}) == "<body></body>"


def css(tmp_path: Path, text: str, known: str) -> str:
    folder = tmp_path / "_static" / "styles"
    folder.mkdir(parents=True)
    (folder / "a.css").write_text(text, "utf-8")
    (folder.parent / "basic.css").write_text(".old{top:0}", "utf-8")
    return bundle([folder / "a.css"], folder.parent, words([known]))


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (".used { color: red }", ".used{color: red}"),
        (".unused { color: red }", ""),
        (".used, .unused p { top: 0 }", ".used{top: 0}"),
        (".used.unused { top: 0 }", ""),
        ("#unused a { top: 0 }", ""),
        ("p:not(.unused) > a { top: 0 }", "p:not(.unused) > a{top: 0}"),
        ("@media print { .unused { top: 0 } }", ""),
        (
            "@media print { .used { top: 0 } }",
            "@media print{.used{top: 0}}",
        ),
        ("@keyframes turn { to { top: 0 } }", None),
        (":root { --a: #fff; }", ":root{--a: #fff;}"),
        ('@import "../basic.css";', ""),
        ("/*! note */ p { /* why */ top:  0 }", "p{top: 0}"),
    ],
)
def test_rules_that_no_page_can_use_go(
    tmp_path: Path, rule: str, kept: str | None
) -> None:
    made = css(tmp_path, rule, '<p class="used">').strip()
    assert made == (rule if kept is None else kept)


def test_what_is_imported_is_taken_in(tmp_path: Path) -> None:
    made = css(tmp_path, '@import "../basic.css";', "old")
    assert made == ".old{top:0}\n"


@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_addresses_follow_the_sheet(tmp_path: Path, quote: str) -> None:
    rule = f"p {{ background: url({quote}../img/a.png{quote}) }}"
    made = css(tmp_path, rule, "p").strip()
    assert made == 'p{background: url("img/a.png")}'


def test_the_name_of_the_sheet_changes_with_its_rules(tmp_path: Path) -> None:
    static = tmp_path / "_static"
    static.mkdir()
    (tmp_path / "a.html").write_text('<p class="used">', "utf-8")
    (static / "a.css").write_text(".used{top:0}.unused{top:0}", "utf-8")
    first = write_style(static, [static / "a.css"], "")
    other = write_style(static, [static / "a.css"], "p{top:0}")
    assert first.read_text("utf-8") == ".used{top:0}\n"
    assert first.name != other.name


def test_a_page_has_one_style_sheet_in_the_place_of_the_first() -> None:
    page = (
        '<link href="../styles/a.css?digest=5" rel="stylesheet" />\n'
        '<link rel="preload" as="script" href="b.js" />\n'
        '<link rel="stylesheet" type="text/css" href="../b.css?v=1" />\n'
    )
    assert [link[1] for link in STYLE.finditer(page)] == [
        "../styles/a.css",
        "../b.css",
    ]
    assert with_style(page, "one.css").split("\n") == [
        '<link rel="stylesheet" href="one.css">'
        '<link rel="preload" as="script" href="b.js" />',
        "",
    ]


def test_scripts_and_stored_state_wait_for_the_text() -> None:
    state = (
        '<script type="application/vnd.jupyter.widget-state+json">'
        '{"a": "<p>"}</script>'
    )
    page = out_of_the_way(
        f'<head><script src="a.js"></script>{state}'
        "<script>let b;</script></head><body><p>text</p></body>"
    )
    assert page == (
        '<head><script defer src="a.js"></script><script>let b;</script>'
        f"</head><body><p>text</p>{state}</body>"
    )
