"""Which words are a time and what they say: for each rule something that is one, and a trap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.fact import Kind, Time
from workbench.extract import extract
from workbench.extract.times import moments_for

ANCHOR = "2018-01-11"
"""A Thursday."""


def times(text: str, lang: str = "id", anchor: str | None = ANCHOR) -> list[tuple[str, Time]]:
    return [
        (fact.span.exact, fact.attributes)
        for fact in extract(text, lang=lang, anchor=anchor, anchor_basis="page")
        if fact.kind is Kind.TIME and isinstance(fact.attributes, Time)
    ]


def said(text: str, lang: str = "id") -> list[tuple[str, str | None, str | None]]:
    return [(words, time.value, time.end) for words, time in times(text, lang)]


@pytest.mark.parametrize(
    ("text", "words", "value", "end"),
    [
        # weekdays and dates, with what belongs to them
        ("Rapat digelar Senin (8/1/2018).", "Senin (8/1/2018)", "2018-01-08", None),
        ("Rapat digelar Senin ( 8/1/2018 ) .", "Senin ( 8/1/2018 )", "2018-01-08", None),
        ("Ia tiba hari Jumat (5/1) pagi.", "hari Jumat (5/1) pagi", "2018-01-05TMO", None),
        ("Ia hilang sejak lama, Rabu (3/1) lalu.", "Rabu (3/1) lalu", "2018-01-03", None),
        ("Rapat digelar hari Selasa tanggal 9 Januari 2018.", "hari Selasa tanggal 9 Januari 2018",
         "2018-01-09", None),
        ("Diskon berlaku 24 sampai 27 Maret 2018.", "24 sampai 27 Maret 2018", "2018-03-24",
         "2018-03-27"),
        ("Diskon berlaku 28 sampai 3 Maret 2018.", "3 Maret 2018", "2018-03-03", None),
        ("Ia tiba Kamis lalu.", "Kamis lalu", "2018-01-04", None),
        ("Ia tiba Kamis dini hari.", "Kamis dini hari", "2018-01-11TNI", None),
        ("Kapal tiba Rabu malam waktu setempat.", "Rabu malam waktu setempat",
         "2018-01-10TNI", None),
        ("Laga digelar Sabtu (13/1) pukul 15.30 WIB.", "Sabtu (13/1) pukul 15.30 WIB",
         "2018-01-13T15:30", None),
        ("Loket buka Sabtu (13/1) pukul 08.00-12.00.", "Sabtu (13/1) pukul 08.00-12.00",
         "2018-01-13T08:00", "2018-01-13T12:00"),
        ("Rakernas digelar Rabu-Kamis (10-11/1/2018).", "Rabu-Kamis (10-11/1/2018)",
         "2018-01-10", "2018-01-11"),
        ("Pameran berlangsung Senin hingga Rabu lalu.", "Senin hingga Rabu lalu",
         "2018-01-08", "2018-01-10"),
        ("Pameran dibuka 9-11 Januari 2018.", "9-11 Januari 2018", "2018-01-09", "2018-01-11"),
        ("Kampanye digelar 15 Februari hingga 23 Juni 2018.", "15 Februari hingga 23 Juni 2018",
         "2018-02-15", "2018-06-23"),
        ("Nota diteken 12 Desember 2017 lalu.", "12 Desember 2017 lalu", "2017-12-12", None),
        ("Iuran ditarik tanggal 10 oleh ketua.", "tanggal 10", None, None),
        ("Pemilihan digelar 10/1/2018 di aula.", "10/1/2018", "2018-01-10", None),
        ("Jadwal mulai hari ini, Kamis (11/1/2018).", "hari ini, Kamis (11/1/2018)",
         "2018-01-11", None),
        ("Ia salat berjemaah pada Jum'at itu.", "Jum'at", "2018-01-05", None),
        # parts of days
        ("Jalan macet pagi tadi.", "pagi tadi", "2018-01-11TMO", None),
        ("Longsor terjadi dini hari tadi.", "dini hari tadi", "2018-01-11TNI", None),
        ("Hujan turun semalam.", "semalam", "2018-01-10TNI", None),
        ("Ronda digelar malam hari.", "malam hari", None, None),
        # the clock
        ("Korban ditemukan pukul 19.30 Wita.", "pukul 19.30 Wita", "T19:30", None),
        ("Gempa terjadi pukul 06.20.35 WIB.", "pukul 06.20.35 WIB", "T06:20", None),
        ("Toko tutup jam 9 malam.", "jam 9 malam", "T21:00", None),
        ("Aturan berlaku 17.00-19.00 WIB.", "17.00-19.00 WIB", "T17:00", "T19:00"),
        # years, months, quarters, weeks, decades, centuries
        ("Ia menjabat pada tahun 2016.", "tahun 2016", "2016", None),
        ("Kerusuhan 1998 silam membekas.", "1998 silam", "1998", None),
        ("Ia anggota dewan periode 2014-2019.", "periode 2014-2019", "2014", "2019"),
        ("Sensus digelar tahun ajaran 2017/2018.", "tahun ajaran 2017/2018", "2017", "2018"),
        ("Lagu itu populer pada era 1990-an.", "era 1990-an", "199", None),
        ("Kapal itu dibuat tahun 80-an.", "tahun 80-an", "198", None),
        ("Benteng itu dibangun pada abad ke-19.", "abad ke-19", "18", None),
        ("Masjid itu berdiri sejak lama, abad XVI.", "abad XVI", "15", None),
        ("Pabrik tutup Agustus 2017 lalu.", "Agustus 2017 lalu", "2017-08", None),
        ("Tiket dijual Maret-Agustus 2017.", "Maret-Agustus 2017", "2017-03", "2017-08"),
        ("Laba naik pada kuartal III 2017.", "kuartal III 2017", "2017-Q3", None),
        ("Kredit seret pada triwulan I/2018.", "triwulan I/2018", "2018-Q1", None),
        ("Sukuk terbit kuartal kedua tahun ini.", "kuartal kedua tahun ini", "2018-Q2", None),
        ("Realisasi pada semester I tercapai.", "semester I", None, None),
        ("Sidang ditunda ke pekan kedua Januari 2018.", "pekan kedua Januari 2018",
         "2018-01", None),
        ("Jalur padat akhir pekan lalu.", "akhir pekan lalu", "2018-W01-WE", None),
        ("Tol selesai pertengahan tahun ini.", "pertengahan tahun ini", "2018", None),
        # counted from the anchor, from another time, and lengths
        ("Ia ditangkap dua hari lalu.", "dua hari lalu", "2018-01-09", None),
        ("Hasil keluar tiga hari lagi.", "tiga hari lagi", "2018-01-14", None),
        ("Ia dipindahkan tiga bulan kemudian.", "tiga bulan kemudian", None, None),
        ("Ia terlihat sehari sebelumnya.", "sehari sebelumnya", None, None),
        ("Jasadnya ditemukan keesokan harinya.", "keesokan harinya", None, None),
        ("Ekspor turun dalam tiga tahun terakhir.", "tiga tahun terakhir", "P3Y", None),
        ("Tamu wajib lapor dalam 2 x 24 jam.", "2 x 24 jam", "PT48H", None),
        ("Ia dipenjara dua hingga tiga tahun.", "dua hingga tiga tahun", "P2Y", "P3Y"),
        ("Ia dihukum satu tahun enam bulan.", "satu tahun enam bulan", "P1Y6M", None),
        # what comes again
        ("Apel digelar setiap Senin.", "setiap Senin", "XXXX-WXX-1", None),
        ("Iuran ditarik setiap tanggal 10.", "setiap tanggal 10", "XXXX-XX-10", None),
        ("Sampah diangkut seminggu dua kali.", "seminggu dua kali", "P1W", None),
        ("Obat diminum tiga kali sehari.", "tiga kali sehari", "P1D", None),
        # open intervals
        ("Ia ditahan sejak akhir Desember 2017.", "sejak akhir Desember 2017", "2017-12", ".."),
        ("Kapal tak melaut sejak kemarin.", "sejak kemarin", "2018-01-10", ".."),
        # named times
        ("Tiket H-3 Lebaran habis.", "H-3 Lebaran", None, None),
        ("Harga naik menjelang Idul Fitri 1439 H.", "Idul Fitri 1439 H", None, None),
        ("Kota ramai saat Natal.", "Natal", "2017-12-25", None),
        ("Warga bersiap menghadapi musim hujan.", "musim hujan", None, None),
        ("Gedung itu penjara pada masa Orde Baru.", "masa Orde Baru", None, None),
        ("Ia bertugas beberapa tahun lalu.", "beberapa tahun lalu", "PAST_REF", None),
        ("Kota ramai saat libur Natal dan Tahun Baru.", "libur Natal dan Tahun Baru", None, None),
        ("Album itu terbit musim panas tahun 1959.", "musim panas tahun 1959", None, None),
        ("Survei digelar bulan agustus 2009.", "bulan agustus 2009", "2009-08", None),
        ("Mereka menikah bulan Juli tahun lalu.", "bulan Juli tahun lalu", "2017-07", None),
        ("Vaksin diberikan (Senin, 8/1/2018) di sana.", "Senin, 8/1/2018", "2018-01-08", None),
        ("Perang itu (1180 - 1185) usai.", "1180 - 1185", "1180", "1185"),
        ("Ulang tahun ke-69 tahun 2015 meriah.", "tahun 2015", "2015", None),
    ],
)  # fmt: skip
def test_the_fullest_natural_expression_is_the_span(
    text: str, words: str, value: str | None, end: str | None
) -> None:
    assert said(text) == [(words, value, end)]


@pytest.mark.parametrize(
    ("text", "words", "value", "end"),
    [
        ("They met late on Tuesday.", "late on Tuesday", "2018-01-09", None),
        ("It fell on the night of January 5.", "the night of January 5", "2018-01-05TNI", None),
        ("It opens at 9 a.m. to 5 p.m.", "9 a.m. to 5 p.m.", "T09:00", "T17:00"),
        ("The loss came in the third quarter of 2017.", "the third quarter of 2017",
         "2017-Q3", None),
        ("It runs from 24 to 27 March 2018.", "24 to 27 March 2018", "2018-03-24", "2018-03-27"),
        ("It runs from March 24 to 27, 2018.", "March 24 to 27, 2018", "2018-03-24",
         "2018-03-27"),
        ("It runs from March 24th to 3.", "March 24th", None, None),
        ("They waited half an hour.", "half an hour", "PT0.5H", None),
        ("He served from 2009 to 2014.", "2009 to 2014", "2009", "2014"),
        ("It was built in the 19th century.", "the 19th century", "18", None),
        ("It was popular in the 1990s.", "the 1990s", "199", None),
        ("Exports fell over the past three years.", "the past three years", "P3Y", None),
        ("They march every Sunday.", "every Sunday", "XXXX-WXX-7", None),
        ("She resigned three months earlier.", "three months earlier", None, None),
        ("Troops left on New Year's Eve.", "New Year's Eve", "2017-12-31", None),
        ("Snow fell this weekend.", "this weekend", "2018-W02-WE", None),
        ("It closed on Friday, Jan. 5, 2018.", "Friday, Jan. 5, 2018", "2018-01-05", None),
        ("The bins are emptied twice a week.", "twice a week", "P1W", None),
    ],
)  # fmt: skip
def test_english_too(text: str, words: str, value: str | None, end: str | None) -> None:
    assert said(text, "en") == [(words, value, end)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("id", "Ia dijerat Undang-Undang Nomor 8 Tahun 1999."),
        ("id", "Hal itu diatur PP Nomor 78 Tahun 2015."),
        ("id", "Mahasiswa Universitas Sebelas Maret berunjuk rasa."),
        ("id", "Ia kuliah di Universitas 17 Agustus 1945."),
        ("id", "Rumahnya di Jalan 17 Agustus nomor 45."),
        ("id", "Persija menang 2-1 atas tamunya."),
        ("id", "Ganda itu menang 21-19, 18-21, 21-15."),
        ("id", "Hubungi nomor 0812-3456-7890."),
        ("id", "Ia membaca QS 2:183 dan ayat lain."),
        ("id", "Perangkat itu memakai iOS 11.2 saja."),
        ("id", "Mei Hwa membuka toko di Pasar Minggu."),
        ("id", "Bupati Juni Rahman menolak berkomentar."),
        ("id", "Esai itu dimuat Kompas Minggu."),
        ("id", "Jemaah datang untuk salat Jumat."),
        ("id", "Anak-anak ikut sekolah Minggu."),
        ("id", "Nilainya Rp 2.018 miliar."),
        ("id", "Ia akan maju di Pilkada 2018."),
        ("id", "Korban berusia 17 tahun."),
        ("id", "Siti (25 tahun) melapor."),
        ("id", "Warga berusia lebih dari 50 tahun dibatasi."),
        ("id", "Warga 60 tahun ke atas divaksin."),
        ("id", "Bayi berusia 3 bulan itu selamat."),
        ("id", "Ada sekitar 1800-2000 orang di sana."),
        ("id", "Operasi 17 Agustus dipimpin Daryatmo."),
        ("id", "Ia menjalankan hidup sehari-hari."),
        ("id", "Pedagang menjual kue Lebaran."),
        ("id", "Polisi menutup klub malam di kota."),
        ("id", "Ia membeli jam tangan."),
        ("id", "Mereka bekerja siang malam."),
        ("id", "Perayaan Natal bersama dibatalkan."),
        ("id", "Iuran Rp 25.000 per bulan."),
        ("id", "Kini warga sudah pulang, saat ini aman."),
        ("id", "Gol dicetak pada menit ke-78."),
        ("id", "Resolusi 2334 disahkan."),
        ("id", "Sebanyak 1998 orang mengungsi."),
        ("en", "He reads John 3:16 aloud."),
        ("en", "May Chen and April Jones run the shop."),
        ("en", "You may march on."),
        ("en", "The Securities Act of 1933 passed."),
        ("en", "A 25-year-old man came."),
        ("en", "They voted at 20 sites."),
        ("en", "Some 2018 houses fell."),
        ("en", "The 2018 Winter Olympics opened."),
        ("en", "Mr. March declined to comment."),
    ],
)
def test_what_only_looks_like_a_time_is_none(lang: str, text: str) -> None:
    assert times(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("id", "Ia akan pensiun April mendatang.", "2018-04"),
        ("id", "Debat digelar Jumat depan.", "2018-01-12"),
        ("id", "Pendaftaran dibuka hingga Jumat.", "2018-01-12"),
        ("id", "Pemeriksaan akan dilakukan pada Rabu di sana.", "2018-01-17"),
        ("id", "Pada Rabu, KPU akan mengumumkan hasil.", "2018-01-17"),
        ("id", "Cuaca buruk sampai akhir Februari.", "2018-02"),
        ("id", "Hingga Rabu api belum padam.", "2018-01-10"),
        ("id", "Ia diperiksa Rabu di sana.", "2018-01-10"),
        ("id", "Bandara tutup 17 Maret karena ombak.", None),
        ("id", "Ombak tinggi pada 17 Januari di selatan.", "2018-01-17"),
        ("id", "Ia lahir 20 Desember lalu.", "2017-12-20"),
        ("en", "The deal must be signed by Friday.", "2018-01-12"),
        ("en", "The minister will travel on Saturday.", "2018-01-13"),
        ("en", "The minister, he said Saturday, was ill.", "2018-01-06"),
    ],
)
def test_the_past_is_nearest_unless_the_words_look_ahead(
    lang: str, text: str, value: str | None
) -> None:
    ((_, time),) = times(text, lang)
    assert (time.value, time.resolved) == (value, value is not None)


@pytest.mark.parametrize(
    ("text", "words", "modifier"),
    [
        ("Izin berlaku hingga 31 Desember 2018.", "31 Desember 2018", "UNTIL"),
        ("Ia datang sekitar pukul 10.00 WIB.", "pukul 10.00 WIB", "APPROX"),
        ("Ia pulang sebelum 2020.", "2020", "BEFORE"),
        ("Ia pindah setelah Mei 2017.", "Mei 2017", "AFTER"),
        ("Ia pindah awal 2017.", "awal 2017", "START"),
        ("Ia pindah pertengahan 2017.", "pertengahan 2017", "MID"),
        ("Ia pindah akhir 2017.", "akhir 2017", "END"),
        ("Ia pindah sejak 2017.", "sejak 2017", "SINCE"),
        ("Ia pindah pada 2017.", "2017", None),
    ],
)
def test_a_preposition_is_said_by_the_modifier(text: str, words: str, modifier: str | None) -> None:
    ((exact, time),) = times(text)
    assert (exact, time.modifier) == (words, modifier)


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("hingga Jumat ia menunggu", 0, "hingga Jumat"),
        ("saat ini ia menunggu", 0, "saat ini"),
        ("katanya Rabu (10/1) lalu", 8, "Rabu (10/1) lalu"),
        ("Rabuan digelar", 0, None),
        ("katanya Rabu", 7, None),
        ("sampai hati", 0, None),
        ("", 0, None),
    ],
)
def test_an_adjunct_of_time_is_told_at_its_place(text: str, at: int, words: str | None) -> None:
    moment = moments_for("id").match(text, at)
    assert (moment.group() if moment else None) == words
    assert moment is None or moment.end() == at + len(moment.group())


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    "piece",
    ["Senin (", "1 ", "1/1", "sejak ", "the early ", "2016-2017 ", "Januari-", "setiap Senin, ",
     "pukul 10.00-", "H-1 ", "2 x ", "kuartal III ", "dua puluh hingga ", "Rabu\x1b[2J-"],
)  # fmt: skip
def test_a_line_of_nothing_but_beginnings_is_read_in_time(lang: str, piece: str) -> None:
    text = piece * (20_000 // len(piece))
    for words, time in times(text, lang):
        assert words in text
        assert time.granularity


_WORDS = (
    "Senin (8/1) sejak hingga awal akhir tahun 2016 - / . , 31 Februari 12:99 pukul jam pekan "
    "lalu depan H-3 Lebaran abad ke-99 9999 setiap dua x 24 tanggal 32"
)


@given(st.lists(st.sampled_from([*_WORDS.split(), "\n", "\u202e"]), max_size=14))
def test_no_order_of_words_of_time_breaks_the_offsets(words: list[str]) -> None:
    text = " ".join(words)
    for fact in extract(text, lang="id", anchor="0001-01-01"):
        assert text[fact.span.start : fact.span.end] == fact.span.exact


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The bridge closed at 14:00.", [("14:00", "T14:00", None)]),
        ("The vote, at 9:30, was close.", [("9:30", "T09:30", None)]),
        ("The 22:40 left the platform.", []),
        ("They won 14:00 and left.", []),
        ("It was drawn at 16:105 of its size.", []),
    ],
)
def test_an_hour_with_a_colon_needs_no_word_behind_it(
    text: str, found: list[tuple[str, str, None]]
) -> None:
    assert said(text, "en") == found
