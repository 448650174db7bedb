"""The forms of a word: what may stand under its affixes, by a language's tables.

"penangkapan" may be "tangkap", "angkap" or itself; a table of known words tells which. Of a word
that none is known of, the stem is what is left once all has been taken off that may be.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

_SHORTEST = 3
"""Letters of a stem."""
_PLAIN = 4
"""Letters of the stem of a word that is not known."""
_ENDINGS = 2
"""Endings in a row that are taken off."""

Affixes = Mapping[str, Sequence[str]]
"""An affix -> what may have stood in its place: "meng" -> "", "k"."""


def known_form(word: str, known: Container[str], before: Affixes, behind: Affixes) -> str | None:
    """The longest known word that it may be a form of; itself first."""
    return word if word in known else known_stem(word, known, before, behind)


def known_stem(word: str, known: Container[str], before: Affixes, behind: Affixes) -> str | None:
    """The longest known word that it may be a form of, itself left out."""
    best = ""
    for form in _forms(word, before, behind):
        if (len(form), form) > (len(best), best) and form != word and form in known:
            best = form
    return best or None


def stem_of(word: str, before: Affixes, behind: Affixes) -> str:
    """The stem of a word that is not known: the shortest that is long enough, its first letter as
    it stands."""
    plain_before = {affix: [put for put in puts if not put] for affix, puts in before.items()}
    forms = [form for form in _forms(word, plain_before, behind) if len(form) >= _PLAIN]
    return min(forms, key=lambda form: (len(form), form), default=word)


def _forms(word: str, before: Affixes, behind: Affixes) -> Iterator[str]:
    """What may be left of a word, itself left out."""
    ended = {word}
    edge = {word}
    for _ in range(_ENDINGS):
        edge = {form for one in edge for form in _without_ending(one, behind)} - ended
        ended |= edge
    for form in ended:
        yield form
        for begun in _without_beginning(form, before):
            yield begun
            yield from _without_beginning(begun, before)


def _without_ending(word: str, behind: Affixes) -> Iterator[str]:
    for affix, puts in behind.items():
        if word.endswith(affix) and len(word) - len(affix) >= _SHORTEST - 1:
            body = word[: -len(affix)]
            yield from (body + put for put in puts if len(body) + len(put) >= _SHORTEST)
            if len(body) > _SHORTEST and body[-1:] == body[-2:-1]:
                yield body[:-1]


def _without_beginning(word: str, before: Affixes) -> Iterator[str]:
    for affix, puts in before.items():
        if word.startswith(affix) and len(word) - len(affix) >= _SHORTEST - 1:
            yield from (put + word[len(affix) :] for put in puts)
