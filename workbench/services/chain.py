"""The chain behind a claim: hops added, removed, moved, and who stands in them.

A source is named by a `Named`: one that is there, or the name of one that is made on the spot, in
the same act. The words that name it are looked up in the text near the claim.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.domain.claim import Assertion, Claim, Hop, HopClass, Mode
from workbench.domain.fact import Fact
from workbench.domain.journal import Entry
from workbench.domain.quotation import quoted_part
from workbench.domain.span import Span
from workbench.domain.text import occurrences
from workbench.errors import UsageError
from workbench.services.annotate import correct_fact, edit_claim, new_claim
from workbench.services.review import proposed_claim
from workbench.services.sources import NameBook
from workbench.services.view import ArticleView
from workbench.services.who import sort_of
from workbench.services.workbench import Workbench, clean_words


@dataclass(frozen=True, slots=True)
class Named:
    """A source by its uid, or a new one by its name."""

    name: str
    uid: str = ""
    """Empty for one that is to be made, unless the name is an exact alias of one."""


def add_hop(
    bench: Workbench, view: ArticleView, claim: Claim, named: Named, *, place: int
) -> Entry | None:
    """Put a hop into a claim's chain, before the one that is at place now."""
    book = NameBook(bench)
    hop = _new_hop(view, named, book, near=claim.span)
    beside = claim.hops[max(0, place - 1) : place + 1]
    if any(hop.sources and hop.sources == one.sources for one in beside):
        raise UsageError(f"{named.name} is in the chain there already")
    hops = (*claim.hops[:place], hop, *claim.hops[place:])
    return edit_claim(bench, view, replace(claim, hops=hops), book=book, op="add hop")


def claim_by(bench: Workbench, view: ArticleView, span: Span, named: Named | None) -> Claim:
    """Record a claim on a span, with who says it; None: the outlet itself."""
    book = NameBook(bench)
    hops: tuple[Hop, ...] = ()
    if named:
        hop = _new_hop(view, named, book, near=span)
        hops = (replace(hop, mode=mode_of(view.text, span)),)
    return new_claim(bench, view, span, hops=hops, book=book)


def mode_of(text: str, span: Span) -> Mode:
    """How words are told, by the quotation marks on and around them."""
    some, whole = quoted_part(text, span.start, span.end)
    if not some:
        return Mode.INDIRECT
    return Mode.DIRECT if whole else Mode.MIXED


def remove_hop(bench: Workbench, view: ArticleView, claim: Claim, place: int) -> Entry | None:
    """Take a hop out."""
    hops = (*claim.hops[:place], *claim.hops[place + 1 :])
    return edit_claim(bench, view, replace(claim, hops=hops), op="remove hop")


def move_hop(
    bench: Workbench, view: ArticleView, claim: Claim, place: int, *, to: int
) -> Entry | None:
    """Change places with the hop at another place. Raises UsageError beyond the chain's ends."""
    if not 0 <= to < len(claim.hops):
        raise UsageError("it is at the end of the chain")
    hops = list(claim.hops)
    hops[place], hops[to] = hops[to], hops[place]
    return edit_claim(bench, view, replace(claim, hops=tuple(hops)), op="move hop")


def set_hop(
    bench: Workbench, view: ArticleView, claim: Claim, place: int, hop: Hop
) -> Entry | None:
    """Put another hop in a hop's place. An unattributed one names nobody."""
    if hop.hop_class is HopClass.UNATTRIBUTED:
        hop = replace(hop, sources=())
    hops = (*claim.hops[:place], hop, *claim.hops[place + 1 :])
    return edit_claim(bench, view, replace(claim, hops=hops), op="edit hop")


def set_source(
    bench: Workbench, view: ArticleView, claim: Claim, place: int, named: Named
) -> Entry | None:
    """Say who a hop's source is; its words are looked up anew."""
    book = NameBook(bench)
    changed = _named_hop(view, claim.hops[place], named, book, near=claim.span)
    hops = (*claim.hops[:place], changed, *claim.hops[place + 1 :])
    return edit_claim(bench, view, replace(claim, hops=hops), book=book, op="choose source")


def add_joint_source(
    bench: Workbench, view: ArticleView, claim: Claim, place: int, named: Named
) -> Entry | None:
    """Say that somebody says it jointly with a hop's sources."""
    book = NameBook(bench)
    hop = claim.hops[place]
    sources = tuple(dict.fromkeys((*hop.sources, _uid(view, named, book))))
    hops = (*claim.hops[:place], replace(hop, sources=sources), *claim.hops[place + 1 :])
    return edit_claim(bench, view, replace(claim, hops=hops), book=book, op="add joint source")


def correct_speaker(bench: Workbench, view: ArticleView, fact: Fact, named: Named) -> Entry | None:
    """Accept a fact with another speaker; with the one that it has, it is accepted as it is."""
    book = NameBook(bench)
    claim = _claim_so_far(bench, view, fact, book)
    last = claim.hops[-1] if claim.hops else Hop()
    changed = _named_hop(view, last, named, book, near=fact.span)
    if changed.sources == last.sources:
        changed = last
    return correct_fact(bench, view, fact, hops=(*claim.hops[:-1], changed), book=book)


def correct_mode(bench: Workbench, view: ArticleView, fact: Fact, mode: Mode) -> Entry | None:
    """Accept a fact with another mode."""
    book = NameBook(bench)
    claim = _claim_so_far(bench, view, fact, book)
    last = replace(claim.hops[-1] if claim.hops else Hop(), mode=mode)
    return correct_fact(bench, view, fact, hops=(*claim.hops[:-1], last), book=book)


def correct_assertion(
    bench: Workbench, view: ArticleView, fact: Fact, assertion: Assertion
) -> Entry | None:
    """Accept a fact with another assertion of its speaker, and a factuality that goes with it."""
    book = NameBook(bench)
    claim = _claim_so_far(bench, view, fact, book)
    last = (claim.hops[-1] if claim.hops else Hop()).asserting(assertion)
    return correct_fact(bench, view, fact, hops=(*claim.hops[:-1], last), book=book)


def correct_cue(bench: Workbench, view: ArticleView, fact: Fact, cue: str) -> Entry | None:
    """Accept a fact with another cue."""
    book = NameBook(bench)
    claim = _claim_so_far(bench, view, fact, book)
    last = replace(claim.hops[-1] if claim.hops else Hop(), cue=clean_words(cue))
    return correct_fact(bench, view, fact, hops=(*claim.hops[:-1], last), book=book)


def find_words(text: str, words: str, near: Span) -> Span | None:
    """Where words stand in the text, case aside, nearest to a span; None when they do not."""
    found = occurrences(text, words)
    if not found:
        return None
    start, end = min(found, key=lambda at: min(abs(at[0] - near.start), abs(at[0] - near.end)))
    return Span.of(text, start, end)


def _new_hop(view: ArticleView, named: Named, book: NameBook, *, near: Span) -> Hop:
    """A hop for a source, of the class that the machine would give it."""
    hop_class, _ = sort_of(view, named.name)
    words = find_words(view.text, named.name, near)
    return Hop((_uid(view, named, book),), words, hop_class=hop_class)


def _uid(view: ArticleView, named: Named, book: NameBook) -> str:
    """A source's uid; one that is made on the spot is what its name says."""
    return named.uid or book.uid(named.name, sort_of(view, named.name)[1])


def _named_hop(view: ArticleView, hop: Hop, named: Named, book: NameBook, *, near: Span) -> Hop:
    """A hop with another source, of that one's class."""
    new = _new_hop(view, named, book, near=near)
    return replace(hop, sources=new.sources, span=new.span or hop.span, hop_class=new.hop_class)


def _claim_so_far(bench: Workbench, view: ArticleView, fact: Fact, book: NameBook) -> Claim:
    """The claim that came of the fact, or the one that accepting it would give."""
    claim = view.claim_of(fact.id) or proposed_claim(bench, view, fact, book)
    if claim is None:
        raise UsageError(f"a {fact.kind.value} is accepted or rejected as it is")
    return claim
