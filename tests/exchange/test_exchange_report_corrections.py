"""Corrections in a report: known by how they begin, and never counted among what they take back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, ROLE, article_of, example, span
from exchange_reports import Element, digest_of, page, printing

from workbench.domain.article import Article, Metadata
from workbench.domain.claim import Claim, Hop
from workbench.domain.fact import Fact, Kind, Quantity
from workbench.domain.relay import Relay, RelayBasis, RelayKind, RelayStatus
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Beyond, Digest, Scope
from workbench.told.corrective import is_correction, right_in
from workbench.told.counts import counts_of

NINE = "Sembilan orang tewas di selat."
TWELVE = "Yang tewas 12 orang, kata warga."
TAKEN_BACK = f"Redaksi meralat berita kemarin. {NINE} Jumlah yang benar adalah 12 orang."
TITLE = "Ralat: Jumlah Korban"
RIGHT = "Yang benar 12 orang, dan dua di antaranya anak-anak. Mereka ternyata tidak di puskesmas."


def printed(
    number: int, outlet: str, words: str, exact: str, day: str = "2026-03-04", title: str = ""
) -> AnnotatedArticle:
    """An article of somebody's words, with a number of the dead."""
    value = {"Sembilan orang": 9.0, "12 orang": 12.0}[exact]
    attributes = Quantity(value, counts="orang tewas", unit="person")
    fact = Fact(Kind.QUANTITY, span(exact, words), attributes, 0.9, "id.quantity", "x", "rules 1")
    one = printing(number, outlet, words, (Hop((AHMAD,)),), (fact,))
    metadata = replace(one.article.metadata, title=title, publication=None)
    return replace(one, article=replace(one.article, metadata=dated(metadata, day)))


def dated(metadata: Metadata, day: str) -> Metadata:
    publication = example().articles[0].article.metadata.publication  # type: ignore[index]
    return replace(metadata, publication=replace(publication, at=day))


def correction(outlet: str = "Lintang", day: str = "2026-03-05") -> AnnotatedArticle:
    return printed(3, outlet, TAKEN_BACK, "Sembilan orang", day, TITLE)


def told(*articles: AnnotatedArticle, beyond: tuple[Beyond, ...] = ()) -> Digest:
    return digest_of(replace(example(), articles=articles), Scope("#1", "story"), beyond)


def notices(report: Digest) -> list[Element]:
    return [one for one in page(report).root.classed("notice") if "correction: #" in one.words]


FIRST = printed(1, "Lintang", NINE, "Sembilan orang")
OTHER = printed(2, "Suara", TWELVE, "12 orang")


@pytest.mark.parametrize(
    ("title", "text", "corrects"),
    [
        ("Ralat: Jumlah Korban Tewas", "", True),
        ("RALAT Jumlah Korban Tewas", "", True),
        ("Koreksi: Harga Beras", "", True),
        ("Koreksi IHSG Berlanjut", "", False),
        ("Harga Beras (Koreksi)", "", True),
        ("Meralat Janji", "", False),
        ("Correction: death toll", "", True),
        ("Corrected - Ferry sinks", "", True),
        ("Correction officers strike", "", False),
        ("", "Ralat: Jumlah Korban\n\nKemarin tertulis sembilan.", True),
        ("Jumlah Korban", "Jakarta - Redaksi meralat berita kemarin.", True),
        ("Ferry sinks", "An earlier version of this article said nine.", True),
        ("Ferry sinks", "(Corrects death toll in the second paragraph) Twelve people died.", True),
        ("Bank raises rates", "The bank corrects its course.", False),
        ("Jumlah Korban", f"{'Kapal tenggelam. ' * 40}Redaksi meralat berita lain.", False),
    ],
)
def test_a_correction_is_known_by_its_title_and_its_first_words(
    title: str, text: str, *, corrects: bool
) -> None:
    article: Article = replace(FIRST.article, metadata=Metadata(title=title))
    assert is_correction(article, text) is corrects


def test_it_is_told_what_a_correction_says_is_right() -> None:
    assert right_in(TAKEN_BACK) == ("Jumlah yang benar adalah 12 orang.",)
    assert right_in("It should have said 12. It said nine.") == ("It should have said 12.",)
    assert right_in(NINE) == ()
    assert len(right_in(RIGHT)) == 2


def test_a_correction_stands_apart_from_what_it_takes_back() -> None:
    report = told(FIRST, OTHER, correction())
    root = page(report).root
    (differ,) = (one for one in root.all("section") if one.attributes.get("id") == "differ")
    line = next(one.words for one in differ.all("li") if one.words.startswith("According"))
    where = f"Sembilan orang: {NINE} (#1 Lintang, 4 March 2026, Statement "
    assert line.startswith(f"According to Ahmad al-Mismari, {where}")
    behind = line.partition(")")[2]
    assert behind.startswith(" A correction, which takes the number back or prints the old one: #3")
    (notice,) = notices(report)
    assert notice.words == (
        "⚠ There is a correction: #3 Lintang, 5 March 2026: Ralat: Jumlah Korban."
        " What it may correct here: #1. As the correction has it:"
        " Jumlah yang benar adalah 12 orang."
    )
    assert next(notice.all("a")).attributes["href"] == "#a3"
    marked = {
        one.attributes["id"]: [each.words for each in one.classed("badge")]
        for one in root.classed("statement")
    }
    numbers = {one.articles[0]: f"s{one.number}" for one in report.statements}
    assert "≠ there is a correction: #3" in marked[numbers[1]]
    assert "in the correction #3: it may repeat what was wrong" in marked[numbers[3]]
    assert not [one for one in marked[numbers[2]] if "correction" in one]


def test_a_correction_beside_a_story_is_told_as_well() -> None:
    there = correction()
    counts = tuple(counts_of(there.text, there.facts))
    beside = Beyond(
        there.article, ("Ahmad al-Mismari",), counts, is_correction=True, right=right_in(there.text)
    )
    report = told(FIRST, OTHER, beyond=(beside,))
    (notice,) = notices(report)
    assert "What it may correct here: #1." in notice.words
    assert next(notice.all("a")).attributes["href"] == "#beyond"
    assert "takes the number back or prints the old one: #3 Lintang" in page(report).root.words


@pytest.mark.parametrize(
    ("outlet", "day", "status", "means"),
    [
        ("Lintang", "2026-03-05", RelayStatus.REJECTED, True),
        ("Lintang", "2026-03-03", RelayStatus.SUGGESTED, False),
        ("Lain", "2026-03-05", RelayStatus.REJECTED, False),
        ("Lain", "2026-03-05", RelayStatus.SUGGESTED, True),
    ],
)
def test_it_means_what_is_alike_or_its_outlets_own_and_nothing_newer(
    outlet: str, day: str, status: RelayStatus, *, means: bool
) -> None:
    like = Relay(RelayKind.NEAR_DUPLICATE, RelayBasis.SIMILARITY, status,
                 article=FIRST.article.uid, score=0.8)  # fmt: skip
    (found,) = told(FIRST, replace(correction(outlet, day), relays=(like,))).corrections
    assert found.corrects == ((1,) if means else ())


def test_words_that_a_corrected_article_has_from_another_one_are_marked_there() -> None:
    report = told(FIRST, printed(5, "Sagara", NINE, "Sembilan orang"), correction())
    (first,) = (one for one in report.firsts if one.articles != [3])
    assert (first.articles, len(first.again)) == ([1], 1)
    sagara = told(printed(5, "Sagara", NINE, "Sembilan orang", "2026-03-01"), FIRST, correction())
    (first,) = (one for one in sagara.firsts if one.articles != [3])
    assert (first.articles, sagara.corrected_by(first)) == ([5], [3])


def saying(*said: tuple[str, str]) -> AnnotatedArticle:
    """The first article, with more that somebody says, each in words of its own."""
    text = " ".join((NINE, *(words for words, _ in said)))
    made = article_of(text, FIRST.article.uid, 1)
    metadata = FIRST.article.metadata
    claims = tuple(
        Claim(f"c1.{at}", made.uid, "ana", span(words, text), hops=(Hop((who,)),))
        for at, (words, who) in enumerate(((NINE, ROLE), *said))
    )
    article = replace(made, outlet="Lintang", metadata=metadata)
    return AnnotatedArticle(article, text, claims=claims, facts=FIRST.facts)


@pytest.mark.parametrize(
    ("right", "marked"),
    [
        (("Yang benar 12 orang.",), {NINE}),
        (right_in(RIGHT), {NINE, "Semuanya di puskesmas."}),
        ((), {NINE}),
    ],
)
def test_only_what_a_correction_speaks_of_is_marked(
    right: tuple[str, ...], marked: set[str]
) -> None:
    there = correction()
    beside = Beyond(
        there.article,
        ("Ahmad al-Mismari",),
        tuple(counts_of(there.text, there.facts)),
        is_correction=True,
        right=right,
    )
    said = (
        ("Semuanya di puskesmas.", AHMAD),
        ("Kami kirim helikopter.", AHMAD),
        ("Puskesmas kewalahan.", ROLE),
    )
    report = told(saying(*said), OTHER, beyond=(beside,))
    assert {one.words for one in report.firsts if report.corrected_by(one)} == marked


def test_a_correction_of_which_nothing_is_known_may_mean_all_that_its_article_says() -> None:
    beside = Beyond(correction().article, ("Ahmad al-Mismari",), (), is_correction=True)
    report = told(saying(("Kami kirim helikopter.", AHMAD)), OTHER, beyond=(beside,))
    marked = [one.articles for one in report.firsts if report.corrected_by(one)]
    assert marked == [[1], [1]]


def test_the_notice_names_the_articles_that_have_the_very_words_too() -> None:
    sagara = printed(5, "Sagara", NINE, "Sembilan orang", "2026-03-01")
    (notice,) = notices(told(sagara, FIRST, correction()))
    assert "here: #1. The very words that it may take back stand in #5 too." in notice.words
    (notice,) = notices(told(FIRST, OTHER, correction()))
    assert "The very words" not in notice.words
