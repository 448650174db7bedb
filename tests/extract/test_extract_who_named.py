"""Where a speaker's phrase goes on to the name, and what of it is the name. People are made up."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Quote, Speaker
from workbench.extract import extract


def speakers(text: str) -> list[Speaker]:
    """The speakers of a text's quotes, in text order."""
    quotes = [f.attributes for f in extract(text, lang="id") if isinstance(f.attributes, Quote)]
    return [quote.speaker for quote in quotes if quote.speaker]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Direktur Riset OECD, Nell McArdle dikutip dari BBC, Jumat (29/5/2026)", "Nell McArdle"),
        ("Ketua Bank Wira, Joko Prakoso dikutip dariReuters, Kamis (19/6/2025)", "Joko Prakoso"),
        ("Kepala Dinas Sosial, Sari Wulandari saat ditemui di Bogor", "Sari Wulandari"),
        # commas inside an office
        (
            "Direktur Perizinan, Pengawasan dan Mutu BPJK, Sari Wulandari, di Bogor",
            "Sari Wulandari",
        ),
        ("Meneg PPN/Kepala Bappenas, Joko Prakoso, di Bogor", "Joko Prakoso"),
        # somebody's lawyer, wife, manager
        ("pengacara Sari Wulandari, Joko Prakoso, kepada wartawan", "Joko Prakoso"),
        ("istri Joko Prakoso, Sari Wulandari di rumahnya", "Sari Wulandari"),
        ("pengacara Sari Wulandari di Bogor", "Sari Wulandari"),
        # an outlet in apposition to the noun for it
        ("kantor berita negara Iran, Fars", "Fars"),
        ("kantor berita Korea Selatan Yonhap", "Yonhap"),
    ],
)
def test_a_phrase_goes_on_to_the_name_behind_the_comma(phrase: str, name: str) -> None:
    speaker = speakers(f"“Jembatan itu sudah dibuka,” kata {phrase}.")[-1]
    assert speaker.name == name


def test_a_name_behind_a_comma_that_acts_is_somebody_else() -> None:
    text = "“Jembatan itu dibuka,” kata Kepala Dinas Sosial, Joko Prakoso datang ke Bogor."
    assert speakers(text)[-1].name != "Joko Prakoso"


def names(text: str) -> list[str | None]:
    """The speakers' names of a text, in text order."""
    return [one.name for one in speakers(text)]


@pytest.mark.parametrize(
    ("given", "short", "name"),
    [
        ("Joko Prasetyo (Jopras)", "Jopras", "Joko Prasetyo"),
        ("Surya Darma Wijaya (SDW)", "SDW", "Surya Darma Wijaya"),
        ("I Gusti Made Surya Negara", "Surya Negara", "I Gusti Made Surya Negara"),
        ("Ni Luh Putu Wulandari", "Wulandari", "Ni Luh Putu Wulandari"),
        ("I Nyoman Darma", "Darma", "I Nyoman Darma"),
    ],
)
def test_a_short_name_is_put_to_the_full_one(given: str, short: str, name: str) -> None:
    text = f"Wali Kota Denpasar, {given}, membuka jembatan. “Kami siap,” kata {short} di Denpasar."
    assert names(text) == [name]


def test_a_country_or_party_in_brackets_is_no_nickname() -> None:
    text = "Joko Prasetyo (Indonesia) menang. Pelatih Indonesia mengatakan timnya siap bertanding."
    assert "Joko Prasetyo" not in names(text)


def test_a_first_name_that_looks_like_a_body_stays_with_the_name() -> None:
    text = (
        "“Pelaku ditahan,” ujar Kasat Reskrim Polres Bantul Kompol Gigih Surya Prakoso. Gigih "
        "mengungkapkan, pelaku mengaku. Gigih menegaskan pihaknya memeriksa saksi."
    )
    assert names(text) == ["Gigih Surya Prakoso"] * 3


def test_a_body_behind_an_office_is_no_first_name() -> None:
    text = "Direktur Utama Pertamina Surya Prakoso mengatakan laba naik. Pertamina menutup buku."
    assert names(text) == ["Surya Prakoso"]


def test_the_short_form_of_a_body_is_put_to_it() -> None:
    text = (
        "Badan Pelayaran Nusantara (Bapelnus) memastikan kapal berangkat. “Kami siap,” tulis "
        "Bapelnus. Bapelnus menyebut tiket tersedia."
    )
    assert names(text) == ["Badan Pelayaran Nusantara (Bapelnus)"] * 3


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Sumber yang dekat dengan rencana itu mengatakan kapal berangkat.",
         "Sumber yang dekat dengan rencana itu"),
        ("Seorang pejabat senior di kementerian Zambia mengakui bahwa kapal itu rusak.",
         "Seorang pejabat senior di kementerian Zambia"),
        ("Seorang pejabat di Lusaka pada Senin (25/5) mengatakan kapal itu rusak.",
         "Seorang pejabat di Lusaka"),
        ("Menurut orang-orang yang mengetahui isu ini, harga akan naik pada Juni.",
         "orang-orang yang mengetahui isu ini"),
        ("“Kapal itu rusak,” kata seorang nelayan yang rumahnya terendam, Senin (25/5).",
         "seorang nelayan yang rumahnya terendam"),
        # where he was met, and on what terms he spoke, does not describe him
        ("Seorang nelayan yang ditemui di Bogor mengatakan kapal itu rusak.", None),
        ("“Kapal itu rusak,” kata seorang pejabat yang enggan disebut namanya.", None),
    ],
)  # fmt: skip
def test_who_has_no_name_is_called_what_describes_him(text: str, called: str | None) -> None:
    assert names(text) == [called]


def test_a_description_that_leads_to_the_name_is_the_name() -> None:
    text = "Wakil Bupati Bantul yang juga Ketua Satgas Bantul Surya Prakoso meminta warga tertib."
    assert names(text) == ["Surya Prakoso"]
    text = (
        "Salah seorang warga di Distrik Sagara bernama Wira mengatakan bahwa warga masih ketakutan."
    )
    assert names(text)[-1] == "Wira"


def test_who_was_described_is_meant_by_the_noun_later_on() -> None:
    text = (
        "Seorang pejabat senior di kementerian Zambia mengakui bahwa kapal itu rusak. “Mesinnya "
        "mati,” kata pejabat itu."
    )
    assert names(text)[-1] == "Seorang pejabat senior di kementerian Zambia"


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Dokumen Bank Wira tersebut tidak menyebutkan nama negara. Dokumen itu menunjukkan ada "
         "tiga negara yang setuju.", ["Dokumen Bank Wira", "Dokumen Bank Wira"]),
        ("Berdasarkan laporan resmi dari Badan Pangan Sagara, harga beras naik menjadi 5%.",
         ["laporan resmi dari Badan Pangan Sagara"]),
        ("Berdasarkan laporan Kementerian Sosial hingga 23 Mei 2026, sebanyak 8.736 rumah rusak.",
         ["laporan Kementerian Sosial"]),
        ("“Tim menemukan plastik,” demikian tulis laporan tersebut, dikutip dari IFL Science.",
         [None]),
    ],
)  # fmt: skip
def test_a_document_is_called_by_its_words_alone(text: str, called: list[str]) -> None:
    assert names(text) == called


def test_a_body_that_is_named_elsewhere_ends_before_the_name() -> None:
    text = "Presiden Bank Wira Ajai Bhanga mengatakan laba naik. Laporan itu dimuat Bank Wira."
    assert names(text)[0] == "Ajai Bhanga"
    text = (
        "Direktur Wirabus Gilang Fauri memastikan bahwa pabrik ditutup. Wirabus menyebut "
        "pasar lesu. “Ini berat,” ungkap Fauri."
    )
    assert names(text)[-1] == "Gilang Fauri"


@pytest.mark.parametrize("phrase", ["@nelayan_76", "akun @nelayan_76", "@nelayan_76 di X"])
def test_who_speaks_by_a_handle_is_called_so(phrase: str) -> None:
    assert names(f"“Kapal itu sudah berlayar,” ujar {phrase}.") == ["@nelayan_76"]


def test_a_doubled_letter_makes_nobody_else() -> None:
    text = (
        "Juru bicara pelabuhan Affifuddin Wijaya mengatakan kapal itu ditahan. “Kapal itu kosong,” "
        "tulis Affifudin dalam laporannya."
    )
    assert names(text) == ["Affifuddin Wijaya"] * 2


def test_a_name_ends_with_its_sentence() -> None:
    text = (
        "Hendra Wijaya menyampaikan beberapa pesan saat berkunjung ke Alun Alun. Hendra "
        "mengatakan, jalan itu akan dibuka lagi."
    )
    assert names(text)[-1] == "Hendra Wijaya"


def test_people_of_a_body_are_not_called_by_its_name() -> None:
    text = "Kemarin eksekutif Ocela mengatakan belanja modal akan naik. Ocela memangkas karyawan."
    assert "Ocela" not in names(text)


def test_the_company_is_the_one_that_was_told_of() -> None:
    text = (
        "PT Wira Farma menawarkan ganti rugi kepada pembeli. “Kami menarik obat itu,” jelas "
        "perusahaan dalam keterangannya. “Kami minta maaf,” lanjutnya."
    )
    assert names(text) == ["PT Wira Farma"] * 2


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Marga von der Hoeve", "von der Hoeve"),
        ("Marga von der Hoeve", "Hoeve"),
        ("Carlos Mendez de Rosio", "de Rosio"),
        ("Abbas Baraghchi", "Baraqchi"),
        ("Karim al-Barraa", "Barraa"),
        ("Tayyip Kardoğan", "Kardogan"),
        ("JD Harlan", "Harlan"),
    ],
)
def test_a_name_with_particles_or_written_otherwise_is_one(full: str, short: str) -> None:
    text = f"Menteri Pertahanan {full} tiba di Moskow. “Kami siap,” kata {short} kepada wartawan."
    assert names(text) == [full]


def test_a_country_said_twice_belongs_to_the_name() -> None:
    text = "Menteri Pertahanan Israel Israel Harel tiba di Haifa. “Kami siap,” kata Harel."
    assert names(text) == ["Israel Harel"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anggota DPR Sekar Wulandari hadir. “Harus cepat,” ujar Nining, sapaan akrabnya.",
         "Sekar Wulandari"),
        ("Rektor Sari Murni hadir bersama Joko Prakoso. “Kami siap,” kata Nining, sapaan akrab "
         "Murni.", "Sari Murni"),
        ("Gubernur Surya Wiratma hadir, pria yang akrab disapa Bang Sur itu. “Saya tutup,” kata "
         "Bang Sur.", "Surya Wiratma"),
    ],
)  # fmt: skip
def test_a_nickname_is_put_to_the_one_whose_it_is_told(text: str, name: str) -> None:
    assert names(text)[-1] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # one name behind the comma of an office, which the article has as somebody who speaks
        ("“Kami imbau waspada,” kata Kepala BPBD Kabupaten Sagara, Supardi, Sabtu. Supardi "
         "menyebut sungai masih naik.", "Supardi"),
        # an office by another word for it
        ("Presiden Joko Prakoso mengatakan program dilanjutkan. Kepala Negara menegaskan anggaran "
         "sudah cukup.", "Joko Prakoso"),
        ("Menteri Pertahanan Joko Prakoso hadir. Menhan menegaskan anggaran sudah cukup.",
         "Joko Prakoso"),
        # the place of a body before the name
        ("Kasi Penkum Kejati Sulsel Suparman mengatakan berkas lengkap. “Lengkap,” kata Suparman.",
         "Suparman"),
        # who gathered what is told
        ("Menurut data yang dihimpun BNPB, 12 orang hilang dalam banjir itu.", "BNPB"),
    ],
)  # fmt: skip
def test_one_name_is_put_to_whoever_is_meant(text: str, name: str) -> None:
    assert names(text)[-1] == name
    assert names(text)[0] == name


def test_a_side_is_no_part_of_the_name() -> None:
    assert names("Pihak PT Nusa Graha menjelaskan penerbangan ditunda.") == ["PT Nusa Graha"]
    assert names("“Sudah ditahan,” kata pihak Polres Bogor.") == ["Polres Bogor"]


def test_a_rank_that_opens_a_sentence_is_no_name() -> None:
    text = (
        "“Patroli aman,” ujar Dansat Brimob Polda Jaya Kombes Surya Prakoso. Kombes Surya "
        "mengatakan patroli rutin dilakukan."
    )
    assert names(text) == ["Surya Prakoso"] * 2


def test_a_surname_that_is_said_twice_is_whole() -> None:
    text = "“Bukti lengkap,” kata pengacara Surya Jaya Butar-butar. “Kami puas,” ujar Surya."
    assert names(text) == ["Surya Jaya Butar-butar"] * 2


def test_who_speaks_in_what_somebody_says_is_not_meant_by_a_description() -> None:
    text = (
        "Hendra menegaskan laporan itu dibuat karena pernyataan yang disampaikan Abu Karsa. "
        "Mantan anggota DPRD itu mengatakan masyarakat mengutamakan musyawarah."
    )
    assert names(text)[-1] == "Hendra"


@pytest.mark.parametrize(
    ("text", "called"),
    [
        # behind the comma of what somebody is, whatever a tagger makes of the name
        ("Peneliti di Institut Samudra untuk Kebijakan Laut, Norin Raydani, menambahkan, kapal itu "
         "terus dipantau. “Mereka diawasi,” kata Raydani.", ["Norin Raydani"] * 2),
        ("Presiden Kolombo, Gastavo Patro, juga menegaskan kapal itu aman. “Sudah aman,” ujar "
         "Patro.", ["Gastavo Patro"] * 2),
        ("Kabag Operasi Polda Kaltim, AKBP Masaludin, mengatakan mobil itu dicari.", ["Masaludin"]),
        # a common word that opens a sentence is no part of a name
        ("Presiden Lebanon Mahdi Abasi mengatakan kapal harus pulang. Ditegaskan Abasi, kapal itu "
         "siap. “Harus pulang,” imbuhnya.", ["Mahdi Abasi"] * 3),
        ("Calon wali kota Zoran Mandani datang. Kebangkitan Mandani mengejutkan partai itu. “Kami "
         "siap,” ujar Mandani.", ["Zoran Mandani"]),
        # nor is the body before it
        ("Bos JP Morgan Jimi Doman datang. “Ekonomi lesu,” ungkap Doman.", ["Jimi Doman"]),
        # "Lalu" and "Baiq" open names of Lombok
        ("Ketua DPRD NTB Lalu Hadi Irfan mengatakan rapat itu selesai. “Sudah selesai,” ujar Lalu.",
         ["Lalu Hadi Irfan"] * 2),
        ("“Sudah selesai,” kata Baiq Nurhayati.", ["Baiq Nurhayati"]),
        ("Rapat ditutup. Lalu Budi Hartono mengatakan rapat itu selesai.", ["Budi Hartono"]),
        ("“Macet,” kata Kasat Lalu Lintas Polres Bogor Budi Hartono.", ["Budi Hartono"]),
        # "dirinya" is who the text is about
        ("Ketua RW Budi Hartono marah. Selain itu, dirinya menilai aturan itu merugikan warga.",
         ["Budi Hartono"]),
    ],
)  # fmt: skip
def test_a_speaker_is_called_by_the_name_and_nothing_else(text: str, called: list[str]) -> None:
    assert names(text) == called


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Selain itu, beberapa pakar menilai jumlah warga itu bakal naik.", "beberapa pakar"),
        ("Lebih lanjut, para nelayan mengungkapkan laut itu kotor.", "para nelayan"),
        ("Selain bangkitnya pasukan warga, para analis percaya ratusan orang pergi ke hutan.",
         "para analis"),
        ("Pihak berwenang menyebut tidak ada ancaman khusus.", "Pihak berwenang"),
        ("“Tidak ada ancaman,” kata pihak berwajib setempat.", "pihak berwajib setempat"),
        ("“Setuju,” jawab peserta rapat serentak.", "peserta rapat"),
        ("Hal itu menuai kecaman dari para pejabat Kaltara, yang menuduh bupati berbohong lagi.",
         "para pejabat Kaltara"),
        ("Ia merupakan anggota partai Karya Baru dan telah menyatakan niatnya mencalonkan diri.",
         "Ia"),
    ],
)  # fmt: skip
def test_a_speaker_without_a_name_is_the_noun_with_its_words(text: str, words: str) -> None:
    assert [one.span.exact for one in speakers(text)] == [words]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        # the rest of a given name behind its hyphen; what is only added is none
        ("Presiden Korea Selatan Lim Joo-hyung datang. “Baik,” kata Lim.", ["Lim Joo-hyung"]),
        ("Yang datang Karno Husada-lah. “Baik,” kata Karno.", ["Karno Husada"]),
        # a body is not who heads it
        ("Bos Air India Nata Chandra datang. “Pesawat itu baik,” kata Air India.", ["Air India"]),
        # an office and one of the names
        ("“Sudah,” kata Ketua Majelis Pengadilan Jakarta Rosihan Rangkuti. Menurut hakim Rosihan, "
         "hukuman itu perlu.", ["Rosihan Rangkuti"] * 2),
        # letters of degrees and corps are no names
        ("Ahli Gizi Olivia Gresia, S.Gz mengatakan minuman itu baik. “Baik,” ujar Olivia.",
         ["Olivia Gresia"] * 2),
        ("Danpomdam Jaya Kolonel Cpm Irsad Hamdi mengatakan pelaku ditahan.", ["Irsad Hamdi"]),
        # before what somebody is
        ("Kisore Chanta, mantan penyidik di Biro Udara, mengatakan mesin itu baik. “Baik,” kata "
         "Chanta.", ["Kisore Chanta"] * 2),
        # of two who share a name the one named last
        ("Nabil Razik, warga Ramallah, mengatakan kota itu sepi. “Sepi,” kata Razik. Ines Razik "
         "dari lembaga itu mengatakan kota itu ramai. “Ramai,” kata Razik.",
         ["Nabil Razik", "Nabil Razik", "Ines Razik", "Ines Razik"]),
        # a body whose name begins with a place
        ("Iran Sea Watch (ISW) menyebut 20 kapal hilang. Menurut ISW, jumlah itu naik.",
         ["Iran Sea Watch (ISW)"] * 2),
    ],
)  # fmt: skip
def test_a_name_is_whole_and_whose_it_is(text: str, called: list[str]) -> None:
    assert names(text) == called


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kabid Humas Polda Bali Kombes Ariasandy menilai jalan itu aman. “Kami jaga,” ujar "
         "Ariasandi.", ["Ariasandy", "Ariasandy"]),
        ("Ketua KNKT Soerjanto Tjahjono datang. “Kami memeriksa,” kata Soejanto.",
         ["Soerjanto Tjahjono"]),
        ("Menteri Zainuddin Wirawan hadir. Menteri Zainudin Wirawan mengatakan stadion itu siap.",
         ["Zainuddin Wirawan"]),
        # two people
        ("Susanto dan Susanti hadir. “Saya senang,” kata Susanti. “Saya juga,” kata Susanto.",
         ["Susanti", "Susanto"]),
        ("Budi Santoso hadir. “Saya datang,” kata Budo.", ["Budo"]),
        ("Ketua Hermawan Putra hadir. Sekretaris Hernawan Putra mengatakan dana itu cukup.",
         ["Hernawan Putra"]),
    ],
)  # fmt: skip
def test_a_name_with_another_letter_is_the_one_met_before(text: str, names: list[str]) -> None:
    assert [speaker.name for speaker in speakers(text)] == names
