"""Independent origins, and why one counts or does not."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from cpu_work import assert_grows
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.family import Families
from workbench.domain.origin import (
    Origin,
    OriginBasis,
    OriginCount,
    Standing,
    Traced,
    weigh_origins,
)


def hop(*sources: str, anonymous: bool = False) -> Traced:
    return Traced(Origin(sources, "", OriginBasis.HOP, anonymous), f"by-{'-'.join(sources)}")


def outlet(source: str, article: str, *alike: str) -> Traced:
    return Traced(Origin((source,), source, OriginBasis.OUTLET), article, frozenset(alike))


def read(words: str, one: Traced) -> Traced:
    """What somebody made of words that others read too."""
    return replace(one, words=words)


NOBODY = Traced(Origin((), "kabarnya", OriginBasis.UNATTRIBUTED), "x")
WHISPER = hop("w", anonymous=True)


@pytest.mark.parametrize(
    ("traced", "confirmed", "unconfirmed"),
    [
        ([], 0, 0),
        ([hop("a")], 1, 0),
        ([hop("a"), hop("a")], 1, 0),
        ([hop("a"), hop("b")], 2, 0),
        ([hop("a", "b"), hop("b"), hop("a")], 1, 0),
        ([hop("a"), hop("b"), hop("a", "b")], 1, 0),
        ([NOBODY], 0, 0),
        ([hop("a"), NOBODY], 1, 0),
        ([WHISPER], 0, 1),
        ([WHISPER, hop("v", anonymous=True)], 0, 1),
        ([hop("a"), WHISPER], 1, 1),
        ([outlet("p", "1"), outlet("q", "2")], 2, 0),
        ([outlet("p", "1"), outlet("q", "2", "1")], 1, 1),
        ([outlet("p", "1"), outlet("q", "2", "9")], 2, 0),
        ([hop("a"), outlet("q", "2", "by-a")], 1, 1),
        ([outlet("p", "1"), outlet("q", "2", "1"), outlet("r", "3", "1")], 1, 2),
        ([outlet("p", "1"), outlet("q", "2", "1"), outlet("q", "5")], 2, 0),
        ([read("1", hop("a")), read("1", hop("b"))], 1, 0),
        ([read(w[0], hop(w[1])) for w in ("1a", "1b", "2b", "2c")], 1, 0),
        ([read("1", hop("a")), read("1", hop("b")), hop("a"), hop("b")], 2, 0),
        ([read("1", hop("a")), read("1", hop("b")), hop("b")], 1, 0),
        ([read("1", hop("a")), read("1", WHISPER)], 1, 0),
        ([read("1", WHISPER), read("1", hop("v", anonymous=True))], 0, 1),
        ([read("1", hop("a")), read("1", NOBODY)], 1, 0),
        (
            [read("1", hop("a")), read("1", outlet("q", "2", "by-a")), outlet("q", "5", "by-a")],
            1,
            1,
        ),
    ],
)
def test_origins_are_counted_and_doubtful_ones_kept_apart(
    traced: list[Traced], confirmed: int, unconfirmed: int
) -> None:
    assert OriginCount.of(weigh_origins(traced, Families())) == OriginCount(confirmed, unconfirmed)


def test_no_more_count_than_words_were_said_and_no_fewer_than_one_reading_of_each_has() -> None:
    @given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from("abcd")), max_size=9))
    def check(said: list[tuple[int, str]]) -> None:
        weighed = weigh_origins([read(str(at), hop(who)) for at, who in said], Families())
        counted = [one for one in weighed if one.standing is Standing.COUNTED]
        words = {at for at, _ in said}
        assert {said[place][0] for one in counted for place in one.places} == words
        assert len(counted) <= len(words)
        least = next(
            many
            for many in range(5)
            if any(words <= {at for at, who in said if who in some}
                   for some in combinations("abcd", many))
        )  # fmt: skip
        assert least <= len(counted)

    check()


def test_every_claim_stands_with_just_one_origin_those_that_count_first() -> None:
    traced = [NOBODY, WHISPER, outlet("q", "2", "by-a"), hop("a"), hop("b"), hop("a", "b")]
    weighed = weigh_origins(traced, Families())
    assert sorted(place for one in weighed for place in one.places) == list(range(6))
    assert [one.standing for one in weighed] == [
        Standing.COUNTED,
        Standing.ANONYMOUS,
        Standing.SIMILAR,
        Standing.NONE,
    ]
    assert weighed[0].sources == ("a", "b")
    assert weighed[0].places == (3, 4, 5)


def test_one_who_speaks_with_both_joins_two_origins() -> None:
    weighed = weigh_origins(
        [hop("a"), hop("b"), hop("c"), hop("c", "b"), hop("a", "b")], Families()
    )
    assert [(one.sources, one.places) for one in weighed] == [(("a", "b", "c"), (0, 1, 2, 3, 4))]


def test_weighing_grows_with_the_claims() -> None:
    def weigh(size: int) -> object:
        own = [outlet(f"o{at}", f"x{at}", f"x{at + 1}") for at in range(size // 2)]
        return weigh_origins([*own, *(hop(f"s{at % 500}") for at in range(size // 2))], Families())

    assert_grows(weigh, small=1_000, large=8_000, at_most=20)


def test_merged_sources_are_one() -> None:
    weighed = weigh_origins([hop("a"), hop("b")], Families({"a": "b"}))
    assert [one.sources for one in weighed] == [("b",)]


def test_a_count_says_what_is_not_confirmed() -> None:
    assert str(OriginCount(2, 0)) == "2"
    assert str(OriginCount(1, 1)) == "up to 2, 1 unconfirmed"
