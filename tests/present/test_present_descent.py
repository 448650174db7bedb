"""What is said of two articles that are alike: no more than is known of them."""

from __future__ import annotations

import pytest

from workbench.cli.import_ import outcome_words
from workbench.domain.relay import Relay, RelayBasis, RelayKind, RelayStatus
from workbench.present.descent import descent_words, likeness_words
from workbench.services.importing import Became, Outcome


@pytest.mark.parametrize(
    ("score", "status", "said"),
    [
        (0.24, RelayStatus.SUGGESTED, "#2 shares passages with #1 (24% of the word runs)"),
        (0.24, RelayStatus.CONFIRMED, "#2 is a near-duplicate of #1 (24% of the word runs)"),
        (0.85, RelayStatus.SUGGESTED, "#2 is a near-duplicate of #1 (85% of the word runs)"),
    ],
)
def test_what_shares_little_is_called_no_copy_before_somebody_says_so(
    score: float, status: RelayStatus, said: str
) -> None:
    relay = Relay(
        RelayKind.NEAR_DUPLICATE, RelayBasis.SIMILARITY, status, article="uid", score=score
    )
    assert descent_words(2, 1, relay).startswith(f"{said}: ")
    assert ("copies" in likeness_words([relay])) is ("near-duplicate" in said)


def test_a_relay_s_share_is_of_the_shorter_text() -> None:
    relay = Relay(
        RelayKind.RELAYS, RelayBasis.SIMILARITY, RelayStatus.SUGGESTED, article="uid", score=0.6
    )
    assert "(60% of the shorter one's word runs)" in descent_words(2, 1, relay)


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (0.24, "added, shares passages with #1 (24% of the word runs): a.txt #2 Kapal"),
        (0.85, "near-duplicate of #1: a.txt #2 Kapal"),
    ],
)
def test_an_import_says_no_more_than_is_shared(score: float, said: str) -> None:
    outcome = Outcome("a.txt", Became.NEAR_DUPLICATE, 2, "uid", "Kapal", "of #1", score=score)
    assert outcome_words(outcome) == said
    assert (outcome.to_record()["became"], outcome.to_record()["reason"]) == (
        "near-duplicate", "of #1",
    )  # fmt: skip
