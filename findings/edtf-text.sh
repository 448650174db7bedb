#!/usr/bin/env bash
# "5-8 August 2024" becomes one day of the year 2005.
#
# Surprising: text_to_edtf turns words into EDTF, the dates of archives. A span of days inside one
# month, as news prints it, comes back as a single day whose year is made of one of the two days:
# 2005-08-08, and "28-30 May 2023" is 2028-05-30. The year that is printed in four digits is thrown
# away. Likewise with "to", with a dash, and written "August 5-8, 2024". A span of years is right.
# One would have expected: the interval 2024-08-05/2024-08-08, or None, which is what the function
# gives for what it does not understand.
# Versions: edtf 5.0.2. Seen on 28 November 2026.
# Matters: the result is valid, precise and plausible, so nothing later can tell. Compare the year
# of every such reading with the years in the words.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with edtf==5.0.2

"$python" - <<'PY'
from edtf import text_to_edtf
from telling import tell

WORDS = (
    "5-8 August 2024",
    "5 to 8 August 2024",
    "August 5-8, 2024",
    "28-30 May 2023",
    "8 August 2024",
    "2023-2024",
    "5 August 2024 - 8 August 2024",
)
tell(
    {words: text_to_edtf(words) for words in WORDS},
    {
        "5-8 August 2024": "2005-08-08",
        "5 to 8 August 2024": "2005-08-08",
        "August 5-8, 2024": "2008-08-05",
        "28-30 May 2023": "2028-05-30",
        "8 August 2024": "2024-08-08",
        "2023-2024": "2023/2024",
        "5 August 2024 - 8 August 2024": None,
    },
)
PY
