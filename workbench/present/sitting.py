"""What a sitting came to, in lines of words: for `workbench session`, the desk and its last words.

Pure; knows no style and no terminal.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.sitting import RuleTally, Work
from workbench.present.counting import counted

_ARTICLES = 4
"""Articles that are named with their time."""


def work_lines(
    work: Work, seconds: Sequence[tuple[int, int]], *, most_rules: int | None = None
) -> list[str]:
    """The lines: time and articles, decisions and claims, then how far each rule was right.

    Args:
        work: What was done.
        seconds: (article number, seconds), longest first.
        most_rules: Rules that are named; None for all.
    """
    lines = [_reading(seconds), _answers(work)]
    if acts := ", ".join(f"{count} {op}" for op, count in work.acts.items()):
        lines.append(f"acts: {acts}")
    shown = work.rules[:most_rules]
    lines += [rule_line(tally) for tally in shown]
    if left := len(work.rules) - len(shown):
        lines.append(f"and {counted(left, 'more rule')}")
    return lines


def rule_line(tally: RuleTally) -> str:
    """How far a rule was right: "7 of 9 accepted, 1 corrected, 1 rejected: id.quote.direct"."""
    parts = [f"{tally.accepted} of {tally.answered} accepted"]
    parts += [
        f"{count} {word}"
        for count, word in ((tally.corrected, "corrected"), (tally.rejected, "rejected"))
        if count
    ]
    return f"{', '.join(parts)}: {tally.rule}"


def clock(seconds: int) -> str:
    """A time spent, as 1:02:03 or 2:03."""
    hours, rest = divmod(seconds, 3600)
    minutes = f"{rest // 60:02}" if hours else f"{rest // 60}"
    return f"{f'{hours}:' if hours else ''}{minutes}:{rest % 60:02}"


def _reading(seconds: Sequence[tuple[int, int]]) -> str:
    if not seconds:
        return "no article was read"
    many = counted(len(seconds), "article")
    named = ", ".join(f"#{number} {clock(spent)}" for number, spent in seconds[:_ARTICLES])
    more = ", ..." if len(seconds) > _ARTICLES else ""
    return f"{many} in {clock(sum(spent for _, spent in seconds))}: {named}{more}"


def _answers(work: Work) -> str:
    total = sum(work.decisions.values())
    parts = ", ".join(f"{count} {verdict}" for verdict, count in work.decisions.items())
    answers = f"{counted(total, 'fact')} answered: {parts}" if total else ""
    claims = f"{counted(work.claims, 'claim')} recorded"
    return "; ".join(filter(None, (answers, claims if work.claims else ""))) or "nothing answered"
