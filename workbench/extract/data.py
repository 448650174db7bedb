"""Where the extractor's own data lies: word lists, weights and places, beside its modules."""

from __future__ import annotations

from pathlib import Path

DATA_FOLDER = Path(__file__).parent
