"""Whether a sentence stands in other articles: as it is, or with a few words changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.domain.folding import Folded
from workbench.domain.landing import Why
from workbench.errors import UsageError
from workbench.match.nearest import nearest
from workbench.services.importing import import_documents, read
from workbench.services.repeats import EXACT, repeats, when_words
from workbench.services.workbench import Workbench

SAID = "Pemerintah akan membangun seribu rumah bagi korban banjir di Demak tahun ini"
ARTICLES = (
    ("2026-03-04", f"Menteri berbicara. “{SAID},” kata Sari di Jakarta. Ia lalu pulang."),
    ("2026-03-02", f"Kemarin.\n\n{SAID.replace(' bagi', ',  bagi').upper()}! Begitu katanya."),
    ("", "Pemerintah segera membangun seribu rumah untuk korban banjir di Demak tahun ini."),
    ("2026-03-01", "Banjir di Demak. Korban banjir menunggu rumah, dan pemerintah belum datang."),
    ("2026-03-03", "外交部发言人周二在北京表示，中国愿意继续同各方合作解决问题。"),
    ("2026-03-05", "记者说，外交部发言人周二在北京表示，中国愿意继续同各方合作解决问题，谢谢。"),
)


@pytest.fixture
def news(empty: Workbench, tmp_path: Path) -> Workbench:
    path = tmp_path / "news.jsonl"
    records = ({"text": text, "published": day, "id": day} for day, text in ARTICLES)
    path.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    list(import_documents(empty, read([path])))
    return empty


def test_a_sentence_is_found_as_it_is_and_with_words_changed_the_earliest_first(
    news: Workbench,
) -> None:
    found = repeats(news, SAID)
    assert [one.row.number for one in found] == [2, 1, 3]
    assert [one.is_first for one in found] == [True, False, False]
    assert [one.score == EXACT for one in found] == [True, True, False]
    assert 75 <= found[-1].score < 100
    for one in found:
        text = news.store.articles.text(one.row.number)
        assert text[one.place.start : one.place.end] == one.place.exact
    assert found[-1].place.exact.split()[0] == "Pemerintah"


def test_the_article_that_it_is_from_counts_for_what_is_first(news: Workbench) -> None:
    here = news.store.articles.row(2, analyst="ana")
    found = repeats(news, SAID, here=here)
    assert [one.row.number for one in found] == [1, 3]
    assert not any(one.is_first for one in found)


def test_words_without_spaces_between_them_are_found_too(news: Workbench) -> None:
    said = "外交部发言人周二在北京表示，中国愿意继续同各方合作解决问题"
    assert [one.row.number for one in repeats(news, said)] == [5, 6]
    changed = said.replace("周二", "周三").replace("解决", "处理")
    assert [(one.row.number, one.score == EXACT) for one in repeats(news, changed)] == [
        (5, False),
        (6, False),
    ]


def test_few_words_are_refused_and_hold_no_syntax(news: Workbench) -> None:
    with pytest.raises(UsageError):
        repeats(news, "banjir!")
    assert repeats(news, '" OR NEAR( korban* {title}: banjirnya tak ada') == []


def test_nearest_begins_and_ends_with_whole_words() -> None:
    text = "Awalnya begitu. Ia sudah pergi ke kota besar kemarin malam, katanya."
    found = nearest("ia telah pergi ke kota besar kemarin", Folded.of(text))
    assert found
    assert text[found.start : found.end] in (
        "Ia sudah pergi ke kota besar kemarin",
        "sudah pergi ke kota besar kemarin",
    )
    assert nearest("ia telah pergi ke kota besar kemarin", Folded.of("x")) is None


def test_what_has_another_number_or_is_denied_is_marked_and_is_not_the_first(
    empty: Workbench, tmp_path: Path
) -> None:
    said = "Ekonomi kawasan itu tumbuh hampir 3 persen dan mengancam pasokan beras di pulau"
    texts = (
        ("2026-03-01", said.replace("3 persen", "2 persen")),
        ("2026-03-02", said.replace("mengancam", "tidak mengancam")),
        ("2026-03-03T08:00", said),
        ("2026-03-03T08:00", f"Kemarin. {said}"),
        ("2026-03-04", f"Tidak ada kabar lain. {said.replace('hampir', 'nyaris')}. Sembilan"),
    )
    lines = (
        {"text": f"{text} tahun ini.", "published": day, "id": str(at), "lang": "id"}
        for at, (day, text) in enumerate(texts)
    )
    path = tmp_path / "said.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), "utf-8")
    list(import_documents(empty, read([path])))
    found = repeats(empty, said)
    assert [one.row.number for one in found] == [1, 2, 3, 4, 5]
    assert [one.differs for one in found] == [Why.NUMBER, Why.NEGATION, None, None, None]
    assert [when_words(one) for one in found] == ["", "", "same time", "same time", ""]
    here = empty.store.articles.row(3, analyst="ana")
    level = [when_words(one) for one in repeats(empty, said, here=here)]
    assert level == ["", "", "same time", ""]
    part = "mengancam pasokan beras di pulau"
    denying = empty.store.articles.row(2, analyst="ana")
    assert repeats(empty, part)[1].differs is Why.NEGATION
    assert {one.differs for one in repeats(empty, part, here=denying)} == {Why.NEGATION}
