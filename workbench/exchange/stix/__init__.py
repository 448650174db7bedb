"""STIX 2.1: sources as identities, articles as reports, claims as notes, chains as relationships.

One bundle, streamed. Whatever STIX has no word for (where a quotation stands, who has it from whom
in which order, what a source does with the words, credibility, likelihood) stays as labelled values
in one property extension, which the bundle defines; nothing of it becomes a number. `confidence` is
an analyst's confidence and nothing else. An opinion says whether an analyst agrees that an article
derives from another: no credibility and no verdict is made into one.

Every reference leads to an object in front of it. Ids are made from our uids, so that a later
export updates what an earlier one brought. OpenCTI has identities of its own (a note is its words
and moment, a report its name and day): names and notes tell whose and of what they are, so that it
keeps apart what is not one. It is only written: a bundle holds no text, and without it no span can
be checked.
"""

from __future__ import annotations

from workbench.exchange.stix.writing import write

__all__ = ["write"]
