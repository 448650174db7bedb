"""The one-line chain: through whom a claim came, outermost first, and its origin.

`KIBLAT.NET ← Daily Sabah ← sumber-sumber LNA (anon)`: each one has it from the next. Joint sources
are joined by a plus, a hop that nobody stands behind is a question mark. What does not fit is cut
out of the middle: the outlet and the origin are what the analyst looks for. Decides nothing about
chains or origins; `domain.chain` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.domain.chain import UNKNOWN, Chain, Step, StepKind
from workbench.domain.claim import HopClass
from workbench.domain.origin import Origin, OriginBasis
from workbench.present.cells import cut, width_of
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Run

ARROW = f" {UNICODE.arrow} "
"""Between the members of a chain; ASCII screens have their own."""
_ANONYMOUS = " (anon)"
_UNCONFIRMED = "?"
"""Behind a relay that the claim's analyst has not answered."""
_LEAST = 6
"""Cells under which a name is not worth showing."""


@dataclass(frozen=True, slots=True)
class Link:
    """One member of a chain, in words."""

    words: str
    style: str = "chain"


def chain_links(chain: Chain) -> list[Link]:
    """The members of a chain, outermost first."""
    return [_link(step) for step in chain.steps]


def _link(step: Step) -> Link:
    words = step.words
    if step.hop_class is HopClass.UNATTRIBUTED or (not words and step.kind is StepKind.HOP):
        return Link(UNKNOWN, "unsure")
    if step.hop_class is HopClass.ANONYMOUS:
        return Link(words + _ANONYMOUS, "anonymous")
    if step.kind is StepKind.RELAY and not step.is_confirmed:
        return Link(words + _UNCONFIRMED)
    return Link(words or UNKNOWN, "source" if step.kind is StepKind.HOP else "chain")


def chain_runs(links: Sequence[Link], width: int, glyphs: Glyphs = UNICODE) -> tuple[Run, ...]:
    """The chain in at most `width` cells: the middle goes first, then the names are shortened."""
    arrow = f" {glyphs.arrow} "
    kept = _kept(links, width, width_of(arrow), glyphs)
    room = width - width_of(arrow) * (len(kept) - 1)
    runs: list[Run] = []
    for link, cells in zip(
        kept, _shares([width_of(link.words) for link in kept], room), strict=True
    ):
        if runs:
            runs.append(Run(arrow, "dim"))
        runs.append(Run(cut(link.words, cells, glyphs.ellipsis), link.style))
    return tuple(runs)


def chain_line(links: Sequence[Link], width: int, glyphs: Glyphs = UNICODE) -> str:
    """The chain as plain words."""
    return "".join(run.text for run in chain_runs(links, width, glyphs))


def origin_line(chain: Chain) -> str:
    """Where a claim comes from and why that is held: "origin: Haftar (last hop)"."""
    return f"origin: {origin_words(chain.origin)}"


def origin_words(origin: Origin) -> str:
    """Whom a claim comes from, and why that is held."""
    mark = _ANONYMOUS if origin.anonymous else ""
    sure = "" if origin.is_confirmed or origin.basis is not OriginBasis.RELAY else ", unconfirmed"
    return f"{origin_name(origin)}{mark} ({origin.basis.value}{sure})"


def origin_name(origin: Origin) -> str:
    """Whom a claim comes from, as the chain's last member has it."""
    return origin.words or UNKNOWN


def chain_change(before: Chain, now: Chain) -> str:
    """What two chains of one claim differ in: "- Daily Sabah + AFP", or that it is the order."""
    was, reads = chain_links(before), chain_links(now)
    gone = [f"- {one.words}" for one in was if one not in reads]
    come = [f"+ {one.words}" for one in reads if one not in was]
    return " ".join((*gone, *come)) or "other order"


def _kept(links: Sequence[Link], width: int, arrow: int, glyphs: Glyphs) -> list[Link]:
    """The links that are shown: all, or the ends with an ellipsis for the middle."""
    kept = list(links)
    gap = Link(glyphs.ellipsis, "dim")
    while len(kept) > 2 and _least(kept) + arrow * (len(kept) - 1) > width:
        middle = len(kept) // 2
        if gap not in kept:
            kept[middle] = gap
            continue
        at = kept.index(gap)
        if len(kept) == 3:
            break
        del kept[at - 1 if at > len(kept) - 1 - at else at + 1]
    if len(kept) > 1 and _least(kept) + arrow * (len(kept) - 1) > width:
        kept = kept[-1:]
    return kept


def _least(links: Sequence[Link]) -> int:
    return sum(min(_LEAST, width_of(link.words)) for link in links)


def _shares(wanted: Sequence[int], room: int) -> list[int]:
    """Cells for each: what it wants when there is room, else the widest give first."""
    shares = list(wanted)
    excess = sum(shares) - max(0, room)
    while excess > 0:
        widest = max(shares)
        if widest == 0:
            break
        at = max(range(len(shares)), key=shares.__getitem__)
        second = max((share for share in shares if share < widest), default=0)
        step = min(excess, max(1, widest - second))
        shares[at] -= step
        excess -= step
    return shares
