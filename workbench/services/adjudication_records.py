"""Differences, rulings and disputes as `workbench adjudicate --json` prints them.

Whose answer is whose, and which claim it is, is in none of them before it is ruled on.
"""

from __future__ import annotations

from collections.abc import Collection
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


def former_words(case: Case) -> str:
    """What was decided on these words before a claim was taken out, or another one came; empty
    where nothing was. By letters: who has which answer is hidden again."""
    if case.former is None:
        return ""
    gone = [one for one in case.former.sides if one.claim and one.claim not in case.states]
    whose = _letters_of(case, {one.analyst for one in gone})
    came = {*case.unit.claims} - {*case.former.claims}
    since = [f"{whose} took a claim out{_FOR * any(one.is_kept for one in gone)}"] if gone else []
    if came:
        authors = {claim.analyst for claim in case.claims if claim.uid in came}
        since.append(f"{_letters_of(case, authors)} came to have these words")
    return f"was decided: {ruling_words(case.former)}; then {' and '.join(since)}"


_FOR = " that it was for"


def _letters_of(case: Case, analysts: Collection[str]) -> str:
    whose = {*analysts}
    found = (one for one in case.standpoints if not whose.isdisjoint(one.answer.analysts))
    return " and ".join(one.letter for one in found) or "somebody"


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
    return record | {
        "start": start,
        "end": end,
        "answers": answers,
        "ruling": ruling,
        "former": former_words(case),
    }


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
