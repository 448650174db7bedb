"""What a source does with the words: the cue says it, and its negation takes it back."""

from __future__ import annotations

import pytest

from workbench.domain.fact import Fact, Quote
from workbench.extract import extract

ASSERTED = [
    ("id", "Rina Wijaya mengatakan kapal itu tenggelam di selat.", "asserts", "CT+"),
    ("id", "Armada Selatan mengklaim pasukannya menembak jatuh sebuah drone.", "claims", "PR+"),
    ("id", "Rina Wijaya membantah bahwa kapal itu tenggelam di selat.", "denies", "CT-"),
    ("id", "Perang pecah. Namun, Kantor Berita Laut tidak mengonfirmasi jumlah pasti korban.",
     "does not confirm", "Uu"),
    ("id", "Rina Wijaya belum memastikan bahwa kapal itu tenggelam.", "does not confirm", "Uu"),
    ("id", "Kementerian Perikanan belum mengomentari klaim nelayan tersebut.", "no comment", "Uu"),
    ("id", "Budi Santoso menolak berkomentar soal kasus itu.", "no comment", "Uu"),
    ("id", "Budi Santoso enggan menyebutkan jumlah korban.", "refuses to say", "Uu"),
    ("id", "Polisi menolak menjelaskan penyebab kebakaran itu.", "refuses to say", "Uu"),
    ("id", "Norwegia belum menyatakan ingin bergabung.", "has not said", "Uu"),
    ("id", "Namun, laporan itu tidak menyebutkan dari mana peluru itu berasal.",
     "has not said", "Uu"),
    ("en", "Regional Shipowners' Forum disputed the method.", "denies", "CT-"),
    ("en", "Anna Berg claimed the ship had sunk in the strait.", "claims", "PR+"),
    ("en", "The Harbour Office has not confirmed that the ship sank.", "does not confirm", "Uu"),
    ("en", "The ministry declined to comment on the report.", "no comment", "Uu"),
    ("en", "The ministry declined to comment.", "no comment", "Uu"),
    ("en", "Tom Okafor did not respond to a request for comment.", "no comment", "Uu"),
    ("en", "The ministry didn’t specify how many had left.", "has not said", "CTu"),
    ("en", "Anna Berg refused to say whether the ship had sunk.", "refuses to say", "CTu"),
    ("en", "Officials did not say how many people died.", "has not said", "CTu"),
    ("en", "The ministry neither confirmed nor denied the report.", "does not confirm", "Uu"),
    ("en", "Officials would neither confirm nor deny that the ship had sunk.",
     "does not confirm", "Uu"),
    ("en", "Officials would not confirm or deny the report.", "does not confirm", "Uu"),
    ("en", "Neither the ministry nor the police confirmed that the ship had sunk.",
     "does not confirm", "Uu"),
    ("en", "Neither Anna Berg nor Tom Okafor confirmed the report.", "does not confirm", "Uu"),
    ("en", "None of the officials confirmed the deaths.", "does not confirm", "Uu"),
    ("en", "Neither of the two officials said who had fired first.", "has not said", "Uu"),
    ("en", "No evidence that officials confirmed it was found, Anna Berg said.", "asserts", "CT+"),
    ("de", "Der Minister bestätigte nicht, dass das Schiff gesunken ist.",
     "does not confirm", "Uu"),
    ("de", "Hans Meier behauptet, das Schiff sei gesunken.", "claims", "PR+"),
]  # fmt: skip


def quotes(text: str, lang: str) -> list[Fact]:
    return [fact for fact in extract(text, lang=lang) if isinstance(fact.attributes, Quote)]


@pytest.mark.parametrize(("lang", "text", "assertion", "factuality"), ASSERTED)
def test_what_a_source_does_with_the_words(
    lang: str, text: str, assertion: str, factuality: str
) -> None:
    (fact,) = quotes(text, lang)
    assert fact.speaker
    assert (fact.speaker.assertion.value, fact.speaker.factuality.value) == (assertion, factuality)
    assert fact.speaker.stance.supports is (assertion in ("asserts", "claims"))


def test_of_two_acts_that_neither_is_done_the_words_of_both_are_told_once() -> None:
    (fact,) = quotes("The ministry neither confirmed nor denied the report.", "en")
    assert fact.span.exact == "the report"
    assert fact.speaker
    assert fact.speaker.span.exact == "The ministry"


def test_two_of_whom_neither_does_it_are_both_named() -> None:
    (fact,) = quotes("Neither Anna Berg nor Tom Okafor confirmed the report.", "en")
    assert fact.speaker
    assert fact.speaker.names == ("Anna Berg", "Tom Okafor")


def test_a_name_is_not_cut_at_its_apostrophe() -> None:
    (fact,) = quotes("Regional Shipowners' Forum disputed the method.", "en")
    assert fact.speaker
    assert fact.speaker.span.exact == "Regional Shipowners' Forum"


def test_an_outlet_that_passes_a_denial_on_denies_nothing() -> None:
    text = "“Kapal itu tidak tenggelam,” bantah Rina Wijaya kepada AFP."
    (fact,) = quotes(text, "id")
    assert [(hop.span.exact, hop.stance.value) for hop in fact.chain] == [
        ("AFP", "asserts"), ("Rina Wijaya", "denies"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Budi Santoso tidak membenarkan ataupun membantah kabar itu.", "kabar itu"),
        ("Rina Wijaya tidak membantah maupun membenarkan bahwa ia akan maju.", "ia akan maju"),
        ("Polisi belum membenarkan atau membantah laporan penembakan itu.",
         "laporan penembakan itu"),
        ("Ketika ditanya, Rina Wijaya tak membantah ataupun membenarkan. Ia tersenyum.", None),
    ],
)  # fmt: skip
def test_who_neither_confirms_nor_denies_does_not_confirm(text: str, content: str | None) -> None:
    found = [fact for fact in extract(text, lang="id") if isinstance(fact.attributes, Quote)]
    assert [fact.span.exact for fact in found] == ([content] if content else [])
    speakers = [f.attributes.speaker for f in found if isinstance(f.attributes, Quote)]
    assert {one.assertion for one in speakers if one} <= {"does not confirm"}
