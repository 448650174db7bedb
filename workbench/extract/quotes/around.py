"""Those who speak where a person is only named beside them: whose family, office or team they are,
whom a body is led by, who is one of several.

Each rule gives whoever speaks, or nothing; that a person who is named speaks, `source` decides.
"""

from __future__ import annotations

from workbench.domain.fact import Kind, SpeakerClass
from workbench.extract.quotes.source_names import Phrase, SourceNames
from workbench.extract.quotes.who import Who

_BY_WORDS = 0.6
"""How sure the words are for a group that has no name. A step by judgement."""
_LEAD_WORDS = 3
"""Words for a group before the person's name: "tim kuasa hukum"."""


def body_by_name(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "Aliansi Pemuda dan Warga Peduli Desa", of which parts were read as names, and which the
    article names as a body elsewhere or has nowhere without the rest."""
    heads = reader.rules.body_heads
    is_headed = phrase.first in heads
    if not (phrase.people or is_headed) or any(mention.title for mention in phrase.mentions):
        return None
    body = reader.cast.body_called(phrase.words) if phrase.people else None
    if body is not None:
        return Who((body.name,), SpeakerClass.ORGANISATION, body.score)
    words = phrase.words.split()
    joined = [at for at, word in enumerate(words) if word in reader.rules.joint]
    if not is_headed or not joined or joined[-1] == len(words) - 1:
        return None
    whole = all(
        word.isalpha() and (word[0].isupper() or at in joined) for at, word in enumerate(words)
    )
    names = [one for one in phrase.mentions if one.words != phrase.words]
    two = any(
        words[at + 1].lower() in heads
        and not any(f" {words[at]} {words[at + 1]}" in one.words for one in names)
        for at in joined
    )
    two = two or any(one.is_sure or reader.is_apart(one.words, phrase.words) for one in names)
    if not whole or two or not names:
        return None
    score = max(_BY_WORDS, names[0].score if names[0].start == phrase.start else 0.0)
    return Who((phrase.words,), SpeakerClass.ORGANISATION, score)


def around_person(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "keluarga Budi Santoso", "kantor Netanyahu": those around a person, who is not with them."""
    person = phrase.people[0] if len(phrase.people) == 1 else None
    if person is None or person.title or person.end != phrase.end:
        return None
    lead = reader.text[phrase.start : person.start].split()
    if lead and lead[0].lower() in reader.rules.parties:
        lead = lead[1:]
    plain = all(word.isalpha() and word.islower() for word in lead[1:])
    if not 0 < len(lead) <= _LEAD_WORDS or not plain:
        return None
    if lead[0].lower() not in reader.rules.around or reader.rules.roles.search(" ".join(lead[1:])):
        return None
    return Who((" ".join([*lead, person.words]),), SpeakerClass.ORGANISATION, _BY_WORDS)


def led_body(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "PSSI pimpinan Budi Santoso": the body speaks, not who leads it."""
    person = phrase.people[0] if phrase.people else None
    if person is None or person.start == phrase.start:
        return None
    lead = reader.text[phrase.start : person.start].split()
    before = [m for m in phrase.mentions if m.end <= person.start]
    is_body = bool(before) and before[0].kind is Kind.ORGANISATION
    if not is_body or not lead or lead[-1] not in reader.rules.led:
        return None
    words = reader.text[before[0].start : person.start].split()[:-1]
    named = all(word[0].isupper() for word in words)
    name = " ".join(words) if named and len(words) > before[0].words.count(" ") + 1 else ""
    return Who((name or before[0].name,), SpeakerClass.ORGANISATION, before[0].score)


def one_of_several(reader: SourceNames, phrase: Phrase) -> Who | None:
    """ "Sejumlah pejabat, termasuk Menteri X": all of them speak."""
    if not phrase.people or phrase.first in reader.rules.one:
        return None
    found = reader.rules.including.search(phrase.words)
    if found is None or phrase.start + found.end() > phrase.people[0].start:
        return None
    if phrase.first not in reader.rules.quantifiers and not reader.rules.crowds.match(phrase.words):
        return None
    called = phrase.words[: found.start()]
    return Who((), SpeakerClass.CROWD, 0.0, called)
