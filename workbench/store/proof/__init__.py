"""Whether a database still is what it must be: `Proof` asks."""

from workbench.store.proof.proof import Proof

__all__ = ["Proof"]
