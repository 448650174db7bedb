"""NewsML-G2 that Python's own XML library writes, with the elements of its schema and our words."""

from __future__ import annotations

from xml.etree import ElementTree as Tree

NAR = "http://iptc.org/std/nar/2006-10-01/"
NITF = "http://iptc.org/std/NITF/2006-10-18/"
XHTML = "http://www.w3.org/1999/xhtml"
STORY = "<p>Dua kapal batal.</p><p>Angin kencang.</p>"
TEXT = "Dua kapal batal.\n\nAngin kencang."

Said = dict[str, str]


def xhtml(body: str = STORY) -> str:
    """A content of XHTML."""
    page = f"<html xmlns='{XHTML}'>{body}</html>"
    return f"<inlineXML contenttype='application/xhtml+xml'>{page}</inlineXML>"


def nitf(content: str = STORY) -> str:
    """A content of NITF."""
    return (
        f"<inlineXML contenttype='application/nitf+xml'><nitf xmlns='{NITF}'><body><body.head>"
        f"<hedline><hl1>Kapal batal</hl1></hedline></body.head><body.content>{content}"
        "</body.content></body></nitf></inlineXML>"
    )


def plain(words: str, kind: str = "text/plain") -> str:
    """A content of words."""
    element = Tree.Element("inlineData", contenttype=kind)
    element.text = words
    return Tree.tostring(element, encoding="unicode")


def item(
    *contents: str, meta: str = "", content: str = "", more: str = "", **said: str
) -> Tree.Element:
    """A news item with these contents; more stands before its metadata."""
    words = (
        f"<newsItem xmlns='{NAR}'>{more}<itemMeta><itemClass qcode='ninat:text'/>{meta}</itemMeta>"
        f"<contentMeta>{content}</contentMeta><contentSet>{''.join(contents)}</contentSet></newsItem>"
    )
    top = Tree.fromstring(words)
    top.attrib.update({"guid": "urn:newsml:kbk.test:1", **said})
    return top


def written(*items: Tree.Element, sender: str = "", encoding: str = "utf-8") -> bytes:
    """One item, or a message of several."""
    top = items[0]
    if len(items) > 1 or sender:
        top = Tree.Element(f"{{{NAR}}}newsMessage")
        Tree.SubElement(Tree.SubElement(top, f"{{{NAR}}}header"), f"{{{NAR}}}sender").text = sender
        Tree.SubElement(top, f"{{{NAR}}}itemSet").extend(items)
    return bytes(Tree.tostring(top, encoding=encoding, xml_declaration=True))
