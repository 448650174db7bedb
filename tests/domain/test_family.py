"""What a source belongs to at a date, and what that makes of origins and houses."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.claim import Assertion
from workbench.domain.family import Belonging, Families, Tie
from workbench.domain.origin import (
    Origin,
    OriginBasis,
    OriginCount,
    Standing,
    Traced,
    weigh_origins,
)
from workbench.domain.source import SourceKind

NUMBERS = count()
OWNED, PART = Tie.OWNED, Tie.PART


def belongs(
    source: str, owner: str | None, tie: Tie = OWNED, since: str = "", at: str = ""
) -> Belonging:
    return Belonging(f"b{next(NUMBERS)}", source, owner, tie, since, "ana", "", at)


def families(*entries: Belonging, **same_as: str) -> Families:
    return Families.of(entries, same_as)


def outlet(source: str, on: str = "") -> Traced:
    return Traced(Origin((source,), source, OriginBasis.OUTLET), f"of-{source}", on=on)


def says(*sources: str, stance: Assertion = Assertion.ASSERTS) -> Traced:
    return Traced(Origin(sources, "", OriginBasis.HOP), f"by-{'-'.join(sources)}", stance=stance)


def counted(known: Families, *traced: Traced) -> OriginCount:
    return OriginCount.of(weigh_origins(traced, known))


HOUSE = families(
    belongs("kompas.com", "kg"),
    belongs("tribun", "network"),
    belongs("network", "gramedia"),
    belongs("kg", "gramedia"),
)
STATE = families(belongs("health", "state", PART), belongs("finance", "state", PART))


def test_outlets_of_one_owner_are_one_origin_however_far_up_it_stands() -> None:
    assert counted(HOUSE, outlet("kompas.com"), outlet("tribun")) == OriginCount(1, 0)
    assert counted(HOUSE, outlet("kompas.com"), outlet("tempo")) == OriginCount(2, 0)
    (one,) = weigh_origins([outlet("kompas.com"), outlet("tribun")], HOUSE)
    assert one.owners == ("gramedia",)
    assert one.sources == ("kompas.com", "tribun")
    assert one.places == (0, 1)


def test_ministries_of_one_government_stay_two_origins_of_one_house() -> None:
    found = counted(STATE, says("health"), says("finance"))
    assert (found.confirmed, found.houses, str(found)) == (2, 1, "2, 1 house")
    three = counted(STATE, says("health"), says("finance"), says("nurses"))
    assert (three.confirmed, three.houses, str(three)) == (3, 2, "3, 2 houses")
    assert all(not one.owners for one in weigh_origins([says("health"), says("finance")], STATE))


def test_an_outlet_of_a_ministry_does_not_join_its_government() -> None:
    known = families(
        belongs("health", "state", PART),
        belongs("finance", "state", PART),
        belongs("health.go.id", "health"),
        belongs("finance.go.id", "finance"),
    )
    assert counted(known, outlet("health.go.id"), outlet("finance.go.id")) == OriginCount(2, 0, 1)
    assert counted(known, outlet("health.go.id"), says("health")) == OriginCount(1, 0)


def test_an_owner_counts_from_the_day_of_the_article_on() -> None:
    sold = families(
        belongs("daily", "old", since="2001"),
        belongs("daily", "new", since="2019-05"),
        belongs("weekly", "new"),
        belongs("monthly", "old"),
    )
    assert counted(sold, outlet("daily", "2019-04-30"), outlet("weekly")) == OriginCount(2, 0)
    assert counted(sold, outlet("daily", "2019-05-01"), outlet("weekly")) == OriginCount(1, 0)
    assert counted(sold, outlet("daily"), outlet("weekly")) == OriginCount(1, 0), "no date: now"
    assert counted(sold, outlet("daily", "2010"), outlet("monthly", "2010")) == OriginCount(1, 0)
    assert sold.belonging("daily", "2000-12-31") is None


def test_what_ended_counts_no_more_and_what_was_said_last_of_a_day_counts() -> None:
    ended = families(belongs("daily", "old"), belongs("daily", None, since="2020"))
    assert ended.owner("daily", "2019-12-31") == "old"
    assert ended.owner("daily", "2020-01-01") == "daily"
    corrected = families(
        belongs("daily", "wrong", since="2020", at="2026-01-01"),
        belongs("daily", "right", since="2020", at="2026-01-02"),
    )
    assert corrected.owner("daily") == "right"


def test_merged_sources_have_one_history() -> None:
    known = families(belongs("alias", "kg"), belongs("tribun", "kg2"), alias="kompas", kg2="kg")
    assert known.owner("kompas") == known.owner("alias") == known.owner("tribun") == "kg"
    inside = families(belongs("alias", "kompas"), alias="kompas")
    assert inside.owner("alias") == "kompas", "what is itself by now belongs to nothing"


def test_a_denial_is_no_origin_of_the_house_either() -> None:
    found = counted(STATE, says("health"), says("finance", stance=Assertion.DENIES))
    assert found == OriginCount(1, 0)


def test_similar_articles_of_one_owner_are_one_origin_that_counts() -> None:
    first = outlet("kompas.com")
    copy = Traced(Origin(("tribun",), "", OriginBasis.OUTLET), "copy", frozenset({"of-kompas.com"}))
    assert counted(Families(), first, copy) == OriginCount(1, 1)
    (one,) = weigh_origins([first, copy], HOUSE)
    assert one.standing is Standing.COUNTED


def test_what_belongs_to_a_source_and_what_it_belongs_to_is_listed() -> None:
    assert HOUSE.above("tribun") == ("network", "gramedia")
    assert [one.source for one in HOUSE.members("gramedia")] == ["network", "kg"]


@pytest.mark.parametrize(
    ("kind", "tie"),
    [(SourceKind.OUTLET, OWNED), (SourceKind.AGENCY, OWNED), (SourceKind.ORGANISATION, PART)],
)
def test_outlets_are_owned_and_all_others_are_parts_as_a_rule(kind: SourceKind, tie: Tie) -> None:
    assert Tie.usual(kind) is tie


names = st.sampled_from("abcde")
days = st.sampled_from(["", "2019", "2019-05", "2020-01-02"])
entries = st.builds(belongs, names, st.none() | names, st.sampled_from(Tie), days)


@given(st.lists(entries, max_size=8), st.dictionaries(names, names, max_size=2), names, days)
def test_whatever_was_said_everybody_has_one_top_and_houses_hold_owners(
    said: list[Belonging], same_as: dict[str, str], uid: str, on: str
) -> None:
    same_as = {one: other for one, other in same_as.items() if other not in same_as}
    known = Families.of([one for one in said if one.owner != one.source], same_as)
    owner, house = known.owner(uid, on), known.house(uid, on)
    assert known.owner(owner, on) == owner
    assert known.house(house, on) == house
    assert known.house(owner, on) == house
    every = [says(one) for one in "abcde"]
    count_ = counted(known, *every)
    assert 1 <= count_.houses <= count_.confirmed <= 5
