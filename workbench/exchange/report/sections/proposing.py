"""What a machine proposes of a statement, in the words of a report: how the other one stands to it,
and in what the two go apart."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.domain.counterpart import Differs, Stance, day_told
from workbench.exchange.report.blocks import Block, Dim, Inline, Inlines, Item, Para, Said
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.proposed import Proposed, Unanswered
from workbench.exchange.report.same import Same
from workbench.exchange.report.sections.telling import (
    listed,
    shortened,
    stance_of,
    statement_link,
    told,
)
from workbench.exchange.report.statements import Statement
from workbench.exchange.report.words import Words

_MOST = 6
"""Of what is proposed to stand against something, that is told on the first page."""
_BESIDE = 110
"""Characters of a statement that is named beside another."""
_AGAINST = (Stance.CONTRADICTS, Stance.UPDATES)


def proposed_lines(
    digest: Digest, statement: Statement, same: Same, words: Words
) -> Iterator[Inlines]:
    """What is proposed of a statement, but of what is told beside it anyhow."""
    for one in digest.proposed.get(statement, ()):
        if one.other not in same.beside(statement):
            yield (words("proposed"), " ", *_stands(one, words), " ", *_other(digest, one, words))


def proposed_against(digest: Digest, same: Same, words: Words) -> tuple[Block, ...]:
    """The statements beside what may be their contrary, or newer or older than they are: each pair
    once, and none whose words stand whole in the other's: that they are of one is told."""
    pairs = {
        frozenset((statement, one.other)): (statement, one)
        for statement in reversed(digest.statements)
        for one in digest.proposed.get(statement, ())
        if one.stance in _AGAINST and one.other not in same.beside(statement)
    }
    found = sorted(pairs.values(), key=lambda each: each[0].number)
    items = [_against(digest, *each, words) for each in found[:_MOST]]
    return listed("proposals", items, words, len(found) - len(items))


def _against(digest: Digest, statement: Statement, one: Proposed, words: Words) -> Item:
    beside = Para((*_stands(one, words), " ", *_other(digest, one, words)), "why")
    return Item((statement_link(statement), " ", *told(statement, words, _BESIDE)), (beside,))


def _stands(one: Proposed, words: Words) -> Inlines:
    """How the other one stands to the statement."""
    whose = "ours" if one.is_ours else "theirs"
    stands = words.scale("stands", f"{one.stance.value} {whose}")
    apart = "; ".join(dict.fromkeys(apart_words(each, words) for each in one.differs))
    return (Dim(f"{stands} ({apart}):" if apart else f"{stands}:"),)


def apart_words(one: Differs, words: Words) -> str:
    """One thing in which two go apart, as the desk tells it."""
    told_as = {"number": number_words, "time": _day_words}.get(one.kind)
    ours, theirs = (told_as(each, words) if told_as else each for each in (one.one, one.other))
    line = words.scale("apart", one.kind if words.has("apart", one.kind) else "other")
    return line.format(one=ours, other=theirs)


def number_words(value: str, words: Words) -> str:
    """A number as it is read, whole or not."""
    try:
        number = float(value)
        return words.number(int(number)) if number.is_integer() else f"{number:g}"
    except (ValueError, OverflowError):
        return value


def _day_words(minutes: str, words: Words) -> str:
    return words.day(day_told(minutes))


def _other(digest: Digest, one: Proposed, words: Words) -> Inlines:
    other = one.other
    if isinstance(other, Statement):
        return (statement_link(other), " ", *told(other, words, _BESIDE))
    return _unanswered(digest, other, words)


def _unanswered(digest: Digest, other: Unanswered, words: Words) -> Inlines:
    """Words that no statement of the report has, and where they stand."""
    is_inside = any(one.annotated.article.number == other.number for one in digest.articles)
    where = words(
        "inside" if is_inside else "outside",
        number=other.number,
        outlet=other.outlet or words("unknown_outlet"),
    )
    known = "" if other.is_reviewed else f"; {words('not_reviewed')}"
    line: list[Inline] = [*stance_of(None, other.stance, words)]
    line.append(Said(shortened(other.words, _BESIDE), is_quoted=False))
    return (*line, f" ({where}{known})")
