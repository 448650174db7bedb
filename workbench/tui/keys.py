"""The key map: sequences, counts and panes, resolved by a trie; and the analyst's own keys.

Built from the catalogue, the data file `keys.toml` beside this module and the analyst's overrides.
Every mistake in an override is reported and costs only itself. Textual's own bindings are not
used: they know neither sequences nor counts and drop clashes silently.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workbench.settings import KeyOverride, Problem, flattened, nearest
from workbench.tui.keynames import normalise, parse_keys, show_keys
from workbench.tui.registry import Action, Pane, lineage

DEFAULTS = Path(__file__).with_name("keys.toml")

MAX_COUNT = 9_999_999

Keys = tuple[str, ...]
"""Canonical key names, one after the other."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """What a further key would do: one action, or the start of several."""

    key: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pending:
    """More keys are awaited."""

    keys: Keys
    count: int | None
    continuations: tuple[Continuation, ...]
    """For which-key; none while only a count was typed."""


@dataclass(frozen=True, slots=True)
class Matched:
    """An action was called for."""

    action_id: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """The keys mean nothing here."""

    keys: Keys


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Nothing is being typed any more: escape, or a modifier alone."""


Outcome = Pending | Matched | Unknown | Cancelled


@dataclass(slots=True)
class Node:
    """A place in the trie: an action, or what the next key may be."""

    action: str | None = None
    children: dict[str, Node] = field(default_factory=dict)

    def actions(self) -> Iterator[str]:
        """Every action from here on."""
        if self.action:
            yield self.action
        for child in self.children.values():
            yield from child.actions()


@dataclass(frozen=True, slots=True)
class Binding:
    """A sequence of keys for an action."""

    action: Action
    keys: Keys
    override: KeyOverride | None = None


@dataclass(frozen=True, slots=True)
class Keymap:
    """What each sequence does in each pane."""

    roots: Mapping[Pane, Node]
    bindings: tuple[Binding, ...]

    def at(self, keys: Sequence[str], pane: Pane) -> Node | None:
        """Where a sequence leads in a pane; None when nowhere."""
        node: Node | None = self.roots[pane]
        for key in keys:
            if node is None:
                return None
            node = node.children.get(key)
        return node

    def keys_for(self, action_id: str, pane: Pane) -> tuple[str, ...]:
        """The sequences, as shown, that do call an action in a pane."""
        return tuple(
            show_keys(binding.keys)
            for binding in self.bindings
            if binding.action.id == action_id
            and (node := self.at(binding.keys, pane)) is not None
            and node.action == action_id
        )

    def continuations(self, keys: Sequence[str], pane: Pane) -> tuple[Continuation, ...]:
        """What may follow a sequence in a pane."""
        node = self.at(keys, pane)
        if node is None:
            return ()
        return tuple(
            Continuation(key, tuple(child.actions())) for key, child in node.children.items()
        )


class KeyReader:
    """Reads one key after the other; holds what was typed of a sequence so far."""

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self._pane = Pane.ANYWHERE
        self._keys: Keys = ()
        self._digits = ""

    def feed(self, key: str, pane: Pane, *, character: str | None = None) -> Outcome:
        """What a key does in a pane, after those before. Names as textual gives them."""
        key = normalise(key, character)
        if pane is not self._pane:
            self.cancel()
            self._pane = pane
        if not key:
            return self._state()
        if not self._keys and key in "0123456789" and (self._digits or key != "0"):
            self._digits = (self._digits + key)[:7]
            return self._state()
        return self._step(key)

    def cancel(self) -> None:
        """Forget what was typed so far."""
        self._keys, self._digits = (), ""

    @property
    def count(self) -> int | None:
        """The number typed so far."""
        return min(int(self._digits), MAX_COUNT) if self._digits else None

    def _step(self, key: str) -> Outcome:
        keys = (*self._keys, key)
        if key == "escape" and (self._keys or self._digits):
            self.cancel()
            return Cancelled()
        node = self.keymap.at(keys, self._pane)
        if node is None:
            self.cancel()
            return Unknown(keys)
        if node.action:
            matched = Matched(node.action, self.count)
            self.cancel()
            return matched
        self._keys = keys
        return self._state()

    def _state(self) -> Outcome:
        if not self._keys and not self._digits:
            return Cancelled()
        after = self.keymap.continuations(self._keys, self._pane) if self._keys else ()
        return Pending(self._keys, self.count, after)


def default_keys(file: Path = DEFAULTS) -> dict[str, tuple[Keys, ...]]:
    """The keys of each action id as the data file gives them. Raises ValueError."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    keys: dict[str, tuple[Keys, ...]] = {}
    for action_id, value in flattened(table):
        words = [value] if isinstance(value, str) else value
        if not isinstance(words, list):
            raise ValueError(f"{action_id}: not a key or a list of keys")
        keys[action_id] = tuple(parse_keys(str(word)) for word in words if word)
    return keys


def build_keymap(
    actions: Iterable[Action],
    overrides: Iterable[KeyOverride] = (),
    *,
    defaults: Mapping[str, tuple[Keys, ...]] | None = None,
) -> tuple[Keymap, tuple[Problem, ...]]:
    """The key map, and what is wrong with the overrides.

    An override takes its keys from whatever had them by default, and the report says from what;
    of two overrides for one key the first stays.
    """
    catalogue = {action.id: action for action in actions}
    defaults = default_keys() if defaults is None else defaults
    problems: list[Problem] = []
    own, overridden = _own_bindings(catalogue, overrides, problems)
    standard = [
        Binding(action, keys)
        for action in catalogue.values()
        if action.id not in overridden
        for keys in defaults.get(action.id, ())
    ]
    bindings = _without_clashes([*own, *standard], problems)
    keymap = Keymap({pane: _root(bindings, pane) for pane in Pane}, bindings)
    problems.extend(_hidden(keymap, defaults))
    return keymap, tuple(problems)


def _own_bindings(
    catalogue: Mapping[str, Action], overrides: Iterable[KeyOverride], problems: list[Problem]
) -> tuple[list[Binding], set[str]]:
    """The analyst's bindings, and the ids whose default keys they replace."""
    bindings: list[Binding] = []
    overridden: set[str] = set()
    for override in overrides:
        action = catalogue.get(override.action)
        if action is None:
            meant = nearest(override.action, catalogue)
            problems.append(_problem(override, "there is no such action", meant))
            continue
        found: list[Binding] = []
        mistakes = 0
        for words in override.keys:
            try:
                found.append(Binding(action, parse_keys(words), override))
            except ValueError as error:
                mistakes += 1
                problems.append(_problem(override, str(error)))
        if found or not mistakes:
            overridden.add(action.id)
        bindings.extend(found)
    return bindings, overridden


def _without_clashes(bindings: list[Binding], problems: list[Problem]) -> tuple[Binding, ...]:
    """The bindings without those whose keys one before them has in the same pane."""
    kept: list[Binding] = []
    lost: dict[int, tuple[Binding, list[Binding]]] = {}
    for binding in bindings:
        winner = next((other for other in kept if _clash(other, binding)), None)
        if winner is None:
            kept.append(binding)
        elif binding.override:
            what = f"{show_keys(binding.keys)!r} is already {winner.action.id}"
            problems.append(_problem(binding.override, what))
        else:
            lost.setdefault(id(winner), (winner, []))[1].append(binding)
    for winner, losers in lost.values():
        names = ", ".join(f"{loser.action.id} ({show_keys(loser.keys)})" for loser in losers)
        what = f"{show_keys(winner.keys)!r} is taken from {names}"
        problems.append(_problem(winner.override, what) if winner.override else _ours(winner, what))
    return tuple(kept)


def _clash(one: Binding, other: Binding) -> bool:
    """Whether one sequence starts the other, in a pane of both."""
    length = min(len(one.keys), len(other.keys))
    if one.keys[:length] != other.keys[:length]:
        return False
    if one.action.id == other.action.id:
        return one.keys != other.keys
    return any(pane in other.action.panes for pane in one.action.panes)


def _root(bindings: Iterable[Binding], pane: Pane) -> Node:
    """The trie of a pane: what it falls back to first, its own keys over that."""
    bindings = tuple(bindings)
    root = Node()
    for place in reversed(lineage(pane)):
        for binding in bindings:
            if place in binding.action.panes:
                _insert(root, binding)
    return root


def _insert(root: Node, binding: Binding) -> None:
    """Put a binding in; what is in its way belongs to a farther pane and gives way."""
    node = root
    for key in binding.keys:
        node.action = None
        node = node.children.setdefault(key, Node())
    node.action = binding.action.id
    node.children.clear()


def _hidden(keymap: Keymap, defaults: Mapping[str, tuple[Keys, ...]]) -> Iterator[Problem]:
    """Overrides that hide a farther pane's key, or are hidden by a nearer pane's."""
    for binding in keymap.bindings:
        override = binding.override
        if override is None or binding.keys in defaults.get(binding.action.id, ()):
            continue
        others = [
            other
            for other in keymap.bindings
            if other.action.id != binding.action.id and _overlap(binding.keys, other.keys)
        ]
        keys = show_keys(binding.keys)
        hides = [f"{other.action.id} in {p}" for other in others for p in _nearer(binding, other)]
        hidden = [f"{other.action.id} in {p}" for other in others for p in _nearer(other, binding)]
        if hides:
            yield _problem(override, f"{keys!r} hides {', '.join(hides)}")
        if hidden:
            yield _problem(override, f"{keys!r} is {', '.join(hidden)}")


def _nearer(one: Binding, other: Binding) -> list[Pane]:
    """The panes where one works and that fall back to where the other does."""
    return [
        pane
        for pane in one.action.panes
        if any(place in other.action.panes for place in lineage(pane)[1:])
    ]


def _overlap(one: Keys, other: Keys) -> bool:
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _problem(override: KeyOverride, what: str, meant: str = "") -> Problem:
    return Problem(override.file, override.line, override.action, what, meant)


def _ours(binding: Binding, what: str) -> Problem:
    return Problem(DEFAULTS, None, binding.action.id, what)
