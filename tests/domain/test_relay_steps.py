"""Which credited outlets stand before a claim's own hops, and which of them stand together."""

from __future__ import annotations

from workbench.domain.article import Relay, RelayBasis, RelayKind, RelayStatus
from workbench.domain.origin import LEAD, OriginBasis, origin_of, relay_steps, relay_steps_before
from workbench.domain.span import Span


def credit(outlet: str, start: int, basis: RelayBasis = RelayBasis.CREDIT) -> Relay:
    span = Span(start, start + len(outlet), outlet)
    return Relay(RelayKind.RELAYS, basis, RelayStatus.CONFIRMED, outlet, span=span)


REUTERS, ANADOLU = credit("Reuters", 900), credit("Anadolu", 908)
ANTARA = credit("Antara", 40, RelayBasis.REFERENCE)
JAZEERA = credit("Al Jazeera", LEAD + 10, RelayBasis.REFERENCE)


def names(steps: list[tuple[Relay, ...]]) -> list[list[str]]:
    return [[relay.outlet for relay in step] for step in steps]


def test_outlets_of_one_credit_stand_together() -> None:
    assert names(relay_steps([ANTARA, REUTERS, ANADOLU])) == [["Antara"], ["Reuters", "Anadolu"]]
    apart = credit("Anadolu", 2000)
    assert names(relay_steps([REUTERS, apart])) == [["Reuters"], ["Anadolu"]]


def test_a_credit_that_a_hop_names_is_not_repeated() -> None:
    assert names(relay_steps_before([ANTARA, REUTERS], ["reuters", "Samrin"])) == [["Antara"]]


def test_a_reference_further_down_speaks_for_its_own_sentence() -> None:
    assert names(relay_steps_before([ANTARA, JAZEERA], ["Samrin"])) == [["Antara"]]


def test_a_joint_credit_is_one_origin() -> None:
    origin = origin_of((), [REUTERS, ANADOLU], "uid", "Kapal Pos", {"Reuters": "r"})
    assert origin.basis is OriginBasis.RELAY
    assert (origin.sources, origin.words) == (("r", "Anadolu"), "Reuters + Anadolu")
