"""Tags: those of the article or claim under the cursor, and of all marked ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.services.tags import (
    Tagged,
    list_tags,
    offered_tags,
    own_tags,
    put_tags,
    set_tags,
    tag_names,
)
from workbench.tui.actions.here import ARTICLE, ARTICLE_TO_CHANGE, to_change
from workbench.tui.actions.need import Lack, Need, again, on
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from workbench.domain.claim import Claim
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

SHOWN = 8
"""Rows of what may be meant."""
_BETWEEN = ", "


class Taggable(NamedTuple):
    """An article, or a claim."""

    number: int | None = None
    claim: Claim | None = None

    @property
    def tagged(self) -> Tagged:
        """It, as a service takes it."""
        if self.claim:
            return Tagged(claims=[self.claim.uid])
        return Tagged([] if self.number is None else [self.number])


def _taggable(desk: Desk) -> Taggable | Lack:
    """The claim under the cursor, else the article."""
    claim = desk.page.subject.claim
    if claim:
        return Taggable(claim=claim)
    found = ARTICLE.find(desk)
    return found if isinstance(found, Lack) else Taggable(found)


TAGGABLE = to_change(Need(_taggable))


async def ask_tags(desk: Desk, label: str, now: str = "") -> list[str] | None:
    """Tags with commas between them, those that are there already offered for the last, the most
    used first; None on escape. now: those that it has."""
    used = await desk.call(list_tags, desk.bench)

    async def complete(words: str) -> tuple[list[Completion], int | None]:
        before, comma, last = words.rpartition(",")
        head = f"{before}{comma} " if comma else ""
        there = set(map(str.casefold, tag_names(before)))
        offered = await desk.call(offered_tags, last.strip(), used, limit=SHOWN + len(there) + 1)
        fitting = [one for one in offered if one.casefold() not in there and one != last.strip()]
        return [Completion(head + one) for one in fitting[:SHOWN]], None

    async def check(words: str, _: object) -> None:
        tag_names(words)

    said = now + _BETWEEN if now else ""
    words = await desk.prompts.line(label, said, kind="tags", complete=complete, take=check)
    return None if words is None else tag_names(words)


async def _set(desk: Desk, here: Taggable) -> None:
    before = await desk.call(own_tags, desk.bench, here.tagged)
    now = _BETWEEN.join(tag.name for tag in before)
    label = "tags of the claim" if here.claim else f"tags of #{here.number}"
    names = await ask_tags(desk, label, now)
    if names is None:
        return
    entry = await desk.call(set_tags, desk.bench, here.tagged, names, before=before)
    await desk.places.refresh()
    said = _BETWEEN.join(names)
    done = f"tagged: {said}" if said else "no tag of yours is left on it"
    desk.say(done if entry else "nothing changed")
    if names:
        act = again(f"tag {said}", TAGGABLE, lambda desk, there: _put(desk, there, names))
        desk.last_act = act


async def _put(desk: Desk, here: Taggable, names: list[str]) -> None:
    """Put the tags beside those that are there."""
    entry = await desk.call(put_tags, desk.bench, names, here.tagged)
    await desk.places.refresh()
    desk.say(f"tagged: {_BETWEEN.join(names)}" if entry else "it has them already")


async def _set_of_article(desk: Desk, number: int) -> None:
    await _set(desk, Taggable(number))


HANDLERS: dict[str, Handler[Desk]] = {
    "tag.set": on(TAGGABLE, _set),
    "tag.set_on_article": on(ARTICLE_TO_CHANGE, _set_of_article),
}
