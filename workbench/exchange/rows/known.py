"""What rows say about sources: names, latest ratings, who stands above them, what they were merged
into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.domain.chain import Chain
from workbench.domain.claim import JOINT, Claim
from workbench.domain.origin import Origin
from workbench.domain.source import Rating
from workbench.exchange.bundle import AnnotatedArticle, Bundle


class Known:
    """What is known before any article is seen."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.names = bundle.names()
        self.families = bundle.families()
        self._by_name = bundle.uids_by_name()
        self._latest = bundle.latest_ratings()

    def chain(self, claim: Claim, annotated: AnnotatedArticle) -> Chain:
        """The chain of a claim, as its own analyst has it."""
        return annotated.chain_of(claim, self.names)

    def read_together(self, claims: Sequence[Claim]) -> dict[str, str]:
        """Uid of each of an article's claims that is of the same words as others', as several
        analysts read them -> uid of the first of those."""
        find = self.bundle.readings
        together = find(claims, self.families) if find else ()
        return {uid: uids[0] for uids in together for uid in uids}

    def joined(self, uids: Iterable[str]) -> str:
        """The names of sources that stand together."""
        return JOINT.join(self.names.get(uid, uid) for uid in uids)

    def uids(self, origin: Origin) -> list[str]:
        """Of the origin's sources; a relayed outlet that has none stands there by its name."""
        return [self._by_name.get(uid.casefold(), uid) for uid in origin.sources]

    def latest(self, uid: str) -> Rating | None:
        """The latest rating of a source, or of what it was merged into."""
        return self._latest.get(self.families.final(uid))

    def reliability(self, uids: Iterable[str]) -> str:
        """The latest ratings of sources that stand together; empty where none is rated."""
        ratings = [self.latest(uid) for uid in uids]
        if not any(ratings):
            return ""
        return JOINT.join(rating.reliability if rating else "?" for rating in ratings)

    def owner(self, uids: Sequence[str], on: str = "") -> str:
        """Who is said to own them on a day, or now; empty where nobody does."""
        return self._above(uids, [self.families.named_owner(uid, on) for uid in uids])

    def house(self, uids: Sequence[str], on: str = "") -> str:
        """Who stands above them in the end on a day, or now; empty where nobody does."""
        return self._above(uids, [self.families.house(uid, on) for uid in uids])

    def _above(self, uids: Sequence[str], tops: Sequence[str]) -> str:
        final = [self.families.final(uid) for uid in uids]
        return "" if final == list(tops) else self.joined(dict.fromkeys(tops))
