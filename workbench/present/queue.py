"""An analyst's queue in words: a line for each sort of what it has, with the filter that lists it.

Pure; the counts are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.present.counting import counted

if TYPE_CHECKING:
    from workbench.domain.assignment import QueueCounts


class QueueLine(NamedTuple):
    """One line."""

    words: str
    where: str
    """The filter that leaves its articles."""
    style: str = "text"
    depth: int = 0

    @property
    def plain(self) -> str:
        """The line, set in by its depth."""
        return f"{'  ' * self.depth}{self.words}"


def queue_lines(counts: QueueCounts, today: str) -> list[QueueLine]:
    """The whole queue. today: a day, as it is here."""
    if not counts.given and not counts.back:
        return [QueueLine("nothing was given to you", "assigned:me", "dim")]
    late = f", {counts.late:,} of them late" if counts.late else ""
    lines = [
        QueueLine(
            f"{counts.mine:,} of {counted(counts.given, 'article')} to judge{late}",
            "queue:mine",
            "title" if counts.mine else "dim",
        )
    ]
    for day, many in counts.days:
        if day:
            is_late = day < today
            words = f"{'was due' if is_late else 'due'} {_day_words(day, today)}: {many:,}"
            style = "warning" if is_late else "open" if day == today else "text"
            lines.append(QueueLine(words, f"queue:mine due:{day}", style, depth=1))
    lines.append(
        QueueLine(
            f"{counts.waiting:,} judged, and a colleague has not yet",
            "queue:waiting",
            "text" if counts.waiting else "dim",
        )
    )
    lines.append(
        QueueLine(
            f"{counted(counts.back, 'article')} with something decided otherwise than you had it, "
            "and not read",
            "queue:back",
            "open" if counts.back else "dim",
        )
    )
    return lines


def queue_brief(counts: QueueCounts) -> str:
    """The queue where there is little room: "12 to judge, 3 late, 1 came back"; empty where it has
    nothing to do."""
    parts = [
        f"{counts.mine:,} to judge" if counts.mine else "",
        f"{counts.late:,} late" if counts.late else "",
        f"{counts.back:,} came back" if counts.back else "",
    ]
    return ", ".join(filter(None, parts))


def _day_words(day: str, today: str) -> str:
    return "today" if day == today else day
