"""The codebook: shown alone and beside an article, its entries and examples, flags, and the claims
that a change may touch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.codebook import GuidelineKind
from workbench.domain.filter.fields import CLAIM_FIELDS
from workbench.editor import draft, editor_of, words_of, write_in
from workbench.errors import UsageError, WorkbenchError
from workbench.present.counting import counted
from workbench.present.runs import words_line
from workbench.services.codebook import list_versions, read_codebook
from workbench.services.codebook_text import HOW, difference, take_text, text_at
from workbench.services.flags import flag_claim, flag_of, let_stand, list_flags, settle_flags
from workbench.services.guidelines import (
    add_entry,
    add_example,
    edit_entry,
    named,
    remove_entry,
    remove_example,
    rename_entry,
    require_writer,
)
from workbench.services.topics import fitting
from workbench.tui.actions.board import set_board_filter
from workbench.tui.actions.here import OPENED, OPENED_TO_CHANGE, is_read_only, to_change
from workbench.tui.actions.need import Lack, Need, does, need, on
from workbench.tui.actions.needs import CLAIM_TO_JUDGE, MY_CLAIM, PROGRAMS
from workbench.tui.actions.topics import ask_topic
from workbench.tui.pages.codebook import CodebookBeside, CodebookPage
from workbench.tui.pages.flags import FlagsPage
from workbench.tui.pages.lists import Entry, ListPage
from workbench.tui.pages.page import words_row
from workbench.tui.screens.prompts import Option
from workbench.tui.views.codebook import read
from workbench.tui.widgets.prompt_bar import Completion

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from workbench.domain.claim import Claim
    from workbench.domain.codebook import Flag, Guideline
    from workbench.present.runs import Runs
    from workbench.services.codebook import Codebook
    from workbench.services.codebook_text import TakenCodebook
    from workbench.services.workbench import Workbench
    from workbench.tui.pages.host import Host
    from workbench.tui.pages.page import TextPage
    from workbench.tui.registry import Handler
    from workbench.tui.screens.desk import Desk

_LINE_END = "¶"
"""Stands for the end of a line where words of several are typed on one."""
_KINDS = tuple(
    Option(kind.value[0], f"{kind.value}: {says}", kind.value)
    for kind, says in (
        (GuidelineKind.CLAIM, "what is recorded at all"),
        (GuidelineKind.RULE, "how something is recorded"),
        (GuidelineKind.TOPIC, "what a topic means"),
        (GuidelineKind.VERDICT, "what a verdict means"),
    )
)
_SHOWN = 8


class EntryHere(NamedTuple):
    """What is under the cursor of the codebook."""

    entry: Guideline
    example: int | None
    """Place of the example."""


def _entry(desk: Desk) -> EntryHere | Lack:
    page = desk.page
    if isinstance(page, CodebookPage | CodebookBeside) and page.entry:
        return EntryHere(page.entry, page.example)
    return Lack("no entry of the codebook is under the cursor")


def _flag(desk: Desk) -> EntryHere | Flag | Lack:
    page = desk.page
    if isinstance(page, FlagsPage):
        return page.flag or Lack("no flag is under the cursor")
    return _entry(desk)


ENTRY: Need[EntryHere] = Need(_entry)
ENTRY_TO_CHANGE = to_change(ENTRY)
REMOVABLE: Need[EntryHere | Flag] = to_change(Need(_flag))
CODEBOOK = need(
    lambda desk: desk.page if isinstance(desk.page, CodebookPage | CodebookBeside) else None,
    "the codebook is not shown",
)
EDITABLE = PROGRAMS.when(is_read_only)

# Showing ---------------------------------------------------------------------------------------


async def _show(desk: Desk) -> None:
    found = await desk.call(read, desk.bench)
    desk.screen.push(CodebookPage(found, desk.glyphs))


async def _beside(desk: Desk, page: TextPage) -> None:
    """Beside the text, or away again; with what the claim under the cursor is about in sight."""
    if isinstance(desk.page, CodebookBeside):
        await desk.places.back()
        return
    found = await desk.call(read, desk.bench)
    about = _about(found.codebook, desk.page.subject.claim)
    beside = CodebookBeside(page.article, desk.glyphs, found, about)
    beside.on_text = not desk.page.is_alone
    desk.screen.push(beside)


def _about(codebook: Codebook, claim: Claim | None) -> Guideline | None:
    if claim is None:
        return None
    verdict = codebook.on(GuidelineKind.VERDICT, claim.verdict) if claim.verdict else None
    topic = codebook.on(GuidelineKind.TOPIC, claim.topic_name) if claim.topic else None
    return topic or verdict


async def _versions(desk: Desk) -> None:
    versions = await desk.call(list_versions, desk.bench)
    entries = []
    for one in reversed(versions):
        what = ", ".join(f"{named(change.entry)} {change.what}" for change in one.changes)
        line = f"{one.number:>4}  {one.at[:10]}  {one.analyst}  {what}"
        entries.append(Entry(words_row(line), _opens_version(desk, one.number), what))
    title = "Versions of the codebook, the newest first"
    desk.screen.push(ListPage(title, entries, empty="The codebook was never written."))


def _opens_version(desk: Desk, number: int) -> Callable[[Host], Awaitable[None]]:
    async def opened(host: Host) -> None:
        lines = await desk.call(difference, desk.bench, number - 1, number)
        entries = [Entry(_difference_row(line)) for line in lines[2:]]
        desk.screen.push(ListPage(f"What version {number} changed", entries))

    return opened


def _difference_row(line: str) -> Callable[[int], Runs]:
    style = {"+": "accepted", "-": "rejected", "@": "dim"}.get(line[:1], "text")
    return lambda width: words_line(line, width, style)


# Entries ---------------------------------------------------------------------------------------


async def _add(desk: Desk) -> None:
    await desk.call(require_writer, desk.bench)
    chosen = await desk.prompts.choice("an entry on a", _KINDS)
    if chosen is None:
        return
    kind = GuidelineKind(chosen)
    subject = await _subject(desk, kind)
    if not subject or not subject.strip():
        return

    async def take(words: str, _: object) -> None:
        await desk.call(add_entry, desk.bench, kind, subject, _typed(words))

    if await desk.prompts.line(f"what it says ({_LINE_END} ends a line)", take=take) is not None:
        await _shown(desk, f"{kind.value} {subject.strip()} is in the codebook")


async def _subject(desk: Desk, kind: GuidelineKind) -> str | None:
    """What an entry is to be on: a topic, or a verdict of one's own, where those count."""
    if kind is GuidelineKind.TOPIC:
        return await ask_topic(desk)
    words = () if desk.bench.is_shared else desk.settings.verdicts
    if kind is GuidelineKind.VERDICT and words:
        options = [Option(str(at), word, word) for at, word in enumerate(words, 1)]
        return await desk.prompts.choice("verdict", options)
    return await desk.prompts.line("what it is on")


def _typed(words: str) -> str:
    return words.replace(_LINE_END, "\n")


async def _shown(desk: Desk, words: str) -> None:
    await desk.places.refresh()
    desk.say(f"{words}; {{desk.undo}} takes it back")


async def _words(desk: Desk, here: EntryHere) -> None:
    await desk.call(require_writer, desk.bench)
    seen = here.entry

    async def take(words: str, _: object) -> None:
        await desk.call(edit_entry, desk.bench, seen, words=_typed(words))

    label = f"{named(seen)} ({_LINE_END} ends a line)"
    shown = seen.words.replace("\n", _LINE_END)
    words = await desk.prompts.line(label, shown, take=take)
    if words is not None and words != shown:
        await _shown(desk, f"{named(seen)} says something else now")


async def _rename(desk: Desk, here: EntryHere) -> None:
    await desk.call(require_writer, desk.bench)

    async def take(words: str, _: object) -> None:
        await desk.call(rename_entry, desk.bench, here.entry, words)

    words = await desk.prompts.line("name", here.entry.subject, take=take)
    if words is not None and words != here.entry.subject:
        await _shown(desk, f"it is on {words.strip()} now")


async def _claims(desk: Desk, here: EntryHere) -> None:
    """Which claims a rule is about."""
    await desk.call(require_writer, desk.bench)
    seen = here.entry

    async def take(words: str, _: object) -> None:
        await desk.call(edit_entry, desk.bench, seen, where=words)

    label, kind = f"{named(seen)} is about the claims", "claim filter"
    values = desk.values()
    words = await desk.prompts.terms(
        label, seen.where, CLAIM_FIELDS, kind=kind, values=values, take=take
    )
    if words is not None and words != seen.where:
        await _shown(desk, f"{named(seen)} is about {words.strip() or 'all claims'}")


async def _remove(desk: Desk, here: EntryHere | Flag) -> None:
    if not isinstance(here, EntryHere):
        await desk.call(settle_flags, desk.bench, [here])
        await _shown(desk, "the flag is taken off")
    elif here.example is not None:
        await desk.call(remove_example, desk.bench, here.entry, here.example)
        await _shown(desk, "the example is taken out")
    else:
        await desk.call(remove_entry, desk.bench, here.entry)
        await _shown(desk, f"{named(here.entry)} is taken out")


async def _edit_externally(desk: Desk) -> None:
    editor = editor_of()
    if not editor:
        desk.warn("neither $VISUAL nor $EDITOR is set; {codebook.words} writes an entry here")
        return
    await desk.call(require_writer, desk.bench)
    text = await desk.call(_text, desk.bench)
    with draft("codebook.md", text) as file:
        taken = None
        while taken is None:
            with desk.screen.app.suspend():
                code = write_in(editor, file)
            written = words_of(file)
            if code or written == text:
                desk.say(f"the editor ended with {code}" if code else "nothing was changed")
                return
            taken = await _taken(desk, written, file)
    lost = f"; {counted(len(taken.unplaced), 'example')} in no article" if taken.unplaced else ""
    many = counted(len(taken.changes), "entry", "entries")
    await _shown(desk, f"{many} changed{lost}")


async def _taken(desk: Desk, written: str, file: Path) -> TakenCodebook | None:
    """What came of the text; None where it cannot be taken, and is to be edited again."""
    try:
        return await desk.call(take_text, desk.bench, written)
    except WorkbenchError as error:
        options = (
            Option("e", f"edit again: {error.what}", "again"),
            Option("k", f"keep it in {file}", "keep"),
        )
        if await desk.prompts.choice("nothing was taken", options) == "again":
            return None
        raise


def _text(bench: Workbench) -> str:
    return text_at(bench, how=HOW)


# Examples --------------------------------------------------------------------------------------


async def _example(desk: Desk, page: TextPage) -> None:
    """Of the words under the cursor: for which entry, whether it means them, and why."""
    await desk.call(require_writer, desk.bench)
    span, number = page.article.chosen_words(), page.article.view.number
    entry = await _ask_entry(desk)
    if entry is None:
        return
    options = (
        Option("y", f"yes: {named(entry)} means such words", "yes"),
        Option("n", "no: it does not mean such words", "no"),
    )
    answer = await desk.prompts.choice("does it mean these words", options)
    if answer is None:
        return

    async def take(why: str, _: object) -> None:
        is_for = answer == "yes"
        await desk.call(add_example, desk.bench, entry, number, span, is_for=is_for, why=why)

    if await desk.prompts.line("why (may be empty)", take=take) is not None:
        page.article.stop_selecting()
        await _shown(desk, f"an example of {named(entry)}")


async def _ask_entry(desk: Desk) -> Guideline | None:
    """One of the entries, the one that is in sight or on the claim under the cursor first."""
    codebook = await desk.call(read_codebook, desk.bench)
    if not codebook.entries:
        desk.warn("the codebook has no entry yet; {codebook.show} shows it")
        return None
    likely = _about(codebook, desk.page.subject.claim)
    if isinstance(desk.page, CodebookBeside):
        likely = desk.page.entry
    ordered = sorted(codebook.entries, key=lambda one: one != likely)
    by_name = {named(one): one for one in ordered}

    async def complete(words: str) -> tuple[Sequence[Completion], int | None]:
        forms = {name: (name, one.subject) for name, one in by_name.items()}
        names = fitting(words, forms, limit=_SHOWN) if words.strip() else list(by_name)[:_SHOWN]
        return [Completion(name) for name in names], 0 if names else None

    async def check(words: str, chosen: Completion | None) -> None:
        if chosen is None:
            raise UsageError(f"the codebook has no entry {words.strip()!r}")

    answer = await desk.prompts.chosen("an example of", complete, take=check)
    return by_name[answer[1].value] if answer and answer[1] else None


# Claims ----------------------------------------------------------------------------------------


async def _touched(desk: Desk, here: EntryHere) -> None:
    """The analyst's own claims that the last change of an entry may touch, on the board."""
    codebook = await desk.call(read_codebook, desk.bench)
    where = f"by:me {codebook.touched_by(here.entry)}"
    await desk.places.open_board()
    await set_board_filter(desk, where)
    desk.say(
        "yours that the change may touch; {claim.keep} keeps one as it is, {board.filter} asks"
    )


async def _flag_claim(desk: Desk, claim: Claim) -> None:
    before = await desk.call(flag_of, desk.bench, claim)
    now = before.words if before else ""

    async def take(why: str, _: object) -> None:
        await desk.call(flag_claim, desk.bench, claim, why)

    why = await desk.prompts.line("what the codebook does not tell", now, take=take)
    if why is not None and why != now:
        await desk.places.refresh()
        said = "flagged for the codebook" if why.strip() else "the flag is taken off"
        desk.say(f"{said}; {{codebook.flags}} lists what is flagged")


async def _keep(desk: Desk, claim: Claim) -> None:
    entry = await desk.call(let_stand, desk.bench, [claim])
    if entry is None:
        desk.say("it was made under today's codebook")
        return
    await _shown(desk, "kept as it is under today's codebook")


async def _flags(desk: Desk) -> None:
    flags = await desk.call(list_flags, desk.bench)
    desk.screen.push(FlagsPage(flags))


HANDLERS: dict[str, Handler[Desk]] = {
    "codebook.show": does(_show),
    "codebook.beside": on(OPENED, _beside),
    "codebook.versions": does(_versions, CODEBOOK),
    "codebook.add": does(_add, CODEBOOK.when(is_read_only)),
    "codebook.words": on(ENTRY_TO_CHANGE, _words),
    "codebook.rename": on(ENTRY_TO_CHANGE, _rename),
    "codebook.set_claims": on(ENTRY_TO_CHANGE, _claims),
    "codebook.remove": on(REMOVABLE, _remove),
    "codebook.edit_externally": does(_edit_externally, EDITABLE),
    "codebook.example": on(OPENED_TO_CHANGE, _example),
    "codebook.touched": on(ENTRY, _touched),
    "codebook.flags": does(_flags),
    "claim.flag": on(CLAIM_TO_JUDGE, _flag_claim),
    "claim.keep": on(MY_CLAIM, _keep),
}
