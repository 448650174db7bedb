"""Who says a statement, through whom, and in which article: the words of the first page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.domain.chain import Step, StepKind
from workbench.domain.claim import Assertion, HopClass
from workbench.domain.source import SourceKind
from workbench.exchange.report.blocks import Inline, Inlines, Said, Strong
from workbench.exchange.report.digest import NO_SPEAKERS, Digest
from workbench.exchange.report.lacking import Outcome
from workbench.exchange.report.sections.telling import (
    article_link,
    hedging,
    is_doubtful,
    named,
    rated,
    statement_link,
    told,
)
from workbench.exchange.report.statements import Place, Statement, unnumbered
from workbench.exchange.report.unnamed import Unnamed
from workbench.exchange.report.words import Words
from workbench.told.said_when import When
from workbench.told.voices import beside

_WAYS = 4
"""Ways of a statement that are told one by one."""

_NAMED = 110
"""Characters of a statement that is named beside another."""
_SOMEBODY = {SourceKind.PERSON, SourceKind.ORGANISATION}


def by_line(
    digest: Digest, statement: Statement, words: Words, *, is_placed: bool = False
) -> Inlines:
    """A sentence of everybody who says it, the ways that are alike once, each with its articles; of
    a denial it says no "said by". How several analysts read the same words is one way, in which
    they differ. is_placed: the articles are named beside it anyhow."""
    ways: dict[Inlines, dict[tuple[str, int], None]] = {}
    for places in _readings(statement):
        article = places[0].within.article
        there = ways.setdefault(_read(digest, places, words), {})
        there[places[0].outlet or words("unknown_outlet"), article.number] = None
    by = _by(digest, statement)
    line: list[Inline] = [words(by)] if by == "by_nobody" else [words(by), " "]
    for at, (way, articles) in enumerate([*ways.items()][:_WAYS]):
        line += ["; "] if at else []
        line += way if is_placed else [*way, words("said_in"), *_printed_in(articles)]
    if (more := len(ways) - _WAYS) > 0:
        line += ["; ", words.count("more", more)]
    return (*line, ".")


def _readings(statement: Statement) -> Iterable[list[Place]]:
    """The places, those together that are of the same words."""
    first = {uid: one[0] for one in statement.backing.readings for uid in one}
    found: dict[str, list[Place]] = {}
    for place in statement.places:
        found.setdefault(first.get(place.claim.uid, place.claim.uid), []).append(place)
    return found.values()


def _read(digest: Digest, places: Iterable[Place], words: Words) -> Inlines:
    """Who says some words, as each of those who recorded them reads it."""
    line: list[Inline] = []
    for at, way in enumerate(dict.fromkeys(tuple(_way(digest, one, words)) for one in places)):
        line += [words("said_read"), *way] if at else way
    return tuple(line)


def _by(digest: Digest, statement: Statement) -> str:
    """What stands before those who say it: papers and outlets do not speak."""
    if statement.stance is Assertion.HAS_NOT_SAID:
        return "by_unsaid"
    ends = [place.chain.steps[-1] for place in statement.places]
    if all(map(_is_nobody, ends)):
        return "by_nobody"
    if not statement.stance.supports:
        return "by_others"
    return "by" if any(_speaks(digest, step) for step in ends) else "by_source"


def _is_nobody(step: Step) -> bool:
    """Whether a text does not say at all who says it."""
    return step.hop_class is HopClass.UNATTRIBUTED and not step.names


def _speaks(digest: Digest, step: Step) -> bool:
    """Whether a step is somebody, for all that is known: what is not named, or is no source, may be
    a paper as well."""
    if step.kind is not StepKind.HOP:
        return False
    if not step.sources:
        return not step.names
    kinds = {digest.kinds.get(digest.families.final(uid)) for uid in step.sources}
    if step.hop_class is HopClass.ANONYMOUS:
        return not kinds.isdisjoint(_SOMEBODY)
    return not kinds <= NO_SPEAKERS


def _printed_in(articles: dict[tuple[str, int], None]) -> Iterator[Inline]:
    for at, (outlet, number) in enumerate([*articles][:_WAYS]):
        if at:
            yield ", "
        yield f"{outlet} "
        yield article_link(number)
    if len(articles) > _WAYS:
        yield f", +{len(articles) - _WAYS}"


def _way(digest: Digest, place: Place, words: Words) -> Iterator[Inline]:
    """Who says it, and through whom."""
    *between, (last, _) = place.steps
    if last.kind is StepKind.OUTLET:
        yield Strong(words("said_itself", outlet=named(last, words)))
    else:
        yield from _speaker(place, words)
    if about := _about(digest, place, words):
        yield f" ({'; '.join(about)})"
    if place.when:
        yield from said_when(place.when, place.within.article.metadata.lang, words)
    outlets = [
        through(step, words, is_assured=is_assured) for step, is_assured in reversed(between[1:])
    ]
    if outlets:
        yield words("said_via")
        yield words.joined(outlets)


def lacking_lines(digest: Digest, statement: Statement, words: Words) -> Iterator[Inlines]:
    """That words which are credited to an outlet do not stand in an article of it."""
    inside = {one.annotated.article.number for one in digest.articles}
    lang = statement.told.within.article.metadata.lang
    for one in digest.sought_of(statement):
        if one.outcome is not Outcome.LACKING:
            continue
        number, day = one.article.number, one.article.metadata.day
        line: list[Inline] = [words("lacking", outlet=one.outlet), " "]
        line.append(article_link(number) if number in inside else f"#{number}")
        line.append(f" ({words.day(day) if day else words('unknown_day')}) ")
        if one.what:
            line += [words("lacking_what"), " ", Said(one.what, lang), "."]
        elif one.quoted:
            who = words.joined([*map(unnumbered, one.quoted)])
            line.append(words("lacking_fragment" if one.fragment else "lacking_quoted", who=who))
            if one.fragment:
                line += [" ", Said(one.fragment, one.article.metadata.lang), "."]
        else:
            line.append(words("lacking_words"))
        yield tuple(line)


def unnamed_line(pair: Unnamed, statement: Statement, words: Words) -> Inlines:
    """That a statement may be the same as another one of a pair."""
    other = pair.beside(statement)
    key = "unnamed_behind" if statement is pair.statement else "unnamed_beside"
    line = words(key, outlet=pair.outlet, who=unnumbered(named(pair.who, words)))
    return (line, " ", statement_link(other), " ", *told(other, words, _NAMED))


def said_when(when: When, lang: str, words: Words) -> Iterator[Inline]:
    """When somebody said it, as the text prints it, and the day where the text lacks its year."""
    yield ", "
    yield Said(when.printed, lang, is_quoted=False)
    if when.day and when.day[:4] not in when.printed:
        yield f" ({words.day(when.day)})"


def through(step: Step, words: Words, *, is_assured: bool) -> str:
    """Whom words came through, and of a credit how far anybody answers for that."""
    outlet = named(step, words)
    if is_doubtful(step):
        return words("via_doubtful", outlet=outlet)
    is_credit = step.kind is StepKind.RELAY
    return words("via_accepted", outlet=outlet) if is_credit and not is_assured else outlet


def _speaker(place: Place, words: Words) -> Iterator[Inline]:
    """With whom a chain ends: by name, each with what else the words are that name them in the
    text, or what the article says elsewhere that they are where that is more."""
    last = place.chain.steps[-1]
    span = place.claim.hops[-1].span if place.claim.hops else None
    if _is_nobody(last):
        return
    if last.kind is not StepKind.HOP or span is None:
        yield Strong(words.joined([unnumbered(name) for name in last.names]) or named(last, words))
        return
    office = beside(" ".join(span.words.split()), last.words)
    for at, name in enumerate(last.names or (named(last, words),)):
        if at:
            yield f" {words('and')} " if at == len(last.names) - 1 else ", "
        yield Strong(unnumbered(name))
        if role := max(place.reading.role_of(name), office, key=len):
            yield " ["
            yield Said(role, place.within.article.metadata.lang, is_quoted=False)
            yield "]"


def _about(digest: Digest, place: Place, words: Words) -> list[str]:
    """What a source is rated, what it does with the words, and how where it hedges; of a credit
    that is the end, that nobody looked at it again."""
    (step, is_assured), hops = place.steps[-1], place.claim.hops
    about = rated(digest, step, words)
    if step.kind is StepKind.RELAY and step.is_confirmed and not is_assured:
        about.append(words("accepted"))
    is_nobody = _is_nobody(step)
    if is_nobody or (step.hop_class is HopClass.ANONYMOUS and not step.names):
        about += [f"“{hops[-1].cue}”"] if hops and hops[-1].cue else []
    elif step.hop_class in (HopClass.ANONYMOUS, HopClass.ROLE):
        about.append(words.term(step.hop_class))
    if place.claim.stance is Assertion.HAS_NOT_SAID:
        about.append(words("unsaid_about"))
    elif place.claim.stance is not Assertion.ASSERTS:
        about.append(words.term(place.claim.stance))
    if hops and not is_nobody and (hedged := hedging(hops[-1], words)):
        about.append(hedged)
    return about
