"""Every kind of store finds the same in the same order: a hundred questions of words, of words
nearly, of phrases, of claims and of filters, asked of all kinds of the same articles."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from store_cases import AT, new_article
from stores import KINDS, Stores

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.claim import Claim
from workbench.domain.filter.fields import ARTICLE_FIELDS
from workbench.domain.filter.parsing import parse_filter
from workbench.domain.journal import Change
from workbench.domain.span import Span

if TYPE_CHECKING:
    from workbench.verbs.store import Store

SAMPLE = Path(__file__).parents[2] / "sample_data" / "articles"
QUESTIONS = 100
MORE = (
    "外交部发言人周二在北京表示，中国愿意合作。习近平访问越南",
    "東京タワーの近くで火事があった。警察は原因を調べている。",
    "นายกรัฐมนตรีไทยกล่าวว่าจะเดินทางไปกรุงเทพวันนี้",
    "Ustaz menebut مُحَمَّد. The Qur'an, said Iran's envoy, is O’Brien’s. Qurʾan lain.",
    "KIBLAT.NET mewartakan “al-Washka” dikepung 🥺🏻sekali. Erdoğan bicara di Türkiye.",
    "Катастрофа НА море; Ｋａｐａｌ ガス. Kata\u2066Dewi\u2069 begitu.",
    "Panjang: " + " ".join(f"kata{n} kapal{n % 7}" for n in range(20_000)),
    "Sangat panjang: " + "sambung" * 400 + " kapal.",
    "Terlalu banyak: " + " ".join(f"{n:x}{'berbeda' * 10}" for n in range(15_000)) + " karam.",
)
"""Scripts without spaces, marks, apostrophes; words that are long, many, or too many."""


def texts() -> Iterator[str]:
    for path in sorted(SAMPLE.glob("*.txt")):
        text = path.read_text("utf-8")
        yield text
        yield from text.split("\n\n")[1::2]
    yield from MORE


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Store]]:
    """A store of each kind, with the same articles and claims."""
    folder = tmp_path_factory.mktemp("same")
    every = [Stores(kind, folder) for kind in KINDS.values()]
    opened = [stores.open() for stores in every]
    for store in opened:
        fill(store)
    yield opened
    for store, stores in zip(opened, every, strict=True):
        store.close()
        stores.kind.clear(folder)


def fill(store: Store) -> None:
    new = []
    for n, text in enumerate(filter(str.strip, texts())):
        day = f"20{10 + n % 9}-0{1 + n % 4}-{11 + n % 17}"
        publication = Publication(day, Precision.DAY, Basis.PAGE) if n % 5 else None
        one = new_article(f"a{n}", text)
        metadata = replace(
            one.metadata, title=text.split("\n")[0][:80], publication=publication,
            author=text.split()[-1], lang="id" if n % 3 else "en",
        )  # fmt: skip
        new.append(replace(one, metadata=metadata, sketch=()))
    store.articles.add(new, [], analyst="ana", at=AT)
    changes = []
    for n, one in enumerate(new):
        span = Span.of(one.text, 0, min(40, len(one.text)))
        claim = Claim(
            new_article(f"c{n}").uid, one.uid, ("ana", "budi")[n % 2], span,
            restatement=one.text[-60:].strip(), note=one.text[40:80].strip(),
        )  # fmt: skip
        changes.append(Change("claim", claim.uid, None, claim.to_record()))
    store.journal.apply(changes, analyst="ana", at=AT, op="test")


class Asking:
    """Questions, made of what the texts hold."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._texts = [*filter(str.strip, texts())]

    def words(self, most: int) -> str:
        words = self._random.choice(self._texts).split()
        at = self._random.randrange(len(words))
        found = " ".join(words[at : at + self._random.randint(1, most)])
        return re.sub(r'["“”()*\\]', "", found)[:400] or "dan"

    def part(self, most: int) -> str:
        text = self._random.choice(self._texts)
        at = self._random.randrange(len(text))
        return re.sub(r'["“”()*\\]', "", text[at : at + self._random.randint(1, most)]) or "di"

    def typed(self) -> str:
        return self._random.choice(
            [
                self.words(1), self.words(3), f'"{self.words(4)}"', self.part(12),
                f"{self.words(1)[:4]}*", f'{self.words(1)[:3]}* "{self.words(2)}"',
                f'"{self.words(2)[:-1]}*"',
            ]
        )  # fmt: skip

    def bare(self) -> str:
        """A word that may stand in a filter as it is."""
        return re.sub(r"[^\w]", "", self.words(1))[:40] or "dan"

    def term(self) -> str:
        n = self._random.choice((self._random.randint(1, 30), 150))
        return self._random.choice(
            [
                f'"{self.words(3)}"', self.bare(), f"{self.bare()[:3]}*", 
                f'title:"{self.words(2)}"', f"near({self.spaced()} {self.spaced()}, {n})",
                f'near("{self.spaced()} {self.spaced()}" {self.spaced()[:3]}*, {n})',
                f"lang:{self._random.choice(('id', 'EN'))}", f'author:"{self.part(5)}"',
                f"date:{self._random.choice(('', '>=', '<', '<='))}20{10 + n % 9}",
                f"added:{self._random.choice(('', '>', '<='))}2026-03", f"number:>{n}",
                "has:date", "has:claims", "claims:>0", "by:BUDI", "state:new",
            ]
        )  # fmt: skip

    def spaced(self) -> str:
        return self._random.choice(("kapal", "kata", "dan", "orang", "yang", "di", "karam"))

    def filter(self) -> str:
        return self._random.choice(
            [
                self.term(), f"{self.term()} {self.term()}", f"{self.term()} or {self.term()}",
                f"-{self.term()}",
                f"({self.term()} or {self.term()}) -({self.term()} {self.term()})",
                f"({self.bare()} or {self.bare()}) {self.bare()} -{self.bare()}",
            ]
        )  # fmt: skip


def same(stores: list[Store], question: str, ask: Callable[[str, Store], list[object]]) -> int:
    """How many answers there are, which are the same in all."""
    first, *others = [ask(question, store) for store in stores]
    for other in others:
        assert other == first, question
    return len(first)


def found_by(words: str, store: Store) -> list[object]:
    return [*store.search.find(words)]


def held_by(words: str, store: Store) -> list[object]:
    return [*store.search.holding(words, limit=20)]


def claimed_by(words: str, store: Store) -> list[object]:
    return [*store.claim_search.find(words)]


def near_to(words: str, store: Store) -> list[object]:
    return [*store.like_search.candidates(words, limit=30)]


def left_by(line: str, store: Store) -> list[object]:
    return [*store.articles.numbers(parse_filter(line, ARTICLE_FIELDS), analyst="ana")]


def test_what_is_typed_is_found_alike(filled: list[Store]) -> None:
    asking, found = Asking(1), 0
    for _ in range(QUESTIONS):
        typed, phrase = asking.typed(), asking.words(4)
        found += same(filled, typed, found_by) > 0
        same(filled, phrase, held_by)
        same(filled, typed, claimed_by)
    assert found > QUESTIONS / 2


def test_what_is_nearly_alike_is_found_alike(filled: list[Store]) -> None:
    asking = Asking(2)
    found = [same(filled, asking.part(120), near_to) for _ in range(QUESTIONS // 4)]
    assert sum(found) > QUESTIONS / 4


def test_filters_leave_the_same(filled: list[Store]) -> None:
    asking = Asking(3)
    found = [same(filled, asking.filter(), left_by) for _ in range(QUESTIONS)]
    assert sum(map(bool, found)) > QUESTIONS / 3


@pytest.mark.parametrize(("ahead", "many"), [(0, 3), (0, 12_000), (100, 12_000)])
def test_pages_of_what_filters_leave_are_the_same(
    filled: list[Store], monkeypatch: pytest.MonkeyPatch, ahead: int, many: int
) -> None:
    """However a page is gone about: walked, by what an index knows, or asked one by one."""
    monkeypatch.setattr("workbench.postgres.paging._AHEAD", ahead)
    monkeypatch.setattr("workbench.postgres.paging._MANY", many)
    asking = Asking(4)
    found = [same(filled, asking.filter(), paged) for _ in range(QUESTIONS // 3)]
    assert sum(map(bool, found)) > QUESTIONS / 9


def paged(line: str, store: Store) -> list[object]:
    """The first two pages of some rows, and what is next with open questions."""
    terms = parse_filter(line, ARTICLE_FIELDS)
    rows = store.articles.rows(terms, analyst="ana", limit=5)
    if rows:
        key = store.articles.key(rows[-1].number)
        rows += store.articles.rows(terms, analyst="ana", limit=5, start=key)
    return [*rows, *filter(None, [store.articles.with_open_questions(terms, analyst="ana")])]
