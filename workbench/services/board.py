"""The claim board: all claims over all articles, chosen, put in order and told page by page.

The desk, `workbench claims` and the choice of a claim to link to ask here. Reads in keyset pages;
nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from workbench.domain.claim import Assessment, Claim, Link, LinkKind
from workbench.domain.filter import ClaimSort
from workbench.domain.filter.fields import CLAIM_FIELDS
from workbench.domain.filter.parsing import parse_filter
from workbench.domain.filter.tree import Term
from workbench.domain.origin import OriginCount
from workbench.errors import NotFoundError, UsageError
from workbench.services.asking import terms_of
from workbench.services.corroboration import count_alone, origin_counts, weights
from workbench.services.records import ToldClaim, told_claims
from workbench.services.seen import seen_links
from workbench.services.workbench import Workbench
from workbench.verbs.claims import BOARD_PAGE, BoardKey, BoardOutline, BoardQuery

__all__ = [
    "BOARD_PAGE", "BoardKey", "BoardOutline", "BoardQuery", "BoardRow", "Candidate", "board_query",
    "candidates", "claims_named", "list_claims", "rank_candidates", "read_places",
    "read_rows",
]  # fmt: skip

_CANDIDATES = 5_000
"""Claims that the choice of one to link to ranks by what they say; a search reaches all others."""
_SUGGESTED = 9
_AT_ONCE = 4 * BOARD_PAGE
"""Claims of a list that is read to its end."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A claim as the board shows it."""

    told: ToldClaim
    judged: Assessment | None
    """The analyst's own assessment."""
    links: tuple[Link, ...]
    """Those that may be seen, to and from it."""
    linked: OriginCount | None
    """Independent origins behind it and the claims that stand behind it; None where none does."""
    is_theirs: bool = False
    """Whether it is a colleague's."""

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.told.claim

    @property
    def count(self) -> OriginCount:
        """Independent origins behind it and the claims linked to it."""
        return self.linked or count_alone(self.told)

    @property
    def is_disputed(self) -> bool:
        """Whether a link says that it contradicts another claim, or another this one."""
        return any(link.kind is LinkKind.CONTRADICTS for link in self.links)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that another one may be linked to."""

    told: ToldClaim
    score: float
    """0..100: how nearly it says what was asked for."""


def board_query(
    bench: Workbench,
    words: str = "",
    *,
    sort: ClaimSort = ClaimSort.NEWEST,
) -> BoardQuery:
    """What a filter and an order ask of the board. Raises UsageError, NotFoundError."""
    return BoardQuery(
        bench.analyst,
        terms_of(bench, words, CLAIM_FIELDS),
        sort,
        viewer=bench.viewer,
        weights=weights(bench) if sort is ClaimSort.ORIGINS else {},
    )


def read_rows(
    bench: Workbench, query: BoardQuery, *, start: BoardKey | None = None, limit: int = BOARD_PAGE
) -> tuple[list[BoardRow], BoardKey | None]:
    """The rows of `read_places` that can be read."""
    rows, following = read_places(bench, query, start=start, limit=limit)
    return [row for row in rows if row], following


def read_places(
    bench: Workbench, query: BoardQuery, *, start: BoardKey | None = None, limit: int = BOARD_PAGE
) -> tuple[list[BoardRow | None], BoardKey | None]:
    """Rows of the board from the one with key start on (included), or from the top, None for what
    cannot be read; and the key of the row after them."""
    with bench.store.snapshot():
        page = bench.store.claims.page(query, start=start, limit=limit)
        told = list(told_claims(bench, page.claims))
        links = (link for one in told for link in one.links)
        seen = {link.uid for link in seen_links(bench, links)}
        counts = origin_counts(bench, (one.claim.uid for one in told))
    rows: list[BoardRow | None] = [_row(bench, one, seen, counts) for one in told]
    for place in page.gaps:
        rows.insert(place, None)
    return rows, page.following


def _row(
    bench: Workbench, told: ToldClaim, seen: set[str], counts: Mapping[str, OriginCount]
) -> BoardRow:
    return BoardRow(
        told,
        next((one for one in told.assessments if one.analyst == bench.analyst), None),
        tuple(link for link in told.links if link.uid in seen),
        counts.get(told.claim.uid),
        told.claim.analyst != bench.analyst,
    )


def list_claims(
    bench: Workbench,
    words: str = "",
    *,
    sort: ClaimSort = ClaimSort.NEWEST,
    limit: int | None = None,
) -> Iterator[BoardRow]:
    """The rows of the claims that may be seen and that the filter leaves, page by page. Raises
    UsageError."""
    query = board_query(bench, words, sort=sort)
    start: BoardKey | None = None
    left = limit
    while left is None or left > 0:
        size = _AT_ONCE if left is None else min(_AT_ONCE, left)
        rows, start = read_rows(bench, query, start=start, limit=size)
        yield from rows
        if start is None:
            return
        left = None if left is None else left - size


def claims_named(
    bench: Workbench, references: Iterable[str], where: str | None = None
) -> list[str]:
    """Uids of the claims that references name, each by the start of its uid, and of those that a
    filter leaves and the analyst may see. Raises NotFoundError, UsageError."""
    uids = []
    for reference in references:
        found = (
            bench.store.claims.starting(reference.lower(), viewer=bench.viewer) if reference else []
        )
        if len(found) > 1:
            raise UsageError(f"several claims begin with {reference!r}", "Name more of the uid.")
        if not found:
            raise NotFoundError(f"no claim {reference!r}", "workbench claims lists all.")
        uids += found
    if where is not None:
        uids += bench.store.claims.uids(board_query(bench, where))
    return list(dict.fromkeys(uids))


def candidates(bench: Workbench, claim: Claim) -> list[tuple[str, str]]:
    """(uid, wording) of claims that one may be linked to: those of the same story first, then the
    newest, 5,000 at most. Read once for a choice, ranked with each key."""
    query = board_query(bench)
    found = dict(bench.store.claims.wordings(query, limit=_CANDIDATES))
    article = bench.store.articles.by_uid(claim.article)
    for number in bench.store.articles.cluster(article.number)[:50] if article else ():
        terms = parse_filter(f"number:{number}", CLAIM_FIELDS)
        story = bench.store.claims.wordings(replace(query, terms=terms), limit=_CANDIDATES)
        found = dict(story) | found
    found.pop(claim.uid, None)
    return list(found.items())


def rank_candidates(
    bench: Workbench,
    claim: Claim,
    words: str,
    known: list[tuple[str, str]],
) -> list[Candidate]:
    """What the words fit best, of the known candidates and of all claims that hold the words; with
    no words what says most nearly the same as the claim, best first."""
    from workbench.match.wordings import rank_wordings

    said = " ".join(words.split())
    if said:
        query = replace(board_query(bench), terms=(Term("text", "=", f"{said}*"),))
        more = bench.store.claims.wordings(query, limit=200)
        known = list((dict(known) | dict(more)).items())
    else:
        said = f"{claim.restatement} {claim.gloss} {claim.span.exact}"
    ranked = rank_wordings(said, [one for one in known if one[0] != claim.uid], limit=_SUGGESTED)
    scores = {one.key: one.score for one in ranked}
    told = told_claims(bench, bench.store.claims.many(scores))
    return [Candidate(one, scores[one.claim.uid]) for one in told]
