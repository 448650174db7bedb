"""Names that a tagger cut or ran together at a mark: its tokens are words and single marks.

A nickname in brackets inside a name, a word that is said twice, the last word of a body before a
person. Who is meant by a name is decided in `cast`, never here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.mention import Mention
from workbench.extract.name_rules import NameRules
from workbench.extract.sentences import UPPER

_WORD = rf"[{UPPER}][\w'’-]*[a-zà-ÿ]"
_INSERTED = compiled(rf"(?<![\w-])({_WORD}) \([{UPPER}][\w’-]*[a-zà-ÿ]{{2}}\) ({_WORD})(?![\w-])")
_IN_BRACKETS = compiled(rf" \([{UPPER}][\w’-]*[a-zà-ÿ]{{2}}\) [{UPPER}]")
"""A look for what stands inserted, before the whole is looked for."""
_DOUBLED = compiled(r"-([a-zà-ÿ]{3,20})(?![\w-])")
_NAME_BEHIND = compiled(rf"(?: {_WORD}){{1,3}}(?![\w-])")
_BEHIND_TEAM = 0.56
"""How sure a person is who was cut off a body: as one that the tagger is not firm about."""
_WORD_BEFORE = 24
"""Code points before a name in which the word before it stands."""
_MOST_WORDS = 4
"""Words of a person's name with the last word of a body before it."""
_KNOWN = 0.93
"""How sure a place is that a list has: as where the whole of it was read."""
_INSERTED_SCORE = 0.8
"""How sure a person is with a nickname inside the name. A step by judgement: as behind a role."""


def mended(text: str, mentions: Sequence[Mention], rules: NameRules) -> list[Mention]:
    """The mentions with their right bounds, in order."""
    if not mentions:
        return []
    nicknamed = list(_nicknamed(text, mentions, rules))
    starts = [one.start for one in nicknamed]
    kept = list(nicknamed)
    for mention in mentions:
        at = bisect_left(starts, mention.end) - 1
        if at < 0 or mention.start >= nicknamed[at].end:
            kept.append(_mended(text, mention, rules))
    kept = _before_ranks(text, kept, rules)
    return _behind_team(text, sorted(kept, key=lambda one: (one.start, -one.end)), rules)


def _before_ranks(text: str, mentions: Sequence[Mention], rules: NameRules) -> list[Mention]:
    """ "Polda Metro Jaya | Kombes Budi Wirawan": bodies without the rank of the person behind."""
    persons = {mention.start for mention in mentions if mention.kind is Kind.PERSON}
    cut = []
    for mention in mentions:
        body, blank, last = mention.words.rpartition(" ")
        may_be_cut = mention.kind is Kind.ORGANISATION and blank and mention.end + 1 in persons
        if may_be_cut and text[mention.end] == " " and last.lower() in rules.titles[0]:
            mention = mention.over(text, mention.start, mention.start + len(body))
        cut.append(mention)
    return cut


def _behind_team(text: str, mentions: Sequence[Mention], rules: NameRules) -> list[Mention]:
    """ "Galaxy Racing | Ken Okada": a body that ends in a word for bodies, and a person whose first
    name was read with it."""
    split: list[Mention] = []
    for body in mentions:
        if split and split[-1].end > body.start:
            continue
        tokens = body.words.split(" ")
        is_open = body.kind is Kind.ORGANISATION and not body.is_sure
        seam = _behind_last(tokens, rules) if is_open else 0
        if not seam:
            split.append(body)
            continue
        behind = _NAME_BEHIND.match(text, body.end)
        start = body.end - len(" ".join(tokens[seam:]))
        words = text[start : behind.end() if behind else body.end]
        if not _may_be_person(words.split(), rules):
            split.append(body)
            continue
        split.append(body.over(text, body.start, start - 1))
        split.append(Mention(
            start, start + len(words), words, Kind.PERSON, "name.person.guessed", _BEHIND_TEAM,
            name=words,
        ))  # fmt: skip
    return split


def _behind_last(words: Sequence[str], rules: NameRules) -> int:
    """Which word stands behind the last one for bodies in a body's name; 0 where none does, or
    the name opens with that one."""
    ends = (
        at for at, word in enumerate(map(str.lower, words))
        if word in rules.org_words and word not in rules.org_heads[0]
    )  # fmt: skip
    seam = max(ends, default=0) + 1
    return seam if 1 < seam < len(words) else 0


def _may_be_person(words: Sequence[str], rules: NameRules) -> bool:
    """Whether some words have capitals and none is of a body, a place or an office."""
    known = rules.not_people.intersection(word.lower() for word in words)
    return len(words) > 1 and not known and all(word.istitle() for word in words)


def pairs_apart(text: str, mentions: Sequence[Mention], rules: NameRules) -> list[Mention]:
    """Two persons whose names a hyphen joins: "Hasan Karya | -Budi Wirawan"; one word on a side is
    another half of one name, but for known persons."""
    apart: list[Mention] = []
    for mention in mentions:
        first, hyphen, last = mention.words.partition("-")
        is_pair = mention.kind is Kind.PERSON and hyphen and "-" not in last
        if not is_pair or not _are_persons(first, last, rules):
            apart.append(mention)
            continue
        seam = mention.start + len(first)
        apart.append(mention.over(text, mention.start, seam))
        second = mention.over(text, seam + 1, mention.end)
        apart.append(second._replace(title="", affiliation="", subject_like=False))
    return apart


def _are_persons(first: str, last: str, rules: NameRules) -> bool:
    known = rules.known_names.kind_of
    if known(first) is known(last) is Kind.PERSON:
        return True
    if rules.prefix.search(f"{first}-") or first.endswith(" "):
        return False  # "Nurul Al-Hasan Wirawan", "Yoon Eun - Hye"
    return all(" " in words.strip() and words.istitle() for words in (first, last))


def _nicknamed(text: str, mentions: Sequence[Mention], rules: NameRules) -> Iterator[Mention]:
    """ "Sunan (Boy) Rattana": a person on one side of the brackets at least."""
    named = (mentions[0].start, mentions[-1].end)
    if not _IN_BRACKETS.search(text, *named):
        return
    starts = [mention.start for mention in mentions]
    for found in _INSERTED.finditer(text, *named):
        index = bisect_left(starts, found.start())
        around = mentions[index : index + 3]
        first = next((m for m in around if m.start == found.start()), None)
        last = next((m for m in around if m.start == found.start(2)), None)
        if _is_inside(text, found.start(), mentions[index - 1] if index else None):
            continue
        person = next((m for m in (first, last) if m and m.kind is Kind.PERSON), None)
        end = last.end if last and last.kind is Kind.PERSON else found.end()
        others = {found[1].lower(), found[2].lower()}
        if person is None or not others.isdisjoint(rules.describing | rules.org_heads[0]):
            continue
        if first is not None and first.end > found.end(1):
            continue
        yield person.over(text, found.start(), end)._replace(score=_INSERTED_SCORE)


def _is_inside(text: str, at: int, before: Mention | None) -> bool:
    """Whether a word goes on with other words that have a capital, or with a name."""
    word = text[max(0, at - _WORD_BEFORE) : at].split(" ")
    return (before is not None and before.end > at) or (len(word) > 1 and word[-2][:1].isupper())


def _mended(text: str, mention: Mention, rules: NameRules) -> Mention:
    """A person's name without the last word of a body, to the second half of a doubled word."""
    start, end = mention.start, mention.end
    if mention.kind is Kind.PLACE and _is_behind_headless(text, start, rules):
        return mention.over(text, text.index(" ", start) + 1, end)
    if mention.kind is Kind.PLACE and (cut := _cut_off(text, start, end, rules)):
        return mention.over(text, start - cut, end)._replace(rule="name.place.known", score=_KNOWN)
    if mention.kind is not Kind.PERSON:
        return mention
    if _is_behind_body(text[start:end].split(" "), rules):
        start = text.index(" ", start) + 1
    if _is_behind_place(text, start, end, rules):
        start = text.index(" ", start) + 1
    doubled = _DOUBLED.match(text, end)
    if doubled and text[start:end].lower().endswith(doubled[1]):
        end = doubled.end()
    is_right = (start, end) == (mention.start, mention.end)
    return mention if is_right else mention.over(text, start, end)


def _is_behind_body(words: Sequence[str], rules: NameRules) -> bool:
    """Whether a person's name begins with the last word of a body: "Racing | Ken Okada"."""
    if not 2 < len(words) <= _MOST_WORDS or words[0].lower() not in rules.org_words:
        return False
    return _may_be_person(words[1:], rules)


def _is_behind_place(text: str, start: int, end: int, rules: NameRules) -> bool:
    """Whether a person's name begins with the place of a body: "Kejati Sulsel | Suparno"."""
    first, blank, _ = text[start:end].partition(" ")
    before = text[max(0, start - _WORD_BEFORE) : start].split()[-1:]
    return bool(blank and before) and (
        first.lower() in rules.places and before[0].lower() in rules.org_heads[0]
    )


def _cut_off(text: str, start: int, end: int, rules: NameRules) -> int:
    """The length of the first word of a known place, where that was read without it: "Timur |
    Tengah"; 0 where the rest is one too."""
    before = text[max(0, start - _WORD_BEFORE) : start]
    word = before.removesuffix(" ").rpartition(" ")[2]
    rest = text[start:end].lower()
    if not before.endswith(" ") or not word.istitle() or rest in rules.places:
        return 0
    return len(word) + 1 if f"{word.lower()} {rest}" in rules.places else 0


def _is_behind_headless(text: str, start: int, rules: NameRules) -> bool:
    """Whether a place's name begins with the last word of a noun: "ibu kota | Baku"."""
    head, blank, _ = text[start : start + _WORD_BEFORE].partition(" ")
    before = text[max(0, start - _WORD_BEFORE) : start].split()[-1:]
    return bool(blank and before) and head.islower() and before[0].lower() in rules.headless
