"""brat standoff folders: claims as Attribution events over Source, Cue and Content (PARC, PolNeAR).

One .txt (byte for byte the stored text) and one .ann for each article. Each hop is an event; an
outer hop's Content is the next event, the last one's is the claim's span, so that the chain nests
as its words do. The trigger repeats the cue, or the content where there is none. The claim's own
fields are notes on the innermost event. A folder that somebody else made reads by the same rules.
"""

from __future__ import annotations

from workbench.exchange.brat.reading import read
from workbench.exchange.brat.writing import write

__all__ = ["read", "write"]
