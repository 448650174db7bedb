#!/usr/bin/env bash
# About the fifth of August is two years and two months wide; winter is December alone.
#
# Surprising: edtf gives the bounds of an inexact date for queries and sorting. An approximate day,
# 2024-08-05~, reaches from July 2023 to September 2025: a year, a month and a day are added on
# both sides, as if each had been called approximate; the example in its own README, 1912-04~ as
# March to May 1912, comes out as March 1911 to May 1913. Winter (season 24) is 1 to 31 December,
# while spring, summer and autumn have three months each; in between lie 1 January and 28 February,
# which belong to no season.
# One would have expected: a day to either side, as a README that pads an approximate month by a
# month lets one believe; and four seasons that cover the year.
# Versions: edtf 5.0.2. Seen on 28 November 2026.
# Matters: a claim "around 5 August 2024" is found by a search for 2023, and one of "winter 2024"
# not by a search for January. Bounds that are stored beside the value hide it for good.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with edtf==5.0.2

"$python" - <<'PY'
from edtf import parse_edtf
from telling import tell


def bounds(value):
    date = parse_edtf(value)
    return ["{:04}-{:02}-{:02}".format(*at[:3]) for at in (date.lower_fuzzy(), date.upper_fuzzy())]


VALUES = ("2024-08-05~", "1912-04~", "2024-21", "2024-22", "2024-23", "2024-24")
tell(
    {value: bounds(value) for value in VALUES},
    {
        "2024-08-05~": ["2023-07-04", "2025-09-06"],
        "1912-04~": ["1911-03-01", "1913-05-30"],
        "2024-21": ["2024-03-01", "2024-05-31"],
        "2024-22": ["2024-06-01", "2024-08-31"],
        "2024-23": ["2024-09-01", "2024-11-30"],
        "2024-24": ["2024-12-01", "2024-12-31"],
    },
)
PY
