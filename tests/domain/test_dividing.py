"""Who gets which article: as often as asked, about as much each, and what stands stays."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from workbench.errors import UsageError

NAMES = ("ana", "budi", "citra", "dewi", "eka", "fajar")
MOST = 9_000


def people(least: int = 1) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(NAMES), min_size=least, unique=True)


@st.composite
def pieces(draw: st.DrawFn, times: int = 2) -> list[Piece]:
    many = draw(st.integers(0, 40))
    return [
        Piece(
            f"a{place:02}",
            draw(st.integers(1, MOST)),
            draw(st.sampled_from(("id", "en"))),
            draw(st.integers(0, 8)),
            draw(st.integers(1, times)),
        )
        for place in range(many)
    ]


def holders(plan: Plan) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, articles in plan.given.items():
        for article in articles:
            found.setdefault(article, []).append(name)
    return found


@given(pieces(), people(least=2), st.sampled_from(Stories))
def test_every_article_is_given_as_often_as_asked(
    asked: list[Piece], analysts: list[str], stories: Stories
) -> None:
    plan = divide(asked, Team(analysts, stories=stories), {})
    has = holders(plan)
    assert {one.article: one.times for one in asked} == {one: len(has[one]) for one in has}
    assert all(len({*names}) == len(names) for names in has.values())
    assert not plan.left


@given(pieces(), people(least=2))
def test_loads_differ_by_the_heaviest_article_at_most(
    asked: list[Piece], analysts: list[str]
) -> None:
    loads = divide(asked, Team(analysts), {}).loads.values()
    assert max(loads) - min(loads) <= max((one.weight for one in asked), default=0)


@given(pieces(), people(least=2), st.sampled_from(Stories), st.randoms())
def test_the_same_articles_and_analysts_give_the_same_plan(
    asked: list[Piece], analysts: list[str], stories: Stories, shuffled: object
) -> None:
    first = divide(asked, Team(analysts, stories=stories), {})
    others, backwards = [*analysts], [*asked]
    shuffled.shuffle(others)  # type: ignore[attr-defined]
    shuffled.shuffle(backwards)  # type: ignore[attr-defined]
    second = divide(backwards, Team(others, stories=stories), {})
    assert holders(first).keys() == holders(second).keys()
    assert {k: sorted(v) for k, v in holders(first).items()} == {
        k: sorted(v) for k, v in holders(second).items()
    }
    assert first.loads == second.loads


@given(pieces(), pieces(), people(least=2), st.sampled_from(Stories))
def test_what_stands_stays_when_articles_come(
    early: list[Piece], late: list[Piece], analysts: list[str], stories: Stories
) -> None:
    team = Team(analysts, stories=stories)
    first = divide(early, team, {})
    standing = holders(first)
    late = [one._replace(article=f"b{one.article}") for one in late]
    second = divide([*early, *late], team, standing, first.loads)
    assert {*holders(second)} == {one.article for one in late}
    assert not divide([*early, *late], team, standing | holders(second)).given[
        "".join(analysts[:1])
    ]


@given(pieces(times=1), people(), st.integers(1, 5))
def test_nobody_gets_more_than_the_most(asked: list[Piece], analysts: list[str], most: int) -> None:
    plan = divide(asked, Team(analysts, most=most), {})
    assert all(len(given_) <= most for given_ in plan.given.values())
    assert sum(map(len, plan.given.values())) == min(len(asked), most * len(analysts))
    # The first in their order are given, the last are left.
    assert [one.article for one in asked if one.article in plan.left] == [
        one.article for one in asked[most * len(analysts) :]
    ]


@given(pieces(times=1), people())
def test_articles_go_to_those_who_read_them(asked: list[Piece], analysts: list[str]) -> None:
    reads = {analysts[0]: ("en",)}
    plan = divide(asked, Team(analysts, reads), {})
    langs = {one.article: one.lang for one in asked}
    assert all(langs[one] == "en" for one in plan.given[analysts[0]])
    alone = [one.article for one in asked if one.lang == "id" and len(analysts) == 1]
    assert plan.left == dict.fromkeys(alone, 1)


def test_a_story_goes_to_the_same_people_or_to_different_ones() -> None:
    stories = [Piece(f"a{n}", 100 + n, "id", n // 3, 2) for n in range(12)]
    same = holders(divide(stories, Team(NAMES, stories=Stories.TOGETHER), {}))
    apart = holders(divide(stories, Team(NAMES, stories=Stories.APART), {}))
    for first in range(0, 12, 3):
        assert len({tuple(sorted(same[f"a{n}"])) for n in range(first, first + 3)}) == 1
        seen = Counter(name for n in range(first, first + 3) for name in apart[f"a{n}"])
        assert len(seen) == 6


def test_a_story_that_somebody_has_begun_goes_on_to_her() -> None:
    story = [Piece("a1", 100, "id", 7), Piece("a2", 100, "id", 7), Piece("b1", 50, "id", 8)]
    plan = divide(story, Team(NAMES[:2], stories=Stories.TOGETHER), {"a1": ["budi"]}, {"budi": 900})
    assert plan.given == {"ana": ["b1"], "budi": ["a2"]}


def test_the_third_of_some_does_not_widen_a_story() -> None:
    story = [Piece(f"a{n}", 100, "id", 7, 3 if n == 4 else 2) for n in range(6)]
    has = holders(divide(story, Team(NAMES, stories=Stories.TOGETHER), {}))
    pairs = {tuple(names[:2]) for names in (has[f"a{n}"] for n in range(6))}
    assert len(pairs) == 1
    assert len(has["a4"]) == 3


@given(st.integers(0, 200), st.sampled_from((10, 25, 50, 100)))
def test_a_share_is_judged_more_often(many: int, percent: int) -> None:
    articles = [f"a{n}" for n in range(many)]
    times = often(articles, 2, some=3, percent=percent, standing={})
    assert Counter(times.values())[3] == round(many * percent / 100)
    assert {*times.values()} <= {2, 3}


@given(st.integers(1, 100), st.integers(1, 100))
def test_the_share_stays_when_articles_come(many: int, more: int) -> None:
    early = [f"a{n}" for n in range(many)]
    first = often(early, 1, some=2, percent=20, standing={})
    standing = {one: NAMES[:times] for one, times in first.items()}
    later = often(
        [*early, *(f"b{n}" for n in range(more))], 1, some=2, percent=20, standing=standing
    )
    assert all(later[one] == 2 for one, times in first.items() if times == 2)


def test_a_share_by_fewer_than_all_is_refused() -> None:
    with pytest.raises(UsageError, match="10 in a hundred articles by 2, and all by 2"):
        often(["a"], 2, some=2, percent=10, standing={})
    with pytest.raises(UsageError):
        often(["a"], 0, standing={})


def test_who_has_more_already_gets_less() -> None:
    even = [Piece(f"a{n}", 100) for n in range(6)]
    plan = divide(even, Team(NAMES[:2]), {}, {"ana": 400})
    assert {name: len(one) for name, one in plan.given.items()} == {"ana": 1, "budi": 5}
    assert plan.loads == {"ana": 500, "budi": 500}


def test_an_article_that_too_few_can_have_is_told() -> None:
    plan = divide([Piece("a", 1, times=3)], Team(NAMES[:2]), {})
    assert plan.left == {"a": 1}
    assert holders(plan) == {"a": ["ana", "budi"]}


def test_a_weight_is_length_and_questions() -> None:
    assert weight_of(1_500, 0) == 1_500
    assert weight_of(1_500, 4) == 2_700


def test_a_draw_is_another_for_each_salt() -> None:
    articles = [f"a{n}" for n in range(30)]
    assert drawn_first(articles, "ana") == drawn_first([*reversed(articles)], "ana")
    assert drawn_first(articles, "ana") != drawn_first(articles, "budi")


@pytest.mark.parametrize(("many", "times"), [(4, 2), (5, 2), (6, 3), (3, 2)])
def test_everybody_has_about_as_much_in_common_with_everybody(many: int, times: int) -> None:
    names = NAMES[:many]
    asked = [Piece(f"a{n:02}", 700 + 997 * n % 6_000, times=times) for n in range(60)]
    plan = divide(asked, Team(names), {})
    pairs = Counter(both for who in holders(plan).values() for both in combinations(sorted(who), 2))
    assert {*pairs} == {*combinations(sorted(names), 2)}
    assert max(pairs.values()) - min(pairs.values()) <= 3
    alike = [one._replace(weight=1_000) for one in asked]
    even = holders(divide(alike, Team(names), {})).values()
    pairs = Counter(both for who in even for both in combinations(sorted(who), 2))
    assert max(pairs.values()) - min(pairs.values()) <= 3


def test_a_further_division_counts_who_had_what_in_common() -> None:
    standing = {f"a{n}": ("ana", "budi") for n in range(6)}
    asked = [Piece(one, 1_000, times=2) for one in (*standing, *(f"b{n}" for n in range(6)))]
    loads = dict.fromkeys(("ana", "budi", "citra", "dewi"), 6_000)
    new = holders(divide(asked, Team([*loads]), standing, loads)).values()
    assert [sorted(who) for who in new].count(["ana", "budi"]) <= 1
