"""Setting an article's metadata; facts that depend on it are computed anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench.domain.article import Basis, Metadata
from workbench.domain.journal import Change, Entry
from workbench.domain.source import SourceKind
from workbench.errors import UsageError
from workbench.services.extraction import extract_after
from workbench.services.publication import parse_publication
from workbench.services.sources import NameBook
from workbench.services.workbench import Workbench, clean_words

FIELDS = ("title", "outlet", "author", "editor", "lang", "url", "published", "archive")


def set_metadata(bench: Workbench, number: int, values: Mapping[str, str]) -> Entry | None:
    """Set fields of an article's metadata; an empty value clears one. Raises UsageError on an
    unknown field, with the known ones."""
    article = bench.store.articles.get(number)
    before = article.metadata
    book = NameBook(bench)
    after = with_fields(before, values, book)
    changes = [*book.changes(), metadata_change(article.uid, before, after)]
    entry = bench.act("set", changes, f"{', '.join(values)} of #{number}")
    if entry:
        extract_after(bench, [number])
    return entry


def with_fields(metadata: Metadata, values: Mapping[str, str], book: NameBook) -> Metadata:
    """Metadata with some fields set. Raises UsageError on an unknown field."""
    for name, words in values.items():
        metadata = _with_field(metadata, name, clean_words(words), book)
    return metadata


def metadata_change(uid: str, before: Metadata, after: Metadata) -> Change:
    """The change of an article's metadata as the journal names it."""
    return Change(
        "metadata", uid, {"uid": uid, **before.to_record()}, {"uid": uid, **after.to_record()}
    )


def _with_field(metadata: Metadata, name: str, words: str, book: NameBook) -> Metadata:
    if name == "published":
        publication = parse_publication(words, Basis.ANALYST) if words else None
        return replace(metadata, publication=publication)
    if name == "outlet":
        outlet = book.uid(words, SourceKind.OUTLET) if words else None
        return replace(metadata, outlet=outlet)
    if name == "lang":
        if words and not (len(words) == 2 and words.isascii() and words.isalpha()):
            raise UsageError(f"{words!r} is no language", "Two letters, as id or en.")
        return replace(metadata, lang=words.lower())
    if name == "title":
        return replace(metadata, title=words)
    if name == "author":
        return replace(metadata, author=words)
    if name == "editor":
        return replace(metadata, editor=words)
    if name == "url":
        return replace(metadata, url=words)
    if name == "archive":
        return replace(metadata, archive=words)
    raise UsageError(f"no field {name!r}", f"Fields: {', '.join(FIELDS)}.")
