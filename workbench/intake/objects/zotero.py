"""Items of Zotero: its own JSON (export, translators, web interface) and CSL-JSON.

They describe articles and seldom hold one: an abstract is read as what it is, and said so. Where an
item was found is never taken for where it was published.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.errors import RefusedError
from workbench.intake.objects.item import ABSTRACT, Item, Object, kept, listed, objects_in, words_in
from workbench.intake.objects.json_kind import own_part
from workbench.intake.objects.json_scalar import Scalar

_OUTLETS = (
    "publicationTitle", "websiteTitle", "blogTitle", "forumTitle", "programTitle", "bookTitle",
    "encyclopediaTitle", "dictionaryTitle", "proceedingsTitle", "network", "institution",
    "publisher",
)  # fmt: skip
_NO_ITEMS = frozenset(("attachment", "note", "annotation"))
_BY_THEM = ("author", "reporter", "podcaster", "director", "artist", "presenter", "")
_TAKEN = (
    "itemType", "title", "creators", "date", "url", "language", "abstractNote", "key", "itemKey",
    "itemID", "attachments", "relations", "collections", "version", "seeAlso", "library", "links",
    "meta", "uri", "select", "tags", "accessDate",
)  # fmt: skip
_CSL_TAKEN = (
    "type", "title", "container-title", "author", "editor", "issued", "URL", "language", "abstract",
    "id",
)  # fmt: skip


def zotero_item(said: Object) -> Item:
    """What an item says. Raises RefusedError for what belongs to one."""
    said = own_part(said)
    what = words_in(said, "itemType")
    if what in _NO_ITEMS:
        raise RefusedError(f"it is of type {what} and no article", "Import what it belongs to.")
    abstract = words_in(said, "abstractNote")
    outlet = words_in(said, *_OUTLETS)
    return Item(
        text=abstract,
        title=words_in(said, "title"),
        outlet=outlet,
        published=words_in(said, "date"),
        url=words_in(said, "url"),
        lang=words_in(said, "language"),
        author=listed(_creators(said, *_BY_THEM)),
        editor=listed(_creators(said, "editor")),
        id=words_in(said, "key", "itemKey", "itemID"),
        extra=_extra(said, outlet, what),
        notes=(ABSTRACT,) if abstract else (),
    )


def csl_item(said: Object) -> Item:
    """What an item says."""
    abstract = words_in(said, "abstract")
    outlet = words_in(said, "container-title", "publisher")
    return Item(
        text=abstract,
        title=words_in(said, "title"),
        outlet=outlet,
        published=_day(said.get("issued")),
        url=words_in(said, "URL"),
        lang=words_in(said, "language"),
        author=listed(_names(said, "author")),
        editor=listed(_names(said, "editor")),
        id=words_in(said, "id"),
        extra={
            "item_type": words_in(said, "type"),
            **kept(said, (*_CSL_TAKEN, *_named(said, outlet))),
        },
        notes=(ABSTRACT,) if abstract else (),
    )


def _extra(said: Object, outlet: str, what: str) -> dict[str, Scalar]:
    got = words_in(said, "accessDate")
    tags = said.get("tags")
    lines = {
        "item_type": what,
        "retrieved": got if got != "CURRENT_TIMESTAMP" else "",
        "tags": listed(
            [
                *(tag for tag in (tags if isinstance(tags, list) else ()) if isinstance(tag, str)),
                *(words_in(tag, "tag") for tag in objects_in(said, "tags")),
            ]
        ),
    }
    rest = kept(said, (*_TAKEN, *_named(said, outlet)))
    return {**rest, **{name: words for name, words in lines.items() if words}}


def _named(said: Object, outlet: str) -> Iterator[str]:
    """The keys that said the outlet."""
    return (key for key in (*_OUTLETS, "container-title") if outlet and said.get(key) == outlet)


def _creators(said: Object, *kinds: str) -> Iterator[str]:
    """Names in the order of a byline; who has one name has only a last one, or only a name."""
    for one in objects_in(said, "creators"):
        if words_in(one, "creatorType") in kinds:
            names = (words_in(one, "firstName"), words_in(one, "lastName", "name"))
            yield " ".join(filter(None, names))


def _names(said: Object, key: str) -> Iterator[str]:
    for one in objects_in(said, key):
        parts = ("given", "non-dropping-particle", "dropping-particle", "family", "suffix")
        names = (words_in(one, part) for part in parts)
        yield " ".join(filter(None, names)) or words_in(one, "literal")


def _day(issued: object) -> str:
    """A date of CSL as ISO 8601, as far as it goes: years are words, months numbers, or both are
    either; what is no such parts stays as it is printed."""
    if not isinstance(issued, dict):
        return issued if isinstance(issued, str) else ""
    parts = issued.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    numbers = [str(part).strip() for part in first[:3]] if isinstance(first, list) else []
    if numbers and all(part.isdecimal() and part.isascii() and len(part) < 5 for part in numbers):
        year, *rest = numbers
        return "-".join((year.zfill(4), *(part.zfill(2) for part in rest)))
    return words_in(issued, "raw", "literal")
