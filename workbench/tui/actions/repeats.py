"""The sentence under the cursor in other articles: where it stands, the earliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.landing import Why
from workbench.domain.motion import Unit
from workbench.domain.span import shorten
from workbench.present.counting import counted
from workbench.present.shelf import hit_line
from workbench.services.repeats import EXACT, Repeat, repeats, when_words
from workbench.tui.actions.elsewhere import object_span
from workbench.tui.actions.here import OPENED_FIRST
from workbench.tui.actions.need import on
from workbench.tui.pages.lists import Entry, ListPage

if TYPE_CHECKING:
    from workbench.present.runs import Runs
    from workbench.tui.pages.host import Host
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_SHOWN = 40
"""Code points of the sentence that the title says."""

_DIFFERS = {Why.NUMBER: "number", Why.NEGATION: "denied"}
"""Before a place that says another thing; its own words say the whole."""


async def _repeats(desk: Desk, page: TextPage) -> None:
    article = page.article
    subject = desk.page.subject
    found = None if article.is_selecting or page.on_text else subject.claim or subject.fact
    chosen = article.chosen_words() if article.is_selecting else object_span(page, Unit.SENTENCE)
    words = (found.span if found else chosen).exact
    here = await desk.call(
        desk.bench.store.articles.row, article.view.number, analyst=desk.bench.analyst
    )
    places = await desk.call(repeats, desk.bench, words, here=here)
    said = shorten(words, _SHOWN)
    if not places:
        desk.say(f"no other article says “{said}”, nor nearly")
        return
    desk.trail.append((article.view.number, article.offset))
    article.stop_selecting()
    many = counted(len(places), "other article says", "other articles say")
    is_first = here.published and not any(one.is_first or one.is_level for one in places)
    first = "; this one is the earliest" if is_first else ""
    title = f"{many} “{said}”, or nearly{first}"
    desk.screen.push(ListPage(title, [_entry(desk, one) for one in places]))
    desk.say("{row.open} leads there, {jump.back} back; 100 is word for word")


def _entry(desk: Desk, repeat: Repeat) -> Entry:
    place = repeat.place
    differs = _DIFFERS.get(repeat.differs, "") if repeat.differs else ""
    mark = f"{repeat.score:3.0f} {differs or when_words(repeat):9} "

    async def opened(host: Host) -> None:
        await desk.places.open_at(place.number, place.start, ((place.start, place.end),))

    def draw(width: int) -> Runs:
        return hit_line(repeat.row, place, width, desk.glyphs, mark=mark)

    how = "word for word" if repeat.score == EXACT else f"like it by {repeat.score:g} of 100"
    first = "; the earliest of those with a date" if repeat.is_first else ""
    if repeat.is_level:
        first = "; none is earlier, another has the same date"
    if repeat.differs:
        first = f"; {repeat.differs}"
    return Entry(draw, opened, f"{repeat.row.title} ({how}{first})")


HANDLERS: dict[str, Handler[Desk]] = {"repeats.show": on(OPENED_FIRST, _repeats)}
