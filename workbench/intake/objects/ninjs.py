"""ninjs, the news agencies' JSON (versions 1 to 3): an item with its bodies, headlines and hands.

Versions differ in letters' case and in whether there is one of a thing or a list. Who sends an item
is its outlet; whom it names as sources of information is kept apart and never merged with that.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.errors import RefusedError
from workbench.intake.document import counted
from workbench.intake.feeds.entry import Kind, is_address
from workbench.intake.normalise import one_line
from workbench.intake.objects.item import Item, Object, kept, listed, objects_in, words_in
from workbench.intake.objects.json_scalar import Scalar
from workbench.intake.pages.hints import page_hints

_NO_ARTICLE = frozenset(("canceled", "cancelled", "withheld"))
_PICTURES = frozenset(("picture", "graphic", "audio", "video"))
_TAKEN = (
    "uri", "guid", "headline", "headlines", "bodies", "descriptions", "byline", "by", "language",
    "title", "provider", "source", "associations", "renditions", "standard", "$standard",
    "charcount", "wordcount",
)  # fmt: skip
_NO_TEXT = ("figure", "json", "image/", "video/", "audio/")
"""Of a body's media type or role, where it is no text."""


def ninjs_item(said: Object) -> Item:
    """What an item says. Raises RefusedError for what is no article."""
    said = _folded(said)
    status = words_in(said, "pubstatus").strip().lower()
    if status.rpartition(":")[2] in _NO_ARTICLE:
        raise RefusedError(f"the agency has it as {status}", "It is no article any more.")
    text, kind, notes = _text(said)
    first, this = words_in(said, "firstcreated"), words_in(said, "versioncreated")
    made = words_in(said, "firstpublished", "contentcreated")
    uri = words_in(said, "uri", "guid")
    return Item(
        text=text,
        kind=kind,
        title=_headline(said),
        outlet=_outlet(said),
        published=first or this or made,
        url=uri if is_address(uri) else "",
        lang=words_in(said, "language"),
        author=page_hints().by.sub("", words_in(said, "by", "byline").strip(), count=1),
        id=uri,
        extra=_extra(said, taken=first or this),
        notes=(*notes, *_notes(said, is_first=bool(first))),
    )


def _text(said: Object) -> tuple[str, Kind, tuple[str, ...]]:
    """The body to read: HTML before text, which may have no paragraphs; else what is said of it."""
    bodies = sorted(_bodies(said, "bodies", "body_"), key=lambda body: body[0])
    if bodies:
        _, kind, words = bodies[0]
        forms = f"one of {len(bodies)} forms of its text read, the {kind} one"
        return words, kind, (forms,) if len(bodies) > 1 else ()
    what = words_in(said, "type").strip().lower()
    if what in _PICTURES:
        raise RefusedError(f"it is of type {what} and holds no text", "Import what it belongs to.")
    for _, kind, words in sorted(_bodies(said, "descriptions", "description_")):
        return words, kind, ("its description only, which is a summary",)
    return "", "text", ()


def _bodies(said: Object, many: str, one: str) -> Iterator[tuple[tuple[bool, bool], Kind, str]]:
    """Each text with how it is written, and its rank: HTML first, the main one before others."""
    for body in objects_in(said, many):
        body = _folded(body)
        role = words_in(body, "role").strip().lower()
        yield from _ranked(words_in(body, "value"), words_in(body, "contenttype"), role)
    for name, value in said.items():
        if name.startswith(one) and isinstance(value, str):
            yield from _ranked(value, "", name.removeprefix(one))


def _ranked(words: str, media: str, role: str) -> Iterator[tuple[tuple[bool, bool], Kind, str]]:
    names = f"{media.lower()} {role}"
    if not words.strip() or any(name in names for name in _NO_TEXT):
        return
    is_plain = "text/plain" in names or (not media and role in ("text", "plain"))
    is_html = "html" in names or "richtext" in names
    kind: Kind = "text" if is_plain else "html" if is_html or "xml" in names else "guess"
    yield (not is_html, role not in ("main", "html", "text", "")), kind, words


def _headline(said: Object) -> str:
    """The main headline; a title is for the desk and stands in only where there is none."""
    headlines = [_folded(one) for one in objects_in(said, "headlines")]
    headlines.sort(key=lambda one: words_in(one, "role").strip().lower() not in ("main", ""))
    found = (words_in(one, "value") for one in headlines)
    more = sorted(name for name in said if name.startswith("headline_"))
    return (
        words_in(said, "headline")
        or next(filter(None, found), "")
        or words_in(said, "headline_main", *more, "title")
    )


def _outlet(said: Object) -> str:
    """Who sends it: the provider where one is named, else whose it is, else its only source."""
    sends = words_in(said, "provider", "source", "copyrightholder")
    sources = _names(said, "infosources", "infosource")
    return sends or (sources[0] if len(sources) == 1 else "")


def _names(said: Object, *keys: str) -> list[str]:
    parties = (one for key in keys for one in objects_in(said, key))
    names = (words_in(_folded(one), "name", "literal", "code", "uri") for one in parties)
    return list(dict.fromkeys(filter(None, names)))


def _extra(said: Object, *, taken: str) -> dict[str, Scalar]:
    rest = {
        name: value
        for name, value in said.items()
        if not name.startswith(("body_", "description_")) and value != taken
    }
    parties = {
        name: listed(_names(said, f"{name}s", name))
        for name in ("infosource", "subject", "place", "person", "organisation", "event", "genre")
    }
    parties["person"] = parties["person"] or listed(_names(said, "people"))
    plural = (*(f"{name}s" for name in parties), "people")
    extra = kept(rest, (*_TAKEN, *parties, *plural))
    return {**extra, **{name: names for name, names in parties.items() if names}}


def _notes(said: Object, *, is_first: bool) -> Iterator[str]:
    if embargo := words_in(said, "embargoed"):
        yield f"under embargo until {one_line(embargo[:40])}"
    version = words_in(said, "version")
    if not is_first and version not in ("", "1"):
        yield "its day is that of this version, not of the first one"
    more = said.get("associations")
    if isinstance(more, list | dict) and more:
        yield f"{counted(len(more), 'associated item', 'associated items')} left out"


def _folded(said: Object) -> dict[str, object]:
    """The same with names in small letters, as version 2 writes them."""
    return {name.lower(): value for name, value in said.items()}
