from __future__ import annotations

import pytest

from workbench.domain.fact import Credit, Event, Fact, Kind, Name
from workbench.extract import extract
from workbench.extract.dateline import read_dateline
from workbench.extract.lines import ROLES, Line, patterns_for

BODY = (
    "Pemerintah kota membuka kembali jembatan lama setelah perbaikan yang berlangsung "
    "selama dua tahun penuh."
)


def kinds(text: str, kind: Kind, lang: str = "id", outlet: str = "") -> list[Fact]:
    return [f for f in extract(text, lang=lang, outlet=outlet) if f.kind is kind]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Redaktur: Ibas", Kind.EDITOR),
        ("Editor: Rina Wijaya", Kind.EDITOR),
        ("Oleh: Rina Wijaya", Kind.BYLINE),
        ("Penulis: Rina Wijaya", Kind.BYLINE),
        ("Baca juga: Jembatan Lama Roboh", Kind.RELATED),
        ("SCROLL TO CONTINUE WITH CONTENT", Kind.BOILERPLATE),
        ("Ingin Langganan Artikel?", Kind.BOILERPLATE),
        ("Anda mungkin juga berminat", Kind.BOILERPLATE),
        ("Foto: Jembatan lama dari udara (Antara)", Kind.CAPTION),
    ],
)
def test_gives_a_line_its_role(line: str, kind: Kind) -> None:
    text = f"Jembatan Dibuka Lagi\n\n{BODY}\n\n{line}\n"
    assert [f.span.exact for f in kinds(text, kind)] == [line]


def test_furniture_yields_nothing_else() -> None:
    link = "Baca juga: “Kami Menang,” Kata Presiden Budi Santoso di Bogor"
    text = f"Judul Berita Ini\n\n{BODY}\n\n{link}\n"
    assert all(
        f.kind is Kind.RELATED for f in extract(text, lang="id") if f.span.start > len(BODY) + 20
    )


@pytest.mark.parametrize(
    "line",
    [
        "Editor itu menulis bahwa jembatan sudah aman untuk semua warga kota dan desa.",
        "Foto itu menggambarkan jembatan lama yang rusak berat akibat banjir bandang kemarin.",
    ],
)
def test_a_sentence_is_no_label(line: str) -> None:
    text = f"Jembatan Dibuka Lagi\n\n{BODY}\n\n{line}\n"
    assert kinds(text, Kind.EDITOR) == []
    assert kinds(text, Kind.CAPTION) == []


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("KIBLAT.NET, Tripoli – ", "Tripoli"),
        ("JAKARTA, KOMPAS — ", "JAKARTA"),
        ("Jakarta (ANTARA) - ", "Jakarta"),
        ("TEMPO.CO, Jakarta - ", "Jakarta"),
        ("TRIPOLI (Reuters) - ", "TRIPOLI"),
    ],
)
def test_reads_a_dateline(opening: str, place: str) -> None:
    text = f"Jembatan Dibuka Lagi\n\n{opening}{BODY}\n"
    (line,) = kinds(text, Kind.DATELINE)
    assert line.span.exact == opening.rstrip()
    assert place in [f.span.exact for f in kinds(text, Kind.PLACE)]


def test_a_dash_in_a_sentence_is_no_dateline() -> None:
    text = f"Jembatan Dibuka Lagi\n\nJembatan itu - yang tertua di kota - dibuka lagi.\n{BODY}"
    assert kinds(text, Kind.DATELINE) == []


@pytest.mark.parametrize(
    ("words", "outlet", "basis", "span"),
    [
        ("Sumber: Kabar Senja", "Kabar Senja", "explicit_credit", "Sumber: Kabar Senja"),
        ("Jembatan itu rusak. (Reuters)", "Reuters", "explicit_credit", "(Reuters)"),
        ("Jembatan itu rusak, dilansir Reuters.", "Reuters", "implicit_reference",
         "dilansir Reuters"),
        ("Artikel ini telah tayang di Kompas.com dengan judul X", "Kompas.com", "explicit_credit",
         "Artikel ini telah tayang di Kompas.com dengan judul X"),
    ],
)  # fmt: skip
def test_finds_a_relay(words: str, outlet: str, basis: str, span: str) -> None:
    text = f"Jembatan Dibuka Lagi\n\n{BODY}\n\n{words}\n"
    (fact,) = kinds(text, Kind.RELAY)
    assert isinstance(fact.attributes, Credit)
    assert (fact.attributes.outlet, fact.attributes.basis) == (outlet, basis)
    assert fact.span.exact == span


def test_an_outlet_credits_itself_without_a_relay() -> None:
    text = f"Jembatan Dibuka Lagi\n\n{BODY}\n\nSumber: Kompas\n"
    assert kinds(text, Kind.RELAY, outlet="KOMPAS.com") == []
    assert len(kinds(text, Kind.RELAY, outlet="Tempo")) == 1


def test_an_outlet_is_named_once() -> None:
    text = f"Judul Berita Ini\n\n{BODY} Itu dilansir Reuters. Hal lain juga dilansir Reuters.\n"
    assert len(kinds(text, Kind.RELAY)) == 1


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Warga bertemu Gubernur Rina Wijaya kemarin.", Kind.PERSON, "Rina Wijaya"),
        ("Warga bertemu Kementerian Luar Negeri kemarin.", Kind.ORGANISATION,
         "Kementerian Luar Negeri"),
        ("Warga pindah ke Wanaraja kemarin.", Kind.PLACE, "Wanaraja"),
        ("Warga pindah ke Turki kemarin.", Kind.PLACE, "Turki"),
    ],
)  # fmt: skip
def test_types_a_name(text: str, kind: Kind, name: str) -> None:
    (fact,) = kinds(text, kind)
    assert isinstance(fact.attributes, Name)
    assert fact.attributes.name == name


def test_a_title_and_a_country_stay_out_of_the_name() -> None:
    (fact,) = kinds("Warga menunggu Jenderal Libya Khalid Munir kemarin.", Kind.PERSON)
    assert isinstance(fact.attributes, Name)
    assert (fact.span.exact, fact.attributes.title) == ("Khalid Munir", "Jenderal Libya")


@pytest.mark.parametrize(
    "text",
    ["Sementara itu warga menunggu.", "Pasukan-pasukan itu pergi.", "Kemudian hujan turun.",
     "Kesepakatan itu batal."],
)  # fmt: skip
def test_a_capital_at_the_start_makes_no_name(text: str) -> None:
    assert [
        f
        for f in extract(text, lang="id")
        if f.kind in (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)
    ] == []


def test_events_rank_deaths_above_opinions() -> None:
    text = (
        "Sebanyak 12 orang tewas dalam serangan di Sirte pada hari Senin. "
        "Warga sebaiknya menikmati pemandangan indah di tepi sungai."
    )
    events = {f.span.exact[:7]: f for f in kinds(text, Kind.EVENT)}
    deaths, opinion = events["Sebanya"].attributes, events["Warga s"].attributes
    assert isinstance(deaths, Event)
    assert isinstance(opinion, Event)
    assert events["Sebanya"].is_question
    assert not events["Warga s"].is_question
    assert deaths.act.exact == "tewas"
    assert deaths.asserter is None
    assert deaths.quantity is not None


def test_what_somebody_promises_is_promised_by_them() -> None:
    (event,) = kinds("Budi Santoso berjanji akan mengirim bantuan ke kota itu.", Kind.EVENT)
    assert isinstance(event.attributes, Event)
    assert event.attributes.modality == "promised"
    assert event.attributes.asserter is not None
    assert event.attributes.asserter.name == "Budi Santoso"


def test_a_long_article_asks_few_questions() -> None:
    text = "Judul Berita\n\n" + "\n\n".join(
        f"Sebanyak {n} orang tewas dalam serangan di Sirte pada hari Senin." for n in range(10, 40)
    )
    assert 1 <= sum(f.is_question for f in kinds(text, Kind.EVENT)) <= 8


@pytest.mark.parametrize(
    ("lang", "text", "outlets"),
    [
        ("en", "“It rose,” he told Harbour Wire on Friday.", ["Harbour Wire"]),
        ("en", "“It rose,” he told Anna Keller on Friday.", []),
        ("id", "“Air naik,” katanya kepada Warta Musi kemarin.", ["Warta Musi"]),
        ("id", "“Air naik,” katanya kepada Kepala Desa kemarin.", []),
    ],
)
def test_the_outlet_that_was_told_is_a_relay(lang: str, text: str, outlets: list[str]) -> None:
    found = [f.attributes for f in extract(text, lang=lang) if f.kind is Kind.RELAY]
    credits = [one for one in found if isinstance(one, Credit)]
    assert [(one.outlet, one.basis) for one in credits] == [
        (outlet, "implicit_reference") for outlet in outlets
    ]


def test_a_province_before_a_name_is_no_part_of_it() -> None:
    text = "Warga bertemu Kepala Badan Air (BA) Provinsi Kalsel Nurul Fajar Desira kemarin."
    assert [f.span.exact for f in kinds(text, Kind.PERSON)] == ["Nurul Fajar Desira"]
    assert kinds("Warga pindah ke Provinsi Jawa Tengah kemarin.", Kind.PERSON) == []


def test_a_possessive_that_opens_a_sentence_is_no_name() -> None:
    assert kinds("Tujuannya memastikan warga aman. Ketuanya pulang.", Kind.PERSON) == []


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Baca juga: " + "kabar pelabuhan " * 30, "too_long"),
        ("Artikel ini telah tayang di Kabar Bahari", "republished"),
        ("Baca juga: Dermaga Diperbaiki", "related"),
        ("Editor: Rina Wijaya", "labelled"),
        ("Ingin Langganan Artikel?", "boilerplate"),
        ("(rwj/dsk)", "initials"),
        ("(antara/dsk)", "body"),
        ("Foto: Dermaga dari udara", "caption"),
        ("Dermaga itu dibuka.", "body"),
    ],
)
def test_a_rule_says_what_a_line_is(line: str, rule: str) -> None:
    assert ROLES.deciding(Line(line, 0, len(line), patterns_for("id"))) == rule


@pytest.mark.parametrize(
    ("line", "outlet", "place"),
    [
        ("KIBLAT.NET, Tripoli – Pasukan mundur.", "KIBLAT.NET", "Tripoli"),
        ("JAKARTA (ANTARA) - Pasukan mundur.", "", "JAKARTA"),
        ("Kabar Bahari, Sukamaju — Pasukan mundur.", "Kabar Bahari", "Sukamaju"),
        ("Jakarta, Kompas.com - Pasukan mundur.", "Kompas.com", "Jakarta"),
        ("Liputan6.com, Jakarta Pasukan mundur.", "Liputan6.com", "Jakarta"),
    ],
)
def test_a_dateline_has_an_outlet_and_a_place(line: str, outlet: str, place: str) -> None:
    dateline = read_dateline(line, 0, len(line), "id")
    assert dateline
    assert dateline.place
    assert (dateline.outlet, line[slice(*dateline.place)]) == (outlet, place)


@pytest.mark.parametrize(
    "line",
    [
        "Kabar Bahari, Sukamaju - Pasukan mundur.",
        "Pasukan itu, kata Budi — mundur.",
        "Satu, Dua, Tiga, Empat — Pasukan mundur.",
        "Pasukan mundur.",
    ],
)
def test_other_openings_are_no_dateline(line: str) -> None:
    assert read_dateline(line, 0, len(line), "id") is None
