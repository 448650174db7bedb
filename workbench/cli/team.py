"""`workbench team`: who works on a shared database, and in which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_below, add_json, add_shared, at_work

if TYPE_CHECKING:
    from workbench.domain.journal import Entry
    from workbench.services.members import Standing

ROLES = ("reader", "analyst", "adjudicator", "supervisor")
"""The values of `domain.member.Role`, which the help shall not have to load."""


def add(verbs: Verbs) -> None:
    """Add the verb and what it does."""
    parser = verbs.add_parser(
        "team",
        help="who works on a shared database, and in which role",
        description="Roles are of a database that a group shares. The account that owns its file "
        "may do everything and alone gives them, each act one undo; whoever was given none is an "
        "analyst. They are kept by this program, and not by the file system.",
    )
    parser.set_defaults(run=run_roles, name=None, role=None, json=False)
    add_shared(parser)
    add_json(parser, "analyst")
    what = parser.add_subparsers(metavar="WHAT", title="what", description="roles without it")
    one = add_below(what, "roles", "everybody and their role; with NAME ROLE give one", run_roles)
    one.add_argument("name", nargs="?", metavar="NAME", help="an account")
    one.add_argument("role", nargs="?", choices=ROLES, metavar="ROLE", help=f"{', '.join(ROLES)}")
    add_json(one, "analyst")
    one = add_below(what, "leave", "somebody works here no more: reads, changes nothing", run_leave)
    one.add_argument("name", metavar="NAME", help="an account; the name stays on what was made")
    one = add_below(what, "return", "somebody is back, in the role of before", run_return)
    one.add_argument("name", metavar="NAME", help="an account")


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
    from workbench.services.members import end_work

    with at_work(arguments) as bench:
        entry = end_work(bench, arguments.name)
    return _said(entry, f"{arguments.name} reads from now on, and changes nothing")


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
