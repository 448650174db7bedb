"""Descent: crediting an outlet, and answering what related articles and credits say."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from workbench.domain.article import RelayStatus
from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind, Name
from workbench.errors import UsageError
from workbench.services.descent import (
    credit_outlet,
    judge_credit,
    judge_likeness,
    judgement_of,
    withdraw_judgement,
)
from workbench.services.review import accept_fact, answer_fact
from workbench.services.view import view_article
from workbench.tui.actions.conditions import article_number, needs_article, needs_writing
from workbench.tui.pages.related import RelatedPage
from workbench.tui.registry import Handler

if TYPE_CHECKING:
    from workbench.domain.article import Relay
    from workbench.domain.journal import Entry
    from workbench.services.descent import Related
    from workbench.services.view import ArticleView
    from workbench.services.workbench import Workbench
    from workbench.tui.screens.desk import Desk

_SAID = "that is what you said already"


def _needs_to_credit(desk: Desk) -> str | None:
    return needs_writing(desk) or needs_article(desk)


def _needs_relation(desk: Desk) -> str | None:
    """An outlet or another article under the cursor, and a database that takes changes."""
    page = desk.page
    if not isinstance(page, RelatedPage):
        return "no related article is under the cursor"
    if page.other and page.other.row.number == page.view.number:
        return "that is the article itself"
    return needs_writing(desk)


def _needs_other(desk: Desk) -> str | None:
    """Another article under the cursor, and a database that takes changes."""
    reason = _needs_relation(desk)
    if reason is None and isinstance(desk.page, RelatedPage) and desk.page.other is None:
        return "only an article can derive from this one"
    return reason


async def _show(desk: Desk, count: int | None) -> None:
    number = article_number(desk)
    if number is not None:
        view, related = await desk.call(RelatedPage.read, desk.bench, number)
        desk.push(RelatedPage(view, related, desk.glyphs))


async def _credit(desk: Desk, count: int | None) -> None:
    page = desk.page
    number = page.view.number if isinstance(page, RelatedPage) else article_number(desk)
    if number is None:
        return
    view = await desk.places.read_article(number)
    picked = await desk.prompts.source("relays which outlet", _organisations(view))
    if picked is None or not picked.name:
        return
    entry = await desk.call(credit_outlet, desk.bench, view, picked.name)
    await _refresh(desk, number)
    desk.say(f"#{number} relays {picked.name}" if entry else _SAID)


def _organisations(view: ArticleView) -> list[str]:
    """Names of organisations in the text: what it may have its story from."""
    names = (
        fact.attributes.name
        for fact in view.facts
        if fact.kind is Kind.ORGANISATION and isinstance(fact.attributes, Name)
    )
    return list(dict.fromkeys(names))[:7]


def _answer(status: RelayStatus) -> Callable[[Desk, int | None], Awaitable[None]]:
    async def run(desk: Desk, count: int | None) -> None:
        page = _page(desk)
        if page.other:
            await _judge(desk, page.other, status, is_derived=page.other.is_derived)
        elif credit := page.credit:
            entry = await desk.call(_answer_credit, desk.bench, page.view, credit, status)
            await _refresh(desk, page.view.number)
            desk.say(f"{credit.outlet}: {status.value}" if entry else _SAID)

    return run


async def _turn(desk: Desk, count: int | None) -> None:
    other = _page(desk).other
    if other:
        await _judge(desk, other, RelayStatus.CONFIRMED, is_derived=not other.is_derived)


async def _judge(desk: Desk, other: Related, status: RelayStatus, *, is_derived: bool) -> None:
    """Answer whether the other article derives from this one, or this one from it."""
    view = _page(desk).view
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
    await desk.call(desk.library.library.refresh_article, other.row.number)
    await _refresh(desk, number)
    verb = "derives" if status is RelayStatus.CONFIRMED else "does not derive"
    desk.say(f"#{derived} {verb} from #{origin}" if entry else _SAID)


def _answer_credit(
    bench: Workbench, view: ArticleView, relay: Relay, status: RelayStatus
) -> Entry | None:
    """A printed credit is a fact, and answered as one; the others are judged."""
    fact = next((f for f in view.facts if f.kind is Kind.RELAY and f.span == relay.span), None)
    if fact is None:
        return judge_credit(bench, view, relay.outlet, status)
    if status is RelayStatus.CONFIRMED:
        return accept_fact(bench, view, fact)
    return answer_fact(bench, view, fact, Verdict.REJECTED)


async def _withdraw(desk: Desk, count: int | None) -> None:
    page = _page(desk)
    await desk.call(_take_back, desk.bench, page.view, page.other, page.credit)
    if page.other:
        await desk.call(desk.library.library.refresh_article, page.other.row.number)
    await _refresh(desk, page.view.number)
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


def _page(desk: Desk) -> RelatedPage:
    page = desk.page
    assert isinstance(page, RelatedPage)
    return page


async def _refresh(desk: Desk, number: int) -> None:
    await desk.call(desk.library.library.refresh_article, number)
    await desk.refresh_page()


HANDLERS: dict[str, Handler[Desk]] = {
    "article.related": Handler(_show, needs_article),
    "article.credit": Handler(_credit, _needs_to_credit),
    "related.accept": Handler(_answer(RelayStatus.CONFIRMED), _needs_relation),
    "related.reject": Handler(_answer(RelayStatus.REJECTED), _needs_relation),
    "related.turn": Handler(_turn, _needs_other),
    "related.withdraw": Handler(_withdraw, _needs_relation),
}
