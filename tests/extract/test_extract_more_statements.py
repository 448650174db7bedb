"""Statements that are easily missed: what nobody comments on, what is asked of somebody, whose
words a noun or a relative clause tells of, and where the words of a condition begin."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Fact, Kind
from workbench.extract import extract


def quotes(text: str) -> list[Fact]:
    return [fact for fact in extract(text, lang="id") if fact.kind is Kind.QUOTE]


def said(text: str) -> list[tuple[str, str]]:
    return [(one.span.exact, one.chain[-1].span.exact if one.chain else "") for one in quotes(text)]


def stances(text: str) -> list[tuple[str, str]]:
    return [(one.span.exact, one.chain[-1].stance.value) for one in quotes(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bank Tirta masih menolak berkomentar.", "menolak berkomentar"),
        ("Militer Malta tidak segera memberikan komentar.", "tidak segera memberikan komentar"),
        ("Bank Tirta belum memberikan tanggapan saat dihubungi.", "belum memberikan tanggapan"),
        ("Rina Setiadi tak menanggapi permintaan wawancara.", "tak menanggapi permintaan"),
        ("Belum ada komentar resmi dari pihak kepolisian.", "Belum ada komentar resmi"),
        (
            "Sejauh ini belum ada tanggapan langsung dari Bank Tirta.",
            "belum ada tanggapan langsung",
        ),
        ("Bank Tirta belum berkomentar soal insiden di pasar.", "soal insiden di pasar"),
    ],
)
def test_whoever_says_nothing_has_the_words_for_it(text: str, words: str) -> None:
    assert stances(text) == [(words, "no comment")]


@pytest.mark.parametrize(
    "text",
    ["DPR belum merespons putusan pengadilan.", "Belum ada tanggapan atas surat itu.",
     "Rina Setiadi menanggapi pertanyaan warga."],
)  # fmt: skip
def test_no_answer_to_things_and_of_nobody_is_no_comment(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    ["Polisi belum menjelaskan {}.", "Rina Setiadi belum dapat memastikan {}.",
     "Rina Setiadi tidak menyebutkan {}."],
)  # fmt: skip
@pytest.mark.parametrize(
    "question", ["kapan jembatan itu dibuka", "siapa pemilik gudang itu", "apa sebab kebakaran itu"]
)
def test_a_question_that_is_not_answered_has_not_been_said(text: str, question: str) -> None:
    assert stances(text.format(question)) == [(question, "has not said")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rina Setiadi mengajak warga untuk menanam bakau.", "warga untuk menanam bakau"),
        ("Rina Setiadi mendorong nelayan agar segera melapor.", "nelayan agar segera melapor"),
        ("Rina Setiadi menantang Joko Santoso untuk berdebat.", "Joko Santoso untuk berdebat"),
        ("Rina Setiadi menawarkan untuk menunda proyek itu.", "untuk menunda proyek itu"),
        ("Dalam suratnya dia meminta warga untuk bersabar.", "warga untuk bersabar"),
    ],
)
def test_who_is_to_do_something_is_asked(text: str, words: str) -> None:
    assert [one[0] for one in said(text)] == [words]


@pytest.mark.parametrize(
    "text",
    ["Kenaikan harga itu mendorong petani untuk menjual lahannya.",
     "Polisi datang dalam upaya mendorong warga untuk mengungsi.",
     "Rina Setiadi menawarkan bantuan kepada warga di pasar."],
)  # fmt: skip
def test_nobody_asks_where_a_thing_does_or_something_is_only_tried(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rina Setiadi menolak laporan koran soal utang kota.", "laporan koran soal utang kota"),
        ("Rina Setiadi menolak tuduhan korupsi.", "tuduhan korupsi"),
        ("Malta membantah tuduhan dan menarik pasukannya.", "tuduhan"),
        ("Rina Setiadi menolak tuduhan bahwa ia menerima suap.", "ia menerima suap"),
    ],
)
def test_what_is_denied_may_be_named_by_the_noun_for_it(text: str, words: str) -> None:
    assert stances(text) == [(words, "denies")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Usman Hasan menanggapi ucapan Rina Setiadi yang menyebut pasar itu kumuh sekali.",
         "pasar itu kumuh sekali"),
        ("Warga memuji pernyataan Rina Setiadi yang menyerukan dibukanya jalan itu.",
         "dibukanya jalan itu"),
        ("Protes pecah setelah pidato Rina Setiadi, yang mengancam bakal menggusur pedagang.",
         "bakal menggusur pedagang"),
        ("Kabar itu menyusul janji Rina Setiadi bahwa pasar takkan digusur tahun ini.",
         "pasar takkan digusur tahun ini"),
        ("Warga mengingat peringatan dari Rina Setiadi bahwa sungai akan meluap.",
         "sungai akan meluap"),
    ],
)  # fmt: skip
def test_whose_words_are_told_of_has_said_them(text: str, words: str) -> None:
    assert said(text) == [(words, "Rina Setiadi")]


@pytest.mark.parametrize(
    "text",
    ["Kekhawatiran muncul bahwa sungai akan meluap.", "Peringatan itu menegaskan hal yang sama.",
     "Pernyataan Rina Setiadi beredar luas di kota."],
)  # fmt: skip
def test_a_noun_without_its_maker_tells_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Data itu penting, karena menurut Rina Setiadi, warga sangat rentan tertular.",
         "warga sangat rentan tertular"),
        ("Selat itu ramai, di mana menurut Rina Setiadi, kapal melintas setiap jam.",
         "kapal melintas setiap jam"),
    ],
)  # fmt: skip
def test_a_conjunction_may_lead_to_a_source(text: str, words: str) -> None:
    assert said(text) == [(words, "Rina Setiadi")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rina Setiadi mengatakan jika harga naik, warga miskin akan terpukul.",
         "jika harga naik, warga miskin akan terpukul"),
        ("Rina Setiadi mengatakan jika pasar itu sudah penuh.", "pasar itu sudah penuh"),
        ("Rina Setiadi mengancam keluar dari koalisi jika rencana itu diterima.",
         "keluar dari koalisi jika rencana itu diterima"),
        ("Rina Setiadi menegaskan kembali komitmennya untuk kota itu.",
         "komitmennya untuk kota itu"),
        ("[img.3]Rina Setiadi mengatakan pasar itu sudah penuh.", "pasar itu sudah penuh"),
    ],
)  # fmt: skip
def test_content_begins_where_what_was_said_begins(text: str, words: str) -> None:
    assert said(text) == [(words, "Rina Setiadi")]


def test_whoever_is_described_by_what_they_ask_for_says_nothing() -> None:
    assert said("Rina Setiadi yang meminta namanya dirahasiakan, pergi sebelum fajar tiba.") == []


def test_a_verb_in_marks_is_not_meant_as_it_stands() -> None:
    assert said("Rina Setiadi terus 'mendorong' tubuhnya untuk berlari.") == []
