"""Claims that are flagged for the codebook, and claims that stand under a newer version of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from workbench.domain.claim import Claim
from workbench.domain.codebook import Flag
from workbench.domain.journal import Change, Entry
from workbench.domain.member import Task
from workbench.domain.span import shorten
from workbench.errors import UsageError
from workbench.services.codebook import versions_of
from workbench.services.guidelines import clean_line, require_writer
from workbench.services.seen import seen_claims, seen_on_claims
from workbench.services.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag, with its claim."""

    flag: Flag
    claim: Claim
    number: int
    """Of the claim's article."""

    def to_record(self) -> dict[str, Any]:
        """The flag as the command line prints it."""
        record = self.flag.to_record()
        del record["uid"]
        return {"number": self.number, "exact": self.claim.span.exact, **record}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands to the codebook."""

    version: int
    """That it was made under."""
    newest: int
    """Today's; 0 where there is none."""
    flags: tuple[Flag, ...]


def list_flags(bench: Workbench) -> list[Flagged]:
    """The flags on claims that are there, as they were set: one's own, those on claims that may be
    seen, and on a shared store all of them to whoever is to answer them."""
    flags = bench.store.codebook.flags()
    claims = bench.store.claims.many({one.claim for one in flags})
    claims_seen = {claim.uid for claim in seen_claims(bench, claims)}
    seen = {flag.uid for flag in seen_on_claims(bench, flags) if flag.claim in claims_seen}
    answers = _answers_them(bench)
    by_uid = {claim.uid: claim for claim in claims}
    numbers = bench.store.articles.numbers_of({claim.article for claim in claims})
    return [
        Flagged(flag, claim, numbers[claim.article])
        for flag in flags
        if (claim := by_uid.get(flag.claim)) and claim.article in numbers
        if answers or flag.analyst == bench.analyst or flag.uid in seen
    ]


def _answers_them(bench: Workbench) -> bool:
    """Whether the analyst is one of the few who write the codebook: a flag is a question to them.
    Where everybody may, nobody sees for that what is hidden."""
    return bench.is_shared and bench.may(Task.GUIDE)


def flag_of(bench: Workbench, claim: Claim) -> Flag | None:
    """The analyst's own flag on a claim."""
    flags = bench.store.codebook.flags_of(claim.uid)
    return next((one for one in flags if one.analyst == bench.analyst), None)


def standing(bench: Workbench, claim: Claim) -> Standing:
    """How a claim that may be seen stands to the codebook."""
    newest = len(bench.store.codebook.acts())
    under = versions_of(bench, "claim", [claim.uid]).get(claim.uid, 0) if newest else 0
    flags = seen_on_claims(bench, bench.store.codebook.flags_of(claim.uid))
    return Standing(under, newest, tuple(flags))


def flag_claim(bench: Workbench, claim: Claim, why: str) -> Entry | None:
    """Say that the codebook does not tell how a claim is to be recorded; without words the flag is
    taken off again. Raises UsageError where there is none to take off."""
    before, words = flag_of(bench, claim), clean_line(why)
    if not words:
        if before is None:
            raise UsageError("a flag needs a word of why")
        return settle_flags(bench, [before])
    flag = Flag(claim.uid, bench.analyst, words, bench.now())
    if before:
        flag = replace(flag, at=before.at)
    return bench.act("flag claim", [Change.between("flag", before, flag)], _named(claim))


def settle_flags(bench: Workbench, flags: Iterable[Flag]) -> Entry | None:
    """Take flags off: the codebook answers them now, or they were none. Others' are for those who
    may change the codebook."""
    every = list(flags)
    if not every:
        return None
    if any(one.analyst != bench.analyst for one in every):
        require_writer(bench)
    about = shorten(every[0].words) if len(every) == 1 else f"{len(every)} flags"
    return bench.act("settle flag", [Change.between("flag", one, None) for one in every], about)


def let_stand(bench: Workbench, claims: Iterable[Claim]) -> Entry | None:
    """Say of one's own claims that they are right under the codebook as it is: they are listed no
    more as made under an older version. None where they were made under this one."""
    mine = [claim for claim in claims if claim.analyst == bench.analyst]
    under = versions_of(bench, "claim", [claim.uid for claim in mine])
    version = len(bench.store.codebook.acts())
    old = [claim for claim in mine if under.get(claim.uid, 0) < version]
    if not old:
        return None
    # Changes into the same: that somebody looked again is all that the journal is to hold.
    records = [(claim.uid, bench.store.journal.current("claim", claim.uid)) for claim in old]
    return bench.store.journal.apply(
        [Change("claim", uid, record, record) for uid, record in records if record],
        analyst=bench.analyst,
        at=bench.now(),
        op="keep claim",
        about=_named(old[0]) if len(old) == 1 else f"{len(old)} claims",
        session=bench.session,
    )


def _named(claim: Claim) -> str:
    return f"“{shorten(claim.restatement or claim.span.exact, 40)}”"
