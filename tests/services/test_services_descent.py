"""What an article derives from, in an analyst's words; and all of it through an export and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from services_cases import again, bench_on, is_sound, records, words_before
from stores import Stores

from workbench.domain.choice import Choice
from workbench.domain.claim import LinkKind
from workbench.domain.fact import Kind
from workbench.domain.origin import OriginBasis
from workbench.domain.relay import RelayBasis, RelayKind, RelayStatus
from workbench.domain.source import SourceKind
from workbench.errors import ConflictError, DataError, NotFoundError, UsageError
from workbench.services.annotate import link_claims, new_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.descent import (
    credit_outlet,
    judge_credit,
    judge_likeness,
    related_articles,
    withdraw_judgement,
)
from workbench.services.exporting import export
from workbench.services.history import redo, undo
from workbench.services.importing import import_documents, read
from workbench.services.review import accept_facts
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench

CONFIRMED, REJECTED, SUGGESTED = (
    RelayStatus.CONFIRMED, RelayStatus.REJECTED, RelayStatus.SUGGESTED,
)  # fmt: skip
FLOOD = (
    "Banjir merendam tiga desa di Kabupaten Sungai Raya sejak Senin malam setelah hujan turun tanpa"
    " henti selama dua hari. Sedikitnya empat ratus warga mengungsi ke balai kecamatan. “Kami masih"
    " mendata kerugian,” kata Kepala BPBD Sungai Raya, Hendra Wijaya, pada Selasa pagi."
)
ARTICLES = (
    {"id": "first", "title": "Banjir", "outlet": "Warta Sungai", "lang": "id", "text": FLOOD,
     "published": "2026-03-02", "translation": "Floods drown three villages.",
     "section": "Daerah", "tags": ["banjir", None, 0.5], "page": {"no": 3}},
    {"id": "copy", "title": "Banjir lagi", "outlet": "Kabar Kota", "lang": "id",
     "published": "2026-03-03", "text": FLOOD + "\n\nAir mulai surut pada Selasa sore."},
    {"id": "other", "title": "Panen", "outlet": "Harian Desa", "lang": "id",
     "text": "Warga desa memanen padi. “Hasilnya baik,” kata Kepala Desa Sukamaju, Rahman."},
)  # fmt: skip


@pytest.fixture
def flood(stores: Stores, tmp_path: Path) -> Iterator[Workbench]:
    """Ana's workbench over three articles: one, its near-duplicate, and another story."""
    lines = tmp_path / "in.jsonl"
    lines.write_text("".join(json.dumps(one) + "\n" for one in ARTICLES), encoding="utf-8")
    with stores.open("flood") as store:
        bench = bench_on(store)
        assert [o.became.value for o in import_documents(bench, read([lines]))] == [
            "added", "near-duplicate", "added",
        ]  # fmt: skip
        yield bench


def colleague(bench: Workbench) -> Workbench:
    return bench_on(bench.store, "budi", first=50_000)


def pair(bench: Workbench) -> tuple[ArticleView, ArticleView]:
    """The first article and its copy."""
    return view_article(bench, 1), view_article(bench, 2)


def relay_to(view: ArticleView, uid: str) -> tuple[RelayKind, RelayStatus]:
    (found,) = [relay for relay in view.relays if relay.article == uid]
    return found.kind, found.status


# Crediting an outlet ----------------------------------------------------------------------------


def test_crediting_an_outlet_makes_it_the_origin_and_its_source(flood: Workbench) -> None:
    view = view_article(flood, 3)
    before = records(flood.store)
    entry = credit_outlet(flood, view, "  Kantor  Berita Padi ")
    assert entry
    assert [change.entity for change in entry.changes] == ["source", "relay", "state"]
    after = again(flood, view)
    (relay,) = after.relays
    assert (relay.outlet, relay.basis, relay.status) == (
        "Kantor Berita Padi", RelayBasis.ANALYST, CONFIRMED,
    )  # fmt: skip
    (source,) = flood.store.sources.named("kantor berita padi")
    assert source.provisional
    assert source.kind is SourceKind.OUTLET
    claim = new_claim(flood, after, after.facts[0].span)
    origin = again(flood, view).origin(claim)
    assert (origin.basis, origin.sources) == (OriginBasis.RELAY, (source.uid,))
    undo(flood)
    undo(flood)
    assert records(flood.store) == before
    redo(flood)
    assert again(flood, view).relays == after.relays
    assert is_sound(flood)


def test_a_known_outlet_is_not_made_again_and_saying_it_twice_is_no_act(flood: Workbench) -> None:
    view = view_article(flood, 3)
    count = len(flood.store.sources.all())
    assert credit_outlet(flood, view, "kabar kota")
    assert len(flood.store.sources.all()) == count
    assert credit_outlet(flood, again(flood, view), "Kabar Kota") is None
    assert len(again(flood, view).relays) == 1


def test_what_cannot_be_credited(flood: Workbench, bench: Workbench) -> None:
    view = view_article(flood, 3)
    head = flood.store.journal.head()
    for name, words in (
        ("harian desa", "own outlet"),
        (" \n", "needs a name"),
    ):
        with pytest.raises(UsageError, match=words):
            credit_outlet(flood, view, name)
    with pytest.raises(UsageError, match="only the machine suggests"):
        judge_credit(flood, view, "Antah", SUGGESTED)
    assert flood.store.journal.head() == head
    printed = next(
        view
        for view in (view_article(bench, n) for n in bench.store.articles.numbers(analyst="ana"))
        if any(fact.kind is Kind.RELAY for fact in view.facts)
    )
    with pytest.raises(UsageError, match="credited in print"):
        credit_outlet(bench, printed, printed.relays[0].outlet.upper())


def test_a_colleague_sees_the_credit_and_may_reject_it_for_herself(flood: Workbench) -> None:
    budi = colleague(flood)
    view = view_article(flood, 3)
    credit_outlet(flood, view, "Kantor Berita Padi")
    theirs = view_article(budi, 3)
    assert [relay.status for relay in theirs.relays] == [CONFIRMED]
    assert judge_credit(budi, theirs, "KANTOR BERITA PADI", REJECTED)
    assert [relay.status for relay in view_article(budi, 3).relays] == [REJECTED]
    assert [relay.status for relay in again(flood, view).relays] == [CONFIRMED]
    (mine,) = [one for one in again(flood, view).judgements if one.analyst == "ana"]
    with pytest.raises(UsageError, match="ana's"):
        withdraw_judgement(budi, view_article(budi, 3), mine.uid)


# Answering a likeness ---------------------------------------------------------------------------


def test_a_likeness_is_confirmed_rejected_and_withdrawn_in_place(flood: Workbench) -> None:
    first, copy = pair(flood)
    uid = first.article.uid
    assert relay_to(copy, uid) == (RelayKind.NEAR_DUPLICATE, SUGGESTED)
    assert judge_likeness(flood, copy, uid, CONFIRMED)
    confirmed = again(flood, copy)
    assert relay_to(confirmed, uid) == (RelayKind.NEAR_DUPLICATE, CONFIRMED)
    assert words_before(confirmed) == ["Kabar Kota", "Warta Sungai"]
    assert judge_likeness(flood, confirmed, uid, CONFIRMED) is None
    assert judge_likeness(flood, confirmed, uid, REJECTED)
    rejected = again(flood, copy)
    assert relay_to(rejected, uid)[1] is REJECTED
    (judgement,) = rejected.judgements
    assert judgement.uid == confirmed.judgements[0].uid
    assert withdraw_judgement(flood, rejected, judgement.uid)
    assert relay_to(again(flood, copy), uid)[1] is SUGGESTED
    with pytest.raises(ConflictError, match="gone"):
        withdraw_judgement(flood, again(flood, copy), judgement.uid)
    undo(flood)
    undo(flood)
    assert again(flood, copy).relays == confirmed.relays
    undo(flood)
    assert again(flood, copy).relays == copy.relays
    assert again(flood, copy).states == ()
    assert is_sound(flood)


def test_confirming_the_other_direction_rejects_this_one_in_one_act(flood: Workbench) -> None:
    first, copy = pair(flood)
    judge_likeness(flood, copy, first.article.uid, CONFIRMED)
    entry = judge_likeness(flood, first, copy.article.uid, CONFIRMED)
    assert entry
    first, copy = pair(flood)
    assert relay_to(first, copy.article.uid) == (RelayKind.NEAR_DUPLICATE, CONFIRMED)
    assert relay_to(copy, first.article.uid)[1] is REJECTED
    assert words_before(first) == ["Warta Sungai", "Kabar Kota"]
    assert words_before(copy) == ["Kabar Kota"]
    for view, is_derived in ((first, False), (copy, True)):
        (other,) = [o for o in related_articles(flood, view) if o.row.number != view.number]
        assert (other.is_derived, other.analyst) == (is_derived, "ana")
        assert other.relay
        assert other.relay.status is CONFIRMED
    undo(flood)
    assert relay_to(view_article(flood, 2), first.article.uid)[1] is CONFIRMED
    assert view_article(flood, 1).relays == ()


def test_a_stale_view_and_wrong_names_are_refused(flood: Workbench) -> None:
    first, copy = pair(flood)
    judge_likeness(flood, copy, first.article.uid, CONFIRMED)
    head = flood.store.journal.head()
    with pytest.raises(ConflictError):
        judge_likeness(flood, copy, first.article.uid, REJECTED)
    with pytest.raises(NotFoundError):
        judge_likeness(flood, copy, "nowhere", CONFIRMED)
    with pytest.raises(UsageError, match="itself"):
        judge_likeness(flood, copy, copy.article.uid, CONFIRMED)
    with pytest.raises(UsageError, match="only the machine"):
        judge_likeness(flood, again(flood, copy), first.article.uid, SUGGESTED)
    assert flood.store.journal.head() == head


def test_articles_that_are_not_alike_can_be_joined_by_hand(flood: Workbench) -> None:
    first, _ = pair(flood)
    other = view_article(flood, 3)
    assert judge_likeness(flood, other, first.article.uid, CONFIRMED)
    assert relay_to(again(flood, other), first.article.uid) == (RelayKind.RELAYS, CONFIRMED)
    related = related_articles(flood, again(flood, other))
    assert [one.row.number for one in related] == [3, 1]


# Through an export and back ---------------------------------------------------------------------


def annotate(bench: Workbench) -> None:
    """Judgements of two analysts, claims, a link between two articles."""
    first, copy = pair(bench)
    quotes = [fact for fact in first.facts if fact.kind is Kind.QUOTE]
    accept_facts(bench, first, quotes)
    judge_likeness(bench, copy, first.article.uid, CONFIRMED)
    credit_outlet(bench, view_article(bench, 1), "Kantor Berita Air")
    budi = colleague(bench)
    judge_likeness(budi, view_article(budi, 2), first.article.uid, REJECTED)
    claim = new_claim(bench, again(bench, copy), copy.facts[0].span)
    link_claims(bench, LinkKind.SAME, again(bench, first).claims[0].uid, claim.uid)


def lines_of(path: Path) -> list[dict[str, object]]:
    """An export without what belongs to the one database: the header, and how often changed."""
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    return [{k: v for k, v in line.items() if k != "version"} for line in lines[1:]]


def test_an_export_taken_in_elsewhere_exports_the_same(
    flood: Workbench, stores: Stores, tmp_path: Path
) -> None:
    annotate(flood)
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    export(flood, "jsonl", one)
    with stores.open("elsewhere") as store:
        other = bench_on(store)
        taken = import_annotations(other, "jsonl", one)
        assert (taken.articles, taken.kept, taken.loose) == (3, 0, 0)
        export(other, "jsonl", two)
        assert sorted(map(repr, lines_of(two))) == sorted(map(repr, lines_of(one)))
        view = view_article(other, 1)
        assert view.translation == "Floods drown three villages."
        assert store.articles.extra(1) == flood.store.articles.extra(1)
        assert store.articles.extra(1)["section"] == "Daerah"
        assert view_article(other, 2).relays == view_article(flood, 2).relays
        assert import_annotations(other, "jsonl", one).changes == 0
        assert is_sound(other)
        undo(other)
        assert view_article(other, 2).judgements == ()


def test_articles_that_are_here_under_another_uid_keep_it(
    flood: Workbench, stores: Stores, tmp_path: Path
) -> None:
    annotate(flood)
    out = tmp_path / "one.jsonl"
    export(flood, "jsonl", out)
    with stores.open("own") as store:
        own = bench_on(store, first=90_000)
        list(import_documents(own, read([tmp_path / "in.jsonl"])))
        assert import_annotations(own, "jsonl", out).known_articles == 3
        first, copy = pair(own)
        assert first.article.uid != view_article(flood, 1).article.uid
        assert relay_to(copy, first.article.uid)[1] is CONFIRMED
        assert {one.other for one in copy.judgements} == {first.article.uid}
        assert is_sound(own)


def test_ones_own_answer_on_the_same_pair_stays(
    flood: Workbench, stores: Stores, tmp_path: Path
) -> None:
    annotate(flood)
    out = tmp_path / "one.jsonl"
    export(flood, "jsonl", out)
    with stores.open("own") as store:
        own = bench_on(store, first=90_000)
        list(import_documents(own, read([tmp_path / "in.jsonl"])))
        first, copy = pair(own)
        judge_likeness(own, copy, first.article.uid, REJECTED)
        import_annotations(own, "jsonl", out)
        mine = [one for one in again(own, copy).judgements if one.analyst == "ana"]
        assert [one.status for one in mine] == [REJECTED]


def test_what_points_out_of_a_partial_export_is_left_out_and_counted(
    flood: Workbench, stores: Stores, tmp_path: Path
) -> None:
    annotate(flood)
    out = tmp_path / "part.jsonl"
    export(flood, "jsonl", out, choice=Choice(where="title:lagi"))
    with stores.open("elsewhere") as store:
        other = bench_on(store)
        taken = import_annotations(other, "jsonl", out)
        assert taken.articles == 1
        assert taken.loose == 3, "two judgements and a link"
        assert "3 links to claims or articles of elsewhere left out" in str(taken)
        view = view_article(other, 1)
        assert (view.judgements, view.links) == ((), ())
        assert len(view.claims) == 1
        rest = tmp_path / "all.jsonl"
        export(flood, "jsonl", rest)
        assert import_annotations(other, "jsonl", rest).loose == 0
        assert len(view_article(other, 1).judgements) == 2
        assert len(view_article(other, 1).links) == 1
        assert is_sound(other)


def test_a_partial_export_brings_the_credited_outlets_source(
    flood: Workbench, tmp_path: Path
) -> None:
    credit_outlet(flood, view_article(flood, 3), "Kantor Berita Padi")
    out = tmp_path / "part.jsonl"
    export(flood, "jsonl", out, choice=Choice(where="title:panen"))
    names = [line["name"] for line in lines_of(out) if line["type"] == "source"]
    assert "Kantor Berita Padi" in names


def test_a_partial_export_brings_the_outlet_of_whom_a_claim_has_it_from(
    flood: Workbench, tmp_path: Path
) -> None:
    first, copy = pair(flood)
    judge_likeness(flood, copy, first.article.uid, CONFIRMED)
    new_claim(flood, again(flood, copy), copy.facts[0].span)
    out = tmp_path / "part.jsonl"
    export(flood, "jsonl", out, choice=Choice(where="title:lagi"))
    lines = lines_of(out)
    (claim,) = [line for line in lines if line["type"] == "claim"]
    through = {uid for step in claim["chain"] for uid in step["sources"]}  # type: ignore[attr-defined]
    assert first.article.metadata.outlet in through
    assert through <= {line["uid"] for line in lines if line["type"] == "source"}


def test_whatever_another_program_kept_beside_an_article_comes_in_as_it_is(
    flood: Workbench, stores: Stores, tmp_path: Path
) -> None:
    out, back = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    export(flood, "jsonl", out)
    lines = [json.loads(line) for line in out.read_bytes().splitlines()]
    extra = {"tags": ["banjir", None, 0.5, {"deep": [True]}], "": 10**20, "nul": "\0"}
    next(line for line in lines if line["type"] == "article")["extra"] = extra
    out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with stores.open("elsewhere") as store:
        import_annotations(bench_on(store), "jsonl", out)
        assert store.articles.extra(1) == extra
        export(bench_on(store), "jsonl", back)
    assert next(line for line in lines_of(back) if line["type"] == "article")["extra"] == extra


@pytest.mark.parametrize(
    "change",
    [
        {"translation": "\ud800"},
        {"extra": {"note": "\udfff"}},
        {"extra": {"\ud800": 1}},
    ],
)
def test_what_the_store_could_not_keep_is_refused_before_anything_is_written(
    flood: Workbench, stores: Stores, tmp_path: Path, change: dict[str, object]
) -> None:
    out = tmp_path / "one.jsonl"
    export(flood, "jsonl", out)
    lines = [json.loads(line) for line in out.read_bytes().splitlines()]
    last = [line for line in lines if line["type"] == "article"][-1]
    last |= change
    out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with stores.open("elsewhere") as store:
        with pytest.raises(DataError, match="cannot be stored"):
            import_annotations(bench_on(store), "jsonl", out)
        assert store.journal.head()[0] == 0
        assert store.articles.numbers(analyst="ana") == []
