"""What other articles say beside a statement, in words: one line for all, two for each.

Says what was found or answered; decides nothing. What nobody reviewed is called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.domain.claim import Assertion
from workbench.domain.counterpart import Stance, day_told, pair_uid
from workbench.domain.text import safe_line
from workbench.present.cells import article_cell, fit
from workbench.present.counting import counted
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.layout import wrap
from workbench.present.runs import Run, Runs, fill_runs

if TYPE_CHECKING:
    from workbench.domain.counterpart import Differs
    from workbench.domain.stated import Stated, ToldCounterpart, ToldStatement

NOT_REVIEWED = "not reviewed"
SHOWN = 8
"""Letters of what a pair is called."""
_STANCE, _NUMBER, _OUTLET, _DAY = 12, 7, 16, 11
_INDENT = 2
_WORD = re.compile(r"\w+")
_THEIRS = {
    (Stance.SAME, False): "same",
    (Stance.CONTRADICTS, False): "contradicts",
    (Stance.UPDATES, False): "newer",
    (Stance.UPDATES, True): "older",
    (Stance.SPECIFIES, False): "more exact",
    (Stance.SPECIFIES, True): "less exact",
}
"""What the other statement is to ours: by stance, and whether it is ours that does so."""
_APART = {
    "number": "{one} here, {other} there",
    "unit": "another unit: {one} here, {other} there",
    "person": "another person: {one} here, {other} there",
    "body": "another body: {one} here, {other} there",
    "place": "another place: {one} here, {other} there",
    "time": "another time: {one} here, {other} there",
    "denied": "same act, denied",
    "opposite": "the opposite: {one} here, {other} there",
    "roles": "who does it and to whom",
    "act": "another act: {one} here, {other} there",
    "thing": "another thing: {one} here, {other} there",
    "mood": "done, and not done yet",
    "agent": "done by another: {one} here, {other} there",
    "cause": "another cause: {one} here, {other} there",
    "name": "another name: {one} here, {other} there",
    "label": "another number of it: {one} here, {other} there",
}


def counterparts_line(one: ToldStatement) -> str:
    """All of them in one line: "also in 3 articles, 1 origin; #8 says 11; #12 denies it". An
    article that says the same and more is told once."""
    words = [_also(one)] if one.articles else []
    told = {*one.articles}
    for each in one.counterparts:
        number = each.said.article.number
        if not each.says_the_same and number not in told:
            told.add(number)
            words.append(f"#{number} {_against(one.ours, each)}{_unreviewed(each)}")
    return "; ".join(words)


def beside_run(one: ToldStatement) -> Run:
    """The same as it is painted: a question, until all of them are answered."""
    is_asked = any(each.link is None for each in one.counterparts)
    return Run(safe_line(counterparts_line(one)), "open" if is_asked else "origin")


def _also(one: ToldStatement) -> str:
    same = [each for each in one.counterparts if each.says_the_same]
    seen = {each.said.article.number for each in same if each.said.is_reviewed}
    left = len({*one.articles} - seen)
    where = f"#{one.articles[0]}" if len(one.articles) == 1 else f"{len(one.articles)} articles"
    unseen = f"{left} {NOT_REVIEWED}" if len(one.articles) > 1 else NOT_REVIEWED
    count = str(one.origins)
    origins = counted(int(count), "origin") if count.isdigit() else f"origins: {count}"
    return ", ".join(filter(None, (f"also in {where}", unseen if left else "", origins)))


def _against(ours: Stated, one: ToldCounterpart) -> str:
    """What an article does with what ours says, where it does not say the same."""
    number = next((each for each in one.differs if each.kind == "number"), None)
    if one.stance is Stance.UPDATES:
        now = f": {number_words(number.other)}" if number else ""
        return f"is older{now}" if one.is_ours else f"is newer{now}"
    if number:
        return f"says {number_words(number.other)}"
    denies = [said.traced.stance is Assertion.DENIES for said in (ours, one.said)]
    if denies == [False, True]:
        return "denies it"
    return "contradicts it"


def _unreviewed(one: ToldCounterpart) -> str:
    return "" if one.said.is_reviewed else f" ({NOT_REVIEWED})"


def stance_words(one: ToldCounterpart) -> str:
    """What the other statement is to ours, in a word or two."""
    return _THEIRS[one.stance, one.is_ours]


def stance_called(words: str) -> tuple[Stance, bool]:
    """The stance that is told so, and whether it is ours that does so; a hyphen is a blank."""
    told = words.replace("-", " ")
    return next(stance for stance, theirs in _THEIRS.items() if theirs == told)


def differs_words(one: ToldCounterpart) -> str:
    """In what the two go apart: "9 here, 11 there; same act, denied"."""
    return "; ".join(dict.fromkeys(map(apart_words, one.differs)))


def apart_words(one: Differs) -> str:
    """One thing in which two go apart."""
    told = {"number": number_words, "time": day_told}.get(one.kind, str)
    words = _APART.get(one.kind, "{one} here, {other} there")
    return safe_line(words.format(one=told(one.one), other=told(one.other)))


def number_words(value: str) -> str:
    """A number as it is read: "2,500", "1.5"."""
    try:
        number = float(value)
        return f"{int(number):,}" if number.is_integer() else f"{number:,.12g}"
    except (ValueError, OverflowError):
        return value


def head_line(one: ToldCounterpart, width: int, glyphs: Glyphs = UNICODE) -> Runs:
    """Which statement it is, in exactly `width` cells: stance, article, what differs, where it
    comes from, and whether it is answered, or not reviewed."""
    is_linked = one.link is not None
    mark = glyphs.verdict["accepted" if is_linked else None]
    stance = "contradicts" if one.stance is Stance.CONTRADICTS else one.stance.value
    style = "warning" if stance == "contradicts" else "open" if not is_linked else "accepted"
    return fill_runs(
        (
            Run(f"{mark} ", "accepted" if is_linked else "open"),
            Run(fit(stance_words(one), _STANCE), style),
            *_article(one.said, glyphs),
            Run(f"{differs}  " if (differs := differs_words(one)) else "", "differs"),
            Run("" if one.said.is_reviewed else f"{NOT_REVIEWED}  ", "unsure"),
            Run(from_words(one.said), "dim"),
        ),
        width,
    )


def from_words(said: Stated) -> str:
    """Where a statement comes from."""
    return safe_line(f"from {said.traced.origin.words or '?'}")


def ours_line(
    ours: Stated, width: int, glyphs: Glyphs = UNICODE, *, called: str = "this one"
) -> Runs:
    """The statement that all others are beside, in exactly `width` cells. called: what it is."""
    return fill_runs(
        (
            Run(" " * _INDENT, "text"),
            Run(fit(called, _STANCE), "title"),
            *_article(ours, glyphs),
            Run("" if ours.is_reviewed else f"{NOT_REVIEWED}  ", "unsure"),
            Run(from_words(ours), "dim"),
        ),
        width,
    )


def _article(said: Stated, glyphs: Glyphs) -> Iterator[Run]:
    article = said.article
    yield Run(article_cell(article.number, _NUMBER), "dim")
    yield Run(fit(safe_line(article.outlet), _OUTLET, glyphs.ellipsis) + " ", "source")
    yield Run(fit(article.metadata.day, _DAY), "dim")


def words_row(said: Stated, beside: Stated | None, width: int) -> Runs:
    """The words of a statement in exactly `width` cells. beside: what is marked is in the words of
    this one otherwise, or not at all."""
    return fill_runs((Run(" " * _INDENT, "text"), *said_runs(said, beside)), width)


def plain_lines(one: ToldStatement, glyphs: Glyphs = UNICODE) -> Iterator[str]:
    """A statement with all its counterparts, line by line: for paper, pipes and screen readers."""
    yield f"{_at(one.ours)}  {_words(one.ours)}"
    yield f"  {safe_line(counterparts_line(one))}"
    for each in one.counterparts:
        yield from counterpart_lines(one.ours, each, glyphs)


def counterpart_lines(
    ours: Stated, one: ToldCounterpart, glyphs: Glyphs = UNICODE
) -> tuple[str, str]:
    """A counterpart of a statement: what the two are called, how it stands to ours and where it
    comes from; then its words."""
    mark = glyphs.verdict["accepted" if one.link else None]
    article = one.said.article
    about = (
        f"{_at(one.said)} {safe_line(article.outlet)} {article.metadata.day}".rstrip(),
        "" if one.said.is_reviewed else NOT_REVIEWED, differs_words(one), from_words(one.said),
    )  # fmt: skip
    called = pair_uid(ours.key, one.said.key)[:SHOWN]
    told = "; ".join(filter(None, about))
    return f"  {mark} {called} {stance_words(one)}: {told}", f"      {_words(one.said)}"


def statement_line(said: Stated) -> str:
    """Where a statement stands, through whom it came, and whether it is anybody's claim."""
    article = said.article
    unseen = "" if said.is_reviewed else f"  ({NOT_REVIEWED})"
    where = f"{_at(said)} {safe_line(article.outlet)} {article.metadata.day}".rstrip()
    return f"{where}: {safe_line(' <- '.join(said.chain.words))}{unseen}"


def _at(said: Stated) -> str:
    return f"#{said.article.number}:{said.span.start}"


def _words(said: Stated) -> str:
    return safe_line(said.span.exact)


def said_lines(said: Stated, beside: Stated | None, width: int) -> tuple[Runs, Runs]:
    """The words of a statement on two lines of so many cells, cut where that is too little."""
    runs = said_runs(said, beside)
    words = "".join(run.text for run in runs)
    (_, end), *more = wrap(words, width)
    if not more:
        return runs, ()
    rest = _from(runs, more[0][0])
    return _until(runs, end), rest if len(more) == 1 else fill_runs(rest, width)


def _until(runs: Runs, end: int) -> Runs:
    """The first `end` letters of some runs."""
    found: list[Run] = []
    for run in runs:
        found.append(Run(run.text[: max(0, end)], run.style))
        end -= len(run.text)
    return tuple(run for run in found if run.text)


def _from(runs: Runs, start: int) -> Runs:
    """The runs without their first `start` letters."""
    found: list[Run] = []
    for run in runs:
        found.append(Run(run.text[max(0, start) :], run.style))
        start -= len(run.text)
    return tuple(run for run in found if run.text)


def said_runs(said: Stated, beside: Stated | None) -> Runs:
    """The words of a statement; what is marked stands in the other one otherwise, or not at all: of
    texts in two languages numbers alone."""
    words = safe_line(said.span.exact)
    if beside is None:
        return (Run(words, "text"),)
    known = {one.casefold() for one in _WORD.findall(safe_line(beside.span.exact))}
    one_tongue = said.article.metadata.lang == beside.article.metadata.lang
    runs: list[Run] = []
    at = 0
    for word in _WORD.finditer(words):
        is_marked = word[0].casefold() not in known and (one_tongue or word[0].isdigit())
        if is_marked:
            runs += (Run(words[at : word.start()], "text"), Run(word[0], "differs"))
            at = word.end()
    return tuple(run for run in (*runs, Run(words[at:], "text")) if run.text)
