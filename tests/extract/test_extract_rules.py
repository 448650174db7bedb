"""Every rule by which quotes are read decides something: a text for each, other without it.

The lists are found, not listed: a new list, or a new rule in one, needs its text here.
"""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from workbench.extract import cast, extract, quotes, seams
from workbench.extract.rule_list import NOTHING, RuleList

TEXTS: dict[str, dict[str, tuple[str, str]]] = {
    "cast.SETTLING": {
        "short_name": ("id", "Serangan terhadap kediaman Mohammed Deif menewaskan dua anak Deif."),
        "person_not_place": ("en", "Senator Ruth Calloway won. A letter from Calloway was read."),
        "same_elsewhere": ("id", "Di FKMB ada wacana baru. Kader FKMB maju pada pemilihan."),
    },
    "seams.SEAMS": {
        "initialled": (
            "id",
            "Menurut Menteri Koordinator Bidang Infrastruktur dan Pembangunan Kewilayahan Agus "
            "Hartono Yusuf (AHY), proyek itu mahal.",
        ),
        "behind_place": ("id", "Kapolres Bima Didik Putra Wirawan mengatakan panen naik."),
        "read_at_end": ("id", "Ketua IDI dr Wira Santika, SpOG, mengatakan vaksin itu aman."),
        "shown": (
            "id",
            "Ketua Perhimpunan Muhammad Hasan Wirawan mengatakan panen naik. “Kami rugi,” kata "
            "Wirawan.",
        ),
        "made_of": ("id", "Sekretaris Kabinet Andi Wirawan mengatakan panen naik."),
        "behind_named": ("id", "Presiden Bank Wira Ajai Bhanga datang. Bank Wira tutup."),
        "framed": ("id", "“Jembatan dibuka,” kata Kepala Dinas Perhubungan Krido Santika."),
    },
    "seams.BEGINNINGS": {
        "behind_office": (
            "id",
            "“Kegiatan itu dilarang,” kata Menteri Koordinator Bidang Hukum, Adat, dan Agama Wira "
            "Santika dalam jumpa pers.",
        ),
        "shown_behind": (
            "id",
            "CEO Tokolaris Nasarudin Umari mengatakan toko tutup. “Kami rugi,” kata Nasarudin.",
        ),
        "shown_before": (
            "id",
            "Ketua Komisi Nelayan Febria Santika meminta warga sabar. “Sabar,” kata Febria.",
        ),
        "behind_body": ("id", "Ketua Bappeltu Ahmad Siregar menyebut investasi itu ilegal."),
        "as_read": ("id", "“Surut,” ujar Kepala Kantor Pos Cabang Sidoarjo Isnan Adiwarna."),
    },
    "ahead.AHEAD": {
        "passive": ("en", "The senator is expected to sign the bill."),
        "noun": ("en", "The senator's claim that the bill is dead was false."),
        "participle": ("en", "Reed left the room, adding that the bill is dead."),
        "no_active_form": ("en", "Mr. Reed was blamed for the crash in Ohio."),
        "relative": ("en", "Mr. Reed, who said the bill is dead, left the room."),
        "infinitive": ("en", "Mr. Reed used the speech to argue that the bill is dead."),
        "noun_like": ("en", "But some note that Reed has proposed a bill."),
        "said_of": ("en", "The bill was endorsed by Mr. Reed."),
        "unlinked": ("en", "He met two aides ready to sign the bill."),
        "carries": ("en", "Mr. Reed voiced concern about the bill."),
        "active": ("en", "Mr. Reed said that the bill is dead."),
    },
    "complements.BEHIND": {
        "quotation": ("en", "Mr. Reed said “the bill is plainly dead” on Monday."),
        "question": ("en", "Mr. Reed asked whether the bill is dead."),
        "infinitive": ("en", "Mr. Reed vowed to sign the bill."),
        "that_clause": ("en", "Mr. Reed said on Monday in Akron that the bill is dead."),
        "later_infinitive": ("en", "Mr. Reed vowed on Monday to sign the bill."),
        "participle": ("en", "Mr. Reed denied taking the money."),
        "told": ("en", "Mr. Reed told reporters he would sign the bill."),
        "phrase": ("en", "Mr. Reed rejected the plan."),
        "bare": ("en", "Mr. Reed said he would sign the bill."),
    },
    "complements.OBJECTS": {
        "urged_to": ("en", "Mr. Reed urged the senate to sign the bill."),
        "accused_of": ("en", "Mr. Reed accused the senate of sleeping."),
        "no_object": ("en", "Mr. Reed rejected on Monday the whole plan."),
        "called": ("en", "Mr. Reed called the plan a mess."),
        "praised": ("en", "Mr. Reed attacked the “corrupt” banks."),
        "shown": ("en", "The polls show Reed leading the race by six points."),
        "rejected": ("en", "Mr. Reed rejected the plan."),
    },
    "endings.AT_COMMA": {
        "adds": ("en", "Mr. Reed rejected the plan, as well as the bill."),
        "breaks_off": ("en", "Mr. Reed said that the bill is dead, while others disagreed."),
        "cue_follows": ("en", "Mr. Reed said that the bill is dead, adding that he is glad."),
        "handed_on": ("en", "Mr. Reed said it passed in Ohio, which contended that it is dead."),
        "another_speaks": ("en", "Mr. Reed said that the bill is dead, but voters said it lives."),
        "judged": ("en", "Mr. Reed said that the bill is dead, a claim that angered many."),
        "quotes_more": ("en", "Mr. Reed called the mayor a “crook,” a “liar” and “weak.”"),
        "main_clause": ("en", "When Mr. Reed said that the bill is dead, the senate had left."),
        "clause_goes_on": ("en", "Mr. Reed said that the bill, in his view, is dead."),
        "clause_added": ("en", "Mr. Reed vowed to sign it, and the senate had left by then."),
        "object_ends": ("en", "Mr. Reed rejected the plan, with a smile on his face."),
    },
    "subjects.LEFTWARD": {
        "capital": ("en", "On Monday the Has Beens said that the bill is dead."),
        "outside": ("en", "The man you know said that the bill is dead."),
        "mark": ("en", "Yesterday, the mayor said that the bill is dead."),
        "within": ("en", "Two aides to the mayor said that the bill is dead."),
        "adverbial": ("en", "After they voted because aides said that the bill is dead."),
        "adverb": ("en", "The senate needlessly aides said that the bill is dead."),
        "verb": ("en", "The plan passed officials said that the bill is dead."),
        "any_word": ("en", "Senior party officials said that the bill is dead."),
    },
    "cue_first.ACCORDING": {
        "opens": ("id", "Menurutnya, kas desa masih surplus besar."),
        "relative": ("id", "Ia tidur di kamar yang menurut Budi Santoso belum pernah dikunci."),
        "behind_conjunction": (
            "id",
            "Kas itu aman, karena menurut Budi Santoso, desa surplus besar.",
        ),
        "around_source": ("id", "Gedung itu menurut Budi Santoso akan dibangun tahun depan."),
        "led_by_words": ("id", "Masih menurut Budi Santoso, kas desa masih surplus besar."),
        "pronoun_inside": ("id", "Kebijakan ini menurutnya justru tidak menolong warga desa."),
        "inside": ("id", "Warga desa membaca berita itu menurut versi Budi Santoso, lalu pulang."),
        "behind_lead": ("id", "Namun, menurut Budi Santoso, kas desa masih surplus besar."),
        "behind_clause": ("id", "Kas desa masih surplus besar, menurut Budi Santoso."),
    },
    "opening.OPENINGS": {
        "marked": ("id", "Budi Santoso menyebutkan, kas desa masih surplus besar."),
        "complementiser": ("id", "Budi Santoso mengatakan di Jakarta bahwa kas desa surplus."),
        "stand_in": ("id", "Budi Santoso mengatakan itu di Jakarta, kas desa masih surplus."),
        "asked_of": ("id", "Budi Santoso meminta kepada warga desa agar segera pulang."),
        "ordered": ("id", "Budi Santoso meminta agar warga desa segera pulang."),
        "right_behind": ("id", "Budi Santoso mengatakan panen di desanya gagal, bukan tertunda."),
        "speakers_adjunct": ("id", "Budi Santoso mengatakan saat ini desa belum pulih."),
        "reporters_adjunct": ("id", "Budi Santoso mengatakan dalam pidatonya, kas desa surplus."),
    },
    "subject_first.SUBJECT_FIRST": {
        "some_who": ("id", "Banyak sopir yang mengeluh bahwa jalan itu masih rusak."),
        "described": ("id", "Hadir pula Mansur Taleb, yang menyebut kas desa masih surplus."),
        "silent": ("id", "Budi Santoso pergi untuk mengatakan bahwa kas desa surplus."),
        "participle": ("id", "Mengingatkan bahwa kas desa surplus, Budi Santoso pergi."),
        "cue_last": ("id", "Kas desa masih surplus besar, demikian Budi Santoso melaporkan."),
        "nothing_said": (
            "id",
            "Pelatih Bintang, Stefanus Odang, mengeluhkan keputusan wasit, tetapi mengakui "
            "lawannya lebih tabah. Dia menolak mundur. “Kontrak saya masih setahun,” ucapnya.",
        ),
        "helped": ("id", "Budi Santoso membantu menjelaskan kas desa yang surplus."),
        "no_comment": ("id", "Budi Santoso masih menolak berkomentar."),
        "accused": ("id", "Budi Santoso melaporkan bekas bendahara desa ke polisi."),
        "mindless": ("id", "Kebutuhan pangan di desa itu mendesak warga untuk pindah ke kota."),
        "one_of_them": ("id", "Dinas bersiap. Salah satunya meminta warga memasak daging."),
        "to_come": ("id", "Menteri Budi Santoso akan membeberkan kinerja anggaran besok siang."),
        "suspected": ("id", "Kepala sekolah Budi Santoso diduga meminta uang kepada orang tua."),
        "commented": ("id", "Budi Santoso mengomentari kenaikan harga beras di pasar."),
        "told_before": ("id", "Menteri Budi Santoso mengonfirmasi jumlah korban tersebut."),
        "only_how": ("id", "Budi Santoso tidak percaya begitu saja."),
        "subject_cue": ("id", "Budi Santoso mengatakan bahwa kas desa surplus."),
    },
    "phrase_after.STEPS": {
        "comma": ("id", "“Kas desa surplus,” kata juru bicara desa, Budi Santoso."),
        "full_stop": ("id", "“Kas desa surplus,” kata Tn. Santoso, Senin."),
        "mark_or_line": ("id", "“Kas desa surplus,” kata Budi Santoso – Ketua Dewan Kota."),
        "joint": ("id", "“Kas desa surplus,” kata Budi Santoso dan Rini Lestari."),
        "role_join": ("id", "“Kas desa surplus,” kata wakil dari Kementerian Desa."),
        "stop_word": ("id", "“Kas desa surplus,” kata petani menambahkan."),
        "day_or_pointer": ("id", "“Kas desa surplus,” kata Santoso Senin."),
        "behind_person": ("id", "“Kas desa surplus,” kata Budi Santoso mantap."),
        "behind_noun": ("de", "Nach Angaben der Polizei sanken am Abend drei Boote."),
        "number": ("id", "“Kas desa surplus,” kata warga 2010 lalu."),
        "any_word": ("id", "“Kas desa surplus,” kata kepala badan keuangan."),
    },
    "source.SOURCES": {
        "stays_unnamed": ("id", "“Kas desa surplus,” kata pejabat yang enggan disebut namanya."),
        "opens_with_source": ("id", "“Kas desa surplus,” kata saksi mata Rini Lestari."),
        "called_outlet": ("id", "Kantor berita Kencana melaporkan bahwa kas desa surplus."),
        "holds_source": ("id", "“Kas desa surplus,” kata dua sumber."),
        "handle": ("id", "“Kas desa surplus,” kata @nelayan_76."),
        "report_of_outlet": ("id", "Laporan Reuters menyebutkan bahwa kas desa surplus."),
        "one_of_sort": ("en", "A New York judge said that fares had doubled."),
        "maker": ("id", "Data Kementerian Keuangan menyebutkan bahwa kas desa surplus."),
        "pollsters": ("en", "A Harbour News/Merrow Institute poll found that fares had doubled."),
        "document": ("id", "Laporan keuangan itu menyebutkan bahwa kas desa surplus."),
        "body_by_name": (
            "id",
            "Aliansi Buruh dan Petani Lembah Peduli Demokrasi mengatakan bahwa kas desa surplus.",
        ),
        "around_person": ("id", "Keluarga Budi Santoso mengatakan bahwa kas desa surplus."),
        "led_body": ("id", "PSSI pimpinan Budi Santoso mengatakan bahwa kas desa surplus."),
        "one_of_several": (
            "id",
            "Sejumlah warga termasuk Budi Santoso mengatakan bahwa kas desa surplus.",
        ),
        "person": ("id", "“Kas desa surplus,” kata Gubernur Budi Santoso."),
        "crowd": ("id", "“Kas desa surplus,” kata warga."),
    },
    "source.UNPERSONAL": {
        "outlet_called_short": (
            "en",
            "The Denver Post wrote of it. “Fares doubled,” the Post wrote.",
        ),
        "outlet_and_other": (
            "en",
            "The Denver Post and the Merrow newspaper chain filed a motion, arguing it was due.",
        ),
        "judged_body": (
            "en",
            "Fares had doubled since May, according to the left-leaning Harbour Office.",
        ),
        "outlet": ("id", "Reuters melaporkan bahwa kas desa surplus."),
        "name_alone": ("id", "Kementerian Keuangan mengatakan bahwa kas desa surplus."),
        "outlet_last": ("id", "“Kas desa surplus,” kata koresponden Reuters."),
        "noun_alone": ("de", "Die Chef-Anklägerin sagte, dass der Zeuge fehle."),
        "part_of_name": ("id", "Gubernur Hasan Bukit tiba. “Kas desa surplus,” kata Bukit."),
        "title_of_somebody": ("id", "Gubernur Budi Santoso tiba. “Kas surplus,” kata Gubernur."),
        "apposed": ("id", "Menurut Kepala Biro Humas Depkeu, Samsuar Said, kas desa surplus."),
        "called": ("id", "“Kas surplus,” kata kelompok yang dikenal sebagai Hamas."),
        "sort_of_body": ("id", "“Kas surplus,” kata maskapai Garuda."),
        "group_with_name": ("id", "“Kas surplus,” kata militer Israel."),
        "headed": ("id", "“Kas surplus,” kata Badan penanggulangan bencana."),
        "role": ("id", "“Kas surplus,” kata Gubernur."),
        "looks_like_name": ("id", "“Kas surplus,” kata Kuat."),
    },
}
"""List -> rule -> the language and a text that the rule decides."""


def _lists() -> dict[str, RuleList[*tuple[object, ...], object]]:
    """The rule lists of quotes, of the cast and of offices, by module and name."""
    found: dict[str, RuleList[*tuple[object, ...], object]] = {}
    inner = pkgutil.walk_packages(quotes.__path__, f"{quotes.__name__}.")
    for module in (cast.__name__, seams.__name__, *(info.name for info in inner)):
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, RuleList) and value not in found.values():
                found[f"{module.rsplit('.', 1)[1]}.{name}"] = value
    return found


LISTS = _lists()
CASES = [(name, rule) for name, rules in TEXTS.items() for rule in rules]


@pytest.fixture
def decided(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, str]]:
    """The rules that decided something since the test began."""
    seen: set[tuple[str, str]] = set()
    names = {id(rules): name for name, rules in LISTS.items()}

    def ask(self: RuleList[*tuple[object, ...], object], *case: object) -> object:
        for rule in self.rules:
            answer = rule(*case)
            if answer is not None:
                seen.add((names.get(id(self), ""), rule.__name__))
                return None if answer is NOTHING else answer
        return None

    monkeypatch.setattr(RuleList, "__call__", ask)
    return seen


def test_every_rule_has_a_text() -> None:
    rules = {name: [rule.__name__ for rule in rules.rules] for name, rules in LISTS.items()}
    assert {name: sorted(ids) for name, ids in rules.items()} == {
        name: sorted(ids) for name, ids in TEXTS.items()
    }


@pytest.mark.parametrize(("name", "rule"), CASES)
def test_the_text_of_a_rule_is_decided_by_it(
    name: str, rule: str, decided: set[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It decides a case of its text, and without it the facts are others."""
    lang, text = TEXTS[name][rule]
    facts = extract(text, lang=lang)
    assert (name, rule) in decided
    others = tuple(one for one in LISTS[name].rules if one.__name__ != rule)
    monkeypatch.setattr(LISTS[name], "rules", others)
    assert extract(text, lang=lang) != facts


def test_every_rule_says_what_it_sees() -> None:
    for name, rules in LISTS.items():
        ids = [rule.__name__ for rule in rules.rules]
        assert len(ids) == len(set(ids)), name
        for rule in rules.rules:
            assert rule.__doc__, f"{name}: {rule.__name__}"
