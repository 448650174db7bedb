"""The package file of an EPUB: what the book says of itself, and its parts in reading order.

Names lead only to parts of the same archive. The time of writing is never the publication.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.errors import RefusedError
from workbench.intake.normalise import one_line
from workbench.intake.office.archive import ANOTHER_ENDING, Archive, name_of
from workbench.intake.office.xml_walk import Event, Kind, walk_xml

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:container": "c",
    "http://www.idpf.org/2007/opf": "opf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/2001/04/xmlenc#": "enc",
}
_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/html+xml")
_OLD_CONTENTS = "application/x-dtbncx+xml"
_OTHER_ROLES = frozenset(("bkp", "edt", "trl", "pbl", "ill", "cov", "com"))
"""Of those beside the authors: who produced, edited, translated, published, drew, compiled."""
_MINUTE = len("2026-02-12T10:00")


@dataclass(slots=True)
class Book:
    """What a package file says."""

    said: dict[str, list[str]] = field(default_factory=dict)
    """Dublin Core's names -> values; creators are the authors."""
    sections: list[str] = field(default_factory=list)
    """Names of parts in reading order."""
    contents: list[str] = field(default_factory=list)
    """Names of tables of contents, the newer form first."""

    def first(self, name: str) -> str:
        """The first value of a name; empty where there is none."""
        return next(iter(self.said.get(name, ())), "")


def read_package(archive: Archive) -> Book:
    """The book of an archive. Raises RefusedError where it is none, or its text is locked."""
    package = ""
    if _CONTAINER in archive.names:
        for event in walk_xml(archive.pieces(_CONTAINER), _PREFIXES):
            if event.name == "c:rootfile" and event.kind is Kind.START and not package:
                package = event.attributes.get("full-path", "")
    if package not in archive.names:
        raise RefusedError("it is a ZIP archive without an EPUB", ANOTHER_ENDING)
    reading = _Reading(package)
    for event in walk_xml(archive.pieces(package), _PREFIXES):
        reading.take(event)
    book = reading.book()
    locked = _locked(archive)
    if any(name in locked for name in book.sections):
        raise RefusedError("its text is encrypted (DRM)", "Get a copy without protection.")
    return book


def _locked(archive: Archive) -> set[str]:
    """The parts that are encrypted; fonts often are, in a book that anybody may read."""
    if _ENCRYPTION not in archive.names:
        return set()
    return {
        name_of(event.attributes.get("URI", ""), beside="")
        for event in walk_xml(archive.pieces(_ENCRYPTION), _PREFIXES)
        if event.name == "enc:CipherReference" and event.kind is Kind.START
    }


class _Reading:
    """Takes the events of a package file."""

    def __init__(self, package: str) -> None:
        self._package = package
        self._said: dict[str, list[str]] = {}
        self._creators: list[tuple[str, str]] = []
        self._roles: dict[str, str] = {}
        self._modified = ""
        self._generator = ""
        self._pages: dict[str, str] = {}
        self._contents: dict[str, str] = {}
        self._spine: list[str] = []
        self._words: list[str] = []
        self._attributes: dict[str, str] = {}

    def take(self, event: Event) -> None:
        """One event."""
        if event.kind is Kind.TEXT:
            self._words.append(event.text)
        elif event.kind is Kind.START:
            self._words, self._attributes = [], dict(event.attributes)
            self._start(event.name)
        else:
            words, self._words = one_line("".join(self._words)), []
            if event.name == "opf:meta":
                self._meta(words)
            elif event.name.startswith("dc:") and words:
                self._say(event.name, words)

    def book(self) -> Book:
        """What was said."""
        names = [name for name, key in self._creators if self._roles.get(key) not in _OTHER_ROLES]
        self._said["dc:creator"] = names
        # Some programs write the day of writing there.
        if self._modified:
            minute = self._modified[:_MINUTE]
            dates = self._said.get("dc:date", [])
            self._said["dc:date"] = [one for one in dates if one[:_MINUTE] != minute]
        if self._generator.startswith("LibreOffice"):
            self._said.pop("dc:language", None)  # "en" where no language was chosen
        return Book(
            self._said,
            [self._pages[one] for one in dict.fromkeys(self._spine) if one in self._pages],
            [self._contents[form] for form in ("nav", "ncx") if form in self._contents],
        )

    def _start(self, name: str) -> None:
        said = self._attributes
        if name == "opf:item":
            part = name_of(said.get("href", ""), beside=self._package)
            kind = said.get("media-type", "")
            if "nav" in said.get("properties", "").split():
                self._contents["nav"] = part
            elif kind == _OLD_CONTENTS:
                self._contents["ncx"] = part
            elif kind in _PAGES:
                self._pages[said.get("id", "")] = part
        elif name == "opf:itemref" and said.get("linear") != "no":
            self._spine.append(said.get("idref", ""))

    def _meta(self, words: str) -> None:
        said = self._attributes
        if said.get("name") == "generator":
            self._generator = said.get("content", "")
        elif said.get("property") == "dcterms:modified":
            self._modified = words
        elif said.get("property") == "role":
            self._roles[said.get("refines", "").lstrip("#")] = words

    def _say(self, name: str, words: str) -> None:
        said = self._attributes
        if name == "dc:creator":
            key = said.get("id") or f" {len(self._creators)}"
            self._creators.append((words, key))
            self._roles.setdefault(key, said.get("opf:role", ""))
        elif name != "dc:date" or said.get("opf:event", "publication") == "publication":
            self._said.setdefault(name, []).append(words)
