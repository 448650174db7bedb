"""The one normaliser of stored text: what it may change is the whole list in `normalise`.

Every offset in the database counts on it, so it is named (`NORMALISER`), idempotent and never
cuts or rewraps a word; boilerplate stays. A different rule needs a different name.
"""

from __future__ import annotations

import re
import unicodedata

from workbench.intake.document import counted

NORMALISER = "nfc-lf-1"

_BOM = "\ufeff"
_SURROGATE = re.compile("[\ud800-\udfff]")
_COMPOSABLE = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
"""A stretch that canonical composition may change: each mark is outside ASCII, its base not."""
_LONGEST_MARK_RUN = 30
"""As in the Stream-Safe Text Format (UAX #15); sorting longer runs takes quadratic time."""


def normalise(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as it is stored, and a counted note for each kind of repair.

    Byte-order marks off the start, NUL removed, CRLF and CR made LF, lone surrogates made U+FFFD,
    NFC (runs of more than 30 combining marks stay as they are), white-space lines off the end.
    """
    notes: list[str] = []
    if nuls := text.count("\0"):
        text = text.replace("\0", "")
        notes.append(f"{nuls:,} NUL removed")
    if text.startswith(_BOM):
        text = text.lstrip(_BOM)
        notes.append("BOM removed")
    if "\r" in text:
        notes.append("CRLF line ends made LF" if "\r\n" in text else "CR line ends made LF")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text, surrogates = _SURROGATE.subn("\ufffd", text)
        if surrogates:
            words = counted(surrogates, "lone surrogate", "lone surrogates")
            notes.append(f"{words} replaced by U+FFFD")
        text, places = _compose(text)
        if places:
            notes.append(f"normalised to NFC: {counted(places, 'place', 'places')}")
    return _without_blank_end(text), tuple(notes)


def one_line(words: str) -> str:
    """Metadata as one line: normalised, white space collapsed."""
    return " ".join(normalise(words)[0].split())


def _without_blank_end(text: str) -> str:
    end = text.find("\n", len(text.rstrip()))
    return text if end < 0 else text[:end]


def _compose(text: str) -> tuple[str, int]:
    """The text in NFC, and in how many stretches that changed something."""
    places = 0

    def composed(match: re.Match[str]) -> str:
        nonlocal places
        stretch = match[0]
        result = _composed_stretch(stretch)
        places += result != stretch
        return result

    return _COMPOSABLE.sub(composed, text), places


def _composed_stretch(stretch: str) -> str:
    if len(stretch) <= _LONGEST_MARK_RUN:
        return unicodedata.normalize("NFC", stretch)
    marks = [character for character in set(stretch) if _starts_with_mark(character)]
    if sum(map(stretch.count, marks)) <= _LONGEST_MARK_RUN:
        return unicodedata.normalize("NFC", stretch)
    run = re.compile(f"([{re.escape(''.join(sorted(marks)))}]{{{_LONGEST_MARK_RUN + 1},}})")
    pieces = run.split(stretch)
    pieces[::2] = [unicodedata.normalize("NFC", piece) for piece in pieces[::2]]
    return "".join(pieces)


def _starts_with_mark(character: str) -> bool:
    return unicodedata.combining(unicodedata.normalize("NFD", character)[0]) != 0
