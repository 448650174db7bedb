"""What a team did, for those who may see it: everybody her own row, supervisors all of them.

On a shared store each look at others' rows is an act in the journal that no undo takes back, and
everybody may read who looked. What is counted is decided in `domain.overseeing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from workbench.domain.filter.days import day_of
from workbench.domain.member import Inspection, Task
from workbench.domain.overseeing import (
    STILL_DAYS,
    Disputed,
    Overseen,
    Period,
    Waiting,
    Work,
    overseen,
)
from workbench.domain.sitting import RuleTally, tally_rules
from workbench.errors import UsageError
from workbench.services.agreement import By, GroupValues, overview_of_agreement
from workbench.services.asking import today
from workbench.services.calibrating import Nearness, nearness_of
from workbench.services.disputes import unanswered
from workbench.services.looking import looks, note_look, sees_everybody
from workbench.services.workbench import Workbench

__all__ = [
    "STILL_DAYS", "Asked", "Overseen", "Period", "Team", "asked_for", "look_at_team", "read_team",
    "record_of_overseen", "today", "with_agreement",
]  # fmt: skip

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a team's work."""

    period: Period
    of: str = ""
    """The one analyst; empty for everybody who may be seen."""
    still_days: int = STILL_DAYS


@dataclass(frozen=True, slots=True)
class Team:
    """What each analyst did, as far as whoever looks may see it."""

    asked: Asked
    today: str
    rows: tuple[Overseen, ...]
    """By name."""
    is_whole: bool
    """Whether everybody may be seen."""
    titles: Mapping[int, str] = field(default_factory=dict)
    """Number of an article that waits -> its title, where one analyst is asked for."""
    agreement: Mapping[str, GroupValues] = field(default_factory=dict)
    """Analyst -> how far she agrees with colleagues, on all that two or more have judged; nothing,
    where nobody asked for it or they never judged the same."""
    known: Nearness | None = None
    """How near the one analyst who is asked for came to known answers, where any were given."""
    looks: tuple[Inspection, ...] = ()
    """Supervisors' looks at the one analyst, the newest first."""
    rules: tuple[RuleTally, ...] = ()
    """How all analysts answered the facts of each rule in that time; none where they are hidden."""

    def late(self, row: Overseen) -> list[Waiting]:
        """What should be there already."""
        return [one for one in row.waiting if one.is_late(self.today)]

    def still(self, row: Overseen) -> list[Waiting]:
        """What nothing was done about for so many days."""
        days = self.asked.still_days
        return [one for one in row.waiting if one.stands_still(self.today, days)]


def asked_for(
    bench: Workbench,
    *,
    since: str = "",
    until: str = "",
    of: str = "",
    still_days: int = STILL_DAYS,
) -> Asked:
    """What words ask for: dates, or words for days as filters have them; the last seven days
    without. Raises UsageError."""
    now = today(bench)
    last = _day(until, now) if until else now
    period = Period.of_days(_WEEK, str(last))
    if since:
        period = Period(str(_day(since, now)), str(last))
    if period.since > period.until:
        raise UsageError(f"{period.since} is after {period.until}", "Give the earlier day first.")
    return Asked(period, of, still_days)


def _day(words: str, now: date) -> date:
    if found := day_of(words, now):
        return found
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise UsageError(
            f"{words!r} is no day", "As 2026-01-31, today, yesterday, 7d, 4w, 3m."
        ) from None


def look_at_team(bench: Workbench, asked: Asked) -> Team:
    """What each analyst did; on a shared store it goes into the journal first, where that shows
    others' work. Raises RoleError where another one is asked for who may not be seen."""
    if asked.of and asked.of != bench.analyst:
        bench.require(Task.INSPECT)
    if asked.of != bench.analyst:
        note_look(bench, f"{_work_of(asked.of)}, {asked.period.since} to {asked.period.until}")
    return read_team(bench, asked)


def read_team(bench: Workbench, asked: Asked) -> Team:
    """The same once more, after a change: no other look."""
    sees_all = sees_everybody(bench)
    worked = bench.store.worked
    names = [asked.of] if asked.of else worked.analysts() if sees_all else [bench.analyst]
    if not sees_all:
        names = [name for name in names if name == bench.analyst]
    with bench.store.snapshot():
        days = worked.days(asked.period)
        work = Work(
            answered=worked.answered(days),
            recorded=worked.recorded(days),
            finished=worked.finished(days),
            opened=worked.opened(asked.period),
            sat=worked.sat(asked.period),
            waiting=worked.waiting(),
            disputed=_disputed(bench),
        )
        rows = overseen(work, names)
        rules = tally_rules((*one[3:], 1) for one in work.answered) if sees_all else ()
        titles = _titles(bench, rows) if asked.of or not sees_all else {}
    day = str(today(bench))
    known = None
    if asked.of and rows:
        hers = "" if sees_all and asked.of != bench.analyst else day
        known = nearness_of(bench, asked.of, before=hers)
    seen = tuple(one for one in looks(bench) if _is_at(one, asked.of)) if asked.of else ()
    return Team(asked, day, tuple(rows), sees_all, titles, known=known, looks=seen, rules=rules)


def with_agreement(bench: Workbench, team: Team) -> Team:
    """The team with how far each agrees with colleagues: of the whole database, whenever it was
    judged, as far as whoever looks may see it. It takes longer than all the rest."""
    seeing = bench.seeing_all() if team.is_whole else bench
    groups = overview_of_agreement(seeing, By.ANALYST)
    rows = {row.analyst for row in team.rows}
    return replace(team, agreement={one.name: one for one in groups if one.name in rows})


def _titles(bench: Workbench, rows: list[Overseen]) -> dict[int, str]:
    numbers = {one.article for row in rows for one in row.waiting}
    return {number: title for number, (_, title) in bench.store.articles.names(numbers).items()}


def _disputed(bench: Workbench) -> list[Disputed]:
    """The rulings that somebody disputes, and nobody answered yet."""
    return [
        Disputed(one.dispute.analyst, one.number, one.dispute.words, one.dispute.at[:10])
        for one in unanswered(bench)
    ]


def _work_of(analyst: str) -> str:
    return f"the work of {analyst}" if analyst else "the team's work"


def _is_at(look: Inspection, analyst: str) -> bool:
    return look.what.startswith((f"{_work_of(analyst)}, ", f"{_work_of('')}, "))


# As JSON has it --------------------------------------------------------------------------------


def _record_of_values(values: GroupValues | None) -> list[dict[str, Any]]:
    return (
        []
        if values is None
        else [
            {
                "measure": one.measure,
                "statistic": one.statistic,
                "value": None if one.number is None else round(one.number, 4),
                "units": one.units,
                "articles": one.articles,
                "why": one.why,
            }
            for one in values.figures.values()
        ]
    )


def _record_of_nearness(near: Nearness) -> dict[str, Any]:
    return {
        "article_count": near.texts,
        "claim_count": near.known,
        "same": near.same,
        "apart": dict(near.apart),
    }


def record_of_overseen(team: Team, row: Overseen) -> dict[str, Any]:
    """What an analyst did, and what waits for her."""
    late, still = set(team.late(row)), set(team.still(row))
    return {
        "analyst": row.analyst,
        "since": team.asked.period.since,
        "until": team.asked.period.until,
        "article_count": row.articles,
        "finished_count": row.finished,
        "decisions": dict(row.decisions),
        "claim_count": row.claims,
        "seconds": row.seconds,
        "typical_seconds": row.typical,
        "sitting_count": row.sittings,
        "cut_off_count": row.cut_off,
        "rules": [
            {
                "rule": one.rule,
                "accepted": one.accepted,
                "corrected": one.corrected,
                "rejected": one.rejected,
            }
            for one in row.rules
        ],
        "days": [
            {
                "day": one.day,
                "article_count": one.articles,
                "finished_count": one.finished,
                "decision_count": one.decisions,
                "claim_count": one.claims,
                "seconds": one.seconds,
            }
            for one in row.days
        ],
        "waiting": [
            {
                "number": one.article,
                "due": one.due or None,
                "last": one.last,
                "late": one in late,
                "still": one in still,
            }
            for one in row.waiting
        ],
        "disputed": [
            {"number": one.article, "day": one.day, "words": one.words} for one in row.disputed
        ],
        "agreement": _record_of_values(team.agreement.get(row.analyst)),
        "known": _record_of_nearness(team.known) if team.known else None,
    }
