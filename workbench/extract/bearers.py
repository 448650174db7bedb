"""Who bears an office: "Direktur Karya Abadi | X", "peneliti di Institut Karya, | X Y, mengatakan".

A tagger that meets an office with many capitals takes its last words for a place or a body, or
nothing for a name at all. Where the person begins, `seams` finds; here that person gets a place
among the names that were read. A run without a seam is left as it was read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.mention import ACRONYM, Mention
from workbench.extract.name_rules import NameRules
from workbench.extract.office_runs import MOST_NAME, OfficeReader, Part
from workbench.extract.seams import find_seam
from workbench.extract.sentences import UPPER
from workbench.extract.text_words import Led

_MOST_OFFICE = 24
"""Words of an office with its bearer."""
_APPOSED = compiled(rf", (?P<name>[{UPPER}][a-zà-ÿ’']{{2,}})(?=[,.]| \()")
_APPOSED_SCORE = 0.8
"""How sure one name behind the comma of an office is. A step by judgement: as one that the article
shows elsewhere."""
_FULL = rf"(?P<name>[{UPPER}][\w’'-]+(?: (?:[a-zà-ÿ]{{2,3}}-)?[{UPPER}][\w’'-]*\.?){{1,3}})"
_CALLED = compiled(rf", {_FULL}(?=,? )")
"""Two to four capitals behind a comma: "..., Noam Raydan, ...", "..., Mahdi al-Mashat "."""
_WHO = compiled(rf"(?<![\w,-] ){_FULL}, (?P<what>[a-zà-ÿ]+)(?= )[^,;:()\"“”.!?\n]{{3,140}}, ")
"""The same at the beginning of a clause, before what they are: "Noam Raydan, peneliti ..., "."""
_ROLE = compiled(r"(?<![\w-])([a-z]{3,})(?: [a-z]{3,}){0,2} \Z")
"""What somebody is, before the body: "hakim tunggal "."""
_OFFICE = compiled(
    rf"(?<![\w-])(?P<cue>[a-z]{{3,}}) (?P<title>[{UPPER}][\w-]+)(?: [{UPPER}][\w-]+){{1,8}}, \Z"
)
"""An office behind a cue, before the comma of its body: "kata Sekretaris Deputi Anak, "."""
_WHAT = compiled(r"[^,;:()\"“”.!?\n]+\Z")
_WHAT_WITHIN = 140
"""Code points of what somebody is, before the comma and the name."""
_TOKEN = compiled(r"\([^()]*\)|[^\s,]+|,")


@lru_cache(maxsize=16)
def run_for(lang: str) -> Led | None:
    """What offices with those who bear them look like in a language; None where it has no list of
    titles."""
    lex = lexicon_for(lang)
    return _run(lex) if lex.words("people", "titles") else None


def _run(lex: Lexicon) -> Led:
    shortened = alternation(
        [*lex.words("people", "honorifics"), *lex.words("sentences", "abbreviations")]
    )
    initial = "[A-HJ-UWYZ]"
    word = rf"(?:(?:{initial}\.){{1,3}}|{shortened}\.|[{UPPER}][\w’'&/-]*)"
    small = alternation([w for w in lex.words("people", "given_before") if len(w) < 4])
    number = r"\d{1,3}(?![\w.,/])"
    titles = sorted({title.split()[0] for title in lex.words("people", "titles")})
    plain = sorted(_plain_offices(lex))
    first = alternation(titles)
    noun_joins = lex.words("frames", "noun_joins")
    joints = alternation(
        [*lex.words("frames", "joint"), *lex.words("people", "connectors"), *noun_joins]
    )
    some = rf"{word}(?: {word}){{0,3}}"
    other = rf"(?!{first}(?![\w-]))"
    also = alternation(lex.words("frames", "joint"))
    listed = rf"(?:, {other}{some}){{1,4}},? (?:{also}) {other}{word}"
    bracket = rf"\([{UPPER}][\w /-]{{0,24}}\)"
    pattern = compiled(
        rf"(?<![\w-])(?:{alternation(plain)}(?: {other}(?:{word}|{bracket}))+|{first}(?![\w-])"
        rf"(?:{listed}| (?:{joints} {other})?(?:{word}|{number}|{bracket}|(?:{small})\.?))+)"
    )
    return Led(pattern, [*titles, *plain])


def _plain_offices(lex: Lexicon) -> frozenset[str]:
    """What whoever heads a body or speaks for it is called, in small letters: "juru bicara Front
    Karya | X Y"."""
    heads = lex.set("people", "heading") | lex.set("people", "ministers")
    return heads | lex.set("people", "spokespersons")


@lru_cache(maxsize=16)
def holding_for(lang: str) -> tuple[str, ...]:
    """What stands before the office of somebody named before: " menjabat "; not what may as well
    stand before somebody with an office: "adalah Presiden X"."""
    lex = lexicon_for(lang)
    joins = lex.set("verbs", "equations") | lex.set("verbs", "copulas")
    joins |= lex.set("frames", "adverbs") | lex.set("verbs", "auxiliaries")
    phrases = lex.words("references", "holding")
    return tuple(f" {words} " for words in phrases if words.rpartition(" ")[2] not in joins)


class BearerReader:
    """Finds who bears the offices of one text."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], names: NameRules, given: frozenset[str]
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.names = names
        self._run = run_for(names.lang)
        self._offices = OfficeReader(text, mentions, names, given)
        self._starts = self._offices.starts
        self._holding = holding_for(names.lang)

    def read(self, blocks: Iterable[tuple[int, int]]) -> list[Mention]:
        """The mentions, with those who bear an office cut free of it."""
        if self._run is None:
            return list(self.mentions)
        found: list[Mention] = []
        for start, end in blocks:
            for run in self._run.finditer(self.text, start, end):
                if bearer := self._bearer(run.start(), run.end()):
                    found.append(bearer)
            taken = {one.start for one in found}
            called = [
                self._behind_what(start, name.start(), *name.span("name"))
                for name in _CALLED.finditer(self.text, start, end)
            ]
            called += [self._before_what(who) for who in _WHO.finditer(self.text, start, end)]
            found += [one for one in called if one and one.start not in taken]
        taken = {one.start for one in found}
        behind = (self._behind_body(mention) for mention in self.mentions)
        found += [one for one in behind if one and one.start not in taken]
        found.sort(key=lambda one: one.start)
        return self._with(found) if found else list(self.mentions)

    def _bearer(self, start: int, end: int) -> Mention | None:
        parts = self._parts(start, end)
        if not 1 < len(parts) <= _MOST_OFFICE or self._is_held_before(start):
            return None
        seam = find_seam(self._offices, parts)
        if seam is None:
            return self._in_apposition(start, parts[-1].end)
        first = self._without_courtesy(parts, seam.at)
        at, stop = parts[first].start, parts[-1].end
        if self._is_read(at, stop) or self._goes_on(stop):
            return None
        if parts[0].word[0].islower() and not self._is_whole(parts, first):
            return None
        if parts[-1].lower in self.names.org_words:
            return None  # "Direktur Sumber Group": whose office it is
        title = self.text[start : parts[first - 1].end]
        words = self.text[at:stop]
        return Mention(
            at, stop, words, Kind.PERSON, "name.person.title", seam.score, title=title, name=words,
            affiliation=self._body_in(start, at),
        )  # fmt: skip

    def _is_held_before(self, start: int) -> bool:
        """Whether an office is that of who is named before: "X, yang menjabat | Direktur PT Y"."""
        return self.text.endswith(self._holding, 0, start)

    def _is_whole(self, parts: Sequence[Part], seam: int) -> bool:
        """Whether an office in small letters leaves a body and a person of two names, who was read
        as nobody: not "juru bicara Karya", "ketua Universitas | Sam Karya"."""
        if seam + 1 >= len(parts) or self._offices.is_head(parts[seam - 1]):
            return False
        if parts[-1].lower in self.names.places:
            return False
        return not self._is_sure(parts[seam].start, parts[-1].end)

    def _in_apposition(self, start: int, end: int) -> Mention | None:
        """ "Kepala Dinas Bogor, | Suparno, ... kata Suparno": one name behind the comma of an
        office, that the article has as somebody who speaks."""
        found = _APPOSED.match(self.text, end)
        name = found["name"] if found else ""
        lower = name.lower()
        if not found or lower in self.names.calendar or lower in self.names.places:
            return None
        if lower in self.names.describing or not self._offices.stands_alone(name):
            return None
        return Mention(
            found.start("name"), found.end("name"), name, Kind.PERSON, "name.person.title",
            _APPOSED_SCORE, name=name, affiliation=self._body_in(start, end),
        )  # fmt: skip

    def _behind_what(self, start: int, comma: int, at: int, stop: int) -> Mention | None:
        """ "peneliti di Institut Karya, | Noam Raydan, menambahkan": who is said to speak behind
        the comma of what they are, and was read as no person; "ujar Ketua Ikatan Karya, | X"."""
        found = _WHAT.search(self.text, max(start, comma - _WHAT_WITHIN), comma)
        what = found.group().lstrip() if found else ""
        if not self._speaks_as(what, stop, at):
            return None
        parts = self._parts(at, stop)
        if parts:
            at, stop = parts[self._without_courtesy(parts, 0)].start, parts[-1].end
        if self._is_sure(at, stop) or not self._offices.is_name(self._parts(at, stop)):
            return None
        name = self.text[at:stop]
        return Mention(
            at, stop, name, Kind.PERSON, "name.person.title", _APPOSED_SCORE, name=name,
            affiliation=self._body_in(comma - len(what), comma),
        )  # fmt: skip

    def _speaks_as(self, what: str, stop: int, at: int) -> bool:
        """Whether a phrase says what somebody is who is said to speak behind the name; or begins
        with a cue, and the name is no place that a tagger is sure of."""
        words = what.lower().split(" ", 2)
        if words[0] in self._offices.rules.spoken and len(words) > 1:
            index = bisect_left(self._starts, at)
            there = self.mentions[index] if index < len(self.mentions) else None
            is_place = there is not None and there.start == at and there.kind is Kind.PLACE
            is_firm = is_place and there is not None and not there.rule.endswith(".guessed")
            return words[1] in self.names.offices and not is_firm
        behind = stop + self.text.startswith(",", stop)
        return self._is_somebody(words[0]) and self._offices.speaks(behind, behind)

    def _before_what(self, who: re.Match[str]) -> Mention | None:
        """ "Noam Raydan, | peneliti di Institut Karya, | menambahkan": who is said to speak behind
        what they are, and was read as no person."""
        at, stop = who.span("name")
        if not self._is_somebody(who["what"]) or not self._offices.speaks(who.end(), who.end()):
            return None
        if self._is_sure(at, stop) or not self._offices.is_name(self._parts(at, stop)):
            return None
        name = who["name"]
        return Mention(
            at, stop, name, Kind.PERSON, "name.person.role", _APPOSED_SCORE, name=name,
            affiliation=self._body_in(stop, who.end()), subject_like=True,
        )  # fmt: skip

    def _behind_body(self, body: Mention) -> Mention | None:
        """ "hakim tunggal Pengadilan Negeri Bogor | Wiyanto", "kata Sekretaris Deputi, Kementerian
        BLK | Wiyanto.": a body that ends in a place or in letters, and who is of it there."""
        is_whole = body.is_sure or self.text.startswith(" (", body.end)
        if body.kind is not Kind.ORGANISATION or is_whole:
            return None
        parts = self._parts(body.start, body.end)
        seam = self._offices.office_end(parts) if len(parts) > 2 else 0
        rest = parts[seam:]
        if not (seam > 1 and rest and len(rest) < MOST_NAME and self._offices.is_name(rest)):
            return None
        last = parts[seam - 1]
        pair = " ".join(part.lower for part in parts[seam - 2 : seam])
        places = self.names.places
        ends = last.lower in places or pair in places or ACRONYM.match(last.word)
        if not ends or any(part.lower in self.names.not_people for part in rest):
            return None
        if not self._is_role_before(body.start):
            return None
        at, stop = rest[0].start, rest[-1].end
        name = self.text[at:stop]
        return Mention(
            at, stop, name, Kind.PERSON, "name.person.title", _APPOSED_SCORE, name=name,
            affiliation=self.text[body.start : last.end],
        )  # fmt: skip

    def _is_role_before(self, at: int) -> bool:
        """Whether what somebody is stands before a place: "hakim tunggal | ", or behind a cue an
        office with its comma."""
        lead = self.text[max(0, at - _WHAT_WITHIN) : at]
        if role := _ROLE.search(lead):
            return role[1] in self.names.callings or role[1] in self.names.roles
        office = _OFFICE.search(lead)
        if office is None:
            return False
        speech = self._offices.rules.spoken
        return office["cue"].lower() in speech and office["title"].lower() in self.names.offices

    def _is_somebody(self, word: str) -> bool:
        """Whether a phrase that begins with a word says what a person is."""
        names = self.names
        return word in names.offices or word in names.roles or word in names.callings

    def _is_sure(self, start: int, end: int) -> bool:
        """Whether something in a stretch is known, or read as a person over all of it."""
        at = bisect_left(self._starts, start)
        while at < len(self.mentions) and self.mentions[at].start < end:
            there = self.mentions[at]
            whole = (there.start, there.end) == (start, end) and there.kind is Kind.PERSON
            if whole or (there.is_sure and there.kind is not Kind.PERSON):
                return True
            at += 1
        return False

    def _parts(self, start: int, end: int) -> list[Part]:
        parts: list[Part] = []
        for token in _TOKEN.finditer(self.text, start, end):
            word = token.group()
            lower = word.lower().rstrip(".")
            if lower in self.names.calendar and parts:
                break
            stop = token.end()
            if word.endswith(".") and len(lower) > 1 and token.end() == end:
                stop -= 1
            parts.append(Part(token.start(), stop, self.text[token.start() : stop], lower))
        while parts and (parts[-1].word[0] in "(,0123456789" or parts[-1].word[0].islower()):
            parts.pop()
        return parts

    def _without_courtesy(self, parts: Sequence[Part], seam: int) -> int:
        while seam + 1 < len(parts) and parts[seam].lower in self.names.courtesies:
            seam += 1
        return seam

    # What is there already

    def _is_read(self, start: int, end: int) -> bool:
        """Whether exactly that person was read already, with a title."""
        at = bisect_left(self._starts, start)
        there = self.mentions[at] if at < len(self.mentions) else None
        return (
            there is not None and (there.start, there.end) == (start, end)
            and there.kind is Kind.PERSON and bool(there.title)
        )  # fmt: skip

    def _goes_on(self, end: int) -> bool:
        """Whether a name that was read goes on beyond a place."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self.mentions[at].end > end

    def _body_in(self, start: int, end: int) -> str:
        """The last body or place in a stretch; of a body that was read beyond it what is inside."""
        inside = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        bodies = [
            m for m in inside
            if m.kind is Kind.ORGANISATION or (m.kind is Kind.PLACE and m.end <= end)
        ]  # fmt: skip
        body = self.text[bodies[-1].start : min(bodies[-1].end, end)].rstrip() if bodies else ""
        return "" if body.lower() in self.names.org_heads[0] else body

    def _with(self, found: Sequence[Mention]) -> list[Mention]:
        """The mentions and those found; what overlaps them is cut off before them, or gone."""
        kept: list[Mention] = list(found)
        ends = [one.end for one in found]
        for mention in self.mentions:
            at = bisect_left(ends, mention.start + 1)
            over = found[at] if at < len(found) and found[at].start < mention.end else None
            if over is None:
                behind = found[at] if at < len(found) else None
                if not (behind and mention.kind is Kind.PERSON and _is_in_title(mention, behind)):
                    kept.append(mention)
            elif mention.start < over.start and mention.kind is not Kind.PERSON:
                end = mention.start + len(self.text[mention.start : over.start].rstrip())
                kept.append(mention.over(self.text, mention.start, end))
        return sorted(kept, key=lambda one: (one.start, -one.end))


def _is_in_title(mention: Mention, bearer: Mention) -> bool:
    """Whether a name is a word of the office before somebody: "... dan Aneka X"."""
    return bearer.start - mention.end <= len(bearer.title) and mention.words in bearer.title
