"""The open article: its text with cursor and selection, and the list of facts and claims beside it.

Everything comes from one `ArticleView`; after a change the view is read anew and the cursor stays
on the same thing. Pure state: the screen paints it, actions move it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING

from workbench.domain.agreement import Agreement, says_the_same
from workbench.domain.claim import Claim
from workbench.domain.coverage import Coverage
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Event, Fact, Quote
from workbench.domain.fact_filter import fits, parse_fact_filter
from workbench.domain.filter.tree import Filter
from workbench.domain.found import Found
from workbench.domain.headline import prints_title
from workbench.domain.motion import Extent
from workbench.domain.sentence_words import SentenceWords
from workbench.domain.span import Span
from workbench.domain.tag import Tag
from workbench.domain.trust import Trust
from workbench.present.layers import claim_layers, fact_layers
from workbench.present.spans import SpanIndex
from workbench.services.colleagues import agreement_of
from workbench.services.coverage import coverage_of
from workbench.services.view import ArticleView
from workbench.tui.views.text_cursor import TextCursor

if TYPE_CHECKING:
    from workbench.domain.stated import ToldStatement
    from workbench.services.learning import Likelihood


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the list: a fact (with the claim that came of it), a claim of its own, or an answer
    whose words are no fact any more."""

    fact: Fact | None
    claim: Claim | None
    answer: Decision | None = None

    @property
    def key(self) -> str:
        """What stays the same when the view is read anew."""
        if self.answer:
            return self.answer.fact
        return self.fact.id if self.fact else self.claim.uid if self.claim else ""

    @property
    def uid(self) -> str:
        """The claim's; empty without one."""
        return self.claim.uid if self.claim else ""

    @property
    def span(self) -> Span:
        """Where it stands: a claim's own words, which a correction may have moved."""
        if self.claim:
            return self.claim.span
        if self.answer:
            return self.answer.span
        assert self.fact
        return self.fact.span


class ListOrder(Enum):
    """How the list beside the text is ordered."""

    TEXT = "text"
    LIKELIEST = "likeliest"
    """The likeliest right first."""


class OpenArticle(TextCursor):
    """One article on the desk."""

    def __init__(self, view: ArticleView, *, offset: int = 0) -> None:
        super().__init__(view.text, offset)
        self.view = view
        self.trust: Trust | None = None
        """What the decisions in this database say of each rule, once that is computed."""
        self.filter_words: str | None = None
        """Which facts are listed, as it was typed; None: questions, and what became a claim."""
        self.order = ListOrder.TEXT
        self._learned: Likelihood | None = None
        """How likely a fact is accepted as it stands, where the answers here are to tell."""
        self._terms: Filter = ()
        self.shows_colleagues = False
        self.seconded: dict[str, list[str]] = {}
        """Uid of a claim of the analyst's own -> the colleagues whose claims say the same, and have
        no row of their own."""
        self.told: tuple[ToldStatement, ...] = ()
        """Its statements that have counterparts in other articles, once that is known."""
        self.told_of: ArticleView | None = None
        """Of which view."""
        self._agreed: tuple[ArticleView, Agreement] | None = None
        """What was compared last, and what came of it."""
        self._covered: tuple[ArticleView, Coverage] | None = None
        """Of which view it was worked out last what is covered, and what came of it."""
        self._headed: tuple[str, str] = ("", "")
        """Of which title it was looked up last whether the text prints it, and what came of it."""
        self._laid: tuple[Found, SpanIndex] | None = None
        """What was found, and its layers by place."""
        self.hits: tuple[tuple[int, int], ...] = ()
        self.cursor = 0
        """Row of the list."""
        self._text_leads = False
        """Whether the text's cursor was put somewhere last, not the list's."""
        self._is_gone = False
        """Whether the row that the cursor was on is listed no longer: the next one stands there."""
        self.items: tuple[Item, ...] = ()
        self._list()

    @property
    def words(self) -> SentenceWords:
        """What motions know of the article's language."""
        return self.view.sentence_words

    # what is there

    @property
    def item(self) -> Item | None:
        """The row under the cursor."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    @property
    def statement(self) -> ToldStatement | None:
        """The row under the cursor beside what other articles say of it; None where none does."""
        item = self.item
        return self.statement_on(item.fact, item.claim) if item and not item.answer else None

    def statement_on(self, fact: Fact | None, claim: Claim | None) -> ToldStatement | None:
        """A fact or claim beside what other articles say of it; None where none does."""
        return next((one for one in self.told if one.is_on(fact, claim)), None)

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

    def tags(self, claim: str | None = None) -> list[Tag]:
        """The tags that are shown of a claim, or of the article: mine first."""
        mine, tags = self.view.analyst, self.view.tags_on(claim)
        shown = [tag for tag in tags if self.shows_colleagues or tag.analyst == mine]
        return sorted(shown, key=lambda tag: tag.analyst != mine)

    def colleagues(self, fact: Fact) -> list[Decision]:
        """What others answered, when they are shown."""
        if not self.shows_colleagues:
            return []
        return [
            decision
            for decision in self.view.decisions
            if decision.fact == fact.id and decision.analyst != self.view.analyst
        ]

    @property
    def agreement(self) -> Agreement:
        """Where colleagues say the same and where not, while they are shown."""
        if not self.shows_colleagues:
            return Agreement()
        if self._agreed is None or self._agreed[0] is not self.view:
            self._agreed = (self.view, agreement_of(self.view))
        return self._agreed[1]

    @property
    def headline(self) -> str:
        """The title, where the text does not print it: of an article that is older than headlines
        in texts, or one whose title was set. It is read, and is no part of what is annotated."""
        title = self.view.article.metadata.title
        if self._headed[0] != title:
            self._headed = (title, "" if prints_title(self.view.text, title) else title)
        return self._headed[1]

    @property
    def coverage(self) -> Coverage:
        """What the analyst has covered of the text, sentence by sentence."""
        if self._covered is None or self._covered[0] is not self.view:
            self._covered = (self.view, coverage_of(self.view))
        return self._covered[1]

    def next_uncovered(self, *, forward: bool = True) -> bool:
        """Go to the next sentence that nothing covers, round the end; False without one."""
        covered = self.coverage
        here = covered.place_at(self.offset)
        if here is None:
            return False
        low, high = covered.sentences[here]
        after = here + 1 if low <= self.offset else here
        before = here if self.offset >= high else here - 1
        start, around = (after, 0) if forward else (before, len(covered) - 1)
        place = next(covered.uncovered_from(start, forward=forward), None)
        if place is None:
            place = next(covered.uncovered_from(around, forward=forward), None)
        if place is None:
            return False
        self.extend(*covered.sentences[place])
        return True

    def sentences_here(self, count: int | None = None) -> list[Extent]:
        """The sentences that are selected; without a selection the one under the cursor, with a
        count so many uncovered ones from there on."""
        covered = self.coverage
        if span := self.selection():
            places = {one for piece in span.pieces for one in covered.places_in(*piece)}
            return [covered.sentences[place] for place in sorted(places)]
        here = covered.place_at(self.offset)
        if here is None:
            return []
        if count is None:
            return [covered.sentences[here]]
        wanted = islice(covered.uncovered_from(here), count)
        return [covered.sentences[place] for place in wanted]

    def next_difference(self, *, forward: bool = True) -> bool:
        """Go to the next words that a colleague sees otherwise."""
        keys = {one.key for one in self.agreement.differences}
        places = [place for place, item in enumerate(self.items) if keys & {item.key, item.uid}]
        return self._go(places, forward=forward)

    def index(self) -> SpanIndex:
        """The facts that are still held, by place; worked out once for what was found."""
        found = self.view.found
        if self._laid is None or self._laid[0] is not found:
            self._laid = found, SpanIndex(fact_layers(found))
        verdicts = self.verdicts()
        rejected = {key for key, verdict in verdicts.items() if verdict is Verdict.REJECTED}
        return self._laid[1].hiding(rejected)

    def claims_index(self) -> SpanIndex:
        """The claims that are shown, by place."""
        return SpanIndex(claim_layers(self.claims()))

    # moving

    def take(self, view: ArticleView) -> None:
        """Show a view that was read anew; the cursor stays on the same thing."""
        key = self.item.key if self.item else ""
        leads = self._text_leads
        self.view = view
        self._list()
        self._is_gone = bool(key) and not self.select_key(key)
        self._text_leads = leads

    def select_key(self, key: str) -> bool:
        """Put the list's cursor on a fact or claim; False when it is not listed."""
        self._text_leads = False
        for place, item in enumerate(self.items):
            if item.key == key or (item.claim and item.claim.uid == key):
                self.cursor = place
                return True
        self.cursor = min(self.cursor, max(0, len(self.items) - 1))
        return False

    def select(self, place: int) -> None:
        """Put the list's cursor on a row; the text's goes to its words."""
        self.cursor = max(0, min(place, len(self.items) - 1))
        self._text_leads = self._is_gone = False
        if self.item:
            self.offset = self.item.span.start

    def go_on_from_row(self) -> None:
        """What comes next is counted from the list's cursor, wherever the text's was moved."""
        self._text_leads = False

    def put_offset(self, offset: int) -> None:
        """Put the text's cursor at a code point; the list's goes to the narrowest thing there."""
        super().put_offset(offset)
        self._text_leads = True
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

    def later_question(self) -> bool:
        """Go to the next open question below the cursor; False at the last one."""
        wanted = frozenset(fact.id for fact in self.view.open_questions())
        places = [place for place, item in enumerate(self.items) if item.key in wanted]
        return self._go([place for place in places if self._is_later(place)], forward=True)

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
            target = next((place for place in places if self._is_later(place)), places[0])
        else:
            target = next(
                (place for place in reversed(places) if self._is_earlier(place)), places[-1]
            )
        if self.anchor is None:
            self.select(target)
        else:
            self.extend(self.items[target].span.start, self.items[target].span.end)
            self.cursor = target
        return True

    @property
    def is_away(self) -> bool:
        """Whether the text's cursor was moved out of what the list's is on."""
        if self.item is None:
            return True
        return self._text_leads and not self.item.span.contains(self.offset)

    def _is_later(self, place: int) -> bool:
        if self.is_away:
            return self.items[place].span.start > self.offset
        return place > self.cursor or (self._is_gone and place == self.cursor)

    def _is_earlier(self, place: int) -> bool:
        if self.is_away:
            return self.items[place].span.start < self.offset
        return place < self.cursor

    # selecting

    def spans_here(self) -> list[Span]:
        """What was found or recorded at the cursor, listed or not, the narrowest first."""
        spans = [fact.span for fact in self.view.facts] + [one.span for one in self.claims()]
        here = {span for span in spans if span.contains(self.offset)}
        return sorted(here, key=lambda span: (span.end - span.start, span.start))

    def frame_of(self, span: Span) -> Extent:
        """A span with the words that name who says it and the verb of saying, as far as known."""
        ends = [span]
        for fact in self.view.facts:
            if (fact.span.start, fact.span.end) != (span.start, span.end):
                continue
            if isinstance(fact.attributes, Quote):
                ends += [one for one in (fact.attributes.cue,) if one]
                ends += [hop.span for hop in fact.attributes.hops]
                ends += [one.span for one in (fact.attributes.speaker,) if one]
            elif isinstance(fact.attributes, Event) and fact.attributes.asserter:
                ends.append(fact.attributes.asserter.span)
        for claim in self.claims():
            if claim.span == span:
                ends += [hop.span for hop in claim.hops if hop.span]
        return min(end.start for end in ends), max(end.end for end in ends)

    # what is listed

    def list_only(
        self,
        words: str | None,
        order: ListOrder = ListOrder.TEXT,
        learned: Likelihood | None = None,
    ) -> None:
        """List the facts that a filter leaves; None: questions that are worth asking, and claims.
        learned: what the answers here teach of how likely a fact is right. Raises UsageError."""
        self._terms = parse_fact_filter(words or "")
        self._learned = learned
        self.filter_words = words
        self.order = order
        self.list_again()

    def _candidates(self, made: Mapping[str, Claim | None]) -> Iterable[Fact]:
        """The facts that may be listed: all, or the questions and what became a claim."""
        found = self.view.found
        if self.filter_words is not None:
            return found
        claimed = (found.get(one) for one, claim in made.items() if claim)
        others = [fact for fact in claimed if fact and not fact.is_question]
        if not others:
            return found.questions
        return sorted((*found.questions, *others), key=lambda fact: found.places[fact.id])

    def _is_listed(self, fact: Fact, claim: Claim | None, verdict: Verdict | None) -> bool:
        if self.filter_words is None:
            is_asked = fact.rule not in self.view.unasked or verdict is not None
            return (fact.is_question and is_asked) or claim is not None
        return fits(fact, verdict, self._terms, likelihood=self.likelihood(fact))

    def likelihood(self, fact: Fact) -> float:
        """That a fact is right, 0 to 1: as its rule shipped, corrected by this desk's answers."""
        if self.trust is None:
            return fact.score
        metadata = self.view.article.metadata
        return self.trust.of(fact.rule, metadata.outlet or "", metadata.lang, shipped=fact.score)

    def _place_of(self, item: Item) -> tuple[float, int, int]:
        likelihood = 0.0
        if self.order is ListOrder.LIKELIEST and item.fact:
            learned = self._learned(item.fact) if self._learned else None
            likelihood = self.likelihood(item.fact) if learned is None else learned
        return -likelihood, item.span.start, -item.span.end

    def _claims_with_a_row(self) -> dict[str, Claim]:
        """Uid -> the claims that are shown, but for those that say what one of mine says."""
        claims = {claim.uid: claim for claim in self.claims()}
        names, mine = self.view.source_names, self.view.my_claims()
        self.seconded = {}
        for theirs in [one for one in claims.values() if one.analyst != self.view.analyst]:
            own = next((one for one in mine if says_the_same(one, theirs, names)), None)
            if own:
                self.seconded.setdefault(own.uid, []).append(theirs.analyst)
                del claims[theirs.uid]
        return claims

    def _list(self) -> None:
        view = self.view
        claims = self._claims_with_a_row()
        verdicts = self.verdicts()
        mine = {one.uid: one for one in view.my_claims()}
        made = {
            one.fact: mine.get(one.claim or "")
            for one in view.decisions
            if one.analyst == view.analyst
        }
        items = []
        for fact in self._candidates(made):
            claim = made.get(fact.id)
            if claim:
                claims.pop(claim.uid, None)
            if self._is_listed(fact, claim, verdicts.get(fact.id)):
                items.append(Item(fact, claim))
        if not self._terms:
            items += [Item(None, claim) for claim in claims.values()]
            items += [Item(None, None, answer) for answer in view.answered_words()]
        items.sort(key=self._place_of)
        self.items = tuple(items)
        self.cursor = max(0, min(self.cursor, len(items) - 1))

    def list_again(self) -> None:
        """Make the list anew after a change of what is shown."""
        key = self.item.key if self.item else ""
        self._list()
        self.select_key(key)
