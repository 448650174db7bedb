"""What a team did, day by day and analyst by analyst: counted, and compared with nothing.

Takes plain values and knows no clock. What is counted, how, and what it does not say stands in
`docs/team.md`, for those who are counted: whoever changes a rule here changes it there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from statistics import median
from typing import NamedTuple

from workbench.domain.decision import Verdict
from workbench.domain.sitting import RuleTally, tally_rules

STILL_DAYS = 7
"""Days without an act or a sitting after which an article stands still."""


class Period(NamedTuple):
    """Days, as 2026-11-29, both included."""

    since: str
    until: str

    @classmethod
    def of_days(cls, days: int, today: str) -> Period:
        """So many days, the last of them today."""
        return cls(_back(today, days - 1), today)

    @property
    def days(self) -> int:
        """How many."""
        return (date.fromisoformat(self.until) - date.fromisoformat(self.since)).days + 1

    @property
    def words(self) -> str:
        """The first day and the last one, or the one day that it is."""
        return self.since if self.since == self.until else f"{self.since} to {self.until}"


class Answered(NamedTuple):
    """A decision that stands."""

    analyst: str
    article: int
    day: str
    """On which it was first made."""
    rule: str
    verdict: str


class Recorded(NamedTuple):
    """A claim that stands."""

    analyst: str
    article: int
    day: str


class Finished(NamedTuple):
    """An article that was done or set aside."""

    analyst: str
    article: int
    day: str


class Opened(NamedTuple):
    """How long an article was open on the desk in a sitting."""

    analyst: str
    article: int
    day: str
    """On which the sitting began."""
    seconds: int


class Sat(NamedTuple):
    """A sitting."""

    analyst: str
    day: str
    is_cut_off: bool


class Waiting(NamedTuple):
    """An article that an analyst has begun or was given, and has not judged."""

    analyst: str
    article: int
    due: str
    """Day; empty where none is set."""
    last: str
    """Day of her last act on it or sitting over it; else the day on which it was given."""

    def is_late(self, today: str) -> bool:
        """Whether it should be there already."""
        return bool(self.due) and self.due < today

    def stands_still(self, today: str, days: int = STILL_DAYS) -> bool:
        """Whether nothing was done about it for so many days."""
        return self.last <= _back(today, days)


class Disputed(NamedTuple):
    """A ruling that an analyst disputes, and nobody answered yet."""

    analyst: str
    article: int
    words: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is counted of a period, and what waits at its end."""

    answered: Iterable[Answered] = ()
    recorded: Iterable[Recorded] = ()
    finished: Iterable[Finished] = ()
    opened: Iterable[Opened] = ()
    sat: Iterable[Sat] = ()
    waiting: Iterable[Waiting] = ()
    disputed: Iterable[Disputed] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """What an analyst did on a day."""

    day: str
    articles: int
    """On which she answered, recorded or finished something."""
    finished: int
    decisions: int
    claims: int
    seconds: int
    """For which articles were open on her desk."""


@dataclass(frozen=True, slots=True)
class Overseen:
    """What an analyst did in a period, and what waits for her."""

    analyst: str
    days: tuple[Day, ...]
    """Those on which anything was done, the newest first."""
    articles: int
    """On which she answered, recorded or finished something, each once."""
    finished: int
    decisions: Mapping[str, int]
    """Verdict -> how many questions have it."""
    claims: int
    rules: tuple[RuleTally, ...]
    """The rules whose facts she answered, those with the most answers first."""
    seconds: int
    typical: int | None
    """Seconds for which the article in the middle was open, of those on which anything was done;
    None where no time was kept."""
    sittings: int
    cut_off: int
    waiting: tuple[Waiting, ...]
    """What is due first in front, then what nobody touched for the longest time."""
    disputed: tuple[Disputed, ...]

    @property
    def answers(self) -> int:
        """Questions that are answered: skipping is no answer."""
        return sum(self.decisions.values()) - self.decisions.get(Verdict.SKIPPED.value, 0)

    @property
    def accepted(self) -> tuple[int, int]:
        """How many facts she accepted as they stood, of how many that she found right or wrong."""
        return (
            sum(one.accepted for one in self.rules),
            sum(one.answered for one in self.rules),
        )

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.days or self.sittings or self.waiting or self.disputed)


@dataclass(slots=True)
class _Tally:
    """What is counted of one analyst."""

    touched: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Day -> articles on which anything was done."""
    finished: dict[str, int] = field(default_factory=Counter)
    decisions: dict[str, int] = field(default_factory=Counter)
    claims: dict[str, int] = field(default_factory=Counter)
    seconds: dict[str, int] = field(default_factory=Counter)
    verdicts: dict[str, int] = field(default_factory=Counter)
    rules: dict[tuple[str, str], int] = field(default_factory=Counter)
    open: dict[int, int] = field(default_factory=Counter)
    """Article -> seconds."""
    sittings: int = 0
    cut_off: int = 0
    waiting: list[Waiting] = field(default_factory=list)
    disputed: list[Disputed] = field(default_factory=list)

    def told(self, analyst: str) -> Overseen:
        """What it comes to."""
        every = set[int]().union(*self.touched.values())
        times = [seconds for article, seconds in self.open.items() if article in every]
        return Overseen(
            analyst,
            tuple(self._day(day) for day in sorted({*self.touched, *self.seconds}, reverse=True)),
            len(every),
            sum(self.finished.values()),
            dict(self.verdicts),
            sum(self.claims.values()),
            tally_rules((*key, count) for key, count in self.rules.items()),
            sum(self.seconds.values()),
            round(median(times)) if times else None,
            self.sittings,
            self.cut_off,
            tuple(sorted(self.waiting, key=lambda one: (one.due or "~", one.last, one.article))),
            tuple(self.disputed),
        )

    def _day(self, day: str) -> Day:
        return Day(
            day,
            len(self.touched.get(day, ())),
            self.finished.get(day, 0),
            self.decisions.get(day, 0),
            self.claims.get(day, 0),
            self.seconds.get(day, 0),
        )


def overseen(work: Work, analysts: Sequence[str]) -> list[Overseen]:
    """What each of these did, in their order; of those alone who did anything or have something
    waiting."""
    tallies = {analyst: _Tally() for analyst in analysts}
    _count_acts(work, tallies)
    for sat in work.sat:
        if tally := tallies.get(sat.analyst):
            tally.sittings += 1
            tally.cut_off += sat.is_cut_off
    for opened in work.opened:
        if tally := tallies.get(opened.analyst):
            tally.seconds[opened.day] += opened.seconds
            tally.open[opened.article] += opened.seconds
    for waiting in work.waiting:
        if tally := tallies.get(waiting.analyst):
            tally.waiting.append(waiting)
    for disputed in work.disputed:
        if tally := tallies.get(disputed.analyst):
            tally.disputed.append(disputed)
    told = (tally.told(analyst) for analyst, tally in tallies.items())
    return [one for one in told if not one.is_idle]


def _count_acts(work: Work, tallies: Mapping[str, _Tally]) -> None:
    # Those that are alike are counted first, without Python: there may be fifty thousand.
    for (analyst, article, day, rule, verdict), many in Counter(work.answered).items():
        if tally := tallies.get(analyst):
            tally.touched[day].add(article)
            tally.decisions[day] += many if verdict != _SKIPPED else 0
            tally.verdicts[verdict] += many
            tally.rules[rule, verdict] += many
    for recorded in work.recorded:
        if tally := tallies.get(recorded.analyst):
            tally.touched[recorded.day].add(recorded.article)
            tally.claims[recorded.day] += 1
    for finished in work.finished:
        if tally := tallies.get(finished.analyst):
            tally.touched[finished.day].add(finished.article)
            tally.finished[finished.day] += 1


_SKIPPED = Verdict.SKIPPED.value


@lru_cache(maxsize=8)
def _back(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days)).isoformat()
