"""Streams of bytes as a terminal, a bad link or an enemy may send them, made by the grammar.

A stream is a list of parts; each knows which keys it stands for. Those that stand for none may be
cut anywhere, as long as no pause follows a lone escape byte for longer than it is waited for.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.tui.input import Arrival, Decoder, Key

ESCAPE_SECONDS = 0.5
SPLIT_SECONDS = 0.3
LONG_SECONDS = 12.0
"""After that nothing is awaited any more."""

ESC = b"\x1b"
PASTE_ENDS = b"\x1b[201~"


@dataclass(frozen=True, slots=True)
class Part:
    """Some bytes that belong together."""

    data: bytes
    keys: tuple[str, ...] = ()
    """The keys that they stand for."""
    is_whole: bool = True
    """Whether they may be cut, else they come in one read."""


REAL_KEYS: Sequence[tuple[bytes, str]] = (
    *((bytes((code,)), chr(code)) for code in range(0x21, 0x7F)),
    (b" ", "space"), (b"\r", "enter"), (b"\t", "tab"), (b"\x7f", "backspace"),
    (b"\x08", "backspace"),
    *((bytes((at,)), f"ctrl+{chr(at + 96)}") for at in range(1, 27) if at not in (8, 9, 13)),
    (b"\x1b[A", "up"), (b"\x1bOB", "down"), (b"\x1b[1;5C", "ctrl+right"), (b"\x1b[Z", "shift+tab"),
    (b"\x1b[5~", "pageup"), (b"\x1b[6;2~", "shift+pagedown"), (b"\x1bOP", "f1"),
    (b"\x1b[1;2Q", "shift+f2"), (b"\x1b[[C", "f3"), (b"\x1b[24~", "f12"), (b"\x1bOM", "enter"),
    (b"\x1b[106u", "j"), (b"\x1b[106:74;2u", "J"), (b"\x1b[106;2;74u", "J"), (b"\x1b[13u", "enter"),
    (b"\x1b[97;5u", "ctrl+a"), (b"\x1b[97;1:2u", "a"), (b"\x1b[1;1:2B", "down"),
    (b"\x1b[1092::97;5u", "ctrl+a"), (b"\x1b[97;65u", "A"), (b"\x1b[97;129u", "a"),
    (b"\x1b[27;5;100~", "ctrl+d"), (b"\xc2\x9bA", "up"), (b"\xc2\x8fB", "down"),
)  # fmt: skip
"""Keys as terminals send them, with their names. Escape alone is not among them."""

_FINALS = "@`abcdefghijklmnopqrstuvwxyz{|}"
_WORDS = b"Sembilan orang selamat, kata Dewi. aQxDu]c;\r"


def keys(chance: random.Random) -> Part:
    """A key."""
    data, name = chance.choice(REAL_KEYS)
    return Part(data, (name,))


def unknown_sequence(chance: random.Random) -> Part:
    """A control sequence that is well formed, has numbers and is no key."""
    marker = chance.choice("?>=<")
    numbers = ";".join(
        ":".join(str(chance.choice((0, 1, 2, 7, 99, 2048, 10**chance.randrange(1, 30))))
                 for _ in range(chance.randrange(1, 3)))
        for _ in range(chance.randrange(1, 5))
    )  # fmt: skip
    between = chance.choice(("", "", "$", " ", "'", '"', "!"))
    final = chance.choice(_FINALS)
    return Part(_introduced(chance, "[", f"{marker}{numbers}{between}{final}"))


def answer(chance: random.Random) -> Part:
    """What terminals answer to questions of others."""
    return Part(
        chance.choice(
            (
                b"\x1b[?1;2c", b"\x1b[>41;370;0c", b"\x1bP!|00000000\x1b\\", b"\x1b[?62;22;52c",
                b"\x1bP>|XTerm(370)\x1b\\", b"\x1bP1$r0m\x1b\\", b"\x1b[0n", b"\x1b[?997;1n",
                b"\x1b[24;80R", b"\x1b[?1u", b"\x1b[?2026;2$y", b"\x1b[4;480;640t",
                b"\x1b[8;24;80t",
                b"\x1b]11;rgb:1e1e/2020/2828\x1b\\", b"\x1b]10;rgb:ff/ff/ff\x07",
                b"\x1b]ljudul\x1b\\",
                b"\x1b]52;c;UVFRUQ==\x07", b"\x1b_Gi=31;OK\x1b\\", b"\x1b]4;1;rgb:0/0/0\x1b\\",
                b"\xc2\x9b?64;1;2c", b"\xc2\x9d11;rgb:0/0/0\xc2\x9c", b"\xc2\x90>|x\xc2\x9c",
            )
        )
    )  # fmt: skip


def string(chance: random.Random) -> Part:
    """A control string with anything in it that may be."""
    kind = chance.choice("PX^_]")
    words = bytes(
        chance.choice(b"aqxDQu;:/[]{}0123456789 \t\r") for _ in range(chance.randrange(60))
    )
    if chance.random() < 0.3:
        words += "“é”".encode()
    begin = b"11;" if kind == "]" else b""
    end = chance.choice((b"\x1b\\", b"\xc2\x9c", *((b"\x07",) if kind == "]" else ())))
    return Part(_introduced(chance, kind, "") + begin + words + end)


def mouse(chance: random.Random) -> Part:
    """A report of the mouse, in any of its forms, in range or not."""
    button = chance.choice((0, 1, 2, 32, 35, 64, 65, 128, 10**9))
    column, row = (chance.choice((0, 1, 5, 80, 223, 10**6, -3)) for _ in range(2))
    report = chance.randrange(4)
    if report == 0:
        return Part(f"\x1b[<{button};{column};{row}{chance.choice('Mm')}".encode())
    if report == 1:
        return Part(f"\x1b[{button + 32};{abs(column)};{abs(row)}M".encode())
    old = bytes(chance.randrange(32, 128 if report == 2 else 192) for _ in range(3))
    return Part(b"\x1b[M" + old)


def released(chance: random.Random) -> Part:
    """A key that was let go, a modifier alone, or a key that does not exist."""
    return Part(
        chance.choice(
            (
                b"\x1b[106;1:3u", b"\x1b[1;1:3A", b"\x1b[57441;2u", b"\x1b[57358u", b"\x1b[3;1:3~",
                b"\x1b[1114112u", b"\x1b[55296u", b"\x1b[97;999u", b"\x1b[97;1:9u", b"\x1b[I",
                b"\x1b[99999999999999u", b"\x1b[O", b"\x1b[48;0;0;0;0t",
                b"\x1b[48;99999;99999;1;1t",
                b"\x1b[48;4294967296;1;1;1t", b"\x1b[1;1:4A", b"\x1b[0u", b"\x1b[999~",
            )
        )
    )  # fmt: skip


def paste(chance: random.Random) -> Part:
    """A marked paste, with anything inside but its end."""
    inside = [bytes(chance.choice(_WORDS) for _ in range(chance.randrange(30)))]
    inside += [chance.choice(SILENT[:5])(chance).data for _ in range(chance.randrange(3))]
    chance.shuffle(inside)
    return Part(b"\x1b[200~" + b"".join(inside) + PASTE_ENDS)


def bad(chance: random.Random) -> Part:
    """Bytes that are no UTF-8."""
    return Part(
        chance.choice(
            (b"\xff", b"\x9b", b"\xe9", b"\x93\x94", b"\xe2\x82", b"\xc0\xaf", b"\xed\xa0\x80",
             b"\xf8\x88\x80\x80\x80", b"\xf4\x90\x80\x80", b"\x80" * 5)
        )
    )  # fmt: skip


SILENT: Sequence[Callable[[random.Random], Part]] = (
    unknown_sequence, answer, string, mouse, released, bad, paste,
)  # fmt: skip
"""What stands for no key."""


def _introduced(chance: random.Random, kind: str, rest: str) -> bytes:
    eight = chance.random() < 0.3
    begin = chr(ord(kind) + 0x40) if eight else f"\x1b{kind}"
    return f"{begin}{rest}".encode()


def silent(chance: random.Random) -> Part:
    """A part that stands for no key."""
    return chance.choice(SILENT)(chance)


def cut(chance: random.Random) -> Part:
    """The begin of a part, and no more."""
    data = chance.choice((*SILENT, keys))(chance).data
    return Part(data[: chance.randrange(1, len(data) + 1)])


def hostile(chance: random.Random) -> Part:
    """Any bytes."""
    pool = chance.choice(
        (range(256), b"\x1b[]PO_^X\\?;:0123456789M~u\x07\x18\x9b\xc2", range(128, 256))
    )
    return Part(bytes(chance.choice(pool) for _ in range(chance.randrange(1, 80))))


class Reader:
    """A decoder with a clock of its own, well after its start."""

    def __init__(self, escape_seconds: float = ESCAPE_SECONDS) -> None:
        self.now = 1000.0
        self.decoder = Decoder(now=0.0, escape_seconds=escape_seconds)
        self.came: list[Arrival] = []

    def read(self, data: bytes) -> None:
        self.came += self.decoder.feed(data, self.now)

    def wait(self, seconds: float) -> None:
        end = self.now + seconds
        while (due := self.decoder.deadline) is not None and due <= end:
            self.now = max(self.now, due)
            self.came += self.decoder.tick(self.now)
        self.now = end

    def read_cut(self, data: bytes, chance: random.Random) -> None:
        """In pieces, with pauses as a slow link makes them."""
        while data:
            size = chance.randrange(1, len(data) + 1)
            piece, data = data[:size], data[size:]
            self.read(piece)
            if data:
                self.wait(chance.choice((0.0, 0.01, SPLIT_SECONDS)))

    @property
    def keys(self) -> list[str]:
        """The keys that came, but for text that no action has for a key."""
        return [
            one.name
            for one in self.came
            if isinstance(one, Key) and (one.character is None or one.character.isascii())
        ]


def well_formed(chance: random.Random) -> None:
    """Whole functions, cut anywhere, and keys between: the keys come, and nothing else."""
    reader = Reader()
    expected: list[str] = []
    made = [chance.choice((silent, silent, keys))(chance) for _ in range(chance.randrange(1, 6))]
    for part in made:
        if part.keys or chance.random() < 0.3:
            reader.read(part.data)
        else:
            reader.read_cut(part.data, chance)
        expected += part.keys
        reader.wait(chance.choice((0.0, 0.2)))
    reader.wait(LONG_SECONDS)
    assert reader.keys == expected, [part.data for part in made]


def broken_off(chance: random.Random) -> None:
    """The begin of something, then time, then a key: it is read right. Nothing acts before it but
    escape, and what a person may have typed behind it."""
    reader = Reader()
    part = cut(chance)
    reader.read(part.data)
    reader.wait(LONG_SECONDS)
    before = reader.keys
    data, name = chance.choice(REAL_KEYS)
    if part.data.endswith(PASTE_ENDS[:-1]):
        data, name = b"j", "j"  # a `~` would be the end of the end
    reader.read(data)
    reader.wait(LONG_SECONDS)
    assert reader.keys == [*before, name], (part.data, data)
    typed = "".join(one for one in before if one != "escape")
    assert typed in ("", "[", "O", "]", "N", "[[") or before == [name_of(part.data)], part.data


def any_bytes(chance: random.Random) -> None:
    """Anything at all, in any pieces: no exception; each character that acts was in the stream, in
    that order; and a key after it is read right."""
    reader = Reader()
    data = b"".join(
        chance.choice((hostile, cut, silent, keys))(chance).data
        for _ in range(chance.randrange(1, 4))
    )
    reader.read_cut(data, chance)
    reader.wait(LONG_SECONDS)
    rest = iter(data.decode("utf-8", "replace"))
    for one in reader.came:
        if isinstance(one, Key) and one.character and len(one.name) == 1 and one.name.isalpha():
            came_so = any(character == one.character for character in rest)
            assert came_so or b"u" in data or b"~" in data or b"O" in data, data
    before = len(reader.came)
    reader.read(b"Q")
    reader.wait(LONG_SECONDS)
    after = reader.came[before:]
    assert isinstance(after[-1], Key), data
    assert after[-1].name == "Q", data


def name_of(data: bytes) -> str:
    """The key that some bytes stand for; empty for none."""
    return next((name for known, name in REAL_KEYS if known == data), "")


PROPERTIES: Sequence[Callable[[random.Random], None]] = (well_formed, broken_off, any_bytes)


def run(streams: int, seed: int = 0, report: Callable[[int], None] = lambda done: None) -> None:
    """Try so many streams. A failure names the seed of its stream."""
    for at in range(streams):
        check = PROPERTIES[at % len(PROPERTIES)]
        try:
            check(random.Random(f"{seed} {at}"))
        except Exception as error:
            raise AssertionError(f"{check.__name__}, stream {seed} {at}: {error!r}") from error
        if at % 50_000 == 0:
            report(at)
