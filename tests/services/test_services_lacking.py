"""What an article has from an outlet is sought in that outlet's own article, where it is stored."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest

from workbench.domain.choice import Choice
from workbench.exchange.report import Outcome, Scope
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
        if ((lacks := told.sought.get(place.claim.uid)) and lacks.outcome is Outcome.LACKING)
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
    assert len(told.sought_as(Outcome.LACKING)) == 1
    assert not any(one.annotated.text for one in told.articles)


CALL = {
    "id": " “Kami menunggu satu kata saja dari kota,” kata Bima Halim.",
    "en": " “We are waiting for one word from the city,” said Bima Halim.",
}
PORT = {
    "id": "MEDAN - Api membakar gudang di Pelabuhan Belawan pada Selasa. Rini Astuti mengatakan"
    " gudangnya kosong. Bima Halim mengatakan penjaganya sudah pulang.",
    "en": "MEDAN - Fire burnt a store at Belawan port on Tuesday. Rini Astuti said the store was"
    " empty. Bima Halim said the guards had gone home.",
}
SOURCE = {"id": "\n\nSumber: Warta Selat", "en": "\n\nSource: Warta Selat"}


@pytest.mark.parametrize(("lang", "other"), [("id", "en"), ("en", "id")])
def test_who_is_quoted_in_another_language_is_sought_by_name(
    empty: Workbench, tmp_path: Path, lang: str, other: str
) -> None:
    """A direct quote of somebody whom the credited article quotes nowhere does not stand there; one
    of somebody whom it quotes may."""
    citing = article("Harian Muara", PORT[lang] + CALL[lang] + SOURCE[lang], lang=lang)
    silent = article("Warta Selat", PORT[other], lang=other)
    stored(empty, tmp_path, silent, citing)
    told = read_report(empty, Scope(), Choice())
    (one,) = told.sought_as(Outcome.LACKING)
    assert one.is_speech
    (found,) = told.sought_of(one)
    assert found.quoted == ("Bima Halim",)


@pytest.mark.parametrize(
    ("lang", "says", "is_open"),
    [
        ("id", "tidak dapat dibandingkan, dan tidak diketahui ada atau tidaknya", "belum tentu"),
        ("en", "could not be compared, and nobody knows whether", "need not stand there"),
    ],
)
def test_what_could_not_be_compared_is_told_and_is_not_found(
    empty: Workbench, tmp_path: Path, lang: str, says: str, is_open: str
) -> None:
    other = "en" if lang == "id" else "id"
    citing = article("Harian Muara", PORT[lang] + CALL[lang] + SOURCE[lang], lang=lang)
    there = article("Warta Selat", PORT[other] + CALL[other], lang=other)
    stored(empty, tmp_path, there, citing)
    told = read_report(empty, Scope(), Choice())
    assert not told.sought_as(Outcome.FOUND)
    assert not told.sought_as(Outcome.LACKING)
    (quote,) = told.sought_as(Outcome.PARTS)
    assert quote.is_speech, "whom it quotes is quoted there too"
    assert told.sought_as(Outcome.UNSOUGHT)
    out = BytesIO()
    print_report(empty, out, Wanted(Scope(), Choice(), format_name="md", lang=lang))
    page = out.getvalue().decode()
    assert says in page
    assert is_open in page


FRAGMENT = {
    "id": " Dalam pernyataan bersama, Bima Halim mengatakan pihaknya pulang “tanpa syarat”.",
    "en": " Bima Halim said in a joint statement that his men would leave “without terms”.",
}
SHOWN = {
    "id": "hanya memuat potongan kutipan ini dari Bima Halim: “without terms”.",
    "en": "quotes Bima Halim with no more than “tanpa syarat”.",
}


@pytest.mark.parametrize(("lang", "other"), [("id", "en"), ("en", "id")])
def test_who_is_quoted_in_a_few_words_is_not_said_to_be_quoted_nowhere(
    empty: Workbench, tmp_path: Path, lang: str, other: str
) -> None:
    citing = article("Harian Muara", PORT[lang] + CALL[lang] + SOURCE[lang], lang=lang)
    there = article("Warta Selat", PORT[other] + FRAGMENT[other], lang=other)
    stored(empty, tmp_path, there, citing)
    out = BytesIO()
    print_report(empty, out, Wanted(Scope(), Choice(), format_name="md", lang=lang))
    assert SHOWN[lang] in out.getvalue().decode()


NOBODY = {
    "id": " Pernyataan bersama itu menyebut pihaknya pulang “tanpa syarat”.",
    "en": " A joint statement said their men would leave “without terms”.",
}


@pytest.mark.parametrize(("lang", "other"), [("id", "en"), ("en", "id")])
def test_what_may_be_of_whom_it_is_credited_to_is_neither_theirs_nor_missing(
    empty: Workbench, tmp_path: Path, lang: str, other: str
) -> None:
    citing = article("Harian Muara", PORT[lang] + CALL[lang] + SOURCE[lang], lang=lang)
    there = article("Warta Selat", PORT[other] + NOBODY[other], lang=other)
    stored(empty, tmp_path, there, citing)
    told = read_report(empty, Scope(), Choice())
    assert not told.sought_as(Outcome.LACKING)
    assert [one for one in told.sought_as(Outcome.UNSOUGHT) if one.is_speech]


LASTED = {
    "id": " Bima Halim mengatakan pihaknya menerima jeda 72 jam.",
    "en": " Bima Halim said his side accepted a halt of {} hours.",
}


@pytest.mark.parametrize(("hours", "outcome"), [("72", Outcome.PARTS), ("48", Outcome.UNSOUGHT)])
def test_how_long_something_is_is_known_in_another_language(
    empty: Workbench, tmp_path: Path, hours: str, outcome: Outcome
) -> None:
    """Another duration need not be a contrary one: 72 hours are three days."""
    citing = article("Harian Muara", PORT["id"] + LASTED["id"] + SOURCE["id"])
    text = PORT["en"] + LASTED["en"].format(hours)
    stored(empty, tmp_path, article("Warta Selat", text, lang="en"), citing)
    told = read_report(empty, Scope(), Choice())
    (halt,) = (one for one in told.sought_as(outcome) if "72" in one.told.claim.span.words)
    out = BytesIO()
    print_report(empty, out, Wanted(Scope(), Choice(), format_name="md", lang="en"))
    (line,) = (one for one in out.getvalue().decode().splitlines() if "sought so:" in one)
    assert f"[{halt.number}](#s{halt.number})" in line, "which ones they are is told"
