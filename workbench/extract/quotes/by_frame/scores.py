"""How often a frame is right, as it ships: see `quotes/scores.py` for the sets and the measure."""

from __future__ import annotations

SUBJECT_CUE, SUBJECT_CUE_LOOSE, SUBJECT_CUE_STRICT = 0.86, 0.78, 0.68
""" "S mengatakan bahwa C", without a word or mark before C, and that of a cue which means other
things too. ud 34 of 35, and 41 of 41; hand 3 of 3, and 4 of 4; wn 34 of 37."""
RELATIVE_CLAUSE = 0.78
""" "X, yang menyebut C"."""
PARTICIPLE = 0.8
""" "Mengingatkan bahwa C, ia ..."."""
CLAUSE_SUBJECT_CUE = 0.82
""" "C, S mengatakan."."""
SOME_WHO = 0.7
""" "Banyak nelayan yang mengatakan bahwa C"."""
CUE_AFTER = 0.78
""" "C, kata S.". ud 6 of 8, wn 5 of 7."""
AROUND_CUE = 0.8
""" "C1, kata S, C2". ud 21 of 22."""
CUE_INSERTED = 0.85
""" "Namun, kata S, C"."""
BEHIND_SPEAKER, BEHIND_SPEAKER_LOOSE = 0.86, 0.82
""" "Menurut S, C", "Dikatakannya, C", and without a comma. ud 30 of 30, and 4 of 4; hand 3 of 3; wn
5 of 6, and 15 of 15."""
UNMARKED = 0.75
""" "C1 kata S, C2", "C kata S": no comma before the cue."""
SAID_OF = 0.75
""" "P dituduh oleh S menyerang Q"."""
NO_COMMENT = 0.82
""" "X menolak berkomentar", "belum ada tanggapan dari X"."""
TOLD_NOUN = 0.75
""" "janji S bahwa C"."""
