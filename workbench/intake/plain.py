"""Plain text files: headline, blank line, body. The stored text keeps the headline where it is."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.errors import RefusedError
from workbench.intake.decode import decode
from workbench.intake.document import Document, Input, Refused, counted
from workbench.intake.identity import checked_text, sha256_of
from workbench.intake.normalise import normalise, one_line

_ADDRESSES = ("http://", "https://")
LONGEST_TITLE = 300
"""Code points; a longer first line is a paragraph."""


def read(source: Input) -> Iterator[Document | Refused]:
    """The document of a text file. Raises RefusedError."""
    raw = source.whole()
    decoded, decoding_notes = decode(raw)
    text, notes = normalise(decoded)
    _refuse_addresses(text)
    yield Document(
        text=checked_text(text, source.limits),
        title=title_of(text),
        raw_sha256=sha256_of(raw),
        retrieved_how=source.how,
        origin=source.origin,
        notes=decoding_notes + notes,
    )


def _refuse_addresses(text: str) -> None:
    """Raise RefusedError for addresses and nothing else: the articles are where they lead."""
    lines = text.split() if text.lstrip()[:8].lower().startswith(_ADDRESSES) else ()
    if lines and all(line.lower().startswith(_ADDRESSES) for line in lines):
        addresses = counted(len(lines), "address", "addresses")
        raise RefusedError(
            f"it holds {addresses} and no text", "Save the pages and import those; none is fetched."
        )


def title_of(text: str) -> str:
    """The headline: the first line with words, when a blank line and a body follow it."""
    body = text.lstrip()
    first, _, rest = body.partition("\n")
    second = rest.partition("\n")[0]
    if second.strip() or not rest.strip() or len(first) > LONGEST_TITLE:
        return ""
    return one_line(first.lstrip("#") if first.startswith("#") else first)
