"""workbench: a text-based analyst workbench in the terminal. Holds the version and nothing else."""

__version__ = "0.1.0"
