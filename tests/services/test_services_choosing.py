"""What leaves: whose work, under which names, of which articles, with or without the texts."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from services_cases import again, bench_on, quotes, taken, view_of
from stores import Stores

from workbench.domain.choice import Choice
from workbench.domain.claim import Hop, LinkKind
from workbench.domain.note import NoteSubject
from workbench.domain.span import Span
from workbench.errors import DataError, NotFoundError, ReadOnlyError
from workbench.exchange import Format, formats
from workbench.exchange.report import Scope
from workbench.services.annotate import add_note, assess_claim, link_claims, new_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.descent import confirm_outlet
from workbench.services.exporting import export, gathered
from workbench.services.importing import import_documents, read
from workbench.services.pseudonyms import holds_name, own_names, pseudonyms
from workbench.services.reporting import Wanted, report
from workbench.services.review import accept_facts
from workbench.services.sources import NameBook, rate_source
from workbench.services.tags import Tagged, put_tags
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.verbs import Access

ARTICLE = "sagara-kapal-01"


@pytest.fixture
def desk(bench: Workbench) -> Workbench:
    """Ana's and Budi's work on one article, and what Budi said of Ana's claims."""
    budi = bench_on(bench.store, "budi", first=500_000)
    for one, many in ((bench, 2), (budi, 3)):
        view = view_of(one, ARTICLE)
        accept_facts(one, view, [fact for fact, _ in quotes(view)][:many])
    hers, his = (view_of(one, ARTICLE).my_claims() for one in (bench, budi))
    for uid in (hers[0].uid, his[0].uid):
        assess_claim(budi, again(budi, view_of(budi, ARTICLE)), uid, credibility=3)
        add_note(budi, NoteSubject.CLAIM, uid, "cek lagi")
        put_tags(budi, ["penting"], Tagged([], [uid]))
    link_claims(budi, LinkKind.SAME, hers[0].uid, hers[1].uid)
    link_claims(budi, LinkKind.SAME, his[0].uid, hers[0].uid)
    source = next(uid for claim in his for hop in claim.hops for uid in hop.sources)
    rate_source(budi, source, "B", "dikenal")
    rate_source(bench, source, "C", "sering salah")
    return bench


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def exported(bench: Workbench, path: Path, **choice: Any) -> list[dict[str, Any]]:
    export(bench, "jsonl", path, choice=Choice(**choice))
    return lines(path)


def analysts(value: Any) -> Iterator[str]:
    """Every analyst that is named as one, however deep."""
    if isinstance(value, dict):
        yield from (value[key] for key in ("analyst",) if key in value)
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from analysts(one)


def test_the_work_of_one_analyst_holds_nobody_else(desk: Workbench, tmp_path: Path) -> None:
    found = exported(desk, tmp_path / "a.jsonl", analysts=("budi",))
    assert set(analysts(found)) == {"budi"}
    assert found[0]["choice"] == {"analysts": ["budi"]}
    claims = [line for line in found if line["type"] == "claim"]
    assert len(claims) == 3
    assert [len(claim["assessments"]) for claim in claims] == [1, 0, 0]
    assert sum(len(claim["links"]) for claim in claims) == 1
    assert [line["reliability"] for line in found if line["type"] == "rating"] == ["B"]
    articles = [line for line in found if line["type"] == "article"]
    assert len(articles) == len(list(taken(desk).articles))


def test_what_hangs_on_others_claims_is_told(desk: Workbench, tmp_path: Path) -> None:
    written = export(desk, "jsonl", tmp_path / "a.jsonl", choice=Choice(analysts=("budi",)))
    told = {loss.what: (loss.count, loss.why) for loss in written.lost}
    why = "they are on others' claims"
    assert told == dict.fromkeys(("assessments", "links", "notes", "tags"), (1, why))


def test_the_work_of_all_one_by_one_is_the_work_of_all(desk: Workbench) -> None:
    whole = [claim for one in taken(desk).articles for claim in one.claims]
    by_one = [
        claim
        for name in ("ana", "budi")
        for one in taken(desk, Choice(analysts=(name,))).articles
        for claim in one.claims
    ]
    both = taken(desk, Choice(analysts=("ana", "budi")))
    assert sorted(claim.uid for claim in by_one) == sorted(claim.uid for claim in whole)
    assert [claim for one in both.articles for claim in one.claims] == whole


def test_whose_work_is_not_here_is_said(desk: Workbench) -> None:
    with pytest.raises(NotFoundError, match="nobody called 'rina' has worked here"):
        taken(desk, Choice(analysts=("budi", "rina")))


def test_a_story_is_an_article_and_those_like_it(desk: Workbench, tmp_path: Path) -> None:
    article = view_of(desk, ARTICLE).article
    found = exported(desk, tmp_path / "a.jsonl", story=article.uid)
    numbers = [line["number"] for line in found if line["type"] == "article"]
    assert sorted(numbers) == sorted(desk.store.articles.cluster(article.number))
    assert len(numbers) > 1
    assert found[0]["choice"] == {"story": article.uid}
    with pytest.raises(NotFoundError, match="no article"):
        taken(desk, Choice(story="none"))


def test_pseudonyms_are_the_same_in_every_export_of_a_database(
    desk: Workbench, tmp_path: Path
) -> None:
    first = exported(desk, tmp_path / "a.jsonl", pseudonyms=True)
    second = exported(desk, tmp_path / "b.jsonl", pseudonyms=True, analysts=("budi",))
    known = own_names(desk)
    assert {known[name] for name in analysts(first)} == {"ana", "budi"}
    assert {known[name] for name in analysts(second)} == {"budi"}
    assert [known[name] for name in second[0]["choice"]["analysts"]] == ["budi"]
    assert first[0]["choice"] == {"pseudonyms": True}
    words = (tmp_path / "a.jsonl").read_text("utf-8")
    assert not re.search(r"\b(ana|budi)\b", words)  # in uids neither
    assert len({len(name) for name in known}) == 1


@pytest.mark.parametrize(
    "known", [one for one in formats() if one.writes], ids=lambda one: one.name
)
def test_no_format_names_who_has_a_pseudonym(
    desk: Workbench, known: Format, tmp_path: Path
) -> None:
    if known.needs:
        pytest.importorskip(known.needs)
    out = tmp_path / "out"
    export(desk, known.name, out, choice=Choice(pseudonyms=True))
    data = b"\n".join(one.read_bytes() for one in (out, *out.rglob("*")) if one.is_file())
    if zipfile.is_zipfile(out):
        with zipfile.ZipFile(out) as archive:
            data = b"\n".join(archive.read(one) for one in archive.namelist())
    assert not re.search(rb"\b(ana|budi)\b", data)
    names_analysts = known.name != "graphml"  # it counts claims, whoever recorded them
    assert (next(iter(own_names(desk))).encode() in data) is names_analysts


def test_no_uid_tells_who_guesses_a_name_that_it_is_right(desk: Workbench, tmp_path: Path) -> None:
    view = view_of(desk, ARTICLE)
    confirm_outlet(desk, view, "Kantor Berita")
    (made,) = again(desk, view).judgements
    found = exported(desk, tmp_path / "a.jsonl", pseudonyms=True)
    (told,) = [line["uid"] for line in found if line["type"] == "relay"]
    assert told != made.uid
    taken_back = import_annotations(desk, "jsonl", tmp_path / "a.jsonl")
    assert (taken_back.changes, taken_back.kept) == (0, 0)


def test_words_that_may_name_an_analyst_are_counted_for_whoever_exports_alone(
    desk: Workbench, tmp_path: Path
) -> None:
    siti = bench_on(desk.store, "Siti Rahma", first=900_000)
    claim = view_of(desk, ARTICLE).my_claims()[0]
    add_note(siti, NoteSubject.CLAIM, claim.uid, "banana, analisis, kebudian: nobody")
    tell = Choice(pseudonyms=True)

    def counted(out: str = "a.jsonl", format_name: str = "jsonl", choice: Choice = tell) -> int:
        lost = export(desk, format_name, tmp_path / out, choice=choice).lost
        return sum(one.count for one in lost if one.what.startswith("pseudonyms within"))

    assert counted() == 0
    add_note(siti, NoteSubject.CLAIM, claim.uid, "tanya BUDI, dan budi lagi")
    assess_claim(desk, view_of(desk, ARTICLE), claim.uid, credibility=2, rationale="kata Rahma")
    put_tags(desk, ["ana?"], Tagged([], [claim.uid]))
    (source, *_) = (uid for hop in claim.hops for uid in hop.sources)
    rate_source(desk, source, "B", "menurut ana")
    assert counted() == 4
    assert (
        counted(choice=Choice(pseudonyms=True, analysts=("Siti Rahma",))) == 0
    )  # on others' claims
    assert counted(choice=Choice()) == 0
    assert counted("set", "package") == counted("a.xlsx", "xlsx") == 4
    for path in (tmp_path / "set").iterdir():
        assert b"pseudonyms within" not in path.read_bytes()
    told = report(desk, tmp_path / "a.html", Wanted(Scope(), tell, "html", "en"))
    assert [one.count for one in told.lost if one.what.startswith("pseudonyms within")] == [4]


def test_names_are_found_as_words_and_anywhere_in_scripts_without_spaces() -> None:
    is_named = holds_name(["ana", "Siti Rahma bt Ali", "田中"])
    assert all(
        map(is_named, ["Ana!", "kata SITI", "siti rahma bt ali", "chez ali", "会った田中さん"])
    )
    assert not any(map(is_named, ["", "analisis", "banana", "bt", "sitinya", "aná"]))
    assert not holds_name([])("ana")


def test_what_left_under_pseudonyms_comes_back_by_its_own_names(
    desk: Workbench, stores: Stores, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    export(desk, "jsonl", first, choice=Choice(pseudonyms=True))
    before = exported(desk, tmp_path / "before.jsonl")
    with stores.open("other") as store:
        other = bench_on(store, "rina", first=900_000)
        import_annotations(other, "jsonl", first)
        there = exported(other, second)
        assert set(analysts(there)) == set(own_names(desk))
        view = view_of(other, ARTICLE)
        claim = view.claims[0]
        assess_claim(other, view, claim.uid, credibility=5)
        export(other, "jsonl", second)
    assert import_annotations(desk, "jsonl", first).changes == 0
    assert import_annotations(desk, "jsonl", second).changes == 1
    after = exported(desk, tmp_path / "after.jsonl")
    assert set(analysts(after)) == {*analysts(before), "rina"}


def test_pseudonyms_of_another_database_are_others(desk: Workbench, stores: Stores) -> None:
    with stores.open("other") as store:
        assert pseudonyms(bench_on(store, "ana", first=1))("ana") != pseudonyms(desk)("ana")


def test_a_filter_that_names_somebody_is_not_told_under_pseudonyms(
    desk: Workbench, tmp_path: Path
) -> None:
    rina = bench_on(desk.store, "Rina N. Kusuma", first=600_000)
    put_tags(rina, ["penting"], Tagged([1]))
    for where, told in (("by:Budi", "…"), ('title:"bagi kusuma"', "…"), ("lang:id", "lang:id")):
        found = exported(desk, tmp_path / "a.jsonl", where=where, pseudonyms=True)
        assert found[0]["choice"] == {"where": told, "pseudonyms": True}


def test_a_database_that_takes_no_changes_makes_no_pseudonyms_and_has_those_it_had(
    desk: Workbench, stores: Stores
) -> None:
    with stores.open(access=Access.READ) as store:
        reader = bench_on(store, "ana", first=1)
        with pytest.raises(ReadOnlyError):
            taken(reader, Choice(pseudonyms=True))
    made = pseudonyms(desk)("budi")
    with stores.open(access=Access.READ) as store:
        assert pseudonyms(bench_on(store, "ana", first=1))("budi") == made


@pytest.mark.parametrize("is_told", [True, False])
def test_what_is_written_while_an_export_is_taken_is_not_in_it(
    desk: Workbench, stores: Stores, is_told: bool
) -> None:
    before = taken(desk)
    with stores.open() as store, gathered(desk, is_told=is_told) as bundle:
        rina = bench_on(store, "rina", first=700_000)
        last = max(one.article.number for one in before.articles)
        articles = bundle.checked_articles()
        found = [next(articles)]
        book = NameBook(rina)
        hop = Hop((book.uid("Sumber baru"),))
        view = view_article(rina, last)
        new_claim(rina, view, Span.of(view.text, 0, 5), hops=(hop,), book=book)
        found += articles
        assert bundle.head == before.head
    assert [one.claims for one in found] == [one.claims for one in before.articles]
    assert not desk.store.take_damage()
    assert "Sumber baru" in {source.name for source in taken(desk).sources}


def test_everything_is_what_it_was(desk: Workbench, tmp_path: Path) -> None:
    found = exported(desk, tmp_path / "a.jsonl")
    assert "choice" not in found[0]
    assert set(analysts(found)) == {"ana", "budi"}


def test_without_text_the_sources_and_the_work_stay(desk: Workbench, tmp_path: Path) -> None:
    whole = exported(desk, tmp_path / "a.jsonl")
    bare = exported(desk, tmp_path / "b.jsonl", without_text=True)
    made = ("claim", "decision", "source", "rating", "state", "note", "tag")
    assert [line for line in bare if line["type"] in made] == [
        line for line in whole if line["type"] in made
    ]
    assert {line["text"] for line in bare if line["type"] == "article"} == {None}
    assert not [line for line in bare if line["type"] == "fact"]


def test_work_without_texts_finds_them_where_they_are(
    desk: Workbench, stores: Stores, tmp_path: Path
) -> None:
    bare, whole = tmp_path / "bare.jsonl", tmp_path / "whole.jsonl"
    exported(desk, bare, without_text=True)
    exported(desk, whole)
    with stores.open("other") as store:
        other = bench_on(store, "rina", first=900_000)
        assert import_annotations(other, "jsonl", bare).waiting > 1
        assert not taken(other).articles
        import_documents_of(other, whole, most=1)
        (loss,) = import_annotations(other, "jsonl", bare).unread
        assert loss.count == len(list(taken(desk).articles)) - 1
    with stores.open("third") as store:
        third = bench_on(store, "rina", first=900_000)
        import_documents_of(third, whole)
        import_annotations(third, "jsonl", bare)
        there = exported(third, tmp_path / "there.jsonl")
        assert claims_of(there) == claims_of(lines(whole))
        assert import_annotations(third, "jsonl", bare).changes == 0


def claims_of(found: list[dict[str, Any]]) -> list[list[Any]]:
    """What claims say, but for what another database has otherwise: articles and their outlets."""
    fields = ("uid", "analyst", "start", "end", "exact", "hops", "assessments", "links")
    return sorted([line[key] for key in fields] for line in found if line["type"] == "claim")


def import_documents_of(bench: Workbench, export: Path, most: int | None = None) -> None:
    """The articles of an export, as they would come from elsewhere: by their texts alone."""
    given = export.with_name("articles.jsonl")
    articles = [line for line in lines(export) if line["type"] == "article"][:most]
    fields = ("text", "lang", "url")
    given.write_text(
        "".join(json.dumps({key: one[key] for key in fields}) + "\n" for one in articles)
    )
    assert sum(1 for _ in import_documents(bench, read([given]))) == len(articles)


def test_words_that_do_not_stand_in_the_text_that_is_here_are_refused(
    desk: Workbench, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.jsonl"
    found = exported(desk, bare, without_text=True)
    claim = next(line for line in found if line["type"] == "claim")
    claim["exact"] = "x" * len(claim["exact"])
    bare.write_text("".join(json.dumps(line) + "\n" for line in found))
    before = desk.store.journal.head()
    with pytest.raises(DataError, match="the text at"):
        import_annotations(desk, "jsonl", bare)
    assert desk.store.journal.head() == before
