"""Cells that a sign was seen to take behind a letter, terminal by terminal: what is counted must
hold for each of them."""

from __future__ import annotations

import unicodedata

import pytest

from workbench.present.cells import cell_width, spacing_signs, widest, width_of
from workbench.tui.frame.cells import is_certain

TERMINALS = ("tmux 3.3a", "GNU screen 4.9.0", "xterm 379", "kitty 0.26.5")

ON_THE_LETTER = (
    "0300 0301 0323 0328 0337 034e 0901 0902 093c 0941 0942 0947 0948 094d 09bc 09c1 09c3 09cd 0ac1"
    " 0bcd 0c3e 0c4b 0c4d 0cbf 0ccd 0d4d 0dca 0dd2 0dd4 0e31 0e34 0e38 0e47 0e48 0e4c 0ec8 0f72"
    " 0f74 0fb1 102f 17c6 17cc 17d2 1b36 1b38"
)
BESIDE_IT = (
    "093e 093f 0940 094b 0982 09be 09bf 09c0 09c7 09cb 09cc 0abe 0ac0 0bbe 0bbf 0bc1 0bc6 0bc8 0bca"
    " 0bcc 0c41 0cc1 0cca 0d02 0d3e 0d3f 0d4a 0d57 0d82 0ddc 102b 102c 1031 1038 103c 17b6 17c1"
    " 17c4 17c7 1b35 1b3e 1b40 1b41 1b44 1ba6 1baa a983 a9b4 a9ba a9c0"
)
YOUNGER_THAN_SCREEN = "103a 1ba5 a981 a982 a9b6 a9b8"
A_LETTER_OF_ITS_OWN = "0e33 0eb3"

MEASURED = {
    **dict.fromkeys(ON_THE_LETTER.split(), (0, 0, 0, 0)),
    **dict.fromkeys(BESIDE_IT.split(), (1, 1, 1, 0)),
    **dict.fromkeys(YOUNGER_THAN_SCREEN.split(), (0, 1, 0, 0)),
    **dict.fromkeys(A_LETTER_OF_ITS_OWN.split(), (1, 1, 1, 1)),
}
"""Code point -> how far the cursor went, by the terminal's own report; as in TERMINALS."""


@pytest.mark.parametrize("code", MEASURED)
def test_a_sign_takes_no_fewer_cells_than_are_counted_and_no_more_than_must_fit(code: str) -> None:
    sign = chr(int(code, 16))
    least, most = cell_width(sign), cell_width(sign) + spacing_signs(sign)
    for terminal, cells in zip(TERMINALS, MEASURED[code], strict=True):
        assert least <= cells <= most, f"{unicodedata.name(sign)} in {terminal}"
    assert (width_of("x" + sign), widest("x" + sign)) == (1 + least, 1 + most)


@pytest.mark.parametrize("code", MEASURED)
def test_behind_such_a_sign_the_column_is_never_taken_as_known(code: str) -> None:
    sign = chr(int(code, 16))
    letter = sign if cell_width(sign) else "x" + sign
    assert not is_certain(letter)
