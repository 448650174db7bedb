"""The whole codebook as Markdown: given out, and taken back in as one act.

What comes back is laid beside the version that it was written of, if that is one of this database:
what others changed meanwhile stays, and where both changed an entry nothing is taken. A text of
elsewhere, or one that somebody wrote anew, adds and changes entries and removes none, unless asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from workbench.domain.codebook import Example, Guideline, Rewording, Stamp, in_order, says_the_same
from workbench.domain.journal import Entry
from workbench.domain.span import Span, shorten
from workbench.domain.text import occurrences, safe_line
from workbench.errors import ConflictError, DataError, NotFoundError, UsageError
from workbench.exchange.codebook import (
    HOW,
    MOST,
    WrittenEntry,
    WrittenExample,
    codebook_text,
    entry_lines,
    read_codebook_text,
    without_marks,
)
from workbench.policy import Deed
from workbench.services.codebook import article_numbers, entries_at, stamp_at
from workbench.services.guidelines import (
    change_entries,
    clean_line,
    example_of,
    named,
    written,
)
from workbench.services.workbench import Workbench

__all__ = [
    "HOW", "TakenCodebook", "difference", "entry_lines", "read_file", "read_stream", "take_text",
    "text_at",
]  # fmt: skip

_MOST_BYTES = 4 * MOST
_TOLD = 3
"""Entries that the journal names of an act on many."""


@dataclass(frozen=True, slots=True)
class TakenCodebook:
    """What came of a text."""

    entry: Entry | None
    """In the journal; None where nothing was changed."""
    changes: tuple[Rewording, ...]
    kept: int
    """Entries of the codebook that it does not have, and that stay."""
    unplaced: tuple[str, ...]
    """Words of examples that are kept without a place, since they stand in no article here."""


def text_at(bench: Workbench, number: int | None = None, *, how: str = "") -> str:
    """The codebook as Markdown, as it stands or as it was in a version. Raises NotFoundError."""
    acts = bench.store.codebook.acts()
    is_old = number is not None and number != len(acts)
    entries = entries_at(bench, number or 0) if is_old else in_order(bench.store.codebook.all())
    stamp = stamp_at(bench, acts, len(acts) if number is None else number)
    return codebook_text(entries, article_numbers(bench, entries), stamp=stamp, how=how)


def difference(bench: Workbench, one: int, other: int) -> list[str]:
    """How a version's text differs from another one's, as the lines of a unified diff. Raises
    NotFoundError."""
    from difflib import unified_diff

    def lines(number: int) -> list[str]:
        entries = entries_at(bench, number)
        numbers = article_numbers(bench, entries)
        return [line for entry in entries for line in (*entry_lines(entry, numbers), "")]

    before, after = f"version {one}", f"version {other}"
    return list(unified_diff(lines(one), lines(other), before, after, lineterm=""))


def read_file(bench: Workbench, path: Path) -> str:
    """A text that somebody wrote. Raises UsageError where it is no file of words."""
    bench.policy.require(Deed.READ_FILES)
    if not path.is_file():
        raise NotFoundError(f"no file at {path}")
    with path.open("rb") as file:
        return read_stream(file, str(path))


def read_stream(stream: BinaryIO, name: str) -> str:
    """The words of a stream. name: what it is called. Raises DataError where they are none."""
    try:
        return stream.read(_MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{name} is not in UTF-8, or too long", "Save it so.") from error


def take_text(bench: Workbench, text: str, *, whole: bool = False) -> TakenCodebook:
    """Let the codebook say what a text says. whole: entries that it does not have are removed,
    whatever it was written of. Raises UsageError with the line of a mistake, and ConflictError
    where others changed an entry since that it changes too; nothing is changed then."""
    told = read_codebook_text(text)
    base = _written_of(bench, told.stamp)
    placing = _Placing(bench)
    theirs = {one.uid: one for one in map(placing.entry, told.entries)}
    ours = {one.uid: one for one in bench.store.codebook.all()}
    removes = whole or base is not None
    changes = [] if not removes else [uid for uid in ours if uid not in theirs]
    pairs = _pairs(ours, theirs, ours if base is None else base, [*theirs, *changes])
    real = [Rewording(*pair) for pair in pairs]
    entry = change_entries(bench, "edit codebook", pairs, _about(real))
    kept = 0 if removes else len(ours.keys() - theirs.keys())
    return TakenCodebook(entry, tuple(real), kept, tuple(placing.unplaced))


_Pair = tuple[Guideline | None, Guideline | None]


def _pairs(
    ours: Mapping[str, Guideline],
    theirs: Mapping[str, Guideline],
    base: Mapping[str, Guideline],
    uids: Iterable[str],
) -> list[_Pair]:
    """Each entry as it is and as the text has it, of those that the text changes. base: what it
    was written of. Raises ConflictError."""
    pairs: list[_Pair] = []
    for uid in uids:
        now, seen, then = ours.get(uid), theirs.get(uid), base.get(uid)
        if says_the_same(seen, then) or says_the_same(seen, now):
            continue
        if not says_the_same(now, then):
            raise _overtaken(now, seen, then)
        pairs.append((now, seen))
    return pairs


def _overtaken(
    now: Guideline | None, seen: Guideline | None, then: Guideline | None
) -> ConflictError:
    entry = now or then or seen
    assert entry
    became = f"was changed by {now.analyst}" if now else "was removed"
    return ConflictError(
        f"{named(entry)} {became} since the text was written, and the text changes it too",
        "Nothing was taken. workbench codebook diff shows what was changed.",
        mine=seen.to_record() if seen else None,
        theirs=now.to_record() if now else None,
    )


def _written_of(bench: Workbench, stamp: Stamp | None) -> dict[str, Guideline] | None:
    """The entries that a text was written of; None of a text of elsewhere."""
    acts = bench.store.codebook.acts()
    if stamp is None or stamp.version > len(acts) or stamp != stamp_at(bench, acts, stamp.version):
        return None
    return {one.uid: one for one in entries_at(bench, stamp.version)}


def _about(changes: Sequence[Rewording]) -> str:
    words = [f"{named(one.entry)} {one.what}" for one in changes[:_TOLD]]
    more = len(changes) - len(words)
    return ", ".join([*words, *([f"{more} more"] if more else [])])


class _Placing:
    """Finds the articles of examples, and their words in these."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self.unplaced: list[str] = []
        """Words that stand in no article."""

    def entry(self, told: WrittenEntry) -> Guideline:
        """An entry of a text. Raises UsageError with its line."""
        line = told.line
        try:
            entry = written(self._bench, told.kind, told.subject, told.words, told.where)
            examples = []
            for one in told.examples:
                line = one.line
                examples.append(self._example(one))
        except UsageError as error:
            raise UsageError(f"line {line}: {error.what}", error.next_step) from error
        return replace(entry, examples=tuple(examples))

    def _example(self, told: WrittenExample) -> Example:
        article, span = self._place(told) if told.number else (None, None)
        if article is None or span is None:
            shown = clean_line(without_marks(told.shown))
            if told.number:
                self.unplaced.append(shorten(shown))
            article, span = None, Span(0, len(shown), shown)
        return example_of(article, span, is_for=told.is_for, why=told.words)

    def _place(self, told: WrittenExample) -> tuple[str | None, Span | None]:
        """Where the words stand: as the text says, else in one place of the article alone."""
        articles = self._bench.store.articles
        try:
            number = articles.resolve(str(told.number))
            text = articles.text(number)
        except NotFoundError:
            return None, None
        pieces = told.pieces
        if not pieces or safe_line(text[pieces[0][0] : pieces[-1][1]]) != told.shown:
            pieces = occurrences(safe_line(text), told.shown)
            if len(pieces) != 1:
                return None, None
        uid = articles.uids_of([number])[number]
        return uid, Span.of(text, pieces[0][0], pieces[-1][1], pieces)
