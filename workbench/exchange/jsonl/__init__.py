"""The canonical export: JSON Lines, lossless, each line described by schemas/export.json.

A header, where changed records stand among their states and which were removed, sources, ratings,
what sources belong to, which are not the same, how outlets credit others, topics, the codebook, and
notes on sources come first; then each article is followed by its own facts, decisions, states,
judgements of its descent, marks "nothing here", claims, tags, flags, rulings, disputes, notes, and
the same of these records; an end line proves that nothing was cut off. Reading gives the same
values back, or names the line and what is wrong: it never repairs.
"""

from __future__ import annotations

from workbench.exchange.jsonl.reading import read
from workbench.exchange.jsonl.writing import claim_records, write

__all__ = ["claim_records", "read", "write"]
