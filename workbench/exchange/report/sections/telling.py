"""What several chapters say in the same words: a statement, who says it, its origins, its marks."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.domain.article import Article
from workbench.domain.chain import Chain, Step, StepKind
from workbench.domain.claim import Assertion, Hop, HopClass
from workbench.domain.origin import OriginCount, Standing
from workbench.exchange.report.blocks import Badge, Dim, Inline, Inlines, Link, Said, Strong
from workbench.exchange.report.cues import cue_line
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.statements import (
    Behind,
    Outside,
    Statement,
    unnumbered,
)
from workbench.exchange.report.words import Words

ARROW = " ← "
"""Between the steps of a chain: each has it from the next."""
_NAME = 60
"""Characters of who says it before the words."""
_AGAIN = 4
"""Articles that are named as having the same words."""
_OUTLETS = 2
"""Outlets that a mark names."""


def said(statement: Statement, longest: int = 0) -> Said:
    """What a statement says; cut to so many characters where that is asked for."""
    place = statement.told
    lang = place.within.article.metadata.lang if statement.is_quoted else ""
    if not statement.is_speech:
        return Said(shortened(statement.words, longest), lang, is_quoted=False)
    return Said(shortened(spoken(statement.words), longest), lang)


def told(statement: Statement, words: Words, longest: int = 0) -> Inlines:
    """What a statement says on one line, what is not asserted said so: a denial must never read as
    an assertion."""
    before = _stance(statement.stance, words) or reported(statement, words)
    return (*before, said(statement, longest))


def hedging(hop: Hop, words: Words) -> str:
    """How somebody puts it who says it and does not state it flatly, with the verb that shows it;
    empty of all others. In no word of a scale: nobody here has said how likely it is."""
    if not hop.stance.supports or hop.factuality.word not in ("hedges", "reports"):
        return ""
    term = words.term(hop.factuality)
    return f"{term}, “{hop.cue}”" if hop.cue else term


def reported(statement: Statement, words: Words, *, is_named: bool = True) -> Inlines:
    """What stands before words that are told in the article's own way of somebody else: who says
    it and the verb of the text, since a demand must not read as a fact either. is_named: whether
    who says it does not stand there already."""
    place = statement.told
    if not (statement.is_quoted and place.claim.hops) or statement.is_speech:
        return ()
    cue = place.claim.hops[-1].cue
    if not cue:
        return (Dim(words("reported")), " ")
    who = words.joined([*map(unnumbered, place.chain.steps[-1].names)]) if is_named else ""
    line = cue_line(shortened(who, _NAME), cue)
    return (Said(line, place.within.article.metadata.lang, is_quoted=False), " ")


def _stance(stance: Assertion, words: Words) -> Inlines:
    return () if stance is Assertion.ASSERTS else (Strong(f"{words.term(stance)}:"), " ")


_MARKS = '“”„«»‹›"『』「」'


def spoken(words: str) -> str:
    """Words of direct speech without the marks and the comma that the text has around them."""
    line = words.strip()
    while len(line) > 1 and line[0] in _MARKS:
        line = line[1:].strip()
        if line[-1:] in _MARKS:
            line = line[:-1].strip()
    return line.rstrip(",").strip() or words


def shortened(words: str, longest: int) -> str:
    """Words on one line, cut behind a word where they are longer."""
    line = " ".join(words.split())
    if not longest or len(line) <= longest:
        return line
    head, _, _ = line[:longest].rpartition(" ")
    return f"{head or line[:longest]}…"


def statement_link(statement: Statement, words: str = "") -> Link:
    """The way to a statement: by its number, or by words."""
    return Link(f"#s{statement.number}", words or str(statement.number))


def article_link(number: int) -> Link:
    """The way to an article."""
    return Link(f"#a{number}", f"#{number}")


def article_words(article: Article, words: Words) -> str:
    """An article by its outlet and day."""
    day = words.day(article.metadata.day) if article.metadata.day else words("unknown_day")
    return words("article_of", outlet=article.outlet or words("unknown_outlet"), day=day)


def dated_words(digest: Digest, article: Article, words: Words) -> str:
    """As `article_words`, with the day that its text prints where that says more."""
    about = article_words(article, words)
    if printed := digest.printed.get(article.number):
        return words("article_prints", about=about, day=words.day(printed))
    return about


def again_words(statement: Statement, words: Words) -> Inlines:
    """Where else the very same words stand, which nobody has linked."""
    where = [
        f"{place.outlet or words('unknown_outlet')} #{place.within.article.number}"
        for one in statement.again
        for place in one.places
    ]
    shown = list(dict.fromkeys(where))
    more = [words.count("more", len(shown) - _AGAIN)] if len(shown) > _AGAIN else []
    return (words("again", where=words.joined([*shown[:_AGAIN], *more])),)


def numbered(statements: Iterable[Statement]) -> Inlines:
    """The ways to several statements, each once."""
    return spaced([statement_link(one) for one in dict.fromkeys(statements)])


def named(step: Step, words: Words) -> str:
    """Who a step of a chain is, with what makes it weak."""
    if step.kind is StepKind.OUTLET and not step.words:
        return words("unknown_outlet")
    unnamed = step.hop_class in (HopClass.ANONYMOUS, HopClass.UNATTRIBUTED)
    if unnamed and not step.sources:
        kind = words.term(step.hop_class)
        return f"{step.words} ({kind})" if step.words else kind
    if not step.words:
        return words("unattributed")
    return step.words


def chain_line(chain: Chain, words: Words) -> str:
    """A chain on one line, outermost first; a credit that nobody confirmed has a question mark."""
    return ARROW.join(
        named(step, words) + ("?" if is_doubtful(step) else "") for step in chain.steps
    )


def is_doubtful(step: Step) -> bool:
    """Whether a step is a credit that nobody has confirmed."""
    return step.kind is StepKind.RELAY and not step.is_confirmed


def origin_words(behind: Behind, words: Words) -> str:
    """Who an origin is."""
    if behind.standing is Standing.NONE and not behind.name.strip("?"):
        return words("unattributed")
    return unnumbered(behind.name)


def rated(digest: Digest, step: Step, words: Words) -> list[str]:
    """How those of a step are rated, if any of them is."""
    letters = [rating.reliability for uid in step.sources if (rating := digest.rating(uid))]
    return [words("rated_as", letter=", ".join(letters))] if letters else []


def who_says(digest: Digest, statement: Statement, words: Words) -> str:
    """Everybody with whom a chain of a statement ends, each once, with the latest rating."""
    found: dict[str, None] = {}
    for place in statement.places:
        step = place.chain.steps[-1]
        name = named(step, words)
        about = rated(digest, step, words)
        stance = place.claim.stance
        if stance is not Assertion.ASSERTS:
            about.append(words.term(stance))
        found[f"{name} ({', '.join(about)})" if about else name] = None
    return words.joined(list(found))


def count_words(count: OriginCount, words: Words) -> str:
    """How many independent origins there are."""
    if count.unconfirmed and not count.confirmed:
        return words.count("origins_perhaps", count.unconfirmed)
    if count.unconfirmed:
        most = words.number(count.confirmed + count.unconfirmed)
        return words.count("origins_up_to", count.confirmed, most=most)
    return words.count("origins", count.confirmed) if count.confirmed else words("origins_none")


def badges(digest: Digest, statement: Statement, words: Words) -> Inlines:
    """The marks of a statement, the count of its origins first."""
    count = statement.count
    look = "firm" if count.confirmed > 1 else "plain" if count.confirmed else "open"
    sign = "✓ " if count.confirmed > 1 else "" if count.confirmed else "○ "
    marks = [Badge(look, sign + count_words(count, words))]
    if not statement.stance.supports:
        marks.append(Badge("against", words("badge_stance", stance=words.term(statement.stance))))
    if statement.against:
        marks.append(Badge("against", words("badge_against")))
    marks += _correcting(digest, statement, words)
    if grades := sorted({each.credibility for one in statement.places for each in one.assessments}):
        span = "–".join(map(str, dict.fromkeys((grades[0], grades[-1]))))
        marks.append(Badge("plain", words("badge_credibility", grades=span)))
    if verdict := statement.told.claim.verdict:
        marks.append(Badge("plain", words("badge_verdict", verdict=verdict)))
    doubtful = dict.fromkeys(
        named(step, words)
        for place in statement.places
        for step in place.chain.steps
        if is_doubtful(step)
    )
    if doubtful:
        outlets = words.joined([*doubtful][:_OUTLETS])
        marks.append(Badge("open", words("badge_unanswered", outlet=outlets)))
    return spaced(marks)


def _correcting(digest: Digest, statement: Statement, words: Words) -> Iterable[Badge]:
    """That there is a correction of an article which says so, or that a correction does."""
    if numbers := digest.corrected_by(statement):
        which = words.joined([f"#{number}" for number in numbers])
        yield Badge("against", words("badge_corrected", which=which))
    there = [one for one in digest.corrections if one.article.number in statement.articles]
    if there:
        which = words.joined([f"#{one.article.number}" for one in there])
        yield Badge("open", words("badge_correction", which=which))


def spaced(parts: Iterable[Inline]) -> Inlines:
    """Links or marks with blanks between them."""
    found: list[Inline] = []
    for part in parts:
        found += [" ", part] if found else [part]
    return tuple(found)


def why_counted(digest: Digest, statement: Statement, words: Words) -> Inlines:
    """How many independent origins a statement has, and why: those that count, then those that do
    not, each with its reason."""
    counted = [one for one in statement.backing.origins if one.standing is Standing.COUNTED]
    line = [words("origins_line", count=count_words(statement.count, words))]
    if counted:
        line.append("; ".join(_counted(digest, statement, one, words) for one in counted) + ".")
    unsaid, others = _not_counted(statement, words)
    if others:
        line.append(words("not_counted", what="; ".join(others)))
    line += unsaid
    for house, names in statement.backing.houses.items():
        line.append(words("houses", house=house, names=words.joined(list(names))))
    return (" ".join(line),)


def _counted(digest: Digest, statement: Statement, behind: Behind, words: Words) -> str:
    who = origin_words(behind, words)
    if behind.owners:
        return words("why_owner", who=who, owner=words.joined(list(behind.owners)))
    articles = sorted({place.within.article.number for place in statement.places_of(behind)})
    where = words.joined([f"#{number}" for number in articles])
    if not articles:
        others = [str(number) for number in digest.numbers_of(behind.claims)]
        if not others:
            return words("why_outside", who=who)
        return words("why_supports", who=who, statement=words.joined(others))
    return words("why_repeat" if len(articles) > 1 else "why_one", who=who, articles=where)


def _not_counted(statement: Statement, words: Words) -> tuple[list[str], list[str]]:
    """The origins that do not say so, and the others that do not count; those that do not for the
    same reason together."""
    found: dict[tuple[Standing, str], list[str]] = {}
    for behind in statement.backing.origins:
        if behind.standing is Standing.COUNTED:
            continue
        there = statement.places_of(behind)
        stance = there[0].claim.stance if there else Assertion.DOES_NOT_CONFIRM
        said_so = words.term(stance) if behind.standing is Standing.UNSAID else ""
        found.setdefault((behind.standing, said_so), []).append(origin_words(behind, words))
    unsaid: list[str] = []
    others: list[str] = []
    for (standing, does), who in found.items():
        together = words.joined(list(dict.fromkeys(who)))
        reason = words(f"standing_{standing.name.lower()}", who=together, stance=does)
        (unsaid if standing is Standing.UNSAID else others).append(reason)
    return unsaid, others


def other_end(other: Statement | Outside, words: Words, longest: int = 0) -> Inlines:
    """The statement or outside claim at the other end of a tie."""
    if isinstance(other, Statement):
        return (statement_link(other), " ", *told(other, words, longest))
    where = words("outside", number=other.number, outlet=other.outlet or words("unknown_outlet"))
    told_words = Said(shortened(other.words, longest), is_quoted=False)
    return (*_stance(other.stance, words), told_words, f" ({where})")
