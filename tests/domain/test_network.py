"""Who cites whom, what links say of it, what leads round: over values alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.chain import Chain, Step, StepKind
from workbench.domain.circle import Circle, CircleBasis, CircleKind, Printed, circles_of
from workbench.domain.claim import HopClass, Link, LinkKind
from workbench.domain.network import (
    Checked,
    Cited,
    Passage,
    Record,
    checked_by,
    edges_of,
    ends_of,
    passages,
    records_of,
)

_NUMBERS = count(1)


def chain(*steps: str | tuple[str, ...] | HopClass) -> Chain:
    """A chain of sources, outermost first; several speak together, a class names nobody."""
    made = [
        Step(
            StepKind.HOP if place else StepKind.OUTLET,
            () if isinstance(one, HopClass) else (one,) if isinstance(one, str) else one,
            hop_class=one if isinstance(one, HopClass) else HopClass.NAMED,
        )
        for place, one in enumerate(steps)
    ]
    return Chain(tuple(made))


def pairs(*steps: str | tuple[str, ...] | HopClass, **final: str) -> set[tuple[str, str]]:
    return {one[:2] for one in passages(chain(*steps), is_held=True, final=final)}


def claim(
    uid: str, *steps: str, day: str = "2026-05-01", topic: str = "", number: int = 0,
    is_held: bool = True,
) -> list[Cited]:  # fmt: skip
    """The passages of a claim, in an article of its own."""
    number = number or next(_NUMBERS)
    found = passages(chain(*steps), is_held=is_held, final={})
    return [Cited(uid, number, day, topic, *one) for one in found]


def link(kind: LinkKind, one: str, other: str) -> Link:
    return Link(f"{one}-{other}", "ana", kind, one, other)


def own(source: str, day: str) -> str:
    return source


def checked(cited: list[Cited], *links: Link) -> Checked:
    return checked_by(links, ends_of(cited, own))


def test_each_cites_who_stands_next_and_the_last_is_the_end() -> None:
    assert pairs("a", "b", "c") == {("a", "b"), ("b", "c"), ("c", "")}
    assert pairs("a") == {("a", "")}, "the outlet says so itself"
    assert pairs("a", ("b", "c")) == {("a", "b"), ("a", "c"), ("b", ""), ("c", "")}


def test_what_stands_in_an_article_of_no_known_day_is_not_confirmed_later() -> None:
    cited = [*claim("1", "a", day=""), *claim("2", "b", day="2026-05-02")]
    found = checked(cited, link(LinkKind.SAME, "1", "2"), link(LinkKind.CONTRADICTS, "1", "2"))
    assert found.confirmed == found.denied == {"1", "2"}
    assert found.confirmed_later == found.denied_later == frozenset(), "nobody knows which is later"


def test_nobody_is_cited_past_somebody_unnamed() -> None:
    assert pairs("a", HopClass.ANONYMOUS, "b") == {("b", "")}
    assert pairs("a", HopClass.ANONYMOUS) == set()
    assert pairs("a", HopClass.UNATTRIBUTED) == set()


def test_a_merged_source_is_the_one_it_was_merged_into() -> None:
    assert pairs("a", "b", "c", b="d") == {("a", "d"), ("d", "c"), ("c", "")}
    assert pairs("a", "b", b="a") == {("a", "")}, "nobody cites himself"
    assert pairs("a", "b", b="") == set(), "it leads to nobody"


def test_an_edge_counts_claims_articles_days_topics_and_months() -> None:
    cited = [
        *claim("1", "a", "b", day="2026-05-03", topic="banjir", number=7),
        *claim("2", "a", "b", day="2026-04-01", topic="banjir", number=8),
        *claim("3", "a", "b", day="2026", number=8),
        *claim("4", "a", "c", day=""),
    ]
    first, second = edges_of(cited, Checked(frozenset("12"), frozenset("3")))
    assert (first.claims, first.articles, first.confirmed, first.denied) == (3, 2, 2, 1)
    assert (first.first, first.last) == ("2026", "2026-05-03")
    assert first.topics == {"banjir": 2}
    assert first.months == {"2026": 1, "2026-04": 1, "2026-05": 1}
    assert (second.first, second.last, second.months) == ("", "", {})


def test_what_nobody_answered_is_counted_apart() -> None:
    asked = [one._replace(is_answered=False, topic="") for one in claim("f", "a", "b")]
    (edge,) = edges_of([*claim("1", "a", "b"), *asked], Checked())
    assert (edge.claims, edge.articles, edge.asked) == (1, 1, 1)


LATER = "2026-05-02"


def test_an_independent_claim_confirms_or_denies() -> None:
    cited = [*claim("1", "a", "x"), *claim("2", "b", "y", day=LATER)]
    for kind in (LinkKind.SAME, LinkKind.SUPPORTS):
        found = checked(cited, link(kind, "2", "1"))
        assert "1" in found.confirmed
        assert "1" in found.confirmed_later
        assert "2" not in found.confirmed_later, "what it agrees with was said before"
    found = checked(cited, link(LinkKind.CONTRADICTS, "1", "2"))
    assert not found.confirmed
    assert found.denied == {"1", "2"}
    assert found.denied_later == {"1"}
    assert checked(cited, link(LinkKind.UPDATES, "2", "1")) == Checked()


def test_what_supports_is_not_supported_by_it() -> None:
    cited = [*claim("1", "a", "x"), *claim("2", "b", "y")]
    assert checked(cited, link(LinkKind.SUPPORTS, "2", "1")).confirmed == {"1"}


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (("b", "x"), "it is of the same origin"),
        (("x",), "whom the first passes on says it"),
        (("b", "a"), "it has it from the first"),
        (("b", "a", "y"), "it came through the first"),
    ],
)
def test_who_is_not_independent_confirms_nothing(other: tuple[str, ...], why: str) -> None:
    cited = claim("1", "a") if "a" in other else claim("1", "a", "x")
    found = checked([*cited, *claim("2", *other)], link(LinkKind.SAME, "1", "2"))
    assert found == Checked(), why


def test_those_of_a_circle_do_not_confirm_each_other() -> None:
    cited = [*claim("1", "a", "b"), *claim("2", "b", "a")]
    assert checked(cited, link(LinkKind.SAME, "1", "2")) == Checked()


def test_one_article_does_not_confirm_itself() -> None:
    cited = [*claim("1", "a", "x", number=500), *claim("2", "a", "y", number=500)]
    assert checked(cited, link(LinkKind.SAME, "1", "2")) == Checked()


def test_who_denies_the_words_or_is_nobody_confirms_nothing() -> None:
    denied = [*claim("1", "a", "x"), *claim("2", "b", "y", is_held=False)]
    assert checked(denied, link(LinkKind.SAME, "1", "2")).confirmed == {"2"}
    assert checked(claim("1", "a", "x"), link(LinkKind.SAME, "1", "2")) == Checked()


def test_what_is_the_same_is_one_however_far_links_lead() -> None:
    cited = [*claim("1", "a", "x"), *claim("2", "b", "x"), *claim("3", "c", "y"),
             *claim("4", "d", "z")]  # fmt: skip
    same = link(LinkKind.SAME, "1", "2")
    assert checked(cited, same, link(LinkKind.SUPPORTS, "3", "2")).confirmed == {"1", "2"}
    assert checked(cited, same, link(LinkKind.CONTRADICTS, "4", "2")).denied == {"1", "2", "4"}


def test_outlets_of_one_owner_are_one_origin() -> None:
    cited = [*claim("1", "a"), *claim("2", "b")]
    ends = ends_of(cited, lambda source, day: "house")
    assert checked_by([link(LinkKind.SAME, "1", "2")], ends) == Checked()


def test_a_record_is_of_claims_that_end_with_a_source() -> None:
    cited = [*claim("1", "a", "x"), *claim("2", "x", "y")]
    found = Checked(confirmed_later=frozenset("12"), denied_later=frozenset("1"))
    assert records_of({"x": 3, "z": 1}, cited, found) == {"x": Record(3, 1, 1), "z": Record(1)}


def prints_of(cited: Iterable[Cited], *more: Printed) -> Callable[[Iterable[str]], list[Printed]]:
    """Where claims stand: each where its first passage begins."""
    found = {one.claim: Printed(one.claim, one.at, (one.citing,)) for one in reversed([*cited])}
    found |= {one.claim: one for one in more}
    return lambda claims: [found[claim] for claim in claims if claim in found]


def rings(cited: list[Cited], *links: Link) -> list[Circle]:
    return circles_of(cited, links, own, prints_of(cited))


def test_a_chain_that_comes_back_is_a_ring_by_itself() -> None:
    (one,) = rings(claim("1", "a", "b", "a"))
    assert (one.kind, one.basis, one.sources) == (CircleKind.RING, CircleBasis.LINKED, ("a", "b"))
    assert {step[4:6] for step in one.steps} == {("a", "b"), ("b", "a")}


def test_linked_claims_make_a_ring_of_any_length() -> None:
    cited = [*claim("1", "a", "b", day="2026-05-01"), *claim("2", "b", "c", day="2026-05-02"),
             *claim("3", "c", "a", day="2026-05-03"), *claim("4", "d", "a")]  # fmt: skip
    links = (link(LinkKind.SAME, "1", "2"), link(LinkKind.UPDATES, "2", "3"),
             link(LinkKind.SAME, "4", "1"))  # fmt: skip
    (one,) = rings(cited, *links)
    assert one.sources == ("a", "b", "c")
    assert [step.claim for step in one.steps] == ["1", "2", "3"]
    (early,) = rings(cited, *links[:1])
    assert early.kind is CircleKind.EARLY, "nobody linked the third"


def test_two_who_cite_each_other_on_one_day_are_told_as_that() -> None:
    cited = [*claim("1", "a", "b"), *claim("2", "b", "a")]
    (one,) = rings(cited)
    assert (one.basis, one.sources) == (CircleBasis.SAME_DAY, ("a", "b"))
    later = [*claim("1", "a", "b"), *claim("2", "b", "a", day=LATER)]
    assert rings(later) == [], "they are of two days"
    month = [*claim("1", "a", "b", day="2026-05"), *claim("2", "b", "a", day="2026-05")]
    assert rings(month) == [], "no day is known"
    topics = [*claim("1", "a", "b", topic="banjir"), *claim("2", "b", "a", topic="beras")]
    assert rings(topics) == [], "they are about other things"


def test_the_same_of_several_outlets_that_all_end_in_one_place_is_told() -> None:
    cited = [*claim("1", "a", "x"), *claim("2", "b", "c", "x"), *claim("3", "x")]
    links = [link(LinkKind.SAME, "1", "2"), link(LinkKind.SAME, "2", "3")]
    (one,) = rings(cited, *links)
    assert (one.kind, one.sources) == (CircleKind.ONE_END, ("x",))
    assert {step.claim for step in one.steps} == {"1", "2", "3"}
    other = [*cited, *claim("4", "d", "y")]
    assert rings(other, *links, link(LinkKind.SAME, "4", "1")) == [], "one ends elsewhere"
    nobody = [Cited("4", 900, "", "", "d", "e")]
    assert rings([*cited, *nobody], *links, link(LinkKind.SAME, "4", "1")) == [], "nobody knows"
    outlet = [*claim("1", "a", "x"), *claim("2", "a", "x")]
    assert rings(outlet, links[0]) == [], "of one outlet alone"


def test_a_ring_of_linked_claims_is_not_told_again_as_one_of_a_day() -> None:
    cited = [*claim("1", "a", "b"), *claim("2", "b", "a")]
    (one,) = rings(cited, link(LinkKind.SAME, "1", "2"))
    assert one.basis is CircleBasis.LINKED
    _, other = rings([*cited, *claim("3", "a", "b")], link(LinkKind.SAME, "1", "2"))
    assert other.basis is CircleBasis.SAME_DAY, "the third is new in it"


def test_a_joint_statement_is_one_end_with_what_its_speakers_say_apart() -> None:
    both = [one._replace(claim="2", number=90) for one in claim("x", "b", "y")]
    both += [one._replace(claim="2", number=90) for one in claim("x", "b", "x")]
    (one,) = rings([*claim("1", "a", "x"), *both], link(LinkKind.SAME, "1", "2"))
    assert (one.kind, one.sources) == (CircleKind.ONE_END, ("x",))


def test_links_come_first_then_the_newest() -> None:
    cited = claim("1", "a", "b", "a", day="2026-01-01")
    for place, day in enumerate(("2026-02-01", "2026-03-01")):
        cited += claim(f"there {place}", "c", "d", day=day)
        cited += claim(f"back {place}", "d", "c", day=day)
    assert [one.last for one in rings(cited)] == ["2026-01-01", "2026-03-01", "2026-02-01"]


def test_what_stands_in_print_before_its_stated_source_has_it_is_told() -> None:
    early, late = "2026-05-01T08:00+07:00", "2026-05-01T08:30+08:00"
    cited = [*claim("1", "a", "b", day=early), *claim("2", "b", "x", day="2026-05-01T09:00+07:00")]
    same = link(LinkKind.SAME, "1", "2")
    (one,) = [one for one in rings(cited, same) if one.kind is CircleKind.EARLY]
    assert (one.basis, one.sources) == (CircleBasis.LINKED, ("b",))
    assert [step[:1] + step[4:6] for step in one.steps] == [("1", "a", "b"), ("2", "b", "x")]
    before = [*cited, *claim("3", "b", "y", day=late)]
    both = same, link(LinkKind.SAME, "3", "1")
    assert rings(before, *both) == [], "half past eight there is half past seven here"
    assert rings(cited) == [], "nobody linked them"
    assert rings(cited, link(LinkKind.UPDATES, "2", "1")) == [], "it is another number"
    for unsure in ("2026-05-01", "2026-05", ""):
        dated = [*cited[:2], *claim("2", "b", "x", day=unsure)]
        assert rings(dated, same) == [], "nobody knows which was first"
    unnamed = prints_of(cited, Printed("3", late, ("b",)))
    assert circles_of(cited, both, own, unnamed) == [], "it had it before, from nobody named"


def test_a_ring_is_not_told_again_as_early() -> None:
    cited = [*claim("1", "a", "b"), *claim("2", "b", "a", day=LATER)]
    (one,) = rings(cited, link(LinkKind.SAME, "1", "2"))
    assert one.kind is CircleKind.RING


NAMES = st.sampled_from("abcd")
CLAIMS = st.lists(st.lists(NAMES, min_size=1, max_size=4), max_size=8)
LINKS = st.lists(st.tuples(st.sampled_from(LinkKind), st.integers(0, 7), st.integers(0, 7)))


@given(CLAIMS, LINKS)
def test_what_is_told_stands_in_the_chains(
    chains: list[list[str]], ends: list[tuple[LinkKind, int, int]]
) -> None:
    cited = [one for place, steps in enumerate(chains) for one in claim(str(place), *steps)]
    links = [link(kind, str(one), str(other)) for kind, one, other in ends if one != other]
    found = checked(cited, *links)
    edges = edges_of(cited, found)
    assert sum(edge.claims for edge in edges) == len({one for one in cited if one.cited})
    for edge in edges:
        assert max(edge.confirmed, edge.denied) <= edge.claims
    assert found.confirmed_later <= found.confirmed
    assert found.denied_later <= found.denied
    for circle in rings(cited, *links):
        assert {*circle.steps} <= {*cited}
        if circle.kind is CircleKind.RING:
            there = {step[4:6] for step in circle.steps}
            assert there == {
                (one, circle.sources[(place + 1) % len(circle.sources)])
                for place, one in enumerate(circle.sources)
            }


def test_passages_say_who_holds_the_words() -> None:
    assert passages(chain("a", "b"), is_held=False, final={}) == (
        Passage("a", "b", False),
        Passage("b", "", False),
    )
