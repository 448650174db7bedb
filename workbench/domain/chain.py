"""The chain behind a claim: who has it from whom, outermost first, and so where it comes from.

There is one way from relays and hops to a chain, and one from a chain to its origin: its last step.
Whoever shows, counts or exports a claim asks here, with the relays as the claim's own analyst has
answered them; who looks on never enters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import Any

from workbench.domain.claim import JOINT, Hop, HopClass
from workbench.domain.fact import Speaker
from workbench.domain.habit import Habit
from workbench.domain.origin import Origin, OriginBasis
from workbench.domain.relay import Bounds, Reach, Relay, RelayStatus
from workbench.domain.span import Span

UNKNOWN = "?"
"""Stands for nobody."""


class StepKind(StrEnum):
    """What a step of a chain is."""

    OUTLET = "outlet"
    RELAY = "relay"
    HOP = "hop"


_BASES = {
    StepKind.OUTLET: OriginBasis.OUTLET,
    StepKind.RELAY: OriginBasis.RELAY,
    StepKind.HOP: OriginBasis.HOP,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: it has the words from the next one."""

    kind: StepKind
    sources: tuple[str, ...] = ()
    """Uids; of a relay that no source is known for, the outlet's name or the article's uid."""
    names: tuple[str, ...] = ()
    """How they are shown, several where they stand together; none where nobody is named."""
    hop_class: HopClass = HopClass.NAMED
    is_confirmed: bool = True
    """Whether it is more than what the machine read: a relay that the analyst has not answered."""
    reach: Reach | None = None
    """Of a relay: how far it speaks; None where that is not known any more."""

    @property
    def words(self) -> str:
        """The names together; empty where nobody is named."""
        return JOINT.join(self.names)

    def to_record(self) -> dict[str, Any]:
        """The step shape of the contract."""
        return {
            "kind": self.kind.value,
            "sources": list(self.sources),
            "names": list(self.names),
            "class": self.hop_class.value,
            "confirmed": self.is_confirmed,
            "reach": self.reach.value if self.reach else None,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Step:
        """The step of a record."""
        return cls(
            StepKind(record["kind"]),
            tuple(record["sources"]),
            tuple(record["names"]),
            HopClass(record["class"]),
            record["confirmed"],
            Reach(record["reach"]) if record["reach"] else None,
        )


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps behind some words, outermost first; the article's outlet is the first."""

    steps: tuple[Step, ...]
    is_carried: bool = False
    """Whether its relays are those of an older version of the program, which its analyst had."""
    habits: tuple[Habit, ...] = ()
    """How the outlet's credits were read, where its analyst has not answered them."""

    @property
    def origin(self) -> Origin:
        """Where the words come from: the last step, with the basis it rests on."""
        last = self.steps[-1]
        if last.kind is StepKind.OUTLET and not last.sources:
            return Origin((), last.words, OriginBasis.UNKNOWN)
        if last.hop_class is HopClass.UNATTRIBUTED:
            return Origin((), last.words, OriginBasis.UNATTRIBUTED)
        anonymous = last.hop_class is HopClass.ANONYMOUS or not last.sources
        return Origin(last.sources, last.words, _BASES[last.kind], anonymous, last.is_confirmed)

    @property
    def words(self) -> list[str]:
        """The steps by name, outermost first; a question mark where nobody is named."""
        return [step.words or UNKNOWN for step in self.steps]

    @property
    def relays(self) -> tuple[Step, ...]:
        """The steps of the article's own credits."""
        return tuple(step for step in self.steps if step.kind is StepKind.RELAY)

    def placed(self) -> Iterator[tuple[Step, int | None]]:
        """The steps, each with which hop of its claim it is; None of the outlet and of relays."""
        hops = count()
        for step in self.steps:
            yield step, next(hops) if step.kind is StepKind.HOP else None


Carried = tuple[tuple[str, ...], ...]
"""Relay steps as an older version had them: names of outlets, or uids of articles."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the chains of one article share, for one analyst."""

    outlet: str | None = None
    """Uid of the outlet's source."""
    outlet_name: str = ""
    relays: tuple[Relay, ...] = ()
    """As that analyst has answered them, in printed order."""
    known: Mapping[str, str] = field(default_factory=dict)
    """Printed name of a credited outlet, or uid of an article it derives from -> uid of the source
    behind it, so that a relayed outlet and that outlet's own article are one."""
    articles: Mapping[str, str] = field(default_factory=dict)
    """Uid of an article that it derives from -> name of that one's outlet, by which it is shown."""


def chain_of(
    setting: Setting, span: Span, hops: Sequence[Step], carried: Carried | None = None
) -> Chain:
    """The chain behind the words of a span: the outlet, the relays that reach the words, the hops.

    An outlet that a hop names is there already; a relay that is credited after it stands after that
    hop, so that the relays of an article have one order in all its chains.
    carried: what an older version showed instead of today's relays, where nobody looked since.
    """
    named = (setting.outlet_name,) if setting.outlet_name else ()
    outlet = Step(StepKind.OUTLET, (setting.outlet,) if setting.outlet else (), named)
    if carried is not None:
        return Chain((outlet, *(_carried(step, setting) for step in carried), *hops), True)
    steps, rest = [outlet], list(hops)
    for relay, before in _credited(setting, span, hops):
        passed = before - (len(hops) - len(rest))
        steps += [*rest[:passed], relay]
        del rest[:passed]
    return Chain((*steps, *rest))


def hop_step(hop: Hop, names: Mapping[str, str]) -> Step:
    """A hop as a step; names: of sources, by uid."""
    named = tuple(names.get(uid, UNKNOWN) for uid in hop.sources)
    if not named and hop.span:
        named = (hop.span.exact,)
    return Step(StepKind.HOP, hop.sources, named, hop.hop_class)


def speaker_step(speaker: Speaker) -> Step:
    """A hop that the machine proposes: nobody has linked it to a source yet."""
    named = speaker.names or (speaker.name or speaker.span.exact,)
    return Step(StepKind.HOP, named, named, speaker.hop_class, is_confirmed=False)


def _credited(setting: Setting, span: Span, hops: Sequence[Step]) -> Iterator[tuple[Step, int]]:
    """The relays that the words came through, without whom the hops name, each once and with how
    many hops it stands behind: a credited outlet and its article that was copied are one. The last
    hop stays the last: that is who says it."""
    origin = {name.casefold() for name in hops[-1].names} if hops else set()
    relays = [one for one in setting.relays if not _says_it(one, origin, setting)]
    behind, told = 0, set[str]()
    for group in through(relays, span):
        named = [(_named(relay.outlet or relay.article, setting), relay) for relay in group]
        there = [_place_in(hops, *one) for one, _ in named]
        left = [
            one
            for one, place in zip(named, there, strict=True)
            if place is None and told.isdisjoint((one[0][0], one[0][1].casefold()))
        ]
        told |= {word for (source, name), _ in left for word in (source, name.casefold())}
        if left:
            confirmed = all(relay.status is RelayStatus.CONFIRMED for _, relay in left)
            who = [one for one, _ in left]
            yield _relay_step(who, is_confirmed=confirmed, reach=group[0].reach), behind
        passed = (place + 1 for place in there if place is not None and place < len(hops) - 1)
        behind = max(behind, *passed, 0)


def _place_in(hops: Sequence[Step], source: str, name: str) -> int | None:
    """Which hop names somebody; None where none does."""
    folded = name.casefold()
    for place, hop in enumerate(hops):
        if source in hop.sources or folded in {one.casefold() for one in hop.names}:
            return place
    return None


def _says_it(relay: Relay, origin: Collection[str], setting: Setting) -> bool:
    """Whether an outlet is credited with one statement because it says it itself: "X melaporkan"
    passes nothing on, and the article's own credit stands."""
    if relay.reach is not Reach.STATEMENT:
        return False
    return _named(relay.outlet or relay.article, setting)[1].casefold() in origin


def through(relays: Iterable[Relay], span: Span) -> list[list[Relay]]:
    """The relays that the words of a span came through; those that one credit names as one.

    A credit of the statement says from where just this was taken, and so stands for those of its
    paragraph and of the article. Of several that speak for the article the nearest counts, in the
    sentence of the words or before them, before the first of them the first, with those of its own
    sentence ("A mengutip B"). What no words credit, an article that is derived from or an outlet
    that an analyst added, stands behind them.
    """
    groups: list[list[Relay]] = []
    for relay in relays:
        if not relay.is_credited or not relay.reaches(span):
            continue
        if relay.is_joint and groups and groups[-1][-1].reach is relay.reach:
            groups[-1].append(relay)
        else:
            groups.append([relay])
    printed = [group for group in groups if group[0].span]
    added = [group for group in groups if not group[0].span]
    for reach in (Reach.STATEMENT, Reach.PARAGRAPH):
        if near := [group for group in printed if group[0].reach is reach]:
            return [*near, *added]
    before = [group for group in printed if _opens_before(group[0], span)]
    nearest = before[-1:] or printed[:1]
    sentence = nearest[0][0].around.statement if nearest else None
    return [*(g for g in printed if g in nearest or (sentence and _stands_in(g, sentence))), *added]


def _opens_before(relay: Relay, span: Span) -> bool:
    """Whether a credit, or the statement that it stands in, begins no later than some words."""
    around = relay.around.statement
    start = relay.span.start if relay.span else 0
    return min(start, around[0] if around else start) <= span.start


def _stands_in(group: Sequence[Relay], sentence: Bounds) -> bool:
    return group[0].around.statement == sentence


def _carried(names: Sequence[str], setting: Setting) -> Step:
    return _relay_step([_named(name, setting) for name in names], is_confirmed=True)


def _relay_step(
    named: Sequence[tuple[str, str]], *, is_confirmed: bool, reach: Reach | None = None
) -> Step:
    sources, names = zip(*named, strict=True)
    return Step(StepKind.RELAY, sources, names, is_confirmed=is_confirmed, reach=reach)


def _named(name: str, setting: Setting) -> tuple[str, str]:
    """The source of a credited outlet or article, and the name that it is shown by."""
    return setting.known.get(name, name), setting.articles.get(name, name)
