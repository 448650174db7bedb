"""Plain text files: headline, blank line, body. The stored text keeps the headline where it is.

A file of addresses is no article: they are handed on as what they are, and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.domain.address import is_address
from workbench.intake.decode import decode
from workbench.intake.document import Address, Document, Input, Refused
from workbench.intake.identity import checked_text
from workbench.intake.normalise import normalise, one_line

_ADDRESS = re.compile(
    r"<?(https?://[^\s<>]+|www\.[^\s<>./]+\.[^\s<>]+)>?(?P<behind>\s+|$)", re.IGNORECASE
)
_BULLET = re.compile(r"(?:[-*\u2022]|\d{1,4}[.)])\s+")
_LONGEST_NOTE = 200
"""Code points behind an address; a longer line is a paragraph."""
_MOST_WORDS = 9
"""Of a note that one blank parts from its address; more are a sentence, as what ends like one."""
_ENDS = (".", "!", "?", "\u2026", "\u3002", "\u061f")
LONGEST_TITLE = 300
"""Code points; a longer first line is a paragraph."""


def read(source: Input) -> Iterator[Document | Refused]:
    """The document of a text file, or the addresses of a list. Raises RefusedError."""
    raw = source.whole()
    decoded, decoding_notes = decode(raw)
    text, notes = normalise(decoded)
    if is_list(text):
        yield from _listed(text, source.origin)
        return
    yield Document(
        text=checked_text(text, source.limits),
        title=title_of(text),
        raw=source.hashed(raw),
        retrieved_how=source.how,
        origin=source.origin,
        notes=decoding_notes + notes,
    )


def is_list(text: str) -> bool:
    """Whether it is a list of addresses: most of its lines, blank ones and comments aside, are some
    with a few words behind them at most, and none of the others is as long as a paragraph."""
    addresses = others = 0
    for line in map(str.strip, text.splitlines()):
        if not line or line.startswith("#"):
            continue
        if _parted(line)[0]:
            addresses += 1
        elif len(line) > _LONGEST_NOTE:
            return False
        else:
            others += 1
    return addresses > others


def _parted(line: str) -> tuple[list[str], str]:
    """The addresses that a line is made of, and the note behind them; none where it is prose."""
    line, found, behind = line.strip(), list[str](), ""
    bullet = _BULLET.match(line)
    at = bullet.end() if bullet else 0
    while match := _ADDRESS.match(line, at):
        is_bare = match[1][:4].lower() == "www."
        found.append(f"https://{match[1]}" if is_bare else match[1])
        at, behind = match.end(), match["behind"]
    note = line[at:]
    return (found, note) if not note or _is_note(note, behind) else ([], "")


def _is_note(note: str, behind: str) -> bool:
    """Whether what stands behind an address is about it, and not the rest of a sentence. behind:
    the blanks between the two."""
    if len(note) > _LONGEST_NOTE:
        return False
    is_short = len(note.split()) <= _MOST_WORDS and not note.endswith(_ENDS)
    return is_short or behind not in ("", " ")


def _listed(text: str, origin: str) -> Iterator[Refused]:
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        if not line or line.startswith("#"):
            continue
        at = f"{origin}:{number}"
        addresses, note = _parted(line)
        if not addresses:
            yield Refused(at, "it is no address, in a list of them", "Put # before a note.")
        for address in addresses:
            if is_address(address):
                yield Address(origin=at, address=address, note=one_line(note))
            else:
                yield Refused(at, "it is no address of a page", "Check how it is written.")


def title_of(text: str) -> str:
    """The headline: the first line with words, when a blank line and a body follow it."""
    body = text.lstrip()
    first, _, rest = body.partition("\n")
    second = rest.partition("\n")[0]
    if second.strip() or not rest.strip() or len(first) > LONGEST_TITLE:
        return ""
    return one_line(first.lstrip("#") if first.startswith("#") else first)
