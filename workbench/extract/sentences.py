"""Splits a stretch of text into sentences, keeping offsets and never splitting inside a quotation.

A sentence ends at a full stop, question or exclamation mark (with closing quote marks) before a
capital, a digit or an opening mark; not after an initial or an abbreviation. A missing blank
("tersebut.Dia") splits too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑ-ΩА-ЯЁЄІЇҐ"
"""Capital letters for character classes: Latin, Greek, Cyrillic."""
_BOUNDARY = re.compile(
    r"[.!?…。！？](?:"
    rf"(?<=[.!?…])[.!?…]{{0,2}}(?:[\"”“’'»)\]]{{0,3}}|&\w{{4,5}};)"
    rf"(?=\s{{1,9}}(?:[\"“”„‘’'`«(\[]{{0,2}}|&\w{{4,5}};)[{UPPER}0-9]|\s{{0,9}}\Z"
    r"|\s{1,3}[(\[][a-z]{2,6}(?:/[a-z]{2,6}){0,2}[)\]])"
    rf"|(?<=[a-z]{{3}}[.!?])(?=[{UPPER}][a-z])"
    r"|(?<=[。！？]))"
)
"""Begins with a set of marks, so that the text between them is passed fast."""
_ABBREVIATION = re.compile(
    rf"(?:(?<![\w.-])(?:[{UPPER}]|Dr|Drs|Dra|Ir|Prof|Jl|No|St|Mr|Mrs|Ms|Sdr|Tn|Ny|Hj|Gen|Col|Lt|Sgt|Sen|Rep"
    r"|Gov|Jr|Sr|vs|dr|a\.n|d\.a|hlm|dkk|cf|Kol|Brig|Maj|Capt|Inc|Ltd|Rp|Tgl|Bpk|Jend|U\.S|U\.N))\Z"
)

_COMPANY = re.compile(r"(?<![\w.])(?:Tbk|Pte|Co|Corp|Pty|PT|CV|Inc|Ltd)\Z")
"""Abbreviations in companies' names: they end a sentence only if the name does not go on."""
_NAME_GOES_ON = re.compile(r"\s{1,3}(?:\(|Ltd|Tbk|Inc|LLC)")


def split_sentences(
    text: str, start: int, end: int, quotes: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The sentences of text[start:end], trimmed of blanks; quotes are (start, end), ascending."""
    sentences: list[tuple[int, int]] = []
    begin = start
    opens = [quote[0] for quote in quotes]
    for match in _BOUNDARY.finditer(text, start, end):
        at = match.end()
        inside = bisect_right(opens, match.start()) - 1
        if inside >= 0 and quotes[inside][1] > at:
            continue
        if match.group()[0] == "." and _is_abbreviation(text, max(begin, at - 9), match):
            continue
        _add(text, begin, at, sentences)
        begin = at
    _add(text, begin, end, sentences)
    return sentences


def _is_abbreviation(text: str, start: int, stop: re.Match[str]) -> bool:
    if _ABBREVIATION.search(text, start, stop.start()):
        return True
    company = _COMPANY.search(text, start, stop.start())
    return company is not None and _NAME_GOES_ON.match(text, stop.end()) is not None


def _add(text: str, start: int, end: int, sentences: list[tuple[int, int]]) -> None:
    start, end = trim(text, start, end)
    if start < end:
        sentences.append((start, end))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks at its ends."""
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return start, end
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + max(left, len(piece.rstrip()))
