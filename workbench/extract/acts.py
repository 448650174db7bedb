"""Cuts what somebody asserts into clauses, each with its act, who acts and on whom.

"A menyerang B dan merebut C, yang dikuasai D" is three clauses with one act each. Plain words and
looks of bounded length; a clause without a finite verb asserts nothing and yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.quotes.phrases import rules_for as phrase_rules_for
from workbench.extract.sentences import UPPER, trim

_WORD = compiled(r"[^\W\d_][\w-]*")
_TOKEN = compiled(r"\d+(?:[.,]\d+)*%?|\w[\w'’-]*|\([A-Z][\w-]{1,11}\)|[^\w\s]")
_FIGURE = compiled(r"(?<!\S)\d[\d.,]*\s\Z")
_FEWEST_BEFORE, _FEWEST_BEFORE_COMMA, _FEWEST_BEHIND = 6, 3, 4
"""Words of a clause, of one before a comma, and of the one joined to it, for both to count."""
_SHORTEST_HEAD = 30
"""Code points before a clause break that may be a clause by themselves."""
_BEHIND, _OPENING_WORDS = 80, 4
"""Code points behind a conjunction that are looked at, and words of which the first is its verb."""
_FIGURE_LONGEST = 24
"""Code points of a figure before the noun that it counts."""
_LONGEST_OBJECT, _LONGEST_SUBJECT = 9, 160
"""Tokens of whom an act is done to, and code points of who does it; more are a clause."""
_MOST_PASSED = 16_384
"""Words that are kept in mind as no verbs."""
_NAMED = compiled(rf" (?P<name>[{UPPER}][\w'-]*(?: [{UPPER}][\w'-]*){{0,5}})")
_WHERE = "where"
_RELATIVE = "relative"
_RESULT = "result"
_JOINT = "joint"
"""The sorts of seams between clauses."""
_PASSIVE = 24
"""Code points behind a passive verb in which "oleh" may follow."""


class Clause(NamedTuple):
    """One clause: what is done, by whom, to whom."""

    start: int
    end: int
    act: tuple[int, int]
    who: tuple[int, int] | None = None
    whom: tuple[int, int] | None = None
    lead: tuple[int, int] | None = None
    """What of the text before it makes it whole: the subject that it shares, or all that a clause
    hangs on which begins with a relative word."""


class Piece(NamedTuple):
    """A piece that may be a clause."""

    start: int
    end: int
    shares: bool = False
    """Whether it shares the subject of the one before."""
    hangs_on: int | None = None
    """Where that begins which a relative word in front of it tells of."""


class ClauseRules:
    """The words that part clauses in one language."""

    def __init__(self, lex: Lexicon) -> None:
        def either(*keys: str) -> str:
            return alternation([word for key in keys for word in lex.words("frames", key)])

        self.phrases = phrase_rules_for(lex.lang)
        self.breaks = compiled(rf"[,;]\s{{1,3}}{either('clause_breaks')}(?![\w-])")
        self.seams = compiled(
            r"[,\s](?:(?<=,)\s{1,3}|(?<!,)\s{0,2})"
            rf"(?:(?P<{_WHERE}>{either('where')})|(?P<{_RELATIVE}>{either('describing')})"
            rf"|(?P<{_RESULT}>{either('results')})|(?P<{_JOINT}>{either('clause_joints')}))\s{{1,3}}"
        )
        self.auxiliaries = lex.set("verbs", "auxiliaries") | lex.set("frames", "adverbs")
        self.relative = lex.set("frames", "relative")
        self.dated = self.phrases.calendar | frozenset(lex.map("times", "units"))
        """Behind them a word like "lalu" says when, and joins nothing."""
        self.hearsay = lex.set("verbs", "hearsay")
        self.copulas = lex.set("verbs", "copulas")
        self.equations = lex.set("verbs", "equations")
        self.naming = lex.set("verbs", "naming")
        self.before_subject = lex.set("verbs", "beside_subject") | lex.set("frames", "infinitives")
        self.before_subject |= lex.set("frames", "complementisers")
        self.beside = lex.set("verbs", "beside_subject") | self.auxiliaries
        """Words behind a subject that are no part of it."""
        self.no_subject = (
            lex.set("frames", "infinitives") | self.auxiliaries | lex.set("frames", "subject_stops")
        )
        self.pronouns = lex.set("pronouns", "singular") | lex.set("pronouns", "plural")
        self.no_actor = self.phrases.adjuncts - self.phrases.roles
        self.behind_object = (
            self.phrases.adjuncts | self.phrases.subject_stops | self.phrases.calendar
            | self.phrases.complementisers
        )  # fmt: skip
        self.behind_actor = self.phrases.adjuncts | self.relative
        self.adverbial = (
            self.phrases.adjuncts | self.phrases.calendar | lex.set("verbs", "before_comma")
        )
        self.comparatives = lex.set("frames", "comparatives")
        self.passive = tuple(lex.words("verbs", "passive_prefixes"))
        self.no_object = tuple(lex.words("verbs", "objectless_prefixes"))
        self.passed: set[str] = set()
        """Words met before that are no verb, auxiliary or relative word: most of a text."""
        self.agent = compiled(rf"\s{alternation(lex.words('verbs', 'agents'))}\s")


@lru_cache(maxsize=16)
def rules_for(lang: str) -> ClauseRules:
    """The clause rules of a language."""
    return ClauseRules(lexicon_for(lang))


class ClauseReader:
    """Reads the clauses of one text."""

    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.rules = rules_for(lang)
        self.phrases = self.rules.phrases
        self._acts: dict[tuple[int, int], tuple[int, int] | None] = {}

    def read(self, start: int, end: int) -> Iterator[Clause]:
        """The clauses of a stretch, in text order; a joined one without a subject takes the one
        before it."""
        self._acts.clear()
        start = self._behind_leads(start, end)
        if (
            cut := self.rules.breaks.search(self.text, start, end)
        ) and cut.start() - start > _SHORTEST_HEAD:
            end = cut.start()
        subject: tuple[int, int] | None = None
        for piece in self._pieces(start, self._trimmed(end, start)):
            clause = self._clause(piece.start, self._trimmed(piece.end, piece.start))
            if clause is None:
                continue
            if piece.shares and clause.who is None:
                clause = clause._replace(who=subject, lead=subject)
            if piece.hangs_on is not None:
                clause = clause._replace(lead=(piece.hangs_on, clause.start))
            subject = subject or clause.who
            yield clause

    def is_adverbial(self, start: int) -> bool:
        """Whether a clause only says when or how: "Ketika ditanya, ..."."""
        first = _WORD.match(self.text, start)
        return first is not None and first.group().lower() in self.phrases.adjuncts

    def _behind_leads(self, start: int, end: int) -> int:
        for _ in range(2):
            lead = self.phrases.lead.match(self.text, start, end)
            if lead is None:
                break
            start = lead.end()
        comma = self.text.find(", ", start, end) if self.is_adverbial(start) else -1
        if comma > 0 and self.has_verb(start, comma) and self.has_verb(comma, end):
            return comma + 2
        return start

    def _trimmed(self, end: int, start: int) -> int:
        return start + len(self.text[start:end].rstrip(".!?,;: \n"))

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Pieces that may be clauses."""
        piece = Piece(start, end)
        for seam in self.rules.seams.finditer(self.text, start, end):
            if seam.start() < piece.start or not self._parts(piece.start, seam, end):
                continue
            yield piece._replace(end=seam.start())
            if seam.lastgroup == _RESULT:
                return
            whole = piece.start if piece.hangs_on is None else piece.hangs_on
            if seam.lastgroup == _RELATIVE:
                piece = Piece(seam.start(_RELATIVE), end, hangs_on=whole)
            else:
                shares = seam.lastgroup == _JOINT
                hangs_on = piece.hangs_on if shares else None
                piece = Piece(seam.end(), end, shares, hangs_on)
        yield piece

    def _parts(self, begin: int, seam: re.Match[str], end: int) -> bool:
        """Whether clauses with a verb each stand on both sides of a conjunction."""
        before = self.text[begin : seam.start()]
        comma = seam.group().startswith(",")
        is_later = seam.group().strip(", ").lower() in self.rules.before_subject
        if is_later and not comma and before.rsplit(None, 1)[-1].lower() in self.rules.dated:
            return False  # "tahun | lalu"
        if seam.lastgroup != _RESULT:
            if len(before.split()) < (_FEWEST_BEFORE_COMMA if comma else _FEWEST_BEFORE):
                return False
            if not self._opens_clause(seam, end, comma=comma):
                return False
        return before.count("(") <= before.count(")") and self.has_verb(begin, seam.start())

    def _opens_clause(self, seam: re.Match[str], end: int, *, comma: bool) -> bool:
        """Whether a clause begins behind a conjunction: with its verb, unless it says where."""
        if seam.lastgroup == _RELATIVE and not comma:
            return False
        behind = _WORD.findall(self.text[seam.end() : min(end, seam.end() + _BEHIND)])
        if len(behind) < _FEWEST_BEHIND:
            return False
        if seam.lastgroup == _WHERE:
            return self.has_verb(seam.end(), end)
        opening = [
            word for word in behind[:_OPENING_WORDS] if word.lower() not in self.rules.auxiliaries
        ]
        if not opening or not opening[0].islower() or not self.phrases.is_verb(opening[0]):
            return False
        return self.phrases.demonstrative.isdisjoint(opening[1:2])  # "final | dan mengikat itu"

    def has_verb(self, start: int, end: int) -> bool:
        """Whether a finite verb stands in a stretch."""
        return self._act(start, end) is not None

    def _clause(self, start: int, end: int) -> Clause | None:
        act = self._act(start, end)
        if act is None:
            return None
        who, whom = self._who(start, act[0]), self._object(act, end)
        word = self.text[slice(*act)].lower()
        if word.startswith(self.rules.passive):
            by = self.rules.agent.search(self.text, act[1], min(end, act[1] + _PASSIVE))
            agent = self._phrase(by.end(), end) if by else self._named_agent(act, end)
            who, whom = (agent, who) if agent else (who, None)
        return Clause(start, end, act, who, whom)

    def _named_agent(self, act: tuple[int, int], end: int) -> tuple[int, int] | None:
        """The name right behind a passive, which did it: "diluncurkan BGN"; not a day, and not what
        somebody is called ("dijuluki Si Raja")."""
        name = _NAMED.match(self.text, act[1], end)
        if name is None or self.text[slice(*act)].lower() in self.rules.naming:
            return None
        first = name.group("name").split(" ", 1)[0].lower()
        return None if first in self.phrases.calendar else name.span("name")

    def _act(self, start: int, end: int) -> tuple[int, int] | None:
        """The first finite verb, looked for once in each stretch."""
        stretch = (start, end)
        if stretch not in self._acts:
            self._acts[stretch] = self._find_act(start, end)
        return self._acts[stretch]

    def _find_act(self, start: int, end: int) -> tuple[int, int] | None:
        """The first finite verb, auxiliaries and relative clauses left out."""
        rules, passed = self.rules, self.rules.passed
        relative = False
        since_relative = 0
        for match in _WORD.finditer(self.text, start, end):
            word = match.group()
            since_relative += 1
            if word in passed:
                continue
            lower = word.lower()
            if lower in rules.relative and match.start() > start:
                relative, since_relative = True, 0
            elif lower in rules.auxiliaries:
                relative = relative and since_relative <= 1
            elif lower in rules.copulas or lower in rules.equations:
                if not relative:
                    return match.span() if lower in rules.copulas else None
            elif word[0].islower() and self.phrases.is_verb(lower):
                if not relative and not self._is_hearsay(lower, match.end(), end):
                    return match.span()
                relative = False
            elif lower not in rules.relative and len(passed) < _MOST_PASSED:
                passed.add(word)
        return None

    def _is_hearsay(self, verb: str, at: int, end: int) -> bool:
        """Whether a verb only says that somebody told so, and what is told follows: "dilaporkan
        tewas", "disebut masih akan tinggal"; but "dilaporkan ke polisi" is an act."""
        if verb not in self.rules.hearsay:
            return False
        behind = _WORD.finditer(self.text, at, min(end, at + _BEHIND))
        word = next(
            (w for w in (m.group().lower() for m in behind) if w not in self.rules.beside), ""
        )
        return self.phrases.is_verb(word) or word in self.rules.copulas

    def _who(self, start: int, act: int) -> tuple[int, int] | None:
        """The phrase before the act, adverbials in front and behind left out."""
        cut = self.text.rfind(", ", start, act)
        head = cut + 2 if cut > 0 and self._opens_adverbial(start, cut) else start
        rules = self.rules
        words = [(m.start(), m.group().lower()) for m in _WORD.finditer(self.text, head, act)]
        if words and words[0][1] in rules.no_actor:
            return None
        first = 0
        while first < len(words) and words[first][1] in rules.before_subject:
            first += 1
        stop, kept, previous = act, words[first:], ""
        if len(kept) > 1 and kept[0][1] in rules.pronouns and kept[1][1] not in rules.phrases.joint:
            stop, kept = kept[1][0], kept[:1]  # "Ia | senang melihat X"
        for at, (begin, word) in enumerate(kept):
            if previous and word in rules.behind_actor and previous not in rules.comparatives:
                stop, kept = begin, kept[:at]
                break
            previous = word
        while kept and (kept[-1][1] in rules.beside or kept[-1][1] in rules.hearsay):
            stop = kept.pop()[0]
        if all(word in rules.no_subject for _, word in kept):
            return None
        a, b = trim(self.text, self._counted_from(head, kept[0][0]), stop)
        while b > a and self.text[b - 1] in ",;:":
            b -= 1
        return (a, b) if a < b and b - a <= _LONGEST_SUBJECT else None

    def _counted_from(self, head: int, start: int) -> int:
        """Where the figure before a noun begins: "21 warga"."""
        figure = _FIGURE.search(self.text, max(head, start - _FIGURE_LONGEST), start)
        return figure.start() if figure else start

    def _opens_adverbial(self, start: int, end: int) -> bool:
        first = _WORD.search(self.text, start, end)
        return first is not None and (first.group().lower() in self.rules.adverbial)

    def _object(self, act: tuple[int, int], end: int) -> tuple[int, int] | None:
        verb = self.text[slice(*act)].lower()
        return None if verb.startswith(self.rules.no_object) else self._phrase(act[1], end)

    def _phrase(self, start: int, end: int) -> tuple[int, int] | None:
        """The noun phrase that begins behind a place; None when something else does."""
        begin: int | None = None
        stop, previous = start, ""
        for match in islice(_TOKEN.finditer(self.text, start, end), _LONGEST_OBJECT):
            word = match.group()
            lower = word.lower()
            if self._ends_phrase(word, lower) and previous not in self.rules.comparatives:
                break
            joint = lower in self.phrases.joint
            if begin is None:
                if joint:
                    break
                begin = match.start()
            stop = stop if joint else match.end()
            previous = lower
        return (begin, stop) if begin is not None and begin < stop else None

    def _ends_phrase(self, word: str, lower: str) -> bool:
        """Whether a word is no part of a noun phrase."""
        return (
            not (word[0].isalnum() or word[0] == "(")
            or lower in self.rules.behind_object
            or (word[0].islower() and self.phrases.is_verb(word))
        )
