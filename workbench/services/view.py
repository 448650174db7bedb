"""Everything about one article that is shown together: read once, immutable, pure to ask.

The desk, `workbench show` and the exports work on this value; nothing in it reads the store again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from workbench.domain.article import Article, ArticleState, ReadingState
from workbench.domain.chain import Chain, Step, StepKind, speaker_step
from workbench.domain.claim import Assessment, Claim, Hop, HopClass, Link
from workbench.domain.coverage import Nothing
from workbench.domain.decision import Decision
from workbench.domain.fact import Credit, Fact
from workbench.domain.found import Found
from workbench.domain.note import Note
from workbench.domain.origin import Origin
from workbench.domain.relay import Relay, RelayJudgement
from workbench.domain.sentence_words import SentenceWords
from workbench.domain.source import Source
from workbench.domain.tag import Tag
from workbench.services.extraction import current_facts, kept_facts
from workbench.services.lineage import Lineage, descent_of, lineage_of
from workbench.services.seen import SeenWork, hidden_articles, seen_links
from workbench.services.workbench import Workbench
from workbench.verbs.facts import Run


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article with its text, facts and what people made of them, for one analyst."""

    analyst: str
    article: Article
    text: str
    translation: str
    facts: tuple[Fact, ...]
    decisions: tuple[Decision, ...]
    """Of all analysts, as far as this one may see them; so is all that people made, below."""
    claims: tuple[Claim, ...]
    """In text order."""
    relays: tuple[Relay, ...]
    """As the analyst sees them: where she said nothing a colleague's answer stands. No claim's
    chain is made of these."""
    states: tuple[ArticleState, ...]
    assessments: tuple[Assessment, ...]
    links: tuple[Link, ...]
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]
    """Uid -> source, for every one that is named here; merged ones lead to their final one."""
    lineage: Lineage
    """What every claim's chain is made of."""
    judgements: tuple[RelayJudgement, ...] = ()
    """What analysts said of its descent: where the relays' statuses come from."""
    unasked: frozenset[str] = frozenset()
    """Rules whose questions are not worth asking: they were mostly wrong in this database."""
    nothings: tuple[Nothing, ...] = ()
    """The marks "nothing here", in text order."""
    tags: tuple[Tag, ...] = ()
    """On the article and its claims."""
    late: frozenset[str] = frozenset()
    """Ids of the questions that were found when somebody had finished the article already, which
    are not open for whoever has; none while nobody has."""
    is_blind: bool = False
    """Whether colleagues' work was left out, which the analyst may not see yet."""
    offset: int = field(default=0, compare=False)
    """How far the analyst had read in it, in code points."""
    seq: int = field(default=0, compare=False)
    """Number of the journal's last entry before it was read."""
    run: Run | None = field(default=None, compare=False)
    """Which run of the extractor found the facts."""

    def __post_init__(self) -> None:
        if not isinstance(self.facts, Found):
            object.__setattr__(self, "facts", Found(self.facts))

    @property
    def number(self) -> int:
        """The article's number."""
        return self.article.number

    @property
    def sentence_words(self) -> SentenceWords:
        """What the article's language says of where sentences and clauses break."""
        from workbench.extract import sentence_words

        return sentence_words(self.article.metadata.lang)

    @property
    def found(self) -> Found:
        """The facts, to be looked up in."""
        assert isinstance(self.facts, Found)
        return self.facts

    @property
    def state(self) -> ReadingState:
        """Where the article stands for the analyst."""
        for state in self.states:
            if state.analyst == self.analyst:
                return state.state
        return ReadingState.NEW

    def fact(self, identity: str) -> Fact | None:
        """The fact with this id."""
        return self.found.get(identity)

    def claim(self, uid: str) -> Claim | None:
        """The claim with this uid."""
        return next((claim for claim in self.claims if claim.uid == uid), None)

    def tags_on(self, claim: str | None = None) -> list[Tag]:
        """The tags on the claim with this uid, or on the article."""
        return [tag for tag in self.tags if tag.claim == claim]

    def decision(self, fact: str) -> Decision | None:
        """The analyst's own decision on the fact with this id."""
        for decision in self.decisions:
            if decision.analyst == self.analyst and decision.fact == fact:
                return decision
        return None

    def my_claims(self) -> list[Claim]:
        """The analyst's own claims, in text order."""
        return [claim for claim in self.claims if claim.analyst == self.analyst]

    def claim_of(self, fact: str) -> Claim | None:
        """The analyst's claim that came of the fact with this id."""
        decision = self.decision(fact)
        return self.claim(decision.claim) if decision and decision.claim else None

    def answered_words(self) -> list[Decision]:
        """The analyst's decisions whose words are no fact any more and became no claim."""
        claims = {claim.uid for claim in self.claims}
        return [
            decision
            for decision in self.decisions
            if decision.analyst == self.analyst
            and decision.claim not in claims
            and self.fact(decision.fact) is None
        ]

    def as_answered(self, facts: Sequence[Fact]) -> list[Fact]:
        """Facts as they are shown: of a printed credit the words, whom it names and how far it
        reaches as the analyst has them."""
        if not any(isinstance(fact.attributes, Credit) for fact in facts):
            return list(facts)
        mine = {one.fact: one for one in self.lineage.descent.relays_of(self.analyst)}
        return [_as_answered(fact, mine.get(fact.id)) for fact in facts]

    def open_questions(self) -> list[Fact]:
        """The questions that still want the analyst's answer, in text order."""
        closed = {
            decision.fact
            for decision in self.decisions
            if decision.analyst == self.analyst and decision.verdict.is_answer
        }
        if self.state.is_finished:
            closed |= self.late
        return [
            fact
            for fact in self.found.questions
            if fact.id not in closed and fact.rule not in self.unasked
        ]

    def chain_of(self, claim: Claim) -> Chain:
        """Through whom the claim came, as its own analyst's answers have it."""
        return self.lineage.chain(claim, self.source_names)

    def chain_of_fact(self, fact: Fact) -> Chain:
        """Through whom the words of a fact came, as the machine and the analyst's answers so far
        have it. What is hearsay comes from somebody who is not named."""
        from workbench.services.hearsay import hearsay_cue  # only what a pane shows is asked of

        hops = [speaker_step(self.lineage.descent.said_by(speaker)) for speaker in fact.chain]
        if hearsay_cue(self.text, self.article.metadata.lang, fact):
            hops = [Step(StepKind.HOP, hop_class=HopClass.ANONYMOUS, is_confirmed=False)]
        return self.lineage.chain_at(fact.span, hops, self.analyst)

    def origin(self, claim: Claim) -> Origin:
        """Where the claim comes from: the last step of its chain."""
        return self.chain_of(claim).origin

    @property
    def source_names(self) -> dict[str, str]:
        """Uid -> name of the sources that are named here."""
        return {uid: source.name for uid, source in self.sources.items()}

    def names(self, uids: Sequence[str]) -> list[str]:
        """The names of these sources; what is no known uid stands for itself."""
        return [self.sources[uid].name if uid in self.sources else uid for uid in uids]

    def hop_name(self, hop: Hop) -> str:
        """How a hop is shown: its sources' names, else the words in the text, else nothing."""
        return " + ".join(self.names(hop.sources)) or (hop.span.exact if hop.span else "")


def _as_answered(fact: Fact, relay: Relay | None) -> Fact:
    credit = fact.attributes
    if relay is None or not isinstance(credit, Credit):
        return fact
    read = replace(credit, outlet=relay.outlet, reach=relay.reach.value)
    return replace(fact, span=relay.span or fact.span, attributes=read)


def view_article(bench: Workbench, number: int, *, found: Found | None = None) -> ArticleView:
    """Read an article with everything that is shown beside it. found: its facts, where they are
    known to be what they were. Raises NotFoundError."""
    store = bench.store
    standing = partial(store.facts.standing, number)
    offset = partial(store.sessions.offset, bench.analyst, number)
    with store.snapshot():
        if found is None:
            facts_of = partial(store.facts.of_article, number)
            store.ahead(partial(store.facts.made_with, number), facts_of)
        store.ahead(store.journal.head, partial(store.articles.get, number), standing, offset)
        ask_ahead(bench, number)
        article = store.articles.get(number)
        kept = kept_facts(bench, article) if found is None else found
        if kept is not None:
            facts = kept if isinstance(kept, Found) else Found(kept)
            seq, (run, unasked) = store.journal.head()[0], standing()
            view = view_of(bench, article, facts, seq=seq, run=run, unasked=unasked)
            return replace(view, offset=offset())
    return view_article(bench, number, found=Found(current_facts(bench, article)))


def ask_ahead(bench: Workbench, number: int) -> None:
    """Ask at once for what `view_of` reads of an article, whatever it holds."""
    store = bench.store
    of_article = (
        store.articles.text, store.articles.translation, store.articles.states, store.facts.late,
        store.decisions.of_article, store.claims.of_article, store.relays.judgements,
        store.relays.likenesses, store.relays.habits_in, store.relays.carried_in,
        store.rulings.with_claims, store.nothings.of_article, store.tags.of_article,
    )  # fmt: skip
    store.ahead(
        *(partial(verb, number) for verb in of_article),
        lambda: hidden_articles(bench, [number]),
    )


def view_of(
    bench: Workbench,
    article: Article,
    facts: Found,
    *,
    seq: int = 0,
    run: Run | None = None,
    unasked: frozenset[str] = frozenset(),
    sources: Mapping[str, Source | None] | None = None,
) -> ArticleView:
    """Read what is shown beside an article and its facts. Without seq, run and unasked it is for
    telling, not for asking and answering. sources: those that are known, as `final_sources`."""
    store, number = bench.store, article.number
    seen = SeenWork(bench, number)
    answers, said = store.decisions.of_article(number), store.relays.judgements(number)
    decisions, judgements = seen(answers), seen(said)
    claims = seen(store.claims.of_article(number))
    uids, subjects = [claim.uid for claim in claims], note_subjects(article, claims)
    known = sources or {}
    descent = descent_of(bench, article, facts, decisions, judgements=judgements)
    whole = replace(descent, decisions=answers, judgements=said) if seen.has_left_out else None
    final = partial(
        store.sources.final,
        sorted(claimed_sources(article, claims) - known.keys()),
        outlets_of=sorted(descent.named()[1]),
    )
    of_claims = partial(store.claims.assessments, uids), partial(store.claims.links, uids)
    store.ahead(final, partial(store.notes.on, subjects), *of_claims)
    lineage = lineage_of(bench, article, descent, sides=whole)
    states = store.articles.states(number)
    view = ArticleView(
        analyst=bench.analyst,
        article=article,
        text=store.articles.text(number),
        translation=store.articles.translation(number),
        facts=facts,
        decisions=tuple(decisions),
        claims=tuple(claims),
        relays=descent.relays_seen_by(bench.analyst),
        states=tuple(seen(states)),
        assessments=tuple(seen(store.claims.assessments(uids))),
        links=tuple(seen_links(bench, store.claims.links(uids))),
        notes=tuple(seen(store.notes.on(subjects))),
        sources=_known_or_read(
            bench,
            named_sources(article, claims, lineage),
            {**known, **lineage.sources, **final()},
        ),
        lineage=lineage,
        judgements=tuple(judgements),
        nothings=tuple(seen(store.nothings.of_article(number))),
        tags=tuple(seen(store.tags.of_article(number))),
        unasked=unasked,
        late=late_questions(bench, number, states),
        seq=seq,
        run=run,
    )
    return replace(view, is_blind=True) if seen.has_left_out else view


def note_subjects(article: Article, claims: Iterable[Claim]) -> list[str]:
    """Uids of all that a note may be on: the article, its claims, their hops."""
    return [
        article.uid,
        *(claim.uid for claim in claims),
        *(f"{claim.uid}/{place}" for claim in claims for place in range(len(claim.hops))),
    ]


def named_sources(article: Article, claims: Iterable[Claim], lineage: Lineage) -> set[str]:
    """Uids of the sources that an article's claims and chains name."""
    return claimed_sources(article, claims) | {*lineage.known.values()}


def claimed_sources(article: Article, claims: Iterable[Claim]) -> set[str]:
    """Uids of an article's outlet and of the sources that its claims name."""
    outlet = article.metadata.outlet
    named = {uid for claim in claims for hop in claim.hops for uid in hop.sources}
    return named | {outlet} if outlet else named


def late_questions(bench: Workbench, number: int, states: Iterable[ArticleState]) -> frozenset[str]:
    """What `ArticleView.late` holds."""
    is_finished = any(one.state.is_finished for one in states)
    return bench.store.facts.late(number) if is_finished else frozenset()


def _known_or_read(
    bench: Workbench, uids: set[str], known: Mapping[str, Source | None]
) -> dict[str, Source]:
    found = {uid: source for uid in uids if (source := known.get(uid))}
    return found | final_sources(bench, uids - found.keys())


def final_sources(bench: Workbench, uids: set[str]) -> dict[str, Source]:
    """Uid -> source; a merged one's uid leads to the source it was merged into."""
    return bench.store.sources.final(sorted(uids)) if uids else {}
