"""What analysts say to rulings that went otherwise than their own answers, and what adjudicators
answer: a list to read or to dispute. A word is an analyst's own, and changes no ruling.
"""

from __future__ import annotations

from collections.abc import Iterable
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
from workbench.present.assertion import hop_words, said
from workbench.services.claim_words import from_words, known_words
from workbench.services.units import void_for
from workbench.services.view import ArticleView, view_article
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
    the newest. What she changed since is none of it any more, nor where she had what
    the adjudicator came to by herself."""
    store = bench.store
    words = {one.ruling: one for one in store.rulings.disputes() if one.analyst == bench.analyst}
    rulings = store.rulings.all()
    gone = void_for(bench, rulings)
    found = []
    for ruling in reversed(rulings):
        sides = [one for one in ruling.sides if _went_otherwise(ruling, one, bench.analyst)]
        if not sides or ruling.uid in gone:
            continue
        found.append((ruling, sides[0], words.get(ruling.uid)))
    uids = {one for ruling, side, _ in found for one in (side.claim, *taken_in(ruling)) if one}
    claims = {one.uid: one for one in store.claims.many(sorted(uids))}
    numbers = store.articles.numbers_of({ruling.article for ruling, _, _ in found})
    telling = _Telling(bench, claims.values())
    listed = []
    for ruling, side, word in found:
        own = claims.get(side.claim or "")
        taken = tuple(claims[uid] for uid in taken_in(ruling) if uid in claims)
        number = numbers[ruling.article]
        told = (
            telling.line(own, ruling.kind, number) if own else "",
            " + ".join(telling.line(one, ruling.kind, number) for one in taken),
        )
        listed.append(Otherwise(ruling, number, own, taken, word, told))
    return sorted(listed, key=lambda one: not one.is_new)


def _went_otherwise(ruling: Ruling, side: Side, analyst: str) -> bool:
    """Whether a side is hers, and was not taken: who recorded nothing agrees with neither."""
    agrees = ruling.choice is Choice.NEITHER and side.claim is None
    return side.analyst == analyst and not (side.is_kept or agrees)


class _Telling:
    """Claims in a line each, which tells in what they differ."""

    def __init__(self, bench: Workbench, claims: Iterable[Claim]) -> None:
        self._bench = bench.seeing_all()
        named = {uid for claim in claims for hop in claim.hops for uid in hop.sources}
        sources = bench.store.sources.many(named)
        self._names = {uid: source.name for uid, source in sources.items()}
        self._views: dict[int, ArticleView] = {}

    def line(self, claim: Claim, kind: str, number: int) -> str:
        """In what it differs before the words; of other bounds the ends of the words alone."""
        before = self._apart(claim, kind, number)
        words = said(claim)
        if kind in (Kind.DENIAL, Kind.ASSERTION):
            words = claim.restatement or claim.span.words  # what is done with them stands before
        elif kind == Kind.BOUNDS:
            words = claim.span.words
            if len(words) > 2 * _ENDS:
                words = f"{words[:_ENDS]}…{words[-_ENDS:]}"
        return f"{before}: {words}" if before else words

    def _apart(self, claim: Claim, kind: str, number: int) -> str:
        if kind == Kind.VERDICT:
            return claim.verdict
        if kind in (Kind.CHAIN, Kind.REACH):
            chain, known = from_words(self._view(number), claim), known_words(claim)
            return f"{chain} ({known})" if known and kind == Kind.CHAIN else chain
        last = claim.hops[-1:]
        who = JOINT.join(self._names.get(uid, "?") for hop in last for uid in hop.sources)
        does = [hop_words(hop) for hop in last if kind in (Kind.DENIAL, Kind.ASSERTION)]
        return " ".join(filter(None, (who, *does)))

    def _view(self, number: int) -> ArticleView:
        """The article, read where a chain has to be told that credits are in."""
        if number not in self._views:
            self._views[number] = view_article(self._bench, number)
        return self._views[number]


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


def said_of_ruling(bench: Workbench, ruling: Ruling) -> tuple[str, ...]:
    """What each analyst said to a ruling, and what she was answered."""
    return tuple(
        f"{one.analyst}: “{one.words}”" + (f"; answered: “{one.reply}”" if one.reply else "")
        for one in bench.store.rulings.disputes_of(ruling.uid)
        if one.words
    )


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
