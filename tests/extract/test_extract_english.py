"""English attributions: an example and a trap for every frame, in the manner of PARC.

The complementiser belongs to what is said, and of attributions inside each other the outer one is
kept.
"""

from __future__ import annotations

import pytest
from cpu_work import assert_grows
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.domain.claim import Mode
from workbench.domain.fact import Fact, Kind, Quote
from workbench.extract import extract


def quotes(text: str) -> list[tuple[Fact, Quote]]:
    found = []
    for fact in extract(text, lang="en"):
        if fact.kind is Kind.QUOTE:
            assert isinstance(fact.attributes, Quote)
            found.append((fact, fact.attributes))
    return found


def read(text: str) -> list[tuple[str, str, str | None]]:
    """Rule without its language, content, and the words that name the speaker."""
    return [
        (
            fact.rule.removeprefix("en.quote."),
            fact.span.exact,
            quote.speaker.span.exact if quote.speaker else None,
        )
        for fact, quote in quotes(text)
    ]


FRAMES = [
    # text, rule, content, speaker
    ("Senator Ruth Calloway said on Tuesday that the bill would die.", "indirect.subject_cue",
     "that the bill would die", "Senator Ruth Calloway"),
    ("Police said Thursday the gunman had acted alone.", "indirect.subject_cue",
     "the gunman had acted alone", "Police"),
    ("The mayor said two months ago he would not run.", "indirect.subject_cue",
     "he would not run", "The mayor"),
    ("Calloway told supporters in Akron that the race was far from over.", "indirect.subject_cue",
     "that the race was far from over", "Calloway"),
    ("A spokeswoman told the Sunday programs the talks had failed.", "indirect.subject_cue",
     "the talks had failed", "A spokeswoman"),
    ("Trade experts warn the tariffs could backfire.", "indirect.subject_cue",
     "the tariffs could backfire", "Trade experts"),
    ("The governor wants to cut taxes on small shops.", "indirect.subject_cue",
     "to cut taxes on small shops", "The governor"),
    ("Senate Republicans vowed on Thursday to block the nominee.", "indirect.subject_cue",
     "to block the nominee", "Senate Republicans"),
    ("Pruitt denied taking money from the lobbyist.", "indirect.subject_cue",
     "taking money from the lobbyist", "Pruitt"),
    ("The committee accused the agency of hiding documents.", "indirect.subject_cue",
     "the agency of hiding documents", "The committee"),
    ("The treasurer urged lawmakers to vote yes.", "indirect.subject_cue",
     "lawmakers to vote yes", "The treasurer"),
    ("His lawyer described the charges as political.", "indirect.subject_cue",
     "the charges as political", "His lawyer"),
    ("Critics called the move reckless.", "indirect.subject_cue", "the move reckless", "Critics"),
    ("Reporters asked whether he had read the report.", "indirect.subject_cue",
     "whether he had read the report", "Reporters"),
    ("The group warned of long lines at polling places.", "indirect.subject_cue",
     "long lines at polling places", "The group"),
    ("Polls show Vance leading by six points.", "indirect.subject_cue",
     "Vance leading by six points", "Polls"),
    ("The merger is likely to close in spring, analysts say.", "indirect.clause_subject_cue",
     "The merger is likely to close in spring", "analysts"),
    ("That may change, said Amy Chu, a professor of law.", "indirect.cue_after",
     "That may change", "Amy Chu, a professor of law"),
    ("The deal, officials said, was signed in May.", "indirect.around_cue",
     "The deal, officials said, was signed in May", "officials"),
    ("According to a poll released on Monday, most voters approve of the mayor.",
     "indirect.according", "most voters approve of the mayor", "a poll"),
    ("Turnout fell by a fifth, according to the state board.", "indirect.according",
     "Turnout fell by a fifth", "the state board"),
    ("The bill, according to the budget office, would save money.", "indirect.according",
     "The bill, according to the budget office, would save money", "the budget office"),
    ("In the view of many elders, the primary has gone on too long.", "indirect.according",
     "the primary has gone on too long", "many elders"),
    ("Calloway, who said she had received threats, canceled a rally.",
     "indirect.relative_clause", "she had received threats", "Calloway"),
    ("Lawyers used the hearing to argue that the map was illegal.", "indirect.infinitive",
     "that the map was illegal", "Lawyers"),
    ("The list is expected to be published next week.", "indirect.passive",
     "to be published next week", None),
    ("The clerk was accused by two colleagues of hiding documents.", "indirect.passive",
     "of hiding documents", "two colleagues"),
    ("Critics' claims that the program is bankrupt have been around for years.", "indirect.noun",
     "that the program is bankrupt", "Critics"),
    ("The lawmaker's call for new sanctions drew little support.", "indirect.noun",
     "new sanctions", "The lawmaker"),
    ("The ministry issued a statement that the talks had failed.", "indirect.noun",
     "that the talks had failed", "The ministry"),
    ("Nina Voss says too little is done for the ferries.", "indirect.subject_cue",
     "too little is done for the ferries", "Nina Voss"),
    ("The port sent a letter on Monday. It says the crane broke safety rules.",
     "indirect.subject_cue", "the crane broke safety rules", "It"),
    ("She’s claiming that the ballots were burned.", "indirect.subject_cue",
     "that the ballots were burned", "She"),
    ("To nobody's surprise, all agreed that the tunnel would flood.", "indirect.subject_cue",
     "that the tunnel would flood", "all"),
    ("Above all, the two pilots I met said the runway was too short.", "indirect.subject_cue",
     "the runway was too short", "the two pilots I met"),
    ("A small fishing survey in 2011 questioned whether cod would return.",
     "indirect.subject_cue", "whether cod would return", "A small fishing survey in 2011"),
    ("Osei says at a stop in Tamale, Ghana, that the dam is leaking.", "indirect.subject_cue",
     "that the dam is leaking", "Osei"),
    ("It was a trial in which growers argued that the spray had killed their bees.",
     "indirect.subject_cue", "that the spray had killed their bees", "growers"),
    ("While a coroner found that report untrue, her deputy had signed it.",
     "indirect.subject_cue", "that report untrue", "a coroner"),
    ("Mayor Lund encouraged drivers to “stay put” and wait.", "indirect.subject_cue",
     "drivers to “stay put” and wait", "Mayor Lund"),
    ("Lund accused the harbour master, who was born in Malmo, of hiding the logs.",
     "indirect.subject_cue", "the harbour master, who was born in Malmo, of hiding the logs",
     "Lund"),
    ("Osei called the minister a “coward,” a “bully” and “unfit.”", "indirect.subject_cue",
     "the minister a “coward,” a “bully” and “unfit.”", "Osei"),
    ("Voters praised the clerk's patience but also had to wait all night.",
     "indirect.subject_cue", "the clerk's patience", "Voters"),
    ("The archbishop denounced the tax in a radio interview last week.",
     "indirect.subject_cue", "the tax", "The archbishop"),
    ("Two unions endorsed Ms. Lund for mayor on Friday night.", "indirect.subject_cue",
     "Ms. Lund for mayor", "Two unions"),
    ("The coach is adamant that his keeper was pushed.", "indirect.subject_cue",
     "that his keeper was pushed", "The coach"),
    ("The rebels are willing to hand over the bridge.", "indirect.subject_cue",
     "to hand over the bridge", "The rebels"),
    ("The nurse voiced concern about the new rota.", "indirect.noun",
     "the new rota", "The nurse"),
    ("The new quay has been endorsed by the town's fishermen.", "indirect.said_of",
     "The new quay", "the town's fishermen"),
    ("The mayor shared a post mocking the referee.", "indirect.participle", "the referee",
     "a post"),
    ("Lund likened the pier to a “rotten tooth” - a line that drew laughs.",
     "indirect.subject_cue", "the pier to a “rotten tooth”", "Lund"),
    ("The vote, Osei said, was lost until the ferry came back.", "indirect.around_cue",
     "The vote, Osei said, was lost until the ferry came back", "Osei"),
    ("The roof was sound, Osei said, until the storm tore it off.", "indirect.around_cue",
     "The roof was sound, Osei said, until the storm tore it off", "Osei"),
    ("Growers agreed to open the sluices so the town could drink.", "indirect.subject_cue",
     "to open the sluices", "Growers"),
    ("In the vicar's view, the bells are too loud.", "indirect.according",
     "the bells are too loud", "the vicar"),
    ("Warnings from divers that the hull was cracked went unheard.", "indirect.noun",
     "that the hull was cracked", "divers"),
    ("Lund has no plans to sell the ferry.", "indirect.noun", "to sell the ferry", "Lund"),
    ("Osei took to the radio to say the ferry was sold.", "indirect.infinitive",
     "the ferry was sold", "Osei"),
    ("Osei went on to accuse the skipper of fraud.", "indirect.infinitive",
     "the skipper of fraud", "Osei"),
    ("Osei asked the diver about the cracked hull.", "indirect.subject_cue",
     "the cracked hull", "Osei"),
    ("Osei asked the diver if the hull was cracked.", "indirect.subject_cue",
     "if the hull was cracked", "Osei"),
    ("Lund doesn't know if the ferry will sail.", "indirect.subject_cue",
     "if the ferry will sail", "Lund"),
    ("“We regret the delay,” read a statement from the line.", "direct.cue_after",
     "“We regret the delay,”", "a statement"),
    ("As two surveyors have pointed out, the pier stands on sand.", "indirect.as_said",
     "the pier stands on sand", "two surveyors"),
    ("If the town's bylaw rejected single lamps, whole streets would go dark.",
     "indirect.subject_cue", "single lamps", "the town's bylaw"),
    ("The coastguard warned crews to keep off rocks that shift at night.",
     "indirect.subject_cue", "crews to keep off rocks that shift at night", "The coastguard"),
    ("Osei called for taxing big boats, such as those of the bank.", "indirect.subject_cue",
     "taxing big boats, such as those of the bank", "Osei"),
    ("The skipper promised a refund and tried to leave the quay.", "indirect.subject_cue",
     "a refund", "The skipper"),
    ("When the state reported that about 12,000 nets were lost, crews were at sea.",
     "indirect.subject_cue", "that about 12,000 nets were lost", "the state"),
    ("The pilots weren't too worried about the fog.", "indirect.subject_cue", "the fog",
     "The pilots"),
    ("Two villages backed Osei.", "indirect.subject_cue", "Osei", "Two villages"),
    ("Polls show Osei well ahead in the north.", "indirect.subject_cue",
     "Osei well ahead in the north", "Polls"),
    ("The plan is “a disgrace for working people,” Harlan said.", "mixed.cue_behind",
     "The plan is “a disgrace for working people,”", "Harlan"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "content", "speaker"), FRAMES)
def test_reads_an_english_frame(text: str, rule: str, content: str, speaker: str | None) -> None:
    assert read(text) == [(rule, content, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "It is unclear whether the two men will meet again.",
        "He had asked not to be named in the story.",
        "The United States and Mexico share a long border.",
        "The police chief called a meeting for Monday.",
        "The family plans for the holidays are ready.",
        "Voting rights advocates met in Ohio on Monday.",
        "The report was long and the press room was empty.",
        "The committee voted along party lines, and the Senate will take up the matter in March.",
        "“Sweet Caroline” played as the crowd left the arena.",
        "He greeted voters at a diner, where he ordered eggs.",
        "The claims of the lottery winners were paid out in full.",
        "They added to the pile of letters by the door.",
        "She had not been informed of any decision at all.",
        "A statement from the city is due on Friday.",
        "Two border states led by farmers have sued over the water.",
        "A last big question remains for the divers.",
        "Heart worries have kept the skipper ashore.",
        "It goes without saying that the boats were late.",
        "The council set harbour rules that could end the trade.",
        "Make sure that the hatch is shut.",
        "The skipper stood up, read a letter and left.",
        "In full view, the crew left the ferry.",
        "She has long been a patient advocate for the blind.",
        "Everything Lund says is a riddle.",
        "The ferry was late, a view shared and echoed by all.",
        "The paper is seizing on recent remarks and old photographs.",
        "A crowd eager to dance filled the square.",
    ],
)
def test_leaves_what_nobody_is_said_to_say(text: str) -> None:
    assert read(text) == []


def test_one_stretch_of_text_is_attributed_once() -> None:
    (only,) = read("Aides say the senator believes that voters want a change.")
    assert only[1] == "the senator believes that voters want a change"
    (outer,) = read("The senator wants to run for governor, three Democrats said.")
    assert outer[1:] == ("The senator wants to run for governor", "three Democrats")


def test_a_clause_inside_another_has_its_own_subject() -> None:
    (_, content, speaker) = read("The crowd cheered when Dana Harlan urged them to vote.")[0]
    assert (content, speaker) == ("them to vote", "Dana Harlan")
    assert read("Officials drafted a bill that the mayor wants to sign.") == []


@pytest.mark.parametrize(
    ("aside", "speaker"),
    [
        (", a former prosecutor,", "Harold Finch, a former prosecutor,"),
        (", 52,", "Harold Finch"),
        (", who has never held office,", "Harold Finch"),
        (", speaking in Dayton,", "Harold Finch"),
        (", asked about the memo,", "Harold Finch"),
        (" (D-Ohio)", "Harold Finch (D-Ohio)"),
        (" on Monday", "Harold Finch"),
    ],
)
def test_a_subject_is_found_over_asides(aside: str, speaker: str) -> None:
    ((_, _, words),) = read(f"Harold Finch{aside} said the tax would be cut.")
    assert words is not None
    assert words.rstrip(",") == speaker.rstrip(",")


def test_a_subject_that_a_clause_describes_ends_before_the_cue() -> None:
    (only,) = read("An official who asked not to be named said the talks were over.")
    assert only[1:] == ("the talks were over", "An official who asked not to be named")
    (close,) = read("A man close to the talks but not authorized to speak said it was off.")
    assert close[1:] == ("it was off", "A man close to the talks but not authorized to speak")


def test_a_second_verb_or_a_participle_goes_on_with_the_subject() -> None:
    first, second = read("Whitmore argued that “the numbers do not lie” and urged members to act.")
    assert first[1:] == ("that “the numbers do not lie”", "Whitmore")
    assert second[1:] == ("members to act", "Whitmore")
    said, added = read("Harlan said he wanted “to bring back jobs,” adding that it took time.")
    assert said[1] == "he wanted “to bring back jobs,”"
    assert added == ("indirect.participle", "that it took time", "Harlan")


@pytest.mark.parametrize(
    "clause",
    [
        ", a claim that nobody has proved",
        ", but relatives questioned that",
        ", while rivals called it a stunt",
        " — a blow to his party",
    ],
)
def test_content_ends_before_the_reporters_words(clause: str) -> None:
    assert read(f"The sheriff said that the vote was rigged{clause}.")[0][1] == (
        "that the vote was rigged"
    )


def test_a_quotation_that_goes_on_behind_its_cue_is_one() -> None:
    text = "“This is a disgrace,” said Dan Whitmore, a lawyer. “The voters deserve better.”"
    ((fact, quote),) = quotes(text)
    assert [text[a:b] for a, b in fact.span.parts] == [
        "“This is a disgrace,”",
        "“The voters deserve better.”",
    ]
    assert quote.mode is Mode.DIRECT
    apart = quotes("“This is a disgrace,” said Dan Whitmore.\n\n“The voters deserve better.”")
    assert len(apart) == 2


def test_a_question_is_joined_with_its_cue() -> None:
    ((fact, quote),) = quotes("“Are we really going to do this again?” Sen. Joan Pruitt asked.")
    assert fact.rule == "en.quote.direct.subject_cue"
    assert quote.speaker is not None
    assert quote.speaker.name == "Joan Pruitt"


def test_titles_with_a_full_stop_do_not_end_the_speaker() -> None:
    ((_, quote),) = quotes("“We had a breakthrough,” said Sen. Susan Hollis (R-Maine) on Monday.")
    assert quote.speaker is not None
    assert quote.speaker.span.exact.startswith("Sen. Susan Hollis")
    ((_, split),) = quotes("“I will fight,” Mr. Harlan said, “and I will not stop.”")
    assert split.speaker is not None
    assert split.speaker.span.exact == "Mr. Harlan"


def test_partial_quotations_make_their_clause_mixed() -> None:
    ((fact, quote),) = quotes("Dana Harlan called the inquiry a “witch hunt” on Monday.")
    assert quote.mode is Mode.MIXED
    assert fact.span.exact.startswith("the inquiry a “witch hunt”")


def test_blank_rather_than_a_guess_when_nobody_speaks() -> None:
    ((fact, quote),) = quotes("The mayor is expected to resign.")
    assert quote.speaker is None
    assert fact.score < 0.6


@pytest.mark.parametrize(
    "piece", ["he said that ", ", he said ", "X, who said ", ", saying that ", "Mr. Reed said, "]
)
def test_any_number_of_cues_in_a_line_is_read_in_linear_time(piece: str) -> None:
    small, large = ((piece * (size // len(piece) + 1))[:size] for size in (5_000, 40_000))
    assert_grows(lambda text: extract(text, lang="en"), small=small, large=large, at_most=20)


PIECES = [
    "“", "”", '"', "‘", "’", ",”", ".”", ",", ".", ";", ":", "—", "(", ")", "\n", "said",
    "says that", "Mr. Reed", "Sen. Ruth Hale (D-Ohio)", "according to", "who", "that", "to", "and",
    "but", "adding", "claims", "was accused of", "called", "him", "told", "reporters", "on Monday",
    "the", "a", "whether", "asked", "he", "Critics'", "’s", "“x”", "?", "two months ago", "by",
    "issued a statement", "in the view of", "\x1b[31m", "\u202e", "漢字", "sagte", "so", "dass",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=90), st.sampled_from(["en", "de"]))
@settings(max_examples=80, deadline=None)
def test_no_mixture_of_cues_and_marks_breaks_a_span(pieces: list[str], lang: str) -> None:
    text = " ".join(pieces)
    for fact in extract(text, lang=lang):
        assert text[fact.span.start : fact.span.end] == fact.span.exact
        if isinstance(fact.attributes, Quote) and fact.attributes.speaker:
            assert fact.attributes.speaker.span.exact.strip()


def test_somebody_who_is_quoted_as_saying_it_says_it() -> None:
    text = '"We sign nothing tonight," Front spokesman Omar Taleb was quoted as saying.'
    attributes = [fact.attributes for fact in extract(text, lang="en")]
    (quote,) = [one for one in attributes if isinstance(one, Quote)]
    assert quote.speaker is not None
    assert quote.speaker.names == ("Omar Taleb",)


def test_a_book_that_was_quoted_says_nothing() -> None:
    text = "The book was quoted at length in court."
    assert not [fact for fact in extract(text, lang="en") if isinstance(fact.attributes, Quote)]


def named(text: str) -> list[tuple[str, str | None]]:
    """The words that name each speaker, and whom they mean."""
    return [
        (quote.speaker.span.exact, quote.speaker.name)
        for _, quote in quotes(text)
        if quote.speaker is not None
    ]


@pytest.mark.parametrize(
    ("before", "words", "name"),
    [
        ("The Ferrymen Union met at noon. ", "The union", "Ferrymen Union"),
        ("A spokesman for the port, Tom Ekdahl, was there. ", "The spokesman", "Tom Ekdahl"),
        ("Senator Lena Ruud (R-Utah) was there. ", "The senator", "Lena Ruud"),
        ("Vice President Lena Ruud was there. ", "The president", None),
        ("Governor Lena Ruud met Governor Tom Ekdahl. ", "The governor", None),
    ],
)
def test_an_article_and_a_noun_mean_the_one_who_was_called_so(
    before: str, words: str, name: str | None
) -> None:
    assert named(f"{before}{words} said the talks would go on.") == [(words, name)]


def test_it_means_no_person() -> None:
    text = "Senator Lena Ruud left. The Ferrymen Union wrote to her. It said the pay was too low."
    assert named(text)[-1] == ("It", "Ferrymen Union")
    assert named("Senator Lena Ruud left early. It said the pay was low.") == [("It", None)]


def test_whose_aide_somebody_is_does_not_speak() -> None:
    text = "President Lena Ruud left. Ruud's chief of staff, Tom Ekdahl, said the vote was lost."
    assert named(text) == [("Ruud's chief of staff, Tom Ekdahl", "Tom Ekdahl")]


def test_a_question_inside_a_quotation_ends_it_too() -> None:
    assert named("“I asked him, ‘Why now?’” Ruud said.") == [("Ruud", "Ruud")]


def test_a_turn_of_a_printed_conversation_is_whose_name_opens_it() -> None:
    text = "“RUUD: Will the ferry sail today?”\n\n“EKDAHL: It will, and on time.”"
    assert read(text) == [
        ("direct.turn", "Will the ferry sail today?", "RUUD"),
        ("direct.turn", "It will, and on time.", "EKDAHL"),
    ]
