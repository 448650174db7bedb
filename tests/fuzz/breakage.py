"""What happens to a file that was whole: pieces cut, doubled, swapped, nested; other numbers,
dates, charsets and line ends; letters that no text should hold. Nothing here knows a reader.

A breakage takes bytes and gives bytes, and the same for the same chance. Files stay small: what is
large is a test of its own.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import islice, pairwise
from typing import Any
from xml.etree import ElementTree as Tree

Breakage = Callable[[bytes, random.Random], bytes]

LARGEST = 400_000
"""Bytes of a broken file."""
_DEEP = (2, 30, 400, 3_000)
_MOST_ELEMENTS = 5_000
_PARTED_BY: Sequence[re.Pattern[bytes]] = (
    re.compile(rb"(?<=\n)"), re.compile(rb"(?=<)"), re.compile(rb"(?<=>)"),
    re.compile(rb"(?=\r?\n\r?\n)"), re.compile(rb"(?m)(?=^--)"), re.compile(rb"(?<=[,;\t:])"),
    re.compile(rb"(?=[\[{(])"), re.compile(rb"(?<= )"), re.compile(rb"(?m)(?=^[A-Z]{2}  - )"),
)  # fmt: skip
"""Between which bytes the pieces of some format end."""
_NUMBER = re.compile(rb"\d+")
_NUMBERS = (
    b"", b"0", b"-1", b"1", b"00", b"65536", b"2147483648", b"9223372036854775808", b"1e999",
    b"-9223372036854775809", b"1" * 40, b"9" * 5_000, b"0x10", "\u0663".encode(), "\u00b2".encode(),
    b"3.5", b"NaN",
)  # fmt: skip
_CHARSET = re.compile(
    rb"(?i)utf-?(?:8|16|7)|iso-8859-\d+|windows-125\d|us-ascii|koi8-r|base64|quoted-printable|7bit"
    rb"|8bit|gzip|chunked|deflate"
)
_CHARSETS = (
    b"utf-8", b"utf-16", b"utf-7", b"utf-32", b"utf-16-be", b"iso-8859-1", b"windows-1252", b"idna",
    b"shift_jis", b"gb18030", b"hz", b"iso-2022-jp", b"koi8-r", b"cp037", b"punycode", b"rot13",
    b"base64", b"quoted-printable", b"x-uuencode", b"uu", b"zlib", b"undefined", b"unicode_escape",
    b"raw_unicode_escape", b"mbcs", b"", b"\xff", b"gzip", b"br", b"chunked", b"x" * 3_000,
)  # fmt: skip
_DATE = re.compile(
    rb"\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?|\d\d? [A-Z][a-z]{2} \d{4}(?: [\d:]+ \S+)?"
    rb"|\b1\d{9}\b|\b(?:19|20)\d\d\b"
)
_DATES = (
    b"0000-00-00", b"0000-00-00T00:00:00Z", b"9999-12-31T23:59:60+14:00", b"2999-02-30", b"-1",
    b"31 Feb 2024", b"Mon, 99 Foo 2024 25:61:61 +9999", b"10000-01-01", b"1970", b"253402300800",
    b"99999999999999999999", b"-62135596801", b"0001-01-01T00:00:00+23:59", b"2024-13-01", b"1/2",
    b"Sen, 5 Agu 2024 11.30 WIB", "\u0662\u0660\u0662\u0664-01-02".encode(), b"12:30",
)  # fmt: skip
_WORDS = (
    b"\0", b"\0" * 700, b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xed\xa0\x80", b"\xc0\xaf",
    b"\xf4\x90\x80\x80", b"\x1b]0;x\x07\x1b[2J", b"\x9b", "\u202e\u2066".encode(), b"\r", b"\x85",
    "\u2028\u2029\u0085".encode(), ("e" + "\u0301\u0323" * 60).encode(), "\u00ad\u200b".encode(),
    "\ufeff".encode(), "\U000e0041".encode(), b"&#0;", b"&#xD800;", b"&#x110000;", b"&nope;",
    b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?", b"<!DOCTYPE a [", b"</", b"<script>", b"<pre>",
    b"<template>", b"<svg><p>", b"<table><td>", b"\\ud800", b"\\u0000", b"\\", b'"', b"'", b"{",
    b"[", b"}", b"%00", b"=00=", b"=?utf-8?B?AAAA?=", b"=?x?Q?=00?=", b"=\r\n", b"\x1a", b"\x0c",
    b"From ana@meja.test Mon Aug  5 04:00:00 2024\n", b"\nFrom \n", b"ER  - \n", b"x" * 70_000,
    "\u1112\u1161\u11ab".encode() * 40, "\u0e01\u0e33".encode(), b"WARC/1.0\r\n", b"\n" * 3_000,
    b"\tobj\nendstream endobj", b"Content-Type: multipart/mixed; boundary=a\n\n--a\n",
)  # fmt: skip
_ENCODINGS = (
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "latin-1", "windows-1252", "koi8-r",
    "shift_jis", "gb18030", "cp037", "utf-7",
)  # fmt: skip


def cut(raw: bytes, chance: random.Random) -> bytes:
    """It breaks off."""
    return raw[: chance.randrange(len(raw) + 1)]


def pieces_changed(raw: bytes, chance: random.Random) -> bytes:
    """Pieces between the same marks are doubled, left out, swapped, or nested."""
    ends = [match.start() for match in chance.choice(_PARTED_BY).finditer(raw)]
    places = sorted({0, *ends, len(raw)})
    pieces = [raw[a:b] for a, b in pairwise(places)]
    if len(pieces) < 2:
        return bytes_changed(raw, chance)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        low, high = min(at, other), max(at, other)
        match chance.randrange(6):
            case 0:
                pieces[at] = b""
            case 1:
                pieces[at] *= _times(pieces[at], chance)
            case 2:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 3:
                pieces[low:high] = pieces[low:high] * 2
            case 4:
                deep = _times(pieces[low] + pieces[high], chance)
                pieces[low] *= deep
                pieces[high] *= deep
            case _:
                pieces[low : high + 1] = [b"".join(pieces[low:high]), *pieces[low : high + 1]]
    return b"".join(pieces)


def _times(piece: bytes, chance: random.Random) -> int:
    return min(chance.choice(_DEEP), LARGEST // max(1, len(piece)) + 1)


def bytes_changed(raw: bytes, chance: random.Random) -> bytes:
    """Any stretch is left out, doubled, moved, or made other bytes."""
    a, b = sorted((chance.randrange(len(raw) + 1), chance.randrange(len(raw) + 1)))
    if chance.random() < 0.7:
        b = min(b, a + chance.choice((1, 4, 30, 500)))
    stretch = raw[a:b]
    match chance.randrange(4):
        case 0:
            return raw[:a] + raw[b:]
        case 1:
            return raw[:b] + stretch + raw[b:]
        case 2:
            to = chance.randrange(len(raw) + 1)
            return raw[:to] + stretch + raw[to:]
        case _:
            return raw[:a] + chance.randbytes(min(len(stretch), 40)) + raw[b:]


def words_put_in(raw: bytes, chance: random.Random) -> bytes:
    """Letters and marks that no text should hold, or that mean something."""
    for _ in range(chance.choice((1, 1, 3))):
        at = chance.randrange(len(raw) + 1)
        raw = raw[:at] + chance.choice(_WORDS) + raw[at:]
    return raw


def number_changed(raw: bytes, chance: random.Random) -> bytes:
    """A number is another: a length, a count, an offset."""
    return _replaced(raw, chance, _NUMBER, _NUMBERS)


def date_changed(raw: bytes, chance: random.Random) -> bytes:
    """A date is none, or of another age."""
    return _replaced(raw, chance, _DATE, _DATES)


def charset_changed(raw: bytes, chance: random.Random) -> bytes:
    """It calls itself encoded in another way."""
    return _replaced(raw, chance, _CHARSET, _CHARSETS)


def written_otherwise(raw: bytes, chance: random.Random) -> bytes:
    """In another charset, or with other line ends."""
    if chance.random() < 0.4:
        ends = chance.choice((b"\r\n", b"\r", b"\n\n", b"\n\r", b" ", "\u2028".encode()))
        return raw.replace(b"\r\n", b"\n").replace(b"\n", ends)
    return raw.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def xml_changed(raw: bytes, chance: random.Random) -> bytes:
    """Elements are left out, doubled, moved, renamed, nested; it stays well-formed."""
    with suppress(Tree.ParseError, ValueError, LookupError, RecursionError):
        top = Tree.fromstring(raw)
        parents = [(parent, child) for parent in top.iter() for child in parent]
        for _ in range(chance.choice((1, 1, 2, 4)) if parents else 0):
            _element_changed(*chance.choice(parents), chance.choice(parents)[1], chance)
            if sum(1 for _ in islice(top.iter(), _MOST_ELEMENTS)) == _MOST_ELEMENTS:
                break
        made = bytes(Tree.tostring(top, encoding="utf-8", xml_declaration=True))
        return _with_prefixes_of(raw, made)
    return pieces_changed(raw, chance)


def _with_prefixes_of(raw: bytes, made: bytes) -> bytes:
    """The library calls namespaces by names of its own, unless the whole process is told theirs."""
    for _, (prefix, place) in Tree.iterparse(BytesIO(raw), events=("start-ns",)):
        own = re.search(rb'xmlns:(ns\d+)="%b"' % re.escape(place.encode()), made)
        if own and prefix:
            made = re.sub(rb"(?<=[<\s/:])%b(?=[:=])" % own[1], prefix.encode(), made)
    return made


def _element_changed(
    parent: Tree.Element, child: Tree.Element, other: Tree.Element, chance: random.Random
) -> None:
    match chance.randrange(7):
        case 0 if child in list(parent):
            parent.remove(child)
        case 1:
            parent.extend([child] * _times(Tree.tostring(child), chance))
        case 2:
            child.tag, other.tag = other.tag, child.tag
        case 3:
            child.text, other.text = other.text, child.text
        case 4 if child.attrib:
            name = chance.choice(list(child.attrib))
            child.set(name, chance.choice((*other.attrib.values(), "", "-1", "a" * 999, "id-ID")))
        case 5:
            child.attrib, other.attrib = other.attrib, child.attrib
        case _:
            for _ in range(chance.choice((1, 20, 200))):
                inner = Tree.Element(child.tag, child.attrib)
                inner[:], inner.text, child.text = child[:], child.text, None
                child[:] = [inner]


def json_changed(raw: bytes, chance: random.Random) -> bytes:
    """Values are left out, doubled, swapped, nested, or of another kind; it stays JSON."""
    try:
        value = json.loads(raw)
        holders = list(_holders(value))
    except RecursionError:
        return pieces_changed(raw, chance)
    except ValueError:
        lines = raw.splitlines()
        if len(lines) < 2:
            return pieces_changed(raw, chance)
        at = chance.randrange(len(lines))
        lines[at] = json_changed(lines[at], chance) if lines[at].startswith(b"{") else b""
        return b"\n".join(lines)
    for _ in range(chance.choice((1, 1, 2, 4)) if holders else 0):
        _value_changed(chance.choice(holders), chance)
    with suppress(ValueError, RecursionError):  # one that holds itself
        return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode(
            "utf-8", "surrogatepass"
        )
    return raw


def _holders(value: Any) -> Any:
    if isinstance(value, (dict, list)) and value:
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _holders(inner)


def _value_changed(holder: Any, chance: random.Random) -> None:
    places = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    if not places:
        return  # all of it was left out before
    place, other = chance.choice(places), chance.choice(places)
    match chance.randrange(5):
        case 0:
            del holder[place]
        case 1:
            holder[place], holder[other] = holder[other], holder[place]
        case 2:
            for _ in range(chance.choice((1, 5, 200))):
                holder[place] = chance.choice(([holder[place]], {str(place): holder[place]}))
        case 3 if isinstance(holder, list):
            holder.extend([holder[place]] * chance.choice((1, 30)))
        case _:
            holder[place] = chance.choice(
                (None, True, 0, -1, 10**30, 1e308, float("nan"), "", " ", "\0", "\ud800", [], {},
                 [[]], {"a": None}, "0000-00-00", "2999-01-01", "<p>a</p>", "a" * 5_000, [1, "a"],
                 "http://[", "javascript:a", "\u202e\ufeff", "zxx", "id-ID")
            )  # fmt: skip


def _replaced(
    raw: bytes, chance: random.Random, pattern: re.Pattern[bytes], others: Sequence[bytes]
) -> bytes:
    found = list(pattern.finditer(raw))
    if not found:
        return words_put_in(raw, chance)
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 1, 3)))),
                        key=lambda one: -one.start()):  # fmt: skip
        raw = raw[: match.start()] + chance.choice(others) + raw[match.end() :]
    return raw


OF_ANYTHING: Sequence[Breakage] = (
    cut, pieces_changed, pieces_changed, bytes_changed, words_put_in, number_changed, date_changed,
    charset_changed, written_otherwise,
)  # fmt: skip


def broken(raw: bytes, chance: random.Random, *own: Breakage) -> bytes:
    """The file after one to three breakages; half of them the format's own where it has some."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        does = chance.choice(own if own and chance.random() < 0.5 else OF_ANYTHING)
        raw = does(raw, chance)[:LARGEST]
    return raw
