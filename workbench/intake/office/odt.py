"""ODT, packed or as one file of XML: what LibreOffice writes, tracked changes as they stand.

Deletions stand before the article in an element of their own, or in one file of XML between two
marks in the text, and are left out; insertions are text where they are. Comments, readings over
words and hidden text stay out of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workbench.errors import RefusedError
from workbench.intake.document import Document, Input, Refused
from workbench.intake.identity import checked_text
from workbench.intake.normalise import normalise
from workbench.intake.office.archive import ANOTHER_ENDING, Archive
from workbench.intake.office.flow import Flow, told_of_text
from workbench.intake.office.said import kept, said_authors, title_for
from workbench.intake.office.xml_walk import Event, Kind, leaves, walk_xml
from workbench.intake.readers import readable

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    f"{_ODF}office:1.0": "office",
    f"{_ODF}text:1.0": "text",
    f"{_ODF}table:1.0": "table",
    f"{_ODF}style:1.0": "style",
    f"{_ODF}drawing:1.0": "draw",
    f"{_ODF}meta:1.0": "meta",
    f"{_ODF}svg-compatible:1.0": "svg",
    f"{_ODF}manifest:1.0": "manifest",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_KEPT = {"meta:keyword": "keywords", "dc:subject": "subject", "dc:description": "description"}
_TEXTS = "application/vnd.oasis.opendocument.text"
"""How the media types of text documents begin."""
_LEFT_OUT = frozenset((
    "text:tracked-changes", "office:annotation", "text:ruby-text", "text:note-citation",
    "text:sequence-decls", "text:variable-decls", "text:user-field-decls",
    "text:dde-connection-decls", "text:alphabetical-index-auto-mark-file", "office:forms",
    "office:event-listeners", "svg:title", "svg:desc", "text:placeholder", "text:script",
    "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index",
    "text:user-index", "text:alphabetical-index", "table:covered-table-cell", "draw:object",
    "draw:image", "draw:plugin", "draw:glue-point", "table:shapes",
))  # fmt: skip
_HEADLINES = ("Title", "Heading_20_1")
"""Styles by the names that all translations of the program write."""


def read(source: Input) -> Iterator[Document | Refused]:
    """The document of an ODT file, or of one that is XML as a whole. Raises RefusedError."""
    raw = source.whole()
    parts = _Packed(Archive(raw, source)) if raw.startswith(b"PK") else _Flat(raw, source)
    properties = leaves(parts.events("meta.xml"))
    hidden: set[str] = set()
    headlines = set(_HEADLINES)
    for name in ("styles.xml", "content.xml"):
        _note_styles(parts.events(name), hidden, headlines)
    walk = _Walk(Flow(), frozenset(hidden), frozenset(headlines))
    for event in parts.events("content.xml"):
        walk.take(event)
    text, text_notes = normalise(walk.flow.text())
    authors = properties.get("meta:initial-creator", properties.get("dc:creator", []))
    yield Document(
        text=checked_text(text, source.limits),
        title=title_for(text, "".join(properties.get("dc:title", ())[:1]), walk.flow.headline),
        author=said_authors(authors),
        extra=kept(properties, _KEPT),
        raw=source.hashed(raw),
        retrieved_how=source.how,
        origin=source.origin,
        notes=(*walk.told(), *walk.flow.notes, *text_notes),
    )


class _Packed:
    """The parts of an archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        kind = archive.read("mimetype").decode("ascii", "replace").strip()
        if not kind.startswith(_TEXTS):
            raise RefusedError("it is a ZIP archive without an ODT text", ANOTHER_ENDING)
        if "content.xml" not in archive.names:
            raise RefusedError("its text is missing from its archive", "Get the file again.")
        manifest = self.events("META-INF/manifest.xml")
        if any(event.name == "manifest:encryption-data" for event in manifest):
            raise RefusedError("it is encrypted", "Save it without a password.")

    def events(self, name: str) -> Iterator[Event]:
        """The events of a part; none where there is none."""
        if name not in self._archive.names:
            return iter(())
        return walk_xml(self._archive.pieces(name), _PREFIXES)


class _Flat:
    """The same in one file of XML, where every part is the whole."""

    def __init__(self, raw: bytes, source: Input) -> None:
        self._raw = raw
        if b"<" not in raw[:200]:
            Archive(raw, source)
        first = next(self.events(""), None)
        kind = first.attributes.get("office:mimetype", "") if first else ""
        if first is None or first.name != "office:document" or not kind.startswith(_TEXTS):
            raise RefusedError("it is XML without an ODT text", readable())

    def events(self, name: str) -> Iterator[Event]:
        """The events of the file."""
        size = 65_536
        pieces = (self._raw[at : at + size] for at in range(0, len(self._raw), size))
        return walk_xml(pieces, _PREFIXES)


def _note_styles(events: Iterable[Event], hidden: set[str], headlines: set[str]) -> None:
    """Note which styles hide what they are put on, and which are of a headline."""
    style = ""
    for event in events:
        if event.kind is not Kind.START:
            continue
        if event.name == "office:body":
            return
        attributes = event.attributes
        if event.name == "style:style":
            style = attributes.get("style:name", "")
            above = attributes.get("style:parent-style-name", "")
            if above in headlines:
                headlines.add(style)
            if above in hidden:
                hidden.add(style)
        elif event.name == "style:text-properties" and "text:display" in attributes:
            is_hidden = attributes["text:display"] == "none"
            (hidden.add if is_hidden else hidden.discard)(style)


@dataclass(slots=True)
class _Walk:
    """Goes along the events and gives the flow what is text."""

    flow: Flow
    hidden_styles: frozenset[str]
    headlines: frozenset[str]
    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    comments: int = 0
    _path: list[str] = field(default_factory=list)
    _left_out: int = 0
    _is_text: bool = False
    """Whether the body is reached."""
    _paragraphs: list[bool] = field(default_factory=list)
    """Of each open paragraph whether it is a headline."""
    _region: str = ""
    _deletions: set[str] = field(default_factory=set)
    """The changes that are deletions: one file of XML has their words in the text itself."""
    _deleting: set[str] = field(default_factory=set)
    """Those that are open."""

    def take(self, event: Event) -> None:
        """One event."""
        if event.kind is Kind.TEXT:
            is_out = self._left_out or self._deleting or not self._paragraphs
            if self._is_text and not is_out and self._path[-1].startswith("text:"):
                self.flow.add(event.text)
            return
        if event.kind is Kind.END:
            self._path.pop()
            if self._left_out:
                self._left_out -= 1
            elif self._is_text:
                self._end(event.name)
            return
        self._note_change(event)
        if event.name == "office:text":
            self._is_text = True
        elif self._left_out or (self._is_text and self._is_left_out(event)):
            self._left_out += 1
        elif self._is_text:
            self._start(event)
        self._path.append(event.name)

    def told(self) -> Iterator[str]:
        """What to say of what was met."""
        return told_of_text(
            inserted=self.inserted,
            deleted=self.deleted,
            hidden=self.hidden,
            comments=self.comments,
        )

    def _note_change(self, event: Event) -> None:
        name = event.name
        self.inserted += name == "text:insertion"
        self.deleted += name == "text:deletion"
        self.comments += name == "office:annotation"
        if name == "text:changed-region":
            ids = event.attributes
            self._region = ids.get("text:id") or ids.get("xml:id", "")
        elif name == "text:deletion":
            self._deletions.add(self._region)

    def _is_left_out(self, event: Event) -> bool:
        """Whether an element that starts is no text, with all that is in it."""
        attributes = event.attributes
        if event.name in _LEFT_OUT:
            return True
        is_hidden = (
            attributes.get("text:display") == "none"
            or attributes.get("text:is-hidden") == "true"
            or attributes.get("text:style-name") in self.hidden_styles
        )
        self.hidden += is_hidden
        return is_hidden

    def _start(self, event: Event) -> None:
        name, attributes = event.name, event.attributes
        if name in ("text:p", "text:h"):
            is_headline = attributes.get("text:style-name") in self.headlines
            level = attributes.get("text:outline-level") if name == "text:h" else ""
            self._paragraphs.append(is_headline or level == "1")
            self.flow.start_paragraph()
        elif name in ("text:change-start", "text:change-end"):
            self._deleting.discard(attributes.get("text:change-id", ""))
            if name == "text:change-start":
                self._deleting |= self._deletions & {attributes.get("text:change-id", "")}
        elif name in ("text:s", "text:tab") and not self._deleting:
            self.flow.add(" ")
        elif name == "text:line-break" and not self._deleting:
            self.flow.add_break()
        elif name == "text:note":
            self.flow.open_note()
        elif name == "table:table-row":
            self.flow.open_row()
        elif name == "table:table-cell":
            self.flow.open_cell()

    def _end(self, name: str) -> None:
        if name == "office:text":
            self._is_text = False
        elif name in ("text:p", "text:h"):
            is_headline, goes_on = self._paragraphs.pop(), bool(self._deleting)
            self.flow.end_paragraph(is_headline=is_headline, goes_on=goes_on)
        elif name == "text:note":
            self.flow.close_note()
        elif name == "table:table-row":
            self.flow.close_row()
        elif name == "table:table-cell":
            self.flow.close_cell()
