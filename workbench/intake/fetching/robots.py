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

_READ = 500 << 10
"""Bytes of a file that count; the standard asks for as many at least."""
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
            self._fetcher.slow_down(site, min(float(delay), _LONGEST_PAUSE))

    def _asked(self, site: str) -> Protego | UnansweredError:
        """The rules of a site: none where it says that it has no such file. One that came and
        cannot be read may forbid all."""
        try:
            answer = self._fetcher.ask(site, accept="text/plain")
        except UnansweredError as error:
            has_none = error.status and error.standing in _NO_SUCH_FILE
            return Protego.parse("") if has_none else error
        return _rules_in(answer.body)


def _rules_in(body: bytes) -> Protego:
    """The rules of a file, as far as it counts; a line that is cut in two does not."""
    lines = body[:_READ].decode("utf-8-sig", "replace").lstrip("\ufeff").splitlines()
    return Protego.parse("\n".join(lines if len(body) <= _READ else lines[:-1]))
