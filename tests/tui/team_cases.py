"""Who is in the team, where they work, and what is planted into their answers."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accounts import Account, accounts_at_work
from services_cases import bench_on, is_sound
from team_desks import EXTRA_SPEAKER, OTHER_SPEAKER, Way
from team_texts import write_articles

from workbench.store import Access, open_store

PLANTED = (
    *(Way.OTHER_SPEAKER, Way.OTHER_SPEAKER, Way.OTHER_SPEAKER),
    *(Way.DENIED, Way.DENIED, Way.SHORTER, Way.SHORTER, Way.SHORTER),
    *(Way.ONE_MORE, Way.REJECTED),
)
"""How the second one judges the first articles; the first one accepts what was found."""
BOTH_REJECT = len(PLANTED) + 1
"""The number of an article in which both find nothing."""


@dataclass(frozen=True)
class Team:
    """Who is who, and where they work."""

    path: Path
    owner: Account
    supervisor: Account
    adjudicator: Account
    analysts: tuple[Account, ...]

    def records(self, who: Account, *words: str) -> list[dict[str, Any]]:
        """What a command says as JSON."""
        return [json.loads(line) for line in who.good(self.path, *words, "--json").splitlines()]

    def rulings(self) -> dict[int, Any]:
        """What was decided, by the article's number."""
        with open_store(self.path, Access.READ) as store:
            found = store.rulings.all()
            articles = [store.articles.by_uid(one.article) for one in found]
            return {one.number: ruling for one, ruling in zip(articles, found, strict=True) if one}

    def acts(self) -> list[tuple[str, str]]:
        """Who did what, oldest first; without a supervisor's looks, which nothing takes back."""
        with open_store(self.path, Access.READ) as store:
            entries = [entry for entry, *_ in store.journal.entries()]
        return [(one.analyst, one.op) for one in entries if one.op != "look"]

    def is_sound(self) -> None:
        with open_store(self.path, Access.READ) as store:
            assert is_sound(bench_on(store))


@contextmanager
def team_at_work(articles: int) -> Iterator[Team]:
    """Six accounts, and a folder of so many articles that is nobody's but the owner's."""
    with (
        accounts_at_work(6) as (*analysts, adjudicator, supervisor, owner),
        tempfile.TemporaryDirectory(prefix="srv-") as srv,
    ):
        Path(srv).chmod(0o755)
        folder, news = Path(srv) / "desk", Path(srv) / "news"
        folder.mkdir(mode=0o700)
        os.chown(folder, owner.user, owner.group)
        news.mkdir(mode=0o755)
        write_articles(news, articles)
        owner.good(folder / "desk.db", "import", str(news))
        yield Team(folder / "desk.db", owner, supervisor, adjudicator, tuple(analysts))


def way_of(team: Team, parts: dict[str, list[int]], name: str, number: int) -> Way:
    """How somebody judges an article: the planted way where she is the second one to."""
    if number == BOTH_REJECT:
        return Way.REJECTED
    is_second = [one.name for one in team.analysts if number in parts[one.name]].index(name)
    return PLANTED[number - 1] if is_second and number <= len(PLANTED) else Way.ACCEPTED


def done_by(team: Team, who: Account) -> set[int]:
    return {row["number"] for row in team.records(who, "list", "--where", "state:done")}


def judged_by_others(team: Team, who: Account) -> set[int]:
    """Articles of colleagues' claims that somebody is shown."""
    numbers = {row["uid"]: row["number"] for row in team.records(who, "list")}
    claims = team.records(who, "claims")
    return {numbers[one["article"]] for one in claims if one["analyst"] != who.name}


def letters(team: Team) -> dict[int, str]:
    """Which letter the planted answer has, by the article's number."""
    found = {}
    for row in team.records(team.adjudicator, "adjudicate", "list"):
        (case,) = team.records(team.adjudicator, "adjudicate", "show", row["uid"])
        assert [one["analysts"] for one in case["answers"]] == [[], []]
        way = PLANTED[row["number"] - 1]
        for one in case["answers"]:
            fields = one["fields"] or {}
            if (
                OTHER_SPEAKER in fields.get("from", "")
                or fields.get("does") == "denies"
                or (way is Way.ONE_MORE and EXTRA_SPEAKER in fields.get("from", ""))
                or (way is Way.REJECTED and not fields.get("from"))
            ):
                found[row["number"]] = one["letter"].lower()
    return found
