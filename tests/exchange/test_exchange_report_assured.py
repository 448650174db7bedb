"""Who answers for what a report says: what was only accepted is never told as confirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from exchange_bundles import example, span
from exchange_reports import changed, digest_of, page

from workbench.domain.claim import ClaimState
from workbench.domain.relay import Relay, RelayBasis, RelayJudgement, RelayKind, RelayStatus
from workbench.exchange.report import Digest

ARTICLE = example().articles[0]  # type: ignore[index]
AS_READ = ARTICLE.claims[1]
"""Accepted as the machine proposed it, and a draft."""
SABAH = "Daily Sabah"


def told(
    status: RelayStatus = RelayStatus.CONFIRMED,
    judgements: tuple[RelayJudgement, ...] = (),
    **fields: Any,
) -> Digest:
    """A report on one claim that came through a credited outlet."""
    relay = Relay(RelayKind.RELAYS, RelayBasis.CREDIT, status, SABAH, span=span(f"Sumber: {SABAH}"))
    claim = replace(AS_READ, **fields)
    return digest_of(
        changed(claims=(claim,), relays=(relay,), judgements=judgements, links=(), tags=(),
                assessments=())
    )  # fmt: skip


def judging(analyst: str, status: RelayStatus, outlet: str = SABAH) -> RelayJudgement:
    return RelayJudgement("j9", ARTICLE.article.uid, analyst, RelayKind.RELAYS, status, outlet)


READ = "(1 statement, 1 of them by a machine's reading that nobody has checked)"
OPEN = "(1 statement, 1 of them not confirmed by anybody)"


@pytest.mark.parametrize(
    ("report", "through", "passed", "dashed"),
    [
        (told(), "Daily Sabah (accepted)", READ, 2),
        (told(RelayStatus.SUGGESTED), "Daily Sabah (not confirmed)", OPEN, 2),
        (told(state=ClaimState.DONE), "Daily Sabah", "(1 statement)", 0),
        (told(state=ClaimState.REVIEWED), "Daily Sabah", "(1 statement)", 0),
        (
            told(RelayStatus.SUGGESTED, state=ClaimState.REVIEWED),
            "Daily Sabah (not confirmed)", OPEN, 1,
        ),
        (
            told(judgements=(judging("budi", RelayStatus.CONFIRMED),)),
            "Daily Sabah", "(1 statement)", 1,
        ),
        (
            told(judgements=(judging("rina", RelayStatus.CONFIRMED),)),
            "Daily Sabah (accepted)", READ, 2,
        ),
        (
            told(judgements=(judging("budi", RelayStatus.CONFIRMED, "Lain"),)),
            "Daily Sabah (accepted)", READ, 2,
        ),
        (told(restatement="LNA stays."), "Daily Sabah (accepted)", READ, 1),
    ],
)  # fmt: skip
def test_only_what_somebody_looked_at_is_told_as_confirmed(
    report: Digest, through: str, passed: str, dashed: int
) -> None:
    root = page(report).root
    assert f", through {through}, in KIBLAT.NET" in root.classed("told")[0].words
    assert passed in next(one.words for one in root.all("p") if "Through whom" in one.words)
    signs = [one for one in root.classed("dashed") if "edge" not in one.attributes["class"]]
    assert len(signs) == dashed
    assert not [one for one in signs if "outlet" in one.attributes["class"]]


def test_a_credit_that_is_the_end_is_told_as_accepted_too() -> None:
    for state, said in ((ClaimState.DRAFT, " (accepted)"), (ClaimState.DONE, "")):
        root = page(told(hops=(), state=state)).root
        assert f"According to Daily Sabah{said}, in KIBLAT.NET #1287." in (
            root.classed("told")[0].words
        )


def test_an_article_that_it_derives_from_is_answered_for_by_the_outlet_or_the_article() -> None:
    (article,) = changed().articles
    other = replace(article.article, uid="a0000000-0000-4000-8000-000000000009", number=9)
    relay = Relay(RelayKind.NEAR_DUPLICATE, RelayBasis.SIMILARITY, RelayStatus.CONFIRMED,
                  article=other.uid, score=0.9)  # fmt: skip
    judgement = replace(judging("budi", RelayStatus.CONFIRMED, ""), other=other.uid)
    for judged in ((judgement,), ()):
        report = digest_of(
            changed(claims=(AS_READ,), relays=(relay,), judgements=judged, links=(), tags=(),
                    assessments=())
        )  # fmt: skip
        (place,) = report.places
        assert place.assured == (True, bool(judged), False)
