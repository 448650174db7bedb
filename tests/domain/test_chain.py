"""The one way from relays and hops to a chain, and from a chain to its origin."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.chain import Chain, Setting, Step, StepKind, chain_of, hop_step
from workbench.domain.claim import Hop, HopClass
from workbench.domain.origin import OriginBasis
from workbench.domain.relay import Around, Reach, Relay, RelayBasis, RelayKind, RelayStatus
from workbench.domain.span import Span

CONFIRMED, OPEN, REJECTED = RelayStatus.CONFIRMED, RelayStatus.SUGGESTED, RelayStatus.REJECTED
HERE, ELSEWHERE = Span(100, 110, "x" * 10), Span(500, 510, "x" * 10)


def credit(
    outlet: str,
    start: int,
    reach: Reach = Reach.ARTICLE,
    *,
    status: RelayStatus = CONFIRMED,
    is_joint: bool = False,
) -> Relay:
    span = Span(start, start + len(outlet), outlet)
    around = Around((start // 200 * 200, start // 200 * 200 + 200), (start, start + 50))
    return Relay(
        RelayKind.RELAYS, RelayBasis.REFERENCE, status, outlet, span=span, reach=reach,
        around=around, is_joint=is_joint,
    )  # fmt: skip


def hop(name: str, hop_class: HopClass = HopClass.NAMED) -> Step:
    return hop_step(Hop((name,), hop_class=hop_class), {name: name})


def chain(
    *relays: Relay, hops: tuple[Step, ...] = (), at: Span = HERE, outlet: str = "Kapal Pos"
) -> Chain:
    return chain_of(Setting("uid", outlet, relays), at, hops)


def test_a_relay_of_the_article_reaches_it_all_wherever_it_stands() -> None:
    far = credit("AFP", 900)
    assert chain(far).words == ["Kapal Pos", "AFP"]
    assert chain(far, at=ELSEWHERE).words == ["Kapal Pos", "AFP"]


def test_a_relay_of_a_statement_or_a_paragraph_reaches_no_further() -> None:
    said, told = credit("IRIB", 100, Reach.STATEMENT), credit("Axios", 20, Reach.PARAGRAPH)
    assert chain(said, told).words == ["Kapal Pos", "IRIB"]
    assert chain(said, told, at=Span(160, 170, "x" * 10)).words == ["Kapal Pos", "Axios"]
    assert chain(said, told, at=ELSEWHERE).words == ["Kapal Pos"]


def test_a_statement_s_own_credit_stands_for_those_of_more() -> None:
    relays = credit("IRIB", 100, Reach.STATEMENT), credit("Reuters", 900)
    assert chain(*relays).words == ["Kapal Pos", "IRIB"]
    assert chain(*relays, at=ELSEWHERE).words == ["Kapal Pos", "Reuters"]


def test_of_several_credits_of_the_article_the_nearest_before_the_words_counts() -> None:
    relays = credit("Al Jazeera", 50), credit("AFP", 400), credit("Tass", 900)
    assert chain(*relays).words == ["Kapal Pos", "Al Jazeera"]
    assert chain(*relays, at=ELSEWHERE).words == ["Kapal Pos", "AFP"]
    assert chain(*relays, at=Span(3, 9, "x" * 6)).words == ["Kapal Pos", "Al Jazeera"]
    assert chain(*relays, hops=(hop("AFP"), hop("militer")), at=ELSEWHERE).words == [
        "Kapal Pos", "AFP", "militer",
    ]  # fmt: skip


def test_what_an_analyst_added_stands_behind_what_is_printed() -> None:
    added = Relay(RelayKind.RELAYS, RelayBasis.ANALYST, CONFIRMED, "Warta Teluk")
    assert chain(credit("AFP", 50), added).words == ["Kapal Pos", "AFP", "Warta Teluk"]


def test_an_outlet_that_is_credited_and_whose_article_was_copied_is_one_step() -> None:
    copied = Relay(
        RelayKind.NEAR_DUPLICATE, RelayBasis.SIMILARITY, CONFIRMED, article="uid of its article"
    )
    setting = Setting(
        "uid", "Kapal Pos", (credit("AFP", 900), copied),
        known={"AFP": "afp", "uid of its article": "afp"},
        articles={"uid of its article": "AFP"},
    )  # fmt: skip
    assert chain_of(setting, HERE, [hop("Dewi")]).words == ["Kapal Pos", "AFP", "Dewi"]
    unknown = replace(setting, known={}, articles={"uid of its article": "afp"})
    assert chain_of(unknown, HERE, ()).words == ["Kapal Pos", "AFP"]
    other = replace(setting, known={}, articles={"uid of its article": "Reuters"})
    assert chain_of(other, HERE, ()).words == ["Kapal Pos", "AFP", "Reuters"]


def test_outlets_of_one_credit_stand_together_in_the_text_s_order() -> None:
    eye, anadolu = credit("Middle East Eye", 60), credit("Anadolu", 80, is_joint=True)
    found = chain(eye, anadolu, hops=(hop("Fars"),))
    assert found.words == ["Kapal Pos", "Middle East Eye + Anadolu", "Fars"]
    assert chain(eye, anadolu).origin.sources == ("Middle East Eye", "Anadolu")


def test_a_credit_that_a_hop_names_is_not_repeated() -> None:
    reuters, antara = credit("Reuters", 40), credit("Antara", 60)
    found = chain(antara, reuters, hops=(hop("reuters"), hop("Samrin")))
    assert found.words == ["Kapal Pos", "reuters", "Samrin"]


def test_relays_stand_in_their_order_also_where_a_hop_names_one_of_them() -> None:
    relays = [credit(one, at, Reach.PARAGRAPH) for one, at in (("Kabar", 60), ("Courier", 80))]
    order = ["Kapal Pos", "Kabar", "Courier", "Samrin"]
    assert chain(*relays, hops=(hop("Samrin"),)).words == order
    for outer in ("Kabar", "Courier"):
        found = chain(*relays, hops=(hop(outer), hop("Samrin")))
        assert found.words == order
        assert [hop for step, hop in found.placed() if step.kind is StepKind.HOP] == [0, 1]
    said = chain(*relays, hops=(hop("Kabar"),))
    assert said.words == ["Kapal Pos", "Courier", "Kabar"], "who says it is the last"


def test_what_nobody_answered_counts_and_is_marked_what_was_rejected_does_not() -> None:
    found = chain(credit("AFP", 40, status=OPEN), credit("Tass", 60, status=REJECTED))
    assert found.words == ["Kapal Pos", "AFP"]
    assert [step.is_confirmed for step in found.steps] == [True, False]
    assert not found.origin.is_confirmed
    alike = Relay(RelayKind.NEAR_DUPLICATE, RelayBasis.SIMILARITY, OPEN, article="a-1")
    assert chain(alike).words == ["Kapal Pos"]
    setting = Setting("uid", "Kapal Pos", (replace(alike, status=CONFIRMED),), {"a-1": "u2"},
                      {"a-1": "Warta Teluk"})  # fmt: skip
    derived = chain_of(setting, HERE, ())
    assert (derived.words[-1], derived.origin.sources) == ("Warta Teluk", ("u2",))


def test_steps_of_an_older_version_stand_in_the_place_of_todays() -> None:
    setting = Setting("uid", "Kapal Pos", (credit("AFP", 40),), {"Reuters": "r"})
    found = chain_of(setting, HERE, (), (("Reuters", "Anadolu"),))
    assert found.is_carried
    assert found.words == ["Kapal Pos", "Reuters + Anadolu"]
    assert found.origin.sources == ("r", "Anadolu")
    assert chain_of(setting, HERE, (), ()).words == ["Kapal Pos"]


@pytest.mark.parametrize(
    ("found", "basis", "words"),
    [
        (chain(hops=(hop("Dewi"),)), OriginBasis.HOP, "Dewi"),
        (chain(credit("AFP", 3)), OriginBasis.RELAY, "AFP"),
        (chain(), OriginBasis.OUTLET, "Kapal Pos"),
        (chain_of(Setting(), HERE, ()), OriginBasis.UNKNOWN, ""),
        (
            chain(credit("AFP", 3), hops=(hop_step(Hop(hop_class=HopClass.UNATTRIBUTED), {}),)),
            OriginBasis.UNATTRIBUTED,
            "",
        ),
    ],
)
def test_the_origin_is_the_last_step_with_its_basis(
    found: Chain, basis: OriginBasis, words: str
) -> None:
    assert (found.origin.basis, found.origin.words) == (basis, words)


names = st.sampled_from(["AFP", "Reuters", "Anadolu", "IRIB", "Fars"])
relays = st.builds(
    credit, names, st.integers(0, 900), st.sampled_from(Reach),
    status=st.sampled_from(RelayStatus), is_joint=st.booleans(),
)  # fmt: skip
hops = st.builds(hop, names, st.sampled_from(HopClass))


@given(
    st.lists(relays, max_size=5),
    st.lists(hops, max_size=3).map(tuple),
    st.sampled_from([HERE, ELSEWHERE]),
    st.sampled_from(["Kapal Pos", ""]),
)
def test_what_is_shown_last_is_what_is_called_the_origin(
    relays: list[Relay], hops: tuple[Step, ...], at: Span, outlet: str
) -> None:
    found = chain(*relays, hops=hops, at=at, outlet=outlet)
    last, origin = found.steps[-1], found.origin
    assert origin.words == last.words
    if origin.counts:
        assert origin.sources == last.sources
    expected = {StepKind.OUTLET: OriginBasis.OUTLET, StepKind.RELAY: OriginBasis.RELAY}
    if last.hop_class is HopClass.UNATTRIBUTED:
        assert origin.basis is OriginBasis.UNATTRIBUTED
    else:
        assert origin.basis is expected.get(last.kind, OriginBasis.HOP)
    assert found.steps[0].kind is StepKind.OUTLET
    # A relay may stand between two hops, never behind the last: that is who says it.
    assert tuple(step for step in found.steps if step.kind is StepKind.HOP) == hops
    assert found.steps[-1:] == hops[-1:] or not hops
    shown = {name.casefold() for step in found.relays for name in step.names}
    assert not shown & {name.casefold() for step in hops for name in step.names}
    for relay in relays:
        if relay.status is REJECTED or not relay.reaches(at):
            others = [one for one in relays if one.outlet == relay.outlet and one is not relay]
            if not any(one.is_credited and one.reaches(at) for one in others):
                assert relay.outlet.casefold() not in shown
