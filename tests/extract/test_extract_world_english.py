"""English attributions by kind: when somebody speaks, whose words end where, apostrophes."""

from __future__ import annotations

import pytest

from workbench.domain.claim import Assertion, Mode
from workbench.domain.fact import Fact, Kind, Quote, SpeakerClass
from workbench.extract import extract


def quotes(text: str) -> list[tuple[Fact, Quote]]:
    return [
        (fact, fact.attributes)
        for fact in extract(text, lang="en")
        if fact.kind is Kind.QUOTE and isinstance(fact.attributes, Quote)
    ]


def said(text: str) -> list[tuple[str, str | None]]:
    """What was said, and the words that name who said it."""
    return [(f.span.exact, q.speaker.span.exact if q.speaker else None) for f, q in quotes(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Editor Mia Finch last week urged readers to stop buying the paper.", "Editor Mia Finch"),
        ("Senator Amy Doyle this month told reporters that the bridge was unsafe.",
         "Senator Amy Doyle"),
        ("The ministry late Tuesday said the port would reopen in June.", "The ministry"),
        ("Governor Paul Reese earlier this year warned that the dam could fail.",
         "Governor Paul Reese"),
        ("The bank on Friday night denied that it had lost the money.", "The bank"),
        ("Doyle just this month said the tunnel was safe.", "Doyle"),
    ],
)  # fmt: skip
def test_the_time_of_speaking_never_speaks(text: str, speaker: str) -> None:
    ((_, found),) = said(text)
    assert found == speaker


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ortega said all her drivers had lost two days of pay.",
         "all her drivers had lost two days of pay"),
        ("Ortega said both ferries were out of order.", "both ferries were out of order"),
        ("Dunn insists that the river is clean even though tests showed lead in it.",
         "that the river is clean"),
        ("Dunn claims that the river is clean although tests showed lead in it.",
         "that the river is clean"),
        ("Dunn claims the river is clean, even though tests showed lead.", "the river is clean"),
    ],
)  # fmt: skip
def test_a_clause_without_that_is_said_and_ends_before_a_concession(
    text: str, content: str
) -> None:
    ((found, _),) = said(text)
    assert found == content


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("'It's the farmers' field,' Adeyemi said.", ["'It's the farmers' field,'"]),
        ("‘It’s the farmers’ field,’ Adeyemi said.", ["‘It’s the farmers’ field,’"]),
        ("Adeyemi said: 'The boats' owners won't pay for it.' He left the room.",
         ["'The boats' owners won't pay for it.'"]),
        ("'We don't know yet,' Adeyemi said. The workers' union left.", ["'We don't know yet,'"]),
    ],
)  # fmt: skip
def test_an_apostrophe_closes_no_single_mark(text: str, contents: list[str]) -> None:
    found = quotes(text)
    assert [fact.span.exact for fact, _ in found] == contents
    assert {quote.mode for _, quote in found} == {Mode.DIRECT}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Coastal Fishers' Forum disputed the count.", "Coastal Fishers' Forum"),
        ("The Northern Nurses’ Union denied that the strike was over.", "Northern Nurses’ Union"),
        ("The Lake Traders' Credit Bank rejected the offer.", "Lake Traders' Credit Bank"),
    ],
)
def test_an_apostrophe_cuts_no_name_of_a_body(text: str, name: str) -> None:
    ((_, quote),) = quotes(text)
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.assertion) == (name, Assertion.DENIES)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Her cousin Dana Wells, 34, chimed in. "I did not think it would ever rain."',
         "Her cousin Dana Wells"),
        ('His brother Tom Hale agreed. "We lost the whole harvest in one night."',
         "His brother Tom Hale"),
        ('Hale\'s niece chimed in. "We lost the whole harvest in one night."', None),
    ],
)  # fmt: skip
def test_who_is_said_to_speak_right_before_a_quotation_speaks(
    text: str, speaker: str | None
) -> None:
    assert said(text) == [(text[text.index('"') :], speaker)]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("A search of the house turned up letters that may be forged investigators said.",
         "A search of the house turned up letters that may be forged", "investigators"),
        ("The bridge will stay closed until Friday police said.",
         "The bridge will stay closed until Friday", "police"),
    ],
)  # fmt: skip
def test_a_clause_may_lack_the_comma_before_who_says_it(
    text: str, content: str, speaker: str
) -> None:
    assert said(text) == [(content, speaker)]
    ((fact, _),) = quotes(text)
    assert fact.score <= 0.6


def test_a_noun_phrase_before_its_verb_is_no_clause_without_a_comma() -> None:
    assert said("The oldest member of the group of senior officials said.") == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Bees are dying out, according to a letter from the Meadow Research Institute.",
         "a letter from the Meadow Research Institute"),
        ("According to a report from the Harbour Workers Council, wages fell last year.",
         "a report from the Harbour Workers Council"),
    ],
)  # fmt: skip
def test_something_written_is_named_with_whoever_issued_it(text: str, speaker: str) -> None:
    ((_, quote),) = quotes(text)
    assert quote.speaker is not None
    assert (quote.speaker.span.exact, quote.speaker.name) == (speaker, speaker)
    assert quote.speaker.speaker_class is SpeakerClass.DOCUMENT


def test_a_quotation_announced_by_another_does_not_go_on_with_the_one_before() -> None:
    text = '"We had no rain," Ana Ruiz said. Her neighbour Tom Hale, 61, agreed. "We lost it all."'
    assert [who for _, who in said(text)] == ["Ana Ruiz", "Her neighbour Tom Hale"]
    goes_on = '"We had no rain," Ana Ruiz said. She agreed. "We lost it all in one night."'
    assert [who for _, who in said(goes_on)] == ["Ana Ruiz"]


def test_a_clause_behind_its_cue_is_nobody_who_says_it() -> None:
    text = (
        "Judge Paul Reed Jr. spoke of the law. Nora Sampson Hill, 59, who watched it on a screen, "
        "said the event brought back memories of her father. She said the hall was full."
    )
    ((first, _), (_, quote)) = quotes(text)
    assert first.span.exact == "the event brought back memories of her father"
    assert quote.speaker is not None
    assert quote.speaker.name == "Nora Sampson Hill"
