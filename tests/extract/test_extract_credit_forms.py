"""How credits, interviews and broadcasts are written, and whom the press has it from."""

from __future__ import annotations

import pytest
from credited import chain, relays

from workbench.domain.fact import Kind
from workbench.extract import extract

QUOTED = "Hujan turun. Jalan ditutup. “Air naik,” kata Rina Wijaya. “Warga pindah,” ujarnya. "


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        ("dalam wawancara tahun 2019 dengan Harbour News", ["Harbour News"]),
        ("dalam wawancara khusus bersama CNBC", ["CNBC"]),
        ("dalam wawancaranya dengan harian El Norte", ["El Norte"]),
        ("saat tampil di Fox News", ["Fox News"]),
        ("dalam program Pagi Kita di BBC", ["BBC"]),
        ("dalam wawancara yang disiarkan CNN", ["CNN"]),
        ("seperti dimuat The Guardian", ["The Guardian"]),
        ("kepada wartawan Reuters di Lyon", ["Reuters"]),
        ("kepada reporter detikcom", []),
        ("dalam acara peresmian pabrik di antara dua desa", []),
        ("dalam acara di RT 05 RW 02", []),
        ("di Bogor. Acara itu disiarkan CNN", []),
    ],
)
def test_what_is_said_to_an_outlet_or_on_it_came_through_it(told: str, steps: list[str]) -> None:
    text = f"“Kami aman,” kata Budi Santoso {told}."
    facts = extract(text, lang="id", outlet="detik.com/news")
    assert chain(facts, "Kami aman").words == ["detik.com", *steps, "Budi Santoso"]


@pytest.mark.parametrize(
    ("credit", "outlets"),
    [
        ("dilansir AFP, 30 Juni 2020", ["AFP"]),
        ("dikutip Rabu (30/6/2020) dari laman Harbour Wire", ["Harbour Wire"]),
        ("dikutip, Rabu (30/6), dari Reuters", ["Reuters"]),
        ("dikutip dari Antara di Jakarta, Selasa (30/6/2020)", ["Antara"]),
        ("dikutip dari Xinhua, Senin, 5 Mei 2025", ["Xinhua"]),
        ("dilansir dari CNN.com, Senin (5/5/2025)", ["CNN.com"]),
        ("dikutip dari rdn.net.au, Senin (5/5/2025)", ["rdn.net.au"]),
        ("dilansir media Vietnam, SaigonExpress, Senin (5/5/2025)", ["SaigonExpress"]),
        ("dilansir surat kabar Corriere della Costa, Senin (5/5/2025)", ["Corriere della Costa"]),
        (
            "dikutip dari Harbour Wire, Reuters, dan Wireless, Senin (5/5/2025)",
            ["Harbour Wire", "Reuters", "Wireless"],
        ),
    ],
)
def test_a_day_beside_a_credit_may_be_written_in_many_ways(credit: str, outlets: list[str]) -> None:
    text = f"{QUOTED}“Kami aman,” kata Budi Santoso, {credit}. Polisi datang."
    assert [one[:2] for one in relays(text)] == [(outlet, "article") for outlet in outlets]


@pytest.mark.parametrize(
    "credit",
    [
        "dikutip Rabu (30/6/2020)",
        "dikutip dari keterangan resmi, Rabu (30/6/2020)",
        "dilansir media Vietnam, Rabu (30/6/2020)",
        "dikutip dari akun Instagram @rina.wijaya, Rabu (30/6/2020)",
    ],
)
def test_a_day_without_an_outlet_is_no_credit(credit: str) -> None:
    assert relays(f"{QUOTED}“Kami aman,” kata Rina Wijaya, {credit}. Polisi datang.") == []


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        ("Televisi pemerintah Zambia, mengutip sumber militer, melaporkan",
         ["Televisi pemerintah Zambia", "sumber militer"]),
        ("Media Zambia, mengutip pejabat keamanan, melaporkan",
         ["Media Zambia", "pejabat keamanan"]),
        ("Media Zambia melaporkan", ["Media Zambia"]),
        ("Dengan mengutip sumber anonim, Axios menyebut", ["Axios", "sumber anonim"]),
        ("New York Times (NYT), dengan mengutip pejabat desa sebelumnya, melaporkan",
         ["New York Times", "pejabat desa"]),
    ],
)  # fmt: skip
def test_whoever_the_press_cites_stands_behind_it(told: str, steps: list[str]) -> None:
    facts = extract(f"{told} bahwa kapal itu tenggelam.", lang="id")
    assert chain(facts, "kapal itu").words == ["detik.com", *steps]


def test_the_outlet_of_the_dateline_is_the_own_one_where_no_other_is_known() -> None:
    text = "JAKARTA, KOMPAS — Hujan turun. “Kami aman,” kata Budi Santoso saat dihubungi Kompas."
    said = next(one for one in extract(text, lang="id") if one.kind is Kind.QUOTE)
    assert [hop.name for hop in said.chain] == ["Budi Santoso"]


@pytest.mark.parametrize(
    ("outlet", "told", "steps"),
    [
        ("bbc.com/indonesia", "kepada BBC News Indonesia", []),
        ("antaranews.com", "dalam keterangan yang diterima ANTARA", []),
        ("thejakartapost.com", "kepada The Jakarta Post", []),
        ("antaranews.com", "kepada Reuters", ["Reuters"]),
        ("tribunnews.com", "dikutip TribunKudus.com dari Kompas.com", ["Kompas.com"]),
        ("tribunnews.com", "kepada TribunKudus.com", ["TribunKudus.com"]),
    ],
)
def test_an_outlet_is_known_by_the_name_of_its_site(
    outlet: str, told: str, steps: list[str]
) -> None:
    text = f"“Kami aman,” kata Budi Santoso {told}."
    facts = extract(text, lang="id", outlet=outlet)
    assert chain(facts, "Kami aman").words == ["detik.com", *steps, "Budi Santoso"]


@pytest.mark.parametrize("before", ["\n", " "])
@pytest.mark.parametrize(
    ("closing", "outlets"),
    [
        ("Sumber: Reuters", ["Reuters"]),
        ("(Sumber: AFP)", ["AFP"]),
        ("[Sumber: AFP, Reuters]", ["AFP", "Reuters"]),
        ("Sumber: The Guardian dan BBC.", ["The Guardian", "BBC"]),
        ("Sumber air: sungai", []),
    ],
)
def test_a_credit_may_close_a_text_in_one_line(
    before: str, closing: str, outlets: list[str]
) -> None:
    text = f"Jalan ditutup sejak pagi.{before}“Kami aman,” kata Budi Santoso.{before}{closing}"
    found = relays(text)
    assert [one[0] for one in found] == outlets
    assert {one[1] for one in found} <= {"article"}


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Sumber: https://www.harbourwire.com/dunia/banjir", "harbourwire.com"),
        ("Sumber: kantor berita Antara", "Antara"),
    ],
)
def test_a_line_of_credit_names_the_outlet_alone(line: str, outlet: str) -> None:
    text = f"Jalan ditutup sejak pagi.\n“Kami aman,” kata Budi Santoso.\n{line}"
    assert [one[0] for one in relays(text)] == [outlet]
