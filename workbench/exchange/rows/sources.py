"""Sources as rows, and their dated ratings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from workbench.domain.family import Belonging, Tie
from workbench.domain.source import RELIABILITY, Source
from workbench.exchange.rows.known import Known
from workbench.exchange.rows.table import Cell, Column, Row, Rows


class SourceRows(Rows):
    """reliability is the latest rating; owner and house are those of now; belongs to is the dated
    history behind them."""

    name = "sources"
    key = "source uid"
    keeps = frozenset({"sources", "belongings of sources", "notes on sources"})
    columns = (
        Column("source", 30), Column("source uid"), Column("kind"), Column("aliases", 30),
        Column("country", 8), Column("reliability", 10, "ratings", "source uid"),
        Column("rated", 22), Column("rated by"), Column("owner", 20), Column("house", 20),
        Column("belongs to", 40), Column("note", 30), Column("provisional", 10),
        Column("same as", 20, "sources", "same as uid"), Column("same as uid"),
    )  # fmt: skip

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self._belongings: defaultdict[str, list[Belonging]] = defaultdict(list)
        for one in known.bundle.belongings:
            self._belongings[one.source].append(one)
        self._notes: defaultdict[str, list[str]] = defaultdict(list)
        for note in known.bundle.notes:
            self._notes[note.subject_uid].append(f"{note.words} ({note.analyst})")

    def before(self) -> Iterator[Row]:
        """One row a source."""
        for source in self.known.bundle.sources:
            yield self._cells(source) | self._rating_cells(source.uid)

    def _cells(self, source: Source) -> dict[str, Cell]:
        uid = source.uid
        history = self._belongings[uid]
        return {
            "source": source.name,
            "source uid": uid,
            "kind": source.kind.value,
            "aliases": "; ".join(source.aliases),
            "country": source.country,
            "owner": self.known.owner([uid]),
            "house": self.known.house([uid]),
            "belongs to": "\n".join(map(self._belonging_words, history)),
            "note": "\n".join(filter(None, (source.note, *self._notes[uid]))),
            "provisional": "yes" if source.provisional else "no",
            "same as": self.known.joined([source.same_as] if source.same_as else []),
            "same as uid": source.same_as or "",
        }

    def _belonging_words(self, one: Belonging) -> str:
        how = "owned by" if one.tie is Tie.OWNED else "part of"
        owner = self.known.joined([one.owner]) if one.owner else "nobody"
        since = f" since {one.since}" if one.since else ""
        why = f": {one.rationale}" if one.rationale else ""
        return f"{how} {owner}{since} ({one.analyst}){why}"

    def _rating_cells(self, uid: str) -> dict[str, Cell]:
        rating = self.known.latest(uid)
        if not rating:
            return {}
        return {
            "reliability": rating.reliability,
            "rated": rating.at,
            "rated by": rating.analyst,
        }


class RatingRows(Rows):
    """Every rating, as it was given."""

    name = "ratings"
    key = "source uid"
    keeps = frozenset({"ratings"})
    columns = (
        Column("source", 30, "sources", "source uid"), Column("source uid"),
        Column("reliability", 10), Column("meaning", 26), Column("at", 22), Column("analyst"),
        Column("rationale", 40),
    )  # fmt: skip

    def before(self) -> Iterator[Row]:
        """One row a rating."""
        for rating in self.known.bundle.ratings:
            yield {
                "source": self.known.joined([rating.source]),
                "source uid": rating.source,
                "reliability": rating.reliability,
                "meaning": RELIABILITY.get(rating.reliability, ""),
                "at": rating.at,
                "analyst": rating.analyst,
                "rationale": rating.rationale,
            }
