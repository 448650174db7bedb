"""What sources belong to, in words that no source's name can break."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.domain.family import Belonging, Proposal, Tie
from workbench.present.family import family_lines, proposal_words

NAMES = {"p": "Pos\x1b[31m Timur", "g": "Grup Pos", "n": "Negara"}


@dataclass(frozen=True)
class Card:
    history: tuple[Belonging, ...] = ()
    members: tuple[Belonging, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    proposal: Proposal | None = None


def said(source: str, owner: str | None, tie: Tie, since: str, why: str = "") -> Belonging:
    return Belonging("b", source, owner, tie, since, "ana", why, "2026-03-04T00:00:00Z")


def test_a_history_is_told_the_last_first_and_members_below() -> None:
    history = (
        said("p", "g", Tie.OWNED, "2019-05", "laporan\x1b"),
        said("p", None, Tie.OWNED, "2024"),
    )
    members = (said("p", "n", Tie.PART, ""), said("p", "n", Tie.OWNED, "2001"))
    assert family_lines(Card(history, members, NAMES)) == [
        "belongs to nothing since 2024  (ana)",
        "owned by Grup Pos since 2019-05  laporan␛  (ana)",
        "includes Pos␛[31m Timur",
        "owns Pos␛[31m Timur since 2001",
    ]


def test_a_proposal_names_all_that_stand_above() -> None:
    above = Proposal("Grup Pos", "Holding", "", "https://b.example", "1", None)
    found = Proposal("Pos", "Grup Pos", "2011", "https://a.example", "1", above)
    assert proposal_words(found) == "owned by Grup Pos since 2011, of Holding"
    (line,) = family_lines(Card(proposal=found))
    assert line.startswith("proposed: owned by Grup Pos")
    assert line.endswith("https://a.example")
