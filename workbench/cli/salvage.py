"""`workbench salvage`: what can be read of a damaged database, as a new one."""

from __future__ import annotations

from pathlib import Path

from workbench.cli.context import Arguments, Verbs, add_shared, policy


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "salvage",
        help="a new database of a damaged one",
        description="Make a new, verified database of every row that can be read of a damaged one, "
        "and print a line for each thing that cannot. Texts are taken whose hash fits, if need be "
        "with one byte put right, people's work as the journal tells it; facts and search are "
        "computed anew where they are damaged. The head stays the old one where no text and "
        "nobody's work is lost; else an entry says what was lost, and from what head. Texts and "
        "entries of the journal that nothing proves are put into a folder beside the new file "
        "(NEW.salvage). The damaged file is only read.",
    )
    parser.add_argument("damaged", type=Path, metavar="DAMAGED", help="the damaged database")
    parser.add_argument("new", type=Path, metavar="NEW", help="a new file")
    add_shared(parser)
    parser.set_defaults(run=run, stopped="nothing is half written")


def run(arguments: Arguments) -> int:
    """Salvage, and print what is lost; 1 when anything is."""
    from workbench.cli.output import print_line, say
    from workbench.present.counting import counted
    from workbench.services.places import place_of
    from workbench.services.salvage import salvage
    from workbench.services.workbench import analyst_name

    analyst = analyst_name(place_of(str(arguments.damaged)), getattr(arguments, "analyst", None))
    done = salvage(arguments.damaged, arguments.new, analyst=analyst, policy=policy())
    for problem in done.problems:
        print_line(problem)
    articles = counted(done.articles, "article")
    entries = counted(done.entries, "journal entry", "journal entries")
    say(f"{arguments.new}: {articles}, {entries}, head {done.head}")
    if done.anew:
        say(f"facts of {counted(done.anew, 'article')} were computed anew")
    if done.righted:
        righted = counted(done.righted, "text or entry", "texts and entries")
        say(f"{righted} had one wrong byte: it was put right, as their hashes say")
    if done.is_whole:
        say("no text and nobody's work is lost: the head is the old one")
    else:
        say(f"old head: {done.old_head}; the last entries say what was lost since")
    if done.beside:
        say(f"{done.beside}: what is not in the new database")
    return 1 if done.problems else 0
