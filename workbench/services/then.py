"""What people had recorded by some moment: the journal tells of each thing that was changed since
what it was before.

Claims, decisions, answers to credits and links are as they were; what the machine finds in a text,
rulings, and how sources are called that are still here, are as they are today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol, TypeVar

from workbench.domain.claim import Claim, Link
from workbench.domain.decision import Decision
from workbench.domain.journal import Entry, Record
from workbench.domain.past import Key
from workbench.domain.relay import RelayJudgement
from workbench.domain.source import Source
from workbench.services.seen import SeenWork, seen_links
from workbench.services.view import ArticleView, final_sources, named_sources
from workbench.services.workbench import Workbench

_PAGE = 200
"""Entries of the journal that are read in one go."""
_OF_ARTICLES = ("claim", "decision", "relay")
"""What is recorded of an article, and names it."""
_CHANGING = (*_OF_ARTICLES, "link", "source")
"""What is as it was."""


class _Made(Protocol):
    """What an analyst made, by its uid."""

    @property
    def uid(self) -> str:
        """Its uid."""

    @property
    def analyst(self) -> str:
        """Whose it is."""


M = TypeVar("M", bound=_Made)


class Then:
    """What was recorded at one moment, as far as that is another than today."""

    def __init__(self, bench: Workbench, at: str) -> None:
        """at: UTC; what was recorded later counts for nothing."""
        self.at = at
        self._bench = bench
        before = _records_before(bench, at)
        self._links = _of(before, "link")
        self._gone = _of(before, "source")
        self._of: defaultdict[str, dict[str, dict[str, Record | None]]]
        """Uid of an article -> entity -> uid -> the record as it was, None where there was none."""
        self._of = defaultdict(lambda: {entity: {} for entity in _OF_ARTICLES})
        for (entity, uid), (record, article) in before.items():
            if entity in _OF_ARTICLES:
                self._of[article][entity][uid] = record

    def view(self, view: ArticleView) -> ArticleView:
        """What is shown beside an article, as it was then."""
        uid, seen = view.article.uid, SeenWork(self._bench, view.number)
        if uid not in self._of and not self._links:
            return view
        was = self._of[uid]
        claims = seen(_then(view.claims, was["claim"], Claim.from_record))
        decisions = tuple(seen(_then(view.decisions, was["decision"], Decision.from_record)))
        answers = tuple(seen(_then(view.judgements, was["relay"], RelayJudgement.from_record)))
        descent = replace(view.lineage.descent, decisions=decisions, judgements=answers)
        lineage = replace(view.lineage, descent=descent)
        named = named_sources(view.article, claims, lineage)
        sources = {**view.sources, **final_sources(self._bench, named - view.sources.keys())}
        for source in named - sources.keys():
            if record := self._gone.get(source):
                sources[source] = Source.from_record(record)
        links = self._links_of({claim.uid for claim in claims}, view.links)
        return replace(
            view, claims=tuple(sorted(claims, key=_place)), decisions=decisions, lineage=lineage,
            judgements=answers, links=links, sources=sources,
        )  # fmt: skip

    def _links_of(self, claims: set[str], today: Iterable[Link]) -> tuple[Link, ...]:
        """The links that claims were ends of."""
        every = _then(today, self._links, Link.from_record)
        found = (one for one in every if one.claim in claims or one.other in claims)
        return tuple(seen_links(self._bench, found))


def _place(claim: Claim) -> tuple[int, int, str]:
    return claim.span.start, claim.span.end, claim.uid


def _of(before: Mapping[Key, tuple[Record | None, str]], entity: str) -> dict[str, Record | None]:
    return {uid: record for (kind, uid), (record, _) in before.items() if kind == entity}


def _then(
    today: Iterable[M], was: Mapping[str, Record | None], read: Callable[[Record], M]
) -> Iterator[M]:
    """Things as they were: those that nobody changed since, and the others as they had been."""
    yield from (one for one in today if one.uid not in was)
    yield from (read(record) for record in was.values() if record is not None)


def _records_before(bench: Workbench, at: str) -> dict[Key, tuple[Record | None, str]]:
    """What was changed since a moment, as it was then, with the article that it is of. What was
    recorded by then stands, though a change of another clock, which is later, came before it."""
    found: dict[Key, tuple[Record | None, str]] = {}
    stands: set[Key] = set()
    for entry in _since(bench, at):
        for change in entry.changes:
            key = change.entity, change.uid
            if change.entity not in _CHANGING or key in stands:
                continue
            if entry.at <= at:
                stands.add(key)
            else:
                record = change.after or change.before or {}
                found[key] = change.before, str(record.get("article", ""))
    return found


def _since(bench: Workbench, at: str) -> Iterator[Entry]:
    """The entries from the first on that was made after a moment, the newest first; not all of them
    were, as clocks differ."""
    first, before = bench.store.journal.first_after(at), None
    while first is not None and (page := bench.store.journal.recent(_PAGE, before=before)):
        yield from (entry for entry in page if entry.seq >= first)
        before = page[-1].seq
        if before <= first:
            return
