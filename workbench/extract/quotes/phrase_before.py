"""Finds the words that name a speaker before a cue: "X, di Jakarta, mengatakan".

Looks to the left only, over asides in commas, and never further than `LOOK`.
"""

from __future__ import annotations

import re

from workbench.domain.fact import Kind
from workbench.extract.cast import Cast
from workbench.extract.kept import compiled
from workbench.extract.quotes.phrases import LONGEST, LOOK, TOKEN, PhraseRules
from workbench.extract.sentences import trim

_ADVERBS = 5
"""Words of a pronoun with what tells when and how it spoke."""
_LEADS = 3
"""How many words or phrases may lead to a subject: "But then, however, X"."""
_APPOSED, _APPOSED_LONGEST = 3, 200
"""Pieces between commas, and code points, of a subject with what it is in apposition to."""
_AGE = compiled(r"\s?,?\s?\(\d{1,3}(?: [a-z]{1,8})?\)\Z")


def subject_before(
    text: str, start: int, cue_start: int, rules: PhraseRules, cast: Cast
) -> tuple[int, int] | None:
    """The subject of a cue, looking left from it but not beyond start; None when there is none."""
    start = max(start, cue_start - LOOK)
    if start and text[start - 1 : start].isalnum() and text[start : start + 1].isalnum():
        space = text.find(" ", start, cue_start)
        start = space + 1 if space >= 0 else cue_start
    chunks = _chunks(text, start, cue_start)
    while chunks:
        inside = len(chunks) > 1 and _is_aside(text, chunks, rules, cast)
        chunk = None if inside else _subject_of_chunk(text, *chunks[-1], rules, cast)
        if chunk is not None:
            return _with_apposition(text, chunks[:-1], chunk, rules, cast)
        skipped = _is_skippable(text, *chunks[-1], rules)
        if not inside and not skipped and not _is_predicate(text, chunks, rules):
            return None
        chunks.pop()
    return None


def _is_aside(text: str, chunks: list[tuple[int, int]], rules: PhraseRules, cast: Cast) -> bool:
    """Whether the last chunk only goes on with what stands before it.

    A relative clause ("X, yang juga ketua Y, mengatakan"), or the rest of a place ("X, di gedung A,
    Jakarta Pusat, mengatakan").
    """
    start, end = chunks[-1]
    first = TOKEN.search(text, start, end)
    if first is None:
        return True
    if first.group().lower() in rules.describing or first.group().lower() in rules.asides:
        return True
    if re.split(r"[(-]", text[start:end].replace(".", "").lower())[0] in rules.degrees:
        return True  # also "Sp.P(K)"
    mentions = cast.within(start, end)
    is_place = bool(mentions) and all(m.kind is Kind.PLACE for m in mentions)
    if not is_place or mentions[0].start != start or mentions[-1].end != end:
        return False
    if any(m.kind is Kind.PERSON for m in cast.within(chunks[0][0], chunks[-2][1])):
        return True
    before = TOKEN.search(text, *chunks[-2])
    placed = any(
        m.group().lower() in rules.place_prepositions for m in TOKEN.finditer(text, *chunks[-2])
    )
    return before is not None and (
        (placed and before.group().lower() in rules.adjuncts)
        or (len(chunks) > 2 and _is_aside(text, chunks[:-1], rules, cast))
    )


def _chunks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    chunks, at, depth = [], start, 0
    for match in re.finditer(r"[,;()]", text[start:end]):
        mark = match.group()
        depth = max(0, depth + (mark == "(") - (mark == ")"))
        if mark in ",;" and depth == 0:
            chunks.append(trim(text, at, start + match.start()))
            at = start + match.end()
    chunks.append(trim(text, at, end))
    return chunks


def _is_skippable(text: str, start: int, end: int, rules: PhraseRules) -> bool:
    """Whether a chunk between subject and cue is only time, place or manner."""
    if start >= end:
        return True
    first = TOKEN.search(text, start, end)
    if first is None:
        return True
    lower = first.group().lower()
    return (
        lower in rules.adjuncts or lower in rules.calendar or lower in rules.relative
        or lower in rules.parts or lower[0].isdigit() or lower in rules.adverbs
        or lower in rules.subject_stops
    )  # fmt: skip


def _only_leads(text: str, start: int, end: int, rules: PhraseRules) -> bool:
    """Whether a chunk is nothing but what leads to a subject: "Lebih lanjut, X", "Sebagai tanda
    duka, X"."""
    if rules.lead.fullmatch(f"{text[start:end]} "):
        return True
    first = TOKEN.search(text, start, end)
    return first is not None and first.group().lower() in rules.before_comma


def _is_predicate(text: str, chunks: list[tuple[int, int]], rules: PhraseRules) -> bool:
    """Whether the last chunk is what the same subject did before: "X, wakil Y, datang dan"."""
    words = text[slice(*chunks[-1])].split()
    if len(chunks) < 2 or len(words) < 2 or words[-1] not in rules.joint:
        return False
    return words[0].islower() and rules.is_verb(words[0])


def _subject_of_chunk(
    text: str, start: int, end: int, rules: PhraseRules, cast: Cast
) -> tuple[int, int] | None:
    """The noun phrase that opens a chunk, leads and trailing adjuncts cut off."""
    every = list(TOKEN.finditer(text, start, end))
    start = _own_clause(text, every, end, rules, cast) or start
    for _ in range(_LEADS):
        lead = rules.lead.match(text, start, end)
        if lead is None or lead.end() >= end:
            break
        start = lead.end()
    tokens = [token for token in every if token.start() >= start]
    while tokens and tokens[0].group().lower() in rules.openers:
        tokens = tokens[1:]
    if (
        len(tokens) > 1
        and tokens[0].group().lower() in rules.joining_adjuncts
        and (tokens[1].group().lower() in rules.documents)
    ):
        tokens = tokens[1:]
    tokens = _with_subject(tokens, text, end, rules, cast)
    if not tokens:
        return None
    lower = tokens[0].group().lower()
    if not tokens[0].group()[0].isalpha() or lower in rules.calendar or lower in rules.parts:
        return None
    named = tokens[0].group()[0].isupper() and cast.opens_name(tokens[0].start())
    if not named and (lower in rules.no_subject or rules.is_verb(lower)):
        return _pronoun_last(tokens, rules) if lower in rules.occasions else None
    stop = 1 if _is_pronoun_alone(tokens, rules) else _phrase_stop(tokens, rules)
    while stop > 1 and tokens[stop - 1].group().lower() in rules.adverbs:
        stop -= 1
    if stop == 1 and (lower in rules.adverbs or lower in rules.demonstrative):
        return None
    if stop > LONGEST:
        return None
    return _tidy(text, tokens[0].start(), tokens[stop - 1].end())


def _pronoun_last(tokens: list[re.Match[str]], rules: PhraseRules) -> tuple[int, int] | None:
    """A pronoun before the cue, behind an adjunct that no comma ends: "Dalam suratnya dia"."""
    while len(tokens) > 1 and tokens[-1].group().lower() in rules.adverbs:
        tokens = tokens[:-1]
    last = tokens[-1]
    return last.span() if len(tokens) > 1 and last.group() in rules.pronouns else None


def _with_subject(
    tokens: list[re.Match[str]], text: str, end: int, rules: PhraseRules, cast: Cast
) -> list[re.Match[str]]:
    """The words without what gives a verb a subject of its own: ", dengan warga (menuduh)"."""
    if len(tokens) < 2 or tokens[0].group() not in rules.with_subject:
        return tokens
    people = tokens[1].group() in rules.crowds
    return tokens[1:] if people or _opens_subject(tokens[1], text, end, rules, cast) else tokens


def _is_pronoun_alone(tokens: list[re.Match[str]], rules: PhraseRules) -> bool:
    """Whether a pronoun is the whole subject, whatever tells when it spoke: "Dia mulanya"."""
    if tokens[0].group().lower() not in rules.pronouns or len(tokens) > _ADVERBS:
        return False
    rest = [token.group() for token in tokens[1:]]
    return (
        not rules.every_noun
        and rest[:1] != []
        and rest[0] not in rules.joint
        and all(word[0].islower() for word in rest)
    )


def _own_clause(
    text: str, tokens: list[re.Match[str]], end: int, rules: PhraseRules, cast: Cast
) -> int | None:
    """Where the clause of the cue begins, where another one goes before it: "Isu itu muncul setelah
    X (melaporkan)" has two, "Mereka pergi dan X (mengaku)" as well."""
    has_verb, found = False, None
    for index, token in enumerate(tokens):
        word = token.group()
        if has_verb and (word in rules.subordinators or word in rules.joint):
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if following is None:
                break
            opens = _opens_person if word in rules.joint else _opens_subject
            if opens(following, text, end, rules, cast):
                found = following.start()
        has_verb = has_verb or (word[0].islower() and rules.is_verb(word))
    return found


def _opens_person(
    token: re.Match[str], text: str, end: int, rules: PhraseRules, cast: Cast
) -> bool:
    """Whether a person's name, its title, what they are ("ketua gereja X") or a pronoun begins with
    a word."""
    if token.group() in rules.pronouns:
        return True
    named = next(iter(cast.within(token.start(), end)), None)
    if named is None:
        return False
    if token.group() in rules.somebody:
        between = TOKEN.finditer(text, token.end(), named.start)
        return named.end == end and all(
            word.group()[0].islower() and not rules.is_verb(word.group())
            and word.group() not in rules.joint
            for word in between
        )  # fmt: skip
    if named.kind is not Kind.PERSON:
        return False
    titled = bool(named.title) and text.startswith(named.title, token.start())
    return titled or named.start == token.start()


def _opens_subject(
    token: re.Match[str], text: str, end: int, rules: PhraseRules, cast: Cast
) -> bool:
    """Whether a name, a title with its bearer, a role or a pronoun begins with a word."""
    word = token.group()
    lower = word.lower()
    if word in rules.pronouns or lower in rules.roles or lower in rules.somebody:
        return True
    if cast.opens_name(token.start()):
        return True
    named = cast.within(token.start(), end)
    return bool(named and named[0].title) and text.startswith(named[0].title, token.start())


def _phrase_stop(tokens: list[re.Match[str]], rules: PhraseRules) -> int:
    """How many tokens belong to the noun phrase."""
    for index, token in enumerate(tokens):
        word, lower = token.group(), token.group().lower()
        if index == 0 or word[0].isupper():
            if index and lower in rules.calendar:
                return index
            continue
        if word == "(" or lower in rules.noun_joins:
            continue
        if lower in rules.official and tokens[index - 1].group().lower() in rules.documents:
            continue  # "laporan resmi X"
        if lower in rules.adjuncts or lower in rules.subject_stops or lower in rules.equations:
            return index
        party = index == 1 and tokens[0].group().lower() in rules.parties  # "pihak berwenang"
        if rules.is_verb(lower) and lower not in rules.roles and not party:
            return index
    return len(tokens)


def _tidy(text: str, start: int, end: int) -> tuple[int, int] | None:
    age = _AGE.search(text[start:end])
    if age:
        end = start + age.start()
    start, end = trim(text, start, end)
    while end > start and text[end - 1] in '"“”‘-–—,:':
        end -= 1
    while start < end and text[start] in '"“”‘-–—,:(':
        start += 1
    start, end = trim(text, start, end)
    if start >= end:
        return None
    if text.count("(", start, end) > text.count(")", start, end):
        end = text.find("(", start, end)
        start, end = trim(text, start, end)
    return (start, end) if start < end else None


def _with_apposition(
    text: str,
    chunks: list[tuple[int, int]],
    subject: tuple[int, int],
    rules: PhraseRules,
    cast: Cast,
) -> tuple[int, int]:
    """The subject together with what it is in apposition to: "Juru bicara X, Achmad Y"; the body,
    where the rest only says what it is: "otoritas X, sekutu Y"."""
    if text[slice(*subject)].lower() in rules.pronouns:
        before = TOKEN.search(text, *chunks[-1]) if chunks else None
        if before is None or before.group().lower() not in rules.according:
            return subject
    for start, end in reversed(chunks[-_APPOSED:]):
        if _is_skippable(text, start, end, rules) or _only_leads(text, start, end, rules):
            break
        whole = _subject_of_chunk(text, start, end, rules, cast)
        if whole is None or "\n" in text[start : subject[1]]:
            break
        has_verb = any(
            (rules.is_verb(m.group()) and m.group() not in rules.roles)
            or m.group() in rules.subordinators  # "Beberapa jam setelah ...": says when
            for m in TOKEN.finditer(text, whole[0], end)
        )
        joins = _is_name(text, cast, subject) != _is_name(text, cast, whole) or (
            text[subject[0]].islower() and text[whole[0]].isupper()
        )
        if not has_verb and _is_body(text, whole, rules) and text[subject[0]].islower():
            return whole
        if has_verb or not joins or subject[1] - whole[0] > _APPOSED_LONGEST:
            break
        subject = (whole[0], subject[1])
    return subject


def _is_body(text: str, span: tuple[int, int], rules: PhraseRules) -> bool:
    """Whether a phrase opens with a word for bodies and goes on with whose it is: "otoritas X"."""
    first, _, rest = text[slice(*span)].partition(" ")
    return first.lower() in rules.groups and rest[:1].isupper()


def _is_name(text: str, cast: Cast, span: tuple[int, int]) -> bool:
    """Whether a phrase opens with a person's name, whose office may stand behind its comma."""
    people = [m for m in cast.within(*span) if m.kind is Kind.PERSON]
    if not people or people[0].start != span[0]:
        return False
    return not people[0].title or text.startswith(f", {people[0].title}", people[0].end)
