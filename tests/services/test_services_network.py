"""The source network over a store: what is counted, page by page and as a whole, kept or not."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest
from file_cases import SqliteFile
from network_cases import Story, tell
from services_cases import bench_on, blind, imported
from stores import Stores

from workbench.domain.circle import CircleBasis, CircleKind
from workbench.domain.claim import ClaimState, LinkKind
from workbench.domain.network import EdgeKey, Record
from workbench.errors import UsageError
from workbench.services.annotate import edit_claim, link_claims, remove_claim
from workbench.services.history import undo
from workbench.services.network import (
    Network,
    behind,
    circles,
    edges,
    ground_of,
    network,
    record_of,
)
from workbench.services.review import accept_facts
from workbench.services.sources import merge_sources, resolve_source, source_card
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.verbs import Access
from workbench.verbs.citations import Among

QUAKE = "Gempa\n\n“Jalan dibuka,” kata Ratna Dewi, Senin.\n"
Rows = dict[tuple[str, str], tuple[int, int, int]]


@pytest.fixture
def bench(stores: Stores) -> Iterator[Workbench]:
    with stores.open("net") as store:
        yield bench_on(store)


@pytest.fixture
def story(bench: Workbench, tmp_path: Path) -> Story:
    return tell(bench, tmp_path)


def rows(found: Network) -> Rows:
    """By name who cites whom -> claims, confirmed, denied."""
    return {
        (found.name(one.citing), found.name(one.cited)): (one.claims, one.confirmed, one.denied)
        for one in found.edges
    }


def test_who_cites_whom_is_counted_with_what_links_say_of_it(
    bench: Workbench, story: Story
) -> None:
    found = network(bench)
    assert rows(found) == {
        ("Kabar Pagi", "Harian Siang"): (1, 1, 0),
        ("Harian Siang", "Kabar Pagi"): (1, 1, 0),
        ("Radio Sore", "Harian Siang"): (1, 1, 0),
        ("Harian Siang", "Dinas Awu"): (1, 1, 0),
        ("Pos Malam", "Kepolisian Awu"): (1, 0, 1),
        ("Mimbar Rakyat", "Menteri Awu"): (1, 0, 1),
    }
    (edge,) = [one for one in found.edges if found.name(one.citing) == "Pos Malam"]
    assert (edge.articles, edge.first, edge.last) == (1, "2026-05-03", "2026-05-03")
    assert (edge.topics, edge.months) == ({"banjir": 1}, {"2026-05": 1})


def test_a_circle_is_told_with_its_steps(bench: Workbench, story: Story) -> None:
    (ring,) = network(bench).circles
    assert (ring.kind, ring.basis) == (CircleKind.RING, CircleBasis.LINKED)
    assert {(step.claim, step.number) for step in ring.steps} == {
        (story.pagi.uid, 1),
        (story.siang.uid, 2),
    }
    for _ in range(4):
        assert undo(bench), "the links"
    (of_a_day,) = network(bench).circles
    assert (of_a_day.basis, of_a_day.steps) == (CircleBasis.SAME_DAY, ring.steps)


def test_claims_that_all_end_in_one_place_are_told(bench: Workbench, story: Story) -> None:
    view = view_article(bench, 4)
    edited = replace(story.malam, state=ClaimState.WITHDRAWN)
    edit_claim(bench, view, edited)
    for place, claim in ((1, story.pagi), (2, story.siang)):
        dinas = resolve_source(bench, "Dinas Awu")
        hops = tuple(replace(hop, sources=(dinas.uid,)) for hop in claim.hops)
        edit_claim(bench, view_article(bench, place), replace(claim, hops=hops))
    found = network(bench)
    (one,) = found.circles
    assert (one.kind, [found.name(key) for key in one.sources]) == (
        CircleKind.ONE_END,
        ["Dinas Awu"],
    )
    assert {step.claim for step in one.steps} == {story.pagi.uid, story.siang.uid, story.sore.uid}
    assert ("Pos Malam", "Kepolisian Awu") not in rows(found), "it was withdrawn"


def test_what_names_a_source_before_that_has_it_is_told(bench: Workbench, story: Story) -> None:
    malam = resolve_source(bench, "Pos Malam")
    hops = (replace(story.pagi.hops[0], sources=(malam.uid,)),)
    edit_claim(bench, view_article(bench, 1), replace(story.pagi, hops=hops))
    assert not network(bench).circles
    link_claims(bench, LinkKind.SAME, story.pagi.uid, story.malam.uid)
    found = network(bench)
    (early,) = found.circles
    assert (early.kind, [found.name(key) for key in early.sources]) == (
        CircleKind.EARLY,
        ["Pos Malam"],
    )
    assert [(step.number, found.name(step.cited)) for step in early.steps] == [
        (1, "Pos Malam"),
        (4, "Kepolisian Awu"),
    ]


def test_a_record_is_of_links_and_stands_beside_the_ratings(bench: Workbench, story: Story) -> None:
    found = network(bench)
    told = {found.name(key): record for key, record in found.records.items()}
    assert told["Dinas Awu"] == Record(1, 1, 0)
    assert told["Kepolisian Awu"] == Record(1, 0, 1), "what it denied was said a day before"
    assert told["Menteri Awu"] == Record(1, 0, 0), "nobody denied it later"
    police = resolve_source(bench, "Kepolisian Awu")
    assert source_card(bench, police.uid).record == record_of(bench, police.uid) == Record(1, 0, 1)


def test_merged_sources_are_one_until_that_is_undone(bench: Workbench, story: Story) -> None:
    before = rows(network(bench))
    dinas, police = (resolve_source(bench, name).uid for name in ("Dinas Awu", "Kepolisian Awu"))
    merge_sources(bench, [police], dinas)
    found = network(bench)
    assert ("Pos Malam", "Dinas Awu") in rows(found)
    assert found.records[dinas] == Record(2, 0, 1), "it does not confirm itself"
    pagi, siang = (resolve_source(bench, name).uid for name in ("Kabar Pagi", "Harian Siang"))
    merge_sources(bench, [pagi], siang)
    assert ("Kabar Pagi", "Harian Siang") not in rows(network(bench)), "nobody cites himself"
    assert undo(bench)
    assert undo(bench)
    assert rows(network(bench)) == before


def test_what_is_removed_is_counted_no_more(bench: Workbench, story: Story) -> None:
    remove_claim(bench, view_article(bench, 3), story.sore.uid)
    assert ("Radio Sore", "Harian Siang") not in rows(network(bench))
    assert undo(bench)
    assert ("Radio Sore", "Harian Siang") in rows(network(bench))


def test_pages_are_the_whole(bench: Workbench, story: Story) -> None:
    ground, whole = ground_of(bench), network(bench)
    paged, after = edges(ground, limit=2)
    while after:
        more, after = edges(ground, after=after, limit=2)
        paged += more
    assert len(paged) == 6
    assert sorted(map(repr, paged)) == sorted(map(repr, whole.edges))
    assert circles(ground) == list(whole.circles)
    first = paged[0]
    assert len(behind(ground, first.citing, first.cited)) == first.claims


@pytest.mark.parametrize("limit", [None, 9])
def test_edges_fit_their_passages_whatever_is_done_meanwhile(
    bench: Workbench, story: Story, limit: int | None
) -> None:
    ground, whole = ground_of(bench), network(bench)

    class Meanwhile(type(ground.citations)):  # type: ignore[misc]
        """Citations that somebody changes as soon as edges were read."""

        def edges(self, *among: Among, **page: object) -> list[EdgeKey]:
            found: list[EdgeKey] = super().edges(*among, **page)
            with ThreadPoolExecutor(1) as other:
                other.submit(withdraw).result()
            return found

    def withdraw() -> None:
        claim = bench.store.claims.get(story.malam.uid)
        withdrawn = replace(claim, state=ClaimState.WITHDRAWN)
        edit_claim(bench, view_article(bench, 4), withdrawn)
        assert ("Pos Malam", "Kepolisian Awu") not in rows(network(bench))

    ground.citations = copy(ground.citations)
    ground.citations.__class__ = Meanwhile
    found, _ = edges(ground, limit=limit)
    assert sorted(map(repr, found)) == sorted(map(repr, whole.edges))


def test_a_filter_leaves_claims_and_what_others_say_of_them(bench: Workbench, story: Story) -> None:
    found = network(bench, "number:1")
    assert rows(found) == {("Kabar Pagi", "Harian Siang"): (1, 1, 0)}
    assert [one.basis for one in found.circles] == [CircleBasis.LINKED]
    assert network(bench, "number:4").circles == ()
    assert network(bench, "topic:nothing") == Network()
    with pytest.raises(UsageError):
        network(bench, "nosuch:field")


def test_where_nothing_can_be_kept_it_says_the_same(
    bench: Workbench, story: Story, stores: Stores
) -> None:
    place = bench.store
    with stores.open("net", Access.READ) as store:
        reading = bench_on(store)
        worked = network(reading)
        police = resolve_source(reading, "Kepolisian Awu").uid
        assert record_of(reading, police) == Record(1, 0, 1)
        assert not isinstance(ground_of(reading).citations, type(place.citations))
    kept = network(bench)
    assert isinstance(ground_of(bench).citations, type(place.citations))
    assert (worked.circles, worked.records, worked.names) == (
        kept.circles, kept.records, kept.names,
    )  # fmt: skip
    assert sorted(map(repr, worked.edges)) == sorted(map(repr, kept.edges))


def test_what_nobody_answered_is_counted_apart(bench: Workbench, tmp_path: Path) -> None:
    imported(bench, tmp_path, QUAKE, outlet="Kapal Pos", lang="id")
    assert network(bench).edges == ()
    (edge,) = network(bench, is_asking=True).edges
    assert (edge.cited, edge.claims, edge.asked) == ("Ratna Dewi", 0, 1)
    assert network(bench, is_asking=True).name(edge.citing) == "Kapal Pos"
    budi = bench_on(bench.store, "budi", first=9_000)
    view = view_article(budi, 1)
    accept_facts(budi, view, view.found.questions)
    (edge,) = network(bench, is_asking=True).edges
    assert (edge.claims, edge.asked) == (1, 0), "a colleague answered it"
    (edge,) = network(blind(bench), is_asking=True).edges
    assert (edge.claims, edge.asked) == (0, 1)


def test_an_article_that_cannot_be_read_is_left_out_and_told(
    bench: Workbench, tmp_path: Path, only_file: SqliteFile
) -> None:
    other = QUAKE.replace("Ratna Dewi", "Joko Susilo")
    imported(bench, tmp_path, QUAKE, other, outlet="Kapal Pos", lang="id")
    damaged = "UPDATE article_text SET text = CAST(x'ff41' AS TEXT) WHERE id = 1"
    only_file.damage(bench.store.place.file, damaged)
    (edge,) = network(bench, is_asking=True).edges
    assert edge.cited == "Joko Susilo"
    assert any("article #1" in words for words in bench.store.take_damage())


def test_a_colleague_s_links_and_claims_count_once_the_judgement_stands(
    bench: Workbench, story: Story
) -> None:
    budi = blind(bench_on(bench.store, "budi", first=9_000))
    assert network(budi) == Network()
    assert rows(network(bench_on(bench.store, "budi", first=9_500))) == rows(network(bench))
