"""A division in words, and how far those who have parts of a selection are. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.present.counting import counted

if TYPE_CHECKING:
    from workbench.domain.assignment import Share


def division_words(
    title: str, *, articles: int, given: int, left: int, due: str = "", is_made: bool = True
) -> str:
    """What a division comes to. title: of the selection; left: articles with fewer than asked."""
    done = "divided" if is_made else "to be divided"
    if not given:
        done, due = "nothing new to divide", ""
    words = f"{done}: {title}, {counted(articles, 'article')}{f', due {due}' if due else ''}"
    if left:
        words += f"; {counted(left, 'article')} left with fewer than asked"
    return words


def parts_words(shares: Iterable[Share]) -> str:
    """Who has done how much: "ana 3/20, budi 5/20 (2 late)"; empty of a selection that is not
    divided."""
    told = []
    for share in shares:
        late = f" ({share.late:,} late)" if share.late else ""
        told.append(f"{share.analyst} {share.done:,}/{share.total:,}{late}")
    return ", ".join(told)
