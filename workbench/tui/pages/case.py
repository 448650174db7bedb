"""One place where analysts differ: the text around it, the answers as A and B, and what is next.

Whose answer is whose shows once it is decided. The page goes through what waits, the gravest first;
a ruling leads on to the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.text import safe_line
from workbench.errors import NotFoundError
from workbench.present.adjudication import kinds_words
from workbench.present.case import Answers, Passage, Words, case_rows
from workbench.present.runs import Run
from workbench.services.adjudication import case_of, differing, why_not_rule
from workbench.services.adjudication_records import (
    decided_words,
    fields_of,
    former_words,
    shown_in,
    third_of,
)
from workbench.services.common_ground import ground_words
from workbench.services.disputes import dispute_about, said_of_ruling
from workbench.tui.pages.page import Page, Rows, title_runs
from workbench.tui.pages.subject import NOTHING, Subject
from workbench.tui.registry import Pane
from workbench.tui.widgets.lines import GUTTER

if TYPE_CHECKING:
    from workbench.domain.journal import Entry
    from workbench.present.beside import Draw
    from workbench.present.glyphs import Glyphs
    from workbench.present.runs import Runs
    from workbench.services.adjudication import Case
    from workbench.services.disputes import Disputed
    from workbench.services.units import Compared
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Canvas, Host, Reader

KEYED = 4
"""Answers that have a key of their own; all further ones have one together."""
Place = tuple[int, str]
"""Number of an article, and uid of a unit of it."""


class Read(NamedTuple):
    """What the page shows."""

    case: Case | None = None
    dispute: Disputed | None = None
    why_not: str = ""
    """Why it is not to be decided by this analyst; empty where it is."""
    said: Sequence[str] = ()
    """What analysts said to the ruling, and what was answered."""


class CasePage(Page):
    """A case, and the way through those that wait."""

    list_pane = Pane.CASE
    kept_as = "case"
    stays = True

    def __init__(self, glyphs: Glyphs, place: Place, compared: Compared) -> None:
        self.glyphs = glyphs
        self._compared = compared
        self.place_now: Place | None = place
        self.waiting: Sequence[Place] = ()
        self.case, self.dispute, self.why_not, self._words = Read()
        self.goes_on = False
        """Whether it is left for the next one when it is come back to: its answer was made."""
        self._rows: list[Draw] = []

    @property
    def kept(self) -> dict[str, str]:
        """The place."""
        return (
            {"number": str(self.place_now[0]), "unit": self.place_now[1]} if self.place_now else {}
        )

    @property
    def under_cursor(self) -> str:
        """Whether it is to be decided."""
        return "decided" if self._is_decided else super().under_cursor

    @property
    def _is_decided(self) -> bool:
        return bool(self.case and self.case.ruling and not self.dispute)

    @property
    def subject(self) -> Subject:
        """The article."""
        return Subject(article=self.case.number) if self.case else NOTHING

    @property
    def citation(self) -> str:
        """The words that the answers are on."""
        if self.case is None:
            return ""
        start, end = self.case.bounds
        return self.case.view.text[start:end]

    @property
    def heading(self) -> Runs:
        """Where it is, and in what they differ."""
        if self.case is None:
            return title_runs(("Nothing waits for a ruling", "header"))
        article = self.case.view.article
        where = f"{f'#{self.case.number} {safe_line(article.outlet)}'.rstrip()}:"
        return title_runs((where, "header"), (kinds_words(self.case.unit.kinds), "header"))

    @property
    def tally(self) -> str:
        """Which of those that wait, or that it is decided."""
        if self.case is None or self.place_now is None:
            return ""
        if self.place_now in self.waiting:
            return f"{self.waiting.index(self.place_now) + 1}/{len(self.waiting)}"
        return "disputed" if self.dispute else "decided"

    @property
    def details(self) -> tuple[Runs, Runs]:
        """How it is decided, and what was."""
        if self.case is None:
            return (Run(self.keyed("All is decided; {pane.back} goes back."), "dim"),), ()
        if self.why_not:
            return (Run(self.why_not, "warning"),), self._said
        if self._is_decided:
            words = "{case.next} shows the next that waits, the key of an answer decides it anew"
            return (Run(self.keyed(words), "text"),), self._said
        letters = [one.letter for one in self.case.standpoints]
        ways = [f"{{case.take_{one.lower()}}} {one}" for one in letters[:KEYED]]
        if further := letters[KEYED:]:
            ways.append(f"{{case.take_further}} {' '.join(further)}")
        if sum(bool(one.claim) for one in self.case.standpoints) > 1:
            ways.append("{case.both} both")
        left = ground_words(self.case.unit)
        ways += [f"{{case.neither}} neither: {left}", "{case.third} another answer"]
        return (Run(self.keyed(", ".join(ways)), "text"),), self._said

    @property
    def _said(self) -> Runs:
        """Whether it is disputed; else the article's title."""
        if self.case is None:
            return ()
        if self.dispute:
            one = self.dispute.dispute
            settle = self.keyed("{case.settle} answers: the ruling stays")
            return (Run(f"{one.analyst} disputes it; {settle}", "warning"),)
        if self.case.before:
            return (Run(self.keyed("{case.withdraw} withdraws the ruling"), "dim"),)
        return (Run(safe_line(self.case.view.article.metadata.title), "dim"),)

    def paint(self, canvas: Canvas) -> None:
        """Fill the list, in the width that there is."""
        self._lay_out()
        self.cursor = max(0, min(self.cursor, len(self._rows) - 1))
        rows = self._rows
        canvas.list.show(Rows(rows, lambda index, width: rows[index](width)), self.cursor)

    def _lay_out(self) -> None:
        case = self.case
        if case is None:
            self._rows = []
            return
        start, end = case.bounds
        sides = [
            one.claim.span.parts or ((one.claim.span.start, one.claim.span.end),)
            for one in case.standpoints
            if one.claim
        ]
        passage = Passage(case.view.text, start, end, sides)
        answers = Answers(shown_in(case), fields_of(case), third_of(case))
        width = self.width - GUTTER
        self._rows = [*case_rows(passage, answers, self.glyphs, width, said=[*self._told()])]

    def _told(self) -> Iterator[Words]:
        """What was decided, and what was said to that, in full."""
        if self.case and self.case.former:
            yield Words("before", former_words(self.case), "warning")
        if self.case and self.case.before:
            label = "decided" if self.case.ruling else "before"
            yield Words(label, decided_words(self.case), "origin")
            yield from (Words("", words, "warning") for words in self._words)

    def resized(self, canvas: Canvas) -> None:
        """Break the rows anew."""
        self.paint(canvas)

    async def load(self, reader: Reader) -> None:
        """Read the case anew, and what waits. Where it does not wait any more, it stays until the
        analyst goes on."""
        await self._load_waiting(reader)
        await self._load_case(reader)
        if self.goes_on and self.case and self.case.ruling:
            await self.go_on(reader)
        self.goes_on = False

    async def _load_waiting(self, reader: Reader) -> None:
        """What waits keeps its order: an article that is begun is gone through to its end."""
        queue = await reader.call(differing, reader.bench, compared=self._compared)
        there = dict.fromkeys((row.number, place.uid) for row, place in queue.places)
        kept = [one for one in self.waiting if one in there]
        self.waiting = [*dict.fromkeys(kept) | there]

    async def _load_case(self, reader: Reader) -> None:
        read = await reader.call(_read, reader.bench, self.place_now)
        self.case, self.dispute, self.why_not, self._words = read

    async def go_on(self, reader: Reader, *, forward: bool = True) -> bool:
        """Show the next that waits, or the one before; whether there is one. From the last, once it
        is decided, to the first that was left open."""
        here, before = self.place_now, [*self.waiting]
        await self._load_waiting(reader)
        at = before.index(here) if here in before else -1
        ahead = before[at + 1 :] if forward else before[: max(0, at)][::-1]
        there = set(self.waiting)
        following = next((one for one in ahead if one in there), None)
        if following is None and here not in there and self.waiting:
            following = self.waiting[0]
        if following is not None or not self.waiting:
            self.place_now, self.cursor = following, 0
        await self._load_case(reader)
        return following is not None

    async def go_to_changed(self, reader: Reader, entry: Entry) -> bool:
        """To the place of a ruling that was taken back: it stands where it stood before."""
        ruled = {change.uid for change in entry.changes if change.entity == "ruling"}
        again = next((one for one in self.waiting if one[1] in ruled), None)
        if again and again != self.place_now:
            waiting = [one for one in self.waiting if one != again]
            at = waiting.index(self.place_now) if self.place_now in waiting else 0
            self.waiting = [*waiting[:at], again, *waiting[at:]]
            self.place_now, self.cursor = again, 0
            await self._load_case(reader)
        return bool(ruled)

    async def open_row(self, host: Host) -> None:
        """Open the article at the words."""
        if self.case:
            start, end = self.case.bounds
            await host.places.open_at(self.case.number, start, [(start, end)])


def _read(bench: Workbench, place: Place | None) -> Read:
    """A case. In a worker thread."""
    if place is None:
        return Read()
    try:
        case = case_of(bench, *place)
    except NotFoundError:
        return Read()
    if case.before is None:
        return Read(case, None, why_not_rule(bench, case))
    dispute = dispute_about(bench, case.before, case.number)
    return Read(case, dispute, why_not_rule(bench, case), said_of_ruling(bench, case.before))
