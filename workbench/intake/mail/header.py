"""What the header of a mail says: words in any charset, who it is from, what its list is called.

The raw fields are read, not the library's reading of them: it puts blanks into a name that came in
several encoded pieces, finds no name in "a@b.test (Harian Pagi)" and no date in "Sen, 5 Agu 2024".
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email.utils import parseaddr

from workbench.intake.decode import usable_charset
from workbench.intake.mail.mime import Fields
from workbench.intake.normalise import one_line

_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?(.*?)\?=")
_BETWEEN = re.compile(r"(?<=\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
"""White space that only parts encoded words from each other."""
_NAMED = re.compile(r"\s*(.*?)\s*<([^<>@\s]+@[^<>\s]+)>")
_ESCAPED = re.compile(r"\\(.)")
_LONGEST_NAME = 200
_CODE_PAGE = re.compile(r"cp-(?=\d)", re.I)
_ALSO_CALLED = {
    "x-gbk": "gbk",
    "x-sjis": "shift_jis",
    "gb_2312-80": "gb2312",
    "ansi_x3.4-1968": "us-ascii",
    "iso-8859-8-i": "iso-8859-8",
}
"""Names of charsets that mail programs use and the web does not."""


def charset_of(label: str) -> str:
    """The name of a charset as `decode` knows it; as it is where it knows none."""
    label = label.partition("*")[0].strip().lower()
    return _ALSO_CALLED.get(label, _CODE_PAGE.sub("cp", label))


def decoded_words(raw: str) -> str:
    """A field's words with encoded ones (RFC 2047) decoded, on one line.

    Letters may be cut apart between two encoded words: the bytes of neighbours are joined first.
    """
    raw = _BETWEEN.sub("", raw)
    done: list[str] = []
    at, charset, waiting = 0, "", b""
    for match in _ENCODED.finditer(raw):
        apart = raw[at : match.start()]
        if apart or match[1].lower() != charset:
            done += (_decoded(waiting, charset), apart)
            charset, waiting = match[1].lower(), b""
        waiting += _bytes_of(match[2], match[3])
        at = match.end()
    return one_line("".join((*done, _decoded(waiting, charset), raw[at:])))


def sender(fields: Fields) -> tuple[str, str]:
    """The name and the address that a message is from; empty where it does not say.

    The address is found before words are decoded: encoded names hold commas and brackets.
    """
    raw = fields.words("From") or fields.words("Sender")
    if match := _NAMED.match(raw):
        name, address = match.groups()
    else:
        try:
            name, address = parseaddr(raw)
        except RecursionError:  # a comment in a comment in a comment
            return "", ""
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = _ESCAPED.sub(r"\1", name[1:-1])
    name = decoded_words(name).strip("\"' ")[:_LONGEST_NAME]
    return (name if name != address else ""), address[:_LONGEST_NAME]


def is_bulk(fields: Fields) -> bool:
    """Whether it went to many, as newsletters do: what it is from is then no person."""
    return any(name in fields for name in ("List-Id", "List-Unsubscribe", "List-Post"))


def message_id(fields: Fields) -> str:
    """The identity that its sender gave it, without the brackets."""
    return one_line(fields.words("Message-ID").strip("<> "))[:_LONGEST_NAME]


def said_beside(fields: Fields) -> Iterator[tuple[str, str]]:
    """What else is worth keeping, by name."""
    for name, words in (
        ("from", sender(fields)[1]),
        ("list", decoded_words(fields.words("List-Id"))),
    ):
        if words:
            yield name, words


def _bytes_of(encoding: str, words: str) -> bytes:
    raw = words.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    code = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    code = code[:-1] if len(code) % 4 == 1 else code
    return binascii.a2b_base64(code + b"=" * (-len(code) % 4))


def _decoded(raw: bytes, label: str) -> str:
    """Bytes in a charset: UTF-8 where none is known or they are, else windows-1252."""
    charset = usable_charset(charset_of(label))
    if charset in ("", "windows-1252", "cp1252"):
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            charset = "windows-1252"
    return raw.decode(charset, errors="replace")
