"""Accepting and rejecting what is under the cursor: a fact, or the row of a claim's page.

A row there is a credit, a hop or a link: an answer is about that one alone. The whole claim is
rejected only where that is agreed to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.claim import Claim
from workbench.domain.decision import Verdict
from workbench.domain.relay import RelayStatus
from workbench.services.descent import answer_relay
from workbench.tui.actions.facts import accept, answer, reject
from workbench.tui.actions.losing import may_go
from workbench.tui.actions.need import Lack, on
from workbench.tui.actions.needs import ANSWERABLE, FACT_TO_ANSWER
from workbench.tui.actions.rechained import otherwise

if TYPE_CHECKING:
    from workbench.domain.relay import Relay
    from workbench.services.view import ArticleView
    from workbench.tui.actions.needs import FactHere
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


async def _accept(desk: Desk, here: FactHere | Claim) -> None:
    if relay := desk.page.subject.relay:
        await _answer_relay(desk, relay, RelayStatus.CONFIRMED)
        return
    fact = FACT_TO_ANSWER.find(desk) if isinstance(here, Claim) else here
    if isinstance(fact, Lack):
        desk.warn(fact.words)
    else:
        await accept(desk, fact)


async def _reject(desk: Desk, here: FactHere | Claim) -> None:
    if not isinstance(here, Claim):
        await reject(desk, here)
        return
    subject = desk.page.subject
    if subject.relay:
        await _answer_relay(desk, subject.relay, RelayStatus.REJECTED)
    elif subject.is_hop:
        await desk.do("chain.remove_hop")
    elif subject.link:
        await desk.do("claim.unlink")
    elif desk.opened:
        await _reject_whole(desk, desk.opened.article.view, here)


async def _reject_whole(desk: Desk, view: ArticleView, claim: Claim) -> None:
    if not await may_go(desk, view, claim, "reject the whole claim", whole=True):
        return
    fact = FACT_TO_ANSWER.find(desk)
    if isinstance(fact, Lack):  # a claim of the analyst's own words
        await desk.do("claim.withdraw")
    else:
        await answer(desk, fact, Verdict.REJECTED, "reject")


async def _answer_relay(desk: Desk, relay: Relay, status: RelayStatus) -> None:
    if desk.opened is None:
        return
    view = desk.opened.article.view
    entry = await desk.call(answer_relay, desk.bench, view, relay, status)
    await desk.places.refresh_row(view.number)
    await desk.places.refresh()
    what = relay.outlet or "the article that it derives from"
    done = f"{what}: {status.value}" if entry else "that is what you said already"
    desk.say(done + await otherwise(desk, entry))


HANDLERS: dict[str, Handler[Desk]] = {
    "fact.accept": on(ANSWERABLE, _accept),
    "fact.reject": on(ANSWERABLE, _reject),
}
