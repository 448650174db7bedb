"""Annotations of an export, or of another tool, into this database.

The whole input is checked before anything is written. Articles come in with their own uids; a text
that is here already keeps the article it has. What people made is one act, and undone as one.
Nothing of ours is overwritten: where both have something, ours stays and is counted.
Sources that have one of our names, and its kind, are ours: two analysts meet on one text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.domain.article import ReadingState
from workbench.domain.claim import Claim, Link
from workbench.domain.family import Belonging
from workbench.domain.habit import Habit
from workbench.domain.journal import TAKE_IN, Change, Record
from workbench.domain.naming import fold_name
from workbench.domain.note import Note
from workbench.domain.relay import RelayJudgement
from workbench.domain.source import Rating, Source, Unalike
from workbench.domain.topic import Topic
from workbench.errors import DataError, NotFoundError, UsageError
from workbench.exchange import find_format, formats, read, reader
from workbench.exchange.bundle import AnnotatedArticle, Item, Loss, Unread
from workbench.exchange.recognition import recognised
from workbench.match.duplicates import sketch
from workbench.policy import Deed, Policy
from workbench.services.extraction import extract_articles
from workbench.services.likenesses import keep_likenesses
from workbench.services.pseudonyms import by_own_names
from workbench.services.rewrites import make_gists
from workbench.services.unpacking import is_archive, unpacked
from workbench.services.workbench import Workbench
from workbench.store.adding import Added, NewArticle
from workbench.store.packed import pack

if TYPE_CHECKING:
    from workbench.exchange.formats import Target

_LOOKED_AT = 4096
"""Bytes of a file that are looked at for its format."""
_GROUP = 50
"""Articles to one transaction."""


@dataclass(slots=True)
class Taken:
    """What came in."""

    articles: int = 0
    known_articles: int = 0
    changes: int = 0
    kept: int = 0
    """Things that are here in another form: ours stayed."""
    loose: int = 0
    """Links to claims, and descent from articles, that are neither here nor in the input: left
    out."""
    unread: tuple[Loss, ...] = ()
    """What the input holds and its format's reader left out."""

    def __str__(self) -> str:
        words = f"{self.articles} articles added, {self.known_articles} known; "
        words += f"{self.changes} annotations and sources taken in"
        words += f"; {self.kept} left as they are here" if self.kept else ""
        return words + (
            f"; {self.loose} links to claims or articles of elsewhere left out"
            if self.loose
            else ""
        )


def chosen_format(path: Path, named: str | None, policy: Policy) -> str:
    """The format in which annotations at path are read: the named one, else by what is there,
    whatever it is called. Asked before a database is made. Raises UsageError where no format that
    is read fits, and NotFoundError."""
    if named:
        reader(named)
    policy.require(Deed.READ_FILES)
    if not path.exists():
        raise NotFoundError(f"{path} does not exist", "Name a file or folder.")
    return named or _format_of(path)


def _format_of(path: Path) -> str:
    readable = [one.name for one in formats() if one.reads]
    how = f"Formats that are read: {', '.join(readable)}; --format names one."
    if path.is_dir():
        for one in formats():
            if one.reads and one.signs.folder and any(path.rglob(one.signs.folder)):
                return one.name
        raise UsageError(f"{path} holds no annotations", f"A brat folder has .ann files. {how}")
    try:
        if is_archive(path):
            with unpacked(path) as folder:
                return _format_of(folder)
        with path.open("rb") as stream:
            if name := recognised(stream):
                return name
            stream.seek(0)
            begins = stream.read(_LOOKED_AT).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError as error:
        raise DataError(f"cannot read {path} ({error.strerror})") from error
    if begins.startswith(b"{"):
        return "jsonl"  # its reader says what is wrong
    if path.suffix == ".ann" or path.with_suffix(".ann").exists():
        raise UsageError(f"{path} is one file of a brat folder", "Name the folder.")
    raise UsageError(f"{path} is in no format that annotations are read from", how)


def import_annotations(
    bench: Workbench, format_name: str, path: Path, *, options: Mapping[str, str] | None = None
) -> Taken:
    """Take in the annotations at path. Raises DataError naming the line that is wrong, and leaves
    the database untouched then."""
    bench.policy.require(Deed.READ_FILES)
    options = dict(options or {})
    if any(option.required_to_read for option in find_format(format_name).options):
        options.setdefault("analyst", bench.analyst)
    with _opened(format_name, path) as target:
        for item in read(format_name, target, options):
            if isinstance(item, AnnotatedArticle):
                _check_storable(item)
    taking = _Taking(bench)
    with _opened(format_name, path) as target:
        for item in by_own_names(bench, read(format_name, target, options)):
            taking.take(item)
    return taking.finish(path.name)


@contextmanager
def _opened(format_name: str, path: Path) -> Iterator[Target]:
    if not path.exists():
        raise NotFoundError(f"{path} does not exist")
    if find_format(format_name).is_folder:
        with unpacked(path) as folder:
            yield folder
        return
    try:
        with path.open("rb") as stream:
            yield stream
    except DataError as error:
        raise DataError(f"{path.name}: {error.what}", error.next_step) from error
    except OSError as error:
        raise DataError(f"cannot read {path} ({error.strerror})") from error


@dataclass(slots=True)
class _Taking:
    bench: Workbench
    taken: Taken = field(default_factory=Taken)
    changes: dict[tuple[str, str], Change] = field(default_factory=dict)
    """By entity and uid, in the order of the input."""
    links: list[Link] = field(default_factory=list)
    """Kept for the end: they may point to claims of later articles."""
    judgements: list[RelayJudgement] = field(default_factory=list)
    """Kept for the end: they may name later articles."""
    articles: dict[str, str] = field(default_factory=dict)
    """Uid of an article in the input -> uid of the one here that it is."""
    waiting: list[AnnotatedArticle] = field(default_factory=list)
    ours: dict[str, str] = field(default_factory=dict)
    """Uid of a source in the input -> uid of the one here that it is, where they differ."""

    def take(self, item: Item) -> None:
        if isinstance(item, Source):
            self._take_source(item)
        elif isinstance(item, Rating):
            rating = replace(item, source=self._our(item.source))
            self._make("rating", rating.uid, rating.to_record())
        elif isinstance(item, Belonging):
            self._take_belonging(item)
        elif isinstance(item, Unalike):
            self._take_unalike(item)
        elif isinstance(item, Habit):
            habit = replace(item, outlet=self._our(item.outlet))
            self._make("habit", habit.uid, habit.to_record())
        elif isinstance(item, Topic):
            self._make("topic", item.uid, item.to_record())
        elif isinstance(item, Note):
            self._take_note(item)
        elif isinstance(item, Unread):
            self.taken.unread += item.lost
        elif isinstance(item, AnnotatedArticle):
            self.waiting.append(item)
            if len(self.waiting) == _GROUP:
                self._take_articles()

    def finish(self, name: str) -> Taken:
        self._take_articles()
        for link in self.links:
            if self._joins_two(link):
                self._make("link", link.uid, link.to_record())
            else:
                self.taken.loose += 1
        for judgement in self.judgements:
            self._take_judgement(judgement)
        entry = self.bench.act(TAKE_IN, self.changes.values(), name)
        self.taken.changes += len(entry.changes) if entry else 0
        return self.taken

    def _take_source(self, source: Source) -> None:
        """A source of a name and kind that exactly one of ours has is that one, as it is when a
        suggestion is accepted."""
        sources = self.bench.store.sources
        same = [ours for ours in sources.named(source.name) if ours.kind is source.kind]
        if len(same) == 1 and not sources.many([source.uid]):
            self.ours[source.uid] = same[0].uid
            self.taken.kept += 1
            return
        if source.same_as:
            source = replace(source, same_as=self._our(source.same_as))
        self._make("source", source.uid, source.to_record())

    def _take_belonging(self, belonging: Belonging) -> None:
        """One whose two sources are one here says nothing."""
        source, owner = self._our(belonging.source), belonging.owner and self._our(belonging.owner)
        if source == owner:
            self.taken.kept += 1
            return
        belonging = replace(belonging, source=source, owner=owner)
        self._make("belonging", belonging.uid, belonging.to_record())

    def _take_unalike(self, unalike: Unalike) -> None:
        """One of two sources that are one here is left out: somebody here knew better."""
        source, other = self._our(unalike.source), self._our(unalike.other)
        if source == other:
            self.taken.kept += 1
            return
        unalike = Unalike.between(source, other, unalike.analyst, unalike.at)
        self._make("unalike", unalike.uid, unalike.to_record())

    def _take_articles(self) -> None:
        if not self.waiting:
            return
        items = [_with_our_outlet(item, self.ours) for item in self.waiting]
        self.waiting = []
        first = self._outlets(item.article.metadata.outlet for item in items)
        added = self.bench.store.articles.add(
            [_new_article(item) for item in items],
            [Source.from_record(change.after or {}) for change in first],
            analyst=self.bench.analyst,
            at=self.bench.now(),
        )
        self.taken.changes += len(first)
        self._keep_facts(items, added)
        for item, place in zip(items, added, strict=True):
            self.articles[item.article.uid] = place.uid
            self._take_annotations(item, place.uid)

    def _outlets(self, uids: Iterable[str | None]) -> list[Change]:
        """The changes that make these sources and those they are merged into: articles need them
        before anything else."""
        first: list[Change] = []
        waiting = list(uids)
        while waiting:
            change = self.changes.pop(("source", waiting.pop() or ""), None)
            if change and change.after:
                first.append(change)
                waiting.append(change.after["same_as"])
        return first

    def _keep_facts(self, items: Sequence[AnnotatedArticle], added: Sequence[Added]) -> None:
        """Keep the input's facts of what is new; find them where it has none."""
        runs, bare = [], []
        for item, place in zip(items, added, strict=True):
            self.taken.articles += place.is_new
            self.taken.known_articles += not place.is_new
            # An import that was ended before this line is made good by the next.
            if not place.is_new and self.bench.store.facts.made_with(place.number):
                continue
            if not item.facts:
                bare.append(place.number)
                continue
            metadata = item.article.metadata
            anchor = metadata.publication.anchor if metadata.publication else None
            extractor = item.facts[0].extractor
            facts = pack(item.facts, extractor=extractor, lang=metadata.lang, anchor=anchor or "")
            runs.append((place.number, facts))
        self.bench.store.facts.keep(runs, analyst=self.bench.analyst, at=self.bench.now())
        keep_likenesses(self.bench, added)
        make_gists(self.bench, [number for number, _ in runs])
        extract_articles(self.bench, bare)

    def _take_annotations(self, item: AnnotatedArticle, uid: str) -> None:
        for state in item.states:
            if state.state is ReadingState.NEW:
                continue  # what nobody opened has no state here
            state = replace(state, article=uid)
            self._make("state", state.uid, state.to_record())
        for claim in item.claims:
            hops = tuple(
                replace(hop, sources=tuple(self._our(source) for source in hop.sources))
                for hop in claim.hops
            )
            claim = replace(self._in_our_words(claim), article=uid, hops=hops)
            self._make("claim", claim.uid, claim.to_record())
            chain = item.chains.get(claim.uid)
            if chain and chain.is_carried:
                steps = [list(step.names) for step in chain.relays]
                self._make("carried", claim.uid, {"uid": claim.uid, "steps": steps})
        for decision in item.decisions:
            decision = replace(decision, article=uid)
            self._make("decision", decision.uid, decision.to_record())
        for mark in item.nothings:
            mark = replace(mark, article=uid)
            self._make("nothing", mark.uid, mark.to_record())
        for assessment in item.assessments:
            self._make("assessment", assessment.uid, assessment.to_record())
        for tag in item.tags:
            tag = replace(tag, article=uid)
            self._make("tag", tag.uid, tag.to_record())
        self.links += item.links
        self.judgements += item.judgements
        for note in item.notes:
            is_here = note.subject_uid == item.article.uid
            self._take_note(replace(note, subject_uid=uid) if is_here else note)

    def _in_our_words(self, claim: Claim) -> Claim:
        """The claim with its topic as we have it, where ours is called so today."""
        if claim.topic:
            for ours in self.bench.store.claims.many([claim.uid]):
                if ours.topic_name == claim.topic:
                    return replace(claim, topic=ours.topic)
        return claim

    def _take_judgement(self, judgement: RelayJudgement) -> None:
        """One of an analyst and pair that is judged here already stays as it is here."""
        article = self.articles[judgement.article]
        other = judgement.other and self._our_article(judgement.other)
        if other == article or (judgement.other and not other):
            self.taken.loose += 1
            return
        judgement = replace(judgement, article=article, other=other)
        if any(
            ours.uid != judgement.uid and _pair(ours) == _pair(judgement)
            for ours in self.bench.store.relays.judgements(article)
        ):
            self.taken.kept += 1
            return
        self._make("relay", judgement.uid, judgement.to_record())

    def _our_article(self, uid: str) -> str:
        """Uid of the article here that uid stands for in the input; empty when there is none."""
        uid = self.articles.get(uid, uid)
        return uid if self.bench.store.articles.by_uid(uid) else ""

    def _take_note(self, note: Note) -> None:
        note = replace(note, subject_uid=self._our(note.subject_uid))
        self._make("note", note.uid, note.to_record())

    def _our(self, source: str) -> str:
        return self.ours.get(source, source)

    def _joins_two(self, link: Link) -> bool:
        ends = {link.claim, link.other}
        return len(ends) == 2 and all(self._has_claim(uid) for uid in ends)

    def _has_claim(self, uid: str) -> bool:
        return ("claim", uid) in self.changes or bool(self.bench.store.claims.many([uid]))

    def _make(self, entity: str, uid: str, record: Record) -> None:
        made = self.changes.get((entity, uid))
        current = made.after if made else self.bench.store.journal.current(entity, uid)
        if current is None:
            self.changes[entity, uid] = Change(entity, uid, None, record)
        elif current != record:
            self.taken.kept += 1


def _check_storable(item: AnnotatedArticle) -> None:
    """Raises DataError for what intake never lets in, and the store would refuse half-way."""
    wrong = ""
    if not item.text:
        wrong = "has no text"
    elif "\0" in item.text:
        wrong = "holds a NUL"
    else:
        try:
            json.dumps([item.translation, item.extra], ensure_ascii=False).encode()
        except (UnicodeEncodeError, RecursionError):
            wrong = "came with words that cannot be stored"
    if wrong:
        raise DataError(f"article {item.name} {wrong}", "Correct the export and try again.")


def _pair(judgement: RelayJudgement) -> tuple[str, str, str]:
    """What an analyst has one judgement of: a printed credit, an article or an outlet."""
    about = judgement.fact or fold_name(judgement.outlet)
    return judgement.analyst, judgement.other, about


def _with_our_outlet(item: AnnotatedArticle, ours: Mapping[str, str]) -> AnnotatedArticle:
    metadata = item.article.metadata
    if not metadata.outlet or metadata.outlet not in ours:
        return item
    metadata = replace(metadata, outlet=ours[metadata.outlet])
    return replace(item, article=replace(item.article, metadata=metadata))


def _new_article(item: AnnotatedArticle) -> NewArticle:
    article = item.article
    return NewArticle(
        uid=article.uid,
        text=item.text,
        metadata=article.metadata,
        sha256=article.sha256,
        raw_sha256=article.raw_sha256,
        normaliser=article.normaliser,
        retrieved_at=article.retrieved_at,
        retrieved_how=article.retrieved_how,
        foreign_id=article.foreign_id,
        extra=item.extra,
        translation=item.translation,
        sketch=tuple(sketch(item.text)),
        given_start=article.given_start,
        given_sha256=article.given_sha256,
    )
