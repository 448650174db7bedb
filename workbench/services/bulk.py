"""Acts on many rows at once: articles, claims and sources that an analyst marked.

Each is one journal entry and one undo. What an act does to many is what it does to one: the rules
are those of the services for one, nothing here decides anew. Facts are answered by `review`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.domain.article import ArticleState, ReadingState
from workbench.domain.claim import Claim, ClaimState
from workbench.domain.journal import Change, Entry
from workbench.domain.source import Source, SourceKind
from workbench.services.extraction import extract_after
from workbench.services.metadata import metadata_change, with_fields
from workbench.services.review import distinct, finishing, removing, stating
from workbench.services.sources import NameBook
from workbench.services.topics import topic_given
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench, clean_words


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an act on many would go."""

    rows: int
    """Rows it is asked for."""
    changes: int
    """Rows it would change."""
    kept: int = 0
    """Rows that are somebody else's and stay."""


# Articles --------------------------------------------------------------------------------------


def state_reach(bench: Workbench, numbers: Iterable[int], state: ReadingState) -> Reach:
    """How many of these articles are not in a state yet."""
    wanted = list(numbers)
    changes = sum(_state(bench, number)[1] is not state for number in wanted)
    return Reach(len(wanted), changes)


def set_states(
    bench: Workbench, numbers: Iterable[int], state: ReadingState, reason: str = ""
) -> Entry | None:
    """Say of many articles where they stand. Raises UsageError when they are set aside without a
    reason."""
    reason = clean_words(reason)
    changes: list[Change] = []
    claims: list[Change] = []
    wanted = list(numbers)
    uids = bench.store.articles.uids_of(wanted)
    for number in wanted:
        before, now = _state(bench, number)
        if now is state and state is not ReadingState.SET_ASIDE:
            continue
        changes.append(stating(bench, uids[number], before, state, reason))
        there = bench.store.claims.of_article(number)
        claims += finishing((one for one in there if one.analyst == bench.analyst), state)
    return bench.act(state.value, [*changes, *claims], f"{len(changes)} articles")


def _state(bench: Workbench, number: int) -> tuple[ArticleState | None, ReadingState]:
    mine = (one for one in bench.store.articles.states(number) if one.analyst == bench.analyst)
    state = next(mine, None)
    return state, state.state if state else ReadingState.NEW


def set_metadata_of_all(
    bench: Workbench, numbers: Sequence[int], values: Mapping[str, str]
) -> Entry | None:
    """Set fields of the metadata of many articles; their facts are computed anew. Raises
    UsageError on an unknown field."""
    book = NameBook(bench)
    changes = []
    for number in numbers:
        article = bench.store.articles.get(number)
        after = with_fields(article.metadata, values, book)
        changes.append(metadata_change(article.uid, article.metadata, after))
    about = f"{', '.join(values)} of {len(changes)} articles"
    entry = bench.act("set", [*book.changes(), *changes], about)
    if entry:
        extract_after(bench, numbers)
    return entry


# Claims ----------------------------------------------------------------------------------------


def claims_reach(bench: Workbench, uids: Sequence[str]) -> Reach:
    """How many of these claims are the analyst's own: the others stay."""
    claims = bench.store.claims.many(uids)
    mine = sum(claim.analyst == bench.analyst for claim in claims)
    return Reach(len(claims), mine, len(claims) - mine)


def set_claim_states(bench: Workbench, uids: Sequence[str], state: ClaimState) -> Entry | None:
    """Set the state of those of many claims that are the analyst's own."""
    return _edit_claims(bench, uids, "claim state", lambda claim: replace(claim, state=state))


def set_topics(bench: Workbench, uids: Sequence[str], topic: str) -> Entry | None:
    """Set the topic of those of many claims that are the analyst's own."""
    words = topic_given(bench, topic)
    return _edit_claims(bench, uids, "topic", lambda claim: replace(claim, topic=words))


def remove_claims(bench: Workbench, uids: Sequence[str]) -> Entry | None:
    """Take out those of many claims that are the analyst's own, with what hangs on them; the
    questions they answered are open again."""
    changes: list[Change] = []
    for view, claims in _mine_by_article(bench, uids):
        for claim in claims:
            changes += removing(view, claim)
    changes = _claims_last(distinct(changes))
    removed = sum(change.entity == "claim" for change in changes)
    return bench.act("remove claims", changes, f"{removed} claims")


def _claims_last(changes: Sequence[Change]) -> list[Change]:
    """What hangs on claims before the claims: a link may hang on two of them."""
    return sorted(changes, key=lambda change: change.entity == "claim")


def _edit_claims(
    bench: Workbench, uids: Sequence[str], op: str, edit: Callable[[Claim], Claim]
) -> Entry | None:
    mine = [one for one in bench.store.claims.many(uids) if one.analyst == bench.analyst]
    changes = [
        Change("claim", claim.uid, claim.to_record(), edit(claim).to_record()) for claim in mine
    ]
    changed = [change for change in changes if change.before != change.after]
    return bench.act(op, changed, f"{len(changed)} claims")


def _mine_by_article(
    bench: Workbench, uids: Sequence[str]
) -> Iterator[tuple[ArticleView, list[Claim]]]:
    found: dict[str, list[str]] = {}
    for claim in bench.store.claims.many(uids):
        if claim.analyst == bench.analyst:
            found.setdefault(claim.article, []).append(claim.uid)
    for article, mine in found.items():
        stored = bench.store.articles.by_uid(article)
        if stored:
            view = view_article(bench, stored.number)
            claims = (view.claim(uid) for uid in mine)
            yield view, [claim for claim in claims if claim]


# Sources ---------------------------------------------------------------------------------------


def accept_sources(bench: Workbench, uids: Sequence[str]) -> Entry | None:
    """Say of many sources that they were reviewed."""
    return _edit_sources(
        bench, uids, "accept sources", lambda source: replace(source, provisional=False)
    )


def set_source_kinds(bench: Workbench, uids: Sequence[str], kind: SourceKind) -> Entry | None:
    """Say what kind many sources are; they count as reviewed by that, as one does."""
    return _edit_sources(
        bench, uids, "source kind", lambda source: replace(source, kind=kind, provisional=False)
    )


def _edit_sources(
    bench: Workbench, uids: Sequence[str], op: str, edit: Callable[[Source], Source]
) -> Entry | None:
    sources = bench.store.sources.many(uids)
    changes = [
        Change("source", uid, source.to_record(), edit(source).to_record())
        for uid, source in sources.items()
    ]
    changed = [change for change in changes if change.before != change.after]
    return bench.act(op, changed, f"{len(changed)} sources")
