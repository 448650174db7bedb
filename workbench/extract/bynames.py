"""Other names that an article introduces beside a full one: initials, nicknames, short forms.

They stand in brackets behind the name, or behind words as "akrab disapa". Who is meant by them
elsewhere is decided in `cast`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.mention import ACRONYM, Mention
from workbench.extract.sentences import UPPER

_BRACKET = compiled(rf"\s?\(([{UPPER}][\w-]{{1,11}})\)")
_SHORTEST = 3
"""Letters of a nickname, and of a short form that is not all in capitals."""


def persons_called(
    mentions: Sequence[Mention], text: str, nicknamed: re.Pattern[str] | None
) -> dict[str, str]:
    """Persons by what else they are called: "Agus Hartono Yusuf (AHY)", "Joko Prasetyo (Jopras)",
    "Hasan Basri, akrab disapa Gus Hasan"."""
    called: dict[str, str] = {}
    others = {m.words for m in mentions if m.kind is not Kind.PERSON and _is_known(m)}
    persons = {m.words for m in mentions if m.kind is Kind.PERSON}
    for mention in mentions:
        if mention.kind is not Kind.PERSON:
            continue
        if nicknamed is not None and (match := nicknamed.match(text, mention.end)):
            called[match.group("name")] = mention.words
        match = _BRACKET.match(text, mention.end)
        if match is None or " " not in mention.words:
            continue
        short = match.group(1)
        initials = "".join(word[0] for word in mention.words.split())
        is_nickname = short[1:].islower() and len(short) >= _SHORTEST and short not in others
        is_guessed = mention.rule.endswith(".guessed")
        if (short == initials and not is_guessed) or (
            is_nickname and (short in persons or is_short_for(short, mention.words))
        ):
            called[short] = mention.words
    return called


def bodies_called(mentions: Sequence[Mention], text: str) -> dict[str, tuple[str, str]]:
    """Long and short form of those whose brackets give one, by either: "Badan X (BX)",
    "Kementerian Y (Kemeny)"."""
    forms: dict[str, tuple[str, str]] = {}
    for index, mention in enumerate(mentions):
        match = _BRACKET.match(text, mention.end)
        if match and mention.kind is Kind.PERSON and mention.title:
            following = mentions[index + 2] if index + 2 < len(mentions) else None
            if following is None or following.start - match.end() > 1:
                continue
        if match and " " in mention.words and _is_short_form(match.group(1), mention):
            pair = (mention.words, match.group(1))
            forms[mention.words] = forms[match.group(1)] = pair
    return forms


def _is_short_form(short: str, mention: Mention) -> bool:
    if ACRONYM.match(short):
        return True
    is_body = mention.kind is Kind.ORGANISATION and len(short) > _SHORTEST
    return is_body and is_short_for(short, mention.words)


def is_short_for(short: str, name: str) -> bool:
    """Whether the letters of a short form stand in a name, in order, and open one of its words."""
    letters = iter(name.lower())
    opens = any(word[:1].lower() == short[:1].lower() for word in name.split())
    return opens and all(letter in letters for letter in short.lower())


def _is_known(mention: Mention) -> bool:
    """Whether a kind does not rest on the looks of a name, here or elsewhere."""
    return mention.is_sure and mention.rule != "name.same"
