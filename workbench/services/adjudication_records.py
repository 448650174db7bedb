"""Differences, rulings and disputes as `workbench adjudicate --json` prints them.

Whose answer is whose, and which claim it is, is in none of them before it is ruled on.
"""

from __future__ import annotations

from typing import Any

from workbench.domain.beside import Field
from workbench.domain.deciding import Place
from workbench.domain.ruling import Ruling
from workbench.present.adjudication import Shown, ruling_words
from workbench.services.adjudication import Case
from workbench.services.claim_words import claim_words, fields_beside
from workbench.services.disputes import Disputed, Otherwise


def shown_in(case: Case) -> list[Shown]:
    """The answers of a case as they may be shown: with names once it is ruled on."""
    kept = {side.analyst for side in case.ruling.sides if side.is_kept} if case.ruling else set()
    return [
        Shown(
            one.letter,
            one.fields,
            (*one.notes, *(f"set aside: {words}" for words in one.why)),
            one.answer.analysts if case.ruling else (),
            stands=not kept.isdisjoint(one.answer.analysts),
        )
        for one in case.standpoints
    ]


def fields_of(case: Case) -> tuple[Field, ...]:
    """What its first two answers say, beside each other."""
    one, other = case.standpoints[:2]
    return fields_beside(one.fields, other.fields)


def third_of(case: Case) -> Shown | None:
    """The answer that stands in the place of all of them; None where none does."""
    if case.third is None:
        return None
    words = claim_words(case.view, case.third)
    return Shown("decided", words, (), (case.third.analyst,))


def decided_words(case: Case) -> str:
    """What was decided, and which of the answers stand by it; empty where nobody ruled. Of a ruling
    that a claim was changed since the letters say nothing any more."""
    if case.before is None:
        return ""
    return ruling_words(case.before, [one.letter for one in shown_in(case) if one.stands])


def record_of_place(number: int, article: str, place: Place, words: str) -> dict[str, Any]:
    """A place that waits for a ruling."""
    return {
        "uid": place.uid,
        "article": article,
        "number": number,
        "kinds": [kind.value for kind in place.kinds],
        "answers": place.answers,
        "words": words,
    }


def record_of_case(case: Case) -> dict[str, Any]:
    """A place with its answers, and what was decided."""
    start, end = case.bounds
    words = case.view.text[start:end]
    record = record_of_place(case.number, case.unit.article, case.unit.place, words)
    answers = [
        {
            "letter": one.letter,
            "fields": dict(one.fields) or None,
            "notes": list(one.notes),
            "analysts": list(one.whose),
            "stands": one.stands,
        }
        for one in shown_in(case)
    ]
    ruling = record_of_ruling(case.ruling) if case.ruling else None
    return record | {"start": start, "end": end, "answers": answers, "ruling": ruling}


def record_of_ruling(ruling: Ruling) -> dict[str, Any]:
    """What was decided."""
    record = ruling.to_record()
    return {name: record[name] for name in ("choice", "claim", "cause", "why", "analyst", "at")}


def record_of_otherwise(one: Otherwise) -> dict[str, Any]:
    """A ruling that went otherwise than the analyst's answer."""
    return _of_ruling(one.ruling, one.number) | {
        "yours": one.own.uid if one.own else None,
        "taken": [claim.uid for claim in one.taken],
        "answer": one.word.answer.value if one.word else "new",
        "words": one.word.words if one.word else "",
        "reply": one.word.reply if one.word else "",
    }


def record_of_disputed(one: Disputed) -> dict[str, Any]:
    """A dispute that waits for an answer."""
    return _of_ruling(one.ruling, one.number) | {
        "analyst": one.dispute.analyst,
        "words": one.dispute.words,
        "at": one.dispute.at,
    }


def _of_ruling(ruling: Ruling, number: int) -> dict[str, Any]:
    return {
        "uid": ruling.uid,
        "article": ruling.article,
        "number": number,
        "kind": ruling.kind,
        "ruling": record_of_ruling(ruling),
    }
