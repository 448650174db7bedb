"""Sources: finding one, making one on the spot, aliases, merging, rating, and its card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.journal import Change, Entry
from workbench.domain.naming import bracketed_forms, fold_name
from workbench.domain.note import Note
from workbench.domain.source import RELIABILITY, Rating, Source, SourceKind
from workbench.errors import ConflictError, NotFoundError, UsageError
from workbench.services.seen import seen_claims
from workbench.services.workbench import Workbench, clean_words

if TYPE_CHECKING:
    from workbench.domain.network import Record
    from workbench.services.families import FamilyCard


@dataclass(frozen=True, slots=True)
class Found:
    """One source that a search found."""

    source: Source
    matched: str
    """The name or alias that fitted best."""
    score: float


@dataclass(frozen=True, slots=True)
class SourceCard:
    """All that is known of a source."""

    source: Source
    merged: tuple[Source, ...]
    """Sources that were merged into it."""
    ratings: tuple[Rating, ...]
    """Oldest first."""
    as_origin: tuple[Claim, ...]
    as_relay: tuple[Claim, ...]
    articles: Mapping[int, str]
    """The articles it published, when it is an outlet, by number: how they are told."""
    where: Mapping[str, str]
    """Uid of an article that a claim stands in -> its number and date, before what is said."""
    notes: tuple[Note, ...]
    """Of all analysts, on it and on those merged into it."""
    family: FamilyCard
    """What it belongs to, and what belongs to it."""
    record: Record
    """What became of what it said, by links: stands beside its ratings, never for them."""


def find_sources(bench: Workbench, words: str, *, limit: int = 20) -> list[Found]:
    """The sources whose name or alias fits the words best; all by name when there are none."""
    if not words.strip():
        first = bench.store.sources.first(limit)
        return [Found(source, source.name, 0.0) for source in first]
    from workbench.match.names import rank_names

    ranked = rank_names(words, bench.store.sources.names_like(words, limit), limit=limit)
    sources = bench.store.sources.many(match.key for match in ranked)
    return [
        Found(sources[match.key], match.name, match.score)
        for match in ranked
        if match.key in sources
    ]


def rank_suggestions(words: str, names: Sequence[str]) -> list[tuple[str, float]]:
    """Those of some names that fit the words, with their scores 0..100, best first."""
    from workbench.match.names import rank_names

    ranked = rank_names(words, [(name, name) for name in names], limit=len(names))
    return [(match.name, match.score) for match in ranked]


def resolve_source(bench: Workbench, reference: str) -> Source:
    """The source that reference names: a uid's first six characters or more, or an exact name.
    Raises NotFoundError, or UsageError when several fit."""
    named = bench.store.sources.named(reference)
    if not named and len(reference) >= 6:
        named = [s for s in bench.store.sources.all() if s.uid.startswith(reference.lower())]
    if not named:
        nearest = find_sources(bench, reference, limit=3)
        near = ", ".join(found.source.name for found in nearest)
        raise NotFoundError(
            f"no source {reference!r}", f"Nearest: {near}." if near else "Add one first."
        )
    if len(named) > 1:
        uids = ", ".join(source.uid[:8] for source in named)
        raise UsageError(f"several sources are called {reference!r}", f"Name one by uid: {uids}.")
    return named[0]


class NameBook:
    """Names to sources within one act: exact alias first, else one provisional source each."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._made: dict[str, Source] = {}
        self._known: dict[str, list[Source]] = {}
        self.names: dict[str, str] = {}
        """Uid -> name of every source that it gave."""

    def uid(self, name: str, kind: SourceKind = SourceKind.UNKNOWN) -> str:
        """The uid of the source with this name or alias; made on the fly when there is none.

        "Long Name (LN)" is known by either form as well, but two long forms are two sources.
        """
        source = self._source(clean_name(name), kind)
        self.names[source.uid] = source.name
        return source.uid

    def _source(self, name: str, kind: SourceKind) -> Source:
        forms = bracketed_forms(name)
        if named := self._named(name, forms):
            return next((s for s in named if s.kind is kind), named[0])
        folded = fold_name(name) or name
        if folded not in self._made:
            self._made[folded] = Source(self._bench.uid(), name, kind, forms)
        return self._made[folded]

    def _named(self, name: str, forms: Sequence[str]) -> list[Source]:
        if name not in self._known:
            self._known[name] = self._looked_up(name, forms)
        return self._known[name]

    def _looked_up(self, name: str, forms: Sequence[str]) -> list[Source]:
        named = self._bench.store.sources.named
        found = named(name) or (named(forms[0]) if forms else [])
        if found or not forms:
            return found
        return [s for s in named(forms[1]) if fold_name(s.name) == fold_name(forms[1])]

    def changes(self) -> list[Change]:
        """The changes that make the provisional sources; they go before what uses them."""
        return [_making(source) for source in self._made.values()]


def add_source(
    bench: Workbench,
    name: str,
    *,
    kind: SourceKind = SourceKind.UNKNOWN,
    aliases: Sequence[str] = (),
    country: str = "",
    provisional: bool = False,
) -> Source:
    """Make a source. Raises UsageError when the name is taken."""
    name = clean_name(name)
    if taken := bench.store.sources.named(name):
        raise UsageError(f"{taken[0].name!r} is there already", f"Its uid is {taken[0].uid}.")
    source = Source(
        bench.uid(),
        name,
        kind,
        tuple(clean_name(alias) for alias in aliases),
        clean_words(country).upper(),
        provisional=provisional,
    )
    bench.act("add source", [_making(source)], name)
    return source


def edit_source(bench: Workbench, before: Source, edited: Source) -> Entry | None:
    """Set a source's name, kind, aliases, country or note; editing reviews a provisional one.
    before is what the analyst saw: a lost race raises ConflictError."""
    cleaned = replace(
        edited,
        name=clean_name(edited.name),
        aliases=tuple(dict.fromkeys(clean_name(alias) for alias in edited.aliases)),
        country=clean_words(edited.country).upper(),
        note=clean_words(edited.note),
        provisional=False,
    )
    return bench.act("edit source", [_change(before, cleaned)], cleaned.name)


def add_alias(bench: Workbench, uid: str, alias: str) -> Entry | None:
    """Give a source one more name."""
    source = bench.store.sources.get(uid)
    alias = clean_name(alias)
    if fold_name(alias) in {fold_name(name) for name in (source.name, *source.aliases)}:
        return None
    return bench.act(
        "add alias",
        [_change(source, replace(source, aliases=(*source.aliases, alias)))],
        f"{alias} for {source.name}",
    )


def merge_sources(bench: Workbench, uids: Iterable[str], into: str) -> Entry | None:
    """Say that these sources are the same as `into`: a pointer, undone like anything else."""
    target = bench.store.sources.get(into)
    if target.same_as:
        raise UsageError(f"{target.name!r} is itself merged", "Merge into the final source.")
    changes = []
    names = []
    for uid in dict.fromkeys(uids):
        source = bench.store.sources.get(uid)
        if uid == into:
            raise UsageError(f"{source.name!r} cannot be merged into itself")
        if source.same_as not in (None, "", into):
            raise _merged_already(bench, source)
        changes.append(_change(source, replace(source, same_as=into, provisional=False)))
        names.append(source.name)
    return bench.act("merge", changes, f"{', '.join(names)} into {target.name}")


def _merged_already(bench: Workbench, source: Source) -> ConflictError:
    other = bench.store.sources.get(source.same_as or "")
    return ConflictError(
        f"{source.name} was merged into {other.name} already",
        "Take that back first, or merge that one.",
    )


def rate_source(
    bench: Workbench, uid: str, reliability: str, rationale: str, *, seen: int | None = None
) -> Rating:
    """Add a dated rating to a source's history. reliability is a letter A to F; seen: how many
    ratings the analyst saw there, where somebody may have added one since.

    It is never dated before those that are there: the latest counts, whatever a clock says. Raises
    ConflictError with a rating that was not seen.
    """
    letter = reliability.strip().upper()
    if letter not in RELIABILITY:
        raise UsageError(f"{reliability!r} is no reliability", "A, B, C, D, E or F.")
    if not clean_words(rationale):
        raise UsageError("a rating needs its reason", "Say why, in a few words.")
    source = bench.store.sources.get(uid)
    ratings = bench.store.sources.ratings(uid)
    if seen is not None and len(ratings) != seen:
        raise _rated_since(source, ratings[-1] if ratings else None)
    at = max(bench.now(), *(one.at for one in ratings), "")
    rating = Rating(bench.uid(), uid, bench.analyst, letter, clean_words(rationale), at)
    change = Change("rating", rating.uid, None, rating.to_record())
    bench.act("rate", [change], f"{source.name} {letter}")
    return rating


def _rated_since(source: Source, last: Rating | None) -> ConflictError:
    now = f"{last.analyst} says {last.reliability}: {last.rationale}" if last else "it has none"
    return ConflictError(
        f"{source.name} was rated otherwise since ({now})", "Do it again, or leave it so."
    )


def last_rationale(bench: Workbench, uid: str) -> str:
    """The rationale of the source's latest rating: offered when it is rated again."""
    ratings = bench.store.sources.ratings(uid)
    return ratings[-1].rationale if ratings else ""


def source_card(bench: Workbench, uid: str) -> SourceCard:
    """All that is known of a source and of those merged into it."""
    from workbench.services.families import family_card
    from workbench.services.network import record_of

    store = bench.store
    final, *others = store.sources.family(uid)
    merged = store.sources.many(others)
    as_origin, as_relay = _through(bench, [final, *merged])
    uids = dict.fromkeys(claim.article for claim in (*as_origin, *as_relay))
    there = {uid: article for uid in uids if (article := store.articles.by_uid(uid))}
    source = store.sources.get(final)
    return SourceCard(
        source=source,
        merged=tuple(merged.values()),
        ratings=tuple(store.sources.ratings(final)),
        as_origin=_newest_first(as_origin, there),
        as_relay=_newest_first(as_relay, there),
        articles={
            number: _placed(store.articles.get(number), with_title=True)
            for number in store.sources.articles_of(final)
        },
        where={uid: f"{_placed(article)}  " for uid, article in there.items()},
        notes=tuple(store.notes.on([final, *merged])),
        family=family_card(bench, source),
        record=record_of(bench, final),
    )


def _placed(article: Article, *, with_title: bool = False) -> str:
    """An article's number and date, and its title where that is wanted."""
    publication = article.metadata.publication
    date = publication.at[:10] if publication else "no date"
    return f"#{article.number} {date} {article.metadata.title if with_title else ''}".rstrip()


def _newest_first(claims: Iterable[Claim], articles: Mapping[str, Article]) -> tuple[Claim, ...]:
    """The claims by their articles, those that came in last first, and in text order."""

    def place(claim: Claim) -> tuple[int, int, int]:
        article = articles.get(claim.article)
        return -article.number if article else 0, claim.span.start, claim.span.end

    return tuple(sorted(claims, key=place))


def _through(bench: Workbench, family: Sequence[str]) -> tuple[list[Claim], list[Claim]]:
    """The claims that end with the source, and those that it passed on: as a hop or as a relay."""
    from workbench.services.passing import roles_of

    roles = roles_of(bench, set(family))
    claims = seen_claims(bench, bench.store.claims.many(roles))
    return (
        [claim for claim in claims if roles[claim.uid]],
        [claim for claim in claims if not roles[claim.uid]],
    )


def clean_name(words: str) -> str:
    """A source's name as it is kept: one line, 300 code points at most. Raises UsageError when
    nothing is left of it."""
    name = " ".join(clean_words(words).split())
    if not name:
        raise UsageError("a source needs a name")
    return name[:300]


def _making(source: Source) -> Change:
    return Change("source", source.uid, None, source.to_record())


def _change(before: Source, after: Source) -> Change:
    return Change("source", before.uid, before.to_record(), after.to_record())
