"""Whom a word for one person means where several may be meant. All people are made up."""

from __future__ import annotations

import pytest
from test_extract_who import TWO_COMPETE, speakers

SAID = (
    "“Pasar itu akan ditata ulang,” kata Kepala Dinas Perdagangan Wira Santika. Penataan dimulai "
    "bulan depan. Jumlah kios sekitar seratus. "
)


@pytest.mark.parametrize(
    "told",
    [
        # who speaks, though what is said stands elsewhere, goes on by a pronoun
        "Darto Prawira kemudian bicara soal nasib kiosnya. Ia senang pelanggan kembali, dan Wira "
        "tidak mengingkari janji. “Kami sudah lama di sini,” katanya.",
        "Sementara itu, Darto Prawira menyambut baik rencana itu. “Bagus sekali,” ujar dia.",
        "Namun, Darto Prawira dari Yayasan Pasar Rakyat (YPR) tidak sependapat. Menurut dia, "
        "pedagang tidak pernah diajak bicara.",
        # whoever did what the sentence tells of, at its end
        "Kabar itu disampaikan pelatih tim Laskar, Darto Prawira. Ia yakin Wira bisa menang.",
        "Usulan itu ditanggapi oleh mantan Kepala Dinas Pasar, Dr Darto Prawira. Menurutnya, pasar "
        "lama masih layak.",
    ],
)
def test_who_is_said_to_speak_goes_on(told: str) -> None:
    speaker = speakers(SAID + told)[-1]
    assert speaker.name == "Darto Prawira"
    assert speaker.name_score > TWO_COMPETE


def test_whom_the_sentence_before_is_about_outweighs_who_spoke_long_ago() -> None:
    text = (
        "Darto Prawira membuka kios pada 2001. " + SAID + "Kini kios itu sepi. " * 3
        + "Ketika ditanya apakah ia menyesal, Darto tersenyum sejenak. “Tidak juga,” ucapnya."
    )  # fmt: skip
    assert speakers(text)[-1].name == "Darto Prawira"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Pembina Komunitas Pasar Sehat (KPS) Darto Prawira memotong pita. ", "Darto Prawira"),
        ("Keluhan datang dari pedagang sayur, Darto Prawira. ", "Darto Prawira"),
        ("Darto Prawira, pedagang sayur, duduk di depan kiosnya. ", "Darto Prawira"),
        ("Di sudut pasar, seorang pedagang menutup kiosnya. ", "seorang pedagang"),
        ("Darto Prawira belum berkomentar. ", "Wira Santika"),
    ],
)
def test_the_text_turns_to_somebody_new_and_never_surely(told: str, name: str) -> None:
    speaker = speakers(SAID + told + "“Sepi pembeli,” katanya.")[-1]
    assert speaker.name == name
    assert speaker.name_score < TWO_COMPETE


def test_who_acts_beside_a_sentence_weighs_less_than_whom_it_is_about() -> None:
    text = (
        SAID + "Darto Prawira duduk di depan kiosnya. Ia menyiapkan barang, dan Agus Salim "
        "menunggu pembeli. “Masih pagi,” katanya."
    )
    assert speakers(text)[-1].name == "Darto Prawira"


def test_whoever_was_called_on_the_telephone_is_not_who_goes_on() -> None:
    text = (
        "“Datanya keliru,” kata Kepala Balai Wira Santika ketika dihubungi Kabar Lintang. Dia "
        "menjelaskan bahwa tiga rumah ikut terhitung."
    )
    assert speakers(text)[-1].name == "Wira Santika"


def test_a_nickname_stands_for_the_full_name() -> None:
    text = (
        "Anggota dewan Eneng Prawira meninjau pulau. Eneng yang akrab disapa Mili menyatakan "
        "pulau itu meluas. “Lautnya keruh,” kata Mili."
    )
    assert [one.name for one in speakers(text)] == ["Eneng Prawira"] * 2


@pytest.mark.parametrize("name", ["PT Kenaris Jaya", "Brema"])  # a company, and one with a town's
def test_a_noun_for_bodies_means_whom_the_sentence_before_was_about(name: str) -> None:
    text = (
        f"Badan Pengawas Obat (BPO) menarik produk itu. Menanggapi temuan BPO, {name} menyampaikan "
        f"klarifikasi kepada publik. “Kami patuh,” tulis {name}. Pihak perusahaan mengaku telah "
        "memeriksa ulang seluruh produknya."
    )
    assert speakers(text)[-1].name == name


@pytest.mark.parametrize(
    ("told", "name"),
    [
        # an office before a title, and what only a person is called
        ("Pemimpin tertinggi Zambia, Jenderal Karno Husada, hadir. Darto Prawira berpidato. "
         "Pemimpin tertinggi itu menyebut musim panen akan gagal.", "Karno Husada"),
        ("Kardinal Karno Husada tiba. “Kami bertahan,” ucap sang patriark.", "Karno Husada"),
        # what somebody owned to is theirs
        ("Darto Prawira pindah pada 2001. Menurut pengakuannya, kios itu dibeli dengan utang.",
         "Darto Prawira"),
        # one of what was said does not speak
        ("Darto Prawira mengatakan bahwa kios akan ditata. Salah satunya, meminta pedagang untuk "
         "pindah lebih cepat. “Mulai besok,” katanya.", "Darto Prawira"),
    ],
)  # fmt: skip
def test_what_is_only_pointed_at_is_put_to_its_name(told: str, name: str) -> None:
    assert speakers(told)[-1].name == name


@pytest.mark.parametrize("cue", ["ata", "kta", "tutu", "lajut"])
def test_a_cue_that_lost_a_letter_is_known_behind_a_comma_and_its_marks(cue: str) -> None:
    text = f"“Bantuan sudah dibagikan hari ini,” {cue} Darto Prawira, pedagang sayur. Dia pulang."
    assert [one.name for one in speakers(text)] == ["Darto Prawira"]


def test_who_has_an_office_in_a_group_is_not_the_group() -> None:
    text = (
        "Sanari Group membagikan masker. “Bantuan sudah dibagikan,” kata Brand Manager Sanari "
        "Group, Sylvia Zhu. Dia mengatakan, bantuan akan berlanjut."
    )
    assert [one.name for one in speakers(text)] == ["Sylvia Zhu"] * 2
