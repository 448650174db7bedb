"""What other articles say beside a statement: the list, and its answers one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.claim import LinkKind
from workbench.tui.actions.here import to_change
from workbench.tui.actions.need import Need, need, on
from workbench.tui.registry import Pane
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.tui.pages.counterparts import CounterpartsPage
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_WAYS = (
    "{counterparts.accept} links them so, {counterparts.kind} otherwise, {counterparts.reject} "
    "says that they are unrelated"
)
_THEIRS = "theirs "
"""Before a kind: the link leads from the other statement to ours."""
_KINDS = (
    Option("s", "same: both say the same", "same"),
    Option("c", "contradicts: they cannot both be so", "contradicts"),
    Option("u", "the other one updates this: it is newer", f"{_THEIRS}updates"),
    Option("U", "this one updates the other", "updates"),
    Option("p", "the other one supports this: it is more exact", f"{_THEIRS}supports"),
    Option("P", "this one supports the other", "supports"),
)


_NONE = "no other article is known to say anything of it"


def _asked(desk: Desk) -> TextPage | None:
    page, subject = desk.page.as_text, desk.page.subject
    return page if page and (subject.fact or subject.claim) else None


def _is_alone(desk: Desk, page: TextPage) -> str | None:
    is_known = page.article.told_of is page.article.view
    return _NONE if is_known and page.statement is None else None


_STATEMENT = need(_asked, "no fact or claim is under the cursor").when(_is_alone)


async def _list(desk: Desk, page: TextPage) -> None:
    from workbench.tui.pages.counterparts import CounterpartsPage  # loaded when it is asked for

    await desk.places.beside.known()
    statement = page.statement
    if statement is None:
        desk.warn(_NONE)
        return
    desk.screen.push(CounterpartsPage(statement, desk.glyphs))
    desk.say(_WAYS)


def _page(desk: Desk) -> CounterpartsPage | None:
    from workbench.tui.pages.counterparts import CounterpartsPage

    page = desk.page if desk.page.pane is Pane.COUNTERPARTS else None
    return page if isinstance(page, CounterpartsPage) and page.chosen else None


_CHOSEN: Need[CounterpartsPage] = to_change(
    need(_page, "no statement of another article is under the cursor")
)


def _is_linked(desk: Desk, page: CounterpartsPage) -> str | None:
    """What a colleague linked is still to be answered by the analyst herself."""
    link = page.chosen.link if page.chosen else None
    is_mine = link is not None and link.analyst == desk.bench.analyst
    return "you linked them; {counterparts.kind} corrects the kind" if is_mine else None


_QUESTION = _CHOSEN.when(_is_linked)


async def _accept(desk: Desk, page: CounterpartsPage) -> None:
    from workbench.services.relating import accept_counterpart

    if one := page.chosen:
        await desk.call(accept_counterpart, desk.bench, page.ours, one)
        await desk.places.refresh()
        desk.say(f"linked: {one.stance.kind.value}; {_left(page)}")


async def _kind(desk: Desk, page: CounterpartsPage) -> None:
    from workbench.services.relating import relate

    one = page.chosen
    if one is None:
        return
    is_theirs = one.stance.has_direction and not one.is_ours
    now = f"{_THEIRS if is_theirs else ''}{one.stance.kind.value}"
    answer = await desk.prompts.choice("they are", _KINDS, now)
    if answer is None:
        return
    kind = LinkKind(answer.removeprefix(_THEIRS))
    is_ours = not answer.startswith(_THEIRS)
    entry = await desk.call(relate, desk.bench, page.ours, one, kind, is_ours=is_ours)
    await desk.places.refresh()
    desk.say(f"linked: {kind.value}; {_left(page)}" if entry else "they are linked so already")


async def _reject(desk: Desk, page: CounterpartsPage) -> None:
    from workbench.services.relating import say_unrelated

    if one := page.chosen:
        await desk.call(say_unrelated, desk.bench, page.ours, one)
        await desk.places.refresh()
        desk.say(f"unrelated, and never asked again; {_left(page)}")


def _left(page: CounterpartsPage) -> str:
    return f"{page.waiting or 'none'} left, {{desk.undo}} takes it back"


HANDLERS: dict[str, Handler[Desk]] = {
    "counterparts.list": on(_STATEMENT, _list),
    "counterparts.accept": on(_QUESTION, _accept),
    "counterparts.kind": on(_CHOSEN, _kind),
    "counterparts.reject": on(_QUESTION, _reject),
}
