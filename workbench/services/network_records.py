"""The JSON shapes of the source network: edge, circle and source_record in workbench/schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.domain.circle import Circle
from workbench.domain.network import Edge
from workbench.services.network import Network


def records_of_network(network: Network) -> Iterator[dict[str, Any]]:
    """The edges, the circles, and the sources that something ends with, by name."""
    yield from (_edge(network, one) for one in network.edges)
    yield from (_circle(network, one) for one in network.circles)
    for key in sorted(network.records, key=lambda key: (network.name(key), key)):
        record = network.records[key]
        yield {
            "type": "source_record",
            "source": _named(network, key),
            "rating": network.names[key].rating,
            "said": record.said,
            "confirmed_later": record.confirmed,
            "denied_later": record.denied,
        }


def _edge(network: Network, edge: Edge) -> dict[str, Any]:
    return {
        "type": "edge",
        "source": _named(network, edge.citing),
        "from": _named(network, edge.cited),
        "claims": edge.claims,
        "articles": edge.articles,
        "confirmed": edge.confirmed,
        "denied": edge.denied,
        "first": edge.first,
        "last": edge.last,
        "topics": dict(edge.topics),
        "months": dict(edge.months),
        "questions": edge.asked,
    }


def _circle(network: Network, circle: Circle) -> dict[str, Any]:
    return {
        "type": "circle",
        "kind": circle.kind.value,
        "basis": circle.basis.value,
        "sources": [_named(network, key) for key in circle.sources],
        "steps": [
            {
                "claim": step.claim,
                "article": step.number,
                "day": step.day,
                "published": step.at,
                "source": _named(network, step.citing),
                "from": _named(network, step.cited) if step.cited else None,
            }
            for step in circle.steps
        ],
    }


def _named(network: Network, key: str) -> dict[str, Any]:
    """A source by its uid, or by its name alone where none has that."""
    named = network.names[key]
    return {"uid": named.uid or None, "name": named.name}
