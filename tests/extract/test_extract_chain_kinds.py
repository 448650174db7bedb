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


@pytest.mark.parametrize("thing", ["Kampanye tersebut", "Petisi tersebut", "Aksi tersebut"])
def test_what_people_set_up_is_never_a_person(thing: str) -> None:
    text = f"{FIRST}{thing} mendesak para pengiklan untuk memikirkan kembali belanja iklan mereka."
    assert speakers(text) == ["Joko Wiyono", thing.split()[0]]


@pytest.mark.parametrize(
    "thing",
    [
        "Kebijakan itu", "Program tersebut", "Insiden itu", "Langkah tersebut", "Kondisi itu",
        "Proyek itu", "Keputusan itu", "Serangan itu",
    ],
)  # fmt: skip
def test_a_thing_that_is_pointed_at_is_never_a_person(thing: str) -> None:
    text = f"{FIRST}{thing} mendesak para pengiklan untuk memikirkan kembali belanja iklan mereka."
    assert speakers(text) == ["Joko Wiyono"]


@pytest.mark.parametrize(
    "words",
    [
        "pria berusia 54 tahun itu", "perempuan itu", "pebalap itu", "politikus senior itu",
        "mantan wali kota itu", "wali kota dua periode ini", "ilmuwan itu", "diplomat itu",
        "penyanyi tersebut", "bapak dua anak itu", "pengusaha itu",
    ],
)  # fmt: skip
def test_a_person_who_is_pointed_at_is_the_last_one(words: str) -> None:
    text = f"{FIRST}“Beras habis cepat,” kata {words}."
    assert speakers(text) == ["Joko Wiyono", "Joko Wiyono"]


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        ("Ketika ditanya tentang Joko Wiyono, pekerja itu diam.", "Seorang pekerja"),
        ("Pekerja itu tertawa.", "Seorang pekerja"),
    ],
)
def test_who_is_pointed_at_behind_a_name_is_somebody_else(asked: str, who: str) -> None:
    text = (
        f"{FIRST}Seorang pekerja mengatakan pasar itu sepi sekali. {asked} “Saya lelah,” kata "
        "pekerja itu."
    )
    assert speakers(text) == ["Joko Wiyono", who, who]


DECREE = "Hal ini tertuang dalam Peraturan Presiden (Perpres) Nomor 79 Tahun 2025 tentang Pasar. "


@pytest.mark.parametrize(
    "words",
    [
        "beleid tersebut", "beleid itu", "Perpres tersebut", "perpres ini", "aturan tersebut",
        "aturan itu", "peraturan tersebut", "regulasi itu", "dokumen itu",
    ],
)  # fmt: skip
def test_a_decree_that_is_pointed_at_is_the_one_named_before(words: str) -> None:
    text = f"{DECREE}“Jumlah pegawai 1.700 orang,” bunyi {words}, dikutip Jumat (19/9/2025)."
    assert speakers(text) == ["Peraturan Presiden (Perpres) Nomor 79 Tahun 2025"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dalam Buku Nota Keuangan 2026, pemerintah menaikkan iuran. “Iuran naik bertahap,” tulis "
         "dokumen tersebut.", "Buku Nota Keuangan 2026"),
        ("Dalam Buku Nota Keuangan 2026, pemerintah menaikkan iuran. Dokumen juga menyebut aset "
         "dana masih cukup terkendali.", "Buku Nota Keuangan 2026"),
        ("Pemerintah menerbitkan Surat Edaran Nomor 5 Tahun 2024. Surat edaran itu menyatakan "
         "bahwa sekolah libur dua pekan.", "Surat Edaran Nomor 5 Tahun 2024"),
        ("Aturan itu ada di UU Nomor 13 Tahun 2003. Undang-undang itu menyebutkan bahwa upah "
         "dibayar tiap bulan.", "UU Nomor 13 Tahun 2003"),
        ("Menteri meneken Peraturan Menteri Keuangan (PMK) Nomor 8 Tahun 2024. “Tarif naik,” bunyi "
         "PMK tersebut.", "Peraturan Menteri Keuangan (PMK) Nomor 8 Tahun 2024"),
        (f"{DECREE}Dalam Perpres tersebut disebutkan, pegawai akan dipindahkan tahun depan.",
         "Peraturan Presiden (Perpres) Nomor 79 Tahun 2025"),
    ],
)  # fmt: skip
def test_a_paper_that_is_pointed_at_is_the_one_named_before(text: str, name: str) -> None:
    assert speakers(text) == [name]


def test_somebody_called_like_a_short_form_of_decrees_is_a_person() -> None:
    text = "Wakil Gubernur Jawa Barat Uu Prakosa hadir. Uu mengatakan, jalan itu sudah dibuka."
    assert speakers(text) == ["Uu Prakosa"]


@pytest.mark.parametrize(
    "words",
    [
        "perusahaan", "perseroan", "emiten", "manajemen perseroan", "pihak perusahaan",
        "perusahaan itu", "perseroan tersebut", "direksi perusahaan",
    ],
)  # fmt: skip
def test_the_company_is_the_one_that_the_text_tells_of(words: str) -> None:
    opening = "PT Kudus Makmur Tbk (KUMA) membagikan dividen tahun ini. "
    name = "PT Kudus Makmur Tbk (KUMA)"
    assert speakers(f"{opening}“Laba naik,” jelas {words} dalam keterangan resminya.") == [name]
    said = f"{words.capitalize()} menyebut laba naik dua kali lipat tahun lalu."
    assert speakers(opening + said) == [name]


@pytest.mark.parametrize(
    "saying",
    [
        "keterangan", "keterangan dari", "penuturan", "pengakuan", "penjelasan", "kesaksian",
        "cerita", "informasi dari", "estimasi", "perkiraan", "perhitungan", "pandangan",
    ],
)  # fmt: skip
def test_what_somebody_said_stands_for_who_said_it(saying: str) -> None:
    tail = "fosil itu berusia 27 juta tahun."
    assert speakers(f"Menurut {saying} tim peneliti, {tail}") == ["tim peneliti"]
    assert speakers(f"Menurut {saying} Kapolres Kudus AKBP Joko Wiyono, {tail}") == ["Joko Wiyono"]
    assert speakers(f"Berdasarkan {saying} warga, {tail}") == ["warga"]


@pytest.mark.parametrize("opening", ["korban", "peserta", "nelayan", "para pelaku", "penumpang"])
def test_a_noun_for_people_may_open_what_is_said(opening: str) -> None:
    text = f"Menurut Kapolres Kudus AKBP Joko Wiyono, {opening} ini bukan orang biasa."
    assert speakers(text) == ["Joko Wiyono"]


def test_a_team_is_not_whoever_leads_it() -> None:
    text = "“Kami senang,” ujar Bagas Pratama, ketua tim Garuda. “Itu penting,” ungkap tim Garuda."
    assert speakers(text) == ["Bagas Pratama", "tim Garuda"]


@pytest.mark.parametrize(
    "name",
    [
        "Centers for Disease Control and Prevention", "Institute for the Study of War",
        "Center for Strategic and International Studies", "Department of Energy",
        "Council on Foreign Relations", "Union of Concerned Scientists", "Doctors Without Borders",
        "University of Kudus", "Institute of Science and Technology", "Campaign Against Arms Trade",
    ],
)  # fmt: skip
def test_small_english_words_belong_to_the_name_of_a_body(name: str) -> None:
    tail = "bakteri dapat berkembang cepat di suhu ruang."
    assert speakers(f"Menurut {name}, {tail}") == [name]
    assert speakers(f"{name} menyebut {tail}") == [name]
    assert speakers(f"“Bakteri berkembang,” tulis {name} dalam laporannya.") == [name]


@pytest.mark.parametrize(
    "called",
    [
        "akrab disapa Gus Faiz", "yang akrab dipanggil Faiz", "atau akrab disapa Faiz",
        "yang biasa disapa Faiz", "alias Faiz", "yang karib disapa Faiz", "sapaan akrabnya Faiz",
        "yang kerap disapa Kang Faiz", "biasa disebut Faiz", "yang dikenal dengan nama Faiz",
        "dengan nama panggilan Faiz", "akrab disapa Bang Faiz",
    ],
)  # fmt: skip
def test_a_nickname_is_put_to_the_full_name(called: str) -> None:
    opening = "Ketua Panitia Kurban Desa Krajan"
    quote = "“Ada 52 sapi,” sebut Faiz di Krajan."
    assert speakers(f"{opening}, Ahmad Fauzi, {called}, memimpin doa. {quote}") == ["Ahmad Fauzi"]
    text = f"{opening} Ahmad Fauzi {called} mengatakan doa dimulai pagi. {quote}"
    assert speakers(text) == ["Ahmad Fauzi", "Ahmad Fauzi"]


@pytest.mark.parametrize(
    "posted",
    [
        "unggahan di Instagram resmi @pajak.kudus", "akun Instagram resmi @pajak.kudus",
        "akun X @pajak.kudus", "unggahan akun @pajak.kudus", "akun @pajak.kudus",
    ],
)  # fmt: skip
def test_a_post_is_of_the_account_that_posted_it(posted: str) -> None:
    assert speakers(f"“Rekening diblokir,” tulis {posted}, dikutip Kamis.") == ["@pajak.kudus"]


def test_what_is_added_without_anybody_is_said_by_who_spoke_before() -> None:
    text = (
        "Kepala BPBD Kudus, Joko Wiyono, mengatakan dua rumah rusak. Ditambahkan bahwa satu warga "
        "mengalami luka berat."
    )
    assert speakers(text) == ["Joko Wiyono", "Joko Wiyono"]


def test_how_somebody_did_something_by_saying_so_is_said() -> None:
    opening = "Wali Kota Kudus Joko Wiyono membela keputusan itu"
    said = "bahwa tarif baru akan melindungi petani."
    assert speakers(f"{opening}, dengan mengatakan {said}") == ["Joko Wiyono"]
    assert speakers(f"{opening}, dengan menegaskan {said}") == ["Joko Wiyono"]
    assert speakers(f"{opening} dengan mengatakan terima kasih.") == []


def test_the_year_of_a_study_is_no_part_of_what_it_says() -> None:
    text = "Menurut sebuah studi tahun 2021, mikroplastik dapat meningkatkan risiko stroke."
    assert speakers(text) == ["sebuah studi tahun 2021"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Firma riset Counterpoint", "Counterpoint"),
        ("Perusahaan keamanan siber Kaspersky", "Kaspersky"),
        ("Produsen chip Nvidia", "Nvidia"),
        ("Raksasa teknologi Google", "Google"),
        ("Operator Telkomsel", "Telkomsel"),
        ("Pabrikan mobil Toyota", "Toyota"),
        # a name of its own, and a body that is told by its country
        ("Bank Mandiri", "Bank Mandiri"),
        ("Militer Israel", "Militer Israel"),
        ("Pihak Kemlu Iran", "Kemlu Iran"),
        ("Kemlu Iran", "Kemlu Iran"),
    ],
)
def test_the_noun_for_a_sort_of_body_is_no_part_of_its_name(words: str, name: str) -> None:
    assert speakers(f"{words} menyebut kapal itu berbahaya bagi nelayan.") == [name]


@pytest.mark.parametrize(
    "report",
    [
        "Laporan Bloomberg", "Laporan dari Bloomberg", "Laporan terbaru Bloomberg",
        "Pemberitaan Bloomberg",
    ],
)  # fmt: skip
def test_what_an_outlet_reports_it_says(report: str) -> None:
    assert speakers(f"{report} menyebutkan bahwa harga beras naik.") == ["Bloomberg"]
    text = f"Menurut {report.lower().replace('bloomberg', 'Bloomberg')}, harga beras akan naik."
    assert speakers(text) == ["Bloomberg"]


@pytest.mark.parametrize(
    "doctor",
    [
        "dr Tirta Prakosa", "dr. Tirta Prakosa", "drg Tirta Prakosa", "dr Tirta Prakosa, SpP(K),",
        "Spesialis paru RS Kudus, dr Tirta Prakosa, SpP(K),", "Prof. Dr. dr. Tirta Prakosa, SpP(K)",
        "dr. Tirta Prakosa, Sp.PD-KGEH,",
    ],
)  # fmt: skip
def test_a_doctor_may_open_a_sentence_and_letters_behind_are_no_name(doctor: str) -> None:
    text = f"Batuk itu menular. {doctor} menyebut batuk itu berbahaya bagi anak."
    assert speakers(text) == ["Tirta Prakosa"]


@pytest.mark.parametrize("noun", ["Bayang-bayang", "Rumah-rumah", "Anak-anak", "Langkah-langkah"])
def test_a_noun_that_is_said_twice_is_nobody(noun: str) -> None:
    text = (
        f"Rina Utami, perancang di Bogor, kehilangan pekerjaan. {noun} PHK menghantui timnya. "
        "Perempuan berusia 29 tahun itu mengatakan ia lega sekali."
    )
    assert speakers(text) == ["Rina Utami"]


@pytest.mark.parametrize(
    "second",
    [
        "Acara itu juga dihadiri Rina Utami, seorang koki.",
        "Acara itu dibuka oleh Rina Utami.",
        "Pasar itu dikelola Rina Utami (34).",
        "Namun, Rina Utami, anggota DPRD Kudus, datang ke pasar itu.",
    ],
)
def test_who_ends_a_sentence_as_the_one_who_does_it_goes_on(second: str) -> None:
    assert speakers(f"{FIRST}{second} “Harga harus diawasi,” ujarnya.")[-1] == "Rina Utami"


def test_two_things_that_somebody_did_have_one_subject() -> None:
    text = (
        "Namun, Rina Utami, anggota tim kuasa hukum Bagas, datang pada Selasa dan menyebutkan "
        "bahwa kliennya sakit parah."
    )
    assert speakers(text) == ["Rina Utami"]
