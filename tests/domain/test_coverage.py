"""Every sentence of a text is covered in exactly one way, whatever lies on it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.coverage import Cover, Coverage, Covering, Nothing
from workbench.domain.segment import Extent, sentence_at
from workbench.domain.sentence_words import NO_WORDS, SentenceWords
from workbench.domain.span import Span

TEXT = "Kapal karam di selat.\n\n“Sembilan selamat,” kata Dewi. Dua hilang. Tim mencari.\n\n***\n"
KARAM, DEWI, HILANG, TIM, STARS = range(5)


def coverage(text: str = TEXT, words: SentenceWords = NO_WORDS, **lying: list[Extent]) -> Coverage:
    return Coverage(text, Covering(**lying), words)


def at(words: str) -> Extent:
    start = TEXT.index(words)
    return start, start + len(words)


def covers(covered: Coverage) -> list[Cover]:
    return [covered.cover(place) for place in range(len(covered))]


def test_a_fresh_text_is_uncovered_but_for_lines_without_a_word() -> None:
    fresh = coverage()
    assert covers(fresh) == [Cover.UNCOVERED] * 4 + [Cover.NO_BODY]
    assert [TEXT[start:end] for start, end in fresh.of(Cover.UNCOVERED)] == [
        "Kapal karam di selat.", "“Sembilan selamat,” kata Dewi.", "Dua hilang.", "Tim mencari.",
    ]  # fmt: skip
    assert fresh.uncovered == 4


def test_a_claim_an_answer_and_a_mark_cover_and_the_strongest_is_told() -> None:
    dua = at("Dua hilang.")
    covered = coverage(
        claims=[at("Sembilan selamat")], answers=[at("selamat"), at("hilang")],
        nothings=[at("Kapal karam di selat."), dua],
    )  # fmt: skip
    assert covers(covered)[:4] == [Cover.NOTHING, Cover.CLAIM, Cover.ANSWERED, Cover.UNCOVERED]


def test_a_claim_over_two_sentences_covers_both() -> None:
    start, end = at("Dewi. Dua")
    assert covers(coverage(claims=[(start, end)]))[DEWI : TIM + 1] == [
        Cover.CLAIM, Cover.CLAIM, Cover.UNCOVERED,
    ]  # fmt: skip


def test_a_mark_covers_whole_sentences_only_and_two_that_touch_are_one() -> None:
    """A sentence may have been two when they were marked: the lists of abbreviations grow."""
    part, rest = at("Dua hil"), at("ang.")
    assert coverage(nothings=[part]).cover(HILANG) is Cover.UNCOVERED
    assert coverage(nothings=[part, rest]).cover(HILANG) is Cover.NOTHING
    both = (at("Dua hilang.")[0], at("Tim mencari.")[1])
    assert covers(coverage(nothings=[both]))[HILANG:STARS] == [Cover.NOTHING] * 2
    apart = coverage(nothings=[at("Kapal"), at("karam di selat.")])
    assert apart.cover(KARAM) is Cover.NOTHING


def test_a_line_that_is_no_body_wants_nothing_and_can_be_claimed_all_the_same() -> None:
    heading = at("Kapal karam di selat.")
    assert coverage(no_body=[heading]).cover(KARAM) is Cover.NO_BODY
    assert coverage(no_body=[heading], claims=[at("karam")]).cover(KARAM) is Cover.CLAIM


def test_a_dateline_leaves_its_sentence_to_be_covered() -> None:
    assert coverage(no_body=[at("Kapal")]).cover(KARAM) is Cover.UNCOVERED


def test_the_least_covered_sentence_of_a_line_counts() -> None:
    covered = coverage(claims=[at("Sembilan")], nothings=[at("Dua hilang.")])
    start, end = at("“Sembilan selamat,” kata Dewi. Dua hilang. Tim mencari.")
    assert covered.least(start, end) is Cover.UNCOVERED
    assert covered.least(*at("Dewi. Dua")) is Cover.NOTHING
    assert covered.least(*at("selamat")) is Cover.CLAIM
    assert covered.least(end, end + 2) is None
    assert coverage("").least(0, 1) is None


def test_uncovered_sentences_are_gone_through_either_way() -> None:
    covered = coverage(claims=[at("Sembilan")])
    assert list(covered.uncovered_from(DEWI)) == [HILANG, TIM]
    assert list(covered.uncovered_from(DEWI, forward=False)) == [KARAM]
    assert list(covered.uncovered_from(HILANG)) == [HILANG, TIM]
    assert covered.place_at(at("hilang")[0]) == HILANG
    assert covered.place_at(at("\n\n“")[0]) == KARAM
    assert coverage("\n").place_at(0) is None


def test_a_mark_is_one_for_each_sentence_and_analyst_and_keeps_its_words() -> None:
    mark = Nothing("article", "ana:b", Span.of(TEXT, *at("Dua hilang.")))
    assert Nothing.from_record(mark.to_record()) == mark
    assert mark.to_record()["exact"] == "Dua hilang."
    assert mark.uid == f"article:{mark.span.start}-{mark.span.end}:ana:b"


WORDS = SentenceWords(abbreviations=frozenset({"Dr"}))
texts = st.lists(
    st.sampled_from(
        ["Kapal", "karam", " ", ". ", "Dr. ", "\n", "? ", "“", ",” ", "3.5", "—", "名。"]
    ),
    max_size=60,
).map("".join)


@st.composite
def covered_texts(draw: st.DrawFn) -> tuple[str, Covering]:
    text = draw(texts)
    place = st.integers(0, max(1, len(text)))
    extents = st.lists(
        st.tuples(place, place).map(lambda two: (min(two), max(two))).filter(lambda e: e[0] < e[1]),
        max_size=4,
    )
    return text, Covering(draw(extents), draw(extents), draw(extents), draw(extents))


@given(covered_texts())
def test_each_sentence_is_in_one_class_and_that_is_what_lies_on_it(
    case: tuple[str, Covering],
) -> None:
    text, lying = case
    covered = Coverage(text, lying, WORDS)
    assert sum(len(covered.of(cover)) for cover in Cover) == len(covered)
    for place, (start, end) in enumerate(covered.sentences):
        claimed, answered = (
            any(low < end and start < high for low, high in extents)
            for extents in (lying.claims, lying.answers)
        )
        named = set().union(*(range(*extent) for extent in lying.nothings))
        marked = all(one in named for one in range(start, end) if not text[one].isspace())
        cover = covered.cover(place)
        assert (cover is Cover.CLAIM) == claimed
        assert (cover is Cover.ANSWERED) == (answered and not claimed)
        assert (cover is Cover.NOTHING) == (marked and not claimed and not answered)


@given(texts)
def test_a_sentence_is_what_the_cursor_selects(text: str) -> None:
    for start, end in Coverage(text, Covering(), WORDS).sentences:
        assert sentence_at(text, start, WORDS) == (start, end)
        assert sentence_at(text, end - 1, WORDS) == (start, end)


@given(texts)
def test_marking_every_uncovered_sentence_leaves_none(text: str) -> None:
    fresh = Coverage(text, Covering(), WORDS)
    done = Coverage(text, Covering(nothings=fresh.of(Cover.UNCOVERED)), WORDS)
    assert done.uncovered == 0
    assert len(done.of(Cover.NOTHING)) == fresh.uncovered
