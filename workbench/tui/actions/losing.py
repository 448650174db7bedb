"""Asking before a claim goes that holds more work than the key that accepted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.services.added import added_to
from workbench.tui.screens.prompts import Option

if TYPE_CHECKING:
    from workbench.domain.claim import Claim
    from workbench.services.view import ArticleView
    from workbench.tui.screens.desk import Desk


async def may_go(
    desk: Desk, view: ArticleView, claim: Claim, question: str, *, whole: bool = False
) -> bool:
    """Whether a claim may be taken out; asked where something was added to it, and says so when
    not. whole: asked in any case, since the key could mean a part of it alone."""
    added = ", ".join(await desk.call(added_to, desk.bench, view, claim))
    if not (added or whole):
        return True
    options = (
        Option("y", "yes: the claim goes" + (f", with {added}" if added else ""), "yes"),
        Option("n", "no, nothing is changed", "no"),
    )
    answer = await desk.prompts.choice(f"{question}? y/n", options, "no")
    if answer != "yes":
        desk.say("nothing was changed")
    return answer == "yes"
