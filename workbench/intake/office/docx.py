"""DOCX: the XML walked, tracked changes as they stand, notes behind the text.

Insertions are text; deletions, hidden text, comments, fields' instructions and placeholders are
not. A deleted paragraph mark makes one paragraph of two, as on the screen of whoever reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.errors import RefusedError
from workbench.intake.document import Document, Input, Refused
from workbench.intake.identity import checked_text
from workbench.intake.normalise import normalise
from workbench.intake.office.archive import ANOTHER_ENDING, Archive, name_of
from workbench.intake.office.flow import Flow, told_of_text
from workbench.intake.office.said import kept, said_authors, title_for
from workbench.intake.office.xml_walk import Event, Kind, leaves, walk_xml
from workbench.intake.readers import readable

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/package/2006/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_KEPT = {"cp:keywords": "keywords", "dc:subject": "subject", "dc:description": "description"}
_HEADLINES = ("title", "heading 1")
"""Of styles, by the names that all translations of the program write."""
_OTHERS = {"xl/": "a spreadsheet", "ppt/": "a presentation", "visio/": "a drawing"}
_OLD = b"\xd0\xcf\x11\xe0"
"""How a document begins that is encrypted, or of before 2007."""
_LEFT_OUT = frozenset((
    "w:del", "w:moveFrom", "w:rt", "w:instrText", "w:delText", "w:delInstrText", "w:rPrChange",
    "w:pPrChange", "w:sectPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange",
    "w:tblPrExChange", "w:tblGridChange", "w:numberingChange",
))  # fmt: skip
_NOTE_PARTS = {"w:footnote": "/footnotes", "w:endnote": "/endnotes"}
_OFF = ("0", "false", "off")


def read(source: Input) -> Iterator[Document | Refused]:
    """The document of a DOCX file. Raises RefusedError."""
    raw = source.whole()
    if raw.startswith(_OLD):
        raise RefusedError(
            "it is encrypted, or of a program before 2007", "Save it as DOCX without a password."
        )
    archive = Archive(raw, source)
    top = _related(archive, "")
    main = top.get("/officeDocument", "")
    _refuse_other(archive, main)
    properties = leaves(_events(archive, top.get("/core-properties", "docProps/core.xml")))
    flow, notes = _walked(archive, main)
    text, text_notes = normalise(flow.text())
    yield Document(
        text=checked_text(text, source.limits),
        title=title_for(text, "".join(properties.get("dc:title", ())[:1]), flow.headline),
        author=said_authors(properties.get("dc:creator", ())),
        extra=kept(properties, _KEPT),
        raw=source.hashed(raw),
        retrieved_how=source.how,
        origin=source.origin,
        notes=notes + flow.notes + text_notes,
    )


def _events(archive: Archive, name: str) -> Iterator[Event]:
    """The events of a part; none where there is none."""
    return walk_xml(archive.pieces(name), _PREFIXES) if name in archive.names else iter(())


def _related(archive: Archive, part: str) -> dict[str, str]:
    """The parts that a part (or the whole, "") leads to: end of the relation's type -> name."""
    folder, _, name = part.rpartition("/")
    found: dict[str, str] = {}
    for event in _events(archive, f"{folder}/_rels/{name}.rels".lstrip("/")):
        if event.name == "r:Relationship" and event.kind is Kind.START:
            kind = "/" + event.attributes.get("Type", "").rpartition("/")[2]
            found.setdefault(kind, name_of(event.attributes.get("Target", ""), beside=part))
    return found


def _refuse_other(archive: Archive, main: str) -> None:
    for folder, what in _OTHERS.items():
        if main.startswith(folder):
            raise RefusedError(f"it is {what}, which is not read", readable())
    if main not in archive.names:
        raise RefusedError("it is a ZIP archive without a document of Word", ANOTHER_ENDING)


def _walked(archive: Archive, main: str) -> tuple[Flow, tuple[str, ...]]:
    """The main part, with the notes that it refers to behind it, and what to say of it."""
    related = _related(archive, main)
    styles = _styles(_events(archive, related.get("/styles", "")))
    flow = Flow()
    walk = _Walk(flow, styles)
    for event in _events(archive, main):
        walk.take(event)
    for element, kind in _NOTE_PARTS.items():
        _walk_notes(_events(archive, related.get(kind, "")), element, walk)
    return flow, tuple(walk.told())


def _walk_notes(events: Iterator[Event], element: str, main: _Walk) -> None:
    """The notes of a part that the main part refers to."""
    walk: _Walk | None = None
    for event in events:
        if event.kind is Kind.START and event.name == element:
            if (element, event.attributes.get("w:id", "")) in main.noted:
                main.flow.open_note()
                walk = _Walk(main.flow, main.styles)
        elif event.kind is Kind.END and event.name == element:
            if walk:
                main.flow.close_note()
            walk = None
        elif walk:
            walk.take(event)


@dataclass(frozen=True, slots=True)
class _Styles:
    headlines: frozenset[str]
    hidden: frozenset[str]


def _styles(events: Iterator[Event]) -> _Styles:
    """Which styles are of a headline, and which hide what they are put on."""
    headlines: set[str] = set()
    hidden: set[str] = set()
    based: dict[str, str] = {}
    path: list[str] = []
    style = ""
    for event in events:
        if event.kind is Kind.END:
            path.pop()
        elif event.kind is Kind.START:
            value = event.attributes.get("w:val", "")
            if event.name == "w:style":
                style = event.attributes.get("w:styleId", "")
            elif event.name == "w:name" and value.casefold() in _HEADLINES:
                headlines.add(style)
            elif event.name == "w:basedOn":
                based[style] = value
            elif [*path[-2:], event.name] == ["w:style", "w:rPr", "w:vanish"]:
                hidden.update((style,) if value not in _OFF else ())
            path.append(event.name)
    for style in based:
        above = style
        for _ in range(10):
            above = based.get(above, "")
            if above in hidden:
                hidden.add(style)
    return _Styles(frozenset(headlines), frozenset(hidden))


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is open, and what its properties said."""

    style: str = ""
    goes_on: bool = False
    """Its mark is deleted, or it is the initial of the next one."""


@dataclass(slots=True)
class _Walk:
    """Goes along the events of a part and gives the flow what is text."""

    flow: Flow
    styles: _Styles
    noted: set[tuple[str, str]] = field(default_factory=set)
    """The notes that were referred to: element and id."""
    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    comments: int = 0
    foreign: int = 0
    _path: list[str] = field(default_factory=list)
    _left_out: int = 0
    """How deep in something that is no text."""
    _paragraphs: list[_Paragraph] = field(default_factory=list)
    _runs: list[bool] = field(default_factory=list)
    """Of each open run whether it is hidden."""
    _chosen: list[bool] = field(default_factory=list)
    """Of each open choice of forms whether one was taken."""
    _controls: list[bool] = field(default_factory=list)
    """Of each open control whether it holds no words of the document's own."""
    _rows: list[bool] = field(default_factory=list)
    """Of each open row whether it is deleted."""

    def take(self, event: Event) -> None:
        """One event."""
        if event.kind is Kind.TEXT:
            self._add(event.text)
        elif event.kind is Kind.END:
            self._path.pop()
            if self._left_out:
                self._left_out -= 1
            else:
                self._end(event.name)
        else:
            if self._left_out or self._is_left_out(event):
                self._left_out += 1
            else:
                self._start(event.name, event.attributes.get("w:val", ""), event)
            self._path.append(event.name)

    def told(self) -> Iterator[str]:
        """What to say of what was met."""
        return told_of_text(
            inserted=self.inserted,
            deleted=self.deleted,
            hidden=self.hidden,
            comments=self.comments,
            foreign=self.foreign,
        )

    def _add(self, words: str) -> None:
        if self._left_out or not self._path or self._path[-1] not in ("w:t", "m:t"):
            return
        style = self._paragraphs[-1].style if self._paragraphs else ""
        if (self._runs and self._runs[-1]) or style in self.styles.hidden:
            self.hidden += 1
        else:
            self.flow.add(words)

    def _is_left_out(self, event: Event) -> bool:
        """Whether an element that starts is no text, with all that is in it."""
        name, parent = event.name, self._path[-1] if self._path else ""
        if name in ("w:del", "w:moveFrom") and parent in ("w:rPr", "w:trPr"):
            self._delete_mark(parent)
            return True
        if name in ("w:del", "w:moveFrom"):
            self.deleted += 1
        if name in ("mc:Choice", "mc:Fallback") and self._chosen:
            taken, self._chosen[-1] = self._chosen[-1], True
            return taken
        if name == "w:sdtContent" and self._controls:
            return self._controls[-1]
        return name in _LEFT_OUT

    def _delete_mark(self, parent: str) -> None:
        if parent == "w:trPr" and self._rows:
            self._rows[-1] = True
        elif self._path[-2:] == ["w:pPr", "w:rPr"] and self._paragraphs:
            self._paragraphs[-1].goes_on = True
            self.deleted += 1

    def _start(self, name: str, value: str, event: Event) -> None:
        parent = self._path[-1] if self._path else ""
        if name == "w:p":
            self._paragraphs.append(_Paragraph())
            self.flow.start_paragraph()
        elif name == "w:r":
            self._runs.append(False)
        elif name == "w:tr":
            self._rows.append(False)
            self.flow.open_row()
        elif name == "w:tc":
            self.flow.open_cell()
        elif name == "mc:AlternateContent":
            self._chosen.append(False)
        elif name == "w:sdt":
            self._controls.append(False)
        elif name in ("w:ins", "w:moveTo"):
            self.inserted += parent not in ("w:rPr", "w:trPr")
        elif parent == "w:r":
            self._start_in_run(name, event)
        else:
            self._start_property(name, value, event)

    def _start_in_run(self, name: str, event: Event) -> None:
        if name in ("w:tab", "w:ptab"):
            self.flow.add(" ")
        elif name in ("w:br", "w:cr"):
            self.flow.add_break()
        elif name == "w:noBreakHyphen":
            self.flow.add("-")
        elif name == "w:sym":
            self.flow.add(_symbol(event.attributes.get("w:char", "")))
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            element = name.removesuffix("Reference")
            self.noted.add((element, event.attributes.get("w:id", "")))
        elif name == "w:commentReference":
            self.comments += 1

    def _start_property(self, name: str, value: str, event: Event) -> None:
        if name == "w:pStyle" and self._paragraphs:
            self._paragraphs[-1].style = value
        elif name == "w:framePr" and self._paragraphs:
            self._paragraphs[-1].goes_on |= "w:dropCap" in event.attributes
        elif name == "w:vanish" and self._path[-2:] == ["w:r", "w:rPr"] and self._runs:
            self._runs[-1] = value not in _OFF
        elif name == "w:rStyle" and value in self.styles.hidden and self._runs:
            self._runs[-1] = True
        elif name == "w:showingPlcHdr" and self._controls:
            self._controls[-1] = value not in _OFF
        elif name == "w:docPartGallery" and value == "Table of Contents" and self._controls:
            self._controls[-1] = True
        elif name == "w:altChunk":
            self.foreign += 1

    def _end(self, name: str) -> None:
        if name == "w:p" and self._paragraphs:
            paragraph = self._paragraphs.pop()
            is_headline = paragraph.style in self.styles.headlines
            self.flow.end_paragraph(is_headline=is_headline, goes_on=paragraph.goes_on)
        elif name == "w:r":
            self._runs.pop()
        elif name == "w:tc":
            self.flow.close_cell()
        elif name == "w:tr":
            self.flow.close_row(is_left_out=self._rows.pop())
        elif name == "mc:AlternateContent":
            self._chosen.pop()
        elif name == "w:sdt":
            self._controls.pop()


def _symbol(code: str) -> str:
    """The letter of a symbol, unless only its font knows what it looks like."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    is_private = 0xE000 <= number <= 0xF8FF
    return "" if is_private or not 0x20 <= number < 0xD800 else chr(number)
