"""The one-line chain, the origin below it, and the sheet that both stand on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from present_cases import ARTICLE, FACTS, HOSTILE, QUOTE, RELAY, TEXT, claim, hop, span
from rich.cells import cell_len

from workbench.domain.chain import Chain, Setting, chain_of, hop_step
from workbench.domain.claim import Claim, Hop, HopClass
from workbench.domain.decision import Decision, Verdict
from workbench.domain.descent import Descent
from workbench.domain.fact import Fact, Quote
from workbench.domain.relay import Relay, RelayJudgement, RelayKind, RelayStatus
from workbench.domain.source import Source
from workbench.present.chain import Link, chain_line, chain_links, chain_runs, origin_line
from workbench.present.glyphs import ASCII
from workbench.present.sheet import show_lines
from workbench.services.lineage import Lineage
from workbench.services.view import ArticleView

NAMES = {"lna": "sumber-sumber LNA", "e": "Erdoğan", "p": "Putin"}


CREDITED = RelayJudgement(
    "j", ARTICLE.uid, "rini", RelayKind.RELAYS, RelayStatus.CONFIRMED, "Daily Sabah"
)
SAID = replace(RELAY, status=RelayStatus.CONFIRMED)


def chain(*hops: Hop, relays: tuple[Relay, ...] = (), outlet: str = "KIBLAT.NET") -> Chain:
    setting = Setting("o", outlet, relays)
    return chain_of(setting, span("Gencatan"), [hop_step(one, NAMES) for one in hops])


def test_the_chain_reads_outermost_first() -> None:
    hops = [hop("lna", hop_class=HopClass.ANONYMOUS)]
    links = chain_links(chain(*hops, relays=(SAID,)))
    assert chain_line(links, 80) == "KIBLAT.NET ← Daily Sabah ← sumber-sumber LNA (anon)"
    assert chain_line(links, 80, ASCII) == "KIBLAT.NET <- Daily Sabah <- sumber-sumber LNA (anon)"


def test_joint_and_unknown_hops() -> None:
    unknown = hop(hop_class=HopClass.UNATTRIBUTED)
    named = hop("e", "p")
    links = chain_links(chain(named, unknown, hop(words="Haftar Tolak"), outlet=""))
    assert chain_line(links, 80) == "? ← Erdoğan + Putin ← ? ← Haftar Tolak"


def test_the_middle_goes_first() -> None:
    links = [
        Link("KIBLAT.NET"),
        Link("Daily Sabah"),
        Link("Anadolu Agency"),
        Link("Khalifa Haftar"),
    ]
    assert chain_line(links, 60) == "KIBLAT.NET ← Daily Sabah ← Anadolu Agency ← Khalifa Haftar"
    narrow = chain_line(links, 24)
    assert narrow.startswith("KIBLAT")
    assert " ← … ← " in narrow
    assert "Khalif" in narrow
    assert chain_line(links, 9) == "Khalifa …"


@given(st.lists(st.text(max_size=20), min_size=1, max_size=7), st.integers(1, 70))
@settings(deadline=None)
def test_the_chain_fits(names: list[str], width: int) -> None:
    assert (
        cell_len("".join(run.text for run in chain_runs([Link(name) for name in names], width)))
        <= width
    )


def test_a_proposed_hop_shows_the_resolved_name() -> None:
    assert isinstance(QUOTE.attributes, Quote)
    assert QUOTE.attributes.speaker
    links = chain_links(view().chain_of_fact(QUOTE))
    assert links[-1] == Link("Khalifa Haftar", "source")
    assert [link.words for link in links[:-1]] == ["KIBLAT.NET", "Daily Sabah"]


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (chain(hop("e", "p")), "origin: Erdoğan + Putin (last hop)"),
        (chain(hop(words="Haftar Tolak")), "origin: Haftar Tolak (anon) (last hop)"),
        (chain(relays=(SAID,)), "origin: Daily Sabah (credited relay)"),
        (chain(relays=(RELAY,)), "origin: Daily Sabah (credited relay, unconfirmed)"),
        (chain(), "origin: KIBLAT.NET (outlet)"),
        (chain(hop(hop_class=HopClass.UNATTRIBUTED)), "origin: ? (unattributed)"),
    ],
)
def test_the_origin_and_its_basis(origin: Chain, line: str) -> None:
    assert origin_line(origin) == line


def test_a_relay_that_nobody_answered_is_marked() -> None:
    links = chain_links(chain(hop("e"), relays=(RELAY,)))
    assert chain_line(links, 80) == "KIBLAT.NET ← Daily Sabah? ← Erdoğan"


# The sheet -------------------------------------------------------------------------------------


def view(
    text: str = TEXT, *, claims: tuple[Claim, ...] = (), facts: tuple[Fact, ...] = ()
) -> ArticleView:
    accepted = Decision.on(QUOTE, article=ARTICLE.uid, analyst="rini", verdict=Verdict.ACCEPTED)
    return ArticleView(
        analyst="rini", article=ARTICLE, text=text, translation="", facts=facts,
        decisions=(accepted,), claims=claims, relays=(RELAY,), states=(), assessments=(), links=(),
        notes=(), sources={uid: Source(uid, name) for uid, name in NAMES.items()},
        lineage=Lineage(ARTICLE, Descent(judgements=[CREDITED]), {}),
    )  # fmt: skip


def test_the_sheet_shows_text_beside_facts() -> None:
    lines = list(show_lines(view(facts=tuple(FACTS)), 120))
    assert lines[0] == "#1287  Haftar Tolak Gencatan Senjata"
    assert lines[1] == "KIBLAT.NET  2020-01-09T21:15+07:00  id  01234567"
    beside = [line.split("│") for line in lines if "│" in line]
    assert beside[0][1].strip() == "title  Haftar Tolak Gencatan Senjata"
    assert any("✓ quote  ← Khalifa Haftar" in line for line in lines)
    assert all(cell_len(line) <= 120 for line in lines)


def test_a_claim_stands_with_its_chain_and_origin() -> None:
    shown = view(claims=(claim(hop("e", "p"), restatement="No truce"),))
    assert list(show_lines(shown, 100))[-3:] == [
        "· No truce",
        "  KIBLAT.NET ← Daily Sabah ← Erdoğan + Putin",
        "  origin: Erdoğan + Putin (last hop)",
    ]


@pytest.mark.parametrize("width", [20, 40, 79, 80, 100, 200])
def test_every_word_and_every_fact_is_on_the_sheet_at_any_width(width: int) -> None:
    lines = list(show_lines(view(facts=tuple(FACTS), claims=(claim(hop("e")),)), width))
    joined = " ".join(lines)
    assert all(word in joined for word in ("Gencatan", "Sirte", "Daily"))
    assert sum("quote" in line for line in lines) == 1
    assert max(map(cell_len, lines)) <= width


def test_a_hostile_article_is_only_words() -> None:
    for width in (30, 90):
        for line in show_lines(view(HOSTILE * 3), width):
            assert not any(ord(c) < 32 or c in "\x9b\u202e\u200d" for c in line)
            assert cell_len(line) <= width
