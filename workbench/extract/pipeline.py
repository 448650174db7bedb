"""The pipeline: pure stages over one immutable text, each reading what earlier ones found.

lines -> blocks -> quotation marks -> sentences -> names -> times -> quantities -> quotes -> relays
-> events -> facts. Lines that are not body yield their role and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from workbench.domain.fact import (
    Attributes,
    Credit,
    Fact,
    Kind,
    Line,
    Name,
    Quote,
    Speaker,
    best_by_identity,
)
from workbench.domain.relay import Reach
from workbench.domain.span import Span
from workbench.extract import events, names, quantities, quotes, relays, times
from workbench.extract.anchor import read_anchor, times_from
from workbench.extract.cast import Cast, cast_speakers
from workbench.extract.credits import FoundRelay
from workbench.extract.document import EXTRACTOR, Document
from workbench.extract.kept import compiled
from workbench.extract.lexicon import NEUTRAL, lexicon_for
from workbench.extract.lines import Lines, read_lines
from workbench.extract.mention import Mention
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.capitals import rules_for
from workbench.extract.quotes.chain import ChainReader
from workbench.extract.quotes.cues import cues_for
from workbench.extract.quotes.pairing import pair_paragraphs
from workbench.extract.quotes.roles import roles_of
from workbench.extract.reach import Parts, Place, Said, Statements
from workbench.extract.retold import with_reports
from workbench.extract.sentences import split_sentences, words_for
from workbench.extract.tolls import with_tolls

_SENTENCE_LONGEST = 4_000
"""Code points: a longer sentence is no sentence; it is cut so that no look goes too far."""
_BLANKS = compiled(r"\s*")
_IN_WORD = compiled(r"\w")
_ENDS_SENTENCE = frozenset('.!?…:”"»)]')


class Page(NamedTuple):
    """A text with its lines, paragraphs, quotations and sentences."""

    text: str
    lang: str
    lines: Lines
    blocks: tuple[tuple[int, int], ...]
    """Paragraphs of the body, the dateline left out."""
    pairs: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]


def extract_document(document: Document) -> list[Fact]:
    """The facts of one document."""
    text = document.text
    if not text.strip():
        return []
    lang = document.lang or _guessed(text)
    page = read_page(text, lang, document.title)
    anchor = read_anchor(text, page.blocks, document.anchor, document.anchor_basis, lang)
    starts = frozenset(start for start, _ in page.sentences)
    mentions = names.find_names(text, page.blocks, starts, lang)
    cast = Cast(mentions)
    found_times = [time for block in page.blocks for time in times_from(text, *block, lang, anchor)]
    printed_times = [
        time
        for line in page.lines.of_kind(Kind.BYLINE)
        for time in times_from(text, line.start, line.end, lang, anchor)
    ]
    time_spans = [(time.start, time.end) for time in found_times]
    found_quantities = list(_quantities(page, time_spans))
    found_quotes, meant = quotes.find_quotes(text, page.sentences, page.pairs, cast, lang)
    counted = [(q.start, q.end) for q in found_quantities]
    context = events.Context(cast, time_spans, counted, meant)
    mentions = cast_speakers(mentions, [speaker for _, speaker in found_quotes if speaker])
    makers = _Maker(text, lexicon_for(lang).lang)
    said = [_said(*one) for one in found_quotes]
    place = Place(text, page.blocks, page.sentences, lang, said)
    credited = relays.find_relays(place, page.lines.roles, page.lines.dateline, document.outlet)
    told = [relay.start for relay in credited if relay.reach is Reach.STATEMENT]
    statements = Statements(page.sentences, said, told)
    printed = page.lines.dateline.outlet if page.lines.dateline else ""
    own = document.outlet or printed
    found_quotes = with_reports(found_quotes, credited, place)
    chains = ChainReader(place, cast, credited, own).chains(found_quotes)
    facts = [
        *makers.lines(page.lines),
        *makers.names(mentions, page.lines, roles_of(text, mentions, lang)),
        *makers.plain(Kind.TIME, [*printed_times, *found_times]),
        *makers.plain(Kind.QUANTITY, found_quantities),
        *makers.quotes(found_quotes, chains),
        *makers.relays(credited, place, statements),
        *makers.plain(
            Kind.EVENT,
            events.find_events(text, page.sentences, found_quotes, page.pairs, context, lang),
        ),
    ]
    return best_by_identity(facts)


def _guessed(text: str) -> str:
    from workbench.extract.language import guess  # loaded where a language is not known

    return guess(text)


def read_page(text: str, lang: str, title: str) -> Page:
    """The text's lines, paragraphs, quotations and sentences."""
    lines = read_lines(text, lang, title)
    blocks = tuple(_blocks(text, lines))
    pairs = pair_paragraphs(text, blocks, cues_for(lang).behind_quote)
    sentences: list[tuple[int, int]] = []
    words = words_for(lang)
    at = 0
    for start, end in blocks:
        while at < len(pairs) and pairs[at][1] <= start:
            at += 1
        ahead = at
        while ahead < len(pairs) and pairs[ahead][0] < end:
            ahead += 1
        for sentence in split_sentences(text, start, end, pairs[at:ahead], words):
            sentences.extend(_bounded(*sentence))
    return Page(text, lang, lines, blocks, tuple(pairs), tuple(sentences))


def _bounded(start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _SENTENCE_LONGEST:
        yield start, start + _SENTENCE_LONGEST
        start += _SENTENCE_LONGEST
    yield start, end


def _blocks(text: str, lines: Lines) -> Iterator[tuple[int, int]]:
    """Paragraphs of the body: hard-wrapped lines are joined, the dateline is cut off."""
    opened: tuple[int, int] | None = None
    dateline = lines.dateline
    for role in lines.roles:
        if role.kind is not None or role.credit is not None:
            if opened:
                yield opened
            opened = None
            continue
        start = role.start
        if dateline and role.start <= dateline.start < role.end:
            gap = _BLANKS.match(text, dateline.end)
            start = min(role.end - 1, gap.end() if gap else dateline.end)
        if opened and _goes_on(text, opened[1], start):
            opened = (opened[0], role.end)
            continue
        if opened:
            yield opened
        opened = (start, role.end)
    if opened:
        yield opened


def _goes_on(text: str, end: int, start: int) -> bool:
    """Whether a line goes on with the sentence of the line before: wrapped, not a new paragraph."""
    between = text[end:start]
    return (
        between.count("\n") <= 1
        and len(between) <= 12
        and text[end - 1] not in _ENDS_SENTENCE
        and text[start].islower()
    )


def _quantities(page: Page, taken: Sequence[tuple[int, int]]) -> Iterator[quantities.FoundQuantity]:
    at = before = 0
    found: list[quantities.FoundQuantity] = []
    for start, end in page.blocks:
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        ahead = at
        while ahead < len(taken) and taken[ahead][0] < end:
            ahead += 1
        within = taken[at:ahead]
        there = quantities.find_quantities(page.text, start, end, page.lang, within)
        found = with_tolls(page.text, (start, end), page.lang, there, taken[before:ahead], found)
        yield from found
        before = at


_NAME_REASONS = {
    "name.person.title": "capitals behind a title",
    "name.person.tagged": "the words and their neighbours look like a person's name",
    "name.person.guessed": "some of the words look like a person's name",
    "name.organisation.tagged": "the words and their neighbours look like an organisation's name",
    "name.organisation.guessed": "some of the words look like an organisation's name",
    "name.place.tagged": "the words and their neighbours look like a place's name",
    "name.place.guessed": "some of the words look like a place's name",
    "name.person.role": "capitals behind a role",
    "name.person.form": "two or more words in capitals, like a person's name",
    "name.person.speaker": "capitals that are said to speak",
    "name.person.short": "part of a full name in this article",
    "name.person.called": "what somebody is called besides, in this article",
    "name.person.known": "somebody whom readers of news know",
    "name.organisation.known": "a known organisation",
    "name.organisation.outlet": "a known outlet or agency",
    "name.organisation.head": "begins like an organisation's name",
    "name.organisation.title": "an organisation inside a title",
    "name.organisation.acronym": "an acronym",
    "name.organisation.word": "holds a word of organisations' names",
    "name.place.known": "a known place",
    "name.place.head": "begins like a place's name",
    "name.place.behind_head": "capitals behind a word for places",
    "name.place.preposition": "capitals behind a preposition of place",
    "name.same": "the same name elsewhere in this article",
    "name.dateline": "named in the dateline",
    "name.credit": "named in a credit",
    "name.title_line": "a name of the article in its title",
    "name.editor": "named behind a label",
}


def _places_of(words: str, title: str) -> Iterator[int]:
    """Where words stand in a title, not as parts of longer ones."""
    at = title.find(words)
    while at >= 0:
        end = at + len(words)
        if not (at and _IN_WORD.match(title, at - 1)) and not _IN_WORD.match(title, end):
            yield at
            at = title.find(words, end)
        else:
            at = title.find(words, at + 1)


def _said(attribution: Attribution, speaker: Speaker | None) -> Said:
    names = speaker.names if speaker else ()
    who = (names or (speaker.span.exact,)) if speaker else ()
    return Said(attribution.start, attribution.end, who, names)


class _Maker:
    """Turns what the stages found into facts."""

    def __init__(self, text: str, prefix: str) -> None:
        self.text = text
        self.prefix = prefix

    def _fact(
        self, kind: Kind, start: int, end: int, attributes: Attributes, rule: str, reason: str,
        score: float, parts: Sequence[tuple[int, int]] = (),
    ) -> Fact:  # fmt: skip
        span = Span.of(self.text, start, end, parts)
        return Fact(kind, span, attributes, round(score, 2), rule, reason, EXTRACTOR)

    def lines(self, lines: Lines) -> Iterator[Fact]:
        """Facts for the roles of lines and for the dateline."""
        for role in lines.roles:
            if role.kind is not None:
                yield self._fact(
                    role.kind, role.start, role.end, Line(), role.rule, role.reason, role.score
                )
        if dateline := lines.dateline:
            yield self._fact(
                Kind.DATELINE, dateline.start, dateline.end, Line(), "lines.dateline",
                "outlet and place before the first sentence", 0.93,
            )  # fmt: skip

    def names(
        self, mentions: Sequence[Mention], lines: Lines, roles: Mapping[str, str]
    ) -> Iterator[Fact]:
        """Facts for names in the body, the dateline, credits and the title. roles: by name."""
        unsure = self.prefix == NEUTRAL or rules_for(self.prefix).applies
        score = 0.6 if unsure else 1.0
        for mention in [*mentions, *self._printed(lines), *self._in_title(mentions, lines)]:
            if mention.kind is None:
                continue
            name = mention.name or mention.words
            attributes = Name(
                name, mention.title or None, mention.acronym or None,
                mention.affiliation or None, mention.country or None,
                roles.get(name) if mention.kind is Kind.PERSON else None,
            )  # fmt: skip
            reason = _NAME_REASONS.get(mention.rule, "a name")
            yield self._fact(
                mention.kind, mention.start, mention.end, attributes, mention.rule, reason,
                mention.score * score,
            )  # fmt: skip

    def _printed(self, lines: Lines) -> Iterator[Mention]:
        dateline = lines.dateline
        if dateline and dateline.place:
            start, end = dateline.place
            words = self.text[start:end]
            yield Mention(start, end, words, Kind.PLACE, "name.dateline", 0.9, name=words.title()
                          if words.isupper() else words)  # fmt: skip
        if dateline and dateline.outlet:
            at = self.text.find(dateline.outlet, dateline.start, dateline.end)
            yield Mention(at, at + len(dateline.outlet), dateline.outlet, Kind.ORGANISATION,
                          "name.dateline", 0.9)  # fmt: skip
        for role in lines.roles:
            if role.credit:
                start, end = role.credit
                yield Mention(
                    start, end, self.text[start:end], Kind.ORGANISATION, "name.credit", 0.85
                )
            elif role.name and role.kind in (Kind.BYLINE, Kind.EDITOR):
                start, end = role.name
                yield Mention(start, end, self.text[start:end], Kind.PERSON, "name.editor", 0.85)

    def _in_title(self, mentions: Sequence[Mention], lines: Lines) -> Iterator[Mention]:
        """Names of the body that the title repeats: capitals alone say nothing there."""
        for role in lines.of_kind(Kind.TITLE):
            title = self.text[role.start : role.end]
            known = {m.words: m for m in mentions if m.kind is not None and m.words in title}
            taken: list[tuple[int, int]] = []
            for words in sorted(known, key=len, reverse=True)[:400]:
                for at in _places_of(words, title):
                    start, end = role.start + at, role.start + at + len(words)
                    if any(a < end and start < b for a, b in taken):
                        continue
                    taken.append((start, end))
                    like = known[words]
                    yield Mention(
                        start, end, words, like.kind, "name.title_line", 0.85, acronym=like.acronym,
                        name=like.name, country=like.country,
                    )  # fmt: skip

    def plain(
        self,
        kind: Kind,
        found: Iterable[times.FoundTime | quantities.FoundQuantity | events.FoundEvent],
    ) -> Iterator[Fact]:
        """Facts for what already carries its attributes."""
        for item in found:
            rule = f"{self.prefix}.{item.rule}"
            yield self._fact(
                kind, item.start, item.end, item.attributes, rule, item.reason, item.score,
                item.parts if isinstance(item, events.FoundEvent) else (),
            )  # fmt: skip

    def quotes(
        self,
        found: Iterable[tuple[Attribution, Speaker | None]],
        chains: Iterable[tuple[Speaker, ...]],
    ) -> Iterator[Fact]:
        """Facts for quotations with their chains."""
        for (attribution, speaker), hops in zip(found, chains, strict=True):
            cue = Span.of(self.text, *attribution.cue) if attribution.cue else None
            yield self._fact(
                Kind.QUOTE, attribution.start, attribution.end,
                Quote(attribution.mode, cue, speaker, hops), attribution.rule, attribution.reason,
                attribution.score, attribution.parts,
            )  # fmt: skip

    def relays(
        self, found: Sequence[FoundRelay], place: Place, statements: Statements
    ) -> Iterator[Fact]:
        """Facts for credits of other outlets."""
        parts = Parts(place, [(relay.start, relay.outlet) for relay in found])
        for relay in found:
            around = place.paragraph(relay.start)
            if relay.reach is Reach.PARAGRAPH:
                around = parts.around(relay.start, relay.end)
            credit = Credit(
                relay.outlet, relay.basis, relay.reach.value, around,
                statements.around(relay.start), relay.is_joint,
            )  # fmt: skip
            yield self._fact(
                Kind.RELAY, relay.start, relay.end, credit,
                f"{self.prefix}.{relay.rule}", relay.reason, relay.score,
            )  # fmt: skip
