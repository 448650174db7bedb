#!/usr/bin/env bash
# To ctparse, last Monday lies ahead, and "letzten Montag" lies ahead at ten in the morning.
#
# Surprising: ctparse reads English and German times. "last" is to it a part of the day, like
# "evening" (the last hours of a day), so "last Monday" is the coming Monday, late. In "letzten
# Montag" the end of "letzten" is read as "zehn", misspelt: ten o'clock. "previous", "past",
# "vorigen" and "vergangenen" are passed over, which leaves the coming day as well; "next" is
# right.
# One would have expected: the Monday before; where a word is not known, no result.
# Versions: ctparse 0.3.6. Seen on 28 November 2026 (asked on Wednesday 7 August 2024).
# Matters: news tells of what was. A resolved date is believed; this one is a week off, in the
# future, and in German carries an hour that nobody wrote. Any resolver should be held against
# "last DAY" in each of its languages before it anchors a claim.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with ctparse==0.3.6 scikit-learn==1.8.0

"$python" - <<'PY'
from datetime import datetime

from ctparse import ctparse
from telling import tell

WEDNESDAY = datetime(2024, 8, 7, 12)


def read(words):
    time = ctparse(words, ts=WEDNESDAY, latent_time=False).resolution
    return (f"{time.year}-{time.month:02}-{time.day:02}", time.hour, time.POD)


WORDS = ("last Monday", "previous Monday", "letzten Montag", "vergangenen Montag", "next Monday")
tell(
    {words: read(words) for words in WORDS},
    {
        "last Monday": ("2024-08-12", None, "last"),
        "previous Monday": ("2024-08-12", None, None),
        "letzten Montag": ("2024-08-12", 10, None),
        "vergangenen Montag": ("2024-08-12", None, None),
        "next Monday": ("2024-08-19", None, None),
    },
)
PY
