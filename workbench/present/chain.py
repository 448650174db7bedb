"""The one-line chain: through whom a claim came, outermost first, and its origin.

`KIBLAT.NET ← Daily Sabah ← sumber-sumber LNA (anon)`: each one has it from the next. Joint sources
are joined by a plus, a hop that nobody stands behind is a question mark. What does not fit is cut
out of the middle: the outlet and the origin are what the analyst looks for. Decides nothing about
origins; `domain.origin` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.domain.article import Relay
from workbench.domain.claim import Hop, HopClass
from workbench.domain.fact import Speaker
from workbench.domain.origin import Origin, relay_steps_before
from workbench.present.cells import cut, width_of
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Run

ARROW = f" {UNICODE.arrow} "
"""Between the members of a chain; ASCII screens have their own."""
UNKNOWN = "?"
_ANONYMOUS = " (anon)"
_JOINT = " + "
_LEAST = 6
"""Cells under which a name is not worth showing."""


@dataclass(frozen=True, slots=True)
class Link:
    """One member of a chain, in words."""

    words: str
    style: str = "chain"


def outlet_links(
    outlet: str, relays: Iterable[Relay] = (), hops: Iterable[Link] = ()
) -> list[Link]:
    """The article's outlet and the relays that stand before the hops, in printed order."""
    named = [name for hop in hops for name in hop.words.split(_JOINT)]
    steps = relay_steps_before(relays, named)
    joint = (_JOINT.join(relay.outlet or relay.article for relay in step) for step in steps)
    return [Link(outlet or UNKNOWN), *map(Link, joint)]


def hop_link(hop: Hop, names: Mapping[str, str]) -> Link:
    """A claim's hop: its sources by name (uid to name), else the words of the text."""
    words = _JOINT.join(names.get(uid, UNKNOWN) for uid in hop.sources)
    return _link(words or (hop.span.exact if hop.span else ""), hop.hop_class)


def speaker_link(speaker: Speaker) -> Link:
    """A hop that the machine proposes."""
    words = _JOINT.join(speaker.names) or speaker.name or speaker.span.exact
    return _link(words, speaker.speaker_class.hop_class)


def _link(words: str, hop_class: HopClass) -> Link:
    if hop_class is HopClass.UNATTRIBUTED or not words:
        return Link(UNKNOWN, "unsure")
    if hop_class is HopClass.ANONYMOUS:
        return Link(words + _ANONYMOUS, "anonymous")
    return Link(words, "source")


def claim_links(
    outlet: str, relays: Iterable[Relay], hops: Iterable[Hop], names: Mapping[str, str]
) -> list[Link]:
    """The whole chain of a claim, outermost first."""
    links = [hop_link(hop, names) for hop in hops]
    return [*outlet_links(outlet, relays, links), *links]


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


def origin_line(origin: Origin, names: Mapping[str, str]) -> str:
    """Where a claim comes from and why that is held: "origin: Haftar (last hop)"."""
    mark = _ANONYMOUS if origin.anonymous else ""
    return f"origin: {origin_name(origin, names)}{mark} ({origin.basis.value})"


def origin_name(origin: Origin, names: Mapping[str, str]) -> str:
    """Whom a claim comes from: its sources by name (uid to name), else the words of the text."""
    words = _JOINT.join(
        names.get(uid, uid if len(origin.sources) == 1 else UNKNOWN) for uid in origin.sources
    )
    if origin.words and (not words or not set(origin.sources) <= set(names)):
        words = origin.words
    return words or UNKNOWN


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
