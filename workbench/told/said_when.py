"""When somebody said what a claim has, as the text prints it: "Kamis (12/3) malam", "at 14:00".

The article's day is that of the printing. What stands beside whoever speaks, or beside the verb, in
the same sentence and outside all that is said or told to have happened, is that of the speaking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from workbench.domain.claim import Assertion, Claim
from workbench.domain.fact import Event, Fact, Quote, Time
from workbench.domain.segment import sentence_at
from workbench.domain.span import Span
from workbench.told.wordlists import lists_in

_FILE = Path(__file__).with_name("said_when.toml")

_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}(T\S+)?|T\S+")
_EXACT = frozenset({"minute", "hour", "part", "day"})
_FAR = 60
"""Characters between a time and whoever speaks then."""
_ONE = 6
"""Characters between two times that are one: "at 14:00 on Thursday"."""
_OPENS = 30
"""Characters of a sentence before a time that it begins with."""


class When(NamedTuple):
    """When something was said."""

    printed: str
    """The words of the text."""
    day: str
    """YYYY-MM-DD, where that is known."""
    value: str = ""
    """The same with the hour, where that is known too, as TIMEX3 has it."""


class Speaking:
    """When those who speak in one article do."""

    def __init__(
        self, text: str, day: str, facts: Iterable[Fact], claims: Iterable[Claim] = ()
    ) -> None:
        """day: of the article. facts: all of the text, none where that is not there."""
        facts = [*facts]
        self._text, self._day = text, day
        self._cues = {
            one.id: one.attributes.cue for one in facts if isinstance(one.attributes, Quote)
        }
        told = [one.span for one in facts if isinstance(one.attributes, (Quote, Event))]
        told += [one.span for one in claims]
        self._times = [
            (one.span, one.attributes)
            for one in facts
            if isinstance(one.attributes, Time)
            and _is_exact(one.attributes)
            and not any(each.overlaps(one.span.start, one.span.end) for each in told)
        ]

    def when(self, claim: Claim) -> When | None:
        """When a claim was said, where its sentence prints that and it is more than the day of the
        article; what somebody has not said has no such time."""
        if not claim.hops or claim.stance is Assertion.HAS_NOT_SAID:
            return None
        return self.beside(claim.hops[-1].span, self._cues.get(claim.fact or ""))

    def beside(self, *words: Span | None) -> When | None:
        """The same of who speaks. words: those for them, and their verb."""
        speaking = sorted((one for one in words if one), key=lambda one: one.start)
        if not (self._times and speaking):
            return None
        start, end = sentence_at(self._text, speaking[0].start)
        there = [one for one in self._times if start <= one[0].start and one[0].end <= end]
        found = [one for one in there if self._is_beside(one[0], speaking, start)]
        if all(time.value == self._day for _, time in found):
            return None
        return self._joined(found)

    def _is_beside(self, time: Span, speaking: Sequence[Span], start: int) -> bool:
        """Whether a time is that of those who speak. speaking: the words for them and their verb.
        start: of the sentence."""
        first, last = speaking[0], speaking[-1]
        if time.end <= first.start:
            between = time.end, first.start
            before = self._text[start : time.start]
            if len(before) > _OPENS or _other().search(before):
                return False
        else:
            between = (last if last.end <= time.start else first).end, time.start
        words = self._text[slice(*between)]
        return len(words) <= _FAR and not _other().search(words)

    def _joined(self, times: list[tuple[Span, Time]]) -> When:
        """The first time, with what is printed of it right behind."""
        (first, _), *others = times
        values, end = [times[0][1].value or ""], first.end
        for span, time in others:
            if span.start - end > _ONE:
                break
            values.append(time.value or "")
            end = span.end
        day = next((one[:10] for one in values if not one.startswith("T")), "")
        hour = next((one[one.index("T") :] for one in values if "T" in one), "")
        printed = " ".join(self._text[first.start : end].split())
        return When(printed, day, f"{day}{hour}" if day else "")


def _is_exact(time: Time) -> bool:
    """Whether it is a day or an hour, and no more and no less than that."""
    if time.granularity not in _EXACT or time.end or time.modifier not in (None, "APPROX"):
        return False
    return bool(_CLOCK.fullmatch(time.value or ""))


@cache
def _other() -> re.Pattern[str]:
    """What begins something else; a sign that ends a part of a sentence does too."""
    (other,) = lists_in(_FILE, "other")
    return re.compile(rf"\b(?:{other})\b|:\s|[;“”\"]", re.IGNORECASE)
