"""Known outlets, agencies and places of a language, and whether a name is one of them.

What credits, datelines and speakers are compared with; a site's address counts as an outlet.
Nothing here looks at more than a name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.sentences import domain_endings

_COUNTRY_WORDS = 3
"""Words of a country before an outlet's name: "Uni Emirat Arab"."""


@lru_cache(maxsize=16)
def outlets_for(lang: str) -> frozenset[str]:
    """Known outlets and agencies in lower case."""
    own, neutral = lexicon_for(lang), lexicon_for("")
    return frozenset().union(
        *(lex.set("names", key) for lex in (own, neutral) for key in ("outlets", "agencies"))
    )


@lru_cache(maxsize=16)
def agencies_for(lang: str) -> frozenset[str]:
    """Known agencies in lower case, those of two letters left out: they may be initials."""
    names = lexicon_for(lang).set("names", "agencies") | lexicon_for("").set("names", "agencies")
    return frozenset(name for name in names if len(name) > 2)


@lru_cache(maxsize=16)
def _spellings(lang: str) -> dict[str, str]:
    own, neutral = lexicon_for(lang), lexicon_for("")
    listed = [lex.words("names", key) for lex in (neutral, own) for key in ("outlets", "agencies")]
    return {name.lower(): name for names in reversed(listed) for name in reversed(names)}


def outlet_spelling(name: str, lang: str) -> str:
    """A known outlet as it is usually written: "REUTERS" is Reuters, CNN stays CNN."""
    return _spellings(lang).get(name.lower(), name)


@lru_cache(maxsize=16)
def places_for(lang: str) -> dict[str, str]:
    """Known places in lower case with their ISO country, "" when they lie in several."""
    return lexicon_for("").map("names", "places") | lexicon_for(lang).map("names", "places")


def outlet_like(lex: Lexicon) -> str:
    """Pattern source of an unknown name that holds a word of outlets' names: "Harbour Wire"."""
    words = alternation([*lex.words("lines", "outlet_words"), *_upper(lex)])
    return rf"(?:(?:[A-Z][\w’'-]*\s){{1,3}}{words}|{words}(?:\s[A-Z][\w’'-]*){{1,3}})"


def outlet_nouns(lex: Lexicon) -> str:
    """Pattern source of nouns for outlets, those left out that are nouns for documents as well."""
    return alternation(lex.set("lines", "relay_nouns") - lex.set("people", "documents"))


def _upper(lex: Lexicon) -> list[str]:
    return [word.upper() for word in lex.words("lines", "outlet_words")]


def is_outlet(name: str, lang: str) -> bool:
    """Whether a name is a known outlet, or a news site's domain."""
    return name.lower().replace("\u00a0", " ") in outlets_for(lang) or is_site(name)


def without_country(name: str, lang: str) -> str:
    """An outlet's name without the country before it: "Singapura Strait Ledger"; a place may also
    begin the name: "Jakarta Post"."""
    if name.lower() in outlets_for(lang):
        return name
    words = name.split(" ")
    for size in range(min(_COUNTRY_WORDS, len(words) - 1), 0, -1):
        if " ".join(words[:size]).lower() in places_for(lang):
            rest = " ".join(words[size:])
            is_word = rest.lower() in lexicon_for(lang).set("lines", "outlet_words")
            return name if is_word else rest
    return name


def without_article(name: str, lang: str) -> str:
    """An outlet's name without "The", where the rest is one: "The New York Times", unlike "The
    Hill"."""
    first, blank, rest = name.partition(" ")
    if not blank or first.lower() not in lexicon_for(lang).set("references", "articles"):
        return name
    if " " in rest or rest.lower() in outlets_for(lang):
        return rest
    return name[0].upper() + name[1:]


@lru_cache(maxsize=1)
def _site() -> re.Pattern[str]:
    return compiled(rf"(?i)\w[\w-]{{1,30}}\.{domain_endings()}(?:\.[a-z]{{2}})?")


def is_site(name: str) -> bool:
    """Whether a name is the address of a site: "kompas.com"."""
    return "." in name and _site().fullmatch(name) is not None


@lru_cache(maxsize=1)
def _around_names() -> re.Pattern[str]:
    """What may stand around an outlet's name in any language, without being part of it."""
    lex = lexicon_for("")
    before = alternation(lex.words("lines", "outlet_leads"))
    behind = alternation(lex.words("lines", "outlet_tails"))
    return compiled(rf"\A{before}\s|\s{behind}\Z|\.{domain_endings()}\Z")


def outlet_key(outlet: str) -> str:
    """An outlet's name without its domain, case and article: "KOMPAS.com" is "kompas"."""
    return re.sub(r"[\W_]+", "", _around_names().sub("", outlet.strip().lower()))


@lru_cache(maxsize=1)
def _site_tail() -> re.Pattern[str]:
    """What a site's address may have behind the name of whose it is."""
    return compiled(rf"(?<=\w{{3}}){alternation(lexicon_for('').words('lines', 'site_tails'))}\Z")


def publisher_key(outlet: str) -> str:
    """The same of whose section or site an outlet is: "detik.com/inet" is "detik", "antaranews.com"
    is "antara"."""
    return _site_tail().sub("", outlet_key(outlet.split("/")[0]))


@lru_cache(maxsize=1)
def _names_of_sites() -> dict[str, set[str]]:
    """The keys of the names that an outlet has besides that of its site."""
    found: dict[str, set[str]] = {}
    for name, site in lexicon_for("").map("names", "sites").items():
        found.setdefault(site, set()).add(outlet_key(name))
    return found


def is_edition(name: str, publisher: str) -> bool:
    """Whether an outlet is one's own publisher's, by its key: "detikcom", "detikJateng"."""
    if not publisher or not name.lower().startswith(publisher):
        return False
    rest = name[len(publisher) :]
    return not rest or rest[0].isupper() or outlet_key(f"{publisher}.{rest}") == publisher


def own_keys(outlet: str) -> set[str]:
    """The keys of an article's outlet: its own, its publisher's, and its section's as an edition,
    "detikHealth" of "detik.com/health"."""
    if not outlet:
        return set()
    site, _, section = (re.sub(r"[^\w/]+|_", "", part) for part in outlet.lower().partition("/"))
    publisher = publisher_key(outlet)
    names = _names_of_sites().get(outlet_key(outlet.split("/")[0]), set())
    return {outlet_key(outlet), site, publisher, publisher + section.replace("/", ""), *names}
