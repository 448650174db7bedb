"""Claims by hand: making, editing, their chains, assessments, links and notes.

An edit hands in the whole claim as it should be; what it was is what the analyst saw, so that a
lost race shows both versions. Changing the span or the chain of a claim that was accepted from a
fact turns the decision into "corrected" in the same act.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.domain.claim import (
    CREDIBILITY,
    Assessment,
    Claim,
    Confidence,
    Hop,
    Likelihood,
    Link,
    LinkKind,
)
from workbench.domain.decision import Verdict
from workbench.domain.fact import Fact
from workbench.domain.journal import Change, Entry
from workbench.domain.note import Note, NoteSubject
from workbench.domain.span import Span, shorten
from workbench.errors import ConflictError, UsageError
from workbench.services.corroboration import corroboration
from workbench.services.relays import uncarrying
from workbench.services.review import deciding, proposed_claim, removing
from workbench.services.sources import NameBook
from workbench.services.topics import topic_given
from workbench.services.unrelated import taking_back
from workbench.services.view import ArticleView
from workbench.services.workbench import Workbench, clean_words


def new_claim(
    bench: Workbench,
    view: ArticleView,
    span: Span,
    *,
    hops: tuple[Hop, ...] = (),
    book: NameBook | None = None,
    restatement: str = "",
) -> Claim:
    """Record a claim on a span of the text; book holds sources that its hops made on the spot."""
    claim = Claim(
        bench.uid(),
        view.article.uid,
        bench.analyst,
        span,
        restatement=clean_words(restatement),
        hops=hops,
    )
    _check_words(view, claim)
    changes = [
        *(book.changes() if book else ()),
        Change("claim", claim.uid, None, claim.to_record()),
        bench.opening(view.article.uid),
    ]
    bench.act("new claim", changes, _about(view, claim))
    return claim


def record_claim(bench: Workbench, view: ArticleView, claim: Claim) -> Entry | None:
    """Record a claim that was worked out already, as one act: as another one, on other words."""
    _check_words(view, claim)
    changes = [
        Change("claim", claim.uid, None, claim.to_record()),
        bench.opening(view.article.uid),
    ]
    return bench.act("new claim", changes, _about(view, claim))


def edit_claim(
    bench: Workbench,
    view: ArticleView,
    edited: Claim,
    *,
    book: NameBook | None = None,
    op: str = "edit claim",
) -> Entry | None:
    """Set a claim's fields, span or chain. Raises UsageError on a colleague's claim. op: what the
    log and undo call it."""
    before = _mine(bench, view, edited.uid)
    _check_words(view, edited)
    after = replace(
        edited,
        restatement=clean_words(edited.restatement),
        gloss=clean_words(edited.gloss),
        topic=_topic(bench, before, edited),
        time=clean_words(edited.time),
        place=clean_words(edited.place),
        note=clean_words(edited.note),
        verdict=clean_words(edited.verdict),
    )
    changes = [
        *(book.changes() if book else ()),
        Change("claim", before.uid, before.to_record(), after.to_record()),
        *_correcting(bench, view, before, after),
        *(uncarrying(view, [before]) if before.hops != after.hops else ()),
    ]
    what = _edited(before, after) if op == "edit claim" else ""
    return bench.act(op, changes, f"{what}{_about(view, after)}")


def correct_fact(
    bench: Workbench,
    view: ArticleView,
    fact: Fact,
    *,
    span: Span | None = None,
    hops: tuple[Hop, ...] | None = None,
    book: NameBook | None = None,
) -> Entry | None:
    """Accept a fact with other bounds or another chain, as one act; with those that it has, it is
    accepted as it is. None where that is what its claim says already."""
    book = book or NameBook(bench)
    claim = view.claim_of(fact.id)
    before = claim or proposed_claim(bench, view, fact, book)
    if before is None:
        raise UsageError(f"a {fact.kind.value} is accepted or rejected as it is")
    after = replace(before, span=span or before.span, hops=before.hops if hops is None else hops)
    if claim:
        return edit_claim(bench, view, after, book=book)
    _check_words(view, after)
    used = {uid for hop in after.hops for uid in hop.sources}
    decided = view.decision(fact.id)
    verdict = Verdict.ACCEPTED if after == before else Verdict.CORRECTED
    changes = [
        *(change for change in book.changes() if change.uid in used),
        Change("claim", after.uid, None, after.to_record()),
        deciding(bench, view, fact, verdict, decided, claim=after.uid),
        bench.opening(view.article.uid),
    ]
    op = "accept" if verdict is Verdict.ACCEPTED else "correct"
    return bench.act(op, changes, _about(view, after))


def remove_claim(bench: Workbench, view: ArticleView, uid: str) -> Entry | None:
    """Take a claim out with what hangs on it; the question it answered is open again."""
    claim = _mine(bench, view, uid)
    return bench.act("remove claim", removing(view, claim), _about(view, claim))


def assess_claim(
    bench: Workbench,
    view: ArticleView,
    uid: str,
    *,
    credibility: int,
    likelihood: Likelihood | None = None,
    confidence: Confidence | None = None,
    rationale: str = "",
    blind: bool = True,
) -> Entry | None:
    """Judge a claim. Credibility 1 needs two independent origins over the claim and those linked
    to it as the same or supporting. Raises UsageError otherwise."""
    if credibility not in CREDIBILITY:
        raise UsageError(f"{credibility} is no credibility", "1 to 6; 6 is: cannot be judged.")
    claim = view.claim(uid)
    if claim is None:
        raise UsageError("that claim is not of this article")
    if credibility == 1 and (count := independent_origins(bench, uid)) < 2:
        raise UsageError(
            f"credibility 1 means confirmed by independent sources; this claim has {count}",
            "Link claims of other origins to it first (same, or they support it), or give 2.",
        )
    after = Assessment(
        uid, bench.analyst, credibility, likelihood, confidence, clean_words(rationale), blind
    )
    before = next((a for a in view.assessments if a.uid == after.uid), None)
    return bench.act("assess", [Change.between("assessment", before, after)], _about(view, claim))


def independent_origins(bench: Workbench, claim: str) -> int:
    """How many independent, named origins stand behind the claim and those linked to it."""
    return corroboration(bench, claim).count.confirmed


def link_claims(bench: Workbench, kind: LinkKind, claim: str, other: str) -> Entry | None:
    """Say how one claim stands to another, and no more that they are unrelated; None where the
    analyst said so already."""
    if claim == other:
        raise UsageError("a claim cannot be linked to itself")
    pair = [
        (one.article, one.span.start, one.span.end)
        for one in (bench.store.claims.get(claim), bench.store.claims.get(other))
    ]
    ends = {claim, other} if kind in (LinkKind.SAME, LinkKind.CONTRADICTS) else None
    for one in bench.store.claims.links([claim]):
        there = {one.claim, one.other} == ends or (one.claim, one.other) == (claim, other)
        if one.analyst == bench.analyst and one.kind is kind and there:
            return None
    link = Link(bench.uid(), bench.analyst, kind, claim, other)
    apart = taking_back(bench, [(pair[0], pair[1])])
    return bench.act("link", [Change("link", link.uid, None, link.to_record()), *apart], kind.value)


def remove_link(bench: Workbench, link: Link) -> Entry | None:
    """Take a link of one's own back. Raises UsageError on a colleague's."""
    if link.analyst != bench.analyst:
        raise UsageError(f"that link is {link.analyst}'s", "Make one of your own beside it.")
    return bench.act("unlink", [Change("link", link.uid, link.to_record(), None)], link.kind.value)


def add_note(
    bench: Workbench,
    subject: NoteSubject,
    subject_uid: str,
    words: str,
    *,
    span: Span | None = None,
) -> Note:
    """Put words on something. Raises UsageError when there are none."""
    words = clean_words(words)
    if not words:
        raise UsageError("a note needs words")
    note = Note(bench.uid(), bench.analyst, subject, subject_uid, words, bench.now(), span)
    bench.act("note", [Change("note", note.uid, None, note.to_record())], shorten(words, 30))
    return note


def edit_note(bench: Workbench, note: Note, words: str) -> Entry | None:
    """Change a note's words; without words it is taken out."""
    words = clean_words(words)
    after = replace(note, words=words).to_record() if words else None
    change = Change("note", note.uid, note.to_record(), after)
    return bench.act("edit note" if words else "remove note", [change], shorten(words, 30))


def _mine(bench: Workbench, view: ArticleView, uid: str) -> Claim:
    claim = view.claim(uid)
    if claim is None:
        raise ConflictError("the claim is gone", "Somebody, or undo, took it out.")
    if claim.analyst != bench.analyst:
        raise UsageError(
            f"that claim is {claim.analyst}'s", "Make one of your own on the same words."
        )
    return claim


def _topic(bench: Workbench, before: Claim, edited: Claim) -> str:
    """The topic of an edited claim; one that was left as it was shown is left as it is."""
    if edited.topic in (before.topic, before.topic_name):
        return before.topic
    return topic_given(bench, edited.topic)


def _check_words(view: ArticleView, claim: Claim) -> None:
    """Refuse spans that the text does not hold. Raises SpanError."""
    for span in (claim.span, *(hop.span for hop in claim.hops if hop.span)):
        span.check(view.text)


def _correcting(bench: Workbench, view: ArticleView, before: Claim, after: Claim) -> list[Change]:
    if not after.fact or (before.span, before.hops) == (after.span, after.hops):
        return []
    decision = view.decision(after.fact)
    if decision is None or decision.verdict is Verdict.CORRECTED:
        return []
    corrected = replace(decision, verdict=Verdict.CORRECTED)
    return [Change("decision", decision.uid, decision.to_record(), corrected.to_record())]


def _edited(before: Claim, after: Claim) -> str:
    """What an edit changes, for the journal's line: "topic, time of "."""
    words = {"span": "bounds", "hops": "chain"}
    fields = before.__dataclass_fields__.items()
    names = [name for name, field in fields if field.compare and name != "uid"]
    changed = [n for n in names if getattr(before, n) != getattr(after, n)]
    return ", ".join(words.get(name, name) for name in changed) + " of " if changed else ""


def _about(view: ArticleView, claim: Claim) -> str:
    return f"claim “{shorten(claim.span.exact, 30)}” of #{view.number}"
