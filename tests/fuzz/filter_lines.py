"""Lines that may be filters, made by the grammar and then broken, asked of every list there is.

A line is read or refused with a UsageError, whatever it is; what is read can be asked, and is
written down as a line that means the same. One in eight lines is long or deep. A seed makes the
same lines again.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.domain.fact_filter import FACT_FIELDS
from workbench.domain.filter.fields import (
    ARTICLE_FIELDS,
    CLAIM_FIELDS,
    ENTRY_FIELDS,
    SOURCE_FIELDS,
    Fields,
    Sort,
)
from workbench.domain.filter.first import parse_first
from workbench.domain.filter.parsing import parse_filter
from workbench.domain.filter.tree import Filter, depth_of
from workbench.domain.filter.writing import written
from workbench.domain.span import Span
from workbench.errors import NotFoundError, UsageError
from workbench.services.annotate import new_claim
from workbench.services.asking import terms_of
from workbench.services.board import list_claims
from workbench.services.history import entries_where
from workbench.services.importing import import_documents, read
from workbench.services.listing import list_articles
from workbench.services.roster import source_rows
from workbench.services.selections import save_selection
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store

_TEXTS = (
    ("Banjir rob", "Banjir rob merendam jalan kota lama, kata Sari Dewi.", "Kompas", "2024-02-10"),
    ("Talks", '"Water rose," said Maria Smith. Al-Washka was there.', "Reuters", "2024-03-01"),
    ("火事", "東京で火事があった。กรุงเทพ", "", ""),
)
_WORDS = (
    "banjir", "rob", "al-Washka", "KIBLAT.NET", "東京", "火", "กรุง", "Qur'an", "ban*", "*", "*rob",
    "a" * 70, "\u202e", "\0", "\ud800", "é", "🚢", "'", "%", "_", "\\", "--", "-", "..", "5", "0",
    "99999999999999999999", "2024", "2024-02-30", "today", "7d", "9999y", "0000", "A", "none",
    "me", "pagi", "rekursif", "yes", "id", "x:", '"', "“", "”", ",", "#1", "90%", "AND", "near",
)  # fmt: skip
_FITTING = {
    Sort.NUMBER: ("0", "2", "#3", "1..3", "..2"),
    Sort.ARTICLE: ("1", "#9"),
    Sort.DAY: ("2024", "2024-02", "today", "2w", "2024..2025-01"),
    Sort.LANGUAGE: ("id", "EN"),
}
_JOINTS = (" ", " or ", " and ", " not ", " OR ", "", "\t", " -")
_BROKEN = '()"“”-:*,.<>=\0\n\u202e aornt5'


@contextmanager
def asked_bench(folder: Path) -> Iterator[Workbench]:
    """A workbench over three articles, with a claim and a few selections."""
    source = folder / "lines.jsonl"
    keys = ("title", "text", "outlet", "published")
    given = (dict(zip(keys, one, strict=True)) for one in _TEXTS)
    source.write_text("".join(json.dumps(one) + "\n" for one in given), "utf-8")
    with open_store(folder / "lines.db") as store:
        bench = Workbench(store, "ana")
        assert [one.became.value for one in import_documents(bench, read([source]))] == [
            "added"
        ] * 3
        view = view_article(bench, 1)
        new_claim(bench, view, Span.of(view.text, 0, 10))
        save_selection(bench, "pagi", where="(kota or has:claims) -lang:en")
        save_selection(bench, "rekursif", where="in:pagi or (in:pagi not (in:pagi date:7d))")
        yield bench


def run(bench: Workbench, count: int, seed: int, tell: Callable[[int], None]) -> int:
    """Ask so many lines; how many could be read. Raises on the first that breaks a property."""
    read_lines = 0
    for n in range(count):
        line = line_of(random.Random(f"{seed}:{n}"))
        try:
            read_lines += ask(bench, line)
        except Exception as error:
            raise AssertionError(f"line {n} of seed {seed}: {line[:400]!r}: {error!r}") from error
        if n % 5_000 == 4_999:
            tell(n + 1)
    return read_lines


def ask(bench: Workbench, line: str) -> bool:
    """Ask every list; whether the line is a filter of articles."""
    is_read = False
    with suppress(UsageError):
        tree = parse_filter(line)
        assert parse_filter(written(tree)) == tree
        is_read = True
    for asked in (
        lambda: list(list_articles(bench, line, limit=2)),
        lambda: bench.store.articles.outline(terms_of(bench, line), analyst="budi"),
        lambda: list(list_claims(bench, line, limit=2)),
        lambda: source_rows(bench, line),
        lambda: entries_where(bench, line, 2),
        lambda: parse_filter(line, FACT_FIELDS),
        lambda: bench.store.articles.numbers(_first(line), analyst="ana"),
    ):
        with suppress(UsageError, NotFoundError):
            asked()
    return is_read


def _first(line: str) -> Filter:
    found = parse_first(line)
    if "in:" in line or "\ud800" in line or depth_of(found) > 9 or len(found) > 200:
        raise UsageError("its names are not looked up here, nor is it bounded")
    return found


def line_of(chance: random.Random) -> str:
    """A line of the grammar, more or less."""
    fields = chance.choice(
        (ARTICLE_FIELDS, ARTICLE_FIELDS, CLAIM_FIELDS, SOURCE_FIELDS, ENTRY_FIELDS)
    )
    line = _part(chance, fields, chance.choice((1, 2, 3, 4)))
    if chance.random() < 0.125:
        line = _long(chance, line)
    if chance.random() < 0.3:
        for _ in range(chance.randint(1, 4)):
            at = chance.randint(0, len(line))
            line = line[:at] + chance.choice(_BROKEN) + line[at + chance.randint(0, 2) :]
    return line


def _long(chance: random.Random, line: str) -> str:
    many = chance.choice((17, 100, 3_000))
    return chance.choice((
        "(" * many + line + ")" * many, "not " * many + line, "-(" * many + line, f"{line} " * many,
        f"({line} or " * many + "x" + ")" * many, 
        " or ".join(["in:rekursif"] * chance.randint(1, 90)),
        " or ".join(f"number:{n}" for n in range(chance.randint(2, 499))),
        " ".join(f"(rob or x{n})" for n in range(chance.randint(2, 249))),
    ))  # fmt: skip


def _part(chance: random.Random, fields: Fields, depth: int) -> str:
    if depth and chance.random() < 0.6:
        parts = [_part(chance, fields, depth - 1) for _ in range(chance.randint(1, 4))]
        line = chance.choice(_JOINTS).join(parts)
        return chance.choice(("({})", "{}", "-({})", "not {}")).format(line)
    name = chance.choice((*fields, *[""] * 6, "text", "article", "analyst", "nonsense"))
    before = f"{name}:{chance.choice(('', '', '', '', '', '', '>=', '<'))}" if name else ""
    return before + _value(chance, fields, name)


def _value(chance: random.Random, fields: Fields, name: str) -> str:
    field = fields.get(name)
    kind = chance.random()
    fitting = field.values or _FITTING.get(field.sort, ()) if field else ()
    if fitting and kind < 0.8:
        return chance.choice(fitting)
    word = chance.choice(_WORDS)
    if kind < 0.5:
        return word
    other = chance.choice(_WORDS)
    return chance.choice(
        ('"{} {}"', "near({} {}, 3)", "({} or {})", "{}..{}", "“{} {}”", "{}({}")
    ).format(word, other)
