"""Sources: card, list, rating, names, merging; the origin of a claim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.domain.source import RELIABILITY, Source, SourceKind
from workbench.domain.span import shorten
from workbench.present.chain import origin_line
from workbench.present.runs import words_line
from workbench.services.annotate import independent_origins
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
from workbench.tui.actions.registry import Handler
from workbench.tui.pages.article import source_names
from workbench.tui.pages.lists import CardPage, Entry, ListPage
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk


async def _origin(desk: Desk, count: int | None) -> None:
    claim, page = claim_of(desk), desk.article_page
    assert claim is not None
    assert page is not None
    view = page.article.view
    found = await desk.call(independent_origins, desk.bench, view, claim)
    linked = sum(claim.uid in (link.claim, link.other) for link in view.links)
    origin = view.origin(claim)
    lines = [origin_line(origin, source_names(page.article)), ""]
    lines += [f"  {name}" for name in view.chain(claim.hops)]
    lines += ["", f"independent origins over this claim and {linked} linked ones: {found}"]
    if not origin.counts:
        lines.append("an unattributed claim counts as no origin")
    elif origin.anonymous:
        lines.append("an anonymous origin is not confirmed: two of them never count as two")
    desk.push(
        ListPage(
            "Where it comes from",
            [Entry(lambda width, line=line: words_line(line, width)) for line in lines],  # type: ignore[misc]
        )
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


_KIND_OPTIONS = (
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
    chosen = await desk.prompts.choice("kind", _KIND_OPTIONS, source.kind.value)
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
