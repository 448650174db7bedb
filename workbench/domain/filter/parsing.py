"""Reading a filter: from a line of words to the tree that it means, or to where it goes wrong.

    lang:id (kapal or perahu) -outlet:Reuters date:>=2w near(banjir semarang, 5)

Words side by side must all hold, `and` binds closer than `or`, `not` and a leading minus take what
follows them. A value is as literal as it was typed (`al-Washka`, `KIBLAT.NET`); between double
quotes it has spaces, brackets and words of the language in it, and a quote is written twice. What
is long or deep is refused: a line may be anybody's.
"""

from __future__ import annotations

import re

from workbench.domain.filter.days import is_since
from workbench.domain.filter.fields import (
    ARTICLE_FIELDS,
    BARE,
    Field,
    Fields,
    Sort,
    as_meant,
    meant,
    nearest,
    problem,
)
from workbench.domain.filter.tree import (
    Filter,
    Near,
    Node,
    Term,
    both,
    either,
    every,
    negated,
)
from workbench.errors import FilterError

LANGUAGE = 2
"""Version of the language. A filter that is kept says in which it was written; `first.py` reads
those of version 1, which had no `or` and no brackets, and looked for bare words in titles."""

LONGEST = 10_000
"""Code points of a line."""
MOST_TERMS = 500
DEEPEST = 16
"""Brackets within each other."""
_WIDEST = 1_000
"""Words between two that are near each other."""
_USUAL = 10
"""The same, where it is not said; FTS5's own."""
_MOST_NEAR = 20

_LONE = re.compile("[\ud800-\udfff]")
"""What no text holds, and no query can ask for."""
_SPACE = re.compile(r"\s*")
_JOINT = re.compile(r"(and|or|not)(?=[\s()]|$)", re.IGNORECASE)
_FIELD = re.compile(r"([A-Za-z_]+):")
_COMPARISON = re.compile(r">=|<=|>|<|=")
_NAMED = re.compile(r"([A-Za-z_]+)(>=|<=|>|<|=)")
_BARE = re.compile(r"[^\s()]+")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"|[“”]([^“”"]*)[“”"]')
_QUOTES = ('"', "“", "”")
_NEAR = re.compile(r"near\(", re.IGNORECASE)
_INFIX = re.compile(r"(near|adj|w|n)/?[0-9]+", re.IGNORECASE)
_PIECE = re.compile(r"[^\s(),]+")
_NUMBER = re.compile(r"#([0-9]{1,9})(?=[\s)]|$)")
"""An article, as every list names it."""
_WHOLE = re.compile(r"[0-9]{1,9}(?=[\s)])")
_QUOTE_IT = "The word itself stands in double quotes: "


def parse_filter(line: str, fields: Fields = ARTICLE_FIELDS) -> Filter:
    """What a line asks for. Raises FilterError on what cannot be meant: an unknown field, with the
    nearest one, a value that its field never has, brackets and quotes that do not close."""
    return _Reader(line, fields).read()


class _Reader:
    """One line, read from left to right."""

    def __init__(self, line: str, fields: Fields) -> None:
        self._line = line.replace("\0", " ")  # which no text holds, and no server looks for
        self._fields = fields
        self._at = 0
        self._depth = 0
        self._terms = 0

    def read(self) -> Filter:
        if len(self._line) > LONGEST:
            raise self._error(
                f"a filter of {len(self._line):,} characters",
                f"It has at most {LONGEST:,}.",
                LONGEST,
                len(self._line),
            )
        if lone := _LONE.search(self._line):
            raise self._error("half a character", "Type it anew.", lone.start())
        if self._is_end():
            return ()
        found = self._any("")
        if not self._is_end():
            raise self._error("no bracket is open here", "Each ) closes one (.", self._at)
        return every([found])

    def _is_end(self) -> bool:
        self._skip()
        return self._at == len(self._line)

    def _skip(self) -> None:
        self._at = _SPACE.match(self._line, self._at).end()  # type: ignore[union-attr]

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._line, self._at)
        if found:
            self._at = found.end()
        return found

    def _joint(self) -> str:
        """The word of the language that comes next; empty where another one does."""
        found = _JOINT.match(self._line, self._at)
        return found[1].lower() if found else ""

    def _any(self, field: str) -> Node:
        """What `or` stands between. field: whose values they are, where brackets follow one."""
        parts = [self._every(field)]
        while not self._is_end() and self._joint() == "or":
            self._take(_JOINT)
            parts.append(self._every(field))
        return either(parts)

    def _every(self, field: str) -> Node:
        parts: list[Node] = []
        while True:
            is_end = self._is_end() or self._line[self._at] == ")"
            joint = "" if is_end else self._joint()
            if parts and (is_end or joint == "or"):
                return both(parts)
            if joint == "and" and parts:
                self._take(_JOINT)
            parts.append(self._one(field))

    def _one(self, field: str) -> Node:
        self._skip()
        start = self._at
        if (joint := self._joint()) == "not":
            self._take(_JOINT)
            return negated(self._deeper(field, start))
        if joint:
            raise self._missing(
                f"{joint} stands between two things, and there is none before it",
                f'{_QUOTE_IT}"{self._line[start : start + len(joint)]}".',
            )
        following = self._line[start + 1 : start + 2]
        if self._line[start : start + 1] == "-" and following.strip() and following != ")":
            self._at += 1
            return negated(self._deeper(field, start, is_minus=True))
        if self._line[start : start + 1] == "(":
            return self._group(field)
        return self._term(field)

    def _deeper(self, field: str, start: int, *, is_minus: bool = False) -> Node:
        """What is negated; a minus takes what it stands before, a second one is a letter."""
        self._deepen(start)
        is_literal = is_minus and self._line[self._at] not in '("“”'
        found = self._term(field) if is_literal else self._one(field)
        self._depth -= 1
        return found

    def _group(self, field: str) -> Node:
        start = self._at
        self._deepen(start)
        self._at += 1
        if not self._is_end() and self._line[self._at] == ")":
            raise self._error(
                "nothing stands between these brackets", "Say what is looked for.", start
            )
        found = self._any(field)
        if self._is_end():
            raise self._error("this bracket is not closed", "It closes with ).", start)
        self._at += 1
        self._depth -= 1
        return found

    def _term(self, within: str) -> Node:
        start = self._at
        if self._is_end() or self._line[self._at] == ")":
            raise self._missing("something to look for is missing", "Say what, or leave this out.")
        self._terms += 1
        if self._terms > MOST_TERMS:
            raise self._error(f"a filter of more than {MOST_TERMS} things", "Ask for fewer.", start)
        if not within and "number" in self._fields and (found := self._take(_NUMBER)):
            return self._checked("number", "=", found[1], start)
        named = None if self._line[start] in _QUOTES else self._take(_FIELD)
        if named and within:
            raise self._error(
                f"a field within the brackets of {within}:",
                f'Its values stand there; one with a colon in double quotes: "{named[0]}...".',
                start,
                self._at,
            )
        name = within or (self._known(named[1], start) if named else BARE)
        field = self._fields[name]
        if self._take(_NEAR):
            return self._near(name, field, start, is_bare=not (named or within))
        if named and self._line[self._at : self._at + 1] == "(":
            self._terms -= 1
            return self._group(name)
        return self._value(name, field, start, is_bare=not (named or within))

    def _known(self, name: str, start: int) -> str:
        """The field of a name that was typed. Raises FilterError where there is none."""
        field = meant(name, self._fields)
        if field in self._fields:
            return field
        guess = nearest(name, list(self._fields))
        hint = f"Did you mean {guess}? " if guess else ""
        raise self._error(
            f"no field {name[:80]!r}",
            f"{hint}Fields: {', '.join(self._fields)}; else in double quotes.",
            start,
            self._at - 1,
        )

    def _value(self, name: str, field: Field, start: int, *, is_bare: bool) -> Node:
        comparison = None if is_bare else self._take(_COMPARISON)
        if comparison and not field.sort.is_compared:
            raise self._error(
                f"{name}: cannot be compared",
                f'In double quotes it is looked for: {name}:"{comparison[0]}...".',
                comparison.start(),
                comparison.end(),
            )
        at = self._at
        value, is_quoted = self._literal(name, start, is_bare=is_bare)
        if field.sort.has_ranges and not is_quoted and ".." in value:
            if comparison:
                raise self._error("a range is compared already", f"As {name}:1..5.", start)
            return self._range(name, field, value, at)
        usual = ">=" if field.sort is Sort.DAY and is_since(value) else "="
        return self._checked(name, comparison[0] if comparison else usual, value, at)

    def _literal(self, name: str, start: int, *, is_bare: bool) -> tuple[str, bool]:
        """A value as it was typed, and whether in quotes."""
        at = self._at
        if self._line[at : at + 1] in _QUOTES:
            found = self._take(_QUOTED)
            if not found:
                raise self._error("a double quote is not closed", 'As in outlet:"Daily Sabah".', at)
            value = _unquoted(found)
            if self._line[self._at : self._at + 1] == "*":
                self._at += 1
                value += "*"
            rest = self._line[self._at : self._at + 1]
            if rest.strip() and rest != ")":
                raise self._error(
                    "a space belongs behind the quote", "Or leave out the quotes.", self._at
                )
            is_quoted = True
        else:
            found = self._take(_BARE)
            value, is_quoted = found[0] if found else "", False
            if self._line[self._at : self._at + 1] == "(" and found:
                raise self._error(
                    "a bracket within a word",
                    "A value with brackets stands in double quotes, or with a space between.",
                    self._at,
                )
        if not value.strip():
            said = self._line[start : self._at]
            raise self._error(
                f"no value in {said[:80]!r}", "It follows without a space.", start, self._at
            )
        if is_bare and not is_quoted:
            self._check_bare(value, at)
        return value, is_quoted

    def _check_bare(self, value: str, at: int) -> None:
        """A bare word that is of another program's language, or of none."""
        if value == "-":
            raise self._error("a minus stands right before what it leaves out", "As -lang:id.", at)
        compared = _NAMED.match(value)
        if compared and meant(compared[1], self._fields) in self._fields:
            name = meant(compared[1], self._fields)
            rest = value[compared.end() :][:40] or "..."
            is_compared = self._fields[name].sort.is_compared and compared[2] != "="
            sign = compared[2] if is_compared else ""
            raise self._error(
                "a field takes a colon", f"As {name}:{sign}{rest}.", at, at + compared.end()
            )
        if _INFIX.fullmatch(value) and "/" in value:
            raise self._error(
                f"no {value!r} between words", "As near(banjir semarang, 5).", at, self._at
            )

    def _range(self, name: str, field: Field, value: str, at: int) -> Node:
        """Two ends, or one."""
        low, _, high = value.partition("..")
        if not (low or high):
            raise self._error("a range has an end", f"As {name}:1..5.", at, self._at)
        ends = []
        if low:
            ends.append(self._checked(name, ">=", low, at))
        if high:
            ends.append(self._checked(name, "<=", high, at + len(value) - len(high)))
        self._terms += 1
        return both(ends)

    def _checked(self, name: str, comparison: str, value: str, at: int) -> Term:
        field = self._fields[name]
        value = as_meant(name, field, value)
        if wrong := problem(name, field, value):
            raise self._error(*wrong, at, self._at)
        if field.sort is Sort.GRADE and comparison != "=" and not value.isdecimal():
            raise self._error(f"{value} is no more or less than another", "1 to 5 are.", at)
        return Term(name, comparison, value, at=at)

    def _near(self, name: str, field: Field, start: int, *, is_bare: bool) -> Near:
        if not field.can_be_near:
            near = [one for one, other in self._fields.items() if other.can_be_near]
            said = f"As {near[0]}:near(a b, 5)." if near else "Ask for each word by itself."
            lacks = "there is no near here" if is_bare else f"{name}: has no near"
            raise self._error(lacks, said, start, self._at - 1)
        words: list[str] = []
        within, lone = _USUAL, -1
        while not self._is_end() and self._line[self._at] not in ",)(":
            is_quoted = self._line[self._at] in _QUOTES
            found = self._take(_QUOTED if is_quoted else _PIECE)
            if not found:
                raise self._error("a double quote is not closed", 'As "Daily Sabah".', self._at)
            word = _unquoted(found) if is_quoted else found[0]
            words.append(word)
            lone = found.start() if not is_quoted and word.isdecimal() else -1
        if self._line[self._at : self._at + 1] == ",":
            self._at += 1
            self._skip()
            number = self._take(_WHOLE)
            if not number or int(number[0]) > _WIDEST:
                raise self._error(
                    "how many words may stand between is missing",
                    f"As near(banjir semarang, 5), at most {_WIDEST:,}.",
                    self._at,
                )
            within = int(number[0])
        elif lone >= 0 and len(words) > 2 and not self._is_end():
            raise self._error(
                "a comma belongs before how many words",
                f'As near({" ".join(words[:2])}, {words[-1]}); "{words[-1]}" is the word.',
                lone,
                lone + len(words[-1]),
            )
        if self._is_end() or self._line[self._at] != ")":
            raise self._error("near is not closed", "As near(banjir semarang, 5).", start)
        self._at += 1
        words = [word for word in words if any(letter.isalnum() for letter in word)]
        if not 2 <= len(words) <= _MOST_NEAR:
            raise self._error(
                "near needs two words or more", "As near(banjir semarang, 5).", start, self._at
            )
        return Near(name, tuple(words), within)

    def _missing(self, what: str, next_step: str) -> FilterError:
        return self._error(what, next_step, self._at)

    def _deepen(self, start: int) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._error(
                f"more than {DEEPEST} brackets within each other", "Ask for less.", start
            )

    def _error(self, what: str, next_step: str, start: int, end: int = 0) -> FilterError:
        return FilterError(what, next_step, self._line, start, end)


def _unquoted(found: re.Match[str]) -> str:
    """What stands between quotes, of which one within is written twice."""
    return found[2] if found[1] is None else found[1].replace('""', '"')
