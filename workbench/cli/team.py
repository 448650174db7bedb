"""`workbench team`: what a team did, who works on a shared database, and in which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import (
    Arguments,
    Verbs,
    add_below,
    add_json,
    add_shared,
    at_work,
    whole_number,
)

if TYPE_CHECKING:
    from workbench.domain.journal import Entry
    from workbench.services.members import Standing

ROLES = ("reader", "analyst", "adjudicator", "supervisor")
"""The values of `domain.member.Role`, which the help shall not have to load."""


def add(verbs: Verbs) -> None:
    """Add the verb and what it does."""
    parser = verbs.add_parser(
        "team",
        help="what a team did and what waits, roles, and who looked",
        description="What each analyst did in a period, and what waits: a line each, one in full "
        "with --of. On a shared database supervisors see everybody, all others themselves; each "
        "look at others' work goes into the journal, and team looks tells everybody of it. "
        "What is counted, and what it does not say: docs/team.md.",
    )
    parser.add_argument(
        "--since", default="", metavar="DAY", help="as 2026-01-31, yesterday, 4w; else seven days"
    )
    parser.add_argument("--until", default="", metavar="DAY", help="the last day; else today")
    parser.add_argument("--of", default="", metavar="NAME", help="one analyst, in full")
    parser.add_argument(
        "--still",
        type=whole_number,
        default=7,
        metavar="DAYS",
        help="after so many days without an act or a sitting an article stands still (7)",
    )
    parser.set_defaults(run=run_work, name=None, role=None, json=False)
    add_shared(parser)
    add_json(parser, "analyst")
    what = parser.add_subparsers(
        metavar="WHAT", title="what", description="what each did without it"
    )
    one = add_below(what, "looks", "who looked at what of others' work, and when", run_looks)
    add_json(one, "look")
    one = add_below(what, "roles", "everybody and their role; with NAME ROLE give one", run_roles)
    one.add_argument("name", nargs="?", metavar="NAME", help="an account")
    one.add_argument("role", nargs="?", choices=ROLES, metavar="ROLE", help=f"{', '.join(ROLES)}")
    add_json(one, "analyst")
    one = add_below(what, "leave", "somebody works here no more: reads, changes nothing", run_leave)
    one.add_argument("name", metavar="NAME", help="an account; the name stays on what was made")
    one = add_below(what, "return", "somebody is back, in the role of before", run_return)
    one.add_argument("name", metavar="NAME", help="an account")


def run_work(arguments: Arguments) -> int:
    """What each did, a line each, or one in full."""
    from workbench.cli.output import columns, print_json, print_line, say
    from workbench.present.team import nobody_words, sheet_lines, team_words
    from workbench.services.overseeing import (
        asked_for,
        look_at_team,
        record_of_overseen,
        with_agreement,
    )

    with at_work(arguments) as bench:
        asked = asked_for(
            bench,
            since=arguments.since,
            until=arguments.until,
            of=arguments.of,
            still_days=arguments.still,
        )
        team = with_agreement(bench, look_at_team(bench, asked))
    if arguments.json:
        for row in team.rows:
            print_json(record_of_overseen(team, row))
        return 0
    if not team.is_whole:
        say("your own row: others' are for supervisors")
    if arguments.of:
        for row in team.rows:
            for line in sheet_lines(team, row):
                print_line(line.words)
    else:
        for words in columns([team_words(team, row) for row in team.rows]):
            print_line(words)
    if not team.rows:
        period = asked.period
        say(f"{nobody_words(team)}: {period.since} to {period.until}; nothing waits")
    return 0


def run_looks(arguments: Arguments) -> int:
    """Who looked."""
    from workbench.cli.output import columns, print_json, print_line
    from workbench.services.looking import looks, record_of_look

    with at_work(arguments) as bench:
        found = looks(bench)
    if arguments.json:
        for one in found:
            print_json(record_of_look(one))
        return 0
    for words in columns([(one.at, one.analyst, one.what) for one in found]):
        print_line(words)
    return 0


def run_roles(arguments: Arguments) -> int:
    """List roles, or give one."""
    from workbench.errors import UsageError

    if arguments.name is None:
        return _list(arguments)
    if arguments.role is None:
        raise UsageError(f"which role {arguments.name} gets is not said", f"{', '.join(ROLES)}.")
    from workbench.domain.member import Role
    from workbench.services.members import give_role

    with at_work(arguments) as bench:
        entry = give_role(bench, arguments.name, Role(arguments.role))
    return _said(entry, f"{arguments.name} is here as {arguments.role}")


def run_leave(arguments: Arguments) -> int:
    """Note that somebody left."""
    from workbench.present.counting import counted
    from workbench.services.assigned import unfinished_of
    from workbench.services.members import end_work

    name = arguments.name
    with at_work(arguments) as bench:
        entry = end_work(bench, name)
        left = unfinished_of(bench, name)
    words = f"{name} reads from now on, and changes nothing"
    if left:
        words += (
            f"; {counted(left, 'article')} given to {name} not finished: "
            f"workbench select move {name} --to ANALYST"
        )
    return _said(entry, words)


def run_return(arguments: Arguments) -> int:
    """Note that somebody is back."""
    from workbench.services.members import take_up_work

    with at_work(arguments) as bench:
        entry = take_up_work(bench, arguments.name)
    return _said(entry, f"{arguments.name} works here again")


def _said(entry: Entry | None, words: str) -> int:
    from workbench.cli.output import say

    say(words if entry else f"{words}: it was so already")
    return 0


def _list(arguments: Arguments) -> int:
    from workbench.cli.output import columns, print_json, print_line
    from workbench.services.members import standings
    from workbench.services.records import record_of_standing

    with at_work(arguments) as bench:
        found = standings(bench)
    if arguments.json:
        for one in found:
            print_json(record_of_standing(one))
        return 0
    for line in columns([_row(one) for one in found]):
        print_line(line)
    return 0


def _row(standing: Standing) -> tuple[str, ...]:
    member = standing.member
    if standing.is_owner:
        return member.analyst, "owner", ""
    notes = (
        f"given by {member.by}" if member.by else "",
        "" if member.is_active else "left",
        "" if standing.is_in_group else "not in the group",
    )
    return member.analyst, member.role.value, ", ".join(filter(None, notes))
