"""Writes the cases of the reader of PDF: pages of our own, printed by Chromium.

Run it with the folder to write into. The pages are served on loopback under a name of the reserved
domain .test, so that no path of a machine is printed. The tests read what is stored and never run
this.
"""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

STYLE = """
@page { size: A5; margin: 14mm 12mm }
body { font: 11px/1.4 "DejaVu Serif" }
.columns { columns: 2; column-gap: 16px; text-align: justify; hyphens: manual }
.drop::first-letter { font-size: 40px; float: left; line-height: 1 }
"""
LONG = (
    "Saksi bernama Markus Tuan mengatakan kapal-kapal nelayan datang lebih dulu daripada tim "
    "penyelamat, dan bahwa penumpang di geladak bawah tidak mendengar peringatan apa pun sebelum "
    "lambung kapal membentur karang di sisi timur teluk itu. Ombak setinggi dua meter lebih masuk "
    "ke ruang mesin sekitar pukul sembilan malam, ketika sebagian besar penumpang sudah tidur."
)
ARTICLE = f"""
<h1>Kapolres membuka penyidikan kapal karam</h1>
<p>Kamis, 12 Februari 2026</p>
<div class="columns">
<p class="drop">Kapolres Teluk Kenari Andi Rahmat membuka penyidikan atas karamnya kapal feri itu,
kata juru bicaranya kepada wartawan di pelabuhan.</p>
<p>Pertang&shy;gung&shy;jawab&shy;an nakhoda diperiksa. Anak-anak yang selamat berlari-lari di
dermaga, dijemput keluarga masing-masing; pertanggungjawaban awak menyusul.</p>
<p>“Kami tidak menemukan tanda-tanda sabotase,” ujar Andi Rahmat.</p>
<p>{LONG}</p>
<p>Kantor itu memeriksa efisiensi pompa dan tafsir Qurʾan yang dibawa penumpang.</p>
<p>{LONG.replace("Saksi bernama Markus Tuan", "Syahbandar Yosef Lating")}</p>
<p>{LONG.replace("Saksi bernama Markus Tuan", "Juru mudi Lukas Weku")}</p>
<p>{LONG.replace("Saksi bernama Markus Tuan", "Perawat Dina Marbun")}</p>
</div>
"""
PAGES = {
    "columns": ("id", "Kapolres membuka penyidikan kapal karam - Harian Teluk", ARTICLE),
    "narrow": (
        "id",
        "Warga berlarian",
        "<h1>Warga berlarian saat gempa</h1><div style='width:148px'><p>Warga berlari-lari keluar "
        "rumah, anak-anaknya menangis, dan mereka tolong-menolong. Kejuaraan semi-profesional itu "
        "dihentikan, kata Wali Kota Tual Ahmad Keliobas. Pemerintah&shy;an kota mem&shy;pertimbang"
        "&shy;kan pe&shy;nunda&shy;an sayur-mayur.</p></div>",
    ),
    "arabic": (
        "id",
        "Salam",
        "<p>Ia menutup pidatonya dengan salam.</p><p>Hadirin berdiri lalu menjawab.</p>"
        "<div style='break-before:page' dir='rtl' lang='ar'><p>قال الوزير إن الميناء مفتوح</p>"
        "<p>وأضاف أن السفن تعمل كل ساعة</p></div>",
    ),
    "pictures": (
        "id",
        "Gambar",
        "<svg width=300 height=300><rect width=300 height=300 fill=teal /></svg>",
    ),
    "half": (
        "id",
        "Setengah",
        "<p>Halaman pertama berisi kata-kata yang cukup.</p><div style='break-before:page'>"
        "<svg width=300 height=300><rect width=300 height=300 fill=teal /></svg></div>",
    ),
}


def main(folder: Path) -> None:
    """Serve the pages and print each of them."""
    with tempfile.TemporaryDirectory() as place:
        for name, (lang, title, body) in PAGES.items():
            page = (
                f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{title}</title>'
            )
            page += f"<style>{STYLE}</style><body>{body}"
            (Path(place) / f"{name}.html").write_text(page, "utf-8")
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=place)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name in PAGES:
            _print(name, folder / f"{name}.pdf", server.server_port, place, [])
        server.shutdown()


def _print(name: str, path: Path, port: int, place: str, options: list[str]) -> None:
    if name in ("pictures", "half"):
        options = [*options, "--no-pdf-header-footer"]
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={place}/p",
         f"--host-resolver-rules=MAP harian.test:80 127.0.0.1:{port}", *options,
         f"--print-to-pdf={path}", f"http://harian.test/{name}.html"],
        check=True, timeout=60, capture_output=True,
    )  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
