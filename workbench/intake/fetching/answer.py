"""What comes of asking an address: an answer, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.domain.subscription import Standing
from workbench.errors import RefusedError
from workbench.intake.archives.written import Sent

NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Validators:
    """What an address called the state that it was in; handed back to that address alone."""

    address: str
    etag: str = ""
    modified: str = ""

    def to_headers(self, address: str) -> dict[str, str]:
        """The headers that ask an address for anything newer; none for another address."""
        if address != self.address:
            return {}
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: words for name, words in said.items() if words}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with a body, or that nothing changed."""

    status: int
    address: str
    """Who answered in the end."""
    moved_to: str
    """Where the address that was asked leads for good; empty where it does not."""
    body: bytes
    """With its compression undone."""
    media_type: str
    charset: str
    etag: str
    modified: str
    sent: Sent


class UnansweredError(RefusedError):
    """An address gave nothing that can be taken."""

    def __init__(
        self, standing: Standing, what: str, *, status: int = 0, wait_seconds: int = 0
    ) -> None:
        super().__init__(what)
        self.standing = standing
        self.status = status
        """The status that stands for nothing; 0 where it was not the status that told."""
        self.wait_seconds = wait_seconds
        """How long it wants to be left alone."""
