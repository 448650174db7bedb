"""Whether a site's robots.txt lets us read a page, as RFC 9309 has it.

Asked once a host in a run. Feeds are there to be read by programs: only pages are asked about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from workbench.domain.subscription import Standing
from workbench.intake.fetching.answer import UnansweredError
from workbench.intake.fetching.fetcher import PRODUCT

if TYPE_CHECKING:
    from workbench.intake.fetching.fetcher import Fetcher

_LARGEST = 500_000
"""Bytes; the standard asks for as many at least."""
_LONGEST_PAUSE = 60.0
_NO_SUCH_FILE = (Standing.BROKEN, Standing.GONE)


class Robots:
    """The rules of the hosts that were asked so far."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, Protego | UnansweredError] = {}

    def require(self, address: str) -> None:
        """Raise UnansweredError where a page may not be read, or nobody can say."""
        parts = urlsplit(address)
        site = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], "/robots.txt", "", ""))
        if site not in self._rules:
            self._rules[site] = self._asked(site)
        rules = self._rules[site]
        if isinstance(rules, UnansweredError):
            raise UnansweredError(rules.standing, f"robots.txt: {rules.what}")
        if not rules.can_fetch(address, PRODUCT):
            raise UnansweredError(Standing.REFUSED, "robots.txt does not let us read it")
        delay = rules.crawl_delay(PRODUCT)
        if delay:
            self._fetcher.slow_down(parts.hostname or "", min(float(delay), _LONGEST_PAUSE))

    def _asked(self, site: str) -> Protego | UnansweredError:
        """The rules of a site: none where it has no such file."""
        try:
            answer = self._fetcher.ask(site, accept="text/plain", bytes_at_most=_LARGEST)
        except UnansweredError as error:
            return Protego.parse("") if error.standing in _NO_SUCH_FILE else error
        return Protego.parse(answer.body.decode("utf-8-sig", "replace").lstrip("\ufeff"))
