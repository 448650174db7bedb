"""People whose name opens with words that open nothing else: "I Wayan X", "Ni Luh Y".

A tagger that was trained on other names takes the rest for a place, or leaves the initial out. The
words are data; a run without a name behind them is left as it was read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.lexicon import alternation, lexicon_for
from workbench.extract.mention import Mention
from workbench.extract.sentences import UPPER
from workbench.extract.text_words import Led

_SURE = 0.85
"""How sure a person is who is named so. A step by judgement: as behind a title."""


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
    text: str, mentions: Sequence[Mention], blocks: Iterable[tuple[int, int]], lang: str
) -> list[Mention]:
    """The mentions, with those people in the place of what was read inside their names."""
    run = run_for(lang)
    if run is None:
        return list(mentions)
    spans = [found.span() for block in blocks for found in run.finditer(text, *block)]
    if not spans:
        return list(mentions)
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
