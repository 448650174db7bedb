"""Acts on many rows: one journal entry, one undo, the same rules as for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from services_cases import again, bench_on, imported, is_sound, quotes, records, view_of
from stores import Stores

from workbench.domain.article import ReadingState
from workbench.domain.claim import ClaimState, LinkKind
from workbench.domain.decision import Verdict
from workbench.domain.source import SourceKind
from workbench.domain.span import Span
from workbench.errors import ConflictError, UsageError
from workbench.services import bulk
from workbench.services.annotate import assess_claim, link_claims, new_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.exporting import export
from workbench.services.history import undo
from workbench.services.review import accept_facts, answer_facts, set_state
from workbench.services.view import view_article
from workbench.services.workbench import Workbench


def entries(bench: Workbench) -> int:
    return bench.store.journal.head()[0]


def numbers(bench: Workbench) -> list[int]:
    return bench.store.articles.numbers(analyst=bench.analyst)


def test_many_facts_are_answered_as_one_act(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    facts = [fact for fact, _ in quotes(view)]
    before, count = records(bench.store), entries(bench)
    entry = accept_facts(bench, view, facts)
    assert entry
    assert entry.about == f"{len(facts)} facts of #{view.number}"
    assert len(again(bench, view).my_claims()) == len(facts)
    taken_out = answer_facts(bench, again(bench, view), facts, Verdict.REJECTED)
    assert taken_out
    assert not again(bench, view).my_claims()
    assert entries(bench) == count + 2
    same = again(bench, view)
    assert answer_facts(bench, same, facts, Verdict.REJECTED) is None, "they are rejected already"
    assert is_sound(bench)
    undo(bench)
    undo(bench)
    assert records(bench.store) == before


def test_many_articles_change_their_state_as_one_act(bench: Workbench) -> None:
    every = numbers(bench)
    set_state(bench, view_article(bench, every[3]), ReadingState.DONE)
    before, count = records(bench.store), entries(bench)
    reach = bulk.state_reach(bench, every, ReadingState.DONE)
    assert (reach.rows, reach.changes) == (len(every), len(every) - 1)
    entry = bulk.set_states(bench, every, ReadingState.DONE)
    assert entry
    assert (entry.op, entry.about) == ("done", f"{len(every) - 1} articles")
    assert len(entry.changes) == len(every) - 1
    assert entries(bench) == count + 1
    assert all(view_article(bench, n).state is ReadingState.DONE for n in every)
    assert bulk.set_states(bench, every, ReadingState.DONE) is None
    with pytest.raises(UsageError, match="reason"):
        bulk.set_states(bench, every, ReadingState.SET_ASIDE, "  ")
    bulk.set_states(bench, every[:2], ReadingState.SET_ASIDE, "off topic")
    assert view_article(bench, every[0]).states[0].reason == "off topic"
    undo(bench)
    undo(bench)
    assert records(bench.store) == before
    assert is_sound(bench)


def test_metadata_of_many_is_set_and_their_facts_computed_anew(bench: Workbench) -> None:
    some = [view_of(bench, name).number for name in ("sagara-kapal-01", "lintang-kapal-01")]
    count = entries(bench)
    entry = bulk.set_metadata_of_all(bench, some, {"outlet": "Kantor Baru"})
    assert entry
    assert entries(bench) == count + 1
    views = [view_article(bench, number) for number in some]
    assert {view.article.outlet for view in views} == {"Kantor Baru"}
    assert len({view.article.metadata.outlet for view in views}) == 1, "one source was made"
    with pytest.raises(UsageError, match="no field"):
        bulk.set_metadata_of_all(bench, some, {"colour": "red"})
    undo(bench)
    assert view_article(bench, some[0]).article.outlet == "SAGARA"
    assert is_sound(bench)


def test_claims_of_many_articles_are_taken_out_with_what_hangs_on_them(bench: Workbench) -> None:
    uids = []
    for name in ("sagara-kapal-01", "lintang-kapal-01"):
        view = view_of(bench, name)
        accept_facts(bench, view, [fact for fact, _ in quotes(view)][:2])
        uids += [claim.uid for claim in again(bench, view).my_claims()]
    link_claims(bench, LinkKind.SAME, uids[0], uids[2])
    link_claims(bench, LinkKind.SUPPORTS, uids[0], uids[1])
    assess_claim(bench, view_of(bench, "sagara-kapal-01"), uids[0], credibility=3)
    before, count = records(bench.store), entries(bench)

    assert bulk.set_claim_states(bench, uids, ClaimState.DONE)
    assert bulk.set_topics(bench, uids, " korban ")
    claims = bench.store.claims.many(uids)
    assert {(one.state, one.topic) for one in claims} == {(ClaimState.DONE, "korban")}
    assert bulk.set_topics(bench, uids, "korban") is None
    entry = bulk.remove_claims(bench, uids)
    assert entry
    assert (entry.op, entry.about) == ("remove claims", "4 claims")
    assert not bench.store.claims.many(uids)
    assert len(view_of(bench, "sagara-kapal-01").open_questions()) > 0
    assert entries(bench) == count + 3
    assert is_sound(bench)
    for _ in range(3):
        undo(bench)
    assert records(bench.store) == before


def test_a_colleagues_claims_stay(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    budi = bench_on(bench.store, "budi", first=500_000)
    theirs = new_claim(budi, view_article(budi, view.number), Span.of(view.text, 0, 9))
    mine = new_claim(bench, view, Span.of(view.text, 0, 9))
    uids = [theirs.uid, mine.uid]
    reach = bulk.claims_reach(bench, uids)
    assert (reach.rows, reach.changes, reach.kept) == (2, 1, 1)
    assert bulk.set_topics(bench, uids, "kapal")
    assert bench.store.claims.get(theirs.uid).topic == ""
    bulk.remove_claims(bench, uids)
    assert [claim.uid for claim in bench.store.claims.many(uids)] == [theirs.uid]
    assert is_sound(bench)


def test_a_bulk_act_that_lost_a_race_changes_nothing(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    facts = [fact for fact, _ in quotes(view)]
    answer_facts(bench, view, facts[-1:], Verdict.UNSURE)
    before = records(bench.store)
    with pytest.raises(ConflictError):
        accept_facts(bench, view, facts)
    assert records(bench.store) == before


def test_many_sources_are_reviewed_as_one_act(bench: Workbench) -> None:
    view = view_of(bench, "sagara-kapal-01")
    accept_facts(bench, view, [fact for fact, _ in quotes(view)])
    uids = [source.uid for source in bench.store.sources.all() if source.provisional]
    assert len(uids) > 2
    before = records(bench.store)
    assert bulk.accept_sources(bench, uids)
    assert not any(source.provisional for source in bench.store.sources.many(uids).values())
    assert bulk.set_source_kinds(bench, uids, SourceKind.GROUP)
    kinds = {source.kind for source in bench.store.sources.many(uids).values()}
    assert kinds == {SourceKind.GROUP}
    undo(bench)
    undo(bench)
    assert records(bench.store) == before


@pytest.mark.parametrize("format_name", ["jsonl", "brat"])
def test_a_discontinuous_claim_survives_export_and_import(
    empty: Workbench, stores: Stores, tmp_path: Path, format_name: str
) -> None:
    text = (
        "Kapal “Bunga 🚢” karam\n\nTim, kata Sari, menolong sembilan orang; e\u0301 dua hilang.\n"
    )
    imported(empty, tmp_path, text)
    view = view_article(empty, numbers(empty)[0])
    stored = view.text
    pieces = [stored.index("Tim"), stored.index("menolong sembilan"), stored.index("dua hilang")]
    parts = [(pieces[0], pieces[0] + 3), (pieces[1], pieces[1] + 17), (pieces[2], pieces[2] + 10)]
    span = Span.of(stored, parts[0][0], parts[-1][1], parts)
    claim = new_claim(empty, view, span)
    assert view_article(empty, view.number).claim(claim.uid) == claim
    out = tmp_path / f"out-{format_name}"
    export(empty, format_name, out)
    if format_name == "jsonl":
        records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        assert [list(part) for part in parts] in [record.get("parts") for record in records]
    with stores.open("other") as store:
        other = bench_on(store, "ana", first=900_000)
        if format_name == "brat":
            imported(other, tmp_path, text)
        import_annotations(other, format_name, out)
        found = [one.span for one in view_article(other, numbers(other)[0]).claims]
        assert found == [span]
