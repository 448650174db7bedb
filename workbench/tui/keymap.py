"""The key map: which sequence of keys calls which action in which pane, as a trie.

Built from the catalogue's default keys and the analyst's overrides. Every mistake in an override is
reported and costs only itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from workbench.settings import KeyOverride, Problem, nearest
from workbench.tui.keynames import parse_keys, show_keys
from workbench.tui.registry import FILE, Action, Pane, as_command, lineage

Keys = tuple[str, ...]
"""Canonical key names, one after the other."""


class Continuation(NamedTuple):
    """What a further key would do: one action, or the start of several."""

    key: str
    actions: tuple[str, ...]


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


class Binding(NamedTuple):
    """A sequence of keys for an action."""

    action: Action
    keys: Keys
    override: KeyOverride | None = None


class Keymap(NamedTuple):
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

    def key_of(self, action_id: str, pane: Pane) -> str:
        """How an action is done, for words about it: by its first key in a pane, else by one that
        it has elsewhere, else by its name on the command line."""
        keys = self.keys_for(action_id, pane)
        others = (show_keys(one.keys) for one in self.bindings if one.action.id == action_id)
        return next(iter(keys), "") or next(others, as_command(action_id))

    def continuations(self, keys: Sequence[str], pane: Pane) -> tuple[Continuation, ...]:
        """What may follow a sequence in a pane."""
        node = self.at(keys, pane)
        if node is None:
            return ()
        return tuple(
            Continuation(key, tuple(child.actions())) for key, child in node.children.items()
        )


def default_keys(actions: Iterable[Action]) -> dict[str, tuple[Keys, ...]]:
    """The keys of each action's id as the catalogue gives them. Raises ValueError, naming it."""
    keys: dict[str, tuple[Keys, ...]] = {}
    for action in actions:
        try:
            keys[action.id] = tuple(map(parse_keys, action.keys))
        except ValueError as error:
            raise ValueError(f"{action.id}: {error}") from None
    return keys


def build_keymap(
    actions: Iterable[Action], overrides: Iterable[KeyOverride] = ()
) -> tuple[Keymap, tuple[Problem, ...]]:
    """The key map, and what is wrong with the overrides.

    An override takes its keys from whatever had them by default, and the report says from what;
    of two overrides for one key the first stays.
    """
    catalogue = {action.id: action for action in actions}
    defaults = default_keys(catalogue.values())
    problems: list[Problem] = []
    own, overridden = _own_bindings(catalogue, overrides, problems)
    standard = [
        Binding(action, keys)
        for action in catalogue.values()
        if action.id not in overridden
        for keys in defaults[action.id]
    ]
    bindings = _without_clashes([*own, *standard], problems)
    keymap = Keymap(_Roots(bindings), bindings)
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
    rivals: dict[str, list[Binding]] = {}  # by the first key: no others can clash
    lost: dict[int, tuple[Binding, list[Binding]]] = {}
    for binding in bindings:
        alike = rivals.setdefault(binding.keys[0], [])
        winner = next((other for other in alike if _clash(other, binding)), None)
        if winner is None:
            kept.append(binding)
            alike.append(binding)
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
    if not _overlap(one.keys, other.keys):
        return False
    if one.action.id == other.action.id:
        return one.keys != other.keys
    return any(pane in other.action.panes for pane in one.action.panes)


class _Roots(dict[Pane, Node]):
    """The trie of each pane, made when it is first looked into: what the pane falls back to first,
    its own keys over that."""

    def __init__(self, bindings: Sequence[Binding]) -> None:
        super().__init__()
        self._bindings = bindings

    def __missing__(self, pane: Pane) -> Node:
        root = self[pane] = Node()
        for place in reversed(lineage(pane)):
            for binding in self._bindings:
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
    return Problem(FILE, None, binding.action.id, what)
