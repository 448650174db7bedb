"""`docs/formats.md`: what each format keeps, counts in and loses, and how that is known.

After a change: python -m workbench.exchange.matrix > docs/formats.md
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.exchange.formats import Format, Keeps, formats

_HEAD = """\
# Formats of annotations

What `workbench export` writes and `workbench annotations import` reads. Every export is checked
against the texts first (`text[start:end] == exact`), and tells what its format had no place for:
how much of what, and why (`--json` gives that as a record). How each is used:
[docs/cli.md](cli.md#formats).

- **yes**: it is read back as it was.
- **written**: it stands in the file, for people or for the other tool, and is not read back.
- **no**: the format has no place for it.

*overlap*: two claims that share words. *discontinuous*: a span of several parts. *chain*: who says
so, through whom, in order. *reach*: how far a credit of the article speaks. *assertion*: what a
source does with the words. *ratings*: of sources, dated. *rulings*: what was decided where analysts
differ, what they say to it, the codebook, and which claims are flagged for it. *without text*: it
can be written of articles whose text is not handed on (`export --without-text`). The matrix is made
from the formats' own descriptions (`workbench/exchange/about/`), and a test writes and reads an
example of each cell.
"""


def page() -> str:
    """The page, as Markdown."""
    return "\n".join([_HEAD, *_table(), "", *_each()])


def _table() -> Iterator[str]:
    columns = ("format", "read", "write", *Keeps._fields, "without text", "offsets")
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    for one in formats():
        reads, writes, bare = map(_word, (one.reads, one.writes, one.without_text))
        name = f"[{one.name}](#{one.name})"
        yield f"| {' | '.join((name, reads, writes, *one.keeps, bare, one.offsets))} |"


def _word(can: bool) -> str:
    return "yes" if can else "no"


def _each() -> Iterator[str]:
    for one in formats():
        yield f"## {one.name}\n"
        yield f"{one.title[:1].upper()}{one.title[1:]}.\n"
        yield from _rows(one)
        yield ""


def _rows(one: Format) -> Iterator[str]:
    if one.use:
        yield f"- Use: {one.use}"
    yield f"- Loses: {one.lost}."
    yield f"- Proved: {one.proved}."
    if one.needs:
        yield f"- Needs {one.needs}: `pip install 'analyst-workbench[{one.extra}]'`."


if __name__ == "__main__":
    print(page(), end="")
