"""Free words on articles and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from workbench.domain.tag import Tag


class Use(NamedTuple):
    """How often an analyst has put a tag."""

    name: str
    folded: str
    analyst: str
    articles: int
    claims: int


if TYPE_CHECKING:

    class Tags(Protocol):
        """What can be asked about tags."""

        def of_article(self, number: int) -> list[Tag]:
            """Every analyst's tags on an article and on claims of it, in the order of their
            words."""

        def seen_on(self, numbers: Iterable[int], viewer: str) -> list[Tag]:
            """The tags on these articles and their claims that the viewer may see, in that order;
            all where there is none."""

        def called(self, name: str, analyst: str) -> list[Tag]:
            """An analyst's tags of this name, in the order of articles."""

        def uses(self, viewer: str = "") -> list[Use]:
            """Who has put which tag how often, of what the viewer may see, or of all; most used
            first. What is on claims that were taken out does not count."""
