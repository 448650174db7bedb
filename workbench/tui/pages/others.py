"""What a page of things that all have in common looks at while no key comes: whether others changed
any of them. A page reads itself anew only then, as on a busy store somebody does something all the
time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.tui.pages.host import Reader


class Others:
    """Whether anything of some kinds was changed since it was last asked."""

    def __init__(self, *kinds: str) -> None:
        self._kinds = frozenset(kinds)
        self._seq: int | None = None
        """Number of the journal's last entry then; None: what was changed since the page was read
        is not known."""

    async def changed(self, reader: Reader) -> bool:
        """Whether it was; yes, when it is asked first."""
        journal = reader.bench.store.journal
        before, (self._seq, _) = self._seq, await reader.call(journal.head)
        if before is None or before == self._seq:
            return before is None
        entries = await reader.call(journal.since, before)
        changes = (change for entry in entries or () for change in entry.changes)
        return entries is None or any(change.entity in self._kinds for change in changes)
