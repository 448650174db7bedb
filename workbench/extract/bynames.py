"""Other names that an article introduces beside a full one: initials, nicknames, short forms.

They stand in brackets behind the name, behind words as "akrab disapa", or before "sapaan akrabnya".
Who is meant by them elsewhere is decided in `cast`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation
from workbench.extract.mention import ACRONYM, Mention
from workbench.extract.sentences import UPPER

_BRACKET = compiled(rf"\s?\(([{UPPER}][\w-]{{1,11}})\)")
_SHORTEST = 3
"""Letters of a nickname, and of a short form that is not all in capitals."""


class Nicknames(NamedTuple):
    """How a language introduces what a person is called besides."""

    behind: re.Pattern[str]
    """Behind the name: ", yang akrab disapa Y"."""
    described: re.Pattern[str]
    """Somewhere behind it: "pria yang akrab disapa Y itu"."""
    told: re.Pattern[str]
    """Behind the nickname: "Y, sapaan akrabnya"."""


def nicknames_of(lex: Lexicon, name_word: str) -> Nicknames | None:
    """The patterns of a language; None where it has no words for it. `name_word`: pattern source
    of one word of a name."""
    if not lex.words("references", "nicknamed"):
        return None
    called = alternation(lex.words("references", "nicknamed"))
    relative = alternation(lex.words("frames", "describing"))
    either = alternation(lex.words("references", "or_called"))
    pointing = alternation(lex.words("frames", "demonstrative"))
    nickname = alternation(lex.words("references", "nickname"))
    owner = alternation(lex.words("frames", "clitics"))
    name = rf"{name_word}(?: {name_word}){{0,2}}"
    return Nicknames(
        compiled(rf"\s?,? (?:{either} )?(?:{relative} )?{called} [\"“'‘]?(?P<name>{name})"),
        compiled(rf"{relative} {called} [\"“'‘]?(?P<name>{name})[\"”'’]? {pointing}(?![\w-])"),
        compiled(rf",? {nickname}(?:{owner}| (?P<name>{name}))"),
    )


def persons_called(
    mentions: Sequence[Mention], text: str, nicknames: Nicknames | None
) -> dict[str, str]:
    """Persons by what else they are called: "Agus Hartono Yusuf (AHY)", "Joko Prasetyo (Jopras)",
    "Hasan Basri, akrab disapa Gus Hasan", "Joko, sapaan akrabnya"."""
    called = _told_elsewhere(mentions, text, nicknames) if nicknames else {}
    others = {m.words for m in mentions if m.kind is not Kind.PERSON and _is_known(m)}
    persons = {m.words for m in mentions if m.kind is Kind.PERSON}
    full = {word for words in persons if " " in words for word in words.split()[:1]}
    for mention in mentions:
        if mention.kind is not Kind.PERSON:
            continue
        if nicknames is not None and (match := nicknames.behind.match(text, mention.end)):
            nickname = match.group("name")
            called[nickname] = mention.words
            last = nickname.rpartition(" ")[2]
            if last not in others and last not in full:  # "Gus Faiz", and "Faiz" later on
                called.setdefault(last, mention.words)
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


def _told_elsewhere(mentions: Sequence[Mention], text: str, nicknames: Nicknames) -> dict[str, str]:
    """Persons by nicknames that do not stand right behind the name: the last one who was named in
    full before them is meant, or the one whose name is told."""
    full = [m for m in mentions if m.kind is Kind.PERSON and " " in m.words]
    starts = [m.start for m in full]
    by_word = {word: m.words for m in reversed(full) for word in m.words.split()}
    called: dict[str, str] = {}
    for found in nicknames.described.finditer(text):
        if at := bisect_left(starts, found.start()):
            called[found["name"]] = full[at - 1].words
    for mention in mentions:
        told = nicknames.told.match(text, mention.end)
        if told is None or " " in mention.words:
            continue
        at = bisect_left(starts, mention.start)
        last = full[at - 1].words if at else ""
        if whose := by_word.get(told["name"], "") if told["name"] else last:
            called[mention.words] = whose
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
