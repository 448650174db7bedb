"""What GraphML asks of a file (graphml.graphdrawing.org/xmlns/1.0): read by Python's XML alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

SPACE = "{http://graphml.graphdrawing.org/xmlns}"
TYPES = {"int": int, "string": str}


@dataclass(frozen=True)
class Graph:
    """A file, as a library of graphs has it."""

    data: dict[str, str | int]
    nodes: dict[str, dict[str, str | int]]
    """By id."""
    edges: list[tuple[str, str, dict[str, str | int]]]

    def labelled(self) -> dict[tuple[str, str], dict[str, str | int]]:
        """The edges by the labels of their ends."""
        labels = {node: str(data["label"]) for node, data in self.nodes.items()}
        return {(labels[one], labels[other]): data for one, other, data in self.edges}


def graph_of(written: bytes) -> Graph:
    """The graph. Fails where the file is none."""
    root = ElementTree.fromstring(written)
    assert root.tag == f"{SPACE}graphml"
    *keys, graph = root
    declared = {}
    for key in keys:
        assert key.tag == f"{SPACE}key"
        assert key.get("for") in ("graph", "node", "edge")
        declared[key.attrib["id"]] = key.attrib
    assert len(declared) == len(keys), "ids are unique"
    assert graph.tag == f"{SPACE}graph"
    assert graph.get("edgedefault") == "directed"
    nodes = {one.attrib["id"]: dict(_data(one, "node", declared)) for one in _each(graph, "node")}
    edges = []
    for one in _each(graph, "edge"):
        assert {one.attrib["source"], one.attrib["target"]} <= nodes.keys()
        told = dict(_data(one, "edge", declared))
        edges.append((one.attrib["source"], one.attrib["target"], told))
    ids = [one.attrib["id"] for one in (*_each(graph, "node"), *_each(graph, "edge"))]
    assert len(ids) == len({*ids})
    assert {one.tag for one in graph} <= {f"{SPACE}{name}" for name in ("data", "node", "edge")}
    return Graph(dict(_data(graph, "graph", declared)), nodes, edges)


def _each(graph: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return graph.findall(f"{SPACE}{name}")


def _data(
    one: ElementTree.Element, of: str, declared: dict[str, dict[str, str]]
) -> Iterator[tuple[str, str | int]]:
    found = _each(one, "data")
    assert len({each.attrib["key"] for each in found}) == len(found), "each key once"
    for each in found:
        key = declared[each.attrib["key"]]
        assert key["for"] == of
        yield key["attr.name"], TYPES[key["attr.type"]](each.text or "")
