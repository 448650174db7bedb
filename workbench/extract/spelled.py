"""Short forms in brackets that stand for no name, wherever the article has them again.

"siswa sekolah dasar (SD)" spells out what its letters are, in words that name nobody; so do
"Peraturan Presiden (Perpres)" and "Wakil Menteri Tenaga Kerja (Wamenaker)", a paper and an office.
What stands for a body or a place is found by `acronyms`, never here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.bynames import is_short_for
from workbench.extract.kept import compiled
from workbench.extract.mention import ACRONYM, Mention
from workbench.extract.name_rules import NameRules
from workbench.extract.sentences import UPPER

_BRACKETS = compiled(rf" \((?P<short>[{UPPER}][\w-]{{1,11}})\)")
_BEFORE = compiled(r"[\w /-]*\Z")
_WINDOW = 160
"""Code points before brackets in which the words stand that they are short for."""
_WORD = compiled(r"[\w-]+")
_LONGEST = 8
"""Words that a short form may stand for."""
_SHARED = 2
"""Letters that a short form of syllables shares with the first word that it stands for."""


class _Spelled(NamedTuple):
    """A short form, and the words before its brackets that it stands for."""

    short: str
    start: int
    end: int
    is_office: bool
    """Of an office, if the words are no person's."""


def without_terms(
    text: str, mentions: Sequence[Mention], blocks: Sequence[tuple[int, int]],
    starts: frozenset[int], rules: NameRules,
) -> list[Mention]:  # fmt: skip
    """The mentions without short forms that name nobody, and without what those stand for."""
    persons = {mention.end for mention in mentions if mention.kind is Kind.PERSON}
    found = [one for block in blocks for one in _spelled(text, block, starts, rules)]
    found = [one for one in found if not (one.is_office and one.end in persons)]
    if not found:
        return list(mentions)
    short = {one.short for one in found}
    return [
        mention
        for mention in mentions
        if mention.words not in short
        and not any(one.start <= mention.start and mention.end == one.end for one in found)
    ]


def _spelled(
    text: str, block: tuple[int, int], starts: frozenset[int], rules: NameRules
) -> Iterator[_Spelled]:
    if text.find("(", *block) < 0:
        return
    for found in _BRACKETS.finditer(text, *block):
        begin = max(block[0], found.start() - _WINDOW)
        if before := _BEFORE.search(text, begin, found.start()):
            begin = before.start()
        words = list(_WORD.finditer(text, begin, found.start()))[-_LONGEST:]
        short = found["short"]
        at = _first(short, [word.group() for word in words])
        if at is None:
            continue
        first = words[at].group().lower()
        is_office = first in rules.title_words and first not in rules.term_heads
        spelled = _Spelled(short, words[at].start(), words[-1].end(), is_office)
        if _is_small(words[at:], starts):
            if not (_is_known(short, rules) and _opens_name(first, rules)):
                yield spelled
        elif short in rules.not_acronyms or (
            not _is_known(short, rules)
            and not _goes_before(words[at - 1] if at else None, starts)
            and (first in rules.term_heads or _is_office(first, short, rules))
        ):
            yield spelled


def _first(short: str, words: Sequence[str]) -> int | None:
    """With which of some words begins what a short form stands for; None where none is known."""
    if ACRONYM.match(short):
        at = len(words) - len(short)
        letters = "".join(word[0] for word in words[max(at, 0) :])
        return at if at >= 0 and letters.upper() == short else None
    opening = short[:_SHARED].lower()
    for at in range(len(words) - 2, -1, -1):
        if words[at].lower().startswith(opening):
            return at if is_short_for(short, " ".join(words[at:])) else None
    return None


def _is_small(words: Sequence[re.Match[str]], starts: frozenset[int]) -> bool:
    """Whether words are written small, but for one that a sentence opens with."""
    first, *others = words
    is_plain = first.group().islower() or first.start() in starts
    return is_plain and bool(others) and all(word.group().islower() for word in others)


def _opens_name(first: str, rules: NameRules) -> bool:
    """Whether a name that readers know may be spelled without capitals: "komisi ... (KPK)"."""
    return first in rules.org_heads[0] or first in rules.place_heads


def _is_known(short: str, rules: NameRules) -> bool:
    lower = short.lower()
    is_known = rules.known_names.kind_of(short) is not None
    return is_known or lower in rules.organisations or lower in rules.places


def _goes_before(word: re.Match[str] | None, starts: frozenset[int]) -> bool:
    """Whether a name began before those words: "PT | Sumber Graha Raya (SGR)"."""
    return word is not None and word.group()[0].isupper() and word.start() not in starts


def _is_office(first: str, short: str, rules: NameRules) -> bool:
    """Whether a word opens an office, and its short form is one of syllables: "Wamenaker"."""
    is_title = first in rules.title_words and first not in rules.given
    return is_title and first not in rules.org_heads[0] and not ACRONYM.match(short)
