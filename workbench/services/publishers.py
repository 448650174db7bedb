"""The table of publishers: who owns which outlet, with the page that says so. It proposes; people
confirm. It is read only where somebody asks for a proposal or its version, which stands in exports.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from workbench.domain.family import Proposal
from workbench.domain.naming import fold_name
from workbench.domain.source import Source, SourceKind

_OTHERS = (SourceKind.PERSON, SourceKind.GROUP, SourceKind.DOCUMENT)
"""What no row is of: a person may be called like a newspaper."""


@dataclass(frozen=True, slots=True)
class _Table:
    version: str
    rows: Mapping[str, Mapping[str, str]]
    """By each of its names, as `_key` has it."""

    def find(self, name: str) -> Proposal | None:
        """What the table says of a name."""
        row = self.rows.get(_key(name))
        if row is None:
            return None
        above = self.find(row["owner"])
        since = row.get("since", "")
        return Proposal(row["name"], row["owner"], since, row["source"], self.version, above)


def publishers_version() -> str:
    """The version of the table that ships with this program."""
    return _table().version


def proposal_for(source: Source) -> Proposal | None:
    """What the table says of a source, by any of its names; a page or a part of a site is its."""
    if source.kind in _OTHERS:
        return None
    names = (name for known in (source.name, *source.aliases) for name in _spellings(known))
    return next(filter(None, map(_table().find, names)), None)


@cache
def _table() -> _Table:
    read = tomllib.loads((files("workbench") / "publishers.toml").read_text("utf-8"))
    rows = {_key(name): row for row in read["row"] for name in (row["name"], *row.get("also", ()))}
    return _Table(read["version"], rows)


def _spellings(name: str) -> Iterator[str]:
    """The name, then the sites that it is a part of: news.detik.com, detik.com/news."""
    yield name
    if " " in name or not ("." in name or "/" in name):
        return
    site = name.partition("/")[0]
    yield site
    while site.count(".") > 1:
        site = site.partition(".")[2]
        yield site


def _key(name: str) -> str:
    return fold_name(name).replace(" ", "")
