"""Tags: whose they are and who sees them, renaming and merging, undo, a conflict of two desks."""

from __future__ import annotations

import pytest
from file_cases import SqliteFile
from services_cases import again, bench_on, blind, is_sound, seeing_all, view_of

from workbench.domain.article import ReadingState
from workbench.domain.claim import Claim
from workbench.domain.span import Span
from workbench.errors import ConflictError, NotFoundError, UsageError
from workbench.services import tags as service
from workbench.services.annotate import new_claim, remove_claim
from workbench.services.history import redo, undo
from workbench.services.review import set_state
from workbench.services.tags import (
    Tagged,
    list_tags,
    merge_tags,
    offered_tags,
    own_first,
    own_tags,
    put_tags,
    rename_tag,
    set_tags,
    tag_names,
    take_tags,
)
from workbench.services.view import ArticleView
from workbench.services.workbench import Workbench

ARTICLE, OTHER = "sagara-kapal-01", "meridian-truce-01"


@pytest.fixture
def bench(bench: Workbench) -> Workbench:
    """Ana's, who sees of colleagues what an analyst does."""
    return blind(bench)


def colleague(bench: Workbench) -> Workbench:
    return blind(bench_on(bench.store, "budi", first=70_000))


def claimed(bench: Workbench, view: ArticleView) -> Claim:
    return new_claim(bench, view, Span.of(view.text, 0, 10))


def words(bench: Workbench, view: ArticleView, claim: str | None = None) -> list[str]:
    now = again(bench, view)
    return [tag.name for tag in own_first(now, now.tags_on(claim))]


def used(bench: Workbench) -> list[tuple[str, int, int, int]]:
    return [(one.name, one.articles, one.claims, one.mine) for one in list_tags(bench)]


def test_tags_are_put_taken_off_and_put_back_by_undo(bench: Workbench) -> None:
    view, other = view_of(bench, ARTICLE), view_of(bench, OTHER)
    claim = claimed(bench, view)
    put_tags(bench, ["banjir", "dua sumber"], Tagged([view.number, other.number], [claim.uid]))
    assert words(bench, view) == words(bench, other) == ["banjir", "dua sumber"]
    assert words(bench, view, claim.uid) == ["banjir", "dua sumber"]
    assert used(bench) == [("banjir", 2, 1, 3), ("dua sumber", 2, 1, 3)]
    assert put_tags(bench, ["Banjir"], Tagged([view.number])) is None
    take_tags(bench, ["BANJIR"], Tagged([view.number]))
    assert words(bench, view) == ["dua sumber"]
    take_tags(bench, ["dua sumber"])
    assert used(bench) == [("banjir", 1, 1, 2)]
    undo(bench)
    undo(bench)
    assert used(bench) == [("banjir", 2, 1, 3), ("dua sumber", 2, 1, 3)]
    undo(bench)
    assert used(bench) == []
    redo(bench)
    assert len(used(bench)) == 2
    is_sound(bench)


def test_many_are_tagged_in_few_queries_and_too_many_not_at_all(
    bench: Workbench, only_file: SqliteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = bench.store.articles.numbers(analyst=bench.analyst)
    claim = claimed(bench, view_of(bench, ARTICLE))
    on = Tagged(every, [claim.uid])
    with monkeypatch.context() as patch:
        asked = only_file.reads(patch)
        assert put_tags(bench, ["banjir"], on)
    assert 0 < len(asked) < 9 < len(every)
    assert used(bench) == [("banjir", len(every), 1, len(every) + 1)]
    monkeypatch.setattr(service, "MOST_AT_ONCE", 2 * len(every))
    for act in (put_tags, take_tags):
        with pytest.raises(UsageError, match=f"at most {2 * len(every)}"):
            act(bench, ["banjir", "rob"], on)
    with pytest.raises(NotFoundError, match="no article #9999"):
        put_tags(bench, ["banjir"], Tagged([1, 9999]))
    undo(bench)
    assert used(bench) == []


def test_a_list_of_tags_that_was_edited_becomes_what_it_says(bench: Workbench) -> None:
    view = view_of(bench, ARTICLE)
    on = Tagged([view.number])
    set_tags(bench, on, tag_names("banjir, jalan  tol,Banjir, "), before=())
    assert words(bench, view) == ["banjir", "jalan tol"]
    before = own_tags(bench, on)
    assert set_tags(bench, on, ["jalan tol", "BANJIR"], before=before) is None
    set_tags(bench, on, ["jalan tol", "rel"], before=before)
    assert words(bench, view) == ["jalan tol", "rel"]
    undo(bench)
    assert words(bench, view) == ["banjir", "jalan tol"]
    for wrong in ("a,\u0301", "x" * 300):
        with pytest.raises(UsageError):
            tag_names(wrong)


def test_a_colleague_s_tag_is_hers_and_seen_where_one_s_own_judgement_stands(
    bench: Workbench,
) -> None:
    view, other = view_of(bench, ARTICLE), colleague(bench)
    claim = claimed(other, view_of(other, ARTICLE))
    put_tags(other, ["banjir", "ragu"], Tagged([view.number], [claim.uid]))
    put_tags(bench, ["Banjir"], Tagged([view.number]))
    assert words(bench, view) == ["Banjir"]
    assert words(bench, view, claim.uid) == []
    assert used(bench) == [("Banjir", 1, 0, 1)]
    assert used(seeing_all(bench)) == [("Banjir", 2, 1, 1), ("ragu", 1, 1, 0)]
    with pytest.raises(NotFoundError, match="you have no tag 'ragu'"):
        rename_tag(bench, "ragu", "yakin")
    set_state(bench, view, ReadingState.DONE)
    assert words(bench, view) == ["Banjir", "banjir", "ragu"]
    assert used(bench) == [("Banjir", 2, 1, 1), ("ragu", 1, 1, 0)]
    rename_tag(bench, "banjir", "rob")
    assert words(bench, view) == ["rob", "banjir", "ragu"]
    assert words(other, view_of(other, ARTICLE)) == ["banjir", "ragu"]


def test_renaming_and_merging_are_one_act_each(bench: Workbench) -> None:
    view, other = view_of(bench, ARTICLE), view_of(bench, OTHER)
    put_tags(bench, ["bnajir"], Tagged([view.number, other.number]))
    put_tags(bench, ["banjir"], Tagged([view.number]))
    with pytest.raises(UsageError, match="Merge the two"):
        rename_tag(bench, "bnajir", "Banjir")
    with pytest.raises(UsageError, match="one name"):
        rename_tag(bench, "bnajir", "banjir, rob")
    with pytest.raises(UsageError, match="into itself"):
        merge_tags(bench, ["banjir"], "banjir")
    merge_tags(bench, ["bnajir"], "banjir")
    assert used(bench) == [("banjir", 2, 0, 2)]
    rename_tag(bench, "banjir", "Banjir")
    rename_tag(bench, "Banjir", "rob")
    assert words(bench, view) == ["rob"]
    undo(bench)
    undo(bench)
    assert words(bench, view) == ["banjir"]
    undo(bench)
    assert used(bench) == [("bnajir", 2, 0, 2), ("banjir", 1, 0, 1)]
    for _ in range(3):
        redo(bench)
    assert used(bench) == [("rob", 2, 0, 2)]
    is_sound(bench)


def test_a_claim_that_is_taken_out_takes_one_s_own_tags_with_it(bench: Workbench) -> None:
    view = view_of(bench, ARTICLE)
    claim, other = claimed(bench, view), colleague(bench)
    put_tags(bench, ["banjir"], Tagged(claims=[claim.uid]))
    put_tags(other, ["ragu"], Tagged(claims=[claim.uid]))
    remove_claim(bench, again(bench, view), claim.uid)
    assert used(seeing_all(bench)) == []
    is_sound(bench)
    undo(bench)
    assert used(seeing_all(bench)) == [("banjir", 0, 1, 1), ("ragu", 0, 1, 0)]


def test_a_tag_that_was_put_at_another_desk_meanwhile_is_a_conflict(bench: Workbench) -> None:
    view = view_of(bench, ARTICLE)
    put_tags(bench, ["banjir"], Tagged([view.number]))
    with pytest.raises(ConflictError):
        set_tags(bench, Tagged([view.number]), ["banjir"], before=())


def test_what_begins_with_the_words_is_offered_first(bench: Workbench) -> None:
    view, other = view_of(bench, ARTICLE), view_of(bench, OTHER)
    put_tags(bench, ["jalan tol", "tolak", "banjir"], Tagged([view.number]))
    put_tags(bench, ["jalan tol"], Tagged([other.number]))
    tags = list_tags(bench)
    assert offered_tags("", tags, limit=2) == ["jalan tol", "banjir"]
    assert offered_tags("tol", tags, limit=9)[:2] == ["tolak", "jalan tol"]
    assert offered_tags("bnajir", tags, limit=9)[0] == "banjir"
