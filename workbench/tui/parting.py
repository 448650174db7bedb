"""What is said when the desk ends: what the sitting came to, in a few lines before the head."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.services.workbench import Workbench

_RULES = 3
"""With them the words take eight lines at most, the head's among them."""


def parting_lines(bench: Workbench) -> list[str]:
    """What the session that just ended came to; nothing when nothing was read or done."""
    from workbench.present.sitting import work_lines
    from workbench.services.sitting import summarise_session

    last = bench.store.sessions.last(bench.analyst)
    if last is None or last.uid != bench.session:
        return []
    summary = summarise_session(bench, last)
    if not (summary.seconds or summary.work.acts):
        return []
    return work_lines(summary.work, summary.seconds, most_rules=_RULES)
