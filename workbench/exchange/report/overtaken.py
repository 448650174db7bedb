"""Which newer articles beside a report name those whose statement it tells: it may be overtaken.

By names alone, of people and of the bodies that they speak for: what the newer article says of the
matter is for whoever reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from workbench.domain.chain import StepKind
from workbench.domain.claim import HopClass
from workbench.domain.fact import Kind, Name
from workbench.exchange.report.differing import Beyond
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.statements import Place, Statement, gist_of, unnumbered


def newer(digest: Digest) -> list[Beyond]:
    """The articles beside a report that are newer than all of it, the newest first."""
    newest = max((one.annotated.article.metadata.day for one in digest.articles), default="")
    found = [one for one in digest.beyond if newest < one.article.metadata.day]
    return sorted(
        found, key=lambda one: (one.article.metadata.day, one.article.number), reverse=True
    )


def overtaken(digest: Digest) -> Mapping[Statement, list[int]]:
    """Statements -> numbers of the newer articles that name who says it, or the body whose it is;
    of what an outlet says itself the one that it begins with."""
    found: dict[Statement, list[int]] = {}
    beside = newer(digest)
    roles = _roles(digest) if beside else {}
    bodies = _bodies(digest) if beside else set()
    for one in beside:
        people = {gist_of(name) for name in _named(one)}
        theirs = [*people, *(roles.get(name, "") for name in people)]
        shared = {body for body in bodies if any(_has(words, body) for words in theirs)}
        for statement in digest.firsts:
            if any(_is_of(place, people, shared, roles) for place in statement.places):
                found.setdefault(statement, []).append(one.article.number)
    return found


def _named(beyond: Beyond) -> Iterator[str]:
    """Who is named in an article: those who speak in the report, and who says or denies a thing
    there."""
    yield from beyond.names
    for one in beyond.stated:
        yield from one.voice.names if one.voice.is_named else ()
    for denied in beyond.denied:
        yield from denied.names


def _is_of(place: Place, people: set[str], bodies: Iterable[str], roles: Mapping[str, str]) -> bool:
    last = place.chain.steps[-1]
    if last.kind is not StepKind.HOP:
        said = gist_of(place.claim.span.words)
        return any(f"{said} ".startswith(f"{body} ") for body in bodies)
    names = {gist_of(unnumbered(name)) for name in last.names}
    span = place.claim.hops[-1].span if place.claim.hops else None
    words = [*names, *(roles.get(name, "") for name in names), gist_of(span.words if span else "")]
    is_named = last.hop_class is HopClass.NAMED and not names.isdisjoint(people)
    return is_named or any(_has(one, body) for one in words for body in bodies)


def _roles(digest: Digest) -> dict[str, str]:
    """Name -> all that the report's articles say that its bearer is."""
    found: dict[str, str] = {}
    for name in _names(digest):
        for role in filter(None, (name.role, name.affiliation)):
            key = gist_of(name.name)
            found[key] = f"{found.get(key, '')} {gist_of(role)}".strip()
    return found


def _bodies(digest: Digest) -> set[str]:
    """The bodies that the report's articles name, or that somebody belongs to by them."""
    named = {gist_of(name.name) for name in _names(digest, Kind.ORGANISATION)}
    return (named | {gist_of(name.affiliation or "") for name in _names(digest)}) - {""}


def _names(digest: Digest, *kinds: Kind) -> Iterator[Name]:
    for told in digest.articles:
        for fact in told.annotated.facts:
            if isinstance(fact.attributes, Name) and (not kinds or fact.kind in kinds):
                yield fact.attributes


def _has(words: str, body: str) -> bool:
    return f" {body} " in f" {words} "
