"""Notes: writing one on what is under the cursor, and all those of an article."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from workbench.domain.note import Note, NoteSubject
from workbench.domain.span import shorten
from workbench.editor import draft, editor_of, words_of, write_in
from workbench.errors import UsageError
from workbench.services.annotate import add_note, edit_note
from workbench.tui.actions.here import OPENED
from workbench.tui.actions.need import on
from workbench.tui.actions.needs import MY_NOTE, NOTABLE, NOTABLE_ELSEWHERE
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.page import words_row
from workbench.tui.pages.subject import Notable, Subject

if TYPE_CHECKING:
    from workbench.tui.pages.host import Host
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk


async def _add_note(desk: Desk, about: Notable, words: str | None) -> None:
    if not words or not words.strip():
        return
    await desk.call(add_note, desk.bench, about.kind, about.uid, words, span=about.span)
    await desk.places.refresh()
    desk.say(f"noted on the {'words' if about.span else about.kind.value}")


async def _note(desk: Desk, about: Notable) -> None:
    async def check(words: str, _: object) -> None:
        if not words.strip():
            raise UsageError("a note needs words")

    await _add_note(desk, about, await desk.prompts.line("note", take=check))


async def _note_externally(desk: Desk, about: Notable) -> None:
    editor = editor_of()
    if not editor:
        desk.warn("neither $VISUAL nor $EDITOR is set; {note.add} writes a note here")
        return
    with draft("note.txt") as file:
        with desk.screen.app.suspend():
            write_in(editor, file)
        await _add_note(desk, about, words_of(file))


async def _all(desk: Desk, page: TextPage) -> None:
    async def read() -> Sequence[Entry]:
        article = page.article
        shown = {claim.uid for claim in article.claims()}
        on_claims = (NoteSubject.CLAIM, NoteSubject.HOP)
        return [
            _entry(desk, note)
            for note in article.view.notes
            if note.subject not in on_claims or note.subject_uid.partition("/")[0] in shown
        ]

    title = f"Notes on #{page.article.view.number}, its claims and their hops"
    empty = "No notes yet: {note.add} writes one."
    desk.screen.push(ListPage(title, await read(), empty=empty, read=read))


def _entry(desk: Desk, note: Note) -> Entry:
    about = f"“{shorten(note.span.exact, 24)}”" if note.span else note.subject.value
    line = f"{about:<27}{note.words}  ({note.analyst})"
    return Entry(words_row(line), _opener(desk, note), note.words, subject=Subject(note=note))


def _opener(desk: Desk, note: Note) -> Callable[[Host], Awaitable[None]]:
    """Goes to what the note is on: its words in the text, or the claim."""

    async def opened(host: Host) -> None:
        await desk.places.back()
        while note.span and desk.page.is_of_one:
            await desk.places.back()
        page = desk.page.as_text
        if note.span and page:
            page.article.put_offset(note.span.start)
            page.on_text = True
            desk.screen.show_page()
        elif note.subject in (NoteSubject.CLAIM, NoteSubject.HOP):
            await desk.places.open_claim(note.subject_uid.partition("/")[0])

    return opened


async def _edit(desk: Desk, note: Note) -> None:
    words = await desk.prompts.line("note", note.words)
    if words is None or words == note.words:
        return
    await desk.call(edit_note, desk.bench, note, words)
    await desk.places.refresh()
    desk.say("note changed" if words.strip() else "note taken out")


HANDLERS: dict[str, Handler[Desk]] = {
    "note.add": on(NOTABLE, _note),
    "note.edit_externally": on(NOTABLE_ELSEWHERE, _note_externally),
    "note.edit": on(MY_NOTE, _edit),
    "note.list": on(OPENED, _all),
}
