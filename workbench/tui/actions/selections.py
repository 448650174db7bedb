"""Selections: listing them, working through one, saving the library's filter under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.filter import ORDER_WORDS, Order
from workbench.domain.filter.parsing import LANGUAGE
from workbench.errors import UsageError
from workbench.present.dividing import division_words
from workbench.present.standing import askers_words
from workbench.services.dividing import Rule, checked_names, divide_selection, due_day
from workbench.services.selections import (
    askers_of,
    check_name,
    drop_selection,
    freeze_selection,
    look_at,
    save_selection,
)
from workbench.tui.actions.here import WRITING
from workbench.tui.actions.need import does, on
from workbench.tui.actions.needs import SELECTION
from workbench.tui.pages.selections import SelectionsPage, listed_selections
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.domain.selection import Selection
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_MOST_EACH = 9
_PLAIN, _QUEUE, _OTHERS, _WATCH = "plain", "queue", "others", "watch"
_SORTS = (
    Option("s", "a selection: a filter with a name", _PLAIN),
    Option("m", "my queue: says how far I am", _QUEUE),
    Option("o", "somebody else's queue", _OTHERS),
    Option("w", "a watch: says what is new since one looked", _WATCH),
)


async def _list(desk: Desk) -> None:
    listed = await desk.call(listed_selections, desk.bench)
    desk.screen.push(SelectionsPage(listed, lambda chosen: _work_through(desk, chosen)))


async def _work_through(desk: Desk, selection: Selection) -> None:
    """Show the articles of a selection, on the library, and nothing above it."""
    standing = await desk.call(look_at, desk.bench, selection)
    await desk.places.filter_library(selection.term)
    desk.screen.clear_message()  # that it takes long is no longer so; how far one is stands there
    await desk.places.to_library()
    if selection.is_watch and standing.looked_at:
        looked = standing.looked_at[:16].replace("T", " ")
        alone = f"; number:>{standing.seen} in the filter shows them alone" if standing.new else ""
        desk.say(f"{standing.new} new since {looked}{alone}")


async def _save(desk: Desk) -> None:
    library = desk.screen.library.library
    now = library.selection
    mine = now if now and now.analyst == desk.bench.analyst and not now.is_set else None

    async def check(name: str, _: object) -> None:
        await desk.call(check_name, desk.bench, name)

    known = mine.name if mine else ""
    name = await desk.prompts.line("save as", known, kind="selection", take=check, selected=True)
    if name is None:
        return
    there = (await desk.call(check_name, desk.bench, name))[1]
    if there and (mine is None or there != mine) and not await _replaces(desk, there):
        return
    sort = await desk.prompts.choice("as", _SORTS, _sort_of(mine))
    if sort is None:
        return
    owner = {_QUEUE: desk.bench.analyst}.get(sort, "")
    if sort == _OTHERS:
        owner = await desk.prompts.line("whose queue", kind="analyst", take=_needs_words) or ""
        if not owner:
            return
        owner = owner.strip()
    # Saved again or under a further name: what it asks for, not itself.
    is_itself = now is not None and not now.is_set and library.words == now.term
    saved = await desk.call(
        save_selection,
        desk.bench,
        name,
        where=now.where if now and is_itself else library.words,
        language=now.language if now and is_itself else LANGUAGE,
        order=library.order,
        owner=owner,
        is_watch=sort == _WATCH,
        seen=there,
        must_be_seen=True,
    )
    await desk.places.filter_library(saved.term)
    desk.say(f"saved: {saved.title}; {{desk.undo}} takes it back")


async def _replaces(desk: Desk, there: Selection) -> bool:
    """Whether one of the analyst's own that is not the one on the screen is to be another: a
    selection of that name was forgotten, or saved since at another desk."""
    options = [
        Option("n", "keep it, save nothing", ""),
        Option("r", f"replace what it asks for: {there.told}", "r"),
    ]
    return bool(await desk.prompts.choice(f"{there.title} is there already", options))


async def _needs_words(words: str, _: object) -> None:
    if not words.strip():
        raise UsageError("a name is needed")


def _sort_of(selection: Selection | None) -> str:
    if selection is None:
        return _PLAIN
    if selection.owner:
        return _QUEUE if selection.owner == selection.analyst else _OTHERS
    return _WATCH if selection.is_watch else _PLAIN


async def _order(desk: Desk) -> None:
    library = desk.screen.library.library
    options = [Option(order.value[0], ORDER_WORDS[order], order.value) for order in Order]
    chosen = await desk.prompts.choice("what comes first", options, library.order.value)
    if chosen:
        await desk.places.filter_library(library.words, Order(chosen))
        desk.say(ORDER_WORDS[Order(chosen)])


def _bars(desk: Desk) -> None:
    is_on = not desk.screen.shows_days
    desk.screen.wish(desk.screen.wishes._replace(wants_days=is_on))
    desk.say(f"bars by date: {'on' if is_on else 'off'}")


async def _drop(desk: Desk, selection: Selection) -> None:
    dropped = await desk.call(drop_selection, desk.bench, selection.name, seen=selection)
    asked = askers_words(await desk.call(askers_of, desk.bench, dropped))
    await desk.places.refresh()
    desk.say(f"dropped: {dropped.title}{asked}; {{desk.undo}} brings it back")


async def _freeze(desk: Desk, selection: Selection) -> None:
    frozen = await desk.call(freeze_selection, desk.bench, selection.name, seen=selection)
    await desk.places.refresh()
    many = len(frozen.articles or ())
    desk.say(f"frozen: {frozen.title}, {many} articles; {{desk.undo}} thaws it")


async def _divide(desk: Desk, selection: Selection) -> None:
    """Ask among whom, by how many and by when, say what it comes to, and do it."""

    async def check_names(words: str, _: object) -> None:
        checked_names(words.split(","))

    async def check_day(words: str, _: object) -> None:
        due_day(desk.bench, words.strip())

    label = f"divide {selection.name} among (names, with commas)"
    among = await desk.prompts.line(label, "", kind="analysts", take=check_names)
    if among is None:
        return
    names = checked_names(among.split(","))
    each = 1
    if len(names) > 1:
        options = [
            Option(str(number), f"each article by {number}", str(number))
            for number in range(1, min(len(names), _MOST_EACH) + 1)
        ]
        chosen = await desk.prompts.choice("judged by", options, "1")
        if chosen is None:
            return
        each = int(chosen)
    due = await desk.prompts.line("due (2026-12-01, +1w, or empty)", "", kind="due", take=check_day)
    if due is None:
        return
    rule = Rule(names, each, due=due_day(desk.bench, due.strip()))
    division = await desk.call(divide_selection, desk.bench, selection.name, rule)
    await desk.places.refresh()
    words = division_words(
        division.selection.title,
        articles=division.articles,
        given=division.given,
        left=len(division.left),
        due=division.rule.due,
    )
    desk.say(f"{words}; {{desk.undo}} takes it back" if division.given else words)


HANDLERS: dict[str, Handler[Desk]] = {
    "library.selections": does(_list),
    "library.save_selection": does(_save, WRITING),
    "library.order": does(_order),
    "library.bars": does(_bars),
    "selections.divide": on(SELECTION, _divide),
    "selections.drop": on(SELECTION, _drop),
    "selections.freeze": on(SELECTION, _freeze),
}
