"""What sort of source the words of a speaker phrase name.

Reads one phrase by itself: people, organisations, states, outlets, documents, crowds and those who
stay unnamed. Whom a pronoun or description means is decided in `speaker`.
"""

from __future__ import annotations

from workbench.domain.fact import Kind, SpeakerClass
from workbench.extract.kept import compiled
from workbench.extract.mention import Mention
from workbench.extract.outlets import is_outlet, places_for, without_article, without_country
from workbench.extract.quotes.around import (
    around_person,
    body_by_name,
    led_body,
    one_of_several,
)
from workbench.extract.quotes.description import is_doubled
from workbench.extract.quotes.phrases import HANDLE
from workbench.extract.quotes.source_names import Phrase, SourceNames
from workbench.extract.quotes.who import Who, unnamed
from workbench.extract.rule_list import RuleList

_SENTENCE_END = compiled(r"[.!?]\s|\n")
_CLAUSE_END = compiled(r"[,;:!?\"“”\n]|\.(?!\w)")
_POSTED_WITHIN = 48
"""Code points behind a word for a post in which the account stands."""
_COLOURS = 4
"""Words before a body's name that say nothing of who it is, the article included."""
_UNNAMED_WITHIN = 60
"""Code points behind a phrase in which somebody may ask not to be named."""


_RUN = compiled(r"[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*){1,5}")
"""A name of several words that nothing knows."""
_ACRONYM = compiled(r"\s\([^()]{2,12}\)\Z")
"""An acronym in brackets behind a name."""
_OUTLET, _CALLED, _BEARER, _HOLDER, _BY_HEAD, _BY_LOOKS = 0.9, 0.8, 0.8, 0.75, 0.7, 0.5
"""How sure a name is: a list knows it, its noun says so, one person has it, one person has the
title, it begins like an organisation's, it only has capitals. Steps by judgement: they order names
that contradict each other, and nothing is left out for them."""


class SourceReader(SourceNames):
    """Reads the speaker phrases of one text."""

    def read(self, start: int, end: int) -> Who:
        """Names and class of the source that a phrase names."""
        phrase = self.phrase(start, end)
        return (
            SOURCES(self, phrase)
            or UNPERSONAL(self, self._counted(phrase))
            or unnamed(SpeakerClass.ROLE)
        )

    def phrase(self, start: int, end: int) -> Phrase:
        """The phrase that a stretch is, with what is named in it."""
        mentions = self.cast.within(start, end)
        return Phrase(start, end, self.text[start:end], mentions, self.people(start, end))

    def people(self, start: int, end: int) -> list[Mention]:
        """The persons named in a stretch; where every noun has a capital, not by that alone."""
        people = [m for m in self.cast.within(start, end) if m.kind is Kind.PERSON]
        return [m for m in people if self.is_evident(m)]

    def _counted(self, phrase: Phrase) -> Phrase:
        """A phrase without the word that only counts before a name, or says that it is a side:
        "para Jaksa", "pihak Polda"."""
        if self.rules.every_noun or is_outlet(phrase.words, self.rules.lang):
            return phrase
        first, blank, rest = phrase.words.partition(" ")
        counts = self.rules.quantifiers | self.rules.parties
        if not (blank and rest[:1].isupper() and first.lower() in counts):
            return phrase
        return self.phrase(phrase.start + len(first) + 1, phrase.end)


def stays_unnamed(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "seorang pejabat yang enggan disebut namanya": also where a person is named in it."""
    around = _SENTENCE_END.split(
        reader.text[phrase.start : phrase.end + _UNNAMED_WITHIN], maxsplit=1
    )[0]
    return unnamed(SpeakerClass.ANONYMOUS) if reader.rules.anonymous.search(around) else None


def opens_with_source(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "sumber di kantor itu", "saksi mata"."""
    source = reader.rules.sources.match(phrase.words)
    is_open = source is not None and (source.group()[0].islower() or not phrase.people)
    return unnamed(SpeakerClass.ANONYMOUS) if is_open else None


def called_outlet(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "kantor berita Prancis X": an outlet by the noun before its name; "media Israel" is the
    press of a country."""
    described = reader.rules.outlet.match(phrase.words)
    if described is None or reader.rules.roles.search(phrase.words):
        return None
    name, lang = described.group("name"), reader.rules.lang
    if name.lower() in places_for(lang):
        return unnamed(SpeakerClass.OUTLET)
    return Who((without_country(name, lang),), SpeakerClass.OUTLET, _CALLED)


def holds_source(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "dua sumber keamanan": nobody is named, and a word for sources stands within."""
    source = None if phrase.people else reader.rules.sources.search(phrase.words)
    is_open = source is not None and (reader.rules.every_noun or source.group().islower())
    return unnamed(SpeakerClass.ANONYMOUS) if is_open else None


def handle(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "@nelayan_76", "akun @nelayan_76", "unggahan di Instagram resmi @x": whoever is called so on
    a platform."""
    found = HANDLE.search(phrase.words)
    if found is not None and found.end() == len(phrase.words) and not phrase.people:
        return Who((found.group(),), SpeakerClass.NAMED, _CALLED)
    if phrase.first not in reader.rules.posts or phrase.people:
        return None
    rest = _CLAUSE_END.split(reader.text[phrase.end : phrase.end + _POSTED_WITHIN], maxsplit=1)[0]
    found = HANDLE.search(rest)
    return Who((found.group(),), SpeakerClass.NAMED, _CALLED) if found else None


def report_of_outlet(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "laporan Reuters": what an outlet reports, it says."""
    if not reader.rules.documents.match(phrase.words) or not phrase.mentions:
        return None
    last = phrase.mentions[-1]
    known = last.end == phrase.end and is_outlet(last.words, reader.rules.lang)
    return Who((last.name,), SpeakerClass.OUTLET, _OUTLET) if known else None


def one_of_sort(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "a New York judge", "a spokesman for the Kremlin": one who is told by what he is, where
    articles stand first; no name."""
    rules, last = reader.rules, phrase.words.rpartition(" ")[2]
    if not rules.articles or phrase.first not in rules.one or phrase.people:
        return None
    is_role = last.islower() and rules.roles.fullmatch(last)
    is_of_body = reader.owners.rules.of_whom.match(phrase.words)
    return unnamed(SpeakerClass.ROLE) if is_role or is_of_body else None


def maker(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "data BMKG", "studi dari Universitas X tahun 2024": who found out stands for it; a report
    stays a document, and is its maker's."""
    made = None if _opens_with_body(phrase) else reader.rules.made.match(phrase.words)
    if reader.rules.found.fullmatch(phrase.words) and (by := reader.issuer(phrase.end)):
        return Who((by.name,), SpeakerClass.ORGANISATION, by.score)
    who = _maker(reader, phrase, made.end()) if made else None
    if made is None or who is None or not made["report"]:
        return who
    return who._replace(speaker_class=SpeakerClass.DOCUMENT, called=reader.bare(phrase.words))


def _opens_with_body(phrase: Phrase) -> bool:
    """Whether the noun for a document opens a body's name: "Survei Geologi Sagara (SGS)"."""
    first = phrase.mentions[0] if phrase.mentions else None
    return first is not None and first.start == phrase.start and bool(first.acronym)


def _maker(reader: SourceNames, phrase: Phrase, behind: int) -> Who | None:
    """The body that a phrase names from a place on, and nothing else."""
    name = phrase.words[behind:]
    if all(mention.kind is None for mention in phrase.mentions) and _RUN.fullmatch(name):
        return Who((name,), SpeakerClass.ORGANISATION, _BY_LOOKS)
    body = next((m for m in phrase.mentions if m.start == phrase.start + behind), None)
    if body is None or body.kind not in (Kind.ORGANISATION, None):
        return None
    rest = reader.text[body.end : phrase.end].split()
    goes_on = len(rest) > 1 and rest[0] in reader.rules.joint and rest[1][0].isupper()
    ends = not rest or rest[0][0].islower() or rest[0][0] == "("
    return (
        Who((body.name,), SpeakerClass.ORGANISATION, body.score) if ends and not goes_on else None
    )


def pollsters(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "the latest X/Y poll", "an X survey": who found out stands before what they found."""
    return reader.findings.read(phrase.start, phrase.end)


def document(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "laporan badan X", "pernyataan yang dikeluarkan oleh X": what is written speaks."""
    if not reader.rules.documents.match(phrase.words) or not (phrase.is_small or not phrase.people):
        return None
    if _opens_with_body(phrase):
        return None
    named = any(m.kind is not None and m.start > phrase.start for m in phrase.mentions)
    named = named or any(word[:1].isupper() for word in phrase.words.split()[1:])
    title = reader.bare(phrase.words) if named else reader.issued_by(phrase.words, phrase.end)
    return Who((), SpeakerClass.DOCUMENT, 0.0, title)


def person(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "Menteri X", "X dan Y": whoever is named as a person."""
    if not phrase.people or reader.is_of_body(phrase):
        return None
    if whose := reader.owners.owned(phrase.start, phrase.end, phrase.people):
        return whose
    return reader.persons(phrase.start, phrase.people)


def crowd(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "banyak warga", but not "seorang warga", nor "pakar geologi, X Y"."""
    several = reader.rules.crowds.match(phrase.words) and phrase.first not in reader.rules.one
    is_one = several and reader.rules.apposed.search(phrase.words)
    return unnamed(SpeakerClass.CROWD) if several and not is_one else None


SOURCES: RuleList[SourceNames, Phrase, Who] = RuleList(
    stays_unnamed,
    opens_with_source,
    handle,
    called_outlet,
    holds_source,
    report_of_outlet,
    one_of_sort,
    maker,
    pollsters,
    document,
    body_by_name,
    around_person,
    led_body,
    one_of_several,
    person,
    crowd,
)
"""Those who stay unnamed, documents and people: the rules that a name may not overrule."""


def outlet_called_short(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "The Post", where the article names one outlet that ends so: "New York Post"."""
    article, _, word = phrase.words.rpartition(" ")
    if not word[:1].isupper() or (article.lower() or "the") not in reader.rules.articles:
        return None
    found = reader.outlet_ending_in(word)
    return Who((found,), SpeakerClass.OUTLET, _CALLED) if found else None


def outlet_and_other(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "The New York Times and the Moss newspaper chain": two, of whom the first is known."""
    found = reader.rules.joiner.search(phrase.words)
    if found is None or not is_outlet(
        without_article(phrase.words[: found.start()], reader.rules.lang), reader.rules.lang
    ):
        return None
    others = reader.cast.within(phrase.start + found.end(), phrase.end)
    if len(others) != 1 or others[0].kind is Kind.PERSON:
        return None
    second = others[0]
    name = without_article(phrase.words[: found.start()], reader.rules.lang)
    return Who((name, second.name), SpeakerClass.ORGANISATION, min(_OUTLET, second.score))


def outlet(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "Harian X", "Reuters", "New York Times (NYT)": a known outlet, or a name like one."""
    words = _ACRONYM.sub("", phrase.words)
    if not is_outlet(words, reader.rules.lang):
        return None
    name = without_article(words, reader.rules.lang)
    return Who((name,), SpeakerClass.OUTLET, _OUTLET)


def judged_body(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "the nonpartisan Budget Office": words that only colour a body, where articles stand."""
    rules, body = reader.rules, phrase.mentions[0] if len(phrase.mentions) == 1 else None
    if not rules.articles or body is None or body.kind is not Kind.ORGANISATION:
        return None
    lead = reader.text[phrase.start : body.start].split()
    if body.end != phrase.end or not 1 < len(lead) <= _COLOURS or lead[0] not in rules.articles:
        return None
    plain = all(word.replace("-", "").isalpha() and word.islower() for word in lead[1:])
    told = rules.groups | rules.linking
    if not plain or told.intersection(lead) or rules.roles.search(" ".join(lead)):
        return None
    return Who((body.name,), SpeakerClass.ORGANISATION, min(body.score, _CALLED))


def name_alone(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "Kementerian X", "Prancis", "Rusia dan Turki": the phrase is a name, or several."""
    mentions = phrase.mentions
    if not mentions or mentions[0].start != phrase.start:
        return None
    is_office = phrase.first in reader.rules.titles or reader.rules.roles.match(phrase.words)
    if mentions[0].kind is None and is_office and reader.rules.apposed.search(phrase.words):
        return None  # an office and who holds it
    if reader.is_body_run(phrase) or reader.owners.has_part(phrase.end, mentions[0]):
        return Who((phrase.words,), SpeakerClass.ORGANISATION, _BY_LOOKS)
    covered = reader.covers(mentions, phrase.start, phrase.end)
    return reader.mentioned(mentions) if covered else None


def outlet_last(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "koresponden Reuters": an outlet ends the phrase."""
    lang = reader.rules.lang
    found = next((m for m in phrase.mentions if is_outlet(m.words, lang)), None)
    if found is None or found.end != phrase.end:
        return None
    return Who((found.name,), SpeakerClass.OUTLET, _OUTLET)


def part_of_name(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "Rohani" or "hakim Rohani", where the article names one Hasan Rohani; "Jaya Negara", read as
    no name."""
    if not phrase.is_capital:
        role, _, name = phrase.words.rpartition(" ")
        is_role = role in reader.rules.somebody and role not in reader.rules.groups
        is_role = is_role and role not in reader.rules.sorts
        bearer = reader.cast.bearer_of(name) if is_role and name[:1].isupper() else None
        is_person = bearer is not None and bearer.kind is Kind.PERSON
        return Who((bearer.name,), SpeakerClass.NAMED, _BEARER) if bearer and is_person else None
    bearer = reader.cast.bearer_of(phrase.words)
    if bearer is None and not phrase.mentions and not reader.rules.every_noun:
        bearer = reader.cast.ending_in(phrase.words)
    return Who((bearer.name,), SpeakerClass.NAMED, _BEARER) if bearer else None


def title_of_somebody(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "Gubernur", where the article has one person of that title; "Menhan", by its long form."""
    if not phrase.is_capital:
        return None
    long = reader.rules.forms.get(phrase.words.lower(), phrase.words)
    if long.split(None, 1)[0].lower() not in reader.rules.offices:
        return None  # "Air India" is not who heads it
    holder = reader.cast.holder_of(phrase.words) or reader.cast.holder_of(long)
    return Who((holder.name,), SpeakerClass.NAMED, _HOLDER) if holder else None


def apposed(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "kepala biro itu, X Y": capitals behind a role that nothing else types."""
    found = reader.rules.apposed.search(phrase.words)
    return Who((found.group("name"),), SpeakerClass.NAMED, _BY_LOOKS) if found else None


def called(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "kelompok yang dikenal sebagai X"."""
    found = reader.called(phrase.end)
    return Who((found.name,), SpeakerClass.ORGANISATION, _CALLED) if found else None


def sort_of_body(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "firma riset X", "maskapai X": a noun that says what a body is, and its name behind."""
    if phrase.first not in reader.rules.sorts or not phrase.mentions:
        return None
    last = phrase.mentions[-1]
    lead = reader.text[phrase.start : last.start].split()
    is_body = last.kind in (Kind.ORGANISATION, None) and last.start > phrase.start
    if not is_body or last.end != phrase.end or any(word[0].isupper() for word in lead[1:]):
        return None
    return Who((last.name,), SpeakerClass.ORGANISATION, _BY_HEAD)


def group_with_name(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "militer Israel": a body by its noun and whose it is."""
    if not phrase.mentions or phrase.first not in reader.rules.groups:
        return None
    name = phrase.words if phrase.is_capital else _titled(phrase.words)
    return Who((name,), SpeakerClass.ORGANISATION, _BY_HEAD)


def headed(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "Badan penanggulangan bencana": begins like an organisation's name."""
    if phrase.first not in reader.rules.org_heads or " " not in phrase.words:
        return None
    if not phrase.is_capital:
        return unnamed(SpeakerClass.ORGANISATION)
    return Who((phrase.words,), SpeakerClass.ORGANISATION, _BY_HEAD)


def role(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "seorang juru bicara", "Menteri": a role or title, or any words in small letters."""
    is_open = (
        phrase.is_small
        or reader.rules.roles.search(phrase.words)
        or phrase.first in reader.rules.titles
    )
    return unnamed(SpeakerClass.ROLE) if is_open else None


def looks_like_name(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "X Y": two capitals, something named, or one capital in the middle of a sentence."""
    if is_doubled(phrase.first):  # "Bayang-bayang PHK"
        return unnamed(SpeakerClass.ROLE)
    if phrase.mentions and reader.owners.opens(phrase.start, phrase.end, phrase.mentions[0]):
        return unnamed(SpeakerClass.ROLE)
    capitals = sum(1 for word in phrase.words.split() if word[:1].isupper())
    named = capitals > 1 or phrase.mentions or reader.is_called_by_name(phrase.start, phrase.words)
    return Who((phrase.words,), SpeakerClass.NAMED, _BY_LOOKS) if named else None


def noun_alone(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "der Chef-Ankläger", "Polizei": where every noun has a capital, one says who somebody is;
    two behind a role may be a name, "der Sprecher X Y"."""
    rules = reader.rules
    if not rules.every_noun or any(m.is_sure and reader.is_evident(m) for m in phrase.mentions):
        return None
    words = phrase.words.split()
    bearer = words[-1:] if words[-1][0].isupper() and words[-1].isalpha() else []
    if bearer and len(words) > 2 and words[-2][0].isupper() and rules.is_role(words[-3]):
        return Who((" ".join(words[-2:]),), SpeakerClass.NAMED, _BY_LOOKS)
    alone = len(words) == 1 and rules.is_role(words[0])
    return unnamed(SpeakerClass.ROLE) if alone or phrase.first in rules.quantifiers else None


UNPERSONAL: RuleList[SourceNames, Phrase, Who] = RuleList(
    noun_alone,
    part_of_name,
    outlet_called_short,
    outlet_and_other,
    outlet,
    sort_of_body,
    judged_body,
    name_alone,
    outlet_last,
    title_of_somebody,
    apposed,
    called,
    group_with_name,
    headed,
    role,
    looks_like_name,
)
"""What is named or described where no person is; the surest names first."""


def _titled(words: str) -> str:
    """A body named in small letters as its name: "militer Israel" is Militer Israel."""
    return " ".join(w[:1].upper() + w[1:] if len(w) > 3 else w for w in words.split())
