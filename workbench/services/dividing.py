"""Dividing a selection: its articles given to analysts, as a plan first and then as one act.

What stands stays: a further division only gives what is missing, and what somebody has finished
moves to nobody. Each change is one entry of the journal and one undo.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from workbench.domain.assignment import Assignment, together
from workbench.domain.dividing import (
    Piece,
    Plan,
    Stories,
    Team,
    divide,
    drawn_first,
    often,
    weight_of,
)
from workbench.domain.journal import Change
from workbench.domain.member import Task
from workbench.domain.selection import Selection
from workbench.domain.text import safe
from workbench.errors import UsageError
from workbench.services.asking import find_selection, terms_of, today
from workbench.services.members import check_at_work
from workbench.services.workbench import MOST_AT_ONCE, Workbench, clean_words
from workbench.verbs.assignments import Divisible, Given

MOST_GIVEN = 5 * MOST_AT_ONCE
"""Articles that one act gives, each counted for everybody who gets it."""
_NAME_LENGTH = 80
_DUE = re.compile(r"\+([0-9]{1,3})([dw])")
_DAYS = {"d": 1, "w": 7}
_NEAR = {"today": 0, "tomorrow": 1}


@dataclass(frozen=True, slots=True)
class Rule:
    """How a selection is to be divided."""

    to: Sequence[str]
    each: int = 1
    """How many analysts judge each article."""
    some: int = 0
    """How many judge `percent` of a hundred articles; none more than the others where it is 0."""
    percent: int = 0
    reads: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Analyst -> languages, of those who do not read all."""
    stories: Stories = Stories.ANY
    most: int | None = None
    """New articles for each analyst at most."""
    due: str = ""
    """Day, as `due_day` gives it."""
    known: str = ""
    """Name of a set of articles whose answers are known; a few of them come up for each."""
    known_where: str = ""
    """A filter that leaves such articles, instead of a set, which is there to be seen until the
    first division with it."""
    every: int = 20
    """Of so many new articles one is known, and one at least."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one analyst gets."""

    analyst: str
    numbers: tuple[int, ...]
    """Of articles, in the order of the selection."""
    known: tuple[int, ...]
    """Of articles whose answers are known."""
    weight: int
    """Code points: what all takes that she has of the selection then."""


@dataclass(frozen=True, slots=True)
class Division:
    """A plan, made or not."""

    selection: Selection
    rule: Rule
    articles: int
    """Of the selection."""
    parts: tuple[Part, ...]
    left: Mapping[int, int]
    """Article number -> how many analysts too few it has."""

    @property
    def given(self) -> int:
        """How many articles are given, each counted for everybody who gets it."""
        return sum(len(part.numbers) + len(part.known) for part in self.parts)


def due_day(bench: Workbench, words: str) -> str:
    """The day that words name: a date, today, tomorrow, or so many days or weeks from now: +3d,
    +2w. Raises UsageError."""
    if not words:
        return ""
    if words.lower() in _NEAR:
        return str(today(bench) + timedelta(days=_NEAR[words.lower()]))
    if found := _DUE.fullmatch(words):
        days = int(found[1]) * _DAYS[found[2]]
        return str(today(bench) + timedelta(days=days))
    try:
        if len(words) == len("2026-12-01"):
            return str(date.fromisoformat(words))
    except ValueError:
        pass
    raise UsageError(f"{words!r} is no day", "As 2026-12-01, tomorrow, +3d or +2w.")


def planned(bench: Workbench, name: str, rule: Rule) -> Division:
    """Who would get what. Raises UsageError, NotFoundError, and RoleError, as all here do, where
    the analyst's role on a shared store does not allow it."""
    bench.require(Task.ASSIGN)
    selection = find_selection(bench, name)
    rule = _checked(rule)
    check_at_work(bench, rule.to)
    articles = _articles_of(bench, selection)
    given = bench.store.assignments.given(selection.uid)
    standing = _standing(given)
    times = often(
        [one.article for one in articles],
        rule.each,
        some=rule.some,
        percent=rule.percent,
        standing=standing,
    )
    pieces = [
        Piece(
            one.article,
            _weight(one),
            one.lang,
            one.cluster,
            times[one.article],
        )
        for one in articles
    ]
    team = Team(rule.to, rule.reads, rule.stories, rule.most)
    plan = divide(pieces, team, standing, _loads(given))
    return _division(bench, selection, rule, articles, plan)


def divide_selection(bench: Workbench, name: str, rule: Rule) -> Division:
    """Give a selection's articles to analysts. Raises as `planned`, and ConflictError where
    somebody else divides it meanwhile."""
    division = planned(bench, name, rule)
    if division.given > MOST_GIVEN:
        raise UsageError(
            f"{division.given:,} articles would be given; one act gives at most {MOST_GIVEN:,}",
            "Give each to fewer, or --number N to each.",
        )
    uids = bench.store.articles.uids_of(
        {number for part in division.parts for number in (*part.numbers, *part.known)}
    )
    changes: list[Change] = []
    for part in division.parts:
        for numbers, is_known in ((part.numbers, False), (part.known, True)):
            articles = [uids[number] for number in numbers]
            changes += _giving(
                bench, division.selection.uid, part.analyst, articles, rule.due, is_known=is_known
            )
    bench.act("divide", changes, division.selection.name)
    return division


def assign(
    bench: Workbench, name: str, analyst: str, numbers: Iterable[int], due: str = ""
) -> tuple[list[int], list[int]]:
    """Give some articles of a selection to an analyst: those that are new to her, and those that
    she has, whose day changes where one is given. Raises UsageError, NotFoundError."""
    bench.require(Task.ASSIGN)
    selection = find_selection(bench, name)
    (analyst,) = checked_names([analyst])
    check_at_work(bench, [analyst])
    inside = {one.number: one.article for one in _articles_of(bench, selection)}
    wanted = [*dict.fromkeys(numbers)]
    if outside := [number for number in wanted if number not in inside]:
        raise UsageError(
            f"#{outside[0]} is not in {selection.name!r}", "Change its filter, or name others."
        )
    hers = {
        one.number: one
        for one in bench.store.assignments.given(selection.uid)
        if one.analyst == analyst
    }
    new = [number for number in wanted if number not in hers]
    changes = _giving(bench, selection.uid, analyst, [inside[number] for number in new], due)
    had = [hers[number] for number in wanted if number in hers]
    if due and had:
        taken, parts = _taken(bench, selection.uid, had)
        changes += taken
        for before, articles in parts:
            changes += _giving(
                bench, selection.uid, analyst, articles, due, is_known=before.is_known
            )
    bench.act("assign", changes, f"{selection.name} to {analyst}")
    return new, [one.number for one in had]


def unassign(bench: Workbench, name: str, analyst: str, numbers: Collection[int] = ()) -> list[int]:
    """Take articles of a selection back from an analyst; all that she has not finished where none
    is named. Raises UsageError where she does not have one, NotFoundError."""
    bench.require(Task.ASSIGN)
    selection = find_selection(bench, name)
    hers = _hers(bench, selection, analyst, numbers)
    changes, _ = _taken(bench, selection.uid, hers)
    bench.act("unassign", changes, f"{selection.name} from {analyst}")
    return [one.number for one in hers]


@dataclass(frozen=True, slots=True)
class Move:
    """What moved of one selection."""

    selection: Selection
    given: Mapping[str, Sequence[int]]
    """Analyst -> numbers of the articles that she has now."""
    left: Sequence[int]
    """Articles that stayed, since everybody who was named has them already."""


def move(
    bench: Workbench,
    analyst: str,
    to: Sequence[str],
    *,
    name: str = "",
    numbers: Collection[int] = (),
) -> list[Move]:
    """Give what an analyst has not finished to others, evenly: of one selection, or of all, where
    she leaves. What she did stays hers, days stay as they were. Raises UsageError and
    NotFoundError."""
    bench.require(Task.ASSIGN)
    names = [one for one in checked_names(to) if one != analyst]
    if not names:
        raise UsageError("there is nobody to move them to", "Name somebody else.")
    check_at_work(bench, names)
    if numbers and not name:
        raise UsageError("of which selection is missing", "Name it.")
    selections = bench.store.selections.all() if not name else [find_selection(bench, name)]
    changes: list[Change] = []
    moves: list[Move] = []
    for selection in selections:
        hers = _hers(bench, selection, analyst, numbers)
        if hers:
            moved, made = _moved(bench, selection, hers, names)
            moves.append(moved)
            changes += made
    bench.act("move assignments", changes, f"{analyst} to {', '.join(names)}")
    return moves


def _moved(
    bench: Workbench, selection: Selection, hers: Sequence[Given], names: Sequence[str]
) -> tuple[Move, list[Change]]:
    given = bench.store.assignments.given(selection.uid)
    standing = _standing(given)
    pieces = [
        Piece(one.article, _weight(one), times=len(standing[one.article]) + 1) for one in hers
    ]
    loads = {name: load for name, load in _loads(given).items() if name in names}
    plan = divide(pieces, Team(names), standing, loads)
    going = [one for one in hers if one.article not in plan.left]
    changes, parts = _taken(bench, selection.uid, going)
    for name, articles in plan.given.items():
        for before, mine in parts:
            changes += _giving(
                bench,
                selection.uid,
                name,
                {*articles} & {*mine},
                before.due,
                is_known=before.is_known,
            )
    numbers = {one.article: one.number for one in hers}
    return Move(
        selection,
        {name: [numbers[one] for one in articles] for name, articles in plan.given.items()},
        [numbers[one] for one in plan.left],
    ), changes


def _hers(
    bench: Workbench, selection: Selection, analyst: str, numbers: Collection[int]
) -> list[Given]:
    """What an analyst has of a selection: the articles that are named, else all that she has not
    finished. Raises UsageError where she does not have one."""
    hers = {
        one.number: one
        for one in bench.store.assignments.given(selection.uid)
        if one.analyst == analyst
    }
    for number in numbers:
        if number not in hers:
            raise UsageError(
                f"#{number} of {selection.name!r} is not {analyst}'s",
                "workbench select parts shows who has how many.",
            )
    if numbers:
        return [hers[number] for number in dict.fromkeys(numbers)]
    return [one for one in hers.values() if not one.is_finished]


def _taken(
    bench: Workbench, selection: str, given: Iterable[Given]
) -> tuple[list[Change], list[tuple[Assignment, list[str]]]]:
    """What takes articles out of the assignments that they are in, and of each which."""
    out: dict[str, list[str]] = defaultdict(list)
    for one in given:
        out[one.assignment].append(one.article)
    changes: list[Change] = []
    parts: list[tuple[Assignment, list[str]]] = []
    for before in bench.store.assignments.of(selection):
        if articles := out.get(before.uid):
            after = before.without({*articles})
            changes.append(Change.between("assignment", before, after))
            parts.append((before, articles))
    return changes, parts


def _giving(
    bench: Workbench,
    selection: str,
    analyst: str,
    articles: Iterable[str],
    due: str,
    *,
    is_known: bool = False,
) -> list[Change]:
    """What gives articles to an analyst."""
    return [
        Change.between(
            "assignment",
            None,
            Assignment(
                bench.uid(), selection, analyst, some, bench.analyst, bench.now(), due, is_known
            ),
        )
        for some in together(articles)
    ]


def checked_names(names: Iterable[str]) -> list[str]:
    """Analysts' names as they are kept, each once. Raises UsageError."""
    found = [" ".join(clean_words(name).split()) for name in names]
    for name in found:
        if not name or len(name) > _NAME_LENGTH or safe(name) != name:
            raise UsageError(f"{name!r} is no analyst's name", "Name who shall have the articles.")
    return [*dict.fromkeys(found)]


def _checked(rule: Rule) -> Rule:
    names = checked_names(rule.to)
    if not names:
        raise UsageError("nobody to divide among", "Name them: --to ana,budi.")
    if strange := [name for name in rule.reads if name not in names]:
        raise UsageError(
            f"{strange[0]!r} is not among those who get something", "Name her in --to."
        )
    most = max(rule.each, rule.some)
    if most > len(names):
        raise UsageError(
            f"an article cannot be judged by {most} of {len(names)} analysts",
            "Name more of them, or ask for fewer.",
        )
    return replace(rule, to=names)


def _articles_of(bench: Workbench, selection: Selection) -> list[Divisible]:
    """The selection's articles, in its order. Raises UsageError where they are none or too many."""
    terms = terms_of(bench, selection.term)
    found = bench.store.assignments.divisible(terms, analyst=bench.analyst, order=selection.order)
    if not found:
        raise UsageError(f"no article is in {selection.name!r}", "Change its filter.")
    if len(found) > MOST_AT_ONCE:
        raise UsageError(
            f"{selection.name!r} has {len(found):,} articles; at most {MOST_AT_ONCE:,} are "
            "divided at once",
            "Narrow its filter.",
        )
    return found


def _standing(given: Iterable[Given]) -> dict[str, list[str]]:
    """Article -> who has it."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in given:
        found[one.article].append(one.analyst)
    return found


def _loads(given: Iterable[Given]) -> dict[str, int]:
    """Analyst -> what all takes that she was given, done or not: each does her part of the whole,
    whoever is quicker."""
    loads: dict[str, int] = defaultdict(int)
    for one in given:
        loads[one.analyst] += _weight(one)
    return loads


def _weight(one: Given | Divisible) -> int:
    return weight_of(one.length, one.questions)


def _division(
    bench: Workbench,
    selection: Selection,
    rule: Rule,
    articles: Sequence[Divisible],
    plan: Plan,
) -> Division:
    numbers = {one.article: one.number for one in articles}
    known = _known(bench, rule, plan)
    return Division(
        selection,
        rule,
        len(articles),
        tuple(
            Part(
                name,
                tuple(numbers[one] for one in given),
                tuple(known.get(name, ())),
                plan.loads[name],
            )
            for name, given in plan.given.items()
        ),
        {numbers[one]: lacks for one, lacks in plan.left.items()},
    )


def _known(bench: Workbench, rule: Rule, plan: Plan) -> dict[str, list[int]]:
    """Analyst -> the articles with a known answer that she gets among the new ones. She has never
    been given one of them, nor begun it: whose answers it has she knows then."""
    if not (rule.known or rule.known_where):
        return {}
    terms = terms_of(bench, rule.known_where or _set_term(bench, rule.known))
    numbers = bench.store.articles.numbers(terms, analyst=bench.analyst)
    uids = {uid: number for number, uid in bench.store.articles.uids_of(numbers).items()}
    found: dict[str, list[int]] = {}
    for name, given in plan.given.items():
        strange = uids.keys() - bench.store.assignments.familiar(name) - {*given}
        drawn = drawn_first(strange, name)[: -(-len(given) // rule.every)]
        found[name] = [uids[uid] for uid in drawn]
    return found


def _set_term(bench: Workbench, name: str) -> str:
    known = find_selection(bench, name)
    if not known.is_set:
        raise UsageError(f"{known.name!r} is no set", "Freeze it: workbench select freeze NAME.")
    return known.term


def record_of_division(division: Division, *, is_made: bool) -> dict[str, Any]:
    """A division, made or not, as JSON has it."""
    return {
        "selection": division.selection.name,
        "article_count": division.articles,
        "due": division.rule.due or None,
        "made": is_made,
        "parts": [
            {
                "analyst": part.analyst,
                "articles": list(part.numbers),
                "known": list(part.known),
                "weight": part.weight,
            }
            for part in division.parts
        ],
        "left": [{"article": number, "lacks": lacks} for number, lacks in division.left.items()],
    }
