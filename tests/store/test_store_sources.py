"""Sources: one folded name finds them, merges lead to the final one, ratings are a history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from file_cases import SqliteFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_cases import AT, apply, changing, claim, making, new_article, source, uid

from workbench.domain.claim import Hop
from workbench.domain.journal import Change
from workbench.domain.source import Rating, Source, SourceKind
from workbench.errors import ConflictError, DataError, NotFoundError

if TYPE_CHECKING:
    from workbench.verbs.store import Store

NAMES = ["Dewi", "Kantor", "Polisi", "BPBD"]


def merged(one: Source, into: str | None) -> Source:
    return replace(one, same_as=uid(into) if into else None)


def rating(name: str, of: str, letter: str, at: str) -> Rating:
    return Rating(uid(name), uid(of), "ana", letter, f"because {name}", at)


def keep(store: Store, *sources: Source) -> None:
    apply(store, *(making("source", one) for one in sources))


def test_a_source_is_found_by_each_spelling_of_its_names(store: Store) -> None:
    sarraj = source("Fayez as-Sarraj", aliases=("Sarraj", "فايز السراج"))
    keep(store, sarraj, source("Dewi"))
    for name in ("fayez AL-SARRAJ", "Fayez es-Sarraj", "sarraj", "فايز السراج", "  Sarráj "):
        assert store.sources.named(name) == [sarraj], name
    assert store.sources.named("Fayez") == []
    assert store.sources.named("") == []


def test_names_aliases_and_details_are_changed_together(store: Store) -> None:
    before = source("Dewi", aliases=("Bu Dewi",))
    after = replace(
        before, name="Dewi Lestari", aliases=("Dewi", "D. Lestari"), country="ID",
        kind=SourceKind.ORGANISATION, note="catatan", provisional=False,
    )  # fmt: skip
    keep(store, before)
    apply(store, changing("source", before, after))
    assert store.sources.get(before.uid) == after
    assert store.sources.get(before.uid).version == 2
    assert store.sources.named("Bu Dewi") == []
    assert set(store.sources.names()) == {
        (before.uid, "Dewi Lestari"), (before.uid, "Dewi"), (before.uid, "D. Lestari"),
    }  # fmt: skip


def test_asking_for_sources_that_are_not_there(store: Store) -> None:
    keep(store, source("Dewi"))
    with pytest.raises(NotFoundError):
        store.sources.get(uid("Kantor"))
    assert list(store.sources.many([uid("Kantor"), uid("Dewi")])) == [uid("Dewi")]
    assert store.sources.claims_through(uid("Kantor")) == []
    assert store.sources.ratings(uid("Kantor")) == []


def test_a_name_must_be_more_than_space(store: Store) -> None:
    with pytest.raises(DataError):
        keep(store, source("  "))


def test_a_merge_of_a_merge_leads_to_the_final_source(store: Store) -> None:
    dewi, kantor, polisi, bpbd = (source(name) for name in NAMES)
    keep(store, dewi, kantor, polisi, bpbd)
    apply(store, changing("source", dewi, merged(dewi, "Kantor")))
    apply(store, changing("source", kantor, merged(kantor, "Polisi")))
    assert store.sources.merges() == {dewi.uid: polisi.uid, kantor.uid: polisi.uid}
    assert store.sources.named("Dewi") == [polisi]
    store.articles.add([new_article(outlet=uid("Kantor"))], [], analyst="ana", at=AT)
    wanted = [dewi.uid, bpbd.uid, uid("nobody")]
    found = store.sources.final(wanted, outlets_of=[uid("one"), uid("nobody")])
    assert found == {dewi.uid: polisi, bpbd.uid: bpbd, kantor.uid: polisi}
    assert store.sources.final([dewi.uid]) == {dewi.uid: polisi}
    assert set(store.sources.names()) == {
        (polisi.uid, "Dewi"), (polisi.uid, "Kantor"), (polisi.uid, "Polisi"), (bpbd.uid, "BPBD"),
    }  # fmt: skip
    assert [one.name for one in store.sources.all()] == sorted(NAMES)


def test_two_sources_are_never_merged_into_each_other(store: Store) -> None:
    dewi, kantor, polisi, _ = (source(name) for name in NAMES)
    keep(store, dewi, kantor, polisi)
    apply(store, changing("source", dewi, merged(dewi, "Kantor")))
    apply(store, changing("source", kantor, merged(kantor, "Polisi")))
    for target in ("Dewi", "Kantor"):
        with pytest.raises(ConflictError, match="the other way round"):
            apply(store, changing("source", polisi, merged(polisi, target)), analyst="budi")
    with pytest.raises(ConflictError):
        apply(store, changing("source", polisi, merged(polisi, "Polisi")))
    assert store.sources.get(polisi.uid) == polisi


def test_what_others_are_merged_into_is_not_taken_out(store: Store) -> None:
    dewi, kantor = source("Dewi"), source("Kantor")
    keep(store, dewi, kantor)
    apply(store, changing("source", dewi, merged(dewi, "Kantor")))
    with pytest.raises(ConflictError, match="merged into"):
        apply(store, Change("source", kantor.uid, kantor.to_record(), None))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.none() | st.sampled_from(NAMES)), max_size=12))
def test_merges_always_end_whatever_is_tried(
    store: Store, tries: list[tuple[str, str | None]]
) -> None:
    now = {name: store.sources.many([uid(name)]).get(uid(name)) for name in NAMES}
    for name, one in now.items():
        if one is None:
            now[name] = source(name)
            keep(store, source(name))
    for name, into in tries:
        one = now[name]
        assert one
        try:
            apply(store, changing("source", one, merged(one, into)))
        except ConflictError:
            continue
        now[name] = merged(one, into)
    finals = store.sources.merges()
    for one in now.values():
        assert one
        assert (one.uid in finals) == (one.same_as is not None)
        if one.same_as:
            assert finals[one.uid] == finals.get(one.same_as, one.same_as)
            assert finals[one.uid] not in finals


def test_ratings_are_a_dated_history_over_merged_sources(store: Store) -> None:
    dewi, kantor = source("Dewi"), source("Kantor")
    keep(store, dewi, kantor)
    history = [
        rating("r1", "Dewi", "F", "2026-01-01T00:00:00Z"),
        rating("r2", "Kantor", "C", "2026-01-02T00:00:00Z"),
        rating("r3", "Dewi", "B", "2026-01-03T00:00:00Z"),
    ]
    for one in (history[2], history[0], history[1]):
        apply(store, making("rating", one))
    assert store.sources.ratings(dewi.uid) == [history[0], history[2]]
    assert store.sources.latest_ratings([dewi.uid, kantor.uid, uid("x")]) == {
        dewi.uid: "B", kantor.uid: "C",
    }  # fmt: skip
    apply(store, changing("source", dewi, merged(dewi, "Kantor")))
    for name in (dewi, kantor):
        assert store.sources.ratings(name.uid) == history
    with pytest.raises(DataError):
        apply(store, making("rating", rating("r4", "Dewi", "G", AT)))
    with pytest.raises(ConflictError, match="used by something"):
        apply(store, Change("source", dewi.uid, merged(dewi, "Kantor").to_record(), None))


def test_the_last_hop_is_the_origin_and_the_others_relay(store: Store) -> None:
    dewi, kantor, polisi, outlet = (source(name) for name in NAMES)
    store.articles.add([new_article(outlet=outlet.uid)], [outlet], analyst="ana", at=AT)
    keep(store, dewi, kantor, polisi)
    chain = claim("chain", hops=(Hop((kantor.uid,)), Hop((dewi.uid, polisi.uid))))
    plain = claim("plain", hops=(Hop((kantor.uid,)),))
    apply(store, making("claim", chain), making("claim", plain))
    through = dict(store.sources.claims_through(kantor.uid))
    assert through == {chain.uid: "relay", plain.uid: "origin"}
    assert store.sources.claims_through(polisi.uid) == [(chain.uid, "origin")]
    apply(store, changing("source", dewi, merged(dewi, "Kantor")))
    assert dict(store.sources.claims_through(dewi.uid))[chain.uid] == "origin"
    assert store.sources.articles_of(outlet.uid) == [1]
    assert store.sources.articles_of(dewi.uid) == []


def test_a_name_a_final_source_and_a_family_are_looked_up(
    store: Store, only_file: SqliteFile
) -> None:
    dewi, kantor = source("Dewi"), source("Kantor")
    keep(store, dewi, kantor)
    apply(store, changing("source", dewi, merged(dewi, "Kantor")))
    said: list[str] = []
    connection = only_file.reader(store)
    connection.set_trace_callback(said.append)
    assert store.sources.named("dewi") == [kantor]
    assert store.sources.final([dewi.uid, "x"]) == {dewi.uid: kantor}
    assert store.sources.finals([dewi.uid, "x"]) == {dewi.uid: kantor.uid, "x": "x"}
    assert store.sources.family(dewi.uid) == [kantor.uid, dewi.uid]
    assert store.sources.merges() == {dewi.uid: kantor.uid}
    connection.set_trace_callback(None)
    plans = [
        row[-1]
        for statement in said
        if statement.startswith(("SELECT", "WITH"))
        for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    assert plans
    assert not [plan for plan in plans if plan.startswith("SCAN s") or "AUTOMATIC" in plan]
