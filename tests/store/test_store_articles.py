"""Articles: added once, found by what people call them, set through the journal only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_cases import AT, TEXT, apply, making, new_article, source, take_back, uid

from workbench.domain.article import (
    ArticleState,
    Basis,
    Metadata,
    Precision,
    Publication,
    ReadingState,
    published_key,
)
from workbench.domain.journal import Change
from workbench.domain.relay import RelayKind
from workbench.domain.source import SourceKind
from workbench.errors import DataError, NotFoundError, UsageError
from workbench.verbs.articles import NewArticle

if TYPE_CHECKING:
    from workbench.verbs.store import Store

ANTARA = source("Antara", SourceKind.AGENCY)
TEMPO = source("Tempo", SourceKind.OUTLET)


def add(store: Store, *new: NewArticle) -> list[int]:
    added = store.articles.add(new, [], analyst="ana", at=AT)
    return [one.number for one in added]


def test_what_was_added_comes_back_whole(store: Store) -> None:
    new = replace(
        new_article(outlet=ANTARA.uid, published="2020-01-09"),
        extra={"tags": ["laut", "🚢"], "n": 1},
        translation="A ship sank.",
        foreign_id="wire-7",
    )
    (added,) = store.articles.add([new], [ANTARA], analyst="ana", at=AT)
    assert (added.number, added.uid, added.is_new) == (1, new.uid, True)
    article = store.articles.get(1)
    assert article.metadata == new.metadata
    assert (article.outlet, article.sha256, article.raw_sha256) == (
        "Antara", new.sha256, new.raw_sha256,
    )  # fmt: skip
    assert (article.retrieved_at, article.retrieved_how, article.foreign_id, article.length) == (
        AT, "file", "wire-7", len(TEXT),
    )  # fmt: skip
    assert store.articles.text(1) == TEXT
    assert store.articles.translation(1) == "A ship sank."
    assert store.articles.extra(1) == {"tags": ["laut", "🚢"], "n": 1}
    assert store.articles.by_uid(new.uid) == article
    assert store.articles.by_uid(uid("none")) is None
    asked = [uid("none"), new.uid]
    assert store.articles.outlets(asked) == {new.uid: (ANTARA.uid, "Antara")}
    assert store.articles.texts([1, 2]) == {1: TEXT}


def test_an_article_of_no_known_outlet_has_none(store: Store) -> None:
    new = new_article("one")
    add(store, new)
    assert store.articles.outlets([new.uid]) == {}
    assert store.articles.outlets([]) == {}


def test_the_same_text_is_added_once(store: Store) -> None:
    assert add(store, new_article("one"), new_article("two")) == [1, 1]
    assert add(store, new_article("three")) == [1]
    assert store.journal.head()[0] == 1


def test_the_same_text_of_another_outlet_is_another_article(store: Store) -> None:
    first = new_article("one", outlet=ANTARA.uid)
    second = new_article("two", outlet=TEMPO.uid)
    added = store.articles.add([first, second], [ANTARA, TEMPO], analyst="ana", at=AT)
    assert [one.is_new for one in added] == [True, True]
    assert add(store, new_article("three", outlet=TEMPO.uid)) == [2]
    assert add(store, new_article("four")) == [1]


def test_a_known_uid_is_the_same_article_whatever_its_outlet_is_now(store: Store) -> None:
    store.articles.add([new_article(outlet=ANTARA.uid)], [ANTARA, TEMPO], analyst="a", at=AT)
    added = store.articles.add([new_article(outlet=TEMPO.uid)], [], analyst="ana", at=AT)
    assert [(one.number, one.is_new) for one in added] == [(1, False)]
    with pytest.raises(DataError, match="with another text"):
        add(store, new_article(text="Lain sama sekali."))


def test_one_article_that_cannot_be_stored_takes_back_the_whole_call(store: Store) -> None:
    with pytest.raises(DataError):
        add(store, new_article("one"), new_article("two", text="a\0b"))
    with pytest.raises(DataError, match="for the outlet"):
        add(store, new_article(outlet=uid("nobody")))
    assert store.articles.rows(analyst="ana") == []
    assert store.journal.head()[0] == 0


def test_numbers_go_on_after_a_failed_addition(store: Store) -> None:
    add(store, new_article("one"))
    with pytest.raises(DataError):
        add(store, new_article("two", text="a\0b"))
    assert add(store, new_article("three", text="Tiga.")) == [2]


@pytest.mark.parametrize("reference", ["1", "#1", " #1 ", "01", "٠١"])
def test_an_article_is_named_by_its_number(store: Store, reference: str) -> None:
    add(store, new_article())
    assert store.articles.resolve(reference) == 1


def test_an_article_is_named_by_the_beginning_of_its_uid(store: Store) -> None:
    add(store, new_article())
    whole = uid("one")
    for length in (6, 12, len(whole)):
        assert store.articles.resolve(whole[:length].upper()) == 1


def test_a_beginning_that_fits_several_articles_is_refused(store: Store) -> None:
    twins = [
        replace(new_article(str(n), text=f"Teks {n}."), uid=f"abcdef{n}-0000") for n in range(2)
    ]
    add(store, *twins)
    with pytest.raises(UsageError, match="several"):
        store.articles.resolve("abcdef")
    assert store.articles.resolve("abcdef1") == 2


@pytest.mark.parametrize("reference", ["", "#", "abc", "#x1"])
def test_what_is_no_reference_is_refused(store: Store, reference: str) -> None:
    with pytest.raises(UsageError):
        store.articles.resolve(reference)


@pytest.mark.parametrize("reference", ["2", "9" * 19, "9" * 6000, "0" * 36, "abcdef-'; DROP"])
def test_a_reference_to_nothing_is_not_found(store: Store, reference: str) -> None:
    with pytest.raises(NotFoundError):
        store.articles.resolve(reference)


def test_half_a_surrogate_pair_is_refused_in_words(store: Store) -> None:
    with pytest.raises(DataError, match="cannot be stored or looked for"):
        store.articles.resolve("abcdef\udc80")


def test_everything_about_an_unknown_number_is_not_found(store: Store) -> None:
    for ask in (store.articles.get, store.articles.text, store.articles.extra, store.articles.key):
        with pytest.raises(NotFoundError):
            ask(9)
    with pytest.raises(NotFoundError):
        store.articles.row(9, analyst="ana")
    with pytest.raises(NotFoundError):
        store.articles.place(9, analyst="ana")
    with pytest.raises(NotFoundError):
        store.articles.with_open_questions(analyst="ana", after=9)
    assert store.articles.states(9) == []
    assert store.articles.cluster(9) == []


def test_metadata_is_set_and_taken_back(store: Store) -> None:
    store.articles.add([new_article()], [ANTARA], analyst="ana", at=AT)
    before = store.articles.get(1).metadata
    after = Metadata(
        "Judul", ANTARA.uid, "Dewi", "Budi", "en", "https://x.test/a",
        Publication("2020-01-09T21:15+07:00", Precision.MINUTE, Basis.ANALYST),
    )  # fmt: skip
    name = {"uid": uid("one")}
    apply(
        store,
        Change("metadata", uid("one"), name | before.to_record(), name | after.to_record()),
    )
    assert store.articles.get(1).metadata == after
    assert store.articles.row(1, analyst="ana").outlet == "Antara"
    assert store.articles.key(1) == ("2020-01-09T14:15", 1)
    target = store.journal.to_undo("ana")
    assert target
    take_back(store, target, op="undo")
    assert store.articles.get(1).metadata == before
    assert list(store.proof.problems()) == []


def test_no_change_takes_an_article_out(store: Store) -> None:
    add(store, new_article())
    record = store.journal.current("metadata", uid("one"))
    with pytest.raises(DataError, match="never deleted"):
        apply(store, Change("metadata", uid("one"), record, None))


def test_each_analyst_has_a_state_of_her_own(store: Store) -> None:
    add(store, new_article())
    done = ArticleState(uid("one"), "ana", ReadingState.DONE)
    aside = ArticleState(uid("one"), "budi: si teliti", ReadingState.SET_ASIDE, "ganda")
    apply(store, making("state", done), making("state", aside))
    assert store.articles.states(1) == [done, aside]
    assert store.articles.row(1, analyst="ana").state is ReadingState.DONE
    assert store.articles.row(1, analyst="budi: si teliti").state is ReadingState.SET_ASIDE
    assert store.articles.row(1, analyst="citra").state is ReadingState.NEW
    apply(store, Change("state", done.uid, done.to_record(), None))
    assert store.articles.states(1) == [aside]


def test_articles_with_shared_sketches_are_offered_and_clusters_grow_together(store: Store) -> None:
    texts = [replace(new_article(str(n), text=f"Teks nomor {n}."), sketch=()) for n in range(4)]
    texts[0] = replace(texts[0], sketch=(1, 2, 3))
    texts[1] = replace(texts[1], sketch=(2, 3, 4))
    texts[2] = replace(texts[2], sketch=(3, 9, 10))
    added = store.articles.add(texts, [], analyst="ana", at=AT)
    assert [one.similar for one in added] == [(), (1,), (), ()]
    store.articles.relate([(2, 1, RelayKind.NEAR_DUPLICATE, 0.9)])
    store.articles.relate([(4, 3, RelayKind.RELAYS, 0.6)])
    assert store.articles.cluster(1) == [1, 2]
    store.articles.relate([(4, 1, RelayKind.RELAYS, 0.6)])
    assert store.articles.cluster(3) == [1, 2, 3, 4]
    assert [row.cluster for row in store.articles.rows(analyst="ana")] == [4, 4, 4, 4]
    assert [relay.score for relay in store.relays.likenesses(4)] == [0.6, 0.6]
    assert store.relays.likenesses(1) == []


@pytest.mark.parametrize(
    ("at", "key"),
    [
        (None, ""),
        ("", ""),
        ("2020", "2020"),
        ("2020-01", "2020-01"),
        ("2020-01-09", "2020-01-09"),
        ("2020-01-09T21:15+07:00", "2020-01-09T14:15"),
        ("2020-01-09T02:15:59+07:00", "2020-01-08T19:15"),
        ("2020-01-09T21:15", "2020-01-09T21:15"),
        ("0001-01-01T00:30+07:00", "0001-01-01T00:30"),
        ("0612-01-01T12:30+00:00", "0612-01-01T12:30"),
        ("2020-01-09T99:99+07:00", "2020-01-09T99:99"),
    ],
)
def test_articles_are_ordered_by_the_moment_in_utc(at: str | None, key: str) -> None:
    assert published_key(at) == key


@given(st.text(max_size=30))
def test_any_printed_moment_gives_a_key(at: str) -> None:
    assert len(published_key(at)) <= 16


def test_a_uid_whose_first_characters_are_digits_names_its_article(store: Store) -> None:
    digits = replace(new_article("angka"), uid="12345678-0000-4000-8000-000000000001")
    add(store, digits)
    assert store.articles.resolve("12345678") == store.articles.resolve("123456")
    assert store.articles.get(store.articles.resolve("12345678")).uid == digits.uid
    with pytest.raises(NotFoundError):
        store.articles.resolve("99999999")
