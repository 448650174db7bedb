"""Export and back: the same annotations, whoever had which article first; old files stay safe."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from services_cases import again, bench_on, imported, is_sound, quotes, records, view_of
from stores import Stores

from workbench.domain.article import ReadingState
from workbench.domain.choice import Choice
from workbench.domain.claim import LinkKind
from workbench.domain.coverage import Cover
from workbench.domain.decision import Verdict
from workbench.domain.journal import Change
from workbench.domain.note import NoteSubject
from workbench.domain.source import SourceKind, Unalike
from workbench.domain.span import Span
from workbench.errors import BusyError, DataError, NotFoundError, UsageError
from workbench.policy import OPEN
from workbench.present.citation import citation
from workbench.services.annotate import add_note, assess_claim, link_claims, new_claim
from workbench.services.annotation_import import chosen_format, import_annotations
from workbench.services.arrivals import waiting
from workbench.services.belonging import set_owner
from workbench.services.bulk import set_topics
from workbench.services.chain import Named
from workbench.services.coverage import coverage_of, mark_nothing
from workbench.services.exporting import export
from workbench.services.history import redo, undo
from workbench.services.importing import import_documents, read
from workbench.services.metadata import set_metadata
from workbench.services.review import accept_facts, answer_fact, set_state
from workbench.services.sources import add_source, merge_sources, rate_source, resolve_source
from workbench.services.tags import Tagged, put_tags
from workbench.services.topics import merge_topics, rename_topic
from workbench.services.view import view_article
from workbench.services.workbench import Workbench


@pytest.fixture
def other(stores: Stores) -> Iterator[Workbench]:
    """Budi's workbench over nothing."""
    with stores.open("other") as store:
        yield bench_on(store, "budi", first=200_000)


def annotate(bench: Workbench) -> None:
    """A bit of everything that people make, with a link back to front and merged outlets."""
    for name in ("sagara-kapal-01", "lintang-kapal-01", "meridian-truce-01"):
        view = view_of(bench, name)
        accept_facts(bench, view, [fact for fact, _ in quotes(view)][:4])
        view = again(bench, view)
        answer_fact(bench, view, view.open_questions()[0], Verdict.UNSURE)
        claim = again(bench, view).my_claims()[0]
        assess_claim(bench, again(bench, view), claim.uid, credibility=3, rationale="satu sumber")
        add_note(bench, NoteSubject.HOP, f"{claim.uid}/0", "siapa?")
        add_note(bench, NoteSubject.ARTICLE, view.article.uid, "cek", span=Span.of(view.text, 0, 9))
    first, second = (
        view_of(bench, n).my_claims()[0] for n in ("sagara-kapal-01", "lintang-kapal-01")
    )
    link_claims(bench, LinkKind.SAME, first.uid, second.uid)
    link_claims(bench, LinkKind.UPDATES, second.uid, first.uid)
    set_state(bench, view_of(bench, "hostile-01"), ReadingState.SET_ASIDE, "uji")
    set_metadata(bench, view_of(bench, "bakery-court").number, {"title": "Roti", "author": "Sari"})
    outlet = view_of(bench, "sagara-kapal-01").article.metadata.outlet
    assert outlet
    final = add_source(bench, "Kantor Berita SAGARA", kind=SourceKind.AGENCY, aliases=["KBS"])
    merge_sources(bench, [outlet], final.uid)
    rate_source(bench, final.uid, "B", "dikenal")
    set_owner(bench, [final.uid], Named("Grup Sagara"), since="2019", rationale="laporan tahunan")
    owner = resolve_source(bench, "Grup Sagara").uid
    set_owner(bench, [owner], Named("Sagara Holding"))
    answer = Unalike.between(outlet, owner, "ana", "2026-03-05T00:00:00Z")
    bench.act("unalike", [Change("unalike", answer.uid, None, answer.to_record())])
    add_note(bench, NoteSubject.SOURCE, final.uid, "kantor berita")
    put_tags(bench, ["dua sumber"], Tagged([view_of(bench, "bakery-court").number], [first.uid]))
    set_topics(bench, [first.uid], "Kapal")
    set_topics(bench, [second.uid], "Laut")
    rename_topic(bench, "Kapal", "Kapal karam")
    merge_topics(bench, ["Laut"], "Kapal")
    view = view_of(bench, "sagara-kapal-01")
    assert mark_nothing(bench, view, coverage_of(view).of(Cover.UNCOVERED)[:2])


def content(path: Path) -> list[str]:
    """An export's lines without what is this file's or this database's own: numbers and stamps."""
    lines = []
    for line in path.read_bytes().split(b"\n")[:-1]:
        record = json.loads(line)
        if record["type"] == "workbench-export":
            continue
        for own in ("number", "version"):
            record.pop(own, None)
        lines.append(json.dumps(record, sort_keys=True))
    return sorted(lines)


def test_an_export_read_into_nothing_gives_the_same_export(
    bench: Workbench, other: Workbench, tmp_path: Path
) -> None:
    annotate(bench)
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    export(bench, "jsonl", first)
    taken = import_annotations(other, "jsonl", first)
    assert (taken.known_articles, taken.kept, taken.loose) == (0, 0, 0)
    export(other, "jsonl", second)
    assert content(second) == content(first)
    assert is_sound(other)
    for one in (other, bench):  # whose claims have topics by their older names
        again_taken = import_annotations(one, "jsonl", first)
        assert (again_taken.articles, again_taken.changes, again_taken.kept) == (0, 0, 0)


def test_taking_in_annotations_is_one_act(
    bench: Workbench, other: Workbench, tmp_path: Path
) -> None:
    annotate(bench)
    export(bench, "jsonl", tmp_path / "out.jsonl")
    import_annotations(other, "jsonl", tmp_path / "out.jsonl")
    full, articles = records(other.store), other.store.articles.uids(analyst="budi")
    entry = undo(other)
    assert entry
    assert undo(other) is None
    bare = records(other.store)
    made = {"claim", "decision", "link", "note", "nothing", "assessment"}
    assert made <= full.keys()
    assert not made & bare.keys()
    assert other.store.articles.uids(analyst="budi") == articles
    assert redo(other)
    assert records(other.store) == full
    assert is_sound(other)


def test_two_analysts_who_imported_the_same_files_meet_on_the_same_articles(
    bench: Workbench, other: Workbench, tmp_path: Path
) -> None:
    from services_cases import SAMPLE

    annotate(bench)
    export(bench, "jsonl", tmp_path / "out.jsonl")
    list(import_documents(other, read([SAMPLE])))
    count = len(other.store.articles.numbers(analyst="budi"))
    taken = import_annotations(other, "jsonl", tmp_path / "out.jsonl")
    assert (taken.articles, taken.known_articles) == (0, count)
    view = view_of(other, "sagara-kapal-01")
    theirs = view_of(bench, "sagara-kapal-01")
    assert [claim.span for claim in view.claims] == [claim.span for claim in theirs.claims]
    assert {claim.analyst for claim in view.claims} == {"ana"}
    assert len(other.store.sources.named("Kabar Lintang")) == 1
    assert resolve_source(other, "KBS").name == "Kantor Berita SAGARA"
    assert is_sound(other)


def test_ours_stays_where_both_have_something(bench: Workbench, tmp_path: Path) -> None:
    annotate(bench)
    export(bench, "jsonl", tmp_path / "out.jsonl")
    view = view_of(bench, "sagara-kapal-01")
    claim = view.my_claims()[0]
    from workbench.services.annotate import edit_claim

    edit_claim(bench, view, replace(claim, topic="milik kami"))
    taken = import_annotations(bench, "jsonl", tmp_path / "out.jsonl")
    assert (taken.articles, taken.changes, taken.newer) == (0, 0, 1)
    assert "1 newer here" in str(taken)
    assert again(bench, view).claim(claim.uid).topic == "milik kami"  # type: ignore[union-attr]


def test_an_article_whose_outlet_was_set_since_is_still_the_same(
    bench: Workbench, tmp_path: Path
) -> None:
    export(bench, "jsonl", tmp_path / "out.jsonl")
    set_metadata(bench, view_of(bench, "sagara-kapal-01").number, {"outlet": "Pos Lain"})
    taken = import_annotations(bench, "jsonl", tmp_path / "out.jsonl")
    assert (taken.articles, taken.changes) == (0, 0)


def test_a_part_of_a_set_leaves_links_to_the_rest_behind(
    bench: Workbench, other: Workbench, tmp_path: Path
) -> None:
    annotate(bench)
    number = view_of(bench, "sagara-kapal-01").number
    export(bench, "jsonl", tmp_path / "part.jsonl", choice=Choice(where=f"number:{number}"))
    taken = import_annotations(other, "jsonl", tmp_path / "part.jsonl")
    assert (taken.articles, taken.loose >= 2) == (1, True)
    assert "left out" in str(taken)
    assert is_sound(other)


@pytest.mark.parametrize("line", [0, 1, 40, -1])
def test_a_damaged_export_is_refused_before_anything_is_written(
    bench: Workbench, other: Workbench, tmp_path: Path, line: int
) -> None:
    annotate(bench)
    out = tmp_path / "out.jsonl"
    export(bench, "jsonl", out)
    lines = out.read_text("utf-8").splitlines(keepends=True)
    lines[line] = lines[line].replace('"', "'", 3)
    out.write_text("".join(lines), "utf-8")
    with pytest.raises(DataError, match="line"):
        import_annotations(other, "jsonl", out)
    assert other.store.journal.head()[0] == 0
    with pytest.raises(NotFoundError):
        import_annotations(other, "jsonl", tmp_path / "none.jsonl")


def test_a_failed_export_leaves_the_old_file_and_nothing_else(
    bench: Workbench, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    out = folder / "out.jsonl"
    export(bench, "jsonl", out)
    old = out.read_bytes()
    with pytest.raises(UsageError):
        export(bench, "jsonl", out, choice=Choice(where="colour:red"))
    with pytest.raises(UsageError):
        export(bench, "jsonl", folder)
    with pytest.raises(UsageError, match="other things"):
        export(bench, "brat", folder)
    with pytest.raises(BusyError, match="unchanged"):
        export(bench, "jsonl", folder / "none" / "out.jsonl")
    assert [one.name for one in folder.iterdir()] == ["out.jsonl"]
    assert out.read_bytes() == old


@pytest.mark.parametrize("name", ["brat", "label-studio", "doccano", "argilla"])
def test_what_marks_have_no_place_for_is_told_and_each_thing_once(
    bench: Workbench, tmp_path: Path, name: str
) -> None:
    first, second = (
        new_claim(bench, view, Span.of(view.text, 0, 5))
        for view in (view_article(bench, number) for number in (1, 2))
    )
    link_claims(bench, LinkKind.SAME, first.uid, second.uid)
    rate_source(bench, add_source(bench, "Dinas Baru").uid, "B", "dikenal")
    written = export(bench, name, tmp_path / "out")
    lost = {loss.what.partition(" to ")[0]: loss.count for loss in written.lost}
    assert (lost["links"], lost["ratings"], lost["states of articles"]) == (1, 1, 2)


def test_what_is_no_file_is_not_replaced_by_one(bench: Workbench, tmp_path: Path) -> None:
    out = tmp_path / "pipe"
    os.mkfifo(out)
    with pytest.raises(UsageError, match="is no file"):
        export(bench, "jsonl", out)
    assert out.is_fifo()


@pytest.mark.parametrize("name", ["jsonl", "brat"])
def test_a_link_stays_and_what_it_leads_to_is_written(
    bench: Workbench, tmp_path: Path, name: str
) -> None:
    annotate(bench)
    link, out = tmp_path / "link", tmp_path / "out"
    link.symlink_to("out")
    for _ in range(2):
        export(bench, name, link)
        assert link.is_symlink()
        assert not out.is_symlink()
    assert {one.name for one in tmp_path.iterdir()} >= {"link", "out"}
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_a_folder_is_replaced_only_by_an_export_of_its_kind(
    bench: Workbench, tmp_path: Path
) -> None:
    annotate(bench)
    out = tmp_path / "brat"
    export(bench, "brat", out)
    names = {one.name for one in out.iterdir()}
    export(bench, "brat", out, choice=Choice(where="lang:id"))
    assert {one.name for one in out.iterdir()} < names
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".brat")]


def test_texts_without_facts_are_read_by_our_own_extractor(
    empty: Workbench, other: Workbench, tmp_path: Path
) -> None:
    imported(empty, tmp_path, "“Sembilan orang selamat,” kata Dewi Lestari.", lang="id")
    export(empty, "jsonl", tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines(keepends=True)
    bare = [line for line in lines if json.loads(line)["type"] != "fact"]
    (tmp_path / "bare.jsonl").write_text("".join(bare), "utf-8")
    import_annotations(other, "jsonl", tmp_path / "bare.jsonl")
    found = other.store.facts.of_article(1)
    assert found == empty.store.facts.of_article(1)
    assert found


def test_an_archived_copy_is_set_cited_exported_and_taken_back(
    bench: Workbench, other: Workbench, tmp_path: Path
) -> None:
    address, name = "https://arsip.example/2026/berita", "sagara-kapal-01"
    view = view_of(bench, name)
    before = view.article.metadata
    set_metadata(bench, view.number, {"archive": address})
    article = view_of(bench, name).article
    assert article.metadata == replace(before, archive=address)
    assert f"archived {address}" in citation(article, view.facts[0].span)
    export(bench, "jsonl", tmp_path / "out.jsonl")
    import_annotations(other, "jsonl", tmp_path / "out.jsonl")
    assert view_of(other, name).article.metadata.archive == address
    assert is_sound(other)
    undo(bench)
    assert view_of(bench, name).article.metadata == before
    assert is_sound(bench)


def test_a_brat_folder_of_others_is_taken_in_once_and_what_is_not_read_is_told(
    other: Workbench, tmp_path: Path
) -> None:
    folder = tmp_path / "theirs"
    for who, lines in (
        ("ayu", "T1\tContent 16 23;0 8\tselamat Sembilan\nT2\tPerson 9 15\torang,\n"),
        ("dewi", "# a second pair of eyes\nT1\tContent 0 8\tSembilan\n"),
    ):
        (folder / who).mkdir(parents=True)
        (folder / who / "berita.txt").write_text("Sembilan orang, selamat.\n", "utf-8")
        (folder / who / "berita.ann").write_text(lines, "utf-8")
    taken = import_annotations(other, "brat", folder)
    assert (taken.articles, taken.known_articles, taken.changes) == (1, 1, 2)
    assert [(loss.what, loss.count) for loss in taken.unread] == [("marks of other types", 1)]
    again_taken = import_annotations(other, "brat", folder)
    assert (again_taken.articles, again_taken.changes, again_taken.kept) == (0, 0, 0)
    spans = sorted(claim.span.words for claim in other.store.claims.of_article(1))
    assert spans == ["Sembilan", "Sembilan … selamat"]
    assert is_sound(other)


def claims_told(bench: Workbench, number: int) -> list[dict[str, object]]:
    """An article's claims as records, with their topics as they are called today."""
    claims = bench.store.claims.of_article(number)
    return [claim.to_record() | {"topic": claim.topic_name} for claim in claims]


def test_web_annotations_bring_claims_with_hops_and_what_is_said_of_them(
    bench: Workbench, other: Workbench, tmp_path: Path
) -> None:
    annotate(bench)
    out = tmp_path / "out.jsonld"
    export(bench, "web-annotation", out)
    name = chosen_format(out, None, OPEN)
    assert name == "web-annotation"
    import_annotations(other, name, out)
    for number in bench.store.articles.numbers(analyst="ana"):
        uid = bench.store.articles.get(number).uid
        there = other.store.articles.by_uid(uid)
        assert there
        assert claims_told(other, there.number) == claims_told(bench, number)
    ours, theirs = records(bench.store), records(other.store)
    for entity in ("assessment", "link", "note", "rating", "tag"):
        assert theirs[entity] == ours[entity], entity
    assert is_sound(other)
    again_taken = import_annotations(other, name, out)
    assert (again_taken.articles, again_taken.changes, again_taken.kept) == (0, 0, 0)


def hypothesis_file(path: Path, *rows: tuple[str, int, str]) -> Path:
    """Marks as hypothesis gives them out: an address, where it begins, and the words."""
    told = []
    for number, (address, start, words) in enumerate(rows):
        selector = [
            {"type": "TextPositionSelector", "start": start, "end": start + len(words)},
            {"type": "TextQuoteSelector", "exact": words},
        ]
        target = {"source": address, "selector": selector}
        told.append({"id": f"h{number}", "uri": address, "text": "cek", "target": [target]})
    path.write_text(json.dumps({"total": len(told), "rows": told}), "utf-8")
    return path


def test_marks_on_an_address_stand_on_our_text_where_their_words_do(
    other: Workbench, tmp_path: Path
) -> None:
    address = "https://berita.example/2026/kapal?utm_source=x"
    imported(other, tmp_path, "Ahmad berkata kapal itu karam.", lang="id")
    set_metadata(other, 1, {"url": address})
    path = hypothesis_file(
        tmp_path / "marks.json",
        ("https://berita.example/2026/kapal", 0, "Ahmad"),
        ("https://berita.example/2026/kapal", 7, "karam"),
        ("https://lain.example/1", 0, "Ahmad"),
    )
    taken = import_annotations(other, chosen_format(path, None, OPEN), path)
    (claim,) = other.store.claims.of_article(1)
    assert (claim.span.start, claim.span.exact, claim.note) == (0, "Ahmad", "cek")
    assert (taken.articles, taken.known_articles) == (0, 1)
    assert (taken.waiting, taken.unread) == (2, ())
    shifted, unmatched = sorted((one.arrival for one in waiting(other)), key=lambda one: one.kind)
    (span,) = shifted.spans
    assert (span.start, span.exact) == (24, "karam")
    assert "elsewhere in our text" in shifted.why
    assert "https://lain.example/1 is not here" in unmatched.why
    again_taken = import_annotations(other, "web-annotation", path)
    assert (again_taken.changes, again_taken.waiting) == (0, 0)
    imported(other, tmp_path, "Ahmad pulang.", lang="id")
    set_metadata(other, 2, {"url": "https://lain.example/1"})
    assert import_annotations(other, "web-annotation", path).changes == 1
    assert [one.arrival for one in waiting(other)] == [shifted]
    assert is_sound(other)
