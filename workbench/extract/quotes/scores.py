"""How often a rule of direct speech is right, as it ships; a database learns its own later on.

Set by hand. Beside each stands what `workbench evaluate` counted on the development sets, right of
found, by its measure "overlap": UD_Indonesian-CSUI and -PUD (ud), PFSA-ID (pfsa, direct speech)
and four articles by hand (hand) for Indonesian, PolNeAR (pn) for English, Wikinews (wn) for German.
A rule that was met fewer than three times in a set has no figure there.
"""

from __future__ import annotations

CUE_BEHIND = 0.97
"""“…,” kata X. pfsa 1101 of 1101, ud 106 of 108, hand 7 of 7, pn 20 of 22, wn 8 of 8."""
CUE_BEHIND_NOBODY = 0.85
"""The same where nobody is named."""
SUBJECT_BETWEEN = 0.92
"""“…,” X said. pn 132 of 139."""
CUE_BEFORE = 0.92
"""X said, “…”. ud 6 of 6, pn 47 of 55, wn 20 of 20."""
CUE_BEFORE_NOBODY = 0.75
"""The same where nobody is named. pn 5 of 6."""
CALLED = 0.9
"""Words in marks that somebody calls something: "als „…“". wn 10 of 10."""
TURN = 0.85
"""“REED: We will.” pn 7 of 8."""
SIGNED = 0.85
"""“…” ― X, on a line of its own."""
WITHIN = 0.85
"""“…” inside a reported clause, as the very words of who is reported. wn 8 of 8."""
SPLIT = 0.9
"""“…” around one cue and name. pn 18 of 19."""
CONTINUED = 0.85
"""“…,” X said. “…”. pn 131 of 132: better than it ships."""
PARTICIPLE = 0.8
"""“…” behind a participle of a speaker who was quoted before it."""
ALONE = 0.6
"""A quotation without a cue. pn 17 of 29, wn 4 of 5."""
MARKS = 0.45
"""By the marks alone, in a language without cues."""
MARKS_LONG, MARKS_SHORT = 0.5, 0.3
"""By the marks alone, where others are read: more words than a title has, and as many or fewer.
wn 17 of 23, and 15 of 39."""
BLANK_SPEAKER = 0.6
"""The most for a quotation whose speaker is not sure and left blank. wn 12 of 13, whoever speaks:
the measure looks at what was said only."""
