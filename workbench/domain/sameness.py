"""Two sources that may be one: what is suggested, and why. An analyst's word alone makes it so.

A suggestion is worked out anew whenever it is asked for; only answers are kept: a merge, or that
the two are not the same (`domain.source.Unalike`), after which nobody is asked again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from workbench.domain.excerpt import Excerpt
from workbench.domain.source import Source, pair_uid


class Sameness(StrEnum):
    """Why two sources may be one, surer reasons first."""

    SPELLING = "spelling"
    """One name, written in two ways."""
    ACRONYM = "acronym"
    """A short name, and the full one."""
    OFFICE = "office"
    """An office, and who holds it."""
    PART = "part"
    """A person's name, and the same with more names of that person."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """One merge that is suggested."""

    source: Source
    """The one that would be merged."""
    into: Source
    """The one that would stay."""
    why: Sameness
    said: Excerpt | None = None
    """Where an article says so."""

    @property
    def uid(self) -> str:
        """One suggestion for each pair, as `Unalike.uid` has it."""
        return pair_uid(self.source.uid, self.into.uid)

    @property
    def turned(self) -> Suggested:
        """The same, with the other one to stay."""
        return replace(self, source=self.into, into=self.source)


def left_after(
    suggested: Iterable[Suggested], answer: Suggested, *, is_merged: bool
) -> list[Suggested]:
    """What is still to be answered after one answer: where the two were merged, what was suggested
    of the one that is gone is suggested of the one that stayed, each pair once."""
    left: dict[str, Suggested] = {}
    for one in suggested:
        if one.uid == answer.uid:
            continue
        if is_merged:
            one = replace(one, source=_after(one.source, answer), into=_after(one.into, answer))
        if one.source.uid != one.into.uid:
            left.setdefault(one.uid, one)
    return list(left.values())


def _after(source: Source, merge: Suggested) -> Source:
    return merge.into if source.uid == merge.source.uid else source
