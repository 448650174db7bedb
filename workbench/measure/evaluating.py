"""The figures of a gold set: what is found in its texts compared with the truth, by measure.

Figures are told apart by kind, mode of quotes, rule and group. Nothing is kept: they are computed
when they are asked for. What finds is handed in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeAlias

from workbench.domain.claim import Mode
from workbench.domain.fact import Kind
from workbench.errors import UsageError
from workbench.measure.chains import CHAIN_MEASURES, FAULTS
from workbench.measure.comparing import ALWAYS, MEASURES, Comparison, compare
from workbench.measure.matching import OVERLAP, Annotation, Words
from workbench.measure.mistakes import Mistake, mistakes_in
from workbench.measure.tally import Tally
from workbench.measure.truth import KINDS, GoldDocument

ALL = "all"
"""Stands for a kind in the sum over all of them."""


class Grouping(StrEnum):
    """What figures can be told apart by, beside kind and rule."""

    OUTLET = "outlet"
    LANG = "lang"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which kinds count, and for quotes which modes; nothing given means all that the truth has."""

    kinds: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, words: str) -> Wanted:
        """`person,place`, `quote`, `quote.direct,quote.mixed`. Raises UsageError."""
        kinds, modes = set(), set()
        whole = False
        for word in filter(None, (part.strip() for part in words.split(","))):
            kind, _, mode = word.partition(".")
            if kind not in KINDS or (mode and (kind != Kind.QUOTE or mode not in set(Mode))):
                raise UsageError(
                    f"{word!r} is no kind", f"Kinds: {', '.join(KINDS)}; or quote.direct and so on."
                )
            kinds.add(kind)
            modes |= {mode} - {""}
            whole = whole or word == Kind.QUOTE
        return cls(frozenset(kinds), frozenset() if whole else frozenset(modes))

    def leaves(self, one: Annotation) -> bool:
        """Whether it counts; a quote of no stated mode always does."""
        return not (one.kind == Kind.QUOTE and self.modes and one.mode) or one.mode in self.modes


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a figure is of."""

    group: str
    """Outlet, language or set; empty for all together."""
    kind: str
    mode: str
    """Of quotes; empty for all."""
    rule: str
    """Empty for all."""
    measure: str

    def to_record(self) -> dict[str, Any]:
        """The first fields of the figure's record."""
        return {
            "what": "figure",
            "group": self.group,
            "kind": self.kind,
            "mode": self.mode,
            "rule": self.rule,
            "measure": self.measure,
        }


Tallies: TypeAlias = defaultdict[Key, Tally]


@dataclass(slots=True)
class Evaluation:
    """The figures of one gold file."""

    documents: int = 0
    tallies: Tallies = field(default_factory=lambda: defaultdict(Tally))
    mistakes: list[Mistake] = field(default_factory=list)

    def rows(self, rule: str | None = None) -> list[tuple[Key, Tally]]:
        """The figures in order; those of rules that begin with `rule` alone, where it is given."""
        order = {name: place for place, name in enumerate((*MEASURES, *CHAIN_MEASURES))}
        rows = sorted(
            self.tallies.items(),
            key=lambda row: (row[0].group, row[0].kind, row[0].rule, row[0].mode,
                             order[row[0].measure]),
        )  # fmt: skip
        if rule is None:
            return rows
        return [row for row in rows if row[0].rule and row[0].rule.startswith(rule)]

    def faults(self, by: Grouping | None = None) -> list[tuple[str, str, int]]:
        """What the wrong chains are wrong in: group (empty for all together), one of FAULTS, and
        how many. Only sets are told apart."""
        wrong = [one for one in self.mistakes if one.fault]
        counts = Counter(("", one.fault) for one in wrong)
        if by is Grouping.SET:
            counts += Counter((one.set, one.fault) for one in wrong if one.set)
        order = list(FAULTS)
        rows = sorted(counts, key=lambda row: (row[0], order.index(row[1])))
        return [(group, fault, counts[group, fault]) for group, fault in rows]


Find: TypeAlias = Callable[[GoldDocument, Collection[str]], list[Annotation]]
"""What is found in a text of these kinds; of others it may be there or not."""


def evaluate(
    documents: Iterable[GoldDocument],
    find: Find,
    *,
    wanted: Wanted | None = None,
    by: Grouping | None = None,
    threshold: float = OVERLAP,
) -> Evaluation:
    """Compare what is found in each document with its truth."""
    wanted = wanted or Wanted()
    documents = list(documents)
    kinds = wanted.kinds or _kinds_in(documents)
    evaluation = Evaluation()
    for document in documents:
        found = find(document, kinds)
        group = "" if by is None else getattr(document, by.value)
        _count(evaluation, document, found, kinds, wanted, group, threshold)
    _leave_out_unstated(evaluation.tallies)
    _complete_rules(evaluation.tallies)
    _add_kinds(evaluation.tallies)
    return evaluation


def _kinds_in(documents: Iterable[GoldDocument]) -> frozenset[str]:
    """The kinds that the truth speaks of anywhere."""
    return frozenset(
        kind
        for document in documents
        for kind in (*(one.kind for one in document.annotations), *document.judged)
    )


def _count(
    evaluation: Evaluation,
    document: GoldDocument,
    found: Sequence[Annotation],
    kinds: Collection[str],
    wanted: Wanted,
    group: str,
    threshold: float,
) -> None:
    evaluation.documents += 1
    words = Words(document.text)
    for kind in sorted(kinds):
        of_kind = [one for one in document.annotations if one.kind == kind]
        gold = [one for one in of_kind if wanted.leaves(one)]
        unwanted = [piece for one in of_kind if not wanted.leaves(one) for piece in one.pieces]
        comparison = compare(
            words,
            gold,
            [one for one in found if one.kind == kind and wanted.leaves(one)],
            ignored=[*document.silent(kind), *unwanted],
            threshold=threshold if document.states_extents else 0.0,
        )
        _tally(evaluation.tallies, comparison, kind, "")
        if group:
            _tally(evaluation.tallies, comparison, kind, group)
        mistakes = mistakes_in(words, document, kind, comparison)
        evaluation.mistakes += (m for m in mistakes if document.states_extents or m.what != "ends")


def _tally(tallies: Tallies, comparison: Comparison, kind: str, group: str) -> None:
    """Count a comparison for its kind, for the modes of either side, and for the rules."""
    gold, found = comparison.gold, comparison.found
    for measure, outcome in comparison.outcomes.items():
        tallies[Key(group, kind, "", "", measure)].add(outcome)
        hit, right = outcome.hit, outcome.right
        for place in outcome.gold:
            if mode := gold[place].mode:
                tally = tallies[Key(group, kind, mode, "", measure)]
                tally.gold += 1
                tally.hit += place in hit
        for place in outcome.found:
            one = found[place]
            keys = [Key(group, kind, "", one.rule, measure)]
            keys += [Key(group, kind, one.mode, "", measure)] if one.mode else []
            for key in keys:
                tallies[key].found += 1
                tallies[key].right += place in right


def _leave_out_unstated(tallies: Tallies) -> None:
    """Leave out the measures of what the truth of a kind never states."""
    unstated = {
        (key.kind, key.measure)
        for key, tally in tallies.items()
        if key == Key("", key.kind, "", "", key.measure) and not tally.gold
    }
    for key in [key for key in tallies if (key.kind, key.measure) in unstated]:
        if key.measure not in ALWAYS:
            del tallies[key]


def _add_kinds(tallies: Tallies) -> None:
    """Sum up the kinds, where there are several."""
    whole = [row for row in tallies.items() if not (row[0].mode or row[0].rule)]
    if len({key.kind for key, _ in whole}) > 1:
        for key, tally in whole:
            tallies[replace(key, kind=ALL)].merge(tally)


def _complete_rules(tallies: Tallies) -> None:
    """A rule's recall is the share of its kind's truth that it alone found."""
    for key, tally in tallies.items():
        if key.rule:
            tally.gold = tallies[replace(key, rule="")].gold
            tally.hit = tally.right
