"""Chains in English news by kind: through whom words came, who spoke, whose poll it is.

People, places and most bodies are made up; outlets are known by name.
"""

from __future__ import annotations

import pytest

from workbench.domain.chain import Setting, chain_of, speaker_step
from workbench.domain.descent import Descent
from workbench.domain.fact import Quote
from workbench.domain.relay import Reach
from workbench.extract import extract


def shown(text: str) -> list[tuple[str, list[str], list[Reach | None]]]:
    """What was said, its chain by name, and how far each step of it reaches."""
    facts = extract(text, lang="en")
    relays = Descent(facts).relays_of("")
    found = []
    for fact in facts:
        if isinstance(fact.attributes, Quote):
            hops = [speaker_step(one) for one in fact.chain]
            chain = chain_of(Setting(relays=relays), fact.span, hops)
            steps = chain.steps[1:]
            names = [step.words for step in steps] if hops else [*(s.words for s in steps), "?"]
            found.append((fact.span.exact, names, [step.reach for step in steps]))
    return found


def chains(text: str) -> list[str]:
    """The chain of each quote in words, outermost first."""
    return [" ← ".join(names) for _, names, _ in shown(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It was lawful,” Tom Okafor told CNN.", ["CNN ← Tom Okafor"]),
        ("“It was lawful,” Tom Okafor told CNN on Sunday.", ["CNN ← Tom Okafor"]),
        ("“It was lawful,” Tom Okafor told the New York Times.", ["New York Times ← Tom Okafor"]),
        ("Tom Okafor told The Washington Post that it was lawful.",
         ["Washington Post ← Tom Okafor"]),
        ("Tom Okafor told CNN’s “State of the Union” that it was lawful.", ["CNN ← Tom Okafor"]),
        ("Tom Okafor told CNN’s Jake Tapper that it was lawful.", ["CNN ← Tom Okafor"]),
        ("Tom Okafor told Fox News host Sean Hannity that it was lawful.",
         ["Fox News ← Tom Okafor"]),
        ("“It was lawful,” Tom Okafor said on MSNBC.", ["MSNBC ← Tom Okafor"]),
        ("“It was lawful,” Tom Okafor said Tuesday on MSNBC's “Morning Joe.”",
         ["MSNBC ← Tom Okafor"]),
        ("“It was lawful,” Tom Okafor said in an interview with CNN’s Wolf Blitzer.",
         ["CNN ← Tom Okafor"]),
        ("In an interview with CBS News, Tom Okafor said it was lawful.",
         ["CBS News ← Tom Okafor"]),
        ("In an interview on NBC’s “Today,” Tom Okafor said it was lawful.", ["NBC ← Tom Okafor"]),
        ("Tom Okafor said in an interview with The Associated Press that it was lawful.",
         ["Associated Press ← Tom Okafor"]),
        ("Appearing on ABC's “This Week,” Tom Okafor said it was lawful.", ["ABC ← Tom Okafor"]),
        ("Speaking on Fox News, Tom Okafor said it was lawful.", ["Fox News ← Tom Okafor"]),
        ("During an appearance on CNN, Tom Okafor said it was lawful.", ["CNN ← Tom Okafor"]),
        ("Tom Okafor appeared on MSNBC on Tuesday and said it was lawful.", ["MSNBC ← Tom Okafor"]),
        ("On CNN, Tom Okafor said it was lawful.", ["CNN ← Tom Okafor"]),
        ("Tom Okafor said on CNN’s “New Day” that it was lawful.", ["CNN ← Tom Okafor"]),
        ("Tom Okafor wrote in the New York Times that it was lawful.",
         ["New York Times ← Tom Okafor"]),
        ("Tom Okafor wrote in a Washington Post op-ed that it was lawful.",
         ["Washington Post ← Tom Okafor"]),
        ("“It was lawful,” wrote Tom Okafor for Morning Consult.",
         ["Morning Consult ← Tom Okafor"]),
        ("According to the New York Post, Tom Okafor said it was lawful.",
         ["New York Post ← Tom Okafor"]),
        ("“It was lawful,” Tom Okafor told Politico in an email.", ["Politico ← Tom Okafor"]),
        ("“It was lawful,” Tom Okafor told Yahoo News' Katie Hull.", ["Yahoo News ← Tom Okafor"]),
        ("“It was lawful,” Tom Okafor told USA Today.", ["USA Today ← Tom Okafor"]),
        ("“It was bad,” Okafor said in a CNN interview.", ["CNN ← Okafor"]),
        ("In a Fox News interview on Monday, Okafor said it was bad.", ["Fox News ← Okafor"]),
        ("Okafor said it was bad in an appearance on ABC.", ["ABC ← Okafor"]),
        ("“It was bad,” Okafor told ABC News on Thursday.", ["ABC News ← Okafor"]),
        ("“It was bad,” the senator told the Associated Press.",
         ["Associated Press ← the senator"]),
        ("“It was bad,” she told NPR.", ["NPR ← she"]),
        ("Dr. Ana Reyes told the Guardian she had seen it.", ["Guardian ← Ana Reyes"]),
        ("Two officials told The Daily Beast that it was bad.", ["Daily Beast ← Two officials"]),
        ("“It was bad,” an official told Bloomberg News, speaking on condition of anonymity.",
         ["Bloomberg News ← an official"]),
        ("A spokesman for the airline told the BBC it was bad.",
         ["BBC ← A spokesman for the airline"]),
        ("The Prime Minister told the BBC's Andrew Marr Show that it was bad.",
         ["BBC ← The Prime Minister"]),
        ("Writing in the Daily Telegraph, Okafor said it was bad.", ["Daily Telegraph ← Okafor"]),
        ("‘It was bad,’ Okafor told the Sunday Times.", ["Sunday Times ← Okafor"]),
        ("Heyward, via USA Today, said that it was bad.", ["USA Today ← Heyward"]),
        ("“It was bad,” Okafor said in an interview with historian Dora Kern for Vanity Fair.",
         ["Vanity Fair ← Okafor"]),
        ("In a Wall Street Journal essay last week, Okafor said it was bad.",
         ["Wall Street Journal ← Okafor"]),
        ("Tom Okafor said it was lawful, according to Politico.", ["Politico ← Tom Okafor"]),
        ("According to CNN, Okafor said that the law would fail.", ["CNN ← Okafor"]),
        ("The ship sank, Ana Moss said on Monday.\n\nOriginally published on Live Science.",
         ["Live Science ← Ana Moss"]),
        ("“It was bad,” Okafor told POLITICO on Monday.", ["Politico ← Okafor"]),
        ("“It was bad,” Okafor told FoxNews.com.", ["FoxNews.com ← Okafor"]),
        ("Okafor told FOX NEWS it was bad.", ["Fox News ← Okafor"]),
        ("Okafor wrote in an opinion piece for Fox News that it was bad.", ["Fox News ← Okafor"]),
        ("Okafor sat down with NBC News and said it was bad.", ["NBC News ← Okafor"]),
    ],
)  # fmt: skip
def test_the_outlet_that_was_spoken_to_or_on_is_a_step(text: str, expected: list[str]) -> None:
    assert chains(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Reuters/Ipsos poll found that 40 percent of voters were undecided.",
         ["Reuters + Ipsos"]),
        ("The latest Reuters/Ipsos opinion poll released Friday shows that 40 "
         "percent of voters are undecided.",
         ["Reuters + Ipsos"]),
        ("A Washington Post-ABC News poll found that 40 percent of voters were undecided.",
         ["Washington Post + ABC News"]),
        ("A new CNN/ORC survey shows 40 percent of voters are undecided.", ["CNN + ORC"]),
        ("According to an NBC News/Wall Street Journal poll, 40 percent of voters are undecided.",
         ["NBC News + Wall Street Journal"]),
        ("Forty percent of voters are undecided, according to a Quinnipiac University poll.",
         ["Quinnipiac University"]),
        ("Forty percent of voters are undecided, according to a poll by Monmouth University.",
         ["Monmouth University"]),
        ("A Bloomberg poll released Monday showed Reed leading Hart by two points.", ["Bloomberg"]),
        ("The Monmouth University survey showed that Reed is leading Hart by two points.",
         ["Monmouth University"]),
        ("A Gallup poll indicates that 40 percent of voters are undecided.", ["Gallup"]),
        ("A Pew Research Center study found that 40 percent of voters were undecided.",
         ["Pew Research Center"]),
        ("A survey conducted by Pew Research Center found that 40 percent of "
         "voters were undecided.",
         ["Pew Research Center"]),
        ("The Harbor Politics average of polls taken over the past two weeks "
         "shows Reed leading Hart.",
         ["Harbor Politics"]),
        ("A new Reuters/Ipsos poll found that Reed leads Hart. The poll also "
         "found that voters are tired.",
         ["Reuters + Ipsos", "Reuters + Ipsos"]),
        ("Reed leads Hart in a Monmouth University poll released Friday. The "
         "poll found that voters are tired.",
         ["Monmouth University"]),
        ("Reed leads Hart in a new CNN/ORC poll. Voters are tired, the survey found.",
         ["CNN + ORC"]),
        ("Reed leads Hart in a new CNN/ORC poll. Voters are tired, according to the poll.",
         ["CNN + ORC"]),
        ("A McClatchy-Marist survey found that voters were tired.", ["McClatchy + Marist"]),
        ("The NBC/WSJ poll found that voters were tired.", ["NBC + WSJ"]),
        ("A Suffolk University/Boston Globe poll shows that voters are tired.",
         ["Suffolk University + Boston Globe"]),
        ("A poll conducted by the Pew Research Center found that voters were tired.",
         ["Pew Research Center"]),
        ("A survey by Public Policy Polling found that voters were tired.",
         ["Public Policy Polling"]),
        ("A Fox News poll of registered voters found that most were tired.", ["Fox News"]),
        ("A national poll found that voters were tired.", ["A national poll"]),
        ("An Ohio poll found that voters were tired.", ["An Ohio poll"]),
        ("Voters are tired, a Gallup survey found.", ["Gallup"]),
        ("The latest Quinnipiac survey finds that voters are tired.", ["Quinnipiac"]),
    ],
)  # fmt: skip
def test_a_poll_stands_for_whoever_made_it(text: str, expected: list[str]) -> None:
    assert chains(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to Politico, the vote was lawful.", ["Politico"]),
        ("The vote was lawful, according to the Associated Press.", ["Associated Press"]),
        ("The vote was lawful, reported Reuters.", ["Reuters"]),
        ("The vote was lawful, Reuters reported.", ["Reuters"]),
        ("The vote was lawful, the Times wrote.", ["The Times"]),
        ("The New York Times reported Monday that the vote was lawful. “We "
         "stand by it,” the Times wrote.",
         ["New York Times", "New York Times"]),
        ("The New York Post reports that the vote was lawful. It was held "
         "twice, The Post has learned.",
         ["New York Post", "New York Post"]),
    ],
)  # fmt: skip
def test_an_outlet_that_says_it_has_its_whole_name(text: str, expected: list[str]) -> None:
    assert chains(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marta Reed is running. “It was lawful,” Reed adviser Tom Okafor told reporters.",
         ["Tom Okafor"]),
        ("“It was lawful,” Tom Okafor told a crowd in Cleveland.", ["Tom Okafor"]),
        ("“It was lawful,” Tom Okafor told reporters at ABC headquarters.", ["Tom Okafor"]),
        ("“It was lawful,” Tom Okafor told Maria Reed.", ["Tom Okafor"]),
        ("“It was lawful,” Tom Okafor said on Twitter.", ["Tom Okafor"]),
        ("“It was lawful,” Tom Okafor said on Tuesday.", ["Tom Okafor"]),
        ("“It was lawful,” Tom Okafor wrote on his Facebook page.", ["Tom Okafor"]),
    ],
)  # fmt: skip
def test_neither_platforms_nor_people_that_were_told_are_steps(
    text: str, expected: list[str]
) -> None:
    assert chains(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A. Reed spokeswoman Dana Whitlock said the ballot was lawful.", ["Dana Whitlock"]),
        ("Marta Reed is running. Reed spokeswoman Dana Whitlock said the ballot was lawful.",
         ["Dana Whitlock"]),
        ("Marta Reed is running. Reed campaign manager Dana Whitlock argued "
         "that the ballot was lawful.",
         ["Dana Whitlock"]),
        ("Marta Reed is running. Marta Reed’s campaign manager Dana Whitlock "
         "argued that the ballot was lawful.",
         ["Dana Whitlock"]),
        ("Marta Reed is running. “It was lawful,” said Reed aide Tom Okafor.", ["Tom Okafor"]),
        ("“It was lawful,” noted NBC’s Dante Morrow.", ["Dante Morrow"]),
        ("The vote was lawful, noted NBC’s Dante Morrow.", ["Dante Morrow"]),
        ("CBS News’ Lara Hinds reported that the vote was lawful.", ["Lara Hinds"]),
        ("The Hale campaign said it was bad.", ["Hale campaign"]),
        ("Ben Hale’s campaign said it was bad.", ["Ben Hale’s campaign"]),
        ("Lawyers for Ben Hale said it was bad.", ["Lawyers for Ben Hale"]),
        ("CBS Sports NFL Insider Jason La Cantora has reported that it was bad.",
         ["Jason La Cantora"]),
    ],
)  # fmt: skip
def test_whose_somebody_is_is_not_who_speaks(text: str, expected: list[str]) -> None:
    assert chains(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marta Reed is running. Reed and Tom Okafor said the ballot was lawful.",
         ["Marta Reed + Tom Okafor"]),
        ("Retired Gen. Michael Farrow said the plan was sound.", ["Michael Farrow"]),
        ("Retired Lt. Gen. Michael Farrow said the plan was sound.", ["Michael Farrow"]),
        ("Democratic Sen. Clara McIntosh (D-Mo.) said the plan was sound.", ["Clara McIntosh"]),
        ("Former Gov. Ed Randall said the plan was sound.", ["Ed Randall"]),
        ("Former Pennsylvania Gov. Ed Randall said the plan was sound.", ["Ed Randall"]),
        ("Republican Rep. Luke Hart of Ohio said the plan was sound.", ["Luke Hart"]),
        ("Republican nominee Luke Hart said the plan was sound.", ["Luke Hart"]),
        ("House Speaker Luke Hart, R-Wis., said the plan was sound.", ["Luke Hart"]),
        ("James O’Neal runs the force. “It is sound,” said O'Neal.", ["James O’Neal"]),
        ("James O'Neal runs the force. “It is sound,” O’Neal said.", ["James O'Neal"]),
        ("The International Harbor Fund announced a cut. Still, the fund warned "
         "that prices will rise.",
         ["International Harbor Fund", "International Harbor Fund"]),
        ("The Harbor Foundation announced a cut. The foundation said that prices will rise.",
         ["Harbor Foundation", "Harbor Foundation"]),
        ("Prime Minister Ana Moss said this week that the country would "
         "formally declare its intention to leave by March.",
         ["Ana Moss"]),
        ("Prime Minister Ana Moss said Tuesday that the party will announce a new plan.",
         ["Ana Moss"]),
        ("Prime Minister Ana Moss said in a statement late Friday that the "
         "party will announce a new plan.",
         ["Ana Moss"]),
        ("A source close to the family said he was ill. The source added that he would recover.",
         ["A source close to the family", "A source close to the family"]),
        ("Former President Ben Hale spoke. The former president said it was bad.", ["Ben Hale"]),
        ("“It was bad,” said 24-year-old Tara Strand.", ["Tara Strand"]),
        ("“It was bad,” said Tara Strand, 24, of Ashton, Ohio.", ["Tara Strand"]),
        ("Ana Moss met Bill Clay and Hilda Clay. Bill Clay left. “It was bad,” Hilda Clay said.",
         ["Hilda Clay"]),
        ("Walt Dorney Co. executive Kevin Moyer said it was bad.", ["Kevin Moyer"]),
        ("White House Press Secretary Josh Ernst said it was bad.", ["Josh Ernst"]),
        ("Harbor National Committee Research Director Raj Shaw said it was bad.", ["Raj Shaw"]),
        ("According to conservative talk radio host Russ Limburg, the vote was lawful.",
         ["Russ Limburg"]),
        ("British Prime Minister Theresa May said this week that the country "
         "would formally declare its intention to leave.",
         ["Theresa May"]),
        ("NASA’s Administrator Jim Bridestone said it was bad.", ["Jim Bridestone"]),
        ("NASA’s Office of the Inspector General said it was bad.",
         ["NASA’s Office of the Inspector General"]),
        ("St. Mary's Hospital said it was closed.", ["St. Mary's Hospital"]),
    ],
)  # fmt: skip
def test_who_speaks_is_called_by_the_whole_name(text: str, expected: list[str]) -> None:
    assert chains(text) == expected


LEAD = "The New York Post reports that the mayor's van was late on Sunday.\n\n"


@pytest.mark.parametrize(
    ("rest", "reach"),
    [
        ("She left by the back door, a source said. Another source said the van broke down.",
         Reach.ARTICLE),
        ("“The van was late,” Ana Moss said.\n\nRead the rest here.", Reach.ARTICLE),
        ("“The van was late,” Ana Moss said at City Hall. She left early, a source said.", None),
    ],
)  # fmt: skip
def test_a_report_in_the_lead_reaches_the_article_that_has_nothing_else(
    rest: str, reach: Reach | None
) -> None:
    first, *others = shown(LEAD + rest)
    assert first[1] == ["New York Post"]
    assert {tuple(names[:-1]) for _, names, _ in others} == {("New York Post",) if reach else ()}
    assert {reaches[0] for _, _, reaches in others} == {reach}


INTERVIEW = "The bridge was safe, Ana Moss told CNN on Sunday.\n\n"


@pytest.mark.parametrize(
    ("rest", "step"),
    [
        ("“It will open in May,” Moss said. She added that it would cost less.", "CNN"),
        ("“It will open in May,” Moss said.\n\n“It will not,” Tom Okafor said.", None),
        ("“It will open in May,” Moss told NBC. She added that it would cost less.", "NBC"),
    ],
)
def test_an_interview_reaches_the_article_that_quotes_nobody_else(
    rest: str, step: str | None
) -> None:
    last = shown(INTERVIEW + rest)[-1][1]
    assert last[:-1] == ([step] if step else [])


def test_what_the_same_speaker_adds_is_of_the_same_interview() -> None:
    text = (
        "Tom Okafor left. Ana Moss appeared on MSNBC on Tuesday and began by saying the bridge was "
        "safe. She then added that it would open in May. Okafor said it would not."
    )
    assert chains(text) == ["MSNBC ← Ana Moss", "MSNBC ← Ana Moss", "Tom Okafor"]


def test_of_two_who_share_a_surname_nobody_is_sure() -> None:
    text = "Bill Clay met his wife Hilda Clay in Ashton. “It was a good day,” Clay said."
    (quote,) = [f.attributes for f in extract(text, lang="en") if isinstance(f.attributes, Quote)]
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.name_score < 0.6) == ("Bill Clay", True)


@pytest.mark.parametrize(
    "headline",
    [
        "Ana Moss Calls Tom Okafor ‘Reckless’ Over Bridge Delay.",
        "Railing Against Okafor, Moss Vows To Open The Bridge.",
        "Former Mayor Moss Denies Knowing Of Bridge Report.",
    ],
)
def test_the_capitals_of_a_headline_make_no_names(headline: str) -> None:
    text = f"{headline}\n\nMayor Ana Moss blamed Tom Okafor on Monday. “It is closed,” Moss said."
    assert chains(text)[-1] == "Ana Moss"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "HALLOW, Pa., Sept. 26 (UPI) — Mayor Ana Moss said the bridge was safe.",
            "UPI ← Ana Moss",
        ),
        ("ASHTON (AP) — The bridge is safe, Mayor Ana Moss said.", "AP ← Ana Moss"),
        ("ASHTON — The bridge is safe, Mayor Ana Moss said.", "Ana Moss"),
    ],
)
def test_an_agency_in_the_dateline_reaches_the_article(text: str, chain: str) -> None:
    assert chains(text) == [chain]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A new Reuters/Ipsos poll was released. Another 19 percent said they would not vote.",
         ["Reuters + Ipsos ← Another 19 percent"]),
        ("Reed leads in a CNN/ORC poll. Most respondents said they were tired.",
         ["CNN + ORC ← Most respondents"]),
        ("Reed met a crowd. Forty percent of voters said they were tired.",
         ["Forty percent of voters"]),
    ],
)  # fmt: skip
def test_those_who_answered_a_poll_stand_behind_whoever_asked(
    text: str, expected: list[str]
) -> None:
    assert chains(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It was bad,” Tom Okafor said on The Hugh Moss Show.", ["Hugh Moss Show ← Tom Okafor"]),
        ("Okafor told Radio Harbour that it was bad.", ["Radio Harbour ← Okafor"]),
        ("In an interview with Evening Moss Live, Okafor said it was bad.",
         ["Evening Moss Live ← Okafor"]),
        ("Okafor, speaking on NBC's \"Meet the Press,\" said it was bad.", ["NBC ← Okafor"]),
        ("Okafor said on NBC's \"Meet the Press\" on Sunday that it was bad.", ["NBC ← Okafor"]),
        ("The New York Times reported Tuesday, citing two people familiar with the matter, that "
         "it was bad.", ["New York Times ← two people familiar with the matter"]),
        ("The talks have failed, Reuters reported, citing two officials.",
         ["Reuters ← two officials"]),
        ("Okafor ended the talks, citing Harbour violence.", ["Okafor"]),
    ],
)  # fmt: skip
def test_programmes_and_those_who_are_cited(text: str, expected: list[str]) -> None:
    assert chains(text) == expected


@pytest.mark.parametrize(
    "lead",
    ["Okafor is speaking out.\n\nIn an interview with Radio Harbour, Okafor said it was bad.\n\n",
     "Okafor is angry.\n\n“It was bad,” Okafor told CNN on Monday.\n\n"],
)  # fmt: skip
def test_an_interview_told_of_first_reaches_what_its_only_speaker_says(lead: str) -> None:
    rest = "The sea is far.\n\n“We lost it,” he said.\n\nOafs left.\n\nOkafor said he was ill."
    found = chains(f"Captain Speaks Of The Sea.\n\n{lead}{rest}")
    assert {words.split(" ← ")[0] for words in found} <= {"Radio Harbour", "CNN"}
    others = chains(
        f"Captain Speaks.\n\n{lead}{rest}\n\nAna Reis said it was late. Tom Moss said no."
    )
    assert others[-1] in ("Ana Reis", "Tom Moss")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks have failed, according to multiple people familiar with the matter.",
         ["multiple people familiar with the matter"]),
        ("The talks have failed, according to a source close to the campaign.",
         ["a source close to the campaign"]),
        ("“It failed,” said two aides briefed on the plan.", ["two aides briefed on the plan"]),
        ("Arguing that voters are late, with no time to lose, Okafor has said he will stay.",
         ["Okafor", "Okafor"]),
        ("Noting that rates fell again, Okafor urged patience.", ["Okafor"]),
        ("A New York judge has rejected it, saying the courts have no business there.",
         ["A New York judge"]),
        ("A spokesman for the Kremlin said it was bad.", ["A spokesman for the Kremlin"]),
        ("The New York Times and the Moss newspaper chain filed a motion, arguing the move was "
         "needed.", ["New York Times + Moss"]),
        ("Okafor repeated his claim that the vote was rigged.", ["Okafor"]),
        ("A spokeswoman for the Harbour Office reiterated Ohio's position that camps are illegal.",
         ["A spokeswoman for the Harbour Office"]),
        ("The top one percent would pay more, according to the nonpartisan Harbour Budget Office.",
         ["Harbour Budget Office"]),
    ],
)  # fmt: skip
def test_who_has_no_name_is_told_by_all_the_words_for_them(text: str, expected: list[str]) -> None:
    assert chains(text)[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Reis was asked. To which she said, “Thank you for all of it, truly.”", "Ana Reis"),
        ("Tom Okafor saw it. Said Okafor: “I don’t get the sense that it works.”", "Okafor"),
        ("When the bills were paid ― Okafor boasted, “That makes me smart, you know.”", "Okafor"),
        ("Bemoaning the “phony system,” Okafor left.", "Okafor"),
        ("As Ana Reis, a tax lawyer, recently put it, “Did he pay his dues or not at all?”",
         "Ana Reis"),
        ("Voices of the harbour.\n\n“He scares me a lot.” ― Ana Reis\n“So he does.”― Tom Okafor.",
         "Tom Okafor"),
        ("“We cannot afford it,” Okafor said, adding later, “It costs a fortune.”", "Okafor"),
    ],
)  # fmt: skip
def test_who_speaks_in_front_of_a_quotation_or_signs_it(text: str, expected: str) -> None:
    assert chains(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Police say he posed a threat and refused to drop it.",
         ["he posed a threat and refused to drop it"]),
        ("Her aides say it is too early but noted that she won before.",
         ["it is too early", "that she won before"]),
        ("Okafor said she hopes to win, but she knows that it is hard.",
         ["she hopes to win, but she knows that it is hard"]),
        ("Okafor said she hopes to win, but aides said that it is hard.",
         ["she hopes to win", "that it is hard"]),
        ("Harbour Police reported at least 500 people entered the hall.",
         ["at least 500 people entered the hall"]),
        ("Okafor told the crowd this weekend he would consider it.", ["he would consider it"]),
    ],
)  # fmt: skip
def test_what_was_said_ends_where_the_reporter_goes_on(text: str, said: list[str]) -> None:
    assert [exact for exact, _, _ in shown(text)] == said
