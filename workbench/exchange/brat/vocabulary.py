"""The words that brat files of ours use, for writing and reading alike.

annotation.conf lists the same words for brat itself; a test keeps the two together.
"""

from __future__ import annotations

import re

from workbench.domain.fact import Kind
from workbench.exchange.spans.vocabulary import UID

EVENT = "Attribution"
ATTRIBUTIONS = frozenset((EVENT, "Attribution-no-source"))
"""What is read as one; PolNeAR has a type of its own where nobody is named."""
REMARKS = {
    "AnnotatorNotes": "restatement",
    "Gloss": "gloss",
    "Topic": "topic",
    "Time": "time",
    "Place": "place",
    "Note": "note",
    "Verdict": "verdict",
}
"""Notes that hold a field of the claim; AnnotatorNotes is the one that people edit in brat."""

ANALYST = "Analyst"
"""The note that says whose claim or link it is."""
CLAIM, LINK, STATE = "claim", "link", "state"
"""What references say of an event or relation: what it is here, and the state in which it left."""

FACTS = {kind: kind.value.title() for kind in (
    Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.TIME, Kind.QUANTITY,
)}  # fmt: skip
"""Types of the facts that are written."""

FILE_NAME = re.compile(rf"(\d+)-({UID.pattern})")
"""Of our files: the article's number and uid."""
