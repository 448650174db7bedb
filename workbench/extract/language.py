"""Guesses the language of a text: by script first, then by counting function words.

Two lists decide between what we read (id, en) and the rest; nothing is learned and nothing loaded
besides one small table. An unknown language is "", never a guess.
"""

from __future__ import annotations

from functools import lru_cache

from workbench.extract.data import DATA_FOLDER
from workbench.extract.kept import compiled, kept

_SAMPLE = 6_000
"""Code points that are looked at: enough for any article, and bounded for any other."""
_WORD = compiled(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", compiled(r"[\u3040-\u30ff]")),
    ("ko", compiled(r"[\uac00-\ud7af]")),
    ("zh", compiled(r"[\u4e00-\u9fff]")),
    ("ar", compiled(r"[\u0600-\u06ff]")),
    ("he", compiled(r"[\u0590-\u05ff]")),
    ("th", compiled(r"[\u0e00-\u0e7f]")),
    ("ru", compiled(r"[\u0400-\u04ff]")),
    ("el", compiled(r"[\u0370-\u03ff]")),
    ("hi", compiled(r"[\u0900-\u097f]")),
    ("ta", compiled(r"[\u0b80-\u0bff]")),
    ("ka", compiled(r"[\u10a0-\u10ff]")),
    ("hy", compiled(r"[\u0530-\u058f]")),
)
_ANY_SCRIPT = compiled(r"[\u0370-\u1fff\u3040-\ud7af]")
"""Letters of one of these."""
_SHARE, _KANA_SHARE = 3, 8
"""A script is the text's from a third of its letters on; kana from an eighth, the rest is kanji."""
_VARIANT_SHARE = 50
"""Letters of its own mark a language from every fiftieth letter of the shared script on."""
_LONG_ENOUGH, _WORDS_FOR_ONE = 12, 25
"""From so many words on two must speak for a language, and one more for each so many."""
_LETTERS = compiled(r"[^\W\d_]+")
_VARIANTS = (
    ("ar", "fa", compiled(r"[\u067e\u0686\u06af\u06cc]")),
    ("ru", "uk", compiled(r"[\u0456\u0457\u0454\u0491]")),
)
"""A language that shares another's script, and the letters that only it uses."""


def guess(text: str) -> str:
    """ISO 639-1, or "" when too little speaks for any language."""
    sample = text[:_SAMPLE]
    letters = sum(map(len, _LETTERS.findall(sample)))
    if not letters:
        return ""
    for lang, script in _SCRIPTS if _ANY_SCRIPT.search(sample) else ():
        found = len(script.findall(sample))
        if found * (_KANA_SHARE if lang == "ja" else _SHARE) > letters:
            return _variant(lang, sample, found)
    return _by_function_words(sample)


def _variant(lang: str, sample: str, found: int) -> str:
    for base, other, letters in _VARIANTS:
        if base == lang and len(letters.findall(sample)) * _VARIANT_SHARE > found:
            return other
    return lang


def _by_function_words(sample: str) -> str:
    words = _WORD.findall(sample.lower())
    table = _function_words()
    counts: dict[str, int] = {}
    for word in words:
        for lang in table.get(word, ()):
            counts[lang] = counts.get(lang, 0) + 1
    if not counts:
        return ""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    lang, best = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    needed = max(1 if len(words) < _LONG_ENOUGH else 2, len(words) // _WORDS_FOR_ONE)
    return lang if best >= needed and best > second else ""


@lru_cache(maxsize=1)
def _function_words() -> dict[str, tuple[str, ...]]:
    file = DATA_FOLDER / "lang" / "function_words.toml"
    source = file.read_text(encoding="utf-8")
    table: dict[str, tuple[str, ...]] = kept().made(
        "function words", source, lambda: _languages_of_words(source)
    )
    return table


def _languages_of_words(source: str) -> dict[str, tuple[str, ...]]:
    import tomllib  # of no use where the table was kept, and slow to import

    loaded = tomllib.loads(source)
    read_as = loaded.pop("read_as")
    table: dict[str, list[str]] = {}
    for lang, words in loaded.items():
        for word in words.split():
            table.setdefault(word, []).append(read_as.get(lang, lang))
    return {word: tuple(sorted(set(langs))) for word, langs in table.items()}
