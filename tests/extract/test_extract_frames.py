"""One positive and one trap for each frame of reported speech beyond the plain ones."""

from __future__ import annotations

import pytest

from workbench.domain.claim import Mode
from workbench.domain.fact import Fact, Kind, Quote, SpeakerClass
from workbench.extract import extract


def quotes(text: str, lang: str = "id") -> list[tuple[Fact, Quote]]:
    found = []
    for fact in extract(text, lang=lang):
        if fact.kind is Kind.QUOTE:
            assert isinstance(fact.attributes, Quote)
            found.append((fact, fact.attributes))
    return found


def read(text: str, lang: str = "id") -> list[tuple[str, str, str | None]]:
    """Rule without its language, content, and the words that name the speaker."""
    return [
        (
            fact.rule.split(".", 2)[2],
            fact.span.exact,
            quote.speaker.span.exact if quote.speaker else None,
        )
        for fact, quote in quotes(text, lang)
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("dalam dua bulan pertama 2007, kas desa masih surplus", "a period of what is said"),
        ("saat ini desa belum pulih dari banjir besar", "now"),
        ("dengan cuaca yang baik, panen akan melimpah", "a condition"),
    ],
)
def test_an_adjunct_of_the_speakers_own_is_content(content: str, why: str) -> None:
    assert read(f"Budi Santoso mengatakan {content}.") == [
        ("indirect.subject_cue", content, "Budi Santoso")
    ], why


@pytest.mark.parametrize(
    "adjunct",
    ["dalam pidatonya", "di Bogor, Rabu (8/1/2020)", "pada Rabu malam", "dalam rapat desa"],
)
def test_the_reporters_adjunct_is_not_content(adjunct: str) -> None:
    (only,) = read(f"Budi Santoso mengatakan {adjunct}, kas desa masih surplus besar.")
    assert only[1] == "kas desa masih surplus besar"


def test_a_conjunction_before_an_inserted_cue_is_not_content() -> None:
    assert read("Namun, kata Budi Santoso, dana itu belum juga cair.") == [
        ("indirect.cue_inserted", "dana itu belum juga cair", "Budi Santoso")
    ]
    ((rule, content, _),) = read("Selain itu, kata Budi Santoso, dana itu belum juga cair.")
    assert rule == "indirect.around_cue"
    assert content.startswith("Selain itu")


def test_a_cue_between_commas_needs_no_name() -> None:
    assert read("Namun, lanjut, dana itu belum juga cair.") == [
        ("indirect.cue_inserted", "dana itu belum juga cair", None)
    ]


def test_a_clitic_cue_opens_a_clause_without_a_comma() -> None:
    (only,) = read("Warga sudah bertemu konselor, namun katanya penghiburan datang dari teman.")
    assert only == ("indirect.clitic_opens", "penghiburan datang dari teman", "nya")
    assert read("Ia menarik kembali katanya kemarin.") == []


def test_an_adverb_with_a_clitic_inside_a_clause_is_no_cue() -> None:
    (only,) = read("Harga beras di pasar itu katanya, akan turun lagi bulan depan.")
    assert only[0] == "indirect.around_cue"
    assert read("Bahayanya bukan dari masakan yang dipanaskan ulangnya, melainkan dari suhu.") == []


def test_a_participle_takes_its_speaker_from_the_main_clause() -> None:
    first = read("Mengingatkan bahwa tanggul itu rapuh, Budi Santoso lalu pergi.")[0]
    assert first == ("indirect.participle", "tanggul itu rapuh", "Budi Santoso")
    assert read("Mengingatkan warga, Budi Santoso lalu pergi.") == []


def test_a_described_name_speaks_in_its_relative_clause() -> None:
    (only,) = read("Angka itu dibantah Mansur Hakim, yang menyebut hanya tiga orang terluka.")
    assert only == ("indirect.relative_clause", "hanya tiga orang terluka", "Mansur Hakim")
    assert read("Petugas yang menyebut nama itu kepada kami sudah pulang.") == []


def test_what_is_written_speaks_behind_berdasarkan() -> None:
    ((_, quote),) = quotes("Berdasarkan dokumen itu, hanya separuh tiang yang menyala.")
    assert quote.speaker is not None
    assert quote.speaker.speaker_class is SpeakerClass.DOCUMENT
    assert read("Berdasarkan pengalaman itu, warga menanam bakau di pesisir.") == []


def test_demikian_closes_what_somebody_stated() -> None:
    ((fact, quote),) = quotes("Tanggul itu “masih aman”, demikian bunyi surat jawaban dinas.")
    assert fact.span.exact == "Tanggul itu “masih aman”"
    assert quote.mode is Mode.MIXED
    assert quotes("Dengan demikian bunyi mesin itu tidak lagi mengganggu warga.") == []


def test_a_demonstrative_belongs_to_the_speaker() -> None:
    (only,) = read("Menurut kepolisian kota tersebut, jalan itu sudah dibuka.")
    assert only[1:] == ("jalan itu sudah dibuka", "kepolisian kota tersebut")
    (pronoun,) = read("Menurut dia, jalan itu sudah dibuka.")
    assert pronoun[2] == "dia"


def test_restating_ones_own_forecast_is_one_statement() -> None:
    text = "Menurut Budi Santoso, pihaknya memperkirakan panen mencapai enam ton."
    assert [rule for rule, _, _ in read(text)] == ["indirect.according"]
    nested = "Menurut Budi Santoso, BMKG memperkirakan panen mencapai enam ton."
    assert len(read(nested)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "“Kami siap membantu,” kata Budi Santoso ketika menyampaikan pidato tahunan di gedung itu.",
        "Analisis gen dapat membantu menjelaskan penyebab dasar penyakit itu.",
        "Rina Wijaya bekas bendahara PT Terang Bersama di kota itu.",
    ],
)
def test_these_say_nothing_indirect(text: str) -> None:
    assert [rule for rule, _, _ in read(text) if "indirect" in rule] == []


def test_a_question_that_is_not_answered_says_nothing_but_that() -> None:
    ((_, quote),) = quotes("Dia tidak menyebut kapan perbaikan jalan dimulai.")
    assert quote.speaker is not None
    assert quote.speaker.stance.says_nothing


def test_a_name_that_looks_like_a_verb_is_a_subject() -> None:
    (only,) = read("Warga memanggil dr. Meutia Siregar. Meutia menyebutkan demam itu sudah turun.")
    assert only[1:] == ("demam itu sudah turun", "Meutia")


def test_a_second_cue_shares_a_subject_whose_first_said_nothing() -> None:
    *_, only = read(
        "Stefanus Odang mengeluhkan keputusan wasit itu, tetapi mengakui lawannya lebih tabah."
    )
    assert only == ("indirect.shared_subject", "lawannya lebih tabah", "Stefanus Odang")


def test_a_threat_takes_a_bare_verb() -> None:
    (only,) = read("Budi Santoso mengancam menghentikan kiriman ke pasar itu.")
    assert only[1] == "menghentikan kiriman ke pasar itu"
    assert read("Budi Santoso mengancam warga dengan parang.") == []


def test_somebody_who_is_told_comes_last_in_english() -> None:
    text = (
        "At least 15 people have died after a ferry sank, a rescue official told Harbour Wire on "
        "Friday, a toll well above the first figure."
    )
    ((fact, quote),) = quotes(text, "en")
    assert fact.span.exact == "At least 15 people have died after a ferry sank"
    assert [hop.span.exact for hop in quote.hops] == ["Harbour Wire", "a rescue official"]
    (plain,) = read("In Doha, the minister told Reuters the talks had failed.", "en")
    assert plain[1] == "the talks had failed"


def test_that_inside_the_content_is_not_its_beginning() -> None:
    (only,) = read("Anna Keller said he would reject any text that did not name the city.", "en")
    assert only[1] == "he would reject any text that did not name the city"
    (late,) = read("Anna Keller said on Friday that the talks had failed.", "en")
    assert late[1] == "that the talks had failed"


def test_who_was_told_is_not_who_told() -> None:
    assert read("She had not been informed of any decision at all.", "en") == []


def test_an_agreement_takes_an_infinitive() -> None:
    (only,) = read("Anna Keller agreed to split the repair bill.", "en")
    assert only[1] == "to split the repair bill"


def test_that_before_a_quotation_makes_it_mixed() -> None:
    ((_, quote),) = quotes('A spokesman added that "the offer remains on the table".', "en")
    assert quote.mode is Mode.MIXED
    ((_, direct),) = quotes('A spokesman added: "The offer remains on the table."', "en")
    assert direct.mode is Mode.DIRECT


def test_a_relative_clause_between_subject_and_cue_is_passed_over() -> None:
    (only,) = read(
        "Muhammad Muslim, yang juga Juru Bicara Gugus Tugas Kalsel, mengatakan, banjir sudah surut."
    )
    assert only[2] == "Muhammad Muslim"
    (place,) = read(
        "Budi Santoso, di kawasan Monumen Nasional, Jakarta Pusat, Rabu, mengatakan, banjir surut."
    )
    assert place[2] == "Budi Santoso"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Menteri Rina Wijaya tiba. Terkait banjir itu, Gubernur Budi Santoso memaklumi keluhan. "
         "“Kami akan datang,” katanya.", "Budi Santoso"),
        ("“Air naik,” kata Rina Wijaya. Warga bertemu Gubernur Budi Santoso di balai desa. "
         "“Kami akan datang,” katanya.", "Rina Wijaya"),
        ("“Air naik,” kata Rina Wijaya. Terdakwa, Direktur Budi Santoso, membantah hal itu. "
         "“Saya tidak tahu,” ucapnya.", "Budi Santoso"),
    ],
)  # fmt: skip
def test_a_pronoun_is_the_latest_subject_or_speaker(text: str, name: str) -> None:
    speaker = quotes(text)[-1][1].speaker
    assert speaker is not None
    assert speaker.name == name


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("“Air naik,” kata Dedy, Kepala Regu Barat.", "Dedy", SpeakerClass.NAMED),
        ("“Air naik,” kata juru bicara Kementerian Pelayaran Rakyat Larasati Wiguna. "
         "Larasati lalu pergi.", "Larasati Wiguna", SpeakerClass.NAMED),
        ("“Air naik,” kata Direktur Utama PT Muara Kimia Lestari Bramantyo Suhendra.",
         "Bramantyo Suhendra", SpeakerClass.NAMED),
        ("Menurut surat kabar Strait Ledger, air di sungai itu naik.", "Strait Ledger",
         SpeakerClass.OUTLET),
        ("Sejumlah petani mengatakan bahwa air di sungai itu naik.", None, SpeakerClass.CROWD),
        ("Seorang petani mengatakan bahwa air di sungai itu naik.", None, SpeakerClass.ROLE),
        ("Salinan surat jalan itu menyebutkan, air di sungai itu naik.", None,
         SpeakerClass.DOCUMENT),
    ],
)  # fmt: skip
def test_says_who_and_what_sort_speaks(text: str, name: str | None, kind: SpeakerClass) -> None:
    speaker = quotes(text)[0][1].speaker
    assert speaker is not None
    assert (speaker.name, speaker.speaker_class) == (name, kind)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("“Air naik,” kata Rina Wijaya. Seorang petugas yang enggan disebut namanya mengungkapkan "
         "bahwa pompa itu rusak. “Sudah biasa begitu,” katanya.", "Seorang petugas",
         SpeakerClass.ANONYMOUS),
        ("“Air naik,” kata Rina Wijaya. Pompa itu rusak, kata juru bicara pelabuhan. Ia menyangkal "
         "bahwa anggaran itu hilang.", "juru bicara pelabuhan", SpeakerClass.ROLE),
        ("“Air naik,” kata Rina Wijaya. Sejumlah nelayan mengatakan bahwa pompa itu rusak. Mereka "
         "mengeluhkan jatah solar selalu habis.", "Sejumlah nelayan", SpeakerClass.CROWD),
        # several unnamed people are not "dia"
        ("“Air naik,” kata Rina Wijaya. Sejumlah nelayan mengatakan bahwa pompa itu rusak. "
         "“Kami menunggu,” kata dia.", "Rina Wijaya", SpeakerClass.NAMED),
    ],
)  # fmt: skip
def test_a_pronoun_never_takes_an_earlier_name_over_an_unnamed_speaker(
    text: str, name: str | None, kind: SpeakerClass
) -> None:
    speaker = quotes(text)[-1][1].speaker
    assert speaker is not None
    assert (speaker.name, speaker.speaker_class) == (name, kind)


@pytest.mark.parametrize(
    ("text", "words", "name", "kind"),
    [
        ("“Air naik,” kata Ketua RW 07 Slamet Riyono kemarin.", "Ketua RW 07 Slamet Riyono",
         "Slamet Riyono", SpeakerClass.NAMED),
        ("“Air naik,” kata Slamet Riyono 07 kali.", "Slamet Riyono", "Slamet Riyono",
         SpeakerClass.NAMED),
        ("Dinas kesehatan mengklaim pengasapan sudah dilakukan di semua desa.", "Dinas kesehatan",
         "Dinas kesehatan", SpeakerClass.ORGANISATION),
        ("Menurut dinas kesehatan, pengasapan sudah dilakukan di semua desa.", "dinas kesehatan",
         None, SpeakerClass.ORGANISATION),
        ("Menurut surat kabar Singapura Strait Ledger, air di sungai itu naik.",
         "surat kabar Singapura Strait Ledger", "Strait Ledger", SpeakerClass.OUTLET),
        ("Menurut surat kabar Jakarta Post, air di sungai itu naik.",
         "surat kabar Jakarta Post", "Jakarta Post", SpeakerClass.OUTLET),
        ("Menurut surat kabar Yordania Daily, air di sungai itu naik.",
         "surat kabar Yordania Daily", "Yordania Daily", SpeakerClass.OUTLET),
    ],
)  # fmt: skip
def test_reads_a_phrase_that_names_a_speaker(
    text: str, words: str, name: str | None, kind: SpeakerClass
) -> None:
    speaker = quotes(text)[0][1].speaker
    assert speaker is not None
    assert (speaker.span.exact, speaker.name, speaker.speaker_class) == (words, name, kind)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # what is to come
        ("Menteri Rina Wijaya akan membeberkan kinerja anggaran itu besok siang.", False),
        ("Rina Wijaya akan segera menjelaskan kebijakan baru itu.", False),
        ("Rina Wijaya membeberkan kinerja anggaran sampai September.", True),
        ("Rina Wijaya akan mengumumkan bahwa tarif kereta naik.", True),
        ("Rina Wijaya akan meminta warga pindah dari lereng.", True),
        # one of several things, and one of several people
        ("Kementerian bersiap. Salah satunya, meminta warga memasak daging.", False),
        ("Kementerian bersiap. Salah satunya meminta warga memasak daging.", False),
        ("Dua saksi diperiksa. Salah satunya mengatakan pintu itu terkunci.", True),
        # what tells nothing
        ("Bayang-bayang pemecatan menghantui kota, sembari menyebut pabrik itu rapuh.", False),
        ("Ketakutan warga menghantui kota, sembari menyebut pabrik itu rapuh.", False),
        ("Orang-orang di kota menyebut pabrik itu rapuh sekali.", True),
    ],
)  # fmt: skip
def test_what_nobody_has_told_is_no_statement(text: str, found: bool) -> None:
    assert bool(read(text)) is found
