"""The tables of the notation page as data: what a letter means on a page.

A row may list several meanings, separated by a semicolon or a full stop. One
that names a chapter holds in that chapter, and there, unless it says "also",
instead of the others. Where several shapes or names in the code are listed,
each belongs to the meaning in the same place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

PAGE = "book/notation"
HEAD = ["Symbol", "Meaning", "Shape", "In the code"]
LOCAL = "Letters of one section"
END = re.compile(r"(?<=[;.])\s+")
NAMES = """alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda
mu nu xi pi rho sigma tau upsilon varphi chi psi omega"""
GREEK = dict(
    zip(NAMES.split(), "αβγδεζηθικλμνξπρστυφχψω", strict=True),
    epsilon="ϵ",
    phi="ϕ",
    Delta="Δ",
    Lambda="Λ",
    Sigma="Σ",
    ell="ℓ",
    nabla="∇",
    partial="∂",
    odot="⊙",
)
UPRIGHT = re.compile(r"\\(?:text|operatorname|label|begin|end)\*?\{[^}]*\}")
ACCENT = re.compile(r"\\(hat|tilde|bar)\s*\{?\s*(\w)\s*\}?$")
SCRIPT = re.compile(r"(\w)_\{?(\w+|\+|-)\}?$")


@dataclass(frozen=True)
class Row:
    """What a symbol means on one page.

    Args:
        keys: the names by which the pages look for it.
        symbol: the first cell of the row.
        meanings: those that hold on the page, each a list of nodes.
        shape: the cell of shapes.
        code: the cell of the names in the code.
    """

    keys: tuple[str, ...]
    symbol: nodes.Element
    meanings: list[list[nodes.Node]]
    shape: list[list[nodes.Node]]
    code: list[list[nodes.Node]]


def key(tex: str) -> str | None:
    r"""The name of a symbol, or None for what is more than one symbol.

    >>> key(r"\eta"), key(r"\hat y"), key("X_c"), key("W^{(l)}")
    ('η', 'hat y', 'X_c', 'W')
    >>> key(r"\mathrm dA"), key("A^{T}"), key("TP"), key(r"w \cdot x")
    ('dA', '^T', 'TP', None)
    """
    text = re.sub(
        r"\\([A-Za-z]+)\s*", lambda m: GREEK.get(m[1], m[0]), tex
    ).strip()
    if text == "A^{T}":
        return "^T"
    text = text.removesuffix("^{(l)}").replace(r"\mathrm d", "d")
    if found := ACCENT.fullmatch(text):
        return f"{found[1]} {found[2]}"
    if found := SCRIPT.fullmatch(text):
        return f"{found[1]}_{found[2]}"
    return text if re.fullmatch(r"\w{1,2}|[∇∂⊙]", text) else None


def letters(tex: str) -> set[str]:
    r"""The letters in a formula, without upright words, and its accents.

    >>> sorted(letters(r"\hat y = \sigma(z), \text{so}"))
    ['hat', 'y', 'z', 'σ']
    """
    tex = UPRIGHT.sub(" ", tex)
    found = {name for name in ("hat", "tilde", "bar") if f"\\{name}" in tex}
    tex = re.sub(r"\\([A-Za-z]+)", lambda m: GREEK.get(m[1], " "), tex)
    return found | set(re.findall(r"[^\W\d_]|[∇∂⊙]", tex))


def is_used(name: str, found: set[str]) -> bool:
    """Whether a symbol of this key can stand in formulas of such letters."""
    return set(name.replace("^", "").partition("_")[0].split()) <= found or (
        len(name) == 2 and name.isalpha() and set(name[1:]) <= found
    )


def clauses(cell: nodes.Element) -> list[list[nodes.Node]]:
    """The parts of a cell between semicolons and full stops."""
    found: list[list[nodes.Node]] = [[]]
    for node in cell[0].children if cell.children else []:
        if not isinstance(node, nodes.Text):
            found[-1].append(node.deepcopy())
            continue
        first, *rest = END.split(node)
        found[-1].append(nodes.Text(first))
        found += [[nodes.Text(part)] for part in rest]
    return [part for part in found if any(n.astext().strip() for n in part)]


def named(part: list[nodes.Node], env: BuildEnvironment) -> set[str]:
    """The pages that a part of a cell names."""
    labels = env.domaindata["std"]["labels"]
    links = [x for n in part for x in n.findall(addnodes.pending_xref)]
    targets = [link["reftarget"] for link in links]
    return {labels[t][0] if t in labels else t for t in targets}


def chosen(
    parts: list[list[nodes.Node]], page: str, local: bool, env
) -> list[int]:
    """The places of the meanings that hold on a page."""
    pages = [named(part, env) for part in parts]
    own = [i for i, names in enumerate(pages) if page in names]
    general = (
        [] if local else [i for i, names in enumerate(pages) if not names]
    )
    text = " ".join(n.astext() for i in own for n in parts[i])
    loose = any("elsewhere a" in n.astext() for i in general for n in parts[i])
    if own and " also " not in f" {text} ":
        return own
    return [] if loose else [*general, *own]


def pick(cell: nodes.Element, places: list[int], of: int) -> list:
    """The parts of a cell that belong to these meanings."""
    parts = clauses(cell)
    return [parts[i] for i in places] if len(parts) == of > 1 else parts


@lru_cache(maxsize=1)  # reading the page again for each page takes long
def table_rows(env: BuildEnvironment) -> list[tuple[bool, list]]:
    """The rows of the tables of symbols, and whether they are local."""
    found: list[tuple[bool, list]] = []
    if PAGE not in env.all_docs:
        return found
    for table in env.get_doctree(PAGE).findall(nodes.table):
        head, *rows = table.findall(nodes.row)
        if [cell.astext() for cell in head] == HEAD:
            local = table.parent[0].astext() == LOCAL
            found += [(local, list(row.children)) for row in rows]
    return found


def rows(env: BuildEnvironment, page: str, used: set[str]) -> list[Row]:
    """What the symbols mean on a page; nothing without a notation page.

    Args:
        env: the environment of the build.
        page: the name of the page.
        used: the letters of its formulas.
    """
    found = []
    for local, (symbol, *cells) in table_rows(env):
        heads = [key(math.astext()) for math in symbol.findall(nodes.math)]
        parts = clauses(cells[0])
        places = chosen(parts, page, local, env)
        keys = tuple(head for head in heads if head and is_used(head, used))
        if keys and places:
            shape, code = (pick(c, places, len(parts)) for c in cells[1:])
            meanings = [parts[i] for i in places]
            found.append(Row(keys, symbol, meanings, shape, code))
    return found
