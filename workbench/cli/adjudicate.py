"""`workbench adjudicate`: where analysts differ, what is decided, and what they say to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_below, add_json, add_shared, at_work

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from workbench.domain.journal import Entry
    from workbench.domain.ruling import Cause
    from workbench.services.adjudication import Case
    from workbench.services.disputes import Otherwise
    from workbench.services.workbench import Workbench

_CAUSES = ("text", "codebook", "slip", "edge", "taste")
"""Names of `domain.ruling.Cause`, which the help shall not have to load."""
_UNIT = "the beginning of its uid, as list has it"


def add(verbs: Verbs) -> None:
    """Add the verb and what it does."""
    parser = verbs.add_parser(
        "adjudicate",
        help="decide where analysts differ",
        description="Where analysts who judged the same article differ, the gravest kind first; "
        "rulings; and what analysts say to those that went otherwise. Nobody's own answer changes. "
        "Answers have letters, and names once they are ruled on. Each act is one undo.",
    )
    parser.set_defaults(run=run_list, json=False, where="")
    add_shared(parser)
    add_json(parser, "difference")
    what = parser.add_subparsers(metavar="WHAT", title="what", description="list without it")
    one = add_below(what, "list", "all that waits for a ruling, the gravest first", run_list)
    one.add_argument("--where", default="", metavar="FILTER", help="of which articles; else all")
    add_json(one, "difference")
    one = add_below(what, "show", "the answers of one; else of the first that waits", run_show)
    one.description = (
        "The answers of a difference; of the first that waits, where none is named. Whoever does "
        "not decide is shown what went otherwise than by her: hers and what was decided."
    )
    one.add_argument("difference", nargs="?", metavar="DIFFERENCE", help=_UNIT)
    add_json(one)
    one = add_below(what, "rule", "decide one", run_rule)
    _add_rule(one)
    one = add_below(what, "withdraw", "take back what was decided: it is open again", run_withdraw)
    one.add_argument("ruling", metavar="DIFFERENCE", help="the beginning of its uid")
    one = add_below(what, "bounds", "decide all that differ in bounds alone", run_bounds)
    one.add_argument("which", choices=("longest", "shortest"), help="which are taken")
    one.add_argument("--cause", choices=_CAUSES, help="why they differ")
    one.add_argument("--where", default="", metavar="FILTER", help="of which articles; else all")
    one = add_below(what, "otherwise", "where it was decided otherwise than by you", run_otherwise)
    add_json(one, "ruling")
    one = add_below(what, "read", "note that you looked at what was decided otherwise", run_read)
    one.add_argument("rulings", nargs="*", metavar="RULING", help="as otherwise has it; else all")
    one = add_below(what, "dispute", "say why it should have been decided otherwise", run_dispute)
    one.add_argument("ruling", metavar="RULING", help="as otherwise has it")
    one.add_argument("words", metavar="WORDS", help="what speaks for your answer")
    one = add_below(what, "disputes", "disputes that wait for an answer", run_disputes)
    add_json(one, "dispute")
    one = add_below(what, "settle", "answer a dispute: the ruling stays", run_settle)
    one.add_argument("ruling", metavar="RULING", help="as disputes has it")
    one.add_argument("words", metavar="WORDS", help="why it stays")
    one.add_argument("--of", metavar="ANALYST", help="whose dispute, where several have one")


def _add_rule(one: ArgumentParser) -> None:
    one.add_argument("difference", metavar="DIFFERENCE", help=_UNIT)
    one.add_argument("taken", metavar="ANSWER", help="a letter, both, neither, or third")
    one.add_argument(
        "--from",
        dest="begins",
        metavar="LETTER",
        default="A",
        help="what a third answer begins as (A)",
    )
    one.add_argument("--cause", choices=_CAUSES, help="why they differ")
    one.add_argument(
        "--because", default="", metavar="WORDS", help="the same in words; needed with neither"
    )
    one.add_argument(
        "--same-credit",
        action="store_true",
        help="and all others of the article that hang on how far the same credit reaches",
    )
    one.add_argument("--again", action="store_true", help="though somebody has decided it")


def run_list(arguments: Arguments) -> int:
    """List what waits."""
    from workbench.cli.output import columns, print_json, print_line, say
    from workbench.domain.span import shorten
    from workbench.present.adjudication import BEFORE, SHOWN, kinds_words, left_words
    from workbench.services.adjudication import differing, words_of
    from workbench.services.adjudication_records import record_of_place

    with at_work(arguments) as bench:
        queue = differing(bench, _numbers(bench, arguments.where))
        words = words_of(bench, queue)
    if arguments.json:
        for row, one in queue.places:
            record = record_of_place(row.number, row.article, one, words[one.uid])
            print_json(record | {"decided_before": one.uid in row.decided_before})
        return 0
    rows = [
        (
            one.uid[:SHOWN],
            f"#{row.number}",
            kinds_words(one.kinds) + f", {BEFORE}" * (one.uid in row.decided_before),
            shorten(words[one.uid], 60),
        )
        for row, one in queue.places
    ]
    for line in columns(rows):
        print_line(line)
    say(left_words(len(rows), queue.own))
    return 0


def _numbers(bench: Workbench, where: str) -> set[int] | None:
    from workbench.services.asking import terms_of

    if not where:
        return None
    return set(bench.store.articles.numbers(terms_of(bench, where), analyst=bench.analyst))


def run_show(arguments: Arguments) -> int:
    """Show one; to whoever does not decide one that went otherwise than she has it."""
    from workbench.cli.output import print_json, print_line
    from workbench.domain.member import Task
    from workbench.present.adjudication import answer_lines, kinds_words
    from workbench.services.adjudication_records import (
        decided_words,
        former_words,
        record_of_case,
        shown_in,
        third_of,
    )

    with at_work(arguments) as bench:
        if arguments.difference and not bench.may(Task.DECIDE):
            return _show_own(bench, arguments)
        case = _case(bench, arguments.difference)
    if arguments.json:
        print_json(record_of_case(case))
        return 0
    print_line(f"{case.unit.uid} #{case.number}: {kinds_words(case.unit.kinds)}")
    third = third_of(case)
    for line in answer_lines([*shown_in(case), *([third] if third else ())]):
        print_line(line)
    if words := decided_words(case) if case.ruling else former_words(case):
        print_line(words)
    return 0


def _case(bench: Workbench, beginning: str | None) -> Case:
    from workbench.errors import NotFoundError
    from workbench.services.adjudication import case_of, differing, unit_called

    if beginning:
        return unit_called(bench, beginning)
    first = next(iter(differing(bench).places), None)
    if first is None:
        raise NotFoundError("nothing waits for a ruling")
    return case_of(bench, first[0].number, first[1].uid)


def _show_own(bench: Workbench, arguments: Arguments) -> int:
    from workbench.cli.output import print_json, print_line
    from workbench.present.adjudication import answer_lines, told_lines
    from workbench.services.ruled import otherwise_called, record_of_ruled, ruled

    one = ruled(bench, otherwise_called(bench, arguments.difference))
    if arguments.json:
        print_json(record_of_ruled(one))
        return 0
    print_line(f"{one.ruling.uid} #{one.one.number}: {one.ruling.kind}")
    for line in (*answer_lines(one.sides), *told_lines(one.ruling, one.one.word)):
        print_line(line)
    return 0


def run_rule(arguments: Arguments) -> int:
    """Decide one."""
    from workbench.cli.output import say
    from workbench.domain.ruling import Choice
    from workbench.errors import UsageError
    from workbench.services.adjudication import (
        rule,
        rule_with_third,
        taking,
        unit_called,
        whose_words,
    )
    from workbench.services.adjudication_records import decided_words
    from workbench.services.bulk_rulings import of_same_credit, rule_on_credit

    with at_work(arguments) as bench:
        case = unit_called(bench, arguments.difference)
        if case.ruling and not arguments.again:
            raise UsageError(
                f"it is decided: {decided_words(case)}", "Say --again to decide it anew."
            )
        cause = _cause(arguments.cause)
        if arguments.taken.lower() == "third":
            begin = case.place(arguments.begins)
            claim = rule_with_third(bench, case, begin, cause=cause, why=arguments.because)
            say(f"claim {claim.uid} stands for them: change it as any of yours")
            return 0
        taken = taking(case, arguments.taken)
        more = of_same_credit(bench, case) if taken.choice is Choice.ONE else []
        if more and arguments.same_credit:
            entry = rule_on_credit(bench, case, taken, more, cause=cause, why=arguments.because)
        else:
            entry = rule(bench, case, taken, cause=cause, why=arguments.because)
            if more:
                say(f"{len(more)} more hang on the same credit: --same-credit decides them too")
        if entry:
            say(f"decided: {entry.about}; {whose_words(case)}")
    return 0


def run_withdraw(arguments: Arguments) -> int:
    """Withdraw a ruling."""
    from workbench.cli.output import say
    from workbench.services.withdrawing import ruling_called, withdraw

    with at_work(arguments) as bench:
        done = withdraw(bench, ruling_called(bench, arguments.ruling))
    say(str(done))
    return 0


def _cause(name: str | None) -> Cause | None:
    from workbench.domain.ruling import Cause

    return Cause[name.upper()] if name else None


def run_bounds(arguments: Arguments) -> int:
    """Decide all that differ in bounds alone."""
    from workbench.cli.output import say
    from workbench.services.bulk_rulings import Bounds, rule_on_bounds

    with at_work(arguments) as bench:
        numbers = _numbers(bench, arguments.where)
        cause = _cause(arguments.cause)
        entry = rule_on_bounds(bench, Bounds(arguments.which), numbers, cause=cause)
    say(f"decided: {entry.about}" if entry else "nothing differs in bounds alone")
    return 0


def run_otherwise(arguments: Arguments) -> int:
    """List where it was decided otherwise."""
    from workbench.cli.output import print_json, print_line, say
    from workbench.present.adjudication import NOTHING, SHOWN, told_lines
    from workbench.services.adjudication_records import record_of_otherwise
    from workbench.services.disputes import decided_otherwise

    with at_work(arguments) as bench:
        found = decided_otherwise(bench)
    if arguments.json:
        for one in found:
            print_json(record_of_otherwise(one))
        return 0
    for one in found:
        stands = one.word.answer.value if one.word else "new"
        print_line(f"{one.ruling.uid[:SHOWN]}  {stands}  #{one.number}  {one.ruling.kind}")
        for line in (
            f"yours: {one.told[0] or NOTHING}",
            f"decided: {one.told[1] or NOTHING}",
            *told_lines(one.ruling, one.word),
        ):
            print_line(f"  {line}")
    say(_counted(found))
    return 0


def _counted(found: Sequence[Otherwise]) -> str:
    from workbench.present.counting import counted

    if not found:
        return "nothing was decided otherwise"
    new = sum(one.is_new for one in found)
    articles = counted(len({one.number for one in found}), "article")
    return f"{counted(len(found), 'difference')} in {articles}, {new} to look at"


def run_read(arguments: Arguments) -> int:
    """Note that it was looked at."""
    from workbench.services.disputes import decided_otherwise, say_read
    from workbench.services.ruled import otherwise_called

    with at_work(arguments) as bench:
        named = [otherwise_called(bench, one) for one in arguments.rulings]
        return _say(say_read(bench, named or decided_otherwise(bench)))


def run_dispute(arguments: Arguments) -> int:
    """Dispute a ruling."""
    from workbench.services.disputes import dispute
    from workbench.services.ruled import otherwise_called

    with at_work(arguments) as bench:
        one = otherwise_called(bench, arguments.ruling)
        return _say(dispute(bench, one, arguments.words))


def run_disputes(arguments: Arguments) -> int:
    """List the open disputes."""
    from workbench.cli.output import print_json, print_line, say
    from workbench.present.adjudication import SHOWN, ruling_words
    from workbench.services.adjudication_records import record_of_disputed
    from workbench.services.disputes import disputed

    with at_work(arguments) as bench:
        found = disputed(bench)
    if arguments.json:
        for one in found:
            print_json(record_of_disputed(one))
        return 0
    for one in found:
        print_line(f"{one.ruling.uid[:SHOWN]}  #{one.number}  {one.ruling.kind}")
        print_line(f"  {one.dispute.analyst}: “{one.dispute.words}”")
        print_line(f"  {ruling_words(one.ruling)}")
    if not found:
        say("no dispute waits for an answer")
    return 0


def run_settle(arguments: Arguments) -> int:
    """Answer a dispute."""
    from workbench.errors import NotFoundError, UsageError
    from workbench.services.disputes import disputed, settle

    with at_work(arguments) as bench:
        found = [
            one
            for one in disputed(bench)
            if one.ruling.uid.startswith(arguments.ruling.lower())
            and arguments.of in (None, one.dispute.analyst)
        ]
        if len(found) > 1:
            raise UsageError("several disputes fit", "Say whose: --of ANALYST.")
        if not found:
            raise NotFoundError(f"no open dispute about {arguments.ruling!r}")
        return _say(settle(bench, found[0], arguments.words))


def _say(entry: Entry | None) -> int:
    from workbench.cli.output import say

    say(f"{entry.op}: {entry.about}" if entry else "nothing changed")
    return 0
