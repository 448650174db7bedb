"""The codebook as Markdown: what is written is read again, and mistakes are told by their line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.codebook import Example, Guideline, GuidelineKind, Stamp
from workbench.domain.span import Span
from workbench.domain.text import safe_line
from workbench.errors import UsageError
from workbench.exchange.codebook import HOW, codebook_text, read_codebook_text, without_marks

AT = "2026-03-04T05:06:07Z"
STAMP = Stamp(12, "0123456789ab")
NUMBERS = {"a-1": 12}
LINES = st.text(st.sampled_from("ab #\\-“”:.é̱漢𝒜\n"), max_size=30).map(
    lambda words: "\n".join(line.rstrip() for line in words.split("\n")).strip()
) | st.sampled_from(
    ["## Topic: x", "Examples:", "Where: x", "Filter: x", "\\Where:", "a\n\nExamples:\n- for"]
)
QUOTED = st.text(st.sampled_from('ab “”"\n\x1b\u202e̱𝒜'), min_size=1, max_size=12)


@st.composite
def examples(draw: st.DrawFn) -> Example:
    exact = draw(QUOTED)
    start = draw(st.integers(0, 9))
    parts: tuple[tuple[int, int], ...] = ()
    if len(exact) > 3 and draw(st.booleans()):
        parts = ((start, start + 1), (start + 2, start + len(exact)))
    why = " ".join(draw(st.text(st.sampled_from("ab “”():#1"), max_size=9)).split())
    span = Span(start, start + len(exact), exact, parts)
    return Example("a-1", span, draw(st.booleans()), why)


@st.composite
def entries(draw: st.DrawFn, kind: GuidelineKind) -> Guideline:
    subject = draw(st.sampled_from(["banjir", "a: b", "“kutipan” #1", "漢"]))
    where = "" if kind.is_of_claims else draw(st.sampled_from(["", "assertion:denies has:notes"]))
    made = tuple(draw(st.lists(examples(), max_size=3)))
    return Guideline(kind, subject, draw(LINES), "ana", AT, where, made)


@settings(max_examples=150)
@given(st.tuples(*map(entries, GuidelineKind)), st.sampled_from(["", HOW]), st.booleans())
def test_what_is_written_is_read_again(
    written: tuple[Guideline, ...], how: str, in_windows: bool
) -> None:
    text = codebook_text(written, NUMBERS, stamp=STAMP, how=how)
    told = read_codebook_text(text.replace("\n", "\r\n") if in_windows else text)
    assert told.stamp == STAMP
    assert len(told.entries) == len(written)
    for entry, one in zip(written, told.entries, strict=True):
        assert (one.kind, one.subject, one.words) == (entry.kind, entry.subject, entry.words)
        assert one.where == entry.where
        assert [(e.number, e.is_for, e.pieces, e.shown, e.words) for e in one.examples] == [
            (12, e.is_for, e.span.pieces, safe_line(e.span.exact), e.words) for e in entry.examples
        ]


@given(examples())
def test_an_example_of_no_article_here_keeps_its_words(example: Example) -> None:
    entry = Guideline(GuidelineKind.TOPIC, "banjir", "", "ana", AT, "", (example,))
    shown = without_marks(safe_line(example.span.exact))
    if not shown:
        return
    told = read_codebook_text(codebook_text([entry], {}, stamp=STAMP))
    (read,) = told.entries[0].examples
    assert (read.number, read.pieces, read.shown, read.words) == (None, (), shown, example.words)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("## Topik: banjir\n", "line 1: no entry begins with '## Topik: banjir'"),
        ("# Codebook\n\n## Topic:\n", "line 3: the entry has no name"),
        ("## Topic: a\n\n## Topic: A\n", "line 3: topic 'a' stands in line 1 already"),
        ("## Topic: a\nWhere: by:me\n", "line 1: a topic says by itself"),
        ("## Rule: a\n\nExamples:\n\nkata\n", "line 5: no example: 'kata'"),
        ("## Rule: a\nExamples:\n- for #1: kata\n", "line 3: the words of an example stand in"),
        ("## Rule: a\nExamples:\n- for #1 2-9: “kata”\n", "line 3: .* are not as long as"),
        ("## Rule: a\nExamples:\n- not: “kata\n", "line 3: .* do not end"),
        ("banjir\n", "line 1: no entry"),
        ("## Rule: a\n\nFilter: by:me\n", "line 3: which claims .* is said by Where:"),
    ],
)
def test_a_mistake_is_told_by_its_line(text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        read_codebook_text(text)


def test_an_empty_codebook_is_one() -> None:
    assert read_codebook_text(codebook_text([], {}, stamp=STAMP, how=HOW)).entries == ()
    assert read_codebook_text("").entries == ()
