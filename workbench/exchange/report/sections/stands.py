"""Who stands by which number, on one line: what somebody changed with an arrow, what others say
beside it."""

from __future__ import annotations

from workbench.domain.chain import StepKind
from workbench.domain.claim import HopClass
from workbench.exchange.report.differing import Counted, Difference
from workbench.exchange.report.sections.attribution import through
from workbench.exchange.report.sections.telling import named, with_roles
from workbench.exchange.report.series import Stand, stands
from workbench.exchange.report.statements import Place, unnumbered
from workbench.exchange.report.words import Words
from workbench.told.counts import is_money
from workbench.told.voices import Voice

_ARROW = " → "
_STANDS = 4
"""Of those who stand by a number, that are told on a line."""


def stands_line(difference: Difference, words: Words) -> str:
    """Who says which number: "the police changed the number: 7 (9 March 2026) → 9 (11 March 2026);
    another number: 12 according to a hospital (11 March 2026, #6, outside this report)"."""
    is_sum = is_money(difference.what)
    every = stands(difference)
    first, *others = [_stand(one, words, is_sum=is_sum) for one in every[:_STANDS]]
    if more := len(every) - _STANDS:
        others += [words.count("more", more)] if more > 0 else []
    return words("stand_others", line=first, others="; ".join(others)) if others else first


def who_counts(one: Counted, words: Words) -> str:
    """Who says a number: whom its claim is from, else whom the text gives it to."""
    if one.place is None:
        unsaid = words("differ_right" if one.number.is_right else "differ_unread")
        return words.joined(list(one.number.voice.names)) if one.number.voice else unsaid
    last = one.place.chain.steps[-1]
    return (
        words("differ_itself") if last.kind is StepKind.OUTLET else unnumbered(named(last, words))
    )


def voice_words(voice: Voice, outlet: str, words: Words) -> str:
    """Who says something in an outlet's text, and through whom it came there."""
    return "".join(_way_of_voice(voice, outlet, words))


def _way_of_voice(voice: Voice, outlet: str, words: Words) -> tuple[str, str]:
    own = outlet.casefold()  # which a text may call by its last word
    passing = [name for name in voice.through if not own.endswith(name.casefold())]
    return _through(with_roles(voice.names, voice.roles), with_roles(passing, ()), words)


def _stand(stand: Stand, words: Words, *, is_sum: bool) -> str:
    numbers = [one.of for one in stand.numbers]
    if not stand.is_course or not stand.is_of_one:
        return _ARROW.join(_says(one, words, is_sum=is_sum) for one in numbers)
    steps = (f"{_number(one, words, is_sum=is_sum)}{_about(one, words)}" for one in numbers)
    who, passing = _way(numbers[0], words)
    return words("stand_changed", who=f"{who}{passing}", line=_ARROW.join(steps))


def _says(one: Counted, words: Words, *, is_sum: bool) -> str:
    """Behind those whom it came through the day stands with the outlet that printed it then: it is
    none of theirs."""
    number, (who, passing) = _number(one, words, is_sum=is_sum), _way(one, words)
    if passing:
        outlet = one.article.outlet or words("unknown_outlet")
        passing = f"{passing}{words('said_in')}{outlet}"
    return words("stand_says", number=number, who=f"{who}{passing}") + _about(one, words)


def _number(one: Counted, words: Words, *, is_sum: bool) -> str:
    count = one.number
    if is_sum:
        return count.span.words
    number = words.number(int(count.low))
    if count.high > count.low:
        return f"{number}–{words.number(int(count.high))}"
    return words(f"rough_{count.rough}", number=number) if count.rough else number


def _about(one: Counted, words: Words) -> str:
    """That who says it is not named, when a number is from, and where one that is not of the report
    stands."""
    about = [words.day(one.day)] if one.day else []
    if one.is_beyond:
        about.append(words("stand_beyond", number=one.article.number))
    unnamed = [words.term(one.hop_class)] if one.hop_class is not HopClass.NAMED else []
    weighed = "; ".join(filter(None, (*unnamed, ", ".join(about))))
    return f" ({weighed})" if weighed else ""


def _way(one: Counted, words: Words) -> tuple[str, str]:
    """Who says a number, and through whom it came, empty where it came through nobody."""
    if one.place:
        return _way_of(one.place, words)
    if one.number.voice:
        return _way_of_voice(one.number.voice, one.article.outlet, words)
    if one.number.is_right:
        return words("differ_right"), ""
    return words("said_itself", outlet=one.article.outlet or words("unknown_outlet")), ""


def _way_of(place: Place, words: Words) -> tuple[str, str]:
    *between, (last, _) = place.steps
    if last.kind is StepKind.OUTLET:
        return words("said_itself", outlet=named(last, words)), ""
    who = [*map(unnumbered, last.names)] or [words("who_unknown")]
    passing = [through(step, words, is_assured=known) for step, known in reversed(between[1:])]
    return _through(who, passing, words)


def _through(who: list[str], passing: list[str], words: Words) -> tuple[str, str]:
    came = f"{words('said_via')}{words.joined(passing)}" if passing else ""
    return words.joined(who), came
