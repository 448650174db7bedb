"""Reported events: a row for each asserted clause, with who, act, whom, place and modality."""

from __future__ import annotations

import pytest
from cpu_work import assert_grows

from workbench.domain.fact import Event, Fact, Kind
from workbench.domain.span import Span
from workbench.extract import extract


def events(text: str) -> list[tuple[Fact, Event]]:
    found = []
    for fact in extract(text, lang="id"):
        if fact.kind is Kind.EVENT:
            assert isinstance(fact.attributes, Event)
            found.append((fact, fact.attributes))
    return found


def words(span: Span | None) -> str | None:
    return span.exact if span else None


def rows(text: str) -> list[tuple[str | None, str, str | None]]:
    """Who, act and whom of each event, in the order of the acts."""
    acts = sorted((event for _, event in events(text)), key=lambda event: event.act.start)
    return [(words(e.who), e.act.exact, words(e.whom)) for e in acts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one clause, with its object
        ("Pasukan Lemba merebut kota pelabuhan itu pada Senin.",
         [("Pasukan Lemba", "merebut", "kota pelabuhan itu")]),
        # a joined clause shares the subject
        ("Pasukan Lemba merebut kota pelabuhan itu pada Senin dan menahan puluhan warga sipil di "
         "sana.",
         [("Pasukan Lemba", "merebut", "kota pelabuhan itu"),
          ("Pasukan Lemba", "menahan", "puluhan warga sipil")]),
        # but two verbs of one short clause are one event
        ("Kedua kubu terus bentrok dan melancarkan serangan udara.",
         [("Kedua kubu", "bentrok", None)]),
        # a relative clause behind a comma is an event of its own
        ("Kapal itu merapat di pelabuhan utara, yang ditutup pekan lalu karena badai besar.",
         [("Kapal itu", "merapat", None), (None, "ditutup", None)]),
        # one without a comma only says which
        ("Kapal yang membawa gandum itu merapat di pelabuhan utara.",
         [("Kapal", "merapat", None)]),
        # an agent behind "oleh" acts, the subject suffers
        ("Kapal gandum itu ditembak oleh penjaga pantai Lemba.",
         [("penjaga pantai Lemba", "ditembak", "Kapal gandum itu")]),
        ("Pasukan Lemba telah ditarik dari kota itu.", [("Pasukan Lemba", "ditarik", None)]),
        # an adverbial in front is no actor, and a figure belongs to it
        ("Pada Senin pagi, lebih dari 300 warga mengungsi ke bukit.",
         [("lebih dari 300 warga", "mengungsi", None)]),
        ("Ketika ditanya mengenai hal itu, Rina Wijaya tersenyum lebar sekali.",
         [("Rina Wijaya", "tersenyum", None)]),
    ],
)  # fmt: skip
def test_reads_clauses(text: str, expected: list[tuple[str | None, str, str | None]]) -> None:
    assert rows(text) == expected


def test_what_stands_before_a_report_is_the_outlets_own() -> None:
    (told, by_outlet), (_, by_source) = sorted(
        events(
            "Pada Selasa sore, bentrokan pecah di jalan menuju Lemba, tempat sumber-sumber militer "
            "mengatakan sembilan orang tewas dalam serangan malam."
        ),
        key=lambda event: event[0].span.start,
    )
    assert (by_outlet.act.exact, by_outlet.asserter) == ("pecah", None)
    assert told.span.exact.endswith("Lemba")
    assert by_source.asserter is not None
    assert by_source.asserter.span.exact == "sumber-sumber militer"
    # an adverbial before a report asserts nothing
    assert [e.act.exact for _, e in events(
        "Ketika ditanya di pelabuhan itu, Rina Wijaya mengatakan kapal itu tenggelam di selat."
    )] == ["tenggelam"]  # fmt: skip


def test_each_sentence_of_a_quotation_is_read_by_itself() -> None:
    text = "“Semuanya gelap. Saya melihat kapal itu tenggelam di selat,” kata Rina Wijaya."
    assert rows(text) == [("Saya", "melihat", "kapal itu")]


def test_whoever_promises_acts() -> None:
    ((_, event),) = events("Rina Wijaya berjanji akan mengirim kapal bantuan ke selat itu.")
    assert (words(event.who), event.act.exact, event.modality) == (
        "Rina Wijaya", "mengirim", "promised",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("Pasukan Lemba tidak menyerang kota itu pada Senin.", "negative", "asserted"),
        ("Pasukan Lemba gagal merebut kota itu pada Senin.", "negative", "asserted"),
        ("Sehari sebelum pawai, Rina Putri menembak rusa itu.", "positive", "asserted"),
        ("Pasukan Lemba menolak gencatan senjata itu pada Senin.", "positive", "asserted"),
        ("Pasukan Lemba akan menyerang kota itu pada Senin.", "positive", "predicted"),
        ("Tembakan artileri dapat terdengar dari kota itu sejak pagi.", "positive", "asserted"),
        ("Serangan itu dapat memicu perang di seluruh selat.", "positive", "predicted"),
        ("Tidak satu pun warga desa itu dievakuasi tentara kemarin.", "negative", "asserted"),
        # a target is no result; whoever is hit is no target of that sort
        ("Bupati itu menargetkan desa baru dihuni pada 2028.", "positive", "intended"),
        ("Kantor itu menargetkan 75 persen cabangnya pada Juni.", "positive", "intended"),
        ("Serangan itu menargetkan markas pasukan Lemba kemarin.", "positive", "asserted"),
        ("Armada itu menargetkan kapal gandum Lemba kemarin.", "positive", "asserted"),
        ("Jalan yang ditargetkan rampung pada Mei itu telah mencapai 20 persen.", "positive",
         "asserted"),
    ],
)  # fmt: skip
def test_polarity_and_modality(text: str, polarity: str, modality: str) -> None:
    ((_, event),) = events(text)
    assert (event.polarity, event.modality) == (polarity, modality)


def test_a_place_is_one_that_a_preposition_introduces() -> None:
    ((_, event),) = events("Turki mengirim dua kapal bantuan dari Ankara pada Senin.")
    assert words(event.place) == "Ankara"
    ((_, without),) = events("Jenderal Budi Santoso menolak seruan Turki pada Senin.")
    assert without.place is None


def test_deaths_and_figures_come_before_opinions() -> None:
    found = {e.act.exact: e.check for _, e in events(
        "Sembilan orang tewas dalam serangan pada Senin. Kota itu seharusnya membangun taman yang "
        "lebih indah."
    )}  # fmt: skip
    assert found["tewas"] > found["membangun"]


@pytest.mark.parametrize("filler", ["dan menyerang kota itu ", "yang menyerang, ", "kota, ", "("])
def test_endless_sentences_take_linear_time(filler: str) -> None:
    small, large = ("Pasukan Lemba " + filler * (size // len(filler)) for size in (5_000, 40_000))
    assert_grows(lambda text: extract(text, lang="id"), small=small, large=large, at_most=20)


def test_the_items_of_a_list_of_targets_are_targets_and_what_follows_is_none() -> None:
    text = (
        "Bupati Arman Wijaya merinci target pembangunan desa itu. Pertama, luas desa yang "
        "terbangun mencapai 80 hektare. Luas itu diukur kantor desa. Kedua, pembangunan rumah "
        "mencapai 50 persen. Desa itu telah dihuni 120 warga."
    )
    assert [event.modality for _, event in events(text)] == [
        "intended", "asserted", "intended", "asserted",
    ]  # fmt: skip
    told = text.replace("target pembangunan", "kemajuan pembangunan")
    assert {event.modality for _, event in events(told)} == {"asserted"}


def test_a_clause_is_told_with_the_subject_that_it_shares() -> None:
    found = events(
        "Pasukan Lemba merebut kota pelabuhan itu pada Senin dan menahan puluhan warga di sana."
    )
    assert {fact.span.words for fact, _ in found} == {
        "Pasukan Lemba merebut kota pelabuhan itu pada Senin",
        "Pasukan Lemba … menahan puluhan warga di sana",
    }


def test_a_clause_that_begins_with_a_relative_word_is_told_with_what_it_hangs_on() -> None:
    text = "Kapal itu merapat di pelabuhan utara, yang ditutup pekan lalu karena badai besar."
    assert {fact.span.words for fact, _ in events(text)} == {
        "Kapal itu merapat di pelabuhan utara", text.rstrip("."),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Kantor itu membangun rumah warga yang tahun lalu menerima bantuan dana dari Lemba.",
        "Dewan itu belum menjalankan putusan yang bersifat final dan mengikat tersebut di Lemba.",
    ],
)
def test_a_clause_is_not_cut_within_what_belongs_together(text: str) -> None:
    assert [fact.span.words for fact, _ in events(text)] == [text.rstrip(".")]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Sinta Lesmana memimpin partai itu sejak 2010. Ia menempuh kuliah di Lemba.",
         "Sinta Lesmana"),
        ("“Itu benar,” kata Sinta Lesmana. Jalan itu sulit bagi Rina Wijaya. Pada 2020, ia "
         "mengalami kecelakaan parah.", None),
        ("Sinta Lesmana memimpin partai itu sejak 2010. Ia senang melihat kantor baru.",
         "Sinta Lesmana"),
        ("Sinta Lesmana memimpin partai itu sejak 2010. Partai itu membuka kantor.", None),
    ],
)  # fmt: skip
def test_whom_a_pronoun_means_who_acts(text: str, means: str | None) -> None:
    *_, (_, last) = events(text)
    assert last.means == means
