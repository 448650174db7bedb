"""Sources: card, list, rating, names, merging; the origin of a claim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.domain.source import RELIABILITY, Source, SourceKind
from workbench.domain.span import shorten
from workbench.present.chain import chain_runs, claim_links, origin_line
from workbench.present.corroboration import again_row, origin_row, origins_words, why_words
from workbench.present.denial import said
from workbench.present.runs import fill_runs
from workbench.services.corroboration import corroboration
from workbench.services.sources import (
    add_alias,
    edit_source,
    last_rationale,
    merge_sources,
    rate_source,
)
from workbench.tui.actions.conditions import (
    claim_of,
    needs_claim,
    needs_source,
    needs_source_to_change,
    source_uid,
)
from workbench.tui.pages.lists import CardPage, Entry, ListPage
from workbench.tui.pages.page import words
from workbench.tui.registry import Handler
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.domain.origin import Weighed
    from workbench.present.glyphs import Glyphs
    from workbench.present.runs import Runs
    from workbench.services.corroboration import Corroboration
    from workbench.tui.screens.desk import Desk


async def _origin(desk: Desk, count: int | None) -> None:
    claim = claim_of(desk)
    assert claim is not None

    async def read(desk: Desk) -> Sequence[Entry]:
        behind = await desk.call(corroboration, desk.bench, claim.uid, desk.sight)
        return _origin_entries(behind, desk.glyphs)

    title = "Where it comes from, and what stands behind it"
    desk.push(ListPage(title, await read(desk), reader=read))


def _origin_entries(behind: Corroboration, glyphs: Glyphs) -> list[Entry]:
    """The claim's own origin, then every origin behind it; entering one opens its claim."""
    first = behind.told[0]
    links = claim_links(first.article.outlet, first.relays, first.claim.hops, first.names)
    entries = [
        Entry(words(origin_line(first.origin, first.names), "origin")),
        Entry(lambda width: fill_runs(chain_runs(links, width, glyphs), width)),
        Entry(words("")),
        Entry(words(origins_words(behind.count, len(behind.told)), "title")),
    ]
    for origin in behind.origins:
        entries += [_origin_entry(behind, origin, place, glyphs) for place in origin.places]
    return entries


def _origin_entry(behind: Corroboration, origin: Weighed, place: int, glyphs: Glyphs) -> Entry:
    name, told = behind.names_of(origin), behind.told[place]
    number = told.article.number

    async def opened(desk: Desk) -> None:
        await desk.places.open_claim_of(told.claim.article, told.claim.uid)

    def draw(width: int) -> Runs:
        if place == origin.places[0]:
            return origin_row(origin.standing, name, number, width, glyphs)
        return again_row(name, number, width, glyphs)

    return Entry(
        draw,
        opened,
        f"{why_words(origin.standing, name)} - {said(told.claim)}",
    )


async def _card(desk: Desk, count: int | None) -> None:
    uid = source_uid(desk)
    if uid and not isinstance(desk.page, CardPage):
        await desk.places.open_source(uid)


async def _rate(desk: Desk, count: int | None) -> None:
    uid = source_uid(desk)
    assert uid is not None
    source = await desk.call(desk.bench.store.sources.get, uid)
    options = [Option(letter, title, letter) for letter, title in RELIABILITY.items()]
    letter = await desk.prompts.choice(f"reliability of {shorten(source.name)}", options)
    if letter is None:
        return
    offered = await desk.call(last_rationale, desk.bench, uid)
    rationale = await desk.prompts.line("because", offered, kind="rationale")
    if rationale is None:
        return
    await desk.call(rate_source, desk.bench, uid, letter, rationale)
    await desk.refresh_page()
    desk.say(f"{source.name} is rated {letter}")


async def _edit(desk: Desk, before: Source, after: Source, words: str) -> None:
    await desk.call(edit_source, desk.bench, before, after)
    await desk.refresh_page()
    desk.say(words)


async def _source(desk: Desk) -> Source:
    uid = source_uid(desk)
    assert uid is not None
    return await desk.call(desk.bench.store.sources.get, uid)


async def _accept(desk: Desk, count: int | None) -> None:
    source = await _source(desk)
    await _edit(desk, source, source, f"{source.name} is reviewed")


async def _rename(desk: Desk, count: int | None) -> None:
    source = await _source(desk)
    name = await desk.prompts.line("name", source.name)
    if name is None:
        return
    aliases = source.aliases
    if name.strip() and name.strip() != source.name:
        aliases = (*aliases, source.name)
    after = replace(source, name=name, aliases=aliases)
    await _edit(desk, source, after, "renamed; the old name stays as an alias")


KIND_OPTIONS = (
    Option("p", "person", "person"),
    Option("o", "outlet", "outlet"),
    Option("a", "agency", "agency"),
    Option("r", "organisation", "organisation"),
    Option("g", "group", "group"),
    Option("d", "document", "document"),
    Option("u", "unknown", "unknown"),
)


async def _kind(desk: Desk, count: int | None) -> None:
    source = await _source(desk)
    chosen = await desk.prompts.choice("kind", KIND_OPTIONS, source.kind.value)
    if chosen:
        await _edit(desk, source, replace(source, kind=SourceKind(chosen)), f"it is: {chosen}")


async def _alias(desk: Desk, count: int | None) -> None:
    uid = source_uid(desk)
    assert uid is not None
    alias = await desk.prompts.line("another name of it")
    if alias and alias.strip():
        entry = await desk.call(add_alias, desk.bench, uid, alias)
        await desk.refresh_page()
        desk.say("alias added" if entry else "it has that name already")


async def _merge(desk: Desk, count: int | None) -> None:
    source = await _source(desk)
    picked = await desk.prompts.source(f"{shorten(source.name)} is the same as")
    if picked is None or not picked.uid:
        return
    await desk.call(merge_sources, desk.bench, [source.uid], picked.uid)
    if isinstance(desk.page, CardPage):
        await desk.pop()
        await desk.places.open_source(picked.uid)
    else:
        await desk.refresh_page()
    desk.say(f"{source.name} is {picked.name} now; u takes it back")


async def _list(desk: Desk, count: int | None) -> None:
    await desk.places.open_sources()


HANDLERS: dict[str, Handler[Desk]] = {
    "origin.show": Handler(_origin, needs_claim),
    "source.card": Handler(_card, needs_source),
    "source.list": Handler(_list),
    "source.rate": Handler(_rate, needs_source_to_change),
    "source.accept": Handler(_accept, needs_source_to_change),
    "source.rename": Handler(_rename, needs_source_to_change),
    "source.set_kind": Handler(_kind, needs_source_to_change),
    "source.alias": Handler(_alias, needs_source_to_change),
    "source.merge": Handler(_merge, needs_source_to_change),
}
