"""Where analysts differ: the list of it, and one case after the other, decided by one key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from workbench.domain.ruling import Cause, Choice
from workbench.present.counting import counted
from workbench.services.adjudication import (
    Taking,
    rule,
    rule_with_third,
    taking,
    whose_words,
)
from workbench.services.adjudication_records import decided_words
from workbench.services.bulk_rulings import (
    Bounds,
    of_bounds_alone,
    of_same_credit,
    rule_on_bounds,
    rule_on_credit,
)
from workbench.services.common_ground import ground_words
from workbench.services.disputes import settle
from workbench.services.withdrawing import withdraw
from workbench.tui.actions.here import to_change
from workbench.tui.actions.need import Need, does, need, on, shown
from workbench.tui.pages.case import KEYED, CasePage
from workbench.tui.pages.differences import DifferencesPage
from workbench.tui.pages.ruled import RuledPage
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.services.adjudication import Case
    from workbench.services.disputes import Disputed
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_CAUSES = (
    Option("t", "ambiguous text", Cause.TEXT.value),
    Option("g", "gap in the codebook", Cause.CODEBOOK.value),
    Option("s", "slip", Cause.SLIP.value),
    Option("e", "edge case", Cause.EDGE.value),
    Option("p", "taste (preference)", Cause.TASTE.value),
    Option("0", "no cause", ""),
)
_ANEW = (Option("l", "leave it so", ""), Option("d", "decide it anew", "anew"))
_BOUNDS = (
    Option("l", "the longest of each", Bounds.LONGEST.value),
    Option("s", "the shortest of each", Bounds.SHORTEST.value),
)


async def _list(desk: Desk) -> None:
    await desk.places.open_differences()


async def _bounds(desk: Desk, page: DifferencesPage) -> None:
    """Take one and the same of all that differ in bounds alone."""
    many = len(of_bounds_alone(page.waiting.queue))
    if not many:
        desk.warn("nothing differs in bounds alone")
        return
    which = await desk.prompts.choice(f"bounds of {many} differences", _BOUNDS)
    if which is None:
        return
    cause = await _cause(desk)
    if cause is None:
        desk.say("nothing was decided")
        return
    entry = await desk.call(rule_on_bounds, desk.bench, Bounds(which), cause=_named(cause))
    await desk.places.refresh()
    done = f"decided: {entry.about}; {{desk.undo}} takes all of it back" if entry else ""
    desk.say(done or "somebody decided them meanwhile")


def _case(desk: Desk) -> Case | None:
    return desk.page.case if isinstance(desk.page, CasePage) else None


def _page(desk: Desk) -> CasePage | RuledPage | None:
    return desk.page if isinstance(desk.page, CasePage | RuledPage) else None


def _why_not(desk: Desk, case: Case) -> str | None:
    return desk.page.why_not or None if isinstance(desk.page, CasePage) else None


def _has(count: int, why_not: str) -> Callable[[Desk, Case], str | None]:
    return lambda desk, case: None if len(case.standpoints) >= count else why_not


def _has_claims(desk: Desk, case: Case) -> str | None:
    many = sum(bool(one.claim) for one in case.standpoints)
    return None if many > 1 else "one of the answers is that there is nothing: take one of them"


SHOWN: Need[Case] = need(_case, "no difference is shown")
CASE = to_change(SHOWN).when(_why_not)
LISTED = shown(DifferencesPage, "what differs is not listed")
PAGE: Need[CasePage | RuledPage] = need(_page, "no difference is shown")


async def _take_further(desk: Desk, case: Case) -> None:
    """One of the answers that have no key of their own."""
    letters = [one.letter for one in case.standpoints[KEYED:]]
    options = [Option(one.lower(), f"{one} stands", one) for one in letters]
    letter = await desk.prompts.choice("which answer", options)
    if letter is not None:
        await _decide(desk, case, taking(case, letter))


async def _withdraw(desk: Desk, case: Case) -> None:
    """Take back what was decided: it is open again, here and in the list."""
    assert case.before
    done = await desk.call(withdraw, desk.bench, case.before)
    await desk.places.refresh()
    desk.say(f"{done}; {{desk.undo}} takes that back")


def _is_ruled_on(desk: Desk, case: Case) -> str | None:
    return None if case.before else "nothing was decided here yet"


def _take(letter: str) -> Callable[[Desk, Case], Awaitable[None]]:
    async def run(desk: Desk, case: Case) -> None:
        await _decide(desk, case, taking(case, letter))

    return run


async def _decide(desk: Desk, case: Case, taken: Taking) -> None:
    """Ask why they differ, and of neither a word of why; then decide and go on."""
    cause = await _cause_of(desk, case)
    if cause is None:
        desk.say("nothing was decided")
        return
    if taken.choice is Choice.NEITHER:

        async def decide(words: str, _: object) -> None:
            await desk.call(rule, desk.bench, case, taken, cause=_named(cause), why=words)

        left = ground_words(case.unit)
        if await desk.prompts.line(f"why neither ({left})", kind="ruling", take=decide) is None:
            desk.say("nothing was decided")
            return
        await _go_on(desk, _what(case, taken))
        return
    more = await desk.call(of_same_credit, desk.bench, case) if taken.choice is Choice.ONE else []
    if more:
        many = await desk.prompts.choice("how far the credit reaches", _of_credit(len(more)))
        if many is None:
            desk.say("nothing was decided")
            return
        more = more if many else []
    if more:
        await desk.call(rule_on_credit, desk.bench, case, taken, more, cause=_named(cause))
    else:
        await desk.call(rule, desk.bench, case, taken, cause=_named(cause))
    await _go_on(desk, _what(case, taken) + (f", and so {len(more)} more" if more else ""))


def _of_credit(more: int) -> tuple[Option, Option]:
    """One question that is asked of several claims may be answered once."""
    return (
        Option("a", f"here, and for {counted(more, 'more claim')} that it reaches or not", "all"),
        Option("o", "here alone", ""),
    )


async def _cause_of(desk: Desk, case: Case) -> str | None:
    """Why they differ. Where it is decided, first whether it is to be decided anew: whoever goes on
    too fast means the next one. A dispute asks for that already."""
    if case.ruling and not _dispute(desk):
        anew = await desk.prompts.choice(f"it is decided ({decided_words(case)})", _ANEW)
        if not anew:
            return None
    return await _cause(desk)


async def _cause(desk: Desk) -> str | None:
    return await desk.prompts.choice("why they differ", _CAUSES, "")


def _named(cause: str) -> Cause | None:
    return Cause(cause) if cause else None


def _what(case: Case, taken: Taking) -> str:
    """What was taken, and whose each answer was: it is decided now."""
    letters = " and ".join(case.standpoints[at].letter for at in taken.taken)
    stands = "stand" if taken.choice is Choice.BOTH else "stands"
    return f"{letters or taken.choice.value} {stands} ({whose_words(case)})"


async def _go_on(desk: Desk, done: str) -> None:
    """To the next that waits; back to the list where none does."""
    page = desk.page
    if not isinstance(page, CasePage):
        return
    await page.go_on(desk.calls)
    left = len(page.waiting)
    if page.case is None:
        await desk.places.back()
    else:
        page.paint(desk.screen)
        desk.screen.tell()
    desk.say(f"{done}; {left or 'none'} left, {{desk.undo}} takes it back")


async def _third(desk: Desk, case: Case) -> None:
    """Make an answer of one's own, which begins as one of them, and edit it as a claim."""
    begins = [(at, one) for at, one in enumerate(case.standpoints) if one.claim]
    options = [Option(one.letter.lower(), f"begin as {one.letter}", str(at)) for at, one in begins]
    chosen = await desk.prompts.choice("another answer", options) if len(begins) > 1 else "only"
    if chosen is None:
        return
    cause = await _cause_of(desk, case)
    if cause is None:
        desk.say("nothing was decided")
        return
    start_from = begins[0][0] if chosen == "only" else int(chosen)
    claim = await desk.call(rule_with_third, desk.bench, case, start_from, cause=_named(cause))
    if isinstance(desk.page, CasePage):
        desk.page.goes_on = True
    await desk.places.open_claim_over(case.number, claim.uid)
    desk.say("your answer stands for them; change it as any claim, {pane.back} goes on")


def _step(*, forward: bool) -> Callable[[Desk, CasePage | RuledPage], Awaitable[None]]:
    async def run(desk: Desk, page: CasePage | RuledPage) -> None:
        is_there = await page.go_on(desk.calls, forward=forward)
        page.paint(desk.screen)
        desk.screen.tell()
        if not is_there:
            waits = " waits" if isinstance(page, CasePage) else ""
            desk.say(f"none {'further on' if forward else 'before'}{waits}")

    return run


def _dispute(desk: Desk) -> Disputed | None:
    return desk.page.dispute if isinstance(desk.page, CasePage) else None


async def _settle(desk: Desk, one: Disputed) -> None:
    """Answer a dispute: the ruling stays."""

    async def answer(words: str, _: object) -> None:
        await desk.call(settle, desk.bench, one, words)

    if await desk.prompts.line("why it stays", kind="answer", take=answer) is None:
        return
    await desk.places.back()
    desk.say(f"answered; {one.dispute.analyst} gets to read it")


HANDLERS: dict[str, Handler[Desk]] = {
    "difference.list": does(_list),
    "difference.bounds": on(to_change(LISTED), _bounds),
    "case.take_a": on(CASE, _take("A")),
    "case.take_b": on(CASE, _take("B")),
    "case.take_c": on(CASE.when(_has(3, "there is no third answer")), _take("C")),
    "case.take_d": on(CASE.when(_has(4, "there is no fourth answer")), _take("D")),
    "case.take_further": on(
        CASE.when(_has(KEYED + 1, "every answer has a key of its own")), _take_further
    ),
    "case.both": on(CASE.when(_has_claims), _take("both")),
    "case.neither": on(CASE, _take("neither")),
    "case.third": on(CASE, _third),
    "case.withdraw": on(CASE.when(_is_ruled_on), _withdraw),
    "case.next": on(PAGE, _step(forward=True)),
    "case.previous": on(PAGE, _step(forward=False)),
    "case.settle": on(to_change(need(_dispute, "nobody disputes it")), _settle),
}
