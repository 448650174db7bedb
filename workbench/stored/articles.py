"""Rows of articles and what they tell, whatever keeps them."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from workbench.domain.article import ArticleState, Basis, Metadata, Precision, ReadingState

if TYPE_CHECKING:
    from workbench.domain.journal import Record
    from workbench.stored.rows import Row
    from workbench.stored.unread import Unread

_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
"""Of a date by its length, as far as it is a day at most."""
FIRST = 6
"""Characters of a uid that name an article; one beginning in 43 has digits alone."""
LARGEST = 2**62
"""No article has a number over this."""


def state_of_row(row: Row) -> ArticleState:
    """Where an article stands for an analyst, of its uid, who, where and why."""
    article, analyst, state, reason = row
    return ArticleState(article, analyst, ReadingState(state), reason)


def extra_in(words: str) -> dict[str, Any]:
    """What else came with an article. Raises ValueError where that is no object."""
    extra = json.loads(words)
    if not isinstance(extra, dict):
        raise ValueError("no object")
    return extra


def metadata_in(record: Record, number: int, unread: Unread) -> Metadata:
    """The metadata of a record; where it cannot be read how finely or whence its date is known, the
    date alone: facts depend on that."""
    what = f"what is known of the date of article #{number}"
    metadata = unread.tried(what, partial(Metadata.from_record, record))
    if metadata is None:
        precision = _PRECISIONS.get(len(record["published_at"]), Precision.MINUTE).value
        date = {"published_precision": precision, "published_basis": Basis.NONE.value}
        metadata = Metadata.from_record({**record, **date})
    return metadata
