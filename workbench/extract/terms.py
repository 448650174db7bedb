"""The closed vocabulary of the language folders: where a form of a cue stands, what it takes and
does, and what an event is by it; in which way a language is unlike others. No words of a language
are here; a folder that uses another term is refused.
"""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """Where a form of a cue stands, seen from what is said."""

    BEFORE = "before"
    AFTER = "after"
    PASSIVE = "passive"
    PARTICIPLE = "ing"
    NOUN = "noun"
    ACCORDING = "according"
    """Before its speaker, who names no act of speaking: "menurut S"."""


class Capitals(StrEnum):
    """What a capital letter inside a sentence says, where it says nothing of names."""

    NOUNS = "nouns"
    """Every noun has one."""


class ShortForm(StrEnum):
    """Which word of a person's name alone stands for it, where that is always the same."""

    SURNAME = "surname"


class DateOrder(StrEnum):
    """Which number of a date stands first, where that is not the day."""

    MONTH_FIRST = "month first"


class Wires(StrEnum):
    """What an agency in the dateline says of an article whose outlet is not known."""

    PRINTED = "printed"
    """That a paper prints it; else the agency is its outlet."""


class Takes(StrEnum):
    """What may follow a cue."""

    CLAUSE = "clause"
    QUESTION = "wh"
    INFINITIVE = "to"
    OBJECT = "object"
    OBJECT_INFINITIVE = "object-to"
    OF = "of"
    AS = "as"
    FOR = "for"
    NAMING = "naming"
    PARTICIPLE = "ing"
    TOLD = "told"
    """Somebody who is addressed, before anything else."""
    SEEING = "seeing"
    LINKED = "linked"
    """Nothing more, but only behind a form of "be" or "seem"."""
    QUOTE = "quote"
    QUOTED = "quoted"
    """Somebody who spoke, behind the subject that only passes it on."""


class Force(StrEnum):
    """What somebody does in saying it."""

    SAY = "say"
    CLAIM = "claim"
    REPORT = "report"
    DENY = "deny"
    DOUBT = "doubt"
    PREDICT = "predict"
    CONFIRM = "confirm"
    PROMISE = "promise"
    CALL = "call"
    ORDER = "order"
    ASK = "ask"
    ANSWER = "answer"
    BELIEVE = "believe"


SIDES = frozenset((Force.DENY, Force.CONFIRM))
"""What may be said of a report; who neither confirms nor denies it does none of both."""


class Modality(StrEnum):
    """How an event is put: as something that was, that will be, or that is only spoken of."""

    ASSERTED = "asserted"
    PROMISED = "promised"
    CALLED_FOR = "called_for"
    PREDICTED = "predicted"
    INTENDED = "intended"
    """Aimed at or planned: a target is no result."""
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
