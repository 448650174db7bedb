"""List lines: an article, a fact, a claim or a source as runs of words with style names.

What the desk's lists and `workbench show` paint. Every word that comes from outside is made safe
and cut to cells here; nothing here decides anything or knows a colour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.domain.claim import Claim, ClaimState
from workbench.domain.decision import Decision, Verdict
from workbench.domain.fact import Credit, Fact, Kind, Name, Quantity, Time
from workbench.domain.source import Source
from workbench.domain.text import safe_line
from workbench.present.assertion import fact_asserted, said
from workbench.present.cells import cut, fit, fit_right, width_of
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.layers import KIND_NAMES
from workbench.present.runs import Run, Runs, fill_runs

SHORT: Mapping[Kind, str] = {
    Kind.QUOTE: "quote", Kind.TIME: "time", Kind.QUANTITY: "amount", Kind.PERSON: "person",
    Kind.ORGANISATION: "org", Kind.PLACE: "place", Kind.EVENT: "event", Kind.RELAY: "relay",
    Kind.TITLE: "title", Kind.DATELINE: "dateln", Kind.BYLINE: "byline", Kind.EDITOR: "editor",
    Kind.CAPTION: "captn", Kind.RELATED: "relatd", Kind.BOILERPLATE: "boiler",
}  # fmt: skip
"""Names of the kinds in at most SHORT_WIDTH letters."""
SHORT_WIDTH = 6
LEAST_WORDS = 12
"""Cells that a credit's own words are worth showing in, beside whom it names."""

CLAIM_STYLES: Mapping[ClaimState, str] = {
    ClaimState.DRAFT: "open",
    ClaimState.DONE: "accepted",
    ClaimState.REVIEWED: "accepted",
    ClaimState.WITHDRAWN: "rejected",
}
"""The style that a claim's state shows in."""


# Facts -----------------------------------------------------------------------------------------


def fact_line(
    fact: Fact, width: int, *, verdict: Verdict | None = None, glyphs: Glyphs = UNICODE
) -> Runs:
    """A fact in exactly `width` cells: state, kind, who, words, what the machine makes of them."""
    kind = Run(fit(SHORT[fact.kind], SHORT_WIDTH) + " ", KIND_NAMES[fact.kind])
    return _fact_line(fact, width, (kind,), verdict, glyphs)


def brief_fact_line(
    fact: Fact, width: int, *, verdict: Verdict | None = None, glyphs: Glyphs = UNICODE
) -> Runs:
    """As `fact_line`, for narrow lists: an arrow and a name say well enough that it is a quote."""
    if speaker_words(fact):
        return _fact_line(fact, width, (), verdict, glyphs)
    return fact_line(fact, width, verdict=verdict, glyphs=glyphs)


def _fact_line(fact: Fact, width: int, kind: Runs, verdict: Verdict | None, glyphs: Glyphs) -> Runs:
    mark, style = _verdict_mark(fact, verdict, glyphs)
    runs = [Run(f"{mark} ", style), *kind]
    room = width - sum(width_of(run.text) for run in runs)
    who = speaker_words(fact)
    if who and room > 16:
        words = f"{glyphs.arrow} {cut(who, max(8, room * 2 // 5), glyphs.ellipsis)} "
        runs.append(Run(words, "source"))
        room -= width_of(words)
    denied = fact_asserted(fact)
    if denied:
        runs.append(Run(denied, "warning"))
        room -= width_of(denied)
    meaning = _meaning(fact)
    if isinstance(fact.attributes, Credit) and room < width_of(meaning) + LEAST_WORDS:
        runs.append(Run(_credit_alone(fact.attributes, room, glyphs), _tone(verdict)))
    elif meaning and room > 16:
        most = room if isinstance(fact.attributes, Credit) else room // 2
        tail = f" {glyphs.equals} {cut(meaning, most, glyphs.ellipsis)}"
        runs.append(
            Run(cut(fact.span.exact, room - width_of(tail), glyphs.ellipsis), _tone(verdict))
        )
        runs.append(Run(tail, "dim"))
    else:
        runs.append(Run(cut(fact.span.exact, room, glyphs.ellipsis), _tone(verdict)))
    return fill_runs(runs, width)


def _credit_alone(credit: Credit, room: int, glyphs: Glyphs) -> str:
    """A credit where there is no room for its words: whom it names, and how far it reaches."""
    reach = f", {credit.reach}"
    left = room - width_of(reach)
    if not credit.outlet or left < 2:
        return cut(credit.reach, room, glyphs.ellipsis)
    return cut(credit.outlet, left, glyphs.ellipsis) + reach


def _verdict_mark(fact: Fact, verdict: Verdict | None, glyphs: Glyphs) -> tuple[str, str]:
    if verdict is None:
        return (glyphs.verdict[None], "open") if fact.is_question else (" ", "text")
    return glyphs.verdict[verdict], verdict.value


def _tone(verdict: Verdict | None) -> str:
    return "text" if verdict is None or verdict is Verdict.UNSURE else "dim"


def answer_line(decision: Decision, width: int, *, glyphs: Glyphs = UNICODE) -> Runs:
    """An answer whose words are no fact any more, in exactly `width` cells."""
    kind, verdict = decision.kind, decision.verdict
    runs = [
        Run(f"{glyphs.verdict[verdict]} ", verdict.value),
        Run(fit(SHORT[kind], SHORT_WIDTH) + " ", KIND_NAMES[kind]),
    ]
    room = width - sum(width_of(run.text) for run in runs)
    runs.append(Run(cut(decision.span.exact, max(0, room), glyphs.ellipsis), "dim"))
    return fill_runs(runs, width)


def speaker_words(fact: Fact) -> str:
    """Who speaks, as the machine has it: the resolved names, else the words; empty for none."""
    speaker = fact.speaker
    if speaker is None:
        return ""
    return " + ".join(speaker.names) or speaker.name or speaker.span.exact


def _meaning(fact: Fact) -> str:
    """What the machine makes of the words, when that is more than the words."""
    attributes = fact.attributes
    if isinstance(attributes, Time):
        return _time_words(attributes)
    if isinstance(attributes, Quantity):
        return _quantity_words(attributes)
    if isinstance(attributes, Name):
        return attributes.name if attributes.name != fact.span.exact else ""
    if isinstance(attributes, Credit):
        named = attributes.outlet if attributes.outlet != fact.span.exact else ""
        return f"{named}, {attributes.reach}".removeprefix(", ")
    return ""


def _time_words(time: Time) -> str:
    value = time.value or ""
    return f"{value}..{time.end.strip('.')}" if time.end else value


def _quantity_words(quantity: Quantity) -> str:
    if quantity.value is None:
        return ""
    value = f"{quantity.value:,.10g}" + (f"–{quantity.max:,.10g}" if quantity.max else "")
    parts = ("~" + value if quantity.approximate else value, quantity.unit, quantity.counts)
    return " ".join(part for part in parts if part)


def fact_details(fact: Fact) -> list[tuple[str, str]]:
    """All the machine says of a fact, as labels and words: for a detail pane or a sheet."""
    details = [("kind", fact.kind.value), ("words", fact.span.exact)]
    attributes = fact.attributes
    for name in attributes.__dataclass_fields__:
        words = _attribute_words(getattr(attributes, name))
        if words:
            details.append((name.replace("_", " "), words))
    precision = f"{round(fact.score * 100)} % of what the rule finds"
    details += [("rule", fact.rule), ("why", fact.reason), ("precision", precision)]
    if fact.speaker and fact.speaker.name_score:
        sure = f"{round(fact.speaker.name_score * 100)} % sure"
        details.append(("who", f"{fact.speaker.name}, {sure}"))
    return details


def _attribute_words(value: object) -> str:
    """Words for an attribute: empty for what is not there."""
    if value is None or value is False or value == () or value == "":
        return ""
    if value is True:
        return "yes"
    if isinstance(value, tuple) and isinstance(value[0], int):
        return "–".join(map(str, value)) + " of the text"
    if isinstance(value, tuple):
        return " ← ".join(filter(None, map(_attribute_words, value)))
    span = getattr(value, "span", value)
    exact = getattr(span, "exact", None)
    if exact is None:
        return f"{value:g}" if isinstance(value, float) else str(value)
    name = getattr(value, "name", None)
    named = " + ".join(getattr(value, "names", ())) or name
    return f"{exact} ({named})" if named and named != exact else str(exact)


# Claims and sources ----------------------------------------------------------------------------


def claim_line(
    claim: Claim, width: int, *, names: Mapping[str, str], glyphs: Glyphs = UNICODE
) -> Runs:
    """A claim in exactly `width` cells: state, what it says, whom it comes from (uid to name)."""
    runs = [Run(f"{glyphs.claim[claim.state]} ", CLAIM_STYLES[claim.state])]
    room = width - 2
    who = ""
    if claim.hops:
        last = claim.hops[-1]
        who = " + ".join(names.get(uid, "?") for uid in last.sources)
        who = who or (last.span.exact if last.span else "?")
    if who and room > 20:
        words = f"{glyphs.arrow} {cut(who, max(8, room // 3), glyphs.ellipsis)} "
        runs.append(Run(words, "source"))
        room -= width_of(words)
    if claim.verdict and room > 24:
        words = f"({cut(claim.verdict, room // 3, glyphs.ellipsis)}) "
        runs.append(Run(words, "origin"))
        room -= width_of(words)
    runs.append(Run(cut(said(claim), room, glyphs.ellipsis), "text"))
    return fill_runs(runs, width)


def source_row(
    source: Source,
    width: int,
    *,
    rating: str,
    owners: Sequence[str],
    counts: Sequence[int],
    glyphs: Glyphs = UNICODE,
) -> Runs:
    """A row of the list of sources in exactly `width` cells: rating, name, kind, in how many chains
    it is the origin and in how many it passes on, of how many articles it is the outlet."""
    runs = [
        Run(f"{rating or '-'} ", "title" if rating else "dim"),
        Run(fit(source.name, _name_width(width), glyphs.ellipsis), "source"),
        Run(" ? " if source.provisional else "   ", "unsure"),
        Run(fit(source.kind.value, 13), "dim"),
    ]
    if width >= _COUNTED:
        both = zip(counts, _CELLS, strict=True)
        shown = (fit_right(str(many or ""), cells) for many, cells in both)
        runs.append(Run("".join(shown) + "  ", "text"))
    room = width - sum(width_of(run.text) for run in runs)
    above = f"of {', '.join(owners)}" if owners else ""
    more = "; ".join(filter(None, (above, ", ".join(source.aliases))))
    if room > 4 and more:
        runs.append(Run(cut(more, room, glyphs.ellipsis), "dim"))
    return fill_runs(runs, width)


def source_heading(width: int, words: str = "") -> Runs:
    """The names of the columns of the list of sources. words: its filter and order."""
    named = fit(f"Sources  {safe_line(words)}".rstrip(), _name_width(width) + 3)
    heads = f"    {named}{fit('kind', 13)}"
    if width >= _COUNTED:
        heads += "".join(map(fit_right, ("origin", "relay", "articles"), _CELLS))
        if width_of(heads) + len(_ALSO) + _COUNTER <= width:
            heads += _ALSO
    return (Run(heads, "header"),)


_COUNTED = 66
"""Cells from which on there is room for how often a source is named."""
_CELLS = (7, 6, 9)
_ALSO = "  also"
"""Over owners and aliases, where its word is not cut."""
_COUNTER = 8
"""Cells that are kept for which row of how many it is."""


def _name_width(width: int) -> int:
    return max(8, min(36, width - 47)) if width >= _COUNTED else max(8, width // 2)


def source_line(
    source: Source,
    width: int,
    *,
    rating: str = "",
    owners: Sequence[str] = (),
    glyphs: Glyphs = UNICODE,
) -> Runs:
    """A source in exactly `width` cells: rating, name, kind, what it belongs to, aliases; a ? while
    provisional."""
    runs = [
        Run(f"{rating or '-'} ", "title" if rating else "dim"),
        Run(cut(source.name, max(8, width // 2), glyphs.ellipsis), "source"),
        Run(" ? " if source.provisional else "   ", "unsure"),
        Run(fit(source.kind.value, 13), "dim"),
    ]
    room = width - sum(width_of(run.text) for run in runs)
    above = f"of {', '.join(owners)}" if owners else ""
    more = "; ".join(filter(None, (above, ", ".join(source.aliases))))
    if room > 4 and more:
        runs.append(Run(cut(more, room, glyphs.ellipsis), "dim"))
    return fill_runs(runs, width)
