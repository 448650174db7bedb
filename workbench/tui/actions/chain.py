"""The chain of a claim: adding, removing, moving and describing its hops."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.domain.claim import Assertion, Factuality, HopClass, Mode
from workbench.domain.span import shorten
from workbench.services.chain import (
    Named,
    add_hop,
    add_joint_source,
    move_hop,
    remove_hop,
    set_hop,
    set_source,
)
from workbench.tui.actions.facts import ASSERTIONS, MODES, correct_outlet
from workbench.tui.actions.need import on
from workbench.tui.actions.needs import (
    HOP,
    HOP_OR_CREDIT,
    HOP_ROW,
    MY_CLAIM_HERE,
    ClaimHere,
    CreditHere,
    HopHere,
)
from workbench.tui.actions.who import ask_who
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.domain.claim import Hop
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_CLASSES = (
    Option("n", "named", "named"),
    Option("r", "role: only what they do is told", "role"),
    Option("a", "anonymous: there is somebody, not told who", "anonymous"),
    Option("u", "unattributed: nobody is behind it", "unattributed"),
)
_FACTUALITY = (
    Option("a", "asserts: it is so", "CT+"),
    Option("h", "hedges: probably so", "PR+"),
    Option("p", "hedges: possibly so", "PS+"),
    Option("d", "denies: it is not so", "CT-"),
    Option("n", "denies: probably not so", "PR-"),
    Option("o", "denies: possibly not so", "PS-"),
    Option("k", "knows whether, does not say", "CTu"),
    Option("u", "reports without committing", "Uu"),
)


async def _show(desk: Desk, words: str, *, on: int | None) -> None:
    """Show what was committed, with the cursor on a hop."""
    await desk.places.refresh()
    row = None if on is None else desk.page.row_of_hop(on)
    if row is not None:
        desk.screen.move_to(row)
    desk.say(words)


async def _name(desk: Desk, here: ClaimHere | HopHere, label: str) -> Named | None:
    there = [name for hop in here.claim.hops for name in here.view.names(hop.sources)]
    named = await ask_who(desk, label, here.view, here.claim.span, but=there)
    return named if named and named.name else None


def _add(offset: int, label: str) -> Handler[Desk]:
    async def run(desk: Desk, here: ClaimHere) -> None:
        hop = None if here.hop is None else here.claim.hops[here.hop]
        who = shorten(here.view.hop_name(hop), 24) if hop else ""
        named = await _name(desk, here, label.format(who=who) if who else "who says it")
        if named:
            place = 0 if here.hop is None else here.hop + offset
            await desk.call(add_hop, desk.bench, here.view, here.claim, named, place=place)
            await _show(desk, f"{named.name} is in the chain", on=place)

    return on(MY_CLAIM_HERE, run)


async def _remove(desk: Desk, here: HopHere) -> None:
    await desk.call(remove_hop, desk.bench, here.view, here.claim, here.place)
    left = len(here.claim.hops) > 1
    await _show(desk, "the hop is out", on=max(0, here.place - 1) if left else None)


def _move(step: int) -> Handler[Desk]:
    async def run(desk: Desk, here: HopHere) -> None:
        to = here.place + step
        await desk.call(move_hop, desk.bench, here.view, here.claim, here.place, to=to)
        await _show(desk, "moved", on=to)

    return on(HOP, run)


async def _choose_source(desk: Desk, here: HopHere | CreditHere) -> None:
    if isinstance(here, CreditHere):
        await correct_outlet(desk, here.view, here.relay)
        return
    named = await _name(desk, here, "who")
    if named:
        await desk.call(set_source, desk.bench, here.view, here.claim, here.place, named)
        await _show(desk, f"the source is {named.name}", on=here.place)


async def _add_joint(desk: Desk, here: HopHere) -> None:
    named = await _name(desk, here, "who says it too")
    if named:
        await desk.call(add_joint_source, desk.bench, here.view, here.claim, here.place, named)
        await _show(desk, f"{named.name} says it too", on=here.place)


async def _set(desk: Desk, here: HopHere, hop: Hop, words: str) -> None:
    await desk.call(set_hop, desk.bench, here.view, here.claim, here.place, hop)
    await _show(desk, words, on=here.place)


def _words(desk: Desk, here: HopHere) -> None:
    async def take(page: TextPage) -> None:
        named = replace(here.hop, span=page.article.chosen_words())
        await _set(desk, here, named, "the words that name it are set")

    desk.word_choice.begin(here.hop.span or here.claim.span, take)


async def _cue(desk: Desk, here: HopHere) -> None:
    words = await desk.prompts.line("word of saying", here.hop.cue, kind="cue", selected=True)
    if words is not None:
        await _set(desk, here, replace(here.hop, cue=words.strip()), "the cue is set")


async def _mode(desk: Desk, here: HopHere) -> None:
    chosen = await desk.prompts.choice("mode", MODES, here.hop.mode.value)
    if chosen:
        await _set(desk, here, replace(here.hop, mode=Mode(chosen)), chosen)


async def _class(desk: Desk, here: HopHere) -> None:
    chosen = await desk.prompts.choice("class", _CLASSES, here.hop.hop_class.value)
    if chosen:
        await _set(desk, here, replace(here.hop, hop_class=HopClass(chosen)), chosen)


async def _factuality(desk: Desk, here: HopHere) -> None:
    chosen = await desk.prompts.choice("how firmly", _FACTUALITY, here.hop.factuality.value)
    if chosen:
        firmness = Factuality(chosen)
        changed = here.hop.held(firmness)
        await _set(desk, here, changed, _firmly(firmness))


def _firmly(firmness: Factuality) -> str:
    return next(one.title for one in _FACTUALITY if one.value == firmness.value)


async def _assertion(desk: Desk, here: HopHere) -> None:
    chosen = await desk.prompts.choice("assertion", ASSERTIONS, here.hop.stance.value)
    if chosen:
        await _set(desk, here, here.hop.asserting(Assertion(chosen)), chosen)


HANDLERS: dict[str, Handler[Desk]] = {
    "chain.add_hop": _add(1, "{who} has it from"),
    "chain.add_outer_hop": _add(0, "who passes on {who}"),
    "chain.remove_hop": on(HOP_ROW, _remove),
    "chain.move_in": _move(1),
    "chain.move_out": _move(-1),
    "chain.choose_source": on(HOP_OR_CREDIT, _choose_source),
    "chain.add_joint_source": on(HOP, _add_joint),
    "chain.set_words": on(HOP, _words),
    "chain.set_cue": on(HOP, _cue),
    "chain.set_mode": on(HOP, _mode),
    "chain.set_class": on(HOP, _class),
    "chain.set_factuality": on(HOP, _factuality),
    "chain.set_assertion": on(HOP, _assertion),
}
