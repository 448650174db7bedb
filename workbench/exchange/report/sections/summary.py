"""The first page: what a chief reads in a minute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from workbench.domain.claim import Assertion, HopClass
from workbench.exchange.report.blocks import (
    Badge,
    Block,
    Dim,
    Figure,
    Figures,
    Inline,
    Inlines,
    Item,
    Items,
    Link,
    Para,
    Said,
    Section,
)
from workbench.exchange.report.denials import denials
from workbench.exchange.report.digest import Digest, Side
from workbench.exchange.report.leading import First, Why, leading
from workbench.exchange.report.nearly import nearly
from workbench.exchange.report.overtaken import overtaken
from workbench.exchange.report.same import Same
from workbench.exchange.report.sayings import Surety
from workbench.exchange.report.sections.attribution import by_line, lacking_lines, unnamed_line
from workbench.exchange.report.sections.bearing_out import what_may_bear_out
from workbench.exchange.report.sections.compared import (
    articles_beyond,
    numbers_that_differ,
    texts_apart,
)
from workbench.exchange.report.sections.counting import badges, why_counted
from workbench.exchange.report.sections.opposing import (
    opposed,
    statements_opposed,
    where_accounts_differ,
    who_denies,
)
from workbench.exchange.report.sections.overview import overview
from workbench.exchange.report.sections.proposing import proposed_against
from workbench.exchange.report.sections.standing import standing
from workbench.exchange.report.sections.stands import stands_line
from workbench.exchange.report.sections.still_open import what_is_open
from workbench.exchange.report.sections.telling import (
    again_words,
    nearly_lines,
    newer_line,
    no_claims,
    other_end,
    shortened,
    spoken,
    statement_link,
    told,
    who_says,
)
from workbench.exchange.report.statements import (
    Outside,
    Statement,
    unnumbered,
)
from workbench.exchange.report.supporting import supports
from workbench.exchange.report.unnamed import Unnamed, unnamed
from workbench.exchange.report.verbatim import Verbatim, verbatim
from workbench.exchange.report.words import Words

_MOST = 5
"""Of those who say most, and of those who pass on most."""
_PAIRS = 4
_LONG, _SHORT = 220, 110
"""Characters of a statement that is told, and of one that is named."""


def summary(digest: Digest, words: Words) -> Section:
    """What is claimed, by whom, on how many origins, what contradicts it and what is open."""
    denied = denials(digest)
    pairs, alike = unnamed(digest), nearly(digest)
    same = Same(pairs, alike)
    figures = _figures(digest, len(denied), same, words)
    below: list[Block] = [*standing(digest, words), figures]
    differing, supported = opposed(digest), supports(digest)
    found = _Found(
        frozenset(one.about for one in denied if one.about),
        statements_opposed(digest, differing),
        frozenset(one.about for one in supported),
        overtaken(digest),
    )
    below += _claimed(digest, found, same, words)
    contradicting = (
        *_disputes(digest, pairs, words),
        *who_denies(digest, denied, words),
        *where_accounts_differ(digest, differing, words),
        *numbers_that_differ(digest, words),
        *proposed_against(digest, same, words),
    )
    below.append(Section("against", (words("disputes"),), contradicting))
    below += texts_apart(digest, words)
    below += what_may_bear_out(digest, supported, words)
    below += articles_beyond(digest, words)
    below += overview(digest, words)
    below.append(Section("open", (words("open"),), what_is_open(digest, words)))
    return Section("summary", (words("summary"),), tuple(below), "summary")


def _figures(digest: Digest, denied: int, same: Same, words: Words) -> Figures:
    """The counts. same: what may be the same, of which each statement is counted."""
    counts = [one.count for one in digest.firsts]
    single = [one for one in digest.firsts if one.count.confirmed == 1]
    by_role = sum(map(_is_by_role, single))
    again = len(digest.statements) - len(counts)
    named = words.counted("statements", len(counts))
    if again:
        named = words("figure_again", again=words.count("again_count", again))
    disputed = sum(bool(one.against) for one in digest.firsts)
    none = [one for one in counts if not one.confirmed]
    perhaps = sum(bool(one.unconfirmed) for one in none)
    unsaid = sum(_is_unsaid(one) for one in digest.firsts)
    every: list[tuple[str, str, str]] = [
        (
            words.number(len(digest.articles)),
            words.counted("articles", len(digest.articles)),
            "#articles",
        ),
        (words.number(len(counts)), named, "#claims"),
        (words.number(sum(one.confirmed > 1 for one in counts)), words("figure_strong"), ""),
        (
            words.number(len(single)),
            words.count("figure_by_role", by_role) if by_role else words("figure_single"),
            "",
        ),
    ]
    if perhaps:
        every.append((words.number(perhaps), words("figure_perhaps"), ""))
    if bare := len(none) - perhaps - unsaid:
        every.append((words.number(bare), words("figure_none"), ""))
    if unsaid:
        every.append((words.number(unsaid), words.count("figure_unsaid", unsaid), ""))
    for pairs, key in zip(same.apart(digest), ("figure_paired", "figure_nearly"), strict=True):
        if pairs:
            every.append((words.number(len(pairs)), words.count(key, len(pairs)), ""))
    if disputed:
        every.append((words.number(disputed), words("figure_against"), "#against"))
    else:
        every.append(("–", words("figure_unmarked"), "#against"))
    if denied:
        every.append((words.number(denied), words.count("figure_denied", denied), "#denials"))
    if differing := len(digest.differences):
        every.append((words.number(differing), words.count("figure_differ", differing), "#differ"))
    if unreviewed := len(digest.unreviewed):
        line = words.count("figure_unreviewed", unreviewed)
        every.append((words.number(unreviewed), line, "#open"))
    asked = sum(len(one.questions) for one in digest.articles)
    if asked or not unreviewed:
        asking = words.count("figure_asked", asked) if asked else words("figure_open")
        every.append((words.number(asked), asking, "#open"))
    return Figures(tuple(Figure(*one) for one in every))


def _is_unsaid(statement: Statement) -> bool:
    """Whether it is but what somebody has not said, as an article observes."""
    return statement.stance is Assertion.HAS_NOT_SAID and not (
        statement.count.confirmed or statement.count.unconfirmed
    )


def _is_by_role(statement: Statement) -> bool:
    """Whether whoever says it is nobody by name: an office, a trade, one of many."""
    ends = (place.chain.steps[-1] for place in statement.places)
    return all(step.hop_class is HopClass.ROLE for step in ends)


class _Found(NamedTuple):
    """What a machine found against a statement, or for it; nobody marked it."""

    denied: frozenset[Statement]
    differing: frozenset[Statement]
    supported: frozenset[Statement]
    """What an article beside the report may bear out."""
    overtaken: Mapping[Statement, Sequence[int]]
    """Statements of whom newer articles name."""

    def marks(self, statement: Statement, words: Words) -> list[Para]:
        """The ways from a statement to that."""
        ways = (
            (self.denied, "#denials", "told_denied"),
            (self.differing, "#opposed", "told_opposed"),
            (self.supported, "#supported", "told_supported"),
        )
        found = [
            Para((Link(to, words(key)),), "why") for there, to, key in ways if statement in there
        ]
        if numbers := self.overtaken.get(statement):
            found.append(Para(newer_line(numbers, words), "why"))
        return found

    @property
    def rivals(self) -> frozenset[Statement]:
        """What may be denied, and what is told otherwise as well."""
        return self.denied | self.differing


def _claimed(digest: Digest, found: _Found, same: Same, words: Words) -> Iterable[Block]:
    if not digest.statements:
        yield Section("claimed", (words("claimed"),), (Para((no_claims(digest, words),)),))
        return
    chosen = leading(digest, same.nearly, found.rivals)
    first = [one.statement for one in chosen.told]
    shown = {digest.by_place[place.number] for one in first for place in one.places}
    said = {
        one: speech
        for one, speech in verbatim(digest).items()
        if speech.is_same or digest.by_place[speech.place.number] not in shown
    }
    order = _chosen(chosen, words)
    if any(one.again for one in first):
        order = f"{order} {words('again_lead')}"
    below: list[Block] = [
        Para((order,), "small"),
        Items(
            tuple(
                _told(
                    digest,
                    one,
                    found,
                    _Beside(same.nearly.get(one, ()), said.get(one), same.pairs.get(one)),
                    words,
                )
                for one in first
            ),
            "told",
            is_ordered=True,
        ),
    ]
    if rest := len(digest.firsts) - len(first):
        more = words("claimed_rest", more=words.count("more_statements", rest))
        below.append(Para((Link("#claims", more),)))
    if len(digest.sayings) > 1:
        below.append(Para((words("speakers"), " ", *_speakers(digest, words)), "small"))
    if passed := _passed_on(digest, words):
        below.append(Para((words("passed_on"), " ", "; ".join(passed), "."), "small"))
    yield Section("claimed", (words("claimed"),), tuple(below))


def _chosen(chosen: First, words: Words) -> str:
    """By what the statements of the first page were chosen, as far as they were."""
    there = {one.why for one in chosen.told}
    reasons = [words(f"why_{why}") for why in Why if why in there]
    if chosen.matters >= len(chosen.told) > 1:
        kept = [words("why_disputed")] if Why.DISPUTED in there else []
        reasons = [*kept, words("why_weighty")]
    how = "claimed_matters" if chosen.matters > 1 else "claimed_order"
    return words(how, matters=words.number(chosen.matters), reasons="; ".join(reasons))


def _speakers(digest: Digest, words: Words) -> Inlines:
    """Who says most, each with how many statements."""
    said_by = {
        who: sum(one.is_origin for one in said) for who, said in digest.sayings.items() if any(who)
    }
    most = sorted(said_by, key=lambda who: -said_by[who])[:_MOST]
    line = ", ".join(
        f"{words.joined([*map(unnumbered, who)])} ({words.number(said_by[who])})"
        for who in most
        if said_by[who]
    )
    return (line, ". ", Link("#who", words("who")))


def _passed_on(digest: Digest, words: Words) -> list[str]:
    """Who stands between the sources and the outlets that printed it, with how many statements came
    that way, and how many of them for all that nobody has looked at."""
    found = {
        who: [one.surety for one in said if not one.is_origin]
        for who, said in digest.sayings.items()
        if any(who)
    }
    most = sorted(filter(found.get, found), key=lambda who: (-len(found[who]), who))[:_MOST]
    return [
        words(
            "passed_of",
            who=words.joined([*map(unnumbered, who)]),
            how=_how_passed(found[who], words),
        )
        for who in most
    ]


def _how_passed(sureties: Sequence[Surety], words: Words) -> str:
    how = [words.count("statements", len(sureties))]
    for surety, key in ((Surety.ACCEPTED, "passed_accepted"), (Surety.OPEN, "passed_doubtful")):
        if times := sureties.count(surety):
            how.append(words.count(key, times))
    return ", ".join(how)


class _Beside(NamedTuple):
    """What stands beside a statement, though nobody linked the two."""

    nearly: Sequence[Statement]
    speech: Verbatim | None
    unnamed: Unnamed | None


def _told(
    digest: Digest,
    statement: Statement,
    found: _Found,
    beside: _Beside,
    words: Words,
) -> Item:
    """A statement, with all that a hurried reader must know who goes no further than it."""
    why = () if statement.is_plain else (" ", *why_counted(digest, statement, words))
    linked = statement_link(statement, words("statement", number=statement.number))
    marks = badges(digest, statement, words, beside.unnamed, beside.nearly)
    below = [Para((*by_line(digest, statement, words), *why, " ", *marks), "why")]
    if beside.speech:
        below.append(Para(_verbatim(digest, beside.speech, words), "why"))
    below += [Para(line, "why") for line in lacking_lines(digest, statement, words)]
    if beside.unnamed:
        below.append(Para(unnamed_line(beside.unnamed, statement, words), "why"))
    if statement.again:
        below.append(Para(again_words(statement, words), "why"))
    below += [Para(line, "why") for line in nearly_lines(digest, statement, beside.nearly, words)]
    if difference := digest.differing.get(statement):
        line = words("told_differ", line=stands_line(difference, words))
        below.append(Para((Link("#differ", line),), "why"))
    below += found.marks(statement, words)
    return Item((linked, " ", *told(statement, words, _LONG)), tuple(below))


def _verbatim(digest: Digest, speech: Verbatim, words: Words) -> Inlines:
    """The direct speech that stands with a statement that is told in other words."""
    place = speech.place
    line = Said(
        shortened(spoken(place.claim.span.words), _LONG), place.within.article.metadata.lang
    )
    if speech.is_same:
        return (words("verbatim_same"), " ", line)
    return (words("verbatim_beside"), " ", statement_link(digest.by_place[place.number]), " ", line)


def _disputes(
    digest: Digest, pairs: Mapping[Statement, Unnamed], words: Words
) -> tuple[Block, ...]:
    disputes = digest.disputes
    if not disputes:
        return (Para((words("disputes_none"),)),)
    items = []
    for one, other in disputes[:_PAIRS]:
        mark = (" ", Badge("against", f"≠ {words('against')}"), " ")
        sides = (_side(digest, each, pairs, words) for each in (one, other))
        items.append(Item((*next(sides), *mark, *next(sides))))
    found: list[Block] = [Items(tuple(items), "pairs")]
    if rest := len(disputes) - len(items):
        found.append(Para((Link("#claims", words.count("more", rest)),)))
    return tuple(found)


def _side(digest: Digest, side: Side, pairs: Mapping[Statement, Unnamed], words: Words) -> Inlines:
    """One of two sides that contradict each other, each with who says it; two that may be the same
    stand together, and as no two voices."""
    line: list[Inline] = []
    for one, is_same in _paired(side, pairs):
        line += [f"; {words('side_same')} " if is_same else "; "] if line else []
        line += other_end(one, words, _SHORT)
        if not isinstance(one, Outside):
            line += [" ", Dim(f"({who_says(digest, one, words)})")]
    return tuple(line)


def _paired(
    side: Side, pairs: Mapping[Statement, Unnamed]
) -> Iterator[tuple[Statement | Outside, bool]]:
    """A side in its order, each behind what it may be the same as, and whether it is so."""
    left = list(side)
    while left:
        one = left.pop(0)
        yield one, False
        pair = pairs.get(one) if isinstance(one, Statement) else None
        if pair and isinstance(one, Statement) and (other := pair.beside(one)) in left:
            left.remove(other)
            yield other, True
