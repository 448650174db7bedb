#!/usr/bin/env bash
# xlsxwriter writes a cell's words as markup where they begin with <r> and end with </r>.
#
# Surprising: write_string is the way to write words that are never taken for anything else, and what
# it is given is escaped: "<r>" alone, or "<i>x</i>", come back as they were. Words between <r> and
# </r> go into the file as they stand, as runs of formatted text. The call returns 0, the file is
# sound, and a reader finds what such a run would show: nothing of "<r>salah</r>", and of
# "<r><t>hanya ini</t></r>" the words in the middle.
# One would have expected: the same words back, as of every other cell, or a return code as for words
# that are too long.
# Versions: xlsxwriter 3.3.1, read with openpyxl 3.1.5 and python-calamine 0.9.1. Seen on 29 November
# 2026.
# Matters: a table of claims quotes articles word for word, articles on the web among them that show
# markup. The cell is empty or says less, and whoever checks return codes does not learn of it. Write
# such words by write_rich_string, or put a mark before them.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with xlsxwriter==3.3.1 openpyxl==3.1.5 python-calamine==0.9.1

"$python" - <<'PY'
import openpyxl
import xlsxwriter
from python_calamine import load_workbook
from telling import tell

WORDS = ["<i>x</i>", "<r>", "<r>salah</r>", "<r><t>hanya ini</t></r>", " <r>salah</r>"]

with xlsxwriter.Workbook("words.xlsx") as book:
    sheet = book.add_worksheet()
    codes = [sheet.write_string(row, 0, words) for row, words in enumerate(WORDS)]


def openpyxl_reads():
    sheet = openpyxl.load_workbook("words.xlsx").active
    return [row[0] or "" for row in sheet.iter_rows(values_only=True)]


def calamine_reads():
    sheet = load_workbook("words.xlsx").get_sheet_by_index(0)
    return [row[0] for row in sheet.to_python()]


KEPT = ["<i>x</i>", "<r>", "", "hanya ini", " <r>salah</r>"]
tell(
    {"codes": codes, "openpyxl": openpyxl_reads(), "calamine": calamine_reads()},
    {"codes": [0, 0, 0, 0, 0], "openpyxl": KEPT, "calamine": KEPT},
)
PY
