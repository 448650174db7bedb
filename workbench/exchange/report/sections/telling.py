"""What several chapters say in the same words: a statement, who says it, its origins, its marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from workbench.domain.article import Article
from workbench.domain.chain import Chain, Step, StepKind
from workbench.domain.claim import Assertion, Factuality, Hop, HopClass, Mode
from workbench.exchange.report.blocks import (
    Block,
    Dim,
    Inline,
    Inlines,
    Item,
    Items,
    Link,
    Para,
    Said,
    Section,
    Strong,
)
from workbench.exchange.report.cues import cue_line, is_of_oneself
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.negated import says_no
from workbench.exchange.report.same import is_one_origin
from workbench.exchange.report.statements import (
    Outside,
    Statement,
    unnumbered,
)
from workbench.exchange.report.words import Words
from workbench.told.reading import INTENDED

ARROW = " ← "
"""Between the steps of a chain: each has it from the next."""
_NAME = 60
"""Characters of who says it before the words."""
_BESIDE = 110
"""Characters of a statement that is named beside another."""
_RUN = 3
"""Statements in a row that are told as the first and the last of them."""
_AGAIN = 4
"""Articles that are named as having the same words."""


def no_claims(digest: Digest, words: Words) -> str:
    """That there is no claim: nobody recorded one, or none is told here."""
    return words("claimed_bare" if digest.is_bare else "claimed_none")


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
    stance = statement.stance
    if stance is Assertion.ASSERTS:
        return (*reported(statement, words), said(statement, longest), *meant(statement))
    does = f"{_who_does(statement, words)} {does_words(statement, stance, words)}"
    return (Strong(does), " ", said(statement, longest))


def meant(statement: Statement) -> Inlines:
    """Whom a pronoun means, behind words of the text that begin with it."""
    event = statement.told.event if statement.is_quoted else None
    if event is None or event.who is None or not event.means:
        return ()
    return (" ", Dim(f"[{event.who.words}: {event.means}]"))


def _who_does(statement: Statement, words: Words) -> str:
    """Who does with the words what a statement is told by: not always the last of a chain, nor
    whoever the first place has."""
    place = next(one for one in statement.places if one.claim.stance is statement.stance)
    doing = [
        step
        for step, hop in place.chain.placed()
        if hop is not None and place.claim.hops[hop].stance is statement.stance
    ]
    return who_words(doing[-1].names, words)


def who_words(names: Iterable[str], words: Words, roles: Sequence[str] = ()) -> str:
    """Names before a verb, or that it is not known whose it is. roles: of each of them, if any."""
    who = words.joined(with_roles([*map(unnumbered, names)], roles))
    return (who if any(roles) else shortened(who, _NAME)) or words("who_unknown")


def with_roles(names: Sequence[str], roles: Sequence[str]) -> list[str]:
    """Names, each with what the text says that its bearer is, where it does; both cut."""
    there = zip_longest(names, roles[: len(names)], fillvalue="")
    cut = ((shortened(name, _NAME), shortened(role, _NAME)) for name, role in there)
    return [f"{name} [{role}]" if role else name for name, role in cut]


def hedging(hop: Hop, words: Words) -> str:
    """How somebody puts it who says it and does not state it flatly, with the verb that shows it
    where no words of his own do; empty of all others. In no word of a scale: nobody here has said
    how likely it is."""
    if not hop.stance.supports or hop.factuality.word not in ("hedges", "reports"):
        return ""
    if hop.factuality is Factuality.PROBABLE and is_of_oneself(hop.cue):
        return ""
    term = words.term(hop.factuality)
    return f"{term}, “{hop.cue}”" if hop.cue and hop.mode is not Mode.DIRECT else term


def reported(statement: Statement, words: Words, *, is_named: bool = True) -> Inlines:
    """What stands before words that are told in the article's own way of somebody else: who says
    it and the verb of the text, since a demand must not read as a fact either; nor must a target.
    is_named: whether who says it does not stand there already."""
    place = statement.told
    if place.event and place.event.modality == INTENDED and not place.claim.hops:
        return (Dim(words("aimed")), " ")
    if not (statement.is_quoted and place.claim.hops) or statement.is_speech:
        return ()
    cue = place.claim.hops[-1].cue
    is_told = cue and cue.casefold() in statement.words.casefold()
    if is_told and not place.chain.steps[-1].names:
        return ()  # hearsay says in its own words that it is
    who = words.joined([*map(unnumbered, place.chain.steps[-1].names)]) if is_named else ""
    if line := cue and cue_line(shortened(who, _NAME), cue):
        return (Said(line, place.within.article.metadata.lang, is_quoted=False), " ")
    return () if cue and not is_named else (Dim(words("reported")), " ")


def stance_of(statement: Statement | None, stance: Assertion, words: Words) -> Inlines:
    """What somebody does with the words of a statement, if he does not plainly assert them."""
    if stance is Assertion.ASSERTS:
        return ()
    return (Strong(does_words(statement, stance, words)), " ")


def does_words(statement: Statement | None, stance: Assertion, words: Words) -> str:
    """The verb before what somebody does not plainly assert. Who denies in words of his own, "it is
    not so", does not deny these."""
    denied = statement if stance is Assertion.DENIES else None
    if denied and denied.is_speech and says_no(denied.words):
        return words("denies_in_words")
    return f"{words.term(stance)}:"


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


def dated_words(digest: Digest, article: Article, words: Words) -> str:
    """An article by its outlet and day, with the day that its text prints where that says more."""
    day = words.day(article.metadata.day) if article.metadata.day else words("unknown_day")
    about = words("article_of", outlet=article.outlet or words("unknown_outlet"), day=day)
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


def nearly_lines(
    digest: Digest, statement: Statement, others: Iterable[Statement], words: Words
) -> Iterator[Inlines]:
    """That a statement may be the same as others, which say almost the same words, and whether
    both together have one origin at most."""
    for one in others:
        key = "nearly_one" if is_one_origin(digest, statement, one) else "nearly"
        yield (words(key), " ", statement_link(one), " ", *told(one, words, _BESIDE))


def newer_line(numbers: Sequence[int], words: Words) -> Inlines:
    """That newer articles beside the report name those whose statement it is."""
    which = words.joined([f"#{one}" for one in numbers[:_AGAIN]])
    return (Link("#beyond", words.count("told_newer", len(numbers), which=which)),)


def numbered(statements: Iterable[Statement]) -> Inlines:
    """The ways to several statements, each once; of three and more in a row the first and the
    last."""
    every = sorted({one.number: one for one in statements}.items())
    runs: list[list[Statement]] = []
    for number, one in every:
        if not runs or runs[-1][-1].number != number - 1:
            runs.append([])
        runs[-1].append(one)
    found: list[Inline] = []
    for run in runs:
        found += [" "] if found else []
        if len(run) < _RUN:
            found += spaced([statement_link(one) for one in run])
        else:
            found += [statement_link(run[0]), "–", statement_link(run[-1])]
    return tuple(found)


def named(step: Step, words: Words) -> str:
    """Who a step of a chain is, with what makes it weak."""
    if step.kind is StepKind.OUTLET and not step.words:
        return words("unknown_outlet")
    unnamed = step.hop_class in (HopClass.ANONYMOUS, HopClass.UNATTRIBUTED)
    if unnamed and not step.sources:
        kind = words.term(step.hop_class)
        if not step.words and step.hop_class is HopClass.ANONYMOUS:
            return words("unnamed")
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


def spaced(parts: Iterable[Inline]) -> Inlines:
    """Links or marks with blanks between them."""
    found: list[Inline] = []
    for part in parts:
        found += [" ", part] if found else [part]
    return tuple(found)


def listed(at: str, items: list[Item], words: Words, more: int = 0) -> tuple[Block, ...]:
    """A section of what was found, if anything was. at: where it stands, and what the words of its
    title and first line are called. more: how many are not told."""
    if not items:
        return ()
    below: list[Block] = [Para((words(f"{at}_lead"),), "small"), Items(tuple(items), "pairs")]
    if more > 0:
        below.append(Para((words.count("more", more),), "small"))
    return (Section(at, (words(at),), tuple(below)),)


def other_end(other: Statement | Outside, words: Words, longest: int = 0) -> Inlines:
    """The statement or outside claim at the other end of a tie."""
    if isinstance(other, Statement):
        return (statement_link(other), " ", *told(other, words, longest))
    where = words("outside", number=other.number, outlet=other.outlet or words("unknown_outlet"))
    told_words = Said(shortened(other.words, longest), is_quoted=False)
    return (*stance_of(None, other.stance, words), told_words, f" ({where})")
