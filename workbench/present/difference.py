"""What one text says otherwise than another, line by line: for paper, pipes and screen readers.

Plain marks alone say what differs. Every sentence has a line of its own, however long it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.domain.comparison import Comparison, Extent, Pairing
from workbench.present.counting import counted
from workbench.present.facing import share_words


def difference_lines(
    comparison: Comparison, left: str, right: str, *, is_whole: bool = False
) -> Iterator[str]:
    """The sentences that went (`-`), came (`+`) or changed (both), in the order of both texts.
    is_whole: those that stand in both, too; else how many of them there are is said."""
    differ = counted(comparison.changes, "sentence differs", "sentences differ")
    yield f"{share_words(comparison)}; {differ}"
    alike = 0
    for pair in comparison.pairs:
        if pair.kind is Pairing.SAME:
            alike += 1
            if is_whole and pair.right:
                yield f"  {_line(right, pair.right)}"
            continue
        if alike and not is_whole:
            yield f"  … {counted(alike, 'sentence')} alike"
        alike = 0
        if pair.left:
            yield f"- {_line(left, pair.left, pair.left_marks, '[-', '-]')}"
        if pair.right:
            yield f"+ {_line(right, pair.right, pair.right_marks, '{+', '+}')}"
    if alike and not is_whole:
        yield f"  … {counted(alike, 'sentence')} alike"


def _line(
    text: str, extent: Extent, marks: Sequence[Extent] = (), opening: str = "", closing: str = ""
) -> str:
    """A sentence on one line, its marked words within these signs."""
    at, end = extent
    parts = []
    for low, high in marks:
        parts += [text[at:low], opening, text[low:high], closing]
        at = high
    return " ".join("".join((*parts, text[at:end])).split())
