"""Each statement: its origins and why they count, the way its words took, and every place of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench.domain.claim import Assertion, ClaimState, Hop
from workbench.exchange.report.blocks import (
    Block,
    Dim,
    Fold,
    Inline,
    Inlines,
    Item,
    Items,
    Link,
    Pairs,
    Para,
    Said,
    Section,
)
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.lacking import Outcome
from workbench.exchange.report.nearly import nearly
from workbench.exchange.report.overtaken import overtaken
from workbench.exchange.report.same import Same
from workbench.exchange.report.sections.attribution import by_line, lacking_lines, unnamed_line
from workbench.exchange.report.sections.counting import badges, why_counted
from workbench.exchange.report.sections.opposing import opposed, statements_opposed
from workbench.exchange.report.sections.proposing import proposed_lines
from workbench.exchange.report.sections.telling import (
    again_words,
    chain_line,
    dated_words,
    hedging,
    nearly_lines,
    newer_line,
    no_claims,
    numbered,
    other_end,
    statement_link,
    told,
)
from workbench.exchange.report.sections.tracing import tree
from workbench.exchange.report.statements import Place, Statement, Tied
from workbench.exchange.report.unnamed import Unnamed, unnamed
from workbench.exchange.report.words import Words

_TITLE = 400
"""Characters of a statement in its heading; its places have all of it."""
_NAMED = 110
_OTHERWISE = {"opposed": "told_opposed", "differ": "told_differing"}
"""Where it is told that articles say or count it otherwise -> the words for the way there."""
_SHORT_CHAIN = 2
"""Steps of a chain that two names tell as well as a picture: an outlet and whom it quotes."""


def claims(digest: Digest, words: Words) -> Section:
    """All statements, in their order."""
    if not digest.statements:
        return Section("claims", (words("claims"),), (Para((no_claims(digest, words),)),))
    lead: list[Inlines] = [(words("claims_lead"),), (words("legend"),)]
    if alike := digest.recorded:
        lead.append((words("recorded_all", by=_recorded_by(*alike, words)),))
    if any(one.again for one in digest.statements):
        lead.append((words("again_lead"),))
    pairs, near = unnamed(digest), nearly(digest)
    same = Same(pairs, near)
    if digest.sought:
        lead.append(_sought(digest, words))
    overtaking = overtaken(digest)
    told_otherwise = statements_opposed(digest, opposed(digest)), digest.differing.keys()
    every = (
        _statement(
            digest,
            one,
            _Beside(
                pairs.get(one),
                near.get(one, ()),
                [
                    key
                    for there, key in zip(told_otherwise, _OTHERWISE, strict=True)
                    if one in there
                ],
                overtaking.get(one, ()),
                [*proposed_lines(digest, one, same, words)],
            ),
            words,
            is_recorded=alike is None,
        )
        for one in digest.statements
    )
    below: list[Block] = [Para(line, "small") for line in lead]
    return Section("claims", (words("claims"),), (*below, *every), "claims")


def _sought(digest: Digest, words: Words) -> Inlines:
    """Which statements were sought where they are credited to, and what came of it: of what could
    not be compared nobody may think that it was found."""
    found = {one: there for one in Outcome if (there := digest.sought_as(one))}
    line: list[Inline] = [words("lacking_lead"), " "]
    line.append(words.count("sought", sum(map(len, found.values()))))
    for at, (outcome, every) in enumerate(found.items()):
        came = words.count(f"sought_{outcome.name.lower()}", len(every))
        line += ["; " if at else " ", came, " (", *numbered(every), ")"]
    return (*line, ".")


class _Beside(NamedTuple):
    """What is told beside a statement, though nobody linked the two."""

    pair: Unnamed | None
    nearly: Sequence[Statement]
    otherwise: Sequence[str]
    """Where it is told that others say it otherwise, among `_OTHERWISE`."""
    newer: Sequence[int]
    """Numbers of newer articles that name those whose it is."""
    proposed: Sequence[Inlines]
    """What a machine proposes of it."""


def _statement(
    digest: Digest,
    statement: Statement,
    near: _Beside,
    words: Words,
    *,
    is_recorded: bool,
) -> Section:
    """A statement. is_recorded: whether it is told who recorded its claims."""
    title = (Dim(f"{statement.number}."), " ", *told(statement, words, _TITLE))
    places = _places(digest, statement, words, is_recorded=is_recorded)
    beside = [Para(line, "why") for line in lacking_lines(digest, statement, words)]
    if near.pair:
        beside.append(Para(unnamed_line(near.pair, statement, words), "why"))
    beside += [Para(line, "why") for line in nearly_lines(digest, statement, near.nearly, words)]
    beside += [Para(line, "why") for line in near.proposed]
    beside += [Para((Link(f"#{at}", words(_OTHERWISE[at])),), "why") for at in near.otherwise]
    if near.newer:
        beside.append(Para(newer_line(near.newer, words), "why"))
    below = (*_origin(digest, statement, near, words), *beside, places)
    return Section(f"s{statement.number}", title, below, "statement")


def _origin(digest: Digest, statement: Statement, near: _Beside, words: Words) -> Iterator[Block]:
    """Who says it and on how many origins, with the diagram where names alone do not tell it."""
    is_short = statement.is_plain and len(statement.places[0].chain.steps) <= _SHORT_CHAIN
    who = by_line(digest, statement, words, is_placed=is_short or bool(statement.said_before))
    if not statement.is_plain:
        who = (*who, " ", *why_counted(digest, statement, words))
    if first := statement.said_before:
        yield Para((statement_link(first, words("again_of", number=first.number)),), "why")
        yield Para(who, "why")
        return
    marks = badges(digest, statement, words, near.pair, near.nearly)
    if is_short:
        yield Para((*who, " ", *marks), "why")
    else:
        yield Para(marks, "marks")
        yield Para(who, "why")
    if statement.again:
        yield Para(again_words(statement, words), "why")
    if statement.ties:
        yield Items(tuple(_tie(one, words) for one in statement.ties), "ties")
    if not is_short and (diagram := tree(statement, words)).nodes:
        yield diagram


def _places(digest: Digest, statement: Statement, words: Words, *, is_recorded: bool) -> Block:
    """Where a statement stands; a place with nothing more to it is one line, and what several
    analysts recorded alike is told once."""
    alike: dict[tuple[object, ...], list[Place]] = {}
    for place in statement.places:
        marked = statement.marked(place).number
        rows = tuple(_rows(statement, place, words))
        alike.setdefault((marked, _chain(place, words), *rows), []).append(place)
    groups = list(alike.values())
    if len(groups) == 1 and not _rows(statement, groups[0][0], words):
        first = groups[0][0]
        how = _how(first.claim.hops, words)
        by = _recorded(groups[0], words) if is_recorded else ""
        brief = "".join(f"; {one}" for one in (how, by) if one)
        line = (*_where(digest, statement, first, words), *((Dim(brief),) if brief else ()))
        return Para(line, "place", f"k{first.number}")
    summary = words("detail_one")
    if len(groups) > 1:
        summary = words("detail", places=words.count("places", len(groups)))
    items = tuple(
        _place(digest, statement, group, words, is_recorded=is_recorded) for group in groups
    )
    return Fold((summary,), (Items(items, "places"),))


def _recorded(places: Sequence[Place], words: Words) -> str:
    """By whom, and where they stand with it."""
    return "; ".join(_recorded_by(one.claim.analyst, one.claim.state, words) for one in places)


def _recorded_by(analyst: str, state: ClaimState, words: Words) -> str:
    return words("recorded_by", analyst=analyst, state=words.term(state))


def _place(
    digest: Digest,
    statement: Statement,
    places: Sequence[Place],
    words: Words,
    *,
    is_recorded: bool,
) -> Item:
    first = places[0]
    rows: list[tuple[str, Inlines]] = [(words("chain"), (_chain(first, words),))]
    if how := _how(first.claim.hops, words):
        rows.append((words("said_how"), (how,)))
    rows += _rows(statement, first, words)
    if is_recorded:
        rows.append((words("recorded"), (_recorded(places, words),)))
    return Item(_where(digest, statement, first, words), (Pairs(tuple(rows)),), f"k{first.number}")


def _tie(tied: Tied, words: Words) -> Item:
    direction = "forward" if tied.is_forward else "backward"
    return Item(
        (Dim(words.scale(direction, tied.kind.value)), " ", *other_end(tied.other, words, _NAMED))
    )


def _where(digest: Digest, statement: Statement, place: Place, words: Words) -> Inlines:
    """The way to the words in their article."""
    number = statement.marked(place).number if place.within.has_text else 0
    to = f"#p{number}" if number else f"#a{place.within.article.number}"
    return (
        Link(to, f"#{place.within.article.number}"),
        " ",
        dated_words(digest, place.within.article, words),
    )


def _rows(statement: Statement, place: Place, words: Words) -> list[tuple[str, Inlines]]:
    claim = place.claim
    lang = place.within.article.metadata.lang
    rows: list[tuple[str, Inlines]] = []
    if claim.span.words != statement.words or len(statement.words) > _TITLE:
        rows.append((words("words_of_text"), (Said(claim.span.words, lang),)))
    if claim.restatement not in ("", statement.words):
        rows.append((words("restated"), (Said(claim.restatement, is_quoted=False),)))
    fields = (("gloss", "gloss"), ("time", "when"), ("place", "where"), ("topic", "topic"))
    for name, key in fields:
        if value := claim.told(name):
            rows.append((words(key), (Said(value, is_quoted=False),)))
    if claim.verdict:
        rows.append((words("verdict"), (claim.verdict,)))
    rows += _judged(place, words)
    return [*rows, *_notes(place, words)]


def _chain(place: Place, words: Words) -> str:
    line = chain_line(place.chain, words)
    if place.chain.is_carried:
        return f"{line}. {words('carried')}"
    return f"{line}. {words('habits')}" if place.chain.habits else line


def _how(hops: tuple[Hop, ...], words: Words) -> str:
    """How those who say it do so, the last of them first: whom the words come from."""
    return "; ".join(
        _hop(hop, words)
        for hop in reversed(hops)
        if hop is hops[-1] or hop.cue or hop.stance is not Assertion.ASSERTS
    )


def _hop(hop: Hop, words: Words) -> str:
    parts = [words.term(hop.mode)]
    if hop.stance is not Assertion.ASSERTS:
        parts.insert(0, words.term(hop.stance))
    if hedged := hedging(hop, words):
        parts.append(hedged)
    elif hop.cue:
        parts.append(f"“{hop.cue}”")
    return ", ".join(parts)


def _judged(place: Place, words: Words) -> list[tuple[str, Inlines]]:
    rows: list[tuple[str, Inlines]] = []
    for one in place.assessments:
        meaning = words.scale("credibility", one.credibility)
        parts = [words("judged_by", analyst=one.analyst, credibility=one.credibility,
                       meaning=meaning)]  # fmt: skip
        if one.likelihood:
            band = words.scale("band", one.likelihood.value)
            term = words.term(one.likelihood)
            parts.append(words("judged_likelihood", likelihood=term, band=band))
        if one.confidence:
            parts.append(words("judged_confidence", confidence=words.term(one.confidence)))
        if not one.blind:
            parts.append(words("judged_seen"))
        line: list[Inline] = ["; ".join(parts)]
        if one.rationale:
            line += [". ", Said(one.rationale, is_quoted=False)]
        rows.append((words("judged"), tuple(line)))
    return rows


def _notes(place: Place, words: Words) -> list[tuple[str, Inlines]]:
    rows: list[tuple[str, Inlines]] = []
    notes = [(place.claim.analyst, place.claim.note)] if place.claim.note else []
    notes += [(one.analyst, one.words) for one in place.notes]
    for analyst, note in notes:
        by = words("note_by", analyst=analyst)
        rows.append((words("note"), (Dim(by), Said(note, is_quoted=False))))
    tags = [one for one in place.within.tags if one.claim == place.claim.uid]
    if tags:
        line = ", ".join(f"{one.name} ({one.analyst})" for one in tags)
        rows.append((words("tags"), (line,)))
    return rows
