"""`workbench evaluate`: extraction against a gold file, or the rules against the decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_shared, at_work, pairs, policy, whole_number

if TYPE_CHECKING:
    from workbench.measure.evaluating import Evaluation, Grouping
    from workbench.measure.floors import Floor
    from workbench.measure.mistakes import Mistake
    from workbench.services.measuring import RuleRecord

_MODE_MEASURES = ("exact", "overlap", "end_to_end")
"""What people are shown of a quote's modes; --json has all."""
_WIDEST = 160
"""Code points of a mistake's words on a line for people."""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "evaluate",
        help="precision and recall of what the machine finds",
        description="With GOLD: extract its texts and compare, by kind and by rule; no database is "
        "read. Without: what analysts answered to each rule in the database, and the trust that "
        "makes.",
    )
    parser.add_argument(
        "gold",
        nargs="?",
        type=Path,
        metavar="GOLD",
        help="a JSONL file of texts and what is right, or a JSON list of phrases",
    )
    parser.add_argument(
        "--only", metavar="KINDS", help="as quote,person or quote.direct; else all that GOLD has"
    )
    parser.add_argument(
        "--texts",
        type=Path,
        metavar="FILE",
        help="a JSONL file with the texts that GOLD names by their sha256",
    )
    parser.add_argument(
        "--by", choices=("outlet", "lang", "set"), help="tell the figures apart by it too"
    )
    parser.add_argument("--rule", metavar="START", help="figures and mistakes of these rules alone")
    parser.add_argument(
        "--errors", type=whole_number, metavar="N", help="print up to N mistakes of each sort"
    )
    parser.add_argument(
        "--floor", type=Path, metavar="FILE", help="TOML of least figures; 1 when one is missed"
    )
    parser.add_argument(
        "--label", action="append", metavar="TYPE=KIND", help="what a type of spans is; repeatable"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object for each figure")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print the figures; 1 when a floor is missed."""
    from workbench.errors import UsageError

    if arguments.gold is not None:
        return _against_gold(arguments)
    for option in ("only", "texts", "errors", "floor", "label"):
        if getattr(arguments, option) is not None:
            raise UsageError(f"--{option} needs a gold file", "workbench evaluate GOLD")
    if arguments.by == "set":
        raise UsageError("--by set needs a gold file", "workbench evaluate GOLD")
    return _against_decisions(arguments)


def _against_gold(arguments: Arguments) -> int:
    from workbench.errors import DataError
    from workbench.measure.evaluating import Grouping, Wanted
    from workbench.measure.floors import missed_floors
    from workbench.services.gold import read_floors, read_gold
    from workbench.services.measuring import evaluate_gold

    wanted = Wanted.parse(arguments.only or "")
    may = policy()
    floors = read_floors(arguments.floor, policy=may) if arguments.floor else []
    labels = pairs(arguments.label or (), "TYPE=KIND")
    documents = read_gold(arguments.gold, labels, articles=arguments.texts, policy=may)
    by = Grouping(arguments.by) if arguments.by else None
    evaluation = evaluate_gold(documents, wanted=wanted, by=by)
    if not evaluation.tallies:
        raise DataError(f"{arguments.gold.name} states nothing", "Say what counts: --only KINDS.")
    _print_evaluation(evaluation, arguments)
    return _report_floors(floors, missed_floors(evaluation, floors))


def _print_evaluation(evaluation: Evaluation, arguments: Arguments) -> None:
    from workbench.cli.output import print_json, print_line
    from workbench.measure.evaluating import Grouping

    mistakes = list(_listed(evaluation, arguments.rule, arguments.errors or 0))
    by = Grouping(arguments.by) if arguments.by else None
    if arguments.json:
        for key, tally in evaluation.rows(arguments.rule):
            print_json(key.to_record() | tally.to_record())
        for group, fault, count in evaluation.faults(by):
            print_json({"what": "fault", "group": group, "fault": fault, "count": count})
        for mistake in mistakes:
            print_json(mistake.to_record())
        return
    figures = _figures(evaluation, arguments.rule)
    for line in [*figures, *_faults(evaluation, by), *_rules(evaluation, arguments.rule)]:
        print_line(line)
    for mistake in mistakes:
        for line in _in_context(mistake):
            print_line(line)


def _listed(evaluation: Evaluation, rule: str | None, most: int) -> Iterator[Mistake]:
    """At most so many mistakes of each sort, those of the rules alone where they are named; none
    of what is held aside."""
    from workbench.measure.chains import FAULTS
    from workbench.measure.mistakes import MISTAKES

    for what in MISTAKES:
        for fault in FAULTS if what == "chain" else ("",):
            of_sort = (
                mistake
                for mistake in evaluation.mistakes
                if (mistake.what, mistake.fault, mistake.is_held) == (what, fault, False)
                and mistake.rule.startswith(rule or "")
            )
            yield from (mistake for mistake, _ in zip(of_sort, range(most), strict=False))


def _figures(evaluation: Evaluation, rule: str | None) -> list[str]:
    """The figures of kinds and modes, in columns."""
    from workbench.cli.output import columns

    rows: list[tuple[str, ...]] = [
        ("", "kind", "measure", "gold", "found", "right", "P", "R", "F1")
    ]
    for key, tally in evaluation.rows():
        if rule is not None or key.rule or (key.mode and key.measure not in _MODE_MEASURES):
            continue
        kind = f"{key.kind}.{key.mode}" if key.mode else key.kind
        counts = [str(count) for count in (tally.gold, tally.found, tally.right)]
        shares = [_percent(share) for share in (tally.precision, tally.recall, tally.f1)]
        rows.append((key.group, kind, key.measure, *counts, *shares))
    return columns(rows) if len(rows) > 1 else []


def _faults(evaluation: Evaluation, by: Grouping | None) -> list[str]:
    """What the wrong chains are wrong in, where the truth states any."""
    from workbench.cli.output import columns

    rows = [(group, fault, str(count)) for group, fault, count in evaluation.faults(by)]
    return ["", *columns([("", "wrong chains", "found"), *rows])] if rows else []


def _rules(evaluation: Evaluation, start: str | None) -> list[str]:
    """A line for each rule, those that are wrong most often first."""
    from dataclasses import replace

    from workbench.cli.output import columns

    tallies = evaluation.tallies
    overlaps = [row for row in evaluation.rows(start or "") if row[0].measure == "overlap"]
    overlaps.sort(key=lambda row: (row[0].group, row[1].right - row[1].found, row[0].rule))
    rows: list[tuple[str, ...]] = [
        ("", "rule", "kind", "found", "wrong", "P exact", "P", "R", "F1")
    ]
    for key, tally in overlaps:
        exact = tallies[replace(key, measure="exact")]
        shares = (exact.precision, tally.precision, tally.recall, tally.f1)
        counts = (str(tally.found), str(tally.found - tally.right))
        rows.append((key.group, key.rule, key.kind, *counts, *map(_percent, shares)))
    return ["", *columns(rows)] if len(rows) > 1 else []


def _in_context(mistake: Mistake) -> Iterator[str]:
    from workbench.domain.span import shorten

    before, exact, after = mistake.around()
    start, end = mistake.extent
    yield ""
    rule = f"  {mistake.rule}" if mistake.rule else ""
    what = f"{mistake.what} ({mistake.fault})" if mistake.fault else mistake.what
    yield f"{what}  {mistake.kind}  {mistake.document}  {start}-{end}{rule}"
    yield f"    {before}[{shorten(exact, _WIDEST)}]{after}"
    if expected := mistake.expected():
        yield f"    right: {shorten(expected, _WIDEST)}"
    word = "nearest in the truth" if mistake.what == "wrong" else "found"
    yield f"    {word}: {shorten(mistake.compared(), _WIDEST) or 'nothing'}"


def _report_floors(floors: Sequence[Floor], missed: list[tuple[Floor, float | None]]) -> int:
    from workbench.cli.output import say
    from workbench.present.counting import counted

    for floor, percent in missed:
        measured = "nothing to measure" if percent is None else f"{percent:.1f}"
        say(f"workbench: {floor} is {measured}, under its floor of {floor.percent:g}")
    if floors and not missed:
        say(f"{counted(len(floors), 'floor')} reached")
    return 1 if missed else 0


def _against_decisions(arguments: Arguments) -> int:
    from workbench.cli.output import columns, print_json, print_line, say
    from workbench.measure.evaluating import Grouping
    from workbench.services.measuring import evaluate_decisions

    by = Grouping(arguments.by) if arguments.by else None
    with at_work(arguments) as bench:
        records = evaluate_decisions(bench, by=by)
    if arguments.rule is not None:
        records = [one for one in records if one.rule and one.rule.startswith(arguments.rule)]
    if not records:
        say("No facts have been accepted, corrected or rejected yet.")
    elif arguments.json:
        for one in records:
            print_json(one.to_record())
    else:
        for line in columns([_RULE_HEAD, *map(_rule_row, records)]):
            print_line(line)
    return 0


_RULE_HEAD = ("kind", "rule", "in", "accepted", "corrected", "rejected", "P", "shipped", "trust")


def _rule_row(one: RuleRecord) -> tuple[str, ...]:
    answers = one.answers
    counts = (str(count) for count in (answers.accepted, answers.corrected, answers.rejected))
    shares = (_percent(share) for share in (answers.precision, one.shipped, one.trust))
    return (one.kind.value, one.rule or "all", one.group, *counts, *shares)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"
