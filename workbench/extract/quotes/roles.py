"""What a text says that somebody is, beside the name: "Direktur X, | Budi Santoso, | nakhoda Y".

Read in front of the name, by a title or across a comma, and behind it, across a comma, in brackets
or after a word that leads to an office. Who is meant by it elsewhere, `offices` and the resolver
decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.cast import Cast
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.mention import Mention
from workbench.extract.quotes.description import rules_for as description_rules_for
from workbench.extract.quotes.phrases import rules_for as phrase_rules_for

_BESIDE = 90
"""Code points beside a name in which a role in apposition is read."""
_ROLE_WORDS = 10
"""Words of a role beside a name."""
_COURTESY = 12
"""Code points before a name in which a word of address stands: "H.", "dr"."""
_HOME_WORDS = 3
"""Words before a title that say where somebody holds it."""
_LED_WORDS = 5
"""Words before a name that say what somebody is, where what they are ends right before it."""
_LEAD = 1
"""Words before a role that opens its clause: a cue, "sementara"."""
_WORD = compiled(r"\w[\w'’-]*")
_MARK = compiled(r"[,.;:!?()\n\"“”](?!\w)")
"""A mark that ends a phrase; none inside "U.S."."""
_ENDS = compiled(r"[,;()\[\]\n\"“”]|\.(?=\s|\Z)")
"""A mark behind which a role does not go on."""
_BEGINS = compiled(r"[,;:?!\n\"“”\[\]]\s?|\.(?:,\s?|\s)")
"""A mark before which it does not begin; the second is a seam that lost its line break."""
_CLAUSES = compiled(r"[;:?!\n\"“”\[\]]\s?|\.(?:,\s?|\s)")
"""The same, but for a comma, which may stand in the name of an office."""
_COMMA = compiled(r"\s?, \Z")
_CLOSES = compiled(r"[,.;:()\n\"“”—-]|\Z")
"""What stands behind a name that is told in commas."""
_SEVERAL = 2
"""Words of a role that says where it is held: "nakhoda kapal", not "jenderal"."""


class Told(NamedTuple):
    """What somebody is told to be."""

    words: list[str]
    """Up to what only tells more of it."""
    phrase: str
    """As it is printed, with the body that it is held at."""
    is_led: bool = False
    """Whether they are only the words before the name, of which some may be no part of it."""


class RoleRules:
    """The words that stand around a role in one language."""

    def __init__(self, lex: Lexicon) -> None:
        self.described = description_rules_for(lex.lang)
        some = alternation([*lex.words("frames", "quantifiers"), *lex.words("frames", "one")])
        holding = alternation(lex.words("references", "holding"))
        self.behind = compiled(
            rf"(?: \([^()\n]{{1,24}}\))?(?:,? {holding} | ?, | \()(?:{some} )?", re.IGNORECASE
        )
        """What stands between a name and what its bearer is."""
        self.aside = lex.set("frames", "adjuncts") | lex.set("verbs", "before_comma")
        """Open a clause beside the one that tells of somebody: "usai bertemu Presiden, X"."""
        self.joint = lex.set("frames", "joint")
        self._links = lex.set("frames", "describing_links") | self.joint
        phrases = phrase_rules_for(lex.lang)
        self.leads_on = self.aside | phrases.subject_stops | phrases.joint | phrases.stops
        """No role ends with them."""
        self._stops = lex.set("frames", "speaker_stops")
        self.courtesies = frozenset(w.lower() for w in lex.words("people", "honorifics"))
        titles = [*lex.words("people", "titles"), *lex.words("people", "heading")]
        self.offices = frozenset(title.split()[0].lower() for title in titles)
        held = {word.lower() for word in (*titles, *lex.words("people", "roles"))}
        self.role = compiled(rf"(?<![\w(-]){alternation(sorted(held))}(?![\w-])", re.IGNORECASE)
        bodies = self.described.groups | lex.set("people", "around")
        self.no_roles = bodies | lex.set("frames", "quantifiers")
        """Roles that a body has, or those around somebody, never one person."""
        self.heads = bodies.union(w.lower() for w in lex.words("names", "organisation_heads"))
        """Before a word or a name they make it a part of what a body or a family is called."""
        self.relations = lex.set("people", "relations")
        """Whose somebody is, behind them: "pengacara X" is not X."""
        self.passive = tuple(lex.words("verbs", "passive_prefixes"))
        self._equal = lex.set("verbs", "copulas") | lex.set("verbs", "equations")
        self._is_verb = phrases.is_verb

    def parts(self, word: str, *, goes_on: bool) -> bool:
        """Whether a word leads from a role to something else, and not to where it is held: "pakar
        dari Universitas X", "a lawyer for the family". goes_on: a capital follows."""
        if self.described.articles:
            return word in self._stops
        lower = word.lower()
        return lower in self.described.ends and not (goes_on and lower in self._links)

    def leads(self, word: str) -> bool:
        """Whether a word leads to what somebody is and is no part of it: "told", "about"."""
        return word.lower() in self.leads_on or self.is_verb(word)

    def is_verb(self, word: str) -> bool:
        """Whether a word makes a clause: no role goes on beyond it."""
        return word.islower() and (word in self._equal or self._is_verb(word))


@lru_cache(maxsize=16)
def rules_for(lang: str) -> RoleRules:
    """The role rules of a language."""
    return RoleRules(lexicon_for(lang))


class RoleReader:
    """Reads what those named in one text are."""

    def __init__(self, text: str, cast: Cast, lang: str) -> None:
        self.text = text
        self._cast = cast
        self._rules = rules_for(lang)
        self._described = self._rules.described

    def told(self, mention: Mention) -> Iterator[Told]:
        """What stands beside one mention of somebody."""
        at = self._start(mention)
        rank = "" if self.is_courtesy(mention.title) else mention.title
        if mention.title and not self._is_of_next(mention):
            yield Told(
                [*self._home(mention), *_WORD.findall(mention.title)], mention.title.rstrip(" (")
            )
        for told in (
            None if mention.title else self._behind(mention.end),
            self._before(at, mention.end, rank),
            None if _is_full(mention.title) else self._leading(at),
        ):
            if told:
                yield told

    def _start(self, mention: Mention) -> int:
        """Where a name begins with the title or the courtesies before it."""
        at = mention.start
        title = f"{mention.title} "
        if mention.title and self.text.startswith(title, max(0, at - len(title))):
            at -= len(title)
        while at and self.text[at - 1] == " ":
            word = self.text[max(0, at - _COURTESY) : at - 1].rpartition(" ")[2]
            if word.rstrip(".").lower() not in self._rules.courtesies:
                break
            at -= len(word) + 1
        return at

    def _is_of_next(self, mention: Mention) -> bool:
        """Whether what stands before a name is of whoever is named behind it: "Pengacara X, Y"."""
        if mention.title.lower() not in self._rules.relations:
            return False
        behind = self.text[mention.end : mention.end + 3]
        return behind[:2] == ", " and self._cast.opens_name(mention.end + 2)

    def _home(self, mention: Mention) -> list[str]:
        """The words with a capital before a title: "South Dakota | Gov. X"."""
        before = self.text[max(0, mention.start - _BESIDE) : mention.start].rstrip(" .")
        if not self._described.articles or not before.endswith(f" {mention.title}"):
            return []
        words = reversed(_MARK.split(before.removesuffix(mention.title))[-1].split())
        return list(takewhile(lambda word: word[0].isupper(), words))[:_HOME_WORDS][::-1]

    def _behind(self, end: int) -> Told | None:
        """ "X, juru bicara Y, ...", "X (juru bicara Y)", "X selaku juru bicara Y"."""
        led = self._rules.behind.match(self.text, end)
        if led is None:
            return None
        piece = _ENDS.split(self.text[led.end() : end + _BESIDE], maxsplit=1)[0]
        if not self._opens(piece):
            return None
        role = self._up_to_end(piece)
        behind = piece.split()[len(role) :]
        # "Ketika ditanya tentang X, pekerja itu diam": somebody else
        if behind[1:] and behind[0] in self._described.demonstrative and led.group() == ", ":
            return None
        return Told(role, self._printed(piece))

    def _opens(self, piece: str) -> bool:
        """Whether a phrase is a role by its first word; where articles stand, by the noun that what
        tells more of it follows: "two-term senator from Ohio"."""
        if self._described.role.match(piece):
            return True
        core = self._described.core(piece.split()) if self._described.articles else []
        if not core or any(map(self._rules.leads, core)):
            return False
        return self._described.role.fullmatch(core[-1]) is not None

    def _before(self, at: int, end: int, rank: str) -> Told | None:
        """ "Juru bicara Y, X, ...", "Panglima Y, Jenderal X, ..." """
        comma = _COMMA.search(self.text, max(0, at - 3), at)
        if comma is None:
            return None
        before = self.text[max(0, at - _BESIDE) : comma.start()]
        piece = _BEGINS.split(before)[-1]
        start = self._role_at(piece, comma.start())
        if start is None:
            return self._listed(before, comma.start())
        role, lead = piece[start:], piece[:start].lower().split()
        if not self._described.demonstrative.isdisjoint(role.split()[:-1]):
            return None  # "Menteri itu mengatakan, X datang": somebody else
        if len(lead) > _LEAD and self._is_aside(lead) and not _CLOSES.match(self.text, end):
            return None
        if lead and lead[0] in self._rules.aside:
            return None
        return Told(self._up_to_end(role), f"{role}, {rank}" if rank else role)

    def _listed(self, before: str, end: int) -> Told | None:
        """ "Direktur Potensi, Kepatuhan dan Penerimaan Pajak Y, X": an office with commas in it."""
        piece = _CLAUSES.split(before)[-1]
        start = self._role_at(piece, end)
        if start is None or self._names_another(end - len(piece), start, end):
            return None
        words = _WORD.findall(piece[start:])
        joined = all(word[0].isupper() or word in self._rules.joint for word in words)
        is_office = words[0].lower() in self._rules.offices
        return Told(words, piece[start:]) if joined and is_office else None

    def _is_aside(self, lead: Sequence[str]) -> bool:
        """Whether words before a role may tell of another one than who is named behind it: "setelah
        ia menemui Presiden, X pulang", but "disampaikan Presiden"."""
        last, rules = lead[-1], self._rules
        return last in rules.aside or (rules.is_verb(last) and not last.startswith(rules.passive))

    def _role_at(self, piece: str, end: int) -> int | None:
        """Where a role begins in a phrase that ends with it; None where a clause does, somebody
        else is named, or a body's name holds the word for it."""
        for found in self._rules.role.finditer(piece):
            role = found.group().lower()
            if role in self._rules.no_roles or self._is_held(piece, found.start()):
                continue
            if any(map(self._rules.is_verb, piece[found.end() :].split())):
                continue
            at = end - len(piece)
            if role in self._rules.relations or not self._names_another(at, found.start(), end):
                return found.start()
        return None

    def _is_held(self, piece: str, at: int) -> bool:
        """Whether a word is a part of what a body is called: "Universitas | Sultan ..."."""
        before = piece[:at].split()[-1:]
        return bool(before) and before[0].lower() in self._rules.heads

    def _names_another(self, start: int, at: int, end: int) -> bool:
        """Whether somebody is named from a place in a phrase on; not a body that looks so."""
        piece = self.text[start:end]
        return any(
            one.kind is Kind.PERSON
            and one.words.split(" ", 1)[0].lower() not in self._rules.heads
            and not self._is_held(piece, one.start - start)
            for one in self._cast.within(start + at, end)
        )

    def _leading(self, at: int) -> Told | None:
        """ "Republican nominee X", "penyelam penyelamat Y X": what stands right before a name."""
        before = self.text[max(0, at - _BESIDE) : at]
        if not before.endswith(" "):
            return None
        piece = _BEGINS.split(before)[-1].rstrip()
        if not self._described.articles:
            return self._led_by_role(piece, at - 1)
        words = _MARK.split(piece)[-1].split()
        if not words or not self._described.role.fullmatch(words[-1]):
            return None
        led = list(takewhile(lambda word: word.lower() not in self._described.led, reversed(words)))
        led = led[:_LED_WORDS][::-1]
        if not led:
            return None
        opens = max((at + 1 for at, word in enumerate(led) if self._rules.leads(word)), default=0)
        return Told(led, " ".join(led[opens:]), is_led=True)

    def _led_by_role(self, piece: str, end: int) -> Told | None:
        """The same where the noun for what somebody is stands first: "Kepala Biro Y | X"."""
        start = self._role_at(piece, end)
        if start is None:
            return None
        role = piece[start:]
        words = role.split()
        whole = self._printed(role) == role and len(words) <= _ROLE_WORDS
        if not whole or words[0].lower() in self._rules.relations:
            return None
        if words[-1].lower() in self._rules.leads_on or not words[-1][0].isalnum():
            return None  # "salah seorang pengurus, yaitu | X", "Ketua KPU (| X"
        return Told(words, role, is_led=True)

    def _up_to_end(self, piece: str) -> list[str]:
        """The words of a role up to what only tells more of it."""
        words: list[str] = []
        for token in _WORD.findall(piece)[:_ROLE_WORDS]:
            if words and token.lower() in self._described.ends:
                break
            words.append(token)
        return words

    def _printed(self, piece: str) -> str:
        """The same with where it is held: "pakar dari Universitas X", "a lawyer for the family"."""
        tokens = [*_WORD.finditer(piece)][:_ROLE_WORDS]
        end = 0
        for token, following in zip(tokens, [*tokens[1:], None], strict=True):
            word = token.group()
            goes_on = following is not None and following.group()[0].isupper()
            if end and (self._rules.is_verb(word) or self._rules.parts(word, goes_on=goes_on)):
                break
            end = token.end()
        words = piece[:end].split()
        no_ends = self._rules.leads_on | self._described.articles
        while len(words) > 1 and words[-1].lower() in no_ends:
            words.pop()  # "director of the Institute | in"
        return " ".join(words)

    def is_courtesy(self, phrase: str) -> bool:
        """Whether words only address somebody: "H.", "Pak"."""
        return all(word.strip(".").lower() in self._rules.courtesies for word in phrase.split())


def roles_of(text: str, mentions: Sequence[Mention], lang: str) -> dict[str, str]:
    """Name -> what the text says that its bearer is: the first place that says where they are it,
    else the first that says it at all."""
    reader = RoleReader(text, Cast(mentions), lang)
    first: dict[str, str] = {}
    for mention in mentions:
        if mention.kind is Kind.PERSON and not _is_full(first.get(mention.name, "")):
            for phrase in _phrases(reader, mention):
                if mention.name not in first or _is_full(phrase):
                    first[mention.name] = phrase
    return first


def _phrases(reader: RoleReader, mention: Mention) -> Iterable[str]:
    told = (one.phrase for one in reader.told(mention))
    return (phrase for phrase in told if phrase and not reader.is_courtesy(phrase))


def _is_full(phrase: str) -> bool:
    return len(phrase.split()) >= _SEVERAL
