"""An input's items, one after the other, as they would stand here.

Articles come in with their own uids; a text that is here already keeps the article it has. Sources
that have one of our names, and its kind, are ours: two analysts meet on one text. What people made
is brought to a `Merge`, and taken in as one act.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.domain.article import ReadingState
from workbench.domain.chain import Chain
from workbench.domain.claim import Claim, Link
from workbench.domain.codebook import Guideline
from workbench.domain.counterpart import Unrelated
from workbench.domain.family import Belonging
from workbench.domain.habit import Habit
from workbench.domain.journal import TAKE_IN, Change, Entry
from workbench.domain.naming import fold_name
from workbench.domain.note import Note
from workbench.domain.past import Key, Past, first_past, subject_of, whose
from workbench.domain.relay import RelayJudgement
from workbench.domain.source import Rating, Source, Unalike, pair_uid
from workbench.domain.topic import Topic
from workbench.exchange.bundle import AnnotatedArticle, Header, PastOf, Unread
from workbench.services.extraction import extract_after, extract_articles
from workbench.services.handed_articles import new_article, with_our_outlet
from workbench.services.handed_rulings import HandedRulings, idle_rulings, undecided
from workbench.services.handed_sets import handed_set
from workbench.services.held import Given, Held
from workbench.services.likenesses import keep_likenesses
from workbench.services.merging import Incoming, Merge
from workbench.services.rewrites import make_gists
from workbench.services.same_sources import SameSources
from workbench.services.seen import unseen_in
from workbench.services.stayed import Stay, Stays, listed, without_unseen
from workbench.services.taken import Taken
from workbench.services.workbench import Workbench
from workbench.stored.packed import pack
from workbench.verbs.articles import Added

if TYPE_CHECKING:
    from workbench.domain.journal import Recorded

_ANOTHERS = "it is another analyst's, and was changed in another tool"
_GROUP = 50
"""Articles to one transaction."""
_ONE = "its two sources are one here"


class _Carried(NamedTuple):
    """The relay steps that a claim carries, as a record of its own."""

    uid: str
    steps: list[list[str]]

    def to_record(self) -> dict[str, Any]:
        """As the journal keeps it."""
        return self._asdict()


@dataclass(slots=True)
class Taking:
    """The items of an input, as they come, until what people made is taken in by one act."""

    bench: Workbench
    merge: Merge
    same: SameSources
    decided: HandedRulings
    taken: Taken = field(default_factory=Taken)
    told: dict[Key, Past] = field(default_factory=dict)
    """What the input tells of the pasts of its records, by their own uids."""
    set_name: str = ""
    """Name of the set that the input was made of."""
    otherwise: list[str] = field(default_factory=list)
    """Uids of articles here that have another text than theirs."""
    missing: int = 0
    """Articles of the input that are not here."""
    drawn: set[Key] = field(default_factory=set)
    """What was made in the tool whose file it is."""
    is_telling: bool = False
    """Whether its format tells pasts: a record without one was never changed."""
    links: list[Link] = field(default_factory=list)
    """Kept for the end: they may point to claims of later articles."""
    judgements: list[RelayJudgement] = field(default_factory=list)
    """Kept for the end: they may name later articles."""
    unrelated: list[Unrelated] = field(default_factory=list)
    """Kept for the end: they name two articles."""
    guidelines: list[Guideline] = field(default_factory=list)
    """Kept for the end: their examples are of articles."""
    articles: dict[str, str] = field(default_factory=dict)
    """Uid of an article in the input -> uid of the one here that it is."""
    waiting: list[AnnotatedArticle] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    """Numbers of the articles that came without facts: all are looked into at once."""
    sources: list[Source] = field(default_factory=list)
    """Until all are there: they may be merged into later ones."""

    @classmethod
    def at(cls, bench: Workbench) -> Taking:
        """One that has not begun."""
        merge = Merge(bench)
        same = SameSources(bench, merge)
        return cls(bench, merge, same, HandedRulings(bench, same))

    def take(self, item: Given) -> None:
        """Take an item, in the order of the input."""
        if self.sources and not isinstance(item, Source):
            self._take_sources()
        if isinstance(item, Header):
            self.is_telling = item.tells_pasts
            self.set_name = item.choice.set
        elif isinstance(item, PastOf):
            self.told[item.key] = item.past
        elif isinstance(item, Source):
            self.sources.append(item)
        elif isinstance(item, Rating):
            self._bring("rating", item, replace(item, source=self._our(item.source)))
        elif isinstance(item, Belonging):
            self._take_belonging(item)
        elif isinstance(item, Unalike):
            self._take_unalike(item)
        elif isinstance(item, Habit):
            self._bring("habit", item, replace(item, outlet=self._our(item.outlet)))
        elif isinstance(item, Topic):
            self._bring("topic", item, item)
        elif isinstance(item, Guideline):
            self.guidelines.append(item)
        elif isinstance(item, Note):
            subject = self._our(item.subject_uid)
            self._bring("note", item, replace(item, subject_uid=subject))
        elif isinstance(item, Held):
            self._hold(item)
        elif isinstance(item, Unread):
            self.taken.unread += item.lost
        elif isinstance(item, AnnotatedArticle):
            self.waiting.append(item)
            if len(self.waiting) == _GROUP:
                self._take_articles()

    def _hold(self, held: Held) -> None:
        """What has no place here, to wait for an answer."""
        if held.article:
            self.otherwise.append(held.article)
        else:
            self.missing += 1
        if held.given:
            self.taken.unread += undecided(held.given)
            self.told.update(one for one in held.given.pasts if not one.past.is_gone)
            self.drawn |= held.given.drawn
        for one in held.things:
            article = held.article or held.given.article.uid if held.given else held.article
            ours: Claim | Note
            if isinstance(one, Claim):
                ours = replace(self._with_our_sources(one), article=article)
            else:
                ours = replace(one, subject_uid=article)
            entity = "claim" if isinstance(one, Claim) else "note"
            incoming = self._incoming(entity, one, ours, held.article)
            self.merge.hold(incoming, held.kind, held.why, held.places.get(one.uid, ()))

    def finish(self, name: str) -> Taken:
        """Take in what people made, as one act; what came of all."""
        self._take_sources()
        self._take_articles()
        if self.bare:
            extract_articles(self.bench, self.bare)
        for link in self.links:
            if self._joins_two(link):
                self._bring("link", link, link)
            else:
                self.taken.loose += 1
        for judgement in self.judgements:
            self._take_judgement(judgement)
        for word in self.unrelated:
            self._take_unrelated(word)
        for guideline in self.guidelines:
            self._take_guideline(guideline)
        for key, past in self.told.items():
            if past.is_gone:
                self._bring_removal(key, past)
        changes = [*self.same.aliases, *self.merge.settle(name), *self._set_changes()]
        entry = self.bench.act(TAKE_IN, changes, name)
        kept, newer = (
            without_unseen(self.bench, one) for one in (self.merge.kept, self.merge.newer)
        )
        self.taken.kept, self.taken.newer = kept.count, newer.count
        self.taken.others = self.merge.others
        self.taken.stayed = (
            *listed(self.bench, Stays.KEPT, kept.first),
            *listed(self.bench, Stays.NEWER, newer.first),
        )
        self._count(entry.changes if entry else ())
        if entry:
            self.taken.act = entry.seq
            self.taken.idle = idle_rulings(self.bench, entry.changes)
            self._find_facts_anew(entry)
        return self.taken

    def _count(self, changes: Sequence[Change]) -> None:
        """What an act took in; of what waits since that which may be seen."""
        unseen = unseen_in(self.bench, [[change] for change in changes])
        told = zip(changes, unseen, strict=True)
        self.taken.count(one for one, uids in told if not (uids and one.entity == "arrival"))
        self.taken.unseen = len(set().union(*unseen))

    def _set_changes(self) -> list[Change]:
        """What makes the set that the input was made of."""
        if not self.set_name:
            return []
        members = [*self.articles.values(), *self.otherwise]
        self.taken.set = handed_set(self.bench, self.set_name, members, self.missing)
        return [self.taken.set.change] if self.taken.set.change else []

    def _find_facts_anew(self, entry: Entry) -> None:
        """Where metadata came in that they depend on."""
        changed = [one.uid for one in entry.changes if one.entity == "metadata"]
        articles = (self.bench.store.articles.by_uid(uid) for uid in changed)
        if numbers := [article.number for article in articles if article]:
            extract_after(self.bench, numbers)

    def _take_sources(self) -> None:
        self.same.take(self.sources, self.told, is_telling=self.is_telling)
        self.sources = []

    def _take_belonging(self, belonging: Belonging) -> None:
        """One whose two sources are one here says nothing."""
        source, owner = self._our(belonging.source), belonging.owner and self._our(belonging.owner)
        if source == owner:
            self._keep("belonging", belonging, _ONE)
            return
        self._bring("belonging", belonging, replace(belonging, source=source, owner=owner))

    def _take_unalike(self, unalike: Unalike) -> None:
        """One of two sources that are one here is left out: somebody here knew better."""
        source, other = self._our(unalike.source), self._our(unalike.other)
        if source == other:
            self._keep("unalike", unalike, _ONE)
            return
        ours = Unalike.between(source, other, unalike.analyst, unalike.at)
        self._bring("unalike", unalike, ours)

    def _take_articles(self) -> None:
        if not self.waiting:
            return
        items = [with_our_outlet(item, self.same) for item in self.waiting]
        self.waiting = []
        first = self._outlets(item.article.metadata.outlet for item in items)
        added = self.bench.store.articles.add(
            [*map(new_article, items, self._uids_here(items))],
            first,
            analyst=self.bench.analyst,
            at=self.bench.now(),
        )
        self.taken.changes += len(first)
        self._keep_facts(items, added)
        for item, place in zip(items, added, strict=True):
            self.articles[item.article.uid] = place.uid
            self.told.update(item.pasts)
            self.drawn |= item.drawn
            self._take_metadata(item, place.uid)
            self._take_annotations(item, place.uid)

    def _uids_here(self, items: Sequence[AnnotatedArticle]) -> list[str]:
        """Uid of the article here that each of them is."""
        hashes = [item.article.sha256 for item in items] if self.is_telling else []
        there = self.bench.store.articles.with_texts(hashes)
        return [
            self._uid_among(item, [*there.get(item.article.sha256, {}).values()]) for item in items
        ]

    def _uid_among(self, item: AnnotatedArticle, same: Sequence[str]) -> str:
        """Uid of the one of these, which have its text, that it is whatever outlet each has; its
        own where that is left to the outlets. Two outlets may have one text, so it is said by
        claims that are here, or by an outlet that somebody set, there or here, of the only one.
        """
        uid, store = item.article.uid, self.bench.store
        if not same or uid in same:
            return uid
        if len(same) == 1 and (
            ("metadata", uid) in {one.key for one in item.pasts}
            or ("metadata", uid) in self.told
            or store.pasts.kept(("metadata", same[0]))
        ):
            return same[0]
        known = {*store.claims.articles_of([one.uid for one in item.claims]).values()}
        return next((ours for ours in same if ours in known), uid)

    def _outlets(self, uids: Iterable[str | None]) -> list[Source]:
        """The sources among these that are not here, with those that they are merged into: articles
        need them before anything else."""
        first: dict[str, Source] = {}
        waiting = list(uids)
        while waiting:
            one = self.merge.brings(("source", waiting.pop() or ""))
            if one and one.record and one.uid not in first and not self._is_here(*one.key):
                first[one.uid] = Source.from_record(one.record)
                self.merge.made(one.key)
                waiting.append(one.record["same_as"])
        return list(first.values())

    def _keep_facts(self, items: Sequence[AnnotatedArticle], added: Sequence[Added]) -> None:
        """Keep the input's facts of what is new."""
        runs = []
        for item, place in zip(items, added, strict=True):
            self.taken.articles += place.is_new
            self.taken.known_articles += not place.is_new
            # An import that was ended before this line is made good by the next.
            if not place.is_new and self.bench.store.facts.made_with(place.number):
                continue
            if not item.facts:
                self.bare.append(place.number)
                continue
            metadata = item.article.metadata
            anchor = metadata.publication.anchor if metadata.publication else None
            extractor = item.facts[0].extractor
            facts = pack(item.facts, extractor=extractor, lang=metadata.lang, anchor=anchor or "")
            runs.append((place.number, facts))
        self.bench.store.facts.keep(runs, analyst=self.bench.analyst, at=self.bench.now())
        keep_likenesses(self.bench, added)
        make_gists(self.bench, [number for number, _ in runs])

    def _take_metadata(self, item: AnnotatedArticle, uid: str) -> None:
        """What people there said of the article itself."""
        past = self.told.get(("metadata", item.article.uid))
        if past and not past.is_gone:
            record = {"uid": uid, **item.article.metadata.to_record()}
            self.merge.bring(Incoming("metadata", uid, record, replace(past, about=uid), uid))

    def _take_annotations(self, item: AnnotatedArticle, uid: str) -> None:
        for state in item.states:
            if state.state is not ReadingState.NEW:  # what nobody opened has no state here
                self._bring("state", state, replace(state, article=uid), uid)
        for claim in item.claims:
            self._take_claim(claim, item.chains.get(claim.uid), uid)
        for decision in item.decisions:
            self._bring("decision", decision, replace(decision, article=uid), uid)
        for mark in item.nothings:
            self._bring("nothing", mark, replace(mark, article=uid), uid)
        for assessment in item.assessments:
            self._bring("assessment", assessment, assessment, uid)
        for tag in item.tags:
            self._bring("tag", tag, replace(tag, article=uid), uid)
        self._take_decided(item, uid)
        self.links += item.links
        self.judgements += item.judgements
        self.unrelated += item.unrelated
        for note in item.notes:
            is_here = note.subject_uid == item.article.uid
            ours = replace(note, subject_uid=uid) if is_here else note
            self._bring("note", note, ours, uid)

    def _take_decided(self, item: AnnotatedArticle, uid: str) -> None:
        for flag in item.flags:
            self._bring("flag", flag, flag, uid)
        given = {claim.uid for claim in item.claims} if item.rulings else set()
        for ruling in item.rulings:
            self._bring("ruling", ruling, self.decided.ruling(ruling, uid, given), uid)
        for dispute in item.disputes:
            self._bring("dispute", dispute, self.decided.dispute(dispute), uid)

    def _take_guideline(self, guideline: Guideline) -> None:
        """An entry with its examples on our articles; of one that is not here it stays theirs."""
        examples = tuple(
            replace(one, article=self.articles.get(one.article or "", one.article))
            for one in guideline.examples
        )
        self._bring("guideline", guideline, replace(guideline, examples=examples))

    def _take_claim(self, claim: Claim, chain: Chain | None, article: str) -> None:
        ours = replace(self._in_our_words(self._with_our_sources(claim)), article=article)
        self._bring("claim", claim, ours, article)
        self.decided.meet(claim, ours)
        if chain and chain.is_carried:
            steps = [list(step.names) for step in chain.relays]
            carried = _Carried(claim.uid, steps)
            self._bring("carried", carried, carried, article)

    def _with_our_sources(self, claim: Claim) -> Claim:
        hops = tuple(
            replace(hop, sources=tuple(self._our(source) for source in hop.sources))
            for hop in claim.hops
        )
        return replace(claim, hops=hops)

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
        ours = replace(judgement, article=article, other=other)
        (number,) = self.bench.store.articles.numbers_of([article]).values()
        for one in self.bench.store.relays.judgements(number):
            if one.uid != ours.uid and _pair(one) == _pair(ours):
                stay = Stay("relay", one.uid, article, one.to_record(), ours.to_record())
                self.merge.kept.add(stay)
                return
        self._bring("relay", judgement, ours, article)

    def _take_unrelated(self, word: Unrelated) -> None:
        """One of two texts that are both here, and two here."""
        article, other = self.articles[word.article], self._our_article(word.other)
        if not other or other == article or other in self.otherwise:
            self.taken.loose += 1
            return
        ours = word.among(article, other)
        self._bring("unrelated", word, ours, ours.article)

    def _our_article(self, uid: str) -> str:
        """Uid of the article here that uid stands for in the input; empty when there is none."""
        uid = self.articles.get(uid, uid)
        return uid if self.bench.store.articles.by_uid(uid) else ""

    def _our(self, source: str) -> str:
        return self.same.our(source)

    def _joins_two(self, link: Link) -> bool:
        ends = {link.claim, link.other}
        return len(ends) == 2 and all(self._has_claim(uid) for uid in ends)

    def _has_claim(self, uid: str) -> bool:
        """Whether a claim is here, comes in, or was here once."""
        key = "claim", uid
        return bool(
            self.merge.brings(key) or self._is_here(*key) or self.bench.store.pasts.kept(key)
        )

    def _is_here(self, entity: str, uid: str) -> bool:
        return self.bench.store.journal.current(entity, uid) is not None

    def _keep(self, entity: str, theirs: Recorded, why: str) -> None:
        """Let ours stay, of which there is no record."""
        self.merge.kept.add(Stay(entity, theirs.uid, "", None, theirs.to_record(), why))

    def _bring(self, entity: str, theirs: Recorded, ours: Recorded, article: str = "") -> None:
        """Bring a record, which is theirs by their uids and ours by the uids here."""
        self.merge.bring(self._incoming(entity, theirs, ours, article))

    def _incoming(self, entity: str, theirs: Recorded, ours: Recorded, article: str) -> Incoming:
        key, record = (entity, theirs.uid), ours.to_record()
        past, is_drawn = self.told.get(key), key in self.drawn
        if past is None and (self.is_telling or is_drawn):
            past = first_past(key, theirs.to_record())
        analyst = whose(entity, record)
        if past:
            about = subject_of((entity, ours.uid), record)
            past = replace(past, about=about, is_gone=False, analyst=analyst)
        # In another tool anybody may have changed it; in another database its analyst did.
        is_changed = past is not None and bool(past.ancestors) and not self.is_telling
        asks = _ANOTHERS if is_changed and analyst not in ("", self.bench.analyst) else ""
        return Incoming(entity, ours.uid, record, past, article, is_drawn, asks)

    def _bring_removal(self, key: Key, past: Past) -> None:
        """What was removed there, by the uid that it has here."""
        entity, uid = key
        if self.same.is_met(uid):
            return  # theirs was made and taken back, and is there by another uid, or is here
        about = self.articles.get(past.about) or self._our(past.about)
        if entity in ("ruling", "dispute"):
            uid, about = self.decided.removed(key, past.about, self.articles.get(past.about, ""))
        elif entity == "unrelated":
            word = Unrelated.called(uid)
            ours = word.among(*(self.articles.get(at, at) for at in (word.article, word.other)))
            uid, about = ours.uid, ours.article
        elif past.about in self.articles:
            uid = uid.replace(past.about, about, 1)
        elif entity == "unalike":
            uid = pair_uid(*map(self._our, uid.split(":", 1)))
        elif entity == "habit":
            uid = about + uid.removeprefix(past.about)
        article = about if past.about in self.articles else ""
        self.merge.bring(Incoming(entity, uid, None, replace(past, about=about), article))


def _pair(judgement: RelayJudgement) -> tuple[str, str, str]:
    """What an analyst has one judgement of: a printed credit, an article or an outlet."""
    about = judgement.fact or fold_name(judgement.outlet)
    return judgement.analyst, judgement.other, about
