"""An article's view after something was done: what the journal says is other is read, and no more.

Whatever is not known to be small (what an article derives from, its metadata, other facts) is read
whole, as it is when an article is opened. Never guesses: an entry that cannot be read means all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from functools import partial
from itertools import chain

from workbench.domain.decision import Decision
from workbench.domain.fact import Kind
from workbench.domain.journal import Change, Entry
from workbench.domain.naming import fold_name
from workbench.domain.note import Note
from workbench.domain.source import Source
from workbench.services.seen import Made, SeenWork, seen_links
from workbench.services.view import (
    ArticleView,
    final_sources,
    late_questions,
    named_sources,
    note_subjects,
    view_article,
)
from workbench.services.workbench import Workbench

_ELSEWHERE = frozenset((
    "rating", "belonging", "unalike", "unrelated", "selection", "subscription", "wanted", "past",
    "arrival", "member", "inspection", "assignment", "guideline", "flag", "ruling", "dispute",
    "kept_open", "heard",
))  # fmt: skip
"""What no view shows."""
_OF_ARTICLES = frozenset(("decision", "claim", "state", "nothing", "tag", "relay", "metadata"))
"""What names its article."""
_SMALL = frozenset(
    ("decision", "claim", "state", "nothing", "tag", "source", "assessment", "link", "note")
)
"""What is read by itself."""


def renewed_view(bench: Workbench, before: ArticleView) -> ArticleView:
    """The view of an article as it is now; before: as it was read last. Raises NotFoundError."""
    store, number = bench.store, before.number
    with store.snapshot():
        since = partial(store.journal.since, before.seq)
        store.ahead(partial(store.facts.standing, number), since)
        run, unasked = store.facts.standing(number)
        found = before.found if run == before.run else None
        renewed = None
        if found is not None and before.analyst == bench.analyst:
            renewed = _after(bench, replace(before, unasked=unasked), since())
    return view_article(bench, number, found=found) if renewed is None else renewed


def _after(
    bench: Workbench, before: ArticleView, entries: Sequence[Entry] | None
) -> ArticleView | None:
    """A view as entries of the journal have made it since; None where it is to be read whole."""
    if entries is None:
        return None
    changes = [
        change
        for change in chain.from_iterable(entry.changes for entry in entries)
        if _is_about(change, before)
    ]
    is_small = all(_is_small(change, before) for change in changes)
    if not is_small or any(_is_theirs(change, bench.viewer) for change in changes):
        return None
    seq = entries[-1].seq if entries else before.seq
    renewed = _renewed(bench, replace(before, seq=seq), changes)
    return None if _sees_otherwise(bench, renewed) else renewed


def _sees_otherwise(bench: Workbench, view: ArticleView) -> bool:
    """Whether of colleagues' work in a view something else may be seen by now."""
    things: tuple[Made, ...] = (
        *view.decisions, *view.claims, *view.judgements, *view.states, *view.notes,
        *view.nothings, *view.tags, *view.assessments, *view.links,
    )  # fmt: skip
    if not bench.viewer or not (
        view.is_blind or any(one.analyst != bench.viewer for one in things)
    ):
        return False
    return bool(bench.store.judged.hidden([view.number], analyst=bench.viewer)) != view.is_blind


def _is_theirs(change: Change, viewer: str) -> bool:
    """Whether it is of what a colleague made, which may be out of sight."""
    record = change.after or change.before or {}
    return bool(viewer) and record.get("analyst", viewer) != viewer


def _is_about(change: Change, view: ArticleView) -> bool:
    """Whether a change may show in the view."""
    if change.entity in _OF_ARTICLES:
        record = change.after or change.before or {}
        article = change.uid if change.entity == "metadata" else record.get("article")
        return bool(article == view.article.uid)
    return change.entity not in _ELSEWHERE


def _is_small(change: Change, view: ArticleView) -> bool:
    """Whether it changes nothing of what the article derives from."""
    record = change.after or change.before or {}
    if change.entity == "decision":
        return bool(record["kind"] != Kind.RELAY.value)
    if change.entity == "source":
        known = view.lineage.known
        named = {fold_name(name) for name in {*view.lineage.descent.named()[0], *known}}
        records = [one for one in (change.before, change.after) if one]
        names = {fold_name(name) for one in records for name in (one["name"], *one["aliases"])}
        return change.uid not in known.values() and not names & named
    return change.entity in _SMALL


def _renewed(bench: Workbench, view: ArticleView, changes: Sequence[Change]) -> ArticleView:
    touched = {change.entity for change in changes}
    store, seen = bench.store, SeenWork(bench, view.number)
    noted = set() if "note" in touched else {*note_subjects(view.article, view.claims)}
    _ask_ahead(bench, view, changes)
    if "decision" in touched:
        view = _with_decisions(view, changes)
    if "claim" in touched:
        view = _with_claims(bench, view, changes)
    if touched & {"source", "claim"}:
        view = replace(view, sources=_sources(bench, view, changes))
    uids = [claim.uid for claim in view.claims]
    if "assessment" in touched:
        view = replace(view, assessments=tuple(seen(store.claims.assessments(uids))))
    if "link" in touched:
        view = replace(view, links=tuple(seen_links(bench, store.claims.links(uids))))
    if touched & {"note", "claim"}:
        view = replace(view, notes=_notes(bench, view, noted))
    if "nothing" in touched:
        view = replace(view, nothings=tuple(seen(store.nothings.of_article(view.number))))
    if "tag" in touched:
        view = replace(view, tags=tuple(seen(store.tags.of_article(view.number))))
    if "state" in touched:
        states = tuple(store.articles.states(view.number))
        late = late_questions(bench, view.number, states)
        view = replace(view, states=tuple(seen(states)), late=late)
    return view


def _ask_ahead(bench: Workbench, view: ArticleView, changes: Sequence[Change]) -> None:
    """Ask at once for what most acts touch."""
    store, number = bench.store, view.number
    claims = [change for change in changes if change.entity == "claim"]
    hops = [hop for change in claims if change.after for hop in change.after["hops"]]
    questions: dict[str, tuple[Callable[[], object], ...]] = {
        "claim": (
            partial(store.claims.many, _uids(claims)),
            partial(
                final_sources,
                bench,
                {uid for hop in hops for uid in hop["sources"]} - view.sources.keys(),
            ),
        ),
        "state": (partial(store.articles.states, number), partial(store.facts.late, number)),
        "nothing": (partial(store.nothings.of_article, number),),
        "tag": (partial(store.tags.of_article, number),),
    }
    touched = {change.entity for change in changes}
    store.ahead(*chain.from_iterable(asked for of, asked in questions.items() if of in touched))


def _with_decisions(view: ArticleView, changes: Iterable[Change]) -> ArticleView:
    decisions = {decision.uid: decision for decision in view.decisions}
    for change in changes:
        if change.entity == "decision":
            decisions.pop(change.uid, None)
            if change.after:
                decisions[change.uid] = Decision.from_record(change.after)
    ordered = tuple(sorted(decisions.values(), key=_place))
    descent = replace(view.lineage.descent, decisions=ordered)
    return replace(view, decisions=ordered, lineage=replace(view.lineage, descent=descent))


def _place(decision: Decision) -> tuple[int, int, str, str]:
    return decision.span.start, decision.span.end, decision.kind.value, decision.analyst


def _with_claims(bench: Workbench, view: ArticleView, changes: Iterable[Change]) -> ArticleView:
    """Claims are read: they have a version, which no record tells."""
    uids = _uids(change for change in changes if change.entity == "claim")
    claims = {claim.uid: claim for claim in view.claims if claim.uid not in uids}
    claims |= {claim.uid: claim for claim in bench.store.claims.many(uids)}
    ordered = sorted(claims.values(), key=lambda one: (one.span.start, one.span.end, one.uid))
    return replace(view, claims=tuple(ordered))


def _uids(changes: Iterable[Change]) -> list[str]:
    return list(dict.fromkeys(change.uid for change in changes))


def _notes(bench: Workbench, view: ArticleView, known: Set[str]) -> tuple[Note, ...]:
    """Those on what the view shows. known: what their notes are known of. Nobody has noted anything
    on a claim that was just made, but on one that came back, or a hop."""
    subjects = note_subjects(view.article, view.claims)
    made = {claim.uid for claim in view.claims if claim.version == 1}
    if all(one in known or one.partition("/")[0] in made for one in subjects):
        return tuple(note for note in view.notes if note.subject_uid in subjects)
    return tuple(SeenWork(bench, view.number)(bench.store.notes.on(subjects)))


def _sources(bench: Workbench, view: ArticleView, changes: Iterable[Change]) -> dict[str, Source]:
    """Those that are new in the view; all where one that was there is other now."""
    named = named_sources(view.article, view.claims, view.lineage)
    is_new = all(one.before is None for one in changes if one.entity == "source")
    kept = {uid: source for uid, source in view.sources.items() if uid in named} if is_new else {}
    return kept | final_sources(bench, named - kept.keys())
