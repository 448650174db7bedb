"""What a kind of store is to tests. A second one joins by an entry in KINDS: every test that is not
about SQLite's file runs on it too.

Tests ask for `stores` (tests/conftest.py) and call stores by names, never by places or files. What
is about the file asks for `only_file`, and is skipped on any other kind.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import postgres_stores
import pytest

from workbench.store import Access
from workbench.store import Place as FilePlace
from workbench.store.sharing import Sharing

if TYPE_CHECKING:
    from workbench.verbs.store import Place, Store


@dataclass(frozen=True, slots=True)
class StoreKind:
    """How stores of a kind are made; what it is made of can be handed to another process."""

    place: Callable[[Path, str], Place]
    """Where the store of a test, whose folder this is, stands by a name of the test's own."""
    copy: Callable[[Place, Place], object]
    """The store at a place, which nobody has open, at another place as well."""
    share: Callable[[Place], object]
    """Let others than its owner write to the store at a place."""
    unshare: Callable[[Place], object]
    """Let nobody else write to it any more."""
    disown: Callable[[pytest.MonkeyPatch], object]
    """Let all stores be somebody else's than whoever runs this."""
    clear: Callable[[Path], object]
    """Let go of the stores of a test, whose folder this is, where that is not done with it."""
    is_file: bool = False
    """Whether it is SQLite's file, which tests may take a hand in."""


@dataclass(frozen=True, slots=True)
class Stores:
    """Stores of one kind that are a test's own, called by names; closed by whoever opens them."""

    kind: StoreKind
    folder: Path

    def place(self, name: str = "bench") -> Place:
        return self.kind.place(self.folder, name)

    def open(self, name: str = "bench", access: Access = Access.WRITE) -> Store:
        """The store of that name, an empty one where there is none."""
        return self.place(name).open(access)

    def copied(self, template: Place, name: str = "bench") -> Store:
        """A store of that name that holds what the one at a place does."""
        self.kind.copy(template, self.place(name))
        return self.open(name)

    def share(self, name: str = "bench") -> None:
        """Let others than its owner write to it."""
        self.kind.share(self.place(name))


def _beside(folder: Path, name: str) -> Place:
    return FilePlace(folder / f"{name}.db")


def _copied(one: Place, other: Place) -> None:
    shutil.copy(one.file, other.file)


def _shared(place: Place) -> None:
    place.file.chmod(0o660)


def _private(place: Place) -> None:
    place.file.chmod(0o600)


def _disowned(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Sharing, "is_owner", False)


def _left(folder: Path) -> None:
    """Files go with the folder."""


SQLITE = StoreKind(
    place=_beside,
    copy=_copied,
    share=_shared,
    unshare=_private,
    disown=_disowned,
    clear=_left,
    is_file=True,
)

POSTGRES = StoreKind(
    place=postgres_stores.place,
    copy=postgres_stores.copy,
    share=postgres_stores.share,
    unshare=postgres_stores.unshare,
    disown=postgres_stores.disown,
    clear=postgres_stores.clear,
)

KINDS = {"sqlite": SQLITE}
if os.environ.get("WORKBENCH_POSTGRES"):
    KINDS["postgres"] = POSTGRES
