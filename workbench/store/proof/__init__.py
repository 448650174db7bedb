"""Whether a database still is what it must be: `Proof` asks, `Problem` is one answer."""

from workbench.store.proof.problem import Problem, Rebuild
from workbench.store.proof.proof import Proof

__all__ = ["Problem", "Proof", "Rebuild"]
