"""The chain of a claim: adding, removing, moving and describing its hops."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.domain.claim import Claim, Factuality, Hop, HopClass, Mode
from workbench.services.annotate import edit_claim
from workbench.services.sources import NameBook
from workbench.tui.actions.claims import add_hop
from workbench.tui.actions.conditions import (
    claim_of,
    needs_hop,
    needs_my_claim,
    open_article,
)
from workbench.tui.actions.facts import MODES, find_words, speaker_names
from workbench.tui.actions.registry import Handler
from workbench.tui.pages.claim import ClaimPage
from workbench.tui.screens.prompts import Option, Picked

if TYPE_CHECKING:
    from workbench.services.workbench import Workbench
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


async def _save(
    desk: Desk, claim: Claim, hops: tuple[Hop, ...], words: str, *, on: int | None = None
) -> None:
    """Commit a chain and show it, with the cursor on a hop."""
    view = open_article(desk).view
    await desk.call(edit_claim, desk.bench, view, replace(claim, hops=hops))
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


async def _pick(desk: Desk, claim: Claim, label: str) -> Picked | None:
    near = speaker_names(open_article(desk).view, claim.span.start)
    picked = await desk.prompts.source(label, near)
    return picked if picked and (picked.uid or picked.name) else None


def _add(offset: int, label: str) -> Callable[[Desk, int | None], Awaitable[None]]:
    async def run(desk: Desk, count: int | None) -> None:
        page, claim = _page(desk)
        picked = await _pick(desk, claim, label)
        if picked:
            place = 0 if page.hop is None else page.hop + offset
            await add_hop(desk, claim, picked.uid, picked.name, place)
            await desk.refresh_page()
            put_on_hop(desk, place)
            desk.say(f"{picked.name} is in the chain")

    return run


async def _remove(desk: Desk, count: int | None) -> None:
    page, claim = _page(desk)
    place = page.hop
    assert place is not None
    hops = (*claim.hops[:place], *claim.hops[place + 1 :])
    await _save(desk, claim, hops, "the hop is out", on=max(0, place - 1) if hops else None)


def _move(step: int) -> Handler[Desk]:
    async def run(desk: Desk, count: int | None) -> None:
        page, claim = _page(desk)
        place = page.hop
        assert place is not None
        target = place + step
        if not 0 <= target < len(claim.hops):
            desk.say("it is at the end of the chain")
            return
        hops = list(claim.hops)
        hops[place], hops[target] = hops[target], hops[place]
        await _save(desk, claim, tuple(hops), "moved", on=target)

    return Handler(run, needs_hop)


async def _choose_source(desk: Desk, count: int | None) -> None:
    await _set_source(desk, joint=())


async def _add_joint(desk: Desk, count: int | None) -> None:
    page, claim = _page(desk)
    assert page.hop is not None
    await _set_source(desk, joint=claim.hops[page.hop].sources)


async def _set_source(desk: Desk, *, joint: tuple[str, ...]) -> None:
    """Choose a hop's source, beside those that say it jointly."""
    page, claim = _page(desk)
    place = page.hop
    assert place is not None
    picked = await _pick(desk, claim, "who says it too" if joint else "who")
    if picked is None:
        return
    view = open_article(desk).view

    def change(bench: Workbench) -> None:
        book = NameBook(bench)
        uid = picked.uid or book.uid(picked.name)
        sources = tuple(dict.fromkeys((*joint, uid)))
        hop = replace(claim.hops[place], sources=sources)
        if not joint:
            span = find_words(view.text, picked.name, claim.span)
            hop = replace(hop, span=span or hop.span)
        hops = (*claim.hops[:place], hop, *claim.hops[place + 1 :])
        edit_claim(bench, view, replace(claim, hops=hops), book=book)

    await desk.call(change, desk.bench)
    await desk.refresh_page()
    put_on_hop(desk, place)
    desk.say(f"the source is {picked.name}" if not joint else f"{picked.name} says it too")


def _words(desk: Desk, count: int | None) -> None:
    page, claim = _page(desk)
    place = page.hop
    assert place is not None
    hop = claim.hops[place]

    async def take(text_page: ArticlePage) -> None:
        changed = replace(hop, span=text_page.article.chosen_words())
        hops = (*claim.hops[:place], changed, *claim.hops[place + 1 :])
        await _save(desk, claim, hops, "the words that name it are set", on=place)

    desk.choose_words(hop.span or claim.span, take)


async def _cue(desk: Desk, count: int | None) -> None:
    page, claim = _page(desk)
    place = page.hop
    assert place is not None
    words = await desk.prompts.line("word of saying", claim.hops[place].cue, kind="cue")
    if words is not None:
        await _set(desk, lambda hop: replace(hop, cue=words.strip()), "the cue is set")


async def _mode(desk: Desk, count: int | None) -> None:
    chosen = await desk.prompts.choice("mode", MODES, _hop(desk).mode.value)
    if chosen:
        await _set(desk, lambda hop: replace(hop, mode=Mode(chosen)), chosen)


async def _class(desk: Desk, count: int | None) -> None:
    chosen = await desk.prompts.choice("class", _CLASSES, _hop(desk).hop_class.value)
    if chosen is None:
        return
    hop_class = HopClass(chosen)
    if hop_class is HopClass.UNATTRIBUTED:
        await _set(desk, lambda hop: replace(hop, hop_class=hop_class, sources=()), chosen)
    else:
        await _set(desk, lambda hop: replace(hop, hop_class=hop_class), chosen)


async def _factuality(desk: Desk, count: int | None) -> None:
    chosen = await desk.prompts.choice("how firmly", _FACTUALITY, _hop(desk).factuality.value)
    if chosen:
        firmness = Factuality(chosen)
        words = f"it {firmness.word} ({chosen})"
        await _set(desk, lambda hop: replace(hop, factuality=firmness), words)


def _hop(desk: Desk) -> Hop:
    page, claim = _page(desk)
    assert page.hop is not None
    return claim.hops[page.hop]


async def _set(desk: Desk, change: Callable[[Hop], Hop], words: str) -> None:
    page, claim = _page(desk)
    place = page.hop
    assert place is not None
    hops = (*claim.hops[:place], change(claim.hops[place]), *claim.hops[place + 1 :])
    await _save(desk, claim, hops, words, on=place)


HANDLERS: dict[str, Handler[Desk]] = {
    "chain.add_hop": Handler(_add(1, "has it from"), needs_my_claim),
    "chain.add_outer_hop": Handler(_add(0, "who passes it on"), needs_my_claim),
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
