"""A small learned tagger: which capitalised words are names, where they end, and of what type.

A linear-chain model over words (build/tagger.py makes it); its weights are data, a table for each
language that has one. Only the windows round capitals are decoded, so the cost grows with their
number alone. It reads words and shapes only, and no text may make it raise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain
from struct import Struct
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.errors import DataError
from workbench.extract.data import DATA_FOLDER
from workbench.extract.features import WordClasses, place_features, shape, word_features
from workbench.extract.gazetteer import gazetteer
from workbench.extract.kept import compiled
from workbench.extract.known_names import TOKEN, known_for
from workbench.extract.learned import Learned
from workbench.extract.lexicon import NEUTRAL, Lexicon, alternation, lexicon_for, name_prefixes
from workbench.extract.moves import Moves, Vector
from workbench.extract.sentences import UPPER
from workbench.extract.text_words import first_words, words_in

KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)
LABELS = ("O", *(f"{edge}-{kind.value}" for edge in "BI" for kind in KINDS))
LISTS = ("common", "leads", "inner", "person_words", "place_words", "organisation_words")
_NO_WEIGHTS = (0,) * len(LABELS)
_CONTEXT = 32
"""Code points before and behind a window in which its neighbours are looked for."""
_NEAR = 20
"""Code points in which the two words before a window mostly stand whole."""
_OPENS = frozenset(".?!:…<")
"""Marks behind which a sentence begins, and the name for the start of the text."""
_SKIPPED = frozenset('"“”„‘«([*•')
_BEHIND = compiled(r"\s{0,8}(\w{1,40}|[^\w\s])(?:\s{0,8}(\w{1,40}|[^\w\s]))?")
_CAPITAL = compiled(rf"[{UPPER}]")
_OPENING = compiled(r"(?:[.?!][”\"]?[ \u00a0]|\A|\n)[“\"]?\Z")
CERTAIN = 900
"""The margin of a known name that stands alone."""

_LANES = Struct(f"<{len(LABELS)}I")
_LIFT = 1 << 20
"""Keeps every number of a packed vector above zero; the same for all labels, it decides nothing."""


PlaceKey = tuple[str, str, str, bool, bool, str]
"""Shapes of a word and those beside it, whether it opens a sentence, is common, and known how."""


class Tagged(NamedTuple):
    """A stretch of text that the model takes for a name."""

    start: int
    end: int
    kind: Kind | None
    """None: capitals that the model takes for no name."""
    margin: int
    """How far it is ahead of being no name, in hundredths, per word."""


class Window(NamedTuple):
    """The tokens of a run of capitals, with two neighbours on either side."""

    words: list[str]
    spans: list[tuple[int, int]]
    """Of the words inside; the neighbours have none."""
    opens: list[bool]
    """Whether a sentence begins with the word, so that its capital says nothing."""


class Tagger:
    """The model of one language."""

    def __init__(self, lex: Lexicon, table: str, where: str = "tagger.tsv") -> None:
        self._where = where
        self.lists: dict[str, frozenset[str]] = dict.fromkeys(LISTS, frozenset())
        self._rows: dict[str, str | Vector] = {}
        self._moves = self._read(table)
        self._places = gazetteer()
        self._titles = lex.set("people", "titles")
        self._certain = dict.fromkeys(lex.map("names", "places"), Kind.PLACE) | dict.fromkeys(
            lex.map("names", "organisations"), Kind.ORGANISATION
        )
        self._known = known_for(lex.lang)
        self._plain = (
            lex.set("names", "common") | lex.set("people", "role_words") | self._titles
            | lex.set("people", "honorifics") | frozenset(lex.numbers("times", "months"))
            | frozenset(lex.numbers("times", "weekdays"))
        )  # fmt: skip
        places = self._places
        known = chain(self._titles, self._certain, places.countries, places.cities, places.shared)
        self._opening_phrases = frozenset(name.partition(" ")[0] for name in known if " " in name)
        self._lengths = _lengths(self._known.phrases)
        self._classes = WordClasses(lex, self.lists, self._places)
        self._run = _window_pattern(self.lists, self._known.small).match
        self._small_openings = first_words((
            *self.lists["leads"], *self._known.small,
            *lexicon_for(NEUTRAL).words("names", "name_prefixes"),
        ))  # fmt: skip
        """The words in small letters that a run of capitals may begin with."""
        self._shape_of = Learned(shape)
        self._classes_of = Learned(self._classes.of)
        self._vectors = tuple(Learned(partial(self._word_vector, place)) for place in range(5))
        self._unknown: dict[tuple[int, str], int] = {}
        self._shapes = Learned(self._shape_vector)

    def _read(self, table: str) -> Moves:
        section = ""
        moves: list[Vector] = []
        for number, line in enumerate(table.splitlines(), 1):
            key, tab, value = line.rpartition("\t")
            if tab and section == "weights":  # nearly all
                self._rows[key] = value
            elif line.startswith("# "):
                continue
            elif line.startswith("= "):
                section = line[2:]
            elif not tab:
                raise DataError(f"{self._where}: line {number} has no tab")
            elif section == "moves":
                moves.append(_numbers(value))
            elif section == "lists" and key in self.lists:
                self.lists[key] = frozenset(value.split("|"))
            else:
                raise DataError(f"{self._where}: line {number} belongs to no section")
        if len(moves) != len(LABELS) or not self._rows:
            raise DataError(f"{self._where}: not a model of {len(LABELS)} labels")
        return Moves(moves)

    def tag(self, text: str, start: int, end: int, lowercase: frozenset[str]) -> Iterator[Tagged]:
        """The names in text[start:end], in order; `lowercase` are words that the text also writes
        without a capital. A common word at the beginning of a sentence is no name, a known place
        or organisation that stands alone is one: neither is decoded."""
        common, certain = self.lists["common"], self._certain
        for run in self._runs(text, start, end):
            words = run.group()
            if words.isalnum():
                lower = words.lower()
                plain = lower in common or lower in lowercase
                if plain and _OPENING.search(text, max(start, run.start() - 4), run.start()):
                    continue
                if kind := self._known.kind_of(words) or certain.get(lower):
                    yield Tagged(*run.span(), kind, CERTAIN)
                elif tagged := self._decode_word(text, start, end, run, plain):
                    yield tagged
            else:
                yield from self._decode(_window(text, start, end, run), lowercase)

    def _runs(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The runs of capitals in text[start:end]."""
        capitals = [capital.start() for capital in _CAPITAL.finditer(text, start, end)]
        small = words_in(text).alone(self._small_openings, start, end)
        behind = start
        for at in sorted([*capitals, *small]):
            if at >= behind and (run := self._run(text, at, end)):
                yield run
                behind = run.end()

    def whole(self, text: str) -> Window:
        """All of a text as one window, to learn from."""
        spans = [token.span() for token in TOKEN.finditer(text)]
        words = ["<", "<", *(text[a:b] for a, b in spans), ">", ">"]
        return Window(words, spans, _openings(words))

    def _decode_word(
        self, text: str, start: int, end: int, run: re.Match[str], plain: bool
    ) -> Tagged | None:
        """What a run of one word is: as _decode, without looking for a path."""
        word = run.group()
        (pp, p), (n, nn) = _neighbours(text, start, end, run)
        opens = p in _OPENS or (p in _SKIPPED and pp in _OPENS)
        shape_of = self._shape_of
        key = (shape_of[p], shape_of[word], shape_of[n], opens, plain, "")
        emission = self._emission(key, pp, p, word, n, nn)
        label = self._moves.best_alone(emission)
        if label:
            return Tagged(*run.span(), KINDS[label - 1], emission[label] - emission[0])
        named = (
            len(word) > 2 and word[0].isupper() and not plain and word.lower() not in self._plain
        )
        return Tagged(*run.span(), None, 0) if named else None

    def _decode(self, window: Window, lowercase: frozenset[str]) -> Iterator[Tagged]:
        emissions = self._emissions(window, lowercase)
        labels = self._moves.best_path(emissions)
        spans = window.spans
        at = 0
        while at < len(labels):
            label = labels[at]
            stop = at + 1
            if label == 0:
                if self._may_name(window, at, lowercase):
                    yield Tagged(*spans[at], None, 0)
            else:
                inside = (label - 1) % len(KINDS) + 1 + len(KINDS)
                while stop < len(labels) and labels[stop] == inside:
                    stop += 1
                margin = sum(emissions[k][labels[k]] - emissions[k][0] for k in range(at, stop))
                kind = KINDS[inside - 1 - len(KINDS)]
                yield Tagged(spans[at][0], spans[stop - 1][1], kind, margin // (stop - at))
            at = stop

    def _may_name(self, window: Window, at: int, lowercase: frozenset[str]) -> bool:
        """Whether a word that the model takes for no name may still be one that stands elsewhere
        in the text as a name."""
        word = window.words[at + 2]
        if len(word) < 3 or not word[0].isupper():
            return False
        lower = word.lower()
        return not (lower in self.lists["common"] or lower in lowercase or lower in self._plain)

    def _emissions(self, window: Window, lowercase: frozenset[str]) -> list[Vector]:
        words, opens = window.words, window.opens
        shape_of = self._shape_of
        shapes = [shape_of[word] for word in words]
        known = self.known_phrases(words)
        common = self.lists["common"]
        found: list[Vector] = []
        around = zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)
        for at, (pp, p, own, n, nn) in enumerate(around, 2):
            lower = own.lower()
            plain = lower in common or lower in lowercase
            key = (shapes[at - 1], shapes[at], shapes[at + 1], opens[at], plain, known[at])
            found.append(self._emission(key, pp, p, own, n, nn))
        return found

    def _emission(self, key: PlaceKey, pp: str, p: str, own: str, n: str, nn: str) -> Vector:
        """What speaks for each label of a word: its place, itself, and two words on either side.
        All numbers are lifted alike."""
        one, two, three, four, five = self._vectors
        packed = self._shapes[key] + one[pp] + two[p] + three[own] + four[n] + five[nn]
        return _LANES.unpack(packed.to_bytes(_LANES.size, "little"))

    def _word_vector(self, place: int, word: str) -> int:
        if place == 2:
            return self._sum(word_features(0, word, self.classes(word)))
        return self._neighbour_vector(place - 2, word)

    def _neighbour_vector(self, offset: int, word: str) -> int:
        """As _word_vector; words that the model does not know differ by shape and classes alone."""
        classes = self.classes(word)
        if f"{offset:+d}w={word.lower()}" in self._rows:
            return self._sum(word_features(offset, word, classes))
        key = (offset, " ".join((self._shape_of[word], *classes)))
        vector = self._unknown.get(key)
        if vector is None:
            vector = self._unknown[key] = self._sum(word_features(offset, word, classes))
        return vector

    def _shape_vector(self, key: PlaceKey) -> int:
        before, own, behind, opens, common, known = key
        return self._sum(place_features((before, own, behind), opens, common, known))

    def knows_place(self, lower: str) -> bool:
        """Whether a word is the name of a place, however small."""
        return lower in self._certain or self._places.knows_any(lower)

    def is_country(self, lower: str) -> bool:
        """Whether words are the name of a country."""
        return lower in self._places.countries

    def classes(self, word: str) -> list[str]:
        """The classes of a word; a name for the start or end of the text has none."""
        return self._classes_of[word]

    def _sum(self, features: Sequence[str]) -> int:
        """The weights of the features in one number, so that adding adds those of all labels."""
        rows = [
            self._learn_row(feature, row) if isinstance(row, str) else row
            for feature in features
            if (row := self._rows.get(feature))
        ]
        lifted = [_LIFT + sum(column) for column in zip(_NO_WEIGHTS, *rows, strict=True)]
        return int.from_bytes(_LANES.pack(*lifted), "little")

    def _learn_row(self, feature: str, row: str) -> Vector:
        numbers = self._rows[feature] = _numbers(row)
        return numbers

    def _written(self, words: Sequence[str], at: int, last: int) -> list[str] | None:
        """How the words of a known organisation or person are marked; None where none begins."""
        for size in self._lengths[words[at]]:
            kind = self._known.phrases.get(" ".join(words[at : at + size]))
            if kind and at + size <= last:
                mark = kind.value[0]
                return [mark + "B"] + [mark + "I"] * (size - 1)
        return None

    def _listed(self, lower: Sequence[str], at: int, last: int) -> list[str] | None:
        """As _written, of a title or a place."""
        for size in (4, 3, 2):
            if at + size > last:
                continue
            phrase = " ".join(lower[at : at + size])
            if phrase in self._titles:
                return ["T"] * size
            if phrase in self._certain or self._places.knows(phrase):
                return ["B"] + ["I"] * (size - 1)
        return None

    def known_phrases(self, words: Sequence[str]) -> list[str]:
        """For each word whether a known place ("B", "I"), organisation or person ("oB", "pI") or
        title ("T") of several words stands there."""
        known = [""] * len(words)
        lower = [word.lower() for word in words]
        opening, lengths, last = self._opening_phrases, self._lengths, len(words) - 2
        if opening.isdisjoint(lower) and lengths.keys().isdisjoint(words):
            return known
        at = 2
        while at < last - 1:
            marks = self._written(words, at, last) if words[at] in lengths else None
            if not marks and lower[at] in opening and words[at][:1].isupper():
                marks = self._listed(lower, at, last)
            if marks:
                known[at : at + len(marks)] = marks
            at += len(marks or ".")
        return known


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How many words the names have that begin with a word, the longest first."""
    sizes: dict[str, set[int]] = {}
    for name in names:
        sizes.setdefault(name.partition(" ")[0], set()).add(name.count(" ") + 1)
    return {word: tuple(sorted(found, reverse=True)) for word, found in sizes.items()}


def _numbers(row: str) -> Vector:
    return tuple(int(number or 0) for number in row.split(","))


def _window(text: str, start: int, end: int, run: re.Match[str]) -> Window:
    """A run of capitals with its neighbours in text[start:end]."""
    spans = [token.span() for token in TOKEN.finditer(text, *run.span())]
    before, behind = _neighbours(text, start, end, run)
    words = [*before, *(text[a:b] for a, b in spans), *behind]
    return Window(words, spans, _openings(words))


def _neighbours(
    text: str, start: int, end: int, run: re.Match[str]
) -> tuple[Sequence[str], Sequence[str]]:
    """The two words before a run in text[start:end] and the two behind it."""
    first, last = run.span()
    near = text[max(start, first - _NEAR) : first]
    before = near.split()  # mostly plain words
    if len(before) < 3 or not (before[-1].isalnum() and before[-2].isalnum()):
        before = TOKEN.findall(near)
    if len(before) < 3:
        before = ["<", "<", *TOKEN.findall(text, max(start, first - _CONTEXT), first)]
    behind = _BEHIND.match(text, last, end)
    return before[-2:], behind.groups(">") if behind else (">", ">")


def _openings(words: Sequence[str]) -> list[bool]:
    """Which of the words open a sentence."""
    if _OPENS.isdisjoint(words):
        return [False] * len(words)
    opens: list[bool] = []
    opening = False
    for word in words:
        opens.append(opening)
        opening = word in _OPENS or (opening and word in _SKIPPED)
    return opens


def _window_pattern(lists: dict[str, frozenset[str]], small: frozenset[str]) -> re.Pattern[str]:
    """A run of capitals, or of known names that are written `small`: with a lower-case head before
    ("desa Sari"), small words, numbers and marks inside. Every step takes at least one code point,
    so that it is linear."""
    blank = "[ \u00a0]"
    lead = rf"(?:{alternation(sorted(lists['leads']))}{blank}){{0,2}}"
    article = rf"(?:{name_prefixes()}[-‐‑])?"
    capital = rf"{article}(?:[{UPPER}]\w{{0,3}}\.(?={blank}?[{UPPER}])|[{UPPER}]\w{{0,60}}"
    capital += rf"|{alternation(sorted(small))}(?!\w))" if small else ")"
    mark = rf"{blank}?[-'’&/]{blank}?"
    inner = rf"{blank}(?:{alternation(sorted(lists['inner']))}{blank}){{0,2}}"
    number = rf"{blank}?\d{{1,4}}\b"
    return compiled(
        rf"(?<!\w){lead}{capital}(?:(?:{inner}|{mark}|{number}{blank}|(?<=\.)){capital}){{0,30}}"
        rf"(?:{number})?"
    )


@lru_cache(maxsize=4)
def tagger_for(lang: str) -> Tagger | None:
    """The model of a language; None where there is none."""
    file = DATA_FOLDER / "lang" / lang / "tagger.tsv"
    if not lang or not file.is_file():
        return None
    return Tagger(lexicon_for(lang), file.read_text(encoding="utf-8"), f"lang/{lang}/tagger.tsv")
