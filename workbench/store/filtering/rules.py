"""What terms of one sort come to, whatever is listed: parts of words, numbers, days, choices."""

from __future__ import annotations

from workbench.domain.filter.days import around
from workbench.domain.filter.tree import Term
from workbench.errors import UsageError
from workbench.store.filtering.compiling import Asked, Test
from workbench.store.words import Condition, Values

_LARGEST = 2**62


def contains(column: str) -> Test:
    """That words have a part; a star says that more may follow or come before, and that none may
    where there is one at the other end only."""

    def rule(term: Term, name: str) -> Condition:
        return f"coalesce({column}, '') LIKE :{name} ESCAPE '\\'", {name: like(term.value)}

    return rule


def like(value: str) -> str:
    """The pattern of a part of words."""
    words = value.strip("*") or value
    pattern = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    is_anywhere = value.startswith("*") == value.endswith("*")
    before = "%" if is_anywhere or value.startswith("*") else ""
    after = "%" if is_anywhere or value.endswith("*") else ""
    return f"{before}{pattern}{after}"


def equals(column: str, also: dict[str, str] | None = None) -> Test:
    """That words are these, case aside. also: what some values are called in the tables."""

    def rule(term: Term, name: str) -> Condition:
        value = (also or {}).get(term.value, term.value)
        # Said of the column: of the value, SQLite forgets it where one of two may hold.
        return f"{column} COLLATE NOCASE = :{name}", {name: value}

    return rule


def outlet(term: Term, name: str) -> Asked:
    """The article's outlet, by a part of its name."""
    sources = f"SELECT id FROM source WHERE name LIKE :{name} ESCAPE '\\'"
    return Asked(
        f"coalesce(a.outlet_id, 0) IN ({sources})",
        {name: like(term.value)},
        (f"SELECT id FROM article WHERE outlet_id IN ({sources})",),
    )


def number(column: str) -> Test:
    """How a number compares."""

    def rule(term: Term, name: str) -> Condition:
        try:
            value = int(term.value.lstrip("#"))
        except ValueError:
            raise UsageError(f"{term.field}: needs a whole number, not {term.value!r}") from None
        return f"{column} {term.comparison} :{name}", {name: max(-1, min(value, _LARGEST))}

    return rule


def day(column: str, key: str = "") -> Test:
    """How a moment compares, as far as it is told. key: an indexed column of the same moment in
    UTC, which is within a day of it."""

    def rule(term: Term, name: str) -> Condition:
        # A shorter bound covers all it begins: date:<=2020-01 takes all of January.
        begins = f"substr(coalesce({column}, ''), 1, length(:{name})) {term.comparison} :{name}"
        values: Values = {name: term.value}
        parts = [begins, f"{column} IS NOT NULL"]
        if key:
            low, high = around(term.value)
            bounds = (
                (">=", low, f"{name}_low", term.comparison in ("=", ">", ">=")),
                ("<=", high, f"{name}_high", term.comparison in ("=", "<", "<=")),
            )
            for comparison, bound, called, is_bounded in bounds:
                if is_bounded and bound:
                    parts.append(f"{key} {comparison} :{called}")
                    values[called] = bound
        return " AND ".join(reversed(parts)), values

    return rule


def here(utc: str) -> str:
    """A moment in UTC as the clock of this place shows it."""
    return f"strftime('%Y-%m-%dT%H:%M:%S', {utc}, 'localtime')"


def first_recorded(entity: str, uid: str) -> Test:
    """When a thing came in, by the first entry that touches it."""

    def rule(term: Term, name: str) -> Condition:
        # Which entries are of that time is asked once, not for each thing: one entry may have
        # brought thousands, and is as long.
        when, values = day(here(said("at")))(term, name)
        entries = f"""SELECT j.seq FROM journal j WHERE {when}
            AND j.seq IN (SELECT seq FROM touched WHERE entity = '{entity}')"""
        first = f"SELECT min(t.seq) FROM touched t WHERE t.entity = '{entity}' AND t.uid = {uid}"
        return f"coalesce(({first}), 0) IN ({entries})", values

    return rule


def said(key: str) -> str:
    """What entry j says; nothing where it cannot be read."""
    return f"CASE WHEN json_valid(j.body) THEN json_extract(j.body, '$.{key}') END"
