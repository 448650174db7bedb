"""Adjudication: the queue of articles in which analysts differ, one place at a time, and rulings.

A ruling changes nobody's own answer. Whose answer is whose stays out of what is shown until it is
ruled on; on a shared store nobody rules where a side is their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from workbench.domain.claim import Claim, ClaimState
from workbench.domain.deciding import Kind, Place, Unit, sides_of, stands, states_of
from workbench.domain.journal import Change, Entry
from workbench.domain.member import Task
from workbench.domain.ruling import RULE, Cause, Choice, Ruling
from workbench.domain.ruling import Answer as Word
from workbench.domain.span import shorten
from workbench.errors import NotFoundError, UsageError
from workbench.services.called import called
from workbench.services.common_ground import common_ground, ground_words, with_agreed
from workbench.services.disputes import settled
from workbench.services.standpoints import Standpoint, standpoints
from workbench.services.uncollected import uncollected
from workbench.services.units import Compared, Differing, judged_articles
from workbench.services.view import ArticleView, view_article
from workbench.services.withdrawing import third_withdrawn
from workbench.services.workbench import Workbench, clean_words

_ANEW = "decided anew"
"""What answers a dispute about the ruling before."""
_OWN = "one of the answers is your own: another adjudicator rules on it"


class Waiting(NamedTuple):
    """An article in which analysts differ, and nobody ruled on all of it yet."""

    number: int
    article: str
    """Uid."""
    places: tuple[Place, ...]
    """Those that are open, the gravest first."""
    decided_before: frozenset[str] = frozenset()
    """Uids of those on whose claims somebody ruled, what counts no more: a claim says something
    else by now, went or came."""

    @property
    def gravest(self) -> Kind:
        """The gravest kind that is open in it."""
        return self.places[0].kinds[0]

    @property
    def kinds(self) -> dict[Kind, int]:
        """How many places there are of each kind, by the gravest of each; the gravest first."""
        found: dict[Kind, int] = {}
        for place in self.places:
            found[place.kinds[0]] = found.get(place.kinds[0], 0) + 1
        return found


class Queue(NamedTuple):
    """What waits for a ruling."""

    rows: tuple[Waiting, ...]
    """The gravest first, then by number."""
    own: int = 0
    """Articles that are left out because one side is the adjudicator's own."""

    @property
    def places(self) -> list[tuple[Waiting, Place]]:
        """Each with its article, in the order in which they are gone through."""
        return [(row, place) for row in self.rows for place in row.places]


@dataclass(frozen=True, slots=True)
class Case:
    """A unit with all that is needed to rule on it."""

    view: ArticleView
    unit: Unit
    standpoints: tuple[Standpoint, ...]
    states: Mapping[str, str]
    """Uid of a claim -> its state."""
    ruling: Ruling | None = None
    """What was decided, as far as that is of what is said now."""
    before: Ruling | None = None
    """The ruling of the same unit, whether or not a claim was changed since."""
    third: Claim | None = None
    """The adjudicator's own answer, where that was taken."""
    former: Ruling | None = None
    """What was decided on these words while other claims were on them, and is void by that."""

    @property
    def number(self) -> int:
        """Of the article."""
        return self.view.number

    @property
    def claims(self) -> list[Claim]:
        """All that it is of, the one that begins first before the others."""
        claims = filter(None, (self.view.claim(uid) for uid in self.unit.claims))
        return sorted(claims, key=lambda one: (one.span.start, one.uid))

    @property
    def ground(self) -> Claim | None:
        """What all agree on, without what they differ in; None where that is no claim."""
        return common_ground(self.view.text, self.unit, self.claims)

    @property
    def bounds(self) -> tuple[int, int]:
        """Where its words begin, and where they end."""
        spans = [one.claim.span for one in self.standpoints if one.claim]
        return min(span.start for span in spans), max(span.end for span in spans)

    def place(self, letter: str) -> int:
        """Which of the answers a letter is. Raises UsageError."""
        letters = [one.letter for one in self.standpoints]
        if letter.upper() not in letters:
            raise UsageError(f"there is no answer {letter}", f"There are {', '.join(letters)}.")
        return letters.index(letter.upper())


# What waits ------------------------------------------------------------------------------------


def differing(
    bench: Workbench,
    numbers: Collection[int] | None = None,
    *,
    compared: Compared | None = None,
) -> Queue:
    """The articles in which something is to be ruled on; of these alone, where they are given.
    compared: what was found before, for whoever asks again and again. Raises RoleError for whoever
    may not rule."""
    bench.require(Task.DECIDE)
    with uncollected():
        return _queue(bench, numbers, (compared or Compared()).articles(bench))


def _queue(
    bench: Workbench, numbers: Collection[int] | None, differing: Iterable[Differing]
) -> Queue:
    own, rows = 0, []
    is_strict = bench.is_shared
    for one in differing:
        if numbers is not None and one.number not in numbers:
            continue
        places = [place for place in one.places if place.uid not in one.decided]
        if not places:
            continue
        if is_strict and bench.analyst in one.analysts:
            own += 1
        else:
            places.sort(key=lambda place: place.kinds[0].rank)
            rows.append(Waiting(one.number, one.article, tuple(places), one.decided_before))
    rows.sort(key=lambda row: (row.gravest.rank, row.number))
    return Queue(tuple(rows), own)


def words_of(bench: Workbench, queue: Queue) -> dict[str, str]:
    """Unit -> the words of its claim that begins first. Read at once for all."""
    firsts = {place.uid: place.claims[0] for _, place in queue.places}
    claims = {one.uid: one for one in bench.store.claims.many(sorted({*firsts.values()}))}
    return {
        unit: claims[claim].span.words if claim in claims else "" for unit, claim in firsts.items()
    }


def unit_called(bench: Workbench, beginning: str) -> Case:
    """The case of the unit whose uid begins so, ruled on or not. Raises NotFoundError, and
    UsageError where several do."""
    bench.require(Task.DECIDE)
    every = (
        (place.uid, (one.number, place.uid))
        for one in Compared().articles(bench)
        for place in one.places
    )
    missing = NotFoundError(f"no difference {beginning!r}", "workbench adjudicate list has them.")
    return case_of(bench, *called(beginning, every, missing))


def case_of(bench: Workbench, number: int, uid: str) -> Case:
    """A unit of an article. Raises NotFoundError where analysts do not differ there any more."""
    for case in cases_of(bench, number):
        if case.unit.uid == uid:
            return case
    raise NotFoundError(
        f"that difference of #{number} is gone", "A claim was changed or taken out meanwhile."
    )


def cases_of(bench: Workbench, number: int) -> Iterator[Case]:
    """All units of an article in which analysts differ, in the order of the text, with what all of
    them made of it: whoever rules has to see it."""
    view = view_article(bench.seeing_all(), number)
    rulings = {one.uid: one for one in bench.store.rulings.on(view.article.uid)}
    states = states_of(view.claims)
    units = [unit for judged in judged_articles(bench, (number,)) for unit in judged.units]
    void = [one for uid, one in rulings.items() if uid not in {unit.uid for unit in units}]
    for unit in units:
        before = rulings.get(unit.uid)
        ruling = before if before and stands(before, states) else None
        third = view.claim(ruling.claim) if ruling and ruling.claim else None
        there = [one for one in void if not before and not {*unit.claims}.isdisjoint(one.claims)]
        former = there[-1] if there else None
        yield Case(view, unit, standpoints(view, unit), states, ruling, before, third, former)


def whose_words(case: Case) -> str:
    """Whose each answer is, for when it is decided: "A was ana's, B budi's"."""
    first, *rest = ((one.letter, " and ".join(one.answer.analysts)) for one in case.standpoints)
    more = "".join(f", {letter} {whose}'s" for letter, whose in rest)
    return f"{first[0]} was {first[1]}'s{more}"


# Ruling ----------------------------------------------------------------------------------------


class Taking(NamedTuple):
    """What is taken of a case."""

    choice: Choice
    taken: tuple[int, ...] = ()
    """Places of the answers that are."""


def taking(case: Case, letters: str) -> Taking:
    """What words say: a letter, "both" or "neither". Raises UsageError."""
    word = letters.lower()
    if word == Choice.BOTH:
        with_claims = [at for at, one in enumerate(case.standpoints) if one.claim]
        if len(with_claims) < 2:
            raise UsageError("one of the answers is that there is nothing", "Take one of them.")
        return Taking(Choice.BOTH, tuple(with_claims))
    if word == Choice.NEITHER:
        return Taking(Choice.NEITHER)
    return Taking(Choice.ONE, (case.place(letters),))


def rule(
    bench: Workbench, case: Case, taken: Taking, *, cause: Cause | None = None, why: str = ""
) -> Entry | None:
    """Decide a case. Raises UsageError where neither is taken without a word of why, or the answer
    of whoever decides is a side of it on a shared store."""
    check_may_rule(bench, case)
    why = clean_words(why)
    if taken.choice is Choice.NEITHER and not why:
        raise UsageError("taking neither needs a word of why", "Say what is wrong with each.")
    ruling = _ruling(bench, case, taken, cause, why)
    ground = case.ground if taken.choice is Choice.NEITHER else None
    changes = _with_own(bench, case, ruling, ground) if ground else _ruled(bench, case, ruling)
    return bench.act(RULE, changes, about_ruling(case, taken), given=_said_in(case))


def rule_on_all(
    bench: Workbench,
    decisions: Iterable[tuple[Case, Taking]],
    about: str,
    *,
    cause: Cause | None = None,
    why: str = "",
) -> Entry | None:
    """Decide several as one act, for one cause, each by answers that are there. None where there
    are none. Raises UsageError as `rule` does."""
    changes: list[Change] = []
    given: list[Change] = []
    for case, taken in decisions:
        check_may_rule(bench, case)
        changes += _ruled(bench, case, _ruling(bench, case, taken, cause, clean_words(why)))
        given += _said_in(case)
    return bench.act(RULE, changes, about, given=given)


def rule_with_third(
    bench: Workbench, case: Case, start_from: int, *, cause: Cause | None = None, why: str = ""
) -> Claim:
    """Put an answer of the adjudicator's own in the place of all others: a claim that begins as one
    of them, with what all agree on, and is then changed as any other."""
    check_may_rule(bench, case)
    chosen = case.standpoints[start_from].claim
    if chosen is None:
        raise UsageError("there is no claim to begin with", "Name an answer that has one.")
    taken = Taking(Choice.THIRD)
    ruling = _ruling(bench, case, taken, cause, clean_words(why))
    changes = _with_own(bench, case, ruling, with_agreed(chosen, case.claims))
    bench.act(RULE, changes, about_ruling(case, taken), given=_said_in(case))
    return Claim.from_record(changes[0].after or {})


def _with_own(bench: Workbench, case: Case, ruling: Ruling, says: Claim) -> list[Change]:
    """The changes of a ruling with an answer of its own, which is decided and no draft."""
    own = replace(
        says,
        uid=bench.uid(),
        analyst=bench.analyst,
        fact=None,
        note="",
        state=ClaimState.REVIEWED,
    )
    changes = _ruled(bench, case, replace(ruling, claim=own.uid))
    return [Change("claim", own.uid, None, own.to_record()), *changes]


def why_not_rule(bench: Workbench, case: Case) -> str:
    """Why this analyst may not rule on a case; empty where she may."""
    is_side = bench.analyst in case.unit.analysts
    return _OWN if is_side and bench.is_shared else ""


def check_may_rule(bench: Workbench, case: Case) -> None:
    """Raises RoleError, and UsageError where a side is her own on a shared store."""
    bench.require(Task.DECIDE)
    if reason := why_not_rule(bench, case):
        raise UsageError(reason)


def _ruling(bench: Workbench, case: Case, taken: Taking, cause: Cause | None, why: str) -> Ruling:
    return Ruling(
        case.unit.uid,
        case.unit.article,
        taken.choice,
        sides_of(case.unit, taken.taken, case.states),
        case.unit.kinds[0].value,
        bench.analyst,
        bench.now(),
        cause=cause,
        why=why,
    )


def _ruled(bench: Workbench, case: Case, ruling: Ruling) -> Iterator[Change]:
    """The changes of a ruling: a dispute about the one before is settled by it, and the answer that
    this put in the place of the others is withdrawn."""
    yield Change.between("ruling", case.before, ruling)
    if case.former:
        yield from third_withdrawn(bench, case.former)
    if case.before is None:
        return
    yield from third_withdrawn(bench, case.before)
    for dispute in bench.store.rulings.disputes_of(ruling.uid):
        if dispute.answer is Word.DISPUTED:
            yield settled(bench, dispute, _ANEW)


def _said_in(case: Case) -> list[Change]:
    """What a ruling is of: where a claim is another one by now, it is none."""
    return [Change.between("claim", one, one) for one in case.claims]


def about_ruling(case: Case, taken: Taking) -> str:
    """What was taken of a case, as the journal has it."""
    letters = " + ".join(case.standpoints[at].letter for at in taken.taken)
    what = letters if taken.choice in (Choice.ONE, Choice.BOTH) else taken.choice.value
    if taken.choice is Choice.NEITHER:
        what = f"{what} ({ground_words(case.unit)})"
    claim = next(one.claim for one in case.standpoints if one.claim)
    return f"{what} for “{shorten(claim.span.words, 30)}” of #{case.number}"
