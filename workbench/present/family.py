"""What sources belong to, in words: the command line and the desk say the same.

Says what `domain.family` knows; decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from workbench.domain.family import Belonging, Proposal, Tie
from workbench.domain.text import safe_line

TIES: Mapping[Tie, str] = {Tie.OWNED: "owned by", Tie.PART: "part of"}
MEMBERS: Mapping[Tie, str] = {Tie.OWNED: "owns", Tie.PART: "includes"}
"""How the other side has it."""
_JOINT = ", "


def belonging_words(entry: Belonging, names: Mapping[str, str]) -> str:
    """What an entry says, without its date: "owned by KG Media". names: of sources, by uid."""
    if entry.owner is None:
        return "belongs to nothing"
    return safe_line(f"{TIES[entry.tie]} {names.get(entry.owner, '?')}")


def since_words(since: str) -> str:
    """From when on; empty for as long as anybody knows."""
    return f" since {since}" if since else ""


def reason_words(entry: Belonging) -> str:
    """Who said it, and how it is known."""
    return safe_line(f"{entry.rationale}  ({entry.analyst})".strip())


def proposal_words(proposal: Proposal) -> str:
    """What the table of publishers proposes: whom it belongs to, nearest first."""
    first, *more = proposal.owners
    above = f", of {_JOINT.join(more)}" if more else ""
    return f"{TIES[Tie.OWNED]} {first}{since_words(proposal.since)}{above}"


class Family(Protocol):
    """What a card needs to know of a source's family: the services' card of it."""

    @property
    def history(self) -> Sequence[Belonging]:
        """Its own entries, those that begin first in front."""

    @property
    def members(self) -> Sequence[Belonging]:
        """The entries by which others belong to it."""

    @property
    def names(self) -> Mapping[str, str]:
        """Uid -> name."""

    @property
    def proposal(self) -> Proposal | None:
        """What the table of publishers says of it, where nobody has said anything."""


def history_words(entry: Belonging, names: Mapping[str, str]) -> str:
    """An entry of a source's own history in a line."""
    said = f"{belonging_words(entry, names)}{since_words(entry.since)}"
    return f"{said}  {reason_words(entry)}"


def member_words(entry: Belonging, names: Mapping[str, str]) -> str:
    """An entry as the other side has it: what belongs to it."""
    name = safe_line(names.get(entry.source, "?"))
    return f"{MEMBERS[entry.tie]} {name}{since_words(entry.since)}"


def family_lines(family: Family) -> list[str]:
    """What it belonged to, the last first, and what belongs to it; or what is proposed."""
    lines = [history_words(one, family.names) for one in reversed(family.history)]
    if family.proposal:
        lines.append(f"proposed: {proposal_words(family.proposal)}  {family.proposal.page}")
    return lines + [member_words(one, family.names) for one in family.members]
