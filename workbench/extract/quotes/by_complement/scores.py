"""How often a complement is right, as it ships: for sets and measure see `quotes/scores.py`.

In PolNeAR an attribution that is found, with other bounds than the annotator's, often fails here:
by the measure "touch" most of these are right nine times of ten.
"""

from __future__ import annotations

SUBJECT_CUE, SUBJECT_CUE_LOOSE, SUBJECT_CUE_STRICT = 0.84, 0.78, 0.5
""" "S said that C", without a word or mark before C, and that of a cue which means more than
speaking. pn 285 of 325, 141 of 171, and 6 of 14."""
SUBJECT_CUE_PHRASE, SUBJECT_CUE_OBJECT = 0.75, 0.68
""" "S urged X to C", "S accused X of C", and "S rejected X". pn 121 of 156, and 114 of 158."""
SHARED_SUBJECT = 0.72
""" "S said C and vowed to C2", at the most. pn 36 of 50."""
CLAUSE_FIRST = 0.68
""" "C, S said.", "C, said S.". pn 37 of 55."""
CLAUSE_UNMARKED = 0.6
""" "C officials said.", where no comma tells that C ends."""
AROUND_CUE = 0.8
""" "C1, S said, C2". pn 29 of 34."""
ACCORDING_BEHIND, ACCORDING_FIRST = 0.85, 0.88
""" "C, according to S", and "According to S, C". pn 23 of 26, and 9 of 9."""
AS_SAID = 0.8
""" "As S pointed out, C"."""
PARTICIPLE, PARTICIPLE_NOBODY = 0.75, 0.5
""" "..., adding that C", and where no subject is found. pn 66 of 73, and 12 of 21."""
INFINITIVE = 0.5
""" "used the speech to argue that C". pn 9 of 13."""
RELATIVE_CLAUSE = 0.7
""" "S, who said C, ...". pn 18 of 22."""
SAID_OF = 0.6
""" "the plan was backed by S"."""
PASSIVE = 0.45
""" "is expected to C". pn 5 of 10."""
NOUN, NOUN_NOBODYS = 0.6, 0.5
""" "S's claim that C", and a claim of nobody in particular. pn 14 of 19, and 8 of 14."""
CLAUSE_BEFORE_MARKS = 0.8
""" "The plan is “a disgrace,” S said": the clause that leads into the quotation. pn 6 of 7."""
