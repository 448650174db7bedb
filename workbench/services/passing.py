"""Which claims came through whom by way of a relay: what hops alone do not tell.

A claim's chain is computed. Whoever looks for a source in chains has the hops from the store, and
asks here for what relays put before them: as the store keeps it, which is brought up to date first;
where nothing may be written, it is worked out for this once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, Protocol

from workbench import __version__
from workbench.domain.chain import Chain, StepKind
from workbench.domain.claim import Claim, ClaimState
from workbench.domain.filter.tree import Filter, Term, changed, has_part, terms_in
from workbench.domain.naming import fold_name
from workbench.domain.network import Passage, passages
from workbench.errors import BusyError, DataError
from workbench.services.lineage import Lineage
from workbench.services.records import lineages_of
from workbench.services.view import final_sources
from workbench.services.workbench import Workbench
from workbench.verbs.passed import PassedStep, Trace

_AT_ONCE = 200
"""Articles whose chains are worked out between two transactions."""


class Tally(NamedTuple):
    """How many claims name a source in their chains."""

    origin: int = 0
    """As the last step."""
    relay: int = 0
    """As one before it."""


class Passes(Protocol):
    """What chains name beside hops, of all claims."""

    def steps(self) -> Sequence[PassedStep]:
        """Everybody whom they name, each way once."""

    def claims(self, steps: Iterable[PassedStep]) -> Sequence[tuple[str, bool]]:
        """The claims that have one of these, and whether it is their last step."""

    def named(self) -> Sequence[tuple[str, str, bool]]:
        """(claim, source, whether it is the last) of every relay."""

    def relayed_without_hops(self) -> Collection[str]:
        """The claims that have no hops, and end with a relay all the same."""


def with_passed(bench: Workbench, terms: Filter) -> Filter:
    """The filter, its terms about sources and origins with the claims that hops do not find."""
    passes = passes_of(bench)
    every = passes.steps()
    final = bench.store.sources.merges()
    known = {final.get(step.source, step.source) for step in every}
    names = bench.store.sources.names(known | {uid for uid, one in final.items() if one in known})
    found: dict[Term, tuple[str, ...]] = {}
    for term in terms_in(terms):
        if term.field in ("source", "origin"):
            called = {uid for uid, name in names if has_part(term.value, name)}
            fitting = [
                step
                for step in every
                if (step.is_relay if term.field == "source" else step.is_last)
                and (final.get(step.source, step.source) in called or _is_called(step, term.value))
            ]
            found[term] = tuple(dict.fromkeys(uid for uid, _ in passes.claims(fitting)))
    return changed(terms, lambda one: replace(one, uids=found[one]) if one in found else one)


def roles_of(bench: Workbench, uids: Collection[str]) -> dict[str, bool]:
    """Claims whose chains name one of these sources -> whether as their last step: the hops, the
    relays and the outlet counted, as the board has them."""
    passes = passes_of(bench)
    relayed = passes.relayed_without_hops()
    roles: dict[str, bool] = {}
    for claim, _, is_last in bench.store.sources.roles(uids):
        if claim not in relayed:  # what stands there is its outlet
            roles[claim] = roles.get(claim, False) or is_last
    steps = [step for step in passes.steps() if step.is_relay and step.source in uids]
    for claim, is_last in passes.claims(steps):
        roles[claim] = roles.get(claim, False) or is_last
    return roles


def tallies(bench: Workbench, hidden: Collection[str] = ()) -> dict[str, Tally]:
    """Uid of each final source that a chain names -> how often. hidden: uids of claims that do not
    count."""
    passes = passes_of(bench)
    relayed = passes.relayed_without_hops()
    final = bench.store.sources.merges()
    by_hops = (one for one in bench.store.sources.roles() if one[0] not in relayed)
    there: dict[tuple[str, str], bool] = {}
    for claim, source, is_last in (*by_hops, *passes.named()):
        key = (claim, final.get(source, source))
        there[key] = is_last or there.get(key, False)
    counted: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (claim, source), is_last in there.items():
        if claim not in hidden:
            counted[source][not is_last] += 1
    return {uid: Tally(*both) for uid, both in counted.items()}


def passes_of(bench: Workbench) -> Passes:
    """What chains name beside hops now: kept, or worked out where it cannot be kept."""
    kept = bench.store.passed
    try:
        if kept.is_current(__version__):
            return kept
        if not bench.store.is_read_only:
            while kept.find_changes(__version__):
                pass
            while waiting := kept.untraced(_AT_ONCE):
                kept.keep(
                    [
                        Trace(one, *_traced(bench, bench.store.claims.of_article(one.number)))
                        for one in waiting
                    ]
                )
            return kept
    except (DataError, BusyError):  # another program writes, or it is damaged
        pass
    return worked_out(bench)


def worked_out(bench: Workbench) -> Passes:
    """The same of the claims as they are, whatever is kept."""
    claims = bench.store.claims
    found: dict[str, Sequence[PassedStep]] = {}
    every = claims.many(claims.relayed())
    for _, of_article in groupby(every, attrgetter("article")):
        steps, *_ = _traced(bench, [*of_article])
        found |= steps
    return _WorkedOut(found)


@dataclass(frozen=True, slots=True)
class _WorkedOut:
    """`Passes` that are not kept."""

    found: Mapping[str, Sequence[PassedStep]]

    def steps(self) -> Sequence[PassedStep]:
        return [*{step for steps in self.found.values() for step in steps}]

    def claims(self, steps: Iterable[PassedStep]) -> Sequence[tuple[str, bool]]:
        wanted = {*steps}
        return [(uid, step.is_last) for uid, step in self._every() if step in wanted]

    def named(self) -> Sequence[tuple[str, str, bool]]:
        return [(uid, step.source, step.is_last) for uid, step in self._every() if step.is_relay]

    def relayed_without_hops(self) -> Collection[str]:
        return {uid for uid, step in self._every() if step.is_relay and step.is_last}

    def _every(self) -> Iterator[tuple[str, PassedStep]]:
        return ((uid, step) for uid, steps in self.found.items() for step in steps)


def _traced(
    bench: Workbench, claims: Sequence[Claim]
) -> tuple[dict[str, list[PassedStep]], set[str], dict[str, tuple[Passage, ...]]]:
    """Of the claims of one article: what each chain names beside hops, what was looked up, and who
    cites whom."""
    lineage = lineages_of(bench, [claims[0].article])[claims[0].article] if claims else None
    if lineage is None:
        return {}, set(), {}
    hops = {uid for claim in claims for hop in claim.hops for uid in hop.sources}
    names = {uid: source.name for uid, source in final_sources(bench, hops).items()}
    chains = {claim.uid: lineage.chain(claim, names) for claim in claims}
    found = {uid: _steps(chain) for uid, chain in chains.items()}
    cited = _cited(bench, lineage, [(claim, chains[claim.uid]) for claim in claims])
    return {uid: steps for uid, steps in found.items() if steps}, _words(lineage), cited


def _cited(
    bench: Workbench, lineage: Lineage, chains: Iterable[tuple[Claim, Chain]]
) -> dict[str, tuple[Passage, ...]]:
    """Who cites whom in the chains that count; an article of no known outlet is nobody."""
    held = [(claim, chain) for claim, chain in chains if claim.state is not ClaimState.WITHDRAWN]
    named = {uid for _, chain in held for step in chain.steps for uid in step.sources}
    final = bench.store.sources.finals(sorted(named))
    final |= dict.fromkeys(lineage.descent.named()[1] - lineage.known.keys(), "")
    return {
        claim.uid: passages(chain, is_held=claim.stance.supports, final=final)
        for claim, chain in held
    }


def _steps(chain: Chain) -> list[PassedStep]:
    """The relays of a chain, and its outlet where that is the last."""
    last = chain.steps[-1]
    found = [
        PassedStep(source, name, is_relay=True, is_last=step is last)
        for step in chain.relays
        for source, name in zip(step.sources, step.names, strict=True)
    ]
    if last.kind is StepKind.OUTLET:
        found += [PassedStep(uid, "", is_relay=False, is_last=True) for uid in last.sources]
    return found


def _words(lineage: Lineage) -> set[str]:
    """The folded names, and the uids of articles, that the chains of an article looked up."""
    outlets, articles = lineage.descent.named()
    carried = {name for steps in lineage.carried.values() for step in steps for name in step}
    shown = {*lineage.articles.values()}
    return {fold_name(name) for name in outlets | carried | shown} | articles | carried


def _is_called(step: PassedStep, words: str) -> bool:
    return bool(step.name) and has_part(words, step.name)
