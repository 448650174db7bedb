"""Whether two articles tell the same in other words."""

from __future__ import annotations

from workbench.extract import ordinary_words
from workbench.match.rewrites import (
    REWRITE,
    TELLING,
    Story,
    number_of,
    rarity,
    score,
    story_of,
    telling,
)

ORDINARY = ordinary_words("id")
WRECK = "Kapal kayu Sinar Laut karam di Selat Buton, Senin (2/3/2026). Sebelas awak diselamatkan \
nelayan Wakorumba, kata kepala pos SAR Hasan Tuwe. “Ombaknya empat meter ketika lambung itu \
pecah,” ujarnya."
SAME = "Nelayan Wakorumba menolong sebelas awak Sinar Laut setelah kapal itu pecah lambungnya di \
Selat Buton. Hasan Tuwe, kepala pos SAR, bercerita: “Ombaknya empat meter ketika lambung itu \
pecah.”"
OTHER = "Kapal feri Sinar Laut kembali melayani lintasan Selat Buton mulai Jumat, kata kepala \
syahbandar Ratna Wulandari. Tiket dijual Rp 45.000 di loket Baubau."


def story(title: str, text: str, *, days: tuple[str, ...] = ()) -> Story:
    quoted = [text.partition("“")[2].partition("”")[0]] if "“" in text else []
    return story_of(title, text, ordinary=ORDINARY, quoted=quoted, days=days)


def test_the_same_event_in_other_words_is_told_from_the_same_place_and_ship() -> None:
    wreck, same = story("Sinar Laut Karam", WRECK), story("Nelayan Tolong Awak Sinar Laut", SAME)
    other = story("Sinar Laut Kembali Melayani Selat Buton", OTHER)
    assert score(wreck, same, apart=0, rarities=5.0) >= REWRITE
    assert score(wreck, other, apart=0, rarities=5.0) < REWRITE
    assert score(wreck, same, apart=0, rarities=5.0) == score(same, wreck, apart=0, rarities=5.0)


def test_days_apart_and_heads_of_other_days_speak_against_it() -> None:
    monday = story("Sinar Laut Karam", WRECK, days=("2026-03-02",))
    again = story("Sinar Laut Karam", WRECK, days=("2026-03-03",))
    same_day = score(monday, monday, apart=0, rarities=2.0)
    assert score(monday, again, apart=0, rarities=2.0) < same_day
    assert score(monday, monday, apart=3, rarities=2.0) < same_day


def test_an_article_is_found_by_few_words_that_tell_something() -> None:
    names = ["Hasan Tuwe", "Selat Buton", "Wakorumba", "SAR"]
    words = telling("Kapal Sinar Laut Karam", WRECK + " 4.512 karung", names, ORDINARY)
    assert len(words) == TELLING
    assert {"karam", "buton", "tuwe"} <= set(words)
    assert not set(words) & ORDINARY
    assert telling("", "", [], ORDINARY) == []


def test_a_short_name_counts_where_it_is_a_word_and_a_longer_one_in_its_forms() -> None:
    text = "Ica bertemu Wulan. Mereka bicara; dibicarakan pembicara. Wulan pulang, Wulannya senang."
    assert telling("", text, ["Ica", "Wulan"], ORDINARY) == ["wulan", "ica"]
    text = "Ica dan Ica bertemu Wulan; Wulannya, sewulan."
    assert telling("", text, ["Ica", "Wulan"], ORDINARY) == ["wulan", "ica"]


def test_words_of_every_language_and_none_are_counted() -> None:
    assert {"yang", "pemerintah"} <= ORDINARY
    assert {"government", "said"} <= ordinary_words("en")
    assert {"regierung", "bundesregierung", "nicht"} & ordinary_words("de")
    assert telling("Außerdem große Flut", "", [], ordinary_words("de")) == ["flut"]
    assert ordinary_words("xx") == frozenset()
    assert 0 <= number_of("\ud800 ½") < 2**32
    assert rarity(1) == rarity(2) > rarity(30) > rarity(60) == rarity(10**6) == 0
