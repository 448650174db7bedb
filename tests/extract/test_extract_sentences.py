from __future__ import annotations

import pytest

from workbench.extract.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Satu. Dua. Tiga.", 3),
        ("Harga naik di kota tersebut.Dia pulang.", 2),
        ("Dr. Budi datang. Ia pulang.", 2),
        ("Joko P. Santoso datang.", 1),
        ("Nilainya 2.400 meter. Benar?", 2),
        ("Apa? Ya! Baik.", 3),
        ("Situs KIBLAT.NET tutup. Selesai.", 2),
        ("", 0),
        ("...", 1),
        ("Encore Energy Pte. Ltd. (Encore) didirikan.", 1),
        ("Bank Negara Tbk. (BBNI) menambah modal.", 1),
        ("Modal ditambah Bank Negara Tbk. Bunga turun.", 2),
        ("Belanja naik dalam APBN-P. Nilai ekspor tinggi.", 2),
    ],
)
def test_splits_at_ends_only(text: str, count: int) -> None:
    assert len(split_sentences(text, 0, len(text), [])) == count


def test_never_splits_inside_a_quotation() -> None:
    text = "“Satu. Dua,” kata Budi. Tiga."
    end = text.index("”") + 1
    found = [text[a:b] for a, b in split_sentences(text, 0, len(text), [(0, end)])]
    assert found == ["“Satu. Dua,” kata Budi.", "Tiga."]
