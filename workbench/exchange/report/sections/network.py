"""Who cites whom, where several outlets are told of: what leads round, and a table of the rest."""

from __future__ import annotations

from workbench.domain.circle import Circle, CircleBasis, CircleKind
from workbench.domain.network import Cited, Edge
from workbench.exchange.citing import Citing
from workbench.exchange.report.blocks import Block, Dim, Inlines, Item, Items, Para, Section, Table
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.sections.telling import article_link
from workbench.exchange.report.words import Words

_EDGES = 20
"""Rows of the table: what more there is, an export holds."""
_CIRCLES = 5
_HEADS = (
    "network_who", "network_from", "network_claims", "network_confirmed", "network_denied",
    "network_first", "network_last",
)  # fmt: skip


def network(digest: Digest, words: Words) -> Section | None:
    """The source network; None of one outlet, and where nobody cites anybody."""
    citing = Citing(digest.bundle)
    for told in digest.articles:
        citing.take(told.annotated)
    found = citing.counted()
    if not found.edges or len(_outlets(digest)) < 2:
        return None
    below: list[Block] = [Para((words("network_lead"),), "small")]
    if found.circles:
        items = tuple(_circle(one, citing, words) for one in found.circles[:_CIRCLES])
        below.append(Items(items, "circles"))
    rows = tuple(_row(one, citing, words) for one in found.edges[:_EDGES])
    heads = tuple(map(words, _HEADS))
    left = max(0, len(found.edges) - _EDGES), max(0, len(found.circles) - _CIRCLES)
    below.append(Table(words("network_order"), heads, rows))
    if any(left):
        more = (words.count("network_edges", left[0]), words.count("network_circles", left[1]))
        told_more = words.joined([one for one, many in zip(more, left, strict=True) if many])
        below.append(Para((Dim(words("network_more", more=told_more)),), "small"))
    return Section("network", (words("network"),), tuple(below), "network")


def _outlets(digest: Digest) -> set[str]:
    articles = (told.annotated.article for told in digest.articles)
    outlets = ((one.metadata.outlet, one.outlet) for one in articles)
    return {digest.families.final(uid) if uid else name for uid, name in outlets if uid or name}


def _circle(circle: Circle, citing: Citing, words: Words) -> Item:
    steps = tuple(Item(_step(step, circle.kind, citing, words)) for step in circle.steps)
    if circle.kind is CircleKind.ONE_END:
        told = words("network_one_end", who=citing.name(circle.sources[0]))
    elif circle.kind is CircleKind.EARLY:
        told = words("network_early", who=citing.name(circle.sources[0]))
    else:
        ring = " ← ".join(map(citing.name, (*circle.sources, circle.sources[0])))
        linked = circle.basis is CircleBasis.LINKED
        told = words("network_ring" if linked else "network_ring_of_a_day", ring=ring)
    return Item((told,), (Items(steps),))


def _step(step: Cited, kind: CircleKind, citing: Citing, words: Words) -> Inlines:
    day = words.day(step.day) if step.day else words("timeline_undated")
    if kind is CircleKind.EARLY and (clock := step.at[11:]):
        day = f"{day}, {clock}"
    leads = f"← {citing.name(step.cited)}" if step.cited else words("network_ends")
    return article_link(step.number), f" {day}: {citing.name(step.citing)} {leads}"


def _row(edge: Edge, citing: Citing, words: Words) -> tuple[Inlines, ...]:
    numbers = (edge.claims, edge.confirmed, edge.denied)
    days = (words.day(one) if one else words("timeline_undated") for one in (edge.first, edge.last))
    told = (citing.name(edge.citing), citing.name(edge.cited), *map(words.number, numbers), *days)
    return tuple((one,) for one in told)
