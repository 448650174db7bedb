"""Sets go both ways between databases: what one side changed is taken, what both did is listed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from merging_cases import Desk, Doing, Model, exchanged, opened, told_by
from services_cases import is_sound
from stores import StoreKind

from workbench.domain.arrival import WITH_CLAIM, ArrivalKind
from workbench.domain.choice import Choice
from workbench.domain.claim import Claim
from workbench.domain.past import TRAVELLING
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.errors import WorkbenchError
from workbench.exchange.schema import schemas
from workbench.services.annotate import assess_claim, edit_claim, remove_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.arrivals import keep, take, waiting
from workbench.services.chain import Named, claim_by
from workbench.services.exporting import export
from workbench.services.history import undo
from workbench.services.metadata import set_metadata
from workbench.services.review import accept_facts
from workbench.services.sources import add_source, edit_source, merge_sources, rate_source
from workbench.services.taken import Taken
from workbench.services.view import ArticleView, view_article
from workbench.store.entities import ENTITIES

RUNS = int(os.environ.get("WORKBENCH_MERGES", "2"))
"""How many random lives of three databases are tried."""
STEPS = int(os.environ.get("WORKBENCH_MERGE_STEPS", "30"))
ROUNDS = 12
"""More than answers ever took to get around."""
PAIRS = [(0, 1), (1, 2), (2, 0), (0, 2), (2, 1), (1, 0)]


@pytest.fixture
def pair(store_kind: StoreKind, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two desks that have met once, with a claim of Ana's that both have."""
    for one, other, _ in opened(store_kind, tmp_path, Random(0)):
        accept_facts(one.benches[0], view(one), view(one).open_questions()[:1])
        hand_on(one, other, tmp_path)
        hand_on(other, one, tmp_path)
        yield one, other


def view(desk: Desk) -> ArticleView:
    """Ana's view of the article about the fire."""
    bench = desk.benches[0]
    views = [view_article(bench, n) for n in bench.store.articles.numbers(analyst="ana")]
    return next(one for one in views if "terbakar" in one.text)


def claim(desk: Desk) -> Claim | None:
    return next(iter(view(desk).my_claims()), None)


def say(desk: Desk, words: str) -> None:
    """Ana says something else of her claim at a desk."""
    there = claim(desk)
    assert there
    edit_claim(desk.benches[0], view(desk), replace(there, restatement=words))


def hand_on(one: Desk, other: Desk, folder: Path) -> Taken:
    return exchanged(one, other, folder / "set.jsonl")[0]


def said(desk: Desk) -> str | None:
    there = claim(desk)
    return there.restatement if there else None


def test_every_kind_of_thing_travels_or_stays() -> None:
    stays = {"selection", "wanted", "subscription", "past", "arrival"}
    stays |= {"member", "inspection", "assignment", "kept_open", "heard"}
    assert stays | TRAVELLING == ENTITIES.keys()
    assert not stays & TRAVELLING
    for line in ("past", "removed"):
        entity = schemas()["export.json"]["$defs"][line]["properties"]["entity"]
        assert set(entity["enum"]) == TRAVELLING


@pytest.mark.parametrize("seed", range(RUNS))
def test_three_databases_end_with_the_same_claims_and_every_conflict_is_listed(
    store_kind: StoreKind, tmp_path: Path, seed: int
) -> None:
    random = Random(seed)
    for desks in opened(store_kind, tmp_path, random):
        for number in range(STEPS):
            desk = random.choice(desks)
            for _ in range(random.randrange(1, 6)):
                desk.watched(Doing(random, desk).act)
            one, other = random.sample(desks, 2)
            exchange_as_the_model_says(desks, one, other, tmp_path / f"{number}.jsonl")
        assert all(is_sound(desk.bench) for desk in desks)
        settle(desks, random, tmp_path)
        told = [set(told_by(desk, desks)) for desk in desks]
        assert told[0] == told[1] == told[2]
        assert any("claim" in line for line in told[0])
        assert all(is_sound(desk.bench) for desk in desks)


def test_an_answer_holds_elsewhere_and_in_what_others_made_of_either_side(
    store_kind: StoreKind, tmp_path: Path
) -> None:
    for one, other, third in opened(store_kind, tmp_path, Random(0)):
        accept_facts(one.benches[0], view(one), view(one).open_questions()[:1])
        for desk in (other, third):
            hand_on(one, desk, tmp_path)
        say(one, "satu")
        say(other, "dua")
        hand_on(one, third, tmp_path)
        assert hand_on(other, one, tmp_path).conflicts == 1
        assert hand_on(other, third, tmp_path).conflicts == 1
        assert (said(one), said(third)) == ("satu", "satu")
        take(one.bench, one.store.arrivals.open())
        assert hand_on(one, other, tmp_path).newer == 0
        assert hand_on(one, third, tmp_path).changes == 1
        assert [said(desk) for desk in (one, other, third)] == ["dua"] * 3
        assert third.store.arrivals.open() == []
        assert all(is_sound(desk.bench) for desk in (one, other, third))


def test_a_removal_travels_and_what_was_changed_there_meanwhile_waits(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    one, other = pair
    there = claim(one)
    assert there
    remove_claim(one.benches[0], view(one), there.uid)
    taken = hand_on(one, other, tmp_path)
    assert (taken.removed > 0, said(other)) == (True, None)
    undo(one.benches[0])
    hand_on(one, other, tmp_path)
    assert said(other) == ""
    say(other, "masih ada")
    remove_claim(one.benches[0], view(one), there.uid)
    assert hand_on(one, other, tmp_path).conflicts == 1
    assert said(other) == "masih ada"
    assert hand_on(other, one, tmp_path).conflicts == 1
    assert said(one) is None
    keep(other.bench, other.store.arrivals.open())
    hand_on(other, one, tmp_path)
    assert said(one) == "masih ada"
    assert one.store.arrivals.open() == []


def test_what_a_colleague_judged_keeps_a_claim_that_was_removed_elsewhere(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    one, other = pair
    there = claim(one)
    assert there
    assess_claim(other.benches[1], view(other), there.uid, credibility=2)
    remove_claim(one.benches[0], view(one), there.uid)
    assert hand_on(one, other, tmp_path).conflicts == 1
    (waits,) = (it.arrival for it in waiting(other.bench))
    assert (waits.entity, waits.theirs, said(other)) == ("claim", None, "")
    taken = hand_on(other, one, tmp_path)
    assert (taken.waiting, taken.conflicts) == (1, 1)
    assert {it.arrival.entity for it in waiting(one.bench)} == {"assessment", "claim"}
    take(one.bench, [it for it in one.store.arrivals.open() if it.entity == "claim"])
    assert said(one) == ""
    assert [it.analyst for it in view(one).assessments] == ["budi"]
    assert one.store.arrivals.open() == []
    hand_on(one, other, tmp_path)
    assert other.store.arrivals.open() == []
    assert is_sound(one.bench)


def test_to_undo_an_import_is_to_forget_and_takes_nothing_from_others(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    one, other = pair
    say(one, "satu")
    text = view(one).text
    last = Span.of(text, len(text) - 12, len(text) - 1)
    claim_by(one.benches[0], view(one), last, Named("Saksi"))
    assert hand_on(one, other, tmp_path).changes
    told = len(view(other).claims)
    undo(other.bench)
    assert (len(view(other).claims), said(other)) == (1, "")
    assert told == 2
    assert hand_on(other, one, tmp_path).removed == 0
    assert (len(view(one).claims), said(one)) == (told, "satu")
    hand_on(one, other, tmp_path)
    assert (len(view(other).claims), said(other)) == (told, "satu")
    assert is_sound(other.bench)


def test_a_file_from_before_says_what_was_there_then(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    one, other = pair
    old = tmp_path / "old.jsonl"
    exchanged(one, other, old)
    say(one, "satu")
    undo(one.benches[0])
    say(other, "dua")
    hand_on(other, one, tmp_path)
    assert said(one) == "", "it was changed here too, and back"
    assert len(one.store.arrivals.open()) == 1
    for desk in (one, other):
        taken = import_annotations(desk.bench, "jsonl", old)
        assert (taken.changes, taken.conflicts, taken.newer) == (0, 0, desk is other)


@pytest.mark.parametrize("name", ["brat", "jsonl"])
def test_what_tells_no_pasts_brings_no_conflicts(
    pair: tuple[Desk, Desk], tmp_path: Path, name: str
) -> None:
    one, other = pair
    say(one, "satu")
    export(one.bench, name, tmp_path / "there", choice=Choice(pseudonyms=True))
    say(other, "dua")
    taken = import_annotations(other.bench, name, tmp_path / "there")
    assert (taken.conflicts, said(other)) == (0, "dua")
    assert taken.kept


def test_a_source_that_is_one_of_ours_stays_that_one_when_it_is_renamed(
    store_kind: StoreKind, tmp_path: Path
) -> None:
    for one, other, _ in opened(store_kind, tmp_path, Random(0)):
        theirs = add_source(one.benches[0], "Polisi Kota", kind=SourceKind.ORGANISATION)
        ours = add_source(other.benches[0], "Polisi kota", kind=SourceKind.ORGANISATION)
        hand_on(one, other, tmp_path)
        assert other.store.sources.many([theirs.uid]) == {}
        edit_source(one.benches[0], theirs, replace(theirs, name="Polresta"))
        hand_on(one, other, tmp_path)
        assert other.store.sources.get(ours.uid).name == "Polresta"
        rate_source(other.benches[0], ours.uid, "B", "dua kali benar")
        hand_on(other, one, tmp_path)
        assert one.store.sources.get(theirs.uid).name == "Polresta"
        assert [it.reliability for it in one.store.sources.ratings(theirs.uid)] == ["B"]
        assert one.store.sources.many([ours.uid]) == {}
        assert all(is_sound(desk.bench) for desk in (one, other))


def test_sources_that_were_merged_both_ways_wait(pair: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = pair
    first = add_source(one.benches[0], "Satu")
    second = add_source(one.benches[0], "Dua")
    hand_on(one, other, tmp_path)
    merge_sources(one.benches[0], [first.uid], second.uid)
    merge_sources(other.benches[0], [second.uid], first.uid)
    taken = hand_on(one, other, tmp_path)
    assert taken.conflicts
    assert "merged the other way" in other.store.arrivals.open()[0].why
    assert other.store.sources.get(second.uid).same_as == first.uid
    assert other.store.sources.get(first.uid).same_as is None
    assert is_sound(other.bench)


def test_what_people_said_of_an_article_itself_travels(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    one, other = pair
    set_metadata(one.benches[0], view(one).number, {"title": "Gudang terbakar", "published": ""})
    hand_on(one, other, tmp_path)
    there = view(other).article.metadata
    assert (there.title, there.publication) == ("Gudang terbakar", None)
    assert there.outlet == next(
        it.uid for it in other.store.sources.all() if it.name == "Radio Pagi"
    )
    assert is_sound(other.bench)


def accepted(desk: Desk) -> list[str | None]:
    """Uids of the claims that Ana's answers came to, at a desk."""
    return [one.claim for one in view(desk).decisions if one.analyst == "ana" and one.claim]


@pytest.mark.parametrize("is_kept", [True, False])
@pytest.mark.parametrize("is_removed_here", [True, False])
def test_the_answer_that_a_claim_came_of_waits_and_goes_with_it(
    pair: tuple[Desk, Desk], tmp_path: Path, is_removed_here: bool, is_kept: bool
) -> None:
    one, other = pair
    there = claim(one)
    assert there
    changing, removing = (other, one) if is_removed_here else (one, other)
    say(changing, "Mereka siap.")
    remove_claim(removing.benches[0], view(removing), there.uid)
    before = accepted(one)
    hand_on(other, one, tmp_path)
    assert accepted(one) == before == ([] if is_removed_here else [there.uid])
    claims = [it for it in one.store.arrivals.open() if it.entity == "claim"]
    answers = [it for it in one.store.arrivals.open() if it.entity == "decision"]
    assert [len(claims), len(answers)] == [1, 1]
    (keep if is_kept else take)(one.bench, answers if is_kept else claims)
    assert one.store.arrivals.open() == []
    is_there = is_kept is not is_removed_here
    assert accepted(one) == ([there.uid] if is_there else [])
    assert (claim(one) is not None) is is_there
    hand_on(one, other, tmp_path)
    assert told_by(one, [one, other]) == told_by(other, [one, other])
    assert is_sound(one.bench)
    assert is_sound(other.bench)


@pytest.mark.parametrize("is_there", [True, False])
def test_an_outlet_that_somebody_set_makes_no_second_article(
    pair: tuple[Desk, Desk], tmp_path: Path, is_there: bool
) -> None:
    one, other = pair
    count = len(one.store.articles.numbers(analyst="ana"))
    setting = other if is_there else one
    set_metadata(setting.benches[0], view(setting).number, {"outlet": "Radio Siang"})
    assert hand_on(other, one, tmp_path).articles == 0
    assert view(one).article.outlet == "Radio Siang"
    say(other, "Gudang terbakar, kata Ana.")
    assert hand_on(other, one, tmp_path).articles == 0
    assert said(one) == "Gudang terbakar, kata Ana."
    assert len(one.store.articles.numbers(analyst="ana")) == count
    assert is_sound(one.bench)


def exchange_as_the_model_says(desks: list[Desk], one: Desk, other: Desk, file: Path) -> None:
    """And a second time, which adds nothing."""
    model = Model(desks, one, other)
    _, told = exchanged(one, other, file)
    model.check(told)
    head = other.head()
    again, _ = exchanged(one, other, file)
    assert (again.changes, again.conflicts, again.waiting) == (0, 0, 0)
    assert other.head() == head


def settle(desks: list[Desk], random: Random, folder: Path) -> None:
    """Answer all that waits, wherever, and exchange until nothing is new anywhere."""
    for number in range(ROUNDS):
        heads = [desk.head() for desk in desks]
        for first, second in PAIRS:
            answer(desks[0], random)
            file = folder / f"settle-{number}-{first}-{second}.jsonl"
            exchanged(desks[first], desks[second], file)
        for desk in desks:
            answer(desk, random, is_first=desk is desks[0])
        if heads == [desk.head() for desk in desks]:
            break
    assert [desk.store.arrivals.open() for desk in desks] == [[], [], []]


def answer(desk: Desk, random: Random, *, is_first: bool = True) -> None:
    """The first desk answers conflicts, as it likes; every desk answers what has no place there,
    and keeps or takes back what is in use."""
    for arrival in desk.store.arrivals.open():
        if not desk.store.arrivals.find(arrival.uid).is_open:
            continue  # it came in with another one
        if arrival.why == WITH_CLAIM:
            continue  # whoever answers the claim does
        bench = random.choice(desk.benches)
        if arrival.kind is ArrivalKind.UNMATCHED:
            with suppress(WorkbenchError):  # it waits for what it is on
                take(bench, [arrival])
        elif arrival.why or is_first:
            is_wanted = arrival.theirs is not None if arrival.why else random.random() < 0.5
            try:
                (take if is_wanted else keep)(bench, [arrival])
            except WorkbenchError:
                keep(bench, [arrival])
