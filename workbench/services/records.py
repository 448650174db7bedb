"""The JSON shapes that the command line prints, each described by a file of workbench/schemas.

Lists are made from what they need and no more: an article's facts are read only where a credit in
print makes it relay another, and its text never. Nothing here prints, and nothing writes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from workbench.domain.article import Article, ArticleRow
from workbench.domain.chain import Chain
from workbench.domain.claim import Assessment, Claim, Link
from workbench.domain.descent import Descent
from workbench.domain.fact import Kind
from workbench.domain.origin import Origin
from workbench.domain.sameness import Suggested
from workbench.domain.source import Source
from workbench.domain.tag import Tag
from workbench.errors import UnreadError
from workbench.exchange.records import article_record, claim_record, given_offsets
from workbench.services.extraction import facts_of
from workbench.services.find import Found, FoundClaim
from workbench.services.lineage import Lineage, ask_ahead, descent_of, lineage_of
from workbench.services.relays import my_relays
from workbench.services.seen import seen_links, seen_on_claims
from workbench.services.sitting import Summary
from workbench.services.view import ArticleView, final_sources
from workbench.services.workbench import Workbench
from workbench.verbs.sessions import Session

if TYPE_CHECKING:
    from workbench.services.members import Standing
    from workbench.services.repeats import Repeat
    from workbench.services.tags import Used
    from workbench.services.topics import Listed

_PAGE = 200
"""Claims that are described in one go."""


def record_of_article(view: ArticleView) -> dict[str, Any]:
    """The article shape of the contract, for the view's analyst."""
    from workbench.services.tags import own_first  # the board goes through here without

    return article_record(
        view.article,
        my_relays(view),
        state=view.state,
        fact_count=len(view.facts),
        claim_count=len(view.my_claims()),
        question_count=len(view.open_questions()),
    ) | _tags_of(own_first(view, view.tags))


def records_of_facts(bench: Workbench, number: int) -> Iterator[dict[str, Any]]:
    """The fact shapes of an article."""
    article = bench.store.articles.get(number)
    for fact in facts_of(bench, number):
        yield fact.to_record() | given_offsets(article, fact.span.start, fact.span.end)


def records_of_articles(bench: Workbench, rows: Iterable[ArticleRow]) -> Iterator[dict[str, Any]]:
    """The article shapes of the library's rows, as they come."""
    for row in rows:
        try:
            article = bench.store.articles.get(row.number)
        except UnreadError:
            bench.store.leave_out(f"article #{row.number}")
            continue
        yield article_record(
            article,
            _descent(bench, article, is_relayed=row.relayed, is_alone=row.cluster <= 1).relays_of(
                bench.analyst
            ),
            state=row.state,
            fact_count=row.facts,
            claim_count=row.claims,
            question_count=row.questions,
        ) | _tags_of(bench.store.tags.seen_on([row.number], bench.viewer))


def _descent(bench: Workbench, article: Article, *, is_relayed: bool, is_alone: bool) -> Descent:
    """As `view_article` has it; an article that stands alone is like no other."""
    store = bench.store
    return descent_of(
        bench,
        article,
        facts_of(bench, article.number, Kind.RELAY) if is_relayed else (),
        store.decisions.of_article(article.number) if is_relayed else (),
        judgements=store.relays.judgements(article.number),
        is_alone=is_alone,
    )


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim with what it takes to tell it in words, without its article's text."""

    claim: Claim
    article: Article
    chain: Chain
    """As the claim's own analyst has it."""
    names: Mapping[str, str]
    """Uid of a source, and of what it was merged into -> the name."""
    alike: frozenset[str]
    """Uids of the articles that its article is like without that analyst having said what that
    means."""
    assessments: tuple[Assessment, ...]
    links: tuple[Link, ...]
    tags: tuple[Tag, ...] = ()
    """Those that whoever asked may see."""

    @property
    def origin(self) -> Origin:
        """Where it comes from: the last step of the chain."""
        return self.chain.origin

    def to_record(self) -> dict[str, Any]:
        """The claim shape of the contract."""
        record = claim_record(
            self.claim,
            self.names,
            chain=self.chain,
            assessments=self.assessments,
            links=self.links,
        )
        record |= _tags_of(self.tags, self.claim.uid)
        span = self.claim.span
        return record | given_offsets(self.article, span.start, span.end)


def told_claims(bench: Workbench, claims: Iterable[Claim]) -> Iterator[ToldClaim]:
    """The claims, in their order, with names, chain, and the assessments, links and tags that may
    be seen: those of colleagues are not on what the analyst has yet to judge."""

    waiting = iter(claims)
    lineages: dict[str, Lineage | None] = {}
    while page := list(islice(waiting, _PAGE)):
        uids = dict.fromkeys(claim.article for claim in page)
        known = {uid: lineages[uid] for uid in uids if uid in lineages}
        lineages = known | lineages_of(bench, [uid for uid in uids if uid not in known])
        yield from _told(bench, page, lineages)


def lineages_of(bench: Workbench, uids: Sequence[str]) -> dict[str, Lineage | None]:
    """Uid of an article -> what the chains of its claims are made of; None where it is gone."""
    there = bench.store.articles.relatives(uids)
    for article, is_relayed, is_like in there.values():
        _ask_ahead(bench, article.number, is_relayed=is_relayed, is_alone=not is_like)
    descents = {
        uid: _descent(bench, article, is_relayed=is_relayed, is_alone=not is_like)
        for uid, (article, is_relayed, is_like) in there.items()
    }
    for descent in descents.values():
        ask_ahead(bench, descent)
    found: dict[str, Lineage | None] = dict.fromkeys(uids)
    for uid, descent in descents.items():
        found[uid] = lineage_of(bench, there[uid][0], descent)
    return found


def _ask_ahead(bench: Workbench, number: int, *, is_relayed: bool, is_alone: bool) -> None:
    """Ask at once for what an article's lineage is made of."""
    store = bench.store
    store.ahead(
        partial(store.relays.judgements, number),
        partial(store.relays.carried_in, number),
        partial(store.rulings.with_claims, number),
    )
    if is_relayed:
        store.ahead(
            partial(store.facts.of_article, number, Kind.RELAY),
            partial(store.decisions.of_article, number),
            partial(store.relays.habits_in, number),
        )
    if not is_alone:
        store.ahead(partial(store.relays.likenesses, number))


def _told(
    bench: Workbench, claims: Sequence[Claim], lineages: Mapping[str, Lineage | None]
) -> Iterator[ToldClaim]:
    uids = [claim.uid for claim in claims]
    named = {uid for claim in claims for hop in claim.hops for uid in hop.sources}
    for shared in filter(None, lineages.values()):
        outlet = shared.article.metadata.outlet
        named |= {*shared.known.values(), *([outlet] if outlet else [])}
    store = bench.store
    numbers = [one.article.number for one in lineages.values() if one]
    tags_of = partial(store.tags.seen_on, numbers, bench.viewer)
    store.ahead(
        partial(final_sources, bench, named),
        partial(store.claims.assessments, uids),
        partial(store.claims.links, uids),
        tags_of,
    )
    final = final_sources(bench, named)
    names = {key: source.name for uid, source in final.items() for key in (uid, source.uid)}
    assessments = seen_on_claims(bench, store.claims.assessments(uids))
    links = seen_links(bench, store.claims.links(uids))
    tags: defaultdict[str | None, list[Tag]] = defaultdict(list)
    for tag in tags_of():
        tags[tag.claim].append(tag)
    alike: dict[tuple[str, str], frozenset[str]] = {}
    for claim in claims:
        if (lineage := lineages[claim.article]) is None:
            bench.store.leave_out(f"claim {claim.uid}")
            continue
        whose = claim.article, claim.uid if claim.uid in lineage.decided else claim.analyst
        if whose not in alike:
            alike[whose] = lineage.alike(claim)
        yield ToldClaim(
            claim,
            lineage.article,
            lineage.chain(claim, names),
            names,
            alike[whose],
            tuple(one for one in assessments if one.claim == claim.uid),
            tuple(link for link in links if claim.uid in (link.claim, link.other)),
            tuple(tags[claim.uid]),
        )


def _tags_of(tags: Iterable[Tag], claim: str | None = None) -> dict[str, Any]:
    """What a shape says of those of some tags that are on a claim, or on the article, each with
    whose it is; nothing where none is."""
    found = [
        {"name": tag.name, "analyst": tag.analyst, "at": tag.at}
        for tag in tags
        if tag.claim == claim
    ]
    return {"tags": found} if found else {}


def record_of_standing(standing: Standing) -> dict[str, Any]:
    """Somebody at a shared store."""
    member = standing.member
    return {
        "analyst": member.analyst,
        "role": member.role.value,
        "active": member.is_active,
        "by": member.by,
        "owner": standing.is_owner,
        "in_group": standing.is_in_group,
    }


def record_of_used(used: Used) -> dict[str, Any]:
    """One tag, and where it is."""
    return {**asdict(used), "analysts": list(used.analysts)}


def record_of_listed(topic: Listed) -> dict[str, Any]:
    """One topic of the list, or of claims."""
    return {
        "uid": topic.uid,
        "name": topic.name,
        "claims": topic.claims,
        "mine": topic.mine,
        "provisional": topic.is_provisional,
        "retired": topic.is_retired,
        "also": list(topic.also),
    }


def records_of_sources(bench: Workbench, sources: Iterable[Source]) -> Iterator[dict[str, Any]]:
    """The source shapes of the contract, each with its ratings and what it belongs to, oldest
    first, and those of the sources that were merged into it."""
    from workbench.services.families import families_of

    histories = families_of(bench).histories
    for source in sources:
        ratings = bench.store.sources.ratings(source.uid)
        yield source.to_record() | {
            "version": source.version,
            "ratings": [rating.to_record() for rating in ratings],
            "belongings": [one.to_record() for one in histories.get(source.uid, ())],
        }


def record_of_suggested(one: Suggested) -> dict[str, Any]:
    """Two sources that may be one, and why."""
    said = one.said
    return {
        "source": {"uid": one.source.uid, "name": one.source.name},
        "into": {"uid": one.into.uid, "name": one.into.name},
        "why": one.why.value,
        "said": {"number": said.number, "start": said.start, "end": said.end, "exact": said.exact}
        if said
        else None,
    }


def record_of_hit(found: Found) -> dict[str, Any]:
    """One article that holds the words that were looked for."""
    hit = found.hit
    return {
        "number": hit.number,
        "uid": found.row.uid,
        "outlet": found.row.outlet,
        "title": found.row.title,
        "start": hit.start,
        "end": hit.end,
        "before": hit.before,
        "exact": hit.exact,
        "after": hit.after,
    }


def record_of_claim_hit(found: FoundClaim) -> dict[str, Any]:
    """One claim that holds the words that were looked for."""
    hit = found.hit
    around = record_of_hit(Found(found.row, hit.words))
    return around | {"claim": hit.uid, "analyst": hit.analyst, "part": hit.part}


def record_of_repeat(repeat: Repeat) -> dict[str, Any]:
    """One place that says what some words say."""
    return record_of_hit(Found(repeat.row, repeat.place)) | {
        "published": repeat.row.published,
        "score": repeat.score,
        "first": repeat.is_first,
        "same_time": repeat.is_level,
        "differs": repeat.differs.name.lower() if repeat.differs else None,
    }


def record_of_session(session: Session) -> dict[str, Any]:
    """One sitting."""
    return session._asdict()


def record_of_summary(summary: Summary) -> dict[str, Any]:
    """One sitting, what was done in it, and where the journal stands."""
    return summary.session._asdict() | {
        "articles": [{"number": number, "seconds": s} for number, s in summary.seconds],
        "acts": dict(summary.work.acts),
        "decisions": dict(summary.work.decisions),
        "claims": summary.work.claims,
        "rules": [asdict(tally) for tally in summary.work.rules],
        "head": summary.head,
    }
