"""How near an answer came to the known one: planted differences, each found as what it is."""

from __future__ import annotations

import pytest

from workbench.domain.claim import Assertion
from workbench.domain.deciding import Kind, Said, Told
from workbench.measure.agreement.nearness import MISSED, nearness


def claim(start: int, end: int, *chain: str, assertion: str = "asserts") -> Said:
    hops = tuple(Told(who, "named", Assertion(assertion), "certain") for who in chain)
    return Said("c", "ana", ((start, end),), hops)


RIGHT = claim(0, 40, "agency", "mayor")


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (claim(0, 40, "agency", "deputy"), Kind.SPEAKER),
        (claim(0, 40, "mayor"), Kind.CHAIN),
        (claim(0, 40, "agency", "mayor", assertion="denies"), Kind.DENIAL),
        (claim(0, 40, "agency", "mayor", assertion="claims"), Kind.ASSERTION),
        (claim(0, 36, "agency", "mayor"), Kind.BOUNDS),
        (claim(0, 36, "deputy", assertion="denies"), Kind.SPEAKER),  # the gravest alone
    ],
)
def test_a_difference_is_told_by_its_kind(told: Said, kind: Kind) -> None:
    near = nearness([((RIGHT,), (told,))])
    assert (near.known, near.same, dict(near.apart)) == (1, 0, {kind: 1})


def test_the_same_answer_is_the_same_and_what_has_no_partner_is_missed_or_extra() -> None:
    key = (RIGHT, claim(100, 140, "mayor"))
    ana = (RIGHT, claim(300, 340, "mayor"))
    near = nearness([(key, ana), ((), ())])
    assert (near.texts, near.known, near.same) == (2, 2, 1)
    assert [*near.apart.items()] == [(MISSED, 1), (Kind.EXTRA, 1)]
