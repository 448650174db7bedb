"""`workbench session`: sittings, and what was done in one."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("session", help="sittings and what was done")
    parser.add_argument("what", nargs="?", choices=("list", "show", "summary"), default="list")
    parser.add_argument("--json", action="store_true", help="one JSON object for each session")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """List sessions, show the last one, or sum it up."""
    from dataclasses import asdict

    from workbench.cli.output import print_json, print_line
    from workbench.errors import NotFoundError
    from workbench.services.sitting import list_sessions, summarise_session

    with at_work(arguments) as bench:
        sessions = list_sessions(bench)
        if arguments.what != "list":
            sessions = [one for one in sessions if one.analyst == bench.analyst][:1]
            if not sessions:
                raise NotFoundError(f"{bench.analyst} has had no session", "Open the desk.")
        for session in sessions:
            record: dict[str, object] = asdict(session)
            line = f"{session.started_at} {session.analyst} {session.ended_how or 'running'}"
            if arguments.what == "summary":
                summary = summarise_session(bench, session)
                record |= {
                    "acts": dict(summary.acts),
                    "articles": [{"number": n, "seconds": s} for n, s in summary.seconds],
                    "head": summary.head,
                }
                acts = ", ".join(f"{count} {op}" for op, count in summary.acts.items())
                line += f": {len(summary.seconds)} articles, {acts or 'nothing changed'}"
            if arguments.json:
                print_json(record)
            else:
                print_line(line)
    return 0
