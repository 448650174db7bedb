"""extract: facts computed anew, and what became of the answers to them."""

from __future__ import annotations

from dataclasses import replace

from cli_cases import Cli
from cli_schemas import check

from workbench.domain.decision import Verdict
from workbench.domain.fact import Fact, Kind
from workbench.domain.span import Span
from workbench.services.review import answer_fact
from workbench.services.view import view_article
from workbench.services.workbench import Workbench, open_store
from workbench.stored.packed import pack


def age(cli: Cli, *, answered: bool = True) -> None:
    """Leave article #1 as an earlier rule set saw it: its first quote, a word shorter, rejected."""
    with open_store(cli.db) as store:
        bench = Workbench(store, cli.analyst)
        view = view_article(bench, 1)
        first = next(fact for fact in view.facts if fact.kind is Kind.QUOTE)
        old = _shorter(view.text, first)
        facts = [old if fact is first else fact for fact in view.facts]
        packed = pack(facts, extractor="workbench-rules/0", lang="id", anchor="2026-03-10")
        store.facts.keep([(1, packed)], analyst="ana", at=bench.now())
        if answered:
            answer_fact(bench, replace(view, facts=tuple(facts)), old, Verdict.REJECTED)


def _shorter(text: str, fact: Fact) -> Fact:
    start = fact.span.start
    return replace(fact, span=Span.of(text, start, start + len(fact.span.exact) - 3))


def test_a_run_says_what_it_came_to(cli: Cli) -> None:
    age(cli)
    (record,) = cli.good("extract", "--json").records
    check([record], "extraction")
    assert {name: record[name] for name in ("articles", "moved", "kept", "changed", "late")} == {
        "articles": 1, "moved": 1, "kept": 0, "changed": 0, "late": 0,
    }  # fmt: skip
    assert record["facts"] == len(cli.good("facts", 1).lines)
    assert cli.good("log", "--limit", "1").lines[0].split()[3] == "extract"
    assert cli.good("verify").code == 0


def test_in_words_it_says_the_same_and_nothing_is_done_twice(cli: Cli) -> None:
    age(cli)
    (line,) = cli.good("extract").lines
    assert line.startswith("1 article, ")
    assert line.endswith(": 1 decision moved to the fact's new bounds")
    assert cli.good("extract").lines == ["0 articles, 0 facts"]
    assert cli.good("extract", 1, "#2", 1).lines[0].startswith("2 articles, ")


def test_an_article_that_is_not_there_is_named(cli: Cli) -> None:
    done = cli("extract", 99)
    assert done.code == 4
    assert "99" in done.err


def test_other_verbs_say_it_on_the_way(cli: Cli) -> None:
    age(cli)
    said = cli.good("set", 1, "title=Gudang").err
    assert "facts were computed anew: 1 decision moved to the fact's new bounds" in said
    assert "moved" not in cli.good("set", 1, "title=Gudang Meledak").err


def test_showing_an_article_lists_answers_whose_words_are_no_fact(cli: Cli) -> None:
    age(cli)
    with open_store(cli.db) as store:
        facts = [fact for fact in store.facts.of_article(1) if fact.kind is not Kind.QUOTE]
        packed = pack(facts, extractor="theirs/1", lang="id", anchor="2026-03-10")
        followed = store.facts.keep([(1, packed)], analyst="ana", at="2026-03-11T10:00:00Z")
    assert (followed.moved, followed.kept) == (0, 1)
    lines = cli.good("show", 1, "--width", "90").lines
    place = lines.index("answered, and no fact any more:")
    assert lines[place + 1].split()[1] == "quote"
