"""`workbench verify`: whether the database still is what it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_shared, at_work, existing_database

if TYPE_CHECKING:
    from workbench.services.proof import Problem


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "verify",
        help="prove the database",
        description="The check of SQLite, the schema object by object, the hash of every text, the "
        "chain of the journal, a replay of it that must equal the tables, and by checksum all that "
        "is derived from the texts. A line for each problem. Nothing is written, but for --repair: "
        "that computes anew what is derived and damaged.",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--quick", action="store_true", help="the chain and the texts, nothing else")
    how.add_argument(
        "--deep", action="store_true", help="extract every article once more and compare, too"
    )
    parser.add_argument("--head", metavar="HASH", help="a head hash that was kept elsewhere")
    parser.add_argument(
        "--repair", action="store_true", help="compute anew what is derived and damaged"
    )
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print each problem; 1 when there is any."""
    problems, is_indexed = _proved(arguments)
    if arguments.repair and (any(problem.rebuild for problem in problems) or not is_indexed):
        from workbench.cli.output import say
        from workbench.services.mending import rebuild

        with at_work(arguments) as bench:
            rebuild(bench, problems, say)
        say("what is derived was computed anew; proving it again")
        problems, _ = _proved(arguments)
    return 1 if problems else 0


def _proved(arguments: Arguments) -> tuple[list[Problem], bool]:
    """Print each problem, and what it comes to; the problems, and whether search knows all."""
    from workbench.cli.output import print_line, say
    from workbench.present.counting import counted
    from workbench.services.proof import Depth, opened_for_proof, verify

    depth = Depth.QUICK if arguments.quick else Depth.DEEP if arguments.deep else Depth.ALL
    problems = []
    place = existing_database(arguments)
    is_indexed = True
    with opened_for_proof(place) as store:
        for problem in verify(store, arguments.head, depth=depth):
            print_line(f"derived: {problem}" if problem.rebuild else problem)
            problems.append(problem)
        if not problems:
            head = store.journal.head() if store.place == place else place.head()
            _say_sound(head, store.proof.without_facts())
        if not any(problem.rebuild for problem in problems) and not arguments.quick:
            is_indexed = _is_indexed(store.search.reached().below)
    if lost := sum(not problem.rebuild for problem in problems):
        say(counted(lost, "problem"))
    if derived := len(problems) - lost:
        say(
            f"{counted(derived, 'problem')} in what is derived from texts and work; it is computed "
            "anew by: workbench verify --repair"
        )
    return problems, is_indexed


def _is_indexed(below: int) -> bool:
    """Whether search knows every article; said where it does not."""
    from workbench.cli.output import say

    if below:
        say(f"articles before #{below} are not in the search index yet: workbench verify --repair")
    return not below


def _say_sound(head: tuple[int, str], without_facts: int) -> None:
    from workbench.cli.output import say
    from workbench.present.counting import counted

    if without_facts:
        say(f"{counted(without_facts, 'article')} without facts as yet: workbench extract")
    say(f"sound; {counted(head[0], 'journal entry', 'journal entries')}, head {head[1]}")
