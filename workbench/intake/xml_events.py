"""The only place that parses XML of strangers: repaired where it breaks XML's letter only.

No entity is declared, none is fetched, and none expands to more than one character, so that no
input grows. Elements come as calls; nothing is kept here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from html.entities import html5
from typing import TYPE_CHECKING
from xml.parsers import expat

from workbench.errors import RefusedError
from workbench.intake.document import counted

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

_DECLARATION = re.compile(r"\s*<\?xml\b[^<>]*\?>\s*")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(
    r"&(?:(?P<own>lt|gt|amp|quot|apos);|#(?P<number>\d{1,7}|[xX][0-9A-Fa-f]{1,6});"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?"
)
_CDATA, _CDATA_END = "<![CDATA[", "]]>"

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Words = Callable[[str], None]


def marked_xml(raw: bytes) -> bytes:
    """The bytes with the byte-order mark that XML in UTF-16 may do without."""
    if raw.startswith(b"<\0?\0"):
        return codecs.BOM_UTF16_LE + raw
    if raw.startswith(b"\0<\0?"):
        return codecs.BOM_UTF16_BE + raw
    return raw


def repaired_xml(text: str) -> tuple[bytes, tuple[str, ...]]:
    """The text as XML in UTF-8 without its declaration, and counted notes of what was mended.

    References of HTML become characters; a bare ampersand is one.
    """
    text, odd = _NO_XML.subn(" ", text.lstrip("\ufeff"))
    match = _DECLARATION.match(text)
    at = match.end() if match else len(text) - len(text.lstrip())
    counts = {"bare": 0, "named": 0}
    pieces: list[str] = []
    while at < len(text):
        start = text.find(_CDATA, at)
        outside = text[at:] if start < 0 else text[at:start]
        pieces.append(_REFERENCE.sub(lambda found: _repaired(found, counts), outside))
        if start < 0:
            break
        end = text.find(_CDATA_END, start)
        at = len(text) if end < 0 else end + len(_CDATA_END)
        pieces.append(text[start:at])
    notes = (
        (odd, "control character made a blank", "control characters made blanks"),
        (counts["bare"], "bare & read as such", "bare & read as such"),
        (counts["named"], "entity of HTML read", "entities of HTML read"),
    )
    raw = "".join(pieces).encode("utf-8")
    return raw, tuple(counted(count, one, many) for count, one, many in notes if count)


def new_parser(
    start: Start, end: End, words: Words, *, charset: str | None = "utf-8"
) -> XMLParserType:
    """A parser that makes these calls; its CurrentByteIndex says where in the bytes it is.

    charset: None is what the document declares.
    """
    parser = expat.ParserCreate(charset)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.EntityDeclHandler = _refuse_entity
    return parser


def finish(parser: XMLParserType, raw: bytes) -> tuple[str, ...]:
    """Read the bytes to their end; a note where more follows it. Raises RefusedError where the XML
    breaks off or does not fit together, and what the calls raise."""
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        if error.code == _MORE:
            return ("what follows the end of the XML left out",)
        if error.code in _ENDS_EARLY:
            raise RefusedError(
                f"its XML breaks off at line {error.lineno:,}", "Save it once more."
            ) from error
        what = expat.errors.messages.get(error.code, "unknown")
        raise RefusedError(
            f"it is not well-formed XML: {what} at line {error.lineno:,}",
            "Repair it there, or save it once more.",
        ) from error
    return ()


_MORE = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]
_ENDS_EARLY = frozenset(
    expat.errors.codes[words]
    for words in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)


def _refuse_entity(*_: object) -> None:
    raise RefusedError("it declares entities of its own, which are not read", "Save it without.")


def _repaired(found: re.Match[str], counts: dict[str, int]) -> str:
    if found["own"]:
        return found[0]
    if number := found["number"]:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        if 0x80 <= code < 0xA0:  # meant as in HTML
            return bytes([code]).decode("windows-1252", errors="replace")
        fits = code <= 0x10FFFF and not _NO_XML.match(chr(code))
        return f"&#{code};" if fits else " "
    if (name := found["name"]) and (characters := html5.get(f"{name};")):
        counts["named"] += 1
        return "".join(f"&#{ord(character)};" for character in characters)
    counts["bare"] += 1
    return "&amp;" + found[0][1:]
