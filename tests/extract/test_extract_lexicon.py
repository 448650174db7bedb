from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from workbench.errors import DataError
from workbench.extract.cue_record import CUE, TAKES
from workbench.extract.key import WORDS
from workbench.extract.lexicon import (
    NEUTRAL,
    REFERENCE,
    Lexicon,
    alternation,
    check_table,
    languages,
    lexicon_for,
)
from workbench.extract.schema import SCHEMA

FILES = [
    (folder.name, file.name.removesuffix(".toml"))
    for folder in (resources.files("workbench.extract") / "lang").iterdir()
    if folder.is_dir()
    for file in folder.iterdir()
    if file.name.endswith(".toml")
]


@pytest.mark.parametrize(("lang", "table"), FILES)
def test_every_shipped_table_fits_its_schema(lang: str, table: str) -> None:
    file = resources.files("workbench.extract") / "lang" / lang / f"{table}.toml"
    loaded = tomllib.loads(file.read_text(encoding="utf-8"))
    check_table(table, loaded, f"{lang}/{table}.toml")
    assert loaded or lang == "neutral"


def test_indonesian_and_english_have_every_table() -> None:
    """Complements only where a language is read by them, known names where it has a tagger."""
    assert {"id", "en"} <= languages()
    for lang, without in (("id", {"complements"}), ("en", {"known"})):
        assert {table for folder, table in FILES if folder == lang} == set(SCHEMA) - without


def test_every_key_is_explained_and_read_by_somebody() -> None:
    folder = resources.files("workbench.extract")
    assert isinstance(folder, Path)
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in folder.rglob("*.py")
        if path.name not in ("schema.py", "cue_record.py")
    )
    for table, keys in SCHEMA.items():
        for key, (_, meaning, _) in keys.items():
            assert len(meaning.split()) > 1, f"{table}.{key} needs a meaning"
            assert f'"{key}"' in source or f"'{key}'" in source, f"nobody reads {table}.{key}"
    for meaning in (*(meaning for _, meaning in CUE.values()), *TAKES.values()):
        assert meaning


@pytest.mark.parametrize(("lang", "table"), FILES)
def test_a_list_holds_no_word_twice(lang: str, table: str) -> None:
    """Nor beside a reference to a list that has it."""
    file = resources.files("workbench.extract") / "lang" / lang / f"{table}.toml"
    lexicon = lexicon_for(lang if lang != NEUTRAL else "")
    for key, value in tomllib.loads(file.read_text(encoding="utf-8")).items():
        if SCHEMA[table][key].shape == WORDS:
            words = [word for word in value if not word.startswith(REFERENCE)]
            for reference in (word for word in value if word.startswith(REFERENCE)):
                other, _, name = reference.removeprefix(REFERENCE).rpartition(".")
                words += lexicon.words(other or table, name)
            twice = sorted(word for word in set(words) if words.count(word) > 1)
            assert not twice, f"{table}.{key}"


def test_a_reference_stands_for_the_words_of_another_list() -> None:
    german = lexicon_for("de")
    assert set(german.words("frames", "closers")) < set(german.words("frames", "speaker_stops"))
    assert {title.lower() for title in german.words("people", "titles")} < german.set(
        "people", "roles"
    )


@pytest.mark.parametrize(
    ("frames", "problem"),
    [
        ('closers = ["@adjuncts"]\nadjuncts = ["@frames.closers"]', "refers to itself"),
        ('closers = ["@people.nobody"]', "refers to '@people.nobody', which is no list of words"),
        ('closers = ["@months"]', "refers to '@months', which is no list of words"),
    ],
)
def test_a_wrong_reference_names_file_and_key(
    frames: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lang = tmp_path.name  # of its own: what was read once is kept
    folder = tmp_path / "lang" / lang
    folder.mkdir(parents=True)
    (folder / "frames.toml").write_text(frames, encoding="utf-8")
    monkeypatch.setattr("workbench.extract.lexicon.DATA_FOLDER", tmp_path)
    with pytest.raises(DataError, match=re.escape(problem)) as caught:
        Lexicon(lang).words("frames", "closers")
    assert f"{lang}/frames.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("table", "loaded", "words"),
    [
        ("times", {"monhts": {}}, "unknown key 'monhts'"),
        ("times", {"months": ["Mei"]}, "key 'months' must be a table"),
        ("frames", {"adjuncts": "di"}, "key 'adjuncts' must be a list"),
        ("frames", {"adjuncts": ["di", " "]}, "empty word"),
        ("names", {"capitals": "noun"}, "key 'capitals' is none of nouns"),
        ("cues", {"cue": [{"lemma": "kata", "force": "shout"}]}, "force 'shout'"),
        ("cues", {"cue": [{"lemma": "kata", "force": "say"}]}, "has no form"),
        ("cues", {"cue": [{"lemma": "kata", "afer": ["kata"]}]}, "unknown key 'afer'"),
        ("cues", {"cue": [{"lemma": "kata", "force": "say", "after": ["kata"], "factuality": "X"}]},
         "factuality 'X'"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_and_key(table: str, loaded: dict[str, object], words: str) -> None:
    with pytest.raises(DataError, match=re.escape(words)) as caught:
        check_table(table, loaded, f"id/{table}.toml")
    assert f"id/{table}.toml" in str(caught.value)


def test_an_unknown_language_gets_the_neutral_rules() -> None:
    assert lexicon_for("xx").lang == "neutral"
    assert lexicon_for("../id").lang == "neutral"


@pytest.mark.parametrize(
    "words", [["a"], ["a", "ab", "abc"], ["wali kota", "wali"], ["a.b", "a+b"]]
)
def test_an_alternation_matches_its_words_and_no_others(words: list[str]) -> None:
    pattern = re.compile(alternation(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert not pattern.fullmatch("zzz")
    assert not pattern.fullmatch("")


def test_no_words_never_match() -> None:
    assert re.search(alternation([]), "anything at all") is None
