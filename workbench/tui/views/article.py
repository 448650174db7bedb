"""The open article: its text with cursor and selection, and the list of facts and claims beside it.

Everything comes from one `ArticleView`; after a change the view is read anew and the cursor stays
on the same thing. Pure state: the screen paints it, actions move it.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.domain.claim import Claim
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import LINE_KINDS, NAME_KINDS, Fact, Kind, Quote
from workbench.domain.motion import Unit as TextUnit
from workbench.domain.motion import object_at, selected
from workbench.domain.span import Span
from workbench.present.layers import claim_layers, fact_layers
from workbench.present.spans import Layer, SpanIndex
from workbench.services.view import ArticleView

DETAILS = (*NAME_KINDS, Kind.TIME, Kind.QUANTITY, *LINE_KINDS)
"""Kinds that are no questions: listed only when they are asked for."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the list: a fact (with the claim that came of it) or a claim of its own."""

    fact: Fact | None
    claim: Claim | None

    @property
    def key(self) -> str:
        """What stays the same when the view is read anew."""
        return self.fact.id if self.fact else self.claim.uid if self.claim else ""

    @property
    def span(self) -> Span:
        """Where it stands: a claim's own words, which a correction may have moved."""
        if self.claim:
            return self.claim.span
        assert self.fact
        return self.fact.span


class OpenArticle:
    """One article on the desk."""

    def __init__(self, view: ArticleView, *, offset: int = 0) -> None:
        self.view = view
        self.offset = min(offset, max(0, len(view.text) - 1))
        """The cursor in the text, in code points."""
        self.anchor: int | None = None
        """Where the selection began; None when nothing is being selected."""
        self.shows_details = False
        """Whether names, times, quantities and lines are listed too."""
        self.shows_colleagues = False
        self.hits: tuple[tuple[int, int], ...] = ()
        self.cursor = 0
        """Row of the list."""
        self.items: tuple[Item, ...] = ()
        self._list()

    # what is there

    @property
    def item(self) -> Item | None:
        """The row under the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def verdict(self, fact: Fact) -> Verdict | None:
        """The analyst's answer to a fact."""
        decision = self.view.decision(fact.id)
        return decision.verdict if decision else None

    def verdicts(self) -> dict[str, Verdict]:
        """Fact id -> the analyst's answer."""
        return {
            decision.fact: decision.verdict
            for decision in self.view.decisions
            if decision.analyst == self.view.analyst
        }

    def claims(self) -> list[Claim]:
        """The claims that are shown: mine, and colleagues' when they are asked for."""
        if self.shows_colleagues:
            return list(self.view.claims)
        return self.view.my_claims()

    def colleagues(self, fact: Fact) -> list[Decision]:
        """What others answered, when they are shown."""
        if not self.shows_colleagues:
            return []
        return [
            decision
            for decision in self.view.decisions
            if decision.fact == fact.id and decision.analyst != self.view.analyst
        ]

    def layers(self) -> list[Layer]:
        """What is highlighted in the text."""
        return [*fact_layers(self.view.facts, self.verdicts()), *claim_layers(self.claims())]

    def index(self) -> SpanIndex:
        """The layers by place."""
        return SpanIndex(self.layers())

    # moving

    def take(self, view: ArticleView) -> None:
        """Show a view that was read anew; the cursor stays on the same thing."""
        key = self.item.key if self.item else ""
        self.view = view
        self._list()
        self.select_key(key)

    def select_key(self, key: str) -> bool:
        """Put the list's cursor on a fact or claim; False when it is not listed."""
        for place, item in enumerate(self.items):
            if item.key == key or (item.claim and item.claim.uid == key):
                self.cursor = place
                return True
        self.cursor = min(self.cursor, max(0, len(self.items) - 1))
        return False

    def select(self, place: int) -> None:
        """Put the list's cursor on a row; the text's goes to its words."""
        self.cursor = max(0, min(place, len(self.items) - 1))
        if self.item:
            self.offset = self.item.span.start

    def put_offset(self, offset: int) -> None:
        """Put the text's cursor at a code point; the list's goes to the narrowest thing there."""
        self.offset = max(0, min(offset, len(self.view.text) - 1))
        here = self.items_at(self.offset)
        if here and self.cursor not in here:
            self.cursor = here[0]

    def items_at(self, offset: int) -> list[int]:
        """Rows of what covers a code point, the narrowest first."""
        covering = [place for place, item in enumerate(self.items) if item.span.contains(offset)]
        return sorted(
            covering, key=lambda place: self.items[place].span.end - self.items[place].span.start
        )

    def next_question(self, *, forward: bool = True, keys: frozenset[str] | None = None) -> bool:
        """Go to the next open question from the cursor on, round the end; False without one."""
        wanted = keys or frozenset(fact.id for fact in self.view.open_questions())
        places = [place for place, item in enumerate(self.items) if item.key in wanted]
        return self._go(places, forward=forward)

    def next_claim(self, *, forward: bool = True) -> bool:
        """Go to the next claim of mine."""
        mine = {claim.uid for claim in self.view.my_claims()}
        places = [
            place for place, item in enumerate(self.items) if item.claim and item.claim.uid in mine
        ]
        return self._go(places, forward=forward)

    def next_quote(self, *, forward: bool = True) -> bool:
        """Go to the next quote, answered or not."""
        places = [
            place
            for place, item in enumerate(self.items)
            if item.fact and isinstance(item.fact.attributes, Quote)
        ]
        return self._go(places, forward=forward)

    def next_item(self, *, forward: bool = True) -> bool:
        """Go to the next row."""
        return self._go(list(range(len(self.items))), forward=forward)

    def _go(self, places: list[int], *, forward: bool) -> bool:
        if not places:
            return False
        if forward:
            target = next((place for place in places if place > self.cursor), places[0])
        else:
            target = next((place for place in reversed(places) if place < self.cursor), places[-1])
        self.select(target)
        return True

    # selecting

    def selection(self) -> Span | None:
        """The selected words."""
        if self.anchor is None:
            return None
        start, end = selected(self.view.text, self.anchor, self.offset)
        return Span.of(self.view.text, start, end)

    def chosen_words(self) -> Span:
        """The selected words, else the sentence under the cursor, without space at its ends."""
        span = self.selection()
        start, end = (
            (span.start, span.end)
            if span
            else object_at(self.view.text, self.offset, TextUnit.SENTENCE)
        )
        text = self.view.text
        while start < end - 1 and text[start].isspace():
            start += 1
        while end > start + 1 and text[end - 1].isspace():
            end -= 1
        return Span.of(text, start, end)

    def _list(self) -> None:
        view = self.view
        claims = {claim.uid: claim for claim in self.claims()}
        items = []
        for fact in view.facts:
            claim = view.claim_of(fact.id)
            if claim:
                claims.pop(claim.uid, None)
            if fact.is_question or claim or self.shows_details:
                items.append(Item(fact, claim))
        items += [Item(None, claim) for claim in claims.values()]
        items.sort(key=lambda item: (item.span.start, -item.span.end))
        self.items = tuple(items)
        self.cursor = max(0, min(self.cursor, len(items) - 1))

    def list_again(self) -> None:
        """Make the list anew after a change of what is shown."""
        key = self.item.key if self.item else ""
        self._list()
        self.select_key(key)
