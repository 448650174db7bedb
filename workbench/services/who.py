"""Who may be meant where somebody is named: the names of the open article first, the nearest to
the words at hand before the others, then its sources, then all.

Also what sort of source a name that was typed is, as the machine would have read it in a text.
Nothing is made or changed here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NamedTuple

from workbench.domain.claim import HopClass
from workbench.domain.fact import Credit, Fact, Kind, Name, SpeakerClass
from workbench.domain.naming import fold_name, stands_for_many
from workbench.domain.source import Source, SourceKind
from workbench.domain.span import Span
from workbench.services.sources import find_sources, rank_suggestions
from workbench.services.view import ArticleView
from workbench.services.workbench import Workbench

SOURCE_KINDS = {
    SpeakerClass.NAMED: SourceKind.PERSON,
    SpeakerClass.ORGANISATION: SourceKind.ORGANISATION,
    SpeakerClass.STATE: SourceKind.ORGANISATION,
    SpeakerClass.ROLE: SourceKind.GROUP,
    SpeakerClass.ANONYMOUS: SourceKind.GROUP,
    SpeakerClass.DOCUMENT: SourceKind.DOCUMENT,
    SpeakerClass.OUTLET: SourceKind.OUTLET,
    SpeakerClass.CROWD: SourceKind.GROUP,
}
"""What a speaker of each class is as a source."""
_NAMES = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)
"""Kinds of facts that name somebody: a country may speak."""
_ASKED = (Kind.PERSON, Kind.ORGANISATION)
"""Kinds of names that are offered unasked; places are, once their letters are typed."""
_LIKELY = 80.0
"""From this score on (0..100) a name that nothing else speaks for is what was meant."""
MOST = 9
"""Rows: one for each digit."""


class Whence(IntEnum):
    """Where a name that is offered comes from, the nearest first."""

    TEXT = 0
    ARTICLE = 1
    ALL = 2


class Fit(IntEnum):
    """How well a name fits what was typed, the best first."""

    EXACT = 0
    LIKELY = 1
    """Each typed word begins one of its words, or they are its initials."""
    NEAR = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """One who may be meant."""

    name: str
    whence: Whence
    fit: Fit
    source: Source | None = None
    """None for a name of the text that no source was made of, as far as was looked for."""
    matched: str = ""
    """The name or alias that fits, where that is another one."""
    distance: int = 0
    """Code points between the words at hand and where it stands next; 0 for what stands nowhere."""
    score: float = 0.0
    is_spelled: bool = False
    """Whether it begins with what was typed as it was typed, stops and all."""

    @property
    def order(self) -> tuple[int, bool, int, int, float]:
        """The very name first, then what fits; of those the names of the text by their distance."""
        return self.fit, not self.is_spelled, self.whence, self.distance, -self.score


class Named(NamedTuple):
    """A name of the text: its forms, and where they stand."""

    name: str
    kind: Kind | None
    forms: set[str]
    places: list[Span]

    def distance(self, near: Span | None) -> int:
        """To the next of its places; from the text's beginning where nothing is at hand."""
        start, end = (near.start, near.end) if near else (0, 0)
        return min(max(start - one.end, one.start - end, 0) for one in self.places)


def offers(
    bench: Workbench,
    view: ArticleView | None,
    near: Span | None,
    words: str,
    *,
    but: Collection[str] = (),
    kinds: Collection[Kind] = _ASKED,
    limit: int = MOST,
) -> list[Offer]:
    """Who may be meant by some words, the likeliest first; without words who is named in the text
    around, and its sources. but: names that are not offered unasked; kinds: of those that are."""
    words = " ".join(words.split())
    named = _names_of(view) if view else []
    if not words:
        here = [one for one in named if one.kind is None or one.kind in kinds]
        found = [_of_text(one, near, Fit.LIKELY) for one in here]
        found += _of_article(view, {fold_name(one.name) for one in here}) if view else []
        left = {fold_name(name) for name in but}
        rest = [one for one in found if fold_name(one.name) not in left]
        return sorted(rest, key=lambda one: one.order)[:limit]
    found = [_spelled(one, words) for one in _fitting(bench, view, near, words, named)]
    return sorted(found, key=lambda one: one.order)[:limit]


def _spelled(offer: Offer, words: str) -> Offer:
    """The offer, where stops or signs were typed with whether it has them: "motogp.c" is meant for
    MotoGP.com, and not for MotoGP Catalunya."""
    if all(letter.isalnum() or letter.isspace() for letter in words):
        return offer
    typed = words.casefold()
    names = (offer.name, offer.matched)
    return replace(offer, is_spelled=any(name.casefold().startswith(typed) for name in names))


def _fitting(
    bench: Workbench, view: ArticleView | None, near: Span | None, words: str, named: list[Named]
) -> Iterator[Offer]:
    """Those of the text, of the article and of all that fit some words; each once."""
    there = set(view.sources) | {one.uid for one in view.sources.values()} if view else set()
    found = find_sources(bench, words, limit=2 * MOST)
    known = {
        fold_name(name): one.source for one in found for name in (one.matched, one.source.name)
    }
    scores = dict(rank_suggestions(words, [form for one in named for form in sorted(one.forms)]))
    seen = set[str]()
    for one in named:
        fit = min((fit_of(words, form) for form in one.forms), key=_weight)
        score = max((scores.get(form, 0.0) for form in one.forms), default=0.0)
        if fit is None and not score:
            continue
        source = next((known[key] for key in map(fold_name, one.forms) if key in known), None)
        if source:
            if source.uid in seen:
                continue
            seen.add(source.uid)
        yield _of_text(one, near, Fit.NEAR if fit is None else fit, source, words, score)
    for match in found:
        if match.source.uid in seen:
            continue
        whence = Whence.ARTICLE if match.source.uid in there else Whence.ALL
        forms = (match.matched, match.source.name)
        fit = min((fit_of(words, form) for form in forms), key=_weight)
        is_likely = match.score >= _LIKELY and fit is not None
        yield Offer(
            match.source.name,
            whence,
            fit if fit is not None and is_likely else Fit.NEAR,
            match.source,
            match.matched,
            score=match.score,
        )


def fit_of(words: str, name: str) -> Fit | None:
    """How well a name fits typed words; None where they are nearly it at best."""
    typed, folded = fold_name(words), fold_name(name)
    if not typed:
        return None
    if typed == folded:
        return Fit.EXACT
    parts = folded.split()
    if all(any(part.startswith(word) for part in parts) for word in typed.split()):
        return Fit.LIKELY
    letters = typed.replace(" ", "")
    return Fit.LIKELY if len(letters) > 1 and letters in _initials(name) else None


def _initials(name: str) -> set[str]:
    """The initials of a name's words, and of those with a capital alone."""
    words = [word.strip("()[]“”\"'.,") for word in name.replace("-", " ").split()]
    capitals = [word for word in words if word[:1].isupper()]
    return {fold_name("".join(word[:1] for word in some)) for some in (words, capitals)}


def _weight(fit: Fit | None) -> int:
    return len(Fit) if fit is None else fit


def _of_text(
    one: Named,
    near: Span | None,
    fit: Fit,
    source: Source | None = None,
    words: str = "",
    score: float = 0.0,
) -> Offer:
    folded = fold_name(words)
    matched = next((form for form in sorted(one.forms) if fold_name(form) == folded), "")
    name = source.name if source else one.name
    return Offer(name, Whence.TEXT, fit, source, matched, one.distance(near), score)


def _of_article(view: ArticleView, but: Collection[str]) -> Iterator[Offer]:
    """The sources that the article's claims name, and its outlet, without those of these names."""
    for source in dict.fromkeys(view.sources.values()):
        if not {fold_name(name) for name in (source.name, *source.aliases)} & set(but):
            yield Offer(source.name, Whence.ARTICLE, Fit.LIKELY, source)


def _names_of(view: ArticleView) -> list[Named]:
    """Who is named in a text, each once with all its forms and places."""
    found: dict[str, Named] = {}
    for name, kind, span in _named_in(view.facts):
        one = found.setdefault(fold_name(name) or name, Named(name, kind, {name}, []))
        if kind:  # other words only tell of whoever has the name
            one.forms.add(span.exact)
        one.places.append(span)
    return list(found.values())


def _named_in(facts: Iterable[Fact]) -> Iterator[tuple[str, Kind | None, Span]]:
    """The names that facts have with their places; those who speak have no kind."""
    for fact in facts:
        for speaker in fact.chain:
            names = speaker.names or (speaker.name or speaker.span.exact,)
            yield from ((name, None, speaker.span) for name in names if len(names) == 1)
            yield from ((name, None, _part(speaker.span, name)) for name in names if len(names) > 1)
    for fact in facts:
        if isinstance(fact.attributes, Credit):
            yield fact.attributes.outlet, None, fact.span
        elif isinstance(fact.attributes, Name) and fact.kind in _NAMES:
            yield fact.attributes.name, fact.kind, fact.span


def _part(span: Span, name: str) -> Span:
    """Where one of several who speak together is named; else the words for all of them."""
    at = span.exact.find(name)
    if at < 0:
        return Span(span.start, span.start + len(name), name)
    return Span(span.start + at, span.start + at + len(name), name)


# What sort of source a name is -----------------------------------------------------------------


def sort_of(view: ArticleView, name: str) -> tuple[HopClass, SourceKind]:
    """How well somebody of this name is known, and what they are as a source: as the machine has it
    where it found that name or those words speaking, else as it would read them."""
    for fact in view.facts:
        for speaker in fact.chain:
            if name in (speaker.span.exact, speaker.name, *speaker.names):
                read = speaker.speaker_class
                return speaker.hop_class, source_kind(view.facts, name, read)
    from workbench.extract import read_source

    called = read_source(name, view.article.metadata.lang)
    kind = source_kind(view.facts, name, called.speaker_class, called.kind)
    return called.speaker_class.hop_class(name), kind


def source_kind(
    facts: Iterable[Fact], name: str, read: SpeakerClass, kind: Kind | None = None
) -> SourceKind:
    """What a source of this name and class is. read as somebody's name, it is a person's unless the
    text, or kind, has it as an organisation's, or the words are of several."""
    if read is not SpeakerClass.NAMED:
        return SOURCE_KINDS[read]
    if stands_for_many(name):
        return SourceKind.GROUP
    folded = fold_name(name)
    kinds = {
        fact.kind
        for fact in facts
        if isinstance(fact.attributes, Name)
        and folded in (fold_name(fact.attributes.name), fold_name(fact.span.exact))
    }
    if Kind.PERSON not in kinds and Kind.ORGANISATION in (*kinds, kind):
        return SourceKind.ORGANISATION
    return SourceKind.PERSON if name[:1].isalpha() else SourceKind.UNKNOWN
