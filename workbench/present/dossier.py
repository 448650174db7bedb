"""A story's groups in words: a line for each, and all of one.

Says what was grouped and weighed; decides nothing. What nobody reviewed is called so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.domain.origin import Standing
from workbench.domain.text import safe_line
from workbench.present.board import count_mark
from workbench.present.cells import fit
from workbench.present.counterparts import NOT_REVIEWED, counterpart_lines, statement_line
from workbench.present.counting import counted
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Run, Runs, fill_runs

if TYPE_CHECKING:
    from workbench.domain.dossier import ToldGroup

_ORIGINS, _ARTICLES = 8, 9
_SAID = 12
"""Statements of a group that are told in print."""


def group_heading(width: int) -> Runs:
    """The names of the columns of `group_row`."""
    names = f"  {'origins':<{_ORIGINS}}{'articles':<{_ARTICLES}}   says"
    return fill_runs((Run(names, "header"),), width)


def group_row(one: ToldGroup, width: int, glyphs: Glyphs = UNICODE) -> Runs:
    """A group in exactly `width` cells: whether it is anybody's claim, how many independent origins
    and articles it has, whether something contradicts it, and what it says."""
    mark = glyphs.verdict["accepted" if one.is_reviewed else None]
    count = one.count
    is_sure = count.confirmed > 1 and not count.unconfirmed
    disputed = one.group.is_disputed
    return fill_runs(
        (
            Run(f"{mark} ", "accepted" if one.is_reviewed else "open"),
            Run(fit(count_mark(count), _ORIGINS), "title" if is_sure else "unsure"),
            Run(fit(str(len(one.group.articles)), _ARTICLES), "text"),
            Run(f"{glyphs.disputed if disputed else ' '}  ", "warning"),
            Run(safe_line(one.words), "text"),
        ),
        width,
    )


def group_words(one: ToldGroup) -> str:
    """How much stands behind a group, and against it."""
    count = str(one.count)
    origins = counted(int(count), "origin") if count.isdigit() else f"origins: {count}"
    read, statements = len(one.said), len(one.group.places)
    told = (
        origins,
        counted(len(one.group.articles), "article"),
        f"{read} of {statements} statements read" if read < statements else "",
        f"{len(one.against)} against" if one.against else "",
        f"{counted(len(one.changes), 'change')}" if one.changes else "",
        "" if one.is_reviewed else NOT_REVIEWED,
    )
    return ", ".join(filter(None, told))


def origin_words(one: ToldGroup) -> Iterator[str]:
    """Each origin behind a group, in which articles, and what it counts for."""
    for origin in one.origins:
        why = "" if origin.standing is Standing.COUNTED else f" ({origin.standing.value})"
        numbers = " ".join(f"#{number}" for number in one.numbers_behind(origin))
        yield safe_line(f"{origin.words or '?'}{why}: {numbers}")


def group_lines(one: ToldGroup, glyphs: Glyphs = UNICODE) -> Iterator[str]:
    """All of a group, line by line: for paper, pipes and screen readers."""
    yield safe_line(one.words)
    yield f"  {group_words(one)}"
    yield from (f"  origin: {words}" for words in origin_words(one))
    yield from (f"  {statement_line(said)}" for said in one.said[:_SAID])
    if (left := len(one.group.places) - min(len(one.said), _SAID)) > 0:
        yield f"  and {left} more"
    for each in (*one.against, *one.changes):
        yield from counterpart_lines(each.ours, each.other, glyphs)
