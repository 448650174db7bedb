"""Which words of a mail are its text: of versions the fuller one, of several parts all in order.

Attachments are named, never read, but for messages: those are articles of their own, by whoever
wrote them. A part that breaks off is no article.
"""

from __future__ import annotations

import codecs
import itertools
import re
from dataclasses import dataclass, field

from workbench.domain.text import safe_line
from workbench.errors import RefusedError
from workbench.intake.decode import decode_page, usable_charset
from workbench.intake.document import counted
from workbench.intake.mail.header import charset_of, decoded_words
from workbench.intake.mail.mime import Part, parts_of
from workbench.intake.normalise import normalise
from workbench.intake.pages.fragment import canonical_address, fragment_text

_HTML = ("text/html", "application/xhtml+xml")
_SEALED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_MESSAGES = ("message/rfc822", "message/global")
_FULLER = 1.5
"""How much longer plain text is where the HTML beside it says only part of it."""
_ADDRESS = re.compile(r"\b\w++://\S+")
_MOST_NAMES = 5
_LONGEST_NAME = 80
_AGAIN = "Get it again."
_SAVE_TEXT = "Save its text in your mail program and import that."
_WIDE = {"utf-16le": codecs.BOM_UTF16_LE, "utf-16be": codecs.BOM_UTF16_BE}
_BLANK_START = re.compile(r"\A(?:[^\S\n]*+\n)+")
_QUOTES = re.compile(r">*")


@dataclass(slots=True)
class MailBody:
    """The text of a mail and what was met on the way to it."""

    text: str = ""
    url: str = ""
    """Where its HTML says that it stands on the web."""
    notes: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    messages: list[Part] = field(default_factory=list)
    """Whole messages in it, as somebody passed them on."""


def mail_body(message: Part) -> MailBody:
    """The text of a message. Raises RefusedError where it holds none that can be read."""
    reader = _BodyReader()
    reader.found.text = _BLANK_START.sub("", reader.text_of(message))
    found = reader.found
    if not found.text.strip() and not found.messages:
        raise reader.refusal or RefusedError(*_nothing_in(found))
    if found.messages:
        messages = counted(len(found.messages), "message in it is", "messages in it are")
        found.notes.append(f"{messages} read by itself")
    if reader.is_open:
        found.notes.append("its last boundary is missing")
    if found.attachments:
        found.notes.append(_named(found.attachments))
    return found


class _BodyReader:
    """Goes through the parts of one message."""

    def __init__(self) -> None:
        self.found = MailBody()
        self.refusal: RefusedError | None = None
        """Why the first part that could not be read could not."""
        self.is_open = False
        self._counter = itertools.count(1)

    def text_of(self, part: Part) -> str:
        """The text of a part and of all parts in it; empty for what is none."""
        kind = part.fields.content_type
        self.is_open = self.is_open or part.is_open
        if kind in _SEALED:
            raise RefusedError("it is encrypted or sealed", _SAVE_TEXT)
        if not part.is_multipart:
            return self._text_of_leaf(part)
        parts = list(parts_of(part, self._counter))
        if not parts:
            self._refuse("its parts are not there: it breaks off, or was changed", _AGAIN)
            return ""
        if kind == "multipart/alternative":
            return self._fuller_of(parts)
        if kind == "multipart/related":
            return self.text_of(_root_of(part, parts))
        if kind == "multipart/signed":
            return self.text_of(parts[0])
        if kind == "multipart/digest":
            self.found.messages += parts
            return ""
        if kind == "multipart/report":  # what could not be delivered is behind the report
            return self.text_of(parts[0])
        return "\n\n".join(filter(None, map(self.text_of, parts)))

    def _text_of_leaf(self, part: Part) -> str:
        fields = part.fields
        kind = fields.content_type
        if kind in _MESSAGES:
            self.found.messages.append(part)
            return ""
        is_named = fields.disposition and fields.file_name
        if fields.disposition == "attachment" or is_named or kind not in ("text/plain", *_HTML):
            self.found.attachments.append(decoded_words(fields.file_name) or kind)
            return ""
        if part.is_cut:
            raise RefusedError("it breaks off in the middle of its text", _AGAIN)
        try:
            words, notes = _decoded(part)
            text, repairs = self._as_text(part, words)
        except RefusedError as error:
            self._refuse(error.what, error.next_step)
            return ""
        self.found.notes += [one for one in (*notes, *repairs) if one not in self.found.notes]
        return text

    def _refuse(self, what: str, next_step: str) -> None:
        self.refusal = self.refusal or RefusedError(what, next_step)

    def _as_text(self, part: Part, words: str) -> tuple[str, tuple[str, ...]]:
        if part.fields.content_type in _HTML:
            self.found.url = self.found.url or canonical_address(words)
            return fragment_text(words)
        text, notes = normalise(words.replace("\r\n", "\n"))
        if part.fields.parameter("format").lower() == "flowed":
            text = _unflowed(text, joins_words=part.fields.parameter("delsp").lower() == "yes")
            notes += ("lines joined as its writer broke them (format=flowed)",)
        return text, notes

    def _fuller_of(self, parts: list[Part]) -> str:
        """The text of the HTML, unless the plain text beside it says far more."""
        notes, self.found.notes = self.found.notes, []
        best, best_notes, best_size = "", list[str](), 0.0
        for part in reversed(parts):  # the last one is what the sender likes most (RFC 2046)
            text = self.text_of(part) if _may_hold_text(part) else ""
            size = _letters(text)
            if size > best_size * (_FULLER if best else 1):
                if best:
                    self.found.notes.append("plain text taken: the HTML holds much less")
                best, best_notes, best_size = text, self.found.notes, size
            self.found.notes = []
        self.found.notes = notes + best_notes
        return best


def _may_hold_text(part: Part) -> bool:
    """A version for calendars or pictures alone is no attachment either."""
    kind = part.fields.content_type
    return kind.startswith("multipart/") or kind in ("text/plain", *_HTML)


def _root_of(whole: Part, parts: list[Part]) -> Part:
    """The part that the others belong to: the named one, else the first (RFC 2387), but for those
    that hold no text where the whole is said to."""
    start = whole.fields.parameter("start")
    named = (part for part in parts if start and part.fields.words("Content-ID") == start)
    return next(named, None) or next(filter(_may_hold_text, parts), parts[0])


def _decoded(part: Part) -> tuple[str, tuple[str, ...]]:
    """The words of a leaf and notes. Raises RefusedError where they are none."""
    raw, notes = part.body()
    label = part.fields.parameter("charset")
    charset = charset_of(label)
    if mark := _WIDE.get(charset.replace("_", "-")):
        raw = mark + raw.removeprefix(mark)
    elif charset not in ("", "utf-8", "utf8") and not usable_charset(charset):
        notes += (f"unknown charset {safe_line(label[:40])}",)
    words, decode_notes = decode_page(raw, charset=charset)
    return words, notes + decode_notes


def _letters(text: str) -> int:
    """How much a text says: addresses and white space say nothing."""
    return sum(map(len, _ADDRESS.sub("", text).split()))


def _unflowed(text: str, *, joins_words: bool) -> str:
    """Paragraphs whose lines were broken behind a blank, joined again (RFC 3676)."""
    pieces: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len((_QUOTES.match(line) or [""])[0])
        words = line[depth:].removeprefix(" ")
        flows = words.endswith(" ") and words != "-- "
        if depth != open_depth or words == "-- ":
            pieces += ("\n", f"{'>' * depth} " if depth else "")
        pieces.append(words[:-1] if joins_words and flows else words)
        open_depth = depth if flows else -1
    return "".join(pieces[1:])


def _named(names: list[str]) -> str:
    shown = [safe_line(name)[:_LONGEST_NAME] for name in names[:_MOST_NAMES]]
    rest = ", ..." if len(names) > _MOST_NAMES else ""
    return f"{counted(len(names), 'attachment', 'attachments')} not read: {', '.join(shown)}{rest}"


def _nothing_in(found: MailBody) -> tuple[str, str]:
    if found.attachments:
        return f"it holds no text; {_named(found.attachments)}", "Save those and import them."
    return "it holds no text", "Check that the right file was saved."
