"""Loads the language folders and checks them (schema, cue_record); compiles word lists to patterns.

A mistake in the data is reported with file and key, never as a stack of regex errors later. Each
table is read once per process, when a text of that language first needs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from workbench.errors import DataError
from workbench.extract.cue_record import problem_of
from workbench.extract.data import DATA_FOLDER
from workbench.extract.kept import kept
from workbench.extract.key import LISTS, MAP, NUMBERS, RECORDS, TEXT, WORDS, Key
from workbench.extract.schema import SCHEMA
from workbench.extract.terms import Side

NEUTRAL = "neutral"
"""The folder of rules that hold in any language."""
REFERENCE = "@"
"""Begins what stands for all words of another list: "@closers", "@people.titles"."""


def check_table(name: str, table: Mapping[str, Any], where: str) -> None:
    """Raise DataError, naming file and key, unless the table has the shape SCHEMA wants."""
    schema = SCHEMA[name]
    for key, value in table.items():
        if key not in schema:
            raise DataError(f"{where}: unknown key {key!r}", f"Known: {', '.join(sorted(schema))}")
        if problem := _problem(schema[key], value):
            raise DataError(f"{where}: key {key!r} {problem}")
    for index, cue in enumerate(table.get("cue", ()) if name == "cues" else ()):
        if problem := problem_of(cue):
            raise DataError(f"{where}: cue {index + 1} ({cue.get('lemma', '?')}) {problem}")


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _is_table_to(kind: type | tuple[type, ...]) -> Callable[[object], bool]:
    def fits(value: object) -> bool:
        return isinstance(value, dict) and all(isinstance(v, kind) for v in value.values())

    return fits


def _is_table_to_words(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_words, value.values()))


_SHAPES: dict[str, tuple[Callable[[object], bool], str]] = {
    WORDS: (_is_words, "must be a list of words"),
    RECORDS: (
        lambda value: isinstance(value, list) and all(isinstance(one, dict) for one in value),
        "must be an array of tables",
    ),
    TEXT: (lambda value: isinstance(value, str), "must be text"),
    MAP: (_is_table_to(str), "must be a table of words to text"),
    NUMBERS: (_is_table_to((int, float)), "must be a table of words to numbers"),
    LISTS: (_is_table_to_words, "must be a table of words to lists of words"),
}
"""Shape -> whether a value has it, and what to say if not."""


def _problem(key: Key, value: object) -> str:
    fits, problem = _SHAPES[key.shape]
    if not fits(value):
        return problem
    if key.terms and value not in key.terms:
        return f"is none of {', '.join(sorted(key.terms))}"
    if isinstance(value, list) and any(isinstance(w, str) and not w.strip() for w in value):
        return "holds an empty word"
    return ""


class Lexicon:
    """The tables of one language; a missing one is that of no language, never missing keys."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def has(self, table: str) -> bool:
        """Whether the language has a table, be it that of no language."""
        return bool(self._table(table))

    def words(self, table: str, key: str) -> tuple[str, ...]:
        """The words of a list, as written."""
        self._expect(table, key, WORDS)
        return _words(self.lang, table, key)

    def set(self, table: str, key: str) -> frozenset[str]:
        """The words of a list in lower case."""
        return _word_set(self.lang, table, key)

    def map(self, table: str, key: str) -> dict[str, str]:
        """A table of words to text, words in lower case."""
        self._expect(table, key, MAP)
        return {k.lower(): v for k, v in self._table(table).get(key, {}).items()}

    def numbers(self, table: str, key: str) -> dict[str, float]:
        """A table of words to numbers, words in lower case."""
        self._expect(table, key, NUMBERS)
        return {k.lower(): v for k, v in self._table(table).get(key, {}).items()}

    def lists(self, table: str, key: str) -> dict[str, list[str]]:
        """A table of words to lists of words, as written."""
        self._expect(table, key, LISTS)
        return dict(self._table(table).get(key, {}))

    def records(self, table: str, key: str) -> list[dict[str, Any]]:
        """An array of tables."""
        self._expect(table, key, RECORDS)
        return list(self._table(table).get(key, ()))

    def text(self, table: str, key: str) -> str:
        """One text, empty when it is not given."""
        self._expect(table, key, TEXT)
        return str(self._table(table).get(key, ""))

    def _table(self, table: str) -> dict[str, Any]:
        return _load(self.lang, table)

    @staticmethod
    def _expect(table: str, key: str, shape: str) -> None:
        found = SCHEMA[table][key].shape
        if found != shape:
            raise KeyError(f"{table}.{key} is {found}, not {shape}")


@lru_cache(maxsize=512)
def _word_set(lang: str, table: str, key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _words(lang, table, key))


@lru_cache(maxsize=512)
def _words(lang: str, table: str, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_resolved(lang, table, key, ())))


def _resolved(
    lang: str, table: str, key: str, behind: tuple[tuple[str, str], ...]
) -> Iterator[str]:
    """The words of a list; "@key" and "@file.key" stand for all words of another list."""
    where = f"lang/{lang}/{table}.toml: key {key!r}"
    if (table, key) in behind:
        raise DataError(f"{where} refers to itself")
    for word in _load(lang, table).get(key, ()):
        if not word.startswith(REFERENCE):
            yield word
            continue
        file, dot, other = word.removeprefix(REFERENCE).rpartition(".")
        target = (file if dot else table, other)
        known = SCHEMA.get(target[0], {}).get(target[1])
        if known is None or known.shape != WORDS:
            raise DataError(f"{where} refers to {word!r}, which is no list of words")
        yield from _resolved(lang, *target, (*behind, (table, key)))


@lru_cache(maxsize=256)
def _load(lang: str, table: str) -> dict[str, Any]:
    file = DATA_FOLDER / "lang" / lang / f"{table}.toml"
    if not file.is_file():
        return {} if lang == NEUTRAL else _load(NEUTRAL, table)
    source = file.read_text(encoding="utf-8")
    loaded: dict[str, Any] = kept().made(
        f"table {lang} {table}", source, lambda: _read(lang, table, source)
    )
    return loaded


def _read(lang: str, table: str, source: str) -> dict[str, Any]:
    import tomllib  # of no use where the table was kept, and slow to import

    where = f"lang/{lang}/{table}.toml"
    try:
        loaded = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{where}: {error}") from error
    check_table(table, loaded, where)
    return loaded


@lru_cache(maxsize=64)
def lexicon_for(lang: str) -> Lexicon:
    """The lexicon of a language; of no language in particular when there is no folder for it."""
    return Lexicon(lang if lang in languages() else NEUTRAL)


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The languages with a folder of their own."""
    folder = DATA_FOLDER / "lang"
    return frozenset(item.name for item in folder.iterdir() if item.is_dir()) - {NEUTRAL}


@lru_cache(maxsize=1)
def name_prefixes() -> str:
    """Pattern source of what a hyphen joins to a part of a name in any language: "al", "asy"."""
    return f"(?:{alternation(lexicon_for(NEUTRAL).words('names', 'name_prefixes'))})"


@lru_cache(maxsize=32)
def cue_forms(lang: str, side: Side) -> frozenset[str]:
    """The forms of all cues of a language that stand on one side of what is said, in small
    letters."""
    cues = lexicon_for(lang).records("cues", "cue")
    return frozenset(form.lower() for cue in cues for form in cue.get(side, ()))


def cased(words: Iterable[str]) -> list[str]:
    """Each as it is and with a capital, as at the start of a sentence."""
    return [form for word in words for form in (word, word[:1].upper() + word[1:])]


def alternation(words: Iterable[str]) -> str:
    """One pattern for any of the words, as a trie: no backtracking over hundreds of branches.

    A blank in a word matches any blanks in between; no word at all gives a pattern that never
    matches.
    """
    listed = sorted(set(words))
    if not listed:
        return r"(?!)"
    pattern: str = kept().made("words", "\n".join(listed), lambda: _trie_pattern(listed, 0))
    return pattern


def _trie_pattern(words: Sequence[str], at: int) -> str:
    """The pattern of what follows the first `at` code points, which sorted words share."""
    ends = len(words[0]) == at
    branches = []
    for character, group in groupby(words[ends:], lambda word: word[at]):
        first, *others = group
        if others:
            branches.append(_literal(character) + _trie_pattern([first, *others], at + 1))
        else:
            branches.append(_literal(first[at:]))
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{body})?" if ends else body


def _literal(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s{1,3}")
