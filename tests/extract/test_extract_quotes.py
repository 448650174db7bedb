from __future__ import annotations

import pytest

from workbench.domain.claim import Mode
from workbench.domain.fact import Fact, Kind, Quote, SpeakerClass
from workbench.extract import extract
from workbench.extract.quotes.pairing import pair_marks


def quotes(text: str, lang: str = "id") -> list[tuple[Fact, Quote]]:
    found = []
    for fact in extract(text, lang=lang):
        if fact.kind is Kind.QUOTE:
            assert isinstance(fact.attributes, Quote)
            found.append((fact, fact.attributes))
    return found


def speaker_words(quote: Quote) -> str | None:
    return quote.speaker.span.exact if quote.speaker else None


FRAMES = [
    # language, text, rule, content, cue, speaker, name
    ("id", "“Kami akan datang besok,” kata Budi Santoso di Bogor.", "id.quote.direct.cue_after",
     "“Kami akan datang besok,”", "kata", "Budi Santoso", "Budi Santoso"),
    ("id", "Menteri Budi Santoso tiba. ”Kami akan datang besok,” ujarnya.",
     "id.quote.direct.clitic", "”Kami akan datang besok,”", "ujarnya", "nya", "Budi Santoso"),
    ("id", "Budi Santoso mengatakan, “Kami akan datang besok pagi.”", "id.quote.direct.cue_before",
     "“Kami akan datang besok pagi.”", "mengatakan", "Budi Santoso", "Budi Santoso"),
    ("id", "“Kami akan datang,” kata Budi Santoso, “dan kami tidak akan pulang.”",
     "id.quote.direct.split",
     "“Kami akan datang,” kata Budi Santoso, “dan kami tidak akan pulang.”", "kata",
     "Budi Santoso", "Budi Santoso"),
    ("id", "Budi Santoso mengatakan bahwa banjir sudah surut.", "id.quote.indirect.subject_cue",
     "banjir sudah surut", "mengatakan", "Budi Santoso", "Budi Santoso"),
    ("id", "Juru bicara polisi, Rina Wijaya, di Bogor, Rabu (8/1/2020), mengatakan, banjir "
     "sudah surut.", "id.quote.indirect.subject_cue", "banjir sudah surut", "mengatakan",
     "Juru bicara polisi, Rina Wijaya", "Rina Wijaya"),
    ("id", "Banjir di kota itu sudah surut, kata Budi Santoso.", "id.quote.indirect.cue_after",
     "Banjir di kota itu sudah surut", "kata", "Budi Santoso", "Budi Santoso"),
    ("id", "Banjir itu, kata Budi Santoso, sudah mulai surut sejak kemarin.",
     "id.quote.indirect.around_cue",
     "Banjir itu, kata Budi Santoso, sudah mulai surut sejak kemarin", "kata", "Budi Santoso",
     "Budi Santoso"),
    ("id", "Menurut Budi Santoso, banjir di kota sudah surut.", "id.quote.indirect.according",
     "banjir di kota sudah surut", "Menurut", "Budi Santoso", "Budi Santoso"),
    ("en", "“We will come tomorrow,” said Anna Keller in Berlin.", "en.quote.direct.cue_after",
     "“We will come tomorrow,”", "said", "Anna Keller", "Anna Keller"),
    ("en", "“We will come tomorrow,” Anna Keller said.", "en.quote.direct.subject_cue",
     "“We will come tomorrow,”", "said", "Anna Keller", "Anna Keller"),
    ("en", "Minister Anna Keller said that the flood had receded.", "en.quote.indirect.subject_cue",
     "that the flood had receded", "said", "Minister Anna Keller", "Anna Keller"),
    ("en", "The flood had receded by noon, Anna Keller said.",
     "en.quote.indirect.clause_subject_cue",
     "The flood had receded by noon", "said", "Anna Keller", "Anna Keller"),
    ("en", "According to Anna Keller, the flood had receded by noon.",
     "en.quote.indirect.according",
     "the flood had receded by noon", "According to", "Anna Keller", "Anna Keller"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "rule", "content", "cue", "speaker", "name"),
    FRAMES,
    ids=[f"{frame[2]}-{index}" for index, frame in enumerate(FRAMES)],
)
def test_reads_a_frame(
    lang: str, text: str, rule: str, content: str, cue: str, speaker: str, name: str
) -> None:
    ((fact, quote),) = quotes(text, lang)
    assert (fact.rule, fact.span.exact) == (rule, content)
    assert quote.cue is not None
    assert quote.cue.exact == cue
    assert speaker_words(quote) == speaker
    assert quote.speaker is not None
    assert quote.speaker.name == name
    assert quote.hops[-1] == quote.speaker


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "Kata kunci pencarian itu adalah banjir di kota."),
        ("id", "Ia menulis kata-kata indah tentang laut di buku hariannya."),
        ("id", "Warga bertindak menurut undang-undang yang berlaku di kota itu."),
        ("id", "Budi Santoso mengatakan hal itu."),
        ("id", "Toko itu menjual barang “murah” kepada warga kota."),
        ("id", "Petugas yang mengatakan itu sudah pulang ke rumah."),
        ("id", "Nilai tukar rupiah kemarin menguat tipis terhadap dolar."),
        ("en", "He bought the “cheap” one at the market last week."),
        ("en", "Easier said than done, as the old proverb goes."),
        ("en", "The so-called claims of the lottery were paid out in full."),
    ],
)
def test_leaves_what_nobody_said(lang: str, text: str) -> None:
    assert quotes(text, lang) == []


@pytest.mark.parametrize("clause", [", tanpa menjawab pertanyaan warga", ", sementara hujan reda"])
def test_content_ends_before_the_reporters_own_words(clause: str) -> None:
    text = f"Dinas Kesehatan mengatakan bahwa wabah sudah berakhir{clause}."
    ((fact, _),) = quotes(text)
    assert fact.span.exact == "wabah sudah berakhir"


def test_a_second_verb_shares_the_subject() -> None:
    first, second = quotes(
        "PBB mengatakan bahwa perang harus usai dan mendesak semua pihak berunding."
    )
    assert first[0].span.exact == "perang harus usai"
    assert second[0].span.exact == "semua pihak berunding"
    assert second[0].rule == "id.quote.indirect.shared_subject"
    assert speaker_words(second[1]) == "PBB"


def test_a_quotation_inside_indirect_speech_is_mixed() -> None:
    ((fact, quote),) = quotes("Budi Santoso mengatakan bahwa pihaknya menyambut “niat baik” warga.")
    assert quote.mode is Mode.MIXED
    assert fact.span.exact == "pihaknya menyambut “niat baik” warga"


def test_a_split_quotation_has_its_parts() -> None:
    text = "“Kami akan datang,” kata Budi Santoso, “dan kami tidak akan pulang.”"
    ((fact, _),) = quotes(text)
    assert [text[a:b] for a, b in fact.span.parts] == [
        "“Kami akan datang,”",
        "“dan kami tidak akan pulang.”",
    ]


def test_mereka_are_the_joint_speakers_before() -> None:
    text = (
        "Budi Santoso dan Rina Wijaya menyerukan untuk menghentikan penebangan hutan.\n\n"
        "“Hutan ini milik semua orang,” kata mereka."
    )
    quote = quotes(text)[-1][1]
    assert quote.speaker is not None
    assert quote.speaker.names == ("Budi Santoso", "Rina Wijaya")


def test_a_pronoun_without_anybody_before_stays_open() -> None:
    ((_, quote),) = quotes("“Kami tidak akan pulang,” katanya.")
    assert quote.speaker is not None
    assert (quote.speaker.span.exact, quote.speaker.name) == ("nya", None)


def test_a_short_name_and_an_acronym_resolve_to_the_long_form() -> None:
    text = (
        "Gubernur Budi Santoso datang. Badan Sungai Raya (BSR) menunggu.\n\n"
        "“Airnya naik,” kata Budi. BSR mengatakan bahwa tanggul aman."
    )
    names = [quote.speaker.name for _, quote in quotes(text) if quote.speaker]
    assert names == ["Budi Santoso", "Badan Sungai Raya (BSR)"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sumber-sumber militer mengatakan bahwa jembatan itu rusak.", SpeakerClass.ANONYMOUS),
        ("Seorang pejabat yang enggan disebut namanya mengatakan bahwa jembatan itu rusak.",
         SpeakerClass.ANONYMOUS),
        ("Jembatan itu rusak berat, kata pejabat dinas.", SpeakerClass.ROLE),
        ("Turki mengatakan bahwa jembatan itu rusak.", SpeakerClass.STATE),
        ("Kementerian Luar Negeri mengatakan bahwa jembatan itu rusak.", SpeakerClass.ORGANISATION),
        ("Menurut laporan tahunan, jembatan itu rusak berat.", SpeakerClass.DOCUMENT),
        ("Menurut warga, jembatan itu rusak berat.", SpeakerClass.CROWD),
        ("Reuters melaporkan bahwa jembatan itu rusak.", SpeakerClass.OUTLET),
    ],
)  # fmt: skip
def test_says_what_sort_of_source_speaks(text: str, kind: SpeakerClass) -> None:
    quote = quotes(text)[0][1]
    assert quote.speaker is not None
    assert quote.speaker.speaker_class is kind


def test_an_outlet_that_was_told_is_the_outer_hop() -> None:
    ((_, quote),) = quotes("“Airnya naik dengan cepat,” kata Budi Santoso kepada AFP.")
    assert [hop.name for hop in quote.hops] == ["AFP", "Budi Santoso"]
    ((_, plain),) = quotes("“Airnya naik dengan cepat,” kata Budi Santoso kepada wartawan.")
    assert [hop.name for hop in plain.hops] == ["Budi Santoso"]


def test_denial_and_promise_colour_the_factuality() -> None:
    ((_, denied),) = quotes("Budi Santoso membantah bahwa dana itu hilang.")
    assert denied.speaker is not None
    assert denied.speaker.factuality.word == "denies"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“a b” c", ["“a b”"]),
        ("”a b” c", ["”a b”"]),
        ('"a b" c "d e"', ['"a b"', '"d e"']),
        ("«a b» c", ["«a b»"]),
        ("„a b“ c", ["„a b“"]),
        ("「a b」c", ["「a b」"]),
        ("‘a b’ c", ["‘a b’"]),
        ("don't and won't", []),
        ("“a b c", []),
        ("a b” c", []),
        ('"a b "katanya', ['"a b "']),
    ],
)
def test_pairs_marks_whatever_their_shape(text: str, expected: list[str]) -> None:
    import re

    found = pair_marks(text, 0, len(text), re.compile("katanya"))
    assert [text[a:b] for a, b in found] == expected


def test_a_language_without_rules_still_shows_its_long_quotations() -> None:
    ((fact, quote),) = quotes(
        "警察は「爆発の原因はまだ分かっていないが調べている」と述べた。", "ja"
    )
    assert fact.rule == "neutral.quote.direct.marks"
    assert quote.speaker is None
    assert fact.score < 0.5
