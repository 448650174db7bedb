"""Links between claims: choosing the other claim, and taking a link back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.claim import LinkKind
from workbench.domain.text import safe_line
from workbench.present.cells import fit
from workbench.present.chain import origin_name
from workbench.present.denial import said
from workbench.present.runs import Run, Runs, fill_runs
from workbench.services.annotate import link_claims, remove_link
from workbench.services.board import candidates, rank_candidates
from workbench.tui.actions.conditions import claim_of, needs_claim, needs_writing
from workbench.tui.pages.claim import ClaimPage
from workbench.tui.registry import Handler
from workbench.tui.screens.prompts import Option
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from workbench.services.board import Candidate
    from workbench.tui.screens.desk import Desk

_LINKS = (
    Option("s", "same: it says the same", "same"),
    Option("p", "supports the other", "supports"),
    Option("c", "contradicts the other", "contradicts"),
    Option("u", "updates: it is newer than the other", "updates"),
)


async def _link(desk: Desk, count: int | None) -> None:
    claim = claim_of(desk)
    assert claim is not None

    known = await desk.call(candidates, desk.bench, claim, desk.sight)

    async def complete(words: str) -> tuple[list[Completion], int | None]:
        found = await desk.call(rank_candidates, desk.bench, claim, words, known, desk.sight)
        return [_completion(one) for one in found], 0 if found else None

    answer = await desk.prompts.chosen("which other claim", complete)
    if answer is None:
        return
    if answer[1] is None:
        desk.say("no other claim says that; nothing was linked")
        return
    kind = await desk.prompts.choice("this one", _LINKS)
    if kind:
        entry = await desk.call(link_claims, desk.bench, LinkKind(kind), claim.uid, answer[1].key)
        await desk.refresh_page()
        desk.say(f"linked: {kind}" if entry else "they are linked so already")


def _completion(one: Candidate) -> Completion:
    """A claim to choose: its article, its origin, what it says."""
    told = one.told

    def row(width: int) -> Runs:
        origin = origin_name(told.origin, told.names)
        return fill_runs(
            (
                Run(fit(f"#{told.article.number}", 6), "dim"),
                Run(fit(origin, min(20, width // 4)) + " ", "source"),
                Run(safe_line(said(told.claim)), "text"),
            ),
            width,
        )

    return Completion(said(told.claim), told.claim.analyst, told.claim.uid, row)


def _needs_link(desk: Desk) -> str | None:
    page = desk.page
    link = page.row.link if isinstance(page, ClaimPage) and page.row else None
    if link is None:
        return "no link is under the cursor"
    if link.analyst != desk.bench.analyst:
        return f"that link is {link.analyst}'s; el makes one of your own"
    return needs_writing(desk)


async def _unlink(desk: Desk, count: int | None) -> None:
    page = desk.page
    assert isinstance(page, ClaimPage)
    assert page.row is not None
    assert page.row.link is not None
    kind = page.row.link.kind.value
    await desk.call(remove_link, desk.bench, page.row.link)
    await desk.refresh_page()
    desk.say(f"no longer linked: {kind}; u takes that back")


HANDLERS: dict[str, Handler[Desk]] = {
    "claim.link": Handler(_link, lambda desk: needs_writing(desk) or needs_claim(desk)),
    "claim.unlink": Handler(_unlink, _needs_link),
}
