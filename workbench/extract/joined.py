"""Bodies whose English names hold small words, in English and in a text of another language.

"Centers for Disease Control and Prevention": a tagger that learned from another language sees a
name end at each small word, and so do rules for runs of capitals. Found by the noun that such a
name opens with, in English with words before it too ("Roper Center for ..."); what was read inside
it goes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.lexicon import alternation, cased, lexicon_for
from workbench.extract.mention import Mention
from workbench.extract.sentences import UPPER

_SCORE = 0.72
"""How sure such a body is: as one that begins as organisations' names do."""


_SURE = 0.8
"""How sure a name behind "and" is to be somebody's own: "the Center for Justice and Ana Moss"."""


_LEAD = 80
"""Code points before the noun of a body in which its name begins."""
_BY_WORDS = ("name.organisation.head", "name.organisation.word")


class _Names(NamedTuple):
    """How such names look in texts of one language."""

    joins: frozenset[str]
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None = None
    """What may belong to a name before the noun that the pattern begins with."""


@lru_cache(maxsize=16)
def _names_in(lang: str) -> _Names:
    own, lex = lexicon_for(lang), lexicon_for("")
    word = rf"[{UPPER}][\w'’&-]*"
    run = rf"{word}(?: {word}){{0,4}}"
    if own.words("names", "joined_heads"):
        days = alternation([*own.numbers("times", "weekdays"), *own.numbers("times", "months")])
        plain = rf"[{UPPER}][\w&-]*"
        run = rf"{plain}(?: {plain}){{0,4}}"
        first = rf"(?!(?i:{days})(?![\w-])){run}"
        heads, joins = (alternation(own.words("names", f"joined_{key}")) for key in ("heads", "by"))
        of = alternation(own.words("complements", "links_of"))
        also = alternation(own.words("frames", "joint"))
        articles = alternation(cased(own.words("references", "articles")))
        before = rf"(?<![\w-])(?<![’']s )(?:(?!{articles} ){plain} ){{1,4}}\Z"
        more = rf"(?: {of} {run})?(?P<more>(?P<and> {also} ){run})?"
        pattern = rf"(?<![\w-]){heads} {joins} {first}{more}(?![\w-])"
        return _Names(own.set("names", "joined_by"), compiled(pattern), compiled(before))
    heads, joins = (alternation(lex.words("names", f"joined_{key}")) for key in ("heads", "by"))
    pattern = rf"{heads}(?: {run})?(?: {joins} {run}){{1,3}}(?P<more>(?P<and>(?!)))?(?![\w-])"
    return _Names(lex.set("names", "joined_by"), compiled(rf"(?<![\w-]){pattern}"))


def with_joined(text: str, mentions: Sequence[Mention], lang: str) -> list[Mention]:
    """The mentions, those inside a body's long name being that one body."""
    names = _names_in(lang)
    if not any(f" {word} " in text for word in names.joins):  # as in most texts
        return list(mentions)
    sure = {one.start for one in mentions if one.score >= _SURE and one.rule not in _BY_WORDS}
    found = [
        (_beginning(text, match.start(), names.before), _end(match, sure))
        for match in names.pattern.finditer(text)
    ]
    if not found:
        return list(mentions)
    bodies = [
        Mention(
            start, end, text[start:end], Kind.ORGANISATION, "name.organisation.head", _SCORE,
            name=text[start:end],
        )
        for start, end in found
    ]  # fmt: skip
    ends = [body.end for body in bodies]
    kept: list[Mention] = []
    for mention in mentions:
        at = bisect_left(ends, mention.start + 1)
        if at == len(bodies) or bodies[at].start >= mention.end:
            kept.append(mention)
    return sorted([*kept, *bodies], key=lambda one: (one.start, -one.end))


def _end(match: re.Match[str], sure: Container[int]) -> int:
    """Where a body's name ends, somebody else behind "and" left out."""
    start = match.start("more")
    apart = start >= 0 and match.end("and") in sure
    return start if apart else match.end()


def _beginning(text: str, at: int, before: re.Pattern[str] | None) -> int:
    """Where a body's name begins: "Roper | Center for ..."."""
    lead = before.search(text, max(0, at - _LEAD), at) if before else None
    return lead.start() if lead else at
