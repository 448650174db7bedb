"""MISP: an event for each article, with its sources, its claims and what analysts said of them.

The file is a list of events as MISP gives and takes it. Objects are of MISP's own templates: the
article is news-media, a source an identity, a claim an annotation. Values lose the blanks around
them in MISP, notes too once pymisp dumps them, so a claim's record stands in a note beside that of
its words: there nothing is lost, and its offsets hold. Tags of the admiralty scale and of
estimative language stand only where all analysts say the same. An opinion's number says that an
analyst confirmed or rejected what an article derives from, and nothing else. It is only written: an
event holds no text, and without it no span can be checked.
"""

from __future__ import annotations

from workbench.exchange.misp.writing import write

__all__ = ["write"]
