from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
from cpu_work import assert_grows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.domain.fact import Credit, Fact, Kind
from workbench.extract import (
    EXTRACTOR,
    Document,
    extract,
    extract_batch,
    guess_language,
    recognise,
)
from workbench.extract.document import EXTRACTOR as NAME

ARTICLE = """Menteri Tolak Kenaikan Tarif

WARTA KOTA, Bogor – Menteri Perhubungan Sari Lestari menolak kenaikan tarif kereta, Senin.

“Kami tidak akan menaikkan tarif tahun ini,” kata Sari kepada Reuters.

Sumber: Kabar Senja
Redaktur: Dodi
"""

PIECES = [
    "“", "”", '"', "'", "‘", "kata ", "mengatakan ", "Menurut ", "nya", "Presiden ", "Budi Santoso",
    "(LNA)", "(8/1/2020)", "Rabu malam", "370 km", "Sumber: ", "\n", "\n\n", ", ", ". ", "said ",
    "dilansir ", "Reuters", "\x00", "\u202e", "中文", "السلام", "&quot;", "tersebut.Dia",
    "31 Februari 2020", "9999999 tahun lalu", "A.", "—", "JAKARTA, KOMPAS — ", "²", "٣",
    "kepada AFP", "dan ", "bahwa ", "🙂",
]  # fmt: skip


def of_kind(facts: list[Fact], kind: Kind) -> list[Fact]:
    return [fact for fact in facts if fact.kind is kind]


def test_names_itself_with_a_version() -> None:
    assert EXTRACTOR == NAME
    name, _, version = EXTRACTOR.partition("/")
    assert name
    assert version.isdigit()


def test_facts_come_in_text_order_one_for_each_identity() -> None:
    facts = extract(ARTICLE, anchor="2020-01-09", anchor_basis="metadata")
    assert [f.span.start for f in facts] == sorted(f.span.start for f in facts)
    assert len({f.id for f in facts}) == len(facts)
    assert {f.extractor for f in facts} == {EXTRACTOR}
    assert all(0 <= f.score <= 1 and f.reason and "\n" not in f.reason for f in facts)


def test_every_fact_survives_its_record() -> None:
    for fact in extract(ARTICLE, anchor="2020-01-09", anchor_basis="metadata"):
        assert Fact.from_record(fact.to_record()) == fact


def test_batch_equals_one_by_one_and_pickles() -> None:
    documents = [Document("a", ARTICLE, "id", "2020-01-09", "page"), Document("b", "", "", None)]
    batch = extract_batch(documents)
    assert batch[1] == []
    assert batch[0] == extract(ARTICLE, lang="id", anchor="2020-01-09", anchor_basis="page")
    assert pickle.loads(pickle.dumps(batch)) == batch
    assert pickle.loads(pickle.dumps(documents)) == documents
    assert pickle.loads(pickle.dumps(extract_batch))(documents) == batch


def test_recognises_what_a_text_prints_of_itself() -> None:
    found = recognise(ARTICLE)
    assert found.title is not None
    assert found.title.exact == "Menteri Tolak Kenaikan Tarif"
    assert found.outlet == "WARTA KOTA"
    assert found.place == "Bogor"
    assert found.editor == "Dodi"
    facts = extract(ARTICLE, lang="id")
    credits = [one.attributes for one in facts if isinstance(one.attributes, Credit)]
    assert [one.outlet for one in credits] == ["Reuters", "Kabar Senja"]
    assert found.lang == "id"
    assert found.published is None


def test_recognises_a_printed_date_and_author() -> None:
    text = (
        "Harga Beras Turun\n\nOleh: Rina Wijaya\nKamis, 9 Januari 2020 | 21.15 WIB\n\n"
        "Harga beras di pasar induk turun untuk pertama kalinya sejak panen raya tahun kemarin.\n"
    )
    found = recognise(text)
    assert (found.author, found.published) == ("Rina Wijaya", "2020-01-09")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Pemerintah tidak akan menaikkan harga yang sudah ditetapkan untuk rakyat.", "id"),
        ("Kerajaan tidak akan menaikkan harga kerana rakyat telah bersuara dengan tegas.", "id"),
        ("The government will not raise the price that was set for the people.", "en"),
        ("Die Regierung wird den Preis nicht erhöhen, der für das Volk ist.", "de"),
        ("政府は価格を引き上げないと述べた", "ja"),
        ("政府不会提高价格", "zh"),
        ("الحكومة لن ترفع السعر", "ar"),
        ("Правительство не повысит цену", "ru"),
        ("정부는 가격을 올리지 않을 것이다", "ko"),
        ("รัฐบาลจะไม่ขึ้นราคา", "th"),
        ("הממשלה לא תעלה את המחיר", "he"),
        ("12345 !!!", ""),
        ("", ""),
        ("Zxq wvk", ""),
    ],
)
def test_guesses_a_language_or_none(text: str, lang: str) -> None:
    assert guess_language(text) == lang


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)),
    st.sampled_from(["", "id", "en", "zh", "xx"]),
    st.sampled_from([None, "2020-01-09", "garbage"]),
)
def test_any_text_gives_facts_that_hold_their_words(
    text: str, lang: str, anchor: str | None
) -> None:
    for fact in extract(text, lang=lang, anchor=anchor, anchor_basis="metadata"):
        fact.span.check(text)
        record = fact.to_record()
        for value in record["attributes"].values():
            if isinstance(value, dict):
                assert text[value["start"] : value["end"]] == value["exact"]
    found = recognise(text, lang=lang)
    for span in (found.title, found.dateline):
        if span is not None:
            span.check(text)


@pytest.mark.parametrize(
    "unit",
    [
        "kata dia, ", "Menurut Budi, ", "“a ” ", '"', "LNA (GNA) ", "A.", "1.000 ",
        "mengatakan Budi dan ", "Budi Santoso, ", "Sumber: Antara\n", "dilansir Reuters ", "(",
        "Senin ", "yang ", "aa\n", "-",
    ],
)  # fmt: skip
def test_work_grows_with_the_text_not_with_its_square(unit: str) -> None:
    small, large = ((unit * (size // len(unit) + 1))[:size] for size in (5_000, 40_000))
    assert_grows(
        lambda text: extract(text, lang="id", anchor="2020-01-09", anchor_basis="metadata"),
        small=small,
        large=large,
        at_most=20,
    )


def test_one_huge_line_is_read() -> None:
    text = ("Warga menunggu bantuan di posko. " * 7_000)[:200_000]
    text += " “Kami menunggu sejak pagi,” kata Budi Santoso."
    quotes = of_kind(extract(text, lang="id"), Kind.QUOTE)
    assert [q.span.exact for q in quotes] == ["“Kami menunggu sejak pagi,”"]


def test_import_loads_no_rules_and_no_facts() -> None:
    code = (
        "import sys, workbench.extract as e; "
        "print([m for m in sys.modules if m.startswith('workbench.') and "
        "m not in ('workbench.extract', 'workbench.extract.document')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_module_shadows_a_public_function() -> None:
    import workbench.extract as package

    package.recognise(ARTICLE)
    package.extract(ARTICLE)
    package.guess_language(ARTICLE)
    for name in ("extract", "extract_batch", "guess_language", "recognise"):
        assert callable(getattr(package, name))
