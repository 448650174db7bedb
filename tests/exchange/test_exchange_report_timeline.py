"""The report's timeline: what happened when, in order and as a picture."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import example
from exchange_reports import Page, digest_of, page, printing, written

from workbench.domain.article import Basis, Precision, Publication
from workbench.domain.signature import Extent
from workbench.domain.timeline import Moment, Timed, days_of, moment_at
from workbench.exchange.report import Digest

SAID = moment_at("2026-03-10")


def at(value: str, printed: str = "", modifier: str = "") -> Moment:
    moment = moment_at(value, printed)
    assert moment
    return moment._replace(modifier=modifier)


def told(*moments: Moment | None) -> Digest:
    """A report on as many articles of one day, of one claim each that is of such a time."""
    every = []
    publication = Publication("2026-03-10", Precision.DAY, Basis.METADATA)
    for number in range(1, len(moments) + 1):
        one = printing(number, "Kapal Pos", f"Yang ke-{number} <b> terjadi & diceritakan.")
        metadata = replace(one.article.metadata, publication=publication, lang="id")
        every.append(replace(one, article=replace(one.article, metadata=metadata)))
    found = digest_of(replace(example(), articles=tuple(every)))
    of_claim = {f"c{number}": Timed(one, SAID) for number, one in enumerate(moments, 1)}
    return replace(found, times=of_claim)


def days(root: Page) -> list[str]:
    """What stands over the lists of the timeline, in order."""
    (listed,) = root.root.classed("days")
    items = [one for one in listed.children if not isinstance(one, str)]
    return ["".join(c for c in one.children if isinstance(c, str)).strip() for one in items]


@pytest.mark.parametrize(
    ("lang", "heads"),
    [
        ("en", ["since 1931", "2010 to 2019", "about March 2026", "9 March 2026", "10 March 2026"]),
        ("id", ["sejak 1931", "2010 sampai 2019", "sekitar Maret 2026", "9 Maret 2026",
                "10 Maret 2026"]),
    ],
)  # fmt: skip
def test_times_stand_in_order_and_what_is_not_sure_as_that(lang: str, heads: list[str]) -> None:
    digest = told(
        at("2026-03-09T21:00", "Senin malam"),
        at("1931", "sejak 1931", "SINCE"),
        at("201", "2010-an"),
        at("2026-03", "", "APPROX"),
        None,
    )
    root = page(digest, lang)
    assert days(root) == heads
    assert "“Senin malam”" in root.root.classed("days")[0].words


def test_the_picture_has_a_bar_for_each_time_and_says_the_same_as_the_list() -> None:
    digest = told(at("2026-03-09"), at("1931", modifier="SINCE"), at("2026-03"), None)
    (picture,) = page(digest, "en").root.classed("times")
    bars = picture.classed("bar")
    assert [("dashed" in one.attributes["class"]) for one in bars] == [True, True, False]
    assert [one.attributes["href"] for one in picture.all("a")] == ["#s2", "#s3", "#s1"]
    assert len(picture.classed("said")) == 3
    assert "Yang ke-2 <b>" in picture.words
    since = bars[0].attributes["d"]
    assert since.count("L") == 3, "it reaches beyond both edges, and comes to a point at each"
    assert "style=" not in written(digest)[written(digest).index("<svg") :]


@pytest.mark.parametrize("moments", [(), (None, None), ("2026-03-09", None)])
def test_one_time_alone_needs_no_picture(moments: tuple[str | None, ...]) -> None:
    digest = told(*(at(one) if one else None for one in moments))
    assert not page(digest, "en").root.classed("times")


def test_the_list_is_all_of_it_in_markdown() -> None:
    words = written(told(at("2026-03-09"), at("2026-03-08")), "md")
    assert words.index("- 8 March 2026") < words.index("- 9 March 2026")
    assert "Bars:" not in words


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-03-09", "2026-03-09", ("2026-03-09", "")),
        ("2026-02-01", "2026-02-28", ("2026-02", "")),
        ("2026-01-01", "2026-12-31", ("2026", "")),
        ("2010-01-01", "2019-12-31", ("2010", "2019")),
        ("2026-01-01", "2026-03-31", ("2026-01-01", "2026-03-31")),
    ],
)
def test_whole_months_and_years_go_by_their_names(
    first: str, last: str, days: tuple[str, str]
) -> None:
    begins, ends = moment_at(first), moment_at(last)
    assert begins
    assert ends
    assert days_of(Extent(begins.extent.first, ends.extent.last)) == days
