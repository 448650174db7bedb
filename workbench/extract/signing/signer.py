"""Reads the signature of a stretch of an article: its acts with who and whom, things, names,
amounts and times, out of the words and out of the facts that lie in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zlib import crc32

from workbench.domain.fact import NAME_KINDS, Fact, Kind, Name, Time
from workbench.domain.signature import Amount, Extent, Named, Signature
from workbench.domain.timex import CLOCK, DAY, days_in, extent_of
from workbench.extract.gazetteer import fold
from workbench.extract.kept import compiled
from workbench.extract.signing.concepts import Concepts, concepts_for
from workbench.extract.signing.naming import key_of
from workbench.extract.signing.reading import Reading
from workbench.extract.signing.rules import Rules, rules_for
from workbench.extract.signing.tokens import Tokens

_WORD = compiled(r"\w+")
_LABEL = compiled(r"\b([a-z]+) (\d{1,4})\b")
_COMPARED = 40
"""Code points before a time in which it may be said to be compared with."""
_READ = frozenset((*NAME_KINDS, Kind.TIME, Kind.QUANTITY))
"""Facts that a signature is made of."""


class Signer:
    """Reads the statements of one article."""

    def __init__(self, text: str, facts: Iterable[Fact], lang: str, *, day: int = 0) -> None:
        """facts: all of the article; day: of its publication, as an ordinal, 0 where unknown."""
        self._facts = [one for one in facts if one.kind in _READ]
        self._text = text
        self._voices: dict[str, Named] = {}
        self._lang = lang
        self._day = day
        self._rules = rules_for(lang)
        self._concepts = concepts_for(lang)
        self._tokens = Tokens(text, self._rules, self._concepts)

    def sign(
        self,
        start: int,
        end: int,
        *,
        is_denied: bool = False,
        around: Signature | None = None,
        voice: str = "",
    ) -> Signature:
        """The signature of text[start:end]. is_denied: whoever says it denies it; around: what the
        article says around it; voice: the name of who says it, "" of the outlet itself."""
        facts = [one for one in self._facts if start <= one.span.start and one.span.end <= end]
        reading = Reading(self._rules, self._concepts, is_denied)
        reading.read(list(self._tokens.row(start, end, facts)))
        return Signature(
            self._lang,
            tuple(reading.acts),
            tuple(sorted(reading.things, key=sorted)),
            frozenset(reading.denied),
            frozenset(reading.words),
            frozenset(reading.because),
            frozenset(reading.proper),
            self._names(facts, Kind.PERSON),
            self._names(facts, Kind.ORGANISATION),
            (*self._names(facts, Kind.PLACE), *sorted(reading.places)),
            (*reading.amounts, *_lengths(facts)),
            tuple(dict.fromkeys(self._times(facts))),
            self._day,
            around,
            self._voice(voice) if voice else None,
            _wording_of(self._text[start:end]),
            frozenset(reading.labels.union(*map(_labels_of, facts))),
            frozenset(self._clocks(facts)),
        )

    def _times(self, facts: Iterable[Fact]) -> Iterator[Extent]:
        """When something is said to be; a time that another one is compared with says nothing."""
        for fact in facts:
            if not isinstance(fact.attributes, Time) or fact.attributes.modifier:
                continue
            start = fact.span.start
            if self._rules.compared.search(self._text, max(0, start - _COMPARED), start):
                continue
            if extent := extent_of(fact.attributes.value, fact.attributes.end):
                yield extent

    def _clocks(self, facts: Iterable[Fact]) -> Iterator[int]:
        """The minutes of a day at which something is said to be: as the first zone of the country
        counts them, or as they are said, a day later where no zone is, two where it is that of the
        place. Of another country's zone none is known."""
        rules = self._rules
        for fact in facts:
            time = fact.attributes if isinstance(fact.attributes, Time) else None
            if time is None or time.end or time.modifier or not time.value:
                continue
            clock, words = CLOCK.search(time.value), fact.span.exact.casefold()
            before = self._text[max(0, fact.span.start - _COMPARED) : fact.span.start].split()
            if clock is None or (before and before[-1].casefold() in rules.bounds):
                continue
            ahead = rules.zones.get(words.rpartition(" ")[2])
            if ahead is not None:
                hour = (int(clock[1]) - int(ahead - min(rules.zones.values()))) % 24
                yield hour * 60 + int(clock[2])
            elif words.endswith(rules.local_zones) or not words.endswith(rules.any_zones):
                days = 2 if words.endswith(rules.local_zones) else 1
                yield days * DAY + int(clock[1]) * 60 + int(clock[2])

    def _voice(self, name: str) -> Named:
        if name not in self._voices:
            self._voices[name] = _called(name, self._concepts, self._rules)
        return self._voices[name]

    def _names(self, facts: Iterable[Fact], kind: Kind) -> tuple[Named, ...]:
        found = (_named(one, self._concepts, self._rules) for one in facts if one.kind is kind)
        return tuple(dict.fromkeys(found))


def _named(fact: Fact, concepts: Concepts, rules: Rules) -> Named:
    name = fact.attributes
    assert isinstance(name, Name)
    words = rules.bare_name(name.name)
    key = key_of(fact.kind, words)
    if fact.kind is Kind.PERSON:
        called = Named(key, frozenset(fold(words).split()))
    else:
        called = _called(words, concepts, rules)._replace(key=key)
    acronym = {fold(name.acronym)} if name.acronym else set()
    return called._replace(parts=called.parts | acronym, country=name.country or "")


def _called(name: str, concepts: Concepts, rules: Rules) -> Named:
    """Who or what is called so; its words with a meaning tell what it is, the others which."""
    words = rules.bare_name(name)
    means, rest = concepts.all_of(words)
    parts = fold(" ".join(rest)).split() or fold(words).split()
    return Named(fold(words), frozenset(parts), means=frozenset(means))


def _labels_of(fact: Fact) -> list[str]:
    """The labels in a name: "Timnas U-17 Indonesia"."""
    name = fold(fact.attributes.name) if isinstance(fact.attributes, Name) else ""
    return [" ".join(one) for one in _LABEL.findall(name)]


def _wording_of(text: str) -> int:
    told = "".join(_WORD.findall(text.casefold()))
    return crc32(told.encode("utf-8", "replace"))


def _lengths(facts: Iterable[Fact]) -> Iterator[Amount]:
    """How long something takes, as amounts of days: "30 months" is two and a half years."""
    for fact in facts:
        if isinstance(fact.attributes, Time):
            days = days_in(fact.attributes.value)
            if days is not None:
                yield Amount(days, days, "day", frozenset())
