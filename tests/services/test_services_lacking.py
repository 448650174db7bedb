"""What an article has from an outlet is sought in that outlet's own article, where it is stored."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest

from workbench.domain.choice import Choice
from workbench.exchange.report import Scope
from workbench.services.importing import import_documents, read
from workbench.services.reporting import Wanted, print_report, read_report
from workbench.services.review import accept_facts
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

WIRE = (
    "MEDAN - Api membakar gudang beras di Pelabuhan Belawan, Selasa malam. “Kami menghitung 45 ton"
    " beras yang hangus,” kata Kepala Pelabuhan Rini Astuti. Dua pekerja terluka, kata Rini."
)
COPY = (
    "MEDAN - Api membakar gudang beras di Pelabuhan Belawan, Selasa malam. “Kami menghitung 45 ton"
    " beras yang hangus,” kata Kepala Pelabuhan Rini Astuti. Dua pekerja terluka, kata Rini.{}"
    "\n\nSumber: Warta Selat"
)
ADDED = " Polisi menangkap pemilik gudang itu pada Rabu pagi, kata Komisaris Bima Halim."
ENGLISH = (
    "MEDAN - Fire destroyed a rice store at Belawan port on Tuesday. “We counted 45 tonnes of burnt"
    " rice,” said Rini Astuti, who runs the port. Bima Halim, a police officer, said the owner was"
    " away.{}\n\nSource: Warta Selat"
)
INDONESIAN = WIRE + " Komisaris Bima Halim mengatakan pemiliknya sedang pergi."


def stored(bench: Workbench, folder: Path, *articles: dict[str, str]) -> None:
    """Import some articles and accept every question that they raise."""
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in articles), "utf-8")
    list(import_documents(bench, read([path])))
    for number in range(1, len(articles) + 1):
        view = view_article(bench, number)
        accept_facts(bench, view, view.open_questions())


def article(outlet: str, text: str, day: str = "2026-03-11", lang: str = "id") -> dict[str, str]:
    return {
        "id": f"{outlet} {day}", "title": f"Gudang terbakar, {outlet}", "text": text,
        "outlet": outlet, "published": day, "lang": lang,
    }  # fmt: skip


def lacked(bench: Workbench, where: str = "") -> list[tuple[str, int, str, str]]:
    """What is credited and not there: its words, the article's number and outlet, what it lacks."""
    told = read_report(bench, Scope(), Choice(where=where))
    return [
        (place.claim.span.words, lacks.article.number, lacks.outlet, lacks.what)
        for place in told.places
        if (lacks := told.lacking.get(place.claim.uid))
    ]


@pytest.mark.parametrize("where", ["", "number:2"])
def test_what_the_credited_article_does_not_say_is_told_with_that_article(
    empty: Workbench, tmp_path: Path, where: str
) -> None:
    stored(
        empty, tmp_path, article("Warta Selat", WIRE), article("Harian Muara", COPY.format(ADDED))
    )
    ((words, number, outlet, what),) = lacked(empty, where)
    assert words.startswith("Polisi menangkap pemilik gudang itu")
    assert (number, outlet, what) == (1, "Warta Selat", "")
    for lang, way, says in (
        ("en", "[\\#1](#a1)", "Credited to Warta Selat, whose article {} (11 March 2026) has no"),
        ("id", "[\\#1](#a1)", "Dirujuk ke Warta Selat; artikelnya {} (11 Maret 2026) tidak memuat"),
    ):
        out = BytesIO()
        wanted = Wanted(Scope(), Choice(where=where), format_name="md", lang=lang)
        print_report(empty, out, wanted)
        assert says.format("\\#1" if where else way) in out.getvalue().decode()


@pytest.mark.parametrize(
    "articles",
    [
        (article("Warta Selat", WIRE), article("Harian Muara", COPY.format(""))),
        (article("Warta Selat", WIRE + ADDED), article("Harian Muara", COPY.format(ADDED))),
        (article("Pos Pesisir", WIRE), article("Harian Muara", COPY.format(ADDED))),
        (article("Warta Selat", WIRE, "2026-02-01"), article("Harian Muara", COPY.format(ADDED))),
        (
            article("Warta Selat", "BANDUNG - Hujan merusak 12 rumah, kata Camat Edi Surya."),
            article("Harian Muara", COPY.format(ADDED)),
        ),
        (
            article("Warta Selat", WIRE),
            article("Warta Selat", WIRE + ADDED, "2026-03-10"),
            article("Harian Muara", COPY.format(ADDED)),
        ),
    ],
)
def test_what_it_says_or_another_one_may_say_is_not(
    empty: Workbench, tmp_path: Path, articles: tuple[dict[str, str], ...]
) -> None:
    stored(empty, tmp_path, *articles)
    assert lacked(empty) == []


@pytest.mark.parametrize(
    ("added", "what"),
    [
        ("", []),
        (" The fire cost 870 jobs, Bima Halim said.", ["870 jobs"]),
        (" The store was built in 1987, Bima Halim said.", ["1987"]),
        (" Two guards were hurt, Bima Halim said.", []),
    ],
)
def test_of_two_languages_only_numbers_and_names_are_sought(
    empty: Workbench, tmp_path: Path, added: str, what: list[str]
) -> None:
    credited = article("Warta Selat", INDONESIAN)
    stored(empty, tmp_path, credited, article("Harbour Wire", ENGLISH.format(added), lang="en"))
    assert [one[3] for one in lacked(empty)] == what


def test_it_is_told_where_the_texts_are_not_handed_on_too(empty: Workbench, tmp_path: Path) -> None:
    credited = article("Warta Selat", WIRE)
    stored(empty, tmp_path, credited, article("Harian Muara", COPY.format(ADDED)))
    told = read_report(empty, Scope(), Choice(without_text=True))
    assert len(told.lacking) == 1
    assert not any(one.annotated.text for one in told.articles)
