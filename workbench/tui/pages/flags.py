"""The claims that are flagged for the codebook, with a word of why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.present.assertion import said
from workbench.present.runs import Run, Runs, fill_runs
from workbench.services.flags import Flagged, list_flags
from workbench.tui.pages.lists import Entry, ListPage, claim_opener
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.codebook import Flag
    from workbench.tui.pages.host import Reader


class FlagsPage(ListPage):
    """What waits for an answer of the codebook."""

    list_pane = Pane.CODEBOOK

    def __init__(self, flags: Sequence[Flagged]) -> None:
        super().__init__(
            "Flagged for the codebook", (), empty="No claim is flagged: {claim.flag} flags one."
        )
        self.show(flags)

    def show(self, flags: Sequence[Flagged]) -> None:
        """List these."""
        self.flags = tuple(flags)
        self.entries = tuple(map(_entry, flags))

    @property
    def flag(self) -> Flag | None:
        """The flag under the cursor."""
        return self.flags[self.cursor].flag if self.cursor < len(self.flags) else None

    async def load(self, reader: Reader) -> None:
        """Read them anew."""
        self.show(await reader.call(list_flags, reader.bench))


def _entry(flagged: Flagged) -> Entry:
    flag, claim = flagged.flag, flagged.claim

    def draw(width: int) -> Runs:
        return fill_runs(
            (
                Run(f"#{flagged.number:<6}", "dim"),
                Run(safe_line(flag.words), "text"),
                Run(f"  {safe_line(said(claim))}", "dim"),
            ),
            width,
        )

    topic = f", topic {claim.topic_name}" if claim.topic else ""
    whose = f"flagged by {flag.analyst}, {flag.at[:10]}; {claim.analyst}'s claim{topic}"
    return Entry(
        draw,
        claim_opener(claim.article, claim.uid),
        f"{whose}: {said(claim)}",
        subject=Subject(claim=claim),
    )
