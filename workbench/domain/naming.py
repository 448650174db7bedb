"""Names as exact look-up sees them: one folded form for all spellings of one name.

Folding decides identity and is therefore cautious; ranking for a person is `match.names`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_STROKED = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "ð": "d",
    "þ": "th",
})  # fmt: skip
"""Latin letters that Unicode does not take apart; ß is casefolded already."""
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]"
)
"""Diacritics and vowel points; vowel signs of Indic and Thai writing are letters, not marks."""
_APOSTROPHES = re.compile("['’‘ʼʻʾʿ`´]")
_SUN_ARTICLE = re.compile(r"\b(?:(?:ad|ed)-(?=d)|(?:an|en)-(?=n)|(?:ar|er)-(?=r)|(?:as|es)-(?=s)"
                          r"|(?:ash|esh|asy)-(?=s)|(?:at|et)-(?=t)|(?:az|ez)-(?=z))")  # fmt: skip
"""The Arabic article before a sun letter: as-Sarraj is al-Sarraj."""
_PUNCTUATION = re.compile(r"[^\w]+|_+")
_SHORT_FORM = re.compile(r"(?P<long>[^()]{3,}?)\s?\((?P<short>[^\W\d_][^()]{1,30})\)")
"""A name with a short form of it in brackets: "International Court of Justice (ICJ)"."""
_LONGEST = 500
"""Code points of a name that are looked at; no source is called more."""

_ONE = frozenset(("seorang", "seseorang", "salah", "a", "an", "one", "ein", "eine", "einer"))
_SEVERAL = frozenset((
    "sejumlah", "beberapa", "sebagian", "para", "banyak", "berbagai", "dua", "tiga", "some",
    "several", "many", "two", "three", "einige", "mehrere",
))  # fmt: skip
"""Words that introduce people whom a text does not tell apart from others of their kind."""


def is_somebody(words: str) -> bool:
    """Whether words introduce people without saying who: "seorang pejabat", "two residents". In
    another text the same words are about other people."""
    return _first(words) in _ONE or is_several(words)


def is_several(words: str) -> bool:
    """Whether words introduce several people without saying who: "para pakar", "some officials"."""
    return _first(words) in _SEVERAL


def _first(words: str) -> str:
    return words.split(maxsplit=1)[0].casefold() if words.strip() else ""


_MANY = frozenset(("media", "pers", "press", "medien", "presse"))
_DOUBLED = re.compile(r"([^\W\d_]{3,})-\1", re.IGNORECASE)


def stands_for_many(words: str) -> bool:
    """Whether words that look like a name are of several: "Media-media X", "X media"."""
    first, *rest = words.split() or [""]
    ends = {first.casefold(), rest[-1].casefold() if rest else ""}
    return bool(_DOUBLED.fullmatch(first) or ends & _MANY) or is_somebody(words)


def bracketed_forms(name: str) -> tuple[str, ...]:
    """The long and the short form of "Long Name (LN)", each a name of its own; else nothing."""
    match = _SHORT_FORM.fullmatch(name[:_LONGEST].strip())
    return (match["long"].strip(), match["short"].strip()) if match else ()


def fold_name(name: str) -> str:
    """The form under which two spellings of one name are equal.

    Case, diacritics, punctuation and spacing do not count; al-, el- and the article's assimilated
    forms are one; initials stand together (H. M. and HM). Titles and words stay.
    """
    return _folded(name[:_LONGEST])


def fold_once(words: str) -> str:
    """As `fold_name`, of words that are not likely to come again, as headlines: remembering them
    would fill the memory of a long import."""
    return _fold(words[:_LONGEST])


@lru_cache(maxsize=1 << 16)
def _folded(name: str) -> str:
    return _fold(name)


def _fold(name: str) -> str:
    folded = name.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded).casefold().translate(_STROKED)
        folded = unicodedata.normalize("NFKC", _MARKS.sub("", folded))
        folded = _APOSTROPHES.sub("", folded)
    elif "'" in folded or "`" in folded:
        folded = _APOSTROPHES.sub("", folded)
    if "-" in folded:
        folded = _SUN_ARTICLE.sub("al-", folded)
    words = _PUNCTUATION.sub(" ", folded).split()
    joined = " ".join(_with_one_article(_with_joined_initials(words)))
    return (joined or " ".join(folded.split()))[:_LONGEST].rstrip()


def _with_joined_initials(words: list[str]) -> list[str]:
    """Runs of single letters as one word: u, s -> us."""
    joined: list[str] = []
    follows_letter = False
    for word in words:
        if len(word) == 1 and follows_letter:
            joined[-1] += word
        else:
            joined.append(word)
        follows_letter = len(word) == 1
    return joined


def _with_one_article(words: list[str]) -> list[str]:
    """El as al, before another word."""
    return ["al" if word == "el" and at + 1 < len(words) else word for at, word in enumerate(words)]
