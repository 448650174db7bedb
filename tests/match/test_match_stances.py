"""What two statements say, laid side by side: what goes apart, and how one stands to the other."""

from __future__ import annotations

import json
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.counterpart import Stance
from workbench.domain.signature import Amount, Bound
from workbench.extract import extract
from workbench.extract.signing.concepts import concepts_for
from workbench.extract.signing.signer import Signer
from workbench.match.amounts import SCORE, Amounts, agree
from workbench.match.apart import Apart
from workbench.match.comparing import count_of, overlap, overlap_of
from workbench.match.pools import wider_of
from workbench.match.sides import Side
from workbench.match.stances import judge, proposed

PAIRS = Path(__file__).parent / "pairs"
CONTRARY = {Apart.DENIED, Apart.OPPOSITE}
"""One of them, whichever the words are read as."""


def side(
    text: str, lang: str = "id", day: str = "2026-03-12", exact: str = "", voice: str = ""
) -> Side:
    facts = extract(text, lang=lang, anchor=day, anchor_basis="metadata")
    signer = Signer(text, facts, lang, day=date.fromisoformat(day).toordinal())
    start = text.index(exact)
    end = start + len(exact) if exact else len(text)
    return Side(signer.sign(start, end, around=signer.sign(0, len(text)), voice=voice))


def apart(one: str, other: str, lang: str = "id") -> set[str]:
    judged = judge(side(one, lang), side(other, lang))
    return {each.kind for each in judged.comparison.differences}


FLOOD = "Sembilan orang tewas akibat banjir bandang di Lembata pada Kamis (12/3)."


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (FLOOD.replace("Sembilan", "Sebelas"), Apart.NUMBER),
        (FLOOD.replace("Lembata", "Ngada"), Apart.PLACE),
        (FLOOD.replace("Kamis (12/3)", "Senin (9/3)"), Apart.TIME),
        ("Polisi membebaskan Rudi Hartono di Medan.", Apart.OPPOSITE),
        ("Polisi tidak menangkap Rudi Hartono di Medan.", Apart.DENIED),
        ("Polisi akan menangkap Rudi Hartono di Medan.", Apart.MOOD),
        ("Polisi menangkap Budi Santoso di Medan.", Apart.PERSON),
    ],
)
def test_what_goes_apart_is_named(other: str, kind: Apart) -> None:
    one = FLOOD if "banjir" in other else "Polisi menangkap Rudi Hartono di Medan."
    assert not apart(one, one)
    assert kind in apart(one, other)
    assert kind in apart(other, one)


def test_what_only_one_counts_beside_a_number_of_both_is_no_other_number() -> None:
    one = "Gelombang mencapai 2,5 meter dan jarak pandang kurang dari 500 meter."
    assert apart(one, "Gelombang mencapai 2,5 meter.") == set()
    assert apart(one, "Gelombang mencapai 3 meter.") == {Apart.NUMBER}


def test_who_did_it_to_whom_goes_apart() -> None:
    one, other = "Israel attacked Iran on Thursday.", "Iran attacked Israel on Thursday."
    assert {Apart.ROLES, Apart.AGENT} & apart(one, other, "en")
    assert not apart(one, "Iran was attacked by Israel on Thursday.", "en")


def test_two_that_exchange_their_parts_are_never_the_same() -> None:
    one = "Militants fired missiles at an army base near Metula."
    other = "The army fired missiles at a militant base near Metula."
    judged = judge(side(one, "en"), side(other, "en"))
    assert Apart.ROLES in {each.kind for each in judged.comparison.differences}
    assert judged.stance is not Stance.SAME


@pytest.mark.parametrize(
    "other",
    [
        "Banjir bandang di Lembata menewaskan 9 orang, Kamis.",
        "Korban tewas akibat banjir bandang di Lembata mencapai sembilan orang.",
    ],
)
def test_the_same_in_other_words_is_proposed(other: str) -> None:
    assert judge(side(FLOOD), side(other)).stance is Stance.SAME


def test_the_same_in_another_language_is_proposed() -> None:
    other = "Nine people were killed by a flash flood in Lembata on Thursday."
    assert judge(side(FLOOD), side(other, "en")).stance is Stance.SAME


def test_what_is_the_reason_for_something_is_not_denied_with_it() -> None:
    one = "Menara telekomunikasi tidak berfungsi akibat listrik padam di Sumatra."
    other = "Listrik padam di Sumatra."
    assert Apart.DENIED not in apart(one, other)


def test_who_rejects_an_appeal_does_not_deny_that_there_was_one() -> None:
    one, other = "Hakim menolak banding Heri Subagyo.", "Banding Heri Subagyo ditolak hakim."
    assert not apart(one, other)
    assert CONTRARY & apart("Heri Subagyo menolak mundur.", "Heri Subagyo mundur.")


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Korban berusia 81 tahun.", "Korban berumur 83.", "id"),
        ("The singer was aged 81.", "The singer was 83 years old.", "en"),
        ("Customs seized half a tonne of cocaine.", "Customs seized 700 kg of cocaine.", "en"),
        ("Police arrested a dozen men.", "Police arrested 15 men.", "en"),
    ],
)
def test_amounts_in_words_are_amounts(one: str, other: str, lang: str) -> None:
    assert Apart.NUMBER in apart(one, other, lang)


def test_a_form_of_a_word_begins_the_phrases_of_its_stem() -> None:
    assert not apart("Polisi mencabut larangan ekspor.", "Larangan ekspor dicabut polisi.")


def test_whose_it_is_belongs_to_no_name() -> None:
    signed = side("Ghana's Supreme Court struck down the levy.", "en").core
    assert {name.key for name in signed.bodies} == {"ghana supreme court"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sekitar 8.000 karyawan Orvelo di-PHK.", "Bricol lays off about 8,000 workers."),
        ("Ratusan rumah di Lembata terendam banjir.", "Floods swamped 463 houses in Lembata."),
    ],
)
def test_another_name_or_a_sharper_number_is_not_the_same(one: str, other: str) -> None:
    judged = judge(side(one), side(other, "en"))
    assert judged.comparison.is_apart
    assert judged.stance is not Stance.SAME


@pytest.mark.parametrize(
    ("one", "other", "langs"),
    [
        ("Gempa magnitudo 5,9 mengguncang Ambon.", "Lindu M 5,9 menggoyang Ambon.", ("id", "id")),
        ("Customs stopped 312 cases in Batam.", "312 kasus dicegah di Batam.", ("en", "id")),
        ("A third of homes in Leeds are empty.", "One in three homes in Leeds is empty.", ("en",)),
        ("Rates rose by 25 basis points.", "Suku bunga naik 0,25 persen.", ("en", "id")),
    ],
)
def test_one_number_is_one_however_it_is_counted(
    one: str, other: str, langs: tuple[str, ...]
) -> None:
    both = overlap(side(one, langs[0]), side(other, langs[-1]))
    assert both.numbers >= 1


def test_an_hour_is_no_number_of_anything() -> None:
    assert not side("Listrik di Semarang padam mulai jam tiga sore.").core.amounts


def test_a_capital_behind_a_place_word_is_a_name() -> None:
    said = side("Kebakaran menghanguskan 20 rumah di Penjaringan.").core
    assert said.proper == {"penjaringan"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kebakaran itu disebabkan korsleting.", "Kebakaran itu dipicu ledakan tabung gas."),
        ("Kebakaran itu akibat kompor meledak.", "Korsleting menyebabkan kebakaran itu."),
    ],
)
def test_another_cause_is_told_by_verbs_too(one: str, other: str) -> None:
    assert Apart.CAUSE in apart(one, other) or judge(side(one), side(other)).stance is None


def test_a_cause_that_the_other_statement_tells_is_no_other() -> None:
    one = side("Sebanyak 2.340 warga Demak mengungsi karena banjir.")
    other = side("Floods in Demak have forced 2,340 people from their homes.", "en")
    assert Apart.CAUSE not in judge(one, other).comparison.kinds


def test_what_is_refused_in_a_phrase_is_done_by_whom_it_names() -> None:
    one = "MK menolak gugatan Walhi soal UU Minerba."
    other = "Permohonan Walhi soal UU Minerba tidak dikabulkan Mahkamah Konstitusi."
    assert not apart(one, other) & {Apart.AGENT, Apart.MOOD, Apart.DENIED}


def test_who_does_not_expect_something_denies_it() -> None:
    one = "Meta tak memperkirakan PHK lagi tahun ini."
    assert not apart(one, "Meta tidak akan melakukan PHK lagi tahun ini.") & {Apart.DENIED}
    assert Apart.DENIED in apart(one, "Meta melakukan PHK lagi tahun ini.")


def test_a_seat_of_government_acts_for_its_country() -> None:
    one, other = "Washington imposed tariffs on trucks.", "The United States imposed tariffs."
    assert Apart.AGENT not in apart(one, other, "en")


@pytest.mark.parametrize(
    ("earlier", "later", "days", "voices", "stance"),
    [
        ("Tujuh orang tewas.", "Korban tewas menjadi sembilan orang.", 1, ("", ""), "updates"),
        ("Tujuh orang tewas.", "Sembilan orang tewas.", 0, ("Polda Riau", "RSUD"), "contradicts"),
        ("Tujuh orang tewas.", "Sembilan orang tewas.", 0, ("BPBD Riau", "BPBD Riau"), "updates"),
        ("Kerugian Rp 3 miliar.", "Kerugian Rp 35 miliar.", 2, ("Pemilik", "OJK"), "contradicts"),
    ],
)
def test_another_number_is_an_update_or_a_contradiction(
    earlier: str, later: str, days: int, voices: tuple[str, str], stance: str
) -> None:
    where = " Ledakan terjadi di Dumai."
    one = side(earlier + where, exact=earlier, day="2026-03-10", voice=voices[0])
    other = side(later + where, exact=later, day=f"2026-03-{10 + days}", voice=voices[1])
    judged = judge(one, other)
    assert judged.stance == stance
    quick = proposed(one, other)
    assert quick
    assert quick.stance == stance


def test_some_of_the_dead_are_no_new_toll() -> None:
    where = " Ledakan terjadi di Dumai."
    one = side("Sembilan orang tewas." + where, exact="Sembilan orang tewas.", day="2026-03-10")
    other = side("Tiga orang tewas di jalan." + where, exact="Tiga orang tewas di jalan.")
    assert judge(one, other).stance is not Stance.UPDATES


def test_what_is_printed_word_for_word_is_the_same() -> None:
    said = "Lampu padam, kapal miring ke kiri, orang-orang berebut ke haluan."
    assert judge(side(said), side(said)).stance is Stance.SAME
    read = side(said).core._replace(people=(), acts=())
    assert judge(side(said), Side(read)).stance is Stance.SAME  # though a name is not found there
    assert judge(side(said, day="2026-01-01"), side(said)).stance is not Stance.SAME


def test_what_stands_around_tells_of_no_act() -> None:
    lead = "Ledakan hebat meratakan gudang di Tanjung Lada. "
    one = side(lead + "Warga mendengar sirene.", exact="Warga mendengar sirene.")
    other = side(lead, exact=lead.strip())
    assert not overlap(one, other).acts


def test_what_tells_little_weighs_little() -> None:
    one = side("Polisi menangkap Rudi Hartono di Medan.")
    other = side("Polisi kini sudah berhasil menangkap seorang Rudi Hartono di kawasan Medan.")
    both = judge(one, other).comparison.overlap
    assert min(both.of_one, both.of_other) > 0.8


def test_what_stands_around_a_statement_says_where() -> None:
    one = side("Banjir terjadi di Lembata. Sembilan orang tewas.", exact="Sembilan orang tewas")
    assert not one.core.places
    assert one.around.places


HOSTILE = (
    "",
    " ",
    "?",
    "9",
    "999999999999999999999 orang",
    "nol",
    "0",
    "-1 persen",
    "3:0",
    "tahun 44 SM",
    "ratusan hingga ribuan orang",
    "Rp 1,2 triliun hingga $3",
    "“‘“”’”",
    "\u202eabc\u202c",
    "x" * 9_000,
    "tidak tidak tidak tidak",
    "9 orang tewas. " * 500,
    "١٢ قتيلا",
    "🌊🌊 12 orang",
)


@pytest.mark.parametrize(("one", "other"), [*product(HOSTILE, (FLOOD, *HOSTILE[:8]))])
def test_no_text_raises(one: str, other: str) -> None:
    sides = [side(text) for text in (one, other)]
    judged = judge(*sides)
    assert 0 <= judged.score <= 1
    assert sum(judged.probabilities.values()) == pytest.approx(1)


def test_numbers_without_units_and_ranges_are_never_merged() -> None:
    one = "Ratusan orang mengungsi akibat banjir di Lembata."
    other = "Ribuan orang mengungsi akibat banjir di Lembata."
    assert judge(side(one), side(other)).stance is not Stance.SAME


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        (
            "Presiden mencopot Menteri Darwis Manggala.",
            "Darwis Manggala tak lagi menjabat menteri.",
            "id",
        ),
        (
            "Indonesia will keep cigarette excise unchanged.",
            "Cigarette excise will not rise.",
            "en",
        ),
    ],
)
def test_who_denies_the_contrary_denies_nothing(one: str, other: str, lang: str) -> None:
    judged = judge(side(one, lang), side(other, lang))
    assert "denies" not in judged.comparison.turns
    assert not judged.comparison.is_apart


def test_what_has_stopped_is_not_done() -> None:
    one = "The hospital in Khan Younis has stopped operating."
    assert CONTRARY & apart(one, "The hospital in Khan Younis operates.", "en")
    assert not apart(one, "The hospital in Khan Younis does not operate.", "en")
    one = "Pabrik gula di Madiun berhenti beroperasi."
    assert CONTRARY & apart(one, "Pabrik gula di Madiun beroperasi.")


def test_what_will_not_be_is_denied_and_what_is_not_yet_is_open() -> None:
    one = "Menteri Luhur Prakoso akan berkunjung ke Beijing."
    assert Apart.DENIED in apart(one, "Menteri Luhur Prakoso tidak akan berkunjung ke Beijing.")
    assert Apart.DENIED not in apart(one, "Menteri Luhur Prakoso belum berkunjung ke Beijing.")


def test_what_was_done_is_not_open_the_day_after() -> None:
    done, still = "Jembatan Kuala di Aceh sudah diperbaiki.", "Jembatan Kuala belum diperbaiki."
    kinds = {
        (first, second): {
            one.kind
            for one in judge(side(first), side(second, day="2026-03-14")).comparison.differences
        }
        for first, second in ((done, still), (still, done))
    }
    assert Apart.DENIED in kinds[done, still]
    assert Apart.DENIED not in kinds[still, done]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.207 warga mengungsi.", "Sekitar seribu dua ratus warga mengungsi."),
        ("33 persen responden memilih partai itu.", "Sepertiga responden memilih partai itu."),
        ("Belasan santri terjebak di Buduran.", "Sekitar 12 santri terjebak di Buduran."),
    ],
)
def test_a_number_that_is_told_roughly_is_no_other_number(one: str, other: str) -> None:
    judged = judge(side(one), side(other))
    assert Apart.NUMBER not in {each.kind for each in judged.comparison.differences}
    assert "sharper" not in judged.comparison.turns


def test_a_number_of_people_is_none_of_things() -> None:
    one = "Polisi menangkap 36 orang di Cengkareng."
    assert Apart.THING in apart(one, "Polisi menyita 36 komputer di Cengkareng.")
    assert not apart(one, "36 orang ditangkap polisi di Cengkareng.")


def test_people_are_people_whatever_they_do() -> None:
    people = (
        "lawmaker", "senator", "prime_minister", "troops", "militia", "rebel", "ranger", "diver",
        "singer", "actor", "musician", "researcher", "scientist", "lawyer", "cleric", "investor",
        "shareholder", "creditor", "consumer", "worker", "student", "patient", "nurse",
    )  # fmt: skip
    assert not [one for one in people if "person" not in wider_of(frozenset((one,)))]


def test_a_name_between_whose_words_another_stands_is_another() -> None:
    one = "Bupati Ogan Ilir mengundurkan diri."
    assert Apart.PLACE in apart(one, "Bupati Ogan Komering Ilir mengundurkan diri.")


def test_first_letters_are_the_name() -> None:
    one = "Universitas Indonesia mencabut gelar Fahmi Alkatiri."
    assert Apart.BODY not in apart(one, "UI mencabut gelar Fahmi Alkatiri.")
    assert Apart.BODY in apart(one, "UGM mencabut gelar Fahmi Alkatiri.")


def test_whom_the_other_says_it_is_not_is_denied() -> None:
    one = "Rudi Hartono unggul dalam hitung cepat di Banggai."
    assert Apart.DENIED in apart(one, "Budi Santoso unggul di Banggai, bukan Rudi Hartono.")


def test_what_is_done_to_something_as_a_noun_is_told_from_other_things() -> None:
    one, other = side("Ekspor kopi ke India naik."), side("Ekspor karet ke India naik.")
    assert "objects" in judge(one, other).comparison.parts.against
    assert "objects" in judge(one, one).comparison.parts.shared


def test_who_will_not_do_it_again_contradicts_nobody() -> None:
    one, other = "Meta takkan memecat karyawan lagi.", "Meta tidak akan memecat karyawan lagi."
    assert not apart(one, other)
    done = side("Meta memecat karyawan saat hamil.")
    assert judge(done, side(other)).stance is not Stance.CONTRADICTS


def test_one_act_of_many_that_is_read_otherwise_for_a_bracket_is_no_other_mood() -> None:
    one = (
        "Dinas memeriksa jembatan, memperbaiki jalan dan membuka pasar di Medan, dan kalau sudah "
        "ada aturan segala macam itu ini pegawai pindah."
    )
    other = one.replace("aturan", "aturan (seperti yang itu itu juga tadi)")
    judged = judge(side(one), side(other))
    assert Apart.MOOD not in {each.kind for each in judged.comparison.differences}


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Kereta terhenti di Semarang diterjang banjir.", "Banjir menerjang Semarang.", "id"),
        ("Exports were halted during protests.", "Protests halted exports.", "en"),
        ("Police said no bombs were found.", "No bombs were found.", "en"),
        ("Argentina menang tanpa Lionel Messi.", "Lionel Messi absen, Argentina menang.", "id"),
        ("Ia tiba di Bandara Soekarno-Hatta.", "Ia di Bandara Internasional Soekarno-Hatta.", "id"),
        ("Macet di Jalan Sudirman.", "Macet di Jalan Jenderal Sudirman.", "id"),
        ("36 lawmakers were arrested.", "36 people were arrested.", "en"),
    ],
)
def test_what_is_no_denial_nor_another_place_nor_other_people_goes_not_apart(
    one: str, other: str, lang: str
) -> None:
    found = apart(one, other, lang) | apart(other, one, lang)
    assert found.isdisjoint({Apart.DENIED, Apart.PLACE, Apart.THING, Apart.OPPOSITE})


@pytest.mark.parametrize(
    ("one", "other", "kind", "lang"),
    [
        ("Police said no bombs were found.", "Police found bombs.", Apart.DENIED, "en"),
        ("The blast killed no one.", "The blast killed three.", Apart.DENIED, "en"),
        ("The firm stopped paying wages.", "The firm paid wages.", Apart.DENIED, "en"),
        ("Pabrik berhenti membayar upah.", "Pabrik membayar upah.", Apart.DENIED, "id"),
    ],
)
def test_what_is_denied_goes_apart(one: str, other: str, kind: Apart, lang: str) -> None:
    assert kind in apart(one, other, lang)
    assert Apart.NUMBER not in apart(one, other, lang)


def test_what_is_not_yet_is_open_on_a_later_day_too() -> None:
    one = side("Menteri Luhur Prakoso akan berkunjung ke Beijing.")
    other = side("Menteri Luhur Prakoso belum berkunjung ke Beijing.", day="2026-03-14")
    kinds = {each.kind for each in judge(one, other).comparison.differences}
    assert Apart.DENIED not in kinds


def test_a_name_of_a_person_is_not_made_of_an_acronym() -> None:
    one = side("MK menolak gugatan itu.")
    assert judge(one, side("Muhammad Kurniawan menolak gugatan itu.")).stance is None


def test_what_stands_for_something_itself_is_no_form_of_a_phrase() -> None:
    known = concepts_for("en")
    row = [known.folded(word) for word in ("won", "backing")]
    assert known.read(row, 0).size == 1


def test_numbers_that_both_have_are_no_larger_ones_of_a_later_day() -> None:
    one = "Rusun di Maja dihuni 1.200 warga, dengan pekerja mencapai 5.000 orang."
    judged = judge(side(one), side(one.replace("1.200", "sekitar 1.200"), day="2026-03-14"))
    assert "more" not in judged.comparison.turns
    assert judged.stance is not Stance.UPDATES
    less = one.replace("1.200 warga, dengan pekerja mencapai 5.000 orang", "900 warga")
    assert "more" in judge(side(less), side(one, day="2026-03-14")).comparison.turns


def test_what_became_of_somebody_specifies_no_event() -> None:
    one = side("Banjir bandang melanda Lembata.")
    assert judge(one, side(FLOOD)).comparison.is_fate_apart
    assert judge(one, side(FLOOD)).stance is not Stance.SPECIFIES
    assert not judge(one, one).comparison.is_fate_apart


@pytest.mark.parametrize(
    ("words", "concept"),
    [("power plants", "power_plant"), ("raised VAT", "raise_vat")],
)
def test_phrases_are_met_with_their_last_word_in_any_form(words: str, concept: str) -> None:
    known = concepts_for("en")
    row = [known.folded(word) for word in words.split()]
    assert concept in known.read(row, 0).concepts
    assert known.read(row, 0).size == 2


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Fraksi menolak Pasal 27 RUU Penyiaran.", "Fraksi menolak Pasal 72 RUU Penyiaran.", "id"),
        ("Timnas U-17 Indonesia kalah dari Thailand.",
         "Timnas U-20 Indonesia kalah dari Thailand.", "id"),
        ("Flight NV 318 to Padang turned back.", "Flight NV 381 to Padang turned back.", "en"),
        ("Hakim menghukum Kopral Dua Rendi Saputro.",
         "Hakim menghukum Kopral Satu Rendi Saputro.", "id"),
    ],
)  # fmt: skip
def test_one_of_many_goes_apart_by_its_number(one: str, other: str, lang: str) -> None:
    assert Apart.LABEL in apart(one, other, lang)
    assert apart(one, one, lang) == set()
    assert not {Apart.NUMBER, Apart.UNIT} & apart(one, other, lang)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Rudi Hartono dijerat Pasal 2 dan Pasal 18.",
            "Rudi Hartono dijerat Pasal 3 dan Pasal 18.",
        ),
        ("Rudi Hartono dijerat Pasal 27 ayat 3.", "Rudi Hartono dijerat Pasal 28 ayat 3."),
        ("MK menolak gugatan Nomor 1000001.", "MK menolak gugatan Nomor 1000002."),
    ],
)
def test_a_label_that_both_have_hides_no_other(one: str, other: str) -> None:
    assert Apart.LABEL in apart(one, other)


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Rudi dijerat Pasal 27 dan 28 UU ITE.", "Rudi dijerat Pasal 28 UU ITE.", "id"),
        ("The court cited Articles 27 and 28.", "The court cited Articles 28 and 27.", "en"),
        ("Rudi dijerat Pasal 27 Ayat (3).", "Rudi dijerat Pasal 27 ayat (3).", "id"),
    ],
)
def test_labels_in_a_list_are_of_one_head(one: str, other: str, lang: str) -> None:
    assert apart(one, other, lang) == set()


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("Ekspor migas ke Jepang turun.", "Ekspor nonmigas ke Jepang turun.", "id"),
        ("Oil and gas exports to Japan fell.", "Non-oil and gas exports to Japan fell.", "en"),
    ],
)
def test_what_begins_as_a_denial_is_of_all_else(one: str, other: str, lang: str) -> None:
    assert Apart.DENIED in apart(one, other, lang)
    assert apart(other, other, lang) == set()


def test_two_areas_of_one_that_both_name_go_apart() -> None:
    sigi = "Gempa mengguncang Kabupaten Sigi, Sulawesi Tengah, Minggu pagi."
    poso = sigi.replace("Sigi", "Poso")
    assert Apart.PLACE in apart(sigi, poso)
    assert Apart.PLACE not in apart(sigi, "Gempa mengguncang Sulawesi Tengah, Minggu pagi.")
    english = side("A quake shook Poso regency in Central Sulawesi.", "en")
    assert [one.kind for one in judge(side(sigi), english).comparison.differences] == [Apart.PLACE]
    assert Apart.PLACE not in {
        one.kind for one in judge(side(poso), english).comparison.differences
    }
    bandung = "Polisi menangkap pelaku di Kabupaten Bandung."
    assert Apart.PLACE in apart(bandung, bandung.replace("Bandung", "Bandung Barat"))
    agung = "Tiga pendaki hilang di Gunung Agung, Bali."
    assert Apart.PLACE not in apart(agung, agung.replace("Gunung ", ""))


def test_hours_of_one_day_go_apart_in_one_zone() -> None:
    erupted = "Gunung Semeru erupsi pukul {} WIB."
    assert Apart.TIME in apart(erupted.format("05.12"), erupted.format("17.40"))
    assert Apart.TIME not in apart(erupted.format("05.12"), erupted.format("06.30"))
    for bound in ("hingga pukul 17.40 WIB", "sebelum pukul 17.40 WIB", "pukul 08.40 GMT"):
        other = erupted.replace("pukul {} WIB", bound)
        assert Apart.TIME not in apart(erupted.format("05.12"), other), bound
    quake = "Gempa mengguncang Pulau Seram, Kamis (12/3) pukul {}."
    assert Apart.TIME not in apart(quake.format("03.12 WIB"), quake.format("05.12 WIT"))
    assert Apart.TIME in apart(quake.format("03.12 WIB"), quake.format("04.40 WIT"))


def test_the_same_said_as_denials_of_other_words_is_not_apart() -> None:
    assert (
        apart("Gempa tidak berpotensi tsunami.", "Gempa tidak berpotensi memicu tsunami.") == set()
    )
    climb = "Wisatawan tidak {} naik ke kawah."
    assert apart(climb.format("boleh"), climb.format("diperbolehkan")) == set()
    seen = "{} suggests that the ship was damaged."
    assert apart(seen.format("Nothing"), seen.format("This"), "en") & {Apart.DENIED, Apart.MOOD}


def test_the_same_act_by_and_to_one_thing_is_not_turned() -> None:
    one = "KRL nomor 1189 relasi Bogor-Jakarta Kota anjlok di Stasiun Jakarta Kota."
    assert apart(one, one.replace("nomor ", "")) == set()


FITTED = (
    (Stance.SAME, 115, 11), (Stance.CONTRADICTS, 9, 5), (Stance.UPDATES, 14, 8),
    (Stance.SPECIFIES, 5, 2),
)  # fmt: skip
"""Stance, right ones at least and wrong ones at most."""


def pairs_aside(file: str = "later.jsonl") -> list[tuple[dict[str, Any], list[Side]]]:
    found = []
    for line in (PAIRS / file).read_text("utf-8").splitlines():
        pair = json.loads(line)
        sides = sorted(
            (
                side(
                    one["text"],
                    one["lang"],
                    one["published"][:10],
                    one["exact"],
                    one["speaker"] or "",
                )
                for one in (pair["a"], pair["b"])
            ),
            key=lambda each: each.core.day,
        )
        found.append((pair, sides))
    return found


def test_what_is_passed_over_early_would_not_have_been_proposed() -> None:
    early = 0
    for _, sides in pairs_aside():
        quick, judged = proposed(*sides), judge(*sides)
        assert (quick.stance if quick else None) is judged.stance
        early += quick is None
    assert early > 15


@pytest.mark.parametrize("least", [0.3, 0.55])
def test_an_overlap_is_left_early_only_where_it_is_none(least: float) -> None:
    sides = [side for _, pair in pairs_aside()[::4] for side in pair]
    found = 0
    for one, other in product(sides, sides):
        both = overlap(one, other)
        is_half = min(both.of_one, both.of_other) >= least
        is_some = both.numbers > 0 or is_half or count_of(one, other) != ""
        assert overlap_of(one, other, least) == (both if is_some else None)
        found += is_some
    assert len(sides) < found < len(sides) ** 2 / 2


@pytest.mark.parametrize(
    ("file", "right", "across", "area", "taken"),
    [("abroad.jsonl", 25, 9, 0.92, {"place", "time"}), ("regional.jsonl", 24, 9, 0.95, {"name"})],
)
def test_pairs_that_nobody_read_are_judged_no_worse_than_they_were(
    file: str, right: int, across: int, area: float, taken: set[str]
) -> None:
    """130 and 120, each by a hand that had seen neither the rules nor other pairs. None was read,
    nothing but totals was seen. Whoever reads what goes wrong here, or chooses by the figures, has
    to have others written."""
    pairs = [(pair, judge(*sides)) for pair, sides in pairs_aside(file)]
    same = [judged.probabilities["same"] for pair, judged in pairs if pair["kind"] == "same"]
    rest = [judged.probabilities["same"] for pair, judged in pairs if pair["kind"] != "same"]
    won = sum((a > b) + (a == b) / 2 for a, b in product(same, rest))
    assert won / len(same) / len(rest) >= area
    found = [pair for pair, judged in pairs if judged.stance is Stance.SAME]
    hits = [pair for pair in found if pair["kind"] == "same"]
    assert len(hits) >= right
    assert len(hits) / len(found) >= 0.9
    assert sum(pair["a"]["lang"] != pair["b"]["lang"] for pair in hits) >= across
    assert {pair["near_miss"] for pair in found if pair["near_miss"]} <= taken


def test_of_pairs_that_were_read_no_fewer_are_judged_right_than_were() -> None:
    """580 that the weights were fitted on, too: what each kind of proposal came to on them."""
    told = [
        (judge(*sides).stance, pair["kind"])
        for file in ("later.jsonl", "newsroom.jsonl", "subeditor.jsonl")
        for pair, sides in pairs_aside(file)
    ]
    for stance, right_at_least, wrong_at_most in FITTED:
        kinds = [kind for found, kind in told if found is stance]
        right = kinds.count(stance.value)
        assert right >= right_at_least, stance
        assert len(kinds) - right <= wrong_at_most, stance


def test_amounts_that_may_agree_are_among_those_that_are_looked_at() -> None:
    lows = [0.0, 1.0, 9.0, 10.0, 11.0, 11.2, 27.0, 28.0, 30.0, 90.0, 99.9, 100.0, -9.0, -10.0]
    plain = [(low, low, unit) for low in lows for unit in ("", "day", SCORE)]
    ranges = [(8.0, 12.0, ""), (3.0, 1.0, SCORE), (-20.0, 20.0, "day")]
    every = [
        Amount(low, high, unit, frozenset(), bound)
        for low, high, unit in plain + ranges
        for bound in Bound
    ]
    held = Amounts(every)
    for one in every:
        near = [*held.near(one)]
        assert {*near} >= {other for other in every if agree(one, other)}
        assert len(near) < len(every) or one.low != one.high or one.unit == SCORE
