from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from workbench.errors import DataError
from workbench.extract.lexicon import alternation, check_table, languages, lexicon_for
from workbench.extract.schema import CUE, SCHEMA, TAKES

FILES = [
    (folder.name, file.name.removesuffix(".toml"))
    for folder in (resources.files("workbench.extract") / "lang").iterdir()
    if folder.is_dir()
    for file in folder.iterdir()
    if file.name.endswith(".toml")
]


@pytest.mark.parametrize(("lang", "table"), FILES)
def test_every_shipped_table_fits_its_schema(lang: str, table: str) -> None:
    import tomllib

    file = resources.files("workbench.extract") / "lang" / lang / f"{table}.toml"
    loaded = tomllib.loads(file.read_text(encoding="utf-8"))
    check_table(table, loaded, f"{lang}/{table}.toml")
    assert loaded or lang == "neutral"


def test_indonesian_and_english_have_every_table() -> None:
    """Complements only where a language is read by them."""
    assert {"id", "en"} <= languages()
    for lang, without in (("id", {"complements"}), ("en", set())):
        assert {table for folder, table in FILES if folder == lang} == set(SCHEMA) - without


def test_every_key_is_explained_and_read_by_somebody() -> None:
    folder = resources.files("workbench.extract")
    assert isinstance(folder, Path)
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in folder.rglob("*.py")
        if path.name != "schema.py"
    )
    for table, keys in SCHEMA.items():
        for key, (_, meaning) in keys.items():
            assert len(meaning.split()) > 1, f"{table}.{key} needs a meaning"
            assert f'"{key}"' in source or f"'{key}'" in source, f"nobody reads {table}.{key}"
    for meaning in (*(meaning for _, meaning in CUE.values()), *TAKES.values()):
        assert meaning


@pytest.mark.parametrize(
    ("table", "loaded", "words"),
    [
        ("times", {"monhts": {}}, "unknown key 'monhts'"),
        ("times", {"months": ["Mei"]}, "key 'months' must be a table"),
        ("frames", {"adjuncts": "di"}, "key 'adjuncts' must be a list"),
        ("frames", {"adjuncts": ["di", " "]}, "empty word"),
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
