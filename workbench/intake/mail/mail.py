"""Mail: a message's text, with its subject as title and who it is from as outlet.

What a message says of its date stays as printed for `published`; nothing is fetched, no link is
followed, no attachment is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.errors import RefusedError
from workbench.intake.document import Document, Input, Refused
from workbench.intake.identity import checked_text
from workbench.intake.mail.body import MailBody, mail_body
from workbench.intake.mail.header import (
    decoded_words,
    is_bulk,
    message_id,
    said_beside,
    sender,
)
from workbench.intake.mail.mime import Fields, Part, parse
from workbench.intake.readers import MAILBOX_LINE

_SAID_BY_MAIL = ("From", "Date", "Subject", "Message-ID", "MIME-Version", "Received")
_SEPARATOR = re.compile(
    rb"(?:\A(?:\xef\xbb\xbf)?\s*|\n\r?\n)" + MAILBOX_LINE + rb"\r?\n(?=[A-Za-z][\w-]*:)"
)
_LONGEST_DATE = 200
_DEEPEST = 5
"""Messages within messages."""
_WEB = re.compile(r"<?(https?://[^\s<>]{1,2000})>?", re.I)


def read(source: Input) -> Iterator[Document | Refused]:
    """The document of one message. Raises RefusedError where it is none."""
    raw = source.whole()
    begins = [line.start() for line in _SEPARATOR.finditer(raw)]
    if len(begins) > 1 and begins[0] == 0:
        raise RefusedError(
            "it is a mailbox: several messages, one behind the other",
            "Give its name the ending .mbox.",
        )
    message = parse(raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    if not any(name in message.fields for name in _SAID_BY_MAIL):
        raise RefusedError("it has no header of a mail", "Save the message with its source.")
    yield from read_message(message, raw, source.origin, source)


def read_message(
    message: Part,
    raw: bytes,
    at: str,
    source: Input,
    *,
    notes: tuple[str, ...] = (),
    depth: int = 0,
) -> Iterator[Document | Refused]:
    """The document of a message that stands at a place in a source, or why it is none; then those
    of the messages in it.

    raw: its bytes as stored; notes: what was repaired before it was taken apart.
    """
    fields = message.fields
    try:
        body = mail_body(message)
        if body.text.strip():
            yield _document_of(fields, body, raw, at, source, notes)
    except RefusedError as error:
        yield Refused(at, error.what, error.next_step, message_id(fields))
        return
    for number, part in enumerate(body.messages, 1):
        yield from _passed_on(part, f"{at}:{number}", source, depth)


def _passed_on(part: Part, at: str, source: Input, depth: int) -> Iterator[Document | Refused]:
    """What a message in a message comes to."""
    try:
        if part.is_cut:
            raise RefusedError("it breaks off in the middle of a message in it", "Get it again.")
        if depth == _DEEPEST:
            raise RefusedError(
                f"its messages are nested more than {_DEEPEST} deep", "Save the innermost one."
            )
        raw, notes = part.body()
        message = parse(raw.lstrip(b"\r\n"))
    except RefusedError as error:
        yield Refused(at, error.what, error.next_step)
        return
    yield from read_message(message, raw, at, source, notes=notes, depth=depth + 1)


def _document_of(
    fields: Fields, body: MailBody, raw: bytes, at: str, source: Input, notes: tuple[str, ...]
) -> Document:
    name, address = sender(fields)
    published = decoded_words(fields.words("Date"))[:_LONGEST_DATE]
    archived = _WEB.fullmatch(fields.words("Archived-At"))
    return Document(
        text=checked_text(body.text, source.limits),
        title=decoded_words(fields.words("Subject")),
        outlet=name or address,
        published=published,
        published_basis="metadata" if published else "",
        url=body.url or (archived[1] if archived else ""),
        author="" if is_bulk(fields) else name,
        foreign_id=message_id(fields),
        extra=dict(said_beside(fields)),
        raw=source.hashed(raw),
        retrieved_how=source.how,
        origin=at,
        notes=notes + tuple(body.notes),
    )
