"""People whose name opens with words that a tagger knows as no names: "I Wayan X", "Lalu Y".

A tagger that was trained on other names takes the rest for a place, or leaves the first word out.
The words are data; a run without a name behind them is left as it was read. Words that lead to a
sentence as well ("Lalu" is "then") open a name only inside one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.lexicon import alternation, lexicon_for
from workbench.extract.mention import Mention
from workbench.extract.sentences import UPPER
from workbench.extract.text_words import Led

_SURE = 0.85
"""How sure a person is who is named so. A step by judgement: as behind a title."""
_SENTENCE_OPENS = compiled(r"(?:\A|[.!?:\n][\"”’)]?\s*[\"“‘(]?|[\"“‘])\Z")
_BEFORE = 4
"""Code points before a word that tell whether it opens a sentence."""


@lru_cache(maxsize=16)
def run_for(lang: str) -> Led | None:
    """What such names look like in a language; None where it has none."""
    lex = lexicon_for(lang)
    openings = lex.words("people", "openings")
    if not openings:
        return None
    ends = alternation([*lex.words("people", "titles"), *lex.numbers("times", "weekdays")])
    word = rf"(?!{ends}(?![\w-]))(?:[{UPPER}]\.|[{UPPER}][\w’'-]*\w)"
    run = compiled(rf"(?<![\w-]){alternation(openings)}(?: {word}){{1,4}}(?![\w-])")
    return Led(run, openings)


def opened(
    text: str, mentions: Sequence[Mention], blocks: Sequence[tuple[int, int]], lang: str
) -> list[Mention]:
    """The mentions, with those people in the place of what was read inside their names."""
    run = run_for(lang)
    if run is None:
        return list(mentions)
    leads, common = leads_for(lang), lexicon_for(lang).set("names", "common")
    found = []
    for one in (one for block in blocks for one in run.finditer(text, *block)):
        first, second = one.group().split(" ")[:2]
        if first in leads and (second.lower() in common or _opens_sentence(text, one.start())):
            continue  # "Lalu Lintas", "Lalu Budi berkata"
        found.append(one.span())
    if not found:
        return list(mentions)
    alone = {text[start:end].split(" ", 1)[0] for start, end in found} & leads
    spans = sorted(
        [*found, *(span for word in alone for span in _alone(text, word, found, blocks))]
    )
    starts = [start for start, _ in spans]
    kept: list[Mention] = []
    titles: dict[int, Mention] = {}
    for mention in mentions:
        at = bisect_left(starts, mention.end) - 1
        if at >= 0 and mention.start < spans[at][1]:
            titles.setdefault(at, mention)
        else:
            kept.append(mention)
    people = [_person(text, span, titles.get(at)) for at, span in enumerate(spans)]
    return sorted([*kept, *people], key=lambda one: (one.start, -one.end))


@lru_cache(maxsize=16)
def leads_for(lang: str) -> frozenset[str]:
    """Words that open a name in a language, and lead to a sentence as well; with a capital."""
    lex = lexicon_for(lang)
    leads = lex.set("frames", "leads")
    return frozenset(word for word in lex.words("people", "openings") if word.lower() in leads)


def _opens_sentence(text: str, start: int) -> bool:
    return _SENTENCE_OPENS.search(text[max(0, start - _BEFORE) : start]) is not None


def _alone(
    text: str,
    word: str,
    found: Sequence[tuple[int, int]],
    blocks: Iterable[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """Where somebody is called by that first word alone: "kata Lalu"."""
    taken = {start for start, _ in found}
    alone = compiled(rf"(?<= ){re.escape(word)}(?![\w-])")
    for one in (one for block in blocks for one in alone.finditer(text, *block)):
        if one.start() not in taken and not _opens_sentence(text, one.start()):
            yield one.span()


def _person(text: str, span: tuple[int, int], inside: Mention | None) -> Mention:
    """The person of a run, with the title that was read before a part of it."""
    start, end = span[0], max(span[1], inside.end if inside else 0)
    words = text[start:end]
    person = Mention(start, end, words, Kind.PERSON, "name.person.form", _SURE, name=words)
    if inside is None:
        return person
    first = words.split(" ", 1)[0]
    title = f"{inside.title} ".partition(f" {first} ")[0].rstrip()
    return person._replace(
        title=title, affiliation=inside.affiliation, subject_like=inside.subject_like
    )
