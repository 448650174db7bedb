"""Where analysts differ, in lines: a row for each place, and its answers below each other.

Words stand as they are: whoever paints them makes them safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from workbench.domain.deciding import Kind
from workbench.domain.ruling import Choice, Dispute, Ruling
from workbench.present.counting import counted

SHOWN = 8
"""Letters of a uid."""
NOTHING = "nothing to record here"
BEFORE = "decided before"
"""Of what is open again."""


class Shown(NamedTuple):
    """One answer, with what was said beside it."""

    letter: str
    fields: Mapping[str, str]
    """What it says, in words; empty of the answer that there is nothing to record."""
    notes: Sequence[str] = ()
    whose: Sequence[str] = ()
    """The analysts; none while that is not to be known."""
    stands: bool = False
    """Whether it is decided, and so."""

    @property
    def name(self) -> str:
        """The letter, and whose it is where that may be known."""
        return f"{self.letter} ({', '.join(self.whose)})" if self.whose else self.letter

    @property
    def title(self) -> str:
        """What stands over it: the name, and whether it stands or is nothing."""
        name = f"{self.name} stands" if self.stands else self.name
        return name if self.fields else f"{name}: {NOTHING}"


def kinds_words(kinds: Iterable[Kind]) -> str:
    """In what a place differs, the gravest first: "other speaker, other bounds"."""
    return ", ".join(kind.value for kind in kinds)


def counts_words(kinds: Mapping[Kind, int]) -> str:
    """How much of each kind there is: "other speaker 2, extra claim"."""
    return ", ".join(
        f"{kind.value} {many}" if many > 1 else kind.value for kind, many in kinds.items()
    )


def answer_lines(answers: Iterable[Shown]) -> Iterator[str]:
    """The answers below each other, a line for each thing that one says."""
    for one in answers:
        if not one.fields:
            yield one.title
        for name, words in one.fields.items():
            yield f"{one.name} {name}: {words}"
        for words in one.notes:
            yield f"{one.name} note: {words}"


def ruling_words(ruling: Ruling, letters: Sequence[str] = ()) -> str:
    """What was decided, by whom and why: "B taken by citra, 2026-03-04: slip; salah baca". letters:
    of the answers that stand; without them "one answer taken by"."""
    what = {
        Choice.ONE: "one answer", Choice.BOTH: "both", Choice.NEITHER: "neither",
        Choice.THIRD: "another answer",
    }[ruling.choice]  # fmt: skip
    if ruling.choice is Choice.NEITHER and ruling.claim:
        what = "what all agree on"
    why = "; ".join(filter(None, (ruling.cause.value if ruling.cause else "", ruling.why)))
    taken = " and ".join(letters) or what
    return f"{taken} taken by {ruling.analyst}, {ruling.at[:10]}" + (f": {why}" if why else "")


def told_lines(ruling: Ruling, word: Dispute | None) -> Iterator[str]:
    """What was decided, what an analyst said to it, and what she was answered."""
    yield ruling_words(ruling)
    if word and word.words:
        yield f"you: “{word.words}”"
    if word and word.reply:
        yield f"answered: “{word.reply}”"


def waits_words(differences: int, disputes: int) -> str:
    """What whoever decides has to look at: "7 differences and 1 dispute wait for you"; empty where
    nothing waits."""
    parts = [
        counted(differences, "difference") if differences else "",
        counted(disputes, "dispute") if disputes else "",
    ]
    if not any(parts):
        return ""
    waits = "waits" if differences + disputes == 1 else "wait"
    return f"{' and '.join(filter(None, parts))} {waits} for you to decide"


def left_words(units: int, own: int) -> str:
    """How much waits, and how much of it is for others to rule on."""
    waits = f"{counted(units, 'difference')} {'waits' if units == 1 else 'wait'} for a ruling"
    if not own:
        return waits
    return f"{waits}; {counted(own, 'article')} more in which you are a side"
