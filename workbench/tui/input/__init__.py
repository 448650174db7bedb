"""What arrives on the terminal, from bytes to keys: any bytes may come, none ends the reader, and
nothing acts but a key.

Bytes become code points (`utf8`), these the functions of ECMA-48 (`grammar`), these what they mean
(`reports`, by `keys.toml`); `decoder` adds time, pastes and floods. All of that is pure and is
handed the time; only `seam` knows textual, and nobody imports it before textual is wanted.
"""

from workbench.tui.input.arrivals import Arrival, Focus, Key, Mode, Mouse, Pasted, Refused, Resized
from workbench.tui.input.decoder import Decoder

__all__ = [
    "Arrival", "Decoder", "Focus", "Key", "Mode", "Mouse", "Pasted", "Refused", "Resized",
]  # fmt: skip
