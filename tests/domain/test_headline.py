"""The headline: put before a text that does not print its title, and before no other."""

from __future__ import annotations

import tracemalloc
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.headline import prints_title, with_headline

BODY = "Sembilan orang selamat dari kapal yang karam.\n\nDua lainnya masih dicari."
TITLE = "Kapal Karam di Selat: “Sembilan Selamat”"


@given(st.text(), st.text())
def test_the_text_as_given_is_what_lies_behind_the_headline(text: str, title: str) -> None:
    stored, start = with_headline(text, title)
    assert stored[start:] == text
    assert (start == 0) is (stored == text)
    if start:
        headline = stored[: start - 2]
        assert stored[start - 2 : start] == "\n\n"
        assert headline == headline.strip()
        assert len(headline.splitlines()) == 1
        assert any(map(str.isalnum, headline))


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_gets_a_second_headline(text: str, title: str) -> None:
    stored, start = with_headline(text, title)
    assert with_headline(stored, title) == (stored, 0)
    if not start:
        headline = " ".join(title.split())
        assert with_headline(f"{headline}\n\n{text}", title)[1] == 0


@given(st.text(max_size=60), st.text(max_size=60))
def test_normal_text_stays_normal_behind_a_headline(text: str, title: str) -> None:
    text, title = unicodedata.normalize("NFC", text), unicodedata.normalize("NFC", title)
    stored, _ = with_headline(text, " ".join(title.split()))
    assert stored == unicodedata.normalize("NFC", stored)


def test_a_title_stands_on_a_line_of_its_own_before_a_blank_one() -> None:
    assert with_headline(BODY, TITLE) == (f"{TITLE}\n\n{BODY}", len(TITLE) + 2)
    assert with_headline(BODY, "  Kapal\n Karam ")[0] == f"Kapal Karam\n\n{BODY}"


@pytest.mark.parametrize("title", ["", "   ", "…", "— — —", "\u200b\u200b", "\ufeff"])
def test_a_title_without_a_word_is_no_headline(title: str) -> None:
    assert with_headline(BODY, title) == (BODY, 0)


@pytest.mark.parametrize(
    "beginning",
    [
        TITLE,
        TITLE.upper(),
        f"\n\n  {TITLE}  ",
        'Kapal Karam di Selat: "Sembilan Selamat"',
        "Kapal  Karam\tdi Selat:\u00a0'Sembilan Selamat'",
        "Kapal Karam\ndi Selat: “Sembilan Selamat”",
        f"# {TITLE}",
        f"{TITLE} - Pos Selat",
        f"Senin, 9 Maret 2026 | 18.30 WIB\n{TITLE}",
        f"SELAT, Antara\n\nOleh: Dewi Lestari\n\n{TITLE}",
    ],
)
def test_a_text_that_begins_with_its_title_has_one(beginning: str) -> None:
    for gap in ("\n", "\n\n"):
        assert with_headline(f"{beginning}{gap}{BODY}", TITLE)[1] == 0


def test_a_text_whose_lines_were_lost_begins_with_its_title_too() -> None:
    assert prints_title(f"{TITLE} SELAT, Antara - {BODY}", TITLE)


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} - Pos Selat",
        f"{TITLE} | Pos Selat",
        f"Pos Selat — {TITLE}",
        f"{TITLE} » Pos Selat",
        "Kapal Karam di Selat: “Sembilan …",
        "Kapal Karam di Sel...",
    ],
)
def test_a_site_s_name_or_a_cut_makes_no_other_title(title: str) -> None:
    assert prints_title(f"{TITLE}\n\n{BODY}", title)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Kapal Kar", f"Kapal Karam\n\n{BODY}"),
        ("KPK | Penyidik Memanggil Menteri Perdagangan", f"KPK\n\n{BODY}"),
        ("Sembilan Selamat", BODY),
        ("Dua lainnya masih dicari oleh tim", BODY),
        ("Kapal Karam", "\n".join([*"abcdefgh", "Kapal Karam", BODY])),
    ],
)
def test_what_only_looks_like_the_title_is_not_it(title: str, text: str) -> None:
    assert with_headline(text, title) == (f"{title}\n\n{text}", len(title) + 2)


def test_long_titles_and_texts_are_compared_as_far_as_it_takes() -> None:
    title = "kata demi kata " * 60
    assert prints_title(f"{title}\n\n{BODY}", title)
    assert not prints_title(BODY * 20_000, title)
    assert with_headline(BODY, title)[0].startswith(title.strip())


def test_headlines_are_not_remembered() -> None:
    """A long import passes a new one with every article."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for number in range(1_000):
            with_headline(f"Berita nomor {number} tentang kapal.\n\n{BODY}", f"Kapal {number}")
        assert tracemalloc.get_traced_memory()[0] - before < 100_000
    finally:
        tracemalloc.stop()
