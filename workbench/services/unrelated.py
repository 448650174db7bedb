"""Taking back that two statements have nothing to do with each other, by whatever links them: the
analyst's later word stands.
"""

from __future__ import annotations

from collections.abc import Collection

from workbench.domain.journal import Change
from workbench.services.workbench import Workbench

Key = tuple[str, int, int]
"""A place, as people's words name it: the uid of an article and where in it."""


def taking_back(bench: Workbench, pairs: Collection[tuple[Key, Key]]) -> list[Change]:
    """The changes that take back what the analyst said to be unrelated of these pairs."""
    articles = {article for pair in pairs for article, *_ in pair}
    return [
        Change("unrelated", said.uid, said.to_record(), None)
        for said in bench.store.counterparts.unrelated_in(sorted(articles), bench.analyst)
        if any(said.holds_for(*pair) for pair in pairs)
    ]
