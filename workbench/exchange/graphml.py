"""The source network as GraphML: sources as nodes, who has it from whom as edges, with the counts.

For Gephi, yEd, Cytoscape and libraries of graphs; it is only written. The same set gives the same
bytes. Names come from the web: what XML has no place for becomes a visible mark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from xml.sax.saxutils import XMLGenerator

from workbench.domain.text import safe_line
from workbench.exchange.bundle import Bundle, Losses, Written
from workbench.exchange.citing import Citing, Counted
from workbench.exchange.held import lose_rest

if TYPE_CHECKING:
    from workbench.domain.circle import Circle
    from workbench.domain.network import Edge

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
_KEPT = frozenset({"sources", "ratings"})
_WHY = "a network is of sources: of claims and links their counts are in it"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Code points that no XML 1.0 document may hold."""
Data = Mapping[str, str | int]


class _Key(NamedTuple):
    """An attribute that the file declares."""

    name: str
    of: str
    """"graph", "node" or "edge"."""
    type: str


_KEYS = (
    _Key("circles", "graph", "string"),
    _Key("label", "node", "string"), _Key("uid", "node", "string"), _Key("kind", "node", "string"),
    _Key("rating", "node", "string"), _Key("said", "node", "int"),
    _Key("confirmed_later", "node", "int"), _Key("denied_later", "node", "int"),
    _Key("claims", "edge", "int"), _Key("articles", "edge", "int"),
    _Key("confirmed", "edge", "int"), _Key("denied", "edge", "int"),
    _Key("first", "edge", "string"), _Key("last", "edge", "string"),
    _Key("topics", "edge", "string"), _Key("months", "edge", "string"),
)  # fmt: skip


def write(bundle: Bundle, target: BinaryIO) -> Written:
    """Write the network of the bundle's claims."""
    citing, losses = Citing(bundle), Losses()
    articles = claims = 0
    lose_rest(bundle, _KEPT, losses, _WHY)
    for annotated in bundle.checked_articles():
        citing.take(annotated)
        lose_rest(annotated, (), losses, _WHY)
        articles += 1
        claims += len(annotated.claims)
    counted = citing.counted()
    nodes = _nodes(bundle, citing, counted)
    older = len(bundle.ratings) - sum("rating" in data for _, data in nodes)
    losses.add("ratings", "a node has the latest one of its source", older)
    losses.add("sources", "no chain names them", len(bundle.sources) - sum(
        "uid" in data for _, data in nodes
    ))  # fmt: skip
    _Graph(target).write(nodes, counted)
    return Written(articles, claims, losses.told())


def _nodes(bundle: Bundle, citing: Citing, counted: Counted) -> list[tuple[str, Data]]:
    """Everybody whom the network names, by name: how the network knows them, and their data."""
    records = counted.records
    keys = {key for edge in counted.edges for key in (edge.citing, edge.cited)} | {*records}
    sources = {one.uid: one for one in bundle.sources}
    ratings = bundle.rating_histories()
    found: list[tuple[str, Data]] = []
    for key in sorted(keys, key=lambda key: (citing.name(key), key)):
        data: dict[str, str | int] = {"label": citing.name(key)}
        if source := sources.get(key):
            data |= {"uid": source.uid, "kind": source.kind.value}
        if rated := ratings.get(key):
            data["rating"] = rated[-1].reliability
        if record := records.get(key):
            data |= {"said": record.said, "confirmed_later": record.confirmed,
                     "denied_later": record.denied}  # fmt: skip
        found.append((key, data))
    return found


class _Graph:
    """The document, written as it comes."""

    def __init__(self, target: BinaryIO) -> None:
        self._xml = XMLGenerator(target, encoding="UTF-8", short_empty_elements=True)
        self._depth = 0

    def write(self, nodes: Sequence[tuple[str, Data]], counted: Counted) -> None:
        """All of it."""
        places = {key: f"n{place}" for place, (key, _) in enumerate(nodes)}
        self._xml.startDocument()
        self._open("graphml", {
            "xmlns": _SPACE, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{_SPACE} {_SCHEMA}",
        })  # fmt: skip
        for key in _KEYS:
            named = {"id": _id(key), "for": key.of, "attr.name": key.name, "attr.type": key.type}
            self._open("key", named)
            self._close("key", is_empty=True)
        self._open("graph", {"id": "sources", "edgedefault": "directed"})
        if circles := [_circle(one, places) for one in counted.circles]:
            self._data("graph", {"circles": _json(circles)})
        for key_of_node, data in nodes:
            self._with("node", {"id": places[key_of_node]}, data)
        for place, edge in enumerate(counted.edges):
            ends = {"source": places[edge.citing], "target": places[edge.cited]}
            self._with("edge", {"id": f"e{place}", **ends}, _told(edge))
        self._close("graph")
        self._close("graphml")
        self._xml.characters("\n")
        self._xml.endDocument()

    def _with(self, name: str, attributes: Mapping[str, str], data: Data) -> None:
        self._open(name, attributes)
        self._data(name, data)
        self._close(name)

    def _data(self, of: str, data: Data) -> None:
        keys = {key.name: _id(key) for key in _KEYS if key.of == of}
        for name, value in data.items():
            self._open("data", {"key": keys[name]})
            self._xml.characters(_printable(str(value)))
            self._close("data", is_empty=True)

    def _open(self, name: str, attributes: Mapping[str, str]) -> None:
        self._xml.characters("\n" + "  " * self._depth)
        self._xml.startElement(name, dict(attributes))  # type: ignore[arg-type]
        self._depth += 1

    def _close(self, name: str, *, is_empty: bool = False) -> None:
        self._depth -= 1
        if not is_empty:
            self._xml.characters("\n" + "  " * self._depth)
        self._xml.endElement(name)


def _id(key: _Key) -> str:
    return f"{key.of}_{key.name}"


def _told(edge: Edge) -> Data:
    data: dict[str, str | int] = {
        "claims": edge.claims, "articles": edge.articles,
        "confirmed": edge.confirmed, "denied": edge.denied,
    }  # fmt: skip
    words = {"first": edge.first, "last": edge.last}
    words |= {"topics": _json(edge.topics), "months": _json(edge.months)}
    return data | {name: said for name, said in words.items() if said and said != "{}"}


def _circle(circle: Circle, places: Mapping[str, str]) -> dict[str, object]:
    """A circle by its nodes, with the claims and the numbers of the articles that lead round."""
    return {
        "kind": circle.kind.value,
        "basis": circle.basis.value,
        "nodes": [places[key] for key in circle.sources],
        "claims": list(dict.fromkeys(step.claim for step in circle.steps)),
        "articles": list(dict.fromkeys(step.number for step in circle.steps)),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _printable(words: str) -> str:
    return _NOT_XML.sub("\ufffd", safe_line(words))
