"""What the analyst keeps open: each on a row, and below it what articles since say to it, answered
one by one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from workbench.domain.text import safe_line
from workbench.present.cells import article_cell, fit
from workbench.present.open_questions import (
    question_words,
    reply_words,
    status_words,
    why_words,
)
from workbench.present.runs import Run, fill_runs
from workbench.services.open_questions import open_questions
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.subject import Subject
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.journal import Entry as JournalEntry
    from workbench.domain.open_question import OpenQuestion, ToldReply
    from workbench.present.glyphs import Glyphs
    from workbench.present.runs import Runs
    from workbench.tui.pages.host import Host, Reader

_STATUS, _SAYS, _NUMBER, _OUTLET, _DAY = 13, 15, 7, 16, 11


class OpenQuestionsPage(ListPage):
    """Everything that is kept open, what has news first."""

    list_pane = Pane.OPEN

    def __init__(self, questions: Sequence[OpenQuestion], glyphs: Glyphs) -> None:
        super().__init__(
            "Kept open",
            (),
            empty="Nothing is kept open: {open.ask} asks a question, {open.keep} keeps the fact or "
            "claim under the cursor of an article open.",
        )
        self.glyphs = glyphs
        self.show(questions)

    def show(self, questions: Sequence[OpenQuestion]) -> None:
        """List these."""
        self.chosen_of: list[tuple[OpenQuestion, ToldReply | None]] = []
        entries = []
        for question in questions:
            self.chosen_of.append((question, None))
            entries.append(self._head(question))
            for reply in question.replies:
                self.chosen_of.append((question, reply))
                entries.append(self._reply(question, reply))
        self.entries = tuple(entries)

    @property
    def chosen(self) -> tuple[OpenQuestion, ToldReply | None] | None:
        """What is kept open under the cursor, and the reply there."""
        return self.chosen_of[self.cursor] if self.entries else None

    @property
    def details(self) -> tuple[Runs, Runs]:
        """The words whole, as far as two lines hold them; where one does, why they are listed."""
        words, rest = super().details
        chosen = self.chosen
        if chosen is None or any(run.text for run in rest):
            return words, rest
        question, reply = chosen
        told = why_words(reply) if reply else f"kept open on {question.kept.at[:10]}"
        return words, (Run(told, "dim"),)

    async def load(self, reader: Reader) -> None:
        """Read them anew; the cursor stays on what is there, or on what comes behind it."""
        self.show(await reader.call(open_questions, reader.bench))

    async def go_to_changed(self, reader: Reader, entry: JournalEntry) -> bool:
        """Answers to what is listed show here."""
        return any(change.entity in ("kept_open", "heard") for change in entry.changes)

    def _head(self, question: OpenQuestion) -> Entry:
        kept = question.kept
        opened = None
        if question.number is not None:
            opened = _opener(question.number, kept.start, kept.end)

        def draw(width: int) -> Runs:
            style = "open" if question.new else "dim"
            status = Run(fit(status_words(question), _STATUS, self.glyphs.ellipsis), style)
            return fill_runs((status, Run(question_words(question), "title")), width)

        subject = Subject(article=question.number)
        return Entry(draw, opened, kept.words, subject=subject)

    def _reply(self, question: OpenQuestion, reply: ToldReply) -> Entry:
        said = reply.one.said
        article = said.article

        def draw(width: int) -> Runs:
            mark = "? " if reply.is_new else "  "
            words = fit(reply_words(question.kept, reply), _SAYS, self.glyphs.ellipsis)
            outlet = fit(safe_line(article.outlet), _OUTLET, self.glyphs.ellipsis)
            return fill_runs(
                (
                    Run(f"  {mark}", "open"),
                    Run(words, "open" if reply.is_new else "dim"),
                    Run(article_cell(article.number, _NUMBER), "dim"),
                    Run(f"{outlet} ", "source"),
                    Run(fit(article.metadata.day, _DAY), "dim"),
                    Run(why_words(reply), "differs"),
                ),
                width,
            )

        opened = _opener(article.number, said.span.start, said.span.end)
        subject = Subject(article=article.number, fact=said.fact, claim=said.claim)
        return Entry(draw, opened, said.span.exact, subject=subject)


def _opener(number: int, start: int, end: int) -> Callable[[Host], Awaitable[None]]:
    """To the words in their article."""

    async def opened(host: Host) -> None:
        await host.places.open_at(number, start, [(start, end)])

    return opened
