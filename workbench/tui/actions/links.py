"""Links between claims: choosing the other claim, and taking a link back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.claim import LinkKind
from workbench.domain.text import safe_line
from workbench.errors import UsageError
from workbench.present.assertion import said
from workbench.present.cells import fit
from workbench.present.chain import origin_name
from workbench.present.runs import Run, Runs, fill_runs
from workbench.services.annotate import link_claims, remove_link
from workbench.services.board import candidates, rank_candidates
from workbench.tui.actions.need import on
from workbench.tui.actions.needs import CLAIM_TO_JUDGE, MY_LINK
from workbench.tui.screens.prompts import Option
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from workbench.domain.claim import Claim, Link
    from workbench.services.board import Candidate
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_LINKS = (
    Option("s", "same: it says the same", "same"),
    Option("p", "supports the other", "supports"),
    Option("c", "contradicts the other", "contradicts"),
    Option("u", "updates: it is newer than the other", "updates"),
)


async def _link(desk: Desk, claim: Claim) -> None:
    known = await desk.call(candidates, desk.bench, claim)

    async def complete(words: str) -> tuple[list[Completion], int | None]:
        found = await desk.call(rank_candidates, desk.bench, claim, words, known)
        return [_completion(one, desk.bench.analyst) for one in found], 0 if found else None

    async def needs_one(_: str, chosen: Completion | None) -> None:
        if chosen is None:
            raise UsageError("no other claim says that; nothing was linked")

    answer = await desk.prompts.chosen("which other claim", complete, take=needs_one)
    if answer is None or answer[1] is None:
        return
    kind = await desk.prompts.choice("this one", _LINKS)
    if kind:
        entry = await desk.call(link_claims, desk.bench, LinkKind(kind), claim.uid, answer[1].key)
        await desk.places.refresh()
        desk.say(f"linked: {kind}" if entry else "they are linked so already")


def _completion(one: Candidate, analyst: str) -> Completion:
    """A claim to choose: its article, its origin, whose it is where it is a colleague's, what it
    says."""
    told = one.told
    whose = "" if told.claim.analyst == analyst else f"({safe_line(told.claim.analyst)}) "

    def row(width: int) -> Runs:
        origin = origin_name(told.origin)
        return fill_runs(
            (
                Run(fit(f"#{told.article.number}", 6), "dim"),
                Run(fit(origin, min(20, width // 4)) + " ", "source"),
                Run(whose, "unsure"),
                Run(safe_line(said(told.claim)), "text"),
            ),
            width,
        )

    return Completion(said(told.claim), told.claim.analyst, told.claim.uid, row)


async def _unlink(desk: Desk, link: Link) -> None:
    await desk.call(remove_link, desk.bench, link)
    await desk.places.refresh()
    desk.say(f"no longer linked: {link.kind.value}; {{desk.undo}} takes that back")


HANDLERS: dict[str, Handler[Desk]] = {
    "claim.link": on(CLAIM_TO_JUDGE, _link),
    "claim.unlink": on(MY_LINK, _unlink),
}
