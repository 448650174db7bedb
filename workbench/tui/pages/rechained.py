"""The page of what reads otherwise: claims whose chains acts on credits changed, old beside new.

A row opens its claim; nothing is answered here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.present.assertion import said
from workbench.present.cells import fit
from workbench.present.chain import chain_change, chain_links, chain_runs
from workbench.present.counting import counted
from workbench.present.glyphs import Glyphs
from workbench.present.runs import Run, Runs, fill_runs
from workbench.services.rechained import Rechained, last_on_credits, rechained
from workbench.tui.pages.lists import Entry, ListPage, claim_opener

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Reader

_WAS = "was  "
_NOW = "now  "


def last_rechained(bench: Workbench) -> Sequence[Rechained]:
    """What the analyst's last acts on credits changed. In a worker thread."""
    return rechained(bench, last_on_credits(bench))


class RechainedPage(ListPage):
    """The analyst's claims whose chains read otherwise."""

    def __init__(self, found: Sequence[Rechained], glyphs: Glyphs) -> None:
        super().__init__("", (), empty="No claim of yours reads otherwise by it any more.")
        self.glyphs = glyphs
        self.show(found)

    def show(self, found: Sequence[Rechained]) -> None:
        """List these."""
        self.found = tuple(found)
        many = counted(len(found), "claim reads", "claims read")
        self.title = f"{many} otherwise since what you last said of credits"
        self.entries = tuple(self._entry(one) for one in self.found)

    @property
    def details(self) -> tuple[Runs, Runs]:
        """The chain as it was, and as it is."""
        if not self.found:
            return super().details
        one, room = self.found[self.cursor], self.width - len(_WAS)
        was = chain_runs(chain_links(one.before), room, self.glyphs)
        now = chain_runs(chain_links(one.now), room, self.glyphs)
        return (Run(_WAS, "dim"), *was), (Run(_NOW, "dim"), *now)

    async def load(self, reader: Reader) -> None:
        """Read it anew."""
        self.show(await reader.call(last_rechained, reader.bench))

    def _entry(self, one: Rechained) -> Entry:
        def draw(width: int) -> Runs:
            change = safe_line(chain_change(one.before, one.now))
            return fill_runs(
                (
                    Run(f"#{one.number:<5} ", "dim"),
                    Run(fit(change, max(8, width * 2 // 5), self.glyphs.ellipsis) + " ", "chain"),
                    Run(safe_line(said(one.claim)), "text"),
                ),
                width,
            )

        return Entry(draw, claim_opener(one.claim.article, one.claim.uid))
