"""The codebook as it stands and stood: its entries, its versions, and the claims that a change may
touch. `guidelines` has what is done to an entry, `codebook_text` the whole as Markdown.

A claim's version is worked out from where it and the codebook's acts stand in the journal; what was
changed is told to each analyst when she opens the desk the next time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from workbench.domain.codebook import (
    Example,
    Guideline,
    GuidelineKind,
    Rewording,
    Stamp,
    Version,
    codebook_at,
    in_order,
    uid_of,
    version_under,
)
from workbench.domain.journal import GENESIS, Entry
from workbench.domain.member import Task
from workbench.domain.naming import fold_name
from workbench.errors import NotFoundError, UsageError
from workbench.services.seen import hidden_articles, kept_back, where_deciding
from workbench.services.workbench import Workbench

if TYPE_CHECKING:
    from workbench.services.board import BoardRow

_MOST_JOINED = 60
"""Entries whose claims one filter asks for: a filter's brackets are bounded."""
_OFFSETS = frozenset(("start", "end", "parts"))


@dataclass(frozen=True, slots=True)
class Codebook:
    """The entries as they stand."""

    entries: tuple[Guideline, ...]
    version: int
    changed: Mapping[str, int]
    """Uid of an entry -> the version that it was changed in last."""
    called: Mapping[str, str]
    """Uid by a topic's name of today -> uid by the name that the entry has, where those differ."""

    def on(self, kind: GuidelineKind, subject: str) -> Guideline | None:
        """The entry on a topic or a verdict, whatever the topic was called when it was written."""
        uid = uid_of(kind, subject)
        uid = self.called.get(uid, uid)
        return next((one for one in self.entries if one.uid == uid), None)

    def touched_by(self, entry: Guideline) -> str:
        """The claims that the last change of an entry may touch, as a filter of claims."""
        return touched_where(entry, self.changed.get(entry.uid, self.version))

    def to_record(self, entry: Guideline, numbers: Mapping[str, int]) -> dict[str, Any]:
        """One entry as the command line prints it. numbers: of articles, by uid."""
        record = entry.to_record() | {"claims": entry.claims}
        del record["uid"]
        return record | {
            "version": self.changed.get(entry.uid, self.version),
            "examples": [_record_of_example(one, numbers) for one in entry.examples],
        }


def _record_of_example(example: Example, numbers: Mapping[str, int]) -> dict[str, Any]:
    record = example.to_record() | {"number": numbers.get(example.article or "")}
    if example.article is None:
        record = {name: value for name, value in record.items() if name not in _OFFSETS}
    return record


def read_codebook(bench: Workbench) -> Codebook:
    """The codebook as it stands."""
    store = bench.store
    entries = in_order(store.codebook.all())
    acts = store.codebook.acts()
    changed = {uid: acts.index(seq) + 1 for uid, seq in store.codebook.changed().items()}
    called = {
        uid_of(GuidelineKind.TOPIC, topic.name): one.uid
        for one in entries
        if one.kind is GuidelineKind.TOPIC and (topic := store.topics.called(one.subject))
    }
    return Codebook(tuple(entries), len(acts), changed, called)


def read_version(bench: Workbench, number: int) -> Codebook:
    """The codebook as it was in a version. Raises NotFoundError."""
    entries = tuple(entries_at(bench, number))
    versions = [one for one in list_versions(bench) if one.number <= number]
    changed = {uid: one.number for uid, (one, _) in _last_changes(versions).items()}
    return Codebook(entries, number, changed, {})


def article_numbers(bench: Workbench, entries: Iterable[Guideline]) -> dict[str, int]:
    """Uid -> number of the articles that examples are of, those that are here."""
    uids = {one.article for entry in entries for one in entry.examples if one.article}
    return bench.store.articles.numbers_of(uids)


def find_entry(bench: Workbench, words: str, among: Sequence[Guideline] | None = None) -> Guideline:
    """The entry that words name: its kind and what it is on, as `topic:banjir`, or what it is on
    alone. Raises NotFoundError, and UsageError where several are meant."""
    entries = in_order(bench.store.codebook.all()) if among is None else among
    kind, colon, subject = words.partition(":")
    named = [one for one in entries if colon and one.uid == f"{kind.strip()}:{fold_name(subject)}"]
    folded = fold_name(words)
    found = (
        named
        or [one for one in entries if folded and fold_name(one.subject) == folded]
        or [one for one in entries if folded and folded in fold_name(one.subject)]
    )
    if len(found) > 1:
        many = ", ".join(f"{one.kind.value}:{one.subject}" for one in found[:5])
        raise UsageError(f"several entries are meant by {words!r}", f"Name one: {many}.")
    if not found:
        raise NotFoundError(
            f"the codebook has no entry {words!r}", "workbench codebook show lists all."
        )
    return found[0]


# Versions --------------------------------------------------------------------------------------


def list_versions(bench: Workbench) -> list[Version]:
    """Every act that changed the codebook, the first first."""
    acts = bench.store.codebook.acts()
    return [_version(acts.index(one.seq) + 1, one) for one in bench.store.codebook.entries()]


def _version(number: int, entry: Entry) -> Version:
    sides: dict[str, list[Guideline | None]] = {}
    for change in entry.changes:
        if change.entity == "guideline":
            before, after = (
                Guideline.from_record(one) if one else None for one in (change.before, change.after)
            )
            sides.setdefault(change.uid, [before, None])[1] = after
    changes = tuple(Rewording(*pair) for pair in sides.values() if any(pair))
    return Version(number, entry.seq, entry.at, entry.analyst, entry.op, changes)


def stamp_of(bench: Workbench) -> Stamp | None:
    """Which version the codebook is; None where it was never written."""
    acts = bench.store.codebook.acts()
    return stamp_at(bench, acts, len(acts)) if acts else None


def stamp_at(bench: Workbench, acts: Sequence[int], number: int) -> Stamp:
    """Which version one is. acts: the numbers of those that made them, in the journal."""
    digest = bench.store.codebook.hash_of(acts[number - 1]) if number else GENESIS
    return Stamp(number, digest[:12])


def record_of_version(version: Version) -> dict[str, Any]:
    """A version as the command line prints it."""
    return {
        "version": version.number,
        "seq": version.seq,
        "at": version.at,
        "analyst": version.analyst,
        "op": version.op,
        "entries": [
            {"kind": one.entry.kind.value, "subject": one.entry.subject, "what": one.what}
            for one in version.changes
        ],
    }


def entries_at(bench: Workbench, number: int) -> list[Guideline]:
    """The entries as they were in a version. Raises NotFoundError."""
    versions = list_versions(bench)
    if number > len(versions):
        raise NotFoundError(
            f"the codebook has no version {number}", f"The last one is {len(versions)}."
        )
    return codebook_at(versions, number)


def news_since(bench: Workbench, number: int) -> list[Rewording]:
    """The last change of each entry that others changed after a version. Read at each start: where
    nothing was changed the journal is not looked into."""
    if len(bench.store.codebook.acts()) <= number:
        return []
    return [
        change
        for version, change in _last_changes(list_versions(bench)).values()
        if version.number > number and version.analyst != bench.analyst
    ]


def _last_changes(versions: Iterable[Version]) -> dict[str, tuple[Version, Rewording]]:
    """Uid of an entry -> its last change, with the act that made it."""
    return {
        change.entry.uid: (version, change) for version in versions for change in version.changes
    }


# What was judged under which version -----------------------------------------------------------


def versions_of(bench: Workbench, entity: str, uids: Sequence[str] | None = None) -> dict[str, int]:
    """Uid -> the version of the codebook under which a thing was judged last, of all of a kind
    ("claim", "decision", "ruling") or of some; none of what was never judged here, but came in."""
    acts = bench.store.codebook.acts()
    judged = bench.store.codebook.judged(entity, uids)
    return {uid: version_under(seq, acts) for uid, seq in judged.items()}


def touched_where(entry: Guideline, version: int) -> str:
    """The claims that are of an entry and were judged before a version, as a filter of claims."""
    about = f"({entry.claims}) " if entry.claims and not entry.kind.is_of_claims else entry.claims
    return f"{about.strip()} codebook:<{version}".strip()


def all_touched(
    bench: Workbench, entries: Sequence[Guideline] = (), *, since: int = 0
) -> str | None:
    """The claims that changes of some entries, or of all, after a version may touch, as a filter of
    claims; None where no entry was changed. Removed entries count too. Raises UsageError."""
    named = {one.uid for one in entries}
    touched: dict[str, tuple[Guideline, int]] = {}
    for uid, (version, change) in _last_changes(list_versions(bench)).items():
        if version.number > since and (not named or uid in named):
            _, newest = touched.get(change.entry.claims, (change.entry, 0))
            touched[change.entry.claims] = (change.entry, max(newest, version.number))
    filters = [touched_where(*one) for one in touched.values()]
    if len(filters) > _MOST_JOINED:
        raise UsageError(
            f"{len(filters)} entries were changed since then", "Name some, or a later version."
        )
    joined = filters if len(filters) < 2 else [f"({one})" for one in filters]
    return " or ".join(joined) or None


def touched_claims(bench: Workbench, where: str, limit: int | None = None) -> Iterator[BoardRow]:
    """The claims that a filter of touched ones leaves, as far as they may be seen: whoever decides
    sees all that she may rule on. Raises UsageError."""
    from workbench.services.board import list_claims

    if not (bench.viewer and bench.is_shared and bench.may(Task.DECIDE)):
        return list_claims(bench, where, limit=limit)
    seeing: dict[int, bool] = {}

    def is_seen(row: BoardRow) -> bool:
        number = row.told.article.number
        if number not in seeing:
            seeing[number] = not hidden_articles(where_deciding(bench, number), [number])
        return seeing[number] or row.claim.analyst == bench.analyst

    return islice(filter(is_seen, list_claims(bench.seeing_all(), where)), limit)


def touched_kept_back(bench: Workbench) -> int:
    """On how many articles what colleagues claimed is not among them."""
    numbers = kept_back(bench, bench.store.articles.numbers(analyst=bench.analyst))
    return len(numbers - bench.store.judged.decidable(numbers, analyst=bench.viewer))


def touched_among(where: str, *, mine: bool, flagged: bool) -> str:
    """A filter of touched claims for some of them."""
    asked = (*(["by:me"] if mine else ()), *(["has:flag"] if flagged else ()))
    return f"({where}) {' '.join(asked)}" if asked else where
