"""What an XLSX cell holds of some text, and how text is written that xlsxwriter takes for markup.

Limits are Excel's, counted in UTF-16 units. Escapes: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
"""

from __future__ import annotations

import re

from workbench.exchange.spreadsheet import in_lines, is_plain

LONGEST = 32_767
"""UTF-16 units of a cell."""
LONGEST_ADDRESS = 2_079
"""UTF-16 units of a link that xlsxwriter takes."""

_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\"<>\\^`{|}]+", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?")
_ESCAPE_STARTS = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)")
"""Within what reads as an escaped character, as in "_x0041_"."""


def is_ready(words: str) -> bool:
    """Whether a cell holds some words as they are, and xlsxwriter writes them so: a cheap look that
    most pass. What does not is to be looked at."""
    return is_plain(words) and "_x" not in words and words[:1] != "<" and len(words) <= LONGEST // 2


def shown(words: str) -> str:
    """The words as a cell shows them: one sort of line end, hidden characters as visible marks."""
    return in_lines(_LINE_END.sub("\n", words) if "\r" in words else words)


def cut(words: str) -> str:
    """The words as far as a cell holds them, with an ellipsis where that is not the whole."""
    if len(words) <= LONGEST // 2:
        return words
    raw = words.encode("utf-16-le")
    if len(raw) <= 2 * LONGEST:
        return words
    return raw[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def runs_of(words: str) -> list[str]:
    """The pieces that some text has to be written in so that it is read as it is; one, as a rule.

    xlsxwriter writes what begins with "<r>" and ends with "</r>" as it stands, as markup; and what
    it makes of "_x0041_" where it keeps no table of strings, some readers do not undo.
    """
    pieces = _ESCAPE_STARTS.split(words) if "_x" in words else [words]
    if words.startswith("<r>") and words.endswith("</r>"):
        return [pieces[0][:1], pieces[0][1:], *pieces[1:]]
    return pieces


def is_address(words: str) -> bool:
    """Whether it is a whole web address, such as a link may lead to."""
    if not _ADDRESS.fullmatch(words):
        return False
    return len(words.encode("utf-16-le")) <= 2 * LONGEST_ADDRESS
