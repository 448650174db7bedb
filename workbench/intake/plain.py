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

_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?(?P<behind>\s+|$)", re.IGNORECASE)
_LONGEST_NOTE = 200
"""Code points behind an address; a longer line is a paragraph."""
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
    """Whether it is addresses and nothing else: some a line, behind them a few words at most that a
    tab or two blanks part from them, between blank lines and lines that begin with "#"."""
    if not text.lstrip()[:8].lower().startswith(("http://", "https://", "<http", "#")):
        return False
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return bool(lines) and all(_parted(line)[0] for line in lines)


def _parted(line: str) -> tuple[list[str], str]:
    """The addresses that a line is made of, and the note behind them; none where it is prose."""
    line, at, found, behind = line.strip(), 0, list[str](), ""
    while match := _ADDRESS.match(line, at):
        found.append(match[1])
        at, behind = match.end(), match["behind"]
    note = line[at:]
    is_note = not note or (behind not in ("", " ") and len(note) <= _LONGEST_NOTE)
    return (found, note) if is_note else ([], "")


def _listed(text: str, origin: str) -> Iterator[Refused]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        addresses, note = _parted(line)
        for address in addresses:
            at = f"{origin}:{number}"
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
