"""From the bytes of a terminal to what arrived, with time and pastes. The time is handed in.

What is between the marks of a paste is text, whatever it is and however it is cut. Without marks,
more at once than a hand can send is text too. What has begun and does not end is given up, so that
the next key is a key again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workbench.tui.input import grammar, reports, table
from workbench.tui.input.arrivals import Arrival, Key, Pasted, Refused
from workbench.tui.input.utf8 import REPLACEMENT, Utf8, replaced

SEQUENCE_SECONDS = 2.0
"""How long a function that has begun waits for more of it: nobody types one by hand."""
_STRING_SECONDS = 10.0
"""How long a control string may take in all."""
_OVER_SECONDS = 0.3
"""How long more of a string that is too long belongs to it."""
_HALF_SECONDS = 1.0
"""How long a character waits for the rest of its bytes."""
_PASTE_SECONDS = 1.0
"""After how long without more a paste may be one that never ends: then a single key ends it."""
_PASTE_PIECE = 1 << 20
"""Characters of a paste that are handed on at once."""

FLOOD = 24
"""Characters in one read from which on nobody typed them, not even ahead on a slow link; a key that
is held down sends one character, or few."""
_DISTINCT = 8
_FLOOD_OF_WORDS, _WORDS = 16, 4
"""The same for running text."""
_FLOOD_OF_LETTERS = 10
"""The same where letters are among them that no key of ours has."""
_FLOOD_BESIDE_BAD = 3
"""The same beside bytes that are no UTF-8, or not whole."""
_FLOOD_SECONDS = 0.15
"""How long after a flood what comes still belongs to it."""

_LATE_SECONDS = 0.5
"""How long after an escape that was given up the rest of its sequence is still known for that."""
_LATE = re.compile(
    r"\[(?:[A-Z]|\[[A-E]|[0-9<=>?][0-9:;<=>?]*[ -/]?[@-~])|O[A-Z]|\][0-9lL][0-9;]|P[0-9>!][!-~]"
)
"""The rest of a function that came in one piece. No jump of ours (`[u`) reads so."""
_START_SECONDS = 2.0
_TAIL = re.compile(
    r"\[?(?:[=>?][0-9][0-9;:]*|[0-9]+;[0-9;:]*[0-9])(?:\$y|[RSTcnrtux])"
    r"|\]?[0-9]+;rgba?:[0-9A-Fa-f/]+(?:\x07|\x1b\\)?"
)
"""At the start: the rest of an answer whose begin another program took."""

_ESC = "\x1b"
_PASTE_BEGINS, _PASTE_ENDS = "200", "\x1b[201~"
_BEGINS = (_ESC, "\x9b", "\x8f")
"""What a key begins with that is no character."""
_A_KEY = 24
"""No key is longer than that."""


class Decoder:
    """Reads one stream, from the moment that it is made."""

    def __init__(self, *, now: float, escape_seconds: float) -> None:
        self._utf8 = Utf8()
        self._grammar = grammar.Grammar()
        self._escape_seconds = escape_seconds
        self._started = now
        self._last = now
        """When the last bytes came."""
        self._begun = now
        """When the function that is awaited began."""
        self._escaped = float("-inf")
        """When a lone escape byte was given up."""
        self._flood_ends = float("-inf")
        self._paste: str | None = None
        """What came of a marked paste; None outside."""
        self._is_handed_on = False
        """Whether what came of it was handed on, and no more came since."""

    # Time ------------------------------------------------------------------------------------

    @property
    def deadline(self) -> float | None:
        """When `tick` is to be called, unless bytes come before; None while nothing is awaited."""
        if self._paste is not None:
            return None if self._is_handed_on else self._last + SEQUENCE_SECONDS
        state, last = self._grammar.state, self._last
        if state is grammar.State.GROUND:
            return last + _HALF_SECONDS if self._utf8.is_waiting else None
        if self._grammar.is_short:
            return last + self._escape_seconds
        if self._grammar.is_over:
            return last + _OVER_SECONDS
        return min(last + SEQUENCE_SECONDS, self._begun + _STRING_SECONDS)

    def tick(self, now: float) -> list[Arrival]:
        """What was awaited in vain until now."""
        if self.deadline is None or now < self.deadline:
            return []
        half = self._utf8.flush()
        if self._paste is not None:
            self._paste += half
            self._is_handed_on = True
            return self._hand_on()
        if self._grammar.state is grammar.State.ESCAPE and not half:
            self._escaped = now
        tokens = [*(token for one in half for token in self._grammar.feed(one))]
        return _arrivals([*tokens, *self._grammar.give_up()])

    # Bytes -----------------------------------------------------------------------------------

    def feed(self, data: bytes, now: float) -> list[Arrival]:
        """What arrived with one read. Nothing is given up because of it, however late it is: that
        is for `tick`, which whoever reads calls where there was nothing to read."""
        if not data:
            return []
        is_after_pause = self._paste is not None and now - self._last >= _PASTE_SECONDS
        if self._paste is not None and is_after_pause:
            self._paste += self._utf8.flush()
        text = self._utf8.feed(data)
        self._grammar.read_begins()
        if self._paste is None and self._grammar.state is grammar.State.GROUND:
            self._begun = now
            text = self._mended(text, now)
        found = self._resume(text) if is_after_pause else []
        came, typed = self._read(text, now)
        self._last, self._is_handed_on = now, False
        if self._is_flood(typed, now):
            self._flood_ends = now + _FLOOD_SECONDS
            came = _without_keys(came, typed)
        return [*found, *came]

    def _read(self, text: str, now: float) -> tuple[list[Arrival], str]:
        """What is in it, and the characters that stand for keys."""
        came: list[Arrival] = []
        tokens: list[grammar.Token] = []
        typed: list[str] = []
        at = 0
        while at < len(text):
            if self._paste is not None:
                came += _arrivals(tokens)
                tokens.clear()
                at = self._take(text, at, came)
                continue
            for token in self._grammar.feed(text[at]):
                if isinstance(token, grammar.Character | grammar.Joined):
                    typed.append(token.character)
                if isinstance(token, grammar.Sequence) and token.final == "~":
                    self._paste = "" if token.body == _PASTE_BEGINS else None
                tokens.append(token)
            if self._grammar.state is grammar.State.GROUND:
                self._begun = now
            at += 1
        return [*came, *_arrivals(tokens)], replaced("".join(typed))

    def _mended(self, text: str, now: float) -> str:
        """Without the rest of what an escape byte before it began. That was taken for a key, which
        does no harm; `[`, `6` and `~` as commands might."""
        if now - self._escaped < _LATE_SECONDS and _LATE.match(text):
            return _ESC + text
        if now - self._started < _START_SECONDS and (tail := _TAIL.match(text)):
            return text[tail.end() :]
        return text

    # Pastes ----------------------------------------------------------------------------------

    def _take(self, text: str, at: int, came: list[Arrival]) -> int:
        """Take text into the paste; where it goes on behind it."""
        before = self._paste or ""
        words = before + text[at:]
        end = words.find(_PASTE_ENDS, max(0, len(before) - len(_PASTE_ENDS)))
        if end < 0:
            self._paste = words
            if len(words) > _PASTE_PIECE:
                came += self._hand_on()
            return len(text)
        self._paste = None
        if end:
            came.append(_pasted(words[:end]))
        return at + end + len(_PASTE_ENDS) - len(before)

    def _hand_on(self) -> list[Arrival]:
        """What came of a paste, but for what may be the begin of its end."""
        words = self._paste or ""
        kept = next(
            n for n in range(len(_PASTE_ENDS) - 1, -1, -1) if words.endswith(_PASTE_ENDS[:n])
        )
        self._paste = words[len(words) - kept :]
        return [_pasted(words[: len(words) - kept])] if len(words) > kept else []

    def _resume(self, text: str) -> list[Arrival]:
        """After a pause: a single key ends the paste, anything else is more of it."""
        is_key = len(text) == 1 or (text[:1] in _BEGINS and _ESC not in text[1:])
        is_end = _PASTE_ENDS in (self._paste or "")[-len(_PASTE_ENDS) :] + text
        if not is_key or is_end or len(text) > _A_KEY:
            return []
        came = self._hand_on()
        self._paste = None
        return came

    def _is_flood(self, typed: str, now: float) -> bool:
        """Whether so much at once is pasted text that nothing marks."""
        if not typed:
            return False
        if now < self._flood_ends:
            return True
        size = len(typed)
        is_bad = REPLACEMENT in typed or self._utf8.is_waiting
        if is_bad and size - typed.count(REPLACEMENT) >= _FLOOD_BESIDE_BAD:
            return True
        if size >= _FLOOD_OF_LETTERS and not typed.isascii():
            return True
        is_much = size >= FLOOD or (size >= _FLOOD_OF_WORDS and len(typed.split()) >= _WORDS)
        return is_much and len(set(typed)) >= _DISTINCT


def _pasted(words: str) -> Pasted:
    return Pasted(replaced(words).replace("\0", ""), is_marked=True)


def _without_keys(came: Iterable[Arrival], typed: str) -> list[Arrival]:
    """With the text that was typed in place of all keys."""
    words = typed.replace("\r", "\n").replace("\0", "")
    return [*(one for one in came if not isinstance(one, Key)), Pasted(words, is_marked=False)]


def _arrivals(tokens: Iterable[grammar.Token]) -> list[Arrival]:
    """What the tokens mean. Bad bytes next to each other are taken together."""
    found: list[Arrival] = []
    plain = ""
    for token in tokens:
        if isinstance(token, grammar.Character):
            plain += token.character
            continue
        found += table.keys_of(replaced(plain))
        plain = ""
        found += _meant(token)
    return [*found, *table.keys_of(replaced(plain))]


def _meant(token: grammar.Token) -> Iterator[Arrival]:
    match token:
        case grammar.Escape():
            yield table.escape()
        case grammar.Joined(character):
            yield table.joined(character)
        case grammar.Broken(size):
            yield Refused(size)
        case grammar.LinuxKey(letter):
            yield from reports.of_linux(letter)
        case grammar.OldMouse(report):
            yield from reports.of_old_mouse(report)
        case grammar.Sequence(body, final, as_typed):
            known = reports.of_sequence(body, final)
            is_typed = bool(as_typed) and (known is None or final.islower())
            yield from _typed(as_typed) if is_typed else known or []
        case grammar.Shifted(body, final, as_typed, is_by_hand):
            known = reports.of_shifted(body, final)
            is_typed = bool(as_typed) and (known is None or (is_by_hand and final.islower()))
            yield from _typed(as_typed) if is_typed else known or []


def _typed(characters: str) -> list[Arrival]:
    return [table.escape(), *table.keys_of(characters)]
