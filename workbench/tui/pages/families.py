"""What belongs to what, by house, and what the table of publishers proposes to say of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.present.family import TIES, proposal_words, reason_words
from workbench.present.runs import words_line
from workbench.services.families import Kin, Proposed, kin, proposals
from workbench.services.publishers import publishers_version
from workbench.tui.pages.lists import Entry, ListPage, about, labelled, source_opener
from workbench.tui.pages.page import words_row
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Reader


class Listed(NamedTuple):
    """What the page shows."""

    kin: list[Kin]
    proposals: list[Proposed]
    version: str
    """Of the table of publishers."""


def list_families(bench: Workbench) -> Listed:
    """All of it. In a worker thread."""
    return Listed(kin(bench), proposals(bench), publishers_version())


class FamiliesPage(ListPage):
    """Families, proposals first: those wait for somebody."""

    list_pane = Pane.SOURCES
    rows_are = "sources"

    def __init__(self, listed: Listed) -> None:
        empty = "Nothing belongs to anything yet: {source.set_owner} on a source says what to."
        super().__init__("Families", (), empty=empty)
        self.show(listed)

    def show(self, listed: Listed) -> None:
        """Show these."""
        self.entries = (*self._proposed(listed), *_house_rows(listed.kin))

    async def load(self, reader: Reader) -> None:
        """Read them anew."""
        self.show(await reader.call(list_families, reader.bench))

    def _proposed(self, listed: Listed) -> Iterator[Entry]:
        if listed.proposals:
            words = f"Proposed by the table of publishers {listed.version}; "
            yield Entry(
                lambda width: words_line(
                    words + self.keyed("{source.take_owner} says so"), width, "header"
                )
            )
        for one in listed.proposals:
            said = f"{one.source.name}: {proposal_words(one.proposal)}"
            yield Entry(
                labelled("proposed", said, "unsure"),
                source_opener(one.source.uid),
                one.proposal.page,
                one.source.uid,
                about(one.source.uid),
            )


def _house_rows(found: list[Kin]) -> Iterator[Entry]:
    house = ""
    for one in found:
        if one.house != house:
            house = one.house
            yield Entry(words_row(house, "header"))
        words = f"{one.name}: {TIES[one.entry.tie]} {one.owner}"
        yield Entry(
            labelled(one.entry.since or "always", words, "source"),
            source_opener(one.uid),
            reason_words(one.entry),
            one.uid,
            about(one.uid),
        )
