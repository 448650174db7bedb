"""A selection: a named choice of articles, as a filter and an order; how far one is with it.

A queue is one with an owner, a set is one whose articles are frozen for export, a watch is one that
says what is new since each analyst looked. Names are told apart without regard to case. When an
analyst looked is a reading position and no part of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.domain.filter import Order

NAME_LENGTH = 60
"""Code points of a selection's name at most."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A named choice of articles."""

    uid: str
    name: str
    analyst: str
    """Who saved it first."""
    where: str = ""
    """The filter as it was typed; empty for all articles."""
    order: Order = Order.NEWEST
    owner: str = ""
    """Who works through it; empty for nobody in particular."""
    is_watch: bool = False
    articles: tuple[str, ...] | None = None
    """Uids of a set, sorted; None as long as the filter decides."""
    language: int = 1
    """Version of the language of filters in which `where` is written, and read."""

    @property
    def is_set(self) -> bool:
        """Whether its articles are frozen."""
        return self.articles is not None

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it is, in words: "set", "queue", "watch"; none for a plain choice."""
        has = {"set": self.is_set, "queue": bool(self.owner), "watch": self.is_watch}
        return tuple(kind for kind, holds in has.items() if holds)

    @property
    def title(self) -> str:
        """What it is and what it is called, as "queue pagi"."""
        return f"{(*self.kinds, 'selection')[0]} {self.name}"

    @property
    def told(self) -> str:
        """What it asks for, as it was typed; of the language's first version with what that means
        in today's. A set that was handed over came without."""
        if self.language > 1 or not self.where:
            return self.where or ("its own articles" if self.is_set else "all articles")
        from workbench.domain.filter.first import as_today

        today = as_today(self.where)
        return self.where if today == self.where else f"{self.where} (today: {today})"

    @property
    def term(self) -> str:
        """The filter term that stands for it."""
        is_plain = all(letter.isalnum() or letter in "-_." for letter in self.name)
        return f"in:{self.name}" if is_plain else f'in:"{self.name}"'

    def to_record(self) -> dict[str, Any]:
        """The selection as the journal keeps it."""
        kept = {"language": self.language} if self.language > 1 else {}  # older records have none
        return kept | {
            "uid": self.uid,
            "name": self.name,
            "analyst": self.analyst,
            "where": self.where,
            "order": self.order.value,
            "owner": self.owner,
            "watch": self.is_watch,
            "articles": None if self.articles is None else list(self.articles),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Selection:
        """The selection of a record."""
        articles = record["articles"]
        return cls(
            uid=record["uid"],
            name=record["name"],
            analyst=record["analyst"],
            where=record["where"],
            order=Order(record["order"]),
            owner=record["owner"],
            is_watch=record["watch"],
            articles=None if articles is None else tuple(articles),
            language=record.get("language", 1),
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an analyst is with a list of articles."""

    total: int
    done: int
    """Done or set aside."""
    questions: int
    """Open ones in the others."""


def fold_selection(name: str) -> str:
    """The name as names are told apart: without regard to case and to the spaces around words."""
    return " ".join(name.split()).casefold()
