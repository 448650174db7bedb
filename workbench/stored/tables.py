"""The tables that a database is made of, whatever keeps it: they have the same columns and numbers
in either kind of store. What search finds things by is none of them: each kind has its own.
"""

from __future__ import annotations

TABLES = (
    *("source", "source_name", "rating", "belonging", "unalike"),
    *("article", "article_text", "article_state", "relay", "habit"),
    *("sketch", "likeness", "raw", "wanted", "subscription", "asked_feed"),
    *("rule", "extraction", "question", "decision", "nothing_here"),
    *("claim", "hop", "hop_source", "assessment", "link", "carried", "note", "tag", "topic"),
    *("selection", "selection_article", "look"),
    *("journal", "touched", "past", "arrival"),
    *("session", "session_article", "position", "reading", "pseudonym_key"),
    *("gist", "gist_word", "gist_waiting", "signature", "counterpart", "unrelated"),
    *("kept_open", "heard", "asked_open", "renewed", "reply"),
    *("passed", "passed_word", "cited", "cited_name", "untraced", "traced"),
    *("member", "inspection", "assignment", "assigned", "guideline", "flag", "ruling", "dispute"),
    *("compared", "compared_at", "moved"),
)
"""In an order in which the rows of each name none but its own and those of earlier ones."""
