"""`workbench share`: let a group of accounts work on the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_shared, existing_database, policy

if TYPE_CHECKING:
    from workbench.services.sharing import Sharing


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "share",
        help="let a group of accounts work on the database",
        description="Give the database's file (0660) and its folder (2770) to a group, so that "
        "each of its accounts can work on it. From then on who acts there is the account, and "
        "--analyst and $WORKBENCH_ANALYST cannot name somebody else. A line for each right that is "
        "changed. Where something keeps the group out a line for each such thing says what has to "
        "be done, nothing is changed, and the exit code is 1. Once more it changes nothing.",
    )
    parser.add_argument("group", nargs="?", metavar="GROUP", help="a group of this host")
    parser.add_argument(
        "--check",
        nargs="?",
        const="",
        metavar="GROUP",
        help="change nothing, and say whether the group can work on it, else the one that the file "
        "has; 1 where it cannot",
    )
    add_shared(parser)
    parser.set_defaults(run=run, stopped="the rights are the old ones or the new ones")


def run(arguments: Arguments) -> int:
    """Share, or look; 1 where something keeps the group out."""
    from workbench.cli.output import print_line, say
    from workbench.errors import UsageError
    from workbench.policy import Deed
    from workbench.services.sharing import look, share

    only_looks = arguments.check is not None
    group: str | None = arguments.group or arguments.check or None
    if group is None and not only_looks:
        raise UsageError("with whom is not said", "workbench share GROUP, or share --check.")
    if not only_looks:
        policy().require(Deed.CHOOSE)
    path = existing_database(arguments).file
    found = share(path, group) if group and not only_looks else look(path, group)
    for hindrance in found.hindrances:
        print_line(f"{hindrance.what}. {hindrance.remedy}")
    if not found.hindrances or only_looks:
        for given in found.rights:
            print_line(str(given))
    if only_looks:
        say(_looked(found))
        return 1 if found.hindrances or found.rights else 0
    if found.hindrances:
        say(f"{found.path} is not shared with {found.group}; nothing was changed")
        return 1
    _say_shared(found)
    return 0


def _looked(found: Sharing) -> str:
    who = ", ".join(found.members) or "no account that the system lists"
    if found.hindrances:
        return f"{found.group} ({who}) is kept out of {found.path}; nothing was changed"
    if found.rights:
        return f"nothing was changed: workbench share {found.group} gives these rights"
    return f"{found.path} is shared with {found.group}: {who}"


def _say_shared(found: Sharing) -> None:
    from workbench.cli.output import say

    who = ", ".join(found.members)
    already = "" if found.rights else " already"
    say(f"{found.path} is shared with {found.group}{already}: {who or 'nobody yet'}")
    if found.rights:
        say("who acts there is the account from now on, whatever --analyst says")
    if len(found.members) < 2:
        say(f"others come in with: usermod -aG {found.group} NAME (from their next login on)")
    for name in found.beside:
        say(f"{name} beside it stays its owner's: it holds what the database held then")
