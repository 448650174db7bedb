"""Three short articles of our own about one harbour: questions, and words that stand in several."""

from __future__ import annotations

from pathlib import Path

from desk_driver import library

SAID = "tidak ada korban jiwa"
TEXTS = (
    "Pelabuhan Ditutup Tiga Hari\n\n"
    "“Pelabuhan ditutup tiga hari,” kata Dewi Lestari, Senin.\n\n"
    "“Kami menunggu kapal terakhir,” kata Samrin Wabula.\n\n"
    f"Menurut warga, {SAID}. Pasar tutup, lalu sepi. Sekali lagi, {SAID}, tulis koran setempat.\n\n"
    "“Besok dibuka lagi,” kata Dewi Lestari.\n",
    "Kapal Terakhir Tiba\n\n"
    f"Kapal itu bersandar malam; {SAID}, begitu bunyi laporan.\n\n"
    "“Semua penumpang turun,” kata Samrin Wabula.\n",
    "Pasar Dibuka Lagi\n\n“Harga ikan turun,” kata Dewi Lestari di pasar itu.\n",
)


def harbour(path: Path) -> Path:
    """A database at path with the three articles; #3 stands on top of the library."""
    folder = path.parent / "harbour"
    folder.mkdir(exist_ok=True)
    for place, text in enumerate(TEXTS, 1):
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")
    return library(path, folder)
