"""A team on one database, each with an account and a terminal: it is shared and divided, judged
blind, compared, decided, disputed and answered; what leaves is what was decided.

A short form of it runs always; WORKBENCH_TEAM=40 plays all forty articles.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import Any

import pytest
from accounts import group_in_common
from desk_terminal import Terminal
from team_cases import (
    BOTH_REJECT,
    PLANTED,
    Team,
    done_by,
    judged_by_others,
    letters,
    team_at_work,
    way_of,
)
from team_desks import (
    EXTRA_SPEAKER,
    OTHER_SPEAKER,
    Way,
    answers,
    comes_back,
    comes_to,
    desk_of,
    opens_queue,
    rules,
    works_through,
)

ARTICLES = int(os.environ.get("WORKBENCH_TEAM", "16"))
THIRD = "Diesel ran out."


def test_a_team_judges_blind_and_what_leaves_is_what_was_decided() -> None:
    with team_at_work(ARTICLES) as team:
        shares(team)
        parts = divides(team)
        judge_blind(team, parts)
        agreement_is_what_was_planted(team)
        decides(team)
        disputes(team, parts)
        leaves(team)
        is_taken_back(team)


def shares(team: Team) -> None:
    """The owner gives the database to the group, and roles to people."""
    owner, path = team.owner, team.path
    owner.good(path, "share", group_in_common().gr_name)
    owner.good(path, "team", "roles", team.supervisor.name, "supervisor")
    owner.good(path, "team", "roles", team.adjudicator.name, "adjudicator")
    for one in team.analysts:
        owner.good(path, "team", "roles", one.name, "analyst")
    someone = team.analysts[0]
    someone.refused(path, "team", "roles", someone.name, "supervisor", code=2)
    someone.refused(path, "select", "divide", "pagi", "--to", someone.name, code=2)


def divides(team: Team) -> dict[str, list[int]]:
    """The supervisor gives every article to two, at the desk; who got which, in reading order."""
    names = [one.name for one in team.analysts]
    with desk_of(team.path, team.supervisor) as desk:
        desk.press("W")
        answers(desk, "save as:", "pagi")
        desk.shows("a filter with a name")
        desk.press("s")
        desk.shows("saved: selection pagi")
        desk.press("gq")
        desk.shows("Selections")
        desk.press("ed")
        answers(desk, "among (names, with commas):", ",".join(names))
        desk.shows("judged by:")
        desk.press("2")
        answers(desk, "due (", "+2d")
        desk.shows("divided")
        desk.press("Q")
        assert desk.exit_code() == 0
    parts = {
        one.name: [row["number"] for row in team.records(one, "list", "--where", "queue:mine")]
        for one in team.analysts
    }
    for number in range(1, ARTICLES + 1):
        assert sum(number in part for part in parts.values()) == 2
    return parts


def judge_blind(team: Team, parts: dict[str, list[int]]) -> None:
    """All analysts work through what they were given. One desk is killed in the middle."""
    before: set[int] = set()
    for one in team.analysts:
        part = parts[one.name]
        both = [number for number in part if number in before]
        assert judged_by_others(team, one) == set()
        ways = [(number, way_of(team, parts, one.name, number)) for number in part]
        half = len(ways) // 2
        with desk_of(team.path, one) as desk:
            opens_queue(desk)
            sees_nothing(desk, parts, one.name)
            works_through(desk, ways[:half])
            desk.kill()
        assert len(done_by(team, one)) == half
        with desk_of(team.path, one) as desk:
            comes_back(desk)
            works_through(desk, ways[half:])
            desk.press("Q")
            assert desk.exit_code() == 0
        assert done_by(team, one) == {*part}
        assert judged_by_others(team, one) == {*both} - {BOTH_REJECT}
        before |= {*part}


def sees_nothing(desk: Terminal, parts: dict[str, list[int]], name: str) -> None:
    """The key that shows colleagues' work shows none before one's own judgement stands."""
    comes_to(desk, parts[name][0])
    desk.press("L")
    desk.shows("colleagues stay hidden until no question is open, or D says done")


def agreement_is_what_was_planted(team: Team) -> None:
    """Each figure over all pairs follows from what was planted."""
    found = {
        (row["measure"], row["statistic"]): row
        for row in team.records(team.supervisor, "agreement", "--by", "pair")
        if row["group"] == ""
    }
    planted = Counter(PLANTED)
    bounds, alone = planted[Way.SHORTER], planted[Way.ONE_MORE] + planted[Way.REJECTED]
    exact, overlap = found["exact", "f1"], found["overlap", "f1"]
    matched = overlap["units"]
    assert overlap["alone"] == alone
    assert overlap["value"] == pytest.approx(2 * matched / (2 * matched + alone), abs=1e-4)
    assert (exact["units"], exact["alone"]) == (matched - bounds, alone + 2 * bounds)
    assert exact["value"] == pytest.approx(2 * exact["units"] / (2 * matched + alone), abs=1e-4)
    for measure, way in (("speaker", Way.OTHER_SPEAKER), ("assertion", Way.DENIED)):
        figure = found[measure, "alpha"]
        assert figure["units"] == matched
        assert figure["same"] == pytest.approx(1 - planted[way] / matched, abs=1e-4)
    answers_ = found["answers", "alpha"]
    once = planted[Way.REJECTED] / answers_["units"]
    assert answers_["same"] == pytest.approx(1 - once, abs=1e-4)


def decides(team: Team) -> None:
    """The adjudicator's evening, with a desk that is killed in the middle of it. Articles are named
    by their numbers: `PLANTED` says what is in each."""
    planted = letters(team)
    other = {number: "ba"["ab".index(letter)] for number, letter in planted.items()}
    with desk_of(team.path, team.adjudicator) as desk:
        desk.press("gD")
        desk.shows(f"{len(PLANTED)} differences wait for a ruling")
        desk.press("B")
        desk.shows("the longest of each")
        desk.press("l")
        desk.shows("why they differ")
        desk.press("p")
        desk.shows("decided: the longest bounds of 3")
        desk.shows("7 differences wait")
        desk.press("\r")
        comes_to(desk, 1)
        rules(desk, other[1], "s")
        comes_to(desk, 2)
        rules(desk, planted[2], "t")
        comes_to(desk, 3)
        desk.kill()
    assert {*team.rulings()} == {1, 2, 6, 7, 8}
    with desk_of(team.path, team.adjudicator) as desk:
        comes_to(desk, 3)
        rules(desk, "x", "g")
        answers(desk, "why neither (nothing stays):", "neither is meant")
        comes_to(desk, 4)
        desk.press("e")
        desk.shows("another answer:")
        rules(desk, planted[4], "e")
        desk.shows("your answer stands for them")
        desk.press("er")
        answers(desk, "in a sentence of its own", THIRD)
        desk.shows(THIRD)
        desk.press("q")
        comes_to(desk, 5)
        rules(desk, other[5], "e")
        comes_to(desk, 9)
        rules(desk, planted[9], "p")
        comes_to(desk, 10)
        rules(desk, planted[10], "0")
        desk.shows("Nothing waits for a ruling")
        desk.press("Q")
        assert desk.exit_code() == 0
    assert {*team.rulings()} == {*range(1, len(PLANTED) + 1)}


def disputes(team: Team, parts: dict[str, list[int]]) -> None:
    """Whoever heard another speaker in the first article disputes what is first in her list of what
    went otherwise, and is answered."""
    (loser,) = (
        one for one in team.analysts
        if 1 in parts[one.name] and way_of(team, parts, one.name, 1) is Way.OTHER_SPEAKER
    )  # fmt: skip
    waits = team.records(loser, "adjudicate", "otherwise")
    with desk_of(team.path, loser) as desk:
        desk.press("gO")
        desk.shows(f"{len(waits)} to look at")
        desk.press("\r")
        desk.shows("yours")
        desk.press("x")
        answers(desk, "what speaks for yours:", "mayor was quoted")
        desk.shows("disputed")
    with desk_of(team.path, team.adjudicator) as desk:
        desk.press("gD")
        desk.shows("disputed")
        desk.press("\r")
        desk.shows(f"{loser.name} disputes it")
        desk.press("s")
        answers(desk, "why it stays:", "named further down")
        desk.shows(f"answered; {loser.name} gets to read it")
    with desk_of(team.path, loser) as desk:
        desk.press("gO")
        desk.shows("named further down")
        desk.press("a")
        desk.shows(f"{len(waits) - 1} to look at")


def leaves(team: Team) -> None:
    """Export and report hold what was decided, and say that it is. The supervisor judged
    nothing, and sees it once she asked to."""
    settings = team.supervisor.home / ".config" / "workbench"
    settings.mkdir(parents=True)
    (settings / "settings.toml").write_text('blind = "off"\n', encoding="utf-8")
    for folder in (settings.parent, settings):
        folder.chmod(0o755)
    lines = team.supervisor.good(team.path, "export", "--format", "jsonl", "--out", "-")
    records = [json.loads(line) for line in lines.splitlines()]
    assert records[0]["choice"] == {"layer": "decided"}
    numbers = {one["uid"]: one["number"] for one in team.records(team.supervisor, "list")}
    held: dict[int, list[tuple[str, str, str]]] = {}
    for one in records:
        if one["type"] == "claim":
            hop: dict[str, Any] = next(iter(one["hops"]), {"sources": [], "assertion": ""})
            names = [source["name"] for source in hop["sources"]]
            told = (" ".join(names), hop["assertion"], one["restatement"])
            held.setdefault(numbers[one["article"]], []).append(told)
    assert [held.get(number, []) for number in (3, 10, BOTH_REJECT)] == [[], [], []]
    assert {one[0] for one in held[1]}.isdisjoint({OTHER_SPEAKER})
    assert held[2] == [(OTHER_SPEAKER, "asserts", "")]
    assert [one[1:] for one in held[4]] == [("denies", THIRD)]
    assert [one[1] for one in held[5]] == ["asserts"]
    assert all(len(held[number]) == 1 for number in (1, 6, 7, 8))
    assert sorted(one[0] == EXTRA_SPEAKER for one in held[9]) == [False, True]
    assert all(len(held[number]) == 1 for number in range(BOTH_REJECT + 1, ARTICLES - 2))
    whole = {one["exact"] for one in records if one["type"] == "claim"}
    assert all(words.endswith(("”", "」", "»")) for words in whole if words[0] in "“「«")
    report = team.supervisor.good(team.path, "report", "--format", "md", "--out", "-")
    claims = sum(map(len, held.values()))
    ruled = len(PLANTED) - 2
    assert f"{claims - ruled} on which all who judged the article agree, {ruled} as an" in report
    assert "0 of articles that one analyst alone judged" in report


def is_taken_back(team: Team) -> None:
    """Everybody's last act is undone by its maker and nobody else's with it, whoever built on
    another's first; then all of it is done again. The supervisor's is a division, which stays once
    it was begun."""
    people = (*team.analysts, team.adjudicator, team.owner)
    before = team.acts()
    assert "were begun since" in team.supervisor.refused(team.path, "undo", code=1)
    for one in people:
        one.good(team.path, "undo")
        team.is_sound()
    for one in reversed(people):
        one.good(team.path, "redo")
        team.is_sound()
    undone = [(one.name, "undo") for one in people]
    assert team.acts() == [*before, *undone, *((one.name, "redo") for one in reversed(people))]
    team.owner.good(team.path, "verify")
