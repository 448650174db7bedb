"""What a report brings to its first page though nobody marked it: denials, and sentences that say
that accounts differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_bundles import AHMAD, ROLE, article_of, example, span
from exchange_reports import Element, digest_of, page, printing

from workbench.domain.claim import Assertion, Claim, ClaimState, Hop, Mode
from workbench.domain.fact import Fact, Kind, Line, Quote, Speaker
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import Beyond, Digest, Scope, denied_in, opposed_in
from workbench.exchange.report.denials import denials
from workbench.exchange.report.differing import Denied
from workbench.told.corrective import right_in

WORKERS = "dua belas peti bahan peledak tambang masuk ke gudang itu"
DENIED = "gudang itu menyimpan bahan peledak"
POINTED = "keterangan itu"


def article(number: int, *said: tuple[str, str, Assertion], before: str = "") -> AnnotatedArticle:
    """An article of sentences, each a claim of somebody who does something with it."""
    text = before + " ".join(f"Katanya {words}." for words, _, _ in said)
    made = article_of(text, f"a0000000-0000-4000-8000-{number:012}", number)
    claims = tuple(
        Claim(f"c{number}.{at}", made.uid, "ana", span(words, text),
              hops=(Hop((who,), assertion=does),))
        for at, (words, who, does) in enumerate(said)
    )  # fmt: skip
    return AnnotatedArticle(replace(made, outlet=f"Media {number}"), text, claims=claims)


def told(*articles: AnnotatedArticle) -> Digest:
    return digest_of(replace(example(), articles=articles))


def section(report: Digest, at: str) -> list[Element]:
    return [one for one in page(report).root.all("section") if one.attributes.get("id") == at]


@pytest.mark.parametrize(
    ("stance", "stands"),
    [
        (Assertion.DENIES, "denies"),
        (Assertion.DOES_NOT_CONFIRM, "does not confirm"),
        (Assertion.REFUSES, "refuses to say"),
        (Assertion.NO_COMMENT, ""),
        (Assertion.CLAIMS, ""),
    ],
)
def test_who_denies_stands_on_the_first_page_beside_what_others_say(
    stance: Assertion, stands: str
) -> None:
    report = told(article(1, (WORKERS, ROLE, Assertion.ASSERTS), (DENIED, AHMAD, stance)))
    found = section(report, "denials")
    assert bool(found) is bool(stands)
    assert ("denial or refusal in the articles" in page(report).root.words) is bool(stands)
    if found:
        (item,) = found[0].all("li")
        assert f"Ahmad al-Mismari {stands}: {DENIED} (#1 Media 1" in item.words
        assert "Perhaps about this: 1 reported: dua belas peti bahan peledak" in item.words
        assert "(juru bicara LNA, #1)" in item.words
        assert next(item.all("a")).attributes["href"] == "#s2"


@pytest.mark.parametrize(
    ("own", "elsewhere", "about"),
    [
        (WORKERS, WORKERS, 1),
        ("peti bahan masuk gudang", WORKERS, 1),
        ("hujan turun", WORKERS, 2),
        ("hujan turun", "peti bahan masuk gudang", None),
    ],
)
def test_what_a_denial_may_be_about_is_sought_in_its_own_article_first(
    own: str, elsewhere: str, about: int | None
) -> None:
    report = told(
        article(1, (own, ROLE, Assertion.ASSERTS), (DENIED, AHMAD, Assertion.DENIES)),
        article(2, (elsewhere, ROLE, Assertion.ASSERTS)),
    )
    (denial,) = denials(report)
    assert (denial.about.articles if denial.about else None) == ([about] if about else None)


def test_nobody_denies_what_he_says_himself() -> None:
    one = article(1, (WORKERS, AHMAD, Assertion.ASSERTS), (DENIED, AHMAD, Assertion.DENIES))
    assert [each.about for each in denials(told(one))] == [None]


def test_a_denial_that_only_points_stands_behind_the_sentence_before_it() -> None:
    testimony = "Saksi mengatakan tiang itu dibayar dua kali."
    one = article(1, (POINTED, AHMAD, Assertion.DENIES), before=f"{testimony}\n\n")
    (denial,) = denials(told(one))
    assert (denial.about, denial.before) == (None, testimony)
    (item,) = section(told(one), "denials")[0].all("li")
    assert f"The sentence before it there: {testimony}" in item.words
    first = article(2, (POINTED, AHMAD, Assertion.DENIES))
    assert [each.before for each in denials(told(first))] == [""]
    assert [each.before for each in denials(told(one.without_text()))] == [""]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Angka itu berbeda dengan keterangan Taleb.", True),
        ("Klaim Pierson bertentangan dengan janji bosnya.", True),
        ("Iran memberikan versi berbeda.", True),
        ("Polisi dan warga memberi kabar yang simpang siur.", True),
        ("Berbeda dengan negara lain, Swiss menghadapi deflasi.", False),
        ("Kebijakan itu bertentangan dengan konstitusi.", False),
        ("Police and the owner gave conflicting accounts of it.", True),
        ("The two figures differ widely.", True),
        ("The two men differ in age.", False),
        ("Angka kemiskinan di semua daerah itu turun, cuaca berbeda.", False),
    ],
)
def test_a_sentence_that_says_that_accounts_differ_is_known_by_its_words(
    text: str, *, found: bool
) -> None:
    assert [one.sentence for one in opposed_in(text, ())] == [text] * found
    report = told(printing(1, "Media", text))
    shown = f"{text} (#1 Media, date unknown)"
    assert [shown in one.words for one in section(report, "opposed")] == [True] * found


def test_such_a_sentence_stands_with_the_one_that_it_speaks_of() -> None:
    first, second = "Sebelas orang tewas.", "Angka itu berbeda dengan keterangan Taleb."
    (one,) = opposed_in(f"{first} {second}", ())
    assert (one.before, one.sentence) == (first, second)
    (apart,) = opposed_in(f"{first}\n\n{second}", ())
    assert (apart.before, apart.sentence) == ("", second)
    (behind,) = opposed_in(f"{second} Ada tiga luka.\n\nLagi.", ())
    assert (behind.before, behind.sentence) == ("", f"{second} Ada tiga luka.")


def test_no_more_sentences_are_looked_for_than_are_told() -> None:
    text = " ".join(f"Angka ke-{at} itu berbeda." for at in range(9))
    assert [one.sentence for one in opposed_in(text, ())] == [
        "Angka ke-0 itu berbeda. Angka ke-1 itu berbeda.", "Angka ke-1 itu berbeda.",
    ]  # fmt: skip
    endless = "angka itu berbeda, yang benar " * 30_000
    assert len(opposed_in(endless, ())) == 1
    assert len(right_in(endless)) == 1


def test_a_title_is_no_such_sentence() -> None:
    title = "Versi Berbeda Polisi dan Warga"
    line = Fact(Kind.TITLE, span(title, title), Line(), 0.9, "id.title", "x", "rules 1")
    assert opposed_in(title, ())
    assert not opposed_in(title, (line,))


def test_what_an_article_beside_a_story_denies_is_told_where_the_story_says_it() -> None:
    text = f"Bramantyo menepis {DENIED}. Angka itu berbeda dengan keterangan polisi."
    speaker = Speaker(span("Bramantyo", text), None, assertion=Assertion.DENIES)
    quote = Fact(Kind.QUOTE, span(DENIED, text), Quote(Mode.INDIRECT, None, speaker), 0.9,
                 "id.quote", "x", "rules 1")  # fmt: skip
    beside = Beyond(
        printing(9, "Pijar", text).article, (), (), denied=denied_in([quote]),
        opposed=opposed_in(text, [quote]),
    )  # fmt: skip
    for said, count in ((WORKERS, 1), ("hujan turun", 0)):
        articles = (article(1, (said, ROLE, Assertion.ASSERTS)),)
        report = digest_of(replace(example(), articles=articles), Scope("#1", "story"), [beside])
        assert [one.about and one.about.number for one in denials(report)] == [1] * count
        shown = [one.words for one in section(report, "denials")]
        assert len(shown) == count
        assert all(f"Bramantyo denies: {DENIED} (#9 Pijar" in one for one in shown)
        assert all("outside this report)" in one for one in shown)
        (differ,) = section(report, "opposed")
        assert "Angka itu berbeda dengan keterangan polisi. (#9 Pijar" in differ.words
    assert len(denied_in([quote, quote])) == 1
    stated = replace(speaker, assertion=Assertion.ASSERTS)
    assert denied_in([replace(quote, attributes=Quote(Mode.INDIRECT, None, stated))]) == ()


def test_that_the_machine_has_no_question_left_is_not_that_nothing_is_open() -> None:
    one = printing(1, "Media", "Hujan turun.")
    reviewed = replace(one, claims=(replace(one.claims[0], state=ClaimState.REVIEWED),))
    figures = page(told(reviewed)).root.classed("figures")[0].words
    assert "0 questions of the machine unanswered; what else is open stands below" in figures


TAKEN = "pasukan pemerintah menyerang gudang beras di pelabuhan"
NOT_TAKEN = "pasukan pemerintah tidak menyerang gudang beras"
OUTRIGHT = "serangan itu tidak dilakukan oleh pasukan pemerintah"


@pytest.mark.parametrize(
    ("words", "said_by", "about"),
    [
        (NOT_TAKEN, AHMAD, 1),
        (NOT_TAKEN, ROLE, None),
        (OUTRIGHT, AHMAD, 1),
        (OUTRIGHT, ROLE, None),
        ("pasukan pemerintah menyerang gudang beras", AHMAD, None),
        ("hujan tidak turun di gudang beras", AHMAD, None),
        ("tak ada apa pun", AHMAD, None),
    ],
)
def test_who_says_the_contrary_in_the_same_words_is_listed_as_a_machines_reading(
    words: str, said_by: str, about: int | None
) -> None:
    asserts = Assertion.ASSERTS
    report = told(article(1, (TAKEN, ROLE, asserts), (words, said_by, asserts)))
    found = denials(report)
    assert [each.about and each.about.number for each in found] == ([about] if about else [])
    assert all(each.is_read for each in found)
    shown = [one.words for one in section(report, "denials")]
    assert len(shown) == len(found)
    for one in shown:
        reading = "by a machine's reading of the words; no analyst has marked it"
        assert f"Ahmad al-Mismari says (a denial, {reading}): {words}" in one
        assert "Perhaps about this: 1 reported: pasukan pemerintah menyerang" in one
    assert not report.contradictions


def test_the_contrary_is_found_in_another_article_and_beside_whoever_denies() -> None:
    articles = (
        article(1, (TAKEN, ROLE, Assertion.ASSERTS)),
        article(2, (NOT_TAKEN, AHMAD, Assertion.ASSERTS), (DENIED, AHMAD, Assertion.DENIES)),
    )
    assert [one.is_read for one in denials(told(*articles))] == [False], "of no event of theirs"
    report = digest_of(replace(example(), articles=articles), Scope("#1", "story"))
    assert [(one.is_read, one.article.number) for one in denials(report)] == [(False, 2), (True, 2)]


def test_outright_is_said_of_the_sentence_before_and_of_nothing_further_off() -> None:
    asserts = Assertion.ASSERTS
    said = ((TAKEN, ROLE, asserts), ("hujan turun", AHMAD, asserts), (OUTRIGHT, AHMAD, asserts))
    assert denials(told(article(1, *said))) == []
    one = article(1, (TAKEN, ROLE, asserts), (OUTRIGHT, AHMAD, asserts))
    assert denials(told(one.without_text())) == []


def test_english_negates_too() -> None:
    taken, asserts = "government troops shelled the rice warehouse", Assertion.ASSERTS
    for words in (
        "government troops did not shell the warehouse",
        "government troops never shelled the warehouse",
        "government troops didn’t shell the warehouse",
    ):
        report = told(article(1, (taken, ROLE, asserts), (words, AHMAD, asserts)))
        assert [one.is_read for one in denials(report)] == [True]


@pytest.mark.parametrize(
    ("words", "mode", "is_own"),
    [
        ("Gudang itu tidak menyimpan bahan peledak", Mode.DIRECT, True),
        ("Belum ada bahan peledak di gudang itu", Mode.DIRECT, True),
        ("There were no explosives in the warehouse", Mode.DIRECT, True),
        ("We didn’t store explosives in the warehouse", Mode.DIRECT, True),
        (DENIED, Mode.DIRECT, False),
        ("Gudang di Bukanagara menyimpan bahan peledak", Mode.DIRECT, False),
        ("The warehouse north of town stores explosives", Mode.DIRECT, False),
        ("tidak membayar pajak gudang itu", Mode.INDIRECT, False),
        ("that it had not paid the warehouse tax", Mode.INDIRECT, False),
        ("Gudang itu tidak menyimpan bahan peledak", Mode.MIXED, False),
    ],
)
def test_who_denies_in_words_of_his_own_is_not_told_to_deny_these(
    words: str, mode: Mode, is_own: bool
) -> None:
    one = article(1, (words, AHMAD, Assertion.DENIES))
    (claim,) = one.claims
    hop = replace(claim.hops[0], mode=mode)
    report = told(replace(one, claims=(replace(claim, hops=(hop,)),)))
    for lang, own, of_these in (
        ("en", "says (a denial):", "denies:"),
        ("id", "menyatakan (membantah):", "membantah:"),
    ):
        root = page(report, lang).root
        denied = next(
            each for each in root.all("section") if each.attributes.get("id") == "denials"
        )
        for place in (denied, *root.classed("statement"), *root.classed("sayings")):
            assert (own in place.words) is is_own
            assert (of_these in place.words.replace(own, "")) is not is_own


def test_a_denial_may_be_about_a_sentence_that_nobody_recorded() -> None:
    lead = "Kapal itu dilaporkan kelebihan muatan."
    story = article(1, ("hujan turun", ROLE, Assertion.ASSERTS), before=f"Angin. {lead} ")
    beside = Beyond(
        printing(9, "Pijar", "x").article, (), (),
        denied=(Denied(("Hamzah",), Assertion.DENIES, "kapalnya kelebihan muatan"),),
    )  # fmt: skip
    for one, shown in ((story, True), (story.without_text(), False)):
        report = digest_of(replace(example(), articles=(one,)), Scope("#1", "story"), [beside])
        found = [each.words for each in section(report, "denials")]
        assert len(found) == shown
        assert all("Hamzah denies: kapalnya kelebihan muatan (#9 Pijar" in each for each in found)
        assert all(f"Perhaps about this: {lead} (#1 Media 1" in each for each in found)
    vague = beside._replace(denied=(Denied(("Hamzah",), Assertion.DENIES, "hal muatan"),))
    report = digest_of(replace(example(), articles=(story,)), Scope("#1", "story"), [vague])
    assert not section(report, "denials")


def test_a_denial_of_few_words_stands_with_its_sentence() -> None:
    neither = "ataupun membenarkan"
    one = article(1, (neither, AHMAD, Assertion.DOES_NOT_CONFIRM))
    (item,) = section(told(one), "denials")[0].all("li")
    assert f"Its sentence: Katanya {neither}." in item.words
    many = article(1, (DENIED, AHMAD, Assertion.DENIES))
    assert "Its sentence" not in section(told(many), "denials")[0].words
    assert [each.whole for each in denials(told(one.without_text()))] == [""]


def test_what_may_be_denied_stands_first_and_says_so() -> None:
    asserts = Assertion.ASSERTS
    said = [(f"hujan turun di kota {at}", ROLE, asserts) for at in range(6)]
    report = told(article(1, *said, (TAKEN, ROLE, asserts), (OUTRIGHT, AHMAD, asserts)))
    first, second, *_ = page(report).root.classed("told")[0].all("li")
    assert TAKEN in first.words
    assert "⊘ Somebody may be denying this." in first.words
    assert next(one for one in first.all("a") if "denying" in one.words).attributes == {
        "href": "#denials"
    }
    assert "may be denying" not in second.words


def test_what_an_article_says_is_told_otherwise_stands_first_and_says_so() -> None:
    asserts = Assertion.ASSERTS
    said = [(f"hujan turun di kota {at}", ROLE, asserts) for at in range(6)]
    eleven = ("sebelas orang tewas", ROLE, asserts)
    for differs, shown in (("keterangan Taleb berbeda", True), ("keterangan Taleb rinci", False)):
        report = told(article(1, *said, eleven, (differs, AHMAD, asserts)))
        first, second, *_ = page(report).root.classed("told")[0].all("li")
        says = "≠ An article says that accounts of this differ."
        assert [says in one.words for one in (first, second)] == [shown, shown]
        assert not shown or "sebelas orang tewas" in f"{first.words} {second.words}"
