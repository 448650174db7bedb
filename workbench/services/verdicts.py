"""The verdicts that a claim may be given: on a shared store those that the codebook has an entry
on, and no others, so that a team has one list; elsewhere those of one's own settings as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.domain.codebook import GuidelineKind, in_order
from workbench.domain.naming import fold_name
from workbench.services.workbench import Workbench

if TYPE_CHECKING:
    from workbench.verbs.store import Place


def verdicts_of(bench: Workbench, own: Sequence[str]) -> tuple[str, ...]:
    """The verdicts, those of the settings first and in their order, then the codebook's as they
    are read there. own: what the analyst's settings list."""
    entries = in_order(bench.store.codebook.all())
    listed = [one.subject for one in entries if one.kind is GuidelineKind.VERDICT]
    mine = () if bench.is_shared else own
    known = {fold_name(one) for one in mine}
    return (*mine, *(one for one in listed if fold_name(one) not in known))


def verdicts_from(place: Place) -> str:
    """Where the list of the database at a place is kept, in words."""
    codebook = "the codebook of the database"
    return codebook if place.is_shared else f"settings.toml, then {codebook}"
