"""Bytes become text: which charset they are in, and what had to be repaired.

A few stray bytes in otherwise good text are repaired and counted. What is not text, or in a
charset that nobody declared and nobody can tell, is refused with a way out; a guess leaves a note.
"""

from __future__ import annotations

import codecs
import re
from importlib import import_module
from importlib.util import find_spec

from workbench.errors import RefusedError
from workbench.intake.document import counted
from workbench.intake.readers import readable

_UTF_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OCR = "Recognise its text first (OCR)."
_SIGNATURES = (
    (b"%PDF-", "a PDF", ""),
    (b"PK\x03\x04", "a ZIP archive or an office document", ""),
    (b"\x89PNG\r\n", "an image", _OCR),
    (b"\xff\xd8\xff", "an image", _OCR),
    (b"GIF8", "an image", _OCR),
    (b"\x1f\x8b", "compressed with gzip", "Unpack it (gunzip), or call a web archive .warc.gz."),
    (b"\xd0\xcf\x11\xe0", "an office document", "Save it as DOCX, ODT or PDF."),
    (b"SQLite format 3\0", "a database", "Export what it holds as JSON Lines or CSV."),
    (b"\x7fELF", "a program", "Check that the right file was named."),
)
"""How what is no text begins, what that is, and what to do with it; empty: any of what is read."""
_ODD_CONTROLS = bytes({*range(0x20)} - set(b"\t\n\r\f\x1b")) + b"\x7f"
"""Control bytes that prose has no use for; escapes are left out: hostile articles hold them."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_HIGH = bytes(range(0x80, 0x100))
_TAG = re.compile(rb"<[^<>]*>")
_WESTERN = "windows-1252"
_DETECTOR = "pip install 'analyst-workbench[charset]'"
_SIGN_IN_WORD = re.compile(
    r"(?<=[^\W\d_])[\xa1-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7](?=[^\W\d_])"
)
"""A sign that stands in no word: bytes of another charset, read as windows-1252."""
_C1 = re.compile(r"[\x80-\x9f]")
_SAMPLE = 200_000
"""Bytes that a detector gets."""
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
    r"|cp932|windows[-_]31j|cp949|uhc|ks[-_]c[-_]5601[-_]1987|latin[-_]?1|us[-_]ascii|ascii)",
    re.I,
)
"""The web's legacy charsets; never the codecs that are transforms or known to be slow."""
_AS_ON_THE_WEB = re.compile(r"(iso[-_]?8859[-_]?1|latin[-_]?1|us[-_]ascii|ascii)", re.I)


def decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a plain file, with notes: UTF, else windows-1252 where that makes sense, else
    what a detector says. Raises RefusedError when it is none of these."""
    marked = _decode_marked(raw)
    if marked is not None:
        return marked
    refuse_binary(raw)
    return decode_utf8(raw)


def decode_page(raw: bytes, *, charset: str = "") -> tuple[str, tuple[str, ...]]:
    """The markup of a saved page, with notes: UTF, else the declared charset, else as a plain file,
    else windows-1252.

    charset: what the container says, before what the page says itself. Raises RefusedError when
    the bytes are no text at all.
    """
    marked = _decode_marked(raw)
    if marked is not None:
        return marked
    refuse_binary(raw)
    declared = usable_charset(charset) or _declared_charset(raw)
    if raw.isascii():
        is_escaped = declared.startswith("iso2022")
        text, notes = _decode_as(raw, declared if is_escaped else "ascii", "")
        return text, notes[1:]
    if declared and not _is_mostly_utf8(raw):
        return _decode_as(raw, declared, f"read as {declared}")
    try:
        return decode_utf8(raw)
    except RefusedError:
        return _decode_as(raw, _WESTERN, f"read as {_WESTERN}, no usable charset declared")


def decode_utf8(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of UTF-8 bytes; a few stray ones are replaced, and text that holds nearly no UTF-8
    is read as what it is instead. Raises RefusedError when neither is possible."""
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = raw.decode("utf-8", errors="surrogateescape")
    text, stray = _ESCAPED_BYTE.subn("\ufffd", text)
    good = sum(map(len, _NOT_ASCII.findall(text))) - stray
    if good * 2 < stray and (guessed := _guessed(raw)):
        return guessed
    many = stray > _FEW_STRAY and (stray * 200 > len(raw) or stray > good)
    if many or stray * 10 > len(raw):
        raise RefusedError(f"{counted(stray, 'byte is', 'bytes are')} not UTF-8", _way_out(raw))
    return text, (f"{counted(stray, 'byte', 'bytes')} not UTF-8 replaced",)


def _is_mostly_utf8(raw: bytes) -> bool:
    """Whether more of it is UTF-8 outside ASCII than is not."""
    text, stray = _ESCAPED_BYTE.subn("", raw.decode("utf-8", errors="surrogateescape"))
    return sum(map(len, _NOT_ASCII.findall(text))) > stray


def _decode_as(raw: bytes, charset: str, note: str) -> tuple[str, tuple[str, ...]]:
    text = raw.decode(charset, errors="replace")
    lost = text.count("\ufffd")
    repaired = (f"{counted(lost, 'byte', 'bytes')} not {charset} replaced",)
    return text, (note, *(repaired if lost else ()))


def _guessed(raw: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Bytes of no declared charset as windows-1252 where they are Latin text in it, by a detector
    where they are not; None where neither can tell.

    Detectors are worse than that rule on short Latin texts, and good on the other scripts.
    """
    if not _is_other_script(raw):
        return _latin(raw)
    charset = _detected(raw)
    try:
        text = raw.decode(charset) if charset else ""
    except UnicodeDecodeError:
        return None
    return (text, (f"read as {charset}, no usable charset declared",)) if text else None


def _is_other_script(raw: bytes) -> bool:
    """Whether a third of its words is outside ASCII: no Latin text."""
    words = _TAG.sub(b"", raw)
    return (len(words) - len(words.translate(None, _HIGH))) * 3 >= len(words)


def _latin(raw: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The text in windows-1252 if all bytes have a meaning there, and one that fits its place."""
    try:
        text = raw.decode(_WESTERN)
    except UnicodeDecodeError:
        return None
    if len(_SIGN_IN_WORD.findall(text)) * 10 > len(raw) - len(raw.translate(None, _HIGH)):
        return None
    return text, (f"read as {_WESTERN}, no usable charset declared",)


def _detected(raw: bytes) -> str:
    """The codec that an installed detector names; empty without one, or when it finds none."""
    try:
        chardet = import_module("chardet")
    except ModuleNotFoundError:
        return ""
    sample = raw[:_SAMPLE]
    charset = usable_charset(str(chardet.detect(sample)["encoding"] or ""))
    return charset if charset and not _C1.search(sample.decode(charset, "ignore")) else ""


def _way_out(raw: bytes) -> str:
    """What to do with bytes that are not read."""
    if _is_other_script(raw) and not find_spec("chardet"):
        return f"Install what finds charsets ({_DETECTOR}), or convert it to UTF-8."
    return "Convert it first, as with: iconv -f WINDOWS-1252 -t UTF-8"


def refuse_binary(raw: bytes) -> None:
    """Raise RefusedError when the bytes are a picture, an archive or otherwise no text."""
    for signature, what, next_step in _SIGNATURES:
        if raw.startswith(signature):
            raise RefusedError(f"it is {what}, not text", next_step or readable())
    nuls = raw.count(0)
    odd = len(raw) - len(raw.translate(None, _ODD_CONTROLS))
    if (nuls > _FEW and nuls * 50 > len(raw)) or (odd > _FEW and odd * 12 > len(raw)):
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
