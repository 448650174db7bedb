"""Two articles beside each other: their texts aligned, and what they have in common."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.domain.article import Article
from workbench.domain.comparison import Comparison, Extent
from workbench.domain.relay import Relay, RelayKind, RelayStatus
from workbench.errors import NotFoundError, UsageError
from workbench.services.descent import related_articles
from workbench.services.view import view_article
from workbench.services.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Compared:
    """Two articles with their texts and what of them agrees."""

    left: Article
    right: Article
    left_text: str
    right_text: str
    comparison: Comparison

    def to_record(self) -> dict[str, object]:
        """What differs, sentence by sentence, as `diff --json` prints it."""
        left, right = self.left_text, self.right_text
        return {
            "left": {"number": self.left.number, "uid": self.left.uid},
            "right": {"number": self.right.number, "uid": self.right.uid},
            "left_share": round(self.comparison.left_share, 4),
            "right_share": round(self.comparison.right_share, 4),
            "sentences": [
                {
                    "kind": pair.kind.name.lower(),
                    "left": _words(left, pair.left),
                    "right": _words(right, pair.right),
                    "went": [_words(left, extent) for extent in pair.left_marks],
                    "came": [_words(right, extent) for extent in pair.right_marks],
                }
                for pair in self.comparison.pairs
            ],
        }


def _words(text: str, extent: Extent | None) -> dict[str, object] | None:
    if extent is None:
        return None
    start, end = extent
    return {"start": start, "end": end, "exact": text[start:end]}


def compare_articles(bench: Workbench, left: int, right: int) -> Compared:
    """The articles with these numbers beside each other. Raises NotFoundError, UsageError."""
    from workbench.extract import sentence_words
    from workbench.match.alignment import align

    if left == right:
        raise UsageError("an article says the same as itself", "Choose another one.")
    articles = bench.store.articles
    one, other = articles.get(left), articles.get(right)
    here, there = articles.text(left), articles.text(right)
    aligned = align(
        here,
        there,
        left_words=sentence_words(one.metadata.lang),
        right_words=sentence_words(other.metadata.lang),
    )
    return Compared(one, other, here, there, aligned)


def most_alike(bench: Workbench, number: int) -> int:
    """The article that another one revises, or is revised by; else that it is most like. What was
    rejected counts for nothing. Raises NotFoundError where there is none."""
    related = related_articles(bench, view_article(bench, number))
    found = [
        (_rank(one.relay), -one.row.number)
        for one in related
        if one.relay and one.relay.status is not RelayStatus.REJECTED
    ]
    if not found:
        raise NotFoundError(f"no article is like #{number}", "Name the one to compare it with.")
    return -max(found)[1]


def _rank(relay: Relay) -> tuple[int, float]:
    if relay.kind is RelayKind.REWRITE:
        return -1, relay.score or 0.0
    return int(relay.kind is RelayKind.REVISION), relay.score or 0.0
