"""Feeds that Python's own XML library writes, after the specifications of RSS 2.0 and Atom."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as Tree

from reading import document_of, refused_of, written

from workbench.intake import Document, Limits, Refused, read

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
MEDIA = "http://search.yahoo.com/mrss/"
XHTML = "http://www.w3.org/1999/xhtml"
XML = "http://www.w3.org/XML/1998/namespace"

Part = tuple[str, str] | tuple[str, str, dict[str, str]]


def rss(*items: list[Part], encoding: str = "utf-8", channel: tuple[Part, ...] = ()) -> bytes:
    """RSS 2.0 of these items, each the elements it has."""
    top = Tree.Element("rss", version="2.0")
    inside = Tree.SubElement(top, "channel")
    _add(inside, [("title", "Harian Karang"), *channel])
    for item in items:
        _add(Tree.SubElement(inside, "item"), item)
    return bytes(Tree.tostring(top, encoding=encoding, xml_declaration=True))


def atom(*entries: list[Part], feed: tuple[Part, ...] = (), lang: str = "") -> bytes:
    """Atom of these entries."""
    said = {f"{{{XML}}}lang": lang} if lang else {}
    top = Tree.Element(f"{{{ATOM}}}feed", said)
    _add(top, [(f"{{{ATOM}}}title", "Harian Karang"), *feed])
    for entry in entries:
        _add(Tree.SubElement(top, f"{{{ATOM}}}entry"), [_in_atom(part) for part in entry])
    return bytes(Tree.tostring(top, encoding="utf-8", xml_declaration=True))


def json_feed(*items: dict[str, object], **said: object) -> bytes:
    """JSON Feed 1.1 of these items."""
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "Karang", **said, "items": items}).encode()


def found(raw: bytes, folder: Path, name: str = "a.rss") -> list[Document | Refused]:
    """What is read of these bytes in a file of that name."""
    (folder / name).write_bytes(raw)
    return list(read([folder / name], limits=Limits()))


def document(raw: bytes, folder: Path, name: str = "a.rss") -> Document:
    """The one document of these bytes."""
    return document_of(written(folder, raw, name))


def refused(raw: bytes, folder: Path, name: str = "a.rss") -> Refused:
    """The one refusal of these bytes."""
    return refused_of(written(folder, raw, name))


def _in_atom(part: Part) -> Part:
    name = part[0] if part[0].startswith("{") else f"{{{ATOM}}}{part[0]}"
    return (name, part[1], part[2] if len(part) == 3 else {})


def _add(element: Tree.Element, parts: list[Part]) -> None:
    for name, words, *attributes in parts:
        Tree.SubElement(element, name, *attributes).text = words
