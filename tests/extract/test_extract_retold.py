"""Reports that are pointed back to, and how far the credit of one reaches. All of it is made up."""

from __future__ import annotations

import pytest
from credited import chain, relays

from workbench.domain.fact import Quote
from workbench.extract import extract

AS_TOLD = (
    "Kapal itu kandas, sebagaimana diberitakan Daily Sabah mengutip The Strait Ledger, Rabu "
    "(18/3/2026)."
)


def speaker_of(text: str, words: str, lang: str = "id") -> tuple[str | None, str]:
    """Who says what has some words, and of which class they are."""
    for fact in extract(text, lang=lang):
        if isinstance(fact.attributes, Quote) and words in fact.span.exact:
            speaker = fact.attributes.speaker
            assert speaker is not None
            return speaker.name, speaker.speaker_class
    raise AssertionError(text)


@pytest.mark.parametrize(
    ("lang", "told", "outlet"),
    [
        ("id", f"{AS_TOLD}\n\nMenurut laporan itu, warga mengungsi ke bukit.", "The Strait Ledger"),
        ("id", "Kapal itu kandas, menurut laporan Reuters.\n\nLaporan tersebut menyebutkan warga "
         "mengungsi ke bukit.", "Reuters"),
        ("id", "Jembatan itu ambruk, demikian diberitakan Daily Sabah. Menurut pemberitaan itu, "
         "warga mengungsi ke bukit.", "Daily Sabah"),
        ("en", "Two ministers will resign, The Strait Ledger reported. Their aides were silent. "
         "According to the report, the cabinet asked for it.", "The Strait Ledger"),
    ],
)  # fmt: skip
def test_a_report_that_is_pointed_back_to_is_its_outlets(lang: str, told: str, outlet: str) -> None:
    words = "warga mengungsi" if lang == "id" else "the cabinet asked"
    assert speaker_of(told, words, lang)[0] == outlet


@pytest.mark.parametrize(
    "told",
    [
        "Hujan turun sejak pagi.",
        "“Kami aman,” kata Budi Santoso, dikutip AFP.",
        "Jembatan itu ambruk, demikian diberitakan Daily Sabah. Sebuah laporan lain terbit.",
        "Jembatan itu ambruk, demikian diberitakan Daily Sabah. " + "Hujan turun sejak pagi. " * 40,
    ],
)
def test_a_report_stays_a_document_where_another_one_may_be_meant(told: str) -> None:
    found = speaker_of(f"{told} Menurut laporan itu, warga mengungsi ke bukit.", "warga mengungsi")
    assert found == (None, "document")


def test_a_report_with_a_maker_is_its_makers() -> None:
    told = (
        f"{AS_TOLD} Sebuah laporan Bank Wira terbit. Menurut laporan itu, warga mengungsi ke bukit."
    )
    assert speaker_of(told, "warga mengungsi") == ("laporan Bank Wira", "document")


OTHERS = "“Air naik,” ujar Rina Wijaya."


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        (f"{AS_TOLD} Menurut laporan itu, warga mengungsi ke bukit. {OTHERS}", "statement"),
        ("Jembatan itu ambruk, seperti diberitakan AFP, Jumat (29/5/2026). Laporan itu menyebutkan "
         f"dua orang tewas. {OTHERS}", "statement"),
        # nothing else is told apart
        (f"{AS_TOLD} Warga mengungsi ke bukit. {OTHERS}", "article"),
        # it opens its sentence, or stands behind a quotation
        (f"Dilansir AFP, Jumat (29/5/2026), jembatan itu ambruk. Laporan itu menyebutkan dua orang "
         f"tewas. {OTHERS}", "article"),
        ("“Kami aman,” kata Budi Santoso, seperti dilansir AFP, Jumat (29/5/2026). Laporan itu "
         f"menyebutkan dua orang tewas. {OTHERS}", "article"),
    ],
)  # fmt: skip
def test_a_credit_speaks_for_its_sentence_where_the_rest_of_the_report_is_told_apart(
    text: str, reach: str
) -> None:
    assert {one[1] for one in relays(text)} == {reach}


def test_what_others_say_beside_such_a_credit_has_not_come_through_it() -> None:
    facts = extract(f"{AS_TOLD} Menurut laporan itu, warga mengungsi ke bukit. {OTHERS}", lang="id")
    assert chain(facts, "Air naik").words == ["detik.com", "Rina Wijaya"]
    assert chain(facts, "warga mengungsi").words == ["detik.com", "The Strait Ledger"]


@pytest.mark.parametrize(
    ("lang", "text", "outlet"),
    [
        ("id", "“Kami cari,” kata Budi Santoso seperti dikutip dari SAGARA.\n\n“Air naik,” kata "
         "Rina Wijaya.\n\nPenyebabnya belum diketahui. (SAGARA)", "SAGARA"),
        ("id", "“Kami cari,” kata Budi Santoso seperti dikutip dari SAGARA.\n\n“Air naik,” kata "
         "Rina Wijaya.\n\nPenyebabnya belum diketahui.\n\n(SAGARA)\n\nEditor: Ani", "SAGARA"),
        ("en", "“We lost a boat,” said Ana Moss, as reported by Coast Wire.\n\n“The sea was high,” "
         "said Tom Hale.\n\nThe cause is unknown. (Coast Wire)", "Coast Wire"),
    ],
)  # fmt: skip
def test_an_outlet_in_brackets_at_the_end_is_a_credit_where_it_is_credited_before(
    lang: str, text: str, outlet: str
) -> None:
    assert [one[:2] for one in relays(text, lang)] == [(outlet, "article")]


@pytest.mark.parametrize("end", ["(KPP)", "(HABIS)", "(rw/gp)", "(Rina Wijaya)"])
def test_what_else_stands_in_brackets_at_the_end_is_no_credit(end: str) -> None:
    text = f"“Kami cari,” kata Budi Santoso.\n\nPenyebabnya belum diketahui. {end}"
    assert relays(text) == []
