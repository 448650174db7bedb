"""What an article says that somebody is, beside any of its names: known at each of them."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Kind, Name
from workbench.extract import extract


def roles(text: str, lang: str = "id") -> dict[str, set[str | None]]:
    """Name -> the roles that its facts have."""
    found: dict[str, set[str | None]] = {}
    for fact in extract(text, lang=lang):
        if fact.kind is Kind.PERSON and isinstance(fact.attributes, Name):
            found.setdefault(fact.attributes.name, set()).add(fact.attributes.role)
    return found


COMPANY = "Direktur Utama PT Muara Jaya Lestari"


@pytest.mark.parametrize(
    ("lang", "text", "name", "role"),
    [
        # before the name
        ("id", "Panglima Front Timur, Jenderal Yusuf Hadi, berjanji mundur. Kata Hadi, itu cukup.",
         "Yusuf Hadi", "Panglima Front Timur, Jenderal"),
        ("id", "Ketua DPRD Kabupaten Lemba, H. Usman Pelu, pulang.", "Usman Pelu",
         "Ketua DPRD Kabupaten Lemba"),
        ("id", "Kata Direktur Potensi, Kepatuhan dan Penerimaan Pajak DJP, Ihsan Wibawa, cukup.",
         "Ihsan Wibawa", "Direktur Potensi, Kepatuhan dan Penerimaan Pajak DJP"),
        ("id", "Hal tersebut disampaikan Kepala Desa Lemba, Ahmad Fauzi.", "Ahmad Fauzi",
         "Kepala Desa Lemba"),
        ("id", "Polisi menangkap nakhoda kapal Hasan Tuala. Kata Tuala, kapal itu kosong.",
         "Hasan Tuala", "nakhoda kapal"),
        ("id", "Itu kata Kasat Reskrim Polres Lemba Kompol Gilang Putranto.", "Gilang Putranto",
         "Kasat Reskrim Polres Lemba"),
        ("en", "Its commander, General Yusuf Hadi, promised to reply.", "Yusuf Hadi",
         "commander, General"),
        # behind it
        ("id", f"“Gudang kosong,” kata Bram Suhada, {COMPANY}, Senin.", "Bram Suhada", COMPANY),
        ("id", f"Bram Suhada ({COMPANY}) mengatakan gudang itu kosong.", "Bram Suhada", COMPANY),
        ("id", f"“Gudang kosong,” kata Bram Suhada. Bram Suhada adalah {COMPANY}.", "Bram Suhada",
         COMPANY),
        ("id", f"“Gudang kosong,” kata Bram Suhada selaku {COMPANY}.", "Bram Suhada", COMPANY),
        ("id", f"Bram Suhada, yang menjabat {COMPANY}, mengatakan itu.", "Bram Suhada", COMPANY),
        ("id", "Hasan Tuala, nakhoda kapal itu, membantah. “Tidak benar,” kata Hasan.",
         "Hasan Tuala", "nakhoda kapal"),
        ("en", "“It was full,” said Ana Lesmo, a spokeswoman for the Harbour Union, on Monday.",
         "Ana Lesmo", "spokeswoman for the Harbour Union"),
        ("en", "“It was full,” Lesmo said. Ana Lesmo is the commander of the fleet.", "Ana Lesmo",
         "commander of the fleet"),
    ],
)  # fmt: skip
def test_a_role_is_known_at_each_place_of_the_name(
    lang: str, text: str, name: str, role: str
) -> None:
    assert roles(text, lang)[name] == {role}


def test_each_of_two_who_are_named_together_has_their_own() -> None:
    text = "Presiden Arman Wijaya dan Menteri Luar Negeri Sinta Lesmana mengatakan itu gagal."
    assert roles(text) == {
        "Arman Wijaya": {"Presiden"}, "Sinta Lesmana": {"Menteri Luar Negeri"},
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Usai bertemu Presiden, Bram Suhada mengatakan gudang itu kosong.",
        "Menteri itu mengatakan, Bram Suhada mengatakan gudang itu kosong.",
        "Futuris Rina Wijaya, aktor Kari Kolma, dan Bram Suhada datang.",
        "Dari keluarga petani miskin di Lemba, Bram Suhada pindah ke kota.",
        "Mereka berkumpul di Jalan Pemuda, Lemba, Bram Suhada mengatakan gudang itu kosong.",
        "Investor masih menunggu pemerintah, Bram Suhada mengatakan gudang itu kosong.",
    ],
)
def test_nobody_is_given_the_role_of_another(text: str) -> None:
    assert roles(text)["Bram Suhada"] == {None}


def test_the_office_of_who_is_named_before_it_ends_in_nobodys_name() -> None:
    text = f"Bram Suhada yang menjabat sebagai {COMPANY} mengatakan gudang itu kosong."
    assert set(roles(text)) == {"Bram Suhada"}
    assert set(roles("Tamunya adalah Presiden Arman Wijaya.")) == {"Arman Wijaya"}
