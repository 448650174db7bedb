"""In which state a record leaves for a tool that tells no pasts, and whether it comes back as it
left.

A stamp stands beside what is written of a record, under a word of ours that tools hand back: the id
of the state that the record was in, and a seal over what left. A record that is read with another
seal was changed there, and comes from that state; no text of ours needs to be kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from workbench.domain.claim import Claim
from workbench.domain.journal import Record, compact, digest
from workbench.domain.past import Key, Past, first_past
from workbench.exchange.bundle import Bundle, PastOf

_STAMP = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{16})")
_SEAL = 16
"""Hex digits: of a few hundred records that left in one state, none is taken for another."""


class Stamps:
    """What the records of an export are stamped with."""

    def __init__(self, bundle: Bundle, pasts: Iterable[PastOf]) -> None:
        """pasts: of the records that are asked for."""
        # Under pseudonyms they are none of this database's states.
        self._is_telling = not bundle.choice.pseudonyms
        self._pasts = dict(pasts)

    def of_claim(self, claim: Claim) -> str:
        """A claim's, which is written with its topic as that is called today."""
        return self.of(
            ("claim", claim.uid),
            claim.to_record(),
            replace(claim, topic=claim.topic_name).to_record(),
        )

    def of(self, key: Key, record: Record, written: Record | None = None) -> str:
        """A record's stamp, empty where its state is not told. written: the record as it will be
        read, where that is not as it is kept."""
        if not self._is_telling:
            return ""
        past = self._pasts.get(key) or first_past(key, record)
        return f"{past.state}.{_seal(record if written is None else written)}"


def past_by(stamp: object, record: Record) -> Past | None:
    """Where a record stands that was read with a stamp beside it; None where that is none."""
    found = _STAMP.fullmatch(stamp) if isinstance(stamp, str) else None
    if found is None:
        return None
    left = Past(frozenset((found[1],)))
    return left if found[2] == _seal(record) else left.after(record)


def _seal(record: Record) -> str:
    return digest(compact(record).encode(errors="surrogatepass"))[:_SEAL]
