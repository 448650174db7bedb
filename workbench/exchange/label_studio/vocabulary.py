"""The names of the controls, as labels.xml has them; a test keeps the two together."""

from __future__ import annotations

from workbench.exchange.spans.vocabulary import (
    CLAIM_CHOICES,
    CLAIM_WORDS,
    HOP_CHOICES,
    HOP_WORDS,
)

LABEL = "label"
TEXT = "text"
WORDS = (*CLAIM_WORDS, *HOP_WORDS)
"""Text areas."""
CHOICES = (*CLAIM_CHOICES, *HOP_CHOICES)

CONFIGURATION = "labels.xml"
TASKS = "tasks.json"
