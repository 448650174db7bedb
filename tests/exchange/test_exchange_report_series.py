"""Who says which number: an arrow stands only where the same voice changed its own, or a correction
did; what others say stands beside it, with who they are and how it came."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from exchange_bundles import AHMAD, RELAYED, ROLE, example
from exchange_reports import digest_of, page, printing, written

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.claim import Assertion, Hop, HopClass
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Beyond, Digest, Scope
from workbench.exchange.report.series import stands
from workbench.extract import extract
from workbench.told.counts import Count, counts_of
from workbench.told.voices import Voice

STORY = Scope("#1", "story")
NINE = "Sembilan orang tewas di Makassar."


def published(one: AnnotatedArticle, day: str, lang: str) -> AnnotatedArticle:
    time = Publication(day, Precision.DAY, Basis.METADATA) if day else None
    metadata = replace(one.article.metadata, publication=time, lang=lang)
    return replace(one, article=replace(one.article, metadata=metadata))


def claimed(
    at: int, words: str, day: str, *hops: Hop, lang: str = "id", outlet: str = ""
) -> AnnotatedArticle:
    """An article of the report, all of which is one claim."""
    facts = tuple(extract(words, lang=lang))
    return published(printing(at, outlet or f"Media {at}", words, hops, facts), day, lang)


def beside(at: int, words: str, day: str, *, lang: str = "id", outlet: str = "Pijar") -> Beyond:
    """An article that the report does not hold, as the machine reads it."""
    one = published(printing(at, outlet, words), day, lang)
    counts = tuple(counts_of(words, list(extract(words, lang=lang))))
    return Beyond(one.article, ("A B",), counts)


def told(*articles: AnnotatedArticle, beyond: tuple[Beyond, ...] = ()) -> Digest:
    return digest_of(replace(example(), articles=articles), STORY, beyond)


def line(report: Digest, lang: str = "en") -> str:
    """What is told of the numbers on one line, behind what they count."""
    sections = page(report, lang).root.all("section")
    (differ,) = (one for one in sections if one.attributes.get("id") == "differ")
    return next(differ.all("li")).words.partition(": ")[2].partition("\n")[0]


SAME = Hop((AHMAD,))


def test_who_replaced_his_own_number_is_told_with_an_arrow_and_others_beside_it() -> None:
    own = beside(
        2, "Dua belas orang tewas di Makassar, kata Kepala BPBD Ahmad al-Mismari.", "2026-03-05"
    )
    other = beside(
        3, "At least 15 people have died in Makassar, a rescue official told Harbour Wire.",
        "2026-03-06", lang="en", outlet="Strait Ledger",
    )  # fmt: skip
    report = told(claimed(1, NINE, "2026-03-04", SAME), beyond=(own, other))
    assert line(report) == (
        "Ahmad al-Mismari changed the number: 9 (4 March 2026) → 12 (5 March 2026, #2, outside this"
        " report); another number: at least 15 according to a rescue official, through Harbour"
        " Wire, in Strait Ledger (by role or group alone; 6 March 2026, #3, outside this report)"
    )
    indonesian = written(report, "md", "id")
    assert "Ahmad al-Mismari mengganti angkanya: 9 (4 Maret 2026) → 12 (5 Maret" in indonesian
    assert "angka lain: sedikitnya 15 menurut a rescue official, melalui Harbour" in indonesian
    assert f"≠ The numbers differ: {line(report)}." in page(report).root.classed("told")[0].words


@pytest.mark.parametrize(
    ("first", "second", "arrow"),
    [
        (Hop((AHMAD,)), Hop((AHMAD,)), True),
        (Hop((AHMAD,)), Hop((ROLE,)), False),
        (Hop((AHMAD, ROLE)), Hop((ROLE,)), True),
        (Hop((AHMAD,)), None, False),
        (Hop((ROLE,), hop_class=HopClass.ANONYMOUS), Hop((ROLE,), hop_class=HopClass.ANONYMOUS),
         False),
        (Hop((ROLE,), hop_class=HopClass.ROLE), Hop((ROLE,), hop_class=HopClass.ROLE), False),
        (None, None, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("lang", "nine", "twelve"),
    [
        ("id", "Sembilan orang tewas di Makassar.", "Ada 12 orang tewas di Makassar."),
        ("en", "Nine people were killed in Makassar.", "Twelve people were killed in Makassar."),
        ("id", "Kerugian di Makassar Rp 3 miliar.", "Kerugian di Makassar Rp 35 miliar."),
    ],
)
def test_of_two_voices_neither_goes_on_from_the_other(
    first: Hop | None, second: Hop | None, lang: str, nine: str, twelve: str, *, arrow: bool
) -> None:
    one = claimed(1, nine, "2026-03-04", *filter(None, [first]), lang=lang)
    other = claimed(2, twelve, "2026-03-05", *filter(None, [second]), lang=lang)
    (difference,) = told(one, other).differences
    assert [len(each.numbers) for each in stands(difference)] == ([2] if arrow else [1, 1])
    assert ("→" in line(told(one, other), lang)) is arrow


def test_an_outlet_that_says_it_itself_changes_its_own() -> None:
    one = claimed(1, NINE, "2026-03-04", outlet="Sagara")
    other = claimed(2, "Ada 12 orang tewas di Makassar.", "2026-03-05", outlet="Sagara")
    assert line(told(one, other)) == (
        "Sagara itself changed the number: 9 (4 March 2026) → 12 (5 March 2026)"
    )


def test_who_repeats_a_number_that_is_told_is_no_other_voice_unless_it_was_gone_on_from() -> None:
    nine = claimed(1, NINE, "2026-03-04", SAME)
    twelve = claimed(2, "Ada 12 orang tewas di Makassar.", "2026-03-05", SAME)
    early = claimed(3, NINE, "2026-03-04", Hop((ROLE,)))
    assert "another number" not in line(told(nine, twelve, early))
    late = claimed(3, NINE, "2026-03-06", Hop((ROLE,)))
    assert "another number: 9 according to juru bicara LNA" in line(told(nine, twelve, late))


def test_nobody_goes_on_to_what_may_be_the_number_before() -> None:
    some = claimed(2, "Belasan orang tewas di Makassar.", "2026-03-05", SAME)
    later = claimed(3, "Ada 12 orang tewas di Makassar.", "2026-03-06", SAME)
    (difference,) = told(claimed(1, NINE, "2026-03-04", SAME), some, later).differences
    assert [len(one.numbers) for one in stands(difference)] == [1, 1, 1]


def test_of_one_day_the_number_stands_where_it_came_through_fewest() -> None:
    copied = claimed(1, NINE, "2026-03-04", Hop((ROLE,)), Hop((AHMAD,)))
    other = claimed(3, "Ada 12 orang tewas di Makassar.", "2026-03-05", Hop((RELAYED,)))
    shown = line(told(copied, claimed(2, NINE, "2026-03-04", SAME), other))
    assert shown.startswith("9 according to Ahmad al-Mismari (4 March 2026); another number: 12")
    assert "Mismari, through juru bicara LNA, in Media 1 (4 March 2026)" in line(
        told(copied, other)
    ), "the day of who prints it, not of who passed it on"
    assert "melalui juru bicara LNA, dalam Media 1 (4 Maret 2026)" in line(
        told(copied, other), "id"
    )


def test_who_has_a_name_without_end_is_told_on_one_line() -> None:
    one = beside(2, "Ada 12 orang tewas di Makassar.", "2026-03-05")
    (count,) = one.counts
    voice = Voice(("Ana\n" + "a " * 5_000,), roles=("b " * 5_000,), through=("c " * 5_000,))
    other = one._replace(counts=(count._replace(voice=voice),))
    shown = line(told(claimed(1, NINE, "2026-03-04", SAME), beyond=(other,)))
    assert "12 according to Ana a a" in shown
    assert shown.endswith("(5 March 2026, #2, outside this report)")
    assert len(shown) < 400


def test_many_voices_are_told_in_part() -> None:
    every = [
        beside(
            at, f"Ada {at} orang tewas di Makassar, kata Rina Ke{'abcdefghij'[at]}a.", "2026-03-05"
        )
        for at in range(2, 9)
    ]
    report = told(claimed(1, NINE, "2026-03-04", SAME), beyond=tuple(every))
    assert line(report).endswith("; 4 more")


def number_of(text: str, lang: str = "id") -> Count:
    """The one number of a text."""
    (count,) = counts_of(text, list(extract(text, lang=lang)))
    return count


def names(count: Count) -> tuple[str, ...]:
    return count.voice.names if count.voice else ()


@pytest.mark.parametrize(
    ("lang", "text", "exact", "who"),
    [
        ("id", "Sebanyak 12 orang tewas di Makassar.\n\n“Angkanya dua belas,” kata Kepala BPBD "
         "Samrin Wabula.", "dua belas", "Samrin Wabula"),
        ("id", "Sebanyak 12 orang tewas di Makassar. “Ada 12 orang tewas,” kata Samrin Wabula.",
         "12 orang", "Samrin Wabula"),
        ("en", "Twelve people were killed in Makassar. “Twelve people were killed,” said Rina Lee.",
         "Twelve people", "Rina Lee"),
    ],
)  # fmt: skip
def test_a_number_is_of_whoever_says_it_anywhere_in_the_text(
    lang: str, text: str, exact: str, who: str
) -> None:
    count = number_of(text, lang)
    assert (count.span.exact, names(count)) == (exact, (who,))
    assert count.span.start > text.index("“")
    assert any("makassar" in place for place in count.occasion.places), "where it stands first"


@pytest.mark.parametrize(
    "text",
    [
        "Ana Wijaya membantah 12 orang tewas di Makassar.",
        "Polisi membantah bahwa 12 orang tewas di Makassar.",
    ],
)
def test_a_number_that_is_denied_is_nobodys(text: str) -> None:
    assert counts_of(text, list(extract(text, lang="id"))) == []


def test_a_number_that_is_denied_by_a_claim_is_not_counted_with_it() -> None:
    one = claimed(1, NINE, "2026-03-04", replace(SAME, assertion=Assertion.DENIES))
    other = claimed(2, "Ada 12 orang tewas di Makassar.", "2026-03-05", Hop((ROLE,)))
    assert told(one, other).differences == ()


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Ada 12 orang tewas di Makassar, kata Kepala BPBD Samrin Wabula.",
         {"names": ("Samrin Wabula",), "roles": ("Kepala BPBD",), "through": ()}),
        ("Kepala BPBD Samrin Wabula mengatakan hujan turun. Ia menyebut 12 orang tewas di "
         "Makassar.", {"names": ("Samrin Wabula",), "roles": ("Kepala BPBD",)}),
        ("Kepala BPBD Samrin Wabula dan koordinator tim SAR Arifin Lasiwa menyebut 12 orang tewas "
         "di Makassar.",
         {"names": ("Samrin Wabula", "Arifin Lasiwa"),
          "roles": ("Kepala BPBD", "koordinator tim SAR")}),
        ("Ada 12 orang tewas di Makassar, kata Samrin Wabula.\n\nSumber: Kabar Lintang",
         {"names": ("Samrin Wabula",), "roles": ("",), "through": ("Kabar Lintang",)}),
    ],
)  # fmt: skip
def test_a_voice_has_its_role_and_its_way(text: str, voice: dict[str, Any]) -> None:
    found = number_of(text).voice
    assert found
    assert {key: getattr(found, key) for key in voice} == voice
