"""What an analyst may see of colleagues' work.

Judgements made after seeing another's are not independent: a colleague's claims, decisions and
links on an article stay out of sight until one's own judgement of it stands. How many there are is
part of what is not told. What is one's own alone (`OF_ONE_ALONE`) is never told.

Whether it is so is said by the workbench alone (`Workbench.sight`): no service takes its callers'
word for it. What is asked here takes many things at once, and asks nothing where all is one's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import chain
from typing import TYPE_CHECKING, Protocol, TypeVar

from workbench.domain.claim import Claim, Link
from workbench.domain.journal import OF_ONE_ALONE
from workbench.domain.member import Task
from workbench.domain.note import NoteSubject
from workbench.services.workbench import Sight, Workbench

if TYPE_CHECKING:
    from workbench.domain.counterpart import Unrelated
    from workbench.domain.journal import Change, Entry, Record
    from workbench.domain.past import Key

_OF_ARTICLES = frozenset(("decision", "claim", "state", "nothing", "tag", "relay", "ruling"))
"""What people make of an article, and names it."""
_OF_TWO = ("unrelated",)
"""What they make of two, and names both."""
_OF_CLAIMS = {"assessment": ("claim",), "link": ("claim", "other"), "flag": ("claim",)}
"""What they make of claims -> the fields that name these."""


class Made(Protocol):
    """What one analyst makes."""

    @property
    def analyst(self) -> str:
        """Whose it is."""


class OnClaim(Made, Protocol):
    """What one analyst makes of a claim."""

    @property
    def claim(self) -> str:
        """Its uid."""


M = TypeVar("M", bound=Made)
C = TypeVar("C", bound=OnClaim)


class SeenWork:
    """Leaves of what analysts made of one article that which may be seen. The article is looked at
    once, and only where something is a colleague's."""

    def __init__(self, bench: Workbench, number: int) -> None:
        self._bench = bench
        self._number = number
        self._is_hidden: bool | None = None

    def __call__(self, things: Iterable[M]) -> list[M]:
        """Those of the things that may be seen, in their order."""
        every, viewer = list(things), self._bench.viewer
        if not viewer or all(one.analyst == viewer for one in every) or not self._hides():
            return every
        return [one for one in every if one.analyst == viewer]

    @property
    def has_left_out(self) -> bool:
        """Whether something was out of sight."""
        return bool(self._is_hidden)

    def _hides(self) -> bool:
        if self._is_hidden is None:
            judged, viewer = self._bench.store.judged, self._bench.viewer
            self._is_hidden = bool(judged.hidden([self._number], analyst=viewer))
        return self._is_hidden


def hidden_articles(bench: Workbench, numbers: Iterable[int]) -> set[int]:
    """Those of the articles of which colleagues' work is out of sight."""
    return bench.store.judged.hidden(numbers, analyst=bench.viewer) if bench.viewer else set()


def kept_back(bench: Workbench, numbers: Iterable[int]) -> set[int]:
    """Those of the articles of which colleagues' work, if there is any, stays out of sight, as far
    as that is told: how many have any is not. Where nobody else ever worked nothing is hidden."""
    if not bench.viewer or {*bench.store.pseudonyms.analysts()} <= {bench.viewer}:
        return set()
    return bench.store.judged.unjudged(numbers, analyst=bench.viewer)


def why_kept_back(bench: Workbench) -> str:
    """Why colleagues' work on some articles stays out of sight."""
    is_reading = bench.sight is Sight.READING
    return "somebody is still at them" if is_reading else "you have yet to judge them"


def where_deciding(bench: Workbench, number: int) -> Workbench:
    """As whom an article is looked at where its analysts' differences are decided: whoever may rule
    on it sees all sides of it there."""
    hides = bench.viewer and hidden_articles(bench, [number])
    is_hers = hides and bench.store.judged.decidable([number], analyst=bench.viewer)
    return bench.seeing_all() if is_hers else bench


def seen_claims(bench: Workbench, claims: Iterable[Claim]) -> list[Claim]:
    """Those of the claims that the analyst may see, in their order."""
    every = list(claims)
    foreign = [claim.uid for claim in every if claim.analyst != bench.analyst]
    if not (bench.viewer and foreign):
        return every
    hidden = bench.store.judged.hidden_among(foreign, analyst=bench.viewer)
    return [one for one in every if one.analyst == bench.analyst or one.uid not in hidden]


def hidden_claims(bench: Workbench) -> set[str]:
    """Uids of all claims that the analyst may not see."""
    return bench.store.judged.hidden_claims(bench.viewer) if bench.viewer else set()


def seen_on_claims(bench: Workbench, things: Iterable[C]) -> list[C]:
    """Those of the things, each made of a claim, that the analyst may see: own ones, and a
    colleague's where she has judged the claim's article."""
    return _on_judged(bench, things, lambda one: (one.claim,))


def seen_links(bench: Workbench, links: Iterable[Link]) -> list[Link]:
    """Those of the links that the analyst may see: own ones, and a colleague's where the analyst
    has judged both ends' articles."""
    return _on_judged(bench, links, lambda one: (one.claim, one.other))


def seen_of_two(bench: Workbench, words: Iterable[Unrelated]) -> list[Unrelated]:
    """What the analyst may see of what was said of two articles: her own, and a colleague's where
    she has judged both."""
    every = list(words)
    foreign = [one for one in every if one.analyst != bench.viewer] if bench.viewer else []
    if not foreign:
        return every
    uids = {uid for one in foreign for uid in (one.article, one.other)}
    numbers = bench.store.articles.numbers_of(uids)
    hidden = hidden_articles(bench, numbers.values())
    unseen = {uid for uid, number in numbers.items() if number in hidden}
    return [
        one
        for one in every
        if one.analyst == bench.viewer or unseen.isdisjoint((one.article, one.other))
    ]


def _on_judged(
    bench: Workbench, things: Iterable[M], claims_of: Callable[[M], tuple[str, ...]]
) -> list[M]:
    every = list(things)
    foreign = [one for one in every if one.analyst != bench.analyst]
    if not (bench.viewer and foreign):
        return every
    ends = sorted({uid for one in foreign for uid in claims_of(one)})
    hidden = bench.store.judged.hidden_among(ends, analyst=bench.viewer)
    return [
        one for one in every if one.analyst == bench.analyst or hidden.isdisjoint(claims_of(one))
    ]


# The journal -----------------------------------------------------------------------------------


def seen_entries(bench: Workbench, entries: Iterable[Entry]) -> list[Entry]:
    """Those of the journal's entries that the analyst may see, in their order: all that she did,
    and of colleagues what touches nothing that is out of sight, or theirs alone. An entry is seen
    whole or not at all: its hash is over all that it says."""
    every = _not_of_measuring(bench, entries)
    foreign = [entry for entry in every if entry.analyst != bench.analyst]
    if not (bench.viewer and foreign):
        return every
    hidden = unseen_in(bench, [entry.changes for entry in foreign])
    left_out = {
        entry.seq
        for entry, uids in zip(foreign, hidden, strict=True)
        if uids or any(change.entity in OF_ONE_ALONE for change in entry.changes)
    }
    return [entry for entry in every if entry.seq not in left_out]


def _not_of_measuring(bench: Workbench, entries: Iterable[Entry]) -> list[Entry]:
    """The entries without colleagues' that tell which articles have known answers, and in which
    sets these are: those are for who may divide."""
    every = list(entries)
    if not bench.store.measuring.is_there or bench.may(Task.ASSIGN):
        return every
    sets = bench.store.measuring.sets(bench.analyst)
    return [
        entry
        for entry in every
        if entry.analyst == bench.analyst
        or not any(_tells_of_known(change, sets) for change in entry.changes)
    ]


def _tells_of_known(change: Change, sets: Set[str]) -> bool:
    if change.entity == "selection":
        return change.uid in sets
    records = (change.before, change.after) if change.entity == "assignment" else ()
    return any(record and record["known"] for record in records)


def unseen_in(bench: Workbench, together: Sequence[Sequence[Change]]) -> list[set[str]]:
    """Of each of some lists of changes the uids of the articles which the analyst has yet to judge,
    and of which somebody else made something by them."""
    about = [[*_subjects(changes, bench.viewer)] for changes in together]
    if not (bench.viewer and any(about)):
        return [set() for _ in together]
    articles = _articles_of(bench, chain.from_iterable(together), {*chain.from_iterable(about)})
    named = sorted({*articles.values()})
    hidden = bench.store.judged.hidden_called(named, analyst=bench.viewer)
    return [{articles[one] for one in keys if articles.get(one) in hidden} for keys in about]


def _subjects(changes: Iterable[Change], viewer: str) -> Iterator[Key]:
    """The articles, claims and rulings that somebody else than the viewer made something of."""
    for change in changes:
        entity, record = change.entity, change.after or change.before
        if record and entity == "arrival":
            entity, record = str(record["entity"]), record["theirs"]
        if record and record.get("analyst") != viewer:
            yield from _named(entity, record)


def _named(entity: str, record: Record) -> Iterator[Key]:
    """The article that a record is made of, or the claims, or the ruling."""
    if entity in _OF_ARTICLES:
        yield "article", record["article"]
    if entity in _OF_TWO:
        yield from (("article", record["article"]), ("article", record["other"]))
    for field in _OF_CLAIMS.get(entity, ()):
        yield "claim", record[field]
    if entity == "dispute":
        yield "ruling", record["ruling"]
    if entity == "note" and record["subject"] != NoteSubject.SOURCE.value:
        is_article = record["subject"] == NoteSubject.ARTICLE.value
        uid = record["subject_uid"].partition("/")[0]
        yield "article" if is_article else "claim", uid


def _articles_of(bench: Workbench, changes: Iterable[Change], keys: Set[Key]) -> dict[Key, str]:
    """The article that each of these things is, or is of; one that is gone is known by what the
    journal last said of it."""
    found = {one: one[1] for one in keys if one[0] == "article"}
    told = {
        (change.entity, change.uid): str((change.after or change.before or {})["article"])
        for change in changes
        if change.entity in ("claim", "ruling")
    }
    store = bench.store
    for entity, look_up in (
        ("claim", store.claims.articles_of),
        ("ruling", store.rulings.articles_of),
    ):
        asked = {uid for kind, uid in keys if kind == entity}
        known = {uid: told[entity, uid] for uid in asked if (entity, uid) in told}
        known |= look_up(sorted(asked - known.keys()))
        gone = store.journal.last_records(entity, sorted(asked - known.keys()))
        known |= {uid: str(record["article"]) for uid, record in gone.items()}
        found |= {(entity, uid): article for uid, article in known.items()}
    return found
