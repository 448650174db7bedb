"""The chain of a claim: adding, removing, moving and describing its hops."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.domain.claim import Claim, Factuality, Hop, HopClass, Mode
from workbench.services.chain import (
    Named,
    add_hop,
    add_joint_source,
    move_hop,
    remove_hop,
    set_hop,
    set_source,
    speakers_near,
)
from workbench.tui.actions.conditions import (
    claim_of,
    needs_hop,
    needs_my_claim,
    open_article,
)
from workbench.tui.actions.facts import MODES
from workbench.tui.pages.claim import ClaimPage
from workbench.tui.registry import Handler
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.tui.pages.article import ArticlePage
    from workbench.tui.screens.desk import Desk

_CLASSES = (
    Option("n", "named", "named"),
    Option("r", "role: only what they do is told", "role"),
    Option("a", "anonymous: there is somebody, not told who", "anonymous"),
    Option("u", "unattributed: nobody is behind it", "unattributed"),
)
_FACTUALITY = (
    Option("a", "asserts: it is so (CT+)", "CT+"),
    Option("h", "hedges: probably so (PR+)", "PR+"),
    Option("p", "hedges: possibly so (PS+)", "PS+"),
    Option("d", "denies: it is not so (CT-)", "CT-"),
    Option("n", "denies: probably not so (PR-)", "PR-"),
    Option("o", "denies: possibly not so (PS-)", "PS-"),
    Option("k", "knows whether, does not say (CTu)", "CTu"),
    Option("u", "reports without committing (Uu)", "Uu"),
)


def _page(desk: Desk) -> tuple[ClaimPage, Claim]:
    page, claim = desk.page, claim_of(desk)
    assert isinstance(page, ClaimPage)
    assert claim is not None
    return page, claim


def _place(desk: Desk) -> int:
    """Position of the hop under the cursor; only asked where there is one."""
    page, _ = _page(desk)
    assert page.hop is not None
    return page.hop


async def _show(desk: Desk, words: str, *, on: int | None) -> None:
    """Show what was committed, with the cursor on a hop."""
    await desk.refresh_page()
    put_on_hop(desk, on)
    desk.say(words)


def put_on_hop(desk: Desk, place: int | None) -> None:
    """Put the cursor on the row of a hop."""
    page = desk.page
    if place is None or not isinstance(page, ClaimPage):
        return
    for at, row in enumerate(page.rows):
        if row.hop == place:
            desk.move_to(at)


async def _name(desk: Desk, label: str) -> Named | None:
    _, claim = _page(desk)
    near = speakers_near(open_article(desk).view, claim.span.start)
    named = await desk.prompts.source(label, near)
    return named if named and named.name else None


def _add(offset: int, label: str) -> Handler[Desk]:
    async def run(desk: Desk, count: int | None) -> None:
        page, claim = _page(desk)
        named = await _name(desk, label)
        if named:
            place = 0 if page.hop is None else page.hop + offset
            view = open_article(desk).view
            await desk.call(add_hop, desk.bench, view, claim, named, place=place)
            await _show(desk, f"{named.name} is in the chain", on=place)

    return Handler(run, needs_my_claim)


async def _remove(desk: Desk, count: int | None) -> None:
    _, claim = _page(desk)
    place = _place(desk)
    await desk.call(remove_hop, desk.bench, open_article(desk).view, claim, place)
    await _show(desk, "the hop is out", on=max(0, place - 1) if len(claim.hops) > 1 else None)


def _move(step: int) -> Handler[Desk]:
    async def run(desk: Desk, count: int | None) -> None:
        _, claim = _page(desk)
        place = _place(desk)
        view = open_article(desk).view
        await desk.call(move_hop, desk.bench, view, claim, place, to=place + step)
        await _show(desk, "moved", on=place + step)

    return Handler(run, needs_hop)


async def _choose_source(desk: Desk, count: int | None) -> None:
    _, claim = _page(desk)
    place = _place(desk)
    named = await _name(desk, "who")
    if named:
        await desk.call(set_source, desk.bench, open_article(desk).view, claim, place, named)
        await _show(desk, f"the source is {named.name}", on=place)


async def _add_joint(desk: Desk, count: int | None) -> None:
    _, claim = _page(desk)
    place = _place(desk)
    named = await _name(desk, "who says it too")
    if named:
        view = open_article(desk).view
        await desk.call(add_joint_source, desk.bench, view, claim, place, named)
        await _show(desk, f"{named.name} says it too", on=place)


async def _set(desk: Desk, hop: Hop, words: str, *, place: int) -> None:
    _, claim = _page(desk)
    await desk.call(set_hop, desk.bench, open_article(desk).view, claim, place, hop)
    await _show(desk, words, on=place)


def _hop(desk: Desk) -> tuple[Hop, int]:
    _, claim = _page(desk)
    place = _place(desk)
    return claim.hops[place], place


def _words(desk: Desk, count: int | None) -> None:
    _, claim = _page(desk)
    hop, place = _hop(desk)

    async def take(page: ArticlePage) -> None:
        named = replace(hop, span=page.article.chosen_words())
        await _set(desk, named, "the words that name it are set", place=place)

    desk.word_choice.begin(hop.span or claim.span, take)


async def _cue(desk: Desk, count: int | None) -> None:
    hop, place = _hop(desk)
    words = await desk.prompts.line("word of saying", hop.cue, kind="cue")
    if words is not None:
        await _set(desk, replace(hop, cue=words.strip()), "the cue is set", place=place)


async def _mode(desk: Desk, count: int | None) -> None:
    hop, place = _hop(desk)
    chosen = await desk.prompts.choice("mode", MODES, hop.mode.value)
    if chosen:
        await _set(desk, replace(hop, mode=Mode(chosen)), chosen, place=place)


async def _class(desk: Desk, count: int | None) -> None:
    hop, place = _hop(desk)
    chosen = await desk.prompts.choice("class", _CLASSES, hop.hop_class.value)
    if chosen:
        await _set(desk, replace(hop, hop_class=HopClass(chosen)), chosen, place=place)


async def _factuality(desk: Desk, count: int | None) -> None:
    hop, place = _hop(desk)
    chosen = await desk.prompts.choice("how firmly", _FACTUALITY, hop.factuality.value)
    if chosen:
        firmness = Factuality(chosen)
        changed = replace(hop, factuality=firmness)
        await _set(desk, changed, f"it {firmness.word} ({chosen})", place=place)


HANDLERS: dict[str, Handler[Desk]] = {
    "chain.add_hop": _add(1, "has it from"),
    "chain.add_outer_hop": _add(0, "who passes it on"),
    "chain.remove_hop": Handler(_remove, needs_hop),
    "chain.move_in": _move(1),
    "chain.move_out": _move(-1),
    "chain.choose_source": Handler(_choose_source, needs_hop),
    "chain.add_joint_source": Handler(_add_joint, needs_hop),
    "chain.set_words": Handler(_words, needs_hop),
    "chain.set_cue": Handler(_cue, needs_hop),
    "chain.set_mode": Handler(_mode, needs_hop),
    "chain.set_class": Handler(_class, needs_hop),
    "chain.set_factuality": Handler(_factuality, needs_hop),
}
