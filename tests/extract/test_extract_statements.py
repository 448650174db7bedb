"""What is a statement in Indonesian and what is none: told, suspected, or part of another one."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Kind, Quote
from workbench.extract import extract


def said(text: str) -> list[tuple[str, str | None]]:
    """The words of each content, and the words that name who said it."""
    found = []
    for fact in extract(text, lang="id"):
        if fact.kind is Kind.QUOTE:
            assert isinstance(fact.attributes, Quote)
            speaker = fact.attributes.speaker
            found.append((fact.span.words, speaker.span.exact if speaker else None))
    return found


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lina Marlina mengatakan koperasi berharap harga gabah segera naik.",
         "koperasi berharap harga gabah segera naik"),
        ("Lina Marlina mewanti-wanti pasar sepi usai Bupati Eko Wibowo mengumumkan tarif parkir "
         "baru untuk semua kendaraan.",
         "pasar sepi usai Bupati Eko Wibowo mengumumkan tarif parkir baru untuk semua kendaraan"),
        ("Menurut Lina Marlina, Bupati Eko Wibowo telah memerintahkan untuk menutup tambang pasir.",
         "Bupati Eko Wibowo telah memerintahkan untuk menutup tambang pasir"),
        ("Lina Marlina menguraikan jalan keluar yang menurutnya harus diambil segera.",
         "jalan keluar yang menurutnya harus diambil segera"),
    ],
)  # fmt: skip
def test_what_is_said_inside_a_statement_is_part_of_it(text: str, content: str) -> None:
    assert said(text) == [(content, "Lina Marlina")]


def test_who_passes_on_what_somebody_else_told_stands_beside_them() -> None:
    text = "Menurut Lina Marlina, Kementerian Pertanian mencatat panen turun sepertiga."
    assert said(text)[-1] == ("panen turun sepertiga", "Kementerian Pertanian")


def test_what_a_claim_rests_on_only_leads_to_it() -> None:
    text = "Berdasarkan hasil uji itu, PT Sari Murni mengklaim susunya aman diminum bayi."
    assert said(text) == [("susunya aman diminum bayi", "PT Sari Murni")]


@pytest.mark.parametrize(
    "text",
    [
        # a clause that only leads to its sentence
        "Saat usulan dibacakan di aula, seluruh peserta menyatakan persetujuannya.",
        # things want nothing
        "Kondisi itu mendesak Peru untuk mencetak uang baru.",
        "Kenaikan harga pupuk mendorong petani di Brebes menanam singkong.",
        "Perjanjian itu mengakhiri perang serta mendorong langkah nyata menuju perdamaian.",
        # what the outlet saw
        "Pantauan di lokasi pada Senin (3/3/2025) menunjukkan bahwa jalan itu masih tergenang.",
        # suspected
        "Pelaku diduga meminta uang kepada pedagang di pasar itu.",
        # about what, not what
        "Wali Kota Eko Wibowo mengomentari banjir di kota tetangga.",
        "Kepolisian Daerah Jambi mengonfirmasi jumlah korban tersebut.",
        "Eko Wibowo memaparkan rencana tata kota itu dalam sebuah konferensi pers.",
        # against whom
        "Ia kemudian melaporkan tetangganya ke pihak kepolisian.",
        # for what
        "Ketua RT ditugaskan untuk selalu mengingatkan warga agar memakai helm.",
        # a noun's own verb
        "Undang-undang itu menjamin kebebasan berpikir, dan hak berkumpul.",
        # a noun with an ending
        "Kisahnya kemarin kembali ramai dibahas warga desa.",
        "Pada 2019, nilainya mencapai tiga miliar rupiah.",
        # a wing of a body
        "Panitia versi kongres luar biasa pimpinan Eko Wibowo menunjuk Joko sebagai ketua.",
    ],
)
def test_these_are_no_statements(text: str) -> None:
    assert said(text) == []


def test_who_is_given_a_verb_of_their_own_speaks() -> None:
    text = "Bentrokan berlanjut sepekan terakhir, dengan warga setempat menuduh polisi berpihak."
    assert said(text) == [("polisi berpihak", "warga setempat")]


@pytest.mark.parametrize("joint", [",", " sembari", " sambil"])
def test_who_spoke_goes_on_behind_the_cue_of_a_quotation(joint: str) -> None:
    text = f"“Kami siap,” kata Lina Marlina{joint} menekankan bahwa gudang itu masih penuh beras."
    assert [content for content, _ in said(text)] == [
        "“Kami siap,”", "gudang itu masih penuh beras",
    ]  # fmt: skip


def test_no_comment_is_still_told() -> None:
    text = "Eko Wibowo belum mau berkomentar banyak soal kasus itu."
    assert len(said(text)) == 1
