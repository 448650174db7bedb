"""The JSON shapes of a dossier: story_group and story in workbench/schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from workbench.domain.counterpart import Differs
from workbench.domain.dossier import ToldGroup
from workbench.services.story import Story
from workbench.services.unheard import Unheard


def records_of_groups(
    groups: Iterable[ToldGroup], words: Callable[[Differs], str]
) -> list[dict[str, Any]]:
    """The groups, each beside what stands against it."""
    return [one.to_record(words) for one in groups]


def record_of_story(
    story: Story, questions: Iterable[ToldGroup], unheard: Sequence[Unheard]
) -> dict[str, Any]:
    """What holds for a story as a whole. questions: the weightiest that nobody answered."""
    return {
        "type": "story",
        "articles": list(story.numbers),
        "groups": len(story.groups),
        "open": len(story.open),
        "questions": [one.lead.to_record() for one in questions],
        "credits": [
            {"number": number, "unconfirmed": count} for number, count in story.credits.items()
        ],
        "unheard": [{"name": one.name, "articles": list(one.articles)} for one in unheard],
    }
