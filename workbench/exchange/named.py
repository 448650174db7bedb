"""Whom the steps of chains name, for formats that lead from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workbench.domain.chain import Step, StepKind
from workbench.domain.source import SourceKind
from workbench.exchange.bundle import Bundle

IDENTITY_CLASSES = {
    SourceKind.OUTLET: "organization",
    SourceKind.AGENCY: "organization",
    SourceKind.ORGANISATION: "organization",
    SourceKind.PERSON: "individual",
    SourceKind.GROUP: "group",
    SourceKind.DOCUMENT: "unknown",
    SourceKind.UNKNOWN: "unknown",
}
"""What STIX calls whom, and MISP after it."""


class Named(NamedTuple):
    """Somebody with a name: a source of the export, or a printed name that is no source's."""

    name: str
    source: str = ""
    """Uid."""


class Naming:
    """The sources of an export, found by uid or by a printed name."""

    def __init__(self, bundle: Bundle) -> None:
        self.names = bundle.names()
        self._uids = bundle.uids_by_name()

    def named(self, uid: str, name: str) -> Named | None:
        """Who that is; None where nobody is named. uid: may be a printed name too, as in a step."""
        for known in (uid, self._uids.get(name.casefold(), "")):
            if known in self.names:
                return Named(self.names[known], known)
        return Named(name) if name.strip() else None

    def of(self, step: Step) -> Iterator[Named]:
        """Whom a step of a chain names, each once; nobody where its source is not known."""
        if step.kind is StepKind.HOP and not step.sources:
            return
        uids = step.sources or ("",) * len(step.names)
        found = (self.named(uid, name) for uid, name in zip(uids, step.names, strict=False))
        yield from dict.fromkeys(one for one in found if one)
