"""German quotations: marks of every kind, the verb before its subject, and no guessed speakers."""

from __future__ import annotations

import pytest

from workbench.domain.claim import Mode
from workbench.domain.fact import NAME_KINDS, Fact, Kind, Quote
from workbench.extract import extract


def quotes(text: str) -> list[tuple[Fact, Quote]]:
    found = []
    for fact in extract(text, lang="de"):
        if fact.kind is Kind.QUOTE:
            assert isinstance(fact.attributes, Quote)
            found.append((fact, fact.attributes))
    return found


def speaker_words(quote: Quote) -> str | None:
    return quote.speaker.span.exact if quote.speaker else None


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("„Wir schaffen das bald“, sagte Bundeskanzlerin Maria Lenz am Montag.",
         "„Wir schaffen das bald“", "Bundeskanzlerin Maria Lenz"),
        ("»Wir haben zu spät reagiert«, räumte Außenminister Karl Brandt ein.",
         "»Wir haben zu spät reagiert«", "Außenminister Karl Brandt"),
        ("«Wir müssen jetzt handeln», mahnte die Sprecherin.", "«Wir müssen jetzt handeln»",
         "die Sprecherin"),
        ('"Die Lage ist ruhig", teilte die Polizei mit.', '"Die Lage ist ruhig"', "die Polizei"),
        ("„Das ist ein Schlag für uns“, so der Ministerpräsident.", "„Das ist ein Schlag für uns“",
         "der Ministerpräsident"),
        ("Der Sprecher des Ministeriums erklärte: „Die Ermittlungen dauern an.“",
         "„Die Ermittlungen dauern an.“", "Der Sprecher des Ministeriums"),
        ("Später sagte er: „Wir prüfen alle Möglichkeiten.“", "„Wir prüfen alle Möglichkeiten.“",
         "er"),
        ("„Nein“, betonte sie.", "„Nein“", "sie"),
    ],
)  # fmt: skip
def test_reads_direct_speech(text: str, content: str, speaker: str) -> None:
    ((fact, quote),) = quotes(text)
    assert quote.mode is Mode.DIRECT
    assert (fact.span.exact, speaker_words(quote)) == (content, speaker)


def test_a_quotation_around_its_cue_is_one() -> None:
    text = "„Wir wollen“, sagte Minister Otto Krug, „dass die Wahlen frei sind.“"
    ((fact, _),) = quotes(text)
    assert [text[a:b] for a, b in fact.span.parts] == [
        "„Wir wollen“",
        "„dass die Wahlen frei sind.“",
    ]


def test_a_capital_alone_makes_nobody_a_speaker() -> None:
    ((fact, quote),) = quotes("„Da ist noch viel zu tun“, sagte der Holzhändler gestern.")
    assert quote.speaker is None
    assert fact.score <= 0.6
    ((_, later),) = quotes("Gestern Mittag sagte Brandt: „Wir prüfen das noch einmal.“")
    assert later.speaker is None


def test_a_short_name_speaks_where_the_article_gives_the_full_one() -> None:
    text = "Minister Otto Krug kam am Abend. „Wir machen keine neuen Schulden“, sagte Krug."
    ((_, quote),) = quotes(text)
    assert quote.speaker is not None
    assert quote.speaker.name == "Otto Krug"


def test_marks_without_a_cue_are_kept_with_little_trust() -> None:
    ((fact, quote),) = quotes("Er sprach von einem „historischen Tag für das ganze Klima“.")
    assert quote.speaker is None
    assert fact.score <= 0.5
    assert quotes("Die sogenannten „Reichsbürger“ wurden festgenommen.") == []


def test_indirect_speech_needs_a_sure_speaker() -> None:
    ((fact, quote),) = quotes("Die Behörde teilte mit, dass 30 Menschen gerettet wurden.")
    assert (fact.span.exact, speaker_words(quote)) == (
        "30 Menschen gerettet wurden",
        "Die Behörde",
    )
    assert quotes("Es war so kalt, dass der See gefror.") == []


def test_nouns_are_no_names_of_high_trust() -> None:
    text = "Die Polizei Köln sperrte den Platz. Viele Menschen suchten Schutz vor dem Regen."
    assert all(fact.score <= 0.6 for fact in extract(text, lang="de") if fact.kind in NAME_KINDS)


def test_german_figures_have_a_decimal_comma() -> None:
    (fact,) = [f for f in extract("Es waren 2,5 km bis zum Ufer.", lang="de")
               if f.kind is Kind.QUANTITY]  # fmt: skip
    assert fact.span.exact == "2,5 km"
    assert getattr(fact.attributes, "value", None) == 2.5


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Die Chef-Anklägerin sagte, dass der Zeuge morgen nicht erscheinen werde.",
         "der Zeuge morgen nicht erscheinen werde", "Die Chef-Anklägerin"),
        ("Der Holzhändler erklärte am Montag, dass der Wald gesperrt bleibe.",
         "der Wald gesperrt bleibe", "Der Holzhändler"),
        ("Der Minister hat am Montag gesagt, dass das Geld fehle.", "das Geld fehle",
         "Der Minister"),
        ("Gestern sagte die Sprecherin, dass das Geld im Land fehle.",
         "das Geld im Land fehle", "die Sprecherin"),
        ("Am Dienstag erklärte Minister Otto Krug in Bonn, dass die Brücke gesperrt bleibe.",
         "die Brücke gesperrt bleibe", "Minister Otto Krug"),
        ("Es kamen rd. 300 Gäste und ca. 20 Helfer, sagte Minister Otto Krug.",
         "Es kamen rd. 300 Gäste und ca. 20 Helfer", "Minister Otto Krug"),
    ],
)  # fmt: skip
def test_a_complementiser_behind_its_verb_reports_wherever_the_subject_stands(
    text: str, content: str, speaker: str
) -> None:
    ((fact, quote),) = quotes(text)
    assert quote.mode is Mode.INDIRECT
    assert (fact.span.exact, speaker_words(quote)) == (content, speaker)


def test_whoever_spoke_before_its_verb_is_not_looked_for_behind_it() -> None:
    text = "Kommission und Regierung äußerten indessen Zweifel, ob die Wahl frei gewesen sei."
    assert [speaker_words(quote) for _, quote in quotes(text)] == ["Kommission und Regierung"]


@pytest.mark.parametrize(
    ("text", "outlet", "speaker"),
    [
        ("„Das ist eine Frechheit“, zitiert der Bote den Sprecher Otto Krug.", "Bote",
         "Otto Krug"),
        ("„Wir haben kein Geld mehr“, zitierte die Zeitung die Sprecherin Eva Lang am Montag.",
         "Zeitung", "Eva Lang"),
        ("Die Neue Post zitiert den Minister Karl Vogt mit den Worten: „Wir haben kein Geld.“",
         "Neue Post", "Karl Vogt"),
    ],
)  # fmt: skip
def test_who_is_quoted_speaks_through_whoever_quotes_them(
    text: str, outlet: str, speaker: str
) -> None:
    ((_, quote),) = quotes(text)
    assert quote.speaker is not None
    assert quote.speaker.name == speaker
    assert [hop.name for hop in quote.hops] == [outlet, speaker]


def test_a_quotation_of_somebody_unnamed_is_not_the_outlets_own() -> None:
    ((_, quote),) = quotes("„Wir haben kein Geld mehr“, zitiert ihn die Zeitung.")
    assert quote.speaker is None


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Gestern sagte Nora Behm, die Halle bleibe bis Mai geschlossen.",
         "die Halle bleibe bis Mai geschlossen", "Nora Behm"),
        ("Am Mittag gab der Verband bekannt, er habe den Vertrag gekündigt.",
         "er habe den Vertrag gekündigt", "der Verband"),
        ("Eine Lehrerin der Schule berichtete, dass die Heizung kalt sei.",
         "die Heizung kalt sei", "Eine Lehrerin der Schule"),
        ("Nach Angaben der Feuerwehr brannten zwei Scheunen nieder.",
         "brannten zwei Scheunen nieder", "Feuerwehr"),
        ("Nach Ansicht von Radio West fehlt es an Geld.", "fehlt es an Geld", "Radio West"),
        ("Laut dem Gutachten trägt die Decke kein Gewicht mehr.",
         "trägt die Decke kein Gewicht mehr", "Gutachten"),
        ("Wie die Sprecherin Eva Lang mitteilte, sinkt der Pegel seit Freitag.",
         "sinkt der Pegel seit Freitag", "die Sprecherin Eva Lang"),
        ("Die Fähre lief am Abend auf Grund, teilte die Reederei mit.",
         "Die Fähre lief am Abend auf Grund", "die Reederei"),
        ("Der Trainer verwies darauf, dass drei Spieler verletzt seien.",
         "drei Spieler verletzt seien", "Der Trainer"),
    ],
)  # fmt: skip
def test_reported_mood_and_sources_tell_what_is_reported(
    text: str, content: str, speaker: str
) -> None:
    ((fact, quote),) = quotes(text)
    assert (fact.span.exact, speaker_words(quote)) == (content, speaker)


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Er bezeichnete das Papier als „Unfug“.", ["„Unfug“"], "Er"),
        ("Die Ministerin wies den Vorwurf als „frei erfunden“ zurück.", ["„frei erfunden“"],
         "Die Ministerin"),
        ("Der Bürgermeister nannte den Umbau „teuer“ und „unnötig“.", ["„teuer“", "„unnötig“"],
         "Der Bürgermeister"),
        ("Die Anwohner sprachen von einer „offenen Wunde“.", ["„offenen Wunde“"],
         "Die Anwohner"),
    ],
)  # fmt: skip
def test_what_somebody_calls_something_is_said(text: str, words: list[str], speaker: str) -> None:
    found = quotes(text)
    assert [fact.span.exact for fact, _ in found] == words
    assert {speaker_words(quote) for _, quote in found} == {speaker}


def test_a_word_in_marks_that_nobody_calls_so_is_left_alone() -> None:
    assert quotes("Als „Tatort“ diente eine Scheune am Rand der Stadt.") == []
    assert quotes("Er arbeitet als „Clown“ in einer Klinik.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Chef-Anklägerin sagte, dass der Zeuge fehle.", None),
        ("Ein Fahrer der Linie sagte, dass der Bus defekt sei.", None),
        ("Nach Angaben der Polizei sanken am Abend drei Boote.", None),
        ("Der Sprecher Jan Kolbe sagte, dass der Bus defekt sei.", "Jan Kolbe"),
    ],
)
def test_a_noun_is_no_name(text: str, name: str | None) -> None:
    ((_, quote),) = quotes(text)
    assert quote.speaker is not None
    assert quote.speaker.name == name


def test_the_very_words_inside_a_reported_clause_are_a_quote_too() -> None:
    text = "Die Trainerin sagte, dass der Platz „bis Mai kaum bespielbar“ sei."
    (outer, reported), (inner, quote) = quotes(text)
    assert (reported.mode, quote.mode) == (Mode.MIXED, Mode.DIRECT)
    assert outer.span.exact == "der Platz „bis Mai kaum bespielbar“ sei"
    assert inner.span.exact == "„bis Mai kaum bespielbar“"
    assert speaker_words(reported) == speaker_words(quote) == "Die Trainerin"


def test_a_verb_with_a_capital_is_a_noun() -> None:
    assert quotes("Er las ein Schreiben der Ministerin, das zeigte, dass Geld fehlt.") == []
