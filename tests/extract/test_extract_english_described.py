"""Whom English words mean that name nobody: descriptions, pronouns, and long names of bodies.

People, places and bodies are made up; outlets are known by name.
"""

from __future__ import annotations

import pytest

from workbench.domain.fact import Kind, Name, Quote, Speaker
from workbench.extract import extract

SURE = 0.6
"""Below it a name is a guess between two, and shown as one."""


def speakers(text: str) -> list[Speaker]:
    """Who says each thing."""
    facts = extract(text, lang="en")
    return [fact.chain[-1] for fact in facts if isinstance(fact.attributes, Quote) if fact.chain]


def last(text: str) -> Speaker:
    return speakers(text)[-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Justice Tom Okafor ruled on Monday.\n\nThe judge said the files stay closed.",
         "Tom Okafor"),
        ("Pollster Tom Okafor and Labor nominee Ana Reis met.\n\nThe nominee said it was close.",
         "Ana Reis"),
        ("Tom Okafor, the Republican attorney general of Ohio, one of the states that sue, "
         "said it was lawful.", "Tom Okafor"),
        ("A note by bank analyst Ana Reis came out. Shares are cheap, according to the analyst.",
         "Ana Reis"),
        ("Sen. Tom Okafor and Rep. Ana Reis met. The senator said the bill was dead.",
         "Tom Okafor"),
        ("Ohio Gov. Ana Reis wrote to Iowa Gov. Tom Okafor.\n\nThe Ohio governor said it was late.",
         "Ana Reis"),
        ("Republican nominee Ana Reis met Democratic nominee Tom Okafor.\n\n"
         "The GOP nominee said it went well.", "Ana Reis"),
    ],
)  # fmt: skip
def test_a_description_means_who_is_told_to_be_that(text: str, name: str) -> None:
    assert last(text).names == (name,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Reis left the stage early. The two-term senator said she was ill.", "Ana Reis"),
        ("Tom Okafor claims that he won. The Democratic presidential nominee said he will fight.",
         "Tom Okafor"),
        ("Gov. Ana Reis praised Kent's Gov. Tom Okafor, who lost." + " It rained." * 30
         + " Reis flew home.\n\nThe governor said she was waiting.", "Ana Reis"),
        ("The affair was first told by The Guardian. The newspaper reported that he knew.",
         "Guardian"),
        ("Clear Water and the Harbour Union met. The Harbour Union said it was fair. "
         "The union warned that talks may fail.", "Harbour Union"),
    ],
)  # fmt: skip
def test_whom_the_text_was_about_is_meant_but_not_surely(text: str, name: str) -> None:
    found = last(text)
    assert [one.endswith(name) for one in found.names] == [True]
    assert found.name_score <= 0.65


@pytest.mark.parametrize(
    "text",
    [
        "Ana Reis met Tom Okafor. The former teacher said it was good.",  # either of them
        "Ana Reis was ill. The FBI director said the case was closed.",  # an office of its own
        "Ana Reis was ill. The Ohio attorney general said the case was closed.",
        "Libertarian nominee Ana Reis left. The Republican nominee and the press stayed. "
        "The GOP nominee said it was late.",
        "The Reis campaign hopes so. The Democratic nominee said it was late.",
        "Ana Reis was ill. The researchers said the cure works.",  # several
    ],
)
def test_nobody_is_guessed_of_whom_it_is_not_said(text: str) -> None:
    assert last(text).names == ()


def test_words_for_a_party_are_no_name() -> None:
    text = "The vote was close.\n\nThe Democratic senator said it was late."
    assert last(text).name == "The Democratic senator"
    assert last("Republican Tom Okafor said it was late.").names == ("Tom Okafor",)
    assert last("Democrat Ana Reis lost. She said it was late.").names == ("Ana Reis",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A letter came on Monday. The group, Clear Skies Coalition, formed in May.\n\n"
         "The group said that the river was dirty. Green Bank and Hill Bank kept quiet.",
         "Clear Skies Coalition"),
        ("The Tax Panel Center, a nonpartisan group, met Harbour Union and the Trade Council.\n\n"
         "The group said rates would fall.", "Tax Panel Center"),
        ("The Commission on Fair Debates met the Harbour Council.\n\n"
         "The commission said the sound was bad.", "Commission on Fair Debates"),
    ],
)  # fmt: skip
def test_a_body_is_meant_by_what_it_is_called(text: str, name: str) -> None:
    assert last(text).names == (name,)


@pytest.mark.parametrize(
    "name",
    [
        "Moss Center for Public Opinion Research",
        "Institute for Policy Integrity",
        "Commission on Presidential Debates",
        "Center for Strategic and International Studies",
        "United Nations High Commissioner for Human Rights",
        "Citizens for Tax Justice",
        "Northeast Ohio Coalition for the Homeless",
        "Committee on the Budget of Ohio",
    ],
)
def test_a_body_with_small_words_in_its_name_is_one(name: str) -> None:
    text = f"The {name} said it was late."
    bodies = [
        fact.attributes.name
        for fact in extract(text, lang="en")
        if fact.kind is Kind.ORGANISATION and isinstance(fact.attributes, Name)
    ]
    assert bodies == [name]
    assert last(text).names == (name,)


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("The Senate Committee on Tuesday heard it.", ["Senate Committee"]),
        ("She left the Center for Fair Play and France.", ["Center for Fair Play"]),
        ("Ana Reis is president of the Center for American Progress. American voters left.",
         ["Center for American Progress"]),
    ],
)  # fmt: skip
def test_days_and_people_are_no_part_of_such_a_name(text: str, bodies: list[str]) -> None:
    facts = extract(text, lang="en")
    assert [fact.span.exact for fact in facts if fact.kind is Kind.ORGANISATION] == bodies


def test_a_thing_said_to_show_something_is_no_person() -> None:
    text = "Ana Reis spoke. A raft of new rules shows that it works. She said it was late."
    assert last(text).names == ("Ana Reis",)


def test_one_that_is_pointed_at_is_not_several() -> None:
    text = "The mayor said it was late. They said it was not."
    assert "The mayor" not in (last(text).name or "")


@pytest.mark.parametrize("name", ["Indiana State Police", "Ohio Democratic Party"])
def test_a_body_that_opens_with_its_place_is_one(name: str) -> None:
    assert last(f"{name} said it was late.").names == (name,)
