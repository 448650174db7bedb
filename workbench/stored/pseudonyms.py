"""Where everybody is found whose work a database holds."""

from __future__ import annotations

AT_WORK = (
    "journal", "session", "claim", "decision", "article_state", "assessment", "link", "note",
    "relay", "nothing_here", "tag", "rating", "belonging", "unalike", "unrelated", "habit",
    "guideline", "flag", "ruling", "dispute", "kept_open", "heard",
)  # fmt: skip
"""Tables that name an analyst."""
