"""Reported events: one row for each asserted clause, with actor, act and what it is tied to.

The asserter is the speaker of a quotation, else the outlet itself (None). The check score orders
the queue: numbers, deaths and past acts of named actors up; opinions and the future down.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from workbench.domain.fact import CHECK_WORTHY, Event, Kind, Speaker
from workbench.domain.span import Span
from workbench.extract.acts import Clause, ClauseReader
from workbench.extract.cast import Cast
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.listed import Listed, Lists, words_of
from workbench.extract.mention import Mention
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.cues import cues_for
from workbench.extract.sentences import split_sentences, trim, words_for
from workbench.extract.terms import Force, Modality

MOST_QUESTIONS = 7
"""At most this many events of an article are put as questions."""
_LEAST, _LONGEST = 15, 600
"""Code points of what is looked at for an event."""
_WORD_BEFORE = 24
"""Code points before a name or an act in which the word that leads to it stands."""
_OPENING = 40
"""Code points at the beginning of a clause in which a word makes all of it hypothetical."""
_ITEM = 16
"""Code points of the word that opens an item of a list, its comma included."""
_QUOTED = 40
"""Code points of a quotation that is somebody's words; shorter ones belong to the outlet's."""
_WITH_ACTOR, _WITHOUT_ACTOR = 0.6, 0.5
"""How sure an event is, by judgement: less where nobody acts."""
_PLAIN, _DEATHS, _WEIGHTY, _QUANTITY, _TIME, _NAMED, _PAST = 0.25, 0.25, 0.25, 0.15, 0.1, 0.15, 0.1
_LEADS = 0.2
"""How much more what the article opens with is worth checking than a detail."""
_MARKS = '"”’» '
_OPINION, _HEDGED, _NOT_ASSERTED, _IN_QUOTE = 0.15, 0.1, 0.25, 0.15
"""What makes an event worth checking, and what makes it less so. Steps by judgement: they order a
queue and hide nothing, and a death, or force, with a name and a figure reaches CHECK_WORTHY."""
_BELOW = 0.05
"""How far below CHECK_WORTHY those fall that are too many to be asked for."""
_HEDGES = "hedges"
_HEDGE_TRAPS = "hedge_traps"
_FUTURE = "future"
_HYPOTHETICAL = "hypothetical"
_PASTS = "past"
_OPINIONS = "opinion"
_AIMS = "aims"
_KILLED = "deaths"
_FORCE = "weighty"
"""The lists that colour an event."""
_WHERE = compiled(r"[,;](?:\s[\w-]+){0,2}\Z")
"""How what the outlet says ends before a report in the same sentence: ", tempat (X mengatakan)"."""
_MODALITY = {
    Force.PROMISE: Modality.PROMISED,
    Force.CALL: Modality.CALLED_FOR,
    Force.ORDER: Modality.CALLED_FOR,
    Force.PREDICT: Modality.PREDICTED,
    Force.DENY: Modality.DENIED,
    Force.DOUBT: Modality.DENIED,
}
"""What an event is that somebody promises, calls for, ...; else it is asserted."""

_TOLD = (Modality.ASSERTED, Modality.DENIED, Modality.INTENDED)
"""What is worth checking for itself: who aims at something says that they do."""


class FoundEvent(NamedTuple):
    """One event with its rule."""

    start: int
    end: int
    attributes: Event
    rule: str
    reason: str
    score: float
    parts: tuple[tuple[int, int], ...] = ()


class EventRules:
    """The words that colour an event in one language."""

    def __init__(self, lex: Lexicon) -> None:
        def find(key: str) -> re.Pattern[str]:
            words = [word.lower() for word in lex.words("frames", key)]
            return compiled(rf"(?<![\w-]){alternation(words)}(?![\w-])")

        of_frames = (_HEDGES, _HEDGE_TRAPS, _FUTURE, _PASTS, _OPINIONS, _HYPOTHETICAL)
        self.lists = Lists(
            {key: lex.words("frames", key) for key in of_frames}
            | {key: lex.words("verbs", key) for key in (_KILLED, _FORCE, _AIMS)}
        )
        relative = alternation(lex.words("frames", "relative"))
        aims = alternation(lex.words("verbs", "aims"))
        self.aims = compiled(rf"(?<![\w-])(?P<within>{relative} )?{aims}(?![\w-])")
        self.aim_nouns = Listed(lex.words("verbs", "aim_nouns"))
        self.items = lex.set("verbs", "list_items")
        self.first_item = next(iter(lex.words("verbs", "list_items")), "\n")
        self.pronouns = lex.set("pronouns", "singular") - lex.set("frames", "clitics")
        self.hedge_traps = find(_HEDGE_TRAPS)
        self.hypothetical = find(_HYPOTHETICAL)
        self.negation = find("negations")
        self.nobody = compiled(rf"{alternation(lex.words('frames', 'no_subjects'))}(?![\w-])")
        self.prepositions = lex.set("names", "place_prepositions")


@lru_cache(maxsize=16)
def rules_for(lang: str) -> EventRules:
    """The event rules of a language."""
    return EventRules(lexicon_for(lang))


class Context(NamedTuple):
    """What earlier stages found, for linking."""

    cast: Cast
    times: Sequence[tuple[int, int]]
    quantities: Sequence[tuple[int, int]]
    meant: Callable[[int], str | None]
    """Whom a pronoun for one person means at a place."""


def find_events(
    text: str,
    sentences: Sequence[tuple[int, int]],
    quotes: Sequence[tuple[Attribution, Speaker | None]],
    pairs: Sequence[tuple[int, int]],
    context: Context,
    lang: str,
) -> list[FoundEvent]:
    """The events of the sentences, in text order."""
    reader = _Reader(text, lang, context, sentences)
    found: list[FoundEvent] = []
    for attribution, speaker in quotes:
        if attribution.end - attribution.start <= _LONGEST and not attribution.parts:
            found.extend(reader.quoted(attribution, speaker))
    lead = sentences[0][1] if sentences else 0
    for start, end in _narrated(text, sentences, quotes, pairs):
        if _LEAST < end - start <= _LONGEST and not text[start:end].rstrip(_MARKS).endswith("?"):
            found.extend(reader.narrated(start, end, leads=end <= lead))
    best = {(event.start, event.end): event for event in reversed(found)}
    return _limit(sorted(best.values(), key=lambda event: (event.start, event.end)))


def _narrated(
    text: str,
    sentences: Sequence[tuple[int, int]],
    quotes: Sequence[tuple[Attribution, Speaker | None]],
    pairs: Sequence[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """What the outlet says itself: sentences, and what stands before a report within one."""
    long_pairs = [pair for pair in pairs if pair[1] - pair[0] > _QUOTED]
    busy = sorted([*(_extent(attribution) for attribution, _ in quotes), *long_pairs])
    at = 0
    for start, end in sentences:
        while at < len(busy) and busy[at][1] <= start:
            at += 1
        if at == len(busy) or busy[at][0] >= end:
            yield start, end
            continue
        lead = text[start : max(start, busy[at][0])].rstrip()
        where = _WHERE.search(lead)
        if where is not None and busy[at][0] > start:
            yield start, start + where.start()


def _extent(attribution: Attribution) -> tuple[int, int]:
    """From the first to the last of content, cue and speaker."""
    spans = [(attribution.start, attribution.end), attribution.cue, attribution.speaker]
    given = [span for span in spans if span is not None]
    return min(start for start, _ in given), max(end for _, end in given)


def _limit(events: list[FoundEvent]) -> list[FoundEvent]:
    """Keep only the most check-worthy events as questions."""
    worthy = sorted(
        (e for e in events if e.attributes.check >= CHECK_WORTHY and e.attributes.asserter is None),
        key=lambda e: -e.attributes.check,
    )
    lowered = {(e.start, e.end) for e in worthy[MOST_QUESTIONS:]}
    return [
        e._replace(attributes=replace(e.attributes, check=round(CHECK_WORTHY - _BELOW, 2)))
        if (e.start, e.end) in lowered
        else e
        for e in events
    ]


class _Reader:
    def __init__(
        self, text: str, lang: str, context: Context, sentences: Sequence[tuple[int, int]]
    ) -> None:
        self.text = text
        self.rules = rules_for(lang)
        self.words = words_for(lang)
        self.cues = cues_for(lang).forms
        self.clauses = ClauseReader(text, lang)
        self.context = context
        self._aims = frozenset(self._items_of_aims(sentences))

    def narrated(self, start: int, end: int, *, leads: bool) -> Iterator[FoundEvent]:
        """The events that the outlet asserts in its own voice; those that the article opens with
        are what it is about. What somebody says is none of them, even if no content was found."""
        more = _LEADS if leads else 0.0
        modality = Modality.INTENDED if start in self._aims else Modality.ASSERTED
        for clause in self.clauses.read(start, end):
            if clause.who is None and self.clauses.is_adverbial(clause.start):
                continue
            if self._says(clause.act):
                continue
            if event := self._event(clause, None, modality, "event.narrated", -more):
                yield event

    def _items_of_aims(self, sentences: Sequence[tuple[int, int]]) -> Iterator[int]:
        """Where sentences begin that are items of a list of targets: "these are the targets.
        First, ...". Other sentences may stand between the items."""
        lists_aims, before = False, (0, 0)
        for start, end in sentences:
            comma = self.text.find(",", start, start + _ITEM)
            item = self.text[start : max(start, comma)].lower()
            if item in self.rules.items:
                lead = self.text[slice(*before)].lower()
                if before != (0, 0) and self.rules.aim_nouns.stand_in(lead, words_of(lead)):
                    lists_aims = True
                elif item.startswith(self.rules.first_item):
                    lists_aims = False
                if lists_aims:
                    yield start
            else:
                before = (start, end)

    def _says(self, act: tuple[int, int]) -> bool:
        """Whether an act is one of saying and of nothing else."""
        forms = self.cues.get(self.text[slice(*act)].lower(), ())
        return any(
            form.force is Force.SAY and not form.strict and not form.ambiguous for form in forms
        )

    def quoted(self, attribution: Attribution, speaker: Speaker | None) -> Iterator[FoundEvent]:
        """The events inside what somebody is reported to have said."""
        force = attribution.form.force if attribution.form else Force.SAY
        start, end = trim(self.text, attribution.start, attribution.end)
        while end > start and self.text[end - 1] in '"”’»“.,!?; ':
            if self.text[end - 1] == "?":
                return
            end -= 1
        while start < end and self.text[start] in '"“”‘«„ ':
            start += 1
        modality = _MODALITY.get(force, Modality.ASSERTED)
        for sentence in split_sentences(self.text, start, end, (), self.words):
            for clause in self.clauses.read(*sentence):
                if clause.who is None and modality is Modality.PROMISED and attribution.speaker:
                    clause = clause._replace(who=attribution.speaker)
                if event := self._event(clause, speaker, modality, "event.quoted", _IN_QUOTE):
                    yield event

    def _event(
        self, clause: Clause, asserter: Speaker | None, modality: Modality, rule: str, less: float
    ) -> FoundEvent | None:
        start, end, act = clause.start, clause.end, clause.act
        lower = self.text[start:end].lower()
        if len(lower) < _LEAST or lower.endswith("?"):
            return None
        touched = self.rules.lists.standing_in(lower, words_of(lower))
        if _AIMS in touched and modality is Modality.ASSERTED and self._is_aimed(clause, lower):
            modality = Modality.INTENDED
        modality = self._modality(lower, touched, modality)
        quantity = _first(self.context.quantities, start, end)
        time = _first(self.context.times, start, end)
        mentions = self.context.cast.within(start, end)
        begins = act[0] - start
        negated = self.rules.negation.search(lower, max(0, begins - _WORD_BEFORE), begins)
        negated = negated or self.rules.nobody.match(lower)
        check = self._check(touched, modality, bool(mentions), time, quantity)
        event = Event(
            Span.of(self.text, *act), self._span(clause.who), self._span(clause.whom),
            self._span(time), self._place(mentions, start, act[0]), self._span(quantity), asserter,
            modality.value, "negative" if negated else "positive",
            min(1.0, max(0.0, round(check - less, 2))), self._means(clause.who, asserter),
        )  # fmt: skip
        reason = "a clause with an actor and an act" + (" inside a quotation" if less > 0 else "")
        parts = _whole(clause)
        return FoundEvent(
            parts[0][0], end, event, rule, reason,
            _WITH_ACTOR if clause.who else _WITHOUT_ACTOR, parts,
        )  # fmt: skip

    def _is_aimed(self, clause: Clause, lower: str) -> bool:
        """Whether a clause tells what somebody aims at, not whom they hit, nor what is aimed at
        elsewhere: "proyek yang ditargetkan rampung ... dimulai"."""
        begins = clause.act[0] - clause.start
        aim = self.rules.aims.search(lower)
        if aim is None or aim.start() > begins or (aim["within"] and aim.end() < begins):
            return False
        who = self.text[slice(*clause.who)].lower() if clause.who else ""
        if {_FORCE, _KILLED} & self.rules.lists.standing_in(who, words_of(who)):
            return False
        behind = max(clause.act[1], clause.start + aim.end())
        counted = _first(self.context.quantities, behind, clause.end)
        return bool(counted) or self.clauses.has_verb(behind, clause.end)

    def _means(self, who: tuple[int, int] | None, asserter: Speaker | None) -> str | None:
        """Whom a pronoun means who acts in what the outlet says itself."""
        if asserter or who is None or self.text[slice(*who)].lower() not in self.rules.pronouns:
            return None
        return self.context.meant(who[0])

    def _span(self, at: tuple[int, int] | None) -> Span | None:
        return Span.of(self.text, *at) if at else None

    def _place(self, mentions: Sequence[Mention], start: int, act: int) -> Span | None:
        """The place that a preposition introduces, behind the act rather than before it."""
        led = []
        for mention in mentions:
            if mention.kind is not Kind.PLACE:
                continue
            before = self.text[max(start, mention.start - _WORD_BEFORE) : mention.start].split()
            if before and before[-1].lower() in self.rules.prepositions:
                led.append(mention)
        found = next((m for m in led if m.start > act), led[0] if led else None)
        return Span.of(self.text, found.start, found.end) if found else None

    def _modality(self, lower: str, touched: set[str], modality: Modality) -> Modality:
        rules = self.rules
        if modality is not Modality.ASSERTED:
            return modality
        if _HYPOTHETICAL in touched and rules.hypothetical.search(lower[:_OPENING]):
            return Modality.HYPOTHETICAL
        if _FUTURE in touched:
            return Modality.PREDICTED
        if _KILLED in touched or _HEDGES not in touched:
            return modality
        if _HEDGE_TRAPS in touched:
            lower = rules.hedge_traps.sub(" ", lower)
            touched = rules.lists.standing_in(lower, words_of(lower))
        return Modality.PREDICTED if _HEDGES in touched else modality

    def _check(
        self, touched: set[str], modality: Modality, named: bool, time: object, quantity: object
    ) -> float:
        score = _PLAIN
        score += _DEATHS if _KILLED in touched else 0.0
        score += _WEIGHTY if _FORCE in touched else 0.0
        score += _QUANTITY if quantity else 0.0
        score += _TIME if time else 0.0
        score += _NAMED if named else 0.0
        score += _PAST if _PASTS in touched else 0.0
        score -= _OPINION if _OPINIONS in touched else 0.0
        score -= _HEDGED if _HEDGES in touched else 0.0
        score -= 0.0 if modality in _TOLD else _NOT_ASSERTED
        return min(1.0, max(0.0, score))


def _whole(clause: Clause) -> tuple[tuple[int, int], ...]:
    """The pieces of a clause with what makes it whole; one where they stand side by side."""
    if clause.lead is None:
        return ((clause.start, clause.end),)
    if clause.lead[1] == clause.start:
        return ((clause.lead[0], clause.end),)
    return (clause.lead, (clause.start, clause.end))


def _first(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    at = bisect_left(spans, (start, 0))
    return spans[at] if at < len(spans) and spans[at][1] <= end else None
