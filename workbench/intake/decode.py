"""Bytes become text: which charset they are in, and what had to be repaired.

A few stray bytes in otherwise good text are repaired and counted. What is not text, or in a
charset that nobody declared, is refused with a way out; it is never guessed at silently.
"""

from __future__ import annotations

import codecs
import re

from workbench.errors import RefusedError
from workbench.intake.document import counted
from workbench.intake.readers import readable

_UTF_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG\r\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"),
)
_ODD_CONTROLS = bytes({*range(0x20)} - set(b"\t\n\r\f\x1b")) + b"\x7f"
"""Control bytes that prose has no use for; escapes are left out: hostile articles hold them."""
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_FEW = 8
"""So many odd bytes never make a file binary, however short it is."""
_FEW_STRAY = 3
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.I)
_HEAD = 4096
"""Bytes within which a page must declare its charset; HTML asks for the first 1,024."""
_SAFE_CODECS = re.compile(
    r"(utf[-_]?8|iso[-_]?8859[-_]?\d+|(windows|cp)[-_]?(125\d|874)|koi8[-_][ru]|gb2312|gbk|gb18030"
    r"|big5|big5[-_]?hkscs|euc[-_](jp|kr)|shift[-_]jis|iso[-_]2022[-_]jp|tis[-_]?620|mac[-_]?roman"
    r"|latin[-_]?1|us[-_]ascii|ascii)",
    re.I,
)
"""The web's legacy charsets; never the codecs that are transforms or known to be slow."""
_AS_ON_THE_WEB = re.compile(r"(iso[-_]?8859[-_]?1|latin[-_]?1|us[-_]ascii|ascii)", re.I)


def decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a plain file, with notes. Raises RefusedError when it is not UTF text."""
    marked = _decode_marked(raw)
    if marked is not None:
        return marked
    refuse_binary(raw)
    return decode_utf8(raw)


def decode_page(raw: bytes, *, charset: str = "") -> tuple[str, tuple[str, ...]]:
    """The markup of a saved page, with notes: UTF, else the declared charset, else windows-1252.

    charset: what the container says, before what the page says itself. Raises RefusedError when
    the bytes are no text at all.
    """
    marked = _decode_marked(raw)
    if marked is not None:
        return marked
    refuse_binary(raw)
    declared = usable_charset(charset) or _declared_charset(raw)
    if not (raw.isascii() and declared.lower().startswith("iso-2022")):
        try:
            return decode_utf8(raw)
        except RefusedError:
            pass
    charset = declared or "windows-1252"
    text = raw.decode(charset, errors="replace")
    notes = [f"read as {charset}" + ("" if declared else ", no usable charset declared")]
    if lost := text.count("\ufffd"):
        notes.append(f"{counted(lost, 'byte', 'bytes')} not {charset} replaced")
    return text, tuple(notes)


def decode_utf8(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of UTF-8 bytes; a few stray ones are replaced. Raises RefusedError on many."""
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = raw.decode("utf-8", errors="surrogateescape")
    text, stray = _ESCAPED_BYTE.subn("\ufffd", text)
    good = sum(map(len, re.findall(r"[^\x00-\x7f]+", text))) - stray
    many = stray > _FEW_STRAY and (stray * 200 > len(raw) or stray > good)
    if many or stray * 10 > len(raw):
        raise RefusedError(
            f"{counted(stray, 'byte is', 'bytes are')} not UTF-8",
            "Convert it first, as with: iconv -f WINDOWS-1252 -t UTF-8",
        )
    return text, (f"{counted(stray, 'byte', 'bytes')} not UTF-8 replaced",)


def refuse_binary(raw: bytes) -> None:
    """Raise RefusedError when the bytes are a picture, an archive or otherwise no text."""
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            raise RefusedError(f"it is {what}, not text", readable())
    nuls = raw.count(0)
    odd = len(raw) - len(raw.translate(None, _ODD_CONTROLS))
    if (nuls > _FEW and nuls * 50 > len(raw)) or (odd > _FEW and odd * 4 > len(raw)):
        raise RefusedError(
            f"it is binary: {counted(odd, 'control byte', 'control bytes')} in {len(raw):,}",
            "Save it as UTF-8 text.",
        )


def _decode_marked(raw: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The text where a byte-order mark says UTF-16 or UTF-32; None where none does."""
    for mark, charset in _UTF_BOMS:
        if not raw.startswith(mark):
            continue
        text = raw.decode(charset, errors="replace")
        lost = text.count("\ufffd")
        if lost > _FEW_STRAY and lost * 10 > len(text):
            return None
        repaired = (f"{counted(lost, 'code unit', 'code units')} not {charset} replaced",)
        return text, (f"read as {charset}", *(repaired if lost else ()))
    return None


def _declared_charset(raw: bytes) -> str:
    """The charset that a page declares, as `usable_charset` has it."""
    match = _CHARSET.search(raw[:_HEAD])
    return usable_charset(match[1].decode("ascii")) if match else ""


def usable_charset(label: str) -> str:
    """The codec of a charset's label; empty for UTF-8, and for one that is not read."""
    if not _SAFE_CODECS.fullmatch(label) or label.lower().replace("-", "").startswith("utf8"):
        return ""
    if _AS_ON_THE_WEB.fullmatch(label):
        return "windows-1252"
    try:
        return codecs.lookup(label).name
    except LookupError:
        return ""
