"""What annotation tools share: a claim's attribution as labelled marks with relations between.

Content is what is said; each hop of the chain is one mark, a Source, or Unnamed where its words do
not stand in the text; a Cue says how. `project` makes such a page of claims, `Reading` makes claims
of such a page, whoever drew it. A tool's module only says where its files have a place for what.
brat nests events instead: it shares the words, the cues' places and how spans are joined.
"""

from __future__ import annotations

from workbench.exchange.spans.page import Page, Region, Relation
from workbench.exchange.spans.projecting import project
from workbench.exchange.spans.reading import Reading

__all__ = ["Page", "Reading", "Region", "Relation", "project"]
