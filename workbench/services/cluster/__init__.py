"""The extractor on machines of others: a Dask cluster is trusted with texts, never with the store.

Texts go there in batches and facts come back as bytes of our own, each of which is checked here
against its text before it is written. Only `line.py` knows Dask; nothing is imported of it, nor of
this package, before somebody asks for a cluster. docs/cluster.md says whom one trusts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.services.cluster.address import checked_address

if TYPE_CHECKING:
    from workbench.services.finding import Finder


def cluster_at(address: str) -> Finder:
    """The extractor on the cluster whose scheduler is at an address. Raises UsageError where it
    cannot be meant, or the extra is not installed."""
    address = checked_address(address)
    try:
        from workbench.services.cluster.finder import Cluster
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("dask", "distributed"):
            raise
        from workbench.intake.readers import PACKAGE

        raise UsageError(
            "a cluster needs dask and distributed",
            f"Install them: pip install '{PACKAGE}[cluster]'.",
        ) from error
    return Cluster(address)
