"""RIS, the exchange format of reference managers: a reference from its TY line to its ER line.

References describe articles and seldom hold one: an abstract is read as what it is, and said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.errors import RefusedError
from workbench.intake.decode import decode_utf8, refuse_binary
from workbench.intake.document import FILE_SETTING, Document, Input, Refused
from workbench.intake.objects.item import ABSTRACT, Item, document_of_item, listed

_LINE = re.compile(r"\s*(?P<tag>[A-Z][A-Z0-9])  ?-(?: (?P<words>.*))?$", re.DOTALL)
_TITLE = ("TI", "T1", "CT", "BT")
_OUTLET = ("T2", "JO", "JF", "JA", "J2", "J1", "PB")
_DAY = ("DA", "Y1", "PY")
_ADDRESS = ("UR", "LK", "L2")
_ABSTRACT = ("AB", "N2")
_KEPT = {
    "TY": "item_type", "PB": "publisher", "CY": "place", "SP": "pages", "VL": "volume",
    "IS": "issue", "SN": "issn", "DO": "doi", "DP": "found_in", "DB": "database",
    "Y2": "retrieved", "KW": "tags", "N1": "notes", "ET": "edition",
}  # fmt: skip
_DATE = re.compile(r"(?P<year>\d{4})(?:/(?P<month>\d\d?)?(?:/(?P<day>\d\d?)?)?)?(?:/.*)?")

Fields = dict[str, list[str]]


def read(source: Input) -> Iterator[Document | Refused]:
    """The documents of the references. Raises RefusedError where the file breaks off."""
    count = 0
    for line, raw, notes in _references(source):
        count += 1
        at = f"{source.origin}:{line}"
        fields, more = _fields(raw)
        try:
            item = _item(fields)
            yield document_of_item(
                item, raw=source.hashed(raw), at=at, source=source, notes=notes + more
            )
        except RefusedError as error:
            yield Refused(at, error.what, error.next_step, "".join(fields.get("ID", ())[:1]))
    if not count:
        raise RefusedError("it holds no reference", "A reference begins with a line of TY.")


def _references(source: Input) -> Iterator[tuple[int, bytes, tuple[str, ...]]]:
    """The bytes of each reference, the line where it begins, and a note where its end is not told.
    Raises RefusedError."""
    limit = source.limits.file_bytes
    held: list[bytes] = []
    begins = size = number = 0
    while line := source.stream.readline(limit + 2):
        number += 1
        if number == 1:
            refuse_binary(line)
            line = line.removeprefix(b"\xef\xbb\xbf")
        tag = line.lstrip()[:6].rstrip(b"- \r\n")
        if tag == b"TY":
            if held:
                yield begins, b"".join(held), ("no line says that it ends",)
            held, begins, size = [], number, 0
        if tag == b"TY" or held:
            held.append(line)
            size += len(line)
        if size > limit:
            raise RefusedError(
                f"the reference of line {begins:,} is over the limit of {limit:,} bytes",
                f"Split it, or {FILE_SETTING}.",
            )
        if tag == b"ER" and held:
            yield begins, b"".join(held), ()
            held, size = [], 0
    if held:
        raise RefusedError(
            f"it breaks off in the reference of line {begins:,}", "Export it once more."
        )


def _fields(raw: bytes) -> tuple[Fields, tuple[str, ...]]:
    """The words of each tag; lines without one go on with what the line before said."""
    words, notes = decode_utf8(raw)
    found: Fields = {}
    said: list[str] = []
    for line in words.splitlines():
        match = _LINE.match(line)
        if match:
            said = found.setdefault(match["tag"], [])
            said.append((match["words"] or "").strip())
        elif said and line.strip():
            said[-1] = f"{said[-1]}\n{line.strip()}"
    return found, notes


def _item(fields: Fields) -> Item:
    abstract = _first(fields, *_ABSTRACT)
    outlet = _first(fields, *_OUTLET)
    extra = {name: listed(fields.get(tag, ())) for tag, name in _KEPT.items()}
    return Item(
        text=abstract,
        title=_first(fields, *_TITLE),
        outlet=outlet,
        published=_day(_first(fields, *_DAY)),
        url=_first(fields, *_ADDRESS),
        lang=_first(fields, "LA"),
        author=listed(map(_name, (*fields.get("AU", ()), *fields.get("A1", ())))),
        editor=listed(map(_name, (*fields.get("ED", ()), *fields.get("A2", ())))),
        id=_first(fields, "ID"),
        extra={name: said for name, said in extra.items() if said and said != outlet},
        notes=(ABSTRACT,) if abstract else (),
    )


def _first(fields: Fields, *tags: str) -> str:
    found = (words for tag in tags for words in fields.get(tag, ()))
    return next(filter(None, found), "")


def _name(words: str) -> str:
    """ "Astuti, Rina" is Rina Astuti; a body's name has no comma."""
    last, mark, first = words.partition(",")
    return f"{first.strip()} {last.strip()}".strip() if mark and "," not in first else words


def _day(words: str) -> str:
    """YYYY/MM/DD/other as ISO 8601, as far as it goes; other words as they are printed."""
    match = _DATE.fullmatch(words)
    if not match:
        return words
    parts = [match["year"]]
    for part in (match["month"], match["day"]):
        if not part:
            break
        parts.append(part.zfill(2))
    return "-".join(parts)
