"""Acronyms in brackets behind organisations' names: where such a name begins, and where it returns.

"Pemerintah Kesepakatan Nasional (GNA)" ends at its acronym, and GNA stands for it wherever the
article has it again. Nothing here asks what kind a name has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from workbench.domain.fact import Kind
from workbench.extract.bynames import INITIALLED, is_short_for
from workbench.extract.kept import compiled
from workbench.extract.mention import ACRONYM, Mention
from workbench.extract.name_rules import NameRules
from workbench.extract.office_runs import rules_for as speech_for
from workbench.extract.sentences import UPPER
from workbench.extract.tagged import HEADED

_MOST_ACRONYMS = 60
_NAMES = (2, 3, 4)
"""Words of a name whose initials may stand for it."""
_BY_INITIALS = 0.7
"""How sure a person is who is called by initials. A step by judgement."""
_SHORT_FORM_BEHIND = compiled(r"\([A-Z]\w{1,11}\)")
_BRACKETS = compiled(r"\s?\(([\w-]{2,12})\)")
_INITIALS = compiled(rf"(?<![\w-])((?:[{UPPER}][\w’'-]+ ){{2,6}})\((?P<short>[A-Z]{{3,7}})\)")


def bracketed(
    text: str, mentions: Sequence[Mention], blocks: Sequence[tuple[int, int]], rules: NameRules
) -> list[Mention]:
    """The mentions, and what begins like an organisation's name and ends at its acronym:
    "Pemerintah Kesepakatan Nasional (GNA)". It takes the place of the names inside."""
    whole = [
        Mention(
            m.start(1), m.end(1), m.group(1), Kind.ORGANISATION, "name.organisation.head", HEADED,
            name=m.group(1),
        )
        for start, end in blocks
        if _SHORT_FORM_BEHIND.search(text, start, end)
        for m in rules.bracketed.finditer(text, start, end)
        if ACRONYM.match(m["short"]) or _is_short_form(text, m, rules)
    ]  # fmt: skip
    whole += _initialled(text, mentions, blocks, [(m.start, m.end) for m in whole])
    if not whole:
        return list(mentions)
    inside = [(m.start, m.end) for m in whole]
    kept = [m for m in mentions if not _lies_inside(m, inside)]
    return sorted([*kept, *whole], key=lambda m: (m.start, -m.end))


def _initialled(
    text: str,
    mentions: Sequence[Mention],
    blocks: Sequence[tuple[int, int]],
    taken: Sequence[tuple[int, int]],
) -> list[Mention]:
    """Bodies whose name begins with a place and whose initials stand in brackets behind it: "Iran
    Human Rights (IHR)"."""
    places = {m.start for m in mentions if m.kind is Kind.PLACE}
    found = []
    for run in (run for block in blocks for run in _INITIALS.finditer(text, *block)):
        words = run.group(1).split()[-len(run["short"]) :]
        name = " ".join(words)
        start = run.end(1) - 1 - len(name)
        initials = "".join(word[0] for word in words)
        is_free = not any(a < start + len(name) and start < b for a, b in taken)
        if initials == run["short"] and start in places and is_free:
            found.append(Mention(
                start, start + len(name), name, Kind.ORGANISATION, "name.organisation.head",
                HEADED, name=name,
            ))  # fmt: skip
    return found


def _is_short_form(text: str, found: re.Match[str], rules: NameRules) -> bool:
    """Whether brackets give the short form of the whole name: not of the place that it ends in, nor
    of a kind of bodies ("Pemerintah Kota (Pemkot) X"), nor of a rank."""
    name, short = found.group(1), found["short"]
    kind = name.count(" ") == 1 and text[found.end("short") + 2 : found.end("short") + 3].isupper()
    whole = short[0] == name[0] and short.lower() not in rules.describing
    return whole and not kind and is_short_for(short, name)


def acronyms_in(
    text: str, mentions: Sequence[Mention], blocks: Sequence[tuple[int, int]]
) -> list[Mention]:
    """The mentions, and the acronyms that brackets behind an organisation's name introduce,
    wherever they stand."""
    short: set[str] = set()
    for mention in mentions:
        if mention.kind is not Kind.ORGANISATION or " " not in mention.words:
            continue
        match = _BRACKETS.match(text, mention.end)
        if match and ACRONYM.match(match.group(1)) and len(short) < _MOST_ACRONYMS:
            short.add(match.group(1))
    if not short:
        return list(mentions)
    taken = {m.start for m in mentions if m.kind is not None}
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(short)))})(?![\w])")
    more = [
        Mention(m.start(), m.end(), m.group(), Kind.ORGANISATION, "name.organisation.acronym", 0.8)
        for start, end in blocks
        for m in pattern.finditer(text, start, end)
        if m.start() not in taken
    ]
    starts = {m.start for m in more}
    kept = [m for m in mentions if m.start not in starts]
    inside = sorted((m.start, m.end) for m in kept if m.kind is not None)
    more = [m for m in more if not _lies_inside(m, inside)]
    return sorted([*kept, *more], key=lambda m: (m.start, -m.end))


def initials_in(
    text: str, mentions: Sequence[Mention], blocks: Sequence[tuple[int, int]], rules: NameRules
) -> list[Mention]:
    """The mentions, and persons by their initials, where those speak: "Komjen Budi Gunawan ... BG
    mengatakan". Initials that two share, that brackets give or that are something else are none."""
    whose = _by_initials(text, mentions, rules)
    if not whose:
        return list(mentions)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(whose))})(?![\w-])")
    met = [m for start, end in blocks for m in pattern.finditer(text, start, end)]
    speech = speech_for(rules.lang)
    speaking = {m.group() for m in met if speech.stand_beside(text, m.start(), m.end())}
    more = {
        m.start(): Mention(
            m.start(), m.end(), m.group(), Kind.PERSON, INITIALLED, _BY_INITIALS,
            name=whose[m.group()],
        )
        for m in met
        if m.group() in speaking
    }  # fmt: skip
    inside = sorted((m.start, m.end) for m in mentions if " " in m.words)
    kept = [m for m in mentions if m.start not in more or " " in m.words]
    found = [m for m in more.values() if not _lies_inside(m, inside)]
    return sorted([*kept, *found], key=lambda m: (m.start, -m.end)) if found else list(mentions)


def _by_initials(text: str, mentions: Sequence[Mention], rules: NameRules) -> dict[str, str]:
    """The persons with a title by their initials, where only one has them."""
    holders: dict[str, set[str]] = {}
    for mention in mentions:
        words = mention.words.split()
        if mention.kind is Kind.PERSON and len(words) in _NAMES:
            holders.setdefault("".join(word[0] for word in words), set()).add(mention.words)
    titled = {m.words for m in mentions if m.kind is Kind.PERSON and m.title}
    return {
        short: next(iter(names))
        for short, names in holders.items()
        if len(names) == 1 and short in text and short.isalpha() and short.isupper()
        and titled & names and not _is_something_else(short, rules) and f"({short})" not in text
    }  # fmt: skip


def _is_something_else(short: str, rules: NameRules) -> bool:
    """Whether letters are known as a place, a body, a title, a degree or no name at all."""
    lower = short.lower()
    return (
        short in rules.not_acronyms or lower in rules.places or lower in rules.organisations
        or lower in rules.describing or lower in rules.honorifics or lower in rules.degrees
        or lower in rules.org_heads[0] or lower in rules.org_words or lower in rules.currency
        or lower in rules.common or rules.known_names.kind_of(short) is not None
    )  # fmt: skip


def _lies_inside(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (mention.start, mention.end)) - 1
    return at >= 0 and spans[at][1] > mention.start
