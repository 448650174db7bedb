"""What the tagger reads of a word: its look, its beginning and end, the lists that it stands in.

The same for learning (build/tagger.py) and for tagging, or the weights would mean nothing. Nothing
here looks at more than a word and those beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.extract.gazetteer import Gazetteer
from workbench.extract.known_names import known_for
from workbench.extract.lexicon import Lexicon


class WordClasses:
    """What word lists and the place table say of a word; part of what the model reads."""

    def __init__(self, lex: Lexicon, lists: dict[str, frozenset[str]], places: Gazetteer) -> None:
        def last(words: frozenset[str]) -> frozenset[str]:
            return frozenset(word.split()[-1] for word in words)

        def first(words: frozenset[str]) -> frozenset[str]:
            return frozenset(word.split()[0] for word in words)

        self._places = places
        self._sets = (
            ("t", last(lex.set("people", "titles"))),
            ("h", lex.set("people", "honorifics")),
            ("r", lex.set("people", "roles")),
            ("w", lex.set("people", "role_words")),
            ("o", first(lex.set("names", "organisation_heads"))),
            ("ow", lex.set("names", "organisation_words")),
            ("p", lex.set("names", "place_heads")),
            ("pp", lex.set("names", "place_prepositions")),
            ("gb", lex.set("people", "given_before")),
            ("k", frozenset(lex.map("names", "places"))),
            ("c", frozenset(lex.numbers("times", "months"))
             | frozenset(lex.numbers("times", "weekdays"))),
            ("np", lists["person_words"]),
            ("nl", lists["place_words"]),
            ("no", lists["organisation_words"]),
            ("g!", lex.set("people", "given")),
        )  # fmt: skip
        known = known_for(lex.lang)
        self._written = (
            ("o!", known.organisations), ("p!", known.people), ("s!", known.shared),
        )  # fmt: skip

    def of(self, word: str) -> list[str]:
        """The names of the word's classes."""
        lower = word.lower()
        found = [name for name, words in self._sets if lower in words]
        found += [name for name, words in self._written if word in words]
        if self._places.knows(lower):
            found.append("g")
        if lower in self._places.settlements:
            found.append("gs")
        return found


def shape(word: str) -> str:
    """The look of a word: capitals, digits, marks."""
    if word.isdigit():
        return "9"
    if not word[0].isalnum():
        return word if word in ".,-()\"'/&:;" else "P"
    if word.isupper():
        return "X" if len(word) == 1 else "XX" if len(word) <= 5 else "XXX"
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "x" if word.islower() else "m"


def word_features(offset: int, word: str, classes: Sequence[str]) -> list[str]:
    """What a word says about the place it stands at, or about its neighbour `offset` away."""
    at = "" if offset == 0 else f"{offset:+d}"
    features = [f"{at}w={word.lower()}", f"{at}s={shape(word) if word[0] != '<' else word}"]
    features += [f"{at}c={name}" for name in classes]
    if offset == 0:
        lower = word.lower()
        features += [f"p{size}={lower[:size]}" for size in (2, 3, 4) if len(lower) > size]
        features += [f"e{size}={lower[-size:]}" for size in (2, 3, 4) if len(lower) > size]
    return features


def place_features(
    shapes: tuple[str, str, str], opens: bool, common: bool, known: str
) -> list[str]:
    """What the shapes round a word, its place in the sentence and the place table say."""
    before, own, behind = shapes
    features = [f"ss={before} {own}", f"s+={own} {behind}", f"3s={before} {own} {behind}"]
    if opens:
        features += ["first", f"first={own}"]
    if common:
        features.append("common first" if opens else "common")
    if known:
        features.append(f"known={known}")
    return features
