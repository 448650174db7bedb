"""How the later of two statements goes on from the earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from workbench.domain.signature import Act, Amount, Bound, Mood
from workbench.match.amounts import agree, counts_alike
from workbench.match.apart import has_number
from workbench.match.pools import opposites_of
from workbench.match.relations import relations
from workbench.match.sides import Side

_ROUNDED = 0.02
"""How far a number that is told roughly may be from the exact one, and say no less."""

FOLLOWS, DONE, MORE, SHARPER, DENIES = TURNS = ("follows", "done", "more", "sharper", "denies")
"""How a later statement goes on from an earlier one: with a state that comes after it, with what
was not done yet, with a larger number, with one that is more exact or less, with a denial where the
other one has none (or the other way about)."""


def turns(one: Side, other: Side) -> Iterator[str]:
    """How the later of two statements goes on from the earlier one."""
    known = relations()
    after = frozenset[str]().union(*(_after(act.concepts) for act in one.core.acts))
    if after and not _new_in(other, one.said.concepts).isdisjoint(after):
        yield FOLLOWS
    for act in one.core.acts:
        if not act.is_done and any(
            not each.concepts.isdisjoint(act.concepts) and each.is_done for each in other.core.acts
        ):
            yield DONE
    for mine in one.core.amounts:
        for theirs in other.core.amounts:
            if not counts_alike(mine, theirs, known):
                continue
            is_more = theirs.low > mine.high and not agree(mine, theirs)
            # One that both have is no other number of whatever else is counted in its unit.
            if is_more and not (has_number(other, mine, known) or has_number(one, theirs, known)):
                yield MORE
            if agree(mine, theirs) and _is_sharper(mine, theirs):
                yield SHARPER
    if _denies(one, other) or _denies(other, one):
        yield DENIES


@lru_cache(maxsize=1 << 14)
def _after(concepts: frozenset[str]) -> frozenset[str]:
    """The states that come after any of these."""
    known = relations().after
    return frozenset[str]().union(*(known[one] for one in concepts if one in known))


def _new_in(later: Side, earlier: frozenset[str]) -> frozenset[str]:
    """What a later statement tells anew, of things and of acts that are done by then."""
    return frozenset[str]().union(
        *(act.concepts for act in later.core.acts if _is_new(act, earlier)),
        *(thing for thing in later.core.things if thing.isdisjoint(earlier)),
    )


def _is_new(act: Act, earlier: frozenset[str]) -> bool:
    """Whether a later statement tells of an act that is done by then and was not told before."""
    is_told = act.mood is Mood.DONE and not act.is_negated
    return is_told and act.concepts.isdisjoint(earlier)


def _is_sharper(one: Amount, other: Amount) -> bool:
    """Whether one of two amounts that agree is more exact: a number beside a range, or another one
    than that which is about right."""
    if (one.low != one.high) != (other.low != other.high):
        exact = other if one.low != one.high else one
        return exact.bound is Bound.EXACT
    if one.bound is other.bound:
        return False
    return abs(one.low - other.low) > max(abs(one.low), abs(other.low)) * _ROUNDED


def _denies(one: Side, other: Side) -> bool:
    """Whether the first denies something, and the other one nothing in any way, nor tells the
    contrary: "no longer holds the post" beside "was dismissed"."""
    if not _has_negation(one) or _has_negation(other) or _has_denying(other):
        return False
    because, told = one.core.because, other.said.concepts
    negated = [act.concepts for act in one.core.acts if act.is_negated]
    negated = [each for each in negated if not each <= because]
    return not one.core.denied <= because or any(
        opposites_of(each).isdisjoint(told) for each in negated
    )


def _has_negation(side: Side) -> bool:
    return bool(side.core.denied) or any(act.is_negated for act in side.core.acts)


def _has_denying(side: Side) -> bool:
    return not side.said.concepts.isdisjoint(relations().denying)
