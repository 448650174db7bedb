"""`workbench dossier`: what a story comes to: what is said in groups, from how many origins, what
stands against it, how it changed, what is open and who was not heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli.choosing import add_which, choice_of_which
from workbench.cli.context import Arguments, Verbs, add_shared, at_work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.domain.dossier import ToldGroup
    from workbench.services.story import Story
    from workbench.services.unheard import Unheard

_GROUPS = 20
_QUESTIONS, _UNHEARD, _CREDITS = 5, 12, 12


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "dossier",
        help="what is said in a story, from how many origins, and what stands against it",
        description="What is said in some articles, in groups of what is the same: by your links "
        "and colleagues', never over what you called unrelated or linked otherwise, then by what "
        "the machine found. What most outlets tell comes first; each with its independent origins, "
        "its chains, what contradicts it and how it changed. Then what nobody has answered, and "
        "who is named and says nothing. What is nobody's claim yet is not reviewed.",
    )
    which = add_which(parser)
    which.required = True
    parser.add_argument(
        "--limit", type=int, default=_GROUPS, metavar="N", help=f"groups that are told ({_GROUPS})"
    )
    parser.add_argument(
        "--json", action="store_true", help="one JSON object for each group, and one for the story"
    )
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print it."""
    from workbench.cli.output import print_json, print_line
    from workbench.present.counterparts import apart_words
    from workbench.services.dossier import Dossier
    from workbench.services.dossier_records import record_of_story, records_of_groups
    from workbench.services.story import story_chosen
    from workbench.services.unheard import unheard
    from workbench.services.which import which_chosen

    with at_work(arguments) as bench:
        story = story_chosen(bench, which_chosen(bench, choice_of_which(bench, arguments)))
        dossier = Dossier(bench, story)
        groups = dossier.told(story.groups[: max(0, arguments.limit)])
        questions = dossier.told(story.open[:_QUESTIONS])
        missing = unheard(bench, story)
    if arguments.json:
        for record in records_of_groups(groups, apart_words):
            print_json(record)
        print_json(record_of_story(story, questions, missing))
        return 0
    for line in _lines(story, groups, questions, missing):
        print_line(line)
    return 0


def _lines(
    story: Story,
    groups: Sequence[ToldGroup],
    questions: Sequence[ToldGroup],
    missing: Sequence[Unheard],
) -> Iterator[str]:
    from workbench.domain.text import safe_line
    from workbench.present.counting import counted
    from workbench.present.dossier import group_lines, group_words

    for one in groups:
        yield from group_lines(one)
        yield ""
    if (left := len(story.groups) - len(groups)) > 0:
        yield f"{counted(left, 'group')} more"
    if questions:
        yield f"nobody has answered {len(story.open)} of {counted(len(story.groups), 'group')}:"
    for one in questions:
        yield f"  #{one.lead.article.number} {safe_line(one.words)}  ({group_words(one)})"
    if waiting := [*story.credits]:
        numbers = " ".join(f"#{number}" for number in waiting[:_CREDITS])
        yield f"credits nobody confirmed: {sum(story.credits.values())}, in {numbers}"
    if missing:
        yield "named, and not heard:"
    for each in missing[:_UNHEARD]:
        numbers = " ".join(f"#{number}" for number in each.articles[:_CREDITS])
        yield f"  {safe_line(each.name)}: {numbers}"
