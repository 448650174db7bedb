"""The metadata that a text prints of itself: title, dateline, author, editor, credits, date.

Runs at every import, so it reads the lines at both ends and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.domain.fact import Kind
from workbench.domain.span import Span
from workbench.extract.calendar import make_date
from workbench.extract.document import Recognised
from workbench.extract.kept import compiled
from workbench.extract.language import guess
from workbench.extract.lexicon import lexicon_for
from workbench.extract.lines import LineRole, Lines, read_lines
from workbench.extract.outlets import is_outlet
from workbench.extract.sentences import split_sentences, words_for
from workbench.extract.times import find_times

_ENDS = 20_000
"""Code points at either end of a text that are read."""
_FIRST_SENTENCE = 600
"""Code points behind the dateline in which the wire's date is looked for."""
_WIRE_DATE = compiled(
    r"(?<![\w'’])([^\W\d_]{3,9}(?:['’][^\W\d_]{1,3})?)(?: [a-z]{4,6})?"
    r" \((\d{1,2})/(\d{1,2})/(\d{4})\)"
)
"""A weekday, perhaps a part of the day, and the full date in brackets."""


def recognise_text(text: str, lang: str) -> Recognised:
    """What the text prints of itself; `lang` is guessed when it is not given."""
    lang = lang or guess(text)
    head = text if len(text) <= 2 * _ENDS else text[:_ENDS]
    lines = read_lines(head, lang)
    title = next((line for line in lines.roles if line.kind is Kind.TITLE), None)
    dateline = lines.dateline
    outlet = dateline.outlet if dateline else ""
    if not outlet and dateline and dateline.agency:
        agency = head[dateline.agency[0] : dateline.agency[1]]
        outlet = agency if is_outlet(agency, lang) else ""
    return Recognised(
        title=Span.of(text, title.start, title.end) if title else None,
        dateline=Span.of(text, dateline.start, dateline.end) if dateline else None,
        outlet=outlet,
        place=head[dateline.place[0] : dateline.place[1]] if dateline and dateline.place else "",
        author=_named(head, lines.of_kind(Kind.BYLINE)),
        editor=_named(head, lines.of_kind(Kind.EDITOR)),
        published=_published(head, lines, lang),
        lang=lang,
    )


def _named(text: str, lines: Sequence[LineRole]) -> str:
    return next((text[line.name[0] : line.name[1]] for line in lines if line.name), "")


def _published(text: str, lines: Lines, lang: str) -> str | None:
    """A full date in a byline or the dateline, else the wire's own in the first sentence."""
    stretches = [(line.start, line.end) for line in lines.roles if line.kind is Kind.BYLINE]
    if lines.dateline:
        stretches.append((lines.dateline.start, lines.dateline.end))
    for start, end in stretches:
        for time in find_times(text, start, end, lang, None, None):
            value = time.attributes.value
            if value and len(value) >= 10 and value[:4].isdigit() and value[4] == "-":
                return value[:10] if "T" not in value or value[11:12].isalpha() else value
    return _wire_date(text, lines, lang)


def _wire_date(text: str, lines: Lines, lang: str) -> str | None:
    """ "PLACE, OUTLET - ..., Selasa (17/3/2026).": the day of writing, in the first sentence.

    Only this style is trusted, and only when the weekday is the date's own.
    """
    if lines.dateline is None:
        return None
    at = lines.dateline.end
    line = next((line for line in lines.roles if line.start <= at < line.end), None)
    if line is None:
        return None
    end = min(line.end, at + _FIRST_SENTENCE)
    sentence = next(iter(split_sentences(text, at, end, [], words_for(lang))), None)
    if sentence is None:
        return None
    weekdays = lexicon_for(lang).numbers("times", "weekdays")
    for match in _WIRE_DATE.finditer(text, *sentence):
        day = make_date(int(match.group(4)), int(match.group(3)), int(match.group(2)))
        if day is not None and weekdays.get(match.group(1).lower()) == day.isoweekday():
            return day.isoformat()
    return None
