"""The list of subjects that claims name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from workbench.domain.topic import Topic


class Named(NamedTuple):
    """What claims call a topic."""

    uid: str
    """Of the topic that counts today."""
    words: str
    analyst: str
    claims: int


if TYPE_CHECKING:

    class Topics(Protocol):
        """What can be asked about topics."""

        def all(self) -> list[Topic]:
            """The list, by name; those that point to others included."""

        def called(self, words: str) -> Topic | None:
            """The topic of the list that some words mean today; None where the list has none."""

        def get(self, uid: str) -> Topic | None:
            """The topic with this uid, whatever it points to."""

        def named(self, viewer: str = "") -> list[Named]:
            """What the claims that the viewer may see, or all, call their topics, how often, by
            whom."""

        def wording(self, uid: str, analyst: str, *, viewer: str) -> str | None:
            """How claims write a topic with these folded words: the analyst's own, else all that
            the viewer may see, each time the most used; None where none of them has it."""

        def of_articles(self, numbers: Iterable[int], *, viewer: str = "") -> set[str]:
            """Uids of the topics that count today, of the claims on these articles that the viewer
            may see; of all without one."""
