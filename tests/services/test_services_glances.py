"""What is kept of how far analysts agree tells what counting all anew tells, whoever kept it."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace

import pytest
from deciding_cases import ARTICLE, OTHER, called, claimed, finish
from file_cases import SqliteFile
from services_cases import blind, is_sound, view_of
from stores import Stores
from test_services_history import ARTICLES, Acts

from workbench.domain.article import ReadingState
from workbench.domain.claim import Claim, ClaimState, Hop
from workbench.domain.decision import Verdict
from workbench.domain.journal import TAKE_IN, Change
from workbench.domain.span import Span
from workbench.errors import WorkbenchError
from workbench.measure.agreement.coefficients import Why
from workbench.measure.agreement.figures import Figure
from workbench.measure.agreement.glances import OVERVIEW
from workbench.measure.agreement.tallies import By
from workbench.services.agreement import measure_agreement, overview_of_agreement
from workbench.services.annotate import edit_claim, new_claim
from workbench.services.extraction import extract_article
from workbench.services.history import redo, undo
from workbench.services.review import accept_fact, answer_fact, set_state
from workbench.services.sources import NameBook, add_source, merge_sources, resolve_source
from workbench.services.units import Compared, Differing, judged_articles
from workbench.services.workbench import Sight, Workbench
from workbench.verbs import Access

Told = dict[tuple[str, str], tuple[object, ...]]
NAMES = ("Dewi", "Hakim", "Polisi")
TEAM = ("ana", "budi", "citra")
WHOLE: tuple[By, ...] = tuple(by for by in By if by is not By.TOPIC)
"""What is kept; by topics all is counted anew."""


def told(group: str, one: Figure) -> tuple[tuple[str, str], tuple[object, ...]]:
    numbers = (None if x is None else round(x, 9) for x in (one.number, one.same))
    counts = (one.units, one.alone, one.articles, one.precision, one.recall)
    return (group, one.measure), (*numbers, one.why, *counts)


def at_a_glance(bench: Workbench, by: By) -> Told:
    groups = overview_of_agreement(bench, by)
    return dict(told(group.name, one) for group in groups for one in group.figures.values())


def anew(bench: Workbench, by: By) -> Told:
    """All of it counted, of nothing that was kept."""
    found = measure_agreement(bench, by, only=OVERVIEW)
    return dict(
        told(group, one)
        for group in (found.groups if found.articles else ())
        for one in found.figures(group, None, only=OVERVIEW)
        if one.statistic != "kappa"
    )


def differing_anew(bench: Workbench) -> list[Differing]:
    """Where analysts differ, of nothing that was kept."""
    return [
        Differing(one.number, one.article, one.analysts, tuple(unit.place for unit in one.units))
        for one in judged_articles(bench)
        if one.units
    ]


def looks(bench: Workbench) -> list[Workbench]:
    """Everybody, blind, and one who sees all."""
    return [bench, *(blind(called(bench, name)) for name in (*TEAM, "ratna"))]


def planted(bench: Workbench) -> None:
    """Two articles that ana and budi judged, on each a claim that both have."""
    for on in (ARTICLE, OTHER):
        for name in ("ana", "budi"):
            claimed(bench, name, "Polisi", on=on)
        finish(bench, "ana", "budi", on=on)


class Several:
    """What three analysts do to the same articles, and what comes in from elsewhere."""

    def __init__(self, bench: Workbench, seed: int) -> None:
        self.bench = bench
        self.rng = random.Random(seed)
        self.acts = {name: Acts(called(bench, name), self.rng.randrange(2**32)) for name in TEAM}

    def do(self) -> None:
        """One of it, whoever does it; nothing where that cannot be done as things are."""
        name = self.rng.choice(TEAM)
        mine = called(self.bench, name)
        theirs = [self.claim, self.claim, self.claim, self.finish, self.finish, self.finish]
        theirs += [self.withdraw, self.reopen, self.take_in, self.ask_less, self.read_anew]
        theirs += [self.answer, self.answer, self.answer, self.merge]
        with suppress(WorkbenchError):
            if (dice := self.rng.random()) < 0.2:
                (undo if self.rng.random() < 0.6 else redo)(mine)
            elif dice < 0.6:
                self.rng.choice(theirs)(mine)
            else:
                self.rng.choice([*self.acts[name].every().values()])()

    def claim(self, bench: Workbench) -> None:
        """Words that others may claim, too, of one of few sources or of two."""
        view = view_of(bench, self.rng.choice(ARTICLES))
        book, start = NameBook(bench), self.rng.randrange(0, 40, 10)
        hops = [Hop((book.uid(name),)) for name in self.rng.sample(NAMES, 2)]
        span = Span.of(view.text, start, start + self.rng.choice([10, 10, 14]))
        new_claim(bench, view, span, hops=(*hops[: self.rng.randrange(3)],), book=book)

    def answer(self, bench: Workbench) -> None:
        """One of the questions that others answer, too."""
        view = view_of(bench, self.rng.choice(ARTICLES))
        fact = self.rng.choice(view.facts[:2])
        if self.rng.random() < 0.6:
            accept_fact(bench, view, fact)
        else:
            answer_fact(bench, view, fact, self.rng.choice([Verdict.REJECTED, Verdict.SKIPPED]))

    def withdraw(self, bench: Workbench) -> None:
        view = view_of(bench, self.rng.choice(ARTICLES))
        if mine := view.my_claims():
            claim = self.rng.choice(mine)
            edit_claim(bench, view, replace(claim, state=ClaimState.WITHDRAWN))

    def finish(self, bench: Workbench) -> None:
        set_state(bench, view_of(bench, self.rng.choice(ARTICLES)), ReadingState.DONE)

    def reopen(self, bench: Workbench) -> None:
        set_state(bench, view_of(bench, self.rng.choice(ARTICLES)), ReadingState.OPEN)

    def take_in(self, bench: Workbench) -> None:
        """A claim of somebody who never sat here, and has no state on the article."""
        view = view_of(bench, self.rng.choice(ARTICLES))
        span = view.facts[0].span
        source = add_source(bench, f"Kantor {bench.uid()}")
        claim = Claim(bench.uid(), view.article.uid, "jauh", span, hops=(Hop((source.uid,)),))
        bench.act(TAKE_IN, [Change.between("claim", None, claim)])

    def ask_less(self, bench: Workbench) -> None:
        rules = sorted({fact.rule for fact in view_of(bench, ARTICLES[0]).facts})
        bench.store.facts.ask_no_more(frozenset(self.rng.sample(rules, len(rules) // 2)))

    def read_anew(self, bench: Workbench) -> None:
        extract_article(bench, view_of(bench, self.rng.choice(ARTICLES)).number)

    def merge(self, bench: Workbench) -> None:
        one, other = (resolve_source(bench, name).uid for name in self.rng.sample(NAMES, 2))
        merge_sources(bench, [one], other)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_kept_is_what_is_counted_anew(bench: Workbench, seed: int) -> None:
    planted(bench)
    several, places = Several(bench, seed), Compared()
    had = 0
    for _ in range(60):
        several.do()
        if several.rng.random() < 0.4:
            one, by = several.rng.choice(looks(bench)), several.rng.choice(WHOLE)
            found = at_a_glance(one, by)
            assert found == anew(one, by)
            had += bool(found)
        if several.rng.random() < 0.2:
            assert differing_anew(bench) == places.articles(bench) == Compared().articles(bench)
    for one in looks(bench):
        for by in By:
            assert at_a_glance(one, by) == anew(one, by)
    assert had > 5
    assert is_sound(bench)


def in_file(file: SqliteFile, bench: Workbench, statement: str, *values: object) -> int:
    with file.by_hand(bench.store.place.file) as connection:
        return connection.execute(statement, values).rowcount


def test_only_what_is_other_is_counted_again(bench: Workbench, only_file: SqliteFile) -> None:
    planted(bench)
    right = at_a_glance(bench, By.PAIR)
    assert right["ana & budi", "overlap"][3:6] == (2, 0, 2)
    wrong = "UPDATE compared SET found = replace(found, '\"overlap\",1', '\"overlap\",5')"
    assert in_file(only_file, bench, wrong) == 2
    assert at_a_glance(bench, By.PAIR)["ana & budi", "overlap"][3] == 10
    claimed(bench, "ana", "Hakim", at=30, on=OTHER)
    assert at_a_glance(bench, By.PAIR)["ana & budi", "overlap"][3:6] == (6, 1, 2)
    undo(called(bench, "ana"))
    assert at_a_glance(bench, By.PAIR)["ana & budi", "overlap"][3:6] == (6, 0, 2)
    finish(bench, "citra", on=ARTICLE)
    assert at_a_glance(bench, By.PAIR)["ana & budi", "overlap"][3:6] == (2, 0, 2)
    assert at_a_glance(bench, By.ANALYST) == anew(bench, By.ANALYST)


def test_an_answer_alone_is_counted(bench: Workbench) -> None:
    planted(bench)
    assert at_a_glance(bench, By.PAIR)["", "answers"][2] == Why.NO_UNIT
    for name in ("ana", "budi"):
        view = view_of(called(bench, name), ARTICLE)
        for fact in view.facts[:2]:
            answer_fact(called(bench, name), view, fact, Verdict.REJECTED)
    assert at_a_glance(bench, By.PAIR)["", "answers"][3] == 2
    assert at_a_glance(bench, By.PAIR) == anew(bench, By.PAIR)


def test_a_merge_and_its_undo_are_of_all_articles(bench: Workbench) -> None:
    for on in (ARTICLE, OTHER):
        for name, source in (("ana", "Polisi"), ("budi", "Kepolisian")):
            claimed(bench, name, source, on=on)
            claimed(bench, name, "Hakim", at=30, on=on)
        finish(bench, "ana", "budi", on=on)
    apart = at_a_glance(bench, By.PAIR)
    one, other = (resolve_source(bench, name).uid for name in ("Kepolisian", "Polisi"))
    merge_sources(bench, [one], other)
    together = at_a_glance(bench, By.PAIR)
    assert together["", "speaker"] != apart["", "speaker"]
    assert together == anew(bench, By.PAIR)
    undo(bench)
    assert at_a_glance(bench, By.PAIR) == apart


def test_what_a_colleague_kept_is_told_to_nobody_who_has_yet_to_judge(bench: Workbench) -> None:
    planted(bench)
    assert at_a_glance(bench, By.PAIR)
    citra = blind(called(bench, "citra"))
    assert at_a_glance(citra, By.PAIR) == {}
    finish(bench, "citra", on=OTHER)
    assert at_a_glance(citra, By.PAIR) == anew(citra, By.PAIR) != {}
    claimed(bench, "ana", "Hakim", at=30)
    assert at_a_glance(citra, By.PAIR) == anew(citra, By.PAIR)
    assert at_a_glance(bench, By.PAIR) == anew(bench, By.PAIR)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE compared SET found = '['",
        "UPDATE compared SET found = '[1, 2]'",
        "UPDATE compared SET found = '[]'",
        "DELETE FROM compared",
        "UPDATE compared_at SET version = 'older'",
        "DELETE FROM compared_at",
    ],
)
def test_what_is_kept_by_another_version_or_broken_is_counted_anew(
    bench: Workbench, only_file: SqliteFile, statement: str
) -> None:
    planted(bench)
    right = at_a_glance(bench, By.PAIR)
    wrong = "UPDATE compared SET found = replace(found, '\"overlap\",1', '\"overlap\",5')"
    assert in_file(only_file, bench, wrong) == 2
    assert in_file(only_file, bench, statement) > 0
    assert at_a_glance(bench, By.PAIR) == right
    assert is_sound(bench)


def test_who_may_only_read_counts_it_and_keeps_nothing(
    bench: Workbench, only_file: SqliteFile, stores: Stores
) -> None:
    planted(bench)
    with stores.open(access=Access.READ) as store:
        reader = Workbench(store, "dina", sight=Sight.ALL)
        assert at_a_glance(reader, By.PAIR) == anew(bench, By.PAIR) != {}
    assert in_file(only_file, bench, "DELETE FROM compared_at") == 0
