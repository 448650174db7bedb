"""Annotations of a text that is ours but for white space, line ends, Unicode form and marks that
nobody sees: put on ours where that cannot be mistaken, held for somebody's answer elsewhere.

A span is put on our text where our letters are the same words to the code point, and where those
letters with their neighbours stand at just one place. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain as chained
from typing import Any, TypeVar

from workbench.domain.arrival import ArrivalKind
from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.deciding import claim_state
from workbench.domain.letters import Letters, tally_of
from workbench.domain.note import Note
from workbench.domain.relay import Around, RelayJudgement
from workbench.domain.span import Span
from workbench.errors import SpanError
from workbench.exchange.bundle import AnnotatedArticle, Loss, Unread
from workbench.match.duplicates import sketch
from workbench.services.held import Given, Held, shifted
from workbench.services.workbench import Workbench

_NEIGHBOURS = 32
"""Letters on each side that tell one place from another."""
_OTHER_TEXT = "its text is another one here"
_OTHER_SPACES = "their words are written otherwise here, or what they are on waits"
_WRITTEN = "its words, or those of who says it, are written otherwise here"
_TWICE = "its words stand here twice, among the same words"
T = TypeVar("T")


def on_same_letters(bench: Workbench, items: Iterable[Given]) -> Iterator[Given]:
    """What was read, with our text where an article has the same letters and another text."""
    for item in items:
        if isinstance(item, AnnotatedArticle) and item.has_text:
            yield from _on_ours(bench, item)
        else:
            yield item


def _on_ours(bench: Workbench, item: AnnotatedArticle) -> Iterator[Given]:
    store, sha256 = bench.store, item.article.sha256
    here = store.articles.by_uid(item.article.uid)
    if here.sha256 == sha256 if here else store.articles.with_text(sha256) is not None:
        yield item
        return
    tally = tally_of(item.text)
    for number in [here.number] if here else _candidates(bench, item):
        article, text = store.articles.get(number), store.articles.text(number)
        if not _is_of_one_outlet(item.article, article) or tally_of(text) != tally:
            continue
        theirs, ours = Letters.of(item.text), Letters.of(text)
        if ours.letters == theirs.letters:
            yield from _Moving(theirs, ours, text).moved(item, article)
            return
    if here is None:
        yield item
    else:
        yield shifted(item, here.uid, store.articles.text(here.number), _OTHER_TEXT)


def _candidates(bench: Workbench, item: AnnotatedArticle) -> Iterator[int]:
    """Numbers of articles that may have the same letters, each once."""
    store, address = bench.store, item.article.metadata.url
    found = chained(
        store.wanted.there([address]).values() if address else (),
        store.articles.like(sketch(item.text)),
    )
    yield from dict.fromkeys(found)


def _is_of_one_outlet(theirs: Article, ours: Article) -> bool:
    """As far as both are known: a text that two outlets have is two articles."""
    names = {one.outlet.casefold() for one in (theirs, ours) if one.outlet}
    return theirs.uid == ours.uid or len(names) < 2


class _Moving:
    """One text's annotations, on the way to the other."""

    def __init__(self, theirs: Letters, ours: Letters, text: str) -> None:
        self._theirs, self._ours, self._text = theirs, ours, text

    def moved(self, item: AnnotatedArticle, article: Article) -> Iterator[Given]:
        """The article with what can be put on our text, and what cannot."""
        claims, left = self._parted(item.claims, self._claim)
        notes, left_notes = self._parted(item.notes, self._note)
        decisions, _ = self._parted(item.decisions, self._spanned)
        nothings, _ = self._parted(item.nothings, self._spanned)
        judgements, _ = self._parted(item.judgements, self._judgement)
        kept = {one.uid for one in claims}
        parts: dict[str, Any] = {
            "claims": claims, "notes": notes, "decisions": decisions, "nothings": nothings,
            "judgements": judgements,
            "assessments": tuple(one for one in item.assessments if one.claim in kept),
            "flags": tuple(one for one in item.flags if one.claim in kept),
            "rulings": tuple(one.with_states(_states(item, claims)) for one in item.rulings),
            "tags": tuple(one for one in item.tags if one.claim is None or one.claim in kept),
            "links": tuple(one for one in item.links if {one.claim, one.other} & kept),
        }  # fmt: skip
        metadata = item.article.metadata
        metadata = replace(metadata, outlet=article.metadata.outlet or metadata.outlet)
        ours = replace(article, uid=item.article.uid, metadata=metadata)
        yield replace(
            item, article=ours, text=self._text, facts=(), told=None, relays=(), **parts
        ).check()
        waiting: list[tuple[Claim | Note, str]] = [*left.items(), *left_notes.items()]
        for one, why in waiting:
            places = {one.uid: tuple(self._near(one.span))} if one.span else {}
            yield Held(ArrivalKind.SHIFTED, why, (one,), article.uid, places, item)
        rest = sum(len(getattr(item, name)) - len(parts[name]) for name in _ANSWERS)
        if rest:
            yield Unread((Loss("answers, marks, tags, flags and links", rest, _OTHER_SPACES),))

    def _parted(
        self, things: Iterable[T], move: Callable[[T], T]
    ) -> tuple[tuple[T, ...], dict[T, str]]:
        """Those that could be moved, as they stand on our text; and the rest, each with why not."""
        done: list[T] = []
        left: dict[T, str] = {}
        for one in things:
            try:
                done.append(move(one))
            except SpanError as error:
                left[one] = error.what
        return tuple(done), left

    def _claim(self, claim: Claim) -> Claim:
        hops = tuple(
            replace(hop, span=self._span(hop.span)) if hop.span else hop for hop in claim.hops
        )
        fact = self._fact(claim.fact) if claim.fact else None
        return replace(claim, span=self._span(claim.span), hops=hops, fact=fact)

    def _note(self, note: Note) -> Note:
        return replace(note, span=self._span(note.span)) if note.span else note

    def _spanned(self, thing: Any) -> Any:
        return replace(thing, span=self._span(thing.span))

    def _judgement(self, judgement: RelayJudgement) -> RelayJudgement:
        around = Around(
            *map(self._bounds, (judgement.around.paragraph, judgement.around.statement))
        )
        span = self._span(judgement.span) if judgement.span else None
        fact = self._fact(judgement.fact) if judgement.fact else ""
        return replace(judgement, span=span, around=around, fact=fact)

    def _fact(self, fact: str) -> str:
        """A fact's id by our offsets. Raises SpanError where its words are written otherwise."""
        kind, start, end = fact.rsplit("-", 2)
        bounds = self._bounds((int(start), int(end)))
        assert bounds
        return f"{kind}-{bounds[0]}-{bounds[1]}"

    def _span(self, span: Span) -> Span:
        """A span on our text. Raises SpanError where that may be mistaken."""
        first, last = self._theirs.within(span.start, span.end)
        if not self._ours.stands_once(first, last, _NEIGHBOURS):
            raise SpanError(_TWICE)
        place = self._ours.stretch(first, last)
        if place is None or self._text[slice(*place)] != span.exact:
            raise SpanError(_WRITTEN)
        by = place[0] - span.start
        return Span.of(self._text, *place, [(low + by, high + by) for low, high in span.parts])

    def _bounds(self, bounds: tuple[int, int] | None) -> tuple[int, int] | None:
        """A stretch of which no words are kept: it may be written otherwise."""
        if bounds is None:
            return None
        place = self._ours.stretch(*self._theirs.within(*bounds))
        if place is None:
            raise SpanError("there are no words in it")
        return place

    def _near(self, span: Span) -> Iterator[Span]:
        """Where the letters of a span stand in our text."""
        place = self._ours.stretch(*self._theirs.within(span.start, span.end))
        if place:
            yield Span.of(self._text, *place)


def _states(item: AnnotatedArticle, moved: Iterable[Claim]) -> dict[tuple[str, str], str]:
    """Uid of each claim that was moved, and its state on their text -> its state on ours: what was
    decided of the one was decided of the other."""
    if not item.rulings:
        return {}
    theirs = {claim.uid: claim_state(claim) for claim in item.claims}
    return {(one.uid, theirs[one.uid]): claim_state(one) for one in moved}


_ANSWERS = ("decisions", "nothings", "judgements", "assessments", "tags", "links", "flags")
"""What does not wait by itself: it is on what waits, or answers a question of other words."""
