"""Three desks on the same articles, what analysts do at random, and a model of who changed what.

The model knows nothing of states and hashes: of each record it remembers which versions a desk has
seen, as sets, and says what an import must do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from services_cases import bench_on, imported, records
from stores import StoreKind, Stores

from workbench.domain.arrival import ArrivalKind
from workbench.domain.article import ReadingState
from workbench.domain.claim import Claim, LinkKind
from workbench.domain.codebook import GuidelineKind
from workbench.domain.decision import Verdict
from workbench.domain.fact import Kind
from workbench.domain.journal import Entry, Record
from workbench.domain.note import Note, NoteSubject
from workbench.domain.past import TRAVELLING, Key
from workbench.domain.references import references
from workbench.domain.span import Span
from workbench.errors import ConflictError, NotFoundError, UsageError
from workbench.services.annotate import (
    add_note,
    assess_claim,
    edit_claim,
    edit_note,
    link_claims,
    remove_claim,
    remove_link,
)
from workbench.services.annotation_import import import_annotations
from workbench.services.belonging import set_owner
from workbench.services.chain import Named, add_hop, add_joint_source, claim_by, remove_hop
from workbench.services.coverage import coverage_of, mark_nothing, my_nothings, unmark_nothing
from workbench.services.exporting import export
from workbench.services.flags import flag_claim
from workbench.services.guidelines import add_entry, add_example, edit_entry
from workbench.services.history import redo, undo
from workbench.services.metadata import set_metadata
from workbench.services.review import accept_facts, answer_fact, set_state
from workbench.services.sources import add_alias, add_source, merge_sources, rate_source
from workbench.services.tags import Tagged, put_tags, take_tags
from workbench.services.taken import Taken
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

if TYPE_CHECKING:
    from workbench.verbs.store import Store

ANALYSTS = ("ana", "budi", "citra")
TEXTS = (
    "Gudang di pelabuhan terbakar, Senin. “Kami siap membantu,” kata Dewi Lestari. Menurut polisi, "
    "dua orang terluka.\n\n“Api sudah padam,” ujar Rahmat Hidayat kepada Radio Pagi.",
    "Polisi menahan tiga orang, Selasa. “Mereka mengaku,” kata Rahmat Hidayat.\n\nDewi Lestari "
    "mengatakan gudang itu kosong. “Tidak ada barang di sana,” katanya.",
)
SHA256 = 64
"""Letters of an article's common name."""
Records = dict[Key, Record]


@dataclass(frozen=True)
class Seen:
    """Which versions of a record a desk has: what it is now, and all that this came from."""

    now: frozenset[object]
    before: frozenset[object] = frozenset()

    def changed(self, version: object) -> Seen:
        """Once a new version is made of it."""
        return Seen(frozenset([version]), self.before | self.now)

    def joined(self, other: Seen) -> Seen:
        """Of two that came to the same."""
        return Seen(self.now | other.now, self.before | other.before)

    def met(self, other: Seen) -> Seen:
        """Of two that are found to be one thing, of which one at most was changed."""
        if not (self.before or other.before):
            return self.joined(other)
        newer, older = (self, other) if self.before else (other, self)
        return newer.behind(older)

    def behind(self, older: Seen) -> Seen:
        """Once it is known to come from an older one, and so from all that one was."""
        return Seen(self.now, (self.before | older.now | older.before) - self.now)


FIRST = Seen(frozenset(["as it came"]))


@dataclass
class Desk:
    """A database, the three at work on it, and what the model knows of it."""

    name: str
    store: Store
    seen: dict[Key, Seen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        first = 100_000 * (ord(self.name) - ord("a") + 1)
        self.benches = [
            bench_on(self.store, who, first=first + 20_000 * n) for n, who in enumerate(ANALYSTS)
        ]
        self.bench: Workbench = bench_on(self.store, "dina", first=first + 80_000)
        """Of who imports and exports, and does nothing else."""

    def records(self) -> Records:
        """Everything that people made and that travels."""
        return {
            (entity, uid): record
            for entity, things in records(self.store).items()
            if entity in TRAVELLING
            for uid, record in things.items()
        }

    def aliases(self) -> dict[str, str]:
        """Uid of a source of elsewhere -> uid of the one here that it is."""
        return {
            uid: past.about
            for (entity, uid), past in self.store.pasts.of_sources()
            if entity == "source" and past.about != uid and not past.is_gone
        }

    def conflicts(self) -> set[Key]:
        """What waits because both changed it."""
        kind = ArrivalKind.CONFLICT
        return {one.key for one in self.store.arrivals.open() if one.kind is kind and not one.why}

    def head(self) -> int:
        return self.store.journal.head()[0]

    def watched(self, act: Callable[[], object]) -> None:
        """Do something, and remember what it changed."""
        head = self.head()
        with suppress(UsageError, ConflictError, NotFoundError):
            act()
        for entry in (self.store.journal.since(head) or []) if self.head() > head else []:
            self._note(entry)

    def _note(self, entry: Entry) -> None:
        for change in entry.changes:
            key = change.entity, change.uid
            if change.entity not in TRAVELLING:
                continue
            seen = self.seen.get(key)
            if seen is None and change.before is not None:
                seen = FIRST
            version = (self.name, entry.seq, key)
            self.seen[key] = seen.changed(version) if seen else Seen(frozenset([version]))


def opened(kind: StoreKind, folder: Path, order: Random) -> Iterator[list[Desk]]:
    """Three desks, each of which has read the same articles by itself, in an order of its own."""
    desks = []
    for name in "abc":
        below = folder / name
        below.mkdir()
        desk = Desk(name, Stores(kind, below).open())
        texts = list(TEXTS)
        order.shuffle(texts)
        imported(desk.bench, below, *texts, lang="id", outlet="Radio Pagi", published="2026-03-02")
        desks.append(desk)
    yield desks
    for desk in desks:
        desk.store.close()


class Doing:
    """What an analyst may do, at random."""

    def __init__(self, random: Random, desk: Desk) -> None:
        self.random = random
        self.bench = random.choice(desk.benches)
        numbers = self.bench.store.articles.numbers(analyst=self.bench.analyst)
        self.view: ArticleView = view_article(self.bench, random.choice(numbers))

    def act(self) -> None:
        ways = [getattr(self, name) for name in dir(self) if name.startswith("do_")]
        self.random.choice(ways)()

    def words(self) -> str:
        return f"kata {self.random.randrange(10**9)}"

    def claim(self, *, mine: bool = True) -> Claim:
        claims = self.view.my_claims() if mine else list(self.view.claims)
        if not claims:
            raise UsageError("no claim")
        return self.random.choice(claims)

    def source(self) -> str:
        return self.random.choice(
            [one.uid for one in self.bench.store.sources.all() if one.same_as is None]
        )

    def do_accept(self) -> None:
        questions = self.view.open_questions()
        if questions:
            accept_facts(self.bench, self.view, [self.random.choice(questions)])

    do_accept_more = do_accept

    def do_answer(self) -> None:
        facts = [fact for fact in self.view.facts if fact.kind in (Kind.QUOTE, Kind.EVENT)]
        verdict = self.random.choice([Verdict.REJECTED, Verdict.SKIPPED, Verdict.UNSURE])
        answer_fact(self.bench, self.view, self.random.choice(facts), verdict)

    def do_claim(self) -> None:
        coverage = coverage_of(self.view)
        start, end = self.random.choice(coverage.sentences)
        claim_by(
            self.bench, self.view, Span.of(self.view.text, start, end), Named(self.words(), "")
        )

    def do_edit(self) -> None:
        edit_claim(self.bench, self.view, replace(self.claim(), restatement=self.words()))

    do_edit_more = do_edit_again = do_edit

    def do_remove(self) -> None:
        remove_claim(self.bench, self.view, self.claim().uid)

    def do_add_hop(self) -> None:
        claim = self.claim()
        place = self.random.randrange(len(claim.hops) + 1)
        add_hop(self.bench, self.view, claim, Named(self.words(), ""), place=place)

    def do_joint(self) -> None:
        claim = self.claim()
        if claim.hops:
            named = Named("", self.source())
            add_joint_source(self.bench, self.view, claim, 0, named)

    def do_remove_hop(self) -> None:
        claim = self.claim()
        if claim.hops:
            remove_hop(self.bench, self.view, claim, self.random.randrange(len(claim.hops)))

    def do_assess(self) -> None:
        claim = self.claim(mine=False)
        credibility = self.random.randrange(2, 7)
        assess_claim(
            self.bench, self.view, claim.uid, credibility=credibility, rationale=self.words()
        )

    do_assess_more = do_assess

    def do_link(self) -> None:
        every = [
            claim.uid
            for number in self.bench.store.articles.numbers(analyst=self.bench.analyst)
            for claim in self.bench.store.claims.of_article(number)
        ]
        if len(every) > 1:
            kind = self.random.choice(list(LinkKind))
            link_claims(self.bench, kind, *self.random.sample(every, 2))

    def do_unlink(self) -> None:
        mine = [link for link in self.view.links if link.analyst == self.bench.analyst]
        if mine:
            remove_link(self.bench, self.random.choice(mine))

    def do_note(self) -> None:
        subject = self.random.choice([NoteSubject.ARTICLE, NoteSubject.SOURCE, NoteSubject.CLAIM])
        if subject is NoteSubject.ARTICLE:
            uid = self.view.article.uid
        else:
            is_claim = subject is NoteSubject.CLAIM
            uid = self.claim(mine=False).uid if is_claim else self.source()
        add_note(self.bench, subject, uid, self.words())

    def do_edit_note(self) -> None:
        notes: list[Note] = [one for one in self.view.notes if one.analyst == self.bench.analyst]
        if notes:
            words = self.random.choice([self.words(), self.words(), ""])
            edit_note(self.bench, self.random.choice(notes), words)

    do_edit_note_more = do_edit_note

    def do_tag(self) -> None:
        claims = [self.claim().uid] if self.view.my_claims() and self.random.random() < 0.5 else []
        on = Tagged([] if claims else [self.view.number], claims)
        put_tags(self.bench, [self.random.choice(["cek", "rob", "api"])], on)

    def do_untag(self) -> None:
        take_tags(self.bench, [self.random.choice(["cek", "rob", "api"])])

    def do_state(self) -> None:
        state = self.random.choice(list(ReadingState))
        set_state(self.bench, self.view, state, self.words())

    def do_nothing(self) -> None:
        if mine := my_nothings(self.view):
            spans = [(one.span.start, one.span.end) for one in mine]
            unmark_nothing(self.bench, self.view, spans[:1])
        else:
            mark_nothing(self.bench, self.view, coverage_of(self.view).sentences[:1])

    def do_flag(self) -> None:
        flag_claim(self.bench, self.claim(mine=False), self.random.choice([self.words(), ""]))

    def do_guideline(self) -> None:
        entries = self.bench.store.codebook.all()
        if entries and self.random.random() < 0.7:
            entry = self.random.choice(entries)
            edit_entry(self.bench, entry, words=self.words())
        else:
            subject = self.random.choice(["banjir", "rob", "api"])
            add_entry(self.bench, GuidelineKind.TOPIC, subject, self.words())

    def do_example(self) -> None:
        entry = self.random.choice(self.bench.store.codebook.all() or [None])
        if entry:
            span = Span.of(self.view.text, *self.random.choice(coverage_of(self.view).sentences))
            why = self.words()
            add_example(self.bench, entry, self.view.number, span, is_for=True, why=why)

    def do_source(self) -> None:
        add_source(self.bench, self.words())

    def do_alias(self) -> None:
        add_alias(self.bench, self.source(), self.words())

    def do_rate(self) -> None:
        rate_source(self.bench, self.source(), self.random.choice("ABCDEF"), self.words())

    def do_own(self) -> None:
        set_owner(self.bench, [self.source()], Named("", self.source()), rationale=self.words())

    def do_merge(self) -> None:
        merge_sources(self.bench, [self.source()], self.source())

    def do_metadata(self) -> None:
        set_metadata(self.bench, self.view.number, {"title": self.words()})

    def do_undo(self) -> None:
        undo(self.bench)

    do_undo_more = do_undo

    def do_redo(self) -> None:
        redo(self.bench)


def exchanged(one: Desk, other: Desk, file: Path) -> tuple[Taken, set[Key]]:
    """What the other takes of what one hands it; which records the file tells of, by one's uids."""
    export(one.bench, "jsonl", file)
    return import_annotations(other.bench, "jsonl", file), told_in(file)


def told_in(file: Path) -> set[Key]:
    """The records that an export holds, or tells to be removed."""
    keys: set[Key] = set()
    for line in map(json.loads, file.read_text("utf-8").splitlines()):
        kind = line["type"]
        if kind == "removed" or (kind == "past" and line["entity"] in ("metadata", "carried")):
            keys.add((line["entity"], line["uid"]))
        elif kind in TRAVELLING:
            keys.add((kind, line["uid"]))
        if kind == "claim":
            keys |= {("link", link["uid"]) for link in line["links"]}
            keys |= {("assessment", one["uid"]) for one in line["assessments"]}
    return keys


def common_names(desks: Sequence[Desk]) -> dict[str, dict[str, str]]:
    """For each desk what its articles and sources are called in all of them: an article by its
    text's hash, a source by one of the uids that it goes by."""
    groups: list[set[str]] = []
    for desk in desks:
        for uid, other in desk.aliases().items():
            met = [group for group in groups if group & {uid, other}]
            groups = [group for group in groups if group not in met]
            groups.append({uid, other}.union(*met))
    names = {uid: min(group) for group in groups for uid in group}
    return {
        desk.name: {
            **names,
            **{
                (one := desk.store.articles.get(number)).uid: one.sha256
                for number in desk.store.articles.numbers(analyst="ana")
            },
        }
        for desk in desks
    }


def common(value: object, names: Mapping[str, str]) -> str:
    """A value of one desk as it is told in all of them."""
    words = json.dumps(value, sort_keys=True, ensure_ascii=False)
    for own, every in names.items():
        words = words.replace(own, every)
    return words


def told_by(desk: Desk, desks: Sequence[Desk]) -> list[str]:
    """What people made, with articles and sources called what they are in every database; without
    what a colleague had on a claim that was taken out, which nobody sees and which does not
    travel. Two sources of one database that are one in another are told alike."""
    names, records = common_names(desks)[desk.name], desk.records()
    return sorted(
        common([*key, record], names)
        for key, record in records.items()
        if all(
            entity != "claim" or (entity, uid) in records
            for entity, uid in references(key[0], record)
        )
    )


class Model:
    """What an import must do, by who has seen which version."""

    def __init__(self, desks: Sequence[Desk], one: Desk, other: Desk) -> None:
        self._desks, self._one, self._other = desks, one, other
        self._theirs, self._before = one.records(), other.records()
        self._known = other.aliases()
        self._conflicts = other.conflicts()

    def check(self, told: set[Key]) -> None:
        """After the import of what tells of these records."""
        names = common_names(self._desks)
        self._forth, self._back = names[self._one.name], names[self._other.name]
        self._after = self._other.records()
        # What is here is told before what once was: it may go by another one's uid by now.
        keys = (*self._other.seen, *self._before, *self._after)
        ours = {common(key, self._back): key for key in keys}
        expected = set()
        for key in sorted(told):
            name = common(key, self._forth)
            if self._is_conflict(key, ours.get(name)):
                expected.add(name)
        listed = {common(key, self._back) for key in self._other.conflicts()}
        was = {common(key, self._back) for key in self._conflicts}
        assert listed - was <= expected, "listed, and not changed by both"
        assert expected <= self._waiting(), "changed by both, and not listed"

    def _is_conflict(self, key: Key, ours: Key | None) -> bool:
        """Whether both changed it; else what was to become of it did."""
        seen = self._one.seen.get(key, FIRST)
        is_here = ours in self._before or ours in self._other.seen
        here = self._other.seen.get(ours, FIRST) if ours and is_here else None
        theirs = self._told(self._theirs, key, self._forth)
        before = self._told(self._before, ours, self._back)
        after = self._told(self._after, ours, self._back)
        local = ours or self._localised(key)
        is_first = key[0] == "source" and ours != key and here and key[1] not in self._known
        if is_first and here and not (seen.before and here.before):
            self._other.seen[local] = here.met(seen)
            assert after == (theirs if seen.before else before)
            return False
        if here is None or here.now & seen.before:
            if after == theirs:
                self._other.seen[local] = seen.behind(here) if here else seen
            else:
                assert after == before
                assert self._is_held(key)
            return False
        if here.now & seen.now or seen.now & here.before or theirs == before:
            assert after == before
            is_older = seen.now & here.before and not here.now & seen.now
            self._other.seen[local] = here.behind(seen) if is_older else here.joined(seen)
            return False
        assert after == before
        return True

    def _localised(self, key: Key) -> Key:
        """What a record of theirs is called here."""
        uid = common(key[1], self._forth)[1:-1]
        for own, every in self._back.items():
            if own != every and len(every) == SHA256:
                uid = uid.replace(every, own)
        return key[0], uid

    def _is_held(self, key: Key) -> bool:
        return common(key, self._forth) in self._waiting()

    def _waiting(self) -> set[str]:
        return {common(one.key, self._back) for one in self._other.store.arrivals.open()}

    def _told(self, records: Records, key: Key | None, names: Mapping[str, str]) -> str | None:
        return common(records[key], names) if key in records else None
