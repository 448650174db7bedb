"""What a report tells of a database: claims that are one, what stands behind them, whose."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from services_cases import seeing_all, view_of

from workbench.domain.choice import Choice
from workbench.domain.claim import Claim, ClaimState, Hop, LinkKind
from workbench.domain.fact import Kind
from workbench.domain.journal import Change
from workbench.domain.origin import Standing
from workbench.domain.span import Span
from workbench.exchange.report import Digest, Scope
from workbench.exchange.report.made import Made
from workbench.services.annotate import edit_claim, link_claims, new_claim
from workbench.services.board import list_claims
from workbench.services.corroboration import corroboration, weights
from workbench.services.exporting import export
from workbench.services.importing import import_documents, read
from workbench.services.metadata import set_metadata
from workbench.services.reporting import Wanted, print_report, read_report
from workbench.services.review import accept_facts
from workbench.services.sources import NameBook
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

HERE, THERE, ELSEWHERE = "sagara-kapal-01", "meridian-truce-01", "bakery-court"
BY = ((HERE, "Dewi"), (THERE, "Kantor"), (ELSEWHERE, "Polisi"))


def claimed(bench: Workbench, article: str, source: str, at: int = 0, to: int = 10) -> Claim:
    view, book = view_of(bench, article), NameBook(bench)
    hops = (Hop((book.uid(source),)),)
    return new_claim(bench, view, Span.of(view.text, at, at + to), hops=hops, book=book)


def report(bench: Workbench, **choice: object) -> Digest:
    return read_report(bench, Scope(), Choice(**choice))  # type: ignore[arg-type]


def shape(told: Digest) -> list[Sequence[str]]:
    """Whose claims each statement has, with the names of the origins behind it."""
    return [
        (
            "+".join(place.claim.analyst for place in one.places),
            *sorted(behind.name for behind in one.backing.origins),
        )
        for one in told.statements
    ]


def test_the_same_words_of_two_analysts_are_one_statement(bench: Workbench) -> None:
    budi = replace(bench, analyst="budi")
    claimed(bench, HERE, "Dewi")
    claimed(budi, HERE, "Dewi")
    claimed(budi, HERE, "Dewi", at=20)
    told = report(bench)
    assert shape(told) == [("ana+budi", "Dewi"), ("budi", "Dewi")]
    assert [str(one.count) for one in told.statements] == ["1", "1"]
    first, second = told.statements[0].places
    assert told.statements[0].marked(second) is first


@pytest.mark.parametrize("lang", ["en", "id"])
def test_what_two_analysts_read_otherwise_was_said_once(bench: Workbench, lang: str) -> None:
    budi = replace(bench, analyst="budi")
    mine, theirs = claimed(bench, HERE, "Dewi"), claimed(budi, HERE, "Kantor", to=14)
    told = report(bench)
    assert shape(told) == [("budi+ana", "Dewi", "Kantor")]
    (statement,) = told.statements
    assert {
        corroboration(one, claim.uid).count for one, claim in ((bench, mine), (budi, theirs))
    } == {statement.count}
    assert [one.standing for one in statement.backing.origins] == [Standing.COUNTED, Standing.READ]
    page = io.BytesIO()
    print_report(bench, page, Wanted(Scope(), format_name="md", lang=lang))
    said = {"en": "or, as another analyst reads it", "id": "atau, menurut bacaan analis lain"}[lang]
    assert said in page.getvalue().decode()


def test_a_sheet_of_origins_has_as_many_as_the_report(bench: Workbench, tmp_path: Path) -> None:
    budi = replace(bench, analyst="budi")
    mine = claimed(bench, HERE, "Dewi")
    claimed(budi, HERE, "Kantor", to=14)
    standings = {"Dewi": "counts", "Kantor": "one reading"}
    assert sheet(bench, tmp_path) == standings
    (statement,) = report(bench).statements
    assert str(statement.count) == str(corroboration(bench, mine.uid).count) == "1"
    after = replace(mine, state=ClaimState.WITHDRAWN)
    bench.act("claim state", [Change.between("claim", mine, after)])
    assert sheet(bench, tmp_path) == {"Kantor": "counts"}


def sheet(bench: Workbench, folder: Path) -> dict[str, str]:
    """Standings in the table of origins, by their names."""
    export(bench, "csv", folder / "origins.csv", options={"table": "origins"})
    with (folder / "origins.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["origin"]: row["standing"] for row in csv.DictReader(file)}


def test_a_reading_that_is_borne_out_elsewhere_is_the_one_that_counts(bench: Workbench) -> None:
    budi = replace(bench, analyst="budi")
    mine = claimed(bench, HERE, "Dewi")
    claimed(budi, HERE, "Kantor")
    other = claimed(bench, THERE, "Kantor")
    link_claims(bench, LinkKind.SAME, mine.uid, other.uid)
    (statement,) = report(bench).statements
    assert [(one.name, one.standing) for one in statement.backing.origins] == [
        ("Kantor", Standing.COUNTED), ("Dewi", Standing.READ),
    ]  # fmt: skip


def test_a_colleagues_reading_counts_at_the_desk_with_what_it_is_linked_to(
    bench: Workbench,
) -> None:
    """One rule: whoever looks, and whether or not her own claim has the link."""
    bench = seeing_all(bench)
    budi = replace(bench, analyst="budi")
    mine, theirs = claimed(bench, HERE, "Dewi"), claimed(budi, HERE, "Kantor", to=12)
    other = claimed(budi, THERE, "Polisi")
    link_claims(budi, LinkKind.SUPPORTS, other.uid, theirs.uid)
    (first, _) = report(bench).statements
    assert shape(report(bench))[0] == ("budi+ana", "Dewi", "Kantor", "Polisi")
    assert str(first.count) == "2"
    for claim in (mine, theirs):
        assert corroboration(bench, claim.uid).count == first.count
    rows = {row.claim.uid: row.count for row in list_claims(bench)}
    assert {rows[mine.uid], rows[theirs.uid]} == {first.count}
    assert str(rows[other.uid]) == "1"
    assert weights(bench)[theirs.uid] == 20


def test_what_was_withdrawn_joins_nothing_at_the_desk_either(bench: Workbench) -> None:
    one, gone, other = (claimed(bench, on, who) for on, who in BY)
    link_claims(bench, LinkKind.SAME, gone.uid, one.uid)
    link_claims(bench, LinkKind.SAME, gone.uid, other.uid)
    assert str(corroboration(bench, one.uid).count) == "3"
    after = replace(gone, state=ClaimState.WITHDRAWN)
    bench.act("claim state", [Change.between("claim", gone, after)])
    assert str(corroboration(bench, one.uid).count) == "1"
    assert {str(row.count) for row in list_claims(bench)} == {"1"}
    assert corroboration(bench, gone.uid).told[0].claim.uid == gone.uid


def test_two_whom_one_analyst_hears_in_the_same_words_are_two(bench: Workbench) -> None:
    budi = replace(bench, analyst="budi")
    for who in ("Dewi", "Kantor"):
        claimed(bench, HERE, who)
    claimed(budi, HERE, "Kantor")
    (statement,) = report(bench).statements
    assert statement.count.confirmed == 2
    assert len(statement.backing.readings) == 1


def test_claims_that_are_the_same_by_way_of_one_outside_are_one_statement(bench: Workbench) -> None:
    one, other = claimed(bench, HERE, "Dewi"), claimed(bench, THERE, "Kantor")
    between = claimed(bench, ELSEWHERE, "Polisi")
    link_claims(bench, LinkKind.SAME, one.uid, between.uid)
    link_claims(bench, LinkKind.SAME, between.uid, other.uid)
    numbers = [view_of(bench, name).number for name in (HERE, THERE)]
    told = report(bench, where=f"number:{numbers[0]} or number:{numbers[1]}")
    assert shape(told) == [("ana+ana", "Dewi", "Kantor", "Polisi")]
    assert told.statements[0].count == corroboration(bench, one.uid).count
    assert [tied.other.words for tied in told.statements[0].ties] == [between.span.exact]
    assert told.numbers_of([between.uid]) == []


def test_a_claim_whose_chain_was_changed_is_no_reading_of_the_machines_any_more(
    bench: Workbench,
) -> None:
    view = view_of(bench, HERE)
    quotes = [one for one in view.facts if one.kind is Kind.QUOTE][:2]
    accept_facts(bench, view, quotes)
    by_hand = claimed(bench, HERE, "Dewi")
    view, book = view_of(bench, HERE), NameBook(bench)
    ways = report(bench).made
    assert [len(ways[way]) for way in Made] == [2, 0, 1]
    claim = next(one for one in view.claims if one.uid != by_hand.uid)
    edit_claim(bench, view, replace(claim, hops=(Hop((book.uid("Dewi"),)),)), book=book)
    ways = report(bench).made
    assert [one.claim.uid for one in ways[Made.CORRECTED]] == [claim.uid]
    assert [len(ways[way]) for way in Made] == [1, 1, 1]


def test_what_supports_a_claim_is_counted_and_stays_a_statement_of_its_own(
    bench: Workbench,
) -> None:
    one, helping = claimed(bench, HERE, "Dewi"), claimed(bench, THERE, "Kantor")
    link_claims(bench, LinkKind.SUPPORTS, helping.uid, one.uid)
    told = report(bench)
    assert shape(told) == [("ana", "Dewi", "Kantor"), ("ana", "Kantor")]
    assert told.numbers_of([helping.uid]) == [2]
    for statement in told.statements:
        assert statement.count == corroboration(bench, statement.told.claim.uid).count


def test_a_withdrawn_claim_stands_behind_nothing(bench: Workbench) -> None:
    one, gone = claimed(bench, HERE, "Dewi"), claimed(bench, THERE, "Kantor")
    link_claims(bench, LinkKind.SAME, gone.uid, one.uid)
    assert shape(report(bench)) == [("ana+ana", "Dewi", "Kantor")]
    after = replace(gone, state=ClaimState.WITHDRAWN)
    bench.act("claim state", [Change.between("claim", gone, after)])
    told = report(bench)
    assert shape(told) == [("ana", "Dewi")]
    assert told.withdrawn == 1


def test_a_report_of_one_analyst_counts_nothing_of_another(bench: Workbench) -> None:
    budi = replace(bench, analyst="budi")
    one, other = claimed(bench, HERE, "Dewi"), claimed(budi, THERE, "Kantor")
    link_claims(budi, LinkKind.SAME, other.uid, one.uid)
    assert shape(report(bench)) == [("ana+budi", "Dewi", "Kantor")]
    assert shape(report(bench, analysts=("ana",))) == [("ana", "Dewi")]


def test_a_report_of_one_analyst_joins_nothing_that_another_linked(bench: Workbench) -> None:
    budi = replace(bench, analyst="budi")
    one, other = claimed(bench, HERE, "Dewi"), claimed(bench, THERE, "Kantor")
    link_claims(budi, LinkKind.SAME, other.uid, one.uid)
    assert shape(report(bench)) == [("ana+ana", "Dewi", "Kantor")]
    assert shape(report(bench, analysts=("ana",))) == [("ana", "Dewi"), ("ana", "Kantor")]


def test_a_report_is_as_of_the_journals_last_entry(bench: Workbench) -> None:
    claimed(bench, HERE, "Dewi")
    (newest,) = bench.store.journal.recent(1)
    told = report(bench)
    assert told.scope.as_of == newest.at
    assert told.bundle.head == bench.store.journal.head()[1]


def test_articles_that_name_who_speaks_in_a_story_are_told_beside_it(bench: Workbench) -> None:
    for article in (HERE, ELSEWHERE):
        view = view_of(bench, article)
        accept_facts(bench, view, view.open_questions())
    uid = view_of(bench, HERE).article.uid
    told = read_report(bench, Scope("#10", "story"), Choice(story=uid))
    inside = {one.annotated.article.number for one in told.articles}
    beyond = {one.article.metadata.title: one for one in told.beyond}
    assert inside.isdisjoint(one.article.number for one in told.beyond)
    correction = beyond["Ralat: Jumlah Korban Tewas Kapal Laut Kencana 08"]
    assert correction.names == ("Samrin Wabula",)
    (newer,) = (one for title, one in beyond.items() if title.startswith("Korban Tewas Laut"))
    assert newer is told.beyond[0], "it names most of them"
    assert {"Samrin Wabula", "Arifin Lasiwa", "Nurhayati Kasim"} == set(newer.names)
    (difference,) = told.differences
    assert [side[0].number.low for side in difference.sides] == [9, 12, 15]
    assert {one.is_beyond for one in difference.sides[1]} == {True}
    bare = read_report(bench, Scope("#10", "story"), Choice(story=uid, without_text=True))
    assert [one.article for one in bare.beyond] == [one.article for one in told.beyond]
    assert any(one.stated for one in told.beyond)
    assert not any(one.counts or one.stated or one.denied for one in bare.beyond)
    assert not report(bench).beyond


@pytest.mark.parametrize(
    ("lang", "text", "wrong", "right", "event"),
    [
        (
            "id", "BERANDA TIMUR, Makassar – Sebuah gudang meledak di pelabuhan, Senin (9/3/2026)"
            " malam. Tujuh pekerja tewas, kata Komisaris Ratih Sondakh.",
            "9 Maret 2026", "10 Maret 2026", ["- 9 Maret 2026"],
        ),
        (
            "en", "MAKASSAR, 9 March 2026 — A warehouse exploded at the port. Seven workers were"
            " killed, said Ratih Sondakh, a police officer.",
            "9 March 2026", "10 March 2026", [],
        ),
    ],
)  # fmt: skip
def test_a_day_that_an_analyst_corrects_is_another_one_on_every_line(
    empty: Workbench,
    tmp_path: Path,
    lang: str,
    text: str,
    wrong: str,
    right: str,
    event: list[str],
) -> None:
    """The day at the head of a text may be that of the event: until it is corrected that is said,
    and then it stands nowhere but in the text, and over what happened that day."""
    path = tmp_path / "one.jsonl"
    article = {"title": "Makassar", "text": text, "outlet": "Warta", "lang": lang}
    path.write_text(json.dumps(article), "utf-8")
    list(import_documents(empty, read([path])))
    view = view_article(empty, 1)
    accept_facts(empty, view, view.open_questions())

    def lines() -> list[str]:
        out = io.BytesIO()
        print_report(empty, out, Wanted(Scope(), Choice(), format_name="md", lang=lang))
        return [one for one in out.getvalue().decode().splitlines() if not one.startswith("> ")]

    before = lines()
    assert any("⚠" in one and f"({wrong})" in one for one in before)
    assert sum(wrong in one for one in before) > 3
    set_metadata(empty, 1, {"published": "2026-03-10"})
    after = lines()
    assert [one for one in after if wrong in one] == event
    assert sum(right in one for one in after) > 3
