"""How far a credit reaches, and who stands in it together."""

from __future__ import annotations

import pytest
from cpu_work import assert_grows
from credited import chain, relays

from workbench.domain.fact import Credit, Kind
from workbench.extract import extract

LONG = "Warga berkumpul di tepi sungai sejak pagi hari. " * 20


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("“Kami aman,” kata Budi Santoso, seperti dilansir AFP, Jumat (29/5/2026).", "article"),
        ("“Kami aman,” kata Budi Santoso, dikutip dari Reuters, Kamis (19/6/2025).", "article"),
        ("Bendungan itu jebol. Dilansir Reuters, warga mengungsi.", "article"),
        ("“Kami aman,” kata Budi Santoso, dikutip AFP. Polisi datang.", "statement"),
        ("“Kami aman,” kata Budi Santoso kepada Fox News. Polisi datang.", "statement"),
        ("Bendungan itu jebol. Warga mengungsi, menurut laporan Reuters.", "statement"),
        ("Bendungan itu jebol.\n\nSumber: Reuters", "article"),
        ("Bendungan itu jebol pada pagi hari. (Reuters)", "article"),
    ],
)
def test_how_far_a_credit_reaches(text: str, reach: str) -> None:
    assert [one[1] for one in relays(text)] == [reach]


def test_a_dated_credit_speaks_for_the_article_wherever_it_stands() -> None:
    quoted = "“Kami aman,” kata Budi Santoso, seperti dilansir AFP, Jumat (29/5/2026)."
    text = f"“Air naik,” ujar Rina Wijaya. {LONG}{quoted}"
    facts = extract(text, lang="id")
    assert chain(facts, "Air naik").words == ["detik.com", "AFP", "Rina Wijaya"]
    assert chain(facts, "Kami aman").words == ["detik.com", "AFP", "Budi Santoso"]


def test_outlets_that_have_it_from_each_other_share_the_date_behind_them() -> None:
    told = "sebagaimana diberitakan Daily Sabah mengutip The Strait Ledger, Rabu (18/3/2026)"
    text = f"Kapal itu kandas, {told}. {LONG}“Air naik,” ujar Rina Wijaya."
    assert relays(text) == [
        ("Daily Sabah", "article", False),
        ("The Strait Ledger", "article", False),
    ]
    words = chain(extract(text, lang="id"), "Air naik").words
    assert words == ["detik.com", "Daily Sabah", "The Strait Ledger", "Rina Wijaya"]


def test_a_credit_of_one_statement_stands_before_no_other() -> None:
    text = (
        "“Pangkalan itu ditargetkan,” kata Garda Pantai, dikutip IRIB. Garda Pantai tidak "
        "mengungkap lokasi. Kementerian Pertahanan menyebut serangan itu defensif."
    )
    facts = extract(text, lang="id")
    assert [one[0] for one in relays(text)] == ["IRIB"]
    assert chain(facts, "Pangkalan").words == ["detik.com", "IRIB", "Garda Pantai"]
    assert chain(facts, "defensif").words == ["detik.com", "Kementerian Pertahanan"]


def test_what_the_same_speaker_adds_came_the_same_way() -> None:
    text = (
        "“Kami aman,” kata Budi Santoso, dikutip dari CNN. Ia menambahkan bahwa jalan ke kota "
        "sudah dibuka lagi. Hari itu hujan turun deras."
    )
    facts = extract(text, lang="id")
    assert chain(facts, "jalan ke kota").words == ["detik.com", "CNN", "Budi Santoso"]


def test_who_is_credited_together_stands_together_before_the_hop() -> None:
    text = (
        "Kantor berita Fars, seperti dilansir Middle East Eye dan Anadolu Agency, Selasa "
        "(26/5/2026), melaporkan bahwa jet tempur menyerang kapal."
    )
    assert relays(text) == [
        ("Middle East Eye", "article", False), ("Anadolu Agency", "article", True),
    ]  # fmt: skip
    found = chain(extract(text, lang="id"), "jet tempur")
    assert found.words[:2] == ["detik.com", "Middle East Eye + Anadolu Agency"]
    assert "Fars" in found.words[2]


def test_a_credit_is_read_where_the_blank_before_it_is_lost() -> None:
    text = "“Inflasi akan naik,” kata Rina Wijaya dikutip dariReuters, Kamis (19/6/2025)."
    assert relays(text) == [("Reuters", "article", False)]


def test_an_edition_of_a_publisher_is_an_outlet() -> None:
    text = "“Kami aman,” kata Budi Santoso, seperti dilansir detikJateng, Jumat (29/5/2026)."
    assert relays(text) == [("detikJateng", "article", False)]


def test_an_edition_is_read_where_the_blank_before_it_is_lost() -> None:
    text = "“Kami aman,” kata Budi Santoso dilansirdetikJateng, Jumat (29/5/2026)."
    assert relays(text) == [("detikJateng", "article", False)]
    text = "Dikutip daridetikJateng, Budi Santoso menyebut jalan itu sudah dibuka."
    assert relays(text) == [("detikJateng", "article", False)]


@pytest.mark.parametrize(
    ("credit", "outlet", "steps"),
    [
        ("dikutip detikINET dari Harbour Wire", "detik.com/inet", ["Harbour Wire"]),
        ("dikutip detikcom dari AFP", "detik.com", ["AFP"]),
        ("dilansir Kompas.com dari Reuters", "detik.com", ["Kompas.com", "Reuters"]),
        ("dilansir Reuters dari Beirut", "detik.com", ["Reuters"]),
        ("dikutip Antara dari Instagram pribadinya", "detik.com", ["Antara"]),
    ],
)
def test_who_quotes_from_another_outlet_has_it_from_there(
    credit: str, outlet: str, steps: list[str]
) -> None:
    text = f"“Kami aman,” kata Budi Santoso, {credit}, Jumat (29/5/2026)."
    facts = extract(text, lang="id", outlet=outlet)
    assert chain(facts, "Kami aman").words == ["detik.com", *steps, "Budi Santoso"]


@pytest.mark.parametrize(
    "platform", ["akun Instagram Kementerian Sosial", "YouTube Sekretariat Negara", "Truth Social"]
)
def test_a_platform_passes_nothing_on(platform: str) -> None:
    text = f"“Kami aman,” kata Budi Santoso, dikutip dari {platform}, Jumat (29/5/2026)."
    assert relays(text) == []


def test_an_outlet_that_opens_like_a_known_one_keeps_its_whole_name() -> None:
    text = "“Kami aman,” kata Budi Santoso, dikutip dari BBC Wildlife, Jumat (29/5/2026)."
    assert relays(text) == [("BBC Wildlife", "article", False)]
    words = chain(extract(text, lang="id"), "Kami aman").words
    assert words == ["detik.com", "BBC Wildlife", "Budi Santoso"]
    text = "“Kami aman,” kata Budi Santoso, dikutip dari BBC Wildlife. Polisi datang."
    assert relays(text) == [("BBC Wildlife", "statement", False)]


def test_an_unknown_outlet_that_was_told_is_known_by_its_credit() -> None:
    text = (
        "“Air naik,” ujar Budi Santoso, dikutip dari OceanScience, Jumat (29/5/2026). "
        f"{LONG}“Kami aman,” kata Rina Wijaya kepada OceanScience."
    )
    facts = extract(text, lang="id")
    assert chain(facts, "Kami aman").words == ["detik.com", "OceanScience", "Rina Wijaya"]


def test_the_reporters_of_the_article_are_no_step() -> None:
    text = "“Kami aman,” kata Budi Santoso kepada detikcom di Bogor, Jumat (29/5/2026)."
    facts = extract(text, lang="id", outlet="detik.com/news")
    assert chain(facts, "Kami aman").words == ["detik.com", "Budi Santoso"]
    assert relays(text) == [("detikcom", "statement", False)]


def test_a_speaker_who_goes_on_between_many_credits_costs_no_more_than_the_length() -> None:
    told = "Menteri Sosial Rina Wijaya mengatakan bahwa air naik lagi, dikutip dari Reuters. "
    assert_grows(
        lambda size: extract("Hujan turun sejak pagi. " + told * size, lang="id"),
        small=50, large=400, at_most=24,
    )  # fmt: skip


OWN = "“Air naik,” kata Rina Wijaya di Bogor, Jumat (19/9/2025). "


@pytest.mark.parametrize(
    ("day", "reach"),
    [
        ("Rabu (17/9)", "paragraph"),
        ("Rabu (17/9/2025)", "paragraph"),
        ("Jumat (19/9/2025)", "article"),
        ("Sabtu (20/9/2025)", "article"),
    ],
)
def test_a_credit_of_an_earlier_day_speaks_for_what_is_told_of_it(day: str, reach: str) -> None:
    text = f"{OWN}Warga mengungsi. “Kami aman,” kata Budi Santoso, dilansir detikJateng, {day}."
    assert relays(text) == [("detikJateng", reach, False)]


def test_the_days_of_a_year_go_round() -> None:
    own = "“Air naik,” kata Rina Wijaya di Bogor, Kamis (1/1/2026). "
    text = f"{own}“Kami aman,” kata Budi Santoso, dilansir AFP, Rabu (31/12/2025)."
    assert relays(text) == [("AFP", "paragraph", False)]


def test_a_day_that_is_only_told_of_leaves_the_credit_the_article() -> None:
    text = f"Sidang digelar Sabtu (30/5/2026). {LONG}“Kami aman,” kata Budi Santoso, dilansir AFP, "
    assert relays(text + "Jumat (29/5/2026).") == [("AFP", "article", False)]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("laman resmi BPJK", []),
        ("laman BPJK", []),
        ("laman Ocean Weekly", ["Ocean Weekly"]),
        ("laman Reuters", ["Reuters"]),
    ],
)
def test_the_page_of_a_body_that_the_article_tells_of_is_no_outlet(
    page: str, found: list[str]
) -> None:
    said = "Kepala BPJK Rina Wijaya membuka jalan itu. “Kami aman,” katanya, dikutip dari "
    assert [one[0] for one in relays(f"{said}{page}, Jumat (29/5/2026).")] == found


def test_an_outlet_does_not_credit_itself_by_its_section() -> None:
    text = "“Kami aman,” kata Budi Santoso, dilansir detikHealth, Jumat (29/5/2026)."
    facts = extract(text, lang="id", outlet="detik.com/health")
    assert not [one for one in facts if one.kind is Kind.RELAY]
    facts = extract(text, lang="id", outlet="detik.com/news")
    assert [one.attributes.outlet for one in facts if isinstance(one.attributes, Credit)]


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        ("kepada surat kabar Strait Ledger", ["Strait Ledger", "Budi Santoso"]),
        ("kepada media Zambia", ["media Zambia", "Budi Santoso"]),
        ("kepada media", ["Budi Santoso"]),
        ("kepada Presiden Karno", ["Budi Santoso"]),
    ],
)
def test_the_noun_for_an_outlet_tells_that_an_outlet_was_told(told: str, steps: list[str]) -> None:
    text = f"“Kami aman,” kata Budi Santoso {told}, Selasa (30/6/2020)."
    assert chain(extract(text, lang="id"), "Kami aman").words == ["detik.com", *steps]


def test_the_source_of_an_outlet_stands_behind_it() -> None:
    text = (
        "Koran Strait Ledger mengungkap bahwa kapal itu kandas. “Kami aman,” kata sumber Strait "
        "Ledger, dikutip dari AFP, Jumat (29/5/2026)."
    )
    words = chain(extract(text, lang="id"), "Kami aman").words
    assert words == ["detik.com", "AFP", "Strait Ledger", "sumber Strait Ledger"]


def test_an_outlet_that_says_it_itself_leaves_the_credit_of_the_article() -> None:
    text = (
        "“Kami aman,” kata Budi Santoso, dilansir Reuters, Selasa (26/5/2026). Kantor berita "
        "Tasnim melaporkan kapal itu berbalik arah."
    )
    assert chain(extract(text, lang="id"), "berbalik").words == ["detik.com", "Reuters", "Tasnim"]


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        ("saat dihubungi Strait Courier", ["Strait Courier"]),
        ("ketika ditemui Reuters di rumahnya", ["Reuters"]),
        ("saat dikonfirmasi detikJateng, Rabu (22/10/2025)", ["detikJateng"]),
        ("saat dihubungidetikJateng, Rabu (22/10/2025)", ["detikJateng"]),
        ("kepadadetikJatengdi lokasi, Rabu (22/10)", ["detikJateng"]),
        ("saat dihubungi, Rabu (22/10)", []),
        ("saat ditemui wartawan", []),
        ("saat dihubungi Wali Kota Bogor", []),
    ],
)
def test_whoever_asked_somebody_has_it_from_them(told: str, steps: list[str]) -> None:
    facts = extract(f"“Kami aman,” kata Budi Santoso {told}.", lang="id", outlet="detik.com")
    assert chain(facts, "Kami aman").words == ["detik.com", *steps, "Budi Santoso"]


@pytest.mark.parametrize(
    ("opening", "steps"),
    [
        ("Kepada Reuters, Budi Santoso mengatakan", ["Reuters"]),
        ("Berbicara kepada Reuters, Budi Santoso mengatakan", ["Reuters"]),
        ("Dalam wawancara dengan BBC, Budi Santoso mengatakan", ["BBC"]),
        ("Kepada detikJateng, Budi Santoso mengaku", ["detikJateng"]),
        ("Kepada wartawan, Budi Santoso mengatakan", []),
    ],
)
def test_whom_somebody_told_it_may_open_the_sentence(opening: str, steps: list[str]) -> None:
    facts = extract(f"{opening} kapal itu sudah tenggelam.", lang="id", outlet="detik.com")
    assert chain(facts, "kapal itu").words == ["detik.com", *steps, "Budi Santoso"]


def test_what_is_added_was_told_to_the_same_outlet() -> None:
    text = (
        "“Kami aman,” kata Budi Santoso kepada Reuters. “Kapal datang,” tambahnya. Rina "
        "Wijaya mengatakan kapal itu kandas di selat."
    )
    facts = extract(text, lang="id", outlet="detik.com")
    assert chain(facts, "Kapal datang").words == ["detik.com", "Reuters", "Budi Santoso"]
    assert chain(facts, "kapal itu kandas").words == ["detik.com", "Rina Wijaya"]


@pytest.mark.parametrize(
    ("said", "account", "found"),
    [
        ("kata Rina Wijaya", "unggahan Instagram @kabar.desa", ["@kabar.desa"]),
        ("kata Rina Wijaya", "akun X @kabar_desa", ["@kabar_desa"]),
        ("kata Rina Wijaya", "akun @kabar_desa", ["@kabar_desa"]),
        ("kata Rina Wijaya", "akun Instagram @rina.wijaya", []),
        ("kata Kepala BPJK Rina Wijaya", "akun Instagram resmi @bpjk_ri", []),
    ],
)
def test_an_account_passes_on_what_another_one_says(
    said: str, account: str, found: list[str]
) -> None:
    text = f"Jalan dibuka. “Kami aman,” {said}, dikutip dari {account}, Jumat (29/5/2026)."
    assert [one[0] for one in relays(text)] == found


def test_the_page_of_a_club_passes_on_what_a_player_says() -> None:
    text = "“Kami aman,” kata Rangga Wijaya, dikutip dari laman resmi PSK, Jumat (29/5/2026)."
    assert [one[0] for one in relays(text)] == ["PSK"]
    assert [one[0] for one in relays(f"Rangga Wijaya Betah di PSK\n\n{text}")] == ["PSK"]
    assert relays(f"Rangga Wijaya betah di PSK. {text}") == []


def test_the_credit_in_the_sentence_of_the_words_is_the_nearest() -> None:
    text = (
        "Dikutip dari Strait Courier, kapal itu tenggelam. “Kami aman,” kata Budi Santoso, "
        "dilansir Reuters, Jumat (29/5/2026)."
    )
    words = chain(extract(text, lang="id", outlet="detik.com"), "Kami aman").words
    assert words == ["detik.com", "Reuters", "Budi Santoso"]


@pytest.mark.parametrize(
    ("body", "reach"),
    [
        ("WHO", "statement"),
        ("BPS", "statement"),
        ("NASA", "statement"),
        ("Wikipedia", "statement"),
        ("Worldometer", "statement"),
        ("NHK", "article"),
        ("Strait Courier", "article"),
        ("laman Ocean Weekly", "article"),
    ],
)
@pytest.mark.parametrize("day", ["", ", Jumat (29/5/2026)"])
def test_what_is_taken_from_a_body_is_that_alone(body: str, reach: str, day: str) -> None:
    text = f"Pasar ramai. Dikutip dari {body}{day}, harga beras naik. Budi Santoso mengatakan aman."
    assert [one[1] for one in relays(text)] == [reach]


QUOTED = "Hujan turun. Jalan ditutup. “Air naik,” kata Rina Wijaya. “Warga pindah,” ujarnya. "


@pytest.mark.parametrize(
    "credit",
    [
        "Dilansir dari laman Strait Wildlife, buaya muara hidup di sungai.",
        "Dikutip Reuters, buaya muara hidup di sungai.",
        "Dilansir Reuters, Jumat (29/5/2026), buaya muara hidup di sungai.",
        "Sementara itu, dikutip dari Reuters, buaya muara hidup di sungai.",
        "Adapun berdasarkan pemberitaan Reuters, Jumat (29/5/2026), buaya hidup di sungai.",
    ],
)
def test_a_credit_that_opens_a_sentence_late_speaks_from_there_on(credit: str) -> None:
    text = f"{QUOTED}{credit} “Buaya itu besar,” kata Budi Santoso."
    assert [one[1] for one in relays(text)] == ["paragraph"]
    facts = extract(text, lang="id")
    assert chain(facts, "Warga pindah").words == ["detik.com", "Rina Wijaya"]
    assert chain(facts, "Buaya itu besar").words[1:] == [relays(text)[0][0], "Budi Santoso"]


def test_one_quotation_before_a_credit_may_be_the_leads() -> None:
    text = (
        "Hujan turun. Jalan ditutup. “Air naik,” kata Rina Wijaya. Dilansir Reuters, Jumat "
        "(29/5/2026), jembatan putus."
    )
    assert [one[1] for one in relays(text)] == ["article"]


def test_a_part_ends_where_another_credit_begins() -> None:
    text = (
        f"{QUOTED}Dilansir Reuters, kapal datang. “Kami aman,” kata Budi Santoso. Dilansir AFP, "
        "kapal pergi. “Kami lega,” kata Tono Hadi."
    )
    facts = extract(text, lang="id")
    assert chain(facts, "Kami aman").words == ["detik.com", "Reuters", "Budi Santoso"]
    assert chain(facts, "Kami lega").words == ["detik.com", "AFP", "Tono Hadi"]


def test_a_part_ends_where_another_day_is_told_of() -> None:
    told = "“Kami aman,” kata Budi Santoso, dilansir detikJateng, Rabu (17/9/2025). "
    text = f"{OWN}{told}“Kapal datang,” kata Tono Hadi di pelabuhan, Jumat (19/9/2025)."
    facts = extract(text, lang="id")
    assert chain(facts, "Kami aman").words == ["detik.com", "detikJateng", "Budi Santoso"]
    assert chain(facts, "Kapal datang").words == ["detik.com", "Tono Hadi"]


@pytest.mark.parametrize(
    ("opening", "steps"),
    [
        ("Dilansir dari Strait Sport", []),
        ("Dilansir dari Strait Sport, Jumat (29/5/2026)", ["Strait Sport"]),
    ],
)
def test_what_people_post_an_outlet_reads_itself(opening: str, steps: list[str]) -> None:
    text = (
        f"{opening}, PSK kalah telak. “Kami lelah,” kata pelatih Rangga Wijaya. “Ampun deh,” tulis "
        "@rina_bola. Warganet menilai pelatih itu harus pergi."
    )
    facts = extract(text, lang="id")
    assert chain(facts, "Kami lelah").words == ["detik.com", "Strait Sport", "Rangga Wijaya"]
    assert chain(facts, "Ampun").words == ["detik.com", *steps, "@rina_bola"]
    assert chain(facts, "harus pergi").words[1:-1] == steps


@pytest.mark.parametrize(
    ("outlet", "other", "steps"),
    [
        ("detik.com", "", ["detikJateng"]),
        ("detik.com", "“Air surut,” kata Tono Hadi. ", []),
        ("detik.com", "Polisi mencari pelaku, dikutip dari AFP. ", []),
        ("kompas.com", "", []),
    ],
)
def test_the_report_of_an_edition_is_printed_again_where_one_speaks(
    outlet: str, other: str, steps: list[str]
) -> None:
    text = (
        "Budi Santoso menyebut jalan itu aman. “Kami siap,” kata Budi Santoso di Kudus, dikutip "
        f"detikJateng. Jembatan sudah lama rusak. {other}“Warga boleh lewat,” kata Budi Santoso."
    )
    facts = extract(text, lang="id", outlet=outlet)
    assert chain(facts, "boleh lewat").words == ["detik.com", *steps, "Budi Santoso"]
    assert chain(facts, "Kami siap").words == ["detik.com", "detikJateng", "Budi Santoso"]


def test_a_day_may_be_glued_to_the_comma_before_it() -> None:
    text = "“Kami aman,” kata Budi Santoso seperti dilansirdetikNews,Jumat (22/8/2025)."
    assert relays(text) == [("detikNews", "article", False)]


def test_many_credits_that_open_sentences_cost_no_more_than_the_length() -> None:
    told = "Dilansir Reuters, air naik. “Kami aman,” kata Budi Santoso, Jumat (19/9/2025). "
    other = "Dilansir AFP, air surut. “Ampun,” tulis @rina_kita. "
    assert_grows(
        lambda size: extract(QUOTED + (told * 4 + other) * size, lang="id"),
        small=10, large=80, at_most=24,
    )  # fmt: skip
