"""Loads the language folders and checks them against a schema; compiles word lists to patterns.

A mistake in the data is reported with file and key, never as a stack of regex errors later. Each
table is read once per process, when a text of that language first needs it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from workbench.errors import DataError

NEUTRAL = "neutral"
"""The folder of rules that hold in any language."""

WORDS, MAP, NUMBERS, GROUPS, RECORDS, TEXT = "words", "map", "numbers", "groups", "records", "text"

SCHEMA: dict[str, dict[str, str]] = {
    "cues": {"cue": RECORDS, "traps": WORDS},
    "frames": {
        "complementisers": WORDS, "adjuncts": WORDS, "demonstrative": WORDS, "audience": WORDS,
        "clause_breaks": WORDS, "leads": WORDS, "conjunctions": WORDS, "subject_stops": WORDS,
        "speaker_stops": WORDS, "adverbs": WORDS, "relative": WORDS, "according": WORDS,
        "clitics": WORDS, "speaker_joins": WORDS, "joint": WORDS, "manner": WORDS,
        "contrasts": WORDS, "closers": WORDS,
        "hedges": WORDS, "negations": WORDS, "future": WORDS, "past": WORDS,
        "opinion": WORDS, "hypothetical": WORDS, "quantifiers": WORDS,
        "content_openers": WORDS, "saying_nouns": WORDS, "reasons": WORDS, "helpers": WORDS,
        "silent_before": WORDS, "questions": WORDS, "describing": WORDS,
        "according_documents": WORDS, "particles": WORDS, "as_said": WORDS, "cue_negations": WORDS,
        "results": WORDS, "clause_joints": WORDS, "hedge_traps": WORDS,
        "comparatives": WORDS,
        "possible": WORDS, "probable": WORDS, "subordinators": WORDS, "where": WORDS,
        "age_units": WORDS, "one": WORDS, "infinitives": WORDS,
        "kept": WORDS, "be": WORDS, "determiners": WORDS, "clause_subjects": WORDS,
        "appositions": WORDS, "asides": WORDS, "not_adverbs": WORDS, "judging_endings": WORDS,
        "alone": WORDS,
        "support": WORDS, "not_participles": WORDS, "prepositions": WORDS,
    },
    "pronouns": {"singular": WORDS, "plural": WORDS, "first": WORDS, "collective": WORDS,
                 "reflexive": WORDS},
    "references": {"groups": WORDS, "states": WORDS, "definite": WORDS, "former": WORDS,
                   "ends": WORDS, "called": WORDS, "attributes": WORDS, "announcing": WORDS,
                   "issued": WORDS,
                   "forms": MAP,
                   "states_meant": MAP},
    "people": {
        "titles": WORDS, "ministers": WORDS, "roles": WORDS, "role_words": WORDS,
        "honorifics": WORDS,
        "connectors": WORDS, "given_before": WORDS, "role_shapes": WORDS,
        "anonymous": WORDS, "sources": WORDS,
        "documents": WORDS, "crowds": WORDS, "leads_of": WORDS,
    },
    "names": {
        "organisation_heads": WORDS, "building_heads": WORDS,
        "organisation_words": WORDS, "organisations": MAP,
        "place_heads": WORDS, "place_prepositions": WORDS, "connectors": WORDS, "common": WORDS,
        "not_acronyms": WORDS, "places": MAP, "outlets": WORDS, "agencies": WORDS, "capitals": TEXT,
    },
    "times": {
        "months": NUMBERS, "weekdays": NUMBERS, "parts": MAP, "days": NUMBERS, "day_parts": MAP,
        "part_days": NUMBERS, "units": MAP, "past_units": MAP, "relative": RECORDS,
        "modifiers": MAP, "bounds": MAP, "vague": MAP, "durations": MAP, "quarters": MAP,
        "holidays": MAP, "halves": MAP, "date_order": TEXT,
        **dict.fromkeys(
            ("day_prefix", "date_prefix", "month_prefix", "year_words", "year_prefix", "year_traps",
             "ago", "ahead", "lasting", "lasting_before", "told_from", "since", "joins", "articles",
             "of", "every", "often", "that", "centuries", "era_words", "eras", "seasons",
             "holiday_prefix", "holiday_before", "reckonings", "decade_suffixes", "clock_prefix",
             "clock_before", "zones", "coming", "as_of", "part_traps", "part_traps_after",
             "weekday_traps", "weekday_traps_after", "name_traps", "ages", "present",
             "told_days", "and", "written_small", "age_joins", "ages_after"),
            WORDS,
        ),
    },
    "quantities": {
        "numbers": NUMBERS, "scales": NUMBERS, "units": MAP, "classifiers": MAP, "currency": MAP,
        "currency_after": MAP, "approximate": WORDS, "range": WORDS, "casualties": WORDS,
        "decimal": TEXT, "grouping": TEXT, "not_counted": WORDS, "percent": WORDS,
        "suffixes": NUMBERS, "money_suffixes": NUMBERS, "negative": WORDS, "alone": NUMBERS,
        "ordinals": NUMBERS, "ordinal_prefixes": WORDS, "ordinal_suffixes": WORDS,
        "vague": MAP, "fractions": NUMBERS, "units_before": MAP, "sizes": MAP, "numbered": WORDS,
        "of": WORDS, "half": WORDS, "whole_fractions": WORDS, "ones": WORDS, "ranks": WORDS,
    },
    "lines": {
        "credit": WORDS, "byline": WORDS, "editor": WORDS, "caption": WORDS, "related": WORDS,
        "boilerplate": WORDS, "relay": WORDS, "relay_verbs": WORDS, "relay_nouns": WORDS,
        "citing": WORDS,
        "republished": WORDS, "labels": WORDS, "not_outlets": WORDS,
        "outlet_words": WORDS, "told": WORDS,
    },
    "verbs": {"acts": WORDS, "prefixes": WORDS, "not_verbs": WORDS, "auxiliaries": WORDS,
              "deaths": WORDS, "weighty": WORDS, "irregular": WORDS, "past_endings": WORDS,
              "passive_prefixes": WORDS, "objectless_prefixes": WORDS, "agents": WORDS},
}  # fmt: skip

CUE_KEYS = {
    "lemma": str, "force": str, "factuality": str, "before": list, "after": list,
    "passive": list, "strict": bool, "base": list, "ing": list, "noun": list, "takes": list,
}  # fmt: skip
SIDES = ("before", "base", "after", "passive", "ing", "noun")
"""The lists of forms that a cue may have."""
TAKES = frozenset(
    (
        "clause", "wh", "to", "object", "object-to", "of", "as", "for", "naming", "ing", "told",
        "seeing", "quote",
    )
)  # fmt: skip
FORCES = frozenset(
    (
        "say", "claim", "report", "deny", "doubt", "predict", "confirm", "promise", "call", "order",
        "ask", "believe",
    )
)  # fmt: skip
FACTUALITIES = frozenset(["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"])


def check_table(name: str, table: Mapping[str, Any], where: str) -> None:
    """Raise DataError, naming file and key, unless the table has the shape SCHEMA wants."""
    schema = SCHEMA[name]
    for key, value in table.items():
        if key not in schema:
            raise DataError(f"{where}: unknown key {key!r}", f"Known: {', '.join(sorted(schema))}")
        if problem := _problem(schema[key], value):
            raise DataError(f"{where}: key {key!r} {problem}")
    for index, cue in enumerate(table.get("cue", ()) if name == "cues" else ()):
        if problem := _cue_problem(cue):
            raise DataError(f"{where}: cue {index + 1} ({cue.get('lemma', '?')}) {problem}")


def _problem(shape: str, value: object) -> str:
    if shape == WORDS and not (isinstance(value, list) and all(isinstance(w, str) for w in value)):
        return "must be a list of words"
    if shape == WORDS and isinstance(value, list) and any(not w.strip() for w in value):
        return "holds an empty word"
    if shape == RECORDS and not (
        isinstance(value, list) and all(isinstance(record, dict) for record in value)
    ):
        return "must be an array of tables"
    if shape == TEXT and not isinstance(value, str):
        return "must be text"
    if shape in (MAP, NUMBERS):
        kind = str if shape == MAP else (int, float)
        if not isinstance(value, dict) or not all(isinstance(v, kind) for v in value.values()):
            return f"must be a table of words to {'text' if shape == MAP else 'numbers'}"
    return ""


def _cue_problem(cue: Mapping[str, Any]) -> str:
    for key, value in cue.items():
        if key not in CUE_KEYS:
            return f"has an unknown key {key!r}"
        if not isinstance(value, CUE_KEYS[key]):
            return f"key {key!r} must be of type {CUE_KEYS[key].__name__}"
    if not cue.get("lemma"):
        return "needs a lemma"
    if cue.get("force") not in FORCES:
        return f"force {cue.get('force')!r} is none of {', '.join(sorted(FORCES))}"
    if unknown := set(cue.get("takes", ())) - TAKES:
        return f"takes {min(unknown)!r}, which is none of {', '.join(sorted(TAKES))}"
    if cue.get("factuality", "CT+") not in FACTUALITIES:
        return f"factuality {cue.get('factuality')!r} is none of FactBank's eight"
    if not any(cue.get(side) for side in SIDES):
        return "has no form"
    return ""


class Lexicon:
    """The tables of one language; a missing one is that of no language, never missing keys."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def words(self, table: str, key: str) -> tuple[str, ...]:
        """The words of a list, as written."""
        self._expect(table, key, WORDS)
        return tuple(self._table(table).get(key, ()))

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
        if SCHEMA[table][key] != shape:
            raise KeyError(f"{table}.{key} is {SCHEMA[table][key]}, not {shape}")


@lru_cache(maxsize=512)
def _word_set(lang: str, table: str, key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _load(lang, table).get(key, ()))


@lru_cache(maxsize=256)
def _load(lang: str, table: str) -> dict[str, Any]:
    file = resources.files("workbench.extract") / "lang" / lang / f"{table}.toml"
    if not file.is_file():
        return {} if lang == NEUTRAL else _load(NEUTRAL, table)
    where = f"lang/{lang}/{table}.toml"
    try:
        loaded = tomllib.loads(file.read_text(encoding="utf-8"))
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
    folder = resources.files("workbench.extract") / "lang"
    return frozenset(item.name for item in folder.iterdir() if item.is_dir()) - {NEUTRAL}


def alternation(words: Iterable[str]) -> str:
    """One pattern for any of the words, as a trie: no backtracking over hundreds of branches.

    A blank in a word matches any blanks in between; no word at all gives a pattern that never
    matches.
    """
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _trie_pattern(trie) if trie else r"(?!)"


def _trie_pattern(node: Mapping[str, Any]) -> str:
    branches = []
    for character in sorted(key for key in node if key):
        head = r"\s{1,3}" if character == " " else re.escape(character)
        branches.append(head + _trie_pattern(node[character]))
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    if "" in node:
        return f"(?:{body})?"
    return body
