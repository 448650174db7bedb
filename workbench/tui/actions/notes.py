"""Notes: writing one on what is under the cursor, and all those of an article."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.note import Note, NoteSubject
from workbench.domain.span import shorten
from workbench.present.runs import words_line
from workbench.services.annotate import add_note, edit_note
from workbench.tui.actions.conditions import (
    claim_of,
    fact_of,
    needs_writing,
    open_article,
    source_uid,
)
from workbench.tui.pages.article import ArticlePage
from workbench.tui.pages.claim import ClaimPage
from workbench.tui.pages.lists import CardPage, Entry, ListPage, SourcesPage
from workbench.tui.registry import Handler

if TYPE_CHECKING:
    from workbench.domain.span import Span
    from workbench.tui.screens.desk import Desk


def _subject(desk: Desk) -> tuple[NoteSubject, str, Span | None] | None:
    """What a note would be on: the selection, claim, source, fact or article under the cursor."""
    page = desk.page
    if isinstance(page, SourcesPage | CardPage):
        uid = source_uid(desk)
        return (NoteSubject.SOURCE, uid, None) if uid else None
    if isinstance(page, ClaimPage) and page.row and page.row.hop is not None:
        return NoteSubject.HOP, f"{page.uid}/{page.row.hop}", None
    claim = claim_of(desk)
    if claim and not (isinstance(page, ArticlePage) and page.on_text):
        return NoteSubject.CLAIM, claim.uid, None
    if not isinstance(page, ArticlePage):
        return None
    article = page.article
    span = article.selection()
    fact = fact_of(desk)
    if span is None and fact and not page.on_text:
        span = fact.span
    return NoteSubject.ARTICLE, article.view.article.uid, span


def _needs_subject(desk: Desk) -> str | None:
    reason = needs_writing(desk)
    return reason or (None if _subject(desk) else "there is nothing to write a note on")


async def _add_note(desk: Desk, words: str | None) -> None:
    subject = _subject(desk)
    if subject is None or not words or not words.strip():
        return
    kind, uid, span = subject
    await desk.call(add_note, desk.bench, kind, uid, words, span=span)
    await desk.refresh_page()
    desk.say(f"noted on the {'words' if span else kind.value}")


async def _note(desk: Desk, count: int | None) -> None:
    await _add_note(desk, await desk.prompts.line("note"))


async def _note_externally(desk: Desk, count: int | None) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not editor:
        desk.warn("neither $VISUAL nor $EDITOR is set; i writes a note here")
        return
    with tempfile.TemporaryDirectory(prefix="workbench-note-") as folder:
        file = Path(folder) / "note.txt"
        file.touch(0o600)
        with desk.app.suspend():
            subprocess.run([*shlex.split(editor), str(file)], check=False)
        words = file.read_text("utf-8", "replace")
    await _add_note(desk, words)


def _may_edit(desk: Desk) -> str | None:
    if not desk.home.policy.may_edit_externally:
        return "no other programs are started here"
    return _needs_subject(desk)


async def _all(desk: Desk, count: int | None) -> None:
    async def read(desk: Desk) -> Sequence[Entry]:
        article = open_article(desk)
        shown = {claim.uid for claim in article.claims()}
        on_claims = (NoteSubject.CLAIM, NoteSubject.HOP)
        return [
            _entry(note)
            for note in article.view.notes
            if note.subject not in on_claims or note.subject_uid.partition("/")[0] in shown
        ]

    desk.push(
        ListPage(
            f"Notes on #{open_article(desk).view.number}, its claims and their hops",
            await read(desk),
            empty="No notes yet: i writes one.",
            reader=read,
        )
    )


def _entry(note: Note) -> Entry:
    about = f"“{shorten(note.span.exact, 24)}”" if note.span else note.subject.value
    line = f"{about:<27}{note.words}  ({note.analyst})"
    return Entry(lambda width: words_line(line, width), _opener(note), note.words, note.uid)


def _note_of(desk: Desk) -> Note | None:
    """The note under the cursor of the list of notes."""
    page, article = desk.page, desk.article_page
    if article is None or not isinstance(page, ListPage):
        return None
    uid = page.key(page.cursor)
    return next((note for note in article.article.view.notes if note.uid == uid), None)


def _needs_my_note(desk: Desk) -> str | None:
    note = _note_of(desk)
    if note is None:
        return "no note is under the cursor"
    mine = note.analyst == desk.bench.analyst
    return needs_writing(desk) if mine else f"that note is {note.analyst}'s"


async def _edit(desk: Desk, count: int | None) -> None:
    note = _note_of(desk)
    assert note is not None
    words = await desk.prompts.line("note", note.words)
    if words is None or words == note.words:
        return
    await desk.call(edit_note, desk.bench, note, words)
    await desk.refresh_page()
    desk.say("note changed" if words.strip() else "note taken out")


def _opener(note: Note) -> Callable[[Desk], Awaitable[None]]:
    """Goes to what the note is on: its words in the text, or the claim."""

    async def opened(desk: Desk) -> None:
        await desk.pop()
        if note.span:
            while isinstance(desk.page, ClaimPage):
                await desk.pop()
        page = desk.page
        if note.span and isinstance(page, ArticlePage):
            page.article.put_offset(note.span.start)
            page.on_text = True
            desk.show_page()
        elif note.subject in (NoteSubject.CLAIM, NoteSubject.HOP):
            await desk.places.open_claim(note.subject_uid.partition("/")[0])

    return opened


def _needs_text(desk: Desk) -> str | None:
    return None if desk.article_page else "no article is open"


HANDLERS: dict[str, Handler[Desk]] = {
    "note.add": Handler(_note, _needs_subject),
    "note.edit_externally": Handler(_note_externally, _may_edit),
    "note.edit": Handler(_edit, _needs_my_note),
    "note.list": Handler(_all, _needs_text),
}
