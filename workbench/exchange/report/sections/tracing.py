"""A statement's diagram: from each origin down to the articles that printed it, and the same in
words. Which steps there are is the chains'; nothing is decided here."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.domain.chain import Step, StepKind
from workbench.domain.origin import Standing
from workbench.exchange.report.blocks import Node, Tree
from workbench.exchange.report.sections.counting import origin_words
from workbench.exchange.report.sections.telling import (
    chain_line,
    is_doubtful,
    named,
)
from workbench.exchange.report.statements import Behind, Place, Statement
from workbench.exchange.report.words import Words

_SHAPES = {StepKind.OUTLET: "outlet", StepKind.RELAY: "relay", StepKind.HOP: "hop"}


@dataclass(slots=True)
class _Branch:
    """One step, those who have it from there, and the articles that it is printed in."""

    step: Step
    is_assured: bool = False
    """Whether somebody answers for it, in one of the places at least."""
    below: dict[tuple[object, ...], _Branch] = field(default_factory=dict)
    articles: list[int] = field(default_factory=list)


def tree(statement: Statement, words: Words) -> Tree:
    """The diagram of a statement."""
    nodes: list[Node] = []
    left = set(statement.places)
    for behind in statement.backing.origins:
        there = statement.places_of(behind)
        left -= set(there)
        if there:
            nodes += _origin(behind, there, words)
    chains = dict.fromkeys(
        f"{chain_line(place.chain, words)} (#{place.within.article.number})"
        for place in statement.places
    )
    title = words("tree_title", number=statement.number)
    return Tree(title, "; ".join(chains), tuple(nodes))


def _origin(behind: Behind, places: list[Place], words: Words) -> list[Node]:
    """An origin with all that have it from there."""
    tops: dict[tuple[object, ...], _Branch] = {}
    for place in places:
        level, branch = tops, None
        for step, is_assured in reversed(place.steps):
            branch = level.setdefault(_key(step), _Branch(step))
            branch.is_assured |= is_assured
            level = branch.below
        number = place.within.article.number
        if branch and number not in branch.articles:
            branch.articles.append(number)
    counts = behind.standing is Standing.COUNTED
    shape = "origin" if counts else "uncounted"
    role = words(f"node_{behind.standing.name.lower()}")
    if len(tops) == 1:
        (top,) = tops.values()
        return list(_nodes(top, 0, words, shape=shape, role=role))
    nodes = [Node(0, shape, origin_words(behind, words), role)]
    for top in tops.values():
        nodes += _nodes(top, 1, words)
    return nodes


def _key(step: Step) -> tuple[object, ...]:
    return step.kind, step.sources or step.names, step.hop_class, step.is_confirmed


def _nodes(
    branch: _Branch, depth: int, words: Words, *, shape: str = "", role: str = ""
) -> list[Node]:
    step = branch.step
    notes = [role] if role else []
    if is_doubtful(step):
        notes.append(words("node_unconfirmed"))
    notes += [words.joined([f"#{number}" for number in sorted(branch.articles)])]
    note = " · ".join(filter(None, notes))
    node = Node(depth, shape or _SHAPES[step.kind], named(step, words), note, not branch.is_assured)
    found = [node]
    for below in branch.below.values():
        found += _nodes(below, depth + 1, words)
    return found
