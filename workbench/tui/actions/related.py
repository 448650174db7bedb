"""Descent: crediting an outlet, and answering what related articles and credits say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.relay import RelayKind, RelayStatus
from workbench.errors import UsageError
from workbench.present.descent import REACH_WORDS, habit_words
from workbench.services.credits import forget_habit, habits, set_reach, taught_words
from workbench.services.descent import (
    answer_relay,
    confirm_outlet,
    credited_in_print,
    judge_likeness,
    judgement_of,
    withdraw_judgement,
)
from workbench.services.view import view_article
from workbench.tui.actions.here import ARTICLE, ARTICLE_TO_CHANGE, WRITING
from workbench.tui.actions.need import on
from workbench.tui.actions.needs import CREDIT, OTHER_ARTICLE, RELATION
from workbench.tui.actions.rechained import otherwise
from workbench.tui.actions.who import BODIES, ask_who
from workbench.tui.pages.lists import Entry as ListEntry
from workbench.tui.pages.lists import ListPage
from workbench.tui.pages.page import words_row
from workbench.tui.pages.related import RelatedPage
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from workbench.domain.journal import Entry
    from workbench.domain.relay import Relay
    from workbench.services.chain import Named
    from workbench.services.credits import Learnt
    from workbench.services.descent import Related
    from workbench.services.view import ArticleView
    from workbench.services.workbench import Workbench
    from workbench.tui.actions.needs import CreditHere
    from workbench.tui.pages.host import Host
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_SAID = "that is what you said already"
_DERIVES = {
    RelayStatus.CONFIRMED: "#{} derives from #{}",
    RelayStatus.REJECTED: "#{} does not derive from #{}",
    RelayStatus.UNSURE: "unsure whether #{} derives from #{}",
}
_TELLS = {
    RelayStatus.CONFIRMED: "#{} and #{} tell the same",
    RelayStatus.REJECTED: "#{} and #{} do not tell the same",
    RelayStatus.UNSURE: "unsure whether #{} and #{} tell the same",
}
_SURE = (
    Option("y", "yes: the habit is taken out; answers stay", "yes"),
    Option("n", "no, nothing is changed", "no"),
)


async def _show(desk: Desk, number: int) -> None:
    view, related = await desk.call(RelatedPage.read, desk.bench, number)
    desk.screen.push(RelatedPage(view, related, desk.glyphs))


async def _credit(desk: Desk, number: int) -> None:
    view = await desk.places.read_article(number)
    made: list[Entry | None] = []

    async def credit(outlet: Named) -> None:
        made.append(await desk.call(confirm_outlet, desk.bench, view, outlet.name))

    picked = await ask_who(desk, "relays which outlet", view, kinds=BODIES, take=credit)
    if picked is None or not picked.name:
        return
    await _refresh(desk, number)
    said = f"#{number} relays {picked.name}" if made[-1] else _SAID
    if credited_in_print(view, picked.name):
        done = "confirmed" if made[-1] else "you confirmed that already"
        said = f"{picked.name} is credited in print: {done}; {{credit.reach}} says how far"
    desk.say(said + await otherwise(desk, made[-1]))


async def _reach(desk: Desk, here: CreditHere) -> None:
    """To the next reach; the row and the chain below show it, and what else is read so is said."""
    reach, text = here.relay.reach.next, desk.page.as_text
    at = text.article.chosen_words() if text else None
    entry = await desk.call(set_reach, desk.bench, here.view, here.relay, reach, at)
    await _refresh(desk, here.view.number)
    taught = await desk.call(taught_words, desk.bench, here.view, here.relay, entry)
    changed = await otherwise(desk, entry)
    desk.say(f"it reaches {REACH_WORDS[reach]}{changed}{taught}")


async def _habits(desk: Desk, needed: None) -> None:
    async def read() -> list[ListEntry]:
        found = await desk.call(habits, desk.bench)
        return [
            ListEntry(words_row(words), _forgetting(desk, one), words)
            for one in found
            for words in (habit_words(one),)
        ]

    if not (rows := await read()):
        desk.say("nothing was corrected yet in how outlets credit others")
        return
    desk.screen.push(ListPage("How credits are read here", rows, read=read))


def _forgetting(desk: Desk, one: Learnt) -> Callable[[Host], Awaitable[None]]:
    async def forget(host: Host) -> None:
        answer = await desk.prompts.choice(f"read “{one.habit.phrase}” as found? y/n", _SURE)
        if answer != "yes":
            desk.say("nothing was changed")
            return
        await desk.call(forget_habit, desk.bench, one.habit.uid)
        await desk.places.refresh()
        desk.say(f"taken out: {one.habit.phrase}; {{desk.undo}} takes it back")

    return forget


def _answer(status: RelayStatus) -> Handler[Desk]:
    async def run(desk: Desk, page: RelatedPage) -> None:
        view, other = page.view, page.other
        if other:
            await _judge(desk, view, other, status, is_derived=other.is_derived)
        elif credit := page.credit:
            entry = await desk.call(answer_relay, desk.bench, view, credit, status)
            await _refresh(desk, view.number)
            done = f"{credit.outlet}: {status.value}" if entry else _SAID
            desk.say(done + await otherwise(desk, entry))

    return on(RELATION, run)


async def _turn(desk: Desk, pair: tuple[ArticleView, Related]) -> None:
    view, other = pair
    if other.relay and other.relay.kind is RelayKind.REWRITE:
        raise UsageError("of two that tell the same in other words neither derives from the other")
    await _judge(desk, view, other, RelayStatus.CONFIRMED, is_derived=not other.is_derived)


async def _judge(
    desk: Desk, view: ArticleView, other: Related, status: RelayStatus, *, is_derived: bool
) -> None:
    """Answer whether the other article derives from this one, or this one from it."""
    number, derived, origin = view.number, view.number, other.row.number
    if is_derived:
        derived, origin = origin, derived

    def judge(bench: Workbench) -> Entry | None:
        if is_derived:
            return judge_likeness(
                bench, view_article(bench, other.row.number), view.article.uid, status
            )
        return judge_likeness(bench, view, other.row.uid, status)

    entry = await desk.call(judge, desk.bench)
    await _refresh(desk, number, other)
    is_rewrite = other.relay is not None and other.relay.kind is RelayKind.REWRITE
    words = (_TELLS if is_rewrite else _DERIVES)[status]
    desk.say(words.format(derived, origin) if entry else _SAID)


async def _withdraw(desk: Desk, page: RelatedPage) -> None:
    await desk.call(_take_back, desk.bench, page.view, page.other, page.credit)
    await _refresh(desk, page.view.number, page.other)
    desk.say("your answer is taken back")


def _take_back(
    bench: Workbench, view: ArticleView, other: Related | None, credit: Relay | None
) -> None:
    relay = other.relay if other else credit
    if other and other.is_derived:
        view = view_article(bench, other.row.number)
    mine = judgement_of(view.judgements, relay, analyst=bench.analyst) if relay else None
    if mine is None or mine.analyst != bench.analyst:
        raise UsageError("you have said nothing of it that could be taken back")
    withdraw_judgement(bench, view, mine.uid)


async def _refresh(desk: Desk, number: int, other: Related | None = None) -> None:
    if other:
        await desk.places.refresh_row(other.row.number)
    await desk.places.refresh_row(number)
    await desk.places.refresh()


HANDLERS: dict[str, Handler[Desk]] = {
    "article.related": on(ARTICLE, _show),
    "article.credit": on(ARTICLE_TO_CHANGE, _credit),
    "credit.reach": on(CREDIT, _reach),
    "credit.habits": on(WRITING, _habits),
    "related.accept": _answer(RelayStatus.CONFIRMED),
    "related.reject": _answer(RelayStatus.REJECTED),
    "related.unsure": _answer(RelayStatus.UNSURE),
    "related.turn": on(OTHER_ARTICLE, _turn),
    "related.withdraw": on(RELATION, _withdraw),
}
