"""`README.md`: what a package holds, in words for whoever opens it without the program."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.domain.choice import Choice, WhichLayer
from workbench.domain.text import safe_line
from workbench.exchange.bundle import Bundle
from workbench.exchange.package.descriptor import Contents, Said

_FILES = """\
## Files

- `set.jsonl`: everything, one JSON object a line; what is read back. Each line has a `type`; the
  JSON Schemas that describe them come with the program.
- `claims.csv`, `hops.csv`, `sources.csv`, `ratings.csv`, `articles.csv`: tables of it for people
  and spreadsheets. A cell that looks like a formula begins with an apostrophe.
- `datapackage.json`: what the tables' columns are, and the size and sha256 of every file.

Offsets are half-open, in Unicode code points of the article's text, and stand beside the exact
words. Hops are ordered, the outermost first.

## Use

- `workbench annotations import --format package PATH` takes it in.
- `workbench export --check PATH` says whether it is whole, and what has changed since.
"""


def readme(bundle: Bundle, said: Said, contents: Contents) -> bytes:
    """The file."""
    return "\n".join(_lines(bundle, said, contents)).encode("utf-8", "replace")


def _lines(bundle: Bundle, said: Said, contents: Contents) -> Iterator[str]:
    written = contents.written
    yield f"# {_words(said.title) or 'A set of annotated articles'}\n"
    if said.provenance:
        yield f"{_words(said.provenance)}\n"
    yield f"- articles: {written.articles}"
    yield f"- claims: {written.claims}"
    yield f"- work of: {_words(', '.join(contents.analysts)) or 'nobody'}"
    yield from _chosen(bundle.choice)
    yield f"- licence: {_words(said.licence) or 'not said: ask before you hand it on'}"
    yield f"- state: {bundle.head} (head of the journal), last changed {bundle.changed_at or '-'}"
    if bundle.codebook:
        yield f"- codebook: version {bundle.codebook.version}"
    yield f"- made with: {_words(bundle.tool)}\n"
    yield _FILES
    if written.lost:
        yield "## Not in it\n"
        yield from (f"- {loss.count} {loss.what}: {loss.why}" for loss in written.lost)
        yield ""


def _chosen(choice: Choice) -> Iterator[str]:
    articles = {
        "the filter": choice.where,
        "the set": choice.set,
        "the story of the article": choice.story,
    }
    yield from (f"- {kind} {_words(words)}" for kind, words in articles.items() if words)
    if choice.analysts:
        yield "- of others' work there is nothing in it"
    if choice.layer is WhichLayer.DECIDED:
        yield (
            "- of several analysts' work on the same article it holds what stands: what all of "
            "them say alike, once; what was ruled on, as it was decided; where they differ and "
            "nobody has ruled, nothing"
        )
    elif choice.layer:
        yield (
            "- of several analysts' work on the same article it holds everybody's, also where they "
            "differ or it was decided otherwise"
        )
    if choice.pseudonyms:
        yield (
            "- analysts have pseudonyms, each the same one in every export of its database, which "
            "alone knows who it is; words that they wrote are as they wrote them"
        )
    if choice.without_text:
        yield (
            "- the articles' texts are not in it: whoever has an article knows it by its sha256, "
            "and finds each quote at its offsets"
        )


def _words(words: str) -> str:
    """As one line that no Markdown reads otherwise."""
    shown = safe_line(words)
    return "".join(f"\\{one}" if one in "\\`*_{}[]<>#|!" else one for one in shown)
