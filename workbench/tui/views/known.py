"""All that is known of a fact, as labels and words: what the machine says, and of a printed credit
how it is read here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.domain.fact import Credit
from workbench.present.descent import reading_words
from workbench.present.rows import fact_details
from workbench.services.relays import relay_of_fact

if TYPE_CHECKING:
    from workbench.domain.fact import Fact
    from workbench.services.view import ArticleView


def known_of(view: ArticleView, fact: Fact) -> list[tuple[str, str]]:
    """Labels and words; how a credit was answered, or is read by habits, comes first."""
    read: list[tuple[str, str]] = []
    if isinstance(fact.attributes, Credit) and (relay := relay_of_fact(view, fact)):
        habits = view.lineage.descent.habits_read(fact, fact.attributes)
        read = reading_words(relay, habits)
    return [*read, *fact_details(fact)]
