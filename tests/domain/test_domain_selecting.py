"""What a selection holds after motions: whole words, whichever way its end goes, in any script."""

from __future__ import annotations

import random

import pytest

from workbench.domain import segment
from workbench.domain.motion import Motion, extended, selected, whole_word

TEXTS = {
    "id": (
        "Klaim tersebut, dibantah oleh juru bicara. Ia berkata “semua baik-baik”, lalu pergi.\n\n"
        "Paragraf dua, dengan koma; dan titik. Selesai."
    ),
    "en": "The claim, he said, isn't true. Mr. Smith left; nobody knew why.\n\nA second one. End.",
    "ar": "قال الجيش “لا هدنة” اليوم. ثم غادر، ولم يعد.\n\nفقرة ثانية هنا. نهاية.",
    "zh": "他说：“没有停火”，然后离开了。第二句在这里。\n\n第二段落在此。结束。",
    "th": "เขากล่าวว่าไม่มีหยุดยิง และจากไป\n\nย่อหน้าที่สอง จบ",
    "hi": "उसने कहा कि कोई युद्धविराम नहीं है। फिर वह चला गया।\n\nदूसरा अनुच्छेद।",
}
BY_UNIT = [
    Motion(f"{way} {unit}")
    for way in ("next", "previous")
    for unit in ("word", "clause", "sentence", "paragraph", "quote")
]


def words_of(text: str) -> list[tuple[int, int]]:
    found, at = [], segment.next_word(text, 0)
    while at is not None:
        found.append(segment.word_at(text, at))
        at = segment.next_word(text, at + 1)
    return found


@pytest.mark.parametrize("lang", TEXTS)
def test_a_selection_grown_and_shrunk_by_units_cuts_no_word(lang: str) -> None:
    text, rng = TEXTS[lang], random.Random(lang)
    words = words_of(text)
    assert len(words) > 5
    for _ in range(400):
        anchor = offset = rng.choice(words)[0]
        gone = []
        for motion in rng.choices([*BY_UNIT, Motion.WORD_END], k=6):
            gone.append(motion.value)
            anchor, offset = extended(text, anchor, offset, motion)
            low, high = selected(text, anchor, offset)
            cut = [text[a:b] for a, b in words if a < low < b or a < high < b]
            assert not cut, (gone, text[low:high])


def grown(text: str, start: int, motions: list[Motion]) -> list[str]:
    anchor = offset = start
    shown = []
    for motion in motions:
        anchor, offset = extended(text, anchor, offset, motion)
        low, high = selected(text, anchor, offset)
        shown.append(text[low:high])
    return shown


def test_a_word_back_leaves_nothing_of_the_word_that_is_left_out() -> None:
    there, back = Motion.NEXT_WORD, Motion.PREVIOUS_WORD
    assert grown(TEXTS["id"], 0, [there, there, there, back, back]) == [
        "Klaim",
        "Klaim tersebut",
        "Klaim tersebut, dibantah",
        "Klaim tersebut",
        "Klaim",
    ]


def test_over_its_beginning_the_word_it_began_at_stays_whole() -> None:
    text = TEXTS["id"]
    start = text.index("dibantah")
    assert grown(text, start, [Motion.PREVIOUS_WORD, Motion.NEXT_WORD, Motion.NEXT_WORD]) == [
        "tersebut, dibantah",
        "dibantah",
        "dibantah oleh",
    ]


def test_lines_take_whole_words_in() -> None:
    text = TEXTS["en"]
    at = text.index("claim")
    assert whole_word(text, 0, at + 1) == at + len("claim") - 1
    assert whole_word(text, len(text) - 1, at + 2) == at
