"""What was decided, what analysts say to it, flags and the codebook, on the way out of a database
and into another one.

A ruling is of what its claims said: in another database these may be on an article, and name
sources, by other uids. It comes in as of the same words said there, and where it cannot be told
that they are the same it decides nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from typing import Any

from workbench.domain.claim import Claim
from workbench.domain.codebook import Guideline, GuidelineKind
from workbench.domain.deciding import claim_state
from workbench.domain.journal import Change
from workbench.domain.naming import fold_name
from workbench.domain.past import Key
from workbench.domain.ruling import Dispute, Ruling
from workbench.exchange.bundle import AnnotatedArticle, Loss
from workbench.services.same_sources import SameSources
from workbench.services.seen import SeenWork
from workbench.services.units import overtaken
from workbench.services.view import ArticleView
from workbench.services.workbench import Workbench

_NO_TEXT = "the text that they are of is not here"

# Out -------------------------------------------------------------------------------------------


def decided_on(bench: Workbench, view: ArticleView) -> dict[str, Any]:
    """The rulings on an article that the analyst may see, what was said to those, and the flags on
    the view's claims, as an annotated article has them."""
    store, seen = bench.store, SeenWork(bench, view.number)
    flags = store.codebook.flags_on(claim.uid for claim in view.claims) if view.claims else ()
    rulings = seen(store.rulings.on(view.article.uid))
    uids = {ruling.uid for ruling in rulings}
    disputes = seen(store.rulings.disputes_on(view.article.uid)) if rulings else []
    return {
        "rulings": tuple(rulings),
        "disputes": tuple(one for one in disputes if one.ruling in uids),
        "flags": tuple(seen(flags)),
    }


def guidelines_for(bench: Workbench, numbers: list[int], *, is_all: bool) -> tuple[Guideline, ...]:
    """The codebook; of a part of the articles what says how anything is recorded, and the entries
    on the topics and verdicts of claims there, as it is with the list of topics."""
    entries = tuple(bench.store.codebook.all())
    if is_all or not entries:
        return entries
    topics = bench.store.topics.of_articles(numbers, viewer=bench.viewer)
    verdicts = bench.store.codebook.verdicts_on(numbers, viewer=bench.viewer)
    said = {
        GuidelineKind.TOPIC: topics,
        GuidelineKind.VERDICT: {fold_name(one) for one in verdicts},
    }
    return tuple(
        one
        for one in entries
        if not one.kind.is_of_claims or _on_today(bench, one) in said[one.kind]
    )


def _on_today(bench: Workbench, entry: Guideline) -> str:
    """What an entry is on, as that is called today."""
    is_topic = entry.kind is GuidelineKind.TOPIC
    topic = bench.store.topics.called(entry.subject) if is_topic else None
    return topic.uid if topic else fold_name(entry.subject)


# In --------------------------------------------------------------------------------------------


def undecided(item: AnnotatedArticle) -> tuple[Loss, ...]:
    """What was decided on a text that is not here."""
    count = len(item.rulings) + len(item.disputes)
    return (Loss("rulings and disputes", count, _NO_TEXT),) if count else ()


def idle_rulings(bench: Workbench, changes: Iterable[Change]) -> int:
    """How many of the rulings that an act took in decide nothing here."""
    came = [
        Ruling.from_record(one.after) for one in changes if one.entity == "ruling" and one.after
    ]
    return len(overtaken(bench, came)) if came else 0


class HandedRulings:
    """The rulings of an input, by our uids."""

    def __init__(self, bench: Workbench, same: SameSources) -> None:
        self._bench = bench
        self._same = same
        self._states: dict[tuple[str, str], str] = {}
        """Uid of a claim and its state by their uids -> its state by ours."""
        self._ours: dict[str, str] = {}
        """Uid of a ruling -> the one that it has here."""

    def meet(self, theirs: Claim, ours: Claim) -> None:
        """Take note of a claim that came in."""
        if theirs.hops != ours.hops:
            self._states[theirs.uid, claim_state(theirs)] = claim_state(ours)

    def ruling(self, theirs: Ruling, article: str, given: Container[str]) -> Ruling:
        """A ruling as it would stand here, on that article. given: uids of the claims that came
        with it; of the others it is of those that are here."""
        absent = [uid for uid in theirs.claims if uid not in given]
        if self._same.are_any:
            for claim in self._bench.store.claims.many(absent):
                self.meet(self._by_theirs(claim), claim)
        uid = theirs.called_in(article)
        self._ours[theirs.uid] = uid
        return replace(theirs.with_states(self._states), uid=uid, article=article)

    def _by_theirs(self, claim: Claim) -> Claim:
        hops = tuple(
            replace(hop, sources=tuple(map(self._same.theirs, hop.sources))) for hop in claim.hops
        )
        return replace(claim, hops=hops)

    def dispute(self, theirs: Dispute) -> Dispute:
        """A dispute of a ruling that came in before it."""
        return replace(theirs, ruling=self._ours[theirs.ruling])

    def removed(self, key: Key, about: str, article: str) -> tuple[str, str]:
        """What a ruling or dispute that was removed there is called here, and what it is about.
        about: as they have it. article: uid of a ruling's article there."""
        entity, uid = key
        if entity == "ruling":
            here = self._here(article)
            found = next((one.uid for one in here if one.called_in(about) == uid), uid)
            return found, article or about
        ours = self._ours.get(about, about)
        return ours + uid.removeprefix(about), ours

    def _here(self, article: str) -> Iterable[Ruling]:
        return self._bench.store.rulings.on(article) if article else ()
