"""The guidelines of a store: what counts as a claim, what topics and verdicts mean, with examples.

Their version is how many acts have changed them, so that what version a decision was made under
follows from where both stand in the journal. Topics have their list elsewhere, and an entry gives
one words; a verdict that has an entry is one that the desk knows, with or without words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from workbench.domain.naming import fold_name
from workbench.domain.span import Span


class GuidelineKind(StrEnum):
    """What an entry is about."""

    CLAIM = "claim"
    """What is recorded at all."""
    TOPIC = "topic"
    VERDICT = "verdict"
    RULE = "rule"
    """How something is recorded: chains, bounds, what a source does with the words."""

    @property
    def is_of_claims(self) -> bool:
        """Whether it says by itself which claims it is about: those that name it."""
        return self in (GuidelineKind.TOPIC, GuidelineKind.VERDICT)


@dataclass(frozen=True, slots=True)
class Example:
    """Words of an article that show what an entry means."""

    article: str | None
    """Uid; None where the words stand in no article here, and their offsets say nothing."""
    span: Span
    is_for: bool = True
    """Whether it is what the entry means, or what it does not mean."""
    words: str = ""
    """Why."""

    def to_record(self) -> dict[str, Any]:
        """The example as the journal keeps it."""
        return {
            "article": self.article,
            "is_for": self.is_for,
            "words": self.words,
            **self.span.to_record(),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Example:
        """The example of a journal record."""
        return cls(record["article"], Span.from_record(record), record["is_for"], record["words"])


@dataclass(frozen=True, slots=True)
class Guideline:
    """One entry."""

    kind: GuidelineKind
    subject: str
    """A topic, a verdict, or what the entry is called."""
    words: str
    analyst: str
    """Who wrote it last."""
    at: str
    """UTC."""
    where: str = ""
    """The claims that a rule is about, as a filter; all where it is empty."""
    examples: tuple[Example, ...] = ()

    @property
    def uid(self) -> str:
        """What it is about: two that write the same entry at once meet."""
        return uid_of(self.kind, self.subject)

    @property
    def claims(self) -> str:
        """The claims that it is about, as a filter of claims."""
        if not self.kind.is_of_claims:
            return self.where
        quoted = self.subject.replace('"', " ")
        return f'{self.kind.value}:"{quoted}"'

    def says_as(self, other: Guideline | None) -> bool:
        """Whether another one says the same, whoever wrote it and when."""
        return other is not None and self._said == other._said

    @property
    def _said(self) -> tuple[object, ...]:
        return self.kind, self.subject, self.words, self.where, self.examples

    def to_record(self) -> dict[str, Any]:
        """The entry as the journal keeps it."""
        return {
            "uid": self.uid,
            "kind": self.kind.value,
            "subject": self.subject,
            "words": self.words,
            "claims": self.where,
            "analyst": self.analyst,
            "at": self.at,
            "examples": [one.to_record() for one in self.examples],
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Guideline:
        """The entry of a journal record."""
        return cls(
            GuidelineKind(record["kind"]),
            record["subject"],
            record["words"],
            record["analyst"],
            record["at"],
            record["claims"],
            tuple(map(Example.from_record, record["examples"])),
        )


def uid_of(kind: GuidelineKind, subject: str) -> str:
    """What the journal calls the entry on something, however that is written."""
    return f"{kind.value}:{fold_name(subject)}"


def in_order(entries: Iterable[Guideline]) -> list[Guideline]:
    """The entries as they are read: what is recorded, how, then what words mean."""
    kinds = [GuidelineKind.CLAIM, GuidelineKind.RULE, GuidelineKind.TOPIC, GuidelineKind.VERDICT]
    return sorted(entries, key=lambda one: (kinds.index(one.kind), fold_name(one.subject)))


@dataclass(frozen=True, slots=True)
class Rewording:
    """One entry before and after an act; None where it is not there."""

    before: Guideline | None
    after: Guideline | None

    @property
    def entry(self) -> Guideline:
        """As it is then, or was."""
        entry = self.after or self.before
        assert entry
        return entry

    @property
    def what(self) -> str:
        """What became of it, in a word."""
        return "added" if not self.before else "changed" if self.after else "removed"


@dataclass(frozen=True, slots=True)
class Version:
    """An act that changed the codebook."""

    number: int
    """How many acts had changed it then, this one included."""
    seq: int
    """Its number in the journal."""
    at: str
    """UTC."""
    analyst: str
    op: str
    changes: tuple[Rewording, ...]


class Stamp(NamedTuple):
    """Which version it is, so that another database's is not taken for it."""

    version: int
    hash: str
    """The first twelve digits of the hash of the act that made it."""


def codebook_at(versions: Iterable[Version], number: int) -> list[Guideline]:
    """The entries as they were in a version; versions: all of them, the first first."""
    entries: dict[str, Guideline] = {}
    for version in versions:
        if version.number > number:
            break
        for change in version.changes:
            if change.before:
                entries.pop(change.before.uid, None)
            if change.after:
                entries[change.after.uid] = change.after
    return in_order(entries.values())


def says_the_same(one: Guideline | None, other: Guideline | None) -> bool:
    """Whether two are the same entry in the same words, or neither is there."""
    return one.says_as(other) if one else other is None


def between(before: Iterable[Guideline], after: Iterable[Guideline]) -> list[Rewording]:
    """What leads from one codebook to another, entry by entry."""
    old, new = ({one.uid: one for one in entries} for entries in (before, after))
    pairs = [(old.get(uid), new.get(uid)) for uid in {**new, **old}]
    changes = [Rewording(*pair) for pair in pairs if not says_the_same(*pair)]
    order = [one.uid for one in in_order([change.entry for change in changes])]
    return sorted(changes, key=lambda change: order.index(change.entry.uid))


def version_under(seq: int, acts: Sequence[int]) -> int:
    """The version that stood when an entry of the journal was made. acts: the numbers of the
    entries that changed the codebook, the smallest first."""
    return bisect_left(acts, seq)


@dataclass(frozen=True, slots=True)
class Flag:
    """Somebody says that the codebook does not tell how a claim is to be recorded."""

    claim: str
    """Uid."""
    analyst: str
    words: str
    at: str
    """UTC."""

    @property
    def uid(self) -> str:
        """What the journal calls it."""
        return f"{self.claim}:{self.analyst}"

    def to_record(self) -> dict[str, Any]:
        """The flag as the journal keeps it."""
        return {
            "uid": self.uid,
            "claim": self.claim,
            "analyst": self.analyst,
            "words": self.words,
            "at": self.at,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Flag:
        """The flag of a journal record."""
        return cls(record["claim"], record["analyst"], record["words"], record["at"])
