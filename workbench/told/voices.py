"""Who says something in a text, as the machine read it: by name, with what they are by that text,
and through whom it came.

Nobody need have recorded anything: it is what can be told of articles that a report does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.domain.claim import HopClass
from workbench.domain.fact import Credit, Fact, Speaker
from workbench.domain.span import Span
from workbench.told.reading import reading_of

_PRINTED = 90
"""Characters of the words that name somebody in a text, of which a role is told."""


class Voice(NamedTuple):
    """Who says something."""

    names: tuple[str, ...]
    hop_class: HopClass = HopClass.NAMED
    roles: tuple[str, ...] = ()
    """What the text says that each of them is; empty where it does not."""
    through: tuple[str, ...] = ()
    """Through whom it came, whoever had it from them first."""

    @property
    def is_named(self) -> bool:
        """Whether somebody of another text may be known for the same by it."""
        return self.hop_class is HopClass.NAMED and bool(self.names)


def voice_of(said: Fact, facts: Sequence[Fact]) -> Voice | None:
    """Who says a fact of a text; None where nobody does. facts: all of the text."""
    if not said.chain:
        return None
    *between, origin = said.chain
    names = names_of(origin)
    passing = [name for hop in reversed(between) for name in names_of(hop)]
    through = dict.fromkeys([*passing, *credited(said.span, facts)])
    return Voice(
        names,
        origin.hop_class,
        tuple(_role(name, origin, facts) for name in names),
        tuple(name for name in through if name not in names),
    )


def names_of(speaker: Speaker) -> tuple[str, ...]:
    """What the machine calls somebody who speaks: by name, else in the words of the text."""
    return speaker.names or (speaker.name or speaker.span.words,)


def credited(span: Span, facts: Iterable[Fact]) -> Iterator[str]:
    """The outlets whose credits reach a stretch of a text, the last first: what is credited later
    was there earlier."""
    reaching = [fact.attributes for fact in facts if isinstance(fact.attributes, Credit)]
    for one in reversed(reaching):
        extent = {"paragraph": one.paragraph, "statement": one.statement}.get(one.reach)
        if one.reach == "article" or (extent and extent[0] <= span.start < extent[1]):
            yield one.outlet


def beside(printed: str, name: str) -> str:
    """What stands before or behind a name in the words that name somebody: an office, a trade."""
    if not name or len(printed) > _PRINTED:
        return ""
    if printed.endswith(name):
        return printed.removesuffix(name).strip(" ,")
    return printed.removeprefix(name).strip(" ,") if printed.startswith(name) else ""


def _role(name: str, speaker: Speaker, facts: Sequence[Fact]) -> str:
    """What the text says that somebody is, wherever it does, where that is more."""
    every = (speaker, *(hop for fact in facts for hop in fact.chain))
    printed = (beside(one.span.words, name) for one in every if one.name == name)
    return max(reading_of(facts).role_of(name), next(filter(None, printed), ""), key=len)
