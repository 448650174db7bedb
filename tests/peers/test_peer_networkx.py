"""The source network as networkx reads it: the same nodes, edges and counts."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from exchange_bundles import bundles, example
from graphml_checker import graph_of
from hypothesis import HealthCheck, given, settings
from peer_cases import worked_sample

from workbench.exchange import write
from workbench.exchange.bundle import Bundle

Peer = Callable[[str], Any]


def holds(networkx: Any, bundle: Bundle) -> int:
    """How many edges it reads, each with what the file says."""
    stream = io.BytesIO()
    write("graphml", bundle, stream)
    found = networkx.read_graphml(io.BytesIO(stream.getvalue()))
    ours = graph_of(stream.getvalue())
    assert found.is_directed()
    assert dict(found.nodes(data=True)) == ours.nodes
    # It hands an edge's id on among its data where a graph may have several of one pair.
    edges = [
        (one, other, {name: said for name, said in data.items() if name != "id"})
        for one, other, data in found.edges(data=True)
    ]
    assert sorted(edges, key=str) == sorted(ours.edges, key=str)
    return len(edges)


def test_the_example_holds(peer: Peer) -> None:
    assert holds(peer("networkx"), example()) == 3


def test_work_on_the_sample_set_holds(peer: Peer, tmp_path: Path) -> None:
    assert holds(peer("networkx"), worked_sample(tmp_path)) > 10


def test_hostile_sets_hold(peer: Peer) -> None:
    networkx = peer("networkx")

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(bundles())
    def hold(bundle: Bundle) -> None:
        holds(networkx, bundle)

    hold()
