"""`workbench session`: sittings, and what was done in one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_shared, at_work

if TYPE_CHECKING:
    from workbench.services.sitting import Session, Summary


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "session",
        help="sittings and what was done",
        description="list: the newest sittings of all analysts, a line each. show: one with the "
        "articles that were read. summary: one in a line, with what was done.",
    )
    parser.add_argument(
        "what",
        nargs="?",
        choices=("list", "show", "summary"),
        default="list",
        help="list without it",
    )
    parser.add_argument(
        "session", nargs="?", metavar="SESSION", help="the start of a uid; else your last one"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object for each session")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """List sessions, show one, or sum it up."""
    from workbench.cli.output import print_json, print_line
    from workbench.errors import UsageError
    from workbench.services.records import record_of_session, record_of_summary
    from workbench.services.sitting import list_sessions, session_named, summarise_session

    if arguments.what == "list" and arguments.session:
        raise UsageError("list takes no session", "session show SESSION shows one.")
    with at_work(arguments) as bench:
        if arguments.what == "list":
            for session in list_sessions(bench):
                if arguments.json:
                    print_json(record_of_session(session))
                else:
                    print_line(f"{session.uid[:8]}  {_in_words(session)}")
            return 0
        summary = summarise_session(bench, session_named(bench, arguments.session))
    if arguments.json:
        print_json(record_of_summary(summary))
        return 0
    for line in _sheet(summary) if arguments.what == "show" else [_in_one_line(summary)]:
        print_line(line)
    return 0


def _in_words(session: Session) -> str:
    end = f"{session.ended_how} {session.ended_at}" if session.ended_at else "running"
    return "  ".join(filter(None, (session.started_at, session.analyst, end, session.selection)))


def _in_one_line(summary: Summary) -> str:
    from workbench.present.counting import counted

    acts = ", ".join(f"{count} {op}" for op, count in summary.work.acts.items())
    read = f"{counted(len(summary.seconds), 'article')} read"
    return f"{_in_words(summary.session)}: {read}; {acts or 'nothing changed'}"


def _sheet(summary: Summary) -> Iterator[str]:
    from workbench.present.sitting import clock, work_lines

    yield f"{summary.session.uid}  {_in_words(summary.session)}"
    yield from (f"  {line}" for line in work_lines(summary.work, summary.seconds))
    yield from (f"  #{number}  {clock(seconds)}" for number, seconds in summary.seconds)
    yield f"  head {summary.head}"
