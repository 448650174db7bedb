#!/usr/bin/env bash
# dateparser reads a date by itself in one way and the same date found in a text in another.
#
# Surprising: parse("5/8/2024", languages=["id"]) is 5 August, as Indonesians write; search_dates
# of the same words with the same language is 8 May. German 5.8.2024 and French likewise, even
# where the weekday before it says otherwise. search_dates finds with the language's knowledge and
# then reads its find as English, month first. Indonesian numbers of time are lost on the way: "2
# minggu lalu" (two weeks ago) comes back as the words found, whole, with the date of one week ago;
# "4 bulan lalu" (four months ago) as the fourth of last month. A clock time with a dot ends the
# sentence: "12 Mei 2023 pukul 10.00" is cut to "Mei 2023 pukul 10" and becomes 10 May.
# One would have expected: search_dates finds and parse reads, so that both say the same; at the
# least, that the words given back are those that the date was read from.
# Versions: dateparser 1.5.0. Seen on 28 November 2026 (asked on Wednesday 7 August 2024).
# Matters: only days up to the 12th are wrong, so a test on the 25th passes. Give DATE_ORDER
# always, and read again with parse what search_dates gives back.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with dateparser==1.5.0

"$python" - <<'PY'
from datetime import datetime

import dateparser
from dateparser.search import search_dates
from telling import tell

ASKED = {"RELATIVE_BASE": datetime(2024, 8, 7, 12)}


def both(language, words):
    alone = dateparser.parse(words, languages=[language], settings=ASKED)
    found = search_dates(words, languages=[language], settings=ASKED)
    return (f"{alone:%F}", [(text, f"{date:%F}") for text, date in found])


CASES = (
    ("id", "Senin, 5/8/2024"),
    ("de", "Montag, 5.8.2024"),
    ("fr", "25/8/2024"),
    ("id", "2 minggu lalu"),
    ("id", "4 bulan lalu"),
    ("id", "12 Mei 2023 pukul 10.00"),
)
tell(
    {words: both(language, words) for language, words in CASES},
    {
        "Senin, 5/8/2024": ("2024-08-05", [("Senin, 5/8/2024", "2024-05-08")]),
        "Montag, 5.8.2024": ("2024-08-05", [("Montag, 5.8.2024", "2024-05-08")]),
        "25/8/2024": ("2024-08-25", [("25/8/2024", "2024-08-25")]),
        "2 minggu lalu": ("2024-07-24", [("2 minggu lalu", "2024-07-31")]),
        "4 bulan lalu": ("2024-04-07", [("4 bulan lalu", "2024-07-04")]),
        "12 Mei 2023 pukul 10.00": ("2023-05-12", [("Mei 2023 pukul 10", "2023-05-10")]),
    },
)
PY
