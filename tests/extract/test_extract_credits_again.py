"""Credits that stand beside others: told again, of an outlet that is pointed at, beside what the
article's own outlet was told, and in one line with those who wrote it."""

from __future__ import annotations

import pytest
from credited import chain, relays

from workbench.domain.fact import Credit
from workbench.extract import extract

LONG = "Warga berkumpul di tepi sungai sejak pagi hari. " * 3


def test_an_outlet_speaks_for_the_article_again_behind_another_one() -> None:
    text = (
        f"Dilansir Reuters, Senin (2/6/2025), tanggul itu jebol.\n{LONG}\n"
        "Dilansir AFP, Senin (2/6/2025), sungai itu meluap. Rina Wijaya mengatakan air naik "
        f"cepat.\n{LONG}\nDilansir Reuters, Senin (2/6/2025), Budi Santoso mengatakan warga "
        "sudah pulang."
    )
    facts = extract(text, lang="id")
    assert chain(facts, "air naik").words == ["detik.com", "AFP", "Rina Wijaya"]
    assert chain(facts, "warga sudah").words == ["detik.com", "Reuters", "Budi Santoso"]


def test_what_one_outlet_says_again_is_told_once_where_no_other_spoke_since() -> None:
    once = "Dilansir Reuters, Senin (2/6/2025), tanggul itu jebol."
    again = "Dilansir Reuters, Senin (2/6/2025), warga mengungsi."
    assert len(relays(f"{once} {LONG}{again}")) == 1


@pytest.mark.parametrize("credit", ["dikutip Reuters", "kepada Reuters", "dilansir dari Reuters"])
def test_a_statement_has_a_credit_of_its_own_beside_another_ones_article(credit: str) -> None:
    text = (
        f"Dilansir Reuters, Senin (2/6/2025), tanggul itu jebol.\n{LONG}\n"
        f"Dilansir AFP, Senin (2/6/2025), sungai itu meluap. {LONG}"
        f"“Kami aman,” kata Budi Santoso, {credit}. Polisi datang."
    )
    assert relays(text)[-1][:2] == ("Reuters", "statement")
    assert chain(extract(text, lang="id"), "Kami aman").words[1] == "Reuters"


def test_an_outlet_that_is_told_something_twice_is_credited_twice() -> None:
    text = (
        "“Kami aman,” kata Budi Santoso, dikutip dari kantor berita AFP. Jembatan itu ditutup. "
        "“Air naik,” kata Rina Wijaya kepada AFP. “Sejak pagi,” tambahnya."
    )
    facts = extract(text, lang="id")
    assert [one[1] for one in relays(text)] == ["statement", "statement"]
    for words, who in (("Kami aman", "Budi Santoso"), ("Sejak pagi", "Rina Wijaya")):
        assert chain(facts, words).words == ["detik.com", "AFP", who]


def test_one_of_two_that_share_the_article_is_told_something_alone() -> None:
    text = (
        "Dilansir Reuters dan AFP, Senin (2/6/2025), tanggul itu jebol. “Kami aman,” kata Budi "
        "Santoso. “Air naik,” kata Rina Wijaya kepada Reuters."
    )
    facts = extract(text, lang="id")
    assert chain(facts, "Kami aman").words[1] == "Reuters + AFP"
    assert chain(facts, "Air naik").words == ["detik.com", "Reuters", "Rina Wijaya"]


@pytest.mark.parametrize(
    "told",
    ["kepada surat kabar Zuid Koerier", "dalam wawancara dengan harian Zuid Koerier",
     "kepada majalah Zuid Koerier"],
)  # fmt: skip
def test_a_paper_whose_name_nobody_knows_was_told(told: str) -> None:
    assert [
        one[:2] for one in relays(f"“Kami aman,” kata Budi Santoso {told}. Polisi datang.")
    ] == [("Zuid Koerier", "statement")]


@pytest.mark.parametrize("whom", ["media Jerman", "media Timur Tengah", "stasiun televisi swasta"])
def test_the_press_of_a_place_has_no_name(whom: str) -> None:
    assert relays(f"“Kami aman,” kata Budi Santoso kepada {whom}. Polisi datang.") == []


def test_a_news_site_is_no_page_of_its_own_body() -> None:
    text = "Tanggul itu, seperti dilaporkan situs berita Kabar Hilir, jebol. Kabar Hilir tutup."
    assert [one[0] for one in relays(text)] == ["Kabar Hilir"]


@pytest.mark.parametrize("pointed", ["harian itu", "surat kabar tersebut", "media itu"])
def test_the_outlet_that_is_pointed_at_is_the_one_named_last(pointed: str) -> None:
    text = (
        "Wali kota itu mundur, menurut harian Zuid Koerier, Rabu. “Saya lelah,” kata Budi "
        f"Santoso, sebagaimana dikutip {pointed}. Warga terkejut."
    )
    words = chain(extract(text, lang="id"), "Saya lelah").words
    assert words == ["detik.com", "Zuid Koerier", "Budi Santoso"]


def test_nobody_is_pointed_at_where_no_outlet_was_named() -> None:
    assert relays("“Saya lelah,” kata Budi Santoso, dikutip harian itu. Warga terkejut.") == []


@pytest.mark.parametrize(
    "workers",
    ["Penerjemah: Nadia Putri", "Penerjemah: Nadia Putri Editor: Bayu Tri Laksono",
     "Pewarta : Nadia Putri Redaktur : Bayu Laksono"],
)  # fmt: skip
def test_whoever_wrote_it_may_stand_behind_the_credit_in_its_line(workers: str) -> None:
    text = f"Tanggul itu jebol. Rina Wijaya mengatakan air naik cepat. Sumber: Anadolu {workers}"
    assert [one[:2] for one in relays(text)] == [("Anadolu", "article")]
    assert chain(extract(text, lang="id"), "air naik").words[1] == "Anadolu"


def test_what_its_own_outlet_was_told_has_no_credit_of_the_others() -> None:
    text = (
        "“Kami aman,” ujar Budi Santoso kepada detikcom, Senin (2/6/2025). Warga pulang.\n"
        f"Mengutip Tirta Sehat, tanggul itu sudah tua.\n{LONG}\nBudi mengatakan pompa dikirim."
    )
    facts = extract(text, lang="id", outlet="detik.com")
    assert chain(facts, "pompa").words == ["detik.com", "Budi Santoso"]
    credits = [fact.attributes for fact in facts if isinstance(fact.attributes, Credit)]
    assert [(one.outlet, one.reach) for one in credits] == [("Tirta Sehat", "statement")]


@pytest.mark.parametrize(("day", "reach"), [(", Jumat.", "article"), (" Jumat lalu.", "statement")])
def test_the_name_of_a_day_dates_a_credit(day: str, reach: str) -> None:
    text = f"“Kami aman,” kata Budi Santoso, seperti dilansir AFP{day} Polisi datang."
    assert [one[1] for one in relays(text)] == [reach]
