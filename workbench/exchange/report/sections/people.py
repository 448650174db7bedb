"""Who said what, and the sources with their dated ratings and what they belong to."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.domain.claim import Assertion
from workbench.domain.source import Source
from workbench.exchange.report.blocks import (
    Block,
    Dim,
    Fold,
    Inline,
    Inlines,
    Item,
    Items,
    Para,
    Section,
    Table,
)
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.sayings import Saying
from workbench.exchange.report.sections.telling import (
    meant,
    numbered,
    reported,
    said,
    stance_of,
    statement_link,
)
from workbench.exchange.report.statements import Statement
from workbench.exchange.report.words import Words

_SHORT = 80


def who_said_what(digest: Digest, words: Words) -> Section:
    """Everybody who says something, those who say most first."""
    below: list[Block] = [Para((words("who_lead"),), "small")]
    for who, sayings in digest.sayings.items():
        name = words.joined(list(who)) if any(who) else words("unattributed")
        passed = [one for one in sayings if _is_passed(one)]
        items = [_saying(one, words) for one in sayings if not _is_passed(one)]
        if passed:
            items.append(Item((words("who_passes"), " ", *numbered(x.statement for x in passed))))
        counts = _counts(len(sayings) - len(passed), len(passed), words)
        summary: Inlines = (name, " ", Dim(counts))
        below.append(Fold(summary, (Items(tuple(items), "sayings"),)))
    return Section("who", (words("who"),), tuple(below), "who")


def _counts(said: int, passed: int, words: Words) -> str:
    counts = [words.count("statements", said)] if said else []
    counts += [words.count("passes", passed)] if passed else []
    return ", ".join(counts)


def _is_passed(saying: Saying) -> bool:
    """Whether somebody passes on what another one says, and does no more with it."""
    return not saying.is_origin and saying.stance is Assertion.ASSERTS


def _saying(saying: Saying, words: Words) -> Item:
    statement = saying.statement
    if saying.stance is not Assertion.ASSERTS:
        does: Inlines = stance_of(statement, saying.stance, words)
    else:
        does = reported(statement, words, is_named=False)
    return Item((statement_link(statement), " ", *does, said(statement, _SHORT), *meant(statement)))


def sources(digest: Digest, words: Words) -> Section:
    """The sources that the chains name."""
    below: list[Block] = [Para((words("sources_lead"),), "small")]
    if not digest.sources:
        below.append(Para((words("no_sources"),)))
        return Section("sources", (words("sources"),), tuple(below), "sources")
    said_by = _said_by(digest)
    heads = tuple(words(key) for key in ("source", "kind", "belongs", "ratings", "says"))
    ordered = sorted(
        digest.sources,
        key=lambda one: (not digest.rating(one.uid), -len(said_by.get(one.uid, ()))),
    )
    rows = tuple(_source(digest, one, said_by.get(one.uid, ()), words) for one in ordered)
    below.append(Table(words("sources_order"), heads, rows))
    return Section("sources", (words("sources"),), tuple(below), "sources")


def _said_by(digest: Digest) -> dict[str, dict[Statement, None]]:
    """Uid of a source -> the statements that chains end with it for, none that it has not said."""
    found: dict[str, dict[Statement, None]] = {}
    for statement in digest.statements:
        for place in statement.places:
            is_silent = place.claim.stance is Assertion.HAS_NOT_SAID
            for uid in () if is_silent else place.chain.origin.sources:
                there = found.setdefault(digest.families.final(uid), {})
                there[statement.said_before or statement] = None
    return found


def _source(
    digest: Digest, source: Source, says: Iterable[Statement], words: Words
) -> tuple[Inlines, ...]:
    name: list[Inline] = [source.name]
    if source.aliases:
        name += [" ", Dim(words("also", names=", ".join(source.aliases)))]
    if source.provisional:
        name += [" ", Dim(f"({words('provisional')})")]
    ratings: list[Inline] = []
    for rating in reversed(digest.ratings.get(source.uid, ())):
        told = words("rated", letter=rating.reliability, day=words.day(rating.at),
                     meaning=words.scale("reliability", rating.reliability),
                     analyst=rating.analyst)  # fmt: skip
        told = words("rated_why", rated=told, why=rating.rationale) if rating.rationale else told
        ratings += [". ", told] if ratings else [told]
    return (
        tuple(name),
        (words.term(source.kind),),
        (_belongs(digest, source, words),),
        tuple(ratings) or (Dim(words("unrated")),),
        numbered(says),
    )


def _belongs(digest: Digest, source: Source, words: Words) -> str:
    found = []
    for one in digest.families.histories.get(source.uid, ()):
        if not one.owner:
            continue
        owner = digest.names.get(digest.families.final(one.owner), "?")
        tie = words.term(one.tie)
        key = "belongs_since" if one.since else "belongs_to"
        found.append(words(key, owner=owner, tie=tie, since=words.day(one.since)))
    return "; ".join(found)
