"""The same words elsewhere: where else the words of a claim stand, and making the same claim there.

Suggestions only: nothing is recorded until an analyst says so. Full-text search narrows the
articles, then code points decide: `text[start:end] == exact`, whole words, case as it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from workbench.domain.claim import Claim, Hop
from workbench.domain.decision import Verdict
from workbench.domain.excerpt import Excerpt
from workbench.domain.fact import Event, Fact, Quote
from workbench.domain.filter.tree import Term
from workbench.domain.journal import Change, Entry
from workbench.domain.span import Span, shorten
from workbench.domain.text import occurrences
from workbench.services.review import deciding
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench
from workbench.stored.words import is_unspaced

_WORDS = 12
"""Words of a long stretch that full-text search is asked for."""
_LETTERS = 40
"""The same in letters, of a script without spaces."""
_LONGEST = 2000
"""Code points of a stretch that is looked for: nobody copies a longer one word for word."""
_BLOCK = 50
"""Texts that are read at once."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where some words stand beside the place they were taken from."""

    places: tuple[Excerpt, ...]
    """This article's first, then the others' by number; none where the analyst has a claim of
    just these words."""
    here: int
    """How many of them are in the same article."""
    articles: int
    """How many other articles hold the rest."""
    is_complete: bool
    """False where there are more than were asked for."""

    @classmethod
    def of(cls, places: Iterable[Excerpt], *, here: int, is_complete: bool) -> Elsewhere:
        """What some places come to; here: number of the article that the words were taken from."""
        found = tuple(places)
        others = {place.number for place in found} - {here}
        same = sum(place.number == here for place in found)
        return cls(found, same, len(others), is_complete)

    def without(self, keys: Collection[str], *, here: int) -> Elsewhere:
        """The same without the places of these keys."""
        left = (place for place in self.places if place.key not in keys)
        return Elsewhere.of(left, here=here, is_complete=self.is_complete)


def same_words(
    bench: Workbench, view: ArticleView, span: Span, *, limit: int = 1000, most: int = 5000
) -> Elsewhere:
    """Where else the words of a span of this article stand: at most limit places, in at most most
    articles that full-text search names."""
    numbers = _candidates(bench, view, span.exact, limit=most + 1)
    found = list(islice(_places(bench, view, span, numbers[:most]), limit + 1))
    is_complete = len(found) <= limit and len(numbers) <= most
    return Elsewhere.of(found[:limit], here=view.number, is_complete=is_complete)


def claim_there(bench: Workbench, model: Claim, places: Sequence[Excerpt]) -> Entry | None:
    """Make the same claim at these places, as one act: attribution and fields are copied. A
    question about just these words is answered by it. Raises ConflictError on a lost race."""
    changes: list[Change] = []
    for number in dict.fromkeys(place.number for place in places):
        view = view_article(bench, number)
        for place in places:
            if place.number == number:
                span = Span.of(view.text, place.start, place.end, _parts(model.span, place.start))
                changes += making(bench, view, _said(like(bench, view, model, span), model))
        changes.append(bench.opening(view.article.uid))
    about = f"claim “{shorten(model.span.exact, 24)}” at {len(places)} places"
    return bench.act("claim elsewhere", changes, about)


def like(bench: Workbench, view: ArticleView, model: Claim, span: Span) -> Claim:
    """A new claim on a span with the attribution of another; nothing is stored."""
    hops = tuple(_hop_there(view, hop, span) for hop in model.hops)
    return Claim(bench.uid(), view.article.uid, bench.analyst, span, hops=hops)


def making(bench: Workbench, view: ArticleView, claim: Claim) -> list[Change]:
    """The changes that make a claim, and answer the question about just its words."""
    fact = _question(view, claim.span)
    if fact is None:
        return [Change("claim", claim.uid, None, claim.to_record())]
    claim = replace(claim, fact=fact.id)
    before = view.decision(fact.id)
    return [
        Change("claim", claim.uid, None, claim.to_record()),
        deciding(bench, view, fact, Verdict.CORRECTED, before, claim=claim.uid),
    ]


def _question(view: ArticleView, span: Span) -> Fact | None:
    """The question about just these words that the analyst has not answered."""
    for fact in view.open_questions():
        asks = isinstance(fact.attributes, Quote | Event)
        if asks and (fact.span.start, fact.span.end) == (span.start, span.end):
            return fact
    return None


def _said(claim: Claim, model: Claim) -> Claim:
    """The claim with what another one says, in its words."""
    return replace(
        claim,
        restatement=model.restatement,
        gloss=model.gloss,
        topic=model.topic,
        time=model.time,
        place=model.place,
    )


def _parts(span: Span, start: int) -> tuple[tuple[int, int], ...]:
    moved = start - span.start
    return tuple((low + moved, high + moved) for low, high in span.parts)


def _hop_there(view: ArticleView, hop: Hop, near: Span) -> Hop:
    """The hop with the words that name its source in this article, the nearest; None of them when
    they do not stand there."""
    if hop.span is None:
        return hop
    found = occurrences(view.text, hop.span.exact)
    if not found:
        return replace(hop, span=None)
    start, end = min(found, key=lambda at: min(abs(at[0] - near.start), abs(at[0] - near.end)))
    return replace(hop, span=Span.of(view.text, start, end))


# Looking ---------------------------------------------------------------------------------------


def _places(
    bench: Workbench, view: ArticleView, span: Span, numbers: Sequence[int]
) -> Iterator[Excerpt]:
    taken = {(one.span.start, one.span.end) for one in view.my_claims()}
    taken.add((span.start, span.end))
    yield from _in_text(view.number, view.text, span.exact, taken)
    for first in range(0, len(numbers), _BLOCK):
        block = numbers[first : first + _BLOCK]
        for number, text in sorted(bench.store.articles.texts(block).items()):
            claims = bench.store.claims.of_article(number) if span.exact in text else []
            mine = {(c.span.start, c.span.end) for c in claims if c.analyst == bench.analyst}
            yield from _in_text(number, text, span.exact, mine)


def _candidates(bench: Workbench, view: ArticleView, exact: str, *, limit: int) -> list[int]:
    """The first other articles that hold the words of a stretch, by number; a long one is cut."""
    if not is_sought(exact):
        return []
    words = exact.replace('"', " ").replace("“", " ").replace("”", " ").split()[:_WORDS]
    phrase = " ".join(words)
    if is_unspaced(phrase):
        phrase = phrase[:_LETTERS]
    holding = (Term("text", "=", phrase),)
    # One more than asked for: this article is among them.
    found = bench.store.articles.numbers(holding, analyst=bench.analyst, limit=limit + 1)
    return [number for number in found if number != view.number][:limit]


def _in_text(
    number: int, text: str, exact: str, taken: Iterable[tuple[int, int]]
) -> Iterator[Excerpt]:
    left_out = set(taken)
    for start, end in whole_words(text, exact):
        if (start, end) not in left_out:
            yield Excerpt.of(number, text, start, end)


def is_sought(exact: str) -> bool:
    """Whether a stretch is looked for: it holds a letter or digit, and is no page of text."""
    return len(exact) <= _LONGEST and any(character.isalnum() for character in exact)


def whole_words(text: str, exact: str) -> Iterator[tuple[int, int]]:
    """Where just these code points stand in a text, not as a part of longer words, none overlapping
    another. Scripts that write no spaces have no such limits."""
    at = text.find(exact) if is_sought(exact) else -1
    while at >= 0:
        end = at + len(exact)
        if _is_edge(text, at) and _is_edge(text, end):
            yield at, end
            at = text.find(exact, end)
        else:
            at = text.find(exact, at + 1)


def _is_edge(text: str, at: int) -> bool:
    """Whether a word may begin or end between the characters before and after a place."""
    return at in (0, len(text)) or _parts_words(text[at - 1 : at + 1])


@lru_cache(maxsize=4096)
def _parts_words(pair: str) -> bool:
    return not all(_is_letter(character) for character in pair) or is_unspaced(pair)


def _is_letter(character: str) -> bool:
    return character == "_" or unicodedata.category(character)[0] in "LNM"
