"""One random edit of any kind, through the services that keys and verbs call."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from faults_annotating import act

from workbench.domain.article import ReadingState
from workbench.domain.claim import ClaimState, LinkKind
from workbench.domain.note import NoteSubject
from workbench.domain.relay import RelayStatus
from workbench.errors import WorkbenchError
from workbench.services.annotate import (
    add_note,
    assess_claim,
    edit_claim,
    edit_note,
    link_claims,
    remove_claim,
)
from workbench.services.belonging import set_owner
from workbench.services.bulk import set_states, set_topics
from workbench.services.chain import Named, add_hop, add_joint_source, move_hop, remove_hop
from workbench.services.coverage import coverage_of, mark_nothing, unmark_nothing
from workbench.services.descent import judge_credit
from workbench.services.metadata import set_metadata
from workbench.services.review import set_state
from workbench.services.selections import drop_selection, freeze_selection, save_selection
from workbench.services.sources import add_alias, add_source, merge_sources, rate_source
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench


class ImpossibleError(WorkbenchError):
    """There is nothing to edit so."""


class Editing:
    """An analyst who does anything at all, by chance."""

    def __init__(self, bench: Workbench, seed: int) -> None:
        self._bench = bench
        self._rng = random.Random(seed)
        self._numbers = bench.store.articles.numbers(analyst=bench.analyst)[:8]
        self._kinds: tuple[Callable[[], object], ...] = (
            self._annotate, self._annotate, self._annotate, self._edit, self._edit, self._hop,
            self._hop, self._remove, self._assess, self._link, self._note, self._state,
            self._metadata, self._credit, self._source, self._source, self._select, self._bulk,
            self._nothing,
        )  # fmt: skip

    def edit(self) -> bool:
        """Try one; whether it was possible."""
        try:
            self._rng.choice(self._kinds)()
        except WorkbenchError:
            return False
        return True

    def _view(self) -> ArticleView:
        return view_article(self._bench, self._rng.choice(self._numbers))

    def _claim(self) -> tuple[ArticleView, str]:
        view = self._view()
        if not view.claims:
            raise ImpossibleError("no claim")
        return view, self._rng.choice(view.claims).uid

    def _word(self) -> str:
        return f"kata {self._rng.randrange(40)}"

    def _one_source(self) -> str:
        sources = self._bench.store.sources.all()
        return self._rng.choice(sources).uid

    def _annotate(self) -> None:
        act(self._bench, self._rng, self._numbers)

    def _edit(self) -> None:
        view, uid = self._claim()
        claim = view.claim(uid)
        assert claim
        edited = self._rng.choice(
            (
                replace(claim, restatement=self._word(), place=self._word()),
                replace(claim, gloss=self._word(), time=self._word()),
                replace(claim, topic=self._word(), note=self._word()),
                replace(claim, state=self._rng.choice(tuple(ClaimState))),
            )
        )
        edit_claim(self._bench, view, edited)

    def _hop(self) -> None:
        view, uid = self._claim()
        claim = view.claim(uid)
        assert claim
        place = self._rng.randrange(len(claim.hops) + 1)
        kind = self._rng.randrange(4)
        if kind == 0 or not claim.hops:
            add_hop(self._bench, view, claim, Named(self._word(), ""), place=place)
        elif kind == 1:
            remove_hop(self._bench, view, claim, place - 1)
        elif kind == 2:
            move_hop(self._bench, view, claim, 0, to=len(claim.hops) - 1)
        else:
            add_joint_source(self._bench, view, claim, 0, Named(self._word(), ""))

    def _remove(self) -> None:
        remove_claim(self._bench, *self._claim())

    def _assess(self) -> None:
        assess_claim(
            self._bench, *self._claim(), credibility=self._rng.randint(1, 6), rationale=self._word()
        )

    def _link(self) -> None:
        kind = self._rng.choice(tuple(LinkKind))
        link_claims(self._bench, kind, self._claim()[1], self._claim()[1])

    def _note(self) -> None:
        _, uid = self._claim()
        notes = self._bench.store.notes.on([uid])
        if notes:
            edit_note(self._bench, notes[0], self._rng.choice(("", self._word())))
        else:
            add_note(self._bench, NoteSubject.CLAIM, uid, self._word())

    def _state(self) -> None:
        set_state(self._bench, self._view(), self._rng.choice(tuple(ReadingState)), self._word())

    def _metadata(self) -> None:
        values = {
            "title": self._word(),
            "outlet": self._word(),
            "published": f"20{self._rng.randrange(10, 26)}-02-03",
        }
        name = self._rng.choice(tuple(values))
        set_metadata(self._bench, self._rng.choice(self._numbers), {name: values[name]})

    def _nothing(self) -> None:
        view = self._view()
        sentences = self._rng.choices(coverage_of(view).sentences, k=4)
        if not mark_nothing(self._bench, view, sentences):
            unmark_nothing(self._bench, view, sentences)

    def _credit(self) -> None:
        status = self._rng.choice((RelayStatus.CONFIRMED, RelayStatus.REJECTED))
        judge_credit(self._bench, self._view(), self._word(), status)

    def _source(self) -> None:
        kind = self._rng.randrange(5)
        if kind == 0:
            add_source(self._bench, self._word())
        elif kind == 1:
            add_alias(self._bench, self._one_source(), self._word())
        elif kind == 2:
            merge_sources(self._bench, [self._one_source()], self._one_source())
        elif kind == 3:
            since = self._rng.choice(("", "2019", "2024-02"))
            set_owner(self._bench, [self._one_source()], Named(self._word()), since=since)
        else:
            rate_source(self._bench, self._one_source(), self._rng.choice("ABCDEF"), self._word())

    def _select(self) -> None:
        kind = self._rng.randrange(3)
        if kind == 0:
            save_selection(self._bench, self._word(), where="lang:id")
        elif kind == 1:
            freeze_selection(self._bench, self._word())
        else:
            drop_selection(self._bench, self._word())

    def _bulk(self) -> None:
        if self._rng.random() < 0.5:
            set_states(self._bench, self._numbers[:4], self._rng.choice(tuple(ReadingState)), "x")
        else:
            set_topics(self._bench, [one.uid for one in self._view().claims], self._word())
