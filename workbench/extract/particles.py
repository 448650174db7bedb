"""What belongs to a person's name before the words that were read: "Ursula | von der | Leyen".

A tagger that knows names of one tradition reads the last word alone. Particles that stand in names
go with what they lead to and with the name before them; a country said twice before a name is
the second time a part of it ("Menteri Israel | Israel Katz").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.lexicon import alternation, cased, lexicon_for
from workbench.extract.mention import Mention
from workbench.extract.sentences import UPPER

_PARTICLE = 8
"""Code points before a name in which its particle stands."""
_BEFORE = 40
"""Code points before a name in which its particles and first names stand."""
_TWICE = compiled(rf"(?<![\w-])([{UPPER}][a-z]{{2,20}}) (\1 )\Z")
_LISTED = ("name.organisation.known", "name.organisation.outlet", "name.organisation.acronym")
_SURE = 0.8
"""How sure a name with a particle is a person's. A step by judgement: as behind a role."""


@lru_cache(maxsize=16)
def pattern_for(lang: str) -> re.Pattern[str] | None:
    """What ends before a name with a particle in a language; None where it has none."""
    lex = lexicon_for(lang)
    particles = lex.words("people", "particles")
    if not particles:
        return None
    offices = alternation([*lex.words("people", "titles"), *lex.words("people", "role_words")])
    names = rf"(?:(?!{offices} )[{UPPER}][\w’'-]+ ){{0,2}}"
    return compiled(rf"(?<![\w-])(?P<first>{names})(?:{alternation(cased(particles))} ){{1,2}}\Z")


@lru_cache(maxsize=16)
def _words_of(lang: str) -> frozenset[str]:
    """The single words of particles."""
    listed = lexicon_for(lang).words("people", "particles")
    return frozenset(word for particle in listed for word in particle.split())


def with_particles(text: str, mentions: Sequence[Mention], lang: str) -> list[Mention]:
    """The mentions, where persons begin with their particles and what stands before those."""
    pattern = pattern_for(lang)
    if pattern is None:
        return list(mentions)
    particles = _words_of(lang)
    whole: list[Mention] = []
    for mention in mentions:
        start = _start(text, mention, whole, pattern, particles)
        if start == mention.start:
            whole.append(mention)
            continue
        while whole and whole[-1].start >= start:
            whole.pop()
        if whole and whole[-1].end > start:
            first = whole[-1].start  # a body, with the first name that was read with it
            whole[-1] = whole[-1].over(text, first, first + len(text[first:start].rstrip()))
        person = mention.over(text, start, mention.end)
        if mention.kind is not Kind.PERSON:
            person = person._replace(kind=Kind.PERSON, rule="name.person.form", score=_SURE)
        whole.append(person)
    return whole


def _start(
    text: str,
    mention: Mention,
    before: Sequence[Mention],
    pattern: re.Pattern[str],
    particles: frozenset[str],
) -> int:
    """Where a person's name begins; the mention's own start where nothing belongs to it."""
    at = mention.start
    if mention.kind is Kind.PLACE or (mention.kind is Kind.ORGANISATION and mention.is_sure):
        return at
    if text[at - 1 : at] != " ":
        return at
    if mention.kind is Kind.PERSON and (twice := _TWICE.search(text, max(0, at - _BEFORE), at)):
        return twice.start(2)
    word = text[max(0, at - _PARTICLE) : at].rpartition(" ")[0].rpartition(" ")[2]
    found = pattern.search(text, max(0, at - _BEFORE), at) if word.lower() in particles else None
    if found is None:
        return at
    start = found.end("first")
    last = before[-1] if before else None
    if last is None or last.end + 1 != start:
        return found.start("first") if last is None or last.end < found.start() else start
    if last.kind in (Kind.PERSON, None):
        return last.start
    first = last.words.rpartition(" ")[2]
    is_listed = last.rule in _LISTED
    return start if is_listed or " " not in last.words else start - len(first) - 1
