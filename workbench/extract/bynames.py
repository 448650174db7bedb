"""Other names that an article introduces beside a full one: initials, nicknames, short forms.

They stand in brackets behind the name, behind words as "akrab disapa", or before "sapaan akrabnya".
Who is meant by them elsewhere is decided in `cast`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation
from workbench.extract.mention import ACRONYM, Mention
from workbench.extract.sentences import UPPER

_BRACKET = compiled(rf"\s?\(([{UPPER}][\w-]{{1,11}})\)")
INITIALLED = "name.person.initials"
"""The rule by which somebody is read who is called by initials."""
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
    other: re.Pattern[str]
    """Behind the name, up to another one of the same: "X (XY) atau Z"."""
    body: re.Pattern[str]
    """Behind a body's name, its short form in brackets, be it with its country: "(BPOM RI)"."""


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
    home = alternation(lex.words("references", "own_country"))
    name = rf"{name_word}(?: {name_word}){{0,2}}"
    return Nicknames(
        compiled(rf"\s?,? (?:{either} )?(?:{relative} )?{called} [\"“'‘]?(?P<name>{name})"),
        compiled(rf"{relative} {called} [\"“'‘]?(?P<name>{name})[\"”'’]? {pointing}(?![\w-])"),
        compiled(rf",? {nickname}(?:{owner}| (?P<name>{name}))"),
        compiled(
            rf"(?: \([^()]{{2,8}}\))? {alternation(lex.words('references', 'or_named'))} "
            rf"(?P<name>{name})(?! [{UPPER}]|[\w-])"
        ),
        compiled(rf"\s?\(([{UPPER}][\w-]{{1,11}})(?P<home> {home})?\)"),
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
        if mention.rule == INITIALLED:
            called[mention.words] = mention.name
            continue
        if nicknames is not None and (match := nicknames.behind.match(text, mention.end)):
            nickname = match.group("name")
            called[nickname] = mention.words
            last = nickname.rpartition(" ")[2]
            if last not in others and last not in full:  # "Gus Faiz", and "Faiz" later on
                called.setdefault(last, mention.words)
        if " " not in mention.words:
            continue
        if nicknames is not None and (match := nicknames.other.match(text, mention.end)):
            other = match["name"]
            if other not in full and _is_other_name(other, mention, others):
                called[other] = mention.words
        match = _BRACKET.match(text, mention.end)
        if match is None:
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


def _is_other_name(other: str, mention: Mention, known: Collection[str]) -> bool:
    """Whether "X atau Y" names one person twice: Y has letters of X and begins like one of its
    names, shares the last of them, or is one word behind somebody with a title."""
    if other in known:
        return False
    names = mention.words.split()
    if " " in other:
        return other.split()[-1] == names[-1] and other[0] == names[0][0]
    begins = any(name.startswith(other[:2]) for name in names)
    return bool(mention.title) or (begins and is_short_for(other, mention.words))


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


def bodies_called(
    mentions: Sequence[Mention], text: str, nicknames: Nicknames | None = None
) -> dict[str, tuple[str, str]]:
    """Long and short form of those whose brackets give one, by either: "Badan X (BX)",
    "Kementerian Y (Kemeny)"; or "Badan X atau BX"."""
    other = nicknames.other if nicknames is not None else None
    brackets = nicknames.body if nicknames is not None else _BRACKET
    places = {mention.words for mention in mentions if mention.kind is Kind.PLACE}
    forms: dict[str, tuple[str, str]] = {}
    for index, mention in enumerate(mentions):
        if other is not None and mention.kind is Kind.ORGANISATION and " " in mention.words:
            named = other.match(text, mention.end)
            if named and _is_short_form(named["name"], mention):
                pair = (mention.words, named["name"])
                forms[mention.words] = forms[named["name"]] = pair
                continue
        match = brackets.match(text, mention.end)
        if match and mention.kind is Kind.PERSON and mention.title:
            following = mentions[index + 2] if index + 2 < len(mentions) else None
            if following is None or following.start - match.end() > 1:
                continue
        if match and (last := _last_of(match.group(1), mention)):
            if match.group(1) not in places and last not in places:
                forms.setdefault(match.group(1), (last, match.group(1)))
        elif match and " " in mention.words and _is_short_form(match.group(1), mention):
            pair = (mention.words, match.group(1))
            forms[mention.words] = forms[match.group(1)] = pair
            if nicknames is not None and match["home"]:
                forms[f"{match.group(1)}{match['home']}"] = pair
    return forms


def _last_of(short: str, mention: Mention) -> str:
    """The last words of a name, where brackets give the initials of those alone: "Survei Geologi |
    Amerika Serikat (AS)", "Dewan Komisioner | Lembaga Penjamin Simpanan (LPS)"; else empty."""
    words = mention.words.split()
    last = words[-len(short) :] if len(words) > len(short) + 1 else []
    is_last = short.isupper() and "".join(word[0] for word in last) == short
    return " ".join(last) if is_last else ""


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
