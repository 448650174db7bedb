"""What analysts say to rulings that went otherwise than their own answers, and what adjudicators
answer: a list to read or to dispute. A word is an analyst's own, and changes no ruling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from workbench.domain.claim import JOINT, Claim
from workbench.domain.deciding import Kind
from workbench.domain.journal import Change, Entry
from workbench.domain.member import Task
from workbench.domain.ruling import Answer as Word
from workbench.domain.ruling import Choice, Dispute, Ruling, Side
from workbench.domain.span import shorten
from workbench.errors import UsageError
from workbench.present.assertion import said
from workbench.services.units import overtaken
from workbench.services.workbench import Workbench, clean_words


class Otherwise(NamedTuple):
    """A ruling that went otherwise than an analyst's own answer."""

    ruling: Ruling
    number: int
    own: Claim | None
    """What she had there; None where she had nothing."""
    taken: tuple[Claim, ...]
    """What was decided; none where that is nothing."""
    word: Dispute | None
    """What she said to it."""
    told: tuple[str, str] = ("", "")
    """Hers and what was decided, in words that tell in what they differ; empty of nothing."""

    @property
    def is_new(self) -> bool:
        """Whether she is to look at it: not read yet, or answered since she disputed it."""
        return self.word is None or self.word.answer is Word.SETTLED


def decided_otherwise(bench: Workbench) -> list[Otherwise]:
    """Where it was decided otherwise than the analyst has it, what she is to look at first, then
    the newest. What she changed since is none of it any more."""
    store = bench.store
    words = {one.ruling: one for one in store.rulings.disputes() if one.analyst == bench.analyst}
    rulings = store.rulings.all()
    gone = overtaken(bench, rulings)
    found = []
    for ruling in reversed(rulings):
        sides = [one for one in ruling.sides if _went_otherwise(ruling, one, bench.analyst)]
        if not sides or ruling.uid in gone:
            continue
        found.append((ruling, sides[0], words.get(ruling.uid)))
    uids = {one for ruling, side, _ in found for one in (side.claim, *taken_in(ruling)) if one}
    claims = {one.uid: one for one in store.claims.many(sorted(uids))}
    numbers = store.articles.numbers_of({ruling.article for ruling, _, _ in found})
    named = {uid for claim in claims.values() for hop in claim.hops for uid in hop.sources}
    names = {uid: source.name for uid, source in store.sources.many(named).items()}
    listed = []
    for ruling, side, word in found:
        own = claims.get(side.claim or "")
        taken = tuple(claims[uid] for uid in taken_in(ruling) if uid in claims)
        told = (
            _told(own, names, ruling.kind) if own else "",
            " + ".join(_told(one, names, ruling.kind) for one in taken),
        )
        listed.append(Otherwise(ruling, numbers[ruling.article], own, taken, word, told))
    return sorted(listed, key=lambda one: not one.is_new)


def _went_otherwise(ruling: Ruling, side: Side, analyst: str) -> bool:
    """Whether a side is hers, and was not taken: who recorded nothing agrees with neither."""
    agrees = ruling.choice is Choice.NEITHER and side.claim is None
    return side.analyst == analyst and not (side.is_kept or agrees)


def _told(claim: Claim, names: Mapping[str, str], kind: str) -> str:
    """A claim in a line: who says it, and of other bounds where they end."""
    who = JOINT.join(names.get(uid, "?") for hop in claim.hops[-1:] for uid in hop.sources)
    words = claim.span.words if kind == Kind.BOUNDS else said(claim)
    if kind == Kind.BOUNDS and len(words) > 2 * _ENDS:
        words = f"{words[:_ENDS]}…{words[-_ENDS:]}"
    return f"{who}: {words}" if who else words


_ENDS = 24
"""Letters of the ends of long words."""


def taken_in(ruling: Ruling) -> tuple[str, ...]:
    """Uids of the claims that a ruling lets stand."""
    if ruling.claim:
        return (ruling.claim,)
    return tuple(side.claim for side in ruling.sides if side.is_kept and side.claim)


def say_read(bench: Workbench, rulings: Iterable[Otherwise]) -> Entry | None:
    """Note that the analyst has looked at these; those that she disputes stay disputed."""
    changes = []
    for one in rulings:
        if one.word and one.word.answer is not Word.SETTLED:
            continue
        words, reply = (one.word.words, one.word.reply) if one.word else ("", "")
        after = Dispute(one.ruling.uid, bench.analyst, Word.READ, words, bench.now(), reply)
        changes.append(Change.between("dispute", one.word, after))
    return bench.act("read", changes, f"{len(changes)} decided otherwise")


def dispute(bench: Workbench, one: Otherwise, words: str) -> Entry | None:
    """Say why it should have been decided otherwise. Raises UsageError without words."""
    words = clean_words(words)
    if not words:
        raise UsageError("a dispute needs words", "Say what speaks for your answer.")
    after = Dispute(one.ruling.uid, bench.analyst, Word.DISPUTED, words, bench.now())
    change = Change.between("dispute", one.word, after)
    return bench.act("dispute", [change], f"of #{one.number}: {shorten(words, 30)}")


class Disputed(NamedTuple):
    """A dispute that waits for an answer, and the case that it is about."""

    dispute: Dispute
    ruling: Ruling
    number: int


def dispute_about(bench: Workbench, ruling: Ruling, number: int) -> Disputed | None:
    """The first dispute about one ruling that waits for an answer. number: of its article."""
    disputes = bench.store.rulings.disputes_of(ruling.uid)
    waits = (one for one in disputes if one.answer is Word.DISPUTED)
    return next((Disputed(one, ruling, number) for one in waits), None)


def disputed(bench: Workbench) -> list[Disputed]:
    """The disputes that wait for an answer, as they were raised. Raises RoleError for whoever may
    not rule."""
    bench.require(Task.DECIDE)
    return unanswered(bench)


def unanswered(bench: Workbench) -> list[Disputed]:
    """The same for whoever is told that there are any."""
    waiting = [one for one in bench.store.rulings.disputes() if one.answer is Word.DISPUTED]
    rulings = {one.uid: one for one in bench.store.rulings.all()} if waiting else {}
    pairs = [(one, rulings[one.ruling]) for one in waiting if one.ruling in rulings]
    numbers = bench.store.articles.numbers_of({ruling.article for _, ruling in pairs})
    return [
        Disputed(one, ruling, numbers[ruling.article])
        for one, ruling in pairs
        if ruling.article in numbers
    ]


def settle(bench: Workbench, one: Disputed, reply: str) -> Entry | None:
    """Answer a dispute: the ruling stays. Raises UsageError without words, and on a shared store
    where it is one's own."""
    bench.require(Task.DECIDE)
    reply = clean_words(reply)
    if not reply:
        raise UsageError("an answer needs words", "Say why it stays so.")
    if one.dispute.analyst == bench.analyst and bench.is_shared:
        raise UsageError("that dispute is your own", "Another adjudicator answers it.")
    change = settled(bench, one.dispute, reply)
    return bench.act("settle", [change], f"of #{one.number}: {shorten(reply, 30)}")


def settled(bench: Workbench, one: Dispute, reply: str) -> Change:
    """What answers a dispute."""
    after = replace(one, answer=Word.SETTLED, reply=reply, at=bench.now())
    return Change.between("dispute", one, after)
