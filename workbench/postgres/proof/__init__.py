"""Whether a database still is what it must be: `Proof` asks."""

from workbench.postgres.proof.proof import Proof

__all__ = ["Proof"]
