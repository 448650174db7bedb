"""Reported events: one row for each asserted clause, with actor, act and what it is tied to.

The asserter is the speaker of a quotation, else the outlet itself (None). The check score orders
the queue: numbers, deaths and past acts of named actors up; opinions and the future down.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.domain.fact import CHECK_WORTHY, Event, Kind, Speaker
from workbench.domain.span import Span
from workbench.extract.cast import Cast
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.phrases import rules_for as phrase_rules_for
from workbench.extract.sentences import trim

MOST_QUESTIONS = 7
"""At most this many events of an article are put as questions."""
_LONGEST = 600
_WORD = re.compile(r"[^\W\d_][\w-]*")
_MODALITY = {
    "promise": "promised", "call": "called_for", "order": "called_for", "predict": "predicted",
    "deny": "denied", "doubt": "denied",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """One event with its rule."""

    start: int
    end: int
    attributes: Event
    rule: str
    reason: str
    score: float


class EventRules:
    """The words that make and colour an event in one language."""

    def __init__(self, lex: Lexicon) -> None:
        def find(table: str, key: str) -> re.Pattern[str]:
            return re.compile(rf"(?<![\w-]){alternation(lex.words(table, key))}(?![\w-])", re.I)

        self.phrases = phrase_rules_for(lex.lang)
        self.hedges = find("frames", "hedges")
        self.future = find("frames", "future")
        self.past = find("frames", "past")
        self.opinion = find("frames", "opinion")
        self.hypothetical = find("frames", "hypothetical")
        self.negation = find("frames", "negations")
        self.deaths = find("verbs", "deaths")
        self.weighty = find("verbs", "weighty")
        self.breaks = re.compile(
            rf"[,;]\s{{1,3}}{alternation(lex.words('frames', 'clause_breaks'))}(?![\w-])"
        )
        self.auxiliaries = lex.set("verbs", "auxiliaries") | lex.set("frames", "adverbs")
        self.relative = lex.set("frames", "relative")


@lru_cache(maxsize=16)
def rules_for(lang: str) -> EventRules:
    """The event rules of a language."""
    return EventRules(lexicon_for(lang))


@dataclass(frozen=True, slots=True)
class Context:
    """What earlier stages found, for linking."""

    cast: Cast
    times: Sequence[tuple[int, int]]
    quantities: Sequence[tuple[int, int]]


def find_events(
    text: str,
    sentences: Sequence[tuple[int, int]],
    quotes: Sequence[tuple[Attribution, Speaker | None]],
    pairs: Sequence[tuple[int, int]],
    context: Context,
    lang: str,
) -> list[FoundEvent]:
    """The events of the sentences, in text order."""
    reader = _Reader(text, rules_for(lang), context)
    found = []
    for attribution, speaker in quotes:
        if attribution.end - attribution.start <= _LONGEST and not attribution.parts:
            found.append(reader.quoted(attribution, speaker))
    contents = {(a.start, a.end) for a, _ in quotes}
    busy = sorted([*contents, *pairs])
    at = 0
    for start, end in sentences:
        while at < len(busy) and busy[at][1] <= start:
            at += 1
        ahead, overlaps = at, False
        while ahead < len(busy) and busy[ahead][0] < end and ahead - at < 50:
            overlaps = overlaps or (
                busy[ahead][1] > start
                and (busy[ahead] in contents or busy[ahead][1] - busy[ahead][0] > 40)
            )
            ahead += 1
        if not overlaps and end - start <= _LONGEST:
            found.append(reader.narrated(start, end))
    events = [event for event in found if event is not None]
    return _limit(sorted(events, key=lambda event: (event.start, event.end)))


def _limit(events: list[FoundEvent]) -> list[FoundEvent]:
    """Keep only the most check-worthy events as questions."""
    worthy = sorted(
        (e for e in events if e.attributes.check >= CHECK_WORTHY and e.attributes.asserter is None),
        key=lambda e: -e.attributes.check,
    )
    lowered = {(e.start, e.end) for e in worthy[MOST_QUESTIONS:]}
    return [
        replace(e, attributes=replace(e.attributes, check=round(CHECK_WORTHY - 0.05, 2)))
        if (e.start, e.end) in lowered
        else e
        for e in events
    ]


class _Reader:
    def __init__(self, text: str, rules: EventRules, context: Context) -> None:
        self.text = text
        self.rules = rules
        self.context = context

    def narrated(self, start: int, end: int) -> FoundEvent | None:
        """An event the outlet asserts in its own voice."""
        for _ in range(2):
            lead = self.rules.phrases.lead.match(self.text, start, end)
            if lead is None:
                break
            start = lead.end()
        if (cut := self.rules.breaks.search(self.text, start, end)) and cut.start() - start > 30:
            end = cut.start()
        while end > start and self.text[end - 1] in ".!?,;: ":
            end -= 1
        return self._event(start, end, None, "asserted", "event.narrated", 0.0)

    def quoted(self, attribution: Attribution, speaker: Speaker | None) -> FoundEvent | None:
        """An event inside what somebody is reported to have said."""
        force = attribution.form.force if attribution.form else "say"
        start, end = trim(self.text, attribution.start, attribution.end)
        while end > start and self.text[end - 1] in '"”’»“.,!?; ':
            end -= 1
        while start < end and self.text[start] in '"“”‘«„ ':
            start += 1
        return self._event(
            start, end, speaker, _MODALITY.get(force, "asserted"), "event.quoted", 0.15
        )

    def _event(
        self, start: int, end: int, asserter: Speaker | None, modality: str, rule: str, less: float
    ) -> FoundEvent | None:
        words = self.text[start:end]
        if len(words) < 15 or words.endswith("?"):
            return None
        act = self._act(start, end)
        if act is None:
            return None
        modality = self._modality(words, modality)
        who = self._who(start, act.start)
        quantity = _first(self.context.quantities, start, end)
        time = _first(self.context.times, start, end)
        mentions = self.context.cast.within(start, end)
        place = next((m for m in mentions if m.kind is Kind.PLACE and m.start > act.start), None)
        negated = bool(self.rules.negation.search(self.text[max(start, act.start - 24) : act.end]))
        event = Event(
            act, who, self._whom(act.end, end), self._span(time),
            Span.of(self.text, place.start, place.end) if place else None, self._span(quantity),
            asserter, modality, "negative" if negated else "positive",
            max(0.0, round(self._check(words, modality, bool(mentions), time, quantity) - less, 2)),
        )  # fmt: skip
        reason = "a clause with an actor and an act" + (" inside a quotation" if less else "")
        return FoundEvent(start, end, event, rule, reason, 0.6 if who else 0.5)

    def _span(self, at: tuple[int, int] | None) -> Span | None:
        return Span.of(self.text, *at) if at else None

    def _act(self, start: int, end: int) -> Span | None:
        """The first finite verb, auxiliaries and relative clauses left out."""
        relative = auxiliary = False
        since_relative = 0
        for match in _WORD.finditer(self.text, start, end):
            word = match.group()
            lower = word.lower()
            since_relative += 1
            if lower in self.rules.relative:
                relative, since_relative = True, 0
                continue
            if lower in self.rules.auxiliaries or not word[0].islower():
                auxiliary = lower in self.rules.auxiliaries
                relative = relative and not (auxiliary and since_relative > 1)
                continue
            if self.rules.phrases.is_verb(lower):
                if relative:
                    relative = False
                    continue
                return Span.of(self.text, match.start(), match.end())
        return None

    def _who(self, start: int, act: int) -> Span | None:
        cut = self.text.rfind(", ", start, act)
        head = start
        first = self.rules.phrases
        if cut > 0 and _opens_adverbial(self.text, start, cut, first.adjuncts, first.calendar):
            head = cut + 2
        words = list(_WORD.finditer(self.text, head, act))
        stop = act
        for match in words[1:]:
            if match.group().lower() in first.adjuncts | self.rules.relative:
                stop = match.start()
                break
        while (
            words
            and self.text[head:stop].split()[-1:]
            and (self.text[head:stop].split()[-1].lower() in self.rules.auxiliaries)
        ):
            stop = self.text.rfind(self.text[head:stop].split()[-1], head, stop)
        a, b = trim(self.text, head, stop)
        while b > a and self.text[b - 1] in ",;:":
            b -= 1
        return Span.of(self.text, a, b) if a < b and b - a <= 160 else None

    def _whom(self, start: int, end: int) -> Span | None:
        for mention in self.context.cast.within(start, min(end, start + 60)):
            return Span.of(self.text, mention.start, mention.end)
        return None

    def _modality(self, words: str, modality: str) -> str:
        if modality != "asserted":
            return modality
        if self.rules.hypothetical.search(words[:40]):
            return "hypothetical"
        if self.rules.future.search(words):
            return "predicted"
        if self.rules.hedges.search(words) and not self.rules.deaths.search(words):
            return "predicted"
        return modality

    def _check(
        self, words: str, modality: str, named: bool, time: object, quantity: object
    ) -> float:
        score = 0.25
        score += 0.25 if self.rules.deaths.search(words) else 0.0
        score += 0.25 if self.rules.weighty.search(words) else 0.0
        score += 0.15 if quantity else 0.0
        score += 0.1 if time else 0.0
        score += 0.15 if named else 0.0
        score += 0.1 if self.rules.past.search(words) else 0.0
        score -= 0.15 if self.rules.opinion.search(words) else 0.0
        score -= 0.1 if self.rules.hedges.search(words) else 0.0
        score -= {"asserted": 0.0, "denied": 0.0}.get(modality, 0.25)
        return min(1.0, max(0.0, score))


def _opens_adverbial(
    text: str, start: int, end: int, adjuncts: frozenset[str], calendar: frozenset[str]
) -> bool:
    first = _WORD.search(text, start, end)
    return (
        bool(first)
        and first is not None
        and (first.group().lower() in adjuncts or first.group().lower() in calendar)
    )


def _first(spans: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    from bisect import bisect_left

    at = bisect_left(spans, (start, 0))
    return spans[at] if at < len(spans) and spans[at][1] <= end else None
