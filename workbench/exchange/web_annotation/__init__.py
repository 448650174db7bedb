"""W3C Web Annotation (JSON-LD): a page of annotations, with the articles' texts among them.

Whatever the W3C model has a place for stands there, for any tool that reads it: spans as quote and
position selectors in code points, words as textual bodies with a purpose, links, tags, assessments.
What it has no place for, the hops above all, stands beside that in terms of our own, which a small
context in the file defines. Files of others are read by the same rules: a span counts where its
quote and its position agree in a text that is given.
"""

from __future__ import annotations

from workbench.exchange.web_annotation.reading import read
from workbench.exchange.web_annotation.writing import write

__all__ = ["read", "write"]
