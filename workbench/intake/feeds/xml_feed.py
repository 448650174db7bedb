"""RSS 0.9 to 2.0 and Atom: which of an entry's elements say what.

The story is `content:encoded` or Atom's content; a description of pictures or of a podcast is never
taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from workbench.errors import RefusedError
from workbench.intake.decode import decode_page
from workbench.intake.feeds.elements import Element, Elements
from workbench.intake.feeds.entry import Enclosure, Entry, Feed, Kind, What, is_address
from workbench.intake.identity import language_code
from workbench.intake.xml_events import finish, marked_xml, new_parser, repaired_xml

_HTML_TYPES = ("html", "text/html", "xhtml", "application/xhtml+xml")
_TEXT_TYPES = ("", "text", "text/plain")
_PUBLISHED = (
    "pubDate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created",
    "dcterms:date", "pubdate",
)  # fmt: skip
_MODIFIED = ("updated", "modified", "dcterms:modified")
_BODIES: tuple[tuple[str, What], ...] = (
    ("content:encoded", "content"),
    ("xhtml:body", "content"),
    ("content", "content"),
    ("description", "description"),
    ("summary", "summary"),
    ("dc:description", "description"),
)
"""What may hold the story, best first."""
_IN_BRACKETS = re.compile(r"[^\s()]+@[^\s()]+\s*\((?P<name>[^()]+)\)")


def xml_feed(raw: bytes) -> Feed:
    """The feed of these bytes. Raises RefusedError when they are none, or break off."""
    text, decode_notes = decode_page(marked_xml(raw))
    mended, mend_notes = repaired_xml(text)
    elements = Elements(mended)
    parser = new_parser(elements.start, elements.end, elements.words)
    elements.place = lambda: parser.CurrentByteIndex
    more = finish(parser, mended)
    if not elements.is_feed:
        raise RefusedError(
            f"it is no feed: it begins with <{elements.root[:40]}>", "Save the feed itself."
        )
    said = elements.feed
    feed = Feed(
        title=_words(said, "title"),
        address=_link(said, "self", ""),
        lang=said.lang or _words(said, "language", "dc:language"),
        authors=_people(said, "author") if said.is_atom else (),
        notes=(*decode_notes, *mend_notes, *more, *elements.notes),
    )
    feed.title_kind = _kind(said, said.first("title")) or "text"
    feed.entries = [_entry(entry, feed.lang) for entry in elements.entries]
    return feed


def _entry(said: Element, feed_lang: str) -> Entry:
    title = next(filter(None, map(said.first, ("title", "dc:title", "media:title"))), None)
    body, what = _body(said)
    entry = Entry(
        said.raw,
        id=_words(said, "id", "guid") or said.attributes.get("rdf:about", ""),
        title=title.words if title else "",
        title_kind=_kind(said, title) or "text",
        published=_words(said, *_PUBLISHED),
        modified=_words(said, *_MODIFIED),
        lang=(body.lang if body else "") or said.lang or _words(said, "language", "dc:language"),
        authors=_authors(said),
        keywords=tuple(_keywords(said)),
        enclosures=tuple(_enclosures(said)),
        via=_link(said, "via", ""),
    )
    if body:
        entry.body, entry.body_kind = body.words, _kind(said, body) or "text"
    entry.body_is = what
    _set_addresses(entry, said, entry.lang or feed_lang)
    _set_publisher(entry, said)
    return entry


def _body(said: Element) -> tuple[Element | None, What]:
    """The element that holds the story, and whether it is one."""
    for name, what in _BODIES:
        for element in said.all(name):
            if element.words.strip() and _kind(said, element):
                return element, what
    return None, "content"


def _kind(said: Element, element: Element | None) -> Kind | None:
    """How its words are to be read; None where they are no words (a picture, a recording)."""
    if element is None or element.holds_markup or element.name == "xhtml:body":
        return "html"
    named = element.attributes.get("type", "").strip().lower()
    if not said.is_atom:
        return "guess"
    if named in _HTML_TYPES:
        return "html"
    return "text" if named in _TEXT_TYPES or named.startswith("text/") else None


def _words(said: Element, *names: str) -> str:
    """Those of the first of these elements that has some."""
    found = (element.words.strip() for name in names for element in said.all(name))
    return next(filter(None, found), "")


def _set_addresses(entry: Entry, said: Element, lang: str) -> None:
    printed = [element.words.strip() for element in said.all("link") if not _href(element)]
    printed = [urljoin_safely(said.base, url) for url in printed if url]
    guid = said.first("guid")
    if guid and guid.attributes.get("isPermaLink", "true").strip().lower() != "false":
        printed.append(guid.words.strip())
    links = [_link(said, "alternate", lang), *printed, *_identity(said)]
    entry.url = next(filter(is_address, links), "")
    original = _words(said, "feedburner:origLink")
    if is_address(original) and original != entry.url:
        entry.url, entry.other_url = original, entry.url


def _identity(said: Element) -> Iterator[str]:
    """Atom's id or RSS 1.0's name, which may be an address as well."""
    if said.is_atom or said.attributes.get("rdf:about"):
        yield said.attributes.get("rdf:about", "") or _words(said, "id")


def _link(said: Element, relation: str, lang: str) -> str:
    """The address of the best link of that relation: a page, and in the feed's language."""
    found: list[tuple[tuple[bool, bool], str]] = []
    for element in said.all("link"):
        url = urljoin_safely(element.base, _href(element))
        if (element.attributes.get("rel") or "alternate") != relation or not is_address(url):
            continue
        there = language_code(element.attributes.get("hreflang", ""))
        kind = element.attributes.get("type", "text/html").lower()
        fits = (bool(there and lang) and there != language_code(lang), kind not in _HTML_TYPES)
        found.append((fits, url))
    return min(found, key=lambda one: one[0], default=((), ""))[1]


def _href(element: Element) -> str:
    return element.attributes.get("href", "").strip()


def _set_publisher(entry: Entry, said: Element) -> None:
    """Whom the aggregator has it from."""
    source = said.first("source")
    if source is not None:
        entry.outlet = source.words.strip() or _words(source, "title")
        entry.outlet_url = source.attributes.get("url", "") or _link(source, "alternate", "")
        if not entry.authors:
            entry.authors = _people(source, "author")
        entry.lang = entry.lang or source.lang
    else:
        entry.outlet = _words(said, "dc:publisher")


def _authors(said: Element) -> tuple[str, ...]:
    if said.is_atom:
        return _people(said, "author")
    for name in ("dc:creator", "author", "itunes:author"):
        if names := [_person(element.words) for element in said.all(name)]:
            return tuple(filter(None, names))
    return ()


def _people(said: Element, name: str) -> tuple[str, ...]:
    names = (_words(person, "name") or person.words for person in said.all(name))
    return tuple(filter(None, map(str.strip, names)))


def _person(words: str) -> str:
    """RSS wants an address, and has the name behind it in brackets."""
    match = _IN_BRACKETS.fullmatch(words.strip())
    return (match["name"] if match else words).strip()


def _keywords(said: Element) -> Iterator[str]:
    for name in ("category", "dc:subject"):
        for element in said.all(name):
            words = element.words or element.attributes.get("label", "")
            if words := (words or element.attributes.get("term", "")).strip():
                yield words


def _enclosures(said: Element) -> Iterator[Enclosure]:
    seen: set[str] = set()
    for element in _enclosed(said):
        url = element.attributes.get("url", "") or _href(element)
        url = urljoin_safely(element.base, url.strip())
        if url and url not in seen:
            seen.add(url)
            size = element.attributes.get("length", "") or element.attributes.get("fileSize", "")
            yield Enclosure(url, element.attributes.get("type", ""), size)


def _enclosed(said: Element) -> Iterable[Element]:
    yield from said.all("enclosure")
    yield from (one for one in said.all("link") if one.attributes.get("rel") == "enclosure")
    yield from said.all("media:content")
    for group in said.all("media:group"):
        yield from group.all("media:content")


def urljoin_safely(base: str, url: str) -> str:
    """The address from where it stands; as written where that cannot be said."""
    try:
        return urljoin(base, url) if base and url else url
    except ValueError:
        return url
