"""Answering the machine's questions: accept, correct, reject, skip, unsure; finishing an article.

Accepting a quote or an event gives a claim with its attribution in the same act: a speaker links to
a source by exact alias, else to a provisional one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workbench.domain.article import ArticleState, ReadingState
from workbench.domain.claim import Claim, ClaimState, Hop, HopClass, Mode
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Credit, Event, Fact, Name, Quote, Speaker, SpeakerClass
from workbench.domain.journal import Change, Entry
from workbench.domain.naming import is_somebody
from workbench.domain.source import SourceKind
from workbench.domain.span import shorten
from workbench.errors import UsageError
from workbench.services.hearsay import hearsay_cue
from workbench.services.relays import keeping_seen, relay_of_fact, uncarrying, without_rejected
from workbench.services.sources import NameBook
from workbench.services.view import ArticleView
from workbench.services.who import source_kind
from workbench.services.workbench import Workbench, clean_words


def accept_fact(bench: Workbench, view: ArticleView, fact: Fact) -> Entry | None:
    """Accept a fact: a quote or event gives a claim, a relay counts as confirmed."""
    return accept_facts(bench, view, [fact])


def accept_facts(bench: Workbench, view: ArticleView, facts: Iterable[Fact]) -> Entry | None:
    """Accept several facts of one article as one act."""
    book = NameBook(bench)
    decisions = _decisions(view)
    made: list[Change] = []
    credited = False
    accepted = []
    for fact in facts:
        previous = decisions.get(fact.id)
        if previous and previous.verdict in (Verdict.ACCEPTED, Verdict.CORRECTED):
            continue
        kept: list[Change] = []
        if relay := relay_of_fact(view, fact):
            book.uid(relay.outlet, SourceKind.OUTLET)
            kept = keeping_seen(view, fact)
            made += kept
            credited = True
        claim = proposed_claim(bench, view, fact, book)
        if claim:
            made.append(Change("claim", claim.uid, None, claim.to_record()))
        uid = claim.uid if claim else None
        # What was seen was not the rule's. How far a credit reaches is another question.
        is_other = bool(
            kept
            and relay
            and isinstance(fact.attributes, Credit)
            and relay.outlet != fact.attributes.outlet
        )
        verdict = Verdict.CORRECTED if is_other else Verdict.ACCEPTED
        made.append(deciding(bench, view, fact, verdict, previous, claim=uid))
        accepted.append(fact)
    if not accepted:
        return None
    made += uncarrying(view) if credited else []
    changes = [*book.changes(), *made, bench.opening(view.article.uid)]
    return bench.act("accept", changes, _about(view, accepted))


def answer_fact(bench: Workbench, view: ArticleView, fact: Fact, verdict: Verdict) -> Entry | None:
    """Reject, skip or be unsure about a fact; a claim that had come of it is taken out."""
    return answer_facts(bench, view, [fact], verdict)


def answer_facts(
    bench: Workbench, view: ArticleView, facts: Iterable[Fact], verdict: Verdict
) -> Entry | None:
    """Reject, skip or be unsure about several facts of one article as one act."""
    decisions = _decisions(view)
    claims = {claim.uid: claim for claim in view.claims}
    changes: list[Change] = []
    answered = []
    for fact in facts:
        previous = decisions.get(fact.id)
        if previous and previous.verdict is verdict:
            continue
        if previous and (claim := claims.get(previous.claim or "")):
            changes += taking_out(view, claim)
        changes.append(deciding(bench, view, fact, verdict, previous))
        answered.append(fact)
    if not answered:
        return None
    if any(isinstance(fact.attributes, Credit) for fact in answered):
        changes += uncarrying(view)
    changes.append(bench.opening(view.article.uid))
    op = {Verdict.REJECTED: "reject", Verdict.SKIPPED: "skip", Verdict.UNSURE: "unsure"}[verdict]
    return bench.act(op, distinct(changes), _about(view, answered))


def set_state(
    bench: Workbench, view: ArticleView, state: ReadingState, reason: str = ""
) -> Entry | None:
    """Say where the article stands: done (nothing more to record), set aside with a reason, open
    again, or new; with a done article its drafts are done. Raises UsageError when it is set aside
    without a reason."""
    before = next((s for s in view.states if s.analyst == bench.analyst), None)
    change = stating(bench, view.article.uid, before, state, clean_words(reason))
    changes = [change, *finishing(view.my_claims(), state)]
    return bench.act(state.value, changes, f"#{view.number}")


def finishing(mine: Iterable[Claim], state: ReadingState) -> list[Change]:
    """What an article's state does to the analyst's claims of it: a draft is still to be worked
    on, which nothing of a done article is."""
    drafts = [claim for claim in mine if claim.state is ClaimState.DRAFT]
    return [
        Change.between("claim", claim, replace(claim, state=ClaimState.DONE))
        for claim in (drafts if state is ReadingState.DONE else ())
    ]


def stating(
    bench: Workbench, article: str, before: ArticleState | None, state: ReadingState, reason: str
) -> Change:
    """The change that says where an article stands; a new one has no row. before: what the analyst
    said of it so far. Raises UsageError when it is set aside without a reason."""
    if state is ReadingState.SET_ASIDE and not reason:
        raise UsageError("an article is set aside with a reason")
    after = ArticleState(article, bench.analyst, state, reason)
    record = after.to_record() if state is not ReadingState.NEW else None
    return Change("state", after.uid, before.to_record() if before else None, record)


def proposed_claim(bench: Workbench, view: ArticleView, fact: Fact, book: NameBook) -> Claim | None:
    """The claim that accepting the fact gives; None for facts that are no claims."""
    attributes = fact.attributes
    if isinstance(attributes, Quote):
        hops = attributes.hops or ((attributes.speaker,) if attributes.speaker else ())
        cue = attributes.cue.exact if attributes.cue else ""
        chain = _hops(without_rejected(view, hops), book, view, cue=cue, mode=attributes.mode)
        if not chain:
            chain = _hearsay(view, fact) or (
                Hop(cue=cue, mode=attributes.mode, hop_class=HopClass.UNATTRIBUTED),
            )
        return Claim(
            bench.uid(), view.article.uid, bench.analyst, fact.span, fact=fact.id, hops=chain
        )
    if isinstance(attributes, Event):
        asserter = (attributes.asserter,) if attributes.asserter else ()
        return Claim(
            bench.uid(),
            view.article.uid,
            bench.analyst,
            fact.span,
            time=attributes.time.exact if attributes.time else "",
            place=attributes.place.exact if attributes.place else "",
            fact=fact.id,
            hops=_hops(asserter, book, view, cue="", mode=Mode.INDIRECT) or _hearsay(view, fact),
        )
    return None


def _hearsay(view: ArticleView, fact: Fact) -> tuple[Hop, ...]:
    """The hop of somebody who is not named, of what is told as hearsay."""
    cue = hearsay_cue(view.text, view.article.metadata.lang, fact)
    return (Hop(cue=cue, hop_class=HopClass.ANONYMOUS),) if cue else ()


def taking_out(view: ArticleView, claim: Claim) -> list[Change]:
    """The changes that take a claim out with what the analyst hung on it; where a colleague did
    too, the journal refuses them."""
    hanging = [
        Change("assessment", assessment.uid, assessment.to_record(), None)
        for assessment in view.assessments
        if assessment.claim == claim.uid and assessment.analyst == view.analyst
    ]
    hanging += [
        Change("link", link.uid, link.to_record(), None)
        for link in view.links
        if claim.uid in (link.claim, link.other) and link.analyst == view.analyst
    ]
    hanging += [
        Change("note", note.uid, note.to_record(), None)
        for note in view.notes
        if note.subject_uid.partition("/")[0] == claim.uid and note.analyst == view.analyst
    ]
    hanging += [
        Change("tag", tag.uid, tag.to_record(), None)
        for tag in view.tags_on(claim.uid)
        if tag.analyst == view.analyst
    ]
    hanging += uncarrying(view, [claim])
    return [*hanging, Change("claim", claim.uid, claim.to_record(), None)]


def removing(view: ArticleView, claim: Claim) -> list[Change]:
    """The changes that take a claim out; the question it answered is open again."""
    changes = taking_out(view, claim)
    decision = view.decision(claim.fact) if claim.fact else None
    if decision and decision.claim == claim.uid:
        changes.append(Change("decision", decision.uid, decision.to_record(), None))
    return changes


def distinct(changes: Iterable[Change]) -> list[Change]:
    """The changes in their order, each thing changed once: a link between two claims that are both
    taken out hangs on either."""
    return list({(change.entity, change.uid): change for change in changes}.values())


def _hops(
    speakers: Iterable[Speaker], book: NameBook, view: ArticleView, *, cue: str, mode: Mode
) -> tuple[Hop, ...]:
    """The speakers of an article as hops, outermost first; the cue and mode are the last one's."""
    chain = [view.lineage.descent.said_by(speaker) for speaker in speakers]
    return tuple(
        Hop(
            tuple(
                book.uid(name, source_kind(view.facts, name, speaker.speaker_class))
                for name in _names_of(speaker, view.number)
            ),
            speaker.span,
            cue if speaker is chain[-1] else "",
            mode if speaker is chain[-1] else Mode.INDIRECT,
            speaker.hop_class,
            speaker.factuality,
            speaker.assertion,
        )
        for speaker in chain
    )


def _names_of(speaker: Speaker, number: int) -> tuple[str, ...]:
    """The names to link: the resolved ones; for a role or an anonymous source its words, with the
    article's number where they could be about anybody: "seorang pejabat (#12)"."""
    if speaker.names:
        return speaker.names
    unnamed = (SpeakerClass.ROLE, SpeakerClass.ANONYMOUS, SpeakerClass.CROWD)
    if speaker.speaker_class in unnamed:
        words = speaker.name or speaker.span.exact
        return (f"{words} (#{number})" if is_somebody(words) else words,)
    return (speaker.name,) if speaker.name else ()


def _decisions(view: ArticleView) -> dict[str, Decision]:
    """Fact id -> the analyst's own decision."""
    mine = (one for one in view.decisions if one.analyst == view.analyst)
    return {decision.fact: decision for decision in mine}


def deciding(
    bench: Workbench,
    view: ArticleView,
    fact: Fact,
    verdict: Verdict,
    before: Decision | None,
    *,
    claim: str | None = None,
) -> Change:
    """The change that answers a fact. before: the analyst's decision so far; claim: uid of the
    claim that comes of it."""
    after = Decision.on(
        fact, article=view.article.uid, analyst=bench.analyst, verdict=verdict, claim=claim
    )
    return Change.between("decision", before, after)


def _about(view: ArticleView, facts: list[Fact]) -> str:
    if len(facts) > 1:
        return f"{len(facts)} facts of #{view.number}"
    fact = facts[0]
    words = fact.attributes.name if isinstance(fact.attributes, Name) else fact.span.exact
    return f"{fact.kind.value} “{shorten(words, 30)}” of #{view.number}"
