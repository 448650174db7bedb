"""The words around credits of other outlets, compiled together for one language.

What a match of them means, and how far it reaches, is decided where they are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.known_names import known_for
from workbench.extract.lexicon import Lexicon, alternation, cased, lexicon_for
from workbench.extract.mention import ACRONYM
from workbench.extract.outlets import outlet_like, outlet_nouns, places_for
from workbench.extract.reach import day_behind
from workbench.extract.sentences import UPPER, domain_endings
from workbench.extract.terms import Wires
from workbench.extract.text_words import Led, first_words, words_in

_GLUED = rf"[a-z]{{3,10}}[{UPPER}][{UPPER}a-z]"
"""An edition's name behind a word that it ran into: "dilansirdetikJateng"."""


_MARKS = ',;:()"“”!?'
"""None of them stands in an outlet's name or in the noun before it."""
_SHORTEST = 4
"""Letters of an outlet's name that may stand in capitals throughout."""
_WORDS_LONGEST = 60
"""Code points of the words for what an outlet does."""


class Closed:
    """A pattern that ends in one of some words, and holds no mark: looked for only between such a
    word and the last mark before it."""

    def __init__(self, pattern: re.Pattern[str], words: Iterable[str]) -> None:
        self._search = pattern.search
        self._words = first_words(words)

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """As the pattern's own."""
        behind = start
        for at in words_in(text).anywhere(self._words, start, end):
            begin = max(behind, *(text.rfind(mark, behind, at) for mark in _MARKS))
            found = (
                self._search(text, begin, min(end, at + _WORDS_LONGEST)) if at >= behind else None
            )
            if found:
                yield found
                behind = found.end()


class Running(NamedTuple):
    """A pattern of running text with its rule."""

    pattern: Led | Closed | re.Pattern[str]
    rule: str


def _known_names(lex: Lexicon) -> set[str]:
    """The outlets and agencies that are known."""
    both = (lex, lexicon_for(""))
    return {
        word for one in both for key in ("outlets", "agencies") for word in one.words("names", key)
    }


def _known(lex: Lexicon) -> str:
    """Pattern source of the outlets and agencies that are known."""
    return alternation(_known_names(lex))


def _programme(lex: Lexicon) -> str:
    """Pattern source of an unknown programme's name: "Moss Tonight", "Radio Harbour"."""
    words = alternation(lex.words("lines", "programme_words"))
    word = rf"[{UPPER}][\w’'-]*"
    return rf"(?:(?:{word}\s){{1,3}}{words}(?:\s{word}){{0,3}}|{words}(?:\s{word}){{1,3}})"


class RelayRules:
    """The relay patterns of one language, compiled together."""

    def __init__(self, lex: Lexicon) -> None:
        self._names(lex)
        self._told_beside(lex)
        also = alternation(lex.words("lines", "relay_adverbs"))
        verbs = alternation(cased(lex.words("lines", "relay")))
        nouns = alternation(cased(lex.words("lines", "relay_nouns")))
        reports = alternation(cased(lex.words("lines", "relay_verbs")))
        sources = [*lex.words("frames", "according"), *lex.words("frames", "according_documents")]
        according = alternation(cased(sources))
        linkers = f"(?:{alternation(lex.words('lines', 'relay_links'))})"
        known = rf"{_known(lex)}(?![\w-]|\.\w)"
        joins = alternation(lexicon_for("").words("lines", "outlet_joins"))
        # A full stop inside a word only: behind one the next sentence begins.
        word = rf"(?:[a-z]{{1,10}})?[{UPPER}](?:[\w&'’-]|\.(?=\w)){{0,30}}"
        site = rf"\w[\w-]{{2,24}}\.{domain_endings()}(?:\.[a-z]{{2}}(?!\w))?"
        name = rf"(?:{word}|{site})(?:[ ](?:{word}|{joins})){{0,4}}"
        noun = rf"(?:{nouns}(?:\s[\w-]+){{0,2}}?\s(?:{linkers}\s)?)"
        described = rf"(?:[a-z-]{{2,20}}\s){{0,2}}?{noun}"
        called = rf"(?P<noun>{described})?(?P<outlet>{known}|{name})"
        self._beside(
            lex, called, rf"(?P<noun>{described})?(?P<outlet>{known}|{outlet_like(lex)}(?![\w-]))"
        )
        origin = alternation(lex.words("lines", "relay_origins"))
        quoted = compiled(
            rf"(?<![\w-]){verbs}(?P<brought_on>,?\s{day_behind(lex)}[^\s\w]{{0,2}},?(?=\s{origin}\s))?"
            rf"(?:\s?{linkers}){{0,2}}(?:\s|(?=[{UPPER}]|{_GLUED})){called}"
        )
        according_to = compiled(rf"(?<![\w-]){according}\s(?:{linkers}\s)?{called}")
        reported = compiled(
            rf"(?<![\w-])(?P<noun>{noun})?(?P<outlet>{known}|{name})\s(?:{also}\s)?{reports}(?![\w-])"
        )
        spoken_to, appearing = self._spoken_to(lex, noun, known, name), self._appearing(lex, known)
        inverted = compiled(rf",\s{reports}\s(?P<noun>{noun})?(?P<outlet>{known})(?![\w-])")
        relaying = lex.words("lines", "relay")
        reporting = lex.words("lines", "relay_verbs")
        platforms = alternation(lexicon_for("").words("lines", "platforms"))
        posted = compiled(
            rf"(?<![\w-]){verbs}(?:\s?{linkers}){{0,2}}(?P<noun>(?:\s[a-z]{{2,20}}){{0,3}}?"
            rf"(?:\s{platforms})?(?:\s[a-z]{{2,20}})?)\s(?P<outlet>@\w(?:[\w.]{{0,40}}\w))"
        )
        papers = alternation(lex.words("lines", "papers"))
        pointers = alternation(lex.words("frames", "demonstrative"))
        self.pointed = Led(
            compiled(rf"(?<![\w-]){verbs}(?:\s{linkers}){{0,2}}\s{papers}\s{pointers}(?![\w-])"),
            relaying,
        )
        """An outlet that is only pointed at: "dikutip harian itu"."""
        self.running = (
            Running(Led(quoted, relaying, runs_on=True), "quoted"),
            Running(Led(posted, relaying, runs_on=True), "quoted"),
            Running(Led(according_to, sources), "according"),
            Running(
                Led(spoken_to, self._speaking(lex)),
                "passed_to" if lex.words("lines", "given") else "told",
            ),
            Running(Led(appearing, lex.words("complements", "new_articles")), "passed_to"),
            Running(Closed(reported, reporting), "reports"),
            Running(inverted, "reports"),
        )

    def _beside(self, lex: Lexicon, called: str, known_or_like: str) -> None:
        """The outlets that stand beside another one. called: a name with the noun before it."""
        joint = alternation(lex.words("frames", "joint"))
        self.from_another = compiled(
            rf"\s{alternation(lex.words('lines', 'relay_origins'))}\s{called}"
        )
        """Behind whoever quotes: "dikutip X dari Y"."""
        self.of_country = compiled(rf",\s{called}")
        """Behind the press of a country: "media Vietnam, X"."""
        self.joined = compiled(rf"\s{{0,2}}(?:,\s(?:{joint}\s)?|/|\s{joint}\s){known_or_like}")
        self.last_joined = compiled(rf",?\s{joint}\s{called}")
        """Whoever else is named last in a list of outlets."""

    def _told_beside(self, lex: Lexicon) -> None:
        """A clause beside what is told, of where it is from: ", sebagaimana diberitakan"."""
        as_said = alternation(lex.words("frames", "as_said"))
        verbs = alternation(lex.words("lines", "relay"))
        self.said_as = compiled(rf",\s{as_said}\s{verbs}(?![\w-])")

    def _printed(self, lex: Lexicon) -> None:
        """Credits in lines of their own, or closing the text: "Sumber: X dan Y"."""
        joint = alternation(lex.words("frames", "joint"))
        self.between = compiled(rf"[/,;|\n]|\s{joint}\s")
        """What stands between the outlets of a list."""
        label = alternation(lex.words("lines", "credit"))
        self.closing = compiled(
            rf"(?<!\w)[(\[]?(?i:{label})\s{{0,2}}:\s{{0,2}}(?P<names>[^()\[\]:\n]{{2,48}}?)[)\]]?\.?\Z"
        )
        """A credit at the very end of a paragraph."""
        labels = alternation([*lex.words("lines", "byline"), *lex.words("lines", "editor")])
        worker = rf"\s(?i:{labels})\s{{0,2}}:\s{{0,2}}[{UPPER}][^:\n]{{1,60}}?"
        self.workers = compiled(rf"(?:{worker}){{1,4}}\Z")
        """Who wrote it, in one line with the credit: "Sumber: X Penerjemah: A Editor: B"."""
        self.leading_noun = compiled(rf"{outlet_nouns(lex)}\s(?=[{UPPER}])")
        """The noun before an outlet's name: "kantor berita X"."""

    @staticmethod
    def _speaking(lex: Lexicon) -> list[str]:
        """Words with one of which a match begins where an outlet is spoken to."""
        return [
            word for key in ("told", "given", "given_links") for word in lex.words("lines", key)
        ]

    @staticmethod
    def _spoken_to(lex: Lexicon, noun: str, known: str, name: str) -> re.Pattern[str]:
        """ "told CNN", "said Tuesday on MSNBC", "an interview with the Post", "wrote X for Y"; at
        the beginning of a sentence "On CNN"."""
        days = alternation(sorted(lex.numbers("times", "weekdays")))
        keys = ("moments", "moment_pointers", "moment_leads")
        moments = alternation(word for key in keys for word in lex.words("complements", key))
        named = rf"[{UPPER}][\w.'’-]{{0,24}}"
        links = alternation(lex.words("lines", "given_links"))
        whom = rf"(?:\s{links}(?:\s[a-z]{{3,20}}){{0,2}}(?:\s{named}){{1,4}})?"
        between = rf"{whom}(?:,?\s(?:(?i:{days})|{moments}|{named})){{0,4}}?"
        told, given, openers = (
            alternation(cased(lex.words("lines", key))) for key in ("told", "given", "given_links")
        )
        outlet = rf"{known}|{outlet_like(lex)}"
        if lex.words("lines", "given"):
            shouted = alternation(
                name.upper() for name in _known_names(lex) if len(name) > _SHORTEST
            )
            outlet = rf"{outlet}|{shouted}|[{UPPER}]\w[\w-]{{1,24}}\.{domain_endings()}"
            outlet = rf"{outlet}|{_programme(lex)}"
        articles = [*lex.words("references", "articles"), *lex.words("complements", "new_articles")]
        article = alternation(cased(articles))
        opens = rf"(?:(?<=\n)|(?<=[.!?”\"] )|\A){openers}"
        paper = alternation(cased(lex.words("lines", "papers")))
        return compiled(
            rf"(?:(?<![\w-])(?:{told}|{given}{between}\s{links})|{opens})\s(?:{article}\s)?"
            rf"(?:(?P<kind>{paper}\s)|(?P<noun>{noun}))?"
            rf"[“\"‘]?(?P<outlet>(?(kind)(?:{known}|{name})|(?:{outlet})(?![\w-])))"
        )

    @staticmethod
    def _appearing(lex: Lexicon, known: str) -> re.Pattern[str]:
        """ "in a Fox News interview": the outlet stands before the noun."""
        article = alternation(cased(lex.words("complements", "new_articles")))
        given = alternation(lex.words("lines", "given"))
        return compiled(
            rf"(?<![\w-]){article}\s(?P<noun>(?!))?(?P<outlet>{known})(?=\s{given}(?![\w-]))"
        )

    def _names(self, lex: Lexicon) -> None:
        """Which names are outlets', and where they end."""
        self.site = compiled(rf"(?i)(?<![\w-]){alternation(lex.words('lines', 'sites'))}(?![\w-])")
        self.official = compiled(
            rf"(?i)(?<![\w-]){alternation(lex.words('lines', 'official'))}(?![\w-])"
        )
        office = alternation(
            [*lex.words("people", "titles"), *lex.words("people", "spokespersons")]
        )
        self.office = compiled(rf"(?<![\w-]){office}(?![\w-])")
        self.paper = compiled(rf"(?i)\s*{alternation(lex.words('lines', 'papers'))}(?![\w-])")
        """Nouns that only outlets have."""
        self.outlet_noun = compiled(rf"(?i)(?<![\w-]){outlet_nouns(lex)}(?![\w-])")
        self._printed(lex)
        roles = alternation(lex.words("people", "roles"))
        self.role_last = compiled(rf"(?i)(?<![\w-]){roles}\s*\Z")
        """A noun for outlets that only says where somebody works: "radio host"."""
        days = alternation(sorted(lex.numbers("times", "weekdays")))
        self.longer = compiled(rf"(?: (?!(?i:{days}))[{UPPER}][\w'’-]+){{1,2}}(?=\s?[,(]|\.(?!\S))")
        """The rest of an outlet's name that opens like a known one: "BBC | Wildlife,"."""
        self.not_outlets = (
            lex.set("lines", "not_outlets") | lex.set("people", "titles")
            | lex.set("names", "common")
            | frozenset(lex.numbers("times", "weekdays")) | lex.set("names", "organisation_heads")
            | frozenset(lex.numbers("times", "months")) | frozenset(places_for(lex.lang))
        )  # fmt: skip
        self.platforms = compiled(
            rf"(?i){alternation(lexicon_for('').words('lines', 'platforms'))}(?![\w-])"
        )
        self.leads_on = bool(lex.words("lines", "read_on"))
        """Whether a credit in the lead may speak for the article."""
        self.owner_endings = tuple(lex.words("complements", "owner_endings"))
        self.citing = compiled(rf"(?i){alternation(lex.words('lines', 'citing'))}(?![\w-])")
        self.behind_name = frozenset().union(
            *(lex.set("frames", k) for k in ("adjuncts", "speaker_stops", "joint", "relative"))
        )
        """What may follow an outlet's name, where nouns do not."""
        self.prints_wires = lex.text("lines", "wires") == Wires.PRINTED
        """Whether an agency in a dateline is one that papers print, where no outlet is known."""
        self.outlet_words = lex.set("lines", "outlet_words")
        self._known = known_for(lex.lang)
        self._works = frozenset(lexicon_for("").words("lines", "reference_works"))

    def is_body(self, name: str) -> bool:
        """Whether a name is a body's that is no outlet, or a work of reference: what is taken from
        there is that alone."""
        known = self._known.kind_of(name) is Kind.ORGANISATION
        return known or name in self._works or ACRONYM.match(name) is not None


@lru_cache(maxsize=16)
def rules_for(lang: str) -> RelayRules:
    """The relay rules of a language."""
    return RelayRules(lexicon_for(lang))
