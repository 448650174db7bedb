"""The codebook as Markdown, for people to read and to write in their editor.

    # Codebook

    <!-- version 12 at 0123456789ab -->

    ## Rule: denials

    Where: assertion:denies

    Whoever denies is a hop of the chain. ...

    Examples:

    - for #12 340-362: “membantah kabar itu” he is named
    - not #12 410-430: “tidak ada yang tahu” nobody denies

A line of words that would be read as something else has a backslash before it. Words of an article
stand there with their places; what is not safe to show of them is one visible code point each, so
that they are as long. Where they stand is checked by whoever knows the articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple, NoReturn

from workbench.domain.codebook import Example, Guideline, GuidelineKind, Stamp
from workbench.domain.text import safe_line
from workbench.errors import UsageError

HOW = """\
<!-- Each entry is a heading: "## Claim: ", "## Rule: ", "## Topic: " or "## Verdict: " and what it
is on; what stands below are its words. A claim or a rule may say which claims it is about, as
"Where: assertion:denies". Below a line "Examples:" each line is one: "- for #12: “words” why", or
"- not #12: ..." for what it does not mean; the places of the words come by themselves. -->
"""
"""How it is written, for the head of a text that is to be edited."""
MOST = 2_000_000
"""Code points of a text that is read."""
_EXAMPLES = "Examples:"
_WHERE = "Where:"
_FILTER = "Filter:"
"""What somebody may take for that word."""
_HEADING = re.compile(r"## +([^:]*?) *:(.*)")
_VERSION = re.compile(r"<!-- version ([0-9]{1,9}) at ([0-9a-f]{12}) -->")
_PIECE = "[0-9]{1,12}-[0-9]{1,12}"
_EXAMPLE = re.compile(
    rf"[-*] +(for|not)(?: +#([0-9]{{1,12}})(?: +({_PIECE}(?:,{_PIECE})*))?)? *: *(.*)"
)
_MARKS = {"“": "”", '"': '"'}


class WrittenExample(NamedTuple):
    """An example as it stands in the text."""

    line: int
    is_for: bool
    number: int | None
    """Of the article."""
    pieces: tuple[tuple[int, int], ...]
    """Where the words stand there; empty where nothing is said."""
    shown: str
    """The words, as they show."""
    words: str
    """Why."""


class WrittenEntry(NamedTuple):
    """An entry as it stands in the text."""

    line: int
    kind: GuidelineKind
    subject: str
    words: str
    where: str
    examples: tuple[WrittenExample, ...]


@dataclass(frozen=True, slots=True)
class WrittenCodebook:
    """What a text says."""

    stamp: Stamp | None
    """The version that it was written of, where it says so."""
    entries: tuple[WrittenEntry, ...]


# Writing ---------------------------------------------------------------------------------------


def codebook_text(
    entries: Iterable[Guideline], numbers: Mapping[str, int], *, stamp: Stamp, how: str = ""
) -> str:
    """The entries as Markdown, in their order. numbers: of articles, by uid; how: what stands in
    its head, as `HOW`."""
    version = f"<!-- version {stamp.version} at {stamp.hash} -->"
    lines = ["# Codebook", "", version, "", *([how] if how else ())]
    for entry in entries:
        lines += [*entry_lines(entry, numbers), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def entry_lines(entry: Guideline, numbers: Mapping[str, int]) -> Iterator[str]:
    """The lines of one entry."""
    yield f"## {entry.kind.value.capitalize()}: {entry.subject}"
    if entry.where:
        yield from ("", f"{_WHERE} {entry.where}")
    if entry.words:
        yield ""
        for line in entry.words.split("\n"):
            yield f"\\{line}" if _means_more(line) else line
    if entry.examples:
        yield from ("", _EXAMPLES, "")
        yield from (_example_line(one, numbers) for one in entry.examples)


def _means_more(line: str) -> bool:
    return line.startswith(("\\", "## ", _WHERE, _FILTER)) or line.rstrip() == _EXAMPLES


def _example_line(example: Example, numbers: Mapping[str, int]) -> str:
    span = example.span
    shown, place = safe_line(span.exact), ""
    number = numbers.get(example.article) if example.article else None
    if number is None:
        shown = without_marks(shown)
    else:
        pieces = ",".join(f"{start}-{end}" for start, end in span.pieces)
        place = f" #{number} {pieces}"
    why = f" {example.words}" if example.words else ""
    return f"- {'for' if example.is_for else 'not'}{place}: “{shown}”{why}"


def without_marks(words: str) -> str:
    """Words that can stand between quotation marks without their place telling where they end."""
    return " ".join(words.replace("“", "'").replace("”", "'").split())


# Reading ---------------------------------------------------------------------------------------


def read_codebook_text(text: str) -> WrittenCodebook:
    """What a text says. Raises UsageError with the line of the first mistake."""
    if len(text) > MOST:
        raise UsageError("that is too long for a codebook", f"At most {MOST} letters are read.")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    starts = [at for at, line in enumerate(lines) if line.startswith("## ")]
    head = lines[: starts[0]] if starts else lines
    found = next((told for line in head if (told := _VERSION.search(line))), None)
    entries = tuple(
        _entry(start + 1, lines[start:end]) for start, end in pairwise([*starts, len(lines)])
    )
    if not entries and any(line.strip() for line in head) and not found:
        _wrong(1, "no entry", 'Each begins with a line like "## Topic: name".')
    _refuse_twice(entries)
    return WrittenCodebook(Stamp(int(found[1]), found[2]) if found else None, entries)


def _refuse_twice(entries: Iterable[WrittenEntry]) -> None:
    from workbench.domain.codebook import uid_of

    def named(entry: WrittenEntry) -> str:
        return uid_of(entry.kind, entry.subject)

    for _, group in groupby(sorted(entries, key=named), named):
        first, *more = group
        if more:
            what = f"{first.kind.value} {first.subject!r} stands in line {first.line} already"
            _wrong(more[0].line, what, "Write one entry.")


def _entry(number: int, lines: list[str]) -> WrittenEntry:
    told = _HEADING.fullmatch(lines[0].rstrip())
    kind = next((one for one in GuidelineKind if told and told[1].lower() == one.value), None)
    if told is None or kind is None:
        kinds = ", ".join(f'"## {one.value.capitalize()}: "' for one in GuidelineKind)
        _wrong(number, f"no entry begins with {lines[0][:40]!r}", f"One begins with {kinds}.")
    subject = " ".join(told[2].split())
    if not subject:
        _wrong(number, "the entry has no name", "Write it behind the colon.")
    body, examples = _parted(lines)
    where, words = _where(number, body)
    if where and kind.is_of_claims:
        _wrong(number, f"a {kind.value} says by itself which claims it is about", "Drop Where:.")
    read = tuple(_example(number + at, line) for at, line in examples)
    return WrittenEntry(number, kind, subject, words, where, read)


def _parted(lines: list[str]) -> tuple[list[str], list[tuple[int, str]]]:
    """The lines of the words, and those of examples with where they stand."""
    at = next((at for at, line in enumerate(lines) if line.rstrip() == _EXAMPLES), len(lines))
    examples = [(below, line) for below, line in enumerate(lines) if below > at and line.strip()]
    return lines[1:at], examples


def _where(number: int, body: list[str]) -> tuple[str, str]:
    first = next((at for at, line in enumerate(body) if line.strip()), None)
    where = ""
    if first is not None and body[first].startswith(_FILTER):
        how = f"Of words that begin so the line begins with a backslash: \\{_FILTER}"
        _wrong(number + first + 1, f"which claims an entry is about is said by {_WHERE}", how)
    if first is not None and body[first].startswith(_WHERE):
        where = body[first].removeprefix(_WHERE).strip()
        body = body[first + 1 :]
    return where, "\n".join(line.removeprefix("\\") for line in body).strip()


def _example(number: int, line: str) -> WrittenExample:
    told = _EXAMPLE.fullmatch(line.strip())
    if told is None:
        how = (
            'As "- for #12: “words of the article” why", or "- not ..."; below them stands nothing.'
        )
        _wrong(number, f"no example: {line.strip()[:40]!r}", how)
    given = told[3].split(",") if told[3] else []
    pieces = tuple((int(low), int(high)) for low, high in (one.split("-") for one in given))
    shown, why = _quoted(number, told[4], pieces)
    article = int(told[2]) if told[2] else None
    return WrittenExample(number, told[1] == "for", article, pieces, shown, " ".join(why.split()))


def _quoted(number: int, rest: str, pieces: tuple[tuple[int, int], ...]) -> tuple[str, str]:
    """The words between the marks, and those behind them: as long as their place says, else up to
    the first mark that ends them."""
    ends = _MARKS.get(rest[:1])
    if ends is None:
        _wrong(number, "the words of an example stand in quotation marks", "As “words” why.")
    length = pieces[-1][1] - pieces[0][0] if pieces else rest.find(ends, 1) - 1
    if length < 1 or rest[length + 1 : length + 2] != ends:
        what = "are not as long as their place" if pieces else "do not end"
        _wrong(number, f"the words of the example {what}", "Leave the place out to have it found.")
    return rest[1 : length + 1], rest[length + 2 :]


def _wrong(line: int, what: str, how: str) -> NoReturn:
    raise UsageError(f"line {line}: {what}", how)
