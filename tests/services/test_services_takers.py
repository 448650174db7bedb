"""On a shared store everybody takes in what is her own, and a supervisor what is others'."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from deciding_cases import called
from merging_cases import Desk, opened
from services_cases import is_sound
from stores import StoreKind

from workbench.domain.choice import Choice, WhichLayer
from workbench.domain.codebook import GuidelineKind
from workbench.domain.journal import Change
from workbench.domain.member import Member, Role
from workbench.domain.note import NoteSubject
from workbench.errors import RoleError
from workbench.services.annotate import add_note, edit_note, remove_claim
from workbench.services.annotation_import import import_annotations
from workbench.services.arrivals import take
from workbench.services.exporting import export
from workbench.services.guidelines import add_entry
from workbench.services.review import accept_facts
from workbench.services.taken import Taken
from workbench.services.view import ArticleView, view_article
from workbench.services.workbench import Workbench


def fire(bench: Workbench) -> ArticleView:
    views = [view_article(bench, n) for n in bench.store.articles.numbers(analyst="ana")]
    return next(one for one in views if "terbakar" in one.text)


def accepts(desk: Desk, name: str) -> None:
    bench = called(desk.bench, name)
    accept_facts(bench, fire(bench), fire(bench).open_questions()[:1])


@pytest.fixture
def pair(
    store_kind: StoreKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Desk, Desk]]:
    """A desk with work of Ana and Budi, and a shared one that belongs to somebody else; Citra is an
    adjudicator there, and Dina a supervisor."""
    for one, other, _ in opened(store_kind, tmp_path, Random(0)):
        accepts(one, "ana")
        accepts(one, "budi")
        add_entry(one.bench, GuidelineKind.RULE, "denials", "Whoever denies is a hop.")
        given = (
            Member("citra", Role.ADJUDICATOR, "root"), Member("dina", Role.SUPERVISOR, "root"),
        )  # fmt: skip
        changes = [Change("member", member.uid, None, member.to_record()) for member in given]
        other.bench.act("role", changes)
        store_kind.share(other.store.place)
        store_kind.disown(monkeypatch)
        yield one, other
        assert is_sound(other.bench)


def handed(pair: tuple[Desk, Desk], folder: Path, to: str) -> Taken:
    one, other = pair
    export(one.bench, "jsonl", folder / "set.jsonl", choice=Choice(layer=WhichLayer.ALL))
    return import_annotations(called(other.bench, to), "jsonl", folder / "set.jsonl")


def makers(desk: Desk) -> set[str]:
    return {claim.analyst for claim in fire(desk.bench).claims}


def test_an_analyst_takes_in_her_own_and_what_is_others_is_counted(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    taken = handed(pair, tmp_path, "ana")
    assert makers(pair[1]) == {"ana"}
    assert not pair[1].store.codebook.all()
    assert (taken.others, taken.conflicts, taken.waiting) == (4, 0, 0)
    assert "4 of others left out, as on a shared database they take in their own" in str(taken)
    assert handed(pair, tmp_path, "budi").others == 4
    assert makers(pair[1]) == {"ana", "budi"}


def test_whoever_decides_takes_in_the_codebook_and_a_supervisor_all(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    assert handed(pair, tmp_path, "citra").guidelines == 1
    assert makers(pair[1]) == set()
    taken = handed(pair, tmp_path, "dina")
    assert (taken.others, makers(pair[1])) == (0, {"ana", "budi"})


def test_what_is_others_is_not_taken_out_and_not_taken_of_what_waits(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    one, other = pair
    budi = called(one.bench, "budi")
    add_note(budi, NoteSubject.ARTICLE, fire(budi).article.uid, "first")
    handed(pair, tmp_path, "dina")
    (mine,) = fire(budi).my_claims()
    remove_claim(budi, fire(budi), mine.uid)
    assert handed(pair, tmp_path, "ana").removed == 0
    assert "budi" in makers(other)
    for desk, words in ((one, "here"), (other, "there")):
        (note,) = fire(desk.bench).notes
        edit_note(called(desk.bench, "budi"), note, words)
    assert handed(pair, tmp_path, "dina").conflicts == 1
    waits = other.store.arrivals.open()
    with pytest.raises(RoleError, match="budi's, and on a shared database not for ana"):
        take(called(other.bench, "ana"), waits)
    take(called(other.bench, "budi"), waits)
    assert [note.words for note in fire(other.bench).notes] == ["here"]


def test_where_nobody_shares_all_comes_in_by_anybody(
    store_kind: StoreKind, pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    store_kind.unshare(pair[1].store.place)
    assert handed(pair, tmp_path, "ana").others == 0
    assert makers(pair[1]) == {"ana", "budi"}
