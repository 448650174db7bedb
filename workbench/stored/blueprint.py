"""What of a database's objects is not as its schema says: tables, indexes, guards, each with what
makes it, as its kind of store words that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

Name = tuple[str, str]
"""Type and name of an object: ("trigger", "article_fixed")."""


class Differs(Enum):
    """How an object of a file differs."""

    MISSING = "missing"
    CHANGED = "changed"
    STRANGE = "strange"
    """The schema has none of that name."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An object of a database that is not as the schema says."""

    how: Differs
    type: str
    name: str

    def __str__(self) -> str:
        what = "guard" if self.type == "trigger" and self.how is not Differs.STRANGE else self.type
        if self.how is Differs.MISSING:
            return f"{what} missing: {self.name}"
        return f"{self.how.value} {what}: {self.name}"

    @property
    def is_derived(self) -> bool:
        """Whether it can be made anew and nothing is lost: an index that is not there."""
        return self.type == "index" and self.how is Differs.MISSING


def differences(found: Mapping[Name, str], expected: Mapping[Name, str]) -> Iterator[Difference]:
    """What of the objects found is not as expected, by type and name."""
    for key in sorted(found.keys() | expected.keys()):
        if key not in found:
            yield Difference(Differs.MISSING, *key)
        elif key not in expected:
            yield Difference(Differs.STRANGE, *key)
        elif found[key] != expected[key]:
            yield Difference(Differs.CHANGED, *key)
