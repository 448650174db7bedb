"""Help as rows: what the keys do here, what may follow a key, and docs/keys.md.

Pure functions over the catalogue and the key map, so that what the screen, which-key and the
documentation say cannot differ. `python -m workbench.tui.help` prints docs/keys.md.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from workbench.tui.catalogue import read_catalogue
from workbench.tui.keymap import Continuation, Keymap, build_keymap
from workbench.tui.keynames import NAMES, show_keys
from workbench.tui.registry import FALLBACK, Action, Group, Pane, lineage

_WORD = re.compile(r"[\w-]+")
WhyNot = Callable[[str], str | None]
"""Why the action of an id cannot be done now; None when it can."""


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One action in the help of a pane."""

    action_id: str
    keys: tuple[str, ...]
    """As shown; none when it is only reached by its name."""
    title: str
    help: str
    group: Group
    reason: str | None
    """Why it cannot be done now."""


@dataclass(frozen=True, slots=True)
class WhichKeyRow:
    """One key that may follow those typed so far."""

    key: str
    title: str
    """The action's title; for the start of several, how many they are."""
    reason: str | None = None

    @property
    def words(self) -> str:
        """What the key does, and why not now."""
        return f"{self.title} ({self.reason})" if self.reason else self.title


def help_rows(
    actions: Iterable[Action], keymap: Keymap, pane: Pane, *, why_not: WhyNot, query: str = ""
) -> tuple[HelpRow, ...]:
    """What works in a pane, what is the pane's own before what works everywhere; all words of the
    query must occur, and what they fit best comes first: as a key or the title, then as whole words
    of either."""
    words = query.casefold().split()
    rows = [
        row
        for action in sorted(actions, key=lambda action: _farness(action, pane))
        if action.works_in(pane)
        and not _is_shadowed(action, keymap, pane)
        and _has_words(row := _row(action, keymap, pane, why_not), words)
    ]
    return tuple(sorted(rows, key=lambda row: _rank(row, query.strip(), words)) if words else rows)


def elsewhere_rows(
    actions: Iterable[Action], keymap: Keymap, pane: Pane, query: str
) -> tuple[HelpRow, ...]:
    """What a query finds that works in other panes alone, with where that is as the reason."""
    words = query.casefold().split()
    rows = [
        replace(_row(action, keymap, there, _not_asked), reason=PANE_WORDS[there])
        for action in actions
        if words and not action.works_in(pane)
        for there in action.panes[:1]
    ]
    found = [row for row in rows if _has_words(row, words) and _rank(row, query.strip(), words) < 6]
    return tuple(sorted(found, key=lambda row: _rank(row, query.strip(), words)))


def _not_asked(action_id: str) -> str | None:
    """Whether it can be done is asked where it works."""
    return None


def _farness(action: Action, pane: Pane) -> int:
    """How far from a pane it is that an action works for: 0 for its own."""
    near = lineage(pane)
    return next((at for at, one in enumerate(near) if one in action.panes), len(near))


def which_key_rows(
    actions: Mapping[str, Action], continuations: Iterable[Continuation], *, why_not: WhyNot
) -> tuple[WhichKeyRow, ...]:
    """What each further key would do, what can be done now before the rest."""
    rows = []
    for after in continuations:
        if len(after.actions) == 1:
            action = actions[after.actions[0]]
            rows.append(WhichKeyRow(after.key, action.title, why_not(action.id)))
        else:
            rows.append(WhichKeyRow(after.key, f"{len(after.actions)} more"))
    return tuple(sorted(rows, key=lambda row: row.reason is not None))


def _is_shadowed(action: Action, keymap: Keymap, pane: Pane) -> bool:
    """Whether every key it has means something else in this pane."""
    bound = any(binding.action.id == action.id for binding in keymap.bindings)
    return bound and not keymap.keys_for(action.id, pane)


def _row(action: Action, keymap: Keymap, pane: Pane, why_not: WhyNot) -> HelpRow:
    keys = keymap.keys_for(action.id, pane)
    return HelpRow(action.id, keys, action.title, action.help, action.group, why_not(action.id))


def _has_words(row: HelpRow, words: list[str]) -> bool:
    text = " ".join((*row.keys, row.title, row.help, row.group, row.action_id)).casefold()
    return all(word in text for word in words)


def _rank(row: HelpRow, query: str, words: list[str]) -> int:
    """How well a row fits what was typed: 0 is best. Where the catalogue's order is left to speak,
    rows have the same."""
    title, folded = _WORD.findall(row.title.casefold()), query.casefold()
    verbs = _WORD.findall(row.action_id)
    names = {*title, *verbs}
    told = {*names, *_WORD.findall(row.help.casefold())}
    if query in row.keys:
        return 0
    if folded in (row.title.casefold(), row.action_id):
        return 1
    if title[: len(words)] == words:
        return 2
    for rank, among in enumerate((names, told), 3):
        if all(word in among for word in words):
            return rank
    return 5 if all(any(one.startswith(word) for one in names) for word in words) else 6


PANE_WORDS: Mapping[Pane, str] = {
    Pane.ANYWHERE: "everywhere",
    Pane.LIBRARY: "in the list of articles",
    Pane.DESK: "on an open article",
    Pane.TEXT: "in the text",
    Pane.SELECTION: "while selecting",
    Pane.FACTS: "in facts and claims",
    Pane.CLAIM: "on a claim",
    Pane.SOURCES: "on sources",
    Pane.SAMENESS: "on sources that may be one",
    Pane.NETWORK: "on who cites whom",
    Pane.COUNTERPARTS: "on what other articles say",
    Pane.TIMELINE: "on the line of time",
    Pane.DOSSIER: "on a dossier",
    Pane.GROUP: "on a group of a dossier",
    Pane.OPEN: "on what is kept open",
    Pane.SUGGESTIONS: "on the same words elsewhere",
    Pane.SELECTIONS: "on selections",
    Pane.ARRIVALS: "on what came in and waits",
    Pane.CODEBOOK: "the codebook",
    Pane.DIFFERENCES: "where analysts differ",
    Pane.CASE: "on one difference",
    Pane.OTHERWISE: "on what was decided otherwise",
    Pane.RULED: "on one place that was decided otherwise",
    Pane.AGREEMENT: "on how far analysts agree",
    Pane.TOPICS: "on topics",
    Pane.RELATED: "on related articles",
    Pane.CARRY: "on claims to carry over",
    Pane.BOARD: "on the claim board",
    Pane.COMPARE: "on two articles side by side",
    Pane.JOURNAL: "in the journal",
    Pane.TEAM: "on the team",
}

_HEAD = """\
# Keys

Generated by `python -m workbench.tui.help > docs/keys.md`; a test compares the two.

A key written as `]u` is two keys, one after the other; what may follow a first key is shown while
it is awaited, and `escape` takes it back. A number before a key marked \u00d7 repeats it (`3j`), or
names a row (`12G`). Everything can also be done by its name on the command line (`:claim.new`, or
its short name where there is one). `;` repeats the last jump.

## Changing keys

Keys are data. Put what you want otherwise into `keys.toml` in your configuration folder
(`workbench locate` shows it), with the names of the last column:

```toml
fact.accept = ["a", "enter"]   # two keys, each does it
move.top = "g g"               # one key after the other, with a space between
desk.suspend = ""              # no key at all
```

A key is written as it prints (`J`, `]`, `?`) or by its name: {names}; `ctrl+`, `alt+` or `shift+`
may stand before a name or letter. Digits are counts and cannot start a key. Some terminals cannot
tell `ctrl+h`, `ctrl+i`, `ctrl+j` and `ctrl+m` from `backspace`, `tab` and `enter`, keep `ctrl+s`
and `ctrl+q` for themselves, and send `alt+` and a letter as `escape`: no default uses those.

Mistakes are reported with file, line and the nearest valid name, and cost only themselves.
A key of a nearer pane goes before one of a farther pane: {panes}.
"""


def keys_markdown() -> str:
    """The whole of docs/keys.md, from the catalogue and the default keys."""
    actions = read_catalogue()
    keymap, _ = build_keymap(actions)
    parts = [_HEAD.format(names=_key_words(), panes=_pane_words())]
    for group in Group:
        parts.append(f"## {group}\n\n| keys | what | where | name |\n|---|---|---|---|\n")
        parts[-1] += "".join(_line(a, keymap) for a in actions if a.group is group)
    return "\n".join(parts)


def _key_words() -> str:
    named = [name for name in NAMES if not name[1:].isdigit()]
    return f"`{' '.join(named)} f1` to `f12`"


def _pane_words() -> str:
    return "; ".join(f"{PANE_WORDS[pane]} before {PANE_WORDS[up]}" for pane, up in FALLBACK.items())


def _line(action: Action, keymap: Keymap) -> str:
    keys = [show_keys(b.keys) for b in keymap.bindings if b.action.id == action.id]
    shown = ", ".join(f"`{key}`".replace("|", "\\|") for key in keys)
    count = " \u00d7" if action.counts and keys else ""
    where = ", ".join(PANE_WORDS[pane] for pane in action.panes)
    name = ", ".join((f"`{action.id}`", *(f"`:{one}`" for one in action.names)))
    return f"| {shown}{count} | **{action.title}.** {action.help} | {where} | {name} |\n"


if __name__ == "__main__":
    sys.stdout.write(keys_markdown())
