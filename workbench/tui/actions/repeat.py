"""The last act, kept so that one key does it again to what is under the cursor then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tui.actions.need import counts
from workbench.tui.views.act import Act

if TYPE_CHECKING:
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


def by_action(desk: Desk, words: str, action_id: str) -> None:
    """Remember an act that its action does again as it is."""
    desk.last_act = Act(words, lambda desk: desk.do(action_id))


async def _repeat(desk: Desk, count: int | None) -> None:
    act = desk.last_act
    if act is None:
        desk.say("nothing was done yet that can be repeated")
        return
    for _ in range(min(count or 1, 1000)):
        desk.screen.clear_message()
        await act.again(desk)
        words = desk.screen.message
        if desk.screen.is_warned:
            return
        desk.say(f"again: {act.words}" + (f"; {words}" if words else ""))


HANDLERS: dict[str, Handler[Desk]] = {"act.repeat": counts(_repeat)}
