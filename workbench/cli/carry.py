"""`workbench carry`: your claims on an article, carried over to a later text of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_shared, at_work
from workbench.errors import UsageError

if TYPE_CHECKING:
    from workbench.domain.landing import Landing
    from workbench.services.carry import Carriage


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "carry",
        help="carry claims over to a revision, or to the same wire story",
        description="Your claims on another article whose very words stand in this one, said by "
        "the same, are recorded here too, as one act. Each is linked with the one it is from, "
        "which stays: it updates it, or is the same where another outlet brings the story. What "
        "is slightly otherwise is listed behind ~, to be taken by --claim; what another number, "
        "speaker or denial makes another claim stands behind -.",
    )
    parser.add_argument("article", metavar="ARTICLE", help="where to")
    parser.add_argument(
        "--from", dest="origin", required=True, metavar="OTHER", help="whose claims: an article"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="only say what would be carried over")
    what.add_argument(
        "--claim",
        action="append",
        default=[],
        metavar="UID",
        help="take this one alone, looked at; may be given again",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object for each claim")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Carry them over, or list them."""
    from workbench.cli.output import print_json, print_line, say
    from workbench.present.carry import carried_words, landing_line
    from workbench.services.carry import carriage, carried_by, carry_over
    from workbench.services.view import view_article

    with at_work(arguments) as bench:
        resolve = bench.store.articles.resolve
        found = carriage(bench, resolve(arguments.article), resolve(arguments.origin))
        which = _chosen(found, arguments.claim) if arguments.claim else found.exact
        entry = None
        if not arguments.list:
            entry = carry_over(bench, view_article(bench, found.number), found, which)
    carried = carried_by(entry)
    for one in found.landings:
        if arguments.json:
            print_json(one.to_record() | {"carried": one.claim.uid in carried})
        else:
            print_line(landing_line(one))
    if not arguments.list:
        say(carried_words(len(carried), found.number))
    return 0


def _chosen(found: Carriage, uids: list[str]) -> list[Landing]:
    chosen = []
    for uid in uids:
        fitting = [one for one in found.landings if one.claim.uid.startswith(uid.lower())]
        if len(fitting) != 1 or len(uid) < 6:
            raise UsageError(
                f"{uid!r} names no one claim of #{found.origin}", "carry --list --json tells uids."
            )
        chosen += [one for one in fitting if one not in chosen]
    return chosen
