"""Carrying claims over: from an article to one that revises it, or that brings the same wire story.

What stands there in just these words, said by the same one, is carried over as one act; what is
slightly otherwise is offered for a look, each by itself; another speaker, number or a denial is
another claim, and never offered. The old claims stay: the new ones update them, or are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from workbench.domain.claim import Claim, Link, LinkKind
from workbench.domain.fact import Fact
from workbench.domain.journal import Change, Entry
from workbench.domain.landing import Landing, Why
from workbench.domain.ledger import OvertakenError
from workbench.domain.naming import fold_name
from workbench.domain.relay import RelayKind, RelayStatus
from workbench.domain.span import Span, shorten
from workbench.errors import UsageError
from workbench.present.counting import counted
from workbench.services.comparing import Compared, compare_articles
from workbench.services.descent import related_articles
from workbench.services.elsewhere import like, making
from workbench.services.landing import Texts, land
from workbench.services.saying import tongue_of
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

_COPIED = ("topic", "time", "place")
_TOLD = ("restatement", "gloss")
"""What a claim says in its own words: copied with just the same words alone."""

_LEAST_SHARED = 0.5
"""Of one of two texts: what of it stands in the other where they are one story unasked."""


@dataclass(frozen=True, slots=True)
class Carriage:
    """What of one article's claims can be carried over to another one."""

    number: int
    """Where to."""
    origin: int
    """Where from."""
    kind: LinkKind
    """How the new claims stand to the old ones."""
    landings: tuple[Landing, ...]
    """In the order of the old text; without those that were carried over already."""

    @property
    def exact(self) -> tuple[Landing, ...]:
        """Those that go as one act."""
        return tuple(one for one in self.landings if one.is_exact)

    @property
    def offered(self) -> tuple[Landing, ...]:
        """Those that want a look."""
        return tuple(one for one in self.landings if one.is_offered and not one.is_exact)

    @property
    def left(self) -> tuple[Landing, ...]:
        """Those that are not carried over."""
        return tuple(one for one in self.landings if not one.is_offered)


def carriage(bench: Workbench, number: int, origin: int) -> Carriage:
    """What of the analyst's claims on one article can be carried over to another. Raises
    NotFoundError, UsageError, also where the two do not tell the same."""
    here, there = view_article(bench, origin), view_article(bench, number)
    compared = compare_articles(bench, origin, number)
    langs = compared.left.metadata.lang, compared.right.metadata.lang
    if not _is_one_story(bench, there, origin, compared):
        raise UsageError(
            f"#{number} is no revision of #{origin} and not the same story",
            "Make its claims anew, or say first that one derives from the other.",
        )
    texts = Texts(here.text, there.text, compared.comparison, *map(tongue_of, langs))
    done = _carried(bench, number, origin)
    landings = [
        _landing(here, there, texts, claim) for claim in here.my_claims() if claim.uid not in done
    ]
    return Carriage(number, origin, _kind(here, there), tuple(landings))


def carry_over(
    bench: Workbench, view: ArticleView, found: Carriage, which: Sequence[Landing]
) -> Entry | None:
    """Carry these claims over, as one act, without those that were carried over meanwhile, at
    another desk; None where none are left. Raises UsageError for what is not offered, ConflictError
    on a lost race."""
    for landing in which:
        if landing.span is None or not landing.is_offered:
            raise UsageError(
                f"“{shorten(landing.claim.span.exact, 24)}” is another claim there: {landing.why}",
                "Make a claim of its own.",
            )
    while which:
        last = bench.store.journal.last_of(bench.analyst)
        done = _carried(bench, found.number, found.origin)
        left = [one for one in which if one.claim.uid not in done]
        about = f"{counted(len(left), 'claim')} from #{found.origin} to #{found.number}"
        changes = _carrying(bench, view, found, left) if left else []
        with suppress(OvertakenError):  # what she did meanwhile may have been just this
            return bench.act("carry over", changes, about, last=last)
    return None


def carried_by(entry: Entry | None) -> set[str]:
    """The uids of the claims that an act carried over."""
    links = entry.changes if entry else ()
    return {one.after["other"] for one in links if one.entity == "link" and one.after}


def _carrying(
    bench: Workbench, view: ArticleView, found: Carriage, which: Sequence[Landing]
) -> list[Change]:
    changes: list[Change] = []
    for landing in which:
        assert landing.span
        made = like(bench, view, landing.claim, landing.span)
        said = {name: getattr(landing.claim, name) for name in _COPIED}
        if landing.span.exact == landing.claim.span.exact:
            said |= {name: getattr(landing.claim, name) for name in _TOLD}
        made = replace(made, **said)
        link = Link(bench.uid(), bench.analyst, found.kind, made.uid, landing.claim.uid)
        # Of two claims on the same words the first answers the question about them.
        answered = {change.uid for change in changes if change.entity == "decision"}
        changes += [one for one in making(bench, view, made) if one.uid not in answered]
        changes.append(Change("link", link.uid, None, link.to_record()))
    return [*changes, bench.opening(view.article.uid)]


def _is_one_story(bench: Workbench, there: ArticleView, origin: int, compared: Compared) -> bool:
    """Whether somebody or the machine found the two related, and nobody rejected it; or whether
    half of one of the texts stands in the other."""
    for one in related_articles(bench, there):
        if one.row.number == origin:
            return one.relay is None or one.relay.status is not RelayStatus.REJECTED
    shares = compared.comparison.left_share, compared.comparison.right_share
    return max(shares) >= _LEAST_SHARED


def _kind(here: ArticleView, there: ArticleView) -> LinkKind:
    """A wire story that another outlet brings says the same; a later text of one outlet updates."""
    relays = [
        *(one.kind for one in there.relays if one.article == here.article.uid),
        *(one.kind for one in here.relays if one.article == there.article.uid),
    ]
    if RelayKind.REVISION in relays:
        return LinkKind.UPDATES
    outlets = here.article.metadata.outlet, there.article.metadata.outlet
    is_other = None in outlets or outlets[0] != outlets[1]
    return LinkKind.SAME if is_other else LinkKind.UPDATES


def _carried(bench: Workbench, number: int, origin: int) -> set[str]:
    """The claims that the analyst linked with one of hers there already."""
    mine, old = (
        {one.uid for one in bench.store.claims.of_article(each) if one.analyst == bench.analyst}
        for each in (number, origin)
    )
    kinds = (LinkKind.SAME, LinkKind.UPDATES)
    return {
        uid
        for link in bench.store.claims.links(old)
        if link.kind in kinds and link.analyst == bench.analyst and {link.claim, link.other} & mine
        for uid in (link.claim, link.other)
    }


def _landing(here: ArticleView, there: ArticleView, texts: Texts, claim: Claim) -> Landing:
    place, why = land(texts, (claim.span.start, claim.span.end))
    if place is None:
        return Landing(claim, None, why)
    is_same = there.text[slice(*place)] == claim.span.exact
    parts = tuple(
        (low + place[0] - claim.span.start, high + place[0] - claim.span.start)
        for low, high in claim.span.parts
    )
    span = Span.of(there.text, *place, parts if is_same else ())
    said = _said_by(here, there, claim.span, span)
    if said and (said.is_final or why is None) and not (why and why.is_final):
        why = said
    if why is None and any(hop.span and hop.span.exact not in there.text for hop in claim.hops):
        why = Why.NAMED
    return Landing(claim, span, why)


def _said_by(here: ArticleView, there: ArticleView, span: Span, place: Span) -> Why | None:
    """Whether the machine reads the words as said by the same one on both sides."""
    one, other = _speaker(here.facts, span), _speaker(there.facts, place)
    if one == other:
        return None
    if other is None:
        return Why.UNREAD
    return Why.UNREAD if one is None else Why.SPEAKER


def _speaker(facts: Sequence[Fact], span: Span) -> tuple[str, ...] | None:
    """Who says the words of a span, through whom, and what they do with it; None where nobody is
    read."""
    over = [
        (min(fact.span.end, span.end) - max(fact.span.start, span.start), fact)
        for fact in facts
        if fact.speaker and fact.span.overlaps(span.start, span.end)
    ]
    if not over:
        return None
    fact = max(over, key=lambda pair: (pair[0], pair[1].is_question))[1]
    return tuple(
        f"{fold_name(name)} {one.stance.value}"
        for one in fact.chain
        for name in (one.names or (one.name or one.span.exact,))
    )
