"""What actions need before they can be done: one table, at the end, from each need to what finds it
and to the reason, in words for the analyst, why it is not there.

How a handler is tied to one stands in `need`. Nothing here changes anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.domain.fact import Credit, Event, Quote
from workbench.policy import Deed
from workbench.services.colleagues import why_hidden
from workbench.services.credits import relay_behind
from workbench.services.relays import my_relays, relay_of_fact
from workbench.services.workbench import Sight
from workbench.tui.actions.here import OPENED, WRITING, is_read_only, to_change
from workbench.tui.actions.need import Lack, Need, need, shown
from workbench.tui.pages.board import BoardPage
from workbench.tui.pages.carry import CarryPage
from workbench.tui.pages.compare import ComparePage
from workbench.tui.pages.lists import JournalPage, ListPage, SourcesPage
from workbench.tui.pages.related import RelatedPage
from workbench.tui.pages.suggestions import SuggestionsPage
from workbench.tui.pages.topics import TopicsPage
from workbench.tui.registry import Pane

if TYPE_CHECKING:
    from workbench.domain.claim import Claim, Hop, Link
    from workbench.domain.fact import Fact
    from workbench.domain.note import Note
    from workbench.domain.relay import Relay
    from workbench.services.descent import Related
    from workbench.services.view import ArticleView
    from workbench.tui.pages.page import TextPage
    from workbench.tui.screens.desk import Desk


# What is found ---------------------------------------------------------------------------------
# Named tuples: they are made at each start, in a tenth of the time that dataclasses take.


class FactHere(NamedTuple):
    """A fact of the open article."""

    view: ArticleView
    fact: Fact


class ClaimHere(NamedTuple):
    """A claim of the open article."""

    view: ArticleView
    claim: Claim
    hop: int | None
    """Position of the hop under the cursor."""


class HopHere(NamedTuple):
    """A hop of a claim of the open article."""

    view: ArticleView
    claim: Claim
    place: int
    """Its position."""

    @property
    def hop(self) -> Hop:
        """The hop itself."""
        return self.claim.hops[self.place]


class CreditHere(NamedTuple):
    """A credit with the article it stands in."""

    view: ArticleView
    relay: Relay


def _fact(desk: Desk) -> FactHere | None:
    page = desk.page.as_text
    fact = page.subject.fact if page else None
    return FactHere(page.article.view, fact) if page and fact else None


def _answerable(desk: Desk) -> FactHere | Claim | Lack:
    claim = desk.page.subject.claim
    if claim and desk.page.pane is Pane.CLAIM:
        return claim
    return FACT.find(desk)


def _claim_here(desk: Desk, claim: Claim) -> ClaimHere | Lack:
    opened = desk.opened
    if opened is None:
        return Lack("no article is open")
    return ClaimHere(opened.article.view, claim, desk.page.subject.hop)


def _hop_here(desk: Desk, here: ClaimHere) -> HopHere | Lack:
    if desk.page.subject.relay:
        return Lack("no hop is under the cursor, but a credit")
    if here.hop is None:
        return Lack("there is no hop yet")
    return HopHere(here.view, here.claim, here.hop)


def _on_its_row(desk: Desk, here: HopHere) -> str | None:
    return None if desk.page.subject.is_hop else "no hop is under the cursor"


def _hop_or_credit(desk: Desk) -> HopHere | CreditHere | Lack:
    return CREDIT.find(desk) if desk.page.subject.relay else HOP.find(desk)


def _credit_here(desk: Desk) -> CreditHere | Lack:
    page = desk.page
    if page.subject.relay and desk.opened:
        return CreditHere(desk.opened.article.view, page.subject.relay)
    if isinstance(page, RelatedPage):
        mine = [one for one in my_relays(page.view) if page.credit and _is_same(one, page.credit)]
        return CreditHere(page.view, mine[0]) if mine else Lack("no credit is under the cursor")
    text = page.as_text
    if text is None:
        return Lack("no article is open")
    view, subject = text.article.view, page.subject
    if subject.claim and subject.claim.analyst != view.analyst:
        return Lack(f"that claim is {subject.claim.analyst}'s, and so is its chain")
    relay = relay_of_fact(view, subject.fact) if subject.fact else None
    if relay is None:
        item = subject.claim or subject.fact
        relay = relay_behind(view, item.span if item else text.article.chosen_words())
    no_credit = Lack("no outlet is credited; {article.credit} adds one")
    return CreditHere(view, relay) if relay else no_credit


def _is_same(one: Relay, other: Relay) -> bool:
    """Whether they are one credit, as two analysts see it."""
    if one.fact or other.fact:
        return one.fact == other.fact
    return not one.article and one.outlet == other.outlet


def _other(desk: Desk, page: RelatedPage) -> tuple[ArticleView, Related] | Lack:
    if page.other is None:
        return Lack("only an article can derive from this one")
    return page.view, page.other


def _pair(desk: Desk, page: RelatedPage) -> tuple[int, int] | Lack:
    own = page.view.number
    numbers = [one.row.number for one in (page.other, *page.related) if one]
    other = next((number for number in numbers if number != own), None)
    return Lack("no other article is here") if other is None else (own, other)


def _searched(desk: Desk) -> TextPage | ListPage | Lack:
    page = desk.page
    if isinstance(page, ListPage):
        return page
    return page.as_text or Lack("no article is open")


def _layer(desk: Desk) -> BoardPage | TextPage | Lack:
    board = BOARD.find(desk)
    return board if isinstance(board, BoardPage) else OPENED.when(_is_hidden).find(desk)


# What may stand against it ---------------------------------------------------------------------


def _is_as_it_is(desk: Desk, here: FactHere) -> str | None:
    if isinstance(here.fact.attributes, Quote | Event):
        return None
    return f"a {here.fact.kind.value} is accepted or rejected as it is"


def _is_neither_credit_nor_said(desk: Desk, here: FactHere) -> str | None:
    return None if isinstance(here.fact.attributes, Credit) else _is_as_it_is(desk, here)


def _is_their_claim(desk: Desk, claim: Claim) -> str | None:
    is_mine = claim.analyst == desk.bench.analyst
    theirs = f"that claim is {claim.analyst}'s; {{claim.new}} makes one of your own"
    return None if is_mine else theirs


def _is_their_link(desk: Desk, link: Link) -> str | None:
    is_mine = link.analyst == desk.bench.analyst
    theirs = f"that link is {link.analyst}'s; {{claim.link}} makes one of your own"
    return None if is_mine else theirs


def _is_their_note(desk: Desk, note: Note) -> str | None:
    is_mine = note.analyst == desk.bench.analyst
    return None if is_mine else f"that note is {note.analyst}'s"


def _is_itself(desk: Desk, page: RelatedPage) -> str | None:
    is_itself = page.other is not None and page.other.row.number == page.view.number
    return "that is the article itself" if is_itself else None


def _is_hidden(desk: Desk, page: TextPage) -> str | None:
    article = page.article
    why = "" if article.shows_colleagues else why_hidden(desk.bench, article.view)
    return (why if desk.bench.sight is Sight.READING else _HIDDEN) if why else None


_HIDDEN = "colleagues stay hidden until no question is open, or {article.done} says done"

# The table -------------------------------------------------------------------------------------


SEARCHED: Need[TextPage | ListPage] = Need(_searched)
"""The open article, or a list, in which words are looked for."""
FACT = need(_fact, "no fact is under the cursor")
FACT_TO_ANSWER = to_change(FACT)
ANSWERABLE: Need[FactHere | Claim] = to_change(Need(lambda desk: _answerable(desk)))
"""A fact, or on the page of a claim what its row shows."""
QUOTE = FACT_TO_ANSWER.when(_is_as_it_is)
"""A fact that can be corrected in all that it says."""
CREDIT_OR_QUOTE = FACT_TO_ANSWER.when(_is_neither_credit_nor_said)
"""A fact whose words name somebody: who speaks, or which outlet is credited."""
CREDIT = WRITING.then(lambda desk, _: _credit_here(desk))
"""The credit under the cursor, or the one that the words under it came through."""

CLAIM = need(lambda desk: desk.page.subject.claim, "no claim is under the cursor")
CLAIM_TO_JUDGE = to_change(CLAIM)
MY_CLAIM = CLAIM.when(_is_their_claim).when(is_read_only)
MY_CLAIM_HERE = MY_CLAIM.then(_claim_here)
HOP = MY_CLAIM_HERE.then(_hop_here)
"""The hop under the cursor; on other rows of a claim its last one."""
HOP_ROW = HOP.when(_on_its_row)
HOP_OR_CREDIT: Need[HopHere | CreditHere] = WRITING.then(lambda desk, _: _hop_or_credit(desk))
MY_LINK = (
    need(lambda desk: desk.page.subject.link, "no link is under the cursor")
    .when(_is_their_link)
    .when(is_read_only)
)

SOURCE = need(lambda desk: desk.page.subject.source, "no source is under the cursor")
"""Uid of a source."""
SOURCE_TO_CHANGE = to_change(SOURCE)

NOTABLE = to_change(
    need(lambda desk: desk.page.subject.notable, "there is nothing to write a note on")
)
PROGRAMS = need(
    lambda desk: desk.bench.policy.may(Deed.START_PROGRAMS) or None, Deed.START_PROGRAMS.value
)
"""That other programs may be started."""
NOTABLE_ELSEWHERE = PROGRAMS.then(lambda desk, _: NOTABLE.find(desk))
"""The same, to be written on in a program of the analyst's."""
MY_NOTE = (
    need(lambda desk: desk.page.subject.note, "no note is under the cursor")
    .when(_is_their_note)
    .when(is_read_only)
)

TOPIC = need(
    lambda desk: desk.page.topic if isinstance(desk.page, TopicsPage) else None,
    "no topic is under the cursor",
).when(is_read_only)
SELECTION = need(lambda desk: desk.page.subject.selection, "no selection is under the cursor").when(
    is_read_only
)

BOARD = shown(BoardPage, "the claim board is not shown")
LAYER: Need[BoardPage | TextPage] = Need(_layer)
"""The board, or an open article where colleagues' work may be seen."""
SOURCES = shown(SourcesPage, "the list of sources is not shown")
JOURNAL = shown(JournalPage, "the journal is not shown")
COMPARED = shown(ComparePage, "no two articles are compared here")
RELATED = shown(RelatedPage, "no related article is under the cursor")
RELATION = RELATED.when(_is_itself).when(is_read_only)
"""An outlet or another article under the cursor."""
OTHER_ARTICLE = RELATION.then(_other)
PAIR = shown(RelatedPage, "no other article is here").then(_pair)
"""Numbers of the article and of the one under the cursor, or of the first other one."""
PAIR_TO_CARRY = PAIR.when(is_read_only)
CARRIED = shown(CarryPage, "no claims to carry over are shown").when(is_read_only)
SUGGESTIONS = to_change(
    shown(SuggestionsPage, "no place is left").when(
        lambda desk, page: None if page.places else "no place is left"
    )
)

SHELL = need(lambda desk: desk.bench.policy.may_suspend or None, Deed.SUSPEND.value)
SAMPLE = need(
    lambda desk: desk.home.is_temporary or None, "it runs on the sample set: workbench tutor"
)
LESSON = need(lambda desk: desk.tutor.is_running or None, "no lesson is shown")
TUTORIAL = need(lambda desk: desk.tutor.is_shown or None, "there is no tutorial to leave")
