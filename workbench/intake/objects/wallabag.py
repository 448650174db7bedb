"""Exports of Wallabag: the articles that somebody saved to read, with their text as HTML.

When one was saved is never when it was published.
"""

from __future__ import annotations

from workbench.errors import RefusedError
from workbench.intake.document import counted
from workbench.intake.feeds.entry import host_of
from workbench.intake.objects.item import Item, Object, kept, listed, objects_in, words_in
from workbench.intake.objects.json_scalar import Scalar

_TAKEN = (
    "id", "title", "url", "content", "language", "published_at", "published_by", "domain_name",
    "created_at", "tags", "hashed_url", "hashed_given_url", "is_not_parsed", "uid", "reading_time",
)  # fmt: skip
_NOT_THERE = "wallabag can't retrieve contents for this article"
_HEAD = 500


def wallabag_item(said: Object) -> Item:
    """What an entry says. Raises RefusedError where its page was never got."""
    text, url = words_in(said, "content"), words_in(said, "url")
    is_there = _NOT_THERE not in text[:_HEAD].replace("\u2019", "'").replace("&#039;", "'")
    if said.get("is_not_parsed") is True or not is_there:
        raise RefusedError("its text could not be got", f"Import the page itself: {url[:1_000]}")
    authors = said.get("published_by")
    names = authors if isinstance(authors, list) else [authors]
    # Exports write tags as words or as objects, as their version has it.
    tags = said.get("tags")
    said_tags = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    tags_line = listed([*said_tags, *(words_in(tag, "label") for tag in objects_in(said, "tags"))])
    highlights = len(objects_in(said, "annotations"))
    marked = counted(highlights, "annotation", "annotations")
    return Item(
        text=text,
        kind="html",
        title=words_in(said, "title"),
        outlet=host_of(url) or words_in(said, "domain_name").removeprefix("www."),
        published=words_in(said, "published_at"),
        url=url,
        lang=words_in(said, "language"),
        author=listed(name for name in names if isinstance(name, str)),
        id=words_in(said, "id"),
        extra=_extra(said, tags=tags_line),
        notes=(f"{marked} of its reader kept beside the text",) if highlights else (),
    )


def _extra(said: Object, *, tags: str) -> dict[str, Scalar]:
    lines = {"retrieved": words_in(said, "created_at"), "tags": tags}
    # Version 1 says everything a second time, under numbers.
    named = {key: value for key, value in said.items() if not key.isdecimal()}
    return {**kept(named, _TAKEN), **{name: words for name, words in lines.items() if words}}
