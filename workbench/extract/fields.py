"""Names of bodies that say what they are for in a row: "Kementerian Kelautan dan Perikanan", "Badan
Meteorologi, Klimatologi, dan Geofisika".

A tagger, and rules for runs of capitals, see such a name end at its first small word or comma. It
goes on as long as each part of the row begins with a word for a field, and none for another body,
an office or a place; what was read inside it goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.lexicon import alternation, lexicon_for
from workbench.extract.mention import ACRONYM, Mention
from workbench.extract.name_rules import NameRules
from workbench.extract.sentences import UPPER
from workbench.extract.tagged import HEADED

_WORD = rf"[{UPPER}][\w'’-]{{1,30}}"
_PART = rf"{_WORD}(?: {_WORD}){{0,4}}"


class _Row(NamedTuple):
    """How such names go on in one language."""

    heads: frozenset[str]
    """Words that they open with, folded."""
    own: frozenset[str]
    """Words that a part may begin with, folded, whatever else they are."""
    fields: frozenset[str]
    """Those that it may begin with where they are of no other body, office or place."""
    ends: frozenset[str]
    """Words behind which no part goes on, folded."""
    joins: Sequence[str]
    behind: re.Pattern[str]
    """What follows the first part: more of them, the last one behind "dan"."""
    part: re.Pattern[str]


@lru_cache(maxsize=16)
def _row_in(lang: str) -> _Row | None:
    lex = lexicon_for(lang)
    joins = lex.words("names", "field_joins")
    if not joins:
        return None
    join = alternation(joins)
    return _Row(
        lex.set("names", "field_heads"),
        lex.set("names", "field_words"),
        lex.set("people", "role_words"),
        lex.set("names", "field_ends"),
        joins,
        compiled(rf"(?:, {_PART}){{0,4}},? {join} {_PART}"),
        compiled(_PART),
    )


def with_fields(text: str, mentions: Sequence[Mention], rules: NameRules) -> list[Mention]:
    """The mentions, bodies with all that they are for, in order."""
    row = _row_in(rules.lang)
    if row is None or not any(f" {word} " in text for word in row.joins):
        return list(mentions)
    return list(_whole(text, mentions, rules, row))


def _whole(
    text: str, mentions: Sequence[Mention], rules: NameRules, row: _Row
) -> Iterator[Mention]:
    until = -1
    read = {mention.start: mention for mention in mentions}
    for mention in mentions:
        if mention.end <= until:
            continue
        if mention.start < until:  # "... Penataan Ruang | Kota Bima"
            mention = mention.over(text, until + 1, mention.end)
        if _opens(mention, row):
            if (seam := _seam(mention, rules, row)) > 0:
                yield mention.over(text, mention.start, mention.start + seam)
                behind = mention.start + mention.words.index(" ", seam + 1) + 1
                mention = mention.over(text, behind, mention.end)
            end = _end(text, mention.end, read, rules, row)
            if end > mention.end and mention.kind is None:
                mention = mention._replace(
                    kind=Kind.ORGANISATION, rule="name.organisation.head", score=HEADED
                )
            if end > mention.end:
                mention = mention.over(text, mention.start, end)
            until = mention.end
        yield mention


def _opens(mention: Mention, row: _Row) -> bool:
    may_be_body = mention.kind in (Kind.ORGANISATION, None)
    return may_be_body and mention.words.split(" ", 1)[0].casefold() in row.heads


def _seam(mention: Mention, rules: NameRules, row: _Row) -> int:
    """Where a body's name ends that was read together with another one behind "dan"; 0 where it
    goes on: "Kementerian Pertanian | dan Bulog"."""
    words = mention.words.split(" ")
    for at, word in enumerate(words[1:-1], 1):
        if word in row.joins and not _is_field(words[at + 1], rules, row):
            return len(" ".join(words[:at]))
    return 0


def _end(text: str, at: int, read: Mapping[int, Mention], rules: NameRules, row: _Row) -> int:
    """Where a body's name ends that is read up to a place. read: all mentions, by their starts."""
    match = row.behind.match(text, at)
    if match is None:
        return at
    end = at
    for part in row.part.finditer(text, at, match.end()):
        size = _field_size(part.group().split(" "), rules, row)
        end = part.start() + size
        if not size or (end < part.end() and part.end() < match.end()):
            return at  # a part that is none, or that does not reach up to the next
        if (other := read.get(part.start())) and _is_longer(text, other, end, rules):
            return at
    return end


def _is_longer(text: str, mention: Mention, end: int, rules: NameRules) -> bool:
    """Whether a name that begins as a field does is of something else, as it goes on: "Development
    | Bank of Japan"; not behind "Penataan Ruang | Kota Bima"."""
    behind = text[end : mention.end].split(" ")
    return len(behind) > 1 and behind[1].casefold() not in rules.place_heads


def _field_size(words: Sequence[str], rules: NameRules, row: _Row) -> int:
    """The length of as many words from the first on as tell what a body is for."""
    size = 0
    if " ".join(words[:2]).casefold() in rules.org_heads[0]:  # "Rumah Sakit"
        return 0
    for word in words:
        if not _is_field(word, rules, row):
            break
        size += len(word) + (size > 0)
    return size


def _is_field(word: str, rules: NameRules, row: _Row) -> bool:
    lower = word.casefold()
    if lower in row.ends:
        return False
    if lower in row.fields and ACRONYM.match(word):
        return word in rules.not_acronyms
    if lower in row.own:
        return True
    is_other = (
        lower in rules.org_heads[0] or lower in rules.place_heads or lower in rules.titles[0]
        or lower in rules.roles or lower in rules.organisations or lower in rules.places
    )  # fmt: skip
    return not is_other and (lower in row.fields or bool(rules.role_shape.fullmatch(lower)))
