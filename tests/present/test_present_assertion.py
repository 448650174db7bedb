"""A denial shows as one wherever a claim or a quote stands in one line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from present_cases import ARTICLE, HAFTAR, QUOTE, claim, fact, hop, span

from workbench.domain.chain import Setting, chain_of, hop_step, speaker_step
from workbench.domain.claim import Factuality, Mode
from workbench.domain.fact import Event, Kind, Quote
from workbench.present.assertion import asserted
from workbench.present.citation import citation, cite_claim, cite_fact
from workbench.present.glyphs import ASCII
from workbench.present.rows import brief_fact_line, claim_line, fact_line
from workbench.present.runs import Runs

NAMES = {"s1": "Khalifa Haftar"}
DENIER = replace(HAFTAR, factuality=Factuality.CERTAINLY_NOT)
DENIED_QUOTE = fact(Kind.QUOTE, "Kami menolak", Quote(Mode.INDIRECT, None, DENIER, (DENIER,)))


def words(runs: Runs) -> str:
    return "".join(run.text for run in runs)


@pytest.mark.parametrize("factuality", Factuality)
def test_every_negative_value_and_no_other_is_a_denial(factuality: Factuality) -> None:
    chain = (hop("s1"), replace(hop("s2"), factuality=factuality))
    assert asserted(chain) == ("denies: " if factuality.value.endswith("-") else "")


@pytest.mark.parametrize("line", [fact_line, brief_fact_line])
def test_a_denied_quote_says_so_before_its_words(line: object) -> None:
    shown = words(line(DENIED_QUOTE, 70, glyphs=ASCII))  # type: ignore[operator]
    assert "Khalifa Haftar denies: Kami menolak" in shown
    assert len(shown) == 70
    assert "denies" not in words(line(QUOTE, 70))  # type: ignore[operator]


def test_a_denied_event_says_so_even_in_a_narrow_list() -> None:
    event = fact(Kind.EVENT, "Kami menolak", Event(act=span("menolak"), asserter=DENIER))
    assert "denies: Kam" in words(fact_line(event, 24))


def test_a_denied_claim_says_so_before_its_restatement() -> None:
    denied = claim(
        replace(hop("s1"), factuality=Factuality.PROBABLY_NOT), restatement="Haftar menolak."
    )
    assert "denies: Haftar menolak." in words(claim_line(denied, 60, names=NAMES))
    assert "denies" not in words(claim_line(claim(hop("s1")), 60, names=NAMES))


def test_a_citation_names_the_chain_and_the_denial() -> None:
    denied = claim(replace(hop("s1"), factuality=Factuality.CERTAINLY_NOT))
    setting = Setting("o", ARTICLE.outlet)
    chain = chain_of(setting, denied.span, [hop_step(one, NAMES) for one in denied.hops])
    cited = cite_claim(ARTICLE, denied, chain)
    assert ": denies: Kami menolak (KIBLAT.NET ← Khalifa Haftar, #1287 " in cited
    chain = chain_of(setting, DENIED_QUOTE.span, [speaker_step(DENIER)])
    cited = cite_fact(ARTICLE, DENIED_QUOTE, chain)
    assert ": denies: Kami menolak (KIBLAT.NET ← Khalifa Haftar, #1287 " in cited
    assert citation(ARTICLE, span("Kami menolak")).endswith(ARTICLE.uid + ")")
