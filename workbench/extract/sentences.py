"""Splits a stretch of text into sentences, keeping offsets and never splitting inside a quotation.

A sentence ends at a full stop, question or exclamation mark (with closing quote marks) before a
capital, a digit or an opening mark; not after an initial or an abbreviation, which each language
lists (lang/*/sentences.toml) for this splitter and the cursor's (domain/segment.py). A missing
blank ("tersebut.Dia", 'tersebut."Dia') splits too, and so does the comma of a page badly converted
("tersebut.,Dia").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from workbench.domain.sentence_words import SentenceWords
from workbench.extract.kept import compiled
from workbench.extract.lexicon import alternation, cased, lexicon_for

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑ-ΩА-ЯЁЄІЇҐ"
"""Capital letters for character classes: Latin, Greek, Cyrillic."""
_BOUNDARY = compiled(
    r"[.!?…。！？](?:"
    rf"(?<=[.!?…])[.!?…]{{0,2}}(?:[\"”“’'»)\]]{{0,3}}|&\w{{4,5}};)"
    rf"(?=\s{{1,9}}(?:[\"“”„‘’'`«(\[]{{0,2}}|&\w{{4,5}};)[{UPPER}0-9]|\s{{0,9}}\Z"
    r"|\s{1,3}[(\[][a-z]{2,6}(?:/[a-z]{2,6}){0,2}[)\]])"
    rf"|(?:(?<=[a-z]{{3}}[.!?])|(?<=[\d/]\d[.!?])|(?<=[\d%]\)[.!?]))(?=[\"“”]?[{UPPER}][a-z])"
    rf"|[\"”»)]{{0,2}}(?=,[\"“„]?[{UPPER}])"
    rf"|(?<=[a-z]{{4}}[.!?])(?= ?,[ \u00a0,]{{1,3}}[\"“„]?[{UPPER}])"
    r"|(?<=[。！？]))"
)
"""Begins with a set of marks, so that the text between them is passed fast. A missing blank may
have a quotation mark in its place; a page badly converted has a comma for the end of a
paragraph."""


_PICTURE = compiled(rf"\\?\[[a-z]{{3,8}}[. :_-]?\d{{0,3}}\\?\]\s?(?=[\"“{UPPER}])")
"""What a page leaves where a picture stood, before a sentence: "[img.2]Warga"."""


@lru_cache(maxsize=16)
def words_for(lang: str) -> SentenceWords:
    """The words of a language, and those of any, that tell where sentences and clauses break."""
    own, neutral = lexicon_for(lang), lexicon_for("")

    def printed(key: str) -> frozenset[str]:
        return frozenset(cased(chain(neutral.words("sentences", key), own.words("sentences", key))))

    return SentenceWords(
        abbreviations=printed("abbreviations"),
        before_figures=printed("before_figures"),
        companies=printed("companies"),
        companies_go_on=printed("companies_go_on"),
        ordinals_before=printed("ordinals_before"),
        clause_openers=own.words("sentences", "clause_openers"),
        domains=frozenset(
            label for domain in neutral.words("sentences", "domains") for label in domain.split(".")
        ),
    )


@lru_cache(maxsize=1)
def domain_endings() -> str:
    """Pattern source of what the address of a site ends in, behind its last full stop but one."""
    return f"(?:{alternation(lexicon_for('').words('sentences', 'domains'))})"


@lru_cache(maxsize=1)
def _before_courtesy() -> re.Pattern[str]:
    """The end of a sentence before a courtesy in small letters: "... lama. | dr Rina berkata"."""
    words = alternation(lexicon_for("").words("sentences", "small_openers"))
    return compiled(rf"[.!?][\"”]?(?=\s{{1,3}}{words} [{UPPER}])")


def split_sentences(
    text: str, start: int, end: int, quotes: Sequence[tuple[int, int]], words: SentenceWords
) -> list[tuple[int, int]]:
    """The sentences of text[start:end], trimmed of blanks; quotes are (start, end), ascending."""
    sentences: list[tuple[int, int]] = []
    begin = start
    opens = [quote[0] for quote in quotes]
    found = list(_BOUNDARY.finditer(text, start, end))
    if more := [*_before_courtesy().finditer(text, start, end)]:
        found = sorted([*found, *more], key=lambda match: match.start())
    for match in found:
        at = match.end()
        inside = bisect_right(opens, match.start()) - 1
        if inside >= 0 and quotes[inside][1] > at:
            if quotes[inside][1] > at + 1:
                continue
            at += 1
        if match.group()[0] == "." and words.holds(text, match.start(), at):
            continue
        _add(text, begin, at, sentences)
        begin = at
    _add(text, begin, end, sentences)
    return sentences


def _add(text: str, start: int, end: int, sentences: list[tuple[int, int]]) -> None:
    start, end = trim(text, start, end)
    while start < end and text[start] in ", ":
        start += 1
    if start < end and text[start] in "\\[" and (picture := _PICTURE.match(text, start, end)):
        start = picture.end()
    if start < end:
        sentences.append((start, end))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks at its ends."""
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return start, end
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + max(left, len(piece.rstrip()))
