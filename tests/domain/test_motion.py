from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from cpu_work import assert_grows
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain import grapheme, quotation
from workbench.domain.motion import (
    Motion,
    Unit,
    grow,
    joined,
    move,
    object_at,
    objects_at,
    selected,
    shrink,
    widen,
    without_space,
)
from workbench.domain.sentence_words import SentenceWords
from workbench.domain.span import Span
from workbench.extract import sentence_words

TEXT = (
    "Haftar Tolak Gencatan Senjata\n"
    "\n"
    "KIBLAT.NET, Tripoli – Jenderal Libya Khalifa Haftar menolak seruan Turki. Sementara, "
    "faksi-faksi bertikai terus bentrok.\n"
    "\n"
    "“Konflik itu merusak, kawan,” kata Dr. Ahmad S. Rahman dari PT. Maju pada pukul 10.30. "
    "Dia pergi\n"
)
WORDS = sentence_words("id")
HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            list(
                "ab. ,!?\"'“”‘’«»\n\n\t-é中。「」日本ไทย\u0301\u200d\ufe0f\u0e33👩🏽🇮🇩"
                "\u1100\u1161\u11a8\x00\x1b\r"
            )
        ),
        st.characters(),
    ),
    max_size=120,
)


def found(text: str, words: str) -> int:
    return text.index(words)


def walk(text: str, at: int, motion: Motion, steps: int) -> list[str]:
    seen = []
    for _ in range(steps):
        at = move(text, at, motion, words=WORDS)
        seen.append(text[at : at + 6])
    return seen


def words_at(text: str, words: str, unit: Unit) -> str:
    start, end = object_at(text, found(text, words), unit, words=WORDS)
    return text[start:end]


def test_words_are_whole_names_and_numbers() -> None:
    text = "KIBLAT.NET kata-kata Jum'at al-Washka 3.500 rubel, tersebut.Dia AT&T"
    at, seen = 0, [object_at(text, 0, Unit.WORD)]
    while (at := move(text, at, Motion.NEXT_WORD)) > seen[-1][0] and len(seen) < 9:
        seen.append(object_at(text, at, Unit.WORD))
    assert [text[a:b] for a, b in seen] == [
        "KIBLAT.NET", "kata-kata", "Jum'at", "al-Washka", "3.500", "rubel", "tersebut", "Dia",
        "AT&T",
    ]  # fmt: skip


def test_previous_undoes_next_word_by_word() -> None:
    at, starts = 0, [0]
    while (there := move(TEXT, at, Motion.NEXT_WORD)) in range(at + 1, found(TEXT, "pergi") + 1):
        starts.append(at := there)
    back = [at]
    while at:
        back.append(at := move(TEXT, at, Motion.PREVIOUS_WORD))
    assert back[::-1] == starts


def test_abbreviations_and_initials_end_no_sentence() -> None:
    assert words_at(TEXT, "Ahmad", Unit.SENTENCE).startswith("“Konflik")
    assert words_at(TEXT, "Ahmad", Unit.SENTENCE).endswith("10.30.")
    assert words_at(TEXT, "Dia pergi", Unit.SENTENCE) == "Dia pergi"


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Korban tersebut.Dia pergi.", "Dia pergi."),
        ("Harga No. 5 di Rp. 3.500. Murah!", "Murah!"),
        ("“Pergi!” katanya lalu. “Tidak.”", "“Tidak.”"),
        ("停戦を発表した。大統領は拒否した。", "大統領は拒否した。"),
        ("ذهب الرجل؟ نعم ذهب", "نعم ذهب"),
        ("He left... She stayed.", "She stayed."),
        ("Situs KIBLAT.NET dan kiblat.net. Ya.", "Ya."),
    ],
)
def test_sentences_begin_where_a_reader_says(text: str, second: str) -> None:
    at = move(text, 0, Motion.NEXT_SENTENCE, words=WORDS)
    assert text[at:] == second
    assert move(text, len(text) - 1, Motion.PREVIOUS_SENTENCE, words=WORDS) == at


def test_what_a_language_knows_is_handed_in() -> None:
    text = "Lihat ket. Gambar di hlm. 12 karena perlu. Usai."
    words = SentenceWords(
        abbreviations=frozenset({"ket"}),
        before_figures=frozenset({"hlm"}),
        clause_openers=("karena",),
    )
    assert text[slice(*object_at(text, 0, Unit.SENTENCE, words=words))].endswith("karena perlu.")
    assert text[slice(*object_at(text, 0, Unit.SENTENCE))] == "Lihat ket."
    assert text[move(text, 0, Motion.NEXT_CLAUSE, words=words) :].startswith("karena")
    assert text[move(text, 0, Motion.NEXT_CLAUSE) :].startswith("Gambar")


def test_a_number_that_opens_a_line_ends_no_sentence() -> None:
    text = "Syarat:\n1. Kartu\n1234. Bukan"
    assert words_at(text, "Kartu", Unit.SENTENCE) == "1. Kartu"
    assert words_at(text, "Bukan", Unit.SENTENCE) == "Bukan"


def test_clauses_lose_the_marks_at_their_edges() -> None:
    assert words_at(TEXT, "kawan", Unit.CLAUSE) == "kawan"
    assert words_at(TEXT, "faksi", Unit.CLAUSE) == "faksi-faksi bertikai terus bentrok"
    assert walk(TEXT, found(TEXT, "KIBLAT"), Motion.NEXT_CLAUSE, 2) == ["Tripol", "Jender"]


def test_quotes_with_and_without_their_marks() -> None:
    assert words_at(TEXT, "merusak", Unit.QUOTE) == "Konflik itu merusak, kawan,"
    assert words_at(TEXT, "merusak", Unit.AROUND_QUOTE) == "“Konflik itu merusak, kawan,”"
    assert words_at(TEXT, "Dia pergi", Unit.QUOTE) == ""
    at = move(TEXT, 0, Motion.NEXT_QUOTE)
    assert at == found(TEXT, "Konflik")
    assert TEXT[move(TEXT, at, Motion.QUOTE_END)] == ","
    assert move(TEXT, len(TEXT), Motion.PREVIOUS_QUOTE) == at


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('Dia berkata, "Saya pergi," lalu "diam".', ["Saya pergi,", "diam"]),
        ("Ia bilang 'ya' di hari Jum'at si 'anu'.", ["ya", "anu"]),
        ("„Halo“ «oui “non” oui»", ["Halo", "oui “non” oui", "non"]),
        ("「停戦『する』」", ["停戦『する』", "する"]),
        ("“Paragraf satu berlanjut", ["Paragraf satu berlanjut"]),
        ('Tanda " lepas saja', []),
        ("” tutup dulu “baru” buka", ["baru"]),
    ],
)
def test_marks_are_paired(text: str, inner: list[str]) -> None:
    seen = {pair.inner for at in range(len(text)) for pair in quotation.quotes_around(text, at)}
    assert sorted(text[a:b] for a, b in seen) == sorted(inner)


def test_paragraphs_skip_blank_lines() -> None:
    at = move(TEXT, 0, Motion.NEXT_PARAGRAPH)
    assert TEXT[at:].startswith("KIBLAT")
    assert move(TEXT, 0, Motion.NEXT_PARAGRAPH, 2) == found(TEXT, "“Konflik")
    assert move(TEXT, at, Motion.PREVIOUS_PARAGRAPH) == 0
    assert words_at(TEXT, "bentrok", Unit.PARAGRAPH).endswith("bentrok.")
    assert object_at(TEXT, found(TEXT, "KIBLAT") - 1, Unit.PARAGRAPH)[0] == at


def test_ends_are_the_last_character_and_go_on() -> None:
    text = "satu dua tiga"
    assert move(text, 0, Motion.WORD_END) == 3
    assert move(text, 3, Motion.WORD_END) == 7
    assert move(text, 0, Motion.WORD_END, 3) == len(text) - 1
    assert move("Satu. Dua.", 0, Motion.SENTENCE_END) == 4


def test_counts_stop_at_the_ends() -> None:
    assert move(TEXT, 5, Motion.NEXT_WORD, 10**9) == grapheme.floor(TEXT, len(TEXT) - 1)
    assert move(TEXT, 5, Motion.PREVIOUS_CHARACTER, 10**9) == 0
    assert [move("", 0, motion) for motion in Motion] == [0] * len(Motion)


def test_scripts_without_spaces_move_by_character_or_run() -> None:
    assert walk("大統領が発表", 0, Motion.NEXT_WORD, 3) == ["統領が発表", "領が発表", "が発表"]
    assert object_at("これはテストです", 3, Unit.WORD) == (3, 6)
    assert object_at("น้ำใจ", 0, Unit.WORD) == (0, 3)


def test_right_to_left_moves_in_logical_order() -> None:
    text = "ذهب الرجل إلى"
    assert move(text, 0, Motion.NEXT_WORD) == 4
    assert object_at(text, 5, Unit.WORD) == (4, 9)


def test_characters_are_clusters_and_line_feeds_are_skipped() -> None:
    text = "e\u0301👩\u200d👧🇮🇩🇮🇩\nx"
    seen, at = [0], 0
    while (there := move(text, at, Motion.NEXT_CHARACTER)) != at:
        seen.append(at := there)
    assert seen == [0, 2, 5, 7, 10]
    assert move(text, 10, Motion.PREVIOUS_CHARACTER) == 7


def test_growing_and_shrinking_climb_the_same_ladder() -> None:
    at = found(TEXT, "merusak")
    held, ladder = (at, at), []
    while (larger := grow(TEXT, *held)) != held:
        ladder.append(held := larger)
    assert [TEXT[a:b] for a, b in ladder[:3]] == [
        "merusak", "Konflik itu merusak", "Konflik itu merusak, kawan,",
    ]  # fmt: skip
    assert ladder[-1] == (0, len(TEXT))
    assert all(a[0] >= b[0] and a[1] <= b[1] for a, b in pairwise(ladder))
    down = [held]
    while (smaller := shrink(TEXT, *held, at)) != held:
        down.append(held := smaller)
    assert down == ladder[::-1]


def test_growing_a_selection_covers_its_last_sentence_too() -> None:
    start = found(TEXT, "menolak")
    low, high = grow(TEXT, start, found(TEXT, "bertikai") + 8)
    assert TEXT[low:high].startswith("Jenderal")
    assert TEXT[low:high].endswith("bentrok")
    low, high = grow(TEXT, low, high)
    assert TEXT[low:high].startswith("KIBLAT")
    assert TEXT[low:high].endswith("bentrok.")


def test_a_count_takes_several_objects_and_what_lies_between() -> None:
    def words(at: str, unit: Unit, count: int) -> str:
        start, end = objects_at(TEXT, found(TEXT, at), unit, count, words=WORDS)
        return TEXT[start:end]

    assert words("menolak", Unit.WORD, 3) == "menolak seruan Turki"
    assert words("pukul", Unit.SENTENCE, 2).endswith("10.30. Dia pergi")
    assert words("Haftar Tolak", Unit.PARAGRAPH, 2).endswith("bentrok.")
    assert words("pergi", Unit.WORD, 99) == "pergi"
    nested = "kata «dia “tidak” pergi» itu"
    at = nested.index("tidak")
    inner, outer = (objects_at(nested, at, Unit.QUOTE, count) for count in (1, 2))
    assert nested[slice(*inner)] == "tidak"
    assert nested[slice(*outer)] == "dia “tidak” pergi"
    assert objects_at(nested, at, Unit.QUOTE, 9) == outer


def test_a_selection_is_widened_to_whole_sentences_at_both_ends() -> None:
    start, end = found(TEXT, "merusak"), found(TEXT, "pergi") + 2
    low, high = widen(TEXT, start, end, Unit.SENTENCE)
    assert TEXT[low:high].startswith("“Konflik")
    assert TEXT[low:high].endswith("Dia pergi")


def test_pieces_that_touch_are_one() -> None:
    assert joined([(8, 9), (0, 3), (3, 5), (5, 5), (4, 6)]) == ((0, 6), (8, 9))
    assert joined([]) == ()


def test_right_to_left_marks_and_emoji_are_selected_whole() -> None:
    text = "قال الجيش: “لا هُدنة”. 👩🏽‍🚒 e\u0301 中文。\n"
    at = text.index("هُ")
    assert text[slice(*object_at(text, at, Unit.WORD))] == "هُدنة"
    assert text[slice(*object_at(text, at, Unit.QUOTE))] == "لا هُدنة"
    emoji = text.index("👩")
    assert text[slice(*selected(text, emoji, emoji))] == "👩🏽‍🚒"
    accent = text.index("e")
    assert selected(text, accent, accent) == (accent, accent + 2)
    assert without_space("a \u0301", 0, 3) == (0, 3), "a space that carries a mark is none"


def test_selecting_includes_both_ends() -> None:
    assert selected("satu dua", 5, 0) == selected("satu dua", 0, 5) == (0, 6)
    assert selected("ae\u0301", 0, 1) == (0, 3)


@given(HOSTILE, st.integers(-3, 130), st.sampled_from(Motion), st.integers(1, 4))
@settings(max_examples=400, deadline=None)
def test_motions_land_on_clusters_inside_the_text(
    text: str, offset: int, motion: Motion, count: int
) -> None:
    at = move(text, offset, motion, count)
    assert 0 <= at < max(1, len(text))
    assert grapheme.floor(text, at) == at


@given(HOSTILE, st.integers(0, 130), st.sampled_from(Unit))
@settings(max_examples=400, deadline=None)
def test_objects_lie_inside_the_text(text: str, offset: int, unit: Unit) -> None:
    start, end = object_at(text, offset, unit)
    assert 0 <= start <= end <= len(text)
    low, high = grow(text, start, end)
    assert low <= start <= end <= high


@given(HOSTILE, st.lists(st.tuples(st.integers(0, 130), st.integers(0, 130)), max_size=5))
@settings(max_examples=300, deadline=None)
def test_parts_that_were_selected_make_a_span(text: str, picked: list[tuple[int, int]]) -> None:
    parts = joined(without_space(text, *selected(text, a, b)) for a, b in picked if text)
    if not parts:
        return
    span = Span.of(text, parts[0][0], parts[-1][1], parts)
    assert Span.from_record(span.to_record()).check(text) == span
    for start, end in span.pieces:
        assert grapheme.floor(text, start) == start
        assert grapheme.ceiling(text, end) == end
    for (_, end), (start, _) in pairwise(span.pieces):
        assert end < start


@given(HOSTILE, st.integers(0, 130), st.integers(0, 130), st.sampled_from(Unit), st.integers(1, 4))
@settings(max_examples=300, deadline=None)
def test_counts_and_widening_only_ever_add(
    text: str, one: int, other: int, unit: Unit, count: int
) -> None:
    start, end = objects_at(text, one, unit, count)
    assert 0 <= start <= end <= len(text)
    first = object_at(text, one, unit)
    assert start <= first[0] <= first[1] <= end
    if text:
        low, high = selected(text, one, other)
        assert widen(text, low, high, unit)[0] <= low < high <= widen(text, low, high, unit)[1]


@given(HOSTILE)
@settings(max_examples=300, deadline=None)
def test_clusters_cover_the_text_and_agree_in_both_directions(text: str) -> None:
    ends, at = [], 0
    while at < len(text):
        following = grapheme.following(text, at)
        assert at < following <= at + grapheme.LONGEST
        assert {grapheme.floor(text, inside) for inside in range(at, following)} == {at}
        assert grapheme.preceding(text, following) == at
        ends.append(at := following)
    for end in ends[:-1]:
        assert (
            not unicodedata.combining(text[end])
            or unicodedata.category(text[end - 1]) == "Cc"
            or (unicodedata.category(text[end - 1]) in ("Cf", "Zl", "Zp"))
        )


PROSE = {"a ": 2.5, "中。": 2.5, "a.": 2.5, "“a\n": 2.5}
"""What is cut into words and sentences costs the same in a text eight times as long; of what is one
piece without end, only that it does not cost more than eight times as much."""


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a ",
        '"',
        "“",
        ". ",
        ", ",
        " ",
        "\n",
        "e\u0301",
        "\u0301",
        "🇮🇩",
        "中",
        "中。",
        "👨\u200d",
        "'",
        "“a\n",
        "(",
        "a.",
    ],
)
def test_a_key_costs_the_same_in_an_endless_text(piece: str) -> None:
    def press(text: str) -> None:
        for motion in Motion:
            move(text, len(text) // 2, motion)
        for unit in Unit:
            objects_at(text, len(text) // 2, unit, 3)

    small, large = (piece * (size // len(piece)) for size in (25_000, 200_000))
    assert_grows(press, small=small, large=large, at_most=PROSE.get(piece, 20))
