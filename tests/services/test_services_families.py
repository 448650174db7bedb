"""What sources belong to: a dated history, through the journal, in an older database too.

schema_6.db.gz was made by the version before: two analysts, a merge, ratings, links, notes, a
habit and the steps that were carried over earlier; schema_6.json is what it showed of its claims,
with origins by today's count: a colleague's reading of the same words has its links in it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from file_cases import SqliteFile
from services_cases import again, bench_on, is_sound, of_schema, records, view_of
from stores import Stores

from workbench.domain.choice import Choice
from workbench.domain.claim import LinkKind
from workbench.domain.family import Belonging, Tie
from workbench.domain.journal import Change
from workbench.domain.source import Source, SourceKind, Unalike
from workbench.domain.span import Span
from workbench.errors import UsageError
from workbench.services.annotate import (
    assess_claim,
    independent_origins,
    link_claims,
    new_claim,
)
from workbench.services.annotation_import import import_annotations
from workbench.services.belonging import end_belonging, set_owner, take_proposals
from workbench.services.board import list_claims
from workbench.services.chain import Named
from workbench.services.corroboration import corroboration
from workbench.services.exporting import export
from workbench.services.families import families_of, family_card, owners_of, proposals
from workbench.services.history import redo, undo
from workbench.services.publishers import proposal_for, publishers_version
from workbench.services.sources import add_source
from workbench.services.workbench import Workbench

SHOWN = json.loads(Path(__file__).with_name("schema_6.json").read_text("utf-8"))


@pytest.fixture
def old(only_file: SqliteFile, tmp_path: Path) -> Iterator[Workbench]:
    yield from of_schema(only_file, 6, tmp_path)


def test_a_database_of_the_last_schema_says_what_it_said(old: Workbench) -> None:
    assert old.store.journal.head()[1] == SHOWN["head"]
    found = {
        row.claim.uid: {"chain": row.told.chain.words, "origins": str(row.count)}
        for row in list_claims(old)
    }
    assert found == SHOWN["claims"]
    assert old.store.belongings.all() == []
    assert old.store.sources.unalikes() == []
    assert is_sound(old)


def test_what_is_said_of_an_old_database_is_undone_and_done_again(old: Workbench) -> None:
    start = records(old.store)
    outlet = old.store.sources.named("Warta Teluk")[0]
    publisher = add_source(old, "Grup Teluk")
    said = Belonging(
        "b1", outlet.uid, publisher.uid, Tie.OWNED, "2019-05", "ana", "laporan", "2026-03-04"
    )
    answer = Unalike.between(outlet.uid, publisher.uid, "ana", "2026-03-04")
    assert old.act("belong", [Change("belonging", said.uid, None, said.to_record())])
    assert old.act("unalike", [Change("unalike", answer.uid, None, answer.to_record())])
    assert old.store.belongings.of(outlet.uid) == [said]
    assert old.store.belongings.naming(publisher.uid) == [said]
    assert old.store.sources.unalikes(publisher.uid) == [answer]
    assert is_sound(old)
    end = records(old.store)
    for _ in range(3):
        assert undo(old)
    assert records(old.store) == start
    for _ in range(3):
        assert redo(old)
    assert records(old.store) == end
    assert is_sound(old)


TOLD = ("pijar-beras-01", "ledger-reef-01", "bola-teluk-kencana")
"""Articles of three outlets that are like no other."""


def outlet(bench: Workbench, foreign_id: str) -> Source:
    uid = view_of(bench, foreign_id).article.metadata.outlet
    assert uid
    return bench.store.sources.get(uid)


def told_by_all(bench: Workbench) -> str:
    """Uid of a claim that three outlets tell as their own, linked as the same."""
    made = []
    for name in TOLD:
        view = view_of(bench, name)
        new_claim(bench, view, Span.of(view.text, 0, 30))
        made.append(again(bench, view).my_claims()[-1].uid)
    for other in made[1:]:
        link_claims(bench, LinkKind.SAME, made[0], other)
    return made[0]


def named(source: Source) -> Named:
    return Named(source.name, source.uid)


def test_outlets_of_one_owner_are_one_origin_wherever_it_is_counted(bench: Workbench) -> None:
    claim = told_by_all(bench)
    assert independent_origins(bench, claim) == 3
    view = view_of(bench, TOLD[0])
    first, second = (outlet(bench, name).uid for name in TOLD[:2])
    set_owner(bench, [first, second], Named("Grup Teluk"), rationale="laporan tahunan")
    assert independent_origins(bench, claim) == 2
    behind = corroboration(bench, claim)
    assert str(behind.count) == "2"
    joined = next(one for one in behind.origins if len(one.places) == 2)
    assert behind.owners_of(joined) == ("Grup Teluk",)
    assert {str(row.count) for row in list_claims(bench)} == {"2"}
    third = outlet(bench, TOLD[2]).uid
    set_owner(bench, [third], Named("Grup Teluk"))
    assert independent_origins(bench, claim) == 1
    with pytest.raises(UsageError, match="confirmed by independent sources; this claim has 1"):
        assess_claim(bench, again(bench, view), claim, credibility=1)
    assert undo(bench)
    assert undo(bench)
    assert independent_origins(bench, claim) == 3
    assert bench.store.sources.named("Grup Teluk") == []
    assert is_sound(bench)


def test_other_belonging_is_told_beside_the_count(bench: Workbench) -> None:
    claim = told_by_all(bench)
    uids = [outlet(bench, name).uid for name in TOLD[:2]]
    set_owner(bench, uids, Named("Pemerintah"), tie=Tie.PART)
    behind = corroboration(bench, claim)
    assert str(behind.count) == "3, 2 houses"
    assert behind.houses() == {"Pemerintah": ("Pijar Ekonomi", "Strait Ledger")}
    assert independent_origins(bench, claim) == 3


def test_an_owner_counts_on_the_day_of_the_article(bench: Workbench) -> None:
    claim = told_by_all(bench)
    first, second = (outlet(bench, name).uid for name in TOLD[:2])
    set_owner(bench, [first], Named("Grup Teluk"))
    set_owner(bench, [second], Named("Grup Teluk"), since="2026-05-22")
    assert independent_origins(bench, claim) == 3, "the article is of the day before"
    set_owner(bench, [second], Named("Grup Teluk"), since="2026-05")
    assert independent_origins(bench, claim) == 2
    end_belonging(bench, second, since="2026-05-21")
    assert independent_origins(bench, claim) == 3
    history = bench.store.belongings.of(second)
    assert [(one.since, bool(one.owner)) for one in history] == [
        ("2026-05-22", True), ("2026-05", True), ("2026-05-21", False),
    ]  # fmt: skip


def test_how_a_source_belongs_follows_from_what_it_is(bench: Workbench) -> None:
    ministry = add_source(bench, "Kementerian Laut", kind=SourceKind.ORGANISATION)
    paper = add_source(bench, "Laut Pos", kind=SourceKind.OUTLET)
    set_owner(bench, [ministry.uid, paper.uid], Named("Negara Teluk"))
    ties = {one.source: one.tie for one in bench.store.belongings.all()}
    assert ties == {ministry.uid: Tie.PART, paper.uid: Tie.OWNED}
    (state,) = bench.store.sources.named("Negara Teluk")
    assert (state.kind, state.provisional) == (SourceKind.ORGANISATION, True)
    card = family_card(bench, state)
    assert {card.names[one.source] for one in card.members} == {"Kementerian Laut", "Laut Pos"}
    assert family_card(bench, paper).above == ("Negara Teluk",)


def test_what_makes_no_sense_is_refused_in_words(bench: Workbench) -> None:
    paper = add_source(bench, "Laut Pos", kind=SourceKind.OUTLET)
    house = add_source(bench, "Grup Laut", kind=SourceKind.ORGANISATION)
    set_owner(bench, [paper.uid], named(house))
    for source, owner in ((paper, paper), (house, paper)):
        with pytest.raises(UsageError, match="would belong to itself"):
            set_owner(bench, [source.uid], named(owner))
    for words in ("kemarin", "2019-13", "2019-02-30", "20190514", "2019-W01-1", "２０１９", "0000"):
        with pytest.raises(UsageError, match="is no day"):
            set_owner(bench, [paper.uid], named(house), since=words)
    with pytest.raises(UsageError, match="belongs to nothing on"):
        end_belonging(bench, house.uid)
    end_belonging(bench, paper.uid, since="2020", rationale="dijual")
    with pytest.raises(UsageError, match="belongs to nothing on"):
        end_belonging(bench, paper.uid)
    assert is_sound(bench)


def test_the_table_proposes_and_people_confirm(bench: Workbench) -> None:
    site = add_source(bench, "detik.com/news", kind=SourceKind.OUTLET)
    channel = add_source(bench, "CNN Indonesia", kind=SourceKind.OUTLET)
    person = add_source(bench, "Merdeka", kind=SourceKind.PERSON)
    before = owners_of(bench)
    found = {one.source.name: one.proposal for one in proposals(bench)}
    assert found.keys() == {"detik.com/news", "CNN Indonesia"}
    assert found["detik.com/news"].owners == ("Trans Media", "CT Corp")
    assert found["detik.com/news"].since == "2011-08-03"
    assert owners_of(bench) == before == {}, "what is proposed counts for nothing"
    take_proposals(bench, [site, channel])
    assert owners_of(bench)[site.uid] == ("Trans Media", "CT Corp")
    said = bench.store.belongings.of(site.uid)[0]
    assert said.rationale.startswith(f"table of publishers {publishers_version()}: https://")
    assert len(bench.store.belongings.all()) == 3, "Trans Media's own owner is said once"
    assert proposals(bench) == []
    with pytest.raises(UsageError, match="does not know 'Merdeka'"):
        take_proposals(bench, [person])
    assert undo(bench)
    assert bench.store.belongings.all() == []
    assert bench.store.sources.named("CT Corp") == []
    assert is_sound(bench)


def test_what_somebody_said_is_not_proposed_otherwise(bench: Workbench) -> None:
    site = add_source(bench, "detikcom", kind=SourceKind.OUTLET)
    other = add_source(bench, "CNBC Indonesia", kind=SourceKind.OUTLET)
    mine = add_source(bench, "Trans Media", kind=SourceKind.ORGANISATION)
    set_owner(bench, [mine.uid], Named("Keluarga"), tie=Tie.OWNED)
    take_proposals(bench, [site, other])
    assert owners_of(bench)[site.uid] == ("Trans Media", "Keluarga")
    end_belonging(bench, other.uid, rationale="keliru")
    assert proposals(bench) == []


def test_editions_of_one_site_are_one_origin_once_they_are_taken(bench: Workbench) -> None:
    names = ("detik.com/news", "detikJateng", "detikFinance")
    found = [add_source(bench, name, kind=SourceKind.OUTLET) for name in names]
    take_proposals(bench, found)
    known = families_of(bench)
    assert {known.owner(source.uid) for source in found} == {
        bench.store.sources.named("CT Corp")[0].uid
    }
    assert owners_of(bench)[found[1].uid] == ("detikcom", "Trans Media", "CT Corp")


def test_every_row_of_the_table_has_its_page_and_leads_to_no_circle() -> None:
    rows = tomllib.loads((files("workbench") / "publishers.toml").read_text("utf-8"))["row"]
    assert len({row["name"] for row in rows}) == len(rows) > 60
    for row in rows:
        assert row["source"].startswith(("https://", "http://")), row["name"]
        assert row.keys() <= {"name", "also", "owner", "since", "source"}
        found = proposal_for(Source("x", row["name"], SourceKind.OUTLET))
        assert found, row["name"]
        assert (found.owner, found.page) == (row["owner"], row["source"])
        assert row["name"] not in found.owners
        for name in row.get("also", ()):
            known = proposal_for(Source("x", name, SourceKind.AGENCY))
            assert known, name
            assert known.name == row["name"], "a name stands for one row"


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("detik", "Trans Media"), ("DETIK.COM", "Trans Media"), ("news.detik.com", "Trans Media"),
        ("www.kompas.com", "Kompas Gramedia"), ("jogja.tribunnews.com", "Tribun Network"),
        ("cnnindonesia", "Trans Media"), ("detikJateng", "detikcom"), ("Detik Sulsel", "detikcom"),
        ("detikFinance", "detikcom"), ("Detik Sore", ""), ("com", ""), ("...", ""), ("/", ""),
        ("bukandetik.com", ""),
    ],
)  # fmt: skip
def test_a_site_and_its_parts_are_known(name: str, owner: str) -> None:
    found = proposal_for(Source("x", name, SourceKind.OUTLET))
    assert (found.owner if found else "") == owner


def test_an_export_of_some_articles_takes_their_families_along(
    bench: Workbench, stores: Stores, tmp_path: Path
) -> None:
    first, second, third = (outlet(bench, name).uid for name in TOLD)
    set_owner(bench, [first], Named("Grup Teluk"))
    set_owner(bench, [bench.store.sources.named("Grup Teluk")[0].uid], Named("Teluk Holding"))
    set_owner(bench, [second, third], Named("Grup Lain"))
    number = view_of(bench, TOLD[0]).number
    export(bench, "jsonl", tmp_path / "some.jsonl", choice=Choice(where=f"number:{number}"))
    lines = [json.loads(line) for line in (tmp_path / "some.jsonl").read_bytes().splitlines()]
    assert lines[0]["publishers"] == publishers_version()
    names = {line["name"] for line in lines if line["type"] == "source"}
    assert names == {"Pijar Ekonomi", "Grup Teluk", "Teluk Holding"}
    assert first in {line["source"] for line in lines if line["type"] == "belonging"}
    with stores.open("other") as store:
        other = bench_on(store, "budi", first=300_000)
        import_annotations(other, "jsonl", tmp_path / "some.jsonl")
        assert owners_of(other)[first] == ("Grup Teluk", "Teluk Holding")
        assert is_sound(other)
        assert undo(other)
        assert store.belongings.all() == []
