"""What of `doccano_checker` stands for pandas, by pandas itself: doccano moves lines through its
tables on both ways."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

from doccano_checker import through_doccano
from exchange_bundles import bundles
from exchange_tools import check_came_back
from hypothesis import HealthCheck, given, settings

from workbench.exchange import read, write
from workbench.exchange.bundle import Bundle

Peer = Callable[[str], Any]


def through_tables(pandas: Any, data: bytes) -> bytes:
    """In as a table of its rows, out as lines of one."""
    rows = pandas.DataFrame([json.loads(line) for line in data.splitlines()])
    rows = pandas.DataFrame(rows.to_dict(orient="records"))
    made: str = rows.to_json(orient="records", force_ascii=False, lines=True)
    return made.encode()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(bundles())
def test_lines_come_back_through_its_tables(peer: Peer, bundle: Bundle) -> None:
    pandas = peer("pandas")
    bundle = Bundle(
        head="",
        exported_at="",
        tool="",
        sources=bundle.sources,
        articles=[item for item in bundle.articles if item.text],
    )
    out = io.BytesIO()
    write("doccano", bundle, out)
    data = through_doccano(out.getvalue())
    for given_ in (out.getvalue(), data):
        back = through_tables(pandas, given_) if given_ else b""
        check_came_back(bundle, list(read("doccano", io.BytesIO(back), {"analyst": "x"})))
