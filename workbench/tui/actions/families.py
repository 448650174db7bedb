"""Families: what a source belongs to is said, ended, taken from the table of publishers, listed.

The services are loaded with the first of these acts: on many days there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.span import shorten
from workbench.tui.actions.need import does, on
from workbench.tui.actions.needs import SOURCE_TO_CHANGE
from workbench.tui.actions.who import BODIES, ask_who
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.domain.family import Tie
    from workbench.domain.source import Source
    from workbench.services.chain import Named
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_TIES = (
    Option("p", "a part of it: an origin of its own", "part"),
    Option("o", "owned by it: outlets of one owner are one origin", "owned"),
)


async def ask_owner(desk: Desk, whose: str) -> Named | None:
    """What some sources belong to; None where nobody is named."""
    picked = await ask_who(desk, f"{whose} to", kinds=BODIES)
    return picked if picked and picked.name else None


async def ask_grounds(
    desk: Desk, label: str = "since (2019, 2019-05 or a day; empty: always)", value: str = ""
) -> tuple[str, str] | None:
    """From when on they belong, and how that is known; None where either is not said."""
    since = await _ask_since(desk, label, value)
    rationale = None if since is None else await desk.prompts.line("because", kind="belongs")
    return None if since is None or rationale is None else (since, rationale)


async def _ask_since(desk: Desk, label: str, value: str) -> str | None:
    """From when on; None where nothing is said."""
    from workbench.services.belonging import as_day

    async def check(words: str, _: object) -> None:
        as_day(words)

    said = await desk.prompts.line(label, value, kind="since", take=check, selected=True)
    return None if said is None else as_day(said)


async def _ask_tie(desk: Desk, source: Source) -> Tie | None:
    """How it belongs, where that does not follow from what it is."""
    from workbench.domain.family import Tie

    usual = Tie.usual(source.kind)
    if usual is Tie.OWNED:
        return usual
    chosen = await desk.prompts.choice("it is", _TIES, usual.value)
    return Tie(chosen) if chosen else None


async def _set_owner(desk: Desk, uid: str) -> None:
    from workbench.services.belonging import set_owner

    source = await desk.call(desk.bench.store.sources.get, uid)
    owner = await ask_owner(desk, f"{shorten(source.name)} belongs")
    tie = await _ask_tie(desk, source) if owner else None
    if owner is None or tie is None or (grounds := await ask_grounds(desk)) is None:
        return
    since, rationale = grounds
    await desk.call(set_owner, desk.bench, [uid], owner, since=since, tie=tie, rationale=rationale)
    await _told(desk, uid)


async def _end_owner(desk: Desk, uid: str) -> None:
    from workbench.services.belonging import end_belonging

    grounds = await ask_grounds(desk, "belongs to nothing since", desk.bench.now()[:10])
    if grounds is None:
        return
    since, rationale = grounds
    await desk.call(end_belonging, desk.bench, uid, since=since, rationale=rationale)
    await _told(desk, uid)


async def _take_owner(desk: Desk, uid: str) -> None:
    from workbench.services.belonging import take_proposals

    source = await desk.call(desk.bench.store.sources.get, uid)
    if await desk.call(take_proposals, desk.bench, [source]):
        await _told(desk, uid)
    else:
        desk.say("what it belongs to was said already; {source.set_owner} says otherwise")


async def _told(desk: Desk, uid: str) -> None:
    """Show it, and say what the source belongs to now: something may count from another day on."""
    from workbench.services.families import family_card

    source: Source = await desk.call(desk.bench.store.sources.get, uid)
    family = await desk.call(family_card, desk.bench, source)
    await desk.places.refresh()
    above = ", of ".join(family.above) or "nothing"
    desk.say(f"{source.name} belongs to {above} now; {{desk.undo}} takes it back")


async def _list(desk: Desk) -> None:
    await desk.places.open_families()


HANDLERS: dict[str, Handler[Desk]] = {
    "source.set_owner": on(SOURCE_TO_CHANGE, _set_owner),
    "source.end_owner": on(SOURCE_TO_CHANGE, _end_owner),
    "source.take_owner": on(SOURCE_TO_CHANGE, _take_owner),
    "source.families": does(_list),
}
