from __future__ import annotations

import random

import pytest
from cpu_work import assert_grows
from hypothesis import given
from hypothesis import strategies as st

from workbench.match.duplicates import (
    SHARED_VALUES,
    SKETCH_SIZE,
    compare,
    containment,
    resemblance,
    sketch,
)

SYLLABLES = [a + b for a in "bdgjklmnprstw" for b in "aeiu"]
COMMON = [
    "yang", "di", "dan", "itu", "untuk", "dengan", "dari", "pada", "dalam", "akan", "Libya",
    "Haftar", "Tripoli", "pasukan", "kata",
]  # fmt: skip
BOILERPLATE = (
    "\nSuka kabar kami?\nTulis alamat surelmu di bawah ini agar tidak ketinggalan berita."
    "\nKamu bisa berhenti kapan pun.\nBacaan lain untukmu"
)


def sentence(chance: random.Random) -> str:
    """A sentence of one topic: half of its words are the topic's own."""
    words = [
        chance.choice(COMMON) if chance.random() < 0.5 else "".join(chance.choices(SYLLABLES, k=3))
        for _ in range(chance.randint(12, 24))
    ]
    return " ".join(words).capitalize() + "."


def article(chance: random.Random, sentences: int = 18) -> list[str]:
    return [sentence(chance) for _ in range(sentences)]


def laid_out(sentences: list[str], headline: str = "Judul") -> str:
    return headline + "\n\n" + "\n\n".join(sentences) + BOILERPLATE


def edited(sentences: list[str], chance: random.Random) -> list[str]:
    """70 % of the sentences, one word in thirty changed, the others written anew."""
    kept = set(chance.sample(range(len(sentences)), round(len(sentences) * 0.7)))
    return [
        " ".join("lain" if chance.random() < 1 / 30 else word for word in words.split())
        if n in kept
        else sentence(chance)
        for n, words in enumerate(sentences)
    ]


def shared(one: str, other: str) -> int:
    return len(set(sketch(one)) & set(sketch(other)))


def test_lightly_edited_wire_copies_are_found_and_confirmed() -> None:
    chance = random.Random(11)
    found = confirmed = 0
    for _ in range(200):
        one = article(chance)
        a, b = laid_out(one), laid_out(edited(one, chance), "Kepala berita lain")
        found += shared(a, b) >= SHARED_VALUES
        likeness = compare(a, b)
        confirmed += likeness is not None and likeness.kind == "near_duplicate"
    assert found >= 196
    assert confirmed >= 180


def test_articles_on_one_topic_with_one_boilerplate_stay_apart() -> None:
    chance = random.Random(12)
    texts = [laid_out(article(chance)) for _ in range(60)]
    for n, one in enumerate(texts):
        for other in texts[n + 1 :]:
            assert shared(one, other) < SHARED_VALUES
    assert all(compare(texts[0], other) is None for other in texts[1:])


def test_one_quoted_sentence_makes_no_duplicate() -> None:
    chance = random.Random(13)
    one, other = article(chance), article(chance)
    other[3] = one[5]
    assert compare(laid_out(one), laid_out(other)) is None


def test_a_shortened_text_relays_its_original() -> None:
    chance = random.Random(14)
    one = article(chance, 30)
    likeness = compare(laid_out(one[:4]), laid_out(one))
    assert likeness is not None
    assert likeness.kind == "relays"
    assert likeness.score == 1.0


def test_layout_case_and_punctuation_do_not_count() -> None:
    words = article(random.Random(15))
    one = "\n\n".join(words)
    other = " ".join(words).upper().replace(".", " !")
    assert sketch(one) == sketch(other)
    assert resemblance(one, other) == 1.0


def test_hard_wrapped_text_is_prose_too() -> None:
    words = " ".join(article(random.Random(16))).split()
    wrapped = "\n".join(" ".join(words[at : at + 9]) for at in range(0, len(words), 9))
    assert sketch(wrapped) == sketch(" ".join(words))


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    chance = random.Random(17)
    han = [chr(chance.randint(0x4E00, 0x6FFF)) for _ in range(600)]
    one = "".join(han)
    other = "".join(han[:500]) + "".join(chr(chance.randint(0x4E00, 0x6FFF)) for _ in range(100))
    stranger = "".join(chr(chance.randint(0x4E00, 0x6FFF)) for _ in range(600))
    assert shared(one, other) >= SHARED_VALUES
    assert compare(one, other) is not None
    assert shared(one, stranger) == 0
    assert compare(one, stranger) is None


def test_a_sketch_never_changes_between_releases() -> None:
    assert sketch("satu dua tiga empat lima enam") == (
        1928292012088290085,
        5869682066930232676,
    )


@pytest.mark.parametrize("text", ["", "   \n", "satu dua tiga", "\x1b[31m", "…"])
def test_a_text_of_few_words_has_no_sketch_and_no_likeness(text: str) -> None:
    assert sketch(text) == ()
    assert resemblance(text, text) == 0.0
    assert compare(text, text) is None


@given(st.text(max_size=300))
def test_a_sketch_is_sorted_bounded_and_fits_a_column(text: str) -> None:
    values = sketch(text)
    assert values == sketch(text) == tuple(sorted(values))
    assert len(values) <= SKETCH_SIZE
    assert all(0 <= value < 2**63 for value in values)


@given(st.text(alphabet="ab \n王", max_size=200), st.text(alphabet="ab \n王", max_size=200))
def test_measures_are_symmetric_and_ordered(one: str, other: str) -> None:
    assert resemblance(one, other) == resemblance(other, one)
    assert containment(one, other) == containment(other, one)
    assert 0.0 <= resemblance(one, other) <= containment(one, other) <= 1.0
    assert compare(one, other) == compare(other, one)


def test_the_longest_texts_take_linear_time() -> None:
    for unit in ("a", "a ", "\n", "b" * 12_499 + " ", "王"):
        small, large = (unit * (size // len(unit)) for size in (125_000, 1_000_000))
        assert_grows(sketch, small=small, large=large, at_most=20)
