"""The sentences of a text that hold what was found in it."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.domain.segment import Extent, sentence_at


def sentences_with(text: str, offsets: Iterable[int], most: int) -> list[Extent]:
    """The first so many sentences that hold any of these ascending offsets; no more are looked for,
    since a text of one endless sentence would be read once for each offset."""
    found: list[Extent] = []
    for at in offsets:
        if found and at < found[-1][1]:
            continue
        if len(found) == most:
            break
        found.append(sentence_at(text, at))
    return found
