"""Reads the lines of the canonical export, each checked by its schema and against its article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from workbench.domain.article import Article, ArticleState
from workbench.domain.chain import Chain
from workbench.domain.choice import Choice
from workbench.domain.claim import Assessment, Claim, Link
from workbench.domain.codebook import Flag, Guideline
from workbench.domain.counterpart import Unrelated
from workbench.domain.coverage import Nothing
from workbench.domain.decision import Decision
from workbench.domain.fact import Fact
from workbench.domain.family import Belonging
from workbench.domain.filter.fields import CLAIM_FIELDS
from workbench.domain.filter.parsing import parse_filter
from workbench.domain.habit import Habit
from workbench.domain.note import Note, NoteSubject
from workbench.domain.past import Key, Past, is_key
from workbench.domain.relay import Relay, RelayJudgement
from workbench.domain.ruling import Choice as Taken
from workbench.domain.ruling import Dispute, Ruling
from workbench.domain.source import Rating, Source, Unalike
from workbench.domain.span import Span
from workbench.domain.tag import Tag
from workbench.domain.topic import Topic
from workbench.errors import DataError, UsageError
from workbench.exchange.bundle import (
    VERSION,
    AnnotatedArticle,
    Header,
    Item,
    PastOf,
    check_judgement,
    check_sources,
    check_span,
    check_text,
    check_unrelated,
    claim_spans,
    spans_of,
)
from workbench.exchange.jsonl.writing import HEADER, Record
from workbench.exchange.records import (
    article_from_record,
    chain_from_record,
    claim_from_record,
    link_from_record,
    relay_from_record,
)
from workbench.exchange.schema import line_schema, problem

_PASTS = ("past", "removed")
_ABOUT_SOURCES = ("source", "rating", "belonging", "unalike", "habit")


@dataclass(slots=True)
class _Gathering:
    """One article while its lines come in."""

    article: Article
    text: str | None
    relays: tuple[Relay, ...]
    translation: str
    extra: Mapping[str, Any]
    facts: list[Fact] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    states: list[ArticleState] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    judgements: list[RelayJudgement] = field(default_factory=list)
    nothings: list[Nothing] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    unrelated: list[Unrelated] = field(default_factory=list)
    chains: dict[str, Chain] = field(default_factory=dict)
    pasts: list[PastOf] = field(default_factory=list)

    def finished(self) -> AnnotatedArticle:
        return AnnotatedArticle(
            self.article,
            self.text or "",
            self.relays,
            tuple(self.facts),
            tuple(self.claims),
            tuple(self.decisions),
            tuple(self.states),
            tuple(self.assessments),
            tuple(self.links),
            tuple(self.notes),
            tuple(self.judgements),
            tuple(self.nothings),
            self.translation,
            self.extra,
            tags=tuple(self.tags),
            rulings=tuple(self.rulings),
            disputes=tuple(self.disputes),
            flags=tuple(self.flags),
            unrelated=tuple(self.unrelated),
            has_text=self.text is not None,
            pasts=tuple(self.pasts),
            chains=self.chains,
        )

    def take(self, record: Record, sources: set[str]) -> None:
        """Take one line. Raises DataError."""
        kind = record["type"]
        if self.text is None and kind in ("fact", "nothing"):
            raise DataError(f"a {kind} of an article that is without its text")
        if kind == "note":
            self._take_note(Note.from_record(record))
            return
        if kind in _PASTS:
            self.pasts.append(_past(record))
            return
        if kind in ("flag", "dispute"):
            self._take_word(record)
            return
        if record["article"] != self.article.uid:
            raise DataError(f"the {kind} belongs to another article than the one before it")
        if kind == "claim":
            self._take_claim(record, sources)
        elif kind == "fact":
            self._take_fact(Fact.from_record(record), record["id"])
        elif kind == "decision":
            decision = Decision.from_record(record)
            self._check(decision.span)
            self.decisions.append(decision)
        elif kind == "relay":
            judgement = RelayJudgement.from_record(record)
            check_judgement(judgement)
            self.judgements.append(judgement)
        elif kind == "tag":
            self._take_tag(Tag.from_record(record), record["uid"])
        elif kind == "nothing":
            self._take_nothing(Nothing.from_record(record), record["uid"])
        elif kind == "ruling":
            self._take_ruling(Ruling.from_record(record))
        elif kind == "unrelated":
            self._take_unrelated(Unrelated.from_record(record), record["uid"])
        else:
            self.states.append(ArticleState.from_record(record))

    def _take_fact(self, fact: Fact, identity: str) -> None:
        if fact.id != identity:
            raise DataError(f"the fact's id is {identity!r}, its kind and span say {fact.id!r}")
        for span in spans_of(fact):
            self._check(span)
        self.facts.append(fact)

    def _take_nothing(self, mark: Nothing, uid: str) -> None:
        if mark.uid != uid:
            raise DataError(f"the mark's uid is {uid!r}, its words and analyst say {mark.uid!r}")
        self._check(mark.span)
        self.nothings.append(mark)

    def _take_tag(self, tag: Tag, uid: str) -> None:
        if tag.uid != uid:
            raise DataError(f"the tag's uid is {uid!r}, its word and analyst say {tag.uid!r}")
        if tag.claim and all(claim.uid != tag.claim for claim in self.claims):
            raise DataError(f"a tag is on claim {tag.claim}, which is not given before it")
        self.tags.append(tag)

    def _take_ruling(self, ruling: Ruling) -> None:
        if ruling.uid != (made := ruling.called_in(ruling.article)):
            raise DataError(f"the ruling's uid is {ruling.uid!r}, its claims say {made!r}")
        may_have_claim = ruling.choice in (Taken.THIRD, Taken.NEITHER)
        is_short = ruling.choice is Taken.THIRD and ruling.claim is None
        if is_short or (ruling.claim and not may_have_claim):
            raise DataError(
                "a ruling has an answer of its own where that was taken, and only there"
            )
        self.rulings.append(ruling)

    def _take_unrelated(self, word: Unrelated, uid: str) -> None:
        if word.uid != uid:
            raise DataError(f"the word's uid is {uid!r}, its places and analyst say {word.uid!r}")
        check_unrelated(word, self.article)
        self.unrelated.append(word)

    def _take_word(self, record: Record) -> None:
        """A flag on a claim, or a dispute of a ruling, each given before it."""
        word: Flag | Dispute
        if record["type"] == "flag":
            word = Flag.from_record(record)
            on, given = f"claim {word.claim}", any(one.uid == word.claim for one in self.claims)
            self.flags.append(word)
        else:
            word = Dispute.from_record(record)
            on = f"ruling {word.ruling}"
            given = any(one.uid == word.ruling for one in self.rulings)
            self.disputes.append(word)
        kind, uid = record["type"], record["uid"]
        if word.uid != uid:
            raise DataError(f"the {kind}'s uid is {uid!r}, what it is of says {word.uid!r}")
        if not given:
            raise DataError(f"a {kind} is of {on}, which is not given before it")

    def _take_claim(self, record: Record, sources: set[str]) -> None:
        claim = claim_from_record(record)
        for span in claim_spans(claim):
            self._check(span)
        check_sources(claim, sources)
        assessments = [Assessment.from_record(one) for one in record["assessments"]]
        if any(assessment.claim != claim.uid for assessment in assessments):
            raise DataError(f"claim {claim.uid} holds the assessment of another claim")
        links = [link_from_record(link) for link in record["links"]]
        if any(claim.uid not in (link.claim, link.other) for link in links):
            raise DataError(f"claim {claim.uid} holds a link of other claims")
        self.claims.append(claim)
        if chain := chain_from_record(record):
            self.chains[claim.uid] = chain
        self.assessments += assessments
        self.links += links

    def _take_note(self, note: Note) -> None:
        if note.span:
            self._check(note.span)
        self.notes.append(note)

    def _check(self, span: Span) -> None:
        check_span(span, self.article, self.text)


def read(source: BinaryIO) -> Iterator[Item]:
    """The header, sources, ratings, notes on sources and articles. Raises DataError with the line.

    Only the end line proves the export whole: what was given before an error is to be dropped.
    """
    reading = _Reading()
    number = 0
    for number, line in enumerate(source, 1):
        try:
            yield from reading.take(_parse(line, number))
        except DataError as error:
            raise DataError(f"line {number}: {error.what}", error.next_step) from error
        except (LookupError, TypeError, ValueError) as error:
            raise DataError(f"line {number}: {error}") from error
    if not reading.ended:
        raise DataError(
            f"the export is cut off after line {number}", "Export again, or copy the whole file."
        )


class _Reading:
    """Where reading stands: the sources so far and the article whose lines come in."""

    def __init__(self) -> None:
        self.started = False
        self.ended = False
        self._sources: set[str] = set()
        self._topics: set[str] = set()
        self._gathering: _Gathering | None = None
        self._articles = 0
        self._claims = 0
        self._given: set[Key] = set()
        """Claims, and the records whose pasts were told."""

    def take(self, record: Record) -> Iterator[Item]:
        kind = record["type"]
        if self.ended:
            raise DataError("there is more after the end line")
        if not self.started:
            yield _header(record)
            self.started = True
            return
        if kind == HEADER:
            raise DataError("a second header")
        self._check_once(record)
        if kind in _ABOUT_SOURCES:
            yield self._about_source(record)
        elif kind == "topic":
            yield self._topic(record)
        elif kind == "guideline":
            yield self._guideline(record)
        elif kind == "article":
            yield from self._finish()
            self._gathering = _start(record)
        elif kind == "end":
            yield from self._finish()
            self._end(record)
        elif self._gathering:
            self._gathering.take(record, self._sources)
        elif kind in _PASTS:
            if self._sources or self._topics:
                raise DataError(f"a {kind} line behind the records that it may be of")
            yield _past(record)
        else:
            yield _source_note(record)

    def _check_once(self, record: Record) -> None:
        kind = record["type"]
        if kind == "claim":
            key = kind, record["uid"]
        elif kind in _PASTS:
            key = f"past of {record['entity']}", record["uid"]
        else:
            return
        if key in self._given:
            raise DataError(f"{' '.join(key)} is given twice")
        self._given.add(key)

    def _about_source(self, record: Record) -> Source | Rating | Belonging | Unalike | Habit:
        if self._gathering or self._articles:
            raise DataError(f"a {record['type']} after the first article")
        if record["type"] == "source":
            return self._source(record)
        about: Rating | Belonging | Unalike | Habit
        if record["type"] == "rating":
            about = Rating.from_record(record)
            named = [about.source]
        elif record["type"] == "belonging":
            about = Belonging.from_record(record)
            named = [about.source, *([about.owner] if about.owner else [])]
        elif record["type"] == "habit":
            about = Habit.from_record(record).check(record["uid"])
            named = [about.outlet] if about.outlet else []
        else:
            about = Unalike.from_record(record)
            named = [about.source, about.other]
        for uid in named:
            if uid not in self._sources:
                raise DataError(f"the {record['type']} is of source {uid}, which is not given")
        return about

    def _source(self, record: Record) -> Source:
        source = Source.from_record(record, record["version"])
        if source.uid in self._sources:
            raise DataError(f"source {source.uid} is given twice")
        self._sources.add(source.uid)
        return source

    def _topic(self, record: Record) -> Topic:
        if self._gathering or self._articles:
            raise DataError("a topic after the first article")
        topic = Topic.from_record(record)
        if topic.uid != record["uid"]:
            raise DataError(f"the topic's uid is {record['uid']!r}, its words say {topic.uid!r}")
        if topic.same_as and topic.same_as not in self._topics:
            raise DataError(f"the topic is the same as {topic.same_as!r}, not given before it")
        self._topics.add(topic.uid)
        return topic

    def _guideline(self, record: Record) -> Guideline:
        if self._gathering or self._articles:
            raise DataError("a guideline after the first article")
        guideline = Guideline.from_record(record)
        if guideline.uid != record["uid"] or not is_key(("guideline", guideline.uid)):
            raise DataError(
                f"the guideline's uid is {record['uid']!r}, its words say {guideline.uid!r}"
            )
        try:
            parse_filter(guideline.where, CLAIM_FIELDS)
        except UsageError as error:
            raise DataError(f"the guideline's claims: {error.what}") from error
        return guideline

    def _finish(self) -> Iterator[AnnotatedArticle]:
        if self._gathering:
            self._articles += 1
            self._claims += len(self._gathering.claims)
            yield self._gathering.finished()
            self._gathering = None

    def _end(self, record: Record) -> None:
        if (record["articles"], record["claims"]) != (self._articles, self._claims):
            raise DataError(
                f"{self._articles} articles and {self._claims} claims were read, but the end line "
                f"counts {record['articles']} and {record['claims']}"
            )
        self.ended = True


def _parse(line: bytes, number: int) -> Record:
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        record = json.loads(text, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise DataError("not UTF-8") from error
    except RecursionError as error:
        raise DataError("nested too deep") from error
    except ValueError as error:
        raise DataError(f"not JSON: {error}") from error
    kind = record.get("type") if isinstance(record, dict) else None
    if number == 1 and kind != HEADER:
        raise DataError("not an export of the workbench: the first line is no header")
    if kind == HEADER and record.get("version") != VERSION:
        raise DataError(
            f"an export of version {record.get('version')!r}; this program reads {VERSION}",
            "Use the program that wrote it, or a newer one.",
        )
    place = line_schema(kind) if isinstance(kind, str) else None
    if place is None:
        raise DataError(f"an unknown type of line: {kind!r}")
    wrong = problem(record, place)
    if wrong:
        raise DataError(f"{kind}: {wrong}")
    checked: Record = record
    return checked


def _refuse_constant(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _header(record: Record) -> Header:
    choice = Choice.from_record(record.get("choice", {}))
    return Header(
        record["head"],
        record["exported_at"],
        record["tool"],
        record.get("publishers", ""),
        choice,
        tells_pasts=not choice.pseudonyms,
        whose=tuple(record.get("whose", ())),
        unjudged=record.get("unjudged", 0),
    )


def _start(record: Record) -> _Gathering:
    article = article_from_record(record)
    text = record["text"]
    if text is not None:
        check_text(article, text)
    elif record["translation"] or record["extra"]:
        raise DataError("an article without its text holds other words of it")
    relays = tuple(relay_from_record(relay) for relay in record["relays"])
    for relay in relays:
        if relay.span:
            check_span(relay.span, article, text)
    return _Gathering(article, text, relays, record["translation"], record["extra"])


def _past(record: Record) -> PastOf:
    key = record["entity"], record["uid"]
    past = Past.from_record({**record, "gone": record["type"] == "removed"})
    for words in (key[1], past.about, past.analyst):
        words.encode()  # half of a surrogate pair names nothing
    if not is_key(key):
        raise DataError(f"no {key[0]} is called {key[1]!r}")
    if past.is_gone and key[0] == "metadata":
        raise DataError("an article's metadata cannot be removed")
    if past.states & past.ancestors:
        raise DataError(f"the {key[0]} {key[1]} is said to come from the state that it is in")
    return PastOf(key, past)


def _source_note(record: Record) -> Note:
    if record["type"] != "note" or record["subject"] != NoteSubject.SOURCE.value:
        raise DataError(f"a {record['type']} before the first article")
    return Note.from_record(record)
