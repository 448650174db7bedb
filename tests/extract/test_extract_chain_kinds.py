"""Kinds in which chains of unseen articles went wrong, each varied. All people are made up."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Quote
from workbench.extract import extract


def speakers(text: str) -> list[str | None]:
    """Who speaks in each quote of a text, in text order: by name, else by the words for them."""
    quotes = [f.attributes for f in extract(text, lang="id") if isinstance(f.attributes, Quote)]
    spoken = [quote.speaker for quote in quotes]
    return [(one.name or one.span.exact) if one else None for one in spoken]


@pytest.mark.parametrize(
    "adverb",
    [
        "mulanya", "awalnya", "sebenarnya", "sejatinya", "sontak", "akhirnya", "belakangan",
        "buru-buru", "selanjutnya", "kini", "pekan lalu", "bulan lalu", "tahun lalu", "pun",
        "juga", "kemudian", "dengan tegas", "berulang kali",
    ],
)  # fmt: skip
def test_what_tells_when_somebody_spoke_is_no_part_of_who_spoke(adverb: str) -> None:
    ahead = "Mantan Rektor Universitas Kudus, Hadi Suwarno, memberikan ceramah di Bogor. "
    said = f"{adverb} menyebut bahwa jalan desa itu rusak berat sejak Mei."
    assert speakers(f"{ahead}Dia {said}") == ["Hadi Suwarno"]
    assert speakers(f"{ahead}Hadi Suwarno {said}") == ["Hadi Suwarno"]


@pytest.mark.parametrize(
    "opening",
    [
        "Mantan Ketua Umum PSSL, Hadi Suwarno , memberikan pesan soal persatuan.",
        "Gubernur Jambi Hadi Suwarno , meninjau pasar.",
        "Pelatih Kudus FC , Hadi Suwarno , memuji anak asuhnya.",
        "Bupati Kudus Hadi Suwarno (45) , membuka pameran.",
        "Bupati Kudus Hadi Suwarno (45), membuka pameran.",
    ],
)
def test_a_blank_before_a_comma_hides_nobody(opening: str) -> None:
    assert speakers(f"{opening} Ia berharap ekonomi desa tumbuh tahun depan.") == ["Hadi Suwarno"]


FIRST = "Kepala Dinas Pasar Kudus, Joko Wiyono, mengatakan harga beras turun. "


@pytest.mark.parametrize(
    "second",
    [
        "Anggota DPRD Kudus, Rina Utami, juga menyoroti kenaikan itu.",
        "Sosiolog Universitas Kudus, Rina Utami, mengapresiasi langkah itu.",
        "Sosiolog Universitas Kudus Rina Utami mengapresiasi langkah itu.",
        "Rina Utami, pedagang di pasar itu, menutup lapaknya.",
        "Rina Utami (34), pedagang di pasar itu, terpaksa menutup lapaknya.",
        "Warga lain, Rina Utami, ikut mengantre sejak pagi.",
        "Sementara itu, Ketua Asosiasi Pedagang, Rina Utami, menyambut baik kebijakan itu.",
        "Hal senada diutarakan Rina Utami.",
        "Salah satu pedagang yang menutup lapaknya adalah Rina Utami (34).",
    ],
)
@pytest.mark.parametrize("cue", ["katanya", "ujarnya", "tutur dia"])
def test_whom_the_text_turns_to_goes_on_speaking(second: str, cue: str) -> None:
    assert speakers(f"{FIRST}{second} “Harga harus diawasi,” {cue}.") == [
        "Joko Wiyono", "Rina Utami"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("second", "who"),
    [
        ("Seorang pedagang menulis keluhan di papan pasar.", "Seorang pedagang"),
        ("Seorang ibu rumah tangga terpaksa pulang tanpa beras.", "Seorang ibu rumah tangga"),
        ("Salah satu pembeli menawar harga beras itu.", "Salah satu pembeli"),
        ("Seorang karyawan di pasar itu menutup pintu.", "Seorang karyawan"),
    ],
)
def test_somebody_without_a_name_who_acts_is_who_goes_on(second: str, who: str) -> None:
    assert speakers(f"{FIRST}{second} “Beras habis cepat,” katanya.") == ["Joko Wiyono", who]


@pytest.mark.parametrize(
    "second",
    [
        "Salah satu prinsip itu menjaga pasokan beras.",
        "Salah satu langkah itu mengurangi harga beras.",
    ],
)
def test_one_of_some_things_is_nobody(second: str) -> None:
    text = f"{FIRST}{second} “Beras habis cepat,” katanya."
    assert speakers(text) == ["Joko Wiyono", "Joko Wiyono"]


@pytest.mark.parametrize(
    "calling",
    [
        "Sosok", "Pebalap", "Striker", "Gelandang", "Komedian", "Selebgram", "Petenis", "Miliarder",
        "Psikolog", "Astronom", "Fisikawan", "Mendiang", "Almarhum", "Terpidana", "Caleg", "Rider",
        "Chef", "Mahasiswi", "Sopir",
    ],
)  # fmt: skip
def test_what_somebody_is_is_no_part_of_the_name(calling: str) -> None:
    text = f"{calling} Bagas Pratama kembali jadi sorotan. “Kami siap,” kata Bagas di Bogor."
    assert speakers(text) == ["Bagas Pratama"]


def test_a_clause_behind_and_has_a_subject_of_its_own() -> None:
    text = "Namun, mereka kini sudah tidak bertugas lagi dan Rina Utami mengaku tidak tahu."
    assert speakers(text) == ["Rina Utami"]


def test_who_is_only_told_of_gives_way_to_a_name() -> None:
    text = (
        "Istri Bagas, Rina Utami (35), mengatakan bus itu tidak nyaman. “Saya takut,” kata "
        "perempuan yang duduk di belakang sopir. Rina tidak bisa menggerakkan kakinya. “Lalu saya "
        "ditolong,” ujarnya."
    )
    assert speakers(text)[-1] == "Rina Utami"
