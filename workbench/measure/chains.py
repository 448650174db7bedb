"""Chains side by side: whether what is shown as the way of a statement is the way that it came.

The truth states each step with every form of a name that the text gives it in full, so that a short
name, a pronoun or a name with an office in it is wrong. docs/chains.md says how the truth is
written. It must never guess who is meant: names are equal when they fold to the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from workbench.domain.naming import bracketed_forms, fold_name, is_somebody

CHAIN_MEASURES: Mapping[str, str] = {
    "chain": "every step of the chain and their order, of the overlapping pairs",
    "origin": "the last step of the chain with all who speak jointly, of the overlapping pairs",
    "speaker_name": "that step's name in full, of the overlapping pairs whose speaker has a name",
    "reach": "the whole chain and how far each of its relays reaches, of the overlapping pairs",
    "assertion": "what the last one does with the words, of the overlapping pairs",
}
"""Name of a measure -> what makes a pair right. Precision is of the pairs for which the machine
says anything, recall of all pairs for which the truth does."""

FAULTS: Mapping[str, str] = {
    "no speaker": "the chain ends at nobody",
    "pronoun": "a pronoun stands for a name",
    "relay as speaker": "the last step is one that only passes it on",
    "short name": "a part of a name stands for the whole",
    "extra words": "a name with words that are not its own",
    "another form": "a name that shares a word with the right one",
    "somebody else": "a name that shares nothing with the right one",
    "joint": "one of those who stand together is missing or too much",
    "order": "the right steps in another order",
    "another relay": "a relay that passed on something else stands for the right one",
    "step missing": "a step that the text gives is not there",
    "step too much": "a step that does not lead to this statement",
}
"""What a wrong chain is wrong in, each counted once: that of its last step first, for who said it
weighs most."""

_PRONOUNS = frozenset((
    "dia", "ia", "mereka", "beliau", "nya", "kami", "kita", "saya", "pihaknya", "he", "she", "they",
    "it", "we", "i", "er", "sie", "es", "wir",
))  # fmt: skip
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Step:
    """One link: everybody who stands in it, each under one or more names."""

    members: tuple[tuple[str, ...], ...] = ()
    """Of each the names that the text gives it in full; none when nobody is named."""
    reach: str = ""
    """Of a relay: article, paragraph or statement; empty for a speaker and where it is open."""

    def __str__(self) -> str:
        names = " + ".join(forms[0] for forms in self.members) or "?"
        return f"{names} ({self.reach})" if self.reach else names


@dataclass(frozen=True, slots=True)
class Chain:
    """The way of one statement, outermost first, without the article's own outlet."""

    steps: tuple[Step, ...] = ()
    assertion: str = ""
    """What the last one does with the words; empty where nothing is said of it."""

    def __str__(self) -> str:
        way = " ← ".join(map(str, self.steps)) or "?"
        return f"{way}: {self.assertion}" if self.assertion else way


Agrees: TypeAlias = Callable[[Chain, Chain], bool]
States: TypeAlias = Callable[[Chain], bool]


@dataclass(frozen=True, slots=True)
class ChainMeasure:
    """One measure of a pair of chains: when either side says anything, and when they agree."""

    truth: States
    found: States
    agrees: Agrees = field(repr=False)


def same_way(gold: Chain, found: Chain) -> bool:
    """Whether the steps are the same in the same order."""
    return len(gold.steps) == len(found.steps) and all(map(same_step, gold.steps, found.steps))


def same_step(gold: Step, found: Step) -> bool:
    """Whether the same stand in both."""
    return len(gold.members) == len(found.members) and not _strangers(gold, found)


def _strangers(gold: Step, found: Step) -> list[tuple[str, ...]]:
    """Those in what was found who do not stand in the truth."""
    known = [_folded(forms) for forms in gold.members]
    return [forms for forms in found.members if not any(_folded(forms) & one for one in known)]


def _folded(forms: Iterable[str]) -> frozenset[str]:
    """All that one is called, folded; "a resident" is "resident"."""
    names = [name for form in forms for name in (form, *bracketed_forms(form))]
    bare = (name.split(maxsplit=1)[-1] if is_somebody(name) else name for name in names)
    return frozenset(map(fold_name, bare))


def same_origin(gold: Chain, found: Chain) -> bool:
    """Whether the last steps are the same."""
    return bool(found.steps) and same_step(gold.steps[-1], found.steps[-1])


def same_reach(gold: Chain, found: Chain) -> bool:
    """Whether each relay reaches as far as the truth states."""
    return same_way(gold, found) and all(
        not step.reach or step.reach == other.reach
        for step, other in zip(gold.steps, found.steps, strict=True)
    )


def _is_named(chain: Chain) -> bool:
    """Whether the speaker has a name; descriptions are written small."""
    return bool(chain.steps) and all(
        any(form[:1].isupper() for form in forms) for forms in chain.steps[-1].members
    )


def _reaches(chain: Chain) -> bool:
    return any(step.reach for step in chain.steps)


COMPARED: Mapping[str, ChainMeasure] = {
    "chain": ChainMeasure(lambda one: bool(one.steps), lambda one: bool(one.steps), same_way),
    "origin": ChainMeasure(lambda one: bool(one.steps), lambda one: bool(one.steps), same_origin),
    "speaker_name": ChainMeasure(_is_named, lambda one: bool(one.steps), same_origin),
    "reach": ChainMeasure(_reaches, _reaches, same_reach),
    "assertion": ChainMeasure(
        lambda one: bool(one.assertion),
        lambda one: bool(one.assertion),
        lambda gold, found: gold.assertion == found.assertion,
    ),
}


def fault(gold: Chain | None, found: Chain | None) -> str:
    """What is wrong with a chain that is not the truth's: one of FAULTS; empty where either is not
    stated."""
    if gold is None or found is None:
        return ""
    if not found.steps or not found.steps[-1].members:
        return "no speaker"
    if len(gold.steps) == len(found.steps) and _all_there(gold.steps, found.steps):
        return "order"
    if not same_origin(gold, found):
        return _wrong_speaker(gold, found.steps[-1])
    relays = gold.steps[:-1], found.steps[:-1]
    missing = [step for step in relays[0] if not _stands_in(step, relays[1])]
    extra = [step for step in relays[1] if not _stands_in(step, relays[0])]
    if missing and extra:
        wrong = _wrong_name(missing[0], extra[0])
        return "another relay" if wrong == "somebody else" else wrong
    if not (missing or extra):
        return "order"
    return "step missing" if missing else "step too much"


def _all_there(gold: Sequence[Step], found: Sequence[Step]) -> bool:
    return all(_stands_in(step, found) for step in gold)


def _stands_in(step: Step, steps: Iterable[Step]) -> bool:
    return any(same_step(step, other) for other in steps)


def _wrong_speaker(gold: Chain, found: Step) -> str:
    passed_on = any(not _strangers(step, found) for step in gold.steps[:-1])
    return "relay as speaker" if passed_on else _wrong_name(gold.steps[-1], found)


def _wrong_name(gold: Step, found: Step) -> str:
    """How one step differs from another that it stands for."""
    strangers = _strangers(gold, found)
    if len(strangers) < max(len(gold.members), len(found.members)):
        return "joint"
    given = _words(strangers)
    right = [_words([forms]) for forms in gold.members]
    if given <= _PRONOUNS:
        return "pronoun"
    if any(given < one for one in right):
        return "short name"
    if any(one < given for one in right):
        return "extra words"
    return "another form" if any(given & one for one in right) else "somebody else"


def _words(members: Iterable[tuple[str, ...]]) -> set[str]:
    return {word.casefold() for forms in members for form in forms for word in _WORD.findall(form)}
