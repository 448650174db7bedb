"""Sources: card, list, rating, names, merging; the origin of a claim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.domain.filter.fields import SOURCE_FIELDS
from workbench.domain.source import RELIABILITY, Source, SourceKind
from workbench.domain.span import shorten
from workbench.present.assertion import said
from workbench.present.chain import chain_links, chain_runs, origin_line
from workbench.present.corroboration import (
    again_row,
    house_words,
    origin_row,
    origins_words,
    why_words,
)
from workbench.present.counting import counted
from workbench.present.runs import fill_runs
from workbench.services.corroboration import corroboration
from workbench.services.sources import (
    add_alias,
    edit_source,
    last_rationale,
    merge_sources,
    rate_source,
)
from workbench.tui.actions.need import does, on
from workbench.tui.actions.needs import CLAIM, SOURCE, SOURCE_TO_CHANGE, SOURCES
from workbench.tui.actions.who import ask_who
from workbench.tui.pages.lists import Entry, ListPage, list_sources
from workbench.tui.pages.page import words_row
from workbench.tui.screens.prompts import Option
from workbench.tui.views.conflict import changed_since

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from workbench.domain.claim import Claim
    from workbench.domain.origin import Weighed
    from workbench.present.glyphs import Glyphs
    from workbench.present.runs import Runs
    from workbench.services.chain import Named
    from workbench.services.corroboration import Corroboration
    from workbench.tui.pages.host import Host
    from workbench.tui.pages.lists import SourcesPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


async def _origin(desk: Desk, claim: Claim) -> None:
    async def read() -> Sequence[Entry]:
        behind = await desk.call(corroboration, desk.bench, claim.uid)
        return _origin_entries(behind, desk.glyphs)

    title = "Where it comes from, and what stands behind it"
    desk.screen.push(ListPage(title, await read(), read=read))


def _origin_entries(behind: Corroboration, glyphs: Glyphs) -> list[Entry]:
    """The claim's own origin, then every origin behind it; entering one opens its claim."""
    first = behind.told[0]
    links = chain_links(first.chain)
    entries = [
        Entry(words_row(origin_line(first.chain), "origin")),
        Entry(lambda width: fill_runs(chain_runs(links, width, glyphs), width)),
        Entry(words_row("")),
        Entry(words_row(origins_words(behind.count, len(behind.told)), "title")),
    ]
    for origin in behind.origins:
        entries += [_origin_entry(behind, origin, place, glyphs) for place in origin.places]
    houses = behind.houses().items()
    return [*entries, *(Entry(words_row(house_words(*one), "dim")) for one in houses)]


def _origin_entry(behind: Corroboration, origin: Weighed, place: int, glyphs: Glyphs) -> Entry:
    names, told = behind.names_of(origin), behind.told[place]
    owners = behind.owners_of(origin)
    own = told.origin.words if owners else names
    number = told.article.number

    async def opened(host: Host) -> None:
        await host.places.open_claim_of(told.claim.article, told.claim.uid)

    def draw(width: int) -> Runs:
        if place == origin.places[0]:
            return origin_row(origin.standing, names, number, width, owners=owners, glyphs=glyphs)
        return again_row(own, number, width, glyphs)

    return Entry(
        draw,
        opened,
        f"{why_words(origin.standing, names, owners)} - {said(told.claim)}",
    )


async def _card(desk: Desk, uid: str) -> None:
    await desk.places.open_source(uid)


async def _rate(desk: Desk, source: Source) -> None:
    options = [Option(letter, title, letter) for letter, title in RELIABILITY.items()]
    ratings = await desk.call(desk.bench.store.sources.ratings, source.uid)
    label = f"reliability of {shorten(source.name)}"
    if ratings:
        label += f" ({ratings[-1].reliability}, {ratings[-1].analyst} {ratings[-1].at[:10]})"
    letter = await desk.prompts.choice(label, options)
    if letter is None:
        return
    offered = await desk.call(last_rationale, desk.bench, source.uid)

    async def rate(rationale: str, _: object) -> None:
        await desk.call(rate_source, desk.bench, source.uid, letter, rationale, seen=len(ratings))

    because = await desk.prompts.line(
        "because", offered, kind="rationale", take=rate, selected=True
    )
    if because is None:
        return
    await desk.places.refresh()
    desk.say(f"{source.name} is rated {letter}")


def _changing(run: Callable[[Desk, Source], Awaitable[None]]) -> Handler[Desk]:
    """A handler that is called with the source as it is stored now, where that is what the page
    shows of it: whoever changes it, or takes it for reviewed, has seen it."""

    async def read(desk: Desk, uid: str) -> None:
        source = await desk.call(desk.bench.store.sources.get, uid)
        shown = desk.page.shown_source
        if shown and shown.uid == uid and shown != source:
            raise changed_since(shown.name)
        await run(desk, source)

    return on(SOURCE_TO_CHANGE, read)


async def _edit(desk: Desk, before: Source, after: Source, words: str) -> None:
    await desk.call(edit_source, desk.bench, before, after)
    await desk.places.refresh()
    desk.say(words)


async def _accept(desk: Desk, source: Source) -> None:
    await _edit(desk, source, source, f"{source.name} is reviewed")


async def _rename(desk: Desk, source: Source) -> None:
    async def rename(name: str, _: object) -> None:
        is_other = name.strip() and name.strip() != source.name
        aliases = (*source.aliases, source.name) if is_other else source.aliases
        after = replace(source, name=name, aliases=aliases)
        await desk.call(edit_source, desk.bench, source, after)

    if await desk.prompts.line("name", source.name, take=rename) is not None:
        await desk.places.refresh()
        desk.say("renamed; the old name stays as an alias")


KIND_OPTIONS = (
    Option("p", "person", "person"),
    Option("o", "outlet", "outlet"),
    Option("a", "agency", "agency"),
    Option("r", "organisation", "organisation"),
    Option("g", "group", "group"),
    Option("d", "document", "document"),
    Option("u", "unknown", "unknown"),
)


async def _kind(desk: Desk, source: Source) -> None:
    chosen = await desk.prompts.choice("kind", KIND_OPTIONS, source.kind.value)
    if chosen:
        await _edit(desk, source, replace(source, kind=SourceKind(chosen)), f"it is: {chosen}")


async def _alias(desk: Desk, source: Source) -> None:
    done: list[bool] = []

    async def add(alias: str, _: object) -> None:
        done.append(await desk.call(add_alias, desk.bench, source.uid, alias) is not None)

    if await desk.prompts.line("another name of it", take=add) is not None:
        await desk.places.refresh()
        desk.say("alias added" if done[-1] else "it has that name already")


async def _merge(desk: Desk, source: Source) -> None:
    async def merge(into: Named) -> None:
        await desk.call(merge_sources, desk.bench, [source.uid], into.uid)

    label = f"{shorten(source.name)} is the same as"
    picked = await ask_who(desk, label, but=[source.name], may_be_new=False, take=merge)
    if picked is None or not picked.uid:
        return
    is_card = desk.page.is_of_one
    await desk.places.move_on()
    if is_card:
        await desk.places.open_source(picked.uid)
    desk.say(f"{source.name} is {picked.name} now; {{desk.undo}} takes it back")


async def _filter(desk: Desk, page: SourcesPage) -> None:
    async def leave(words: str, _: object) -> None:
        await _show(desk, page, words.strip(), page.listed.order)

    await desk.prompts.terms(
        "filter sources",
        page.listed.words,
        SOURCE_FIELDS,
        kind="source filter",
        values=desk.values(),
        take=leave,
    )


async def _clear(desk: Desk, page: SourcesPage) -> None:
    await _show(desk, page, "", page.listed.order)


async def _order(desk: Desk, page: SourcesPage) -> None:
    from workbench.services.roster import ORDER_WORDS, SourceOrder

    options = [Option(one.value[0], ORDER_WORDS[one], one.value) for one in SourceOrder]
    chosen = await desk.prompts.choice("what comes first", options, page.listed.order)
    if chosen:
        await _show(desk, page, page.listed.words, chosen)
        desk.say(ORDER_WORDS[SourceOrder(chosen)])


async def _show(desk: Desk, page: SourcesPage, words: str, order: str) -> None:
    """List other sources, or the same in another order."""
    page.show(await desk.call(list_sources, desk.bench, words, order))
    page.paint(desk.screen)
    desk.screen.show_marks()
    desk.say(counted(len(page.listed.rows), "source"))


async def _list(desk: Desk) -> None:
    await desk.places.open_sources()


HANDLERS: dict[str, Handler[Desk]] = {
    "origin.show": on(CLAIM, _origin),
    "source.card": on(SOURCE, _card),
    "source.list": does(_list),
    "sources.filter": on(SOURCES, _filter),
    "sources.clear_filter": on(SOURCES, _clear),
    "sources.order": on(SOURCES, _order),
    "source.rate": _changing(_rate),
    "source.accept": _changing(_accept),
    "source.rename": _changing(_rename),
    "source.set_kind": _changing(_kind),
    "source.alias": _changing(_alias),
    "source.merge": _changing(_merge),
}
