"""Setting an article's metadata; facts that depend on it are computed anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench.domain.article import Basis, Metadata
from workbench.domain.journal import Change, Entry
from workbench.domain.source import SourceKind
from workbench.errors import ConflictError, UsageError
from workbench.services.extraction import extract_after
from workbench.services.publication import parse_publication
from workbench.services.sources import NameBook
from workbench.services.workbench import Workbench, clean_words

FIELDS = ("title", "outlet", "author", "editor", "lang", "url", "published", "archive")


def set_metadata(
    bench: Workbench, number: int, values: Mapping[str, str], *, seen: Metadata | None = None
) -> Entry | None:
    """Set fields of an article's metadata; an empty value clears one. seen: what the analyst saw of
    it, where somebody may have set the same fields since.

    Raises UsageError on an unknown field, with the known ones; ConflictError with both versions.
    """
    article = bench.store.articles.get(number)
    before = article.metadata
    book = NameBook(bench)
    after = with_fields(before, values, book)
    if seen:
        for name in values:
            _refuse_unseen(bench, f"{name} of #{number}", name, seen, (before, after))
    changes = [*book.changes(), metadata_change(article.uid, before, after)]
    entry = bench.act("set", changes, f"{', '.join(values)} of #{number}")
    if entry:
        extract_after(bench, [number])
    return entry


def _refuse_unseen(
    bench: Workbench, what: str, name: str, seen: Metadata, versions: tuple[Metadata, Metadata]
) -> None:
    """Raise ConflictError where a field is not as the analyst saw it, nor as it is to be. versions:
    as it is, and as it is to be."""
    now, wanted = (_value(one, name) for one in versions)
    if now in (_value(seen, name), wanted):
        return
    theirs, mine = ({name: _value_words(bench, one, name)} for one in versions)
    raise ConflictError(
        f"{what} was changed meanwhile",
        f"It is {theirs[name] or 'empty'} now; do it again to change it.",
        mine=mine,
        theirs=theirs,
    )


def _value(metadata: Metadata, name: str) -> object:
    return getattr(metadata, "publication" if name == "published" else name)


def _value_words(bench: Workbench, metadata: Metadata, name: str) -> str:
    if name == "published":
        return metadata.publication.at if metadata.publication else ""
    if name == "outlet" and metadata.outlet:
        known = bench.store.sources.many([metadata.outlet])
        return known[metadata.outlet].name if metadata.outlet in known else "a new one"
    return str(_value(metadata, name) or "")


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
