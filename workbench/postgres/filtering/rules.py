"""What terms of one sort come to, whatever is listed: parts of words, numbers, days, choices."""

from __future__ import annotations

from workbench.domain.filter.days import around
from workbench.domain.filter.tree import Term
from workbench.errors import UsageError
from workbench.postgres.filtering.compiling import Test
from workbench.postgres.filtering.moments import utc_bounds
from workbench.postgres.rows import MADE_AT
from workbench.postgres.words import Condition, Values

_LARGEST = 2**62


def contains(column: str) -> Test:
    """That words have a part; a star says that more may follow or come before, and that none may
    where there is one at the other end only."""

    def rule(term: Term, name: str) -> Condition:
        return f"coalesce({column}, '') ILIKE %({name})s", {name: like(term.value)}

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
        return same(column, name), {name: value}

    return rule


def same(column: str, name: str) -> str:
    """That a column has the value of a name, but for the case of ASCII letters."""
    return f'lower({column}) = lower(%({name})s::text COLLATE "C")'


def outlet(term: Term, name: str) -> Condition:
    """The article's outlet, by a part of its name."""
    sources = f"SELECT so.id FROM source so WHERE so.name ILIKE %({name})s"
    return f"coalesce(a.outlet_id, 0) IN ({sources})", {name: like(term.value)}


def number(column: str) -> Test:
    """How a number compares."""

    def rule(term: Term, name: str) -> Condition:
        try:
            value = int(term.value.lstrip("#"))
        except ValueError:
            raise UsageError(f"{term.field}: needs a whole number, not {term.value!r}") from None
        return (
            f"{column} {term.comparison} %({name})s",
            {name: max(-1, min(value, _LARGEST))},
        )

    return rule


def day(column: str, key: str = "") -> Test:
    """How a moment compares, as far as it is told. key: an indexed column of the same moment in
    UTC, which is within a day of it."""

    def rule(term: Term, name: str) -> Condition:
        # A shorter bound covers all it begins: date:<=2020-01 takes all of January.
        begins = f"left({column}, {len(term.value)}) {term.comparison} %({name})s"
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
                    parts.append(f"{key} {comparison} %({called})s")
                    values[called] = bound
        return " AND ".join(reversed(parts)), values

    return rule


def day_here(moment: str) -> Test:
    """How a moment in UTC compares, as the clock of this place shows it: which moments that are is
    worked out here, since the server's clock may be of another."""

    def rule(term: Term, name: str) -> Condition:
        first, behind = utc_bounds(term.value)
        first_name, behind_name = f"{name}_first", f"{name}_behind"
        at = f"left({moment}, 19)"
        is_in = {
            "=": f"{at} >= %({first_name})s AND {at} < %({behind_name})s",
            ">=": f"{at} >= %({first_name})s",
            ">": f"{at} >= %({behind_name})s",
            "<": f"{at} < %({first_name})s",
            "<=": f"{at} < %({behind_name})s",
        }[term.comparison]
        return is_in, {first_name: first, behind_name: behind}

    return rule


def first_recorded(entity: str, uid: str) -> Test:
    """When a thing came in, by the first entry that touches it."""

    def rule(term: Term, name: str) -> Condition:
        when, values = day_here(MADE_AT)(term, name)
        entries = f"""SELECT j.seq FROM journal j WHERE {when}
            AND j.seq IN (SELECT ts.seq FROM touched ts WHERE ts.entity = '{entity}')"""
        first = f"SELECT min(t.seq) FROM touched t WHERE t.entity = '{entity}' AND t.uid = {uid}"
        return f"coalesce(({first}), 0) IN ({entries})", values

    return rule
