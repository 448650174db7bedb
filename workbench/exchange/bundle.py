"""The values that formats move: an export's head, its sources, and one annotated article at a time.

Articles are streamed: a bundle never holds all of them. Whatever crosses this boundary is checked,
so that no format can write an offset that does not hold, or a name that nothing gives.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, NamedTuple

from workbench.domain.article import Article, ArticleState
from workbench.domain.chain import Chain, Setting, chain_of, hop_step
from workbench.domain.choice import EVERYTHING, Choice
from workbench.domain.claim import Assessment, Claim, Link
from workbench.domain.codebook import Flag, Guideline, Stamp
from workbench.domain.counterpart import Unrelated
from workbench.domain.coverage import Nothing
from workbench.domain.deciding import Layer
from workbench.domain.decision import Decision
from workbench.domain.fact import Fact, Speaker
from workbench.domain.family import Belonging, Families
from workbench.domain.habit import Habit
from workbench.domain.note import Note
from workbench.domain.past import Key, Past
from workbench.domain.relay import Relay, RelayJudgement, RelayStatus
from workbench.domain.ruling import Dispute, Ruling
from workbench.domain.source import Rating, Source, Unalike, final_uids
from workbench.domain.span import Span
from workbench.domain.tag import Tag
from workbench.domain.told import Told
from workbench.domain.topic import Topic
from workbench.errors import DataError

NO_TEXT = "the export is without article text"

VERSION = 1
"""Of the export's shape: what a reader refuses when it is another."""
Readings = Callable[[Iterable[Claim], Families], Iterable[tuple[str, ...]]]
"""Finds the claims of several analysts on the same words: uids of each that are."""


@dataclass(frozen=True, slots=True)
class Header:
    """What an export says of itself."""

    head: str
    """Head hash of the journal when it was exported."""
    exported_at: str
    """UTC."""
    tool: str
    """Name and version of the program."""
    publishers: str = ""
    """Version of its table of publishers; empty of an export that is older than that."""
    choice: Choice = EVERYTHING
    """What it was asked for."""
    tells_pasts: bool = False
    """Whether it says of each record that was changed where that came from: of one without a past
    nothing was changed then."""
    whose: tuple[str, ...] = ()
    """The analysts whose work it holds, as far as it says so."""
    unjudged: int = 0
    """Articles of which it holds the work of one analyst alone, who has yet to judge them."""


class PastOf(NamedTuple):
    """What an export says of where a record stands among its states, or that it was removed."""

    key: Key
    past: Past


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """One article with everything that was found in it and said of it, by all analysts."""

    article: Article
    text: str
    """Empty where it is not handed on: `has_text` says so."""
    relays: tuple[Relay, ...] = ()
    facts: tuple[Fact, ...] = ()
    claims: tuple[Claim, ...] = ()
    decisions: tuple[Decision, ...] = ()
    states: tuple[ArticleState, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    """Of these claims."""
    links: tuple[Link, ...] = ()
    """Those that start or end at one of these claims; each in one article of an export."""
    notes: tuple[Note, ...] = ()
    """On the article, its spans, claims and hops."""
    judgements: tuple[RelayJudgement, ...] = ()
    """What analysts said of its descent; `relays` is how one of them sees it then."""
    nothings: tuple[Nothing, ...] = ()
    """Sentences in which analysts said there is nothing to record."""
    translation: str = ""
    """The one that came with the article; empty when none did."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What the container said beyond the known fields, as JSON values."""
    late: frozenset[str] = frozenset()
    """Ids of the questions that were found after an analyst had finished the article: not open."""
    tags: tuple[Tag, ...] = ()
    """On the article and on these claims."""
    rulings: tuple[Ruling, ...] = ()
    """What was decided on it: of claims that need not be here."""
    disputes: tuple[Dispute, ...] = ()
    """Of these rulings."""
    flags: tuple[Flag, ...] = ()
    """On these claims."""
    unrelated: tuple[Unrelated, ...] = ()
    """Of its places: that they have nothing to do with places of other articles, whose uids are
    greater than its own; those need not be here."""
    told: Sequence[Told] | None = None
    """The facts as they are told, of which `facts` has none then: out of the text itself."""
    has_text: bool = True
    """Without it spans keep their offsets and words, and whoever has the article knows it by its
    sha256."""

    pasts: tuple[PastOf, ...] = ()
    """Of what was changed since it was made, or removed: of records of the article's."""
    drawn: frozenset[Key] = frozenset()
    """What was made in the tool whose file this is, and is called after its marks: the tool has no
    other state of it than the one in its newest file."""

    chains: Mapping[str, Chain] = field(default_factory=dict, compare=False)
    """Uid of a claim -> its chain, as its own analyst has it."""
    alike: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False)
    """Uid of a claim -> uids of the articles that its text is like, without its own analyst having
    said what that means; of those alone where there are any."""

    def chain_of(self, claim: Claim, names: Mapping[str, str]) -> Chain:
        """The chain of a claim; where none was given, as the relays here have it."""
        if given := self.chains.get(claim.uid):
            return given
        setting = Setting(self.article.metadata.outlet, self.article.outlet, self.relays)
        return chain_of(setting, claim.span, [hop_step(hop, names) for hop in claim.hops])

    def check(self) -> AnnotatedArticle:
        """This, if its hash, spans and references hold. Raises DataError naming the article."""
        try:
            self._check_words()
            self._check_references()
        except DataError as error:
            raise DataError(f"article {self.name}: {error.what}", error.next_step) from error
        return self

    def without_text(self) -> AnnotatedArticle:
        """This without the article's own words, but for those that people quoted. The facts go, and
        the sentences with nothing to record: side by side they are the text."""
        return replace(
            self, text="", translation="", extra={}, facts=(), told=None, nothings=(),
            late=frozenset(), has_text=False,
        )  # fmt: skip

    @property
    def found(self) -> Sequence[Fact | Told]:
        """The facts, whether or not they are told."""
        return self.facts if self.told is None else self.told

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return f"#{self.article.number}" if self.article.number else self.article.foreign_id

    def _check_words(self) -> None:
        if self.has_text:
            check_text(self.article, self.text)
        elif self.text or self.translation or self.extra or self.facts or self.nothings:
            raise DataError("it is said to be without its text, and holds words of it")
        text = self.text if self.has_text else None
        for span in self._spans():
            check_span(span, self.article, text)

    def _spans(self) -> Iterator[Span]:
        yield from (relay.span for relay in self.relays if relay.span)
        for fact in self.facts:
            yield from spans_of(fact)
        for claim in self.claims:
            yield from claim_spans(claim)
        yield from (decision.span for decision in self.decisions)
        yield from (mark.span for mark in self.nothings)
        yield from (note.span for note in self.notes if note.span)

    def _check_references(self) -> None:
        uid = self.article.uid
        parts: tuple[
            Claim | Decision | ArticleState | RelayJudgement | Nothing | Tag | Ruling | Unrelated,
            ...,
        ]
        parts = (
            *self.claims, *self.decisions, *self.states, *self.judgements, *self.nothings,
            *self.tags, *self.rulings, *self.unrelated,
        )  # fmt: skip
        for part in parts:
            if part.article != uid:
                raise DataError(f"{part.uid} belongs to another article")
        for judgement in self.judgements:
            check_judgement(judgement)
        for one in self.unrelated:
            check_unrelated(one, self.article)
        claims = {claim.uid for claim in self.claims}
        for assessment in self.assessments:
            if assessment.claim not in claims:
                raise DataError(f"an assessment is of claim {assessment.claim}, which is not here")
        for tag in self.tags:
            if tag.claim and tag.claim not in claims:
                raise DataError(f"a tag is on claim {tag.claim}, which is not here")
        for flag in self.flags:
            if flag.claim not in claims:
                raise DataError(f"a flag is on claim {flag.claim}, which is not here")
        rulings = {ruling.uid for ruling in self.rulings}
        for dispute in self.disputes:
            if dispute.ruling not in rulings:
                raise DataError(f"a dispute is of ruling {dispute.ruling}, which is not here")
        for link in self.links:
            if not {link.claim, link.other} & claims:
                raise DataError(f"neither end of link {link.uid} is here")


class Loss(NamedTuple):
    """Something that a format had no place for, in one export."""

    what: str
    """In the plural, as it stands behind its count."""
    count: int  # type: ignore[assignment]  # of a tuple it is a method
    why: str
    """What the format lacks, or what was done instead."""


class Losses:
    """What an export could not keep, as its writer meets it."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, what: str, why: str, count: int = 1) -> None:
        """So many of it have no place; none of it is no loss."""
        if count:
            self._counts[what, why] += count

    def told(self) -> tuple[Loss, ...]:
        """In the order in which they were met first."""
        return tuple(Loss(what, count, why) for (what, why), count in self._counts.items())


UNSEEN = "colleagues' work on articles"
"""What is withheld from whoever may not see it: of how many articles, and never how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """All of an export: what it says of itself, its sources, and its articles as a stream."""

    head: str
    exported_at: str
    tool: str
    sources: tuple[Source, ...] = ()
    """Every source that a claim, a relay's outlet, a rating or a belonging here names."""
    ratings: tuple[Rating, ...] = ()
    belongings: tuple[Belonging, ...] = ()
    unalikes: tuple[Unalike, ...] = ()
    habits: tuple[Habit, ...] = ()
    """How outlets' credits are read, where nobody answered them."""
    topics: tuple[Topic, ...] = ()
    """Of the list; one that points to another stands behind it."""
    guidelines: tuple[Guideline, ...] = ()
    """Of the codebook."""
    publishers: str = ""
    """Version of the table of publishers that proposes who owns what."""
    changed_at: str = field(default="", compare=False)
    """Stamp of the journal's head, UTC; empty where there is none, and of what was read."""
    extractor: str = field(default="", compare=False)
    """Version of what finds facts."""
    codebook: Stamp | None = field(default=None, compare=False)
    """The codebook as it stood; None where there is none, and of what was read."""
    notes: tuple[Note, ...] = ()
    """On sources; all others travel with their article."""
    pasts: tuple[PastOf, ...] = ()
    """Of sources, what is said of them, topics and guidelines that were changed since they were
    made, or removed."""
    articles: Iterable[AnnotatedArticle] = ()
    leave_out: Callable[[str], None] | None = None
    """Told of an article that is damaged, which is left out then; without it that is an error."""
    readings: Readings | None = field(default=None, compare=False)
    """Finds which of an article's claims are of the same words as several analysts read them;
    without it none are."""
    choice: Choice = EVERYTHING
    """What was asked for: sources and articles are what it leaves, but for the texts, which go once
    they are checked."""
    layer: Layer | None = field(default=None, compare=False)
    """Of several analysts' work what stands; None where all of it is here."""
    whose: tuple[str, ...] = ()
    """The analysts whose work it holds."""
    unjudged: int = 0
    """Articles which whoever exports has yet to judge: whatever colleagues made of them is not in
    it."""
    withheld: Losses = field(default_factory=Losses, compare=False)
    """What was left out because this was asked for, as the articles are taken."""
    aside: Losses = field(default_factory=Losses, compare=False)
    """What whoever exports is told and nobody else: it would say what to look for."""

    @property
    def header(self) -> Header:
        """What the export says of itself."""
        return Header(
            self.head,
            self.exported_at,
            self.tool,
            self.publishers,
            self.choice,
            tells_pasts=not self.choice.pseudonyms,  # those are none of this database's records
            whose=self.whose,
            unjudged=self.unjudged,
        )

    def names(self) -> dict[str, str]:
        """Names of the sources by uid."""
        return {source.uid: source.name for source in self.sources}

    def families(self) -> Families:
        """What its sources belong to; one that was merged into none that is here stands for
        itself."""
        here = {one.uid for one in self.sources}
        same_as = {one.uid: one.same_as for one in self.sources if one.same_as in here}
        return Families.of(self.belongings, final_uids(same_as))

    def uids_by_name(self) -> dict[str, str]:
        """Uids of the sources by folded name and alias; of two that share one, the first."""
        found: dict[str, str] = {}
        for source in self.sources:
            for name in (source.name, *source.aliases):
                found.setdefault(name.casefold(), source.uid)
        return found

    def rating_histories(self) -> dict[str, list[Rating]]:
        """The ratings of each source, the oldest first, by what it is now where it was merged; of
        one moment as they were given."""
        final = self.families().final
        histories: defaultdict[str, list[Rating]] = defaultdict(list)
        for rating in sorted(self.ratings, key=lambda one: one.at):
            histories[final(rating.source)].append(rating)
        return dict(histories)

    def latest_ratings(self) -> dict[str, Rating]:
        """The rating that stands of each source, by what it is now where it was merged."""
        return {uid: ratings[-1] for uid, ratings in self.rating_histories().items()}

    def checked_articles(self) -> Iterator[AnnotatedArticle]:
        """The articles, each checked, its sources too. Raises DataError."""
        known = {source.uid for source in self.sources}
        for annotated in self.articles:
            try:
                for claim in annotated.check().claims:
                    check_sources(claim, known)
            except DataError:
                if self.leave_out is None:
                    raise
                self.leave_out(f"article {annotated.name}")
            else:
                yield self._without_text(annotated) if self.choice.without_text else annotated

    def _without_text(self, annotated: AnnotatedArticle) -> AnnotatedArticle:
        self.withheld.add("texts", NO_TEXT, annotated.has_text)
        self.withheld.add("translations", NO_TEXT, bool(annotated.translation))
        self.withheld.add(
            "facts", "they are words of the text: it gives them again", len(annotated.found)
        )
        self.withheld.add("sentences with nothing to record", NO_TEXT, len(annotated.nothings))
        return annotated.without_text()


@dataclass(frozen=True, slots=True)
class Written:
    """How much an export holds, and what its format had no place for."""

    articles: int = 0
    claims: int = 0
    lost: tuple[Loss, ...] = ()
    became: tuple[Loss, ...] = ()
    """What became of the files of a folder that is kept: so many of what, and how."""

    def after(self, withheld: Losses) -> Written:
        """This, with what was left out before the format was given anything."""
        return replace(self, lost=(*withheld.told(), *self.lost))

    def before(self, aside: Losses) -> Written:
        """This, with what only whoever exports is told."""
        return replace(self, lost=(*self.lost, *aside.told()))


@dataclass(frozen=True, slots=True)
class Unread:
    """What a file holds and its reader left out."""

    lost: tuple[Loss, ...]


Item = (
    Header
    | Source
    | Rating
    | Belonging
    | Unalike
    | Habit
    | Topic
    | Guideline
    | Note
    | PastOf
    | AnnotatedArticle
    | Unread
)
"""What reading gives: sources before the articles that name them; a Note here is on a source."""


def check_text(article: Article, text: str) -> None:
    """Raises DataError unless this is the article's text."""
    try:
        found = sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise DataError("the text holds half of a surrogate pair") from error
    if found != article.sha256:
        raise DataError("the text is not the one that its sha256 names")
    as_given = text[article.given_start :]
    if article.given_start and sha256(as_given.encode()).hexdigest() != article.given_sha256:
        raise DataError("the text as given is not the one that its given_sha256 names")


def check_span(span: Span, article: Article, text: str | None) -> None:
    """Raises DataError unless the span's words stand there in the text; where that is not here,
    unless there is room for them."""
    if text is not None:
        span.check(text)
    elif span.end > article.length:
        raise DataError(
            f"span {span.start}..{span.end} lies outside a text of {article.length} code points"
        )


def check_judgement(judgement: RelayJudgement) -> None:
    """Raises DataError unless it is an answer and names either an outlet or an article."""
    if bool(judgement.outlet) is bool(judgement.other):
        raise DataError(f"judgement {judgement.uid} must name either an outlet or an article")
    if judgement.status is RelayStatus.SUGGESTED:
        raise DataError(f"judgement {judgement.uid} neither confirms nor rejects")


def check_unrelated(one: Unrelated, article: Article) -> None:
    """Raises DataError unless it is of two articles, in their order, and of places: of the one that
    is here inside it."""
    if one.article >= one.other:
        raise DataError(f"{one.uid} must name two articles, the one with the lesser uid first")
    if not (0 <= one.start < one.end <= article.length and 0 <= one.other_start < one.other_end):
        raise DataError(f"{one.uid} names no words")


def check_sources(claim: Claim, known: Mapping[str, object] | set[str]) -> None:
    """Raises DataError when a hop of the claim names a source that is not known."""
    for hop in claim.hops:
        for uid in hop.sources:
            if uid not in known:
                raise DataError(f"claim {claim.uid} names source {uid}, which is not given")


def claim_spans(claim: Claim) -> Iterator[Span]:
    """The claim's span and those of its hops."""
    yield claim.span
    yield from (hop.span for hop in claim.hops if hop.span)


def spans_of(fact: Fact) -> Iterator[Span]:
    """The fact's span and all those inside its attributes."""
    yield fact.span
    for name in fact.attributes.__dataclass_fields__:
        value = getattr(fact.attributes, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Speaker):
                yield part.span
            elif isinstance(part, Span):
                yield part
