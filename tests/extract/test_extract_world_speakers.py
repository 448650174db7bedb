"""Who speaks in world news: descriptions, short names, offices, capitals, documents, crowds.

One short article for each rule, and a trap beside it; all people and bodies here are made up.
"""

from __future__ import annotations

import pytest
from cpu_work import assert_grows

from workbench.domain.fact import Fact, Kind, Quote, Speaker, SpeakerClass
from workbench.extract import extract


def speakers(text: str) -> list[Speaker | None]:
    """The speakers of a text's quotes, in text order."""
    facts: list[Fact] = extract(text, lang="id")
    return [fact.attributes.speaker for fact in facts if isinstance(fact.attributes, Quote)]


def last_name(text: str) -> str | None:
    speaker = speakers(text)[-1]
    assert speaker is not None
    return speaker.name


MINISTER = "Menteri Luar Negeri Kanada Darmo Wicaksana tiba di Peru. "
GUEST = "Ia disambut Presiden Peru Halim Prakoso. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # an office is held by whom its title names, also when written short or with its country
        (MINISTER + GUEST + "“Kami sepakat,” kata menlu itu.", "Darmo Wicaksana"),
        (MINISTER + GUEST + "“Kami sepakat,” kata presiden Peru itu.", "Halim Prakoso"),
        (MINISTER + GUEST + "Presiden itu menyebut perundingan berjalan lancar.", "Halim Prakoso"),
        # an apposition names an office too, before and behind the name
        ("Rina Wijaya, juru bicara Istana Lemba, hadir. “Belum ada keputusan,” kata juru bicara "
         "Istana Lemba.", "Rina Wijaya"),
        ("Juru bicara istana, Rina Wijaya, hadir. “Belum ada keputusan,” kata jubir itu.",
         "Rina Wijaya"),
        # nobody holds the office: the latest person is meant
        (MINISTER + "“Kami sepakat,” ujar diplomat senior itu.", "Darmo Wicaksana"),
        (MINISTER + "Mantan dosen itu mengatakan perundingan berjalan lancar.", "Darmo Wicaksana"),
        (MINISTER + "“Kami sepakat,” ujar pria berusia 54 tahun tersebut.", "Darmo Wicaksana"),
        (MINISTER + "“Kami sepakat,” ujar pria yang pernah menjabat duta besar itu.",
         "Darmo Wicaksana"),
        (MINISTER + "“Kami sepakat,” ucap sang menteri.", "Darmo Wicaksana"),
        ("“Air naik,” kata Salma, ibu tiga anak. “Kami takut,” tambah perempuan 34 tahun itu.",
         "Salma"),
    ],
)  # fmt: skip
def test_a_description_means_whoever_it_fits(text: str, name: str) -> None:
    assert last_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        # somebody new, not the one before
        MINISTER + "“Kami sepakat,” kata seorang diplomat senior.",
        MINISTER + "“Kami sepakat,” kata juru bicara istana.",
        MINISTER + "“Kami sepakat,” kata sejumlah diplomat.",
        # two people hold the office, and nothing says which
        "Menteri Rina Wijaya dan Menteri Darmo Wicaksana tiba. Hujan turun. “Kami sepakat,” kata "
        "juru bicara menteri.",
    ],
)
def test_a_description_of_somebody_new_stays_open(text: str) -> None:
    assert last_name(text) is None


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Kelompok Barisan Pesisir menguasai pelabuhan. “Kami menang,” tulis kelompok itu.",
         "Kelompok Barisan Pesisir", SpeakerClass.ORGANISATION),
        ("Sebuah kelompok yang menamakan diri Tentara Fajar menyerang pos itu. Kementerian "
         "Pertahanan Lemba mengecam. “Kami menang,” tulis kelompok itu.",
         "Tentara Fajar", SpeakerClass.ORGANISATION),
        ("Kementerian Luar Negeri Lemba menolak usul itu. Badan Pangan Sagara menyesal. “Tidak ada "
         "alasan,” demikian pernyataan kementerian itu.", "Kementerian Luar Negeri Lemba",
         SpeakerClass.ORGANISATION),
        ("Turki mengirim bantuan, kata Menteri Rina Wijaya. Turki menyatakan perbatasan ditutup. "
         "Negara itu mengatakan bantuan akan tetap datang.", "Turki", SpeakerClass.STATE),
        ("Menurut The Guardian, tuduhan itu tidak benar. “Kami menuntut pembebasannya,” demikian "
         "pernyataan surat kabar itu.", "The Guardian", SpeakerClass.OUTLET),
    ],
)  # fmt: skip
def test_a_group_a_state_and_an_outlet_are_described(
    text: str, name: str, kind: SpeakerClass
) -> None:
    speaker = speakers(text)[-1]
    assert speaker is not None
    assert (speaker.name, speaker.speaker_class) == (name, kind)


def test_a_capital_that_speaks_is_its_state() -> None:
    assert last_name("Ankara mendesak semua pihak menahan diri.") == "Turki (Ankara)"
    # a place that only lies in an adjunct speaks for nobody
    assert last_name("Di Ankara, Rina Wijaya mendesak semua pihak menahan diri.") == "Rina Wijaya"


def test_a_document_is_called_by_whom_it_is_from() -> None:
    text = (
        "Krisis itu memburuk, menurut laporan Badan Pangan Sagara. Laporan itu menyebutkan bahwa "
    )
    speaker = speakers(text + "panen turun tajam.")[-1]
    assert speaker is not None
    assert (speaker.name, speaker.speaker_class) == (
        "laporan Badan Pangan Sagara", SpeakerClass.DOCUMENT,
    )  # fmt: skip
    assert last_name("Laporan itu menyebutkan bahwa panen turun tajam.") is None


def test_a_pronoun_for_somebody_unnamed_is_called_as_they_were() -> None:
    text = "Seorang petani mengatakan bahwa panen turun. “Kami merugi,” katanya."
    speaker = speakers(text)[-1]
    assert speaker is not None
    assert (speaker.name, speaker.names, speaker.speaker_class) == (
        "Seorang petani", (), SpeakerClass.ROLE,
    )  # fmt: skip


def test_pihaknya_is_the_body_that_spoke() -> None:
    text = (
        "Rina Wijaya hadir. Badan Pangan Sagara menyatakan panen turun tajam. Pihaknya menambahkan "
    )
    assert last_name(text + "bahwa stok masih cukup.") == "Badan Pangan Sagara"
    alone = (
        "Badan Pangan Sagara tutup. Rina Wijaya menyatakan panen turun tajam. Pihaknya menambahkan "
    )
    assert last_name(alone + "bahwa stok masih cukup.") == "Rina Wijaya"


def test_the_subject_of_a_subordinate_clause_speaks_in_it() -> None:
    ((speaker),) = speakers(
        "Isu itu mencuat setelah Rina Wijaya melaporkan bahwa panen turun tajam."
    )
    assert speaker is not None
    assert speaker.name == "Rina Wijaya"
    (other,) = speakers(
        "Rina Wijaya yang tiba setelah hujan reda melaporkan bahwa panen turun tajam."
    )
    assert other is not None
    assert other.name == "Rina Wijaya"


def test_a_speaker_at_a_post_is_named_with_it() -> None:
    (speaker,) = speakers(
        "“Kami bersih,” kata seorang pejabat di kantor kepresidenan Lemba kemarin."
    )
    assert speaker is not None
    assert speaker.span.exact == "seorang pejabat di kantor kepresidenan Lemba"
    (other,) = speakers("“Kami bersih,” kata seorang pejabat di Lemba kemarin.")
    assert other is not None
    assert other.span.exact == "seorang pejabat"


def test_an_object_clitic_is_no_speaker() -> None:
    text = "Lemba mengirim pasukan hanya jika Sagara memintanya, kata seorang pejabat Lemba."
    (speaker,) = speakers(text)
    assert speaker is not None
    assert speaker.span.exact == "seorang pejabat Lemba"


@pytest.mark.parametrize("filler", ["itu ", "kata presiden itu. ", "Presiden X, ", "kelompok "])
def test_long_runs_of_descriptions_take_linear_time(filler: str) -> None:
    small, large = (
        "Presiden Lemba Halim Prakoso tiba. " + filler * (size // len(filler))
        for size in (5_000, 40_000)
    )
    assert_grows(lambda text: extract(text, lang="id"), small=small, large=large, at_most=20)


def test_offsets_hold_for_every_speaker() -> None:
    text = MINISTER + GUEST + "“Kami sepakat,” ujar pria yang pernah menjabat duta besar itu."
    for fact in extract(text, lang="id"):
        if fact.kind is Kind.QUOTE and isinstance(fact.attributes, Quote):
            for hop in fact.attributes.hops:
                assert text[hop.span.start : hop.span.end] == hop.span.exact


def test_a_known_one_is_not_somebody_named_much_later() -> None:
    later = "Hujan turun di kota itu sepanjang malam dan jalan-jalan terendam air setinggi lutut. "
    text = MINISTER + "Presiden itu menyebut perundingan berjalan lancar. " + later + GUEST
    assert last_name(text) == "Darmo Wicaksana"
