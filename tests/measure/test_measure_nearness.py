"""How near an answer came to the known one: planted differences, each found as what it is."""

from __future__ import annotations

import pytest

from workbench.measure.agreement.nearness import Apart, nearness
from workbench.measure.agreement.values import Chain, Claimed, Layer, Link


def claim(start: int, end: int, *chain: str, assertion: str = "asserts") -> Claimed:
    links = (Link(who, "named", assertion) for who in chain)
    return Claimed(0, (start, end), Chain(*links))


RIGHT = claim(0, 40, "agency", "mayor")


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (claim(0, 40, "agency", "deputy"), Apart.SPEAKER),
        (claim(0, 40, "mayor"), Apart.CHAIN),
        (claim(0, 40, "agency", "mayor", assertion="denies"), Apart.DENIAL),
        (claim(0, 40, "agency", "mayor", assertion="claims"), Apart.ASSERTION),
        (claim(0, 36, "agency", "mayor"), Apart.BOUNDS),
        (claim(0, 36, "deputy", assertion="denies"), Apart.SPEAKER),  # the gravest alone
    ],
)
def test_a_difference_is_told_by_its_kind(told: Claimed, kind: Apart) -> None:
    near = nearness([(Layer("key", (RIGHT,)), Layer("ana", (told,)))])
    assert (near.known, near.same, dict(near.apart)) == (1, 0, {kind: 1})


def test_the_same_answer_is_the_same_and_what_has_no_partner_is_missed_or_extra() -> None:
    key = Layer("key", (RIGHT, claim(100, 140, "mayor")))
    ana = Layer("ana", (RIGHT, claim(300, 340, "mayor")))
    near = nearness([(key, ana), (Layer("key"), Layer("ana"))])
    assert (near.texts, near.known, near.same) == (2, 2, 1)
    assert [*near.apart.items()] == [(Apart.MISSED, 1), (Apart.EXTRA, 1)]
