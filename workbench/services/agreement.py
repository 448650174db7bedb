"""How far analysts agree, over all articles that two or more of them have judged.

What is compared is gathered in `judged` and counted in `measure.agreement`. Who looks sees figures
of those articles alone whose colleagues' work she may see: that of one article tells what is in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.domain.choice import EVERYTHING, Choice
from workbench.measure.agreement.counting import MEASURES
from workbench.measure.agreement.figures import JACKKNIFE, Figure, Spread, figures
from workbench.measure.agreement.glances import OVERVIEW
from workbench.measure.agreement.tallies import JOINT, TOGETHER, By, Group, tallied
from workbench.services.glances import tallied_at_a_glance
from workbench.services.judged import judged_texts
from workbench.services.looking import note_look, sees_everybody
from workbench.services.uncollected import uncollected
from workbench.services.workbench import Workbench

__all__ = [
    "MEASURES", "TOGETHER", "Agreed", "By", "Figure", "GroupValues", "Spread", "figures_of_group",
    "look_at_agreement", "measure_agreement", "overview_of_agreement",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was counted, and what it is of; figures are computed of the group that is asked for."""

    by: By
    groups: Mapping[str, Group]
    """TOGETHER first, then by name."""
    articles: int
    """That two or more judged."""
    analysts: tuple[str, ...]
    """Who judged them, by name."""

    def figures(
        self, group: str = TOGETHER, spread: Spread | None = JACKKNIFE, **some: Sequence[str]
    ) -> list[Figure]:
        """The figures of a group, as `measure.agreement` computes them."""
        found = self.groups.get(group)
        return [*figures(found, spread, **some)] if found else []


class GroupValues(NamedTuple):
    """What is told of a group at a glance."""

    name: str
    figures: Mapping[str, Figure]
    """By measure."""


def look_at_agreement(bench: Workbench) -> None:
    """Put a look at it into the journal, where that shows what analysts do not see of each other:
    once, however often the figures are read then."""
    note_look(bench, "how far analysts agree")


def _sees_all(bench: Workbench) -> bool:
    """Whether the figures are of all; else of what whoever looks may see. On a shared store those
    see all here who may look at what others do not see of each other."""
    return not bench.viewer or (bench.is_shared and sees_everybody(bench))


def overview_of_agreement(bench: Workbench, by: By) -> list[GroupValues]:
    """Each group with its values of OVERVIEW, without intervals, which take longer: all together
    first, then by name; nothing where no article was judged by two."""
    with uncollected():
        if by is By.TOPIC:
            groups = _by_topic(bench)
        else:
            groups = tallied_at_a_glance(bench, by, sees_all=_sees_all(bench))
        return [
            GroupValues(name, _at_a_glance(figures(group, None, only=OVERVIEW)))
            for name, group in groups.items()
        ]


def _by_topic(bench: Workbench) -> Mapping[str, Group]:
    """Counted anew: which claims stand under one topics that are merged change."""
    found = measure_agreement(bench, By.TOPIC, only=OVERVIEW)
    return found.groups if found.articles else {}


def _at_a_glance(every: Iterable[Figure]) -> dict[str, Figure]:
    """One figure of each measure."""
    return {one.measure: one for one in every if one.statistic != "kappa"}


def figures_of_group(bench: Workbench, by: By, group: str) -> list[Figure]:
    """All figures of one group with their intervals."""
    pair = group.split(JOINT) if by is By.PAIR and group != TOGETHER else []
    return measure_agreement(bench, by, among=pair).figures(group)


def measure_agreement(
    bench: Workbench,
    by: By = By.PAIR,
    *,
    choice: Choice = EVERYTHING,
    with_unfinished: bool = False,
    only: Collection[str] = MEASURES,
    among: Collection[str] = (),
) -> Agreed:
    """What the analysts of the articles that are chosen agree on. with_unfinished: who has begun
    with an article counts as well. only: some of MEASURES, which are looked at sooner than all.
    among: these analysts alone. Raises UsageError, NotFoundError."""
    with uncollected():
        texts = judged_texts(
            bench,
            by,
            choice=choice,
            sees_all=_sees_all(bench),
            with_unfinished=with_unfinished,
            only=only,
            among=among,
        )
        groups = tallied(texts, by, only=only)
    analysts = {layer.analyst for text in texts for layer in text.layers}
    return Agreed(by, groups, len(texts), tuple(sorted(analysts)))
