"""Every key that terminfo knows of a terminal is read right, whole and cut by 300 ms.

Entries that this machine does not have are skipped, visibly; what those terminals send stands in
tables here besides, so that nothing rests on what is installed.
"""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from streams import SPLIT_SECONDS, Reader

TERMINALS = ("xterm", "xterm-256color", "tmux", "screen", "linux", "kitty", "foot", "vt220",
             "wezterm")  # fmt: skip

NAMES = {
    "kcuu1": "up", "kcud1": "down", "kcuf1": "right", "kcub1": "left", "khome": "home",
    "kend": "end", "kich1": "insert", "kdch1": "delete", "kpp": "pageup", "knp": "pagedown",
    "kbs": "backspace", "kcbt": "shift+tab", "kcbt2": "shift+tab", "kent": "enter",
    "kind": "shift+down", "kri": "shift+up", "kbeg": "begin", "kp5": "begin", "kspd": "ctrl+z",
    "kLFT": "shift+left", "kRIT": "shift+right", "kUP": "shift+up", "kDN": "shift+down",
    "kHOM": "shift+home", "kEND": "shift+end", "kIC": "shift+insert", "kDC": "shift+delete",
    "kPRV": "shift+pageup", "kNXT": "shift+pagedown", "kBEG": "shift+begin",
    "kfnd": "home", "kslt": "end", "khlp": "f15", "krdo": "f16",
    "kpADD": "+", "kpCMA": ",", "kpDIV": "/", "kpDOT": ".", "kpMUL": "*", "kpSUB": "-",
    "kpZRO": "0", "ka1": "7", "ka2": "8", "ka3": "9", "kb1": "4", "kb3": "6", "kc1": "1",
    "kc2": "2", "kc3": "3",
}  # fmt: skip
"""A capability -> the key. VT220 has find and select where others have home and end, and sends for
help and do what others send for F15 and F16."""
EITHER = {"kb2": {"begin", "5"}}
NO_KEYS = {"kmous", "kxIN", "kxOUT"}
"""Reports, not keys."""
_HELD = ("", "shift", "ctrl", "ctrl+shift", "alt", "alt+shift")
"""What F13 and on are, twelve by twelve: F1 to F12 with modifiers, as xterm counts them."""
_EXTENDED = {"3": "alt", "4": "alt+shift", "5": "ctrl", "6": "ctrl+shift", "7": "alt+ctrl",
             "8": "alt+ctrl+shift"}  # fmt: skip


def _meant(capability: str) -> set[str]:
    """The names that a capability may have here."""
    if capability in EITHER:
        return EITHER[capability]
    if number := re.fullmatch(r"kf(\d+)", capability):
        times, rest = divmod(int(number[1]) - 1, 12)
        held = _HELD[times]
        return {f"f{number[1]}", f"{held}+f{rest + 1}" if held else f"f{rest + 1}"}
    if held_key := re.fullmatch(r"(k[A-Z]+)([3-8])", capability):
        base = NAMES[held_key[1]].removeprefix("shift+")
        return {f"{_EXTENDED[held_key[2]]}+{base}"}
    return {NAMES[capability]}


def _bytes(written: str) -> bytes:
    """What terminfo's notation stands for."""

    def one(match: re.Match[str]) -> str:
        found = match[0]
        if found.startswith("^"):
            return "\x7f" if found[1] == "?" else chr(ord(found[1]) & 0x1F)
        if found[1:].isdecimal():
            return chr(int(found[1:], 8))
        return {"E": "\x1b", "e": "\x1b", "s": " "}.get(found[1], found[1])

    return re.sub(r"\^.|\\\d{3}|\\.", one, written).encode("latin-1")


def _entry(terminal: str) -> dict[str, bytes]:
    infocmp = shutil.which("infocmp")
    if infocmp is None:
        pytest.skip("infocmp is not installed")
    done = subprocess.run([infocmp, "-x", "-1", terminal], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"terminfo has no {terminal} here")
    found = re.findall(r"^\t(k\w+)=(.+),$", done.stdout, re.MULTILINE)
    return {name: _bytes(written) for name, written in found if name not in NO_KEYS}


def _reads(data: bytes, names: set[str]) -> None:
    """Whole, and cut anywhere."""
    for cut in range(len(data)):
        reader = Reader()
        if cut:
            reader.read(data[:cut])
            reader.wait(SPLIT_SECONDS)
        reader.read(data[cut:])
        reader.wait(5)
        if data == b"\x1b\t" and cut:
            names = {"escape", "tab"}  # it cannot be told from both, typed one after the other
        assert reader.keys, (data, cut)
        assert set(reader.keys) <= names, (data, cut, names)
        assert len(reader.keys) == 1 or data == b"\x1b\t"


@pytest.mark.parametrize("terminal", TERMINALS)
def test_every_key_of_terminfo_is_read(terminal: str) -> None:
    entry = _entry(terminal)
    assert len(entry) >= 20
    for capability, data in entry.items():
        _reads(data, _meant(capability))


KITTY = {
    **dict(zip(("up", "down", "right", "left"), (b"\x1bOA", b"\x1bOB", b"\x1bOC", b"\x1bOD"),
               strict=True)),
    "home": b"\x1bOH", "end": b"\x1bOF", "f1": b"\x1bOP", "f2": b"\x1bOQ", "f3": b"\x1bOR",
    "f4": b"\x1bOS", "f5": b"\x1b[15~", "f12": b"\x1b[24~", "shift+f3": b"\x1b[13;2~",
    "ctrl+f3": b"\x1b[13;5~", "shift+f1": b"\x1b[1;2P", "ctrl+left": b"\x1b[1;5D",
    "delete": b"\x1b[3~", "shift+tab": b"\x1b[Z", "ctrl+delete": b"\x1b[3;5~",
}  # fmt: skip
"""What kitty and foot send in their legacy mode."""

WEZTERM = {
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D", "home": b"\x1b[H",
    "end": b"\x1b[F", "insert": b"\x1b[2~", "delete": b"\x1b[3~", "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~", "f1": b"\x1bOP", "f2": b"\x1bOQ", "f3": b"\x1bOR", "f4": b"\x1bOS",
    "f5": b"\x1b[15~", "f6": b"\x1b[17~", "f7": b"\x1b[18~", "f8": b"\x1b[19~", "f9": b"\x1b[20~",
    "f10": b"\x1b[21~", "f11": b"\x1b[23~", "f12": b"\x1b[24~", "shift+up": b"\x1b[1;2A",
    "ctrl+up": b"\x1b[1;5A", "alt+up": b"\x1b[1;3A", "ctrl+shift+right": b"\x1b[1;6C",
    "shift+pageup": b"\x1b[5;2~", "ctrl+f1": b"\x1b[1;5P", "shift+f5": b"\x1b[15;2~",
    "tab": b"\t", "shift+tab": b"\x1b[Z", "enter": b"\r", "backspace": b"\x7f",
    "ctrl+a": b"\x01", "ctrl+z": b"\x1a", "ctrl+@": b"\x00", "ctrl+]": b"\x1d",
    "ctrl+_": b"\x1f",
}  # fmt: skip
"""wezterm's default encoding."""

NUMBERED = {
    "j": b"\x1b[106u", "J": b"\x1b[106:74;2u", "escape": b"\x1b[27u", "enter": b"\x1b[13u",
    "tab": b"\x1b[9u", "shift+tab": b"\x1b[9;2u", "backspace": b"\x1b[127u",
    "ctrl+d": b"\x1b[100;5u", "ctrl+shift+d": b"\x1b[100;6u", "alt+x": b"\x1b[120;3u",
    "f13": b"\x1b[57376u", "5": b"\x1b[57404u", "left": b"\x1b[57417u", "begin": b"\x1b[1E",
    "f1": b"\x1b[P", "f4": b"\x1b[S", "space": b"\x1b[32u", "ctrl+space": b"\x1b[32;5u",
    "]": b"\x1b[93;;93u", "!": b"\x1b[49:33;2;33u", "K": b"\x1b[107;65u", "k": b"\x1b[107;66u",
    "up": b"\x1b[1;129A", "ctrl+c": b"\x1b[1089::99;5u", "shift+up": b"\x1b[1;2:2A",
}  # fmt: skip
"""The kitty protocol: event types, shifted and base keys, text, locks."""


@pytest.mark.parametrize("table", [KITTY, WEZTERM, NUMBERED], ids=["kitty", "wezterm", "numbered"])
def test_every_key_of_our_tables_is_read(table: dict[str, bytes]) -> None:
    for name, data in table.items():
        _reads(data, {name})


@pytest.mark.parametrize("delay", [0.1])
def test_an_escape_byte_that_is_parted_by_more_than_its_delay_does_no_harm(delay: float) -> None:
    for name, data in {**KITTY, **WEZTERM}.items():
        if data[:1] == b"\x1b" and data[1:2] in b"[O":
            reader = Reader(delay)
            reader.read(data[:1])
            reader.wait(SPLIT_SECONDS)
            reader.read(data[1:])
            assert reader.keys == ["escape", name]
